"""Whether a document can be what it is said to be to the report under audit: its office, its year,
its period.
"""

from collections.abc import Sequence

from normalize.report import Report
from normalize.text.comparison import normalize_text, similarity
from validate.companions.records import (
    UNDECIDED,
    Companion,
    CompanionRole,
    MatchDecisions,
    MatchKey,
    MatchKind,
    UncertainMatch,
)
from validate.companions.values import end_month, is_whole_year
from validate.findings import Message
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS

_SAME_YEAR = (
    CompanionRole.PK,
    CompanionRole.QUARTER,
    CompanionRole.RENJA,
    CompanionRole.DPPA,
    CompanionRole.LRA,
)
_OF_OTHERS = (CompanionRole.UNIT,)


def problem_of(
    report: Report, companion: Companion, others: Sequence[Companion] = ()
) -> Message | None:
    """Return why a document cannot be compared in its role, None where it can; `others` were named
    before it.
    """
    theirs = companion.report
    if companion.problem or theirs is None:
        return companion.problem
    if theirs.document.sha256 == report.document.sha256:
        return Message(
            "isinya sama dengan laporan yang diperiksa",
            "its content is that of the report under audit",
        )
    for one in others:
        if one.report and one.report.document.sha256 == theirs.document.sha256:
            return Message(f"isinya sama dengan {one.file}", f"its content is that of {one.file}")
    return _of_another_year(report, companion.role, theirs) or _of_no_other_quarter(
        report, companion.role, theirs
    )


def office_match(
    report: Report, companion: Companion, decisions: MatchDecisions = UNDECIDED
) -> UncertainMatch | None:
    """Return the offices of both, where it is not sure that they are one; None where it is, or one
    is not known.
    """
    ours, theirs = report.organisation, companion.report.organisation if companion.report else None
    if companion.role in _OF_OTHERS or not ours or not theirs:
        return None
    key = MatchKey(MatchKind.OFFICE, normalize_text(ours), normalize_text(theirs))
    alike = similarity(ours, theirs)
    if alike >= ENTITY_LINKS_SETTINGS.same_wording or key in decisions.same:
        return None
    return UncertainMatch(key, companion.id, alike, None, None, (ours, theirs))


def _of_another_year(report: Report, role: CompanionRole, theirs: Report) -> Message | None:
    ours, other = report.year, theirs.year
    if role is CompanionRole.PREVIOUS:
        if other is None:
            return Message("tahunnya tidak dikenali", "its year is not recognised")
        if ours is not None and other >= ours:
            return Message(
                f"laporan tahun {other}, bukan tahun sebelum {ours}",
                f"it is of {other}, not of a year before {ours}",
            )
    if (
        role in (*_SAME_YEAR, *_OF_OTHERS)
        and ours is not None
        and other is not None
        and ours != other
    ):
        return Message(f"tahunnya {other}, bukan {ours}", f"it is of {other}, not of {ours}")
    return None


def _of_no_other_quarter(report: Report, role: CompanionRole, theirs: Report) -> Message | None:
    if role is not CompanionRole.QUARTER:
        return None
    part, own = theirs.period, report.period
    if part is None or is_whole_year(part):
        return Message("triwulannya tidak dikenali", "its quarter is not recognised")
    if not is_whole_year(own) and end_month(part) == end_month(own):
        return Message(
            "periodenya sama dengan laporan yang diperiksa",
            "its period is that of the report under audit",
        )
    return None
