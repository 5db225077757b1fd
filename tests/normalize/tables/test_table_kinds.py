import pytest

from normalize.interpret import interpret
from normalize.report import TableKind
from normalize.tables.columns import read_columns
from normalize.tables.table_kinds import kind_of
from tests.documents import document, table, truth


def kind(head: str, row: str, caption: str | None = None, *, promised: bool = False) -> TableKind:
    columns, _ = read_columns(table(f"{head}\n---\n{row}"))
    return kind_of(columns, caption, promised=promised)


def test_the_nine_tables_of_klakah_have_their_kind() -> None:
    assert [found.kind for found in interpret(document(tables=truth())).tables] == [
        TableKind.PK_SASARAN,
        TableKind.PK_PROGRAM,
        TableKind.CAPAIAN,
        TableKind.COST_PER_OUTCOME,
        TableKind.SUMBER_DAYA,
        TableKind.REALISASI_ANGGARAN,
        TableKind.PK_SASARAN,
        TableKind.PK_PROGRAM,
        TableKind.OTHER,
    ]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Sasaran | Indikator | Target", "Layanan | IKM | 80", TableKind.PK_SASARAN),
        (
            "No | Program | Anggaran | Ket",
            "1 | Program Umum | 1.000.000 | DAU",
            TableKind.PK_PROGRAM,
        ),
        ("Indikator | Target | Realisasi | Capaian", "IKM | 80 | 84 | 105", TableKind.CAPAIAN),
        (
            "Indikator | Capaian | Pagu | Realisasi",
            "IKM | 105 | 1.000.000 | 900.000",
            TableKind.COST_PER_OUTCOME,
        ),
        (
            "Program | Capaian Kinerja | Capaian Anggaran | Efisiensi",
            "Umum | 100% | 95,06% | 4,94",
            TableKind.SUMBER_DAYA,
        ),
        (
            "Program | Pagu | Realisasi | %",
            "Umum | 1.000.000 | 900.000 | 90",
            TableKind.REALISASI_ANGGARAN,
        ),
        (
            "Kode | Kegiatan | Indikator | Target | Realisasi | Pagu | Realisasi Anggaran",
            "7.01.01 | Umum | IKM | 1 | 1 | 1.000.000 | 900.000",
            TableKind.REALISASI_ANGGARAN,
        ),
        ("Indikator | Realisasi 2023 | Realisasi 2024", "IKM | 80 | 84", TableKind.MULTI_YEAR),
        ("No | Jabatan | Jumlah", "1 | Camat | 1", TableKind.OTHER),
        (
            "Uraian | Target Pendapatan | Realisasi Pendapatan",
            "Retribusi | 1.000.000 | 900.000",
            TableKind.OTHER,
        ),
        ("Lapangan Usaha | Dalam Juta (Rp)", "Pertanian | 114.042.321,7", TableKind.OTHER),
    ],
)
def test_the_roles_of_its_columns_say_what_a_table_is_about(
    head: str, row: str, expected: TableKind
) -> None:
    assert kind(head, row) is expected


@pytest.mark.parametrize(
    "caption", ["Target Renstra 2024", "Indikator Kinerja Utama", "Rencana Aksi TW IV"]
)
def test_a_plan_is_no_perjanjian_kinerja(caption: str) -> None:
    head, row = "Sasaran | Indikator | Target", "Layanan | IKM | 80"
    assert kind(head, row, caption) is TableKind.OTHER
    assert kind(head, row, f"Perjanjian Kinerja dan {caption}") is TableKind.PK_SASARAN
    assert kind(head, row, caption, promised=True) is TableKind.PK_SASARAN


def test_kegiatan_with_a_budget_are_promised_only_in_a_perjanjian_kinerja() -> None:
    head, row = "Program/Kegiatan | Anggaran", "Rapat Koordinasi | 1.000.000"
    assert kind(head, row) is TableKind.OTHER
    assert kind(head, row, promised=True) is TableKind.PK_PROGRAM


def test_a_budget_down_to_sub_kegiatan_is_no_perjanjian_kinerja() -> None:
    made = table("""
        Kode              | Program           | Anggaran
        ---
        7.01.01           | Program Penunjang | 1.000.000
        7.01.01.2.01      | Perencanaan       | 1.000.000
        7.01.01.2.01.0001 | Penyusunan RKA    | 1.000.000
    """)
    assert interpret(document(tables=[made])).tables[0].kind is TableKind.OTHER


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Rencana Program dan Kegiatan Tahun 2025", TableKind.OTHER),
        ("Prakiraan Maju Tahun 2025", TableKind.OTHER),
        ("Program dan Anggaran Tahun 2024", TableKind.PK_PROGRAM),
        ("Perjanjian Kinerja: Rencana Program", TableKind.PK_PROGRAM),
    ],
)
def test_a_plan_of_programs_is_no_perjanjian_kinerja(caption: str, expected: TableKind) -> None:
    assert kind("No | Program | Anggaran", "1 | Program Umum | 1.000.000", caption) is expected


def test_a_table_that_repeats_the_head_of_the_page_before_is_of_its_kind() -> None:
    head = "No | Indikator Kinerja | Satuan | Target\n---\n1 | {} | % | 80"
    first = table(head.format("Persentase a"), "Rencana Kinerja Tahun 2024", "t1", 1)
    again, apart = (
        table(head.format("Persentase b"), None, "t2", 2),
        table(head.format("Persentase b"), None, "t2", 4),
    )
    assert [found.kind for found in interpret(document(tables=[first, again])).tables] == [
        TableKind.OTHER
    ] * 2
    assert interpret(document(tables=[first, apart])).tables[1].kind is TableKind.PK_SASARAN
