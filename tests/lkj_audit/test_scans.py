"""Scans from the file to the findings: recognised, audited, told. Small pages, since recognising
takes its time.
"""

import json
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from extract.document import read_document
from extract.document_reader import DocumentReader
from extract.errors import NoRecognizer, UnreadablePictures
from extract.ocr.requests import OcrMode, OcrSettings, is_installed
from extract.ocr.tesseract import tesseract_readers
from extract.records import Document, PictureProblem, TextSource
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests import drawn
from tools.generator.scans import Scanner, picture_pdf, scan

needs_recogniser = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")

HEAD = ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"]
ROWS = [
    HEAD,
    ["5", "Program A", "171.169.456", "170.000.000", "1.169.456"],
    ["5.1", "Kegiatan B", "101.169.456", "100.000.000", "1.169.456"],
    ["5.2", "Kegiatan C", "70.000.000", "70.000.000", "0"],
]
WIDTHS = [40, 110, 90, 90, 80]
CLEAN = Scanner("clean", dpi=150, skew=0.7, noise=3)


@pytest.fixture(autouse=True)
def programs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which programs are looked for: whether this machine has Tesseract
    is no matter.
    """
    folder = tmp_path_factory.mktemp("programs")
    monkeypatch.setenv("PATH", str(folder))
    tesseract_readers.cache_clear()
    return folder


def page(rows: list[list[str]] = ROWS, top: float = 780) -> str:
    """Return the operators that draw the table with its caption."""
    caption = drawn.words("Tabel 3.1 Realisasi Anggaran Tahun 2024", 60, top + 12)
    text = drawn.words(
        "Realisasi anggaran menurut program dan kegiatan sebagai berikut.", 60, top + 32
    )
    return text + caption + drawn.table(rows, WIDTHS, top=top)


def read(folder: Path, data: bytes, mode: OcrMode = OcrMode.AUTO) -> Document:
    """Return the document that these bytes make."""
    path = folder / "pindaian.pdf"
    path.write_bytes(data)
    return read_document(DocumentReader(path, ocr=OcrSettings(mode)))


@needs_recogniser
def test_a_scanned_table_is_read_like_a_printed_one(tmp_path: Path) -> None:
    document = read(tmp_path, scan(drawn.pdf([page()]), CLEAN, "a"))
    assert drawn.texts(document) == ROWS
    assert document.tables[0].caption == "Tabel 3.1 Realisasi Anggaran Tahun 2024"
    (scanned,) = document.pages
    assert scanned.source is TextSource.IMAGE
    assert scanned.is_recognized
    assert scanned.picture is not None
    assert scanned.picture.dpi == 150
    assert 0.6 < scanned.picture.skew < 0.8
    cell = document.tables[0].rows[0][2]
    assert cell.recognition is not None
    assert cell.recognition.confidence > 0.9
    assert (
        cell.place.box.x0 - 2
        < cell.recognition.box.x0
        < cell.recognition.box.x1
        < cell.place.box.x1 + 2
    )


@needs_recogniser
def test_a_page_on_its_head_is_read_and_its_places_are_those_displayed(tmp_path: Path) -> None:
    document = read(tmp_path, scan(drawn.pdf([page()]), Scanner("over", dpi=150, quarters=2), "a"))
    assert drawn.texts(document) == ROWS
    first, last = document.tables[0].rows[0][0].place.box, document.tables[0].rows[-1][-1].place.box
    assert first.top > last.top
    assert first.x0 > last.x0


@needs_recogniser
def test_text_under_a_picture_is_a_witness_and_pages_of_text_stay_as_they_are(
    tmp_path: Path,
) -> None:
    scanned = scan(drawn.pdf([page()]), CLEAN, "a")
    path = tmp_path / "mixed.pdf"
    path.write_bytes(_with_hidden_text(scanned, drawn.pdf([page(top=700)])))
    document = read_document(DocumentReader(path, ocr=OcrSettings(OcrMode.AUTO)))
    assert [one.source for one in document.pages] == [TextSource.IMAGE, TextSource.TEXT]
    cell = document.tables[0].rows[0][2]
    assert cell.recognition is not None
    assert cell.recognition.text == "171.169.456"
    said = [(one.reader, one.text) for one in cell.recognition.witnesses]
    assert ("text layer", "171.169.456") in said
    assert all(
        one.recognition is None
        for row in document.tables[-1].rows[-3:]
        for one in row
        if one.place.page == 2
    )


def _sheet(data: bytes, dpi: int) -> np.ndarray:
    """Return the first page as a picture."""
    found = pdfium.PdfDocument(data)[0].render(scale=dpi / 72, grayscale=True)
    return np.asarray(found.to_numpy()).reshape(found.height, found.width)


HIDDEN = b"BT 3 Tr /F1 9 Tf 214 753 Td (171.169.456) Tj ET"


def _with_hidden_text(scanned: bytes, text: bytes, hidden: bytes = HIDDEN) -> bytes:
    """Return the scanned page with an invisible amount where it is printed, and a page of text
    behind it.
    """
    from io import BytesIO

    from pikepdf import Dictionary, Name, Pdf

    with Pdf.open(BytesIO(scanned)) as pdf, Pdf.open(BytesIO(text)) as behind:
        first = pdf.pages[0]
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        first.Resources.Font = Dictionary(F1=font)
        first.contents_add(hidden)
        pdf.pages.extend(behind.pages)
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@needs_recogniser
def test_a_picture_of_a_table_on_a_page_of_text_is_read_too(tmp_path: Path) -> None:
    from io import BytesIO

    from pikepdf import Pdf, Rectangle

    with Pdf.open(
        BytesIO(drawn.pdf([drawn.words("Rincian anggaran ada pada gambar di bawah ini.", 60, 800)]))
    ) as pdf:
        sheet = _sheet(drawn.pdf([page(top=800)]), 200)[100:420, 110:1400]
        with Pdf.open(BytesIO(picture_pdf([sheet], Scanner("cut")))) as picture:
            pdf.pages[0].add_overlay(
                picture.pages[0], Rectangle(40, 500, 40 + 1290 * 0.36, 500 + 320 * 0.36)
            )
        out = BytesIO()
        pdf.save(out)
    document = read(tmp_path, out.getvalue())
    assert document.pages[0].source is TextSource.TEXT
    assert document.pages[0].picture is not None
    assert document.pages[0].picture.partial
    assert drawn.texts(document) == ROWS
    assert 225 < document.tables[0].rows[0][0].place.box.top < 345


@needs_recogniser
def test_pages_that_cannot_be_read_are_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LKJ_LANG", raising=False)
    wrong = [*ROWS[:3], ["5.2", "Kegiatan C", "70.000.000", "70.000.000", "8"]]
    sheet = _sheet(scan(drawn.pdf([page(wrong)]), CLEAN, "a"), 150)
    path, told = tmp_path / "pindaian.pdf", tmp_path / "hasil.json"
    path.write_bytes(picture_pdf([sheet, sheet * 0, sheet * 0 + 255], CLEAN))
    assert run(["audit", str(path), "--json", str(told)]) == ExitCode.AUDITED
    said = " ".join(capsys.readouterr().out.split())
    assert "Mungkin salah baca" in said
    assert "Halaman yang berupa gambar kosong: 3." in said
    assert "Halaman yang berupa gambar yang hampir seluruhnya hitam: 2." in said
    result = json.loads(told.read_text("utf-8"))
    assert {one["certainty"] for one in result["findings"] if one["rule"].startswith("ANG")} == {
        "reading-doubt"
    }
    assert [one["ocr"].get("problem") for one in result["pages"]] == [None, "black", "blank"]
    assert result["coverage"]["ocr"]["pages"] == 1
    (finding,) = (one for one in result["findings"] if one["printed"] == "8")
    row, column = finding["cell"]["row"], finding["cell"]["column"]
    assert len(result["tables"][0]["rows"][row]["cells"][column]["ocr"]["clip"]) == 4


@needs_recogniser
def test_the_stages_alone_and_the_drawn_page_read_pictures_as_the_audit_does(
    tmp_path: Path,
) -> None:
    path, told = tmp_path / "pindaian.pdf", tmp_path / "hasil.json"
    path.write_bytes(scan(drawn.pdf([page()]), Scanner("side", dpi=150, quarters=1), "a"))
    for stage, more in (("extract", ["--draw", "1"]), ("normalize", [])):
        assert run([stage, str(path), "--json", str(told), *more]) == ExitCode.AUDITED
        assert "171.169.456" in told.read_text("utf-8")
        assert run([stage, str(path), "--ocr", "off"]) == ExitCode.NO_TABLE
    picture = cv2.imread(str(tmp_path / "pindaian-hal-1.png"))
    assert picture is not None
    red, green, blue = picture[:, :, 2], picture[:, :, 1], picture[:, :, 0]
    assert ((green > red + 40) & (green > blue + 40)).sum() > 500  # cells


@needs_recogniser
def test_a_scan_without_print_ends_with_a_sentence_and_exit_code_4(tmp_path: Path) -> None:
    noise = Scanner("noise", dpi=150, noise=60, blur=3)
    with pytest.raises(UnreadablePictures) as raised:
        read(tmp_path, scan(drawn.pdf([""]), noise, "a"))
    assert raised.value.exit_code == 4


def test_without_the_extra_one_line_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.ocr.sharing.is_installed", lambda: False)
    with pytest.raises(NoRecognizer) as raised:
        read(tmp_path, scan(drawn.pdf([page()]), CLEAN, "a"))
    assert "lkj-audit[ocr]" in raised.value.advice()


def test_pictures_are_left_alone_where_nobody_wants_them_read(tmp_path: Path) -> None:
    scanned = scan(drawn.pdf([page()]), CLEAN, "a")
    path = tmp_path / "mixed.pdf"
    path.write_bytes(_with_hidden_text(scanned, drawn.pdf([page()]), hidden=b""))
    document = read_document(DocumentReader(path))
    assert document.pages[0].picture is not None
    assert document.pages[0].picture.problem is PictureProblem.SWITCHED_OFF
    assert document.pages[0].is_unread_picture
    assert {place for table in document.tables for place in table.pages} == {2}


@needs_recogniser
def test_the_working_paper_shows_the_clip_of_each_number_beside_its_reading(
    tmp_path: Path,
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "pindaian.pdf"
    path.write_bytes(scan(drawn.pdf([page()]), Scanner("side", dpi=150, quarters=1), "a"))
    assert run(["audit", str(path), "--out", str(tmp_path), "--format", "xlsx"]) == ExitCode.AUDITED
    sheet = load_workbook(tmp_path / "pindaian" / "kertas-kerja.xlsx")["Angka dari gambar"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    numbers = {text for row in ROWS[1:] for text in row[2:]}
    assert numbers <= {row[3] for row in rows}
    assert {row[4] for row in rows if row[3] in numbers} == {"dipastikan hitungan"}
    clips = {image.anchor._from.row: image for image in sheet._images}
    assert sorted(clips) == list(range(4, 4 + len(rows)))
    for index, row in enumerate(rows, 4):
        # upright, though the page lies on its side, and print on paper
        picture = cv2.imdecode(np.frombuffer(clips[index]._data(), np.uint8), cv2.IMREAD_GRAYSCALE)
        assert picture is not None
        assert picture.shape[1] > picture.shape[0] or len(row[3]) < 3
        assert picture.min() < 120 < 200 < np.median(picture)
