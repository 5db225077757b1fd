"""Progress to the target at the end of the plan is the realisasi over that target, in percent.

Where less is better it is computed in reverse, as the capaian of the year in the same row is.

Not claimed: anything where the head of the percentage does not name the plan, where no column holds its final target,
or where fewer than four of five rows follow.

Breaks it, where the rows above follow, since 60 of 80 is 75:

    Target akhir Renstra    Realisasi    Capaian terhadap Renstra
    80                      60           57

Looks alike, and does not, since that percentage is of the target of the year:

    Target akhir Renstra    Target    Realisasi    Capaian
    80                      60        60           100
"""

from collections.abc import Iterator

from validate.achievement import LAW, Direction, achieved_as
from validate.across import PROGRESS, across
from validate.audit_context import AuditContext
from validate.directions import reversals
from validate.figures import figures_of
from validate.findings import CellRef, Message, Severity
from validate.judgement import reproduces
from validate.laws import computations
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relations import Form, Relation
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the progress of every row of a column that CAP-01 does not compute."""
    known = {(found.table.id, found.target.index) for found in computations(context.report, LAW)}
    figures, falling = figures_of(context), _forms_where_less_is_better(context)
    for relation in across(context, PROGRESS, known):
        own = (
            falling.get((relation.target.table, relation.target.row)) if isinstance(relation.target, CellRef) else None
        )
        backwards = reversals(relation)
        follows = [one for one in backwards if reproduces(figures, one)]
        meant = [one for one in backwards if own and one.form == own]
        yield next(iter((relation,) if reproduces(figures, relation) else (*follows, *meant)), relation)


def _forms_where_less_is_better(context: AuditContext) -> dict[tuple[str, int], Form]:
    """Return the form in which a row prints its capaian of the year, by table and row, where less is better in it."""
    cells = [(one.target, one.form) for one in achieved_as(context, Direction.LESS)]
    return {(cell.table, cell.row): form for cell, form in cells if isinstance(cell, CellRef)}


RULE = Rule(
    id="CAP-19",
    title=Message("Kemajuan terhadap target akhir", "Progress to the final target"),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.3"),),
    doc=__doc__,
    relate=relate,
)
