"""PKR-01: every agreed indicator is reported."""

import pytest

from tests.audits import drawn
from tests.reports import findings_of
from tests.rules.examples import assert_examples, assert_severities, broken, tables
from tests.rules.of_pkr import AGREED, OTHER, REPORTED, reported, sasaran
from tests.wholes import CHAPTER_2, CHAPTER_3, whole
from validate.findings import Severity
from validate.rules.pkr01_indikator_dilaporkan import RULE

EXAMPLES = tables("Indikator Kinerja", "Target", "Realisasi")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("rows", "text", "missing"),
    [
        ([REPORTED], "", [OTHER]),
        ([REPORTED, f" | {OTHER} | 65 | 65 | 100"], "", []),
        ([REPORTED, f" | Nilai {OTHER} kecamatan | 65 | 65 | 100"], "", []),
        ([REPORTED], "Indeks pelayanan publik masih dihitung oleh Bagian Organisasi.", []),
        ([" | Jumlah layanan | 5 | 5 | 100"], "", []),  # nothing of the agreement is reported here
    ],
)
def test_every_agreed_indicator_is_reported(rows: list[str], text: str, missing: list[str]) -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", CHAPTER_2)
    findings = findings_of(RULE, whole(agreed, reported(*rows), results=text))
    assert [finding.spot.printed for finding in findings] == missing
    assert all(finding.severity is Severity.CRITICAL for finding in findings)


def test_an_indicator_that_any_other_table_names_is_reported() -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", CHAPTER_2)
    other = drawn(
        "No | Uraian | Nilai", f"1 | {OTHER} Kecamatan Klakah | 65", "t3", "Tabel 3.2 Hasil survei", CHAPTER_3
    )
    assert not findings_of(RULE, whole(agreed, reported(REPORTED), other))
