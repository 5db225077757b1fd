"""What numbers read from pictures (OCR) are worth: confirmed, unconfirmed, doubtful; and the
readings that fit sums.

A number from a picture is confirmed where a relation holds with it, or another engine reads the
same. Where relations fail, the recogniser's own alternatives are tried: if exactly one combination
of them restores all, that is what the page prints. That two digits look alike is no evidence: what
the recogniser reads surely stays as it is read, and so does the error of an office. Nothing that
rests on a picture alone is called inconsistent.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Cell, Location, Page, Recognition, Table
from normalize.report import Report, Role, TypedTable
from normalize.tables.rows import parse_cell, prints_cents
from normalize.values.amounts import Amount, Unread, UnreadReason
from validate.amended_amounts import with_amounts
from validate.audit_context import AuditContext
from validate.constraints.evaluation import VIOLATED, Evaluation, RelationStatus, evaluate_relations
from validate.constraints.relations import Relation
from validate.findings import CellRef, Certainty, Finding, Message, PrintedValue
from validate.rule import Breach, Concern

_NO_FIGURES = (Role.NOMOR, Role.KODE)
# So many changes are tried together at the most, and so many combinations for relations that hang
# together.
_TOGETHER, _TRIED = 3, 4000
_SPACE = regex(r"\s+")
_BLANK = regex(r"(?<=\d) (?=\d{3}(?!\d))")


class Reread(NamedTuple):
    """A number from a picture that is read as its relations ask for: what was read first, and what
    then.
    """

    cell: CellRef
    place: Location
    first: str
    text: str


class OcrCoverage(NamedTuple):
    """How many numbers were read from pictures, and what supports them.

    `confirmed` counts those that a relation or another reader confirms, `witnessed` those that a
    reader does, `reread` those that arithmetic chose among the recogniser's readings, `doubtful`
    those that contradict others or were too unsure to be read. `pages` are the pages of which
    something was read so.
    """

    pages: int
    numbers: int
    confirmed: int
    witnessed: int
    reread: int
    doubtful: int

    @property
    def unconfirmed(self) -> int:
        """How many numbers nothing confirms."""
        return self.numbers - self.confirmed


@dataclass(frozen=True, slots=True)
class Recognized:
    """What of a report was read from pictures: the recognition of each cell of a number, and the
    pages.
    """

    cells: Mapping[CellRef, Recognition]
    pages: frozenset[int]
    tables: frozenset[str]

    def is_witnessed(self, cell: CellRef) -> bool:
        """Return whether another engine reads the cell as we do."""
        found = self.cells.get(cell)
        return found is not None and is_witnessed(found)


def find_recognized(report: Report) -> Recognized:
    """Return what of a report was read from pictures."""
    cells = {
        CellRef(table.id, row, column): cell.recognition
        for table in report.tables
        for row, printed in enumerate(table.table.rows)
        for column, cell in enumerate(printed)
        if cell.recognition is not None
    }
    pages = frozenset(page.number for page in report.document.pages if page.is_recognized)
    whole = frozenset(page.number for page in report.document.pages if _is_whole(page))
    read = {cell.table for cell in cells}
    tables = frozenset(
        table.id
        for table in report.tables
        if table.id in read or whole.intersection(table.table.pages)
    )
    return Recognized(cells, pages, tables)


def _is_whole(page: Page) -> bool:
    return page.is_recognized and page.picture is not None and not page.picture.partial


def is_witnessed(recognition: Recognition) -> bool:
    """Return whether another reader reads the same; blanks are no part of a number."""
    own = _SPACE.sub("", recognition.text)
    return any(_SPACE.sub("", witness.text) == own for witness in recognition.witnesses)


# The readings that relations ask for --------------------------------------------------------------


def with_candidates(context: AuditContext) -> AuditContext:
    """Return the context with the recogniser's alternatives among the candidates of each number
    that has no value.
    """
    found = {}
    for table in context.report.tables:
        for row in table.rows:
            for column, reading in enumerate(row.readings):
                recognition = table.table.rows[row.index][column].recognition
                if (
                    isinstance(reading, Unread)
                    and reading.reason is not UnreadReason.EMPTY
                    and recognition is not None
                ):
                    others = tuple(
                        amount for _, amount in _alternatives(table, row.index, column, recognition)
                    )
                    if others:
                        candidates = tuple(dict.fromkeys((*reading.candidates, *others)))
                        found[CellRef(table.id, row.index, column)] = replace(
                            reading, candidates=candidates
                        )
    return with_amounts(context, found) if found else context


def _alternatives(
    table: TypedTable, row: int, column: int, recognition: Recognition
) -> Iterator[tuple[str, Amount]]:
    """Yield the other texts of a cell that print another number, the likeliest first, with that
    number.
    """
    own = table.rows[row].readings[column]
    known = {own.value} if isinstance(own, Amount) else set()
    texts = [other.text for other in recognition.alternatives]
    if _BLANK.search(recognition.text):
        # a scanner loses a point sooner than anything else, and leaves the room where it was
        texts.append(_BLANK.sub(".", recognition.text))
    for text in texts:
        amount = _read(table, column, text)
        if amount is not None and amount.value not in known:
            known.add(amount.value)
            yield text, amount


def _read(table: TypedTable, at: int, text: str) -> Amount | None:
    column = table.columns[at]
    cents = prints_cents((row[at].text for row in table.table.rows), column.quantity)
    reading = parse_cell(
        text,
        column.role,
        column.quantity,
        column.style or table.style,
        ruled=table.table.is_ruled,
        cents=cents,
    )
    return reading if isinstance(reading, Amount) else None


class _Choice(NamedTuple):
    """Another reading of a number: its cell, its index in the judgement, the text and the
    amount.
    """

    cell: CellRef
    number: int
    text: str
    amount: Amount


def resolve_recognition(
    context: AuditContext, relations: Sequence[Relation]
) -> tuple[AuditContext, tuple[Reread, ...]]:
    """Return the context with the readings that exactly one combination of alternatives restores
    all relations by.
    """
    recognized = find_recognized(context.report)
    if not any(one.alternatives for one in recognized.cells.values()):
        return context, ()
    judgement = evaluate_relations(context, relations)
    choices = _choices(context, judgement, recognized)
    settled = list(_settled(context, recognized))
    chosen = [
        one
        for case in _cases(judgement, choices)
        for one in _only_combination(judgement, choices, case)
    ]
    chosen = sorted([*settled, *chosen], key=lambda one: one.cell)
    return (
        (_with_choices(context, chosen), tuple(_rereads(context, chosen)))
        if chosen
        else (context, ())
    )


def _settled(context: AuditContext, recognized: Recognized) -> Iterator[_Choice]:
    """Yield the alternatives that numbers without a value were given already, because relations
    confirm only them.
    """
    tables = {table.id: table for table in context.report.tables}
    for cell, recognition in recognized.cells.items():
        reading = tables[cell.table].rows[cell.row].readings[cell.column]
        others = {other.text for other in recognition.alternatives}
        if (
            isinstance(reading, Amount)
            and reading.text != recognition.text
            and reading.text in others
        ):
            yield _Choice(cell, -1, reading.text, reading)


def _choices(
    context: AuditContext, judgement: Evaluation, recognized: Recognized
) -> dict[int, list[_Choice]]:
    """Return the other readings of each number, by its index, that no other reader confirms as it
    is read.
    """
    tables = {table.id: table for table in context.report.tables}
    found: dict[int, list[_Choice]] = {}
    for number, term in enumerate(judgement.terms):
        if not isinstance(term, CellRef) or judgement.figures[number] is None:
            continue
        recognition = recognized.cells.get(term)
        if recognition is None or is_witnessed(recognition):
            continue
        others = _alternatives(tables[term.table], term.row, term.column, recognition)
        choices = [_Choice(term, number, text, amount) for text, amount in others]
        if choices:
            found[number] = choices
    return found


def _cases(judgement: Evaluation, choices: Mapping[int, Sequence[_Choice]]) -> list[set[int]]:
    """Return the relations that fail and hold a number with other readings, those together that
    share such a number.
    """
    groups: list[tuple[set[int], set[int]]] = []
    for at, verdict in enumerate(judgement.verdicts):
        numbers = set(judgement.numbers(at)) & choices.keys()
        if verdict.outcome not in VIOLATED or not numbers:
            continue
        joined, known = {at}, set(numbers)
        apart = []
        for case, others in groups:
            if others.isdisjoint(numbers):
                apart.append((case, others))
            else:
                joined, known = joined | case, known | others
        groups = [*apart, (joined, known)]
    return [case for case, _ in groups]


def _only_combination(
    judgement: Evaluation, choices: Mapping[int, Sequence[_Choice]], case: Set[int]
) -> tuple[_Choice, ...]:
    """Return the one combination of other readings that restores these relations and breaks none,
    if there is one.
    """
    numbers = sorted(
        {number for at in case for number in judgement.numbers(at) if number in choices}
    )
    concerned = _relations_of(judgement, numbers)
    found: list[tuple[_Choice, ...]] = []
    tried = 0
    for count in range(1, min(_TOGETHER, len(numbers)) + 1):
        for changed in combinations(numbers, count):
            for combination in product(*(choices[number] for number in changed)):
                tried += 1
                if tried > _TRIED:
                    return ()  # not all were tried: nothing states that one is the only one
                if _restores(judgement, combination, case, concerned):
                    found.append(combination)
                    if len(found) > 1:
                        return ()
    return found[0] if found else ()


def _relations_of(judgement: Evaluation, numbers: Iterable[int]) -> dict[int, list[int]]:
    """Return the relations that each of these numbers is in."""
    wanted = set(numbers)
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(len(judgement.relations)):
        for number in wanted.intersection(judgement.numbers(at)):
            found[number].append(at)
    return found


def _restores(
    judgement: Evaluation,
    combination: Sequence[_Choice],
    case: Set[int],
    concerned: Mapping[int, Sequence[int]],
) -> bool:
    """Return whether these relations hold with other readings, and all that held before
    with them.
    """
    changes = {one.number: judgement.figure(one.number).at(one.amount.value) for one in combination}
    touched = {at for one in combination for at in concerned[one.number]}
    if not case <= touched:
        # what no change touches stays as it is: it fails
        return False
    for at in touched:
        before, after = judgement.verdicts[at].outcome, judgement.verdict_with(at, changes).outcome
        if at in case and after is not RelationStatus.HOLDS:
            return False
        if before is RelationStatus.HOLDS and after is not RelationStatus.HOLDS:
            return False
    return True


def _rereads(context: AuditContext, chosen: Iterable[_Choice]) -> Iterator[Reread]:
    tables = {table.id: table.table for table in context.report.tables}
    for one in chosen:
        cell = tables[one.cell.table].rows[one.cell.row][one.cell.column]
        yield Reread(one.cell, cell.place, cell.text, one.text)


def _with_choices(context: AuditContext, chosen: Sequence[_Choice]) -> AuditContext:
    """Return the context of the report with these texts in its cells, and their amounts."""
    texts = {one.cell: one.text for one in chosen}
    report = context.report
    touched = {cell.table for cell in texts}
    printed = {
        table.id: _retold(table.table, texts) for table in report.tables if table.id in touched
    }
    document = replace(
        report.document, tables=tuple(printed.get(one.id, one) for one in report.document.tables)
    )
    tables = tuple(replace(one, table=printed.get(one.id, one.table)) for one in report.tables)
    changed = AuditContext(replace(report, document=document, tables=tables), context.settings)
    return with_amounts(changed, {one.cell: one.amount for one in chosen})


def _retold(table: Table, texts: Mapping[CellRef, str]) -> Table:
    rows = []
    for index, row in enumerate(table.rows):
        chosen = [texts.get(CellRef(table.id, index, cell.column)) for cell in row]
        rows.append(tuple(map(_retold_cell, row, chosen)))
    return replace(table, rows=tuple(rows))


def _retold_cell(cell: Cell, text: str | None) -> Cell:
    if text is None or cell.recognition is None:
        return cell
    others = tuple(one for one in cell.recognition.alternatives if one.text != text)
    recognition = replace(cell.recognition, text=text, first=cell.text, alternatives=others)
    return replace(cell, text=text, lines=(text,), recognition=recognition)


# What may be claimed ------------------------------------------------------------------------------


def without_unseen_forms(
    breaches: Iterable[Breach], recognized: Recognized, confirmed: Set[CellRef]
) -> Iterator[Breach]:
    """Yield the breaches but those of form that rest on a picture alone and on no confirmed number.

    Separators, blanks and letters are what a recogniser takes for each other. Of a number that a
    relation confirms it is worth looking at how it is written; what nothing confirms need not be a
    number at all, as the digits in a photograph.
    """
    for breach in breaches:
        spot = breach.violation.spot
        is_bare = _is_unproven(spot, recognized) and spot.cell not in confirmed
        if not (breach.rule.concern is Concern.FORM and is_bare):
            yield breach


def doubted_pictures(
    findings: Iterable[Finding], recognized: Recognized, confirmed: Set[CellRef]
) -> Iterator[Finding]:
    """Yield the findings, those that rest on pictures alone as doubts of our reading."""
    for finding in findings:
        if not recognized.pages or finding.certainty is Certainty.UNVERIFIABLE:
            yield finding
        elif spot := _resting_on_picture(finding, recognized, confirmed):
            yield replace(
                finding.as_doubt(), message=_with_reading(finding.message, spot, recognized)
            )
        else:
            yield finding


def _resting_on_picture(
    finding: Finding, recognized: Recognized, confirmed: Set[CellRef]
) -> PrintedValue | None:
    """Return the place on a picture that a finding rests on and that nothing but our reading
    confirms.
    """
    if finding.whole_report or _is_unproven(finding.spot, recognized):
        return finding.spot
    others = (
        *finding.evidence,
        *(one.spot for one in finding.alternatives),
        *finding.further_places,
    )
    return next(
        (one for one in others if one.cell not in confirmed and _is_unproven(one, recognized)), None
    )


def _is_unproven(spot: PrintedValue, recognized: Recognized) -> bool:
    """Return whether a place was read from a picture, by our recogniser alone."""
    if spot.cell is None:
        return spot.place.page in recognized.pages
    return spot.cell.table in recognized.tables and not recognized.is_witnessed(spot.cell)


def _with_reading(message: Message, spot: PrintedValue, recognized: Recognized) -> Message:
    """Return the sentence, and that it rests on a picture; what else the recogniser takes to be
    possible.
    """
    found = recognized.cells.get(spot.cell) if spot.cell else None
    others = ", ".join(one.text for one in found.alternatives[:_NAMED]) if found else ""
    page = spot.place.page
    also = (f" (mungkin juga {others})", f" (possibly also {others})") if others else ("", "")
    why = Message(
        f"Dibaca dari gambar (OCR) di halaman {page}{also[0]}: cocokkan dengan potongan gambarnya.",
        f"Read from a picture (OCR) on page {page}{also[1]}: compare it with its clip.",
    )
    return Message(f"{message.id.rstrip('.')}. {why.id}", f"{message.en.rstrip('.')}. {why.en}")


# So many other readings are named in a sentence at the most.
_NAMED = 3


# How much was read --------------------------------------------------------------------------------


def ocr_coverage(
    report: Report, judgement: Evaluation, confirmed: Set[CellRef], rereads: Sequence[Reread]
) -> OcrCoverage | None:
    """Return how many numbers were read from pictures and what supports them; None where nothing
    was read so.
    """
    recognized = find_recognized(report)
    if not recognized.pages:
        return None
    numbers, lost = _numbers(report, recognized)
    witnessed = {cell for cell in numbers if recognized.is_witnessed(cell)}
    contradicted = _contradicted(judgement) & numbers - confirmed
    return OcrCoverage(
        len(recognized.pages),
        len(numbers),
        len(numbers & (confirmed | witnessed)),
        len(witnessed),
        len(rereads),
        len(contradicted - witnessed) + lost,
    )


def _numbers(report: Report, recognized: Recognized) -> tuple[set[CellRef], int]:
    """Return the cells of number columns read from pictures, and how many more were too unsure, or
    have no value.
    """
    numbers, lost = set(), 0
    for table in report.tables:
        counted = [column.index for column in table.columns if column.role not in _NO_FIGURES]
        for row in table.rows:
            for at in counted:
                cell = CellRef(table.id, row.index, at)
                found = recognized.cells.get(cell)
                if found is None:
                    continue
                if isinstance(row.readings[at], Amount):
                    numbers.add(cell)
                elif row.readings[at] is not None and any(map(str.isdigit, found.text)):
                    lost += 1
    return numbers, lost


def _contradicted(judgement: Evaluation) -> set[CellRef]:
    """Return the cells of relations that fail."""
    failing = (at for at, verdict in enumerate(judgement.verdicts) if verdict.outcome in VIOLATED)
    terms = (judgement.terms[number] for at in failing for number in judgement.numbers(at))
    return {term for term in terms if isinstance(term, CellRef)}
