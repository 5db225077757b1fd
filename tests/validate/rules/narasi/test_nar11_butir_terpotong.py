"""NAR-11: incomplete list item."""

import pytest

from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_nar import said
from validate.rules.narasi.nar11_butir_terpotong import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("6. evaluasi Rancangan Peraturan Desa tentang;\n7. Anggaran Pendapatan;", 1),
        ("6. evaluasi Rancangan Peraturan Desa tentang\n7. Anggaran Pendapatan;", 0),
        ("6. pelaporan; dan\n7. pengawasan.", 0),
        ("6. evaluasi Rancangan Peraturan Desa tentang Anggaran;", 0),
    ],
)
def test_an_item_that_ends_behind_a_word_that_leads_on_is_incomplete(text: str, count: int) -> None:
    assert len(said(text, "NAR-11")) == count
