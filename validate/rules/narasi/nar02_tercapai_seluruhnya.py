"""What is said to be achieved altogether is achieved in the tables: no capaian below 100, no
realisasi missing.

Not claimed: anything for a claim about some of the sasaran (sasaran ini, kedua indikator), about
another year, or about what is to come; nor for a capaian that the report does not print.

Breaks it, where a capaian is 99,79:

    Sasaran strategis telah direalisasikan seluruhnya.

Looks alike, and does not:

    Sasaran strategis belum seluruhnya tercapai.
    Semua indikator kinerja tercapai kecuali satu.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.report import DocumentKind, Report, Role, TableKind, TargetBasis, TypedTable
from normalize.text.mentions import sentences
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import REPORTS, Rule
from validate.structure.unmeasured import unmeasured
from validate.text.text_claims import is_of_the_period, is_of_year, saying

_NAMED = r"(?:sasaran|indikator|target)"
_SUBJECT = (
    rf"{_NAMED}(?:\s+(?:{_NAMED}|strategis|stratejik|kinerja|utama|tersebut|organisasi)){{0,8}}"
)
_PERIOD = (
    rf"(?:\s+(?:pada|tahun|anggaran|triwulan|tribulan|{REPORT_YEAR}|i{{1,3}}|iv|ini|yang|ditetapkan|"
    r"diperjanjikan|telah|sudah))"
    r"{0,8}"
)
_ACHIEVED = r"(?:tercapai|terlampaui|direalisasikan|terealisasi\w*|dicapai|terpenuhi|terwujud)"
_TARGET_REACHED = r"(?:mencapai|memenuhi|melampaui|melebihi)\s+target"
_ALL = r"(?:seluruhnya|semuanya|semua|secara\s+keseluruhan|seratus\s+persen|100\s?%)"
_CLAIM = regex(
    rf"\b(?:(?:seluruh|semua|keseluruhan)\s+(?:(?:realisasi|capaian)\s+)?{_SUBJECT}{_PERIOD}\s+"
    rf"(?:telah\s+|sudah\s+|berhasil\s+|dapat\s+){{0,4}}(?:{_ACHIEVED}|{_TARGET_REACHED})"
    rf"|{_SUBJECT}{_PERIOD}\s+(?:telah\s+|sudah\s+)(?:dapat\s+|"
    rf"berhasil\s+)?{_ACHIEVED}\s+{_ALL})(?!\w)",
    re.IGNORECASE,
)
# Denied, restricted or wished for.
_NO_CLAIM = regex(
    r"""\b(?:belum|tidak|bukan|kecuali|hampir|sebagian|agar|supaya|guna|untuk|diharapkan|harapan|harus|akan|jika|apabila
    |bila|apakah|rata|kecamatan\s+lain|dengan\s+baik)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Of some of them: "sasaran ini", "kedua indikator"
_ONE = r"(?:sasaran|indikator|target|strategis|kinerja|utama)"
_LIMITED = regex(rf"\b{_ONE}\s+(?:ini|itu|tersebut|di\s+atas)\b", re.IGNORECASE)
_COUNTED = regex(
    r"\b(?:(?:ke\s?)?(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|\d{1,2})|"
    r"satu|beberapa|masing|salah\s+satu)"
    r"(?:\s*\([\w\s]{1,20}\))?\s+$",
    re.IGNORECASE,
)
# What a sentence before the claim, or the claim's own beginning, is about: "pada sasaran ini",
# "untuk sasaran kedua"
_PART = r"(?:tujuan|sasaran|misi|program|kegiatan|bidang|urusan)"
_ORDINAL = (
    r"(?:pertama|ke\s?(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan)|ke\W?\d|\d|[ivx]+\b|[\"“‘'])"
)
_ABOUT_SOME = regex(
    rf"\b{_PART}(?:\s+(?:strategis|stratejik|kinerja|utama))*\s+(?:ini|itu|tersebut|di\s+atas)\b"
    rf"|\b(?:pada|dari|untuk|dalam|terhadap|atas)\s+{_PART}(?:\s+(?:strategis|stratejik|"
    rf"kinerja|utama))*\s+{_ORDINAL}",
    re.IGNORECASE,
)
_ALL_SASARAN = regex(r"(?:seluruh|semua|keseluruhan)\s+sasaran", re.IGNORECASE)
_NEAR = 40
_SHOWN = 3


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every claim that all is achieved, where a table says otherwise."""
    shortfall: _Shortfall | None = None
    for passage, text in saying(context, "seluruh", "semua", "100"):
        for found in _CLAIM.finditer(text):
            sentence = next(
                one for one in sentences(text) if found.start() < one.start + len(one.text)
            )
            if _NO_CLAIM.search(sentence.text) or not is_of_the_period(
                context.report, sentence.text
            ):
                continue
            if _is_of_some(text, found):
                continue
            shortfall = _shortfall(context.report) if shortfall is None else shortfall
            if shortfall.below or shortfall.blank:
                yield _finding(text_spot(passage, found.start(), found.end()), shortfall)


def _is_of_some(text: str, claim: re.Match[str]) -> bool:
    """Return whether a claim points to some of the sasaran or indicators, or counts them.

    It does where its passage has spoken of one sasaran before it, too.
    """
    before = text[: claim.start()]
    if _COUNTED.search(before[-_NEAR:]) or _LIMITED.search(claim[0]):
        return True
    return _ABOUT_SOME.search(before) is not None and not _ALL_SASARAN.match(claim[0])


@dataclass(frozen=True, slots=True)
class _Shortfall:
    """The capaian below 100 and the realisasi that are missing, of the sasaran."""

    below: tuple[PrintedValue, ...]
    blank: tuple[PrintedValue, ...]


def _shortfall(report: Report) -> _Shortfall:
    """Return what the tables of capaian in the body print against the claim."""
    tables = [table for table in report.of_kind(TableKind.CAPAIAN) if not table.annexed]
    return _Shortfall(
        tuple(spot for table in tables for spot in _below(table, report.year)),
        tuple(
            cell_spot(table, row.index, column.index)
            for table in tables
            for row, _, column in unmeasured(table)
        ),
    )


def _below(table: TypedTable, year: int | None) -> Iterator[PrintedValue]:
    against_the_year = (
        column for column in table.columns_of(Role.CAPAIAN) if column.basis is TargetBasis.YEAR
    )
    columns = [column for column in against_the_year if is_of_year(column, year)]
    for row in table.rows if len(columns) == 1 else ():
        amount = row.amount(columns[0].index)
        if amount and not row.total and amount.value + amount.slack < 100:
            yield cell_spot(table, row.index, columns[0].index)


def _finding(spot: PrintedValue, shortfall: _Shortfall) -> Violation:
    parts_id, parts_en = [], []
    if below := shortfall.below:
        values, more = [one.printed for one in below[:_SHOWN]], len(below) - _SHOWN
        rest_id, rest_en = ([f"{more} lainnya"], [f"{more} more"]) if more > 0 else ([], [])
        parts_id.append(
            f"tercetak capaian {_series([*values, *rest_id], 'dan')} (hal. {_pages(below)})"
        )
        parts_en.append(
            f"the capaian {_series([*values, *rest_en], 'and')} "
            f"{'are' if len(below) > 1 else 'is'} printed (p. {_pages(below)})"
        )
    if blank := shortfall.blank:
        parts_id.append(
            f"realisasi {len(blank)} indikator tidak dicantumkan (hal. {_pages(blank)})"
        )
        parts_en.append(
            f"{len(blank)} indicator{'s have' if len(blank) > 1 else ' has'} no realisasi "
            f"(p. {_pages(blank)})"
        )
    message = Message(
        f"“{spot.printed}”, padahal dalam tabel {' serta '.join(parts_id)}",
        f"“{spot.printed}”, but in the tables {' and '.join(parts_en)}",
    )
    return Violation(spot, message, evidence=(*shortfall.below, *shortfall.blank))


def _series(texts: Sequence[str], conjunction: str) -> str:
    """Return texts that may hold commas as a series: `97,02; 97,25; dan 97,14`."""
    if len(texts) < 3:
        return f" {conjunction} ".join(texts)
    return f"{'; '.join(texts[:-1])}; {conjunction} {texts[-1]}"


def _pages(spots: Sequence[PrintedValue]) -> str:
    return ", ".join(map(str, sorted({one.place.page for one in spots})))


RULE = Rule(
    id="NAR-02",
    title=Message("Klaim tercapai seluruhnya", "Claim that all is achieved"),
    fault=Message(
        "Dinyatakan tercapai seluruhnya, padahal tidak",
        "All is said to be achieved, which it is not",
    ),
    sentence=Message("{at} tertulis {said}.", "{at}, it says {said}."),
    severities=(Severity.CRITICAL,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.II.5"),),
    kinds=REPORTS | {DocumentKind.LRA, DocumentKind.KUTIPAN},
    doc=__doc__,
    check=check,
)
