"""A code exists in the national list, and the name beside it is the one that the list gives it.

The lists that the budget of the report's year may follow are consulted, from Permendagri 90/2019
on; the name of any of them is right, unless the profile says which list is in use: then it is the
name in that list or the newest before it. Names at least 0,92 alike are the same name, from 0,75
the wording differs, below that it is another name. A name is fixed by its decree: a missing or
added word is another wording however long the name is.

Since 2026 a budget may follow Kepmendagri 900.1-861/2026, whose list is not at hand: a code that
the older lists do not have is no mistake then and only said, once a table (info), and another name
is unverifiable. A code that came with a later list than the year's is said as well (info).

A name that the list gives another code is a contradiction in identity, and major.

Looked up are codes of kecamatan (7.01) and of the support program of any office (X.XX.01). Where
more than half of a table's codes do not match, the list does not fit the document and only that is
said (info).

Not claimed: anything of other bidang, or of a code with missing digits (KOD-01). That an unlisted
code is wrong: regions add codes, and a newer decree may hold it; the finding is unverifiable. Upper
case, commas, words such as "dan" and "atau", KABUPATEN/KOTA and spellings (ketentraman,
efektivitas) do not count.

Breaks it, for want of URUSAN:

    7.01.01    PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA

Looks alike, and does not:

    7.01.01    Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota
    7.01.04    PROGRAM KOORDINASI KETENTERAMAN DAN KETERTIBAN UMUM
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from normalize.reference.nomenclature import (
    Decree,
    NameMatch,
    best_match,
    by_name,
    lists_for,
    unlisted_decree,
)
from normalize.report import TypedRow, TypedTable
from normalize.text.comparison import normalize_text, similarity
from normalize.values.codes import Code, CodeLevel, CodeNote, Regime
from validate.audit_context import AuditContext
from validate.constraints.printed_values import code_spot
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import KEPMENDAGRI_NOMENCLATURE, PERMENDAGRI_90_2019, Reference
from validate.rule import Concern, Rule
from validate.structure.entity_links import EntityRow, name_spot

SAME = 0.92
REWORDED = 0.75
# Before the first decree codes were built otherwise: nothing states which list a later one follows.
_FIRST_YEAR = Decree.PERMENDAGRI_90.first_budget
# Of fewer codes, too little can be said of how well the list fits.
ENOUGH = 4

_LOOKED_UP = {CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN}
_GUESSED = {CodeNote.WRONG_DIGITS, CodeNote.UNPADDED, CodeNote.LOST_ZERO, CodeNote.CUT_SEGMENT}
_KECAMATAN = ("7", "01")
_SUPPORT = "01"
_NO_CONTENT = {"program", "kabupaten", "kota", "provinsi"} | {
    *(
        "dan",
        "atau",
        "danatau",
        "di",
        "ke",
        "dari",
        "pada",
        "untuk",
        "yang",
        "dalam",
        "serta",
        "dengan",
        "oleh",
    ),
}


class LookUp(NamedTuple):
    """A row with a code and a name, and the listed name most like it (None when the code is not
    listed).
    """

    row: TypedRow
    code: Code
    name: str
    match: NameMatch | None

    @property
    def words(self) -> tuple[list[str], list[str]]:
        """The words of the listed name that are missing, and those that were added."""
        if self.match is None:
            return [], []
        return _unlike(self.match.entry.name, self.name), _unlike(self.name, self.match.entry.name)

    @property
    def agrees(self) -> bool:
        """Whether the list gives the code this name."""
        score = self.match.score if self.match else 0
        return score >= SAME or (score >= REWORDED and not any(self.words))


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every code that is not listed or listed with another name."""
    upto, year = context.settings.decree, context.report.year
    lists = _Lists.of(upto, year)
    newer = unlisted_decree(upto.year if upto else year)
    for typed in context.report.tables:
        looked_up = [_look_up(typed, row, code, lists) for code, row in _covered(typed)]
        differing = [one for one in looked_up if not one.agrees]
        if newer is not None and (unknown := list(filter(_is_unknown, differing))):
            yield _list_too_old(typed, unknown, newer, year)
            differing = [one for one in differing if one not in unknown]
        if len(looked_up) >= ENOUGH and 2 * len(differing) > len(looked_up):
            yield _list_does_not_fit(typed, differing, len(looked_up))
            continue
        for one in differing:
            finding = _finding(typed, one, year)
            yield finding if newer is None else replace(finding, certainty=Certainty.UNVERIFIABLE)


def _covered(typed: TypedTable) -> Iterator[tuple[Code, TypedRow]]:
    """Yield the named rows of a table whose codes the list should know, with these."""
    for row in typed.rows:
        if row.code is not None and row.name and _is_covered(row.code):
            yield row.code, row


def _is_unknown(one: LookUp) -> bool:
    """Return whether no list has an entry under a code."""
    return one.match is None and best_match(one.code, one.name) is None


class _Lists(NamedTuple):
    """The lists that are consulted: up to a decree, where the profile says so, or those of the
    year's budget.
    """

    upto: Decree | None
    among: frozenset[Decree] | None

    @classmethod
    def of(cls, upto: Decree | None, year: int | None) -> "_Lists":
        """Return the lists of a profile's decree, or else of a year that has lists."""
        return cls(
            upto,
            lists_for(year) if upto is None and year is not None and year >= _FIRST_YEAR else None,
        )

    def match(self, code: Code, name: str) -> NameMatch | None:
        """Return the entry under a code whose name is most like a printed one."""
        return best_match(code, name, self.upto, self.among)


def _look_up(typed: TypedTable, row: TypedRow, code: Code, lists: _Lists) -> LookUp:
    """Look up the code of a row; a name that the list does not know may continue in the row after a
    page break.
    """
    found = LookUp(row, code, row.name, lists.match(code, row.name))
    if found.agrees or not (rest := _after_page_break(typed, row)):
        return found
    whole = f"{row.name} {rest}"
    joined = LookUp(row, code, whole, lists.match(code, whole))
    return joined if joined.agrees else found


def _after_page_break(typed: TypedTable, row: TypedRow) -> str | None:
    """Return the text under the name of a row when the next row is on another page and has no
    code.
    """
    name = _name_spot(typed, row)
    following = typed.rows[row.index + 1] if row.index + 1 < len(typed.rows) else None
    if following is None or following.code is not None or name.cell is None:
        return None
    below = typed.table.rows[following.index][name.cell.column]
    return below.text if below.place.page != name.place.page else None


def _is_covered(code: Code) -> bool:
    """Whether the list covers the program of a code, so that it should be found there."""
    if (
        code.level not in _LOOKED_UP
        or code.regime is Regime.PERMENDAGRI_13
        or _GUESSED.intersection(code.notes)
    ):
        return False
    return code.segments[:2] == _KECAMATAN or code.segments[2] == _SUPPORT


def _finding(typed: TypedTable, one: LookUp, year: int | None) -> Violation:
    level = one.code.level.value.replace("_", " ")
    code, name = code_spot(typed, one.row), _name_spot(typed, one.row)
    if one.match is None and (later := best_match(one.code, one.row.name)) is not None:
        return _too_early(code, name, later, year)
    if one.match is None or one.match.score < REWORDED:
        named = by_name(one.row.name, one.code.level)
        if named is not None and named.score >= SAME:
            return _other_code(typed, one, named)
    if one.match is None:
        message = Message(
            f"kode {level} {code.printed} tidak ada dalam daftar nasional",
            f"the national list has no {level} {code.printed}",
        )
        return Violation(code, message, evidence=(name,), certainty=Certainty.UNVERIFIABLE)
    return Violation(
        name, _other_name(one, one.match, level), one.match.entry.name, evidence=(code,)
    )


def _too_early(
    code: PrintedValue, name: PrintedValue, later: NameMatch, year: int | None
) -> Violation:
    """Return that a code came with a later list than that of the year."""
    decree = later.entry.decree.value
    message = Message(
        f"kode {code.printed} baru ada dalam {decree}, belum dalam daftar untuk tahun "
        f"anggaran {year}",
        f"the code {code.printed} came with {decree} and is not in the lists for the budget "
        f"of {year}",
    )
    return Violation(
        code, message, evidence=(name,), severity=Severity.INFO, certainty=Certainty.UNVERIFIABLE
    )


def _list_too_old(
    typed: TypedTable, unknown: list[LookUp], newer: Decree, year: int | None
) -> Violation:
    """Return that codes are not in the lists at hand, which are older than what the year may
    follow.
    """
    first, *others = (code_spot(typed, one.row) for one in unknown)
    message = Message(
        f"{len(unknown)} kode dalam tabel ini tidak ada dalam daftar yang tersedia, yang "
        "terlalu lama untuk tahun "
        f"{year or newer.year}: {newer.value} belum termuat di dalamnya",
        f"{len(unknown)} codes in this table are not in the lists at hand, which are too old for "
        f"{year or newer.year}: they do not hold {newer.value}",
    )
    return Violation(
        first,
        message,
        evidence=tuple(others),
        severity=Severity.INFO,
        certainty=Certainty.UNVERIFIABLE,
    )


def _in_capitals(words: Iterable[str]) -> list[str]:
    return [word.upper() for word in words]


def _other_name(one: LookUp, match: NameMatch, level: str) -> Message:
    listed, decree = match.entry.name, match.entry.decree.value
    said = f"“{one.row.name}”"
    if match.score < REWORDED:
        return Message(
            f"kode {level} {one.code.canonical} bernama {said}; {decree} menamainya “{listed}”",
            f"the {level} {one.code.canonical} is named {said}; {decree} names it “{listed}”",
        )
    missing, added = map(_in_capitals, one.words)
    by_id = [f"tanpa kata {' '.join(missing)}"] * bool(missing) + [
        f"dengan kata {' '.join(added)}"
    ] * bool(added)
    by_en = [f"without {' '.join(missing)}"] * bool(missing) + [f"with {' '.join(added)}"] * bool(
        added
    )
    return Message(
        f"redaksi nama {level} {one.code.canonical} berbeda dari {decree}"
        f"{', ' + ' dan '.join(by_id) if by_id else ''}: {said}; seharusnya “{listed}”",
        f"the wording of {level} {one.code.canonical} differs from {decree}"
        f"{', ' + ' and '.join(by_en) if by_en else ''}: {said}; the list has “{listed}”",
    )


def _other_code(typed: TypedTable, one: LookUp, named: NameMatch) -> Violation:
    level = one.code.level.value.replace("_", " ")
    expected = named.entry.code.replace("X.XX", ".".join(one.code.segments[:2]))
    message = Message(
        f"kode {one.code.canonical} tidak sesuai dengan namanya: {level} “{one.row.name}” "
        f"berkode {expected}",
        f"the code {one.code.canonical} does not fit its name: the {level} “{one.row.name}” "
        f"has the code {expected}",
    )
    evidence = (_name_spot(typed, one.row),)
    spot = code_spot(typed, one.row)
    return Violation(spot, message, expected, evidence=evidence, severity=Severity.MAJOR)


def _list_does_not_fit(typed: TypedTable, differing: list[LookUp], count: int) -> Violation:
    first, *others = (code_spot(typed, one.row) for one in differing)
    message = Message(
        f"{len(differing)} dari {count} kode dalam tabel ini tidak cocok dengan daftar "
        "nasional; daftar itu tampaknya "
        "bukan daftar yang dipakai",
        f"{len(differing)} of {count} codes in this table do not match the national list, "
        "which seems not to be the "
        "list in use",
    )
    return Violation(
        first,
        message,
        evidence=tuple(others),
        severity=Severity.INFO,
        certainty=Certainty.UNVERIFIABLE,
    )


def _name_spot(typed: TypedTable, row: TypedRow) -> PrintedValue:
    return name_spot(EntityRow(typed, row))._replace(printed=row.name)


def _unlike(name: str, other: str) -> list[str]:
    """Return the content words of a name that nothing in the other is like."""
    others = _content(other)
    return [word for word in _content(name) if not _is_like_any(word, others)]


def _is_like_any(word: str, others: Iterable[str]) -> bool:
    return any(similarity(word, each) > REWORDED for each in others)


def _content(name: str) -> list[str]:
    return [word for word in normalize_text(name).split() if word not in _NO_CONTENT]


RULE = Rule(
    id="KOD-03",
    title=Message("Kode dan nama sesuai daftar", "Code and name as listed"),
    fault=Message(
        "Kode atau nama tidak sesuai dengan daftar nasional",
        "A code or name is not as listed nationally",
    ),
    concern=Concern.FORM,
    severities=(Severity.MINOR, Severity.MAJOR, Severity.INFO),
    basis=(Reference(PERMENDAGRI_90_2019), Reference(KEPMENDAGRI_NOMENCLATURE)),
    doc=__doc__,
    check=check,
    absorbs=("LTB-10",),
)
