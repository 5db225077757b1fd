"""What the others do, each as a whole process: `python -m bench.peers NAME FILE...`."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


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


def rapidocr_pages(path: Path) -> None:
    """Recognise every page as a whole with rapidocr: its detector, then its recogniser, on one
    thread.
    """
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    for picture in _pages_as_pictures(path):
        engine(picture)


def tesseract_pages(path: Path) -> None:
    """Recognise every page as a whole with Tesseract and its usual segmentation."""
    import cv2

    command = ["tesseract", "stdin", "stdout", "--dpi", str(DPI), "tsv"]
    for picture in _pages_as_pictures(path):
        _, data = cv2.imencode(".pgm", picture)
        subprocess.run(
            command,
            input=data.tobytes(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )


# dots an inch at which pages are rendered for readers of whole pictures
DPI = 200


def _pages_as_pictures(path: Path) -> Iterator[Any]:
    """Yield each page in grey values, height × width."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    for page in document:
        found = page.render(scale=DPI / 72, grayscale=True).to_numpy()
        yield found.reshape(found.shape[:2])
        page.close()
    document.close()


PEERS: dict[str, Callable[[Path], None]] = {
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_lattice,
    "pdfium": pdfium_floor,
    "rapidocr": rapidocr_pages,
    "tesseract": tesseract_pages,
}

if __name__ == "__main__":
    for argument in sys.argv[2:]:
        PEERS[sys.argv[1]](Path(argument))
