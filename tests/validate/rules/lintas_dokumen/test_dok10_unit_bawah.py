"""DOK-10: figures of units go into those of the office."""

from tests.validate.rules.companions import (
    ExampleDossier,
    across,
    assert_examples,
    assert_severities,
    beside,
    breaking,
    documents,
    found,
    told,
)
from tests.validate.rules.examples import example_of
from validate.rules.lintas_dokumen.dok10_unit_bawah import RULE

ROW = """\
Dokumen    Unit Kerja/Program       Pagu         Realisasi
LKj        Kelurahan Sukamaju       {}    900.000
LKj        Kelurahan Sukasari       1.500.000    800.000
LKj        JUMLAH                   5.500.000    1.700.000

Dokumen    Kode       Uraian               Pagu         Realisasi
Unit       7.01.02    Program Pelayanan    1.000.000    900.000
Unit       JUMLAH                          1.000.000    900.000"""


def lines(level: str, ours: str, unit: str) -> ExampleDossier:
    head = "Dokumen    Kode            Uraian                Pagu             Realisasi\n"
    row = "{}       {:15} Kegiatan Pelayanan    4.430.000.000    {}\n"
    return documents(head + row.format("LKj ", level, ours) + row.format("Unit", level, unit))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    slightly = lines("7.01.02.2.01", "3.000.000.000", "3.000.100.000")
    assert_severities(
        RULE, breaking(RULE), slightly, lines("7.01.02", "3.000.000.000", "3.100.000.000")
    )


def test_units_that_together_have_more_than_the_office_are_named_all() -> None:
    dossier = documents(example_of(RULE).alike)
    report = dossier.companions[0].report
    assert report
    other = ExampleDossier(
        dossier.report,
        (
            *dossier.companions,
            beside(
                "Unit",
                documents(example_of(RULE).alike.replace("3.390.000", "600.000"))
                .companions[0]
                .report
                or report,
            ),
        ),
    )
    assert found(RULE, dossier) == []
    findings = found(RULE, other)
    assert [len(one.elsewhere) for one in findings] == [2, 2]
    assert findings[1].formula in (
        "3.390.000 + 600.000 = 3.990.000",
        "3.990.000 + 3.990.000 = 7.980.000",
    )


def test_the_row_of_a_unit_is_the_total_of_its_report() -> None:
    assert told(across(RULE, ROW.format("1.500.000"))) == [
        "1.500.000 -> 1.000.000 (unit-kelurahan-sukamaju p5 t1:1:2)"
    ]
    assert across(RULE, ROW.format("1.000.000")) == []
