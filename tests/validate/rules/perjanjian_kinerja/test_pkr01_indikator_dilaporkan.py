"""PKR-01: every agreed indicator is reported."""

import pytest

from normalize.report import Report
from tests.audits import drawn
from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tables
from tests.validate.rules.of_pkr import AGREED, OTHER, REPORTED, SIGNED, reported, sasaran
from tests.wholes import ANNEX, CHAPTER_2, CHAPTER_3, whole
from validate.findings import Severity
from validate.rules.perjanjian_kinerja.pkr01_indikator_dilaporkan import RULE

EXAMPLES = tables("Indikator Kinerja", "Target", "Realisasi")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, broken(RULE, EXAMPLES), with_agreement_below("Jabatan: Kepala Seksi Pelayanan")
    )


BELOW = ("Jumlah surat masuk", "Jumlah arsip yang ditata", "Jumlah rapat")


def with_agreement_below(post: str) -> Report:
    """A report to which two agreements are annexed: that of the head, and one of this post with
    three indicators.
    """
    below = "\n".join(
        f"{at} | Tertibnya administrasi | {name} | 12" for at, name in enumerate(BELOW, 1)
    )
    caption = "Perjanjian Kinerja Tahun 2024"
    return whole(
        sasaran(AGREED, "t1", CHAPTER_2),
        reported(REPORTED),
        sasaran(below, "t3", ANNEX, caption),
        annex=f"{SIGNED}\n\n{post}",
    )


def test_what_those_below_the_head_agreed_is_one_minor_finding_with_all_places() -> None:
    (finding,) = findings_of(RULE, with_agreement_below("Jabatan: Kepala Seksi Pelayanan"))
    assert finding.severity is Severity.MINOR
    assert (finding.spot.printed, *(spot.printed for spot in finding.further_places)) == BELOW
    assert "3 indikator" in finding.message.id


def test_an_agreement_that_nothing_else_tells_from_the_heads_is_one_below_where_nothing_of_it_is_reported() -> (  # noqa: E501
    None
):
    (finding,) = findings_of(RULE, with_agreement_below("Jabatan: Camat Klakah"))
    assert finding.severity is Severity.MINOR


def test_a_missing_indicator_of_the_signed_agreement_of_the_head_is_critical() -> None:
    signed = sasaran(
        f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65",
        "t3",
        ANNEX,
        "Perjanjian Kinerja Tahun 2024",
    )
    report = whole(
        sasaran(AGREED, "t1", CHAPTER_2),
        reported(REPORTED),
        signed,
        annex=f"{SIGNED}\n\nCAMAT KLAKAH",
    )
    (finding,) = findings_of(RULE, report)
    assert (finding.severity, finding.spot.printed) == (Severity.CRITICAL, OTHER)


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
        "No | Uraian | Nilai",
        f"1 | {OTHER} Kecamatan Klakah | 65",
        "t3",
        "Tabel 3.2 Hasil survei",
        CHAPTER_3,
    )
    assert not findings_of(RULE, whole(agreed, reported(REPORTED), other))
