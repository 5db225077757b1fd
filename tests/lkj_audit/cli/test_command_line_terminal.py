"""Laws of the terminal report: legible in 80 columns and without colours, never silent about
coverage.
"""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from extract.records import Box, Location, TextSource
from lkj_audit.cli.terminal_report import TerminalReport, audit_text
from lkj_audit.cli.terminal_width import Detail, TerminalWidth
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import shortened, spot_name
from normalize.report import Report
from normalize.text.masking import masked
from validate.audit_context import AuditContext
from validate.findings import (
    Alternative,
    Audit,
    CellRef,
    Certainty,
    Coverage,
    Message,
    PrintedValue,
    Severity,
)

KLAKAH = Path(__file__).parent.parent.parent.parent / "corpus" / "documents" / "klakah-tw4-2024.pdf"
UNREAD = (TextSource.IMAGE, TextSource.UNREADABLE)
CELLS = [(0, 1), (1, 1), (0, 2)]


def shown(
    audit: Audit, lang: Lang = Lang.ID, width: int = 80, detail: Detail = Detail.FIRST
) -> str:
    console = Console(file=StringIO(), width=width, color_system=None)
    TerminalReport(audit, lang, masked).print_on(console, detail)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_line_is_wider_than_the_terminal(audit: Audit, width: int) -> None:
    assert max(cell_len(line) for line in shown(audit, width=width).splitlines()) <= width


@pytest.mark.parametrize(
    "said",
    [
        "MAYOR",
        "Sisa anggaran tidak sesuai dengan pagu dan realisasi",
        "Pada Tabel 3.2 halaman 2",
        "1 perlu dijelaskan unit",
        "ANG-01",
        "berakibat pada: hal. 1 teks (sisa 100",
        "atau 1.500 → 1.400 (Tabel 3.2 · baris 1 · Pagu)",
        "1 temuan: 1 mayor.",
        "Kecamatan Klakah · Tahun 2024 · 2 halaman · laporan.pdf",
    ],
)
def test_a_finding_is_told_in_indonesian_without_colours(audit: Audit, said: str) -> None:
    assert said in flat(shown(audit, width=120))


@pytest.mark.parametrize(
    "said", ["MAJOR", "In Tabel 3.2 on page 2", "1 finding: 1 major.", "affects: p. 1 text"]
)
def test_a_finding_is_told_in_english_when_asked(audit: Audit, said: str) -> None:
    assert said in flat(shown(audit, Lang.EN, 120))


@pytest.mark.parametrize("severity", Severity)
def test_the_weight_is_a_word_in_both_languages(audit: Audit, severity: Severity) -> None:
    (finding,) = audit.findings
    weighed = replace(audit, findings=(replace(finding, severity=severity),))
    words = {"critical": "KRITIS", "major": "MAYOR", "minor": "MINOR", "info": "INFO"}
    assert words[severity.value] in shown(weighed)
    assert severity.value.upper() in shown(weighed, Lang.EN)


def test_no_findings_are_never_told_without_what_was_covered(audit: Audit) -> None:
    told = flat(shown(replace(audit, findings=())))
    assert "Tidak ada temuan." in told
    assert "4 angka terbaca, 1 tidak." in told
    assert (
        "3 dapat dihitung ulang (2 cocok, 1 tidak cocok), 1 tidak terikat hitungan apa pun." in told
    )


def test_numbers_whose_sums_could_not_be_judged_are_not_told_as_recomputed(audit: Audit) -> None:
    covered = replace(audit, coverage=Coverage(4, 3, 2, 1, 1))
    told = (
        "2 dapat dihitung ulang (2 cocok, 0 tidak cocok), 1 tidak dapat dinilai (angka lain "
        "tidak terbaca, pembagi nol, atau rumus"
    )
    assert told in flat(shown(covered))
    assert "2 were recomputed (2 are confirmed, 0 are not), 1 could not be judged" in flat(
        shown(covered, Lang.EN)
    )


def test_tables_without_a_number_that_was_recomputed_are_named(audit: Audit) -> None:
    assert "Tanpa angka" not in shown(replace(audit, tables={"t1": Coverage(4, 3, 2, 0, 1)}))
    assert "Tanpa angka" not in shown(replace(audit, tables={"t1": Coverage(0, 0, 0, 0, 0)}))
    told = shown(replace(audit, tables={"t1": Coverage(4, 3, 0, 0, 3)}))
    assert "Tanpa angka yang dihitung ulang: Tabel 3.2\n" in told


def test_pages_that_were_not_read_are_named(audit: Audit) -> None:
    document = audit.report.document
    first, second = (
        replace(page, source=source) for page, source in zip(document.pages, UNREAD, strict=True)
    )
    report = replace(audit.report, document=replace(document, pages=(first, second)))
    told = flat(shown(replace(audit, context=AuditContext(report), findings=())))
    assert "Tidak dibaca. Halaman yang berupa gambar (perlu OCR): 1. Halaman yang rusak: 2." in told
    assert "Tidak dibaca" not in shown(audit)


def test_what_could_not_be_told_says_so_in_its_sentence(audit: Audit) -> None:
    (finding,) = audit.findings
    doubtful = replace(audit, findings=(replace(finding, certainty=Certainty.UNVERIFIABLE),))
    assert (
        "Tidak dapat dipastikan: Pada Tabel 3.2 halaman 2, tercetak 100, hasil hitung 200"
        in flat(shown(doubtful, width=120))
    )


def test_no_control_character_of_a_document_reaches_the_terminal(audit: Audit) -> None:
    assert "\x1b" not in shown(audit)


def test_markup_in_a_document_is_printed_as_it_is(audit: Audit) -> None:
    (finding,) = audit.findings
    marked = replace(finding, message=Message("tercetak [red]100[/red]", "printed [red]100[/red]"))
    assert "[red]100[/red]" in shown(replace(audit, findings=(marked,)), width=120)


def test_nips_are_masked(audit: Audit) -> None:
    (finding,) = audit.findings
    told = shown(replace(audit, findings=(replace(finding, formula=None),)), width=120)
    assert "1978••••" in told
    assert "0415" not in told


def test_what_is_to_be_tidied_is_shown_with_everything_and_counted_otherwise(audit: Audit) -> None:
    (finding,) = audit.findings
    plain = replace(
        finding, rule="ANK-01", severity=Severity.MINOR, formula=None, followers=(), alternatives=()
    )
    rows = [
        replace(plain, spot=finding.spot._replace(cell=CellRef("t1", row, column)))
        for row, column in CELLS
    ]
    tidied = replace(audit, findings=tuple(rows))
    assert "Koma dipakai sebagai pemisah ribuan" not in shown(tidied)
    assert "Tidak ditampilkan: 1 perapian, 0 daftar uji (lihat dengan --all)." in flat(
        shown(tidied)
    )
    told = flat(shown(tidied, width=120, detail=Detail.ALL))
    assert "PERAPIAN (1)" in told
    assert "Koma dipakai sebagai pemisah ribuan [ANK-01]" in told
    assert "Hal serupa terdapat pada 2 tempat lain (halaman 2)." in told
    assert "Tidak ditampilkan" not in told


def test_a_document_of_several_is_one_line(audit: Audit) -> None:
    told = audit_text(audit, Lang.ID, masked, TerminalWidth(200, False), Detail.LINE)
    assert (
        told
        == "laporan.pdf: 1 dijelaskan, 0 dilihat, 0 perapian, 0 daftar uji · Kecamatan Klakah\n"
    )
    assert (
        len(audit_text(audit, Lang.ID, masked, TerminalWidth(40, False), Detail.LINE).splitlines())
        == 1
    )


def test_the_summary_stands_over_the_matters(audit: Audit) -> None:
    told = flat(shown(audit))
    assert (
        told.index("1 perlu dijelaskan unit")
        < told.index("PERLU DIJELASKAN UNIT (1)")
        < told.index("ANG-01")
    )


def test_a_place_outside_the_body_of_a_table_is_told_apart(report: Report) -> None:
    (table,) = report.tables
    head, caption = table.table.header[0][1].place, Location(2, Box(72, 80, 300, 94))
    captioned = replace(
        report, tables=(replace(table, table=replace(table.table, caption_place=caption)),)
    )
    assert (
        spot_name(PrintedValue(head, None, "Pagu"), report, Lang.ID) == "Tabel 3.2 · kepala kolom"
    )
    assert (
        spot_name(PrintedValue(caption, None, "Triwulan"), captioned, Lang.ID) == "judul Tabel 3.2"
    )
    assert spot_name(PrintedValue(caption, None, "Triwulan"), report, Lang.ID) == "teks laporan"
    first = report.tables[0].table.rows[0][0].place
    several = first._replace(box=first.box._replace(bottom=first.box.bottom + 90))
    assert (
        spot_name(PrintedValue(several, None, "900"), report, Lang.ID)
        == "Tabel 3.2 · beberapa baris"
    )


def test_what_goes_into_a_file_has_no_colours_and_no_blanks_at_the_end(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    told = audit_text(audit, Lang.ID, masked)
    assert "MAYOR" in told
    assert "\x1b" not in told
    assert [line for line in told.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("longest", range(10, 60))
def test_a_shortened_text_never_ends_in_half_a_nip(longest: int) -> None:
    cut = shortened("Camat Klakah, NIP. 19780415 199803 1 011 pembina tingkat satu", longest)
    assert "0415" not in masked(cut)


def test_what_of_a_page_could_not_be_read_is_told(audit: Audit) -> None:
    document = audit.report.document
    one, two = (Box(0, 0, 10, 10),), (Box(0, 0, 10, 10), Box(20, 0, 30, 10))
    pages = tuple(
        replace(page, unread=parts) for page, parts in zip(document.pages, (one, two), strict=True)
    )
    torn = replace(
        audit, context=AuditContext(replace(audit.report, document=replace(document, pages=pages)))
    )
    assert "halaman 1 (1 bagian), halaman 2 (2 bagian)." in flat(shown(torn))
    assert "page 1 (1 part), page 2 (2 parts)." in flat(shown(torn, Lang.EN))
    assert "Sebagian tidak terbaca" not in shown(audit)


def test_a_table_that_may_be_cut_short_is_named(audit: Audit) -> None:
    first, *others = audit.report.tables
    cut = replace(first, table=replace(first.table, cut_short=True))
    torn = replace(audit, context=AuditContext(replace(audit.report, tables=(cut, *others))))
    assert (
        "Mungkin terpotong (lanjutannya tidak ditemukan, jumlah antarbaris tidak dinilai): Tabel"
        in flat(shown(torn))
    )
    assert "Mungkin terpotong" not in shown(audit)


def test_of_many_equally_small_repairs_the_first_are_shown_and_the_others_counted(
    audit: Audit,
) -> None:
    (finding,) = audit.findings
    many = replace(finding, alternatives=(Alternative(finding.spot, "1"),) * 6)
    told = flat(shown(replace(audit, findings=(many,))))
    assert told.count(" → 1 ") == 3
    assert "atau 3 kemungkinan lain" in told
