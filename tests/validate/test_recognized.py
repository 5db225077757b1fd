"""What numbers read from pictures are worth: arithmetic confirms them, and our own reading alone
accuses nobody.
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from extract.records import (
    Box,
    PictureReading,
    Recognition,
    RecognizedText,
    Table,
    TextSource,
    Witness,
)
from normalize.interpret import interpret
from tests.audits import budget, found
from tests.documents import cells_of, document
from validate.examine import examine
from validate.findings import Audit, CellRef, Certainty

At = tuple[int, int]

RIGHT = """
    5 | Program A | 1.000 | 900 | 100 | 90,00
    5.1 | Kegiatan B | 600 | 540 | 60 | 90,00
    5.2 | Kegiatan C | 400 | 360 | 40 | 90,00
"""


def audited(
    rows: str,
    others: Mapping[At, list[str]] | None = None,
    witnesses: Mapping[At, str] | None = None,
    dropped: frozenset[At] = frozenset(),
) -> Audit:
    """Return the audit of a budget table read from a picture.

    `others` are what else a cell may be read as, `witnesses` what another engine reads there.
    """
    table = from_picture(budget(rows), others or {}, witnesses or {}, dropped)
    made = document(["Realisasi Anggaran"], [table])
    page = replace(made.pages[0], source=TextSource.IMAGE, picture=PictureReading(200, 0.4, 0.98))
    return examine(interpret(replace(made, pages=(page,))))


def from_picture(
    table: Table,
    others: Mapping[At, list[str]],
    witnesses: Mapping[At, str],
    dropped: frozenset[At],
) -> Table:
    """Return a table, each of its cells read from a picture."""
    rows = []
    for at, row in enumerate(table.rows):
        cells = []
        for column, cell in enumerate(row):
            texts = tuple(RecognizedText(text, 0.2) for text in others.get((at, column), ()))
            said = (
                (Witness("tesseract", witnesses[at, column]),) if (at, column) in witnesses else ()
            )
            lost = (at, column) in dropped
            seen = Recognition(
                cell.text, 0.3 if lost else 0.97, Box(*cell.place.box), texts, said, lost
            )
            cells.append(replace(cell, recognition=seen, text="" if lost else cell.text))
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows))


def certainties(audit: Audit) -> set[Certainty]:
    """Return the certainties of what is found in the numbers."""
    return {one.certainty for one in found(audit)}


def test_numbers_that_agree_are_confirmed_though_nobody_else_reads_them() -> None:
    audit = audited(RIGHT)
    assert found(audit) == []
    assert audit.recognized is not None
    assert (audit.recognized.pages, audit.recognized.confirmed, audit.recognized.doubtful) == (
        1,
        12,
        0,
    )
    assert audit.recognized.numbers == 12


def test_an_8_printed_for_a_3_stays_reported_as_a_doubt_at_its_cell() -> None:
    wrong = RIGHT.replace("360 | 40 | 90,00", "860 | 40 | 90,00")
    (finding,) = found(audited(wrong))
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (
        CellRef("t1", 2, 3),
        "860",
        "360",
    )
    assert finding.certainty is Certainty.READING_DOUBT
    assert finding.message.id.endswith(
        "Dibaca dari gambar (OCR) di halaman 1: cocokkan dengan potongan gambarnya."
    )


def test_what_only_one_combination_of_readings_restores_is_read_so() -> None:
    misread = RIGHT.replace("360 | 40 | 90,00", "860 | 40 | 90,00").replace("540 | 60", "510 | 60")
    audit = audited(misread, {(2, 3): ["360"], (1, 3): ["540", "516"]})
    assert found(audit) == []
    assert [(one.cell.row, one.first, one.text) for one in audit.rereads] == [
        (1, "510", "540"),
        (2, "860", "360"),
    ]
    cell = audit.report.table("t1").table.rows[2][3]
    assert cell.text == "360"
    assert cell.recognition is not None
    assert (cell.recognition.text, cell.recognition.first) == ("360", "860")
    assert audit.recognized is not None
    assert (audit.recognized.reread, audit.recognized.confirmed) == (2, 12)


def test_an_alternative_that_does_not_restore_everything_is_not_taken() -> None:
    wrong = RIGHT.replace("360 | 40 | 90,00", "860 | 40 | 90,00")
    audit = audited(wrong, {(2, 3): ["380"], (2, 4): ["140"]})
    assert audit.rereads == ()
    assert [(one.spot.printed, one.expected) for one in found(audit)] == [("860", "360")]
    assert certainties(audit) == {Certainty.READING_DOUBT}


def test_where_two_combinations_restore_everything_none_is_taken() -> None:
    # 600 + 400 or 700 + 300: nothing else holds the two
    rows = """
        5 | Program A | 1.000 | 900
        5.1 | Kegiatan B | 700 | 540
        5.2 | Kegiatan C | 400 | 360
    """
    head = "Kode | Uraian | Pagu | Realisasi"
    table = from_picture(
        budget(rows, head=head), {(1, 2): ["600"], (2, 2): ["300"]}, {}, frozenset()
    )
    made = document(["Realisasi Anggaran"], [table])
    page = replace(made.pages[0], source=TextSource.IMAGE, picture=PictureReading(200, 0.0, 0.98))
    audit = examine(interpret(replace(made, pages=(page,))))
    assert audit.rereads == ()
    assert certainties(audit) == {Certainty.READING_DOUBT}


@pytest.mark.parametrize(
    ("witness", "certainty"), [("860", Certainty.INCONSISTENT), ("360", Certainty.READING_DOUBT)]
)
def test_only_another_engine_that_reads_the_same_makes_an_error_certain(
    witness: str, certainty: Certainty
) -> None:
    wrong = RIGHT.replace("360 | 40 | 90,00", "860 | 40 | 90,00")
    cells = {(row, column): text for row, column, text in _numbers(wrong)}
    audit = audited(wrong, witnesses={**cells, (2, 3): witness})
    assert certainties(audit) == {certainty}


def _numbers(rows: str) -> list[tuple[int, int, str]]:
    lines = list(map(cells_of, rows.strip().splitlines()))
    return [(at, column, line[column]) for at, line in enumerate(lines) for column in range(2, 6)]


def test_what_a_witness_bears_out_is_not_read_otherwise() -> None:
    wrong = RIGHT.replace("360 | 40 | 90,00", "860 | 40 | 90,00")
    audit = audited(wrong, {(2, 3): ["360"]}, {(2, 3): "860"})
    assert audit.rereads == ()


def test_a_number_whose_point_the_scanner_lost_is_read_where_its_relations_bear_it_out() -> None:
    rows = RIGHT.replace("1.000 | 900", "1 000 | 900")
    reading = audited(rows).report.table("t1").rows[0].readings[2]
    assert getattr(reading, "value", None) == 1000


def test_a_number_too_unsure_to_be_read_is_counted_as_doubtful() -> None:
    audit = audited(RIGHT, dropped=frozenset({(2, 3)}))
    assert audit.recognized is not None
    assert audit.recognized.numbers == 11
    assert not any(one.certainty is Certainty.INCONSISTENT for one in audit.findings)


def test_a_page_of_text_is_none_of_the_business_of_pictures() -> None:
    wrong = RIGHT.replace("360 | 40 | 90,00", "860 | 40 | 90,00")
    audit = examine(interpret(document(["Realisasi Anggaran"], [budget(wrong)])))
    assert certainties(audit) == {Certainty.INCONSISTENT}
    assert audit.recognized is None
