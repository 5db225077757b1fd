"""Numbers of civil servants: where they stand, and what is wrong with one. All of them are
made up.
"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.values.nips import NipProblem, find_nips


@pytest.mark.parametrize(
    "text",
    [
        "NIP. 19790817 200101 1 011",
        "NIP 197908172001011011",
        "NIP : 19790817 200101 1 011",
        "NIP.19790817 200101 1 011",
        "19790817 200101 1 011",
        "Pembina Tk. I NIP. 19790817  200101 1 011 12 Desa",
    ],
)
def test_a_nip_is_found_spaced_or_not(text: str) -> None:
    (nip,) = find_nips(text)
    assert nip.digits == "197908172001011011"
    assert nip.problems == ()
    assert text[nip.start : nip.end] == nip.text


@pytest.mark.parametrize(
    ("digits", "problems"),
    [
        ("19790817 200101 1 01", {NipProblem.LENGTH}),
        ("1979081720010110112", {NipProblem.LENGTH}),
        ("19791317 200101 1 011", {NipProblem.BIRTH_DATE}),
        ("19790231 200101 1 011", {NipProblem.BIRTH_DATE}),
        ("19790817 199813 1 011", {NipProblem.TMT_MONTH}),
        ("19790817 199800 1 011", {NipProblem.TMT_MONTH}),
        ("19790817 200101 3 011", {NipProblem.SEX}),
        ("19790817 200101 1 000", {NipProblem.SERIAL}),
        ("19790817 199707 1 011", {NipProblem.AGE}),
        ("19790817 199708 1 011", set()),
        ("19900101 202421 1 001", set()),
    ],
)
def test_a_malformed_nip_says_what_is_wrong(digits: str, problems: set[NipProblem]) -> None:
    (nip,) = find_nips(f"NIP. {digits}")
    assert set(nip.problems) == problems


@pytest.mark.parametrize(
    "text", ["NIP. -", "NIP.", "1.780.578.508", "12345678", "0812-3456-7890", "SNIPER 12345678"]
)
def test_other_numbers_are_no_nips(text: str) -> None:
    assert find_nips(text) == []


def test_a_mask_keeps_the_birth_year_only() -> None:
    (nip,) = find_nips("NIP. 19790817 200101 1 011")
    assert nip.masked.startswith("1979")
    assert set(nip.masked[4:]) == {"•"}
    assert len(nip.masked) == 18


@given(
    st.dates(datetime.date(1950, 1, 1), datetime.date(2000, 12, 31)),
    st.integers(18, 35),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_every_regular_nip_is_found_without_problems(
    born: datetime.date, age: int, month: int, sex: str, serial: int
) -> None:
    parts = f"{born:%Y%m%d}", f"{born.year + age + 1}{month:02}", sex, f"{serial:03}"
    for text in (" ".join(parts), "NIP. " + "".join(parts)):
        (nip,) = find_nips(text)
        assert (nip.digits, nip.problems) == ("".join(parts), ())
