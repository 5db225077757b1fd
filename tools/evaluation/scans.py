"""How well scans are read: `python -m tools.evaluation.scans [--missed] [NAME...]` writes
docs/scans.json.

Documents of the corpus are printed, scanned and degraded (`tools.generator.scans`), and audited
with OCR; what is printed on them is known. Nothing of it is kept but the figures.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from corpus.entries import CorpusEntry, corpus_entries
from corpus.snapshots import FindingState, Snapshot, snapshot_of
from extract.document_reader import DocumentReader
from extract.errors import DocumentError
from extract.ocr.requests import OcrMode, OcrSettings
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked
from tools.evaluation.scores import Score, ScoreLocation, TableMatching, WrongCell, score
from tools.generator.scans import SCANNERS, Scanner, scan
from validate.findings import Audit, CellRef, Certainty
from validate.recognized import find_recognized

FILE = Path("docs") / "scans.json"
# Documents of no more pages are scanned, so many of them.
_PAGES, _DOCUMENTS = 4, 32
# A page may take so long: what a busy machine does meanwhile is no matter of reading.
_PAGE_SECONDS = 900.0
# so many lines are shown of what is not perfect in a document
_LINES = 12
_DIGITS = re.compile(r"\d")


def chosen(folder: Path) -> Iterator[tuple[CorpusEntry, Scanner]]:
    """Yield documents of all layouts, each with the scanner that it is scanned by, the scanners in
    turn.
    """
    known = [(one, truth) for one in corpus_entries(folder) if (truth := one.truth())]
    short = [(one, truth) for one, truth in known if 0 < truth.get("n_pages", 0) <= _PAGES]
    # those with a layout that is not there yet come first
    seen: set[str] = set()
    order = []
    for one, truth in short:
        tags = set(truth.get("layout", ()))
        order.append((bool(tags - seen), one))
        seen |= tags
    ordered = [one for fresh, one in order if fresh] + [one for fresh, one in order if not fresh]
    for at, one in enumerate(ordered[:_DOCUMENTS]):
        yield one, SCANNERS[at % len(SCANNERS)]


def measured(
    entry: CorpusEntry, scanner: Scanner, folder: Path
) -> tuple[dict[str, Any], list[str]]:
    """Return the figures of one scanned document, and a line for everything that is not perfect."""
    truth = entry.truth() or {}
    path = folder / f"{entry.name}.pdf"
    path.write_bytes(scan(entry.pdf.read_bytes(), scanner, entry.name))
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    pages = truth["n_pages"]
    facts = {
        "scanner": scanner.name,
        "degraded": scanner.degraded,
        "pages": pages,
        "layout": truth["layout"],
    }
    try:
        with closing(
            DocumentReader(path, ocr=OcrSettings(OcrMode.AUTO, 2, _PAGE_SECONDS))
        ) as reader:
            audit = audit_document(reader, given=entry.given())
    except DocumentError as error:
        return {**facts, "broken": str(error)}, [f"{entry.name} ({scanner.name}): {error}"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = score(entry.name, truth, snapshot_of(audit, masked, "masked", None))
    figures, lines = _figures(found, audit, truth)
    facts |= {
        "seconds": round(seconds, 2),
        "wall": round(time.monotonic() - start, 2),
        "megabytes": after.ru_maxrss // 1024,
    }
    return {**facts, **figures}, lines


def _is_named(finding: FindingState, errors: Sequence[ScoreLocation]) -> bool:
    """Return whether a finding names the place of a known error."""
    return any(error.named_by(finding) for error in errors)


def _figures(
    found: Score, audit: Audit, truth: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return what became of the numbers of a document and of its errors."""
    snapshot = snapshot_of(audit, masked, "masked", None)
    tables = TableMatching(truth, snapshot.tables)
    recognized = find_recognized(audit.report)
    sure = {
        cell
        for cell in recognized.cells
        if cell in audit.confirmed or recognized.is_witnessed(cell)
    }
    misread = [_misread(cell, tables, sure) for cell in found.wrong if cell.numeric]
    wrong_digits = sum(each.wrong_digits for each in misread)
    unflagged = sum(each.unflagged for each in misread)
    lines = [each.line for each in misread]
    lines += [f"missed {one.kind}: {one.at}" for one in found.errors if not one.detected]
    accusing = [one for one in audit.findings if one.certainty is Certainty.INCONSISTENT]
    false = _false_accusations(snapshot, truth, tables)
    lines += [
        f"FALSE {one.rule} p. {one.spot.page} {one.spot.printed}: {one.says_in_english}"
        for one in false
    ]
    related = _related(audit)
    return {
        "cells": found.cells,
        "cells_exact": found.cells - len(found.wrong),
        "numbers": found.numbers,
        "exact": found.numbers - len(misread),
        "digits_exact": found.numbers - wrong_digits,
        "unflagged": unflagged,
        **_coverage(audit),
        "related": len(related),
        "confirmed": len(related & audit.confirmed),
        "errors": len(found.errors),
        "detected": sum(one.detected for one in found.errors),
        "accusations": len(accusing),
        "false": len(false),
        "doubts": len(audit.findings) - len(accusing),
    }, lines


class _MisreadNumber(NamedTuple):
    """A number that was not read as it was printed, and the line that says so."""

    line: str
    wrong_digits: bool
    unflagged: bool


def _misread(cell: WrongCell, tables: TableMatching, sure: Set[CellRef]) -> _MisreadNumber:
    where = tables.address(cell.table, cell.row, cell.column)
    otherwise = _digits(cell.read) != _digits(cell.printed)
    ours = CellRef(where.split(":")[0], *map(int, where.split(":")[1:])) if where else None
    # a number that is in another column than it was printed in is none with wrong digits
    unflagged = otherwise and ours in sure and _digits(cell.read) not in _printed_digits(tables)
    flag = " UNFLAGGED" if unflagged else "" if otherwise else " (digits right)"
    place = f"t{cell.table} r{cell.row} c{cell.column}"
    line = f"number {place}: {cell.printed!r} read {cell.read!r}{flag}"
    return _MisreadNumber(line, otherwise, unflagged)


def _printed_digits(tables: TableMatching) -> set[str]:
    return {_digits(text) for table in tables.truth for row in table for text in row}


def _false_accusations(
    snapshot: Snapshot, truth: Mapping[str, Any], tables: TableMatching
) -> list[FindingState]:
    """Return the findings that claim a contradiction where the truth knows none."""
    errors = [
        ScoreLocation(known, tables)
        for error in truth.get("errors", [])
        for known in (error, *error.get("copies", []))
    ]
    accusing = (one for one in snapshot.findings if one.certainty == Certainty.INCONSISTENT.value)
    return [one for one in accusing if not _is_named(one, errors)]


def _coverage(audit: Audit) -> dict[str, int]:
    """Return how many numbers were read by OCR, read again, and doubted."""
    covered = audit.recognized
    if covered is None:
        return {"read": 0, "reread": 0, "doubtful": 0}
    return {"read": covered.numbers, "reread": covered.reread, "doubtful": covered.doubtful}


def _digits(text: str | None) -> str:
    return "".join(_DIGITS.findall(text or ""))


def _related(audit: Audit) -> frozenset[CellRef]:
    judgement = audit.judgement
    if judgement is None:
        return frozenset()
    numbers = {number for at in range(len(judgement.relations)) for number in judgement.numbers(at)}
    terms = ((judgement.terms[number], judgement.figures[number]) for number in numbers)
    return frozenset(
        term for term, figure in terms if isinstance(term, CellRef) and figure is not None
    )


def main(arguments: Sequence[str]) -> None:
    """Scan and audit the documents, or those whose name or scanner begins with a word given; write
    the figures.
    """
    words = tuple(one for one in arguments if not one.startswith("--"))
    figures: dict[str, Any] = {}
    with TemporaryDirectory() as folder:
        for entry, scanner in chosen(Path("corpus") / "documents"):
            if words and not (entry.name.startswith(words) or scanner.name.startswith(words)):
                continue
            figures[entry.name], lines = measured(entry, scanner, Path(folder))
            told = {name: figures[entry.name].get(name) for name in _TOLD}
            print(f"{entry.name} {told}", flush=True)
            if "--missed" in arguments:
                print("".join(f"    {line}\n" for line in lines[:_LINES]), end="", flush=True)
    if not words:
        FILE.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")


_TOLD = (
    "scanner",
    "numbers",
    "exact",
    "unflagged",
    "related",
    "confirmed",
    "errors",
    "detected",
    "false",
    "seconds",
)


if __name__ == "__main__":
    main(sys.argv[1:])
