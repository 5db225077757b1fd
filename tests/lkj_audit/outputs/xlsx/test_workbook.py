"""The working paper: what it recomputes, what it refuses to compute, and that its formulas mean
what they say.
"""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lkj_audit.decisions.records import Action, Decision, Reason
from lkj_audit.decisions.reviewed import decided_finding, reviewed_document
from lkj_audit.decisions.state import Decisions
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.xlsx.recomputed_checks import checks
from lkj_audit.outputs.xlsx.spreadsheet_formulas import (
    MOST_ARGUMENTS,
    CellAddress,
    FormulaOperands,
    formula_of,
)
from lkj_audit.outputs.xlsx.workbook import write
from lkj_audit.outputs.xlsx.workbook_layout import FIRST_ROW
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.findings.matters import matters, numbered_findings
from normalize.formulas.expressions import ColumnNumber, FormulaConstant, Operation
from normalize.interpret import interpret
from normalize.reference.region_settings import RegionSettings
from normalize.text.masking import masked, unmasked
from tests.audits import CAPAIAN, COST, budget, drawn
from tests.audits import audit as audit_of
from tests.documents import CORPUS, document
from validate.constraints.relations import (
    AT_MOST,
    DIFFERENCE,
    MEAN,
    NOT_NEGATIVE,
    SAME,
    SUM,
    Equation,
    FormulaEquation,
    Linear,
    Ratio,
)
from validate.examine import examine
from validate.findings import Audit
from validate.profile.profile import Profile
from validate.relation_builders.growth import Growth, GrowthMeaning

KLAKAH = CORPUS / "klakah-tw4-2024.pdf"
BUDGET_SHEET = "T6 realisasi anggaran"
WHOLE = """
    7.01.01            | PROGRAM A    | 300 | 290 | 10 | 96,67
    7.01.01.2.01       | Kegiatan A   | 100 | 90  | 10 | 90,00
    7.01.01.2.02       | Kegiatan B   | 200 | 200 | 0  | 100,00
"""


@pytest.fixture(scope="module")
def klakah() -> Audit:
    return audit_document(KLAKAH)


@pytest.fixture(scope="module")
def paper(klakah: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "kertas-kerja.xlsx"
    write(AuditedDocument(KLAKAH, klakah, masked), path)
    return path


def opened(path: Path, *, values: bool = False) -> Any:
    """Return the workbook as openpyxl reads it: its formulas, or what they came to."""
    from openpyxl import load_workbook

    return load_workbook(path, data_only=values)


def written(audit: Audit, path: Path, lang: str = "id") -> Any:
    """Return the working paper of an audit."""
    write(AuditedDocument(path, audit, masked, lang), path / "kertas-kerja.xlsx")
    return opened(path / "kertas-kerja.xlsx")


def formulas(book: Any) -> Iterator[Any]:
    return (
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )


def differences(path: Path) -> list[tuple[str, str, float]]:
    """Return the differences other than 0 that stand in a working paper: sheet, cell and value."""
    names, found = opened(path), []
    for sheet in opened(path, values=True):
        for row in sheet.iter_rows():
            for cell in row:
                head = [names[sheet.title].cell(at, cell.column).value for at in (4, 5)]
                if "Selisih" in head and cell.row > 4 and cell.data_type == "n" and cell.value:
                    found.append((sheet.title, cell.coordinate, cell.value))
    return [one for one in found if one[0] != "Ringkasan"]


_REFERENCE = re.compile(r"(?:'([^']+)'!)?([A-Z]+\d+)(?::([A-Z]+\d+))?")
_SAID_IN_PYTHON = {"SUM": "total", "ABS": "abs", "ROUND": "rounded", "MIN": "min", "MAX": "max"}
_EITHER = re.compile(r"IF\((.+?),0,(.+)\)")


def evaluated(book: Any, sheet: str, formula: object) -> float:
    """Return what a formula comes to, by a calculator that knows what a working paper uses."""

    def value(found: re.Match[str]) -> str:
        there = book[found[1] or sheet]
        if found[3]:
            return str(
                [
                    evaluated(book, there.title, c.value)
                    for row in there[found[2] : found[3]]
                    for c in row
                ]
            )
        return str(evaluated(book, there.title, there[found[2]].value))

    if not isinstance(formula, str):
        assert isinstance(formula, int | float)
        return float(formula)
    python = _EITHER.sub(r"0 if \1 else \2", formula.removeprefix("=")).replace("^", "**")
    python = re.sub(r"(?<!<)=", "==", _REFERENCE.sub(value, python))
    for name, said in _SAID_IN_PYTHON.items():
        python = python.replace(f"{name}(", f"{said}(")
    return float(eval(python, {"total": _total, "rounded": _rounded}))


def _total(*parts: float | list[float]) -> float:
    return sum(sum(part) if isinstance(part, list) else part for part in parts)


def _rounded(value: float, decimals: int) -> float:
    return round(value + (1e-9 if value >= 0 else -1e-9), decimals)


# What stands where --------------------------------------------------------------------------------


def test_the_sheets_are_those_of_a_working_paper(paper: Path) -> None:
    names = opened(paper).sheetnames
    assert names[:4] == ["Ringkasan", "Pokok masalah", "Temuan", "Cakupan"]
    assert names[4:] == [
        "T1 perjanjian kinerja sasaran",
        "T2 perjanjian kinerja program",
        "T3 capaian kinerja",
        "T4 kinerja dan anggaran",
        "T5 efisiensi sumber daya",
        BUDGET_SHEET,
        "T7 perjanjian kinerja sasaran",
        "T8 perjanjian kinerja program",
        "T9 lain-lain",
        "Perbandingan",
    ]


def test_the_budget_is_recomputed_over_its_own_cells(paper: Path) -> None:
    sheet = opened(paper)[BUDGET_SHEET]
    heads = {}
    for cell in sheet[4]:
        if cell.value:
            heads[cell.value] = cell.column
    pagu, realisasi, sisa, percent = (
        heads[name] for name in ("Pagu Setelah Perubahan", "Realisasi", "Sisa", "Persentase (%)")
    )
    first = FIRST_ROW + 1
    assert [sheet.cell(5, column).value for column in range(sisa, sisa + 4)] == [
        "Tercetak",
        "Nilai",
        "Hitung ulang",
        "Selisih",
    ]
    assert [sheet.cell(first, column).value for column in (pagu, pagu + 1)] == [
        "1.780.578.508",
        1780578508,
    ]
    letters = [sheet.cell(first, column + 1).column_letter for column in (pagu, realisasi, sisa)]
    assert sheet.cell(first, sisa + 2).value == f"={letters[0]}{first}-{letters[1]}{first}"
    assert sheet.cell(first, sisa + 3).value == (
        f"={letters[2]}{first}-{sheet.cell(first, sisa + 2).column_letter}{first}"
    )
    assert sheet.cell(first, percent + 2).value == f"={letters[1]}{first}/{letters[0]}{first}*100"
    assert evaluated(
        opened(paper), BUDGET_SHEET, sheet.cell(first, percent + 2).value
    ) == pytest.approx(95.060488, 1e-6)


def test_a_sum_names_the_lines_under_it(paper: Path) -> None:
    sheet = opened(paper)[BUDGET_SHEET]
    kegiatan = next(
        row for row in range(FIRST_ROW + 1, 70) if sheet.cell(row, 3).value == "7.01.01.2.02"
    )
    value, recomputed = sheet.cell(kegiatan, 6), sheet.cell(kegiatan, 7)
    lines = f"{value.column_letter}{kegiatan + 1}:{value.column_letter}{kegiatan + 3}"
    assert recomputed.value == f"=SUM({lines})"
    assert sum(cell.value for (cell,) in sheet[lines]) == value.value == 1443095819


def test_every_formula_comes_to_what_is_stored_beside_it(paper: Path) -> None:
    book, stored = opened(paper), opened(paper, values=True)
    counted = 0
    for cell in formulas(book):
        if cell.parent.title not in ("Ringkasan", "Cakupan"):
            value = stored[cell.parent.title][cell.coordinate].value
            assert evaluated(book, cell.parent.title, cell.value) == pytest.approx(
                value, abs=1e-9
            ), cell
            counted += 1
    assert counted > 600


def test_the_differences_are_those_that_the_audit_tells(paper: Path) -> None:
    assert [(sheet, value) for sheet, _, value in differences(paper)] == [
        ("T3 capaian kinerja", 0.1),
        ("T3 capaian kinerja", -0.02),
        ("T4 kinerja dan anggaran", -0.02),
        ("T4 kinerja dan anggaran", -0.01),
        ("T4 kinerja dan anggaran", -0.45),
        ("T5 efisiensi sumber daya", 100),
        (BUDGET_SHEET, -0.01),
        ("Perbandingan", -0.02),
        ("Perbandingan", -0.01),
        ("Perbandingan", -0.01),
        ("Perbandingan", 0.45),
        ("Perbandingan", 100),
    ]


def test_every_finding_is_told_with_the_parts_of_a_review_note(paper: Path, klakah: Audit) -> None:
    sheet = opened(paper)["Temuan"]
    heads = [cell.value for cell in sheet[4]]
    assert heads[8:] == ["Kondisi", "Kriteria", "Akibat", "Saran", "Tanggapan", "Sidik temuan"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    findings = [(one.number, one.finding) for one in numbered_findings(klakah)]
    assert [(row[0], row[3]) for row in rows] == [
        (number, finding.rule) for number, finding in findings
    ]
    assert all(all(row[8:12]) and row[12] is None for row in rows)
    assert [row[13] for row in rows] == [finding.fingerprint for _, finding in findings]


def test_a_finding_leads_to_its_cell(paper: Path, klakah: Audit) -> None:
    book = opened(paper)
    for row, finding in enumerate([one.finding for one in numbered_findings(klakah)], 5):
        link = book["Temuan"].cell(row, 6).hyperlink
        assert (link is None) == (finding.spot.cell is None)
        if link is not None and finding.spot.cell is not None:
            sheet, cell = link.location.replace("'", "").split("!")
            printed = finding.spot.printed
            there = book[sheet][cell]
            shown = (there.value, book[sheet].cell(there.row, there.column - 1).value)
            assert any(masked(printed) in str(text) for text in shown), printed


def test_a_cell_of_a_table_leads_to_the_row_of_its_finding(paper: Path, klakah: Audit) -> None:
    book = opened(paper)
    by_fingerprint = {finding.fingerprint: finding for finding in klakah.findings}
    led = 0
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            if sheet.title.startswith("T") and sheet.title != "Temuan":
                row = re.search(r"Temuan'?!\D+(\d+)", cell.hyperlink.location)
                if row:
                    finding = by_fingerprint[book["Temuan"].cell(int(row[1]), 14).value]
                    tables = {spot.cell.table for spot in finding.places if spot.cell}
                    assert sheet.title.split()[0].lower() in tables
                    led += 1
    assert led > 10


def test_every_matter_has_a_row_where_its_decision_is_chosen(klakah: Audit, tmp_path: Path) -> None:
    first, second, *_ = matters(klakah)
    decisions = Decisions.of(
        Decision(
            action,
            tuple(map(decided_finding, matter.findings)),
            reviewed_document(klakah),
            "2025-02-03T04:05:06Z",
            "Siti",
            "menurut surat unit",
            reason,
        )
        for matter, action, reason in (
            (first, Action.ACCEPT, None),
            (second, Action.REJECT, Reason.EXPLAINED),
        )
    )
    audited = AuditedDocument(Path("laporan.pdf"), klakah, masked, decisions=decisions)
    write(audited, tmp_path / "kertas.xlsx")
    sheet = opened(tmp_path / "kertas.xlsx")["Pokok masalah"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [matter.number for matter in matters(klakah)]
    assert [row[4] for row in rows] == [masked(matter.sentence.id) for matter in matters(klakah)]
    assert [row[5] for row in rows[:3]] == [
        "Diterima",
        "Ditolak: dapat dijelaskan",
        "Belum diputus",
    ]
    assert [row[6] or "" for row in rows[:3]] == ["menurut surat unit", "menurut surat unit", ""]
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.sqref) == f"F5:F{4 + len(rows)}"
    offered = choice.formula1.strip('"').split(",")
    assert {row[5] for row in rows} <= set(offered)
    assert sheet.page_setup.paperSize == 9


def test_no_link_leaves_the_workbook(paper: Path) -> None:
    cells = [cell for sheet in opened(paper) for row in sheet.iter_rows() for cell in row]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert links
    assert [link for link in links if link.target or not link.location] == []


def test_the_totals_are_counted_by_formulas(paper: Path, klakah: Audit) -> None:
    book = opened(paper)
    totals = [cell.value for cell in formulas(book) if cell.parent.title == "Ringkasan"]
    last = 4 + len(klakah.findings)
    assert f"=COUNTIFS('Temuan'!$B$5:$B${last},$A19,'Temuan'!$C$5:$C${last},B$18)" in totals


def test_coverage_adds_up(paper: Path, klakah: Audit) -> None:
    sheet = opened(paper, values=True)["Cakupan"]
    last = 5 + len(klakah.tables)
    assert [sheet.cell(last, column).value for column in (4, 5, 6)] == [
        klakah.coverage.numbers,
        klakah.coverage.recomputed,
        klakah.coverage.confirmed,
    ]


# What it must not do ------------------------------------------------------------------------------

HOSTILE = (
    "=1+1",
    "+62811",
    "-5 orang",
    "@SUM(A1)",
    '=HYPERLINK("http://example.org")',
    "http://example.org/a",
    "internal:Temuan!A1",
    "external:c:\\a.xlsx",
    "_x0041_",
    "{=A1}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_document_prints_is_never_a_formula_nor_a_link(text: str, tmp_path: Path) -> None:
    table = budget(
        f"7.01.01 | {text} | 500 | 400 | 100 | 80,00",
        head=f"Kode | Uraian | Pagu {text} | Realisasi | Sisa | %",
    )
    book = written(audit_of(table, text=f"**{text}**"), tmp_path)
    cells = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text
    ]
    assert cells
    assert [cell for cell in cells if cell.data_type != "s" or cell.hyperlink] == []
    assert [cell for cell in formulas(book) if "HYPERLINK" in cell.value or "@" in cell.value] == []


@pytest.mark.parametrize(
    "text", ["a\x00b\x1bc", "\ud800 x", "x\ufffe\uffff", "panjang " * 9000, "&P <b> ]]>"]
)
def test_what_no_sheet_can_hold_is_left_out_and_the_file_opens(text: str, tmp_path: Path) -> None:
    caption = f"Tabel 1 {text}"
    audited = audit_of(
        drawn(
            COST.replace("Efisiensi", "E"),
            f"1 | {text} | b | 1 | 1 | 100 | 5 | 5 | 100 | 0",
            caption=caption,
        )
    )
    book = written(audited, tmp_path)
    assert all(
        len(str(cell.value or "")) <= 32767
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    )


def test_civil_servants_stay_masked(audit: Audit, tmp_path: Path) -> None:
    book = written(audit, tmp_path)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [text for text in texts if masked(text) != text] == []
    assert any("1978••••" in text for text in texts)
    write(AuditedDocument(tmp_path, audit, unmasked), tmp_path / "shown.xlsx")
    shown = [
        str(cell.value)
        for sheet in opened(tmp_path / "shown.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any("19780415" in text for text in shown)


def test_the_same_audit_gives_the_same_file(klakah: Audit, paper: Path, tmp_path: Path) -> None:
    write(AuditedDocument(KLAKAH, klakah, masked), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == paper.read_bytes()


def test_a_rounding_is_no_difference(tmp_path: Path) -> None:
    rows = """
        1 | A | a | 100 | 100 | 100 | 300 | 100 | 33,3 | 66,7
        2 | B | b | 100 | 100 | 100 | 300 | 200 | 66,7 | 33,3
    """
    written(audit_of(drawn(COST, rows)), tmp_path)
    assert differences(tmp_path / "kertas-kerja.xlsx") == []


def test_a_capaian_at_the_cap_of_the_region_is_no_difference(tmp_path: Path) -> None:
    rows = (
        "Pelayanan | Jumlah layanan | 50,00 | 65,00 | 120,00\n | Nilai mutu | 80,00 | 80,00 | "
        "100,00"
    )
    report = interpret(document([], [drawn(CAPAIAN, rows)]))
    book = written(examine(report, Profile(settings=RegionSettings(cap=Decimal(120)))), tmp_path)
    assert [cell.value for cell in formulas(book) if cell.value.startswith("=MIN(")] == [
        "=MIN(J7,H7/F7*100)"
    ]
    assert differences(tmp_path / "kertas-kerja.xlsx") == []


def test_nothing_of_nothing_is_nothing(tmp_path: Path) -> None:
    book = written(
        audit_of(budget(f"{WHOLE.strip()}\n7.01.02 | PROGRAM B | 0 | 0 | 0 | 0,00")), tmp_path
    )
    assert [cell.value for cell in formulas(book) if cell.value.startswith("=IF(")] == [
        "=IF(F10=0,0,J10/F10*100)"
    ]
    assert differences(tmp_path / "kertas-kerja.xlsx") == []


def test_a_difference_is_what_is_printed_too_much(tmp_path: Path) -> None:
    written(audit_of(budget(WHOLE.replace("290 | 10", "290 | 12"))), tmp_path)
    assert [value for _, _, value in differences(tmp_path / "kertas-kerja.xlsx")] == [2, 2]


def test_a_report_without_tables_and_findings_has_a_paper_too(tmp_path: Path) -> None:
    book = written(audit_of(), tmp_path)
    assert book.sheetnames[:4] == ["Ringkasan", "Pokok masalah", "Temuan", "Cakupan"]


def test_an_unread_number_is_told_and_not_computed(tmp_path: Path) -> None:
    book = written(audit_of(budget(WHOLE.replace("290 | 10", "2.9.0,1,2 | 10"))), tmp_path)
    sheet = book["T1 realisasi anggaran"]
    assert "tidak terbaca" in [cell.value for cell in sheet[FIRST_ROW + 1]]
    assert "Angka yang tidak terbaca" in [cell.value for cell in book["Cakupan"]["A"]]


def test_it_speaks_english(tmp_path: Path) -> None:
    book = written(audit_of(budget(WHOLE)), tmp_path, "en")
    assert book.sheetnames == [
        "Summary",
        "Matters",
        "Findings",
        "Coverage",
        "T1 budget realisation",
    ]
    assert [cell.value for cell in book["Findings"][4]][8:] == [
        "Condition",
        "Criterion",
        "Effect",
        "Suggestion",
        "Response",
        "Fingerprint",
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_names_of_sheets_fit(lang: str, klakah: Audit, tmp_path: Path) -> None:
    names = written(klakah, tmp_path, lang).sheetnames
    assert [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\'")] == []
    assert len({name.casefold() for name in names}) == len(names)


def test_what_may_be_misread_stands_out_less(klakah: Audit) -> None:
    doubts = {one.spot.cell: one.as_doubt() for one in klakah.findings if one.rule == "EFI-01"}
    doubted = replace(klakah, findings=tuple(doubts.values()))
    found = [check for check in checks(doubted) if check.rule == "EFI-01" and check.difference]
    assert found
    assert all(check.open for check in found)
    assert not all(
        check.open for check in checks(klakah) if check.rule == "EFI-01" and check.difference
    )


@pytest.mark.parametrize("sheet", ["Pokok masalah", "Temuan", "Perbandingan", BUDGET_SHEET])
def test_it_prints_across_with_its_head_on_every_page(sheet: str, paper: Path) -> None:
    page = opened(paper)[sheet]
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9  # A4
    several = [column.id for column in page.col_breaks.brk]
    assert bool(page.sheet_properties.pageSetUpPr.fitToPage) is not bool(several)
    assert bool(several) is bool(page.print_title_cols)
    assert several or page.page_setup.fitToHeight == 0
    assert page.print_title_rows
    assert page.freeze_panes


# How a relation becomes a formula -----------------------------------------------------------------

A1, A2, A3, B9 = (CellAddress("S", row, column) for row, column in ((0, 0), (1, 0), (2, 0), (8, 1)))
THERE = CellAddress("T1 lain-lain", 4, 2)
TARGET, REALISASI = ColumnNumber("t"), ColumnNumber("r")
LESS_IS_BETTER = Operation("-", Operation("*", FormulaConstant(Decimal(2)), TARGET), REALISASI)
REVERSED = FormulaEquation(Operation("/", LESS_IS_BETTER, TARGET), ("t", "r"), Decimal(100))


@pytest.mark.parametrize(
    ("form", "terms", "formula"),
    [
        (SUM, (A1, A2, A3), "SUM(A1:A3)"),
        (SUM, (A1, A3, B9), "SUM(A1,A3,B9)"),
        (SUM, (A2, A1), "SUM(A2,A1)"),
        (SUM, (THERE, THERE._replace(row=5)), "SUM('T1 lain-lain'!C5:C6)"),
        (DIFFERENCE, (A1, B9), "A1-B9"),
        (DIFFERENCE, (Decimal(100), A1), "100-A1"),
        (Linear((1, -1, -1, -1)), (B9, A1, A2, A3), "SUM(B9)-SUM(A1:A3)"),
        (MEAN, (A1, A2), "SUM(A1:A2)/2"),
        (Ratio(), (A1, A2), "A1/A2*100"),
        (Ratio(Decimal(1)), (A1, Decimal(-3)), "A1/(-3)"),
        (SAME, (THERE,), "'T1 lain-lain'!C5"),
        (AT_MOST, (A1,), "A1"),
        (NOT_NEGATIVE, (), "0"),
        (REVERSED, (A1, A2), "(((2*A1)-A2)/A1)*100"),
        (Growth(GrowthMeaning.MEAN), (A1, A2, A3), "(A2/A1+A3/A2)/2*100-100"),
        (Growth(GrowthMeaning.WHOLE), (A1, A3), "(A3/A1)*100-100"),
        (Growth(GrowthMeaning.YEARLY), (A1, A2, A3), "(A3/A1)^(1/2)*100-100"),
    ],
)
def test_a_relation_is_a_formula(
    form: Equation, terms: tuple[CellAddress | Decimal, ...], formula: str
) -> None:
    assert formula_of(form, FormulaOperands("S", terms)) == formula


def test_a_sum_of_more_terms_than_a_function_takes_is_a_sum_of_sums() -> None:
    terms = tuple(CellAddress("S", 2 * row, 0) for row in range(MOST_ARGUMENTS + 1))
    formula = formula_of(SUM, FormulaOperands("S", terms))
    assert formula is not None
    assert formula.count("SUM(") == 2


def test_a_sum_too_long_for_a_formula_is_none() -> None:
    terms = tuple(CellAddress("A sheet with a long name", 2 * row, 0) for row in range(400))
    assert formula_of(SUM, FormulaOperands("S", terms)) is None


@pytest.mark.parametrize(
    "document", sorted(CORPUS.glob("*-0[1-6].pdf")), ids=lambda path: path.stem
)
def test_a_difference_stands_where_a_relation_fails_and_nowhere_else(document: Path) -> None:
    audit = audit_document(document)
    clean = not audit.findings
    assert [check for check in checks(audit) if clean and check.difference] == []


# A second opinion ---------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_recalculates_what_we_recomputed(paper: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.xlsx"
    _without_results(paper, bare)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = tmp_path / "done"
    call = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(done),
    ]
    subprocess.run([*call, str(bare)], check=True, capture_output=True, timeout=180)
    ours, theirs = opened(paper, values=True), opened(done / "bare.xlsx", values=True)
    cells = list(formulas(opened(paper)))
    assert len(cells) > 600
    for cell in cells:
        sheet, at = cell.parent.title, cell.coordinate
        assert theirs[sheet][at].value == pytest.approx(ours[sheet][at].value, abs=1e-9), (
            f"{sheet}!{at} {cell.value}"
        )


def _without_results(paper: Path, bare: Path) -> None:
    """Copy a workbook without the results that are stored beside its formulas."""
    with zipfile.ZipFile(paper) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            target.writestr(name, content)
