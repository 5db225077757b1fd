"""STR-12: realisasi of the budget."""

from tests.reports import whole
from tests.validate.rules.examples import assert_severities
from validate.rules.struktur.str12_realisasi_anggaran import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole())
