"""IDN-03: one person, one NIP."""

from normalize.values.nips import find_nips
from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_idn import RIGHT, SPACED, people
from validate.findings import Certainty, Severity
from validate.rules.identitas.idn03_satu_nip import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


SLIPPED = "19730415 199803 1 011"


STRANGER = "19690111 199103 2 004"


def test_two_nips_used_equally_often_show_the_later_and_offer_either() -> None:
    told = people(
        ("BUDI, S.Pi", SPACED, 3),
        ("BUDI, S.Pi, MP", RIGHT, 24),
        ("BUDI", SLIPPED, 25),
        ("BUDI", SLIPPED, 26),
    )
    (finding,) = findings_of(RULE, told)
    assert (finding.spot.place.page, finding.spot.printed) == (25, SLIPPED)
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert {spot.place.page for spot in finding.evidence} == {3, 24, 26}
    assert finding.expected == SPACED
    assert [(other.spot.place.page, other.expected) for other in finding.alternatives] == [
        (3, SLIPPED)
    ]


def test_the_nip_that_fewer_places_share_is_shown() -> None:
    (finding,) = findings_of(
        RULE, people(("BUDI", SLIPPED, 3), ("BUDI", RIGHT, 24), ("BUDI", SPACED, 25))
    )
    assert finding.spot.place.page == 3
    assert not finding.alternatives


def test_the_message_names_the_differing_digit_and_prints_no_nip() -> None:
    (finding,) = findings_of(RULE, people(("BUDI", RIGHT, 3), ("BUDI", SLIPPED, 24)))
    assert "angka ke-4 " in finding.message.id
    assert "digit 4" in finding.message.en
    for text in finding.message:
        assert not find_nips(text)
        assert "1973" not in text


def test_a_missing_digit_is_a_difference_too() -> None:
    (finding,) = findings_of(RULE, people(("BUDI", RIGHT, 3), ("BUDI", RIGHT[:-1], 24)))
    assert "18" in finding.message.id


def test_two_nips_that_share_little_may_be_two_people() -> None:
    (finding,) = findings_of(RULE, people(("BUDI", RIGHT, 3), ("BUDI", STRANGER, 24)))
    assert finding.certainty is Certainty.UNVERIFIABLE
    assert "mungkin dua orang" in finding.message.id


def test_one_nip_in_two_spellings_and_two_people_with_two_nips_pass() -> None:
    told = people(("BUDI, S.Pi", SPACED, 3), ("Budi, S.Pi.", RIGHT, 24), ("SITI", STRANGER, 24))
    assert not findings_of(RULE, told)


def test_people_without_a_name_are_not_one_person() -> None:
    assert not findings_of(RULE, people(("", RIGHT, 3), ("", STRANGER, 24)))
