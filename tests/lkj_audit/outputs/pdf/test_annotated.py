"""The annotated document: what was submitted is still there, the marks are where the cells are, and
it opens.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from extract.errors import (
    Damaged,
    DocumentError,
    Encrypted,
    MissingFile,
    ReaderCrashed,
    ReaderFault,
    TooMuchMemory,
    TooSlow,
)
from extract.limits import Limits
from extract.records import Box, Location, Page, TextSource
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.pdf.annotated import plan_of, write
from lkj_audit.outputs.pdf.mark_notes import COLOUR, MarkNotes
from lkj_audit.outputs.pdf.marking import annotate
from lkj_audit.outputs.pdf.pdf_sheet import HEIGHT, WIDTH, PdfSheet, width, wrapped
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.findings.matters import MatterGroup, numbered_findings
from normalize.text.masking import masked
from tests import drawn, sandboxed
from tests.conftest import NIP
from tools.fuzzing import hostile
from validate.audit_context import AuditContext
from validate.findings import Audit, CellRef, Finding, PrintedValue, Severity

DOCUMENTS = Path(__file__).parent.parent.parent.parent.parent / "corpus" / "documents"
KLAKAH = DOCUMENTS / "klakah-tw4-2024.pdf"
TURNED = tuple(sorted(DOCUMENTS.glob("*-rotated*.pdf")))

Submitted = Callable[[bytes], AuditedDocument]


@pytest.fixture(scope="module")
def klakah(tmp_path_factory: pytest.TempPathFactory) -> tuple[AuditedDocument, Path]:
    """The Klakah report, audited and annotated."""
    audited = AuditedDocument(KLAKAH, audit_document(KLAKAH), masked)
    target = tmp_path_factory.mktemp("annotated") / "beranotasi.pdf"
    write(audited, target)
    return audited, target


@pytest.fixture
def submitted(audit: Audit, tmp_path: Path) -> Submitted:
    """Give the small audit a document of its own, whose pages are as PDFium displays them."""

    def made(data: bytes) -> AuditedDocument:
        source = tmp_path / "laporan.pdf"
        source.write_bytes(data)
        document = replace(audit.report.document, pages=tuple(displayed(source)))
        return AuditedDocument(
            source,
            replace(audit, context=AuditContext(replace(audit.report, document=document))),
            masked,
        )

    return made


def displayed(source: Path) -> Iterator[Page]:
    try:
        pdf = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return
    for index in range(min(len(pdf), Limits().pages)):
        try:
            wide, high = pdf.get_page_size(index)
        except pypdfium2.PdfiumError:
            wide, high = 0.0, 0.0
        yield Page(index + 1, wide, high, TextSource.TEXT)
    pdf.close()


def annotated(audited: AuditedDocument) -> Path:
    """Return the annotated document, made without the process of its own that `write` starts."""
    target = audited.pdf.with_name("beranotasi.pdf")
    annotate(audited.pdf, target, plan_of(audited))
    return target


# pages of ours in front of the submitted ones
FRONT = 1


def contents(page: pikepdf.Page) -> list[bytes]:
    streams = page.obj.get(Name.Contents)
    return [
        stream.read_raw_bytes()
        for stream in (streams if isinstance(streams, Array) else [streams])
        if stream
    ]


def squares(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [one for one in page.obj.get(Name.Annots, []) if one.get(Name.Subtype) == Name.Square]


def picture(path: Path, index: int, scale: float = 2.0) -> np.ndarray:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return np.asarray(pdf[index].render(scale=scale).to_pil().convert("RGB")).astype(int)
    finally:
        pdf.close()


def changed_box(before: np.ndarray, after: np.ndarray, scale: float = 2.0) -> Box:
    """Return the box of everything that looks different, in points."""
    rows, columns = np.nonzero(np.abs(before - after).max(axis=2) > 24)
    return Box(columns.min() / scale, rows.min() / scale, columns.max() / scale, rows.max() / scale)


# What was submitted -------------------------------------------------------------------------------


# one whose streams are packed otherwise than we pack ours
PACKED = DOCUMENTS / "dinas-perpustakaan-tw2-2024-reportlab-overflow-43.pdf"


@pytest.mark.parametrize("source", [KLAKAH, *TURNED[:1], PACKED], ids=lambda path: path.stem)
def test_the_content_of_every_page_is_byte_for_byte_the_same(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "beranotasi.pdf"
    write(AuditedDocument(source, audit_document(source), masked), target)
    with pikepdf.open(source) as before, pikepdf.open(target) as after:
        submitted = list(after.pages)[FRONT : FRONT + len(before.pages)]
        assert [contents(page) for page in before.pages] == [contents(page) for page in submitted]
    one, other = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument(target)
    for index in range(len(one)):
        texts = [
            pdf[at].get_textpage().get_text_bounded()
            for pdf, at in ((one, index), (other, index + FRONT))
        ]
        assert texts[0] == texts[1]


def words_of(page: Any) -> list[tuple[str, float, float]]:
    """Return the words that pdfplumber finds on a page, each with its place."""
    return [(word["text"], word["x0"], word["top"]) for word in page.extract_words()]


def test_pdfplumber_reads_the_same_words(klakah: tuple[AuditedDocument, Path]) -> None:
    audited, target = klakah
    with pdfplumber.open(audited.pdf) as before, pdfplumber.open(target) as after:
        assert words_of(before.pages[14]) == words_of(after.pages[14 + FRONT])


def test_a_page_that_has_no_mark_looks_the_same(klakah: tuple[AuditedDocument, Path]) -> None:
    audited, target = klakah
    marked = {mark.page for mark in MarkNotes(audited).marks()}
    plain = next(
        page.number for page in audited.audit.report.document.pages if page.number not in marked
    )
    assert (picture(audited.pdf, plain - 1, 1) == picture(target, plain - 1 + FRONT, 1)).all()


def test_pages_keep_their_numbers_in_a_viewer(klakah: tuple[AuditedDocument, Path]) -> None:
    with pikepdf.open(klakah[1]) as pdf:
        labels = [page.label for page in pdf.pages]
    count = len(klakah[0].audit.report.document.pages)
    assert labels == ["i", *map(str, range(1, count + 1)), "ii", "iii", "iv", "v"]


def test_a_list_longer_than_the_summary_goes_on_behind_the_document(
    klakah: tuple[AuditedDocument, Path],
) -> None:
    count = len(klakah[0].audit.report.document.pages)
    with pikepdf.open(klakah[1]) as pdf:
        behind = pdf.pages[FRONT + count].obj.objgen
        assert pdf.pages[0].Annots[-1].Dest[0].objgen == behind
        with pdf.open_outline() as outline:
            last = outline.root[0].children[-1]
            assert isinstance(last.destination, Array)
            assert (last.title, last.destination[0].objgen) == ("Lanjutan daftar temuan", behind)
    text = pypdfium2.PdfDocument(klakah[1])[FRONT + count].get_textpage().get_text_bounded()
    assert "Lanjutan daftar temuan, 1 dari 4" in text


def test_own_annotations_and_bookmarks_stay(submitted: Submitted) -> None:
    with pikepdf.open(submitted(drawn.pdf(["", ""])).pdf, allow_overwriting_input=True) as pdf:
        own = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="catatan")
        )
        pdf.pages[1].Annots = Array([own])
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Bab I", 0))
        pdf.save()
        data = Path(str(pdf.filename)).read_bytes()
    with pikepdf.open(annotated(submitted(data))) as pdf:
        assert str(pdf.pages[2].Annots[0].Contents) == "catatan"
        with pdf.open_outline() as outline:
            assert [item.title.partition(" (")[0] for item in outline.root] == [
                "Hasil pemeriksaan",
                "Bab I",
            ]


# The marks ----------------------------------------------------------------------------------------


def test_what_is_to_be_explained_or_looked_at_has_a_box_and_every_finding_a_bookmark(
    klakah: tuple[AuditedDocument, Path],
) -> None:
    audited, target = klakah
    with pikepdf.open(target) as pdf:
        for one in numbered_findings(audited.audit):
            number, finding = one.number, one.finding
            boxes = squares(pdf.pages[finding.spot.place.page - 1 + FRONT])
            notes = [
                str(box.Contents) for box in boxes if f"Temuan {number} · " in str(box.Contents)
            ]
            if one.matter.group not in {MatterGroup.EXPLAIN, MatterGroup.LOOK}:
                assert notes == []
                continue
            (note,) = notes
            assert finding.rule in note
            assert finding.formula is None or finding.formula in note
        with pdf.open_outline() as outline:
            (root,) = outline.root[:1]
            assert sum(len(weight.children) for weight in root.children) == len(
                audited.audit.findings
            )


def test_every_box_draws_itself_and_opens_a_window(klakah: tuple[AuditedDocument, Path]) -> None:
    with pikepdf.open(klakah[1]) as pdf:
        drawn_boxes = [box for page in pdf.pages for box in squares(page)]
        assert all(
            box.AP.N.Subtype == Name.Form and box.Popup.Parent.NM == box.NM for box in drawn_boxes
        )
        assert len({str(box.NM) for box in drawn_boxes}) == len(drawn_boxes)


GEOMETRY = (
    "",
    *(f"/Rotate {turn}" for turn in (90, 180, 270, -90, 450)),
    *(f"/CropBox [20 30 580 800] /Rotate {turn}" for turn in (0, 90, 180, 270)),
    "/MediaBox [-100 -50 495 792] /Rotate 90",
    "/UserUnit 2",
    "/CropBox [-50 -50 700 900]",
)


@pytest.mark.parametrize("page", GEOMETRY)
def test_a_mark_stands_where_the_cell_is_displayed(page: str, submitted: Submitted) -> None:
    audited = submitted(drawn.pdf(["", ""], page=page))
    target = annotated(audited)
    place = audited.audit.findings[0].spot.place
    changed = changed_box(picture(audited.pdf, place.page - 1), picture(target, place.page))
    # evidence 90 points to the left of the finding is marked too, and its number stands on the
    # upper edge
    wanted = Box(place.box.x0, place.box.top - 3.5, place.box.x1, place.box.bottom)
    assert all(math.isclose(a, b, abs_tol=2.0) for a, b in zip(changed, wanted, strict=True)), (
        changed,
        wanted,
    )


@pytest.mark.parametrize("source", TURNED, ids=lambda path: path.stem)
def test_marks_in_turned_documents_have_the_colour_of_their_severity(
    source: Path, tmp_path: Path
) -> None:
    audited = AuditedDocument(source, audit_document(source), masked)
    target = tmp_path / "beranotasi.pdf"
    write(audited, target)
    heaviest: dict[Location, Severity] = {}
    boxed = {MatterGroup.EXPLAIN, MatterGroup.LOOK}
    shown = [one.finding for one in numbered_findings(audited.audit) if one.matter.group in boxed]
    for finding in shown:
        heaviest.setdefault(finding.spot.place, finding.severity)
    for (page, box), severity in heaviest.items():
        seen = picture(target, page - 1 + FRONT)
        wanted = np.array([part * 255 for part in COLOUR[severity]])
        close = np.abs(seen - wanted).max(axis=2) < 40
        x0, x1 = round(box.x0 * 2), round(box.x1 * 2)
        edge = close[round(box.bottom * 2) - 3 : round(box.bottom * 2) + 4, x0:x1]
        assert edge.any(axis=0).mean() > 0.4, (page, box)


def test_what_was_said_of_one_place_stands_in_one_note(submitted: Submitted) -> None:
    audited = submitted(drawn.pdf(["", ""]))
    one = audited.audit.findings[0]
    twice = replace(
        audited, audit=replace(audited.audit, findings=(one, replace(one, rule="ANG-02")))
    )
    with pikepdf.open(annotated(twice)) as pdf:
        (box,) = squares(pdf.pages[2])
    assert "Temuan 1.1 · " in str(box.Contents)
    assert "Temuan 1.2 · " in str(box.Contents)


def test_no_note_or_bookmark_shows_a_nip(submitted: Submitted) -> None:
    plan = MarkNotes(submitted(drawn.pdf(["", ""])))
    said = repr((plan.marks(), plan.bookmark(goes_on=True)))
    assert NIP not in said
    assert "1978••••" in said


@pytest.mark.parametrize(
    "box", [Box(-50, -50, 5000, 5000), Box(9e9, 9e9, 9e9, 9e9), Box(math.nan, 0, 1, 1)]
)
def test_a_place_beyond_the_page_hurts_nobody(box: Box, submitted: Submitted) -> None:
    audited = submitted(drawn.pdf(["", ""]))
    moved = replace(
        audited.audit.findings[0], spot=PrintedValue(Location(2, box), CellRef("t1", 0, 2), "100")
    )
    target = annotated(replace(audited, audit=replace(audited.audit, findings=(moved,))))
    assert len(pypdfium2.PdfDocument(target)) == 3


# The summary --------------------------------------------------------------------------------------


def test_the_summary_tells_what_the_document_is_and_links_to_its_findings(
    klakah: tuple[AuditedDocument, Path],
) -> None:
    audited, target = klakah
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_bounded()
    told = ("Kecamatan Klakah", "35 halaman", "378 cocok", "95,27 ÷ 95,45 × 100", "99,81.")
    assert all(said in text for said in told)
    with pikepdf.open(target) as pdf:
        count = len(audited.audit.report.document.pages)
        *links, onward = pdf.pages[0].Annots
        assert onward.Dest[1] == Name.Fit
        links += [link for page in list(pdf.pages)[FRONT + count :] for link in page.Annots]
        assert len(links) == len(audited.audit.findings)
        page = audited.audit.findings[0].spot.place.page
        assert links[0].Dest[0].objgen == pdf.pages[page - 1 + FRONT].obj.objgen


def test_nothing_in_the_summary_overlaps(klakah: tuple[AuditedDocument, Path]) -> None:
    with pdfplumber.open(klakah[1]) as pdf:
        for page in (pdf.pages[0], *pdf.pages[-2:]):
            words = page.extract_words(use_text_flow=True, keep_blank_chars=True)
            assert max(word["x1"] for word in words) <= WIDTH - 40
            assert max(word["bottom"] for word in words) <= HEIGHT - 20
            boxes = [
                (w["x0"] + 0.5, w["top"] + 2.2, w["x1"] - 0.5, w["bottom"] - 2.2) for w in words
            ]
            for at, (x0, top, x1, bottom) in enumerate(boxes):
                for a, b, c, d in boxes[at + 1 :]:
                    assert x1 <= a or c <= x0 or bottom <= b or d <= top


def test_a_thousand_findings_fill_a_few_pages_behind_and_all_bookmarks(
    submitted: Submitted,
) -> None:
    audited = submitted(drawn.pdf(["", ""]))
    one = audited.audit.findings[0]
    many = tuple(replace(one, spot=replace_printed(one, str(number))) for number in range(1000))
    audited = replace(audited, lang="en", audit=replace(audited.audit, findings=many))
    with pikepdf.open(annotated(audited)) as pdf:
        assert 5 < len(pdf.pages) < 20
        with pdf.open_outline() as outline:
            assert len(outline.root[0].children[0].children) == 1000


def replace_printed(finding: Finding, printed: str) -> PrintedValue:
    return finding.spot._replace(printed=printed)


@pytest.mark.parametrize(
    "text", ["Meningkatnya – “mutu” é ÷ × −", "≤ ≥ → Σ ➢ \uf0b7 漢字", r"\) Tj (", "\ud800"]
)
def test_any_text_can_be_printed_and_measured(text: str) -> None:
    sheet = PdfSheet()
    sheet.text(10, 10, text, 8)
    assert sheet.leaf().content.isascii()
    assert width(text, 8) > 0


def test_a_word_wider_than_its_line_is_cut_and_a_long_text_ends_in_an_ellipsis() -> None:
    lines = wrapped("Penyelenggaraan" * 9 + " pemerintahan", 60, 8, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width(line, 8) <= 60 for line in lines)


# Documents that are not as they should be ---------------------------------------------------------


def test_a_signature_stays_and_the_summary_says_that_the_copy_breaks_it(
    submitted: Submitted,
) -> None:
    with pikepdf.open(submitted(drawn.pdf(["", ""])).pdf, allow_overwriting_input=True) as pdf:
        value = Dictionary(Type=Name.Sig, Contents=b"signed", ByteRange=[0, 1, 2, 3])
        signature = pdf.make_indirect(
            Dictionary(FT=Name.Sig, T="Camat", V=pdf.make_indirect(value))
        )
        pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([signature]))
        pdf.save()
        data = Path(str(pdf.filename)).read_bytes()
    target = annotated(submitted(data))
    assert (
        "tanda tangan elektronik"
        in pypdfium2.PdfDocument(target)[0].get_textpage().get_text_bounded()
    )
    with pikepdf.open(target) as pdf:
        assert bytes(pdf.Root.AcroForm.Fields[0].V.Contents) == b"signed"


def test_an_unsigned_document_is_not_told_to_be_signed(
    klakah: tuple[AuditedDocument, Path],
) -> None:
    assert "elektronik" not in pypdfium2.PdfDocument(klakah[1])[0].get_textpage().get_text_bounded()


def test_what_its_owner_locked_opens_without_a_password_and_stays_locked(
    submitted: Submitted, tmp_path: Path
) -> None:
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(submitted(drawn.pdf(["", ""])).pdf) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="camat", user=""))
    target = annotated(submitted(locked.read_bytes()))
    with pikepdf.open(target) as pdf:
        assert pdf.is_encrypted
        assert len(squares(pdf.pages[2])) == 1
    assert len(pypdfium2.PdfDocument(target)) == 3


def failure(audited: AuditedDocument) -> type[Exception]:
    target = audited.pdf.with_name("beranotasi.pdf")
    with pytest.raises(DocumentError) as error:
        write(audited, target)
    assert not target.exists()
    return error.type


def test_a_password_that_nobody_gave_is_told(submitted: Submitted) -> None:
    assert (
        failure(
            submitted(
                (Path(__file__).parent.parent.parent.parent / "pdfs" / "password.pdf").read_bytes()
            )
        )
        is Encrypted
    )


def test_a_file_that_went_away_is_told(submitted: Submitted) -> None:
    audited = submitted(drawn.pdf(["", ""]))
    audited.pdf.unlink()
    assert failure(audited) is MissingFile


def test_a_folder_that_is_not_there_is_told(submitted: Submitted, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="hilang"):
        write(submitted(drawn.pdf(["", ""])), tmp_path / "hilang" / "beranotasi.pdf")


def test_pages_that_two_parsers_count_differently_are_told(submitted: Submitted) -> None:
    audited = submitted(drawn.pdf(["", ""]))
    audited.pdf.write_bytes(drawn.pdf([""]))
    assert failure(audited) is Damaged


def test_a_table_of_objects_that_is_not_where_it_should_be_is_found(submitted: Submitted) -> None:
    data = drawn.pdf(["", ""])
    target = annotated(submitted(data.replace(b"startxref\n", b"startxref\n9")))
    assert len(pypdfium2.PdfDocument(target)) == 3


def test_a_writer_that_takes_too_long_is_ended(submitted: Submitted) -> None:
    audited = submitted(drawn.pdf(["", ""]))
    target = audited.pdf.with_name("beranotasi.pdf")
    with pytest.raises(TooSlow):
        write(replace(audited, limits=Limits(seconds=0.001)), target)
    assert not target.exists()


def test_a_document_that_asks_for_too_much_memory_costs_itself(
    submitted: Submitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj_audit.outputs.pdf.markup.ADD_MARKS", sandboxed.SWELL_MARKING)
    audited = submitted(drawn.pdf(["", ""]))
    target = audited.pdf.with_name("beranotasi.pdf")
    with pytest.raises(TooMuchMemory):
        write(replace(audited, limits=Limits(memory=100 << 20)), target)
    assert not target.exists()


def test_a_form_whose_fields_hold_themselves_ends(submitted: Submitted) -> None:
    with pikepdf.open(submitted(drawn.pdf(["", ""])).pdf, allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(Dictionary(T="x"))
        field.Kids = Array([field, field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.Root.Outlines = field
        pdf.Root.PageLabels = Dictionary(Kids=Array([field]))
        pdf.pages[0].Annots = Stream(pdf, b"no array")
        pdf.save()
        data = Path(str(pdf.filename)).read_bytes()
    assert len(pypdfium2.PdfDocument(annotated(submitted(data)))) == 3


def applied(mutation: hostile.Mutation, random: Random) -> bytes:
    return mutation(random, drawn.pdf(["", ""]))


HOSTILE: dict[str, hostile.Construction] = {
    **{
        made.__name__: made
        for made in hostile.CONSTRUCTIONS
        if made is not hostile.page_listed_often
    },
    **{mutated.__name__: partial(applied, mutated) for mutated in hostile.MUTATIONS},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_annotated_or_told_why_not(name: str, submitted: Submitted) -> None:
    try:
        data = HOSTILE[name](Random(7))
    except hostile.InapplicableMutation:
        return
    audited = submitted(data)
    target = audited.pdf.with_name("beranotasi.pdf")
    told = None
    try:
        write(audited, target)
    except DocumentError as error:
        told = error
    assert not isinstance(told, (ReaderCrashed, ReaderFault)), told.details
    assert told or len(pikepdf.open(target).pages) == len(audited.audit.report.document.pages) + 1
