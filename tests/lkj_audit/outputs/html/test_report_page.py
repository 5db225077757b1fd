"""`laporan.html` without a browser: what is in it, what is not, and what hostile texts become."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extract.limits import Limits
from extract.records import Box, Location
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.html.charts import charts
from lkj_audit.outputs.html.report_page import ReportView, page_html, without_picture, write
from lkj_audit.outputs.page_pictures import PagePictures, Picture
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.findings.matters import numbered_findings
from lkj_audit.presentation.language import Lang
from normalize.report import Report
from normalize.text.masking import masked
from tests import drawn
from tests.conftest import NIP
from validate.audit_context import AuditContext
from validate.findings import Audit, Finding, Message, PrintedValue, Severity

KLAKAH = Path("corpus/documents/klakah-tw4-2024.pdf")
HOSTILE = "</script><img src=x onerror=alert(1)> \"' $\\frac{x} \x00\x1b\u202e[31m\ud800\ufffe"
ADDRESS = re.compile(r"""(?:src|href|action|data|url)\s*[=(]\s*["']?((?!data:image|#)[^"'\s>)]+)""")


class Elements(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str, name: str = "") -> list[dict[str, str | None]]:
        return [
            attributes
            for found, attributes in self.found
            if found == tag and name in (attributes.get("class") or "")
        ]


@pytest.fixture(scope="module")
def klakah() -> Audit:
    return audit_document(KLAKAH)


def html_of(audit: Audit, lang: str = "id", pictures: dict[int, Picture] | None = None) -> str:
    view = ReportView(AuditedDocument(KLAKAH, audit, masked, lang))
    return page_html(view, charts(audit, Lang(lang), masked), pictures or {})


def test_a_finding_is_told_with_its_sum_and_its_box(audit: Audit) -> None:
    html = html_of(audit)
    elements = Elements(html)
    (finding,) = elements.of("li", "finding major")
    marks = {mark["id"]: mark for mark in elements.of("rect", "mark") if "id" in mark}
    assert marks[finding["data-mark"]]["data-roots"] == "1"
    assert (finding["data-rule"], finding["data-table"]) == ("ANG-01", "t1")
    assert "1.500 − 1.300 = 200" in html
    assert sum(mark["data-others"] == "1" for mark in marks.values()) == 2
    assert {mark["data-mark"] for mark in elements.of("button", "go")} <= set(marks)


def test_every_finding_of_the_sample_report_is_there_in_its_order(klakah: Audit) -> None:
    found = Elements(html_of(klakah)).of("li", "finding ")
    numbered = numbered_findings(klakah)
    assert [one["data-number"] for one in found] == [one.number for one in numbered]
    assert [one["data-fingerprint"] for one in found] == [
        one.finding.fingerprint for one in numbered
    ]
    assert [one["data-severity"] for one in found] == [
        one.finding.severity.value for one in numbered
    ]


def test_no_nip_is_written(audit: Audit) -> None:
    html = html_of(audit)
    assert NIP not in html
    assert "1978••••" in html


def test_hostile_texts_stay_texts(audit: Audit, report: Report, wrong_remainder: Finding) -> None:
    finding = replace(
        wrong_remainder,
        spot=PrintedValue(
            Location(2, Box(-1e6, float("1e6"), 1e6, -1e6)), wrong_remainder.spot.cell, HOSTILE
        ),
        message=Message(HOSTILE, HOSTILE),
        formula=f"{HOSTILE} = {HOSTILE}",
        expected=HOSTILE,
    )
    (typed,) = report.tables
    row = tuple(replace(cell, text=HOSTILE) for cell in typed.table.rows[0])
    table = replace(typed.table, caption=HOSTILE, rows=(row, *typed.table.rows[1:]))
    rows = tuple(replace(one, name=HOSTILE) for one in typed.rows)
    hostile = replace(
        report, organisation=HOSTILE, tables=(replace(typed, table=table, rows=rows),)
    )
    html = html_of(replace(audit, context=AuditContext(hostile), findings=(finding,)))
    elements = Elements(html)
    assert "<img src=x" not in html
    assert len(elements.of("script")) == 1
    assert not {"\x1b", "\u202e"} & set(html)
    assert [
        mark for mark in elements.of("rect", "mark root") if float(mark["width"] or 0) > 600
    ] == []


def test_nothing_is_fetched_from_anywhere(klakah: Audit) -> None:
    picture = Picture(13, "png", 1, 1, b"\x89PNG")
    html = html_of(klakah, pictures={13: picture})
    without_namespaces = re.sub(r'xmlns(:\w+)?="[^"]*"', "", html)
    assert (
        set(
            ADDRESS.findall(
                re.sub(r"<script>.*?</script>", "", without_namespaces, flags=re.DOTALL)
            )
        )
        <= set()
    )
    elements = Elements(html)
    assert [attributes for _, attributes in elements.found if "style" in attributes] == []
    (content,) = [
        meta["content"] or ""
        for meta in elements.of("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert content.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in content


def test_charts_are_drawings_with_text_and_a_table_of_the_same(klakah: Audit) -> None:
    drawn = charts(klakah, Lang.ID, masked)
    assert [chart.title.partition(" ")[0] for chart in drawn] == ["Serapan", "Pagu", "Temuan"]
    pictures = re.findall(r'<svg class="chart".*?</svg>', html_of(klakah), re.DOTALL)
    for chart, svg in zip(drawn, pictures, strict=True):
        texts = [text.text for text in ElementTree.fromstring(svg).iter("text")]
        assert texts == [label.text for label in chart.drawing.labels]
        assert set(texts) >= {name for name, *_ in chart.rows}
        assert {len(row) for row in chart.rows} == {len(chart.head)}


def test_a_bar_is_as_long_as_its_number_says(klakah: Audit) -> None:
    _, budgets, found = charts(klakah, Lang.ID, masked)
    printed = [float(text.replace(".", "")) for _, *texts in budgets.rows for text in texts]
    widths = [bar.width for bar in budgets.drawing.rectangles]
    assert widths == pytest.approx([number / max(printed) * max(widths) for number in printed])
    counts = [count for _, *counts in found.rows for count in counts]
    assert len(found.drawing.rectangles) == len(counts) - counts.count("0")


def test_a_drawing_holds_all_of_its_bars_and_none_lies_on_another(klakah: Audit) -> None:
    for chart in charts(klakah, Lang.ID, masked):
        drawing = chart.drawing
        for bar in drawing.rectangles:
            assert 0 <= bar.left < bar.left + bar.width < drawing.width
            assert 0 <= bar.top < bar.top + bar.height < drawing.height
        for one, other in combinations(drawing.rectangles, 2):
            beside = one.left + one.width <= other.left or one.top + one.height <= other.top
            assert beside, (chart.title, one, other)


def test_in_english_no_indonesian_word_of_ours_is_left(klakah: Audit) -> None:
    html = html_of(klakah, "en")
    assert '<html lang="en">' in html
    assert [
        word for word in ("KRITIS", "Tercetak<", "berakibat pada", "Halaman 13") if word in html
    ] == []
    assert "CRITICAL" in html


def test_a_report_without_findings_says_so(audit: Audit) -> None:
    html = html_of(replace(audit, findings=()))
    assert "Tidak ada temuan." in html
    assert Elements(html).of("li", "finding ") == []


def test_the_sample_report_is_one_file_below_its_limit(klakah: Audit, tmp_path: Path) -> None:
    path = tmp_path / "laporan.html"
    write(AuditedDocument(KLAKAH, klakah, masked), path)
    html = path.read_text("utf-8")
    assert len(html) < 6_000_000
    images = Elements(html).of("img")
    wanted = {page for table in klakah.report.tables for page in table.table.pages}
    wanted |= {finding.spot.place.page for finding in klakah.findings}
    assert len(images) >= len(wanted)
    assert {image["loading"] for image in images} == {"lazy"}


def test_a_nip_is_covered_on_the_picture_of_its_page() -> None:
    from PIL import Image

    def black(cover: bool) -> int:
        (picture,) = PagePictures(KLAKAH, [24], cover_nips=cover).taken().values()
        return sum(Image.open(BytesIO(picture.data)).convert("L").histogram()[:40])

    assert black(True) > black(False) + 500


def test_shaded_rows_stay_apart_from_white_paper(tmp_path: Path) -> None:
    from PIL import Image

    rainbow = [
        f"{r / 7:.2f} {g / 7:.2f} {(r + g) / 14:.2f} rg {40 + 20 * r} {40 + 20 * g} 20 20 re f"
        for r in range(8)
        for g in range(8)
    ]
    file = tmp_path / "laporan.pdf"
    file.write_bytes(
        drawn.pdf([f"{' '.join(rainbow)} 0.75 g 50 500 400 30 re f 0.92 g 50 540 400 30 re f"])
    )
    (picture,) = PagePictures(file, [1], cover_nips=True).taken().values()
    image = Image.open(BytesIO(picture.data)).convert("L")
    scale = image.height / 842
    seen = [image.getpixel((round(200 * scale), round((842 - y) * scale))) for y in (700, 515, 555)]
    assert seen == [255, pytest.approx(191, abs=6), pytest.approx(235, abs=6)]


def test_nothing_of_a_covered_nip_is_left_beside_the_cover(tmp_path: Path) -> None:
    from PIL import Image

    file = tmp_path / "laporan.pdf"
    file.write_bytes(drawn.pdf([drawn.words("19860806 200903 1 008", 60, 500, size=11)]))
    (picture,) = PagePictures(file, [1], cover_nips=True).taken().values()
    shades = Image.open(BytesIO(picture.data)).convert("L").histogram()
    assert shades[0] > 1000
    assert sum(shades[1:250]) == 0


def test_a_page_that_cannot_be_rendered_costs_its_picture_alone() -> None:
    assert set(PagePictures(KLAKAH, [1, 999, 2], cover_nips=False).taken()) == {1, 2}


@pytest.mark.parametrize("name", ["render_shading", "render_softmask"])
def test_a_page_that_takes_minutes_to_render_costs_its_picture_alone(name: str) -> None:
    path = Path(__file__).parent.parent.parent.parent / "regressions" / f"{name}.pdf"
    assert set(
        PagePictures(path, [1, 2], cover_nips=True, limits=Limits(seconds=24.0)).taken()
    ) == {2}


def test_pages_without_a_picture_are_named() -> None:
    assert without_picture([], Lang.ID) == ()
    for lang in Lang:
        (sentence,) = without_picture([3, 4, 5, 9], lang)
        assert "3–5, 9" in sentence


def test_when_time_is_up_there_are_no_more_pictures() -> None:
    assert PagePictures(KLAKAH, [1, 2], cover_nips=False, limits=Limits(seconds=0.0)).taken() == {}


def test_the_page_says_which_pictures_are_missing(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "laporan.pdf").write_bytes(b"%PDF-1.7 nothing")
    (sentence,) = write(
        AuditedDocument(tmp_path / "laporan.pdf", audit, masked), tmp_path / "laporan.html"
    )
    assert "tanpa gambar" in sentence
    assert "tidak dapat digambar" in (tmp_path / "laporan.html").read_text("utf-8")


def test_a_file_that_is_no_pdf_has_no_pictures(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    assert PagePictures(path, [1, 2], cover_nips=True).taken() == {}


def test_500_findings_are_written(audit: Audit, wrong_remainder: Finding) -> None:
    severities = sorted(Severity, key=lambda one: -one.rank)
    many = tuple(
        replace(wrong_remainder, severity=severities[number // 125]) for number in range(500)
    )
    assert len(Elements(html_of(replace(audit, findings=many))).of("li", "finding ")) == 500
