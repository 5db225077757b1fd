"""TGL-03: valid date."""

import pytest

from normalize.report import Role
from tests.reports import findings_of
from tests.typed import line, report, typed_table
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import CellRef, Severity
from validate.rules.tanggal.tgl03_tanggal_sah import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Klakah, 31 Februari 2025", "tidak ada dalam kalender"),
        ("Klakah, 29 Februari 2023", "tidak ada dalam kalender"),
        ("diunggah 31/11/2024", "tidak ada dalam kalender"),
        ("Klakah, 3 Januarri 2025", "salah eja"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_found(text: str, said: str) -> None:
    (finding,) = findings_of(RULE, report(lines=(line(text),)))
    assert said in finding.message.id
    assert finding.spot.printed in text
    assert finding.severity is Severity.MINOR


def test_a_date_in_a_cell_is_looked_at() -> None:
    table = typed_table(
        "1 | Posting 31/09/2024\n2 | Posting 30/09/2024", (Role.NOMOR, Role.KETERANGAN)
    )
    (finding,) = findings_of(RULE, report(table))
    assert (finding.spot.cell, finding.spot.printed) == (CellRef("t1", 0, 1), "31/09/2024")


@pytest.mark.parametrize(
    "text",
    [
        "Klakah, 29 Februari 2024",
        "Nomor 31/02/2024 tanggal 28 Februari 2024",
        "30/12/2024",
        "31 Desa pada tahun 2024",
        "Cetak: 29 December 2017",
    ],
)
def test_days_of_the_calendar_pass(text: str) -> None:
    assert not findings_of(RULE, report(lines=(line(text),)))
