"""NAR-04: highest budget."""

from tests.audits import BUDGET, drawn
from tests.validate.rules.examples import (
    KEGIATAN,
    assert_examples,
    assert_severities,
    broken,
    prose,
)
from validate.rules.narasi.nar04_anggaran_terbesar import RULE

EXAMPLES = prose(drawn(BUDGET, KEGIATAN, caption="Realisasi Anggaran Tahun 2024"))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))
