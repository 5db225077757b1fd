"""`laporan.html` in a browser: filter, search, click, pulse, keyboard, tables, print; nothing
leaves the file.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.html.report_page import write
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked
from validate.findings import Audit, Severity

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
KLAKAH = Path("corpus/documents/klakah-tw4-2024.pdf")

pytestmark = pytest.mark.skipif(
    not os.access(CHROMIUM, os.X_OK), reason="Chromium is not installed: apt-get install chromium"
)


@pytest.fixture(scope="module")
def audit() -> Audit:
    return audit_document(KLAKAH)


@pytest.fixture(scope="module")
def file(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "laporan.html"
    write(AuditedDocument(KLAKAH, audit, masked), path)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page; nothing may be complained of and nothing asked for beside files while a test
    looks at it.
    """
    told: list[str] = []
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: told.append(request.url))
    yield page
    asked = [one for one in told if not one.startswith("data:")]
    opened = [page.url]
    page.close()
    assert asked == opened


@pytest.fixture
def page(blank: Page, file: Path) -> Page:
    """The report, freshly opened."""
    blank.goto(file.as_uri())
    return blank


def visible(page: Page) -> int:
    return page.locator(".finding:visible").count()


def test_severities_are_filtered(page: Page, audit: Audit) -> None:
    page.uncheck("input[value=info]")
    page.uncheck("input[value=minor]")
    heavy = [one for one in audit.findings if one.severity in {Severity.MAJOR, Severity.CRITICAL}]
    assert visible(page) == len(heavy)
    expect(page.locator("#banyak")).to_have_text(str(len(heavy)))
    assert page.locator(".over .mark.root.minor:not(.off)").count() == 0
    page.click("button[type=reset]")
    expect(page.locator("#banyak")).to_have_text(str(len(audit.findings)))


@pytest.mark.parametrize("key", ["rule", "table", "certainty"])
def test_a_choice_leaves_those_that_have_it(page: Page, key: str) -> None:
    value = page.locator(f"select[name={key}] option").nth(1).get_attribute("value")
    page.select_option(f"select[name={key}]", value)
    assert 0 < visible(page) == page.locator(f'.finding[data-{key}="{value}"]').count()


def test_the_search_finds_what_is_printed(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#cari")).to_be_focused()
    page.keyboard.type("99,79")
    assert 0 < visible(page) < 10
    page.keyboard.press("Enter")
    assert "99,79" in page.locator(".finding[aria-current]").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#cari")).to_have_value("")


def test_a_click_shows_the_box_and_pulses_it(page: Page) -> None:
    finding = page.locator("#f8")
    mark = page.locator(f"#{finding.get_attribute('data-mark')}")
    expect(mark).not_to_be_in_viewport()
    finding.click()
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_class(re.compile(r"\bchosen\b"))
    expect(mark).to_have_class(re.compile(r"\bpulse\b"))
    expect(mark).not_to_have_class(re.compile(r"\bpulse\b"))
    assert page.locator(".mark.lit").count() > 0


def test_a_box_leads_to_its_finding(page: Page) -> None:
    page.locator("#f1").click()
    mark = page.locator(f"#{page.locator('#f1').get_attribute('data-mark')}")
    page.locator("#f3").click()
    mark.click()
    expect(page.locator("#f1")).to_have_attribute("aria-current", "true")


def test_the_keyboard_moves_through_the_findings(page: Page) -> None:
    current = page.locator(".finding[aria-current]")
    for key, number in (("j", "1"), ("j", "2"), ("ArrowDown", "3"), ("k", "2"), ("ArrowUp", "1")):
        page.keyboard.press(key)
        expect(current).to_have_attribute("data-number", number)
    page.keyboard.press("Enter")
    expect(page.locator("#halaman")).to_be_focused()
    page.keyboard.press("Escape")
    expect(current).to_have_count(0)


def test_a_table_opens_beside_its_page_and_is_copied_as_csv(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#hal-20 .open").click()
    table = page.locator("#tabel-t6")
    expect(table).to_be_visible()
    expect(page.locator("#hal-20 h2")).to_be_in_viewport()
    table.locator(".copy").click()
    expect(table.locator(".copy")).to_have_text("Tersalin")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert any("1.780.578.508" in line.split(";") for line in lines)
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()
    expect(page.locator(".findings")).to_be_visible()


def test_printed_all_findings_and_pages_are_there_and_no_buttons(page: Page) -> None:
    page.emulate_media(media="print")
    try:
        expect(page.locator(".filters")).to_be_hidden()
        expect(page.locator(".page .open").first).to_be_hidden()
        expect(page.locator("#f1")).to_be_visible()
        expect(page.locator(".sheet").first).to_be_visible()
        assert page.pdf().startswith(b"%PDF")
    finally:
        page.emulate_media(media="screen")


def test_pictures_come_when_their_page_does(page: Page, audit: Audit) -> None:
    page.locator("#f1").click()
    picture = page.locator(f"#hal-{audit.findings[0].spot.place.page} img")
    expect(picture).to_be_in_viewport()
    assert picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") > 800


def test_500_findings_are_filtered(blank: Page, audit: Audit, tmp_path: Path) -> None:
    many = (audit.findings * 8)[:500]
    path = tmp_path / "laporan.html"
    write(AuditedDocument(KLAKAH, replace(audit, findings=many), masked), path)
    blank.goto(path.as_uri())
    assert visible(blank) == 500
    blank.fill("#cari", "tabel 3.1.1")
    assert 0 < visible(blank) < 500
    # a list of items is numbered again for each that is hidden: what was 4 ms took half a second
    assert (
        blank.locator(".finding:visible").first.evaluate(
            "finding => getComputedStyle(finding).display"
        )
        == "block"
    )
    blank.fill("#cari", "")
    assert visible(blank) == 500


@pytest.mark.parametrize("width", [1440, 1024, 800])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for frame in ("html", ".side"):
        wide, room = page.evaluate(
            "frame => { const e = document.querySelector(frame); return [e.scrollWidth, "
            "e.clientWidth]; }",
            frame,
        )
        assert wide <= room, frame
