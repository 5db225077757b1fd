"""PKR-10: both parties of the agreement."""

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.wholes import whole
from validate.findings import Certainty
from validate.rules.perjanjian_kinerja.pkr10_kedua_pihak import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole(annex=PARTIES.format(second="......................")))


PARTIES = """
**PERJANJIAN KINERJA TAHUN 2024**

Nama : ARIEF MASHUDI, S.Pi, MP

Jabatan : CAMAT KLAKAH

Selanjutnya disebut pihak pertama,

Nama : {second}

Jabatan : BUPATI LUMAJANG

Selaku atasan pihak pertama, selanjutnya disebut pihak kedua
"""


@pytest.mark.parametrize(
    ("second", "findings"), [("INDAH WAHYUNI, SH, M.Si", 0), ("......................", 1)]
)
def test_both_parties_of_an_agreement_are_named(second: str, findings: int) -> None:
    found_ = findings_of(RULE, whole(annex=PARTIES.format(second=second)))
    assert len(found_) == findings
    assert all(finding.certainty is Certainty.UNVERIFIABLE for finding in found_)
