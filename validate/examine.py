"""The examination of a report: every rule, then the causes of what fails, heaviest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from normalize.report import Report, Role, TypedTable
from validate.blame import Cause, causes
from validate.catalogue import RULES
from validate.coverage import checked, coverage_by_table, in_all
from validate.detected import detected
from validate.findings import Audit, CellRef, Certainty, Coverage, Finding, Follower, heaviest_first
from validate.judgement import Judgement, Outcome, judge
from validate.links import RunningText
from validate.profile import DEFAULT, Profile, settled
from validate.rereading import reread
from validate.rule import Rule
from validate.rules.ank02_kelompok_ribuan import ungrouped
from validate.speaker import Speaker

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


def examine(report: Report, profile: Profile = DEFAULT) -> Audit:
    """Return the findings of a report, heaviest first and then in the order of the pages, and what was covered."""
    rules = profile.applied_to(RULES)
    as_printed, report = report, reread(settled(report, profile.conventions), rules)
    judgement = judge(report, rules)
    remarks = _one_root_a_name(list(_remarks(report, rules)))
    usual = {rule.id: rule.severity for rule in RULES}
    remarks = [profile.regraded(finding, usual[finding.rule]) for finding in remarks]
    findings = _one_root_a_cell(remarks, list(_contradictions(report, judgement, rules)))
    told = checked(judgement)
    tables = coverage_by_table(report, told)
    unsure = _unsure_tables(report, tables)
    fair = heaviest_first(_fair(finding, unsure, told.confirmed) for finding in findings)
    practised = detected(as_printed, judgement)
    return Audit(report, fair, in_all(tables), tables, told.confirmed, profile, practised, unsure)


# A table that no rules part is read surely when this share of its numbers is borne out; one that rules part on some
# sides, or shading, unless hardly any of many is.
_SURE, _HARDLY, _MANY = 0.7, 0.3, 12


def _unsure_tables(report: Report, tables: Mapping[str, Coverage]) -> frozenset[str]:
    """Return the tables without rules on all sides to read them by whose own numbers do not bear the reading out."""
    return frozenset(
        table.id for table in report.tables if table.table.reader != "ruled" and _is_unsure(table, tables[table.id])
    )


def _is_unsure(table: TypedTable, covered: Coverage) -> bool:
    if table.table.reader == "unruled":
        return not covered.numbers or covered.confirmed < _SURE * covered.numbers
    return covered.related >= _MANY and covered.confirmed < _HARDLY * covered.related


def _fair(finding: Finding, unsure: frozenset[str], confirmed: frozenset[CellRef]) -> Finding:
    """Return the finding, one that may be our own misreading as a doubt and never critical.

    What running text prints is told from the cells that contradict it, however well those agree with each other.
    """
    cells = finding.rests_on(confirmed if finding.spot.cell else frozenset())
    doubtful = any(cell.table in unsure for cell in cells)
    return finding.as_doubt() if doubtful or finding.certainty is Certainty.READING_DOUBT else finding


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


def _one_root_a_cell(remarks: Sequence[Finding], contradictions: Sequence[Finding]) -> list[Finding]:
    """Return all findings, a number with broken groups of digits told once: with what its table asks for instead."""
    broken = {one.spot.cell: one for one in remarks if one.rule == "ANK-02" and not one.expected}
    told = []
    for finding in contradictions:
        remark = broken.pop(finding.spot.cell, None) if finding.expected else None
        told.append(ungrouped(remark, finding) if remark else finding)
    return [*told, *(one for one in remarks if one.rule != "ANK-02" or one.expected or one.spot.cell in broken)]


def _contradictions(report: Report, judgement: Judgement, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Yield one finding for every cause, and for every relation that only a loose reading saves.

    What is blamed in one place is not doubted where it is copied.
    """
    speaker = Speaker(judgement, {rule.id: rule.severity for rule in rules})
    text = RunningText(report)
    blamed: set[int] = set()
    for cause in causes(judgement):
        blamed.update((cause.number, *cause.copies))
        yield speaker.finding(cause, _repeated(judgement, text, cause))
    for at, verdict in enumerate(judgement.verdicts):
        if verdict.outcome is Outcome.UNCERTAIN and judgement.targets[at] not in blamed:
            yield speaker.uncertain(at)


def _repeated(judgement: Judgement, text: RunningText, cause: Cause) -> Iterator[Follower]:
    """Yield where running text repeats the number that is to blame, unless a rule has linked the two."""
    term = judgement.terms[cause.number]
    if isinstance(term, CellRef):
        table = judgement.lookup.tables[term.table]
        row, role = table.rows[term.row], table.columns[term.column].role
        rule = _REPEATED_UNDER.get(role)
        names = {row.name, *(label for has, label in row.labels if has is Role.INDIKATOR)}
        if rule:
            linked = {judgement.lookup.spot(judgement.terms[number]) for number in cause.copies}
            for spot in text.repeating(judgement.figure(cause.number).value, names):
                if spot not in linked:
                    yield Follower(rule, spot)
