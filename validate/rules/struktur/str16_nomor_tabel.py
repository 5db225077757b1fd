"""Tables are numbered one after the other, and no two of a chapter share a number.

Not claimed: which number is right. A number that is missing between others is remarked on only in a
whole report, and only where no line of it names that table. A table that continues under its own
caption has its number twice.

Breaks it, in chapter II of a whole report and anywhere:

    Tabel 2.2 Perjanjian Kinerja, where no Tabel 2.1 is
    Tabel 9 Produk Domestik Regional Bruto
    Tabel 9 Nilai Tukar Petani

Looks alike, and does not:

    Tabel 3.1 Capaian Kinerja
    Tabel 3.2 Realisasi Anggaran
    Tabel 3.2 Realisasi Anggaran (lanjutan)
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Report
from normalize.text.comparison import normalize_text, similarity
from normalize.text.prose import BlockType, TextBlock
from normalize.values.number_words import ROMAN
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule
from validate.structure.completeness import is_whole

_CAPTION = regex(
    rf"[^\w(]*(tabel)\s+((?:(?:\d{{1,2}}|{ROMAN})\.)*\d{{1,3}})\b[.:)\s–-]*(.*)", re.IGNORECASE
)
_LISTED = regex(r"(?:\.\s?){4,}|…|\s\d{1,3}$")
_GOES_ON = regex(r"lanjut|sambung", re.IGNORECASE)
# Two titles that are less alike are those of two tables.
_ANOTHER = 0.75


class _Captioned(NamedTuple):
    """A caption: the number of its table ("3.1.2"), the chapter it is in, its title and its
    place.
    """

    number: str
    chapter: int | None
    title: str
    spot: PrintedValue

    @property
    def series(self) -> str:
        """The number without its last part."""
        return self.number.rpartition(".")[0]

    @property
    def ordinal(self) -> int:
        """The last part of the number."""
        return int(self.number.rpartition(".")[2])


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark for every number that two tables have, and for every one that a whole report
    passes over.
    """
    captions = list(_captions(context.report))
    yield from _numbered_alike(captions)
    if is_whole(context):
        yield from _passed_over(context.report, captions)


def _captions(report: Report) -> Iterator[_Captioned]:
    passages = report.prose
    for at, passage in enumerate(passages):
        if passage.sort is not BlockType.CAPTION or passage.annexed or _LISTED.search(passage.text):
            continue
        match = _CAPTION.fullmatch(passage.text)
        if match and not match[3][:1].islower():
            title = match[3] or (
                _title_below(passages[at + 1], passage) if at + 1 < len(passages) else ""
            )
            printed = f"{match[1]} {match[2]}"
            yield _Captioned(
                match[2].upper(), passage.chapter, title, PrintedValue(passage.place, None, printed)
            )


def _title_below(below: TextBlock, caption: TextBlock) -> str:
    return (
        below.text
        if below.place.page == caption.place.page and below.sort is BlockType.HEADING
        else ""
    )


def _numbered_alike(captions: list[_Captioned]) -> Iterator[Violation]:
    first: dict[tuple[int | None, str], _Captioned] = {}
    for caption in captions:
        if len(normalize_text(caption.title).split()) < 2 or _GOES_ON.search(caption.title):
            continue
        other = first.setdefault((caption.chapter, caption.number), caption)
        if similarity(other.title, caption.title) < _ANOTHER:
            printed, page = caption.spot.printed, other.spot.place.page
            message = Message(
                f"“{printed}” adalah nomor “{caption.title}” dan juga nomor “{other.title}” "
                f"di halaman {page}",
                f"“{printed}” is the number of “{caption.title}” and of “{other.title}” on "
                f"page {page}",
            )
            yield _remark(caption, message, other)


def _passed_over(report: Report, captions: list[_Captioned]) -> Iterator[Violation]:
    """Yield a remark for the caption behind every gap in a series, which begins with 1."""
    series: dict[str, dict[int, _Captioned]] = {}
    for caption in captions:
        series.setdefault(caption.series, {}).setdefault(caption.ordinal, caption)
    for prefix, numbered in series.items():
        before = 0
        for ordinal in sorted(numbered):
            missing = [f"{prefix}.{one}".lstrip(".") for one in range(before + 1, ordinal)]
            if missing and not any(_is_named(report, number) for number in missing):
                yield _gap(numbered[ordinal], missing)
            before = ordinal


def _is_named(report: Report, number: str) -> bool:
    named = re.compile(rf"tabel\W+{re.escape(number)}(?![\d]|\.\d)", re.IGNORECASE)
    texts = (
        *(passage.text for passage in report.prose),
        *(typed.table.caption or "" for typed in report.tables),
    )
    return any(named.search(text) for text in texts)


def _gap(caption: _Captioned, missing: list[str]) -> Violation:
    printed, listed = caption.spot.printed, ", ".join(f"Tabel {number}" for number in missing)
    message = Message(
        f"sebelum {printed} tidak ada {listed}",
        f"no {listed} precedes {printed}",
    )
    return _remark(caption, message)


def _remark(caption: _Captioned, message: Message, other: _Captioned | None = None) -> Violation:
    evidence = (other.spot,) if other else ()
    return Violation(caption.spot, message, evidence=evidence)


RULE = Rule(
    id="STR-16",
    title=Message("Nomor tabel berurutan", "Tables numbered in order"),
    fault=Message("Nomor tabel tidak berurutan", "Tables are not numbered in order"),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(
        NonLegalGround(
            Message(
                "rujukan ke tabel hendaknya dapat ditemukan", "a reference to a table must find it"
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
