import pytest

from normalize.report import Role, TypedRow
from normalize.tables.columns import read_columns, with_decimals
from normalize.tables.rows import read_rows
from normalize.tables.table_kinds import kind_of
from normalize.values.amounts import Amount, AmountNote, Unread, UnreadReason
from tests.documents import table, truth


def rows(drawn: str) -> tuple[TypedRow, ...]:
    made = table(drawn)
    columns, _ = read_columns(made)
    return read_rows(made, columns, kind_of(columns, None))


def names(drawn: str) -> list[str]:
    return [row.name for row in rows(drawn)]


def values(row: TypedRow) -> list[str | None]:
    return [str(reading.value) if isinstance(reading, Amount) else None for reading in row.readings]


def test_every_number_of_klakah_is_read_and_its_dash_is_no_number() -> None:
    unread = [
        (made.id, row.index, column, reading.reason)
        for made in truth()
        for columns in [read_columns(made)[0]]
        for row in read_rows(made, columns, kind_of(columns, made.caption))
        for column, reading in enumerate(row.readings)
        if isinstance(reading, Unread) and reading.text
    ]
    assert unread == [("t3", 0, 4, UnreadReason.MISSING_MARK)]


def test_a_dash_is_zero_in_an_account_and_not_available_in_performance() -> None:
    budget = rows(
        """
        Kode     | Program   | Pagu      | Realisasi | %
        ---
        7.01.01  | Penunjang | 1.000.000 | 500.000   | 50,00
        7.01.02  | Pelayanan | 2.000.000 | -         | -
        """
    )
    performance = rows(
        """
        No | Indikator Kinerja     | Target | Realisasi | Capaian (%)
        ---
        1  | Nilai AKIP            | 70,00  | 71,40     | 102,00
        2  | Indeks Kepuasan       | 80,00  | –         | –
        """
    )
    assert values(budget[1]) == [None, None, "2000000", "0", "0"]
    assert values(performance[1]) == [None, None, "80.00", None, None]
    assert [
        reading.reason for reading in performance[1].readings if isinstance(reading, Unread)
    ] == [
        UnreadReason.MISSING_MARK,
        UnreadReason.MISSING_MARK,
    ]


def test_two_digits_behind_a_dot_are_cents_where_the_column_prints_cents() -> None:
    with_cents, without = (
        rows(
            f"""
            Kode     | Program   | Pagu
            ---
            7.01.01  | Penunjang | {first}
            7.01.02  | Pelayanan | {second}
            7.01.03  | Ketertiban | 171.169.45
            """
        )
        for first, second in (("1.000.000,00", "2.000.000,50"), ("1.000.000", "2.000.000"))
    )
    assert values(with_cents[2])[2] == "171169.45"
    assert values(without[2])[2] is None


def test_a_displaced_separator_is_read_with_a_note() -> None:
    made = truth()[5]
    columns, _ = read_columns(made)
    reading = read_rows(made, columns, kind_of(columns, None))[22].readings[3]
    assert isinstance(reading, Amount)
    assert (reading.text, str(reading.value)) == ("19.7195.216", "197195216")
    assert AmountNote.BROKEN_GROUPING in reading.notes


def test_a_blank_cell_is_unread_and_a_covered_one_is_nothing() -> None:
    (first, second) = rows("""
        Indikator | Target | Realisasi | Pagu
        ---
        Satu      | 100    |           | 1.000.000
        Dua       | 100    | 50        | ^
    """)
    assert isinstance(first.readings[2], Unread)
    assert second.readings[3] is None
    assert second.readings[0] is None


def test_a_tick_in_a_column_of_numbers_without_a_role_is_no_number() -> None:
    found = rows("""
        Aktivitas | SUB JUMLAH
        ---
        Satu      | 12
        Dua       | 12
        Tiga      | √
    """)
    assert [values(row)[1] for row in found] == ["12", "12", None]
    assert found[2].readings[1] is None


# Codes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Kode | Uraian", "7.01.01.2.09.0002 | Penyediaan Jasa"),
        ("Program/Kegiatan | Lokasi", "7.01.01.2.09.0002 - Penyediaan Jasa | Kantor"),
        ("Kode | < | < | < | < | < | Uraian", "7 | 01 | 01 | 2 | 09 | 0002 | Penyediaan Jasa"),
        ("Kode | < | < | Uraian", "7.01. | 01.2.09. | 0002 | Penyediaan Jasa"),
    ],
)
def test_a_code_is_found_wherever_the_row_prints_it(head: str, cells: str) -> None:
    (row,) = rows(f"{head} | Pagu | Realisasi\n---\n{cells} | 1.000.000 | 900.000")
    assert row.code is not None
    assert row.code.canonical == "7.01.01.2.09.0002"
    assert row.name == "Penyediaan Jasa"


def test_a_code_of_a_bidang_that_no_decree_lists_is_a_code_where_the_head_says_so() -> None:
    (row,) = rows("Kode | Uraian | Pagu\n---\n7.09.01 | Program Umum | 1.000")
    assert row.code is not None
    assert row.code.canonical == "7.09.01"


def test_running_numbers_are_no_codes() -> None:
    found = rows("""
        Program | < | Pagu
        ---
        01 | Pelayanan Administrasi | 1.000.000
        02 | Peningkatan Sarana     | 2.000.000
    """)
    assert [row.code for row in found] == [None, None]
    assert [row.name for row in found] == ["Pelayanan Administrasi", "Peningkatan Sarana"]


# Names and labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("1. Program Umum", "Program Umum"),
        ("1.Program Umum", "Program Umum"),
        ("a. Program Umum", "Program Umum"),
        ("IV. Program Umum", "Program Umum"),
        ("1.2 Program Umum", "Program Umum"),
        ("(2) Program Umum", "Program Umum"),
        ("- Program Umum", "Program Umum"),
        ("12 Desa Tertib", "12 Desa Tertib"),
        ("S.Sos Umum", "S.Sos Umum"),
        ("Program Umum", "Program Umum"),
    ],
)
def test_a_name_is_without_its_running_number(printed: str, name: str) -> None:
    assert names(f"Program | Anggaran\n---\n{printed} | 1.000.000") == [name]


def test_a_merged_label_names_every_row_it_covers() -> None:
    found = rows("""
        No | Program      | Indikator | Target | Realisasi | Capaian | Pagu  | Realisasi Anggaran
        ---
        1  | Program Desa | APBDes    | 100    | 100       | 100     | 5.000 | 5.000
        ^  | ^            | LPPDes    | 100    | 90        | 90      | ^     | ^
        2  | Program Umum | RKPDes    | 100    | 80        | 80      | 6.000 | 6.000
    """)
    assert [row.name for row in found] == ["Program Desa", "Program Desa", "Program Umum"]
    assert [row.label(Role.INDIKATOR) for row in found] == ["APBDes", "LPPDes", "RKPDes"]


def test_a_blank_label_continues_the_one_above_until_a_new_group_begins() -> None:
    found = rows("""
        Tujuan | Sasaran | Indikator | Target | Realisasi
        ---
        Satu   |         | IPP       | 65     | 60
               | Layanan | IKM       | 80     | 84
               |         | SPM       | 90     | 90
        Dua    |         | IRB       | 70     | 70
    """)
    assert [row.label(Role.TUJUAN) for row in found] == ["Satu", "Satu", "Satu", "Dua"]
    assert [row.label(Role.SASARAN) for row in found] == [None, "Layanan", "Layanan", None]


def test_a_program_among_the_sasaran_is_a_program() -> None:
    found = rows("""
        Sasaran Strategis   | Indikator | Target | Realisasi | Capaian | P | R | C (%)
        ---
        Meningkatnya Layanan | IKM      | 80 | 84 | 105 | 1.000.000 | 900.000 | 90
        Program Penunjang    | Layanan  | 80 | 84 | 105 | 1.000.000 | 900.000 | 90
    """)
    assert found[0].labels[0] == (Role.SASARAN, "Meningkatnya Layanan")
    assert found[1].labels[0] == (Role.PROGRAM, "Program Penunjang")


def test_of_two_indicators_the_inner_one_is_the_row_s() -> None:
    (row,) = rows("""
        Indikator Sasaran | Program | Indikator Program | Capaian Kinerja | Capaian Anggaran | Efisiensi
        ---
        IKM               | Desa    | APBDes            | 100%            | 95,06%           | 4,94
    """)  # noqa: E501
    assert row.label(Role.INDIKATOR) == "APBDes"
    assert row.name == "Desa"


def test_an_indicator_table_names_its_rows_by_the_indicator() -> None:
    assert names("Sasaran | Indikator | Target | Realisasi\n---\nLayanan | IKM | 80 | 84") == [
        "IKM"
    ]


# Totals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed",
    [
        "JUMLAH",
        "Total",
        "Jumlah Total",
        "Grand Total",
        "J U M L A H",
        "JUMLAH I + II",
        "Sub Jumlah",
    ],
)
def test_a_sum_is_a_total(printed: str) -> None:
    (_, total) = rows(
        f"No | Program | Anggaran\n---\n1 | Program Umum | 1.000\n | {printed} | 1.000"
    )
    assert total.total
    assert total.name == printed
    assert values(total)[2] == "1000"


def test_a_sum_over_merged_cells_is_a_total() -> None:
    (_, total) = rows(
        "Kode | Program | Pagu\n---\n7.01.01 | Program Umum | 1.000\nJUMLAH | < | 1.000"
    )
    assert total.total
    assert total.code is None


def test_an_indicator_that_counts_is_no_total() -> None:
    (row,) = rows("Indikator | Target | Realisasi\n---\nJumlah desa yang tertib | 12 | 12")
    assert not row.total


def test_the_decimals_of_a_column_are_the_most_that_it_prints() -> None:
    made = table("Indikator | Target | Realisasi\n---\nSatu | 95,4 | 95,27\nDua | 100 | 100")
    columns, _ = read_columns(made)
    found = with_decimals(columns, read_rows(made, columns, kind_of(columns, None)))
    assert [column.decimals for column in found] == [0, 1, 2]


@pytest.mark.parametrize(
    "numbers",
    [
        "(1) | (2) | (3) | (4) | (5)",
        "(1) | (2) | (3) | (3) | (4)",
        "1 | 2 | 3 | 4 | 4",
        "1 | 2 | 3 | 4 | 5 = 4/3",
    ],
)
def test_a_row_that_numbers_the_columns_is_none_of_values(numbers: str) -> None:
    head = "No | Indikator Kinerja | Target | Realisasi | Capaian (%)\n---\n"
    numbering, row = rows(f"{head}{numbers}\n1 | Persentase desa | 80,00 | 60,00 | 75,00")
    assert (set(numbering.readings), numbering.name) == ({None}, "")
    assert values(row) == [None, None, "80.00", "60.00", "75.00"]


def test_small_numbers_beside_a_name_are_values() -> None:
    head = "No | Uraian | Laki-laki | Perempuan | Jumlah\n---\n"
    assert values(rows(f"{head}1 | Golongan II | 2 | 3 | 5")[0])[2:] == ["2", "3", "5"]
    assert values(rows(f"{head} | | 2 | 3 | 5\n1 | Golongan II | 2 | 3 | 5")[0])[2:] == [
        "2",
        "3",
        "5",
    ]
