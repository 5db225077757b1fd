"""The review of an archive in a browser: list, filter, open, decide with and without the PDF,
matrix, keyboard, axe.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests.lkj_audit.outputs.html.test_page_browser import serious
from tests.lkj_audit.review.test_in_browser import browser, pytestmark
from tests.reviewed import Served, report_pdf, served_archive

__all__ = ["browser", "pytestmark"]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A review of two reports: one whose PDF is there, one whose PDF is gone."""
    home = tmp_path_factory.mktemp("arsip")
    (home / "masuk").mkdir()
    (home / "masuk" / "ada.pdf").write_bytes(report_pdf("200", "400"))
    (home / "masuk" / "hilang.pdf").write_bytes(report_pdf("200", "300"))
    url = f"sqlite:///{home / 'lkj.db'}"
    assert run(["ingest", str(home / "masuk"), "--db", url, "--jobs", "1"]) == ExitCode.AUDITED
    (home / "masuk" / "hilang.pdf").unlink()
    with served_archive(url, home / "keluaran") as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Windows of one user, in which nothing may be complained of or asked of anybody else."""
    told: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    context.on("request", lambda request: told.append(request.url))
    yield context
    context.close()
    unwanted = r"data:|http://127\.0\.0\.1:|.*status of (404|409)"
    assert [text for text in told if not re.match(unwanted, text)] == []


@pytest.fixture
def page(context: BrowserContext, review: Served) -> Page:
    """The list of documents."""
    page = context.new_page()
    page.goto(review.url.partition("/dok/")[0].rstrip("/") + "/")
    return page


def test_a_document_is_found_opened_and_decided_with_the_keyboard_alone(page: Page) -> None:
    page.focus("[name=cari]")
    page.keyboard.type("pelayanan ada")
    page.keyboard.press("Enter")
    expect(page.locator("#jumlah")).to_contain_text("0 dokumen")
    page.fill("[name=cari]", "ada.pdf")
    page.keyboard.press("Enter")
    expect(page.locator("#jumlah")).to_contain_text("1 dokumen yang cocok")
    page.focus("a.open")
    page.keyboard.press("Enter")
    expect(page.locator(".entry").first).to_contain_text("Belum diputus")
    # the page with its pictures comes by itself while nothing is being written
    expect(page.locator(".matter[aria-current]")).to_have_count(1, timeout=60_000)
    page.keyboard.press("a")
    expect(page.locator("#keadaan-1")).to_have_text("Diterima")
    page.goto(page.url.partition("dok/")[0] + "?jalur=ada.pdf")
    expect(page.locator("tbody tr")).to_contain_text("1 dari")


def test_a_document_without_its_pdf_is_decided_on_what_the_archive_has(page: Page) -> None:
    page.goto(f"{page.url}?jalur=hilang.pdf")
    page.click("a.open")
    expect(page.locator("#siap")).to_contain_text("tidak ada lagi di tempatnya", timeout=30_000)
    entry = page.locator(".entry").first
    entry.locator("summary").click()
    entry.locator("[name=catatan]").fill("Salah <b>baca</b>")
    entry.get_by_role("button", name="Tolak: salah baca alat").click()
    expect(entry.locator(".status")).to_have_text("Ditolak: salah baca alat")
    expect(entry.locator(".history q")).to_have_text("Salah <b>baca</b>")


def test_what_is_being_written_is_not_left_for_the_page_with_pictures(
    page: Page, review: Served
) -> None:
    page.goto(f"{page.url}?jalur=ada.pdf")
    target = page.locator("a.open").get_attribute("href")
    page.goto(f"http://127.0.0.1:{review.port}{target}arsip/")
    entry = page.locator(".entry").first
    entry.locator("summary").click()
    entry.locator("[name=catatan]").fill("Masih ditulis")
    expect(page.locator("#siap a")).to_be_visible(timeout=60_000)
    expect(entry.locator("[name=catatan]")).to_have_value("Masih ditulis")


def test_the_matrix_leads_to_a_document_or_to_those_of_a_square(page: Page) -> None:
    page.get_by_role("link", name="Kelengkapan laporan").click()
    page.locator(".matrix td a").first.click()
    expect(page.locator("#jumlah")).to_contain_text("2 dokumen")


@pytest.mark.parametrize("width", [1366, 390])
def test_nothing_serious_is_found_by_axe_and_nothing_is_too_wide(
    page: Page, review: Served, width: int
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    page.set_viewport_size({"width": width, "height": 768})
    base = page.url
    document = page.locator("a.open").first.get_attribute("href")
    for address in (
        base,
        f"{base}kelengkapan",
        f"{base}rekap",
        f"http://127.0.0.1:{review.port}{document}arsip/",
    ):
        page.goto(address)
        for summary in page.locator("details > summary").all()[:2]:
            summary.click()
        assert serious(axe.Axe().run(page).response) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
