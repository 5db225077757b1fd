"""A number in running text is the one that the table prints for the same program, indicator or the whole office.

The link is sure only when the sentence names the row in the words of the table, says what it tells (pagu, realisasi,
sisa, serapan, target, capaian), and says nothing else in between. A number that any table bears out is no
contradiction, and neither is a rounded one.

Not claimed: anything for numbers of another year or quarter, of the budget before its change, of part of a budget
(belanja modal, APBN), for numbers said to be about so much, and for sentences that compare.

Basis: PermenPANRB 53/2014 Lampiran III.II.5 (from memory, not verified).

Breaks it, where the table prints 91,96 for the indicator:

    Indikator Persentase desa yang tertib ditargetkan sebesar 94% dan terealisasi sebesar 90,96%.

Looks alike, and does not, where the table prints 91,96:

    Indikator Persentase desa yang tertib ditargetkan sebesar 94% dan terealisasi sebesar 92%.
    Persentase desa yang tertib meningkat dari 90,96% pada tahun sebelumnya.
"""

from collections.abc import Iterator

from normalize.report import Report
from validate.figures import Figures
from validate.findings import Message, Severity
from validate.judgement import agrees_loosely
from validate.narration import candidates, claims
from validate.relations import SAME, Relation
from validate.rule import Rule

WHY = Message("narasi mengulang angka tabel", "the text repeats the number of the table")


def relate(report: Report) -> Iterator[Relation]:
    """Yield that each linked number is that of its table: of one that agrees, where some do."""
    figures = Figures(report)
    for claim in claims(report):
        found = candidates(claim, report.year)
        told = [Relation("NAR-01", claim.figure(), SAME, (candidate.cell,), WHY) for candidate in found]
        agreeing = next((relation for relation in told if agrees_loosely(figures, relation)), None)
        # two budgets may have a JUMLAH each, and then the text does not say which it means
        is_sure = len({candidate.amount.value for candidate in found}) == 1
        if agreeing or is_sure:
            yield agreeing or told[0]


RULE = Rule("NAR-01", Severity.MAJOR, Message("Angka narasi sesuai tabel", "Numbers of the text"), __doc__, relate)
