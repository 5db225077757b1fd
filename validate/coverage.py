"""How much of a report was read, related and confirmed: no finding is not yet a proof."""

from operator import and_

from normalize.amounts import Amount, Reason
from normalize.report import Report, Role
from validate.findings import CellRef, Coverage
from validate.judgement import Judgement, Outcome

_NO_FIGURES = (Role.NOMOR, Role.KODE)


def coverage(report: Report, judgement: Judgement) -> Coverage:
    """Return how many cells of number columns were read, stand in a relation, are confirmed by one, or are unread."""
    numbers = unread = 0
    for table in report.tables:
        counted = [column.index for column in table.columns if column.role not in _NO_FIGURES]
        for row in table.rows:
            for at in counted:
                reading = row.readings[at]
                if isinstance(reading, Amount):
                    numbers += 1
                elif reading is not None and reading.reason is not Reason.EMPTY:
                    unread += 1
    related, confirmed = _related(judgement)
    return Coverage(numbers, related, confirmed, unread)


def _related(judgement: Judgement) -> tuple[int, int]:
    """Return how many cells stand in a relation, and for how many one holds; a bound confirms nothing."""
    related = [False] * len(judgement.terms)
    confirmed = [False] * len(judgement.terms)
    for at, (outcome, _) in enumerate(judgement.verdicts):
        confirms = outcome is Outcome.HOLDS and judgement.relations[at].confirms
        for number in judgement.numbers(at):
            related[number] = True
            if confirms:
                confirmed[number] = True
    cells = [
        isinstance(term, CellRef) and figure is not None
        for term, figure in zip(judgement.terms, judgement.figures, strict=True)
    ]
    return sum(map(and_, cells, related)), sum(map(and_, cells, confirmed))
