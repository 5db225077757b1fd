"""Forms within forms are counted before they are drawn: a page of a billion of them is refused, one
of many is read.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from extract.document import read_document
from extract.pdfium.form_expansion import expanding_pages
from extract.records import TextSource
from tests import drawn

EXPONENTIAL = Path(__file__).parent.parent.parent / "regressions" / "forms_expo_8x10.pdf"


def document(*times: int) -> bytes:
    """Return a page that draws a form so many times, which draws another one so many times, and so
    on.
    """
    pdf = Pdf.open(BytesIO(drawn.pdf([""])))
    form = pdf.make_indirect(_form(pdf, b"0 0 1 1 re f", None))
    for count in reversed(times[1:]):
        form = pdf.make_indirect(_form(pdf, b"/X Do\n" * count, form))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Contents = Stream(pdf, b"q /X Do Q\n" * times[0])
    return _saved(pdf)


def _form(pdf: Pdf, content: bytes, drawn_form: Object | None) -> Stream:
    resources = (
        Dictionary(XObject=Dictionary(X=drawn_form)) if drawn_form is not None else Dictionary()
    )
    return Stream(
        pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=resources
    )


def _saved(pdf: Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


@pytest.mark.parametrize("times", [(8,) * 10, (400, 400), (2,) * 18, (100_001, 1)])
def test_a_page_of_endless_forms_is_not_loaded(times: Sequence[int]) -> None:
    assert expanding_pages(document(*times)) == {0}


@pytest.mark.parametrize("times", [(1,), (1, 1, 1, 1, 1), (3_000,), (200, 200), (0, 400, 400)])
def test_a_page_of_many_forms_is_loaded(times: Sequence[int]) -> None:
    assert expanding_pages(document(*times)) == frozenset()


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    pdf = Pdf.open(BytesIO(document(2, 2)))
    form = pdf.pages[0].obj.Resources.XObject.X
    form.Resources.XObject.X = form
    assert expanding_pages(_saved(pdf)) == frozenset()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 /Subtype /Form /Subtype /Form", EXPONENTIAL.read_bytes()[:3000]]
)
def test_what_cannot_be_looked_at_is_left_to_the_limits(data: bytes) -> None:
    assert expanding_pages(data) == frozenset()


def test_a_page_of_a_billion_forms_costs_itself() -> None:
    pages = read_document(EXPONENTIAL).pages
    assert [page.source for page in pages] == [TextSource.UNREADABLE, TextSource.TEXT]
