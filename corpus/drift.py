"""What has changed between the accepted state of a document and the one of today, as a person would
describe it.

Tables and rows are matched by what they hold and then by their labels, so that a row that appears
does not make every row below it a changed one. Findings are matched by their fingerprints; those
that a state keeps without one by what they claim and then by where they are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum
from typing import TypeVar

from corpus.snapshots import (
    DoubtState,
    FailedDocument,
    FindingState,
    RowState,
    SecondReading,
    Snapshot,
    TableState,
)
from corpus.terms import term_in
from extract.errors import MissingFile
from validate.catalogue import RULES
from validate.diagnosis.fingerprint import current_keys, with_current_key
from validate.findings import Message
from validate.program import Program

_T = TypeVar("_T")


class ChangeType(Enum):
    """What kind of thing has changed."""

    NOT_ACCEPTED = Message("belum ada keadaan yang diterima", "no state was accepted yet")
    DOCUMENT_VANISHED = Message("dokumen tidak ada lagi", "document is gone")
    DOCUMENT_RENAMED = Message("nama dokumen berubah", "document renamed")
    OUTCOME = Message("hasil berubah", "outcome changed")
    DOCUMENT = Message("dokumen berubah", "document changed")
    TABLE_APPEARED = Message("tabel muncul", "table appeared")
    TABLE_VANISHED = Message("tabel hilang", "table vanished")
    TABLE_CHANGED = Message("tabel berubah", "table changed")
    ROW_APPEARED = Message("baris muncul", "row appeared")
    ROW_VANISHED = Message("baris hilang", "row vanished")
    CELL_CHANGED = Message("sel berubah", "cell changed")
    VALUE_CHANGED = Message("nilai berubah", "value changed")
    FINDING_APPEARED = Message("temuan muncul", "finding appeared")
    FINDING_VANISHED = Message("temuan hilang", "finding vanished")
    FINDING_MOVED = Message("temuan berpindah", "finding moved")
    FINDING_REWORDED = Message("temuan berubah bunyi", "finding reworded")
    FINDING_VALUE = Message("nilai temuan berubah", "finding of another value")
    FINDING_RENAMED = Message("sidik temuan berubah", "finding of another fingerprint")
    COVERAGE = Message("cakupan berubah", "coverage changed")
    SECOND_READER = Message("pembaca kedua berubah", "second reader changed")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: where (in printed words), and what it was and is; empty where it was
    or is not.

    `why` is why a finding has changed, as far as that is known.
    """

    change: ChangeType
    page: int | None
    at: str
    was: str
    now: str
    why: str = ""


def differences(was: Snapshot | None, now: Snapshot, lang: str = "id") -> Iterator[Difference]:
    """Yield what has changed, what was read before what was found; sentences of findings in this
    language.
    """
    if was is None:
        yield Difference(ChangeType.NOT_ACCEPTED, None, "", "", "")
        return
    if now.broken and now.broken.error == MissingFile.__name__ and was.broken != now.broken:
        yield Difference(ChangeType.DOCUMENT_VANISHED, None, "", _outcome(was.broken, lang), "")
        return
    if was.broken != now.broken:
        yield Difference(
            ChangeType.OUTCOME, None, "", _outcome(was.broken, lang), _outcome(now.broken, lang)
        )
    if was.broken or now.broken:
        return
    yield from _facts(
        ChangeType.DOCUMENT, was.document, _as_told_by(was.document, now.document), lang
    )
    yield from _tables(was.tables, now.tables, lang)
    yield from _findings(was, now, _reasons(was, now, lang), lang)
    yield from _facts(
        ChangeType.COVERAGE,
        was.coverage or {},
        _as_told_by(was.coverage or {}, now.coverage or {}),
        lang,
    )
    yield from _second(was.second, now.second, lang)


def _outcome(broken: FailedDocument | None, lang: str) -> str:
    if broken is None:
        return term_in("audited", lang)
    return f"{broken.error}: {broken.says_in_english if lang == 'en' else broken.says}"


def _facts(
    change: ChangeType, was: dict[str, _T], now: dict[str, _T], lang: str
) -> Iterator[Difference]:
    """Yield the facts that have another value."""
    for name in {**was, **now}:
        if was.get(name) != now.get(name):
            yield Difference(
                change, None, term_in(name, lang), _text(was.get(name)), _text(now.get(name))
            )


def _as_told_by(was: dict[str, _T], now: dict[str, _T]) -> dict[str, _T]:
    """Return the facts of today that the accepted state has too: one that was not counted then
    has not changed.
    """
    return {name: value for name, value in now.items() if name in was}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


# Matching -----------------------------------------------------------------------------------------


def aligned(
    was: Sequence[_T], now: Sequence[_T], *keys: Callable[[_T], Hashable]
) -> Iterator[tuple[_T | None, _T | None]]:
    """Yield the pairs of two sequences in order: the same by the first key, between those by the
    next, then in turn.
    """
    if not keys or not was or not now:
        yield from _in_turn(was, now)
        return
    key, *further = keys
    matcher = SequenceMatcher(None, list(map(key, was)), list(map(key, now)), autojunk=False)
    at, other = 0, 0
    for block in matcher.get_matching_blocks():
        yield from aligned(was[at : block.a], now[other : block.b], *further)
        yield from zip(
            was[block.a : block.a + block.size], now[block.b : block.b + block.size], strict=True
        )
        at, other = block.a + block.size, block.b + block.size


def _in_turn(was: Sequence[_T], now: Sequence[_T]) -> Iterator[tuple[_T | None, _T | None]]:
    """Yield pairs in turn where there are as many of both, else each alone."""
    if len(was) == len(now):
        yield from zip(was, now, strict=True)
    else:
        yield from ((one, None) for one in was)
        yield from ((None, one) for one in now)


# Tables -------------------------------------------------------------------------------------------


def _table_pairs(
    was: Sequence[TableState], now: Sequence[TableState]
) -> Iterator[tuple[TableState | None, TableState | None]]:
    return aligned(
        was, now, lambda one: one, lambda one: (one.caption, one.names), lambda one: one.caption
    )


def _tables(
    was: Sequence[TableState], now: Sequence[TableState], lang: str
) -> Iterator[Difference]:
    for before, after in _table_pairs(was, now):
        match before, after:
            case TableState(), None:
                yield Difference(
                    ChangeType.TABLE_VANISHED, before.pages[0], title(before), _size(before), ""
                )
            case None, TableState():
                yield Difference(
                    ChangeType.TABLE_APPEARED, after.pages[0], title(after), "", _size(after)
                )
            case TableState(), TableState() if before != after:
                yield from _table(before, after, lang)


def title(table: TableState) -> str:
    """Return what a table is called."""
    return table.caption or table.id


def _size(table: TableState) -> str:
    return f"{len(table.rows)} × {len(table.names)}, {table.kind}"


def _table(was: TableState, now: TableState, lang: str) -> Iterator[Difference]:
    """Yield what changed in a table; its id is only a running number."""
    for name in ("caption", "kind", "pages", "reader"):
        if getattr(was, name) != getattr(now, name):
            sides = (_text(getattr(table, name)) for table in (was, now))
            yield Difference(
                ChangeType.TABLE_CHANGED,
                now.pages[0],
                f"{title(now)} · {term_in(name, lang)}",
                *sides,
            )
    if len(was.names) != len(now.names):
        columns = (" | ".join(table.names) for table in (was, now))
        yield Difference(
            ChangeType.TABLE_CHANGED,
            now.pages[0],
            f"{title(now)} · {term_in('columns', lang)}",
            *columns,
        )
    else:
        yield from _columns(was, now, lang)
    for before, after in aligned(was.rows, now.rows, lambda row: row, lambda row: row.cells, label):
        yield from _row(was, now, before, after, lang)


def _columns(was: TableState, now: TableState, lang: str) -> Iterator[Difference]:
    for at, name in enumerate(now.names):
        if was.roles[at] != now.roles[at]:
            place = f"{title(now)} · {name} · {term_in('role', lang)}"
            yield Difference(
                ChangeType.TABLE_CHANGED, now.pages[0], place, was.roles[at], now.roles[at]
            )
    place = f"{title(now)} · {term_in('header', lang)}"
    for before, after in aligned(was.header, now.header, lambda row: row):
        if before is None or after is None:
            change = ChangeType.ROW_APPEARED if before is None else ChangeType.ROW_VANISHED
            yield Difference(
                change, now.pages[0], place, " | ".join(before or ()), " | ".join(after or ())
            )
        else:
            for printed, other in zip(before, after, strict=False):
                if printed != other:
                    yield Difference(ChangeType.CELL_CHANGED, now.pages[0], place, printed, other)


def label(row: RowState) -> str:
    """Return what a row is called: its first texts that are more than a running number."""
    texts = [text for text in row.cells if text]
    worded = [text for text in texts if any(map(str.isalpha, text))] or texts
    return worded[0][:72] if worded else ""


def _row(
    was: TableState, now: TableState, before: RowState | None, after: RowState | None, lang: str
) -> Iterator[Difference]:
    match before, after:
        case RowState(), None:
            place = f"{title(was)} · {label(before)}"
            yield Difference(
                ChangeType.ROW_VANISHED, before.page, place, " | ".join(before.cells), ""
            )
        case None, RowState():
            place = f"{title(now)} · {label(after)}"
            yield Difference(
                ChangeType.ROW_APPEARED, after.page, place, "", " | ".join(after.cells)
            )
        case RowState(), RowState() if before != after:
            yield from _cells(now, before, after, lang)


def _cells(table: TableState, was: RowState, now: RowState, lang: str) -> Iterator[Difference]:
    if len(was.cells) != len(now.cells):
        place = f"{title(table)} · {label(now)}"
        yield Difference(
            ChangeType.CELL_CHANGED, now.page, place, " | ".join(was.cells), " | ".join(now.cells)
        )
        return
    for at, name in enumerate(table.names):
        place = f"{title(table)} · {label(now)} · {name or f'#{at + 1}'}"
        if was.cells[at] != now.cells[at]:
            yield Difference(ChangeType.CELL_CHANGED, now.page, place, was.cells[at], now.cells[at])
        elif was.values[at] != now.values[at]:
            yield Difference(
                ChangeType.VALUE_CHANGED,
                now.page,
                place,
                _text(was.values[at]),
                _text(now.values[at]),
            )
    if was.page != now.page:
        place = f"{title(table)} · {label(now)} · {term_in('page', lang)}"
        yield Difference(ChangeType.CELL_CHANGED, now.page, place, str(was.page), str(now.page))


# Findings -----------------------------------------------------------------------------------------


def _findings(was: Snapshot, now: Snapshot, reasons: "_Reasons", lang: str) -> Iterator[Difference]:
    """Yield what became of findings: those of one fingerprint are the same, others those that claim
    the same.
    """
    gone, come = list(was.findings), list(now.findings)
    keys = current_keys(RULES)
    pairs = _paired(gone, come, lambda finding: with_current_key(finding.fingerprint, keys) or None)
    for key in (_all, _place, _claim):
        pairs += _paired(gone, come, key)
    for before, after in pairs:
        for change, at, was_told, now_told in _changes(before, after, keys, lang):
            why = reasons.between(before, after)
            yield Difference(change, after.spot.page, at, was_told, now_told, why)
    for finding in gone:
        why = reasons.between(finding, None)
        yield Difference(
            ChangeType.FINDING_VANISHED,
            finding.spot.page,
            _where(finding),
            difference_text(finding, lang),
            "",
            why,
        )
    for finding in come:
        why = reasons.between(None, finding)
        yield Difference(
            ChangeType.FINDING_APPEARED,
            finding.spot.page,
            _where(finding),
            "",
            difference_text(finding, lang),
            why,
        )


def _changes(
    was: FindingState, now: FindingState, keys: Mapping[str, str], lang: str
) -> Iterator[tuple[ChangeType, str, str, str]]:
    """Yield what is another of a finding: its value, what it says, what confirms it, its place, its
    fingerprint.
    """
    said = difference_text(was, lang), difference_text(now, lang)
    moved = (was.spot.page, was.spot.at) != (now.spot.page, now.spot.at)
    if was.spot.printed != now.spot.printed:
        yield ChangeType.FINDING_VALUE, _where(now), *said
    elif said[0] != said[1]:
        yield ChangeType.FINDING_REWORDED, _where(now), *said
    elif not moved and _borne(was, lang) != _borne(now, lang):
        yield ChangeType.FINDING_REWORDED, _where(now), *_bearings(was, now, lang)
    if moved:
        yield ChangeType.FINDING_MOVED, now.rule, place(was, lang), place(now, lang)
    known = with_current_key(was.fingerprint, keys)
    if known and now.fingerprint not in {known, ""}:
        yield ChangeType.FINDING_RENAMED, _where(now), was.fingerprint, now.fingerprint


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Why findings have changed, as far as the two states show: `was` and `now` are the tables read
    otherwise.
    """

    overall: str
    was: frozenset[str]
    now: frozenset[str]
    reading: str

    def between(self, before: FindingState | None, after: FindingState | None) -> str:
        """Return why a finding is another, has vanished or has appeared; empty where that is not
        known.
        """
        changed = (before and self.was & _tables_of(before)) or (
            after and self.now & _tables_of(after)
        )
        return self.reading if changed else self.overall


def _reasons(was: Snapshot, now: Snapshot, lang: str) -> _Reasons:
    """Return why findings may have changed: another file; else its reading, for some; else the
    program.
    """
    if was.document.get("sha256") != now.document.get("sha256"):
        another = term_in("another file", lang)
        return _Reasons(another, frozenset(), frozenset(), another)
    unlike = [pair for pair in _table_pairs(was.tables, now.tables) if _unlike(*pair)]
    before = frozenset(table.id for table, _ in unlike if table)
    after = frozenset(table.id for _, table in unlike if table)
    return _Reasons(
        _of_program(was.program, now.program, lang), before, after, term_in("another reading", lang)
    )


def _of_program(was: Program | None, now: Program | None, lang: str) -> str:
    """Return which version of the program or of its rules is another, where both are known."""
    if was is None or now is None:
        return ""
    parts = (("version", was.version, now.version), ("rule set", was.rule_set, now.rule_set))
    return ", ".join(
        f"{term_in(name, lang)} {before} → {after}"
        for name, before, after in parts
        if before != after
    )


def _tables_of(finding: FindingState) -> set[str]:
    """Return the ids of the tables that a finding rests on."""
    spots = (finding.spot, *(one.spot for one in finding.alternatives))
    cells = (*finding.evidence, *(spot.cell or "" for spot in spots))
    return {cell.partition(":")[0] for cell in cells if ":" in cell}


def _unlike(was: TableState | None, now: TableState | None) -> bool:
    """Return whether a table is read otherwise; where it is and its running number are no
    reading.
    """
    return was is None or now is None or _without_places(was) != _without_places(now)


def _without_places(table: TableState) -> TableState:
    rows = tuple(replace(row, page=0) for row in table.rows)
    return replace(table, id="", pages=(), rows=rows)


def _paired(
    was: list[FindingState], now: list[FindingState], key: Callable[[FindingState], Hashable | None]
) -> list[tuple[FindingState, FindingState]]:
    """Return the findings with the same key, and take them out of both lists; None is no key."""
    waiting: dict[Hashable, list[FindingState]] = defaultdict(list)
    for finding in was:
        waiting[key(finding)].append(finding)
    waiting.pop(None, None)
    pairs = [(waiting[key(finding)].pop(0), finding) for finding in now if waiting[key(finding)]]
    for before, after in pairs:
        was.remove(before)
        now.remove(after)
    return pairs


def _all(finding: FindingState) -> Hashable:
    return (
        _place(finding),
        difference_text(finding, "id"),
        difference_text(finding, "en"),
        tuple(sorted(_borne(finding, "en").items())),
    )


def _place(finding: FindingState) -> Hashable:
    return (finding.rule, finding.spot.page, finding.spot.at or finding.spot.printed)


def _claim(finding: FindingState) -> Hashable:
    return (finding.rule, finding.says, finding.spot.printed)


def difference_text(finding: FindingState, lang: str) -> str:
    """Return what a finding claims, with its weight."""
    says = finding.says_in_english if lang == "en" else finding.says
    return f"[{term_in(finding.severity, lang)}, {term_in(finding.certainty, lang)}] {says}"


def place(finding: FindingState, lang: str) -> str:
    """Return where a finding is."""
    return f"{term_in('p.', lang)} {finding.spot.page} {finding.spot.at or finding.spot.printed}"


def _where(finding: FindingState) -> str:
    return f"{finding.rule} {finding.spot.at or finding.spot.printed}"


def _borne(finding: FindingState, lang: str) -> Counter[str]:
    """Return what follows from a finding, and what else would explain it."""
    page, other = term_in("p.", lang), term_in("or", lang)
    follows = (
        f"→ {one.rule} {page} {one.spot.page} {one.spot.at or one.spot.printed}"
        for one in finding.followers
    )
    repairs = (
        f"{other} {one.spot.at or one.spot.printed} = {one.expected}"
        for one in finding.alternatives
    )
    sums = (f"= {text}" for text in (finding.formula, finding.expected) if text)
    return Counter([*sums, *follows, *repairs])


def _bearings(was: FindingState, now: FindingState, lang: str) -> tuple[str, str]:
    """Return which followers, sums and alternatives a finding had alone, and which it has alone
    now.
    """
    before, after = _borne(was, lang), _borne(now, lang)
    return "; ".join((before - after).elements()), "; ".join((after - before).elements())


def _second(
    was: SecondReading | None, now: SecondReading | None, lang: str
) -> Iterator[Difference]:
    """Yield the numbers that the two readers disagree about now and did not before, or the other
    way round.
    """
    before, after = _doubts(was, lang), _doubts(now, lang)
    for doubt in before - after:
        yield Difference(ChangeType.SECOND_READER, None, "", doubt, "")
    for doubt in after - before:
        yield Difference(ChangeType.SECOND_READER, None, "", "", doubt)


def _doubts(second: SecondReading | None, lang: str) -> Counter[str]:
    """Return what the second reader doubts, each in a line."""
    if second is None or second.doubts is None:
        return Counter([term_in("no second reading", lang)])
    return Counter(_doubt(doubt, lang) for doubt in second.doubts)


def _doubt(doubt: DoubtState, lang: str) -> str:
    third = f" ({term_in('third', lang)}: {doubt.third})" if doubt.third is not None else ""
    return f"{term_in('p.', lang)} {doubt.page}: {doubt.ours} ≠ {_text(doubt.theirs)}{third}"
