"""The examination of a report: every rule, then the causes of what fails, heaviest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.report import Report, Role
from validate.blame import Cause, causes
from validate.catalogue import RULES
from validate.coverage import coverage
from validate.figures import Figures
from validate.findings import Audit, CellRef, Finding, Follower
from validate.judgement import Judgement, Outcome
from validate.links import RunningText
from validate.rule import Rule
from validate.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Profile:
    """What a local government wants examined differently: the ids of rules that are switched off."""

    off: frozenset[str] = frozenset()


DEFAULT = Profile()

# the rule under which a number of running text repeats one of a table
_REPEATED_UNDER = {
    Role.PAGU: "LTB-01",
    Role.REALISASI_ANGGARAN: "LTB-02",
    Role.SERAPAN: "LTB-03",
    Role.EFISIENSI: "LTB-04",
    Role.TARGET: "LTB-05",
    Role.REALISASI: "LTB-06",
    Role.CAPAIAN: "LTB-07",
}


def examine(report: Report, profile: Profile | None = None) -> Audit:
    """Return the findings of a report, heaviest first and then in the order of the pages, and what was covered."""
    off = (profile or DEFAULT).off
    rules = [rule for rule in RULES if rule.id not in off]
    judgement = judge(report, rules)
    findings = [*_contradictions(report, judgement, rules), *_one_root_a_name(list(_remarks(report, rules)))]
    findings.sort(key=lambda finding: (-finding.severity.rank, finding.spot.place.page, finding.spot.place.box.top))
    return Audit(report, tuple(findings), coverage(report, judgement))


def judge(report: Report, rules: Sequence[Rule]) -> Judgement:
    """Return what became of every relation that these rules state."""
    relations = (relation for rule in rules if rule.relate for relation in rule.relate(report))
    return Judgement(Figures(report), relations)


def _remarks(report: Report, rules: Sequence[Rule]) -> Iterator[Finding]:
    for rule in rules:
        if rule.check:
            yield from rule.check(report)


def _one_root_a_name(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, a name that differs from the decree and from other tables told once, under the decree."""
    elsewhere = {finding.spot.cell: finding for finding in findings if finding.rule == "LTB-10"}
    told = []
    for finding in findings:
        if finding.rule == "KOD-03" and (other := elsewhere.pop(finding.spot.cell, None)):
            followers = [Follower(other.rule, spot) for spot in other.evidence[:1]]
            finding = replace(finding, followers=(*finding.followers, *followers, *other.followers))
        told.append(finding)
    return [finding for finding in told if finding.rule != "LTB-10" or finding.spot.cell in elsewhere]


def _contradictions(report: Report, judgement: Judgement, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Yield one finding for every cause, and for every relation that only a loose reading saves."""
    speaker = Speaker(judgement, {rule.id: rule.severity for rule in rules})
    text = RunningText(report)
    for cause in causes(judgement):
        yield speaker.finding(cause, _repeated(judgement, text, cause))
    for at, verdict in enumerate(judgement.verdicts):
        if verdict.outcome is Outcome.UNCERTAIN:
            yield speaker.uncertain(at)


def _repeated(judgement: Judgement, text: RunningText, cause: Cause) -> Iterator[Follower]:
    """Yield where running text repeats the number that is to blame."""
    term = judgement.terms[cause.number]
    if isinstance(term, CellRef):
        table = judgement.lookup.tables[term.table]
        row, role = table.rows[term.row], table.columns[term.column].role
        rule = _REPEATED_UNDER.get(role)
        names = {row.name, *(label for has, label in row.labels if has is Role.INDIKATOR)}
        if rule:
            for spot in text.repeating(judgement.figure(cause.number).value, names):
                yield Follower(rule, spot)
