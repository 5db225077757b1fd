"""EFI-10: number of employees."""

import pytest

from tests.audits import audit, found, report_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_efi import cost
from validate.findings import Severity
from validate.rules.efisiensi.efi10_sumber_daya_manusia import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(text="Sumber daya manusia terdiri dari 9 PNS dan 8 Non PNS."),
    )


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        (
            "Jumlah pegawai sebanyak 20 orang terdiri dari 9 PNS dan 10 Non PNS.",
            ("20", Severity.MINOR),
        ),
        (
            "Jumlah pegawai sebanyak 19 (sembilan belas) orang terdiri dari 9 (sembilan) PNS "
            "dan 10 Non PNS.",
            None,
        ),
        ("Jumlah pegawai sebanyak 9 orang terdiri dari 5 laki-laki dan 5 PNS.", None),
        (
            "Sumber daya manusia terdiri dari 9 PNS dan 8 Non PNS.",
            ("9 PNS dan 8 Non PNS", Severity.INFO),
        ),
        ("Sumber daya manusia terdiri dari 9 PNS.", None),
        ("Kecamatan terdiri dari 9 desa dan 8 kelurahan.", None),
    ],
)
def test_employees_counted_by_their_status_come_to_their_total(
    sentence: str, finding: tuple[str, Severity] | None
) -> None:
    findings = found(
        audit(cost("1 | A | x | 100 | 100 | 100 | 10 | 10 | 100 | 0"), text=sentence), "EFI-10"
    )
    assert [(one.spot.printed, one.severity) for one in findings] == ([finding] if finding else [])
