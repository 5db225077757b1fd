"""What is reported of the documents beside a report: what they print, what was compared, and what a
person is to decide.
"""

from collections.abc import Sequence

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable, shortened, spot_name
from normalize.text.masking import Mask
from validate.companions.records import Companion, CrossCheck, MatchKind, UncertainMatch
from validate.companions.wording import ROLES, document_name
from validate.findings import CompanionValue, Finding, Message

# so many uncertain matches are listed, and counted beyond
MOST_MATCHES = 8
LONGEST_VALUE = 60

_KINDS = {
    MatchKind.OFFICE: Message("perangkat daerah", "office"),
    MatchKind.INDICATOR: Message("indikator", "indicator"),
    MatchKind.BUDGET_LINE: Message("baris anggaran", "budget line"),
}


def companions_of(checked: CrossCheck | None) -> Sequence[Companion]:
    """Return the documents beside a report."""
    return checked.companions if checked else ()


def elsewhere_lines(finding: Finding, companions: Sequence[Companion], lang: Lang) -> list[str]:
    """Return where other documents contradict a finding, and what they print there."""
    known = {one.id: one for one in companions}
    return list(
        dict.fromkeys(
            _line(contradiction, known[contradiction.document], lang)
            for contradiction in finding.elsewhere
        )
    )


def _line(there: CompanionValue, companion: Companion, lang: Lang) -> str:
    name = lang.say(*document_name(companion)).removeprefix("the ")
    place = spot_name(there.spot, companion.report, lang) if companion.report else ""
    page, printed = there.spot.place.page, shortened(there.spot.printed, LONGEST_VALUE)
    return f"{name} {lang.say('hal.', 'p.')} {page} · {place}: {printed}"


def comparison_lines(checked: CrossCheck | None, lang: Lang, mask: Mask) -> list[str]:
    """Return what became of the documents beside a report: compared or why not, and what is to be
    decided.
    """
    if checked is None:
        return []
    lines = [
        f"{_outcome(one, lang)}: {_named(one, lang, mask)}: {_extent(one, lang)}."
        for one in checked.companions
    ]
    return [*lines, *_undecided(checked.uncertain, lang)]


def _outcome(companion: Companion, lang: Lang) -> str:
    if companion.matched and any(companion.matched):
        return lang.say("Dibandingkan dengan", "Compared with")
    return lang.say("Tidak dibandingkan", "Not compared")


def _extent(companion: Companion, lang: Lang) -> str:
    """Return how much of a document was compared, or why nothing was."""
    if companion.problem:
        return lang.say(*companion.problem).rstrip(".")
    if companion.matched is None:
        return lang.say(
            "tidak ada aturan untuk jenis dokumen ini", "no rule is for documents of this kind"
        )
    if not any(companion.matched):
        return lang.say(
            "tidak ada indikator atau baris anggaran yang sama",
            "no indicator or budget line is in both",
        )
    indicators, lines = map(lang.number, companion.matched)
    return lang.say(
        f"{indicators} indikator dan {lines} baris anggaran yang sama",
        f"{indicators} indicators and {lines} budget lines in both",
    )


def _named(companion: Companion, lang: Lang, mask: Mask) -> str:
    return f"{lang.say(*ROLES[companion.role])} ({printable(mask(companion.file))})"


def _undecided(uncertain: Sequence[UncertainMatch], lang: Lang) -> list[str]:
    """Return the matches of indicators and budget lines that are not sure, the first few."""
    matches = [one for one in uncertain if one.key.kind is not MatchKind.OFFICE]
    if not matches:
        return []
    count = lang.number(len(matches))
    head = lang.say(
        f"Perlu diputuskan, {count} nama mirip yang tidak dibandingkan: ",
        f"To be decided, {count} names that are alike and were not compared: ",
    )
    told = [_match(one, lang) for one in matches[:MOST_MATCHES]]
    further = len(matches) - len(told)
    more = [lang.say(f"{further} lagi", f"{further} more")] if further else []
    return [f"{head}{'; '.join([*told, *more])}."]


def _match(match: UncertainMatch, lang: Lang) -> str:
    ours, theirs = (shortened(name, LONGEST_VALUE) for name in match.names)
    pages = [
        spot.place.page
        for spot in (match.ours, match.theirs.spot if match.theirs else None)
        if spot
    ]
    where = lang.say("hal. ", "p. ") + " / ".join(map(str, pages))
    return f"{lang.say(*_KINDS[match.key.kind])} “{ours}” / “{theirs}” ({match.document}, {where})"
