"""LTB-06: realisasi of an indicator across tables."""

from normalize.report import Report
from tests.audits import CAPAIAN, COST, drawn, report_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tables
from validate.rules.lintas_tabel.ltb06_realisasi import RULE

EXAMPLES = tables("Indikator Kinerja", "Realisasi")


def reported(realisasi: str) -> Report:
    """A report whose second table prints the same indicator with this realisasi."""
    row = "Pelayanan | Persentase desa yang tertib | {} | {} | "
    return report_of(
        drawn(CAPAIAN, row.format("95,45", "92,57"), "t1", "Tabel 1 Capaian Kinerja Tahun 2024"),
        drawn(
            COST,
            f"1 | {row.format('95,45', realisasi)} | | | | ",
            "t2",
            "Tabel 2 Cost per Outcome Tahun 2024",
        ),
    )


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), reported("95,75"), reported("92,53"))
