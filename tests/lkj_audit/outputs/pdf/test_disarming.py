"""Laws of what a submitted PDF executes, opens or carries: wherever it hangs, the annotated copy
does not have it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from lkj_audit.main import run
from lkj_audit.outputs.pdf.annotated import removed_sentences
from lkj_audit.outputs.pdf.disarming import disarm
from lkj_audit.outputs.pdf.markup import NOTHING, Removed
from lkj_audit.presentation.language import Lang
from tests import drawn
from tests.lkj_audit.cli.test_command_line import budget_pdf

REGRESSIONS = Path(__file__).parent.parent.parent.parent / "regressions"
TRACE = b"jejak"


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("jejak()"))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("jejak.exe"))


def file_of(pdf: Pdf) -> Dictionary:
    stream = pdf.make_stream(TRACE, Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=stream))


def annotation(**entries: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)


def in_open_action(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script()


def in_triggers_of_the_document(pdf: Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=script(), WP=launch())


def in_the_names_of_scripts(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(script())]))
    )


def in_attached_files(pdf: Pdf) -> None:
    names = Dictionary(Names=Array([String("a.exe"), pdf.make_indirect(file_of(pdf))]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)


def in_associated_files(pdf: Pdf) -> None:
    pdf.Root.AF = Array([pdf.make_indirect(file_of(pdf))])


def in_triggers_of_a_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=launch(), C=script())


def in_the_action_of_an_annotation(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([annotation(Subtype=Name.Link, A=launch())])


def in_triggers_of_an_annotation(pdf: Pdf) -> None:
    triggers = Dictionary(E=script(), PO=pdf.make_indirect(launch()))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation(Subtype=Name.Link, AA=triggers))])


def behind_a_harmless_action(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://inspektorat.go.id"), Next=Array([launch()]))
    pdf.pages[0].obj.Annots = Array([annotation(Subtype=Name.Link, A=action)])


def in_an_address_that_is_no_page_of_the_web(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array(
        [
            annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))
            for address in ("javascript:jejak()", "file:///jejak", "\\\\jejak\\a", "JEJAK:jejak")
        ]
    )


def in_an_outline_item(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Bab I"), A=script()))
    pdf.Root.Outlines = pdf.make_indirect(
        Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1)
    )
    item.Parent = pdf.Root.Outlines


def in_form_fields(pdf: Pdf) -> None:
    below = pdf.make_indirect(Dictionary(T=String("b"), AA=Dictionary(C=script(), K=script())))
    field = pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=String("a"), V=String("isi"), Kids=Array([below]))
    )
    button = pdf.make_indirect(
        Dictionary(FT=Name.Btn, A=Dictionary(S=Name.SubmitForm, F=String("http://jejak")))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field, button]), CO=Array([below]))


def in_an_xfa_form(pdf: Pdf) -> None:
    parts = Array([String("template"), pdf.make_stream(b"<script>jejak</script>")])
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=parts)


def in_an_attachment_on_a_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array(
        [annotation(Subtype=Name.FileAttachment, FS=file_of(pdf), Name=Name.Graph)]
    )


def in_rich_media(pdf: Pdf) -> None:
    content = Dictionary(
        Assets=Dictionary(Names=Array([String("a.swf"), pdf.make_indirect(file_of(pdf))]))
    )
    pdf.pages[0].obj.Annots = Array([annotation(Subtype=Name.RichMedia, RichMediaContent=content)])


def in_three_dimensions(pdf: Pdf) -> None:
    model = pdf.make_stream(
        b"U3D", Type=Name("/3D"), Subtype=Name.U3D, OnInstantiate=pdf.make_stream(b"jejak()")
    )
    pdf.pages[0].obj.Annots = Array([annotation(Subtype=Name("/3D"), **{"3DD": model})])


def in_a_movie_and_a_sound(pdf: Pdf) -> None:
    movie = annotation(Subtype=Name.Movie, Movie=Dictionary(F=String("jejak.avi")), A=True)
    sound = annotation(Subtype=Name.Sound, Sound=pdf.make_stream(TRACE, Type=Name.Sound))
    pdf.pages[0].obj.Annots = Array([movie, sound])


def in_a_screen(pdf: Pdf) -> None:
    clip = Dictionary(S=Name.MCD, D=Dictionary(S=Name.URL, F=String("http://jejak")))
    rendition = Dictionary(
        S=Name.Rendition, OP=0, R=Dictionary(S=Name.MR, C=clip), JS=String("jejak()")
    )
    pdf.pages[0].obj.Annots = Array([annotation(Subtype=Name.Screen, A=rendition)])


def in_an_order_of_showing(pdf: Pdf) -> None:
    pdf.pages[0].obj.PresSteps = Dictionary(Type=Name.NavNode, NA=launch(), PA=script())


PLACES: tuple[Callable[[Pdf], None], ...] = (
    in_open_action,
    in_triggers_of_the_document,
    in_the_names_of_scripts,
    in_attached_files,
    in_associated_files,
    in_triggers_of_a_page,
    in_the_action_of_an_annotation,
    in_triggers_of_an_annotation,
    behind_a_harmless_action,
    in_an_address_that_is_no_page_of_the_web,
    in_an_outline_item,
    in_form_fields,
    in_an_xfa_form,
    in_an_attachment_on_a_page,
    in_rich_media,
    in_three_dimensions,
    in_a_movie_and_a_sound,
    in_a_screen,
    in_an_order_of_showing,
)


def with_(place: Callable[[Pdf], None], path: Path) -> Path:
    """Write a report with something hidden at a place."""
    path.write_bytes(budget_pdf("200"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        place(pdf)
        pdf.save(path)
    return path


def saved(pdf: Pdf, path: Path) -> bytes:
    """Write a document in a form in which everything that it holds can be read, and return that."""
    pdf.save(
        path,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return path.read_bytes()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_nothing_is_left_of_what_acts_wherever_it_hangs(
    place: Callable[[Pdf], None], tmp_path: Path
) -> None:
    with pikepdf.open(with_(place, tmp_path / "laporan.pdf")) as pdf:
        assert TRACE in saved(pdf, tmp_path / "before.pdf").lower()
    with pikepdf.open(tmp_path / "laporan.pdf") as pdf:
        pages = [page.Contents.read_raw_bytes() for page in pdf.pages]
        removed = disarm(pdf)
        assert sum(removed) > 0
        assert TRACE not in saved(pdf, tmp_path / "after.pdf").lower()
        assert [page.Contents.read_raw_bytes() for page in pdf.pages] == pages
        assert disarm(pdf) == NOTHING


@pytest.fixture
def harmless(tmp_path: Path) -> Path:
    """A document with links, bookmarks, a form and a structure whose names are like those of
    actions.
    """
    path = tmp_path / "tautan.pdf"
    path.write_bytes(drawn.pdf(["", ""]))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[1].obj
        leads = Array([page, Name.Fit])
        pdf.pages[0].obj.Annots = Array(
            [
                annotation(
                    Subtype=Name.Link,
                    A=Dictionary(S=Name.URI, URI=String("https://inspektorat.go.id")),
                ),
                annotation(
                    Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("mailto:a@b.go.id"))
                ),
                annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=leads)),
                annotation(Subtype=Name.Link, A=Dictionary(S=Name.Named, N=Name.NextPage)),
                annotation(Subtype=Name.Link, Dest=leads),
                annotation(Subtype=Name.Text, Contents=String("catatan")),
            ]
        )
        element = Dictionary(
            Type=Name.StructElem,
            S=Name.Sound,
            K=0,
            A=Dictionary(O=Name.Layout, Placement=Name.Block),
        )
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element))
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a"), leads])))
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([Dictionary(FT=Name.Tx, T=String("JavaScript"), V=String("/AA"))])
        )
        pdf.save(path)
    return path


def test_links_bookmarks_fields_and_structure_stay(harmless: Path, tmp_path: Path) -> None:
    with pikepdf.open(harmless) as pdf:
        before = saved(pdf, tmp_path / "before.pdf")
        assert disarm(pdf) == NOTHING
        after = saved(pdf, tmp_path / "after.pdf")
    assert after.split(b"trailer")[0] == before.split(b"trailer")[0]


def test_what_stood_for_media_keeps_its_looks_or_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "media.pdf"
    path.write_bytes(drawn.pdf([""]))
    with pikepdf.open(path) as pdf:
        looks = Dictionary(
            N=pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        )
        pdf.pages[0].obj.Annots = Array(
            [annotation(Subtype=Name.Screen, AP=looks), annotation(Subtype=Name.Screen, F=4)]
        )
        assert disarm(pdf) == Removed(media=2)
        seen, unseen = pdf.pages[0].obj.Annots
        assert (seen.Subtype, "/AP" in seen, "/F" in seen) == (Name.Stamp, True, False)
        assert (unseen.Subtype, int(unseen.F)) == (Name.Stamp, 6)


def test_a_sentence_counts_what_is_not_passed_on() -> None:
    removed = Removed(scripts=1, actions=2, attachments=1)
    assert removed_sentences(removed, Lang.ID) == [
        "tidak disertakan dari dokumen asli: 1 skrip, 2 tindakan, 1 lampiran."
    ]
    assert removed_sentences(removed, Lang.EN) == [
        "not passed on from the original: 1 script, 2 actions, 1 attachment."
    ]
    assert removed_sentences(NOTHING, Lang.ID) == ()


def first_page(path: Path) -> str:
    return str(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded())


def test_the_terminal_and_the_summary_say_what_is_not_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("js.pdf").write_bytes((REGRESSIONS / "js.pdf").read_bytes())
    assert run(["audit", "js.pdf", "--out", "hasil", "--format", "pdf"]) == 0
    said = (
        "js.pdf: beranotasi.pdf: tidak disertakan dari dokumen asli: 4 skrip, 4 tindakan, 2 media."
    )
    assert said in capsys.readouterr().err
    assert "tidak disertakan dalam salinan ini" in first_page(Path("hasil/js/beranotasi.pdf"))


def test_of_a_document_without_any_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("laporan.pdf").write_bytes(budget_pdf("200"))
    assert run(["audit", "laporan.pdf", "--out", "hasil", "--format", "pdf"]) == 0
    assert capsys.readouterr().err == ""
    assert "tidak disertakan" not in first_page(Path("hasil/laporan/beranotasi.pdf"))
