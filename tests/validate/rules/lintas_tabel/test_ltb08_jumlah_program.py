"""LTB-08: number of programs."""

import pytest

from tests.audits import audit, budget, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_ltb import OFFICE, TWO_PROGRAMS
from validate.findings import Severity
from validate.rules.lintas_tabel.ltb08_jumlah_program import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(
            budget(TWO_PROGRAMS), text=f"{OFFICE}Untuk mencapai target tersebut didukung 3 program."
        ),
    )


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("Untuk mencapai target tersebut didukung 3 program.", "3 program", "2"),
        (
            "Pada tahun 2024 Kecamatan Klakah melaksanakan 4 (empat) Program yang menunjang "
            "kinerja.",
            "4 (empat) Program",
            "2",
        ),
        ("Pada tahun 2024 terdapat 2 program dan 5 kegiatan.", "5 kegiatan", "2"),
    ],
)
def test_the_text_counts_as_many_programs_as_the_table_lists(
    text: str, printed: str, expected: str
) -> None:
    findings = [
        one
        for one in audit(budget(TWO_PROGRAMS), text=OFFICE + text).findings
        if one.rule == "LTB-08"
    ]
    assert [(one.spot.printed, one.expected, one.severity) for one in findings] == [
        (printed, expected, Severity.MINOR)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Untuk mencapai target tersebut didukung 2 (dua) program.",
        "Terdapat 1 program yang belum mencapai target.",
        "Seksi Pemerintahan melaksanakan 1 program.",
        "Pada tahun 2023 terdapat 3 program.",
        "Terdapat 3 program prioritas.",
        "Pada Program Pembinaan Pemerintahan Desa terdapat 3 kegiatan.",
    ],
)
def test_a_count_of_some_programs_is_left_alone(text: str) -> None:
    assert found(audit(budget(TWO_PROGRAMS), text=OFFICE + text), "LTB-08") == []


def test_a_table_that_may_lack_a_program_tells_no_count() -> None:
    rows = TWO_PROGRAMS.replace("JUMLAH | < | 100.000", "JUMLAH | < | 150.000")
    assert found(audit(budget(rows), text=f"{OFFICE}Terdapat 3 program."), "LTB-08") == []
