"""Laws of the list of all documents, in a browser: it is searched, needs no network and complains
of nothing.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from lkj_audit.outputs.catalogue import OUTPUTS
from lkj_audit.outputs.html.index_page import AT_ONCE, IndexedDocument, IndexRow, index_page
from lkj_audit.presentation.language import Lang
from validate.findings import Coverage, Severity

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
DAY, ORIGIN = date(2025, 1, 1), [("Program", "lkj-audit 0.1.0"), ("Profil", "tanpa profil")]
HOSTILE = "<script>document.title = 'milik orang'</script>"


def listed(name: str, critical: int = 0, minor: int = 0) -> IndexedDocument:
    """Return a document with so many findings."""
    counts = {
        Severity.CRITICAL: critical,
        Severity.MAJOR: 0,
        Severity.MINOR: minor,
        Severity.INFO: 0,
    }
    entry = IndexRow(
        f"Dinas {name}",
        "TAHUN 2024",
        12,
        counts,
        Coverage(1512, 1450, 1447, 3, 0),
        sha256(name.encode()).hexdigest(),
    )
    return IndexedDocument(f"{name}.pdf", name, entry, written=OUTPUTS)


DOCUMENTS = (
    listed("Pertanian", minor=2),
    listed("Kesehatan", critical=1),
    listed("Sosial", minor=3),
    IndexedDocument("rusak.pdf", "rusak", None, "PDF ini rusak atau terpotong."),
)


def test_the_gravest_come_first_and_broken_ones_last() -> None:
    page = index_page(DOCUMENTS, Lang.ID, DAY, ORIGIN)
    at = [
        page.index(name)
        for name in ("Dinas Kesehatan", "Dinas Sosial", "Dinas Pertanian", "PDF ini rusak")
    ]
    assert at == sorted(at)


def test_nothing_of_a_document_is_markup() -> None:
    hostile = IndexedDocument(HOSTILE, HOSTILE, None, HOSTILE)
    entry = IndexRow(
        HOSTILE, HOSTILE, 1, dict.fromkeys(Severity, 0), Coverage(0, 0, 0, 0, 0), "0f" * 32, HOSTILE
    )
    page = index_page(
        [hostile, IndexedDocument(HOSTILE, HOSTILE, entry, HOSTILE, OUTPUTS)],
        Lang.EN,
        DAY,
        [(HOSTILE, HOSTILE)],
    )
    assert page.count("<script") == 1
    assert page.index("<script") > page.rindex("&lt;script")


def test_the_list_says_what_made_it_and_of_which_files() -> None:
    page = index_page(DOCUMENTS, Lang.ID, DAY, ORIGIN)
    assert "Program: lkj-audit 0.1.0 · Profil: tanpa profil" in page
    assert all(
        page.count(sha256(name.encode()).hexdigest()) == 1
        for name in ("Pertanian", "Kesehatan", "Sosial")
    )
    assert "1 Januari 2025" in page


@pytest.mark.parametrize(("lang", "said"), [(Lang.ID, "1.512"), (Lang.EN, "1,512")])
def test_numbers_are_written_as_the_language_does(lang: Lang, said: str) -> None:
    assert said in index_page(DOCUMENTS, lang, DAY, ORIGIN)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The list in a browser, which must neither ask for anything nor complain."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    target = tmp_path / "index.html"
    target.write_text(index_page(DOCUMENTS, Lang.ID, DAY, ORIGIN), "utf-8")
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                complaints.append(request.url) if request.url != target.as_uri() else None
            ),
        )
        page.goto(target.as_uri())
        yield page
        browser.close()
    assert complaints == []


def visible(page: Page) -> list[str]:
    return [row.locator(".name").inner_text() for row in page.locator("tr.document:visible").all()]


def test_the_list_is_searched_by_words(page: Page) -> None:
    assert visible(page) == ["Dinas Kesehatan", "Dinas Sosial", "Dinas Pertanian", "rusak.pdf"]
    page.keyboard.press("Tab")
    page.keyboard.type("2024 SOS")
    assert visible(page) == ["Dinas Sosial"]
    assert page.locator("#shown").inner_text() == "1 / 4"
    page.locator("#search").fill("terpotong")
    assert visible(page) == ["rusak.pdf"]
    page.locator("#search").fill("")
    assert len(visible(page)) == 4


def test_the_list_is_sorted_by_any_column_and_filtered_by_severity(page: Page) -> None:
    minor = page.locator("th[data-sort]", has_text="Minor")
    minor.click()
    assert visible(page)[:3] == ["Dinas Sosial", "Dinas Pertanian", "Dinas Kesehatan"]
    assert minor.get_attribute("aria-sort") == "descending"
    minor.press("Enter")
    assert visible(page)[:3] == ["Dinas Kesehatan", "Dinas Pertanian", "Dinas Sosial"]
    page.locator("th[data-sort=text]").click()
    assert visible(page)[:3] == ["Dinas Kesehatan", "Dinas Pertanian", "Dinas Sosial"]
    page.locator("#least").select_option("1")
    assert visible(page) == ["Dinas Kesehatan"]


def test_of_many_documents_some_are_laid_out_and_all_are_searched(tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    target = tmp_path / "index.html"
    many = [listed(f"Nomor {number:03}", minor=number) for number in range(AT_ONCE + 50)]
    target.write_text(index_page(many, Lang.ID, DAY, ORIGIN), "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(target.as_uri())
        assert page.locator("tr.document:visible").count() == AT_ONCE
        page.locator("#search").fill("007.pdf")
        assert visible(page) == ["Dinas Nomor 007"]
        page.locator("#search").fill("")
        page.locator("#more").click()
        assert page.locator("tr.document:visible").count() == AT_ONCE + 50
        assert not page.locator("#more").is_visible()
        browser.close()


def test_a_document_leads_to_its_page(page: Page) -> None:
    assert (
        page.locator("tr.document .name a").first.get_attribute("href") == "Kesehatan/laporan.html"
    )


def test_the_list_fits_a_small_screen_and_paper(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    assert not page.locator("#search").is_visible()


def test_no_script_but_its_own_runs_in_the_list(tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    target = tmp_path / "index.html"
    foreign = (
        "<script>document.title = 'milik orang'</script><img src=x onerror=\"document.title = "
        "'milik orang'\"></body>"
    )
    target.write_text(
        index_page(DOCUMENTS, Lang.ID, DAY, ORIGIN).replace("</body>", foreign), "utf-8"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(target.as_uri())
        assert page.title() == "Hasil pemeriksaan Laporan Kinerja"
        page.locator("#search").fill("2024 SOS")
        assert visible(page) == ["Dinas Sosial"]
        browser.close()
