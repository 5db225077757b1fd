"""What is known of a printed report, written beside its PDF: the cells of its tables, its errors,
its lookalikes.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tools.generator.errors.injected_errors import InjectedError
from tools.generator.errors.lookalikes import Lookalike
from tools.generator.errors.scene import PlaceChange
from tools.generator.locate import locate, squeezed
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    Paragraph,
    PrintedPosition,
    PrintedReport,
    PrintedSection,
    PrintedTable,
    Row,
    Signatures,
)

# So much of a paragraph is quoted on either side of a piece.
_AROUND = 60


def row_texts(row: Row) -> list[str]:
    """Return the texts of a row as truth files have them: "" where a merged cell covers a
    position.
    """
    return ["" if cell is None else cell.plain for cell in row]


class Truth:
    """Says of each place of a report where it came to be in the PDF."""

    def __init__(self, report: PrintedReport, texts: Sequence[str]) -> None:
        self.report = report
        self.texts = texts
        self.listed = report.tables()
        self.row_pages = locate(texts, [table for _, table in self.listed])
        self.pages = list(self._block_pages())

    def tables(self) -> Iterator[dict[str, Any]]:
        """Yield the tables."""
        for (_, table), row_pages in zip(self.listed, self.row_pages, strict=True):
            yield {
                "kind": table.kind,
                "caption": table.caption.plain,
                "pages": sorted(set(row_pages) | set(self._cut_pages(table, row_pages))),
                "header_rows": len(table.header),
                "row_pages": row_pages,
                "rows": [row_texts(row) for row in table.rows],
            }

    def is_split(self) -> bool:
        """Return whether a page break took a body row apart."""
        for (_, table), row_pages in zip(self.listed, self.row_pages, strict=True):
            for row, page in list(zip(table.rows, row_pages, strict=True))[len(table.header) :]:
                if any(
                    squeezed(cell.text) not in self.texts[page - 1]
                    for cell in row
                    if cell and cell.rows == 1
                ):
                    return True
        return False

    def error(self, error: InjectedError) -> dict[str, Any]:
        """Return an error with its place."""
        mistake = error.mistake
        known = {"kind": mistake.kind, "severity": mistake.severity, "rules": list(mistake.rules)}
        values = {"was": " ".join(error.was.split()), "now": " ".join(error.now.split())}
        return {
            **known,
            **self.place(error.spot),
            **values,
            "copies": [self._copy(copy) for copy in error.copies],
        }

    def lookalike(self, lookalike: Lookalike) -> dict[str, Any]:
        """Return a lookalike with its place, if it has one."""
        if lookalike.spot is None:
            return {"kind": lookalike.kind}
        text = self.report.piece(lookalike.spot).plain
        return {"kind": lookalike.kind, **self.place(lookalike.spot), "text": text}

    def place(self, spot: PrintedPosition) -> dict[str, Any]:
        """Return where a piece is: table, row and column in the body, else as near as can be
        determined.
        """
        index = next((at for at, (block, _) in enumerate(self.listed) if block == spot.block), None)
        match spot.part:
            case PrintedSection.BODY if index is not None:
                header = len(self.listed[index][1].header)
                page = self.row_pages[index][header + spot.row]
                return {
                    "part": "body",
                    "table": index,
                    "row": spot.row,
                    "column": spot.column,
                    "page": page,
                }
            case PrintedSection.HEADER if index is not None:
                page = self.row_pages[index][spot.row]
                return {
                    "part": "header",
                    "table": index,
                    "header_row": spot.row,
                    "column": spot.column,
                    "page": page,
                }
            case PrintedSection.CAPTION:
                page = self.pages[spot.block]
                return {
                    "part": "caption",
                    "table": index,
                    "page": page,
                    "snippet": self._snippet(spot),
                }
            case _:
                return {
                    "part": "text",
                    "table": None,
                    "page": self.pages[spot.block],
                    "snippet": self._snippet(spot),
                }

    def _copy(self, change: PlaceChange) -> dict[str, Any]:
        return {**self.place(change.spot), "now": " ".join(change.now.split())}

    def _snippet(self, spot: PrintedPosition) -> str:
        """Return the text of a piece with some of what is around it."""
        block = self.report.blocks[spot.block]
        if not isinstance(block, Paragraph):
            return self.report.piece(spot).plain
        before = sum(len(piece.text) for piece in block.pieces[: spot.column])
        after = before + len(block.pieces[spot.column].text)
        return " ".join(block.text[max(0, before - _AROUND) : after + _AROUND].split())

    def _cut_pages(self, table: PrintedTable, row_pages: Sequence[int]) -> Iterator[int]:
        """Yield the page after the last one where the last row of the table ends there."""
        last, page = table.rows[-1], row_pages[-1]
        cells = [squeezed(cell.text) for cell in last if cell is not None]
        if page < len(self.texts) and not all(cell in self.texts[page - 1] for cell in cells):
            yield page + 1

    def _block_pages(self) -> Iterator[int]:
        """Yield the page on which each block begins."""
        page, tables = 1, iter(self.row_pages)
        for block in self.report.blocks:
            page = self._page_of(_first_words(block), page)
            yield page
            if isinstance(block, PrintedTable):
                page = next(tables)[-1]
            elif isinstance(block, PageStart):
                page += 1

    def _page_of(self, text: str, page: int) -> int:
        """Return the first page from one on that holds a text, or else most of its beginning."""
        for length in range(len(text), 0, -max(1, len(text) // 8)):
            for at in range(page - 1, len(self.texts)):
                if text[:length] in self.texts[at]:
                    return at + 1
        return page


def _first_words(block: Block) -> str:
    match block:
        case Paragraph():
            return squeezed(block.text)
        case Signatures():
            return squeezed(
                next(line.text for lines in reversed(block.blocks) for line in lines if line.text)
            )
        case PrintedTable():
            return squeezed(block.caption.text)
        case _:
            return ""


def as_json(truth: dict[str, Any]) -> str:
    """Return a truth as JSON, each row, error and lookalike on a line of its own."""
    parts = [f'"{key}": {_value(value)}' for key, value in truth.items()]
    return "{" + ",\n ".join(parts) + "}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n  " + ",\n  ".join(_entry(entry) for entry in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _entry(entry: dict[str, Any]) -> str:
    if "rows" not in entry:
        return json.dumps(entry, ensure_ascii=False)
    head = json.dumps(
        {key: value for key, value in entry.items() if key != "rows"}, ensure_ascii=False
    )
    rows = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in entry["rows"])
    return f'{head[:-1]}, "rows": [\n    {rows}]}}'
