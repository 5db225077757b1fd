"""What missed its target is not called efficient.

A row that says so in words is reported; where rows only print a positive efficiency beside a
capaian below 100, that is remarked once a report.

Not claimed: that the number is wrong, which is EFI-01.

Breaks it:

    Capaian    Serapan    Efisiensi    Keterangan
    99,81      95,30      4,51         Efisien

Looks alike, and does not:

    Capaian    Serapan    Efisiensi    Keterangan
    100        95,30      4,70         Efisien
    99,81      95,30      4,51         Tidak efisien
"""

from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import DocumentKind, Role, TableKind, TypedRow, TypedTable
from normalize.text.comparison import normalize_text
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot, number_index
from validate.constraints.relations import HUNDRED
from validate.findings import CellRef, Certainty, Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import REPORTS, Rule

_EFFICIENT = regex(r"(?:sangat |cukup )?efisien")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every row called efficient whose target was missed, and one remark where
    none is.
    """
    remark: Violation | None = None
    for table in context.report.of_kind(TableKind.COST_PER_OUTCOME, TableKind.SUMBER_DAYA):
        capaian, efisiensi = _sole(table, Role.CAPAIAN), _sole(table, Role.EFISIENSI)
        if capaian is None or efisiensi is None:
            continue
        missed = [
            row for row in table.rows if _is_missed(context, table, row, capaian) and not row.total
        ]
        called = [row for row in missed if _is_called_efficient(table, row)]
        for row in called:
            yield _called(table, row, capaian)
        if not called and not remark:
            remark = _positive_remark(table, missed, capaian, efisiensi)
    if remark:
        yield remark


def _positive_remark(
    table: TypedTable, missed: list[TypedRow], capaian: int, efisiensi: int
) -> Violation | None:
    """Return the remark on rows that missed their targets and print an efficiency above zero, None
    without such.
    """
    positive = [row for row in missed if _is_positive(row, efisiensi)]
    return _positive(table, positive, capaian, efisiensi) if positive else None


def _sole(table: TypedTable, role: Role) -> int | None:
    """Return the only column of a role, None where there are none or several."""
    columns = [column.index for column in table.columns_of(role)]
    return columns[0] if len(columns) == 1 else None


def _is_positive(row: TypedRow, column: int) -> bool:
    """Return whether a row prints more than zero in a column."""
    amount = row.amount(column)
    return amount is not None and amount.value > 0


def _is_missed(context: AuditContext, table: TypedTable, row: TypedRow, capaian: int) -> bool:
    figure = number_index(context).find(CellRef(table.id, row.index, capaian))
    return figure is not None and figure.value > 0 and figure.loose.high < HUNDRED


def _is_called_efficient(table: TypedTable, row: TypedRow) -> bool:
    return any(
        _EFFICIENT.fullmatch(normalize_text(cell.text)) for cell in table.table.rows[row.index]
    )


def _called(table: TypedTable, row: TypedRow, capaian: int) -> Violation:
    cells = table.table.rows[row.index]
    said = next(cell.column for cell in cells if _EFFICIENT.fullmatch(normalize_text(cell.text)))
    spot, achieved = cell_spot(table, row.index, said), cell_spot(table, row.index, capaian)
    message = Message(
        f"Disebut {spot.printed} dengan capaian {achieved.printed}, di bawah 100.",
        f"Called {spot.printed} with a capaian of {achieved.printed}, below 100.",
    )
    clause = Message(
        f"hasilnya disebut {spot.printed} dengan capaian {achieved.printed}, padahal "
        "targetnya belum tercapai",
        f"the result is called {spot.printed} with a capaian of {achieved.printed}, although "
        "the target was missed",
    )
    return Violation(spot, message, evidence=(achieved,), clause=clause)


def _positive(table: TypedTable, rows: list[TypedRow], capaian: int, efisiensi: int) -> Violation:
    spot, *others = [cell_spot(table, row.index, efisiensi) for row in rows]
    achieved = cell_spot(table, rows[0].index, capaian)
    message = Message(
        f"Efisiensi {spot.printed} dengan capaian {achieved.printed}: target belum tercapai "
        f"(baris: {len(rows)}).",
        f"An efficiency of {spot.printed} with a capaian of {achieved.printed}: the target "
        "was missed "
        f"(rows: {len(rows)}).",
    )
    clause = Message(
        f"efisiensi {spot.printed} dinyatakan dengan capaian {achieved.printed}, padahal "
        "targetnya belum tercapai",
        f"an efisiensi of {spot.printed} is stated with a capaian of {achieved.printed}, "
        "short of the target",
    )
    return Violation(
        spot,
        message,
        evidence=(achieved, *others),
        severity=Severity.INFO,
        certainty=Certainty.UNVERIFIABLE,
        clause=clause,
    )


RULE = Rule(
    id="EFI-06",
    title=Message("Efisien tanpa capaian", "Efficient short of its target"),
    fault=Message(
        "Dinyatakan efisien, padahal target belum tercapai",
        "Called efficient although the target was missed",
    ),
    sentence=Message("{at}, {clause}.", "{at}, {clause}."),
    severities=(Severity.MAJOR, Severity.INFO),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.6"),),
    kinds=REPORTS | {DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
