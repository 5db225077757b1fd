"""What is written on a page besides its content is read; what cannot be is counted, and no sum of
it is claimed.
"""

from pathlib import Path

import pikepdf
import pytest

from extract.document import read_document_here
from extract.pdfium import annotations
from extract.records import Document
from normalize.interpret import interpret
from tests import drawn
from validate.examine import examine
from validate.findings import Certainty, Finding

PDFS = Path(__file__).parent.parent.parent / "pdfs" / "seen"
WIDTHS = [30, 150, 90, 90, 50]
ROWS = [
    ["No", "Program", "Pagu", "Realisasi", "%"],
    ["1", "Program Penunjang", "1.500.000", "1.400.000", "93,33"],
    ["2", "Program Pelayanan", "2.500.000", "2.500.000", "100,00"],
    ["", "JUMLAH", "4.000.000", "3.900.000", "97,50"],
]
BLANK = [ROWS[0], ["1", "Program Penunjang", "1.500.000", "", "93,33"], *ROWS[2:]]
WRONG = [*ROWS[:3], ["", "JUMLAH", "4.000.000", "3.900.001", "97,50"]]
CAPTION = drawn.words("Tabel 3.2 Realisasi Anggaran Tahun 2024", 60, 800)
# The cell of 1.400.000.
RECT = "332 749 418 763"
PICTURE = "q 80 0 0 12 2 2 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q"


def appearance(content: str) -> str:
    """What an annotation looks like: a form of the size of its rectangle."""
    font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 86 14] /Resources << {font} >>"
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def read(
    folder: Path,
    annotation: str,
    content: str = "",
    *,
    rows: list[list[str]] = BLANK,
    catalogue: str = "",
) -> Document:
    """A page with a budget table and this annotation; `content` is how that is drawn, where it is
    drawn at all.
    """
    shown = "/AP << /N 1 0 R >>" if content else ""
    page = f"/Annots [ << /Type /Annot /Rect [{RECT}] {shown} {annotation} >> ]"
    drawing = CAPTION + drawn.table(rows, WIDTHS)
    return drawn.read(
        folder,
        drawn.pdf(
            [drawing],
            page=page,
            first=appearance(content) if content else "<< >>",
            catalogue=catalogue,
        ),
    )


def sums(document: Document) -> list[Finding]:
    return [
        finding for finding in examine(interpret(document)).findings if finding.rule == "ANG-05"
    ]


VALUE = drawn.words("1.400.000", 4, 4)
FIELD = "/Subtype /Widget /FT /Tx /T (realisasi) /V (1.400.000)"


def test_values_of_fields_are_read() -> None:
    assert drawn.texts(read_document_here(PDFS / "form_fields.pdf")) == drawn.texts(
        read_document_here(PDFS / "base.pdf")
    )


@pytest.mark.parametrize(
    "annotation",
    [FIELD, "/Subtype /FreeText /Contents (1.400.000)", "/Subtype /Stamp /Name /Approved"],
    ids=["field", "free text", "stamp"],
)
def test_what_is_written_over_a_page_is_read(annotation: str, tmp_path: Path) -> None:
    document = read(tmp_path, f"{annotation} /F 4", VALUE)
    assert drawn.texts(document) == ROWS
    assert not document.pages[0].unread
    assert (document.pages[0].width, document.pages[0].height) == (drawn.WIDTH, drawn.HEIGHT)


def test_a_field_that_the_viewer_draws_is_read(tmp_path: Path) -> None:
    fonts = "/DR << /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    field = f"{FIELD} /DA (/Helv 9 Tf 0 g) /F 4"
    widget = f"<< /Type /Annot /Rect [{RECT}] {field} >>"
    form = f"/AcroForm << /NeedAppearances true /DA (/Helv 9 Tf 0 g) {fonts} /Fields [ 1 0 R ] >>"
    data = drawn.pdf(
        [CAPTION + drawn.table(BLANK, WIDTHS)],
        page="/Annots [ 1 0 R ]",
        first=widget,
        catalogue=form,
    )
    assert drawn.texts(drawn.read(tmp_path, data)) == ROWS


@pytest.mark.parametrize(
    "annotation",
    [
        "/Subtype /Highlight /F 4",
        "/Subtype /Square /F 4",
        "/Subtype /Text /Contents (lihat lampiran) /F 4",
        "/Subtype /Link /F 4",
        "/Subtype /FreeText /F 2",
        "/Subtype /FreeText /F 32",
        f"/Subtype /FreeText /T ({annotations.AUTHOR}) /F 4",
    ],
    ids=["highlight", "square", "note", "link", "hidden", "not viewed", "our own"],
)
def test_what_is_no_part_of_the_page_is_not_read_and_not_counted(
    annotation: str, tmp_path: Path
) -> None:
    document = read(tmp_path, annotation, VALUE)
    assert drawn.texts(document) == BLANK
    assert not document.pages[0].unread


@pytest.mark.parametrize(
    ("annotation", "content"),
    [
        ("/Subtype /Stamp /F 4", PICTURE),
        ("/Subtype /Ink /F 4 /InkList [[332 750 400 760]]", "1 w 0 0 m 80 12 l S"),
        ("/Subtype /FreeText /F 4 /Contents (1.400.000)", ""),
        ("/Subtype /Widget /FT /Sig /F 4", PICTURE),
    ],
    ids=["picture", "handwriting", "undrawn", "signature"],
)
def test_what_cannot_be_read_is_counted_and_sums_under_it_are_doubts(
    annotation: str, content: str, tmp_path: Path
) -> None:
    document = read(tmp_path, annotation, content, rows=WRONG)
    (box,) = document.pages[0].unread
    assert [round(side) for side in box] == [332, drawn.HEIGHT - 763, 418, drawn.HEIGHT - 749]
    assert [finding.certainty for finding in sums(document)] == [Certainty.READING_DOUBT]


def test_what_cannot_be_read_beside_a_table_doubts_none_of_its_sums(tmp_path: Path) -> None:
    page = (
        "/Annots [ << /Type /Annot /Rect [300 100 386 114] /Subtype /Stamp /F 4 /AP << /N 1 0 "
        "R >> >> ]"
    )
    drawing = CAPTION + drawn.table(WRONG, WIDTHS)
    document = drawn.read(tmp_path, drawn.pdf([drawing], page=page, first=appearance(PICTURE)))
    assert len(document.pages[0].unread) == 1
    (finding,) = sums(document)
    assert finding.certainty is Certainty.INCONSISTENT


def test_a_page_that_its_viewer_makes_is_not_claimed(tmp_path: Path) -> None:
    form = "/AcroForm << /XFA 1 0 R /Fields [] >> /NeedsRendering true"
    data = drawn.pdf(
        [CAPTION + drawn.table(ROWS, WIDTHS)], first=appearance("<xdp/>"), catalogue=form
    )
    assert len(drawn.read(tmp_path, data).pages[0].unread) == 1


def test_a_page_with_more_annotations_than_are_looked_at_is_not_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations, "_MOST", 2)
    one = f"<< /Type /Annot /Subtype /Square /Rect [{RECT}] >>"
    data = drawn.pdf([drawn.table(ROWS, WIDTHS)], page=f"/Annots [ {one * 3} ]")
    assert len(drawn.read(tmp_path, data).pages[0].unread) == 1


def test_an_annotated_report_reads_as_the_one_it_was_made_from(tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(drawn.pdf([CAPTION + drawn.table(ROWS, WIDTHS)]))
    with pikepdf.open(plain) as pdf:
        content = pdf.make_stream(b"0 0 86 14 re S BT /F1 9 Tf 2 2 Td (12) Tj ET")
        content.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 86, 14]
            )
        )
        square = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[332, 749, 418, 763],
            T=annotations.AUTHOR,
            F=4,
            AP=pikepdf.Dictionary(N=content),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(square)])
        pdf.save(tmp_path / "annotated.pdf")
    assert drawn.texts(read_document_here(tmp_path / "annotated.pdf")) == ROWS
