"""What is done with the picture of a page before and after it is recognised; no recogniser is asked
here.
"""

from collections.abc import Iterable

import cv2
import numpy as np
import pytest

from extract.ocr.ctc import alternatives, best_text, likeliest_texts
from extract.ocr.pages import read_pictures
from extract.ocr.pictures import (
    evened,
    find_skew,
    ink_of,
    turned,
    with_dark_fills_turned,
    without_edges,
)
from extract.ocr.pieces_of_text import crop_of, find_pieces
from extract.ocr.requests import PictureRequest, PicturesRequest
from extract.ocr.rulings import drawn, find_rulings
from extract.ocr.separators import Numeral, in_style, separators_of, with_wear
from extract.pages.page_records import PageRotation, TextDirection
from extract.pages.page_tasks import PageBatch
from extract.records import Box, PictureProblem
from tests.drawn import pdf, words
from tools.generator.scans import SCANNERS, Scanner, picture_pdf, scan

UNIT = 200 / 72


def paper(width: int = 595, height: int = 420) -> np.ndarray:
    """Return an empty sheet, its size in points."""
    return np.full((round(height * UNIT), round(width * UNIT)), 255, np.uint8)


def written(
    sheet: np.ndarray, text: str, x: float, y: float, size: float = 0.8, grey: int = 0
) -> None:
    """Write a text on a sheet, x and y in points."""
    at = (round(x * UNIT), round(y * UNIT))
    cv2.putText(sheet, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, grey, 2, cv2.LINE_AA)


def ruled(sheet: np.ndarray, xs: list[int], ys: list[int], grey: int = 0) -> None:
    """Draw the rules of a table on a sheet, in points."""
    for x in xs:
        cv2.line(
            sheet,
            (round(x * UNIT), round(ys[0] * UNIT)),
            (round(x * UNIT), round(ys[-1] * UNIT)),
            grey,
            2,
        )
    for y in ys:
        cv2.line(
            sheet,
            (round(xs[0] * UNIT), round(y * UNIT)),
            (round(xs[-1] * UNIT), round(y * UNIT)),
            grey,
            2,
        )


def in_points(rulings: Iterable[Iterable[float]]) -> list[tuple[int, int, int]]:
    """Return rulings of a picture as (where, from, to), in whole points."""
    return [
        (round(at / UNIT), round(start / UNIT), round(end / UNIT))
        for at, start, end, _ in zip(*rulings, strict=True)
    ]


def rules_on(sheet: np.ndarray) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Return the level and upright rules as (where, from, to), in whole points."""
    grey = evened(sheet, UNIT)
    found = find_rulings(ink_of(grey, 0.86), grey, UNIT)
    level, upright = map(in_points, found)
    return level, upright


# Decoding ---------------------------------------------------------------------------------------

SIGNS = ("", "3", "8", "1")


def steps(*rows: tuple[float, ...]) -> np.ndarray:
    """Return the probabilities of a recogniser of the blank, 3, 8 and 1."""
    return np.array(rows, np.float32)


def test_a_sign_that_is_repeated_without_a_blank_is_one() -> None:
    read = steps((0, 1, 0, 0), (0, 1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0))
    assert best_text(read, SIGNS).text == "33"
    assert [text for text, _ in likeliest_texts(read, SIGNS)] == ["33"]


def test_a_text_is_as_likely_as_all_ways_to_spell_it_together() -> None:
    # blank then 3, 3 then blank, 3 twice: 0,6 × 0,4 + 0,4 × 0,6 + 0,4 × 0,4; no sign at all: 0,6 ×
    # 0,6
    found = dict(likeliest_texts(steps((0.6, 0.4, 0, 0), (0.6, 0.4, 0, 0)), SIGNS))
    assert found == {"3": pytest.approx(0.64), "": pytest.approx(0.36)}


@pytest.mark.parametrize(
    ("chance", "counts"), [(0.1, True), (0.048, True), (0.04, False), (0.001, False)]
)
def test_an_alternative_counts_from_a_twentieth_of_the_best(chance: float, counts: bool) -> None:
    read = steps((0, 0, 0, 1), (0, 1 - chance, chance, 0), (0, 0, 0, 1))
    assert [text for text, _ in alternatives(read, SIGNS)] == (["181"] if counts else [])


# Straightening ----------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-10.0, -2.3, 0.0, 0.6, 5.05, 9.5])
def test_the_skew_of_a_page_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 400, 530], list(range(100, 320, 24)))
    for row in range(8):
        written(sheet, "Belanja Pegawai  1.234.567", 66, 118 + 24 * row)
    assert find_skew(ink_of(turned(sheet, -degrees))) == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize("direction", TextDirection)
@pytest.mark.parametrize("skew", [0.0, 4.0, -9.0])
def test_a_place_on_a_turned_page_is_shown_around_what_stands_there(
    direction: TextDirection, skew: float
) -> None:
    turn = PageRotation(direction, 600.0, 800.0, skew)
    width, height = turn.size
    box = turn.displayed(Box(width / 2 - 40, height / 2 - 10, width / 2 + 40, height / 2 + 10))
    assert ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) == pytest.approx((300, 400))
    assert turn.moves == (skew != 0 or direction is not TextDirection.RIGHT)
    long, short = sorted((box.x1 - box.x0, box.bottom - box.top), reverse=True)
    assert long >= 79
    assert short >= 20
    assert (box.x1 - box.x0 < box.bottom - box.top) == (
        direction in (TextDirection.UP, TextDirection.DOWN)
    )


def test_black_edges_of_a_scanner_are_paper_and_shadows_are_evened() -> None:
    sheet = paper()
    written(sheet, "Belanja Pegawai", 100, 200)
    plain = int(np.count_nonzero(ink_of(sheet)))
    sheet = (sheet * np.linspace(0.55, 1, sheet.shape[1])[None, :]).astype(np.uint8)
    sheet[: round(6 * UNIT)] = 0
    sheet[:, -round(8 * UNIT) :] = 0
    ink = np.count_nonzero(ink_of(evened(without_edges(sheet, UNIT), UNIT)))
    assert plain * 0.7 < ink < plain * 1.3


def test_the_white_words_of_a_dark_head_become_ink_on_paper() -> None:
    sheet = paper()
    cv2.rectangle(
        sheet, (round(60 * UNIT), round(100 * UNIT)), (round(500 * UNIT), round(124 * UNIT)), 60, -1
    )
    written(sheet, "Pagu Anggaran", 70, 117, grey=255)
    found, mask = with_dark_fills_turned(sheet, UNIT)
    assert mask[round(110 * UNIT), round(400 * UNIT)] == 255
    pieces, _ = find_pieces(
        ink_of(evened(found, UNIT)), *find_rulings(ink_of(found, 0.86), found, UNIT), UNIT
    )
    assert [round(piece.x0 / UNIT) for piece in pieces] == [pytest.approx(70, abs=2)]


# Rules ------------------------------------------------------------------------------------------


def test_the_rules_of_a_table_run_from_crossing_to_crossing_though_they_are_broken_or_faint() -> (
    None
):
    sheet = paper()
    ruled(sheet, [60, 200, 400, 530], [100, 124, 148, 172], grey=190)
    gap = slice(round(250 * UNIT), round(300 * UNIT))
    sheet[round(124 * UNIT) - 4 : round(124 * UNIT) + 5, gap] = 255
    sheet[round(165 * UNIT) : round(178 * UNIT), round(400 * UNIT) - 4 : round(400 * UNIT) + 5] = (
        255
    )
    level, upright = rules_on(sheet)
    assert level == [(y, 60, 530) for y in (100, 124, 148, 172)]
    assert upright == [(x, 100, 172) for x in (60, 200, 400, 530)]


def test_a_merged_cell_stays_merged() -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 400, 530], [100, 124, 148])
    sheet[round(124 * UNIT) - 4 : round(124 * UNIT) + 5, round(203 * UNIT) : round(397 * UNIT)] = (
        255
    )
    level, _ = rules_on(sheet)
    assert [(start, end) for at, start, end in level if at == 124] == [(60, 200), (400, 530)]


def test_strokes_of_bold_letters_are_no_rules() -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 400, 530], [100, 124, 148])
    for _ in range(3):
        written(sheet, "REALISASI", 210, 119, size=1.1)
    written(sheet, "REALISASI ANGGARAN", 100, 60, size=1.4)
    level, upright = rules_on(cv2.GaussianBlur(sheet, (0, 0), 1.6))
    assert [at for at, _, _ in level] == [100, 124, 148]
    assert len(upright) == 4


def test_pieces_end_at_rules_and_at_wide_gaps_and_each_line_is_one() -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 330], [100, 148])
    written(sheet, "Belanja Modal", 66, 116, size=0.7)
    written(sheet, "Tanah", 66, 136, size=0.7)
    written(sheet, "1.234.567", 204, 116, size=0.7)
    written(sheet, "NIHIL        x", 60, 200, size=0.7)
    level, upright = find_rulings(ink_of(sheet, 0.86), sheet, UNIT)
    pieces, _ = find_pieces(ink_of(sheet), level, upright, UNIT)
    found = [(round(piece.x0 / UNIT), round(piece.bottom / UNIT)) for piece in pieces]
    assert [x for x, _ in found] == [pytest.approx(x, abs=2) for x in (66, 204, 66, 60, 93)]


def test_the_margin_of_a_crop_is_paper_where_a_rule_runs() -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 330], [100, 124])
    written(sheet, "1.234", 62, 116, size=0.7)
    level, upright = find_rulings(ink_of(sheet, 0.86), sheet, UNIT)
    (piece,), height = find_pieces(ink_of(sheet), level, upright, UNIT)
    crop = crop_of(sheet, piece, drawn(sheet.shape, level, upright, 2), height)
    margin = (crop.shape[1] - (piece.x1 - piece.x0)) // 2
    assert margin >= 0.35 * piece.height
    assert crop[:, : margin // 2].min() > 200


# Worn pages -------------------------------------------------------------------------------------


def test_a_broken_rule_runs_on_where_dashes_of_it_are_left() -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 400, 530], [100, 124, 148])
    whole, _ = rules_on(sheet)
    for start in range(206, 394, 20):  # most of the middle rule between two upright ones
        sheet[
            round(123 * UNIT) : round(125 * UNIT), round(start * UNIT) : round((start + 11) * UNIT)
        ] = 255
    broken, _ = rules_on(sheet)
    assert broken == whole


def test_columns_that_are_open_below_end_together() -> None:
    sheet = paper()
    ruled(sheet, [60, 200, 400, 530], [100, 124])
    for x in (60, 200, 400, 530):
        cv2.line(
            sheet, (round(x * UNIT), round(124 * UNIT)), (round(x * UNIT), round(300 * UNIT)), 0, 2
        )
    _, whole = rules_on(sheet)
    for top in range(200, 296, 16):
        sheet[
            round(top * UNIT) : round((top + 9) * UNIT), round(398 * UNIT) : round(402 * UNIT)
        ] = 255
    _, broken = rules_on(sheet)
    assert broken == whole


def test_blurred_letters_are_no_rule() -> None:
    sheet = paper()
    ruled(sheet, [60, 300, 530], [100, 130, 160])
    clear, _ = rules_on(sheet)
    written(sheet, "mnmnmnmnmnmnmnmnmn", 70, 118, 0.6)
    blurred = cv2.GaussianBlur(sheet, (0, 0), 3.5)
    found, _ = rules_on(blurred)
    assert len(found) == len(clear)


# Separators -------------------------------------------------------------------------------------


def ink_of_number(text: str) -> np.ndarray:
    """Return the ink of a number: digits are bars, a point is a square on the line, a comma hangs
    under it.
    """
    ink = np.zeros((26, 14 * len(text)), np.uint8)
    for at, sign in enumerate(text):
        x = 14 * at + 4
        if sign.isdigit():
            ink[0:20, x : x + 8] = 255
        elif sign in ".,":
            ink[17 : 20 if sign == "." else 25, x : x + 3] = 255
    return ink


@pytest.mark.parametrize("text", ["9.438.000", "95,06", "1.234.567,89", "12", "1,361,248,977"])
def test_points_and_commas_are_told_by_their_ink(text: str) -> None:
    swapped = text.translate(str.maketrans(".,", ",."))
    assert separators_of(swapped, ink_of_number(text)) == Numeral(text, sure=True)
    assert separators_of(swapped, ink_of_number("1" * len(text))).text == (
        swapped if set(text) & {*".,"} else text
    )


def test_a_number_is_written_as_most_of_its_page_are_and_no_digit_changes() -> None:
    page = [
        Numeral(text, sure=True)
        for text in ("95,06", "1.234.567", "88,70", "12,5%", "3.456.789,10")
    ]
    doubtful = [
        Numeral(text, sure=False) for text in ("97.53", "1,234.567", "1.234", "99,5.1", "-")
    ]
    assert in_style([*page, *doubtful])[5:] == ["97,53", "1.234.567", "1.234", "99,5.1", "-"]
    assert in_style(doubtful[:1]) == ["97.53"]


def test_a_comma_counts_for_more_than_a_point_where_ink_is_worn() -> None:
    unsure = [
        Numeral(text, sure=False)
        for text in ("1.234.567", "97.53", "88,70", "3 456.789", "3.456.789")
    ]
    worn = with_wear(unsure)
    assert all(one.worn for one in worn)
    gaps = [one._replace(close=True) for one in worn]
    assert in_style(gaps) == ["1.234.567", "97,53", "88,70", "3.456.789", "3.456.789"]
    assert in_style(worn)[3] == "3 456.789"
    american = with_wear([one._replace(text=one.text.translate(SWAPPED)) for one in unsure])
    assert in_style(american)[:3] == ["1,234,567", "97.53", "88.70"]


def test_ink_that_is_sure_of_most_numbers_stays_sure_of_each() -> None:
    numerals = [
        Numeral(text, sure=text != "97.53") for text in ("1.234.567", "97.53", "12,5", "8,1")
    ]
    assert with_wear(numerals) == numerals


SWAPPED = str.maketrans(".,", ",.")


# Pages that cannot be read ----------------------------------------------------------------------


def problem_of(data: bytes) -> PictureProblem | None:
    """Return why the first page was not read."""
    sent: list[PageBatch] = []
    assert read_pictures(PicturesRequest(data, 10, (PictureRequest(1),)), sent.append) == 1
    (layout,) = sent[-1].layouts
    assert layout.tables == ()
    assert layout.picture is not None
    return layout.picture.problem


class Unasked:
    """A recogniser that must not be asked."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test here ask a recogniser."""
    monkeypatch.setattr("extract.ocr.pages.recognizer", Unasked)


GREY, BITS = Scanner("grey"), Scanner("bits", bits=True)


def test_blank_and_black_pages_are_told() -> None:
    assert problem_of(picture_pdf([paper()], BITS)) is PictureProblem.BLANK
    assert problem_of(picture_pdf([np.zeros_like(paper())], BITS)) is PictureProblem.BLACK


def test_a_scan_below_a_hundred_dots_an_inch_is_told() -> None:
    assert problem_of(picture_pdf([paper()], Scanner("coarse", dpi=72))) is PictureProblem.COARSE


def test_a_picture_whose_data_are_cut_off_is_told() -> None:
    sheet = np.random.default_rng(1).integers(0, 255, (600, 400), np.uint8)
    whole = picture_pdf([sheet], GREY)
    start, end = whole.index(b"\xff\xd8"), whole.index(b"\nendstream", whole.index(b"\xff\xd8"))
    half = start + (end - start) // 2
    assert problem_of(whole[:half] + b"\0" * (end - half) + whole[end:]) is PictureProblem.TRUNCATED


def test_a_huge_picture_is_not_opened() -> None:
    small = picture_pdf([paper()], BITS)
    width, height = f"/Width {paper().shape[1]}".encode(), f"/Height {paper().shape[0]}".encode()
    assert (
        problem_of(small.replace(width, b"/Width 20000").replace(height, b"/Height 20000"))
        is PictureProblem.HUGE
    )


def test_the_pages_of_a_scanner_are_the_same_every_time() -> None:
    data = pdf([words("Laporan Kinerja", 100, 700)])
    for scanner in SCANNERS[5:7]:
        assert scan(data, scanner, "a") == scan(data, scanner, "a") != scan(data, scanner, "b")
