"""The proofs in the annex: BKT-01 to BKT-04 and BKT-06."""

from dataclasses import replace

import pytest

from extract.records import Page, Source, Table
from normalize.report import Report
from tests.documents import table
from tests.reports import findings_of
from tests.wholes import ANNEX, whole
from validate.audit_context import AuditContext
from validate.findings import Certainty, Severity
from validate.proofs import populations, sections
from validate.rules import (
    bkt01_cakupan_bukti,
    bkt02_bukti_ganda,
    bkt03_bukti_diumumkan,
    bkt04_nama_desa,
    bkt06_centang,
)

HEAD = """
    No | AKTIVITAS | DESA   | <       | <          | <      | <     | SUB JUMLAH | NILAI
    ^  | ^         | KLAKAH | MLAWANG | TEGAL CIUT | SERUNI | DUREN | ^          | ^
"""


def ticked(*rows: str) -> Table:
    body = "\n".join(rows or ["1 | Fasilitasi | √ | √ | √ | √ | √ | 5 | 1,00"])
    return table(f"{HEAD.strip()}\n---\n{body}", "REKAPITULASI FASILITASI", page=ANNEX, top=300)


def annexed(*names: str, heading: str = "**DOKUMENTASI KEGIATAN LINMAS**", rows: Table | None = None) -> Report:
    """A report whose annex shows photographs of these villages under a heading."""
    return whole(rows or ticked(), annex="\n\n".join((heading, *names)))


ALL = ("Desa Klakah", "Desa Mlawang", "Desa Tegalciut", "Desa Seruni", "Desa Duren")


def test_the_villages_of_a_table_and_of_a_part_of_the_annex_are_read() -> None:
    context = AuditContext(annexed(*ALL))
    (population,) = populations(context)
    assert [village.spot.printed for village in population.villages] == [
        "KLAKAH",
        "MLAWANG",
        "TEGAL CIUT",
        "SERUNI",
        "DUREN",
    ]
    assert [village.spot.printed for village in sections(context)[-1].villages] == [
        name.removeprefix("Desa ") for name in ALL
    ]


def test_a_part_that_leaves_a_village_out_is_doubted_and_never_critical() -> None:
    (finding,) = findings_of(bkt01_cakupan_bukti.RULE, annexed(*ALL[1:]))
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.UNVERIFIABLE)
    assert finding.spot.printed == "DOKUMENTASI KEGIATAN LINMAS"
    assert "4 dari 5 desa" in finding.message.id
    assert "KLAKAH" in finding.message.id


@pytest.mark.parametrize(
    "names",
    [
        ALL,
        tuple(f"{at}. {name}" for at, name in enumerate(ALL, 1)),
        ("Desa Klakah", "Desa Mlawang", "Desa Tegal Ciut", "Desa Sruni", "Desa Duren"),
        ("Desa Kudus", "Desa Kebonan", "Desa Papringan", "Desa Sawaran"),  # of another kecamatan
        ("Desa Klakah",),
        (),
    ],
)
def test_a_part_that_names_all_or_is_not_about_these_villages_is_no_finding(names: tuple[str, ...]) -> None:
    assert not findings_of(bkt01_cakupan_bukti.RULE, annexed(*names))


def test_proofs_without_text_cannot_be_checked_and_that_is_all_that_is_said() -> None:
    report = whole(ticked(), annex="**FOTO KEGIATAN**\n\nDesa Klakah")
    pages = report.document.pages
    blank = Page(len(pages) + 1, 595.0, 842.0, Source.TEXT)
    longer = replace(report, document=replace(report.document, pages=(*pages, blank)))
    (finding,) = findings_of(bkt01_cakupan_bukti.RULE, longer)
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert f"halaman {blank.number}" in finding.message.id


def test_a_village_named_twice_in_place_of_another_is_told() -> None:
    (finding,) = findings_of(
        bkt02_bukti_ganda.RULE, annexed("Desa Seruni", "Desa Mlawang", "Desa Seruni", "Desa Duren")
    )
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.UNVERIFIABLE)
    assert "Seruni disebut dua kali" in finding.message.id
    assert "KLAKAH, TEGAL CIUT tidak disebut" in finding.message.id


def test_a_second_photograph_of_a_village_is_no_proof_used_twice() -> None:
    assert not findings_of(bkt02_bukti_ganda.RULE, annexed(*ALL, "Desa Seruni"))


ANNOUNCED = "**c. Bukti pelaporan LPPDes, RKPDes dan APBDes**"


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (("Posting data APBDes tahun 2024", "Perdes RKPDes tahun 2025"), ["LPPDes"]),
        (("Posting data APBDes", "Perdes RKPDes", "Surat penyampaian LPPDes"), []),
        (("Foto penyerahan",), []),  # none of them: the proofs are pictures
    ],
)
def test_an_announced_document_that_nothing_names_is_told(texts: tuple[str, ...], missing: list[str]) -> None:
    findings = findings_of(bkt03_bukti_diumumkan.RULE, annexed(*texts, heading=ANNOUNCED))
    assert [finding.message.id.split()[4].strip(",") for finding in findings] == missing
    assert all(finding.certainty is Certainty.UNVERIFIABLE for finding in findings)


def test_another_spelling_of_a_village_may_be_our_misreading() -> None:
    (finding,) = findings_of(
        bkt04_nama_desa.RULE, annexed("Desa Klakah", "Desa Mlawang", "Desa Tegalciut", "Desa Sruni", "Desa Duren")
    )
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.READING_DOUBT)
    assert (finding.spot.printed, finding.evidence[0].printed) == ("Sruni", "SERUNI")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1 | Fasilitasi | √ | √ | √ | √ | √ | 5 | 1,00", None),
        ("1 | Fasilitasi | √ | √ |   | √ | √ | 4 | 0,80", None),
        ("1 | Fasilitasi |   |   |   |   |   | 0 | 0,00", None),
        ("1 | Fasilitasi | √ | √ |   | √ | √ | 5 | 1,00", "4"),
        ("1 | Fasilitasi | √ | √ | x | √ | √ | 5 | 1,00", None),  # what a cross stands for cannot be told
        ("1 | Fasilitasi | √ | √ | √ | √ | √ |   | 1,00", None),
    ],
)
def test_a_subtotal_is_the_number_of_ticks(row: str, expected: str | None) -> None:
    other = "2 | Koordinasi | √ | √ | √ | √ | √ | 5 | 1,00"
    findings = findings_of(bkt06_centang.RULE, whole(ticked(row, other), annex="**REKAPITULASI**"))
    assert [finding.expected for finding in findings] == [expected] * (expected is not None)


def test_ticks_in_the_column_of_the_subtotal_are_told_once_as_a_doubt() -> None:
    shifted = "2 | Koordinasi | √ | √ | √ | √ | √ | √ | 1,00"
    rows = ("1 | Fasilitasi | √ | √ | √ | √ | √ | 5 | 1,00", shifted, shifted)
    (finding,) = findings_of(bkt06_centang.RULE, whole(ticked(*rows), annex="**REKAPITULASI**"))
    assert finding.certainty is Certainty.READING_DOUBT
    assert "2 baris" in finding.message.id
