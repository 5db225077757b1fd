"""What an item of a reviewer's form is, and how far one PDF answers it: a proposal, which a person
settles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from extract.patterns import regex
from lkj_audit.presentation.vocabulary import KIND
from normalize.report import TableKind
from validate.findings import Audit, Certainty, Finding, Message, Severity
from validate.structure.completeness import chapters, closing_heading, is_whole
from validate.text.required_elements import ReportRegion, RequiredElement, found_at, said_at


class AnswerSource(Enum):
    """What can answer an item: this PDF; this PDF only in the negative; a person alone."""

    PDF = "pdf"
    PDF_AGAINST = "pdf_against"
    PERSON = "person"


class ProposedMark(Enum):
    """What is proposed for an item."""

    YES = "yes"
    NO = "no"
    PERSON = "person"


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these words, which are written small, in a text in small letters."""
    return regex("|".join(patterns))


class RequiredWords(NamedTuple):
    """Something that a report states by these words, in a region of it."""

    name: Message
    region: ReportRegion
    signs: re.Pattern[str]


class FormItem(NamedTuple):
    """One statement of a form: what answers it, what shows it, whose rules bear on it, and what a
    person looks at.

    `rules` are ids of rules, or the groups they begin with; those `aside` are worth naming beside
    it, whatever the answer. `whole` states that the chapters of the report show it.
    """

    number: str
    statement: Message
    look: Message
    source: AnswerSource = AnswerSource.PERSON
    elements: tuple[RequiredElement, ...] = ()
    kinds: tuple[TableKind, ...] = ()
    words: RequiredWords | None = None
    rules: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    whole: bool = False


class ReviewForm(NamedTuple):
    """One part of a form and its items."""

    title: Message
    items: tuple[FormItem, ...]


class ItemEvidence(NamedTuple):
    """What was found for an item, and on which page."""

    name: Message
    page: int


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What is proposed for an item, on what evidence, and which findings bear on it."""

    item: FormItem
    mark: ProposedMark
    evidence: tuple[ItemEvidence, ...]
    findings: tuple[Finding, ...]


def answer(item: FormItem, audit: Audit) -> ItemAnswer:
    """Return how far an audit answers an item."""
    evidence = tuple(_evidence(item, audit))
    findings = tuple(finding for finding in audit.findings if _bears_on(finding, item))
    return ItemAnswer(item, _mark(item, evidence, findings), evidence, findings)


def _evidence(item: FormItem, audit: Audit) -> Iterator[ItemEvidence]:
    context = audit.context
    for element in item.elements:
        if place := found_at(context, element):
            yield ItemEvidence(element.name, place.page)
    for kind in item.kinds:
        if table := next(audit.report.of_kind(kind), None):
            named = Message(f"tabel {KIND[kind].id}", f"table of {KIND[kind].en}")
            yield ItemEvidence(named, table.table.pages[0])
    if item.words and (place := said_at(context, item.words.region, item.words.signs)):
        yield ItemEvidence(item.words.name, place.page)
    if item.whole and is_whole(context) and (closing := closing_heading(context)):
        begin = chapters(context)
        yield from (
            ItemEvidence(_chapter(number), begin[number].place.page)
            for number in (1, 2, 3)
            if number in begin
        )
        yield ItemEvidence(Message("penutup", "closing chapter"), closing.place.page)


def _chapter(number: int) -> Message:
    return Message(f"Bab {'I' * number}", f"chapter {'I' * number}")


def _bears_on(finding: Finding, item: FormItem) -> bool:
    """Return whether a finding speaks about an item: a mere remark does only where it misses
    something of it.
    """
    if finding.rule in {element.rule for element in item.elements}:
        return True
    return finding.severity is not Severity.INFO and finding.rule.startswith(
        item.rules + item.aside
    )


def _mark(
    item: FormItem, evidence: tuple[ItemEvidence, ...], findings: tuple[Finding, ...]
) -> ProposedMark:
    missed = {element.rule for element in item.elements}
    heavy = [
        one
        for one in findings
        if one.severity.rank >= Severity.MAJOR.rank and not one.rule.startswith(item.aside)
    ]
    if item.source is AnswerSource.PERSON:
        return ProposedMark.PERSON
    if any(one.certainty is Certainty.INCONSISTENT or one.rule in missed for one in heavy):
        return ProposedMark.NO
    # what contradicts an item, however minor, is not for the tool to wave through
    against = [
        one
        for one in findings
        if one.severity is not Severity.INFO and not one.rule.startswith(item.aside)
    ]
    told = item.source is AnswerSource.PDF and evidence and not against
    return ProposedMark.YES if told else ProposedMark.PERSON
