"""STR-08: compared with a national standard."""

from tests.reports import COVER, whole
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.rules.struktur.str08_standar_nasional import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        whole(cover=COVER.replace("TAHUN 2024", "TRIWULAN IV TAHUN 2024")),
    )
