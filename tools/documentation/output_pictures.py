"""Write the README's pictures of the other outputs; needs LibreOffice.

python -m tools.documentation.output_pictures PDF FOLDER
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.catalogue import outputs
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked

COLOURS = 200
MARGIN = 24
GAP = (224, 228, 233)


def main(pdf: Path, folder: Path) -> None:
    """Picture the annotated document, the working paper and the review note of a report."""
    with tempfile.TemporaryDirectory() as written:
        there = Path(written)
        audited = AuditedDocument(pdf, audit_document(pdf), masked)
        for output in outputs(["pdf", "xlsx", "docx"]):
            output.write(audited, there)
        annotated = PdfDocument(there / "beranotasi.pdf")
        first = audited.audit.findings[0].spot.place.page
        save(
            [pictured(annotated, 0, 96), pictured(annotated, first, 96)], folder / "beranotasi.png"
        )
        paper = printed(there / "kertas-kerja.xlsx", there)
        save(
            [trimmed(pictured(paper, page_of(paper, "Cost per outcome", "Selisih"), 110))],
            folder / "kertas-kerja.png",
        )
        note = printed(there / "catatan-hasil-reviu.docx", there)
        pages = (0, page_of(note, "I. Format"))
        save([pictured(note, page, 90) for page in pages], folder / "catatan-hasil-reviu.png")


def printed(file: Path, folder: Path) -> PdfDocument:
    """Return a file of an office program as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(file),
    ]
    subprocess.run(call, check=True, capture_output=True)
    return PdfDocument(folder / f"{file.stem}.pdf")


def page_of(document: PdfDocument, *words: str) -> int:
    """Return the first page, counted from 0, on which all of these words are."""
    for number, page in enumerate(document):
        text = page.get_textpage().get_text_bounded()
        if all(word in text for word in words):
            return number
    raise LookupError(f"no page holds {words}")


def pictured(document: PdfDocument, page: int, dots: float) -> Image.Image:
    """Return the picture of a page with its annotations, at so many dots an inch."""
    picture: Image.Image = document[page].render(scale=dots / 72).to_pil().convert("RGB")
    return picture


def trimmed(picture: Image.Image) -> Image.Image:
    """Return the picture without the paper around what is printed, nor its foot."""
    body = picture.crop((0, 0, picture.width, round(picture.height * 0.9)))
    left, top, right, bottom = body.convert("L").point(
        lambda shade: 255 * (shade < 250)
    ).getbbox() or (
        0,
        0,
        *body.size,
    )
    right, bottom = min(right + MARGIN, body.width), min(bottom + MARGIN, body.height)
    return body.crop((max(left - MARGIN, 0), max(top - MARGIN, 0), right, bottom))


def save(pictures: Sequence[Image.Image], file: Path) -> None:
    """Write pictures beside each other, in few colours."""
    wide = sum(picture.width for picture in pictures) + MARGIN * (len(pictures) + 1)
    whole = Image.new("RGB", (wide, max(picture.height for picture in pictures) + 2 * MARGIN), GAP)
    left = MARGIN
    for picture in pictures:
        whole.paste(picture, (left, MARGIN))
        left += picture.width + MARGIN
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
