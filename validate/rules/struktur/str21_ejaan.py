"""The key terms of a report are spelt as dictionaries spell them.

Asked are only misspellings of a list, each of which is no other word; one finding a misspelling, at
its first place. Looked at are running text, captions, headers and text cells.

Not claimed: that there is no other misspelling. Spellings that official names use ("Ketentraman",
"Efektifitas") are none, nor are words of older spelling ("analisa", "resiko").

Breaks it:

    Presentase hasil fasilitasi yang ditindaklanjuti
    kapasitas aparaturn pemerintahan desa

Looks alike, and does not:

    Persentase hasil fasilitasi yang ditindaklanjuti
    presentasi hasil kerja
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from extract.patterns import regex
from extract.records import Cell, Line
from normalize.report import Report
from validate.audit_context import AuditContext
from validate.findings import CellRef, Message, PrintedValue, Severity, Violation
from validate.legal_basis import KBBI, Reference
from validate.rule import Concern, Rule

_WORD = regex(r"[^\W\d_]{3,}")


@cache
def misspellings() -> dict[str, str]:
    """Return how each misspelt word is spelt, both in small letters."""
    with (Path(__file__).parent.parent.parent / "misspellings.csv").open(
        encoding="utf-8", newline=""
    ) as lines:
        return {row["printed"]: row["spelt"] for row in csv.DictReader(lines)}


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every misspelt word, its further places as evidence."""
    known = misspellings()
    printed = list(_printed(context.report))
    lines = [text.casefold() for text, *_ in printed]
    text, ends = "\n".join(lines), list(accumulate(len(line) + 1 for line in lines))
    # most reports hold hardly any: they are looked for among the distinct words first
    words = set(_WORD.findall(" ".join(set(text.split()))))
    for word in sorted(known.keys() & words):
        holding = dict.fromkeys(bisect_right(ends, place) for place in _places(word, text))
        spots = [_spot(*printed[line]) for line in holding]
        spots.sort(key=lambda spot: (spot.place.page, spot.place.box.top))
        yield _finding(word, known[word], spots)


def _places(word: str, text: str) -> Iterator[int]:
    """Yield where a word begins in a text in small letters."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
            yield at
        at = text.find(word, end)


def _printed(report: Report) -> Iterator[tuple[str, Line | Cell, str | None]]:
    """Yield every printed text, its line or cell, and the table of a body cell."""
    for page in report.document.pages:
        yield from ((line.text, line, None) for line in page.lines)
    for table in report.document.tables:
        yield from ((cell.text, cell, None) for row in table.header for cell in row if cell.text)
        yield from ((cell.text, cell, table.id) for row in table.rows for cell in row if cell.text)


def _spot(text: str, printed_in: Line | Cell, table: str | None) -> PrintedValue:
    cell = (
        CellRef(table, printed_in.row, printed_in.column)
        if table and isinstance(printed_in, Cell)
        else None
    )
    return PrintedValue(printed_in.place, cell, text)


def _finding(word: str, spelt: str, spots: list[PrintedValue]) -> Violation:
    first, *others = spots
    match = re.search(rf"\b{word}\b", first.printed, re.IGNORECASE)
    printed = match[0] if match else word
    places = (
        Message(f" ({len(spots)} tempat)", f" ({len(spots)} places)") if others else Message("", "")
    )
    message = Message(
        f"“{printed}” salah eja untuk “{spelt}”{places.id}",
        f"“{printed}” is misspelt for “{spelt}”{places.en}",
    )
    spot = first._replace(printed=printed)
    return Violation(spot, message, spelt, evidence=tuple(others))


RULE = Rule(
    id="STR-21",
    title=Message("Ejaan istilah", "Spelling of key terms"),
    fault=Message("Salah eja", "Misspelling"),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(Reference(KBBI),),
    doc=__doc__,
    check=check,
)
