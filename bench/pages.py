"""What a heavy page costs against its own floor, PDFium's load of the page, its text and its
objects.

`python -m bench.pages` draws pages of tens of thousands of rules, areas and glyphs, and prints
processor times: the cost must grow with what is on a page, not with its square.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time

from extract.document import read_document_here
from extract.errors import DocumentError
from tests import drawn

RUNS = 3


def ruled(rules: int) -> str:
    """Return a table of five columns with so many rules."""
    rows = rules // 11
    height = 700 / rows
    parts = ["0.1 w"]
    for row in range(rows):
        y = 760 - height * row
        parts += [f"{60 + 80 * c} {y:.3f} m {60 + 80 * c} {y - height:.3f} l S" for c in range(6)]
        parts += [f"{60 + 80 * c} {y:.3f} m {140 + 80 * c} {y:.3f} l S" for c in range(5)]
    return "\n".join(parts)


def scattered(rules: int) -> str:
    """Return so many rules of any length anywhere."""
    random = Random(1)
    parts = ["0.1 w"]
    for _ in range(rules):
        x, y, long = random.uniform(40, 550), random.uniform(40, 800), random.uniform(5, 60)
        end = (x + long, y) if random.random() < 0.5 else (x, y + long)
        parts.append(f"{x:.1f} {y:.1f} m {end[0]:.1f} {end[1]:.1f} l S")
    return "\n".join(parts)


def filled(areas: int) -> str:
    """Return so many filled areas that overlap."""
    random = Random(1)
    place = [(random.uniform(40, 550), random.uniform(40, 800)) for _ in range(areas)]
    return "\n".join(
        f"{x:.1f} {y:.1f} {random.uniform(7, 60):.1f} {random.uniform(7, 60):.1f} re f"
        for x, y in place
    )


def written(glyphs: int) -> str:
    """Return so many glyphs in long lines."""
    rows = glyphs // 400
    return "".join(
        drawn.words("1.234.567 kata " * 26, 20, 800 - 780 * row / rows, size=2)
        for row in range(rows)
    )


def cells(count: int) -> str:
    """Return a table of ten columns with so many cells, a number in each."""
    rows = count // 10
    height = 780 / rows
    parts = ["0.05 w", *(f"{30 + 54 * c} 30 m {30 + 54 * c} 810 l S" for c in range(11))]
    for row in range(rows):
        y = 810 - height * row
        parts += [
            drawn.words("12", 31 + 54 * c, y - height * 0.8, size=min(6, height * 0.8))
            for c in range(10)
        ]
        parts.append(f"30 {y:.3f} m 570 {y:.3f} l S")
    return "\n".join(parts)


PAGES: tuple[tuple[str, Callable[[int], str], int], ...] = (
    ("rules of a table", ruled, 50_000),
    ("rules anywhere", scattered, 50_000),
    ("filled areas", filled, 50_000),
    ("glyphs", written, 100_000),
    ("cells", cells, 10_000),
)


def floor(path: Path) -> None:
    """Load the page, its text and its objects, and do nothing with them."""
    import pypdfium2.raw as raw
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    for page in document:
        page.get_textpage().close()
        raw.FPDFPage_CountObjects(page)
        page.close()
    document.close()


def read(path: Path) -> None:
    """Read the page; one that holds no table has been looked at as well."""
    try:
        read_document_here(path)
    except DocumentError:
        return


def measured() -> Iterator[tuple[str, float, float, float]]:
    """Yield what each page holds, and the milliseconds that its floor, reading the half of it and
    reading it take.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, half = Path(folder) / "page.pdf", Path(folder) / "half.pdf"
        for name, draw, count in PAGES:
            path.write_bytes(drawn.pdf([draw(count)]))
            half.write_bytes(drawn.pdf([draw(count // 2)]))
            yield (
                f"{count} {name}",
                _milliseconds(floor, path),
                _milliseconds(read, half),
                _milliseconds(read, path),
            )


def _milliseconds(work: Callable[[Path], None], path: Path) -> float:
    best = float("inf")
    for _ in range(RUNS):
        start = process_time()
        work(path)
        best = min(best, process_time() - start)
    return 1000 * best


def main() -> None:
    """Print a line a page."""
    print(f"{'one page of':28}{'PDFium':>12}{'extract':>12}{'ratio':>8}{'of half':>9}")
    for name, least, half, ours in measured():
        print(f"{name:28}{least:9.1f} ms{ours:9.1f} ms{ours / least:7.1f}×{ours / half:8.1f}×")


if __name__ == "__main__":
    main()
