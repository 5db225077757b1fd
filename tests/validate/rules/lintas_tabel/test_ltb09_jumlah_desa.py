"""LTB-09: number of villages."""

import pytest

from tests.audits import audit, budget, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_ltb import OFFICE, TWO_PROGRAMS
from validate.rules.lintas_tabel.ltb09_jumlah_desa import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Kecamatan Klakah memiliki 12 Desa.\n\n\nWilayah Kecamatan Klakah terdiri dari "
            "13 (tiga belas) desa.",
            ["13 (tiga belas) desa"],
        ),
        (
            "Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah membawahi 12 desa, 10 "
            "desa di antaranya tertib.",
            [],
        ),
        ("Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah meliputi 2 kelurahan.", []),
        ("Kecamatan Klakah memiliki 12 Desa.\n\n\nKabupaten Lumajang terdiri dari 198 desa.", []),
        (
            "Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah di Kabupaten Lumajang "
            "yang memiliki 198 desa.",
            [],
        ),
        (
            "Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah memiliki 10 desa yang "
            "tertib.",
            [],
        ),
    ],
)
def test_the_number_of_villages_is_the_same_everywhere(text: str, printed: list[str]) -> None:
    findings = found(audit(budget(TWO_PROGRAMS), text=OFFICE + text), "LTB-09")
    assert [one.spot.printed for one in findings] == printed
