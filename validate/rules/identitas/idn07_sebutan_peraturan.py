"""A regulation is cited under one title wherever the report names it.

Compared are citations of the same kind, number and year. A title goes as far as its words are
written large; one that is only longer is another title where the text shows the end of the
shorter and the longer joins on with "dan" or a like word.

Not claimed: which title is right. A misspelt or abbreviated title is the same, and so is one that
begins with the same two words but for the case above; citations without a title say nothing.

Breaks it:

    Peraturan Bupati Nomor 96 Tahun 2019 tentang Uraian Tugas serta Tata Kerja Kecamatan dan Kelurahan, menjelaskan
    Peraturan Bupati Nomor 96 Tahun 2019 tentang Uraian Tugas serta Tata Kerja Kecamatan, telah dapat

Looks alike, and does not:

    Peraturan Bupati Nomor 6 Tahun 2018 tentang Pedoman Penyusunan Pelaporan Kinerja menjadi pedoman
    Perbup 6/2018
"""  # noqa: E501

from collections import Counter
from collections.abc import Iterator

from extract.patterns import regex
from normalize.text.comparison import normalize_text, similarity
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Concern, Rule
from validate.text.citations import Citation, citations

_SAME = 0.92
_ABBREVIATION = regex(r"\b[A-Z]{3,}\b")
_JOINS = frozenset({"dan", "serta", "di", "pada", "bagi", "untuk"})


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every regulation that is cited under several titles."""
    titled: dict[str, list[Citation]] = {}
    for citation in citations(context):
        if citation.regulation.title:
            titled.setdefault(citation.regulation.label, []).append(citation)
    for label, cited in titled.items():
        votes = Counter(normalize_text(one.regulation.title) for one in cited)
        usual = max(cited, key=lambda one: votes[normalize_text(one.regulation.title)])
        others = [one for one in cited if _differ(usual, one)]
        if others:
            yield _finding(label, usual, others)


def _differ(one: Citation, other: Citation) -> bool:
    """Return whether two citations surely give different titles."""
    short, long = sorted(
        (one.regulation, other.regulation), key=lambda cited: len(normalize_text(cited.title))
    )
    brief, full = normalize_text(short.title), normalize_text(long.title)
    if full.startswith(brief):
        tail = full[len(brief) :].split()
        return short.ended and bool(tail) and full[len(brief)] == " " and tail[0] in _JOINS
    abbreviated = any(
        _ABBREVIATION.search(title) for title in (short.title, long.title) if not title.isupper()
    )
    # what begins alike may differ only in words of the sentence that are written large as well
    heads = (" ".join(title.split()[:2]) for title in (brief, full))
    return not abbreviated and similarity(*heads) < _SAME and similarity(brief, full) < _SAME


def _finding(label: str, usual: Citation, others: list[Citation]) -> Violation:
    first, *further = others
    page = usual.spot.place.page
    message = Message(
        f"{label} disebut “{first.regulation.title}”, di halaman {page} “{usual.regulation.title}”",
        f"{label} is called “{first.regulation.title}”, on page {page} “{usual.regulation.title}”",
    )
    return Violation(first.spot, message, evidence=(usual.spot, *(one.spot for one in further)))


RULE = Rule(
    id="IDN-07",
    title=Message("Sebutan peraturan seragam", "Regulations cited uniformly"),
    fault=Message(
        "Judul peraturan disebut berbeda", "The title of a regulation is given differently"
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
