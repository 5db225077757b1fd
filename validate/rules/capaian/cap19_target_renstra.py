"""Progress to the target at the end of the plan is the realisasi over that target, in percent.

Where less is better it is computed in reverse, as the other capaian of the same row are.

A comparison with the nation, the province or an earlier year is the realisasi over that figure,
where the rows confirm it.

Not claimed: anything where no column holds the final target, or where more rows of several fail
than follow; where the headers do not identify the columns, anything unless four of five rows
follow.

Breaks it, since 60 of 80 is 75:

    Target akhir Renstra    Realisasi    Capaian terhadap Renstra
    80                      60           57

Looks alike, and does not, since that percentage is of the target of the year:

    Target akhir Renstra    Target    Realisasi    Capaian
    80                      60        60           100
"""

from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.constraints.evaluation import reproduces
from validate.constraints.printed_numbers import number_index
from validate.constraints.relations import Relation
from validate.findings import Message, Severity
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.relation_builders.achievement import LAW, progress
from validate.relation_builders.column_constraints import computations
from validate.relation_builders.directions import reversals
from validate.relation_builders.row_relations import COMPARISON, PROGRESS, row_relations
from validate.rule import Rule


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield the progress of every row, as the headers name its columns or else as most rows confirm
    them.
    """
    yield from progress(context)
    known = {(found.table.id, found.target.index) for found in computations(context.report, LAW)}
    figures = number_index(context)
    for relation in (
        *row_relations(context, PROGRESS, known),
        *row_relations(context, COMPARISON, known),
    ):
        forms = (relation, *reversals(relation))
        yield next((one for one in forms if reproduces(figures, one)), relation)


RULE = Rule(
    id="CAP-19",
    title=Message("Kemajuan terhadap target akhir", "Progress to the final target"),
    fault=Message(
        "Kemajuan terhadap target akhir tidak sesuai dengan perhitungan",
        "The progress to the final target does not follow from its numbers",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.3"),),
    doc=__doc__,
    relate=relate,
)
