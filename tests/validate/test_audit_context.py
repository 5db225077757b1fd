"""The context of an audit: what is worked out once for all rules, and kept no longer than the
audit.
"""

import ast
import gc
import weakref
from pathlib import Path

import pytest

from tests.audits import PK_PROGRAM, drawn
from tests.reports import whole
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import number_index
from validate.structure.entity_links import programs

VALIDATE = sorted((Path(__file__).parent.parent.parent / "validate").rglob("*.py"))


def test_what_rules_ask_for_is_worked_out_once_for_each_audit() -> None:
    asked: list[AuditContext] = []

    @cached_per_audit
    def tables(context: AuditContext) -> int:
        asked.append(context)
        return len(context.report.tables)

    report = whole(drawn(PK_PROGRAM, "1 | Program Pembinaan Desa | 100"))
    one, other = AuditContext(report), AuditContext(report)
    assert [tables(context) for context in (one, one, other, one, other)] == [1] * 5
    assert asked == [one, other]


def test_contexts_of_one_report_share_nothing() -> None:
    report = whole(drawn(PK_PROGRAM, "1 | Program Pembinaan Desa | 100"))
    one, other = AuditContext(report), AuditContext(report)
    assert number_index(one) is number_index(one)
    assert number_index(one) is not number_index(other)


def test_nothing_of_a_report_is_kept_when_its_audit_is_gone() -> None:
    context = AuditContext(whole(drawn(PK_PROGRAM, "1 | Program Pembinaan Desa | 100")))
    programs(context)
    figures = weakref.ref(number_index(context))
    assert figures() is not None
    del context
    gc.collect()
    assert figures() is None


@pytest.mark.parametrize("source", VALIDATE, ids=lambda path: path.stem)
def test_no_module_begins_with_an_empty_collection_that_could_fill_up(source: Path) -> None:
    tree = ast.parse(source.read_text("utf-8"))
    values = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    assert [
        ast.unparse(value)
        for value in values
        if value and ast.unparse(value) in ("[]", "{}", "set()", "list()")
    ] == []
