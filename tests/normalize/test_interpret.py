import sys

from extract.records import Document
from normalize.interpret import interpret
from normalize.report import Role, TableKind
from normalize.values.amounts import Amount, NumberFormat
from tests.documents import document, table, truth
from tests.normalize.text.test_identity import KLAKAH

BUDGET = """
    Kode    | Program       | Pagu      | Realisasi | Sisa    | %
    ---
    7.01.01 | Program Satu  | 1.000.000 | 900.000   | 100.000 | 90,00
    7.01.02 | Program Dua   | 2.000.000 | 1.900.000 | 100.000 | 95,00
    JUMLAH  | <             | 3.000.000 | 2.800.000 | 200.000 | 93,33
"""
PROMISE = "Program | Anggaran\n---\n1. Program Satu | Rp. 1.000.000.00\nJUMLAH | Rp. 1.000.000.00"


def test_a_report_says_whose_it_is_and_what_about() -> None:
    report = interpret(document(KLAKAH))
    assert (report.organisation, report.year) == ("Kecamatan Klakah", 2024)
    assert report.period is not None
    assert (report.period.label, report.period.year) == ("TW4", 2024)
    assert len(report.signatures) == 4
    assert len(report.people) == 3


def test_an_empty_document_is_a_report_that_says_nothing() -> None:
    report = interpret(document())
    assert (report.organisation, report.year, report.period, report.tables) == (
        None,
        None,
        None,
        (),
    )


def test_a_table_behind_the_annex_heading_is_annexed() -> None:
    tables = [table(BUDGET, page=3, top=400), table(PROMISE, page=4, top=400)]
    body, annex = interpret(document(KLAKAH, tables)).tables
    assert (body.annexed, annex.annexed) == (False, True)
    assert (body.kind, annex.kind) == (TableKind.REALISASI_ANGGARAN, TableKind.PK_PROGRAM)


def test_a_table_without_evidence_is_read_in_the_style_of_the_others() -> None:
    drawn = "Indikator | Target | Realisasi\n---\nIKM | {} | {}"
    _, unclear = interpret(
        document(
            tables=[
                table(drawn.format("1,234,567.50", "2,000,000.25")),
                table(drawn.format("1,234", "5,678")),
            ]
        )
    ).tables
    assert unclear.style is NumberFormat.US
    amount = unclear.rows[0].amount(1)
    assert amount is not None
    assert amount.value == 1234


def test_a_budget_reads_as_it_is_printed() -> None:
    (budget,) = interpret(document(tables=[table(BUDGET)])).tables
    pagu = budget.column(Role.PAGU)
    assert pagu is not None
    assert [row.code and row.code.canonical for row in budget.rows] == ["7.01.01", "7.01.02", None]
    assert [row.total for row in budget.rows] == [False, False, True]
    assert [amount.value for row in budget.rows if (amount := row.amount(pagu.index))] == [
        1000000,
        2000000,
        3000000,
    ]
    assert [column.decimals for column in budget.columns] == [0, 0, 0, 0, 0, 2]


def test_a_column_is_found_by_its_printed_number_or_else_by_its_place() -> None:
    cost, budget = truth()[3], table(BUDGET)
    numbered, counted = interpret(document(tables=[cost, budget])).tables
    (ninth,) = [column for column in numbered.columns if column.number == "9"]
    assert numbered.numbered("9") == ninth
    assert numbered.numbered("11") is None
    assert counted.numbered("3") == counted.column(Role.PAGU)
    assert counted.numbered("7") is None


def test_a_sum_of_printed_numbers_is_its_printed_total() -> None:
    budget = interpret(document(tables=truth())).tables[5]
    for role in (Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA):
        column = budget.column(role)
        assert column is not None
        programs = [row for row in budget.rows if row.code and len(row.code.segments) == 3]
        read = [row.readings[column.index] for row in (*programs, budget.rows[-1])]
        *parts, total = [reading.value for reading in read if isinstance(reading, Amount)]
        assert len(parts) == 6
        assert sum(parts) == total


def budget_of(rows: int) -> Document:
    """Return a document with one budget table of so many rows."""
    lines = [
        f"7.01.01.2.{at // 90 + 1:02}.{at % 90 + 1:04} | Kegiatan {at} | "
        f"{at}.000.{at % 1000:03} | 0 | 0 | 100"
        for at in range(rows)
    ]
    return document(
        tables=[table("Kode | Uraian | Pagu | Realisasi | Sisa | %\n---\n" + "\n".join(lines))]
    )


def calls_of(made: Document) -> int:
    """Return how many functions are called to interpret a document: a measure of work that no other
    load changes.
    """
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        interpret(made)
    finally:
        sys.setprofile(None)
    return counted


def test_the_work_on_a_table_grows_with_its_rows_and_not_with_their_square() -> None:
    interpret(budget_of(30))  # what is remembered of columns and names is remembered now
    assert calls_of(budget_of(900)) < 4 * calls_of(budget_of(300))


def test_every_row_of_a_long_table_has_its_code() -> None:
    (budget,) = interpret(budget_of(900)).tables
    assert sum(row.code is not None for row in budget.rows) == 900
