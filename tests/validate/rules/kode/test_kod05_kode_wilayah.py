"""KOD-05: region codes."""

import pytest

from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_kod import told_by
from validate.rules.kode.kod05_kode_wilayah import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


VILLAGES = (
    "Kecamatan Klakah membina desa:\n\n35.08.19.2001 Kudus\n\n35.08.19.2002 "
    "Duren\n\n35.08.19.2003 Sruni\n\n"
)


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("35.08.91.2004 Papringan", ["35.08.91.2004"], "35.08.19.2004"),
        ("35.08.19.3004 Papringan", ["35.08.19.3004"], None),
        ("35.08.19.1004 Klakah", [], None),
        ("Nomor 7.01.02.2.01.0005 dan 12.35.08.19.2004", [], None),
    ],
)
def test_the_code_of_a_village_begins_with_that_of_its_kecamatan(
    text: str, printed: list[str], expected: str | None
) -> None:
    findings = told_by(RULE, VILLAGES + text)
    assert [finding.spot.printed for finding in findings] == printed
    assert [finding.expected for finding in findings] == [expected] * len(printed)
