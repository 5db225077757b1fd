"""What the others do, each as a whole process: `python -m bench.peers NAME FILE...`."""

import sys
from collections.abc import Callable
from pathlib import Path


def pdfplumber_tables(path: Path) -> None:
    """Extract the tables of every page with pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def camelot_lattice(path: Path) -> None:
    """Extract the tables of every page with camelot's default: lattice over a raster of the
    page.
    """
    from camelot.io import read_pdf

    read_pdf(str(path), pages="all")


def pdfium_floor(path: Path) -> None:
    """Load every page and its text with PDFium and do nothing with them."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    for page in document:
        page.get_textpage().close()
        page.close()
    document.close()


PEERS: dict[str, Callable[[Path], None]] = {
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_lattice,
    "pdfium": pdfium_floor,
}

if __name__ == "__main__":
    for argument in sys.argv[2:]:
        PEERS[sys.argv[1]](Path(argument))
