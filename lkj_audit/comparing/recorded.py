"""The state that an audit JSON holds, as the corpus keeps states."""

from collections.abc import Sequence
from typing import Any

from corpus.snapshots import (
    FailedDocument,
    FindingState,
    FollowerState,
    PrintedValueState,
    RepairState,
    RowState,
    Snapshot,
    TableState,
)
from validate.program import Program

Json = dict[str, Any]


def state_of(audit: Json) -> Snapshot:
    """Return what an audit JSON (or the record of a failure) says, as the corpus keeps it; headers
    are not in it.
    """
    if "exit_code" in audit:
        sentence = audit["sentence"]
        return Snapshot(
            {}, "masked", FailedDocument("exit code", audit["exit_code"], sentence, sentence)
        )
    facts = {
        name: value
        for name, value in audit["document"].items()
        if not isinstance(value, dict | list)
    }
    tables = {table["id"]: table for table in audit["tables"]}
    return Snapshot(
        document=facts,
        nip="masked",
        tables=tuple(_table(table) for table in audit["tables"]),
        findings=tuple(_finding(finding, tables) for finding in audit["findings"]),
        coverage=audit["coverage"],
        program=_program(audit["program"]) if "program" in audit else None,
    )


def _program(program: Json) -> Program:
    return Program(program["version"], program["rule_set"])


def _row(cells: Sequence[Json]) -> RowState:
    return RowState(
        cells[0]["page"],
        tuple(cell["text"] for cell in cells),
        tuple(cell["value"] for cell in cells),
    )


def _table(table: Json) -> TableState:
    rows = (_row(row["cells"]) for row in table["rows"])
    return TableState(
        id=table["id"],
        caption=table["caption"],
        kind=table["kind"],
        pages=tuple(table["pages"]),
        reader=table["reader"],
        roles=tuple(column["role"] for column in table["columns"]),
        names=tuple(column["header"] for column in table["columns"]),
        header=(),
        rows=tuple(rows),
    )


def _finding(finding: Json, tables: dict[str, Json]) -> FindingState:
    return FindingState(
        rule=finding["rule"],
        severity=finding["severity"],
        certainty=finding["certainty"],
        spot=_spot(finding, tables),
        expected=finding["expected"],
        formula=finding["formula"],
        says=finding["message"]["id"],
        says_in_english=finding["message"]["en"],
        evidence=tuple(f"p{item['page']} {item['printed']}" for item in finding["evidence"]),
        followers=tuple(
            FollowerState(item["rule"], _spot(item, tables)) for item in finding["followers"]
        ),
        alternatives=tuple(
            RepairState(_spot(item, tables), item["expected"]) for item in finding["alternatives"]
        ),
        fingerprint=finding.get("fingerprint", ""),
    )


def _spot(place: Json, tables: dict[str, Json]) -> PrintedValueState:
    cell = place["cell"]
    if cell is None:
        return PrintedValueState(place["page"], None, "", place["printed"])
    table = tables[cell["table"]]
    texts = [item["text"] for item in table["rows"][cell["row"]]["cells"] if item["text"]]
    label = next(
        (text for text in texts if any(map(str.isalpha, text))),
        texts[0] if texts else f"#{cell['row'] + 1}",
    )
    header = table["columns"][cell["column"]]["header"] or f"#{cell['column'] + 1}"
    name = " · ".join((table["caption"] or table["id"], label, header))
    return PrintedValueState(
        place["page"], f"{cell['table']}:{cell['row']}:{cell['column']}", name, place["printed"]
    )
