"""NAR-08: performance of an individual."""

import pytest

from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_nar import said
from validate.rules.narasi.nar08_kinerja_individu import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kami sadari bahwa Laporan Kinerja individu ini jauh dari kesempurnaan.", 1),
        ("Pengukuran dilakukan terhadap indikator kinerja individu yang telah ditetapkan.", 1),
        ("Penilaian indikator kinerja individu pegawai dilakukan melalui SKP.", 0),
        ("Kinerja individu mendukung kinerja organisasi.", 0),
    ],
)
def test_the_report_of_an_office_is_not_one_of_an_individual(text: str, count: int) -> None:
    assert len(said(text, "NAR-08")) == count
