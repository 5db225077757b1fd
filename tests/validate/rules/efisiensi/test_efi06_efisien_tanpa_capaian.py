"""EFI-06: efficient short of its target."""

import pytest

from tests.audits import RESOURCES, audit, drawn, found, report_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.findings import Severity
from validate.rules.efisiensi.efi06_efisien_tanpa_capaian import RULE

EXAMPLES = tabular(first="Program", caption="Efisiensi Penggunaan Sumber Daya")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(
            drawn(WORDED, "1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 | Tidak efisien")
        ),
    )


WORDED = f"{RESOURCES} | Keterangan"


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 | Efisien", ("Efisien", Severity.MAJOR)),
        (
            "1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 | Tidak efisien",
            ("10,00", Severity.INFO),
        ),
        ("1 | S | Program Satu | x | 90,00 | 80,00 | 10,00 |", ("10,00", Severity.INFO)),
        ("1 | S | Program Satu | x | 100,00 | 80,00 | 20,00 | Efisien", None),
        ("1 | S | Program Satu | x | 90,00 | 95,00 | -5,00 |", None),
    ],
)
def test_what_missed_its_target_is_not_called_efficient(
    row: str, finding: tuple[str, Severity] | None
) -> None:
    findings = found(audit(drawn(WORDED, row)), "EFI-06")
    assert [(one.spot.printed, one.severity) for one in findings] == ([finding] if finding else [])
