"""The examination of a report: every rule, then the causes of what fails, most severe first."""

from collections.abc import Iterator, Sequence

from normalize.report import Report, Role
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.constraints.evaluation import (
    Evaluation,
    RelationStatus,
    evaluate_relations,
    relations_of,
)
from validate.constraints.separators import resolve_separators
from validate.coverage import (
    checked,
    coverage_by_table,
    faulted,
    in_all,
    unread_pages,
    unreconciled_tables,
)
from validate.diagnosis.deduplication import deduplicate, one_root_per_location
from validate.diagnosis.finding_builder import FindingBuilder
from validate.diagnosis.fingerprint import stamped
from validate.diagnosis.root_causes import RootCause, root_causes
from validate.diagnosis.severity_assignment import assign_severity
from validate.findings import Audit, CellRef, Follower
from validate.hidden_content import find_hidden_content
from validate.profile.detected_settings import detected
from validate.profile.profile import DEFAULT, Profile, with_settings
from validate.recognized import (
    doubted_pictures,
    find_recognized,
    ocr_coverage,
    resolve_recognition,
    with_candidates,
    without_unseen_forms,
)
from validate.relation_builders.row_sums import amounts_not_summed
from validate.rule import Breach, Rule
from validate.structure.entity_links import RunningText

# the rule under which a number of running text repeats one of a table
_MENTIONED_UNDER = {rule.mentions: rule.id for rule in RULES if rule.mentions}


def examine(report: Report, profile: Profile = DEFAULT) -> Audit:
    """Return the findings of a report, most severe first and then in the order of the pages, and
    what was covered.
    """
    rules = profile.applied_to(RULES, report.kind)
    context = with_settings(report, profile.settings)
    relations = relations_of(context, rules)
    resolved = resolve_separators(with_candidates(context), relations)
    if resolved is not context:
        # another number may be in other relations
        context, relations = resolved, relations_of(resolved, rules)
    resolved, rereads = resolve_recognition(context, relations)
    if rereads:
        context, relations = resolved, relations_of(resolved, rules)
    judgement = evaluate_relations(context, relations)
    told = checked(judgement)
    tables = coverage_by_table(context.report, told)
    unsure, unseen = (
        unreconciled_tables(context.report, tables),
        find_hidden_content(context.report),
    )
    contradictions = _contradictions(context, judgement, rules, profile)
    breaches = deduplicate(list(_remarks(context, rules)), list(contradictions))
    recognized = find_recognized(context.report)
    breaches = list(without_unseen_forms(breaches, recognized, told.confirmed))
    weighed = [
        assign_severity(breach, profile, unsure, unseen, told.confirmed) for breach in breaches
    ]
    weighed = list(doubted_pictures(weighed, recognized, told.confirmed))
    findings = stamped(context.report, one_root_per_location(weighed, rules), rules)
    borne_out = told._replace(confirmed=told.confirmed - faulted(findings))
    tables = coverage_by_table(context.report, borne_out)
    practised = detected(report, judgement)
    uncertain = amounts_not_summed(context, relations)
    unread = unread_pages(context.report)
    return Audit(
        context,
        findings,
        in_all(tables),
        tables,
        told.confirmed,
        profile,
        practised,
        unsure,
        uncertain,
        judgement,
        unread,
        rereads=rereads,
        recognized=ocr_coverage(context.report, judgement, told.confirmed, rereads),
    )


def _remarks(context: AuditContext, rules: Sequence[Rule]) -> Iterator[Breach]:
    for rule in rules:
        if rule.check:
            yield from (Breach(rule, violation) for violation in rule.check(context))


def _contradictions(
    context: AuditContext, judgement: Evaluation, rules: Sequence[Rule], profile: Profile
) -> Iterator[Breach]:
    """Yield one breach for every cause, and for every relation that only a loose reading saves.

    What is diagnosed in one place is not doubted where it is copied.
    """
    speaker = FindingBuilder(context, judgement, rules, profile)
    text = RunningText(context.report)
    blamed: set[int] = set()
    for cause in root_causes(judgement):
        blamed.update((cause.number, *cause.copies))
        yield speaker.breach(cause, list(_repeated(judgement, text, cause)))
    for at, verdict in enumerate(judgement.verdicts):
        if verdict.outcome is RelationStatus.UNCERTAIN and judgement.targets[at] not in blamed:
            yield speaker.uncertain(at)


def _repeated(judgement: Evaluation, text: RunningText, cause: RootCause) -> Iterator[Follower]:
    """Yield where running text repeats the number that is to blame, unless a rule has linked the
    two.
    """
    term = judgement.terms[cause.number]
    if isinstance(term, CellRef):
        table = judgement.lookup.tables[term.table]
        row, role = table.rows[term.row], table.columns[term.column].role
        rule = _MENTIONED_UNDER.get(role)
        names = {row.name, *(label for has, label in row.labels if has is Role.INDIKATOR)}
        if rule:
            linked = {judgement.lookup.spot(judgement.terms[number]) for number in cause.copies}
            for spot in text.repeating(judgement.figure(cause.number).value, names):
                if spot not in linked:
                    yield Follower(rule, spot)
