"""What a document is: report, plan, agreement or list, recognised by its title, running heads,
chapters and own words.

The strongest source that states anything decides: the title; what the pages print at their top and
foot; the chapters; what the text calls itself; the captions and headers of tables. Where none does,
the pages are an excerpt of something.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.patterns import regex
from extract.records import Document, Line, Location, Table
from extract.text.years import REPORT_YEAR
from normalize.report import DocumentIdentity, DocumentKind, GivenIdentity, KindSign
from normalize.text.comparison import normalize_text
from normalize.text.identity import named_year
from normalize.text.prose import BlockType, TextBlock
from normalize.text.sections import PlacedLine, ReportSection, start_of
from normalize.values.periods import Period, PeriodKind

# Names --------------------------------------------------------------------------------------------

_PART_OF_YEAR = r"(?:tri ?[wb]ulan(?:an)?|tw|semester(?:an)?|kuartal)"
_MONTHLY = r"(?:bulanan|bulan)"
# what a report is of is in front of its year: behind it, a month is that in which it was printed
_UP_TO = rf"(?:(?!tahun\b|{REPORT_YEAR})\w+ ){{0,8}}"
# Where several names begin at the same word the first of them counts.
_NAMES = (
    (
        DocumentKind.LKJ_TRIWULAN,
        r"(?:laporan (?:hasil )?)?evaluasi (?:\w+ ){0,4}(?:renja|rencana kerja)\b",
    ),
    (DocumentKind.LRA, r"(?:laporan realisasi anggaran|lra)\b"),
    (DocumentKind.BULANAN, rf"laporan {_UP_TO}{_MONTHLY}\b"),
    (
        DocumentKind.LKJ,
        r"(?:laporan (?:akuntabilitas |pertanggungjawaban )?(?:capaian )?kinerja|lakip|lkjip|"
        r"lkip|lkj)\b",
    ),
    (DocumentKind.LKJ_TRIWULAN, rf"laporan {_UP_TO}{_PART_OF_YEAR}\b"),
    (DocumentKind.RKT, r"(?:rencana kinerja tahunan|rencana kerja tahunan|rkt)\b"),
    (
        DocumentKind.KEGIATAN,
        r"(?:rencana kerja (?:dan )?anggaran|rka|dokumen pelaksanaan(?: perubahan)? anggaran|"
        r"dppa|dpa)\b",
    ),
    (DocumentKind.RENJA, r"(?:rencana kerja|renja|rkpd)\b"),
    (
        DocumentKind.RENSTRA,
        r"(?:rencana strategis|renstra|rencana pembangunan jangka menengah|rpjmd)\b",
    ),
    (DocumentKind.PK, r"(?:perjanjian|penetapan) kinerja\b"),
    (
        DocumentKind.KEGIATAN,
        r"(?:(?:laporan|daftar|rekapitulasi|rincian|matriks) (?:(?:pelaksanaan|realisasi|"
        r"rincian) )?"
        r"(?:sub )?(?:program|kegiatan)|(?:ringkasan|penjabaran) (?:perubahan )?apbd)\b",
    ),
)
_NAME = regex("|".join(f"(?P<n{at}>{words})" for at, (_, words) in enumerate(_NAMES)))
# "LKIP BADAN PERENCANAAN ... 2016" at the top of a page, and not a sentence that begins with the
# same words
_AT_THE_EDGE = regex(r"(?:dokumen |perubahan |draf |draft |rancangan |akhir )*")


def _named(words: str) -> tuple[DocumentKind, re.Match[str]] | None:
    """Return the first kind of document that a folded text names, and where."""
    found = _NAME.search(words)
    return (_NAMES[int((found.lastgroup or "n0")[1:])][0], found) if found else None


# Chapters that the outline of one kind of document has (PermenPANRB 53/2014; Permendagri 86/2017)
_CHAPTERS = (
    (DocumentKind.LKJ, regex(r"akuntabilitas(?: kinerja)?\b|perencanaan kinerja\b")),
    (
        DocumentKind.RENJA,
        regex(
            r"rencana kerja dan pendanaan|hasil evaluasi (?:renja|rencana kerja)|"
            r"evaluasi (?:pelaksanaan )?renja"
        ),
    ),
    (
        DocumentKind.RENSTRA,
        regex(
            r"gambaran pelayanan|permasalahan dan isu|strategi dan arah kebijakan|"
            r"tujuan sasaran strategi"
            r"|rencana program (?:dan )?kegiatan (?:\w+ )?(?:serta |dan )pendanaan|"
            r"kinerja penyelenggaraan bidang urusan"
        ),
    ),
)
_CHAPTER = regex(r"bab [ivx\d]+ (?P<title>\D.*)")

# What a text calls itself: "Laporan Kinerja ini", "tersusunnya Rencana Strategis", "Demikian Renja"
_CALLED = regex(
    r"(?P<lead>\b(?:tersusunnya|terselesaikannya|selesainya|demikian(?:lah)?) (?:dokumen |buku )?)?"
    rf"(?P<name>{_NAME.pattern})(?P<this>(?: (?!dan\b|serta\b|dengan\b|dalam\b)\w+){{0,6}} ini\b)?"
)

# Headers and captions of tables that are in one kind of document
_YEARS = rf"{REPORT_YEAR}(?: tahun)? (?:sd |sampai dengan |hingga )?{REPORT_YEAR}"
_TABLES = (
    (DocumentKind.RENJA, regex(r"prakiraan maju")),
    (
        DocumentKind.RENSTRA,
        regex(
            rf"rencana program\b.*\b{_YEARS}|pagu indikatif tahun|"
            r"target (?:kinerja )?renstra \w+ tahun ke"
        ),
    ),
    (DocumentKind.LRA, regex(r"laporan realisasi anggaran\b")),
    (
        DocumentKind.LKJ_TRIWULAN,
        regex(rf"realisasi kinerja (?:dan anggaran )?(?:pada|s ?d|sampai dengan) {_PART_OF_YEAR}"),
    ),
)

# Where the words are ----------------------------------------------------------------------------

_LONGEST_TITLE, _LONGEST_EDGE = 25, 110
# A line of a title has no more words than these, unless it is distinct.
_MOST_WORDS = 8
_NUMBERED = regex(
    r"(?:bab\b|(?:\d{1,2}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2})+|(?:tabel|gambar|grafik)\s+[\divx])", re.I
)
_FRONT = regex(
    r"kata pengantar|sekapur sirih|daftar isi|(?:ikhtisar|ringkasan) eksekutif|puji syukur.*"
)
_MONTH = regex(rf"bulan\s*:?\s*\w+\s+{REPORT_YEAR}", re.IGNORECASE)


class _ReadDocument(NamedTuple):
    """A document and its running text."""

    document: Document
    prose: Sequence[TextBlock]


class _KindPattern(NamedTuple):
    """A kind, and the words that show it."""

    kind: DocumentKind
    sign: KindSign


def identity_of(
    document: Document,
    lines: Sequence[PlacedLine],
    prose: Sequence[TextBlock],
    given: GivenIdentity,
) -> DocumentIdentity:
    """Return what a document is; a report of part of a year is distinguished from an annual one by
    `with_period`.
    """
    read = _ReadDocument(document, prose)
    title = next(_title(document, lines), None)
    excerpt = not _opens(title, document, prose)
    if given.kind is not None:
        return DocumentIdentity(
            given.kind, excerpt=excerpt or given.kind is DocumentKind.KUTIPAN, given=True
        )
    headed = title or _first_of([_running_heads], read)
    year = named_year([headed.sign.text]) if headed else None
    found = headed or _first_of(_SOURCES, read)
    if found is None:
        return DocumentIdentity(DocumentKind.KUTIPAN, excerpt=True)
    return DocumentIdentity(found.kind, (found.sign,), year, excerpt)


def _opens(title: _KindPattern | None, document: Document, prose: Sequence[TextBlock]) -> bool:
    """Return whether a document begins at its beginning: with a title or a preface, or a cover that
    is a picture.
    """
    if title is not None and not _is_inside_a_chapter(document):
        return True
    if any(passage.part is ReportSection.KATA_PENGANTAR for passage in prose):
        return True
    pictured = (
        bool(document.pages) and not document.pages[0].lines and not document.pages[0].furniture
    )
    return pictured and any(passage.chapter == 1 for passage in prose)


_LATER_CHAPTER = regex(r"bab (?:i[ivx]+|v[i]*|x[iv]*|[2-9])\b.*")


def _is_inside_a_chapter(document: Document) -> bool:
    """Return whether the foot or the top of the first page names a chapter behind the first one."""
    page = document.pages[0]
    edges = (*page.furniture, *page.lines[:1], *page.lines[-1:])
    return any(_LATER_CHAPTER.fullmatch(normalize_text(line.text)) for line in edges)


def with_period(identity: DocumentIdentity, period: Period | None) -> DocumentIdentity:
    """Return the identity, an LKj being that of the part of a year that it is about."""
    if identity.given or identity.kind is not DocumentKind.LKJ or period is None:
        return identity
    if period.kind in (PeriodKind.TRIWULAN, PeriodKind.SEMESTER):
        return replace(identity, kind=DocumentKind.LKJ_TRIWULAN)
    return identity


Source = Callable[[_ReadDocument], Iterator[_KindPattern]]


def _first_of(sources: Iterable[Source], read: _ReadDocument) -> _KindPattern | None:
    """Return what the strongest source says that says anything, and there what most of its signs
    say.
    """
    for source in sources:
        signs = list(source(read))
        if signs:
            kind = Counter(one.kind for one in signs).most_common(1)[0][0]
            return next(one for one in signs if one.kind is kind)
    return None


def _title(document: Document, lines: Sequence[PlacedLine]) -> Iterator[_KindPattern]:
    """Yield what the title says: on the cover, or at the top of the first page."""
    first = document.pages[0] if document.pages else None
    if first is None:
        return
    cover = [placed.line for placed in lines if placed.part is ReportSection.SAMPUL]
    repeated = set() if cover else _edges(document, from_page=2)
    heads = list(_title_lines(_from_a_title(cover) or first.lines, repeated))
    text = normalize_text(" ".join(line.text for line in heads))
    if found := _named(text):
        kind, match = found
        at = _line_of(heads, match.start())
        if cover or at.bold or at.text.isupper():
            monthly = (
                kind in _MAY_BE_MONTHLY and _month_line(first.lines) and not _OF_A_YEAR.search(text)
            )
            yield _KindPattern(
                DocumentKind.BULANAN if monthly else kind, KindSign(at.text, at.place)
            )


_MAY_BE_MONTHLY = frozenset({DocumentKind.LKJ, DocumentKind.KEGIATAN})
_OF_A_YEAR = regex(rf"\btahun (?:anggaran )?{REPORT_YEAR}\b")


def _title_lines(lines: Sequence[Line], repeated: set[str]) -> Iterator[Line]:
    """Yield the lines at the top of a page that may be a title, and are no running head."""
    for line in lines[:_LONGEST_TITLE]:
        text = line.text.strip()
        if (
            _NUMBERED.match(text)
            or _FRONT.fullmatch(normalize_text(text))
            or _is_running_text(line)
        ):
            return
        if normalize_text(text) not in repeated:
            yield line


def _from_a_title(cover: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a cover without one line that is over its title: an address, a motto."""
    skipped = next(
        (at for at, line in enumerate(cover[:_OVER_A_TITLE]) if not _is_running_text(line)), 0
    )
    return cover[skipped:]


_OVER_A_TITLE = 2


def _is_running_text(line: Line) -> bool:
    """Return whether a line looks like one of a paragraph, and not like one of a title."""
    text = line.text.strip()
    stands_out = line.bold or text.isupper()
    return not stands_out and (
        len(text.split()) > _MOST_WORDS or text[:1].islower() or text.endswith((".", ","))
    )


def _line_of(lines: Sequence[Line], offset: int) -> Line:
    """Return the line that holds the character of their folded text at an offset."""
    end = 0
    for line in lines:
        end += len(normalize_text(line.text)) + 1
        if offset < end:
            return line
    return lines[-1]


def _month_line(lines: Iterable[Line]) -> Line | None:
    """Return the line that prints nothing but a month, as lists of a month do: "BULAN :
    JUNI 2018".
    """
    return next((line for line in lines if _MONTH.fullmatch(line.text.strip())), None)


def _edges(document: Document, from_page: int = 1) -> set[str]:
    """Return the folded first and last lines of pages, and their running heads."""
    pages = document.pages[from_page - 1 :]
    edges = [
        line for page in pages for line in (*page.lines[:2], *page.lines[-1:], *page.furniture)
    ]
    return {normalize_text(line.text) for line in edges}


def _running_heads(read: _ReadDocument) -> Iterator[_KindPattern]:
    """Yield what page headers and footers say; on few pages, lines alone at the top or the foot."""
    for page in read.document.pages:
        for line in page.furniture:
            words = normalize_text(line.text)
            named = _named(words)
            if kind := named[0] if named else _chapter_kind(f"bab i {words}"):
                yield _KindPattern(kind, KindSign(line.text, line.place))
    alone = {passage.lines[0].place: passage for passage in read.prose if len(passage.lines) == 1}
    for page in read.document.pages:
        for line in dict.fromkeys((*page.lines[:1], *page.lines[-1:])):
            if line.place in alone and (kind := _at_the_edge(line.text)):
                yield _KindPattern(kind, KindSign(line.text, line.place))


def _at_the_edge(text: str) -> DocumentKind | None:
    """Return the kind of document that a line names which is no sentence and no heading of a
    section.
    """
    if len(text) > _LONGEST_EDGE or text.endswith((".", ",", ";", ":")) or _is_section(text):
        return _chapter_kind(normalize_text(text))
    words = normalize_text(text)
    start = _AT_THE_EDGE.match(words)
    found = _named(words)
    return found[0] if found and start and found[1].start() == start.end() else None


def _is_section(text: str) -> bool:
    return _NUMBERED.match(text) is not None


def _chapter_kind(words: str) -> DocumentKind | None:
    """Return the kind of document that has a chapter of this title: "bab iii akuntabilitas
    kinerja".
    """
    found = _CHAPTER.fullmatch(words)
    title = found["title"] if found else ""
    return next((kind for kind, pattern in _CHAPTERS if pattern.match(title)), None)


def _chapters(read: _ReadDocument) -> Iterator[_KindPattern]:
    """Yield what the headings of chapters say."""
    for passage in read.prose:
        if passage.sort is BlockType.HEADING and (
            kind := _chapter_kind(normalize_text(passage.text))
        ):
            yield _KindPattern(kind, KindSign(passage.text, passage.place))


def _own_words(read: _ReadDocument) -> Iterator[_KindPattern]:
    """Yield what the running text calls itself."""
    for passage in read.prose:
        if passage.sort is BlockType.HEADING:
            continue
        text = passage.text
        words = normalize_text(text)
        for found in _CALLED.finditer(words):
            if (found["lead"] or found["this"]) and (named := _named(found["name"])):
                line = next(
                    (one for one in passage.lines if found["name"] in normalize_text(one.text)),
                    passage.lines[0],
                )
                yield _KindPattern(named[0], KindSign(line.text, line.place))


def _in_tables(read: _ReadDocument) -> Iterator[_KindPattern]:
    """Yield what captions and headers of tables say."""
    for table in read.document.tables:
        for text, place in _table_texts(table):
            words = normalize_text(text)
            kind = next((kind for kind, pattern in _TABLES if pattern.search(words)), None)
            if kind:
                yield _KindPattern(kind, KindSign(text, place))


def _table_texts(table: Table) -> Iterator[tuple[str, Location]]:
    if table.caption:
        yield table.caption, table.caption_place or start_of(table)
    for row in table.header:
        for cell in row:
            if cell.text:
                yield cell.text, cell.place


def _month_alone(read: _ReadDocument) -> Iterator[_KindPattern]:
    """Yield the line of a list that names its month."""
    for page in read.document.pages[:1]:
        if line := _month_line(page.lines):
            yield _KindPattern(DocumentKind.BULANAN, KindSign(line.text, line.place))


_LISTED = regex(r"\b(?:program|kegiatan)\b")
_AMOUNTS = regex(r"\b(?:anggaran|pagu|jumlah|realisasi)\b")
_MEASURED = regex(r"\b(?:sasaran|indikator)\b")
_SENTENCE = 60


def _bare_list(read: _ReadDocument) -> Iterator[_KindPattern]:
    """Yield the header of a table of programs or kegiatan that begins a document without text and
    without sections.
    """
    if any(len(passage.text) > _SENTENCE or _is_section(passage.text) for passage in read.prose):
        return
    for table in read.document.tables[:1]:
        cells = [cell for row in table.header for cell in row if cell.text]
        words = normalize_text(" ".join(cell.text for cell in cells))
        listed = next((cell for cell in cells if _LISTED.search(normalize_text(cell.text))), None)
        budget = _AMOUNTS.search(words) and not _MEASURED.search(words)
        if listed and budget and table.pages[0] == 1:
            yield _KindPattern(DocumentKind.KEGIATAN, KindSign(listed.text, listed.place))


_SOURCES: tuple[Source, ...] = (_month_alone, _chapters, _own_words, _in_tables, _bare_list)
