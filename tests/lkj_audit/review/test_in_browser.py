"""The review in a browser: drop, progress, decide, reload, second window, corrected version,
export, keyboard, axe.
"""

import base64
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from lkj_audit.decisions.file import read_log
from lkj_audit.decisions.records import Action
from tests.lkj_audit.outputs.html.test_page_browser import serious
from tests.reviewed import Served, report_pdf, served

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"

pytestmark = pytest.mark.skipif(
    not os.access(CHROMIUM, os.X_OK), reason="Chromium is not installed: apt-get install chromium"
)

# what a browser does with files that somebody drops on a page
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name, { type: "application/pdf" }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
  }
}"""  # noqa: E501


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("reviu")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Windows of one user, in which nothing may be complained of or asked of anybody else."""
    told: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    context.on("request", lambda request: told.append(request.url))
    yield context
    context.close()
    assert [
        one
        for one in told
        if not re.match(r"data:|http://127\.0\.0\.1:|.*status of (404|409)", one)
    ] == []


@pytest.fixture
def page(context: BrowserContext, review: Served) -> Page:
    """The list of documents."""
    page = context.new_page()
    page.goto(review.url.partition("/dok/")[0].rstrip("/") + "/")
    return page


def drop(page: Page, name: str, data: bytes) -> None:
    page.evaluate(DROP, [name, base64.b64encode(data).decode()])


def opened(page: Page, name: str) -> Page:
    """Open the document of a file, at its first matter wherever it was left."""
    page.locator("tr", has_text=name).locator("a.open").click()
    current = page.locator(".matter[aria-current]")
    expect(current).to_have_count(1)
    if current.get_attribute("data-key") != "1":
        page.locator("#pokok-1 .pick").click()
    expect(page.locator("#pokok-1")).to_have_attribute("aria-current", "true")
    return page


def test_a_dropped_report_is_audited_with_its_progress_and_opens(page: Page) -> None:
    drop(page, "laporan.pdf", report_pdf("200", "400"))
    expect(page.locator(".jobs li")).to_contain_text("laporan.pdf")
    expect(page.locator("a.open")).to_have_text("Kecamatan Klakah", timeout=60_000)
    expect(page.locator(".jobs")).to_have_count(0)
    assert opened(page, "laporan.pdf").locator(".matter").count() >= 2


def test_what_is_no_pdf_is_said(page: Page) -> None:
    drop(page, "catatan.pdf", b"halo")
    expect(page.locator(".message")).to_contain_text("catatan.pdf bukan PDF")


def test_a_decision_stands_after_a_reload_and_reaches_the_other_window(
    page: Page, context: BrowserContext
) -> None:
    opened(page, "laporan.pdf")
    other = context.new_page()
    other.goto(page.url)
    page.fill("#bentuk [name=name]", "Sri")
    page.fill("#bentuk [name=note]", "Benar, <b>perlu</b> diperbaiki")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#keadaan-1")).to_have_text("Diterima")
    expect(other.locator("#keadaan-1")).to_have_text("Diterima", timeout=15_000)
    page.reload()
    expect(page.locator("#keadaan-1")).to_have_text("Diterima")
    expect(page.locator("#putusan-1")).to_contain_text("Sri")
    expect(page.locator("#putusan-1 q")).to_have_text("Benar, <b>perlu</b> diperbaiki")
    expect(page.locator("#kemajuan")).to_contain_text("1 dari")


def test_two_windows_do_not_overwrite_each_other(page: Page, context: BrowserContext) -> None:
    opened(page, "laporan.pdf")
    other = context.new_page()
    other.goto(page.url)
    # what one has not seen yet is not decided over, and what was written is still there
    other.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    page.locator("#pokok-2 .pick").click()
    page.keyboard.press("t")
    expect(page.locator("#keadaan-2")).to_have_text("Ditanyakan kepada unit")
    other.locator("#pokok-2 .pick").click()
    other.fill("#bentuk [name=note]", "Dapat dijelaskan")
    other.keyboard.press("Escape")
    other.keyboard.press("r")
    other.keyboard.press("2")
    expect(other.locator("#pesan")).to_contain_text("sudah diputus di tempat lain")
    expect(other.locator("#keadaan-2")).to_have_text("Ditanyakan kepada unit")
    expect(other.locator("#bentuk [name=note]")).to_have_value("Dapat dijelaskan")
    other.keyboard.press("r")
    other.keyboard.press("2")
    expect(other.locator("#keadaan-2")).to_have_text("Ditolak: dapat dijelaskan")


def test_what_the_unit_answers_is_kept_beside_the_decision(page: Page) -> None:
    opened(page, "laporan.pdf")
    page.click("#bentuk summary")
    page.fill("#bentuk [name=response]", "Sudah kami perbaiki")
    page.click("#bentuk [data-decide=response]")
    expect(page.locator("#putusan-1")).to_contain_text("Sudah kami perbaiki")
    expect(page.locator("#keadaan-1")).to_have_text("Diterima")


def test_what_was_begun_and_not_saved_is_there_again(page: Page, context: BrowserContext) -> None:
    opened(page, "laporan.pdf")
    with page.expect_response("**/konsep"):
        page.fill("#bentuk [name=note]", "Belum selesai")
    address = page.url
    page.close()
    again = context.new_page()
    again.goto(address)
    expect(again.locator("#pokok-1")).to_have_attribute("aria-current", "true")  # where it was left
    expect(again.locator("#bentuk [name=note]")).to_have_value("Belum selesai")
    with again.expect_response("**/konsep"):
        again.fill("#bentuk [name=note]", "")


def test_what_was_begun_stays_with_its_matter_whatever_number_that_has_now(
    page: Page, context: BrowserContext
) -> None:
    opened(page, "laporan.pdf")
    page.locator("#pokok-2 .pick").click()
    with page.expect_response("**/konsep") as kept:
        page.fill("#bentuk [name=note]", "Belum selesai")
    ((id, _),) = json.loads(kept.value.request.post_data or "{}")["drafts"].items()
    html = context.request.get(page.url).text()
    assert f'"id": "{id}", "number": 2,' in html
    address = page.url
    page.close()
    again = context.new_page()
    # as another audit may number them: the first two in the other order
    exchanged = html.replace('"number": 2,', '"number": 0,').replace('"number": 1,', '"number": 2,')
    body = exchanged.replace('"number": 0,', '"number": 1,')
    again.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
    again.goto(address)
    for number, note in (("1", "Belum selesai"), ("2", "")):
        again.locator(f"#pokok-{number} .pick").click()
        expect(again.locator("#bentuk [name=note]")).to_have_value(note)
    again.locator("#pokok-1 .pick").click()
    with again.expect_response("**/konsep"):
        again.fill("#bentuk [name=note]", "")


def test_outputs_and_decisions_are_taken_away(page: Page, tmp_path: Path) -> None:
    row = page.locator("tr", has_text="laporan.pdf")
    with page.expect_download() as download:
        row.locator("a", has_text="putusan").click()
    download.value.save_as(tmp_path / "putusan.jsonl")
    assert Action.RESPONSE in {
        one.action for one in read_log(tmp_path / "putusan.jsonl").decisions.records
    }
    with page.expect_download(timeout=60_000) as download:
        row.locator("a", has_text="catatan-hasil-reviu.docx").click()
    download.value.save_as(tmp_path / "catatan.docx")
    assert (tmp_path / "catatan.docx").read_bytes().startswith(b"PK")


def test_a_corrected_version_keeps_the_decisions_and_says_what_to_look_at_again(page: Page) -> None:
    drop(page, "laporan-revisi.pdf", report_pdf("250", "300"))
    expect(page.locator("tr", has_text="laporan-revisi.pdf")).to_have_count(1, timeout=60_000)
    opened(page, "laporan-revisi.pdf")
    expect(page.locator(".state[data-again]")).to_have_count(1)
    expect(page.locator(".state[data-again]")).to_contain_text("perlu dilihat lagi")
    expect(page.locator("#hilang li")).to_have_count(1)
    expect(page.locator("#hilang")).to_contain_text("Ditolak")


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    for _ in range(24):
        if page.evaluate("document.activeElement.matches('a.open')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".matter[aria-current]")).to_have_count(1)
    for key in "kkj":
        page.keyboard.press(key)
    expect(page.locator("#pokok-2")).to_have_attribute("aria-current", "true")
    page.keyboard.press("r")
    expect(page.locator("[data-reason]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#pokok-2")).to_be_focused()


@pytest.mark.parametrize("width", [1366, 390])
def test_nothing_serious_is_found_by_axe_and_nothing_is_too_wide(page: Page, width: int) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    page.set_viewport_size({"width": width, "height": 768})
    for _ in range(2):
        assert serious(axe.Axe().run(page).response) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if page.locator("a.open").count():
            opened(page, "laporan.pdf")


# The list ----------------------------------------------------------------------------------------


def test_the_list_is_searched_filtered_and_keeps_its_filter_in_the_address(page: Page) -> None:
    page.fill("[name=cari]", "laporan.pdf")
    page.press("[name=cari]", "Enter")
    expect(page.locator("#jumlah")).to_contain_text("yang cocok")
    assert "cari=laporan.pdf" in page.url
    page.fill("[name=cari]", "tidak ada yang begini")
    page.click(".filter button")
    expect(page.locator("#isi")).to_contain_text("Tidak ada dokumen yang cocok")
    page.click(".filter a")
    page.select_option("[name=keadaan]", "unopened")
    page.click(".filter button")
    expect(page.locator("[name=keadaan]")).to_have_value("unopened")


def test_a_document_is_taken_off_the_list_and_nothing_of_it_is_lost(
    page: Page, review: Served
) -> None:
    drop(page, "sisihkan.pdf", report_pdf("201", "401"))
    row = page.locator("tr", has_text="sisihkan.pdf")
    expect(row).to_have_count(1, timeout=60_000)
    expect(page.locator(".jobs")).to_have_count(0, timeout=60_000)
    row.locator(".remove summary").click()
    row.locator(".remove button").click()
    expect(page.locator(".message")).to_contain_text("dikeluarkan dari daftar")
    expect(row).to_have_count(0)
    (aside,) = (review.root / ".reviu" / "disisihkan").iterdir()
    assert (aside / "audit.json").is_file()
    assert (aside / "sisihkan.pdf").is_file()
    page.reload()
    page.wait_for_timeout(3000)  # what was handed in is looked for again and again
    expect(row).to_have_count(0)
