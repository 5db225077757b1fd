"""STR-03: table of contents."""

from tests.reports import whole
from tests.validate.rules.examples import assert_severities
from validate.rules.struktur.str03_daftar_isi import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole())
