"""The list of contents of a report: its headings and tables, each with the page it is on."""

from collections.abc import Iterator, Mapping, Sequence

from tools.generator.printers import table_borders
from tools.generator.report.printed_report import (
    Block,
    Paragraph,
    ParagraphStyle,
    PrintedItem,
    PrintedTable,
    StatedFact,
    StatedMeasure,
)
from tools.generator.report.writer import set_text

# How wide a line with its dots may become, and a dot, in ems: a line is never broken.
_ROOM, _DOT = 40.0, 0.28


def listed(blocks: Sequence[Block], pages: Mapping[str, int]) -> Iterator[Block]:
    """Yield a line for every heading, and after them the list of tables."""
    headings = [
        block for block in blocks if isinstance(block, Paragraph) and block.style in _LISTED
    ]
    yield from (_line(title(heading), pages) for heading in headings)
    yield set_text(ParagraphStyle.CHAPTER, "DAFTAR TABEL")
    yield from (_line(title(table), pages) for table in blocks if isinstance(table, PrintedTable))


_LISTED = (ParagraphStyle.CHAPTER, ParagraphStyle.HEADING)


def title(block: Paragraph | PrintedTable) -> str:
    """Return what the list calls a heading or a table."""
    return " ".join((block.caption.text if isinstance(block, PrintedTable) else block.text).split())


def _line(name: str, pages: Mapping[str, int]) -> Paragraph:
    """Return a line; it names page 0 as long as it is unknown where the heading is."""
    dots = max(4, int((_ROOM - table_borders.ems(name)) / _DOT))
    return set_text(
        ParagraphStyle.CONTENTS,
        f"{name} {'.' * dots} ",
        PrintedItem(str(pages.get(name, 0)), StatedFact(StatedMeasure.HALAMAN, name)),
    )


def pages_of(blocks: Sequence[Block], pages: Sequence[int]) -> dict[str, int]:
    """Return the page of each heading and table, given where each block begins."""
    return {
        title(block): page
        for block, page in zip(blocks, pages, strict=True)
        if isinstance(block, PrintedTable)
        or (isinstance(block, Paragraph) and block.style in _LISTED)
    }
