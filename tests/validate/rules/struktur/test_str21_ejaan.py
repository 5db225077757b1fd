"""STR-21: spelling of key terms."""

import pytest

from tests.audits import drawn
from tests.reports import found_by, written
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Severity
from validate.rules.struktur.str21_ejaan import RULE, misspellings

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "printed", "spelt"),
    [
        ("Presentase hasil fasilitasi", "Presentase", "persentase"),
        ("kapasitas aparaturn pemerintahan desa", "aparaturn", "aparatur"),
        ("PROGRAM PENYELENGGARAN URUSAN", "PENYELENGGARAN", "penyelenggaraan"),
    ],
)
def test_a_misspelt_term_is_told_with_its_spelling(text: str, printed: str, spelt: str) -> None:
    (finding,) = found_by(written(text), "STR-21")
    assert (finding.spot.printed, finding.expected, finding.severity) == (
        printed,
        spelt,
        Severity.INFO,
    )


def test_a_misspelling_in_several_places_is_one_finding() -> None:
    table = drawn("No | Indikator | Target", "1 | Presentase desa | 90")
    (finding,) = found_by(written("Presentase desa", "Presentase desa", tables=[table]), "STR-21")
    assert len(finding.evidence) == 2


@pytest.mark.parametrize(
    "text", ["presentasi hasil kerja", "Persentase", "Ketentraman", "analisa resiko", "aparatur"]
)
def test_other_words_are_no_misspellings(text: str) -> None:
    assert not found_by(written(text), "STR-21")


def test_no_misspelling_is_a_piece_of_a_word_that_a_line_end_breaks() -> None:
    pieces = [
        wrong
        for wrong, right in misspellings().items()
        if right.startswith(wrong) or right.endswith(wrong)
    ]
    assert pieces == []
