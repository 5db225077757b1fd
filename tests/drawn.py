"""Small PDFs drawn in a test: a page is a list of drawing operators, a table is drawn from its
rows.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

from extract.document import read_document_here
from extract.records import Document, Row

WIDTH, HEIGHT = 595, 842
ROW, SIZE, PADDING = 16.0, 9.0, 4.0

# Helvetica widths are not needed: half an em a letter keeps every text of these tests inside its
# cell.


def pdf(
    pages: Sequence[str],
    *,
    page: str = "",
    form: bool = False,
    forms: int = 0,
    resources: str = "",
    catalogue: str = "",
    fonts: str = "",
    first: str = "<< >>",
    packed: bool = False,
) -> bytes:
    """Return a PDF file whose pages have these content streams; `page` adds entries to every page
    dictionary.

    `resources`, `fonts` and `catalogue` add entries to the resources of every page, to the fonts
    among them and to the catalogue; they may refer to the object `first` as 1 0 R.

    With `packed`, the content of the pages is compressed.

    With `form`, each page draws its content through a form XObject that a matrix scales; with
    `forms` through so many of them, one in the other.
    """
    objects = [first, "", f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>"]
    added = resources
    kids = []
    fonts = (
        f"<< {fonts} /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
        "/WinAnsiEncoding >> "
    )
    fonts += (
        "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding "
        "/WinAnsiEncoding >> "
    )
    fonts += (
        "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> "
    )
    fonts += (
        "/F4 << /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >> >>"
    )
    for content in pages:
        resources = f"/Font {fonts} {added}"
        if form:
            box = f"/BBox [0 0 {WIDTH} {HEIGHT}] /Matrix [0.5 0 0 0.5 0 0]"
            objects.append(
                _stream(
                    content, f"/Type /XObject /Subtype /Form {box} /Resources << {resources} >>"
                )
            )
            resources += f" /XObject << /X {len(objects)} 0 R >>"
            content = "q 2 0 0 2 0 0 cm /X Do Q"
        for _ in range(forms):
            box = f"/BBox [0 0 {WIDTH} {HEIGHT}]"
            objects.append(
                _stream(
                    content, f"/Type /XObject /Subtype /Form {box} /Resources << {resources} >>"
                )
            )
            resources = f"/Font {fonts} {added} /XObject << /X {len(objects)} 0 R >>"
            content = "/X Do"
        objects.append(_packed(content) if packed else _stream(content, ""))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {page} "
            f"/Resources << {resources} >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def _stream(content: str, entries: str) -> str:
    return f"<< {entries} /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"


def _packed(content: str) -> str:
    text = zlib.compress(content.encode("cp1252")).hex()
    return _stream(text, "/Filter [/ASCIIHexDecode /FlateDecode]")


def _file(objects: Sequence[str]) -> bytes:
    body = b"%PDF-1.7\n"
    offsets = []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        body
        + f"{table}trailer\n<< /Size {len(objects) + 1} /Root 3 0 R "
        f">>\nstartxref\n{len(body)}\n%%EOF".encode()
    )


def words(text: str, x: float, y: float, *, size: float = SIZE, bold: bool = False) -> str:
    """Return the operators that print a text with its baseline at y, measured from the bottom of
    the page.
    """
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if bold else 1} {size} Tf {x:.2f} {y:.2f} Td ({escaped}) Tj ET\n"


Rule = Callable[[float, float, float, float], str]
Picture = Callable[[Random], str]


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A border as one stroked line."""
    return f"0.5 w {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S\n"


def level(x0: float, y0: float, x1: float, y1: float) -> str:
    """A border as a line, where it is level; upright ones are left out."""
    return line(x0, y0, x1, y1) if y0 == y1 else ""


def nothing(*_: float) -> str:
    """No border."""
    return ""


def thin_fill(x0: float, y0: float, x1: float, y1: float) -> str:
    """A border as one filled rectangle, half a point thick."""
    return f"{x0 - 0.25:.2f} {y0 - 0.25:.2f} {x1 - x0 + 0.5:.2f} {y1 - y0 + 0.5:.2f} re f\n"


def doubled(x0: float, y0: float, x1: float, y1: float) -> str:
    """A border drawn twice, a point apart."""
    return thin_fill(x0, y0, x1, y1) + thin_fill(x0 + 1, y0 + 1, x1 + 1, y1 + 1)


def dashes(x0: float, y0: float, x1: float, y1: float) -> str:
    """A border as many short strokes with gaps between them."""
    length = max(x1 - x0, y1 - y0)
    across = (x1 - x0) > (y1 - y0)
    pieces = []
    at = 0.0
    while at < length:
        reach = min(at + 5, length)
        pieces.append(
            line(x0 + at, y0, x0 + reach, y0) if across else line(x0, y0 + at, x0, y0 + reach)
        )
        at += 7
    return "".join(pieces)


def dots(x0: float, y0: float, x1: float, y1: float) -> str:
    """A border as many little filled squares."""
    length = max(x1 - x0, y1 - y0)
    across = (x1 - x0) > (y1 - y0)
    places = [
        (x0 + 1.5 * k, y0) if across else (x0, y0 + 1.5 * k) for k in range(int(length / 1.5))
    ]
    return "".join(f"{x:.2f} {y:.2f} 0.75 0.75 re f\n" for x, y in places)


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    left: float = 60,
    top: float = 780,
    rule: Rule = line,
    ruled_rows: int | None = None,
) -> str:
    """Return the operators that draw a ruled table; `\\n` in a text begins a new line, a row is as
    high as its lines.

    A cell "<" belongs to the cell at its left, "^" to the one above. `ruled_rows` limits the rules
    under rows to the first so many rows and the last one.
    """
    content = ""
    y = top
    edges = [left + sum(widths[:k]) for k in range(len(widths) + 1)]
    for index, row in enumerate(rows):
        height = ROW * max(text.count("\n") + 1 for text in row)
        for k, text in enumerate(row):
            below = rows[index + 1] if index + 1 < len(rows) else None
            if text != "<":
                content += rule(edges[k], y - height, edges[k], y)
            ruled = ruled_rows is None or index < ruled_rows or below is None
            if ruled and (below is None or below[k] != "^"):
                content += rule(edges[k], y - height, edges[k + 1], y - height)
            if index == 0:
                content += rule(edges[k], y, edges[k + 1], y)
            if text not in ("<", "^"):
                for step, words_ in enumerate(text.split("\n")):
                    content += words(words_, edges[k] + PADDING, y - ROW * (step + 1) + 5)
        content += rule(edges[-1], y - height, edges[-1], y)
        y -= height
    return content


def read(folder: Path, data: bytes) -> Document:
    """Return the document that these bytes make."""
    path = folder / "drawn.pdf"
    path.write_bytes(data)
    return read_document_here(path)


def texts(document: Document, index: int = 0) -> list[list[str]]:
    """Return header and body of a table as texts."""
    found = document.tables[index]
    return texts_of((*found.header, *found.rows))


def texts_of(rows: Iterable[Row]) -> list[list[str]]:
    """Return the texts of rows of cells."""
    return [row_texts(row) for row in rows]


def lines_of(row: Sequence[str]) -> int:
    """Return how many lines the highest cell of a row has."""
    return max(text.count("\n") for text in row) + 1


def row_texts(row: Row) -> list[str]:
    """Return the texts of the cells of a row."""
    return [cell.text for cell in row]


def replaced(rows: Iterable[Sequence[str]], old: str, new: str) -> list[list[str]]:
    """Return rows of texts with one text in the place of another."""
    return [_replaced(row, old, new) for row in rows]


def _replaced(row: Sequence[str], old: str, new: str) -> list[str]:
    return [text.replace(old, new) for text in row]


def formatted(rows: Iterable[Sequence[str]], **values: str) -> list[list[str]]:
    """Return rows of texts with values in the place of their `{names}`."""
    return [_formatted(row, values) for row in rows]


def _formatted(row: Sequence[str], values: Mapping[str, str]) -> list[str]:
    return [text.format_map(values) for text in row]
