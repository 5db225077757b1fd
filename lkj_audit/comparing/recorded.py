"""The state that an audit JSON holds, as the corpus keeps states."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar

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
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import named_kind
from lkj_audit.presentation.names.period_names import labelled_period
from lkj_audit.presentation.vocabulary import KIND, READER
from normalize.report import DocumentKind, TableKind
from validate.program import Program

Json = dict[str, Any]
_E = TypeVar("_E", bound=Enum)
# what a comparison states otherwise, or not at all: its header names what is compared
_NO_FACTS = frozenset({"file", "sha256", "path", "kind_given", "excerpt"})


def snapshot_in_words(audit: Json, lang: Lang) -> Snapshot:
    """Return what an audit JSON says in the words of a person: kinds, readers and roles by their
    names, and of the coverage its counts.
    """
    state = state_of(audit)
    counts = {name: value for name, value in (state.coverage or {}).items() if _is_count(value)}
    return replace(
        state,
        document={
            name: _fact(name, value, audit["document"], lang)
            for name, value in state.document.items()
            if name not in _NO_FACTS
        },
        tables=tuple(_in_words(table, lang) for table in state.tables),
        coverage=counts,
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int)


def _fact(name: str, value: Any, document: Json, lang: Lang) -> Any:
    if name == "kind" and (kind := _member(DocumentKind, value)):
        excerpt, given = (bool(document.get(key)) for key in ("excerpt", "kind_given"))
        return named_kind(kind, lang, excerpt=excerpt, given=given)
    return reported_period(document, lang) if name == "period" and value else value


def reported_period(document: Json, lang: Lang) -> str:
    """Return the period and year of a document in words; of an annual report, which may be labelled
    by its last month, the year.
    """
    annual = document.get("kind") == DocumentKind.LKJ.value
    return labelled_period(None if annual else document.get("period"), document.get("year"), lang)


def _in_words(table: TableState, lang: Lang) -> TableState:
    kind, reader = _member(TableKind, table.kind), READER.get(table.reader)
    return replace(
        table,
        kind=lang.say(*KIND[kind]) if kind else table.kind,
        reader=lang.say(*reader) if reader else table.reader,
        roles=tuple(role.replace("_", " ") for role in table.roles),
        caption=table.caption or lang.say("tabel tanpa judul", "table without a caption"),
    )


def _member(kinds: "type[_E]", value: object) -> "_E | None":
    """Return the member of an enumeration; None for one of a later version."""
    return next((kind for kind in kinds if kind.value == value), None)


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
