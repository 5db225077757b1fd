"""What an item of a reviewer's form is, and how far one PDF answers it: a proposal, which a person settles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from extract.patterns import regex
from lkj_audit.words import KIND
from normalize.report import Kind
from validate.elements import (
    Element,
    Region,
    found_at,
    said_at,
)
from validate.findings import Audit, Certainty, Finding, Message, Severity
from validate.whole import chapters, closing_heading, is_whole


class Source(Enum):
    """What can answer an item: this PDF; this PDF only in the negative; a person alone."""

    PDF = "pdf"
    PDF_AGAINST = "pdf_against"
    PERSON = "person"


class Mark(Enum):
    """What is proposed for an item."""

    YES = "yes"
    NO = "no"
    PERSON = "person"


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these words, which are written small, in a text in small letters."""
    return regex("|".join(patterns))


class Words(NamedTuple):
    """Something that a report tells by these words, in a region of it."""

    name: Message
    region: Region
    signs: re.Pattern[str]


class Item(NamedTuple):
    """One statement of a form: what answers it, what shows it, whose rules bear on it, and what a person looks at.

    `rules` are ids of rules, or the groups they begin with; those `aside` are worth naming beside it, whatever the
    answer. `whole` tells that the chapters of the report show it.
    """

    number: str
    statement: Message
    look: Message
    source: Source = Source.PERSON
    elements: tuple[Element, ...] = ()
    kinds: tuple[Kind, ...] = ()
    words: Words | None = None
    rules: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    whole: bool = False


class Form(NamedTuple):
    """One part of a form and its items."""

    title: Message
    items: tuple[Item, ...]


class Evidence(NamedTuple):
    """What was found for an item, and on which page."""

    name: Message
    page: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What is proposed for an item, on what evidence, and which findings bear on it."""

    item: Item
    mark: Mark
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


def answer(item: Item, audit: Audit) -> Answer:
    """Return how far an audit answers an item."""
    evidence = tuple(_evidence(item, audit))
    findings = tuple(finding for finding in audit.findings if _bears_on(finding, item))
    return Answer(item, _mark(item, evidence, findings), evidence, findings)


def _evidence(item: Item, audit: Audit) -> Iterator[Evidence]:
    context = audit.context
    for element in item.elements:
        if place := found_at(context, element):
            yield Evidence(element.name, place.page)
    for kind in item.kinds:
        if table := next(audit.report.of_kind(kind), None):
            named = Message(f"tabel {KIND[kind].id}", f"table of {KIND[kind].en}")
            yield Evidence(named, table.table.pages[0])
    if item.words and (place := said_at(context, item.words.region, item.words.signs)):
        yield Evidence(item.words.name, place.page)
    if item.whole and is_whole(context) and (closing := closing_heading(context)):
        begin = chapters(context)
        yield from (Evidence(_chapter(number), begin[number].place.page) for number in (1, 2, 3) if number in begin)
        yield Evidence(Message("penutup", "closing chapter"), closing.place.page)


def _chapter(number: int) -> Message:
    return Message(f"Bab {'I' * number}", f"chapter {'I' * number}")


def _bears_on(finding: Finding, item: Item) -> bool:
    """Return whether a finding speaks about an item: a mere remark does only where it misses something of it."""
    if finding.rule in {element.rule for element in item.elements}:
        return True
    return finding.severity is not Severity.INFO and finding.rule.startswith(item.rules + item.aside)


def _mark(item: Item, evidence: tuple[Evidence, ...], findings: tuple[Finding, ...]) -> Mark:
    missed = {element.rule for element in item.elements}
    heavy = [
        one for one in findings if one.severity.rank >= Severity.MAJOR.rank and not one.rule.startswith(item.aside)
    ]
    if item.source is Source.PERSON:
        return Mark.PERSON
    if any(one.certainty is Certainty.INCONSISTENT or one.rule in missed for one in heavy):
        return Mark.NO
    # what contradicts an item, however little it weighs, is not for the tool to wave through
    against = [one for one in findings if one.severity is not Severity.INFO and not one.rule.startswith(item.aside)]
    told = item.source is Source.PDF and evidence and not against
    return Mark.YES if told else Mark.PERSON
