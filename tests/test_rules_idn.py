"""People: IDN-01 and IDN-03."""

import pytest

from normalize.nips import find_nips
from normalize.report import Person, Report
from tests.typed import place, report
from validate.findings import Certainty, Severity
from validate.rules import idn01_bentuk_nip, idn03_satu_nip

RIGHT, SPACED = "197804151998031011", "19780415 199803 1 011"
SLIPPED = "19730415 199803 1 011"
STRANGER = "19690111 199103 2 004"


def people(*printed: tuple[str, str, int]) -> Report:
    """Return a report that prints these names, with these NIP, on these pages."""
    return report(people=tuple(person(*one) for one in printed))


def person(name: str, nip: str, page: int) -> Person:
    (found,) = find_nips(f"NIP. {nip}")
    return Person(name, found, place(page=page), name.split(",")[0].upper())


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("19780415 199803 1 01", "bukan 18 angka"),
        ("19781315 199803 1 011", "delapan angka pertama bukan tanggal"),
        ("19780415 199813 1 011", "bulan TMT"),
        ("19780415 199803 3 011", "jenis kelamin"),
        ("19780415 199803 1 000", "nomor urut 000"),
    ],
)
def test_a_malformed_nip_says_what_is_wrong_with_it(nip: str, said: str) -> None:
    (finding,) = idn01_bentuk_nip.check(people(("BUDI, S.Sos", nip, 3)))
    assert said in finding.message.id
    assert (finding.severity, finding.spot.printed, finding.spot.place.page) == (Severity.MINOR, nip, 3)


def test_a_malformed_nip_printed_twice_is_one_finding() -> None:
    (finding,) = idn01_bentuk_nip.check(people(("BUDI", "19780415 199803 1 01", 3), ("BUDI", "1978041519980310 1", 9)))
    assert [spot.place.page for spot in finding.evidence] == [9]


@pytest.mark.parametrize("nip", [RIGHT, SPACED, "19800101 202321 1 001"])
def test_a_well_formed_nip_passes(nip: str) -> None:
    assert not list(idn01_bentuk_nip.check(people(("BUDI", nip, 3))))


def test_two_nips_used_equally_often_show_the_later_and_offer_either() -> None:
    told = people(
        ("BUDI, S.Pi", SPACED, 3), ("BUDI, S.Pi, MP", RIGHT, 24), ("BUDI", SLIPPED, 25), ("BUDI", SLIPPED, 26)
    )
    (finding,) = idn03_satu_nip.check(told)
    assert (finding.spot.place.page, finding.spot.printed) == (25, SLIPPED)
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert {spot.place.page for spot in finding.evidence} == {3, 24, 26}
    assert finding.expected == SPACED
    assert [(other.spot.place.page, other.expected) for other in finding.alternatives] == [(3, SLIPPED)]


def test_the_nip_that_fewer_places_share_is_shown() -> None:
    (finding,) = idn03_satu_nip.check(people(("BUDI", SLIPPED, 3), ("BUDI", RIGHT, 24), ("BUDI", SPACED, 25)))
    assert finding.spot.place.page == 3
    assert not finding.alternatives


def test_the_message_names_the_differing_digit_and_prints_no_nip() -> None:
    (finding,) = idn03_satu_nip.check(people(("BUDI", RIGHT, 3), ("BUDI", SLIPPED, 24)))
    assert "angka ke-4 " in finding.message.id
    assert "digit 4" in finding.message.en
    for text in finding.message:
        assert not find_nips(text)
        assert "1973" not in text


def test_a_missing_digit_is_a_difference_too() -> None:
    (finding,) = idn03_satu_nip.check(people(("BUDI", RIGHT, 3), ("BUDI", RIGHT[:-1], 24)))
    assert "18" in finding.message.id


def test_two_nips_that_share_little_may_be_two_people() -> None:
    (finding,) = idn03_satu_nip.check(people(("BUDI", RIGHT, 3), ("BUDI", STRANGER, 24)))
    assert finding.certainty is Certainty.UNVERIFIABLE
    assert "mungkin dua orang" in finding.message.id


def test_one_nip_in_two_spellings_and_two_people_with_two_nips_pass() -> None:
    told = people(("BUDI, S.Pi", SPACED, 3), ("Budi, S.Pi.", RIGHT, 24), ("SITI", STRANGER, 24))
    assert not list(idn03_satu_nip.check(told))


def test_people_without_a_name_are_not_one_person() -> None:
    assert not list(idn03_satu_nip.check(people(("", RIGHT, 3), ("", STRANGER, 24))))
