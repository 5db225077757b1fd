"""Printed numbers: every form seen in reports, what it stands for, and what is left unread."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from normalize.values.amounts import (
    Amount,
    AmountNote,
    NumberFormat,
    ParsedAmount,
    Unread,
    UnreadReason,
    ValueType,
    format_amount,
    parse_amount,
    vote_number_format,
)

RUPIAH, PERSEN, BILANGAN, UNKNOWN = ValueType


def amount(text: str, quantity: ValueType = UNKNOWN, style: NumberFormat | None = None) -> Amount:
    reading = parse_amount(text, quantity, style)
    assert isinstance(reading, Amount), reading
    return reading


def reason(
    text: str, quantity: ValueType = UNKNOWN, style: NumberFormat | None = None
) -> UnreadReason:
    reading = parse_amount(text, quantity, style)
    assert isinstance(reading, Unread), reading
    return reading.reason


@pytest.mark.parametrize(
    ("text", "value", "notes"),
    [
        ("1.780.578.508", "1780578508", []),
        ("0", "0", []),
        ("24.225.000,00", "24225000.00", []),
        ("528.600.000,-", "528600000", [AmountNote.DASH_CENTS]),
        ("528.600.000, -", "528600000", [AmountNote.DASH_CENTS]),
        ("500.000.-", "500000", [AmountNote.DASH_CENTS]),
        ("19.7195.216", "197195216", [AmountNote.BROKEN_GROUPING]),
        ("1,361,248,977", "1361248977", [AmountNote.COMMA_THOUSANDS]),
        ("16,447,874,576.00", "16447874576.00", [AmountNote.COMMA_THOUSANDS]),
        ("6.008.850,000", "6008850.000", [AmountNote.THREE_DECIMALS]),
        ("1.780,578.508", "1780578508", [AmountNote.MIXED_THOUSANDS]),
        ("(2.500)", "-2500", [AmountNote.PARENTHESES_NEGATIVE]),
        ("-50.000", "-50000", []),
        ("−768.857.637,00", "-768857637.00", []),
        ("50.000-", "-50000", [AmountNote.TRAILING_MINUS]),
        ("Rp1.895.403.508,00", "1895403508.00", [AmountNote.RUPIAH_SIGN]),
        ("IDR 1.895.403.508", "1895403508", [AmountNote.RUPIAH_SIGN]),
        ("1.895.403.508 rupiah", "1895403508", [AmountNote.RUPIAH_SIGN]),
        ("–", "0", [AmountNote.DASH_ZERO]),
        ("Rp. -", "0", [AmountNote.RUPIAH_SIGN, AmountNote.DASH_ZERO]),
        ("Nihil", "0", [AmountNote.NIHIL]),
        ("1 780 578 508", "1780578508", [AmountNote.SPACED]),
        ("1.780. 578.508", "1780578508", [AmountNote.SPACED]),
        ("2 ,557,871,500", "2557871500", [AmountNote.SPACED, AmountNote.COMMA_THOUSANDS]),
        ("1 6 ,4 4 7 ,8 7 4", "16447874", [AmountNote.SPACED, AmountNote.COMMA_THOUSANDS]),
        ("199542000", "199542000", [AmountNote.UNGROUPED]),
        ("250.000,00|", "250000.00", [AmountNote.STRAY_MARK]),
        ("19.954.920.000,", "19954920000", [AmountNote.STRAY_MARK]),
        ("1.78O.578", "1780578", [AmountNote.LETTER_DIGIT]),
        ("Rp 2 milyar", "2000000000", [AmountNote.RUPIAH_SIGN, AmountNote.SCALE_WORD]),
        ("1,9 juta", "1900000", [AmountNote.SCALE_WORD]),
        ("1.234", "1234", []),
        ("69,000", "69000", [AmountNote.COMMA_THOUSANDS]),
        ("Rp (1.234.567)", "-1234567", [AmountNote.RUPIAH_SIGN, AmountNote.PARENTHESES_NEGATIVE]),
        (
            "Rp. (4.951.459,00)",
            "-4951459.00",
            [AmountNote.RUPIAH_SIGN, AmountNote.PARENTHESES_NEGATIVE],
        ),
        ("617.\u200b283.\u200b945", "617283945", []),
        ("\ufeff617.283.945\u200f", "617283945", []),
        ("1.234.567*)", "1234567", []),
        ("1.234.567 **", "1234567", []),
        ("1'500'000", "1500000", [AmountNote.UNUSUAL_THOUSANDS]),
        ("1·234·567", "1234567", [AmountNote.UNUSUAL_THOUSANDS]),
        ("Rp 1’500’000,50", "1500000.50", [AmountNote.RUPIAH_SIGN, AmountNote.UNUSUAL_THOUSANDS]),
        ("615.542. 483,-", "615542483", [AmountNote.DASH_CENTS, AmountNote.SPACED]),
    ],
)
def test_a_rupiah_amount_is_read_with_notes_on_how_it_was_printed(
    text: str, value: str, notes: list[AmountNote]
) -> None:
    read = amount(text, RUPIAH)
    assert read.value == Decimal(value)
    assert list(read.notes) == notes
    assert read.text == text


@pytest.mark.parametrize(
    ("text", "value", "decimals", "notes"),
    [
        ("95,27", "95.27", 2, []),
        ("95,27 %", "95.27", 2, [AmountNote.PERCENT_SIGN]),
        ("105.58%", "105.58", 2, [AmountNote.PERCENT_SIGN, AmountNote.DECIMAL_POINT]),
        ("29.63", "29.63", 2, [AmountNote.DECIMAL_POINT]),
        ("100 persen", "100", 0, [AmountNote.PERCENT_SIGN]),
        ("0,9979", "0.9979", 4, []),
        ("0.979", "0.979", 3, [AmountNote.DECIMAL_POINT, AmountNote.THREE_DECIMALS]),
        ("1.234", "1.234", 3, [AmountNote.DECIMAL_POINT, AmountNote.THREE_DECIMALS]),
        ("69,000", "69", 3, [AmountNote.THREE_DECIMALS]),
        ("1.234,56%", "1234.56", 2, [AmountNote.PERCENT_SIGN]),
        ("00,0", "0", 1, []),
        ("(5,2%)", "-5.2", 1, [AmountNote.PERCENT_SIGN, AmountNote.PARENTHESES_NEGATIVE]),
        ("`84", "84", 0, [AmountNote.STRAY_MARK]),
        ("110,99.", "110.99", 2, [AmountNote.STRAY_MARK]),
        ("-", "0", 0, [AmountNote.DASH_ZERO]),
    ],
)
def test_a_percentage_is_read_with_its_printed_decimals(
    text: str, value: str, decimals: int, notes: list[AmountNote]
) -> None:
    read = amount(text, PERSEN)
    assert (read.value, read.decimals, list(read.notes)) == (Decimal(value), decimals, notes)
    assert read.percent is (AmountNote.PERCENT_SIGN in notes)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 Desa", 12),
        ("3 Dokumen", 3),
        ("14 (empat belas) bulan", 14),
        ("100 m2", 100),
        ("1.500 /orang", 1500),
    ],
)
def test_a_unit_behind_a_number_is_noted(text: str, value: int) -> None:
    read = amount(text, BILANGAN, NumberFormat.INDONESIAN)
    assert read.value == value
    assert read.notes == (AmountNote.UNIT_WORD,)


@pytest.mark.parametrize(
    ("text", "style", "value", "notes"),
    [
        ("1.320 Sampel", NumberFormat.US, "1320", ()),
        ("1.320 Sampel", NumberFormat.INDONESIAN, "1320", ()),
        ("1,320 orang", NumberFormat.INDONESIAN, "1320", (AmountNote.COMMA_THOUSANDS,)),
        ("1,320 orang", NumberFormat.US, "1320", ()),
        ("150.000 m3", NumberFormat.INDONESIAN, "150000", ()),
        ("1.320 km", NumberFormat.US, "1.320", (AmountNote.THREE_DECIMALS,)),
        ("95.45 Sampel", NumberFormat.US, "95.45", ()),
    ],
)
def test_what_is_counted_has_no_decimals_in_any_table(
    text: str, style: NumberFormat, value: str, notes: tuple[AmountNote, ...]
) -> None:
    read = amount(text, BILANGAN, style)
    assert read.value == Decimal(value)
    assert read.notes == (AmountNote.UNIT_WORD, *notes)


@pytest.mark.parametrize(
    ("text", "quantity", "why"),
    [
        ("", RUPIAH, UnreadReason.EMPTY),
        (" \xa0\n", PERSEN, UnreadReason.EMPTY),
        ("#DIV/0!", PERSEN, UnreadReason.SPREADSHEET_ERROR),
        ("#REF!", RUPIAH, UnreadReason.SPREADSHEET_ERROR),
        ("#VALUE!", RUPIAH, UnreadReason.SPREADSHEET_ERROR),
        ("#N/A", UNKNOWN, UnreadReason.SPREADSHEET_ERROR),
        ("#######", RUPIAH, UnreadReason.SPREADSHEET_ERROR),
        ("9" * 21, RUPIAH, UnreadReason.TOO_LONG),
        (".".join(["123"] * 7), RUPIAH, UnreadReason.TOO_LONG),
        ("n/a", BILANGAN, UnreadReason.MISSING_MARK),
        ("belum dihitung", PERSEN, UnreadReason.MISSING_MARK),
        ("12 : 88", UNKNOWN, UnreadReason.SEVERAL_NUMBERS),
        ("16 : `84", UNKNOWN, UnreadReason.SEVERAL_NUMBERS),
        ("500.000 250.000", RUPIAH, UnreadReason.SEVERAL_NUMBERS),
        ("TW 1: 37,84 TW 2 : 17", PERSEN, UnreadReason.SEVERAL_NUMBERS),
        ("30/12/2024", UNKNOWN, UnreadReason.SEVERAL_NUMBERS),
        ("1. 500.000", RUPIAH, UnreadReason.AMBIGUOUS),
        ("12, 13", BILANGAN, UnreadReason.AMBIGUOUS),
        ("1,9 M", RUPIAH, UnreadReason.AMBIGUOUS),
        ("1.234.5", RUPIAH, UnreadReason.AMBIGUOUS),
        ("6.008,850", RUPIAH, UnreadReason.AMBIGUOUS),
        ("1.7805.00", RUPIAH, UnreadReason.AMBIGUOUS),
        ("133.825.00,00", RUPIAH, UnreadReason.LOST_DIGITS),
        ("1.78.578.508", RUPIAH, UnreadReason.LOST_DIGITS),
        ("7.01.01.2.06.0001", RUPIAH, UnreadReason.NOT_A_NUMBER),
        ("7.01.01.206.0001", RUPIAH, UnreadReason.NOT_A_NUMBER),
        ("30.12.2024", RUPIAH, UnreadReason.NOT_A_NUMBER),
        ("1. Program Penunjang", UNKNOWN, UnreadReason.NOT_A_NUMBER),
        ("BB", BILANGAN, UnreadReason.NOT_A_NUMBER),
        ("WTP (1)", BILANGAN, UnreadReason.NOT_A_NUMBER),
        ("Desa (5)", BILANGAN, UnreadReason.NOT_A_NUMBER),
        ("Triwulan II (50,00)", PERSEN, UnreadReason.NOT_A_NUMBER),
        ("Level 3", BILANGAN, UnreadReason.NOT_A_NUMBER),
        ("Nilai A (82,92)", RUPIAH, UnreadReason.NOT_A_NUMBER),
        ("7 5", PERSEN, UnreadReason.SEVERAL_NUMBERS),
        ("38,69 39,54", PERSEN, UnreadReason.SEVERAL_NUMBERS),
        ("TW IV", PERSEN, UnreadReason.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_told_is_unread_with_a_reason(
    text: str, quantity: ValueType, why: UnreadReason
) -> None:
    assert reason(text, quantity) is why


@pytest.mark.parametrize(
    ("text", "quantity", "value", "decimals"),
    [
        ("Nilai A (82,92)", BILANGAN, "82.92", 2),
        ("Level 3 (3,157)", BILANGAN, "3.157", 3),
        ("Level 3 (3,35)", PERSEN, "3.35", 2),
        ("A (83)", UNKNOWN, None, 0),
        ("Nilai A (83)", BILANGAN, "83", 0),
        ("B (65,00)", BILANGAN, "65.00", 2),
        ("Sangat Baik (92.5)", BILANGAN, "92.5", 1),
        ("= 95,5", PERSEN, "95.5", 1),
        ("1 ½", BILANGAN, "1.5", 1),
        ("½", BILANGAN, "0.5", 1),
        ("2¼", BILANGAN, "2.25", 2),
    ],
)
def test_a_score_in_brackets_and_a_fraction_are_read(
    text: str, quantity: ValueType, value: str | None, decimals: int
) -> None:
    reading = parse_amount(text, quantity)
    if value is None:
        assert isinstance(reading, Unread)
    else:
        assert isinstance(reading, Amount)
        assert (reading.value, reading.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    ("text", "quantity", "joined"),
    [
        ("6 5,845,537", RUPIAH, "65845537"),
        ("4.047.213.60 6", RUPIAH, "4047213606"),
        ("1 00%", PERSEN, "100"),
        ("9 5.45", PERSEN, "95.45"),
    ],
)
def test_a_digit_set_apart_belongs_to_its_number_in_a_ruled_cell_and_may_elsewhere(
    text: str, quantity: ValueType, joined: str
) -> None:
    ruled, loose = parse_amount(text, quantity, ruled=True), parse_amount(text, quantity)
    assert isinstance(ruled, Amount)
    assert (ruled.value, AmountNote.SPACED in ruled.notes) == (Decimal(joined), True)
    assert loose == Unread(text, UnreadReason.AMBIGUOUS, (ruled,))


@pytest.mark.parametrize(
    ("text", "why", "candidates"),
    [
        ("2 500.000", UnreadReason.AMBIGUOUS, ["2500000", "500000"]),
        ("171.169.45", UnreadReason.AMBIGUOUS, ["171169.45"]),
        ("650.290.147.50", UnreadReason.AMBIGUOUS, ["650290147.50"]),
        ("2.807.870.000.00", UnreadReason.AMBIGUOUS, ["2807870000.00"]),
        ("690,180,000,00", UnreadReason.AMBIGUOUS, ["690180000.00"]),
        ("Rp. 549.481.005.00,-", UnreadReason.AMBIGUOUS, ["549481005.00"]),
        ("57.373,346", UnreadReason.AMBIGUOUS, ["57373346", "57373.346"]),
        ("2.310.340,714", UnreadReason.AMBIGUOUS, ["2310340714", "2310340.714"]),
        ("33.61.984,00", UnreadReason.LOST_DIGITS, ["3361984.00"]),
        ("10.924024.550", UnreadReason.LONG_GROUP, ["10924024550"]),
        ("227.199732,00", UnreadReason.LONG_GROUP, ["227199732.00"]),
        ("37.664.381200,00", UnreadReason.LONG_GROUP, ["37664381200.00"]),
        ("(1.234.567", UnreadReason.AMBIGUOUS, ["1234567", "-1234567"]),
        ("1.234.567)", UnreadReason.AMBIGUOUS, ["1234567", "-1234567"]),
    ],
)
@pytest.mark.parametrize("ruled", [True, False])
def test_an_amount_that_may_be_another_is_unread_with_the_numbers_it_may_stand_for(
    text: str, why: UnreadReason, candidates: list[str], ruled: bool
) -> None:
    reading = parse_amount(text, RUPIAH, NumberFormat.INDONESIAN, ruled=ruled)
    assert isinstance(reading, Unread)
    assert reading.reason is why
    assert [candidate.value for candidate in reading.candidates] == [
        Decimal(value) for value in candidates
    ]


@given(
    value=st.integers(1_000_000, 10**12),
    at=st.integers(0, 15),
    gap=st.sampled_from([" ", "\u200b", ""]),
)
def test_no_amount_with_a_lost_digit_or_a_blank_is_silently_another_number(
    value: int, at: int, gap: str
) -> None:
    printed = format_amount(Decimal(value))
    at = at % len(printed)
    first_group = printed.index(".")
    if printed[at].isdigit() and at > first_group:
        reading = parse_amount(printed[:at] + printed[at + 1 :], RUPIAH, NumberFormat.INDONESIAN)
        assert isinstance(reading, Unread)
    spaced = parse_amount(
        printed[:at] + gap + printed[at:], RUPIAH, NumberFormat.INDONESIAN, ruled=True
    )
    assert isinstance(spaced, Unread) or spaced.value == value


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1.234", NumberFormat.INDONESIAN, "1234"),
        ("1.234", NumberFormat.US, "1.234"),
        ("69,000", NumberFormat.INDONESIAN, "69"),
        ("69,000", NumberFormat.US, "69000"),
    ],
)
@pytest.mark.parametrize("quantity", [BILANGAN, UNKNOWN])
def test_one_group_of_three_follows_the_style_of_the_table(
    text: str, style: NumberFormat, value: str, quantity: ValueType
) -> None:
    assert amount(text, quantity, style).value == Decimal(value)
    assert reason(text, quantity) is UnreadReason.AMBIGUOUS


@pytest.mark.parametrize("text", ["16,447,874,576.00", "1,361,248,977", "93.98", "69,000"])
def test_a_regular_number_of_a_us_table_has_no_note(text: str) -> None:
    assert amount(text, RUPIAH, NumberFormat.US).notes == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1.443.095.819", AmountNote.DOT_THOUSANDS),
        ("95,27", AmountNote.DECIMAL_COMMA),
        ("1.443,50", AmountNote.DOT_THOUSANDS),
    ],
)
def test_an_indonesian_number_in_a_us_table_is_noted(text: str, note: AmountNote) -> None:
    assert amount(text, RUPIAH, NumberFormat.US).notes == (note,)


@pytest.mark.parametrize(
    ("text", "quantity", "slack"),
    [
        ("1.780.578.508", RUPIAH, "0"),
        ("1.780.578.508,00", RUPIAH, "0.005"),
        ("95,27", PERSEN, "0.005"),
        ("100", PERSEN, "0.5"),
        ("Rp 1.500", UNKNOWN, "0"),
        ("1,89 miliar", RUPIAH, "5000000"),
        ("Rp 2 milyar", RUPIAH, "500000000"),
        ("-", PERSEN, "0"),
    ],
)
def test_slack_is_half_a_unit_of_the_last_printed_digit(
    text: str, quantity: ValueType, slack: str
) -> None:
    read = amount(text, quantity)
    assert read.slack == Decimal(slack)
    assert read.interval() == (read.value - read.slack, read.value + read.slack)


def test_dropped_zeros_tighten_an_amount_and_never_loosen_it() -> None:
    assert amount("17", PERSEN).exact_to(2).interval() == (Decimal("16.995"), Decimal("17.005"))
    assert amount("17", PERSEN).interval(2) == (Decimal("16.995"), Decimal("17.005"))
    assert amount("17,25", PERSEN).exact_to(0) == amount("17,25", PERSEN)
    assert amount("1.500", RUPIAH).exact_to(2).slack == 0
    assert amount("1,89 miliar", RUPIAH).exact_to(2) == amount("1,89 miliar", RUPIAH)


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.443.095.819", "1,361,248,977", "4.430.000"], NumberFormat.INDONESIAN),
        (["995,890,000", "99.19"], NumberFormat.US),
        (["1.780.578.508", "69.49%", "70.10%", "88.01%"], NumberFormat.INDONESIAN),
        (["690,180,000,00", "80,41"], NumberFormat.INDONESIAN),
        (["Rp. 4.430.000.00"], NumberFormat.INDONESIAN),
        (["1.234", "100", "2024", "Program 1"], None),
        (["1.234.567", "1,234,567"], None),
        (["7.01.01.2.06", "30/12/2024"], None),
        ([], None),
    ],
)
def test_the_style_is_the_majority_of_unambiguous_numbers(
    texts: list[str], style: NumberFormat | None
) -> None:
    assert vote_number_format(texts) is style


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("1780578508", 0, "1.780.578.508"),
        ("-0.004", 2, "0,00"),
        ("2.5", 0, "3"),
        ("-1234.565", 2, "-1.234,57"),
    ],
)
def test_printing_rounds_half_up_and_groups_thousands(
    value: str, decimals: int, printed: str
) -> None:
    assert format_amount(Decimal(value), decimals) == printed
    assert format_amount(Decimal(value), decimals, NumberFormat.US) == printed.translate(
        str.maketrans(",.", ".,")
    )


@given(
    st.decimals(-(10**13), 10**13, places=5),
    st.sampled_from([0, 1, 2, 4, 5]),
    st.sampled_from(NumberFormat),
    st.sampled_from(ValueType),
)
@example(Decimal(1234), 0, NumberFormat.US, RUPIAH)
@example(Decimal("12.3456"), 4, NumberFormat.US, RUPIAH)
def test_a_printed_number_is_read_back(
    value: Decimal, decimals: int, style: NumberFormat, quantity: ValueType
) -> None:
    printed = format_amount(value, decimals, style)
    if (
        quantity is PERSEN
        and decimals == 0
        and printed.count("," if style is NumberFormat.US else ".") == 1
    ):
        return  # 1.234 in a column of percentages has three decimals
    read = amount(printed, quantity, style)
    assert read.value == value.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")
    assert read.decimals == decimals
    assert read.notes == ()


@given(
    st.decimals(0, 10**12, places=2),
    st.sampled_from([0, 1, 2]),
    st.sampled_from(ValueType),
    st.sampled_from(["", "%"]),
)
def test_blanks_around_a_number_change_nothing(
    value: Decimal, decimals: int, quantity: ValueType, sign: str
) -> None:
    printed = format_amount(value, decimals) + sign
    for style in (None, *NumberFormat):
        bare, padded = (
            parse_amount(printed, quantity, style),
            parse_amount(f" {printed} ", quantity, style),
        )
        assert _without_text(padded) == _without_text(bare)


def _without_text(reading: ParsedAmount) -> ParsedAmount:
    if isinstance(reading, Unread):
        candidates = tuple(replace(candidate, text="") for candidate in reading.candidates)
        return replace(reading, text="", candidates=candidates)
    return replace(reading, text="")


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(NumberFormat))
def test_three_decimals_of_a_plain_number_are_read_back_by_style(
    value: Decimal, style: NumberFormat
) -> None:
    assert amount(format_amount(value, 3, style), BILANGAN, style).value == value


@given(st.integers(10**6, 10**13), st.data())
def test_a_displaced_separator_does_not_change_the_digits(value: int, data: st.DataObject) -> None:
    groups = format_amount(Decimal(value)).split(".")
    place = data.draw(st.integers(0, len(groups) - 2))
    moved = groups[place] + groups[place + 1][0], groups[place + 1][1:]
    printed = ".".join([*groups[:place], *moved, *groups[place + 2 :]])
    reading = parse_amount(printed, RUPIAH)
    if isinstance(reading, Unread):
        assert reading.reason in (
            UnreadReason.LOST_DIGITS,
            UnreadReason.AMBIGUOUS,
            UnreadReason.NOT_A_NUMBER,
        )
    else:
        assert reading.value == value


@given(
    st.text("0123456789.,-()% Rp`OlMjuta:#/\n", max_size=20),
    st.sampled_from(ValueType),
    st.sampled_from([None, *NumberFormat]),
)
def test_every_text_is_read_or_has_a_reason(
    text: str, quantity: ValueType, style: NumberFormat | None
) -> None:
    reading = parse_amount(text, quantity, style)
    assert reading.text == text
    if isinstance(reading, Amount):
        assert reading.slack >= 0
        assert reading.value.is_finite()


@given(
    st.text("0123456789.,", min_size=1, max_size=16),
    st.sampled_from(ValueType),
    st.sampled_from([None, *NumberFormat]),
)
def test_no_digit_is_lost_or_invented(
    text: str, quantity: ValueType, style: NumberFormat | None
) -> None:
    reading = parse_amount(text, quantity, style)
    if isinstance(reading, Amount):
        digits = "".join(filter(str.isdigit, text))
        assert reading.value.scaleb(reading.decimals) == int(digits)


@pytest.mark.parametrize("filling", [" ", "\n", "1 ", "1.", "(", "12 kata "])
def test_a_long_cell_is_read_as_fast_as_a_short_one(filling: str) -> None:
    assert isinstance(
        parse_amount(f"1{filling * 2000}!", RUPIAH), Unread
    )  # hours, if it took each blank anew


def test_every_note_and_reason_speaks_both_languages() -> None:
    for said in (*AmountNote, *UnreadReason):
        assert said.id
        assert said.en
        assert said.id != said.en
