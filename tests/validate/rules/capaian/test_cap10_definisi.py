"""CAP-10: definition of an indicator."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import LAYANAN, RIGHT
from validate.rules.capaian.cap10_definisi import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(
            drawn(CAPAIAN, f"{LAYANAN.format('95,45', '95,27', '99,81')}\n{RIGHT}"),
            text=CHAPTERS.format("jumlah koordinasi", "Jumlah target koordinasi"),
        ),
    )


CHAPTERS = """**BAB II PERENCANAAN KINERJA**
1. Persentase hasil layanan. Penghitungan target kinerja adalah Jumlah hasil yang ditindaklanjuti
dibagi {} dikalikan 100.
**BAB III AKUNTABILITAS KINERJA**
Capaian Persentase hasil layanan dihitung dengan rumus sebagai berikut:
= (% Jumlah hasil yang ditindaklanjuti) / ({}) x 100%"""


@pytest.mark.parametrize(
    ("defined", "written", "told"),
    [
        ("jumlah koordinasi", "Jumlah target koordinasi", True),
        ("jumlah koordinasi di kecamatan", "Jumlah koordinasi", True),
        ("jumlah koordinasi", "Jumlah koordinasi", False),
        ("jumlah koordinasi", "jumlah dari koordinasi", False),
        (
            "jumlah seluruh desa",
            "Jumlah target dokumen",
            False,
        ),  # perhaps two ways of saying one thing
    ],
)
def test_a_formula_divides_by_what_its_definition_does(
    defined: str, written: str, told: bool
) -> None:
    table = drawn(CAPAIAN, f"{LAYANAN.format('95,45', '95,27', '99,81')}\n{RIGHT}")
    findings = found(audit(table, text=CHAPTERS.format(defined, written)), "CAP-10")
    assert [one.evidence[0].place.page for one in findings] == ([1] if told else [])
