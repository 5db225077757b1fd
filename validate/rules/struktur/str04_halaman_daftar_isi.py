"""The table of contents names the page on which each heading is.

The number printed on a page is its place in the file less the pages in front of page 1, so the
difference is the same for all headings. A line whose difference is another, while those of the
lines before and behind it agree with each other, names a wrong page.

Not claimed: anything of headings that are not found word for word, or more than once; nor of a
difference that changes for good, as it does behind pages that are not numbered.

Breaks it, where the headings are on pages 5, 9 and 13 of the file:

    1.1 Latar Belakang ............ 1
    1.2 Maksud dan Tujuan ......... 4
    1.3 Gambaran Umum ............. 9

Looks alike, and does not:

    1.1 Latar Belakang ............ 1
    1.2 Maksud dan Tujuan ......... 5
    1.3 Gambaran Umum ............. 9
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Line
from normalize.report import Report
from normalize.text.comparison import normalize_text
from normalize.text.prose import BlockType
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule

_ENTRY = regex(r"(.{4,}?)\s*(?:(?:\.\s?){3,}|…+)[\s.…]*(\d{1,3})")


# A line of a page holds no more letters.
_LONGEST = 300


class _Entry(NamedTuple):
    """A line of the table of contents, the page it names, and the page of the file on which its
    heading is.
    """

    line: Line
    title: str
    named: int
    found: int

    @property
    def ahead(self) -> int:
        return self.found - self.named


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every line of the table of contents that alone names another page."""
    listed = list(_listed(context.report))
    if not listed:
        return
    pages = _pages(context.report)
    placed = (
        (line, title, named, pages.get(normalize_text(title), set()))
        for line, title, named in listed
    )
    found = [_Entry(line, title, named, *on) for line, title, named, on in placed if len(on) == 1]
    for before, entry, behind in zip(found, found[1:], found[2:], strict=False):
        if before.ahead == behind.ahead != entry.ahead:
            yield _finding(entry, str(entry.found - before.ahead))


def _listed(report: Report) -> Iterator[tuple[Line, str, int]]:
    for page in report.document.pages:
        for line in page.lines:
            dotted = "..." in line.text or ". ." in line.text or "…" in line.text
            brief = dotted and len(line.text) <= _LONGEST
            if brief and (match := _ENTRY.fullmatch(line.text.strip())):
                yield line, match[1], int(match[2])


def _pages(report: Report) -> dict[str, set[int]]:
    """Return the pages on which each heading and caption is, by its folded words."""
    pages: dict[str, set[int]] = {}
    titles = [
        passage
        for passage in report.prose
        if passage.sort in (BlockType.HEADING, BlockType.CAPTION)
    ]
    for passage in titles:
        pages.setdefault(normalize_text(passage.text), set()).add(passage.place.page)
    # the closing chapter begins between its number and its title
    for above, below in pairwise(titles):
        if above.part is not below.part and above.place.page == below.place.page:
            pages.setdefault(normalize_text(f"{above.text} {below.text}"), set()).add(
                below.place.page
            )
    return pages


def _finding(entry: _Entry, expected: str) -> Violation:
    message = Message(
        f"daftar isi menyebut halaman {entry.named} untuk “{entry.title}”; menurut "
        "baris-baris di sekitarnya judul itu "
        f"ada di halaman {expected}",
        f"the table of contents names page {entry.named} for “{entry.title}”; by the lines "
        "around it that heading "
        f"is on page {expected}",
    )
    spot = PrintedValue(entry.line.place, None, str(entry.named))
    return Violation(spot, message, expected)


RULE = Rule(
    id="STR-04",
    title=Message("Halaman dalam daftar isi", "Pages of the table of contents"),
    fault=Message(
        "Nomor halaman dalam daftar isi tidak sesuai", "A page of the table of contents is wrong"
    ),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(
        NonLegalGround(
            Message(
                "daftar isi dipakai untuk menemukan bagian laporan",
                "a table of contents is there to be found by",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
