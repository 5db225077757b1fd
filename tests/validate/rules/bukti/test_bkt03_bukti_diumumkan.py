"""BKT-03: announced proofs."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_bkt import annexed
from validate.findings import Certainty
from validate.rules.bukti.bkt03_bukti_diumumkan import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        annexed("Posting data APBDes tahun 2024", "Perdes RKPDes tahun 2025", heading=ANNOUNCED),
    )


ANNOUNCED = "**c. Bukti pelaporan LPPDes, RKPDes dan APBDes**"


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (("Posting data APBDes tahun 2024", "Perdes RKPDes tahun 2025"), ["LPPDes"]),
        (("Posting data APBDes", "Perdes RKPDes", "Surat penyampaian LPPDes"), []),
        (("Foto penyerahan",), []),  # none of them: the proofs are pictures
    ],
)
def test_an_announced_document_that_nothing_names_is_told(
    texts: tuple[str, ...], missing: list[str]
) -> None:
    findings = findings_of(RULE, annexed(*texts, heading=ANNOUNCED))
    assert [finding.message.id.split()[4].strip(",") for finding in findings] == missing
    assert all(finding.certainty is Certainty.UNVERIFIABLE for finding in findings)
