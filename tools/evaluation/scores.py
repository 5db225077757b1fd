"""How near an audit comes to what is known of a document: cells read, errors found, and what was
flagged for nothing.

What is known comes from whoever made the document (NAME.truth.json), what was found from its
accepted state: the check of the corpus holds that to be today's.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from corpus.drift import aligned
from corpus.snapshots import DoubtState, FindingState, PrintedValueState, Snapshot, TableState
from extract.verification.second_reader import is_numeric
from normalize.text.comparison import normalize_text
from normalize.text.masking import masked
from validate.catalogue import RULES
from validate.findings import Severity

Json = Mapping[str, Any]

# rules whose findings are in several places at once
_TOLD_TOGETHER = {rule.id for rule in RULES if rule.whole_table or rule.whole_report}


def _masked_row(row: Sequence[str]) -> list[str]:
    return [masked(text) for text in row]


class WrongCell(NamedTuple):
    """A cell that was read otherwise than it is printed; `read` is None where its row or table was
    not found.
    """

    table: int
    row: int
    column: int
    printed: str
    read: str | None
    numeric: bool


class ErrorScore(NamedTuple):
    """What became of an injected error."""

    kind: str
    at: str
    detected: bool
    localised: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What is known of a document against what was found in it.

    `alarms` are findings, minor or more severe, that touch nothing known to be wrong; they count as
    false in a `clean` document. `flagged` are the kinds of look-alikes that a finding is at. Of
    `reread` numbers the second reader reads those that are `differing` otherwise.
    """

    name: str
    tags: tuple[str, ...]
    producer: str
    clean: bool
    invented: bool
    cells: int
    numbers: int
    wrong: tuple[WrongCell, ...]
    errors: tuple[ErrorScore, ...]
    alarms: tuple[FindingState, ...]
    lookalikes: Counter[str]
    flagged: Counter[str]
    reread: int
    differing: tuple[DoubtState, ...]

    @property
    def doubts(self) -> int:
        """How many numbers the second reader reads otherwise."""
        return sum(one.theirs is not None for one in self.differing)

    @property
    def unseen(self) -> int:
        """For how many numbers the second reader finds no cell."""
        return sum(one.theirs is None for one in self.differing)


class TableMatching:
    """Which of our tables and rows stand for those that are known."""

    def __init__(self, truth: Json, found: Sequence[TableState]) -> None:
        self.truth = [list(map(_masked_row, table["rows"])) for table in truth["tables"]]
        self.heads = [table["header_rows"] for table in truth["tables"]]
        self.found = _matched(self.truth, [set(table["pages"]) for table in truth["tables"]], found)
        self.rows = [dict(_rows(*pair)) for pair in zip(self.truth, self.found, strict=True)]

    def address(self, table: int, row: int, column: int) -> str | None:
        """Return the address that we know a body cell under, or None where it was not found."""
        ours, at = self.found[table], self.rows[table].get(self.heads[table] + row)
        return f"{ours.id}:{at - len(ours.header)}:{column}" if ours and at is not None else None

    def wrong(self) -> Iterator[WrongCell]:
        """Yield every cell that was read otherwise than it is printed."""
        for at, (table, ours) in enumerate(zip(self.truth, self.found, strict=True)):
            texts = _texts(ours) if ours else []
            for index, row in enumerate(table):
                match = self.rows[at].get(index)
                read = texts[match] if match is not None else None
                for column, printed in enumerate(row):
                    said = read[column] if read and column < len(read) else None
                    if (said or "") != printed:
                        numeric = index >= self.heads[at] and is_numeric(printed)
                        yield WrongCell(at, index - self.heads[at], column, printed, said, numeric)

    def counts(self) -> tuple[int, int]:
        """Return how many cells hold text, and how many body cells a number."""
        cells = sum(bool(text) for table in self.truth for row in table for text in row)
        bodies = (
            row for table, head in zip(self.truth, self.heads, strict=True) for row in table[head:]
        )
        return cells, sum(is_numeric(text) for row in bodies for text in row)


def _texts(table: TableState) -> list[tuple[str, ...]]:
    return [*table.header, *(row.cells for row in table.rows)]


def _matched(
    truth: Sequence[Sequence[Sequence[str]]], pages: Sequence[set[int]], found: Sequence[TableState]
) -> list[TableState | None]:
    """Return for each known table the one of ours that shares most texts with it, each used
    once.
    """
    known, ours = list(map(_counted, truth)), [_counted(_texts(table)) for table in found]
    shared = sorted(
        (-(known[at] & ours[other]).total(), abs(at - other), at, other)
        for at, other in product(range(len(truth)), range(len(found)))
        if pages[at] & set(found[other].pages)
    )
    matched: dict[int, int] = {}
    for much, _, at, other in shared:
        if much and at not in matched and other not in matched.values():
            matched[at] = other
    return [found[matched[at]] if at in matched else None for at in range(len(truth))]


def _counted(table: Sequence[Sequence[str]]) -> Counter[str]:
    """Return how often a table prints each text."""
    return Counter(text for row in table for text in row if text)


def _rows(truth: Sequence[Sequence[str]], ours: TableState | None) -> Iterator[tuple[int, int]]:
    """Yield the index of each known row with that of ours, header rows included."""
    if ours is None:
        return
    known = [(tuple(row), at) for at, row in enumerate(truth)]
    found = [(row, at) for at, row in enumerate(_texts(ours))]
    for one, other in aligned(known, found, lambda row: row[0], _label):
        if one is not None and other is not None:
            yield one[1], other[1]


def _label(row: tuple[tuple[str, ...], int]) -> tuple[str, ...]:
    """Return the first texts of a row."""
    return tuple(text for text in row[0] if text)[:2]


class ScoreLocation:
    """Where something is in a document: a body cell by our address, elsewhere its page and
    words.
    """

    def __init__(self, known: Json, tables: TableMatching) -> None:
        self.body = known.get("part") == "body"
        self.cell = (
            tables.address(known["table"], known["row"], known["column"]) if self.body else None
        )
        self.page: int | None = known.get("page")
        words = (
            known.get("snippet") or known.get("text") or known.get("now") or "",
            known.get("now") or "",
        )
        self.words = [normalize_text(masked(text)) for text in words if text]

    def holds(self, spot: PrintedValueState) -> bool:
        """Return whether a finding's spot is here; a paragraph may run over to the next page."""
        if self.body:
            return self.cell is not None and spot.cell == self.cell
        return spot.cell is None and self._says(spot.page, spot.printed)

    def borne_by(self, evidence: str) -> bool:
        """Return whether a piece of evidence (`t5:2:5` or `p12 99,81`) is here."""
        if self.body or not evidence.startswith("p"):
            return self.body and evidence == self.cell
        page, _, printed = evidence[1:].partition(" ")
        return self._says(int(page), printed)

    def distance(self, spot: PrintedValueState) -> int:
        """Return over how many pages' ends a spot that this place holds has run from it."""
        return 0 if self.body or self.page is None else spot.page - self.page

    def _says(self, page: int, printed: str) -> bool:
        said = normalize_text(printed)
        near = self.page is not None and self.page <= page <= self.page + 1
        return near and bool(said) and any(said in words or words in said for words in self.words)

    def named_by(self, finding: FindingState) -> bool:
        """Return whether a finding names this place in any part."""
        spots = [
            finding.spot,
            *(one.spot for one in finding.followers),
            *(one.spot for one in finding.alternatives),
        ]
        return any(map(self.holds, spots)) or any(map(self.borne_by, finding.evidence))

    def blamed_by(self, finding: FindingState) -> bool:
        """Return whether a finding is at this place, or names it first of those that could as well
        be wrong.
        """
        together = (
            one.spot
            for one in finding.followers
            if one.rule == finding.rule and one.rule in _TOLD_TOGETHER
        )
        places = (finding.spot, *together)
        return any(map(self.holds, places)) or any(
            self.holds(one.spot) for one in finding.alternatives[:1]
        )


def score(name: str, truth: Json, state: Snapshot) -> Score:
    """Return how near the accepted state of a document comes to what is known of it."""
    tables = TableMatching(truth, state.tables)
    cells, numbers = tables.counts()
    errors = truth.get("errors", [])
    wrong = [
        ScoreLocation(known, tables)
        for error in errors
        for known in (error, *error.get("copies", []))
    ]
    heavy = list(filter(_is_heavy, state.findings))
    alike = [
        (one["kind"], ScoreLocation(one, tables))
        for one in truth.get("lookalikes", [])
        if "part" in one
    ]
    flagged = (kind for kind, place in alike if _is_flagged(place, heavy, wrong))
    second = state.second
    return Score(
        name=name,
        tags=tuple(truth.get("layout", ("replica of a real report",))),
        producer=truth.get("producer", "replica of a real report"),
        clean=bool(truth.get("clean")),
        invented="errors" in truth,
        cells=cells,
        numbers=numbers,
        wrong=tuple(tables.wrong()),
        errors=tuple(
            _error(error, ScoreLocation(error, tables), state.findings) for error in errors
        ),
        alarms=tuple(finding for finding in heavy if not _is_named(wrong, finding)),
        lookalikes=Counter(kind for kind, _ in alike),
        flagged=Counter(flagged),
        reread=second.numbers if second else 0,
        differing=(second.doubts or ()) if second else (),
    )


def _is_heavy(finding: FindingState) -> bool:
    """Return whether a finding is minor or more severe."""
    return Severity(finding.severity).rank >= Severity.MINOR.rank


def _is_named(places: Sequence[ScoreLocation], finding: FindingState) -> bool:
    """Return whether a finding names one of these places."""
    return any(place.named_by(finding) for place in places)


def _is_flagged(
    place: ScoreLocation, findings: Sequence[FindingState], wrong: Sequence[ScoreLocation]
) -> bool:
    """Return whether one of these findings is at a place that is not wrong."""
    return any(_stands_at(place, finding.spot, wrong) for finding in findings)


def _stands_at(
    place: ScoreLocation, spot: PrintedValueState, wrong: Sequence[ScoreLocation]
) -> bool:
    """Return whether a spot is at this place, and no error with the same words is nearer to it."""
    nearer = any(one.holds(spot) and one.distance(spot) < place.distance(spot) for one in wrong)
    return place.holds(spot) and not nearer


def _rules_of(finding: FindingState) -> set[str]:
    """Return the rules by which a finding and its followers were found."""
    return {finding.rule, *(follower.rule for follower in finding.followers)}


def _error(error: Json, place: ScoreLocation, findings: Sequence[FindingState]) -> ErrorScore:
    """Return whether findings of the rules that an error breaks name its place, and whether one
    blames it.
    """
    rules = set(error["rules"])
    fitting = [one for one in findings if rules & _rules_of(one)]
    detected = any(place.named_by(finding) for finding in fitting)
    at = (
        f"p. {error['page']} {place.cell or error.get('snippet') or ''}: {error['was']} -> "
        f"{error['now']}"
    )
    return ErrorScore(
        error["kind"], at, detected, any(place.blamed_by(finding) for finding in fitting)
    )
