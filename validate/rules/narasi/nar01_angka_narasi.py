"""A number in running text is the one that the table prints for the same program, indicator or the
whole office.

The link is sure only when the sentence names the row in the words of the table, says
what it states (pagu, realisasi, sisa, serapan, target, capaian), and says nothing else in between.
A number that any table confirms is no contradiction, unless the text refers to another table by its
number; and neither is a rounded one.

Not claimed: anything for numbers of another year or quarter, of the budget before its change, of
part of a budget (belanja modal, APBN), for numbers said to be about so much, and for sentences that
compare.

Breaks it, where the table prints 91,96 for the indicator:

    Indikator Persentase desa yang tertib ditargetkan sebesar 94% dan terealisasi sebesar 90,96%.

Looks alike, and does not, where the table prints 91,96:

    Indikator Persentase desa yang tertib ditargetkan sebesar 94% dan terealisasi sebesar 92%.
    Persentase desa yang tertib meningkat dari 90,96% pada tahun sebelumnya.
"""

from collections.abc import Iterator, Sequence

from normalize.report import Role
from validate.audit_context import AuditContext
from validate.constraints.evaluation import agrees_loosely
from validate.constraints.printed_numbers import number_index
from validate.constraints.relations import SAME, Relation
from validate.findings import Message, Severity
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import Rule
from validate.text.text_claims import ClaimCandidate, TextClaim, candidates, text_claims

WHY = Message("narasi mengulang angka tabel", "the text repeats the number of the table")


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield that each linked number is that of its table: of one that agrees, where some do."""
    figures = number_index(context)
    for claim in text_claims(context):
        found = candidates(claim, context.report.year)
        told = [Relation(claim.figure(), SAME, (candidate.cell,), WHY) for candidate in found]
        agreeing = next((relation for relation in told if agrees_loosely(figures, relation)), None)
        if agreeing or _leaves_no_doubt(claim, found):
            yield agreeing or told[0]


def _leaves_no_doubt(claim: TextClaim, found: Sequence[ClaimCandidate]) -> bool:
    """Return whether a number that no cell prints can be no other one.

    Two budgets may have a JUMLAH each, a table the pagu before and after its change, and a text
    that does not refer to the change may be about the one before.
    """
    one_value = len({candidate.amount.value for candidate in found}) == 1
    same_budget = (
        claim.role is not Role.PAGU
        or claim.changed
        or not any(one.is_after_a_change for one in found)
    )
    return (
        one_value
        and same_budget
        and not any(one.has_beside(claim.mention.amount.value) for one in found)
    )


RULE = Rule(
    id="NAR-01",
    title=Message("Angka narasi sesuai tabel", "Numbers of the text"),
    fault=Message(
        "Angka dalam narasi berbeda dari tabel", "A number of the text differs from the table"
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.II.5"),),
    doc=__doc__,
    relate=relate,
)
