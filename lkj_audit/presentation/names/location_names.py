"""What a person calls a place in a report: its table by number, its row by name, its column by
heading.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extract.patterns import regex
from extract.records import Location
from lkj_audit.presentation.language import Lang
from normalize.report import Report, TypedRow, TypedTable
from validate.findings import CellRef, PrintedValue

LONGEST_NAME = 64
# of more places than these, a list in words only says how many they are on each page
MOST_LISTED = 24
GROUPS_OF_DIGITS = regex(r"(?:(?:^|\s)\d[\d.]*)+$")
TABLE_NUMBER = regex(r"\W*(tabel\s+\d+(?:\s?\.\s?\d+)*)", re.IGNORECASE)


# what turns the direction of the letters behind it: 1.500 would be shown as 005.1, and no report
# needs it
TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))


@lru_cache(maxsize=1024)
def printable(text: str) -> str:
    r"""Return the text on one line and without control characters, which a PDF may hold and a
    terminal would obey.

    >>> printable("pagu\x1b[2J \u202e1.500")
    'pagu [2J 1.500'
    """
    kept = (
        " " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character
        for character in text
    )
    return " ".join("".join(kept).translate(TURNS).split())


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """Return the text cut at a word, with an ellipsis where something was left out.

    A number in groups, as a NIP is, stays whole or goes: half of one could not be determined, and
    hidden, any more.
    """
    text = printable(text)
    if len(text) <= longest:
        return text
    kept = text[:longest].rsplit(" ", 1)[0]
    if text[len(kept) :].lstrip()[:1].isdigit():
        kept = GROUPS_OF_DIGITS.sub("", kept)
    return kept.rstrip(" ,;:") + "…"


def table_name(table: TypedTable, lang: Lang) -> str:
    """Return the number in the caption, else the caption, else the table's id."""
    caption = table.table.caption
    if not caption:
        return lang.say(f"tabel tanpa judul ({table.id})", f"untitled table ({table.id})")
    numbered = TABLE_NUMBER.match(caption)
    return printable(numbered[1]).capitalize() if numbered else shortened(caption, 48)


def row_label(row: TypedRow) -> str:
    """Return the code of a row and what it is about."""
    return shortened(
        " ".join(piece for piece in (row.code.text if row.code else "", row.name) if piece)
    )


def row_and_column(cell: CellRef, report: Report, lang: Lang) -> str:
    """Return the row and the column of a cell; rows are counted as a reader counts them, below the
    header.
    """
    header = shortened(report.table(cell.table).columns[cell.column].header, 40)
    row = lang.say(f"baris {cell.row + 1}", f"row {cell.row + 1}")
    return f"{row} · {header}" if header else row


def spot_name(spot: PrintedValue, report: Report, lang: Lang) -> str:
    """Return the table, row and column where something is printed, or where outside the body of a
    table it is.
    """
    if spot.cell:
        return (
            f"{table_name(report.table(spot.cell.table), lang)} · "
            f"{row_and_column(spot.cell, report, lang)}"
        )
    for table in report.tables:
        if spot.place == table.table.caption_place:
            return lang.say("judul ", "caption of ") + table_name(table, lang)
        if any(spot.place == cell.place for row in table.table.header for cell in row):
            return f"{table_name(table, lang)} · " + lang.say("kepala kolom", "column header")
        if any(_begins_at(spot, cell.place) for row in table.table.rows for cell in row):
            return f"{table_name(table, lang)} · " + lang.say("beberapa baris", "several rows")
    return lang.say("teks laporan", "text of the report")


def _begins_at(spot: PrintedValue, place: Location) -> bool:
    """Return whether a spot over several rows begins with the cell at this place."""
    here, there = spot.place.box, place.box
    return spot.place.page == place.page and (here.x0, here.top) == (there.x0, there.top)


def page_range(pages: Sequence[int]) -> str:
    """Return the pages as 21 or 21–24."""
    return f"{pages[0]}" if pages[0] == pages[-1] else f"{pages[0]}–{pages[-1]}"


def listed(numbers: Sequence[int]) -> str:
    """Return numbers of pages or matters in order as a person lists them.

    >>> listed([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(map(page_range, runs))


def page_and_table(spot: PrintedValue, report: Report, lang: Lang) -> str:
    """Return where something is printed in a few words, for a list of places."""
    page = lang.say(f"hal. {spot.place.page}", f"p. {spot.place.page}")
    return f"{page} {table_name(report.table(spot.cell.table), lang) if spot.cell else lang.say('teks', 'text')}"  # noqa: E501


def by_page_and_table(spots: Iterable[PrintedValue], report: Report, lang: Lang) -> str:
    """Return places by their page and table with what they print, each text once; of many only how
    many they are.
    """
    places: dict[str, list[str]] = {}
    for spot in spots:
        places.setdefault(page_and_table(spot, report, lang), []).append(
            shortened(spot.printed, 40)
        )
    many = sum(map(len, places.values())) > MOST_LISTED
    return "; ".join(
        f"{where} ({_how_many(printed, lang) if many else _each(printed)})"
        for where, printed in places.items()
    )


def _each(printed: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(printed))


def _how_many(printed: Sequence[str], lang: Lang) -> str:
    count = len(printed)
    return lang.say(
        f"{lang.number(count)} tempat", f"{lang.number(count)} place{'s' * (count > 1)}"
    )
