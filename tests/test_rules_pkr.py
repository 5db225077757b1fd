"""The perjanjian kinerja and the plans behind it: PKR-01 to PKR-16."""

from dataclasses import replace

import pytest

from extract.records import Page, Source, Table
from tests.audits import CAPAIAN, PK_PROGRAM, PK_SASARAN, audit, drawn, found, told
from tests.reports import findings_of
from tests.wholes import ANNEX, CHAPTER_2, CHAPTER_3, excerpt, whole
from validate.examine import examine
from validate.findings import Certainty, Severity
from validate.rules import (
    pkr01_indikator_dilaporkan,
    pkr02_indikator_di_luar_pk,
    pkr03_redaksi_sasaran,
    pkr04_redaksi_indikator,
    pkr08_pk_perubahan,
    pkr10_kedua_pihak,
    pkr13_masa_renstra,
    pkr14_tahun_ke,
    pkr16_target_triwulan,
)

INDICATOR = "Persentase hasil fasilitasi yang ditindaklanjuti"


@pytest.mark.parametrize(
    ("agreed", "findings"),
    [
        ("95,45%", []),
        ("95,45", []),
        ("90,45%", ["PKR-05 t2:0:2 95,45 -> 90,45"]),
    ],
)
def test_the_target_reported_on_is_the_one_agreed(agreed: str, findings: list[str]) -> None:
    agreement = drawn(PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | {agreed}", "t1", "Perjanjian Kinerja")
    reported = drawn(CAPAIAN, f"Pelayanan | {INDICATOR} | 95,45 | | ", "t2", "Capaian Kinerja")
    assert told(found(audit(agreement, reported), "PKR-05")) == findings


def test_a_target_that_the_capaian_confirms_is_not_the_one_to_blame() -> None:
    agreement = drawn(PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | 90,45%", "t1", "Perjanjian Kinerja")
    reported = drawn(CAPAIAN, f"Pelayanan | {INDICATOR} | 95,45 | 95,27 | 99,81", "t2", "Capaian Kinerja")
    (finding,) = found(audit(agreement, reported), "PKR-05")
    assert told([finding]) == ["PKR-05 t1:0:3 90,45% -> 95,45"]
    assert finding.severity is Severity.CRITICAL


def test_an_indicator_that_was_not_agreed_is_compared_with_nothing() -> None:
    agreement = drawn(PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | 90%", "t1", "Perjanjian Kinerja")
    reported = drawn(CAPAIAN, "Pelayanan | Indeks Pelayanan Publik | 65 | 65 | 100", "t2", "Capaian Kinerja")
    assert found(audit(agreement, reported)) == []


PROGRAMS = "1 | Program Penyelenggaraan Pelayanan | Rp. 4.430.000,00\n2 | Program Pembinaan Desa | Rp. 23.850.000,00\n"


@pytest.mark.parametrize(
    ("total", "findings"),
    [
        (" | Total | Rp. 28.280.000,00", []),
        (" | Total | Rp. 28.820.000,00", ["PKR-06 t1:2:2 Rp. 28.820.000,00 -> 28.280.000,00"]),
        ("", []),
    ],
)
def test_the_agreed_budget_is_the_sum_of_its_programs(total: str, findings: list[str]) -> None:
    assert told(found(audit(drawn(PK_PROGRAM, PROGRAMS + total, caption="Perjanjian Kinerja")))) == findings


# The summary and the signed one ---------------------------------------------------------------------------------------

SIGNED = "**PERUBAHAN PERJANJIAN KINERJA TAHUN 2024**"


def sasaran(rows: str, id: str, page: int, caption: str = "Tabel 2.1 Perjanjian Kinerja Tahun 2024") -> Table:
    return drawn(PK_SASARAN, rows, id, caption, page)


AGREED = f"1 | Meningkatnya pelayanan publik | {INDICATOR} | 95,45"


@pytest.mark.parametrize(("signed", "rules"), [("95,45", []), ("90,45", ["PKR-07"])])
def test_the_summary_prints_what_was_signed(signed: str, rules: list[str]) -> None:
    summary = sasaran(AGREED, "t1", CHAPTER_2)
    annexed = sasaran(AGREED.replace("95,45", signed), "t2", ANNEX, "Perjanjian Kinerja Tahun 2024")
    audited = examine(whole(summary, annexed, annex=SIGNED))
    assert [one.rule for one in audited.findings if one.rule in ("PKR-07", "LTB-05")] == rules


@pytest.mark.parametrize(
    ("caption", "heading", "findings"),
    [
        ("Tabel 2.1 Perjanjian Kinerja Tahun 2024", SIGNED, 1),
        ("Tabel 2.1 Perubahan Perjanjian Kinerja Tahun 2024", SIGNED, 0),
        ("Tabel 2.1 Perjanjian Kinerja Tahun 2024", "**PERJANJIAN KINERJA TAHUN 2024**", 0),
        ("Tabel 2.1 Perjanjian Kinerja Tahun 2024", f"{SIGNED}\n\nIsi\n\n**PERJANJIAN KINERJA TAHUN 2024**", 0),
        ("Tabel 2.1 Sasaran dan Target Tahun 2024", SIGNED, 0),
    ],
)
def test_a_summary_says_that_it_is_of_the_changed_agreement(caption: str, heading: str, findings: int) -> None:
    report = whole(sasaran(AGREED, "t1", CHAPTER_2, caption), annex=heading)
    found_ = findings_of(pkr08_pk_perubahan.RULE, report)
    assert len(found_) == findings
    assert all(finding.severity is Severity.MINOR and finding.evidence for finding in found_)


# Which indicators, and their wording ----------------------------------------------------------------------------------

OTHER = "Indeks pelayanan publik"


def reported(*rows: str) -> Table:
    return drawn(CAPAIAN, "\n".join(rows), "t2", "Tabel 3.1 Capaian Kinerja", CHAPTER_3)


REPORTED = f"Meningkatnya pelayanan publik | {INDICATOR} | 95,45 | 95,27 | 99,81"


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
    findings = findings_of(pkr01_indikator_dilaporkan.RULE, whole(agreed, reported(*rows), results=text))
    assert [finding.spot.printed for finding in findings] == missing
    assert all(finding.severity is Severity.CRITICAL for finding in findings)


def test_an_indicator_that_any_other_table_names_is_reported() -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", CHAPTER_2)
    other = drawn(
        "No | Uraian | Nilai", f"1 | {OTHER} Kecamatan Klakah | 65", "t3", "Tabel 3.2 Hasil survei", CHAPTER_3
    )
    assert not findings_of(pkr01_indikator_dilaporkan.RULE, whole(agreed, reported(REPORTED), other))


def pictured(page: Page) -> Page:
    return replace(page, source=Source.IMAGE) if page.number == CHAPTER_2 - 1 else page


def test_a_page_that_could_not_be_read_may_report_on_it() -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", CHAPTER_2)
    report = whole(agreed, reported(REPORTED, " | Jumlah layanan | 5 | 5 | 100"))
    scanned = replace(report, document=replace(report.document, pages=tuple(map(pictured, report.document.pages))))
    assert findings_of(pkr01_indikator_dilaporkan.RULE, report)
    assert findings_of(pkr02_indikator_di_luar_pk.RULE, report)
    assert not findings_of(pkr01_indikator_dilaporkan.RULE, scanned)
    assert not findings_of(pkr02_indikator_di_luar_pk.RULE, scanned)


def test_an_excerpt_lacks_nothing() -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", 2)
    report = excerpt(agreed, reported(REPORTED, " | Jumlah layanan | 5 | 5 | 100"))
    assert not findings_of(pkr01_indikator_dilaporkan.RULE, report)
    assert not findings_of(pkr02_indikator_di_luar_pk.RULE, report)


@pytest.mark.parametrize(
    ("row", "strangers"),
    [
        (f"Tujuan | {OTHER} | 65 | - | ", [OTHER]),
        (f"Mutu | {INDICATOR} kecamatan | 65 | 65 | 100", []),
        (f"Program Pelayanan | {OTHER} | 65 | 65 | 100", []),  # of a program, which has an agreement of its own
    ],
)
def test_an_indicator_that_was_not_agreed_is_asked_about(row: str, strangers: list[str]) -> None:
    report = whole(sasaran(AGREED, "t1", CHAPTER_2), reported(REPORTED, row))
    assert [finding.spot.printed for finding in findings_of(pkr02_indikator_di_luar_pk.RULE, report)] == strangers


@pytest.mark.parametrize(
    ("printed", "reworded"),
    [
        ("Meningkatkan pelayanan publik", True),
        ("Meningkatnya pelayanan", True),
        ("1. MENINGKATNYA PELAYANAN  PUBLIK", False),
        ("Meningkatnya pelayananan publik", False),  # a misspelling
        ("", False),
    ],
)
def test_a_sasaran_is_worded_as_agreed(printed: str, reworded: bool) -> None:
    row = REPORTED.replace("Meningkatnya pelayanan publik", printed)
    report = whole(sasaran(AGREED, "t1", CHAPTER_2), reported(row))
    findings = findings_of(pkr03_redaksi_sasaran.RULE, report)
    assert bool(findings) is reworded
    assert all(finding.expected == "Meningkatnya pelayanan publik" for finding in findings)


@pytest.mark.parametrize(
    ("printed", "reworded"),
    [
        ("Persentase hasil fasilitasi yang ditindaklanjuti", False),
        ("Presentase Hasil Fasilitasi yang di tindak lanjuti", False),
        ("Persentase hasil fasilitasi dalam ditindaklanjuti", True),
        ("Persentase hasil fasilitasi ditindaklanjuti", True),
    ],
)
def test_an_indicator_is_worded_as_agreed(printed: str, reworded: bool) -> None:
    report = whole(sasaran(AGREED, "t1", CHAPTER_2), reported(REPORTED.replace(INDICATOR, printed)))
    assert bool(findings_of(pkr04_redaksi_indikator.RULE, report)) is reworded


def test_one_sasaran_beside_two_indicators_is_worded_otherwise_once() -> None:
    agreed = sasaran(f"{AGREED}\n^ | ^ | {OTHER} | 65", "t1", CHAPTER_2)
    rows = (REPORTED.replace("Meningkatnya", "Meningkatkan"), f"^ | {OTHER} | 65 | 65 | 100")
    (finding,) = findings_of(pkr03_redaksi_sasaran.RULE, whole(agreed, reported(*rows)))
    assert finding.spot.cell == ("t2", 0, 0)


# The agreement, the plan and its years --------------------------------------------------------------------------------

PARTIES = """
**PERJANJIAN KINERJA TAHUN 2024**

Nama : ARIEF MASHUDI, S.Pi, MP

Jabatan : CAMAT KLAKAH

Selanjutnya disebut pihak pertama,

Nama : {second}

Jabatan : BUPATI LUMAJANG

Selaku atasan pihak pertama, selanjutnya disebut pihak kedua
"""


@pytest.mark.parametrize(("second", "findings"), [("INDAH WAHYUNI, SH, M.Si", 0), ("......................", 1)])
def test_both_parties_of_an_agreement_are_named(second: str, findings: int) -> None:
    found_ = findings_of(pkr10_kedua_pihak.RULE, whole(annex=PARTIES.format(second=second)))
    assert len(found_) == findings
    assert all(finding.certainty is Certainty.UNVERIFIABLE for finding in found_)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Sasaran mengacu pada Rencana Strategis Kecamatan Klakah Tahun 2018-2023.", 1),
        ("Sasaran mengacu pada Renstra Kecamatan Klakah Tahun 2024-2026.", 0),
        ("Renstra Kecamatan 2018-2023 telah berakhir.", 0),
        ("Renstra periode sebelumnya (2018-2023) menjadi pembanding.", 0),
        ("Rencana Strategis 2018 s.d. 2023 dan Renstra Tahun 2024 - 2026 dibandingkan.", 0),
        ("Penyusunan Renstra 2025-2029 sedang berjalan.", 0),
        ("Peraturan Bupati tentang Renstra Kecamatan 2018-2023 dicabut.", 0),
        ("RPJMD Kabupaten Lumajang Tahun 2018-2023.", 0),
    ],
)
def test_the_renstra_of_a_report_holds_its_year(text: str, findings: int) -> None:
    assert len(findings_of(pkr13_masa_renstra.RULE, whole(planning=text))) == findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tahun 2022 merupakan tahun kedua pelaksanaan Renstra Kecamatan 2018-2023.", ["tahun ke-5"]),
        ("Tahun 2022 merupakan tahun keempat pelaksanaan Renstra Kecamatan 2018-2023.", []),
        ("Tahun 2022 merupakan tahun kelima pelaksanaan Renstra Kecamatan 2018-2023.", []),
        ("Tahun ini tahun ke-3 dari Renstra Kecamatan 2024-2026.", ["tahun ke-1"]),
        ("Tahun 2024 adalah tahun pertama Renstra Kecamatan 2024-2026.", []),
        ("Target tahun pertama sampai tahun ketiga Renstra Kecamatan 2024-2026.", []),
        ("Tahun 2022 dan tahun 2023 adalah tahun kedua Renstra Kecamatan 2018-2023.", []),
    ],
)
def test_the_year_of_a_plan_is_counted_right(text: str, expected: list[str]) -> None:
    assert [finding.expected for finding in findings_of(pkr14_tahun_ke.RULE, whole(planning=text))] == expected


QUARTERS = "TW 1: 37,84 TW 2: 17 TW 3: 10,7 TW 4: 29,63"


@pytest.mark.parametrize(
    ("note", "planning", "findings"),
    [
        (QUARTERS, "", 1),
        (QUARTERS, "Rencana aksi tahun 2024 memuat target setiap triwulan.", 0),
        (QUARTERS, "Target triwulan I sampai IV disajikan dalam lampiran.", 0),
        ("TW 4: 29,63", "", 0),
    ],
)
def test_values_of_quarters_want_targets_of_quarters(note: str, planning: str, findings: int) -> None:
    results = drawn(f"{CAPAIAN} | Keterangan", f"{REPORTED} | {note}", "t2", "Tabel 3.1 Capaian Kinerja", CHAPTER_3)
    assert len(findings_of(pkr16_target_triwulan.RULE, whole(results, planning=planning))) == findings
