"""KOD-02: code across pages."""

from dataclasses import replace

from normalize.report import Report, Role
from tests.reports import findings_of
from tests.typed import place, report, typed_table
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_kod import FOUR_DIGITS, coded
from validate.findings import Certainty, Severity
from validate.rules.kode.kod02_kode_terpotong import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, split_over_pages(FOUR_DIGITS))


def split_over_pages(rows: str) -> Report:
    """Return a report whose last row of codes is split by a page break."""
    typed = typed_table(rows, (Role.KODE, Role.URAIAN))
    *others, last = typed.table.rows
    split = (replace(last[0], further=(place(page=2),)), *last[1:])
    table = replace(typed.table, rows=(*others, split), pages=(1, 2))
    return report(replace(typed, table=table))


def test_a_code_joined_across_a_page_break_is_remarked_on() -> None:
    (finding,) = findings_of(RULE, split_over_pages(FOUR_DIGITS))
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.READING_DOUBT)
    assert finding.spot.printed == "7.01.03.2.01.0003"


def test_a_code_on_one_page_is_not_remarked_on() -> None:
    assert not findings_of(RULE, coded(FOUR_DIGITS))
    assert not findings_of(RULE, split_over_pages(FOUR_DIGITS + "| lanjutan nama"))
