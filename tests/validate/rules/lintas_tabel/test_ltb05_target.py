"""LTB-05: target across tables."""

from normalize.report import Report
from tests.audits import CAPAIAN, COST, drawn, report_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tables
from validate.rules.lintas_tabel.ltb05_target import RULE

EXAMPLES = tables("Indikator Kinerja", "Target")


def reported(target: str, realisasi: str = "92,57") -> Report:
    """A report whose second table prints the same indicator with this target and this realisasi."""
    row = "Pelayanan | Persentase desa yang tertib | {} | {} | "
    return report_of(
        drawn(CAPAIAN, row.format("95,45", "92,57"), "t1", "Tabel 1 Capaian Kinerja Tahun 2024"),
        drawn(
            COST,
            f"1 | {row.format(target, realisasi)} | | | | ",
            "t2",
            "Tabel 2 Cost per Outcome Tahun 2024",
        ),
    )


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), reported("90,45"), reported("95,41"))
