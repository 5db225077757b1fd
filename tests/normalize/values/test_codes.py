"""Codes of the program nomenclature: levels, regimes, misprints, and what is no code."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.reference.nomenclature import entries
from normalize.values.codes import (
    Code,
    CodeLevel,
    CodeNote,
    Regime,
    join_code,
    parse_code,
    split_code,
)

LISTED = sorted(entries())


def code(text: str) -> Code:
    read = parse_code(text)
    assert read is not None, text
    return read


@pytest.mark.parametrize(
    ("text", "level", "regime", "digits", "parent"),
    [
        ("7", CodeLevel.URUSAN, None, None, None),
        ("7.01", CodeLevel.BIDANG, None, None, "7"),
        ("7.01.01", CodeLevel.PROGRAM, None, None, "7.01"),
        ("7.01.01.2.06", CodeLevel.KEGIATAN, None, None, "7.01.01"),
        ("7.01.01.2.06.0001", CodeLevel.SUB_KEGIATAN, Regime.KEPMENDAGRI_1317, 4, "7.01.01.2.06"),
        ("7.01.02.2.01.02", CodeLevel.SUB_KEGIATAN, Regime.PERMENDAGRI_90, 2, "7.01.02.2.01"),
        ("X.XX.01.2.01.0001", CodeLevel.SUB_KEGIATAN, Regime.KEPMENDAGRI_1317, 4, "X.XX.01.2.01"),
        ("7.01.0.00.0.00.01.0000", CodeLevel.ORGANISASI, None, None, None),
        ("5.1.02.01.01.0024", CodeLevel.REKENING, None, None, "5.1.02.01.01"),
        ("5.2.2.03.12", CodeLevel.REKENING, None, None, "5.2.2.03"),
        ("2.10.2.10.01.15.02", CodeLevel.KEGIATAN, Regime.PERMENDAGRI_13, None, "2.10.2.10.01.15"),
        ("4.01.4.01.08.01", CodeLevel.PROGRAM, Regime.PERMENDAGRI_13, None, "4.01.4.01.08"),
    ],
)
def test_a_regular_code_tells_level_regime_and_parent(
    text: str, level: CodeLevel, regime: Regime | None, digits: int | None, parent: str | None
) -> None:
    read = code(text)
    assert (read.level, read.regime, read.digits, read.parent, read.notes) == (
        level,
        regime,
        digits,
        parent,
        (),
    )
    assert read.text == text


@pytest.mark.parametrize(
    ("text", "canonical", "notes"),
    [
        ("7.01.01.02.06.0001", "7.01.01.2.06.0001", {CodeNote.PADDED_KEWENANGAN}),
        ("7.01.01.02.1", "7.01.01.2.10", {CodeNote.PADDED_KEWENANGAN, CodeNote.LOST_ZERO}),
        ("7.01.01.201.01", "7.01.01.2.01.0001", {CodeNote.MERGED_KEGIATAN}),
        ("7.01.03.2.06.1", "7.01.03.2.06.0001", {CodeNote.UNPADDED}),
        ("7.01.03.2.6", "7.01.03.2.06", {CodeNote.UNPADDED}),
        ("7.01.01.2.06.001", "7.01.01.2.06.0001", {CodeNote.WRONG_DIGITS}),
        ("7.01.06.2.01.00003", "7.01.06.2.01.0003", {CodeNote.WRONG_DIGITS}),
        ("0.00.01.2.10.0001", "X.XX.01.2.10.0001", {CodeNote.ZERO_FOR_X}),
        ("07.01.02", "7.01.02", {CodeNote.LEADING_ZERO}),
        ("7.01.01.2.06.", "7.01.01.2.06", {CodeNote.TRAILING_DOT}),
        ("7.01.01..2.06", "7.01.01.2.06", {CodeNote.EMPTY_SEGMENT}),
        ("7 . 01 . 01 . 2 . 06", "7.01.01.2.06", {CodeNote.SPACED}),
        (
            "7.01.01.2.06.0002.5.1.02.01.001.00024.",
            "7.01.01.2.06.0002",
            {CodeNote.GLUED_ACCOUNT, CodeNote.TRAILING_DOT},
        ),
        ("1.20 . 1.20.05 . 01 . 01", "1.20.1.20.05.01.01", {CodeNote.SPACED}),
        ("2.10.2.10.1.15.02", "2.10.2.10.01.15.02", set()),
        ("4 . 1 . 1 . 01 . 14", "4.1.1.01.14", {CodeNote.SPACED}),
        (
            "7.01.0.00.0.00.1..0000",
            "7.01.0.00.0.00.01.0000",
            {CodeNote.EMPTY_SEGMENT, CodeNote.CUT_SEGMENT},
        ),
        ("7.01.0.00.0.00.20.00", "7.01.0.00.0.00.20.0000", {CodeNote.CUT_SEGMENT}),
    ],
)
def test_a_misprinted_code_is_mended_and_noted(
    text: str, canonical: str, notes: set[CodeNote]
) -> None:
    assert code(text).canonical == canonical
    assert set(code(text).notes) == notes


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1.780.578.508",
            "24.225.000,00",
            "4.430.000",
            "4.430.000.00",
            "1.20.000",
            "95.45",
            "1.25",
            "100",
        ),
        *("3-1-2025", "30.12.2024", "3.12.24", "19790817 200101 1 011", "197908172001011011"),
        *("", "12", "Program", "7.01.01.2", "7.1.1", "3.1.1", "7.01.01.2.06.0001.02"),
    ],
)
def test_amounts_dates_and_nips_are_no_codes(text: str) -> None:
    assert parse_code(text) is None


def test_a_two_digit_sub_kegiatan_is_the_same_code_as_its_padded_form() -> None:
    assert code("7.01.02.2.01.02").canonical == code("7.01.02.2.01.0002").canonical
    assert code("7.01.02.2.01").is_parent_of(code("7.01.02.2.01.02"))
    assert not code("7.01.02").is_parent_of(code("7.01.02.2.01.02"))


@pytest.mark.parametrize(
    ("text", "canonical", "name"),
    [
        (
            "7.01.01.2.09.0002 - Penyediaan Jasa\nPemeliharaan",
            "7.01.01.2.09.0002",
            "Penyediaan Jasa Pemeliharaan",
        ),
        ("7.01.01.2.06.0004 Penyediaan Bahan", "7.01.01.2.06.0004", "Penyediaan Bahan"),
        ("7.01.01.2.06.\n0004 Penyediaan Bahan", "7.01.01.2.06.0004", "Penyediaan Bahan"),
        ("7.01 KECAMATAN", "7.01", "KECAMATAN"),
        ("7.01.0.00.0.00.01.0001 - Kelurahan Tengah", "7.01.0.00.0.00.01.0001", "Kelurahan Tengah"),
    ],
)
def test_a_code_and_a_name_in_one_cell_are_parted(text: str, canonical: str, name: str) -> None:
    parted = split_code(text)
    assert parted is not None
    assert (parted[0].canonical, parted[1]) == (canonical, name)


@pytest.mark.parametrize(
    "text", ["1. Program Penunjang", "7 UNSUR", "Program 7.01", "7.01.01", "1.780.578.508 rupiah"]
)
def test_a_text_without_a_code_at_its_head_is_not_parted(text: str) -> None:
    assert split_code(text) is None


@given(st.sampled_from(LISTED), st.sets(st.integers(0, 17)), st.sampled_from(["", " ", "\n"]))
def test_any_code_survives_line_breaks_anywhere(
    canonical: str, breaks: set[int], blank: str
) -> None:
    cuts = [0, *sorted(cut for cut in breaks if 0 < cut < len(canonical)), len(canonical)]
    pieces = [canonical[start:end] + blank for start, end in pairwise(cuts)]
    assert code(join_code(pieces)) == code(canonical)


@given(st.text("0123456789.X ", max_size=24))
def test_a_read_code_reads_as_itself(text: str) -> None:
    read = parse_code(text)
    if read is not None:
        again = code(read.canonical)
        assert (again.segments, again.level) == (read.segments, read.level)


@given(st.from_regex(r"[1-9]\d{0,2}(\.\d{3}){1,4}(,\d\d)?", fullmatch=True))
def test_no_grouped_amount_is_a_code(text: str) -> None:
    assert parse_code(text) is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2.16.02.2.01,0007", "2.16.02.2.01.0007"),
        ("7.01.01,2.06", "7.01.01.2.06"),
        ("7.01.01.2,06.0001", "7.01.01.2.06.0001"),
    ],
)
def test_a_code_with_a_comma_is_a_malformed_code(text: str, canonical: str) -> None:
    code = parse_code(text)
    assert code is not None
    assert (code.canonical, code.text, code.notes) == (canonical, text, (CodeNote.COMMA,))


@pytest.mark.parametrize(
    "text", ["1.780.578,50", "7.01,01", "1.01.02,50", "2,01", "1.234,56", "7,01,01,2,06"]
)
def test_an_amount_with_a_comma_is_no_code(text: str) -> None:
    assert parse_code(text) is None
