"""The JSON contract `lkj-audit/1`: how an audit is written for other programs.

The keys are documented in `docs/json.md` and in `lkj-audit-1.schema.json`.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extract.patterns import regex
from extract.records import Cell, Document, Row, StrategyChoice, Table
from extract.verification.second_reader import Disagreement
from lkj_audit.ci.baseline import Suppression, suppression_of
from lkj_audit.outputs.json.companion_parts import cross_check_part
from lkj_audit.outputs.json.location_parts import elsewhere_part, place_part, spot_part, tenths
from lkj_audit.outputs.json.profile_parts import Json, detected_part, profile_part
from lkj_audit.outputs.json.recognition_parts import mark_confirmed, picture_part, recognition_part
from lkj_audit.presentation.findings.matters import Matter, matters
from lkj_audit.presentation.names.file_names import shown_name
from lkj_audit.presentation.provenance import Provenance, provenance
from normalize.report import GivenIdentity, Report, TypedTable
from normalize.text.masking import Mask
from normalize.values.amounts import Amount, Unread, UnreadReason
from validate.findings import Alternative, Audit, Coverage, Finding, Follower, Message, PrintedValue
from validate.missing_tables import missing_tables
from validate.program import NAME, Program


def audit_as_json(
    audit: Audit,
    mask: Mask,
    made: Provenance | None = None,
    path: Path | None = None,
    suppressions: Sequence[Suppression] = (),
) -> Json:
    """Return everything that was found in a document, and everything it was found in; `made` by
    this program, now.

    `path` is where the document lies, as it was named; `suppressions` is what a baseline sets
    aside.
    """
    made = made or provenance()
    parts = report_parts(audit.report, mask)
    if path is not None:
        parts["document"]["path"] = shown_name(path, mask)
    for table in parts["tables"]:
        table["sure"] = table["id"] not in audit.unsure
        if table["id"] in audit.uncertain:
            table["structure"] = "uncertain"
            table["not_summed"] = audit.uncertain[table["id"]]
        if table["id"] in audit.tables:
            table["coverage"] = coverage_part(audit.tables[table["id"]])
    mark_confirmed(parts["tables"], audit)
    return {
        "schema": "lkj-audit/1",
        "program": program_part(made.program),
        "audited_at": made.timestamp,
        **parts,
        "profile": profile_part(audit.profile),
        "detected": detected_part(audit.detected, mask),
        "findings": [
            {
                **finding_part(f"f{n}", finding, mask),
                **suppression_part(
                    suppression_of(
                        finding.fingerprint, mask(path.name) if path else "", suppressions
                    ),
                    mask,
                ),
            }
            for n, finding in enumerate(audit.findings, 1)
        ],
        "matters": [matter_part(matter, mask) for matter in matters(audit)],
        "coverage": {
            **coverage_part(audit.coverage),
            "unread_pages": [page._asdict() for page in audit.unread_pages],
            "unread_parts": sum(len(page.unread) for page in audit.report.document.pages),
            "missing_tables": [
                {"page": table.page, "caption": mask(table.caption)}
                for table in missing_tables(audit.report)
            ],
            "cut_tables": [table.id for table in audit.report.tables if table.table.cut_short],
            **({"ocr": audit.recognized._asdict()} if audit.recognized else {}),
        },
        **second_reader_part(audit, mask),
        **cross_check_part(audit.cross_check, mask),
    }


def suppression_part(suppression: Suppression | None, mask: Mask) -> Json:
    """Return why and since when a finding is set aside; nothing where it is."""
    if suppression is None:
        return {}
    return {"suppressed": {"reason": mask(suppression.reason), "date": suppression.date}}


def second_reader_part(audit: Audit, mask: Mask) -> Json:
    """Return what the second reader reads differently, or why it came to no end; nothing where it
    did not run.
    """
    if audit.second_reader_failure is not None:
        return {"second_reader_failure": message_part(audit.second_reader_failure, mask)}
    if audit.disagreements is None:
        return {}
    return {"disagreements": [disagreement_part(one, mask) for one in audit.disagreements]}


def program_part(program: Program) -> Json:
    """Return which program it was: its name, its version, and that of its rules."""
    return {"name": NAME, "version": program.version, "rule_set": program.rule_set}


def report_as_json(report: Report, mask: Mask) -> Json:
    """Return what was understood of a document, before anything is recomputed."""
    return {"schema": "lkj-normalize/1", **report_parts(report, mask)}


def _masked_texts(row: Row, mask: Mask) -> list[str]:
    return [mask(cell.text) for cell in row]


def _row_part(row: Row, mask: Mask) -> Json:
    return {"cells": [cell_part(cell, mask) for cell in row]}


def extract_as_json(document: Document, mask: Mask) -> Json:
    """Return what was read from a document, before anything is understood."""
    return {
        "schema": "lkj-extract/1",
        "document": {
            "file": mask(document.file),
            "sha256": document.sha256,
            "pages": len(document.pages),
        },
        "pages": pages_part(document),
        "tables": [_table_part(table, mask) for table in document.tables],
    }


def _table_part(table: Table, mask: Mask) -> Json:
    return {
        **table_facts(table, mask),
        "header": [_masked_texts(row, mask) for row in table.header],
        "rows": [_row_part(row, mask) for row in table.rows],
    }


# control characters beyond ASCII, line separators, and what turns the direction of letters
_OBEYED = regex("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def as_line(report: Json) -> bytes:
    """Return the report as one line of UTF-8; what a broken font left of a character becomes a
    question mark.

    Characters that a terminal obeys are escaped, for the line may be printed on one.
    """
    try:
        encoded = msgspec.json.encode(report)
    except UnicodeEncodeError:  # half a character, which no UTF-8 holds
        # what was built a moment ago holds no circle
        line = json.dumps(report, ensure_ascii=False, separators=(",", ":"), check_circular=False)
        encoded = line.encode("utf-8", "replace")
    if not encoded.isascii():
        line = _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded.decode("utf-8"))
        encoded = line.encode("utf-8")
    return encoded + b"\n"


def report_parts(report: Report, mask: Mask) -> Json:
    """Return the parts that state what a report is about and what its tables hold."""
    document = report.document
    return {
        "document": {
            "file": mask(document.file),
            "sha256": document.sha256,
            "pages": len(document.pages),
            "organisation": report.organisation,
            "year": report.year,
            "period": report.period.label if report.period else None,
            **kind_part(report, mask),
            **given_part(report.given, mask),
        },
        "pages": pages_part(document),
        "tables": [table_part(typed, mask) for typed in report.tables],
    }


def kind_part(report: Report, mask: Mask) -> Json:
    """Return what a document is, whether the caller said so, and the words by which it is known
    otherwise.
    """
    identity = report.identity
    return {
        "kind": identity.kind.value,
        "kind_given": identity.given,
        "kind_evidence": [
            {**place_part(sign.place), "text": mask(sign.text)} for sign in identity.signs
        ],
        "excerpt": identity.excerpt,
    }


def given_part(given: GivenIdentity, mask: Mask) -> Json:
    """Return what the caller knew of a document, nothing where that is nothing."""
    said = {
        "kind": given.kind.value if given.kind else None,
        "organisation": mask(given.organisation) if given.organisation else None,
        "period": given.period.label if given.period else None,
        "year": given.period.year if given.period else None,
    }
    return {"given": said} if any(said.values()) else {}


def pages_part(document: Document) -> list[Json]:
    """Return the size of each page, where its text came from, and what of it is not seen or could
    not be read.
    """
    return [
        {
            "page": page.number,
            "source": page.source.value,
            "width": round(page.width, 1),
            "height": round(page.height, 1),
            **({"hidden_text": True} if page.hidden else {}),
            **({"unread_parts": len(page.unread)} if page.unread else {}),
            **({"ocr": picture_part(page.picture)} if page.picture else {}),
        }
        for page in document.pages
    ]


def table_facts(table: Table, mask: Mask) -> Json:
    """Return what a table is, without its cells."""
    caption = mask(table.caption) if table.caption is not None else None
    chosen = {"choice": choice_part(table.choice)} if table.choice else {}
    cut = {"cut_short": True} if table.cut_short else {}
    return {
        "id": table.id,
        "caption": caption,
        "pages": list(table.pages),
        "reader": table.reader,
        **cut,
        **chosen,
    }


def choice_part(choice: StrategyChoice) -> Json:
    """Return why a table is read as it is, of several ways that its pages can be read in."""
    return {
        "reading": choice.reading.value,
        "tried": choice.tried,
        "held": choice.held,
        "violated": choice.violated,
        "usual": {"held": choice.usual_held, "violated": choice.usual_violated},
    }


def table_part(typed: TypedTable, mask: Mask) -> Json:
    """Return a table with the role of each column and the value of each number."""
    rows = zip(typed.table.rows, typed.rows, strict=True)
    return {
        **table_facts(typed.table, mask),
        "kind": typed.kind.value,
        **({"offices": [mask(office) for office in typed.offices]} if typed.offices else {}),
        "columns": [
            {"header": mask(column.header), "role": column.role.value} for column in typed.columns
        ],
        "rows": [{"cells": row_part(row, typed_row.readings, mask)} for row, typed_row in rows],
    }


def row_part(row: Row, readings: Sequence[object], mask: Mask) -> list[Json]:
    """Return the cells of a row, each with its exact value where it is a number that could
    be read.
    """
    return [
        {
            **cell_part(cell, mask, exact_value(cell.text, reading, mask)),
            **unread_part(reading, mask),
        }
        for cell, reading in zip(row, readings, strict=True)
    ]


def unread_part(reading: object, mask: Mask) -> Json:
    """Return why a cell of a number column has no value, and the numbers it may stand for; nothing
    of any other.
    """
    if not isinstance(reading, Unread) or reading.reason is UnreadReason.EMPTY:
        return {}
    shown = mask(reading.text) == reading.text
    candidates = [format(amount.value, "f") for amount in reading.candidates if shown]
    return {"unread": {"reason": reading.reason.name.lower(), "candidates": candidates}}


def exact_value(text: str, reading: object, mask: Mask) -> str | None:
    """Return the exact decimal that a cell prints; None where it is no number, or one that must not
    leave the house.
    """
    return (
        format(reading.value, "f") if isinstance(reading, Amount) and mask(text) == text else None
    )


def cell_part(cell: Cell, mask: Mask, value: str | None = None) -> Json:
    """Return a cell: a position that a merged cell covers has an empty text."""
    page, (x0, top, x1, bottom) = cell.place
    return {
        "text": mask(cell.text),
        "page": page,
        "box": [tenths(x0), tenths(top), tenths(x1), tenths(bottom)],
        "span": [cell.rows, cell.columns],
        "value": value,
        **({"ocr": recognition_part(cell.recognition, mask)} if cell.recognition else {}),
    }


def finding_part(id: str, finding: Finding, mask: Mask) -> Json:
    """Return a root cause with what confirms it and what follows from it."""
    return {
        "id": id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "message": message_part(finding.message, mask),
        **spot_part(finding.spot, mask),
        "expected": _masked_or_none(finding.expected, mask),
        "formula": _masked_or_none(finding.formula, mask),
        "evidence": [evidence_part(spot, mask) for spot in finding.evidence],
        "followers": [follower_part(follower, mask, finding) for follower in finding.followers],
        "alternatives": [
            alternative_part(alternative, mask) for alternative in finding.alternatives
        ],
        "why": message_part(finding.why, mask),
        **elsewhere_parts(finding, mask),
    }


def matter_part(matter: Matter, mask: Mask) -> Json:
    """Return a matter: what belongs to one cause, by the fingerprints of its findings, the one that
    names it first.
    """
    return {
        "id": matter.id,
        "number": matter.number,
        "group": matter.group.value,
        "severity": matter.severity.value,
        "title": message_part(matter.title, mask),
        "sentence": message_part(matter.sentence, mask),
        "findings": list(matter.fingerprints),
    }


def elsewhere_parts(finding: Finding, mask: Mask) -> Json:
    """Return what documents beside the report print otherwise; nothing where a finding rests on the
    report alone.
    """
    return (
        {"elsewhere": [elsewhere_part(there, mask) for there in finding.elsewhere]}
        if finding.elsewhere
        else {}
    )


def message_part(message: Message | None, mask: Mask) -> Json | None:
    """Return a sentence in both languages, or null where nothing is said."""
    return {"id": mask(message.id), "en": mask(message.en)} if message is not None else None


def evidence_part(spot: PrintedValue, mask: Mask) -> Json:
    """Return a value that a finding rests on; its table, row and column are null in running
    text.
    """
    table, row, column = spot.cell or (None, None, None)
    return {
        "table": table,
        "row": row,
        "column": column,
        **place_part(spot.place),
        "printed": mask(spot.printed),
    }


def follower_part(follower: Follower, mask: Mask, finding: Finding) -> Json:
    """Return a place that is wrong only because the root is; `same` marks one where the finding
    itself is too.
    """
    same = follower.rule == finding.rule and follower.spot in finding.further_places
    return {"rule": follower.rule, **spot_part(follower.spot, mask), "same": same}


def alternative_part(alternative: Alternative, mask: Mask) -> Json:
    """Return an equally small repair."""
    spot = spot_part(alternative.spot, mask)
    return {
        **spot,
        "expected": mask(alternative.expected),
        "why": message_part(alternative.why, mask),
    }


def disagreement_part(found: Disagreement, mask: Mask) -> Json:
    """Return a cell that two readers read differently, what the third one reads, and whose reading
    two share.
    """
    cell = {"table": found.table, "row": found.row, "column": found.column}
    return {
        **place_part(found.place),
        "cell": cell,
        "ours": mask(found.ours),
        "theirs": _masked_or_none(found.theirs, mask),
        "third": _masked_or_none(found.third, mask),
        "majority": found.majority.value if found.majority else None,
    }


def coverage_part(coverage: Coverage) -> Json:
    """Return how much of the document was read, related and confirmed."""
    return {
        "numbers": coverage.numbers,
        "related": coverage.related,
        "confirmed": coverage.confirmed,
        "unread": coverage.unread,
        "unverifiable": coverage.unverifiable,
    }


def _masked_or_none(text: str | None, mask: Mask) -> str | None:
    return mask(text) if text is not None else None
