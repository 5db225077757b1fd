"""STR-02: executive summary."""

from tests.reports import whole
from tests.validate.rules.examples import assert_severities
from validate.rules.struktur.str02_ikhtisar_eksekutif import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole())
