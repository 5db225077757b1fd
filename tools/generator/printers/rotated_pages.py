"""Stores landscape pages upright and turns them by /Rotate, as printer drivers do with pages of any
producer.
"""

from pathlib import Path
from typing import Any


def turn(path: Path, rotate: int) -> None:
    """Turn the landscape pages of a PDF by 90 or 270 degrees; displayed they look as before."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        width, height = page.get_size()
        if width > height:
            _draw_sideways(
                page, (0, 1, -1, 0, height, 0) if rotate == 90 else (0, -1, 1, 0, 0, width)
            )
            page.set_mediabox(0, 0, height, width)
            page.set_rotation(rotate)
    document.save(str(path))


def _draw_sideways(page: Any, matrix: tuple[float, ...]) -> None:
    import pypdfium2.raw as pdfium

    everything = pdfium.FS_RECTF(-10_000, 10_000, 10_000, -10_000)
    pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(*matrix), everything)
