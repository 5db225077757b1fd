"""A caption whose table was not read is named; one whose table was read never is."""

from pathlib import Path

import pytest

from extract.document import read_document_here
from normalize.interpret import interpret
from tests import drawn
from validate.missing_tables import missing_tables

TABLE = drawn.table(
    [["Program", "Pagu", "Realisasi"], ["Program A", "1.500.000", "1.400.000"]], [160, 90, 90]
)


def missing(folder: Path, *pages: str) -> list[tuple[int, str]]:
    path = folder / "laporan.pdf"
    path.write_bytes(drawn.pdf(pages))
    report = interpret(read_document_here(path))
    return [(table.page, table.caption) for table in missing_tables(report)]


def captioned(caption: str, table: str = TABLE) -> str:
    return drawn.words(caption, 60, 790) + table


@pytest.mark.parametrize(
    "caption",
    ["Tabel 3.2 Capaian Kinerja", "TABEL III-2", "Tabel 3.2. Realisasi", "Tabel T-C.29 Pagu"],
)
def test_a_caption_without_a_table_is_named_with_its_page(caption: str, tmp_path: Path) -> None:
    page = drawn.words(caption, 60, 500)
    read = captioned("Tabel 3.1 Anggaran")
    assert missing(tmp_path, read, page) == [(2, caption)]


def test_a_table_that_was_read_is_not_missing_where_its_number_is_printed_again(
    tmp_path: Path,
) -> None:
    again = drawn.words("Tabel 3-1", 60, 500)
    assert missing(tmp_path, captioned("Tabel 3.1 Anggaran"), again) == []


def test_a_table_without_a_caption_is_taken_for_that_of_the_caption_on_its_page(
    tmp_path: Path,
) -> None:
    page = TABLE + drawn.words("Tabel 3.1 Anggaran menurut program", 60, 400)
    assert missing(tmp_path, page) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tabel 3.2 menunjukkan capaian kinerja tahun 2024.",
        "Tabel 3.2 di atas memuat realisasi anggaran.",
        "Pada Tabel 3.2 disajikan Capaian Kinerja.",
        "Tabel berikut memuat Realisasi.",
    ],
)
def test_a_sentence_that_names_a_table_is_no_caption(text: str, tmp_path: Path) -> None:
    assert missing(tmp_path, captioned("Tabel 3.1 Anggaran"), drawn.words(text, 60, 500)) == []


def test_a_list_of_tables_announces_none(tmp_path: Path) -> None:
    listed = "".join(
        drawn.words(f"Tabel 3.{at} Capaian Kinerja ........ {at + 10}", 60, 700 - 20 * at)
        for at in range(1, 6)
    )
    assert missing(tmp_path, listed, captioned("Tabel 3.1 Anggaran")) == []
