"""A page that can be read in several ways is read in the one that its own sums bear out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import validate.constraints.layout_choice
from extract.document import read_document
from extract.document_reader import DocumentReader
from extract.errors import ReaderCrashed
from extract.pages.page_alternatives import PageAlternatives
from extract.pages.page_reader import page_layout
from extract.pages.page_records import PageLayout
from extract.records import LayoutStrategy
from lkj_audit.cli.terminal_report import audit_text
from lkj_audit.outputs.json.report import audit_as_json
from lkj_audit.page_drawing import draw_page, legend
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.language import Lang
from normalize.interpret import interpret
from normalize.report import Report
from normalize.text.masking import masked
from tests import drawn
from tests.audits import CAPAIAN
from tests.audits import drawn as drawn_table
from tests.documents import document
from validate.audit_context import AuditContext
from validate.constraints.evaluation import Evaluation, evaluate
from validate.constraints.layout_choice import unreconciled
from validate.examine import examine
from validate.findings import Audit
from validate.profile.profile import Profile
from validate.rule import Rule

BUDGET = [
    (1_500_000, 1_400_000),
    (98_500_000, 90_500_000),
    (2_500_000, 2_500_000),
    (345_000, 300_000),
]
HEADS = {"No": 60, "Program": 85, "Pagu": 270, "Realisasi": 370, "Sisa": 480}
ENDS = (300, 410, 510)


def page(gap: float, *, remainder: int = 0, caption: str = "Tabel 3.1 Realisasi Anggaran") -> str:
    """Return a table without rules, its amounts parted into groups by gaps; `remainder` is added to
    the first sisa.
    """
    content = drawn.words(caption, 60, 780)
    content += "".join(drawn.words(text, x, 760) for text, x in HEADS.items())
    rows = [[pagu, realisasi, pagu - realisasi] for pagu, realisasi in BUDGET]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    rows[0][2] += remainder
    for at, amounts in enumerate(rows):
        y = 740 - 16 * at
        name = f"Program Layanan {at + 1}" if at < len(BUDGET) else "Jumlah"
        content += drawn.words(name, 85, y) + (
            drawn.words(str(at + 1), 60, y) if at < len(BUDGET) else ""
        )
        content += "".join(
            _grouped(amount, end, y, gap) for amount, end in zip(amounts, ENDS, strict=True)
        )
    return content


def _grouped(amount: int, end: float, y: float, gap: float) -> str:
    content = ""
    for group in reversed(f"{amount:,}".split(",")):
        end -= 0.556 * drawn.SIZE * len(group)
        content += drawn.words(group, end, y)
        end -= gap
    return content


def audited(tmp_path: Path, content: str) -> Audit:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(drawn.pdf([content]))
    return audit_document(path)


def test_of_several_readings_that_is_taken_in_which_the_sums_hold(tmp_path: Path) -> None:
    audit = audited(tmp_path, page(6))
    (table,) = audit.report.document.tables
    assert [cell.text for cell in table.rows[-1]] == [
        "Jumlah",
        "",
        "102 845 000",
        "94 700 000",
        "8 145 000",
    ]
    assert table.choice is not None
    assert (table.choice.reading, table.choice.tried) == (LayoutStrategy.HEADS, len(LayoutStrategy))
    assert (table.choice.violated, table.choice.held, table.choice.usual_held) == (0, 8, 5)
    assert not audit.unsure


def test_what_contradicts_itself_in_the_chosen_reading_is_found(tmp_path: Path) -> None:
    audit = audited(tmp_path, page(6, remainder=900_000))
    (choice,) = [table.choice for table in audit.report.document.tables]
    assert choice is not None
    assert (choice.reading, choice.violated) == (LayoutStrategy.HEADS, 2)
    assert [finding.spot.printed for finding in audit.findings] == ["1 000 000"]


def test_a_table_that_its_sums_bear_out_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(DocumentReader, "alternatives", never)
    audit = audited(tmp_path, page(0))
    assert [table.choice for table in audit.report.document.tables] == [None]
    assert not audit.unsure


def test_only_the_pages_of_such_a_table_are_read_again_and_the_examination_runs_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, examined = list[list[int]](), list[int]()
    alternatives = DocumentReader.alternatives

    def noted(
        reader: DocumentReader, pages: Sequence[int]
    ) -> Mapping[LayoutStrategy, Mapping[int, PageLayout]]:
        read.append(list(pages))
        return alternatives(reader, pages)

    def counted(report: Report, profile: Profile) -> Audit:
        examined.append(len(report.tables))
        return examine(report, profile)

    monkeypatch.setattr(DocumentReader, "alternatives", noted)
    monkeypatch.setattr("lkj_audit.pipeline.examine", counted)
    path = tmp_path / "laporan.pdf"
    ruled = drawn.table([["Kode", "Pagu"], ["7.01", "1.500"]], [80, 80])
    apart = page(6, caption="Tabel 3.2 Realisasi Anggaran Perubahan")
    path.write_bytes(drawn.pdf([ruled, page(0), apart, ruled]))
    tables = audit_document(path).report.document.tables
    assert [table.choice and table.choice.reading for table in tables] == [
        None,
        None,
        LayoutStrategy.HEADS,
        None,
    ]
    assert read == [[3]]
    assert examined == [4]


def test_a_table_is_judged_by_relations_among_tables_without_rules_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[tuple[str, ...]] = []

    def noted(context: AuditContext, rules: Sequence[Rule]) -> Evaluation:
        judged.append(tuple(table.id for table in context.report.tables))
        return evaluate(context, rules)

    monkeypatch.setattr(validate.constraints.layout_choice, "evaluate", noted)
    rows = "\n".join(
        f"Pelayanan {at} | Persentase {at} | 80,00 | {60 + at},00 |" for at in range(4)
    )
    ruled = replace(drawn_table(CAPAIAN, rows, "t1"), reader="ruled")
    open_ = replace(drawn_table(CAPAIAN, rows, "t2"), reader="unruled")
    assert unreconciled(interpret(document(tables=[ruled]))) == frozenset()
    assert judged == []
    assert unreconciled(interpret(document(tables=[ruled, open_]))) == {"t2"}
    assert judged == [("t2",)]


def test_what_was_read_stands_where_the_document_cannot_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ReaderCrashed(pages=0)

    monkeypatch.setattr(DocumentReader, "alternatives", broken)
    audit = audited(tmp_path, page(6))
    assert [table.id for table in audit.report.document.tables] == list(audit.unsure)


def test_the_usual_reading_stands_where_no_other_one_is_better(tmp_path: Path) -> None:
    words = [
        ["No", "Kegiatan", "Peserta"],
        ["1", "Rapat", "40"],
        ["2", "Sosialisasi", "35"],
        ["3", "Bimtek", "20"],
    ]
    content = drawn.words("Tabel 2.1 Jadwal", 60, 800) + drawn.table(
        words, [60, 120, 120], rule=lambda *_: ""
    )
    audit = audited(tmp_path, content)
    (table,) = audit.report.document.tables
    assert table.choice is not None
    assert (table.choice.reading, table.choice.held, list(audit.unsure)) == (
        LayoutStrategy.USUAL,
        0,
        [table.id],
    )


def test_of_a_long_document_only_so_many_pages_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate.constraints.layout_choice, "_MOST_PAGES", 1)
    path = tmp_path / "laporan.pdf"
    path.write_bytes(drawn.pdf([page(6) + drawn.words("Uraian", 60, 500)] * 2))
    first, second = audit_document(path).report.document.tables
    assert first.width == len(HEADS) < second.width
    assert first.choice is not None
    assert second.choice is None


def test_later_pages_are_joined_in_a_reading_as_they_are_in_the_document(tmp_path: Path) -> None:
    rows = [
        f"7.01.0{k} | Program {k} | {k}.500.000 | {k}.400.000".split(" | ") for k in range(1, 6)
    ]
    table = drawn.table(
        [["Kode", "Uraian", "Pagu", "Realisasi"], *rows], (70, 130, 90, 90), rule=drawn.level
    )
    path = tmp_path / "laporan.pdf"
    path.write_bytes(drawn.pdf([*[drawn.words("Kata pengantar", 60, 700)] * 2, table, table]))
    again = PageAlternatives(DocumentReader(path), [3, 4]).tables([3, 4], LayoutStrategy.USUAL)
    assert again is not None
    assert [table.pages for table in again.tables] == [(3, 4)]


def test_a_page_without_a_table_in_a_reading_is_none(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(
        drawn.pdf([page(6), drawn.table([["Kode", "Pagu"], ["7.01", "1.500"]], [80, 80])])
    )
    again = PageAlternatives(DocumentReader(path), [1, 2])
    assert again.tables([2], LayoutStrategy.USUAL) is None
    read = again.tables([1], LayoutStrategy.GAPS)
    assert read is not None
    assert read.tables[0].width > len(HEADS)
    usual = read_document(path)
    assert again.document({}) == usual
    assert again.document({1: LayoutStrategy.HEADS}).tables[0].width == len(HEADS)


def test_the_choice_is_told_in_json_at_the_terminal_and_in_the_picture(tmp_path: Path) -> None:
    audit = audited(tmp_path, page(6))
    (table,) = audit_as_json(audit, masked)["tables"]
    usual = {"held": 5, "violated": 2}
    assert table["choice"] == {
        "reading": "heads",
        "tried": 5,
        "held": 8,
        "violated": 0,
        "usual": usual,
    }
    assert "Bacaan dipilih menurut hitungan" in audit_text(audit, Lang.ID, masked)
    layout = page_layout(tmp_path / "laporan.pdf", 1, reading=LayoutStrategy.HEADS)
    assert not layout.ruled
    told = [label for _, label in legend(layout, audit.report.document.tables[0].choice)]
    assert told[3:] == [
        "bacaan / reading: heads (1/5)",
        "cocok / hold: 8 (usual: 5)",
        "gagal / violated: 0 (usual: 2)",
    ]


def test_the_picture_of_a_page_shows_the_reading_that_was_chosen(tmp_path: Path) -> None:
    chosen, usual = tmp_path / "dipilih.png", tmp_path / "biasa.png"
    audited(tmp_path, page(6))
    draw_page(tmp_path / "laporan.pdf", 1, chosen)
    audited(tmp_path, page(0))
    draw_page(tmp_path / "laporan.pdf", 1, usual)
    assert chosen.read_bytes() != usual.read_bytes()
