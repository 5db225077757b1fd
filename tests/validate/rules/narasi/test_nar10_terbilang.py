"""NAR-10: amount in words."""

import pytest

from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_nar import said
from validate.findings import Severity
from validate.rules.narasi.nar10_terbilang import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "sebesar Rp21.910.242.107,- (dua puluh satu miliar sembilan ratus juta rupiah)",
            "21.900.000.000",
        ),
        ("didukung oleh 5 (enam) program", "6"),
        ("terserap 95,07% (sembilan puluh lima koma tujuh persen)", "95,7"),
    ],
)
def test_an_amount_in_words_is_the_one_in_digits(text: str, expected: str) -> None:
    (finding,) = said(text, "NAR-10")
    assert (finding.expected, finding.severity) == (expected, Severity.MAJOR)


@pytest.mark.parametrize(
    "text",
    [
        "sebesar Rp1.250.000,- (Satu Juta Dua Ratus Lima Puluh Ribu Rupiah)",
        "sebesar Rp. 1.250.000,00 (terbilang: satu juta dua ratus lima puluh ribu rupiah)",
        "sebanyak 12 (dua belas) desa",
        "sebanyak 12 (duabelas) desa",
        "sebanyak 12 (dua belsa) desa",
        "sebanyak 12 (dua tim) orang",
        "Tahun 2024 (satu) kali",
    ],
)
def test_words_that_agree_or_cannot_be_read_are_left_alone(text: str) -> None:
    assert said(text, "NAR-10") == []
