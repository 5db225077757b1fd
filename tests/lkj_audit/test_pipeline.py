"""Laws of the pipeline: its first step reads the file, and no other one knows that there is one."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from extract.document_reader import DocumentReader
from extract.records import LayoutStrategy
from extract.verification.second_reader import verify_document
from lkj_audit.pipeline import audit_document
from normalize.interpret import interpret
from tests import drawn
from tests.validate.constraints.test_strategies import page
from validate.constraints.layout_choice import choose_strategies
from validate.diagnosis.second_opinion import apply_disagreements
from validate.examine import examine


@pytest.mark.parametrize(
    "stage", [interpret, choose_strategies, examine, verify_document, apply_disagreements]
)
def test_no_stage_after_the_first_takes_a_path(stage: Callable[..., object]) -> None:
    hints = get_type_hints(stage)
    assert len(hints) > 1
    assert [name for name, hint in hints.items() if Path in (hint, *get_args(hint))] == []


def test_the_file_is_not_touched_after_it_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(drawn.pdf([page(6, remainder=900_000)]))
    usual = audit_document(path, second_reader=verify_document)
    reader = DocumentReader(path)
    path.write_bytes(drawn.pdf([page(0)]))
    path.unlink()
    audit = audit_document(reader, second_reader=verify_document)
    assert (audit.report, audit.findings, audit.disagreements) == (
        usual.report,
        usual.findings,
        usual.disagreements,
    )
    (table,) = audit.report.document.tables
    assert table.choice is not None
    assert table.choice.reading is LayoutStrategy.HEADS
    assert audit.disagreements is not None
    assert audit_document(reader).disagreements is None
