"""What is said to be highest, lowest, rising or falling is so in the numbers.

Checked are programs, kegiatan and sub kegiatan that are said to have the highest or lowest
realisasi or serapan of their level, and a rise or fall `dari … menjadi …` whose numbers go the
other way.

Not claimed: anything for a superlative that names no row of a table, or of which no table prints
all numbers.

Breaks it:

    Capaian meningkat dari 95,27% menjadi 91,80%.

Looks alike, and does not:

    Capaian meningkat dari 91,80% menjadi 95,27%.
    Peringkat naik dari 5 menjadi 3.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.report import Role
from normalize.text.mentions import Mention, mentions, sentences
from normalize.values.amounts import AmountNote, ValueType
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule
from validate.text.superlatives import contradicted, extremes
from validate.text.text_claims import saying

_MOVES = regex(
    r"\b(?:(?P<up>meningkat|naik|bertambah|peningkatan|kenaikan)|menurun|turun|berkurang|"
    r"penurunan)\s+(?:dari|semula)"
    rf"(?:\s+(?:semula|sebelumnya|sebesar|senilai|angka|tahun\s+{REPORT_YEAR}))*\s+(?:Rp[.\s]*)?$",
    re.IGNORECASE,
)
_BECOMES = regex(
    rf"[\s,(-]*(?:(?:pada|di)\s+)?(?:tahun\s+)?(?:{REPORT_YEAR}\s+)?menjadi(?:\s+(?:sebesar|senilai|"
    r"angka))*\s+(?:Rp[.\s]*)?",
    re.IGNORECASE,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every superlative, rise or fall that the numbers do not confirm."""
    for claim in extremes(context):
        if Role.PAGU not in claim.roles:
            yield from contradicted(claim)
    yield from _trends(context)


def _trends(context: AuditContext) -> Iterator[Violation]:
    for passage, text in saying(context, "menjadi"):
        for sentence in sentences(text):
            for one, other in pairwise(mentions(sentence.text)):
                moved = _MOVES.search(sentence.text, 0, one.start)
                between = _BECOMES.fullmatch(sentence.text, one.end, other.start)
                if (
                    moved
                    and between
                    and _goes_the_other_way(one, other, rises=moved["up"] is not None)
                ):
                    spot = text_spot(
                        passage, sentence.start + moved.start(), sentence.start + other.end
                    )
                    message = Message(
                        f"“{spot.printed}”: angkanya bergerak ke arah sebaliknya",
                        f"“{spot.printed}”: the numbers go the other way",
                    )
                    yield Violation(spot, message)


def _goes_the_other_way(one: Mention, other: Mention, *, rises: bool) -> bool:
    """Return whether two numbers of one sort, exact or surely apart, move against what is said."""
    scaled = [AmountNote.SCALE_WORD in number.amount.notes for number in (one, other)]
    if one.held is not other.held or one.held is ValueType.BILANGAN or scaled[0] is not scaled[1]:
        return False
    low, high = (other, one) if rises else (one, other)
    return low.amount.value + low.amount.slack < high.amount.value - high.amount.slack


RULE = Rule(
    id="NAR-03",
    title=Message("Klaim superlatif", "Superlative claims"),
    fault=Message(
        "Pernyataan naik atau turun bertentangan dengan angkanya",
        "A claim of rise or fall contradicts its numbers",
    ),
    sentence=Message("{at} tertulis {said}.", "{at}, it says {said}."),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
