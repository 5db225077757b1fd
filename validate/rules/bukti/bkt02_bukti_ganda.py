"""One proof stands for one village.

Reported only where a part of the annex names a village twice and leaves as many others out as it
repeats.

Not claimed: that a picture was used twice; pictures are not compared, and a village may have two of
its own.

Breaks it, where the table has a village Klakah:

    Bukti APBDes    Desa Sruni, Desa Kudus, Desa Sruni, Desa Duren

Looks alike, and does not, since no village is left out:

    Foto            Desa Sruni, Desa Kudus, Desa Sruni, Desa Klakah
"""

from collections import defaultdict
from collections.abc import Iterator

from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import EVIDENCE_CUSTOM
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.annex_evidence import NamedVillage, matching, populations, sections


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every village named twice in a part of the annex that leaves
    another out.
    """
    for section in sections(context):
        named = section.villages
        repeated = _repeated(named)
        for population in populations(context) if repeated else ():
            match = matching(population, named)
            if match is not None and 0 < len(repeated) <= len(match.missing):
                missing = ", ".join(village.spot.printed for village in match.missing)
                yield from (_finding(spots, missing) for spots in repeated)


def _repeated(named: list[NamedVillage]) -> list[list[PrintedValue]]:
    """Return the places of each village that is named more than once."""
    places: dict[str, list[PrintedValue]] = defaultdict(list)
    for one in named:
        places[one.key].append(one.spot)
    return [spots for spots in places.values() if len(spots) > 1]


def _finding(spots: list[PrintedValue], missing: str) -> Violation:
    first, again, *_ = spots
    message = Message(
        f"{again.printed} disebut dua kali di bagian ini (halaman {first.place.page} dan "
        f"{again.place.page}), "
        f"sedangkan {missing} tidak disebut.",
        f"{again.printed} is named twice in this part (page {first.place.page} and "
        f"{again.place.page}), while "
        f"{missing} is not named.",
    )
    return Violation(again, message, evidence=(first,))


RULE = Rule(
    id="BKT-02",
    title=Message("Bukti ganda", "A proof twice"),
    sentence=Message("{at}, {told}.", "{at}, {told}."),
    fault=Message("Bukti yang sama disebut dua kali", "One proof is listed twice"),
    severities=(Severity.MAJOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(EVIDENCE_CUSTOM,),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
