"""LTB-04: efficiency of a program across tables."""

from extract.records import Table
from tests.audits import audit, drawn, followers, found, told
from tests.validate.rules.examples import assert_examples, assert_severities, tables, varied
from tests.validate.rules.of_ltb import FIGURES, INDICATOR, PROGRAM, cost
from validate.rules.lintas_tabel.ltb04_efisiensi import RULE

EXAMPLES = tables("Program PD/Indikator Kinerja", "Efisiensi")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, *varied(RULE, EXAMPLES, "4,94", "4,94", "4,50"))


def resources(capaian: str = "90", efficiency: str = "10,00") -> Table:
    head = (
        "No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | "
        "Efisiensi"
    )
    row = f"1 | {PROGRAM.upper()} | {INDICATOR} | {capaian} | 80,00 | {efficiency}"
    return drawn(head, f"{row}\n2 | PROGRAM LAIN | Persentase lain | 100 | 99,00 | 1,00", id="t3")


def test_the_efficiency_of_a_program_is_the_same_in_every_table() -> None:
    (finding,) = found(audit(cost(*FIGURES), resources(efficiency="11,00")))
    assert told([finding]) == ["EFI-01 t3:0:5 11,00 -> 10,00"]
    assert followers(finding) == {"LTB-04 t1:0:9"}
