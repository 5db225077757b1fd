"""IDN-05: uniform title."""

import pytest

from tests.reports import found_by, written
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Severity
from validate.rules.identitas.idn05_jabatan_seragam import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


ACTING = (
    "Nama : INDAH WAHYUNI, S.H, M.Si\nJabatan : Pj. BUPATI LUMAJANG\n\nLumajang, 2 September 2024"
)


def test_one_person_as_acting_and_not_is_told_at_the_later_title() -> None:
    (finding,) = found_by(
        written(ACTING, "BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si"), "IDN-05"
    )
    assert (finding.spot.place.page, finding.spot.printed) == (2, "BUPATI LUMAJANG")
    assert (finding.expected, finding.severity) == ("Pj. BUPATI LUMAJANG", Severity.MINOR)


@pytest.mark.parametrize(
    "second",
    [
        "Pj. BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "PJ BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "Pj.\nBUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "PENJABAT BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "BUPATI LUMAJANG\n\nNIP. 19780415 199803 1 011\nINDAH WAHYUNI, S.H, M.Si",
        "BUPATI LUMAJANG\n\n\nTHORIQUL HAQ, M.ML",
        "disampaikan kepada Bupati Lumajang\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "SEKRETARIS DAERAH\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "Lumajang, 3 Januari 2025\nBUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        f"BUPATI LUMAJANG{' ' * 20}CAMAT KLAKAH\n\n\n{' ' * 35}INDAH WAHYUNI, S.H, M.Si",
    ],
)
def test_the_same_title_another_post_another_day_and_another_column_pass(second: str) -> None:
    assert not found_by(written(ACTING, second), "IDN-05")
