"""LTB-11: indicator of a program."""

import pytest

from extract.records import Table
from tests.audits import audit, drawn, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_ltb import FIGURES, INDICATOR, PROGRAM, cost
from validate.findings import Certainty, Severity
from validate.rules.lintas_tabel.ltb11_indikator_program import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        *(
            report_of(cost(*FIGURES), with_indicator(name))
            for name in ("Persentase desa tertib", "Jumlah perangkat yang dibina")
        ),
    )


def with_indicator(indicator: str) -> Table:
    head = (
        "No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | "
        "Efisiensi"
    )
    return drawn(head, f"1 | {PROGRAM.upper()} | {indicator} | 90 | 80,00 | 10,00", id="t3")


@pytest.mark.parametrize(
    ("indicator", "told_"),
    [
        (INDICATOR, []),
        ("PRESENTASE DESA YANG TERTIB", []),
        ("Persentase desa tertib", [(Severity.MINOR, Certainty.INCONSISTENT)]),
        ("Jumlah perangkat yang dibina", [(Severity.MAJOR, Certainty.UNVERIFIABLE)]),
        ("", []),
    ],
)
def test_the_indicator_of_a_program_is_named_alike(
    indicator: str, told_: list[tuple[Severity, Certainty]]
) -> None:
    said = found(audit(cost(*FIGURES), with_indicator(indicator)), "LTB-11")
    assert [(one.severity, one.certainty) for one in said] == told_


def test_the_indicator_of_a_sasaran_left_of_a_program_is_not_the_programs() -> None:
    head = (
        "No | Indikator Sasaran | Program PD | Capaian Kinerja (%) | Capaian Anggaran (%) | "
        "Efisiensi"
    )
    table = drawn(head, f"1 | Indeks kepuasan | {PROGRAM.upper()} | 90 | 80,00 | 10,00", id="t3")
    assert not found(audit(cost(*FIGURES), table), "LTB-11")


def test_a_program_with_several_indicators_is_compared_with_nothing() -> None:
    head = (
        "No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | "
        "Efisiensi"
    )
    rows = (
        f"1 | {PROGRAM.upper()} | {INDICATOR} | 90 | 80,00 | 10,00\n^ | ^ | Jumlah perangkat | "
        "90 | 80,00 | 10,00"
    )
    assert not found(audit(cost(*FIGURES), drawn(head, rows, id="t3")), "LTB-11")
