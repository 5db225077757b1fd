"""Laws of privacy: a NIP leaves in no form unasked."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extract.pages.page_reader import page_layout
from extract.records import Box, Location, Word
from extract.verification.second_reader import Disagreement
from lkj_audit.cli.summaries import document_text, report_text
from lkj_audit.cli.terminal_report import audit_text
from lkj_audit.main import run
from lkj_audit.outputs.json.report import audit_as_json, extract_as_json
from lkj_audit.page_drawing import nip_words
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from lkj_audit.progress import ProgressReporter
from normalize.text.masking import masked
from tests import drawn
from tests.conftest import NIP
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.audit_context import AuditContext
from validate.findings import Audit

BLACK = (0, 0, 0)


def word(text: str, at: int, foot: float) -> Word:
    return Word(text, Location(1, Box(60 + 50 * at, foot - 10, 100 + 50 * at, foot)), 10.0)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"NIP. {NIP}", "NIP. 1978••••••••••••••"),
        ("NIP 197804151998031011", "NIP 1978••••••••••••••"),
        ("(19780415 199803 1 011)", "(1978••••••••••••••)"),
        ("NIP: 19780415 199803 1 01", "1978"),
        ("Rp. 1.895.403.508 1.807.400.798", "Rp. 1.895.403.508 1.807.400.798"),
        ("7.01.01.2.06.0001", "7.01.01.2.06.0001"),
    ],
)
def test_a_nip_keeps_its_birth_year_and_nothing_else_is_touched(text: str, kept: str) -> None:
    assert kept in masked(text)
    assert "199803" not in masked(text)


@pytest.mark.parametrize(
    "nip",
    [
        "19790817-200101-1-011",
        "1979 0817 2001 0110 11",
        "１９７９０８１７２００１０１１０１１",
        "1979081720010110１１",
        "19790817–200101–1–011",
        "19790817/200101/1/011",
        "19790817_200101_1_011",
        "1979O817 2OO1O1 1 O11",
        "19790817 20010I I 0II",
        "1979\xa00817\xa02001\xa00110\xa011",
        "19790817\u200b2001011011",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "NIP. {}", "SKP_{}_2024.pdf", "2024 {} 12", "Pembina Tk. I {} dan lain"]
)
def test_a_nip_is_masked_however_it_is_written(nip: str, around: str) -> None:
    assert masked(around.format(nip)) == around.format("1979••••••••••••••")


@pytest.mark.parametrize(
    "text",
    [
        "1.979.081.720.010.110",
        "197.908.172.001.011.011",
        "19.790.817 - 200.101.101.1",
        "0812-3456-7890",
        "rekening 198013451234567890",
        "123456789012345678",
        "2020 2021 2022 2023 2024",
        "2001-2005/2006-2010",
        "1.02.02.2.01.0001.5.1.02.01.01.0024",
        "No. 900/1979/0817/2001",
        "nol 1 0 l o I",
    ],
)
def test_what_only_looks_like_a_nip_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("words", "covered"),
    [
        (["NIP.", "19780415", "199803", "1", "011"], ["19780415", "199803", "1", "011"]),
        (["Pagu", "1.895.403.508", "1.807.400.798"], []),
    ],
)
def test_the_words_of_a_nip_are_found_on_their_line(
    words: Sequence[str], covered: Sequence[str]
) -> None:
    printed = [word(text, at, 700.0 + 0.4 * at) for at, text in enumerate(words)] + [
        word("1234", 0, 720.0)
    ]
    assert [found.text for found in nip_words(printed) if found.text != "NIP."] == covered


def test_a_picture_hides_the_nip_unless_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = drawn.words(f"NIP. {NIP}", 60, 500) + drawn.table(
        [["No", "Pagu"], ["1", "1.500"]], [60, 90]
    )
    Path("laporan.pdf").write_bytes(drawn.pdf([page]))
    box = next(
        found.place.box
        for found in page_layout(Path("laporan.pdf"), 1).words
        if found.text == "199803"
    )
    middle = (round(box.x0 + box.x1), round(box.top + box.bottom) - 6)

    def dark(arguments: list[str]) -> int:
        assert run(["extract", "laporan.pdf", "--draw", "1", *arguments]) == 0
        with Image.open("laporan-hal-1.png") as image:
            x, y = middle
            return sum(
                image.getpixel((x + dx, y + dy)) == BLACK
                for dx in range(-9, 10)
                for dy in range(-3, 4)
            )

    assert dark([]) == 19 * 7
    assert dark(["--show-nip"]) < 19 * 7


def test_every_reading_is_told(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    found = Disagreement("t1", 0, 1, audit.findings[0].spot.place, "1.500", "1.50", "1.500")
    (written,) = audit_as_json(replace(audit, disagreements=(found,)), masked)["disagreements"]
    assert (written["theirs"], written["third"], written["majority"]) == ("1.50", "1.500", "ours")
    told = audit_text(replace(audit, disagreements=(found,)), Lang.ID, masked)
    assert "Pembaca kedua: 1 dari 4 sel berangka terbaca lain." in told
    assert "Pembaca ketiga: 1 sama dengan bacaan ini, 0 seperti pembaca kedua." in told
    assert "Tabel 3.2 · baris 1 · Pagu: 1.500 / 1.50 / 1.500" in told
    silent = replace(audit, disagreements=(replace(found, third=None),))
    assert "Pembaca ketiga" not in audit_text(silent, Lang.ID, masked)


def test_a_nip_in_the_name_of_a_file_is_masked(audit: Audit) -> None:
    file = f"SKP {NIP}.pdf"
    report = replace(audit.report, document=replace(audit.report.document, file=file))
    named = replace(audit, context=AuditContext(report))
    told = (
        audit_text(named, Lang.ID, masked),
        str(audit_as_json(named, masked)),
        str(extract_as_json(named.report.document, masked)),
        document_text(named.report.document, Lang.ID, masked),
        report_text(named.report, Lang.ID, masked),
    )
    assert [text for text in told if "199803" in text or "1978••••••••••••••" not in text] == []


def test_no_summary_shows_a_nip(audit: Audit) -> None:
    for told in (
        document_text(audit.report.document, Lang.ID, masked),
        report_text(audit.report, Lang.ID, masked),
    ):
        assert "199803" not in told
        assert "Tabel 3.2" in told


@pytest.mark.parametrize(
    "nip", ["19780415 199803 1 01", "19780415 199803 1 0111", "197804151998031011"]
)
def test_a_nip_with_a_digit_too_few_or_too_many_is_masked_too(nip: str) -> None:
    assert (
        masked(f"printed {nip}, on page 2")
        == f"printed 1978{'•' * (sum(map(str.isdigit, nip)) - 4)}, on page 2"
    )


@pytest.mark.parametrize(
    "text", ["1.999.123.456.789.000", "2024 2023 2022 2021", "7.01.01.2.09.0002"]
)
def test_no_other_number_is_masked(text: str) -> None:
    assert masked(text) == text


HOSTILE_NAME = "a\x1b[2J\nmasuk\u202egnp 19790817-200101-1-011.pdf"


@pytest.mark.skipif(os.name == "nt", reason="no file of Windows has such a name")
@pytest.mark.parametrize("content", [b"", budget_pdf("200")], ids=["broken", "audited"])
def test_nothing_in_the_name_of_a_file_reaches_the_terminal_raw_or_tells_a_nip(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("masuk").mkdir()
    Path("masuk", HOSTILE_NAME).write_bytes(content)
    run(["audit", "masuk", "--out", "hasil", "--format", "csv,json", "--json", "semua.json"])
    said = capsys.readouterr()
    written = [
        path.read_text("utf-8", "replace") for path in Path("hasil").rglob("*") if path.is_file()
    ]
    names = [path.name for path in Path("hasil").rglob("*")]
    for text in (said.out, said.err, *written, *names):
        assert not set(text) & {"\x1b", "\u202e"}
        assert "200101" not in text
    if not content:
        assert said.err.startswith(
            "masuk/a\\x1b[2J\\x0amasuk\\u202egnp 1979••••••••••••••.pdf: Berkas kosong"
        )
        assert len(said.err.splitlines()) == 1


def test_a_name_that_cannot_be_written_to_is_shown_without_what_a_terminal_obeys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("laporan.pdf").write_bytes(budget_pdf())
    assert run(["audit", "laporan.pdf", "--json", "tidak\x1bada/hasil.json"]) == 2
    assert "tidak\\x1bada" in capsys.readouterr().err


def test_the_bar_of_progress_shows_no_name_raw() -> None:
    reporter = ProgressReporter(1, Lang.ID)
    reporter.shows(HOSTILE_NAME, 0.0)
    assert reporter.name == "a\\x1b[2J\\x0amasuk\\u202egnp 1979••••••••••••••.pdf"


@pytest.mark.parametrize(
    "name", ["laporan 2024.pdf", "Kec. Ranuyoso & Klakah (final).pdf", "é 1 – 2.pdf"]
)
def test_an_ordinary_name_is_shown_as_it_is(name: str) -> None:
    assert shown_name(name) == name
