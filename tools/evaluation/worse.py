"""Many sums of one table broken at once, and whether a finding says so: the worse a report is, the
louder the audit.

Sums are those of kegiatan, programs and totals. Which programs a sasaran adds up where they are not
under it (EFI-07), nothing but the sums shows: those are left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from normalize.interpret import interpret
from normalize.report import Report
from tools.evaluation.mutations import digit_changed
from tools.evaluation.trials import CellChange, CleanReport, with_texts
from validate.constraints.evaluation import Evaluation, RelationStatus
from validate.constraints.printed_numbers import NumberIndex
from validate.constraints.relations import Linear, Operand, Relation
from validate.examine import examine
from validate.findings import CellRef, Finding, Severity

# of the sums of a table so many are broken, as percentages, if it has so many at least
SHARES = (30, 40, 50, 60, 70, 80)
_SUMS = 4


class Worsened(NamedTuple):
    """What became of a table: how many of its sums were broken, of how many, and whether a finding
    says so.
    """

    table: str
    share: int
    broken: int
    sums: int
    told: bool


def worsened(clean: CleanReport, seed: int, share: float) -> Iterator[Worsened]:
    """Yield every table with sums of rows, or a share of them, with 30 to 80 % of these broken."""
    for table, sums in _sums_by_table(clean).items():
        for percent in SHARES if len(sums) >= _SUMS else ():
            random = Random(f"{seed} {clean.document.file} {table} {percent}")
            if random.random() < share:
                yield _worsened(clean, table, sums, percent, random)


def _sums_by_table(clean: CleanReport) -> dict[str, list[Relation]]:
    """Return the sums over rows of each table that hold."""
    found: dict[str, list[Relation]] = defaultdict(list)
    judged = zip(clean.judgement.relations, clean.judgement.verdicts, strict=True)
    held = (relation for relation, verdict in judged if verdict.outcome is RelationStatus.HOLDS)
    for relation in filter(_is_sum_of_rows, held):
        if isinstance(relation.target, CellRef) and _says_more_than_nothing(clean, relation):
            found[relation.target.table].append(relation)
    return found


def _is_sum_of_rows(relation: Relation) -> bool:
    cells = [cell for cell in (relation.target, *relation.terms) if isinstance(cell, CellRef)]
    told = relation.rule.startswith("ANG-") and isinstance(relation.form, Linear)
    return told and len({(cell.table, cell.row) for cell in cells}) > 1


def _says_more_than_nothing(clean: CleanReport, relation: Relation) -> bool:
    figure = clean.judgement.lookup.find(relation.target)
    return figure is not None and figure.value != 0


def _worsened(
    clean: CleanReport, table: str, sums: Sequence[Relation], percent: int, random: Random
) -> Worsened:
    changes: dict[CellRef, CellChange] = {}
    for relation in random.sample(list(sums), len(sums)):
        if 100 * sum(not changes.keys().isdisjoint(_numbers(one)) for one in sums) >= percent * len(
            sums
        ):
            break
        cell = relation.target
        if isinstance(cell, CellRef) and (text := digit_changed(clean.printed(cell), random)):
            changes[cell] = CellChange(cell, text, digit_changed.__name__)
    report = interpret(with_texts(clean.document, list(changes.values())))
    broken = _broken(report, sums)
    told = any(_tells(finding, broken) for finding in examine(report).findings)
    return Worsened(f"{clean.document.file} {table}", percent, len(broken), len(sums), told)


def _numbers(relation: Relation) -> tuple[Operand, ...]:
    return relation.target, *relation.terms


def _broken(report: Report, sums: Sequence[Relation]) -> list[Relation]:
    """Return those of the sums that do not hold in a report."""
    judged = Evaluation(NumberIndex(report), sums)
    told = zip(sums, judged.verdicts, strict=True)
    return [relation for relation, verdict in told if verdict.outcome is RelationStatus.BROKEN]


def _tells(finding: Finding, broken: Sequence[Relation]) -> bool:
    """Return whether a finding says that one of these sums does not hold."""
    cells = {cell for relation in broken for cell in _numbers(relation)}
    rules = {relation.rule for relation in broken}
    places = [(finding.rule, spot.cell) for spot in (finding.spot, *finding.evidence)]
    places += [(follower.rule, follower.spot.cell) for follower in finding.followers]
    heavy = finding.severity.rank >= Severity.MINOR.rank
    return heavy and any(rule in rules and cell in cells for rule, cell in places)


def figures_of_sums(some: Sequence[Worsened]) -> dict[str, Any]:
    """Return how many tables were worsened by how much, and of how many a finding says so."""
    figures = {}
    for share in SHARES:
        worsened = [one for one in some if one.share == share]
        figures[str(share)] = {
            "tables": len(worsened),
            "told": sum(one.told for one in worsened),
        }
    return figures
