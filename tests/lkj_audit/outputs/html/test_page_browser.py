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
from pypdfium2 import PdfDocument

from lkj_audit.decisions.file import read_log
from lkj_audit.decisions.records import Action, Reason
from lkj_audit.decisions.state import Status
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
    assert set(asked) == set(opened)


@pytest.fixture
def page(blank: Page, file: Path) -> Page:
    """The report, freshly opened."""
    blank.goto(file.as_uri())
    return blank


def visible(page: Page) -> int:
    return page.locator(".matter:not([hidden])").count()


def shown_findings(page: Page) -> int:
    return int(page.locator("#banyak").inner_text())


def test_the_first_screen_shows_the_groups_and_the_first_matter_with_its_cell(
    blank: Page, file: Path
) -> None:
    blank.set_viewport_size({"width": 1366, "height": 768})
    blank.goto(file.as_uri())
    groups = blank.locator(".to")
    assert groups.count() == 4
    for group in groups.all():
        expect(group).to_be_in_viewport(ratio=1)
    first = blank.locator("#pokok-1")
    expect(first).to_have_attribute("aria-current", "true")
    expect(first.locator(".full")).to_be_in_viewport(ratio=1)
    expect(blank.locator("#bentuk [data-decide=accept]")).to_be_in_viewport(ratio=1)
    expect(blank.locator(f"#{first.get_attribute('data-mark')}")).to_be_in_viewport(ratio=1)
    top = blank.evaluate("document.querySelector('.charts').getBoundingClientRect().top")
    assert top > 768


def test_a_group_opens_at_its_first_matter(page: Page) -> None:
    expect(page.locator("#isi-tidy")).to_be_hidden()
    page.click(".to.tidy")
    expect(page.locator("#isi-tidy")).to_be_visible()
    expect(page.locator("#nama-tidy")).to_be_in_viewport()
    current = page.locator(".matter[aria-current]")
    expect(current).to_have_attribute("data-group", "tidy")
    page.click("#grup-tidy .fold")
    expect(page.locator("#isi-tidy")).to_be_hidden()


def test_severities_are_filtered(page: Page, audit: Audit) -> None:
    page.click(".narrow summary")
    page.uncheck("input[value=info]")
    page.uncheck("input[value=minor]")
    heavy = [one for one in audit.findings if one.severity in {Severity.MAJOR, Severity.CRITICAL}]
    assert shown_findings(page) == len(heavy)
    assert page.locator(".over .mark.root.minor:not(.off)").count() == 0
    page.click("button[type=reset]")
    expect(page.locator("#banyak")).to_have_text(str(len(audit.findings)))


@pytest.mark.parametrize("key", ["rule", "table", "certainty"])
def test_a_choice_leaves_those_that_have_it(page: Page, key: str) -> None:
    page.click(".narrow summary")
    value = page.locator(f"select[name={key}] option").nth(1).get_attribute("value")
    page.select_option(f"select[name={key}]", value)
    expect(page.locator("#banyak")).to_have_text(
        str(page.locator(f'.finding[data-{key}="{value}"]').count())
    )
    assert visible(page) > 0


def test_the_search_finds_what_is_printed_and_the_page_follows(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#cari")).to_be_focused()
    page.keyboard.type("19.7195.216")
    assert 0 < visible(page) < 5
    current = page.locator(".matter[aria-current]")
    expect(page.locator(f"#{current.get_attribute('data-mark')}")).to_be_in_viewport()
    expect(page.locator("#cari")).to_be_focused()
    page.keyboard.press("Enter")
    assert "19.7195.216" in current.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#cari")).to_have_value("")


def test_a_click_shows_the_box_and_pulses_it(page: Page) -> None:
    matter = page.locator("#pokok-6")
    mark = page.locator(f"#{matter.get_attribute('data-mark')}")
    expect(mark).not_to_be_in_viewport()
    matter.locator(".pick").click()
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_class(re.compile(r"\bchosen\b"))
    expect(mark).to_have_class(re.compile(r"\bpulse\b"))
    expect(mark).not_to_have_class(re.compile(r"\bpulse\b"))
    assert page.locator(".mark.lit").count() > 0


def test_a_long_matter_opens_at_its_beginning(page: Page) -> None:
    page.locator("#pokok-3 .pick").click()
    expect(page.locator("#pokok-3 .findings .finding").nth(3)).to_be_attached()
    expect(page.locator("#pokok-3 .pick")).to_be_in_viewport(ratio=1)
    expect(page.locator("#bentuk .acts")).to_be_in_viewport(ratio=1)


def test_a_box_leads_to_its_matter(page: Page) -> None:
    mark = page.locator(f"#{page.locator('#pokok-1').get_attribute('data-mark')}")
    page.locator("#pokok-2 .pick").click()
    mark.click()
    expect(page.locator("#pokok-1")).to_have_attribute("aria-current", "true")


def test_the_keyboard_moves_through_the_matters(page: Page) -> None:
    current = page.locator(".matter[aria-current]")
    for key, number in (("j", "2"), ("j", "3"), ("ArrowDown", "4"), ("k", "3"), ("ArrowUp", "2")):
        page.keyboard.press(key)
        expect(current).to_have_attribute("data-key", number)
    page.keyboard.press("Enter")
    expect(page.locator("#halaman")).to_be_focused()
    page.keyboard.press("Escape")
    expect(current).to_have_count(0)


def test_a_rule_explains_itself(page: Page) -> None:
    page.locator("#pokok-1 .rule").first.click()
    dialog = page.locator("#aturan")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".rule-page")).to_contain_text("Dasar:")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


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
    expect(page.locator(".findings").first).to_be_visible()


def test_a_sheet_shows_what_is_recomputed_beside_what_is_printed(page: Page) -> None:
    page.locator("#hal-13 .open").first.click()
    cells = page.locator(".extracted:visible td:has(.calc)")
    assert "= 99,81" in cells.filter(has_text="99,79").first.inner_text()


def test_decisions_are_kept_and_taken_away_as_the_program_reads_them(
    page: Page, tmp_path: Path
) -> None:
    page.keyboard.press("a")
    expect(page.locator("#keadaan-1")).to_have_text("Diterima")
    page.keyboard.press("j")
    page.fill("#bentuk [name=note]", 'Tanda tangan "menyusul" \u2013 §2')
    page.fill("#bentuk [name=name]", "Sri")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(page.locator("#keadaan-2")).to_have_text("Ditolak: dapat dijelaskan")
    page.reload()
    expect(page.locator("#keadaan-1")).to_have_text("Diterima")
    page.locator("#pokok-1 .pick").click()
    page.locator("#pokok-1 .pick").click()
    page.keyboard.press("t")
    expect(page.locator("#keadaan-1")).to_have_text("Ditanyakan kepada unit")
    with page.expect_download() as download:
        page.click("#unduh")
    assert download.value.suggested_filename == "klakah-tw4-2024.putusan.jsonl"
    taken = tmp_path / "putusan.jsonl"
    download.value.save_as(taken)
    log = read_log(taken)
    assert [(one.action, one.name, one.reason) for one in log.decisions.records] == [
        (Action.ACCEPT, "", None),
        (Action.REJECT, "Sri", Reason.EXPLAINED),
        (Action.ASK, "Sri", None),
    ]
    assert [one.note for one in log.decisions.records] == [
        "",
        'Tanda tangan "menyusul" \u2013 §2',
        "",
    ]
    first = log.decisions.records[0]
    assert log.decisions.state(first.findings).status is Status.ASKED


def test_printed_are_the_first_two_groups_with_the_cells_they_are_about(page: Page) -> None:
    page.wait_for_selector("#grup-look .snip[data-made]", state="attached")
    page.emulate_media(media="print")
    try:
        for selector in (".filters", ".pages", "#grup-tidy", "#bentuk"):
            expect(page.locator(selector)).to_be_hidden()
        expect(page.locator("#pokok-1 .snip img")).to_be_visible()
        expect(page.locator("#grup-look .full").first).to_be_visible()
        assert len(PdfDocument(page.pdf())) <= 4
    finally:
        page.emulate_media(media="screen")


def test_nothing_serious_is_found_by_axe(page: Page) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    page.click(".narrow summary")
    found = axe.Axe().run(page)
    assert serious(found.response) == []
    page.locator("#hal-20 .open").click()
    assert serious(axe.Axe().run(page).response) == []


def serious(response: dict[str, list[dict[str, object]]]) -> list[object]:
    return [
        (one["id"], one["nodes"])
        for one in response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


def test_pictures_come_when_their_page_does(page: Page, audit: Audit) -> None:
    picture = page.locator(f"#hal-{audit.findings[0].spot.place.page} .sheet img")
    expect(picture).to_be_in_viewport()
    assert picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") > 800


def test_500_findings_are_filtered(blank: Page, audit: Audit, tmp_path: Path) -> None:
    several = (
        replace(one, fingerprint=f"{one.fingerprint}{n}")
        for n in range(8)
        for one in audit.findings
    )
    many = tuple(several)[:500]
    path = tmp_path / "laporan.html"
    write(AuditedDocument(KLAKAH, replace(audit, findings=many), masked), path)
    blank.goto(path.as_uri())
    assert shown_findings(blank) == 500
    blank.fill("#cari", "tabel 3.1.1")
    assert 0 < shown_findings(blank) < 500
    blank.fill("#cari", "")
    assert shown_findings(blank) == 500


@pytest.mark.parametrize("width", [1440, 1024, 800, 390])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for frame in ("html", ".side"):
        wide, room = page.evaluate(
            "frame => { const e = document.querySelector(frame); return [e.scrollWidth, "
            "e.clientWidth]; }",
            frame,
        )
        assert wide <= room, frame
