"""Laws of privacy and doubt: a NIP leaves in no form unasked, and what two readers read differently accuses nobody."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from extract.document import page_layout
from extract.records import Box, Place, Word
from extract.verify import Disagreement
from lkj_audit.doubts import doubted
from lkj_audit.drawing import nip_words
from lkj_audit.json_report import audit_as_json
from lkj_audit.language import Lang
from lkj_audit.main import run
from lkj_audit.summaries import document_text, report_text
from lkj_audit.terminal import audit_text
from normalize.masking import masked
from tests import drawn
from tests.conftest import NIP
from validate.findings import Audit, Certainty

BLACK = (0, 0, 0)


def word(text: str, at: int, foot: float) -> Word:
    return Word(text, Place(1, Box(60 + 50 * at, foot - 10, 100 + 50 * at, foot)), 10.0)


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
    ("words", "covered"),
    [
        (["NIP.", "19780415", "199803", "1", "011"], ["19780415", "199803", "1", "011"]),
        (["Pagu", "1.895.403.508", "1.807.400.798"], []),
    ],
)
def test_the_words_of_a_nip_are_found_on_their_line(words: Sequence[str], covered: Sequence[str]) -> None:
    printed = [word(text, at, 700.0 + 0.4 * at) for at, text in enumerate(words)] + [word("1234", 0, 720.0)]
    assert [found.text for found in nip_words(printed) if found.text != "NIP."] == covered


def test_a_picture_hides_the_nip_unless_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = drawn.words(f"NIP. {NIP}", 60, 500) + drawn.table([["No", "Pagu"], ["1", "1.500"]], [60, 90])
    Path("laporan.pdf").write_bytes(drawn.pdf([page]))
    box = next(found.place.box for found in page_layout(Path("laporan.pdf"), 1).words if found.text == "199803")
    middle = (round(box.x0 + box.x1), round(box.top + box.bottom) - 6)

    def dark(arguments: list[str]) -> int:
        assert run(["extract", "laporan.pdf", "--draw", "1", *arguments]) == 0
        with Image.open("laporan-hal-1.png") as image:
            x, y = middle
            return sum(image.getpixel((x + dx, y + dy)) == BLACK for dx in range(-9, 10) for dy in range(-3, 4))

    assert dark([]) == 19 * 7
    assert dark(["--show-nip"]) < 19 * 7


def test_what_rests_on_a_cell_that_reads_differently_is_a_reading_doubt(audit: Audit) -> None:
    (finding,) = audit.findings
    elsewhere = Disagreement("t1", 1, 1, finding.spot.place, "2.500,5", "2.500")
    evidence = Disagreement("t1", 0, 1, finding.spot.place, "1.500", None)
    assert doubted(audit, [elsewhere]) == audit
    assert [found.certainty for found in doubted(audit, [evidence]).findings] == [Certainty.READING_DOUBT]


def test_both_readings_are_told(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    found = Disagreement("t1", 0, 1, audit.findings[0].spot.place, "1.500", "1.50")
    assert audit_as_json(audit, masked, [found])["disagreements"][0]["theirs"] == "1.50"
    told = audit_text(audit, Lang.ID, masked, [found])
    assert "Pembaca kedua: 1 dari 4 sel berangka terbaca lain." in told
    assert "Tabel 3.2 · baris 1 · Pagu: 1.500 / 1.50" in told


def test_no_summary_shows_a_nip(audit: Audit) -> None:
    for told in (document_text(audit.report.document, Lang.ID, masked), report_text(audit.report, Lang.ID, masked)):
        assert "199803" not in told
        assert "Tabel 3.2" in told


@pytest.mark.parametrize("nip", ["19780415 199803 1 01", "19780415 199803 1 0111", "197804151998031011"])
def test_a_nip_with_a_digit_too_few_or_too_many_is_masked_too(nip: str) -> None:
    assert masked(f"printed {nip}, on page 2") == f"printed 1978{'•' * (sum(map(str.isdigit, nip)) - 4)}, on page 2"


@pytest.mark.parametrize("text", ["1.999.123.456.789.000", "2024 2023 2022 2021", "7.01.01.2.09.0002"])
def test_no_other_number_is_masked(text: str) -> None:
    assert masked(text) == text
