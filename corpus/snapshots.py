"""The state of a document as it is kept: what was read, what was found, how much was covered.

It is text that can be read and compared line by line: a row of cells a line, pages but no boxes, so
that a rendering detail changes nothing. Nothing in it depends on the time, the machine or the path.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from extract.errors import DocumentError
from extract.records import Row, Table
from normalize.report import Report, TypedRow, TypedTable
from normalize.text.masking import Mask
from normalize.values.amounts import Amount
from validate.findings import Audit, CellRef, Finding, PrintedValue
from validate.program import Program, this_program

SCHEMA = "lkj-corpus/1"

_LONGEST_LABEL = 72


@dataclass(frozen=True, slots=True)
class RowState:
    """A body row: the page it begins on, its texts, and the exact values of those that are
    numbers.
    """

    page: int
    cells: tuple[str, ...]
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class TableState:
    """A table: what it was understood to be, and its rows."""

    id: str
    caption: str | None
    kind: str
    pages: tuple[int, ...]
    reader: str
    roles: tuple[str, ...]
    names: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[RowState, ...]


@dataclass(frozen=True, slots=True)
class PrintedValueState:
    """A printed value: its page, its cell as `t5:2:9` (None outside tables), and what a person
    calls the place.
    """

    page: int
    cell: str | None
    at: str
    printed: str


@dataclass(frozen=True, slots=True)
class RepairState:
    """A place where another value would restore the same sums."""

    spot: PrintedValueState
    expected: str


@dataclass(frozen=True, slots=True)
class FollowerState:
    """A place that is wrong only because the root is, and the rule it breaks."""

    rule: str
    spot: PrintedValueState


@dataclass(frozen=True, slots=True)
class FindingState:
    """A root cause: what is claimed, where, and what confirms it (`evidence` as `t5:2:5`, or `p12
    99,81` in text).

    `fingerprint` is empty in a state that was accepted before findings had one.
    """

    rule: str
    severity: str
    certainty: str
    spot: PrintedValueState
    expected: str | None
    formula: str | None
    says: str
    says_in_english: str
    evidence: tuple[str, ...]
    followers: tuple[FollowerState, ...]
    alternatives: tuple[RepairState, ...]
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DoubtState:
    """A numeric cell that the second reader reads differently (`theirs` is None where it finds no
    such cell).

    `third` is None, and not kept, where the third reader is silent or has not read yet.
    """

    page: int
    cell: str
    ours: str
    theirs: str | None
    third: str | None = None


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second reader said; `key` changes when it would have to be asked again. `doubts`
    None: it failed.
    """

    key: str
    numbers: int
    doubts: tuple[DoubtState, ...] | None


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """Why a document could not be audited: an expected outcome like any other."""

    error: str
    exit_code: int
    says: str
    says_in_english: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of one document; `nip` states whether NIPs are "masked" or "shown" in it.

    `program` is what it was made with, None where that was not kept yet. It is no part of the
    state: whoever accepts another one need not accept those that are as they were.
    """

    document: dict[str, str | int | None]
    nip: str
    broken: FailedDocument | None = None
    tables: tuple[TableState, ...] = ()
    findings: tuple[FindingState, ...] = ()
    coverage: dict[str, int] | None = None
    second: SecondReading | None = None
    program: Program | None = field(default=None, compare=False)


def snapshot_of_broken(error: DocumentError) -> Snapshot:
    """Return the state of a document that cannot be audited."""
    says = FailedDocument(type(error).__name__, error.exit_code, error.text("id"), error.text("en"))
    return Snapshot({}, "masked", says, program=this_program())


def snapshot_of(audit: Audit, mask: Mask, nip: str, second: SecondReading | None) -> Snapshot:
    """Return the state of an audited document."""
    report = audit.report
    return Snapshot(
        document={
            "sha256": report.document.sha256,
            "pages": len(report.document.pages),
            "organisation": mask(report.organisation) if report.organisation else None,
            "year": report.year,
            "period": report.period.label if report.period else None,
            "kind": report.kind.value,
        },
        nip=nip,
        tables=tuple(_table(table, mask) for table in report.tables),
        findings=tuple(_Places(report, mask).finding(finding) for finding in audit.findings),
        coverage=asdict(audit.coverage),
        second=second,
        program=this_program(),
    )


def _masked_texts(row: Row, mask: Mask) -> tuple[str, ...]:
    return tuple(mask(cell.text) for cell in row)


def _table(typed: TypedTable, mask: Mask) -> TableState:
    table = typed.table
    rows = zip(table.rows, typed.rows, strict=True)
    return TableState(
        id=table.id,
        caption=mask(table.caption) if table.caption is not None else None,
        kind=typed.kind.value,
        pages=table.pages,
        reader=table.reader,
        roles=tuple(column.role.value for column in typed.columns),
        names=tuple(mask(_shortened(column.header)) for column in typed.columns),
        header=tuple(_masked_texts(row, mask) for row in table.header),
        rows=tuple(_row(row, typed_row, mask) for row, typed_row in rows),
    )


def _row(row: Row, typed: TypedRow, mask: Mask) -> RowState:
    values = (
        format(reading.value, "f") if isinstance(reading, Amount) else None
        for reading in typed.readings
    )
    return RowState(row[0].place.page, tuple(mask(cell.text) for cell in row), tuple(values))


class _Places:
    """Says of the places of a report what a person calls them."""

    def __init__(self, report: Report, mask: Mask) -> None:
        self.report, self.mask = report, mask

    def finding(self, finding: Finding) -> FindingState:
        return FindingState(
            rule=finding.rule,
            severity=finding.severity.value,
            certainty=finding.certainty.value,
            spot=self.spot(finding.spot),
            expected=_masked_or_none(finding.expected, self.mask),
            formula=_masked_or_none(finding.formula, self.mask),
            says=self.mask(finding.message.id),
            says_in_english=self.mask(finding.message.en),
            evidence=tuple(dict.fromkeys(self.evidence(spot) for spot in finding.evidence)),
            followers=tuple(
                FollowerState(one.rule, self.spot(one.spot)) for one in finding.followers
            ),
            alternatives=tuple(
                RepairState(self.spot(one.spot), self.mask(one.expected))
                for one in finding.alternatives
            ),
            fingerprint=finding.fingerprint,
        )

    def evidence(self, spot: PrintedValue) -> str:
        return _address(spot) or f"p{spot.place.page} {_shortened(self.mask(spot.printed))}"

    def spot(self, spot: PrintedValue) -> PrintedValueState:
        at = self.name(spot.cell) if spot.cell else ""
        return PrintedValueState(
            spot.place.page, _address(spot), self.mask(at), self.mask(spot.printed)
        )

    def name(self, cell: CellRef) -> str:
        """Return table, row and column by the words that are printed there; the row by number where
        it has none.
        """
        typed = self.report.table(cell.table)
        row = typed.rows[cell.row]
        label = (
            " ".join(part for part in (row.code.text if row.code else "", row.name) if part)
            or f"#{cell.row + 1}"
        )
        parts = (
            _title(typed.table),
            label,
            typed.columns[cell.column].header or f"#{cell.column + 1}",
        )
        return " · ".join(map(_shortened, parts))


def _masked_or_none(text: str | None, mask: Mask) -> str | None:
    return mask(text) if text is not None else None


def _title(table: Table) -> str:
    return table.caption or table.id


def _address(spot: PrintedValue) -> str | None:
    return ":".join(map(str, spot.cell)) if spot.cell else None


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"


def as_text(snapshot: Snapshot) -> str:
    """Return the state as it is kept: JSON with sorted keys, each row of cells and each place on a
    line of its own.
    """
    return (
        "\n".join(_lines({"schema": SCHEMA, **asdict(snapshot, dict_factory=_without_silence)}, ""))
        + "\n"
    )


def _without_silence(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields of a record, without a third reader that says nothing and what older states
    do not contain.
    """
    return {key: value for key, value in items if value or key not in _SILENT}


_SILENT = {"third", "fingerprint", "program"}


# A list or an object that holds none of these is a line.
_PARTED = {"tables", "findings", "rows", "header", "followers", "alternatives", "doubts"}


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a JSON value; the first one follows its key."""
    if isinstance(value, dict) and (not indent or _PARTED & value.keys()):
        yield "{"
        yield from _parts(sorted(value.items()), indent)
        yield f"{indent}}}"
    else:
        yield _line(value)


def _parts(items: list[tuple[str, Any]], indent: str) -> Iterator[str]:
    for at, (key, value) in enumerate(items):
        comma = "," if at < len(items) - 1 else ""
        if key in _PARTED and value:
            yield f'{indent} "{key}": ['
            for nth, element in enumerate(value):
                *before, last = _lines(element, f"{indent}  ")
                before = [*before, last + ("," if nth < len(value) - 1 else "")]
                yield f"{indent}  {before[0]}"
                yield from before[1:]
            yield f"{indent} ]{comma}"
        else:
            *before, last = _lines(value, f"{indent} ")
            before = [*before, last + comma]
            yield f'{indent} "{key}": {before[0]}'
            yield from before[1:]


def _line(value: Any) -> str:
    # what a broken font left of a character becomes a question mark, as in every output
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace").decode()


def read_snapshot(text: str) -> Snapshot:
    """Return the state that `as_text` wrote; raise a ValueError, TypeError or KeyError where it is
    none.
    """
    kept = json.loads(text)
    if not isinstance(kept, dict) or kept.pop("schema", None) != SCHEMA:
        raise ValueError(f"not a {SCHEMA}")
    broken, second, program = kept["broken"], kept["second"], kept.get("program")
    return Snapshot(
        document=kept["document"],
        nip=kept["nip"],
        broken=FailedDocument(**broken) if broken else None,
        tables=tuple(_read_table(table) for table in kept["tables"]),
        findings=tuple(_read_finding(finding) for finding in kept["findings"]),
        coverage=kept["coverage"],
        second=_read_second(second) if second else None,
        program=Program(**program) if program else None,
    )


def _read_table(kept: dict[str, Any]) -> TableState:
    rows = tuple(
        RowState(row["page"], tuple(row["cells"]), tuple(row["values"])) for row in kept["rows"]
    )
    header = tuple(tuple(row) for row in kept["header"])
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()
    }
    return TableState(**(plain | {"header": header, "rows": rows}))


def _read_finding(kept: dict[str, Any]) -> FindingState:
    return FindingState(
        **{
            **kept,
            "spot": PrintedValueState(**kept["spot"]),
            "evidence": tuple(kept["evidence"]),
            "followers": tuple(
                FollowerState(one["rule"], PrintedValueState(**one["spot"]))
                for one in kept["followers"]
            ),
            "alternatives": tuple(
                RepairState(PrintedValueState(**one["spot"]), one["expected"])
                for one in kept["alternatives"]
            ),
        }
    )


def _read_second(kept: dict[str, Any]) -> SecondReading:
    doubts = kept["doubts"]
    return SecondReading(
        kept["key"],
        kept["numbers"],
        None if doubts is None else tuple(DoubtState(**doubt) for doubt in doubts),
    )
