"""STR-13: perjanjian kinerja annexed."""

from tests.reports import whole
from tests.validate.rules.examples import assert_severities
from validate.rules.struktur.str13_lampiran_pk import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole())
