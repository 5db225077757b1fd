"""ANG-16: the word SiLPA."""

import pytest

from tests.audits import audit, budget, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from tests.validate.rules.of_ang import RIGHT
from validate.findings import Severity
from validate.rules.anggaran.ang16_silpa import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


OFFICE = "**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TAHUN 2024**\n\n"


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (OFFICE + "SiLPA tahun 2024 sebesar Rp 88.002.710.", 1),
        (OFFICE + "Sisa lebih perhitungan anggaran sebesar Rp 88.002.710.\n\nSiLPA itu kecil.", 1),
        (OFFICE + "SiLPA APBDes seluruh desa dilaporkan.", 0),
        (OFFICE + "Sisa anggaran sebesar Rp 88.002.710.", 0),
        (
            OFFICE.replace("KECAMATAN KLAKAH", "BADAN PENGELOLAAN KEUANGAN DAN ASET DAERAH")
            + "SiLPA tahun 2024.",
            0,
        ),
    ],
)
def test_silpa_is_no_word_of_an_office(text: str, remarks: int) -> None:
    said = found(audit(budget(RIGHT), text=text), "ANG-16")
    assert [one.severity for one in said] == [Severity.INFO] * remarks
