"""Whether a document is a whole report, and where its chapters begin: only a whole report can lack
something.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Page, TextSource
from normalize.report import Report
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import ReportSection
from normalize.values.number_words import ROMAN
from validate.audit_context import AuditContext, cached_per_audit

_CHAPTER = regex(rf"BAB\s+(?:{ROMAN}|\d)\b[\s.:–-]*(.*)", re.IGNORECASE)
# what introduces a list of the chapters
_OUTLINE = regex(r"\bsistematika\b", re.IGNORECASE)
# a line of a table of contents that has lost its dots ends with its page
_PAGE_NUMBER = regex(r"\s\d{1,3}$")


class Chapter(NamedTuple):
    """A chapter by its number: the words of its title ("" where they are apart), and its
    heading.
    """

    number: int
    title: str
    heading: TextBlock


@cached_per_audit
def chapter_headings(context: AuditContext) -> tuple[Chapter, ...]:
    """Return every heading of a chapter that is distinct, outside the annex, in the order of the
    pages.

    A list of the chapters (sistematika penulisan) is none, also where it continues over a page
    break.
    """
    found: list[Chapter] = []
    listed: list[Chapter] = []
    announced = False
    for passage in context.report.prose:
        chapter = (
            _chapter(passage) if passage.sort is BlockType.HEADING and not passage.annexed else None
        )
        if chapter is None:
            announced = announced or _OUTLINE.search(passage.text) is not None
        elif announced and chapter.number == len(listed) + 1:
            listed.append(chapter)
        else:
            found += [*_unless_a_list(listed), chapter]
            announced, listed = False, []
    return (*found, *_unless_a_list(listed))


def _unless_a_list(headings: list[Chapter]) -> list[Chapter]:
    """Return headings that count from one after a list was announced, none of them where two share
    a page.
    """
    pages = [chapter.heading.place.page for chapter in headings]
    return [] if len(set(pages)) < len(pages) else headings


def _chapter(passage: TextBlock) -> Chapter | None:
    match = _CHAPTER.fullmatch(passage.text)
    first = passage.lines[0]
    if match is None or passage.chapter is None or not (first.bold or first.text.isupper()):
        return None
    return (
        None if _PAGE_NUMBER.search(passage.text) else Chapter(passage.chapter, match[1], passage)
    )


@cached_per_audit
def chapters(context: AuditContext) -> dict[int, TextBlock]:
    """Return where each chapter begins, by its number: its last heading, since lists of the
    chapters are before.
    """
    return {chapter.number: chapter.heading for chapter in chapter_headings(context)}


@cached_per_audit
def closing_heading(context: AuditContext) -> TextBlock | None:
    """Return the heading of the closing chapter (penutup), or None where there is none."""
    headings = (
        one
        for one in context.report.prose
        if one.part is ReportSection.PENUTUP and one.sort is BlockType.HEADING
    )
    return next((one for one in headings if not one.annexed), None)


def unread_pages(report: Report) -> list[int]:
    """Return the pages that may hold what nobody read: pictures, also under a page number, and what
    did not load.
    """
    tabled = {number for table in report.document.tables for number in table.pages}
    return [
        page.number
        for page in report.document.pages
        if _is_unread(page) and page.number not in tabled
    ]


def _is_unread(page: Page) -> bool:
    unread = page.is_unread_picture or page.source is TextSource.UNREADABLE
    return unread or (page.source is TextSource.TEXT and not page.lines)


@cached_per_audit
def is_whole(context: AuditContext) -> bool:
    """Return whether the chapters I, III and the closing one are there, each and the second on a
    page of its own.

    What the caller calls an excerpt is none.
    """
    begin, closing = chapters(context), closing_heading(context)
    if context.report.identity.excerpt or closing is None or 1 not in begin or 3 not in begin:
        return False
    pages = [
        *(begin[number].place.page for number in (1, 2, 3) if number in begin),
        closing.place.page,
    ]
    return all(page < following for page, following in pairwise(pages))
