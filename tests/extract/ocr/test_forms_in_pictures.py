"""How a number or a word is written is not told from a picture that our recogniser alone
has read.
"""

from dataclasses import replace

import pytest

from extract.records import Box, Cell, Recognition, Row, Witness
from normalize.report import Report
from tests.reports import findings_of
from tests.validate.rules.of_ank import COMMAS_AMONG_DOTS, budget
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.findings import CellRef
from validate.recognized import find_recognized, without_unseen_forms
from validate.rule import Breach, Concern
from validate.rules.angka.ank01_pemisah_ribuan import RULE


def _recognized_cell(cell: Cell, witnessed: bool) -> Cell:
    witnesses = (Witness("tesseract", cell.text),) if witnessed else ()
    recognition = Recognition(cell.text, 0.99, Box(0, 0, 9, 9), witnesses=witnesses)
    return replace(cell, recognition=recognition)


def recognized(report: Report, *, witnessed: bool) -> Report:
    """Return the report as if every cell had been read from a picture, and by a witness alike."""
    (typed,) = report.tables

    def recognized_row(row: Row) -> Row:
        return tuple(_recognized_cell(cell, witnessed) for cell in row)

    rows = tuple(map(recognized_row, typed.table.rows))
    return replace(report, tables=(replace(typed, table=replace(typed.table, rows=rows)),))


def forms(report: Report, confirmed: frozenset[CellRef] = frozenset()) -> list[Breach]:
    assert RULE.check
    breaches = [Breach(RULE, violation) for violation in RULE.check(AuditContext(report))]
    return list(without_unseen_forms(breaches, find_recognized(report), confirmed))


def test_the_rule_of_the_example_is_one_of_form() -> None:
    assert RULE.concern is Concern.FORM
    assert findings_of(RULE, budget(COMMAS_AMONG_DOTS))


@pytest.mark.parametrize(("as_read", "count"), [("text", 1), ("picture", 0), ("witnessed", 1)])
def test_a_separator_is_told_of_text_and_of_what_a_witness_reads_alike(
    as_read: str, count: int
) -> None:
    report = budget(COMMAS_AMONG_DOTS)
    if as_read != "text":
        report = recognized(report, witnessed=as_read == "witnessed")
    assert len(forms(report)) == count


def test_the_form_of_a_number_that_sums_confirm_is_worth_a_look() -> None:
    report = recognized(budget(COMMAS_AMONG_DOTS), witnessed=False)
    assert len(forms(report, frozenset({CellRef("t1", 0, 3)}))) == 1
    assert forms(report, frozenset({CellRef("t1", 1, 3)})) == []


def test_what_a_picture_states_is_still_looked_at() -> None:
    report = recognized(budget(COMMAS_AMONG_DOTS), witnessed=False)
    assert RULE.check
    (violation,) = RULE.check(AuditContext(report))
    content = next(rule for rule in RULES if rule.concern is Concern.CONTENT)
    assert list(
        without_unseen_forms([Breach(content, violation)], find_recognized(report), frozenset())
    ) == [Breach(content, violation)]
