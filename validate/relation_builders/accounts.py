"""The sums that an account number asks for: 4.1 is the sum of 4.1.1 and 4.1.2, as deep as a table
prints them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extract.patterns import regex
from normalize.report import Column, Role, TypedRow, TypedTable
from validate.audit_context import AuditContext
from validate.constraints.evaluation import agrees_loosely, reproduces
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import SUM, Relation
from validate.findings import CellRef, Message
from validate.relation_builders.column_constraints import says
from validate.structure.hierarchy import additive


@dataclass(frozen=True, slots=True)
class AccountsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # a table is one of accounts when so many of its sums, and two of three, hold
    held: int = 3  # count; 7775f3b
    of_three: int = 2  # count; 7775f3b


_SETTINGS = AccountsSettings()


WHY = Message(
    "rekening adalah jumlah rekening di bawahnya",
    "an account is the sum of the accounts beneath it",
)

# pendapatan, belanja, pembiayaan; the kelompok beneath them has one digit, where the bidang of an
# urusan has two
_ACCOUNT = regex(r"[4-6](?:\s*\.\s*\d(?:\s*\.\s*\d{1,3}){0,5})?\s*\.?")
_SEGMENT = regex(r"\d+")


Path = tuple[str, ...]


def account_sums(context: AuditContext) -> Iterator[Relation]:
    """Yield the sum of every account with accounts beneath it, in tables that confirm most of
    them.
    """
    figures = number_index(context)
    for table in context.report.tables:
        if code := table.column(Role.KODE):
            paths = _paths(table, code)
            columns = additive(table) if paths else []
            for column in columns:
                yield from _borne_out(
                    figures, list(_sums(table, paths, column.index)), _open(paths)
                )


def _paths(table: TypedTable, code: Column) -> dict[Path, TypedRow]:
    """Return the rows by their account numbers; none where most rows have none, or one is twice."""
    numbered = [(row, table.table.rows[row.index][code.index].text) for row in table.rows]
    found = [
        (tuple(_SEGMENT.findall(text)), row) for row, text in numbered if _ACCOUNT.fullmatch(text)
    ]
    paths = dict(found)
    return paths if len(paths) == len(found) and 2 * len(found) > len(table.rows) else {}


def _sums(table: TypedTable, paths: dict[Path, TypedRow], at: int) -> Iterator[Relation]:
    beneath: dict[Path, list[TypedRow]] = defaultdict(list)
    for path, row in paths.items():
        if path[:-1] in paths:
            beneath[path[:-1]].append(row)
    for path, rows in beneath.items():
        terms = tuple(CellRef(table.id, row.index, at) for row in rows if says(row.readings[at]))
        if terms and says(paths[path].readings[at]):
            yield Relation(CellRef(table.id, paths[path].index, at), SUM, terms, WHY)


def _open(paths: dict[Path, TypedRow]) -> set[int]:
    """Return the rows of the accounts that the end of the table may cut off: those over the last
    one.
    """
    last = next(reversed(paths))
    return {row.index for path, row in paths.items() if last[: len(path)] == path}


def _borne_out(figures: NumberIndex, found: list[Relation], cut: set[int]) -> Iterator[Relation]:
    """Yield the sums that hold, and where most do those that fail; what the end of the table cuts
    off may fail.
    """
    held = [relation for relation in found if reproduces(figures, relation)]
    failing = [relation for relation in found if relation not in held and _row(relation) not in cut]
    if len(held) >= _SETTINGS.held and 3 * len(held) >= _SETTINGS.of_three * (
        len(held) + len(failing)
    ):
        yield from held
        yield from (relation for relation in failing if not agrees_loosely(figures, relation))


def _row(relation: Relation) -> int:
    return relation.target.row if isinstance(relation.target, CellRef) else -1
