"""Write the README's picture of laporan.html; needs Chromium.

python -m tools.documentation.page_screenshot PDF PNG
"""

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.html.report_page import write
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked

COLOURS = 192


def main(pdf: Path, png: Path) -> None:
    """Photograph the audit of a report, one of its matters open."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        html = Path(folder) / "laporan.html"
        write(AuditedDocument(pdf, audit_document(pdf), masked), html)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
        page.goto(html.as_uri())
        page.click("#pokok-3 .pick")
        page.wait_for_timeout(3000)
        page.evaluate("window.scrollTo(0, 0)")
        picture = Image.open(BytesIO(page.screenshot()))
        browser.close()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(png, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
