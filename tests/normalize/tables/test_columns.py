from decimal import Decimal

import pytest

from extract.records import Table
from normalize.formulas.expressions import format_expression
from normalize.report import Column, Role, TargetBasis
from normalize.tables.columns import is_numeric, read_columns
from normalize.tables.headers import header_period, header_scale
from normalize.values.amounts import NumberFormat, ValueType
from tests.documents import table, truth


def columns(drawn: str | Table, style: NumberFormat | None = None) -> tuple[Column, ...]:
    return read_columns(table(drawn) if isinstance(drawn, str) else drawn, style)[0]


def roles(drawn: str) -> str:
    return " ".join(column.role.value for column in columns(drawn))


# What the nine tables of the Klakah report say, column by column
KLAKAH_ROLES = (
    "nomor sasaran indikator target",
    "nomor program lain pagu keterangan",
    "tujuan sasaran indikator target realisasi capaian keterangan",
    "nomor sasaran indikator target realisasi capaian pagu realisasi_anggaran serapan efisiensi",
    "nomor indikator program indikator capaian serapan efisiensi",
    "kode uraian pagu realisasi_anggaran sisa serapan",
    "nomor sasaran indikator target",
    "program pagu",
    "nomor uraian" + 14 * " lain" + " keterangan",
)


@pytest.mark.parametrize("index", range(9))
def test_the_columns_of_klakah_have_their_roles(index: int) -> None:
    assert " ".join(column.role.value for column in columns(truth()[index])) == KLAKAH_ROLES[index]


@pytest.mark.parametrize(
    "head",
    [
        "No. | PROGRAM/KEGIATAN | ANGGARAN (Rp) | REALISASI (Rp) | SISA ANGGARAN | %",
        "NO | URAIAN | Pagu | Realisasi | Selisih | Persentase (%)",
        "KODE REKE NING | KEGIATAN | PAGU | REALIS ASI | SISA | Persenta se",
        "No | Kegiatan | DPA T.A 2016 (Rp) | SPJ (Rp.) | Sisa | SPJ (%)",
        "No | Program | Target anggaran | Realisasi anggaran | Sisa | Capaian (%)",
        "No | Program | Alokasi Dana | Penyerapan Anggaran | Saldo | Daya Serap (%)",
    ],
)
def test_a_budget_table_is_known_in_any_wording(head: str) -> None:
    found = roles(f"""
        {head}
        ---
        1 | Penyediaan Jasa Surat Menyurat | 2.000.000 | 1.000.000 | 1.000.000 | 50,00
        2 | Penyediaan Alat Tulis Kantor   | 4.000.000 | 3.000.000 | 1.000.000 | 75,00
    """)
    assert found.split(maxsplit=2)[2] == "pagu realisasi_anggaran sisa serapan"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Indikator Kinerja | Target | Realisasi | Capaian (%)", "target realisasi capaian"),
        ("INDIKATOR | T a r g e t | Realisasi | CAPAIA N", "target realisasi capaian"),
        ("Indikator Kinerja Utama | Rencana | Realisai | Persentasi", "target realisasi capaian"),
        (
            "Indikator | Target 2024 | Realisasi 2024 | Tingkat Capaian Target",
            "target realisasi capaian",
        ),
        ("Uraian | Target Pendapatan | Realisasi Pendapatan | %", "target realisasi capaian"),
    ],
)
def test_a_performance_table_is_known_in_any_wording(head: str, expected: str) -> None:
    assert (
        roles(f"{head}\n---\nPersentase desa tertib | 95,45 | 95,27 | 99,81").split(maxsplit=1)[1]
        == expected
    )


def test_the_level_above_says_what_a_letter_means() -> None:
    found = columns("""
        Indikator | Perubahan Kinerja | < | <     | Perubahan Anggaran | < | <
        ^         | T | R | C (%)             | P | R | C (%)
        ---
        IKM       | 80 | 84 | 105,00          | 1.000.000 | 900.000 | 90,00
    """)
    assert [column.role for column in found[1:]] == [
        Role.TARGET,
        Role.REALISASI,
        Role.CAPAIAN,
        Role.PAGU,
        Role.REALISASI_ANGGARAN,
        Role.SERAPAN,
    ]
    assert found[6].header == "Perubahan Anggaran C (%)"


def test_a_group_counts_where_its_merge_was_not_drawn() -> None:
    found = columns("""
        Kegiatan | Realisasi |    |       | Ket
                 | Keuangan  |    | Fisik |
                 | Rp        | %  | %     |
        ---
        Rapat    | 1.000.000 | 90 | 100   | -
    """)
    assert found[2].header == "Realisasi Keuangan %"
    assert [column.role for column in found[1:4]] == [
        Role.REALISASI_ANGGARAN,
        Role.SERAPAN,
        Role.LAIN,
    ]


def test_one_head_over_amounts_and_percentages_means_both() -> None:
    found = columns("""
        No | <  | Program | < | Anggaran  | < | < | < | < | < | <
        ^  | ^  | ^ | ^       | Penetapan | Perubahan | Jumlah | Realisasi | < | Sisa | <
        1  | <  | 2 | <       | 3 | 4 | 5 | 6 | 7 | 8 | 9
        ---
        I  |    | 01 | Pelayanan | 365.135.000 | 54.328.375 | 419.463.375 | 398.125.953 | 94,91% | 21.337.422 | 5,09%
           | 1  | 02 | Surat     | 2.000.000   | 1.180.000  | 3.180.000   | 3.180.000   | 100,00% | 0         | 0,00%
    """)  # noqa: E501
    assert [column.role for column in found[2:]] == [
        Role.KODE,
        Role.PROGRAM,
        Role.LAIN,
        Role.LAIN,
        Role.PAGU,
        Role.REALISASI_ANGGARAN,
        Role.SERAPAN,
        Role.SISA,
        Role.LAIN,
    ]
    assert [column.number for column in found[4:]] == ["3", "4", "5", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Anggaran Sebelum Perubahan", "Anggaran Setelah Perubahan"),
        ("Pagu Murni", "Pagu Perubahan"),
        ("PAGU DIPA AWAL", "PAGU DIPA REVISI"),
    ],
)
def test_of_two_budgets_the_later_is_the_pagu(first: str, second: str) -> None:
    assert (
        roles(f"Kegiatan | {first} | {second}\n---\nRapat | 1.000.000 | 2.000.000")
        == "uraian lain pagu"
    )


def test_the_target_of_renstra_is_not_the_target_of_the_year() -> None:
    assert roles("""
        Indikator | Target Akhir Renstra | Target 2024 | Realisasi 2024 | Capaian
        ---
        IKM       | 90                   | 80          | 84             | 105,00
    """) == "indikator lain target realisasi capaian"  # fmt: skip


def test_the_cells_tell_what_a_head_without_words_holds() -> None:
    found = columns("""
        |            |  |             |
        1 | 2        | 3 | 4          | 5
        ---
        1 | 7.01.01  | Program Satu | Rp. | 1.000.000
        2 | 7.01.02  | Program Dua  | Rp. | 2.000.000
    """)
    assert [column.role for column in found] == [
        Role.NOMOR,
        Role.KODE,
        Role.LAIN,
        Role.LAIN,
        Role.LAIN,
    ]
    assert [is_numeric(column) for column in found] == [False, False, False, False, True]


def test_dashes_take_no_column_its_numbers() -> None:
    found = columns("""
        W                   | X             | Y | Z
        ---
        Pengadaan Gedung    | 134.400.000   | - | Selesai
        Penyediaan Jasa     | –             | - | –
        Persentase Layanan  | –             | - | –
        Jumlah Laporan      | -             | - | -
    """)
    assert [is_numeric(column) for column in found] == [False, True, False, False]


def test_a_column_of_ticks_or_of_predicates_is_none_of_numbers() -> None:
    found = columns("""
        Indikator | Target | Realisasi | Capaian | Capaian | DESA KLAKAH
        ---
        Daging    | 100    | 129       | 129,00  | SB      | √
        Telur     | 100    | 116       | 116,00  | B       | √
    """)
    assert [column.role for column in found[3:]] == [Role.CAPAIAN, Role.LAIN, Role.LAIN]
    assert not is_numeric(found[4])
    assert not is_numeric(found[5])


@pytest.mark.parametrize(
    ("cells", "quantity"),
    [
        (("95,45%", "100%"), ValueType.PERSEN),
        (("95,45", "100"), ValueType.BILANGAN),
        (("12 dokumen", "4 dokumen"), ValueType.BILANGAN),
        (("Rp. 555.760.000,-", "Rp. 133.245.000,-"), ValueType.RUPIAH),
    ],
)
def test_the_cells_of_a_target_say_what_it_counts(
    cells: tuple[str, str], quantity: ValueType
) -> None:
    found = columns(f"Indikator | Target\n---\nSatu | {cells[0]}\nDua | {cells[1]}")
    assert found[1].role is Role.TARGET
    assert found[1].quantity is quantity


def test_a_table_that_shows_no_style_is_read_in_that_of_the_document() -> None:
    drawn = "Indikator | Target\n---\nSatu | 95"
    assert columns(drawn)[1].style is None
    assert columns(drawn, NumberFormat.US)[1].style is NumberFormat.US
    assert (
        columns("Kegiatan | Pagu\n---\nRapat | 1.234.567,00", NumberFormat.US)[1].style
        is NumberFormat.INDONESIAN
    )


# Heads --------------------------------------------------------------------------------------------


def test_the_formulas_of_klakah_are_those_of_its_heads() -> None:
    found = [
        (f"t{at}", column.number, format_expression(column.formula.expression))
        for at, made in enumerate(truth(), 1)
        for column in columns(made)
        if column.formula
    ]
    assert found == [
        ("t3", "6", "5/4"),
        ("t4", "6", "5/4"),
        ("t4", "9", "8/7"),
        ("t4", "10", "6-9"),
        ("t5", "7", "5-6"),
    ]


def test_two_columns_may_print_the_same_number() -> None:
    assert [column.number for column in columns(truth()[2])] == ["1", "2", "3", "4", "5", "6", "6"]


def test_a_formula_may_stand_in_a_row_of_its_own() -> None:
    (_, _, _, capaian) = columns("""
        Indikator | Target | Realisasi | Capaian
                  |        |           | (4/3)x100
        1         | 2      | 3         | 4
        ---
        IKM       | 80     | 84        | 105,00
    """)
    assert capaian.header == "Capaian"
    assert capaian.number == "4"
    assert capaian.formula is not None
    assert capaian.formula.columns() == ("4", "3")


def test_a_number_of_a_formula_that_names_a_column_of_words_is_a_constant() -> None:
    found = columns("""
        No | Program | Pagu      | Realisasi | Efisiensi
        1  | 2       | 3         | 4         | 5 = 1-(4/3)
        ---
        1  | Umum    | 2.000.000 | 1.500.000 | 25,00
    """)
    assert found[4].formula is not None
    assert format_expression(found[4].formula.expression) == "1-(4/3)"
    assert found[4].formula.columns() == ("4", "3")
    assert found[4].formula.share


def test_quarters_are_no_column_numbers() -> None:
    found = columns("""
        Indikator | Target Triwulan | < | < | <
        ^         | 1  | 2  | 3  | 4
        ---
        IKM       | 20 | 40 | 60 | 80
    """)
    assert [column.number for column in found] == [None] * 5
    assert [column.period and column.period.label for column in found] == [
        None,
        "TW1",
        "TW2",
        "TW3",
        "TW4",
    ]


@pytest.mark.parametrize(
    ("levels", "label", "year"),
    [
        (("Realisasi Kinerja Pada Triwulan I - IV", "II", "Rp"), "TW2", None),
        (("Capaian Anggaran (s.d TW IV) 2024",), "TW4", 2024),
        (("Target Tahun", "2015", "Target"), "TAHUN", 2015),
        (("CAPAIAN KINERJA (%) th 2014",), "TAHUN", 2014),
        (("Realisasi Semester I",), "SMT1", None),
        (("Realisasi",), None, None),
    ],
)
def test_a_head_names_its_period(
    levels: tuple[str, ...], label: str | None, year: int | None
) -> None:
    found = header_period(levels)
    assert (found and found.label, found and found.year) == (label, year)


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Pagu (Rp 000)", 1000),
        ("Pagu (Rp. 000)", 1000),
        ("Pagu (Rp.000)", 1000),
        ("Anggaran (x 1.000)", 1000),
        ("dalam ribuan rupiah", 1000),
        ("Tahun (ribu)", 1000),
        ("Dalam Juta (Rp)", 10**6),
        ("(dalam jutaan rupiah)", 10**6),
        ("dalam miliar rupiah", 10**9),
        ("Pagu (Rp)", 1),
        ("Pagu Setelah Perubahan", 1),
        ("Tahun 2000", 1),
    ],
)
def test_a_head_says_what_its_numbers_are_counted_in(text: str, scale: int) -> None:
    assert header_scale(text) == Decimal(scale)


def test_a_scale_is_only_that_of_rupiah() -> None:
    found = columns("Kegiatan | Target (ribu orang) | Pagu (Rp 000)\n---\nRapat | 12 | 1.234.567")
    assert [column.scale for column in found] == [1, 1, 1000]


def test_a_column_of_rupiah_signs_hands_its_number_to_the_amounts() -> None:
    drawn = table(
        """
        Program | Pagu | < | Realisasi | < | Sisa
        1 | 2 | < | 3 | < | 4=2-3
        ---
        Program A | Rp | 1.500 | Rp | 1.000 | 500
        Program B | Rp | 2.500 | Rp | 2.000 | 500
        """
    )
    columns, _ = read_columns(drawn)
    assert [column.role for column in columns] == [
        Role.PROGRAM,
        Role.LAIN,
        Role.PAGU,
        Role.LAIN,
        Role.REALISASI_ANGGARAN,
        Role.SISA,
    ]
    assert [column.number for column in columns] == ["1", None, "2", None, "3", "4"]


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (
            """
            Sasaran Strategis | Capaian Sasaran (%) | Anggaran (Rp) | Realisasi Anggaran |
                              |                     |               | Rp                 | %
            ---
            Tertibnya desa    | 104,20              | 5.000.000     | 4.000.000          | 80,00
            """,
            "sasaran capaian pagu realisasi_anggaran serapan",
        ),
        (
            """
            Kegiatan | Anggaran (Rp) | Realisasi (Rp) | Capaian (%)
            ---
            Rapat    | 5.000.000     | 4.000.000      | 80,00
            """,
            "uraian pagu realisasi_anggaran serapan",
        ),
        (
            """
            Nama Barang | Jumlah tersedia | Jumlah Kebutuhan | Kekurangan
            ---
            Meja kerja  | 12              | 15               | -3
            Kursi rapat | 40              | 60               | -20
            """,
            "uraian lain lain lain",
        ),
        (
            """
            Program         | Kebutuhan Dana / Pagu Indikatif | Keuangan
            ---
            Pembinaan Desa  | 5.000.000                       | 4.000.000
            """,
            "program pagu pagu",
        ),
        (
            """
            Kegiatan | Tahun Anggaran | Pagu      | Realisasi
            ---
            Rapat    | 2023           | 5.000.000 | 4.000.000
            Survei   | 2024           | 7.000.000 | 6.000.000
            """,
            "uraian lain pagu realisasi_anggaran",
        ),
        (
            """
            Kegiatan | Tahun Anggaran 2023 | Realisasi
            ---
            Rapat    | 5.000.000           | 4.000.000
            """,
            "uraian pagu realisasi_anggaran",
        ),
        (
            """
            Kegiatan | Jumlah SP2D (Rp) | Jumlah Kontrak (Rp) | Pagu      | Realisasi SPJ
            ---
            Rapat    | 3.000.000        | 2.000.000           | 5.000.000 | 4.000.000
            """,
            "uraian lain lain pagu realisasi_anggaran",
        ),
        (
            """
            Indikator     | Tahun 2024 |           |
                          | Target     | Realisasi | % Realisasi
            ---
            Persentase a  | 66,70      | 94,90     | 142,28
            """,
            "indikator target realisasi capaian",
        ),
        (
            """
            Indikator     | Target (Desa) | Target (%) | Realisasi (Desa) | Realisasi (%)
            ---
            Persentase a  | 10            | 66,70      | 9                | 60,03
            """,
            "indikator target target realisasi realisasi",
        ),
    ],
)
def test_a_role_follows_from_the_words_around_the_measure(drawn: str, expected: str) -> None:
    assert roles(drawn) == expected


@pytest.mark.parametrize(
    ("head", "basis"),
    [
        ("Indikator | Target 2024 | Realisasi 2024 | Capaian", TargetBasis.YEAR),
        ("Indikator | Target | Realisasi | Capaian terhadap Target", TargetBasis.YEAR),
        ("Indikator | Target Akhir Renstra | Realisasi 2024 | Capaian", TargetBasis.LONG_TERM),
        (
            "Indikator | Target 2024 | Realisasi 2024 | Capaian terhadap Target Akhir Renstra (%)",
            TargetBasis.LONG_TERM,
        ),
        ("Indikator | Target | Realisasi | Capaian Tahun Lalu", TargetBasis.EARLIER),
        (
            "Indikator | Realisasi 2023 | Realisasi 2024 | Realisasi 2024 thdp Tahun 2023 (%)",
            TargetBasis.EARLIER,
        ),
        (
            "Indikator | Realisasi | Standar Nasional | Realisasi terhadap Standar Nasional (%)",
            TargetBasis.OUTSIDE,
        ),
    ],
)
def test_a_capaian_is_of_the_plan_that_it_is_measured_against(
    head: str, basis: TargetBasis
) -> None:
    *_, last = columns(f"{head}\n---\nIndeks a | 80,00 | 84,00 | 105,00")
    assert (last.role, last.basis) == (Role.CAPAIAN, basis)


def test_each_year_of_a_plan_has_its_own_target_realisasi_and_ratio() -> None:
    found = columns("""
        Indikator | Target SPM | Target Renstra Tahun ke- | | Realisasi Tahun ke- | | Rasio Tahun ke- |
                  |            | 2023  | 2024               | 2023  | 2024          | 2023  | 2024
        ---
        Indeks a  | -          | 95,40 | 96                 | 92,87 | 96            | 97,35 | 100
    """)  # noqa: E501
    roles = [Role.TARGET, Role.TARGET, Role.REALISASI, Role.REALISASI, Role.CAPAIAN, Role.CAPAIAN]
    assert [column.role for column in found[2:]] == roles
    assert {column.basis for column in found if column.role is Role.CAPAIAN} == {
        TargetBasis.LONG_TERM
    }


def test_a_year_may_stand_close_behind_its_word() -> None:
    period = header_period(("Capaian Tahun2016 (%)", "Target"))
    assert period is not None
    assert period.year == 2016
    assert header_period(("Rp12016",)) is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Realisasi 2022 | Target 2023 | Realisasi 2023 | Capaian (%)", ("capaian", "year", 2023)),
        (
            "Target 2022 | Realisasi 2022 | Target 2023 | Realisasi 2023 | % Capaian",
            ("capaian", "year", 2023),
        ),
        ("Target | Realisasi | Capaian", ("capaian", "year", None)),
        (
            "Target 2024 | Realisasi 2024 | Capaian | Realisasi 2023 | %",
            ("capaian", "earlier", None),
        ),
        (
            "Target 2024 | Realisasi 2024 | Capaian | Target Akhir Renstra | %",
            ("capaian", "long_term", 2024),
        ),
        (
            "Target 2024 | Realisasi 2024 | % | Target Akhir RPJMD | Tingkat Kemajuan",
            ("capaian", "long_term", 2024),
        ),
        (
            "Target 2024 | Realisasi 2024 | % | Target Nasional | Capaian",
            ("capaian", "outside", None),
        ),
        (
            "Target 2024 | Realisasi 2024 | Target 2029 | Capaian 2024 terhadap 2029",
            ("capaian", "long_term", 2024),
        ),
        (
            "Target 2024 | Realisasi 2024 | Target 2029 | Capaian terhadap 2029",
            ("capaian", "long_term", 2024),
        ),
        (
            "Realisasi 2023 | Realisasi 2024 | Capaian 2024 terhadap 2023",
            ("capaian", "earlier", 2024),
        ),
        ("Target RKT | Target PK | Realisasi | Capaian", ("capaian", "year", None)),
        ("Target | Realisasi | Persentase terhadap Target", ("capaian", "year", None)),
        ("Realisasi | Perjanjian Kinerja", ("target", "year", None)),
        ("Realisasi 2023 | Realisasi 2024 | Naik/Turun (%)", ("lain", "year", None)),
        ("Target | Capaian | %", ("capaian", "year", None)),
    ],
)
def test_what_the_last_column_is_of_follows_from_those_to_its_left(
    head: str, expected: tuple[str, str, int | None]
) -> None:
    count = head.count("|") + 1
    *_, last = columns(f"Indikator | {head}\n---\nIndeks a | {' | '.join(['80,00'] * count)}")
    assert (last.role.value, last.basis.value, last.period and last.period.year) == expected


def test_a_capaian_that_is_no_percentage_is_the_realisasi_of_the_one_beside_it() -> None:
    found = "Indikator | {}\n---\nIndeks a | 80,00 | 60,00 | 75,00"
    assert (
        roles(found.format("Target | Capaian | % Capaian")) == "indikator target realisasi capaian"
    )
    assert (
        roles(found.format("Capaian 2022 | Capaian 2023 | Capaian (%)"))
        == "indikator capaian capaian capaian"
    )
    assert (
        roles(found.format("Target | Realisasi | Capaian")) == "indikator target realisasi capaian"
    )


def test_what_was_paid_out_is_the_realisasi_of_a_budget_that_prints_no_other() -> None:
    assert roles("Kegiatan | Pagu | SP2D | Sisa\n---\nRapat | 2.000.000 | 1.500.000 | 500.000") == (
        "uraian pagu realisasi_anggaran sisa"
    )
    assert roles(
        "Kegiatan | Pagu | Nilai Kontrak | Sisa\n---\nRapat | 2.000.000 | 1.500.000 | 500.000"
    ) == ("uraian pagu lain sisa")


def test_the_version_of_a_budget_is_a_pagu_under_one_head_for_pagu_and_realisasi() -> None:
    assert roles("""
        Program | PAGU DIPA (Rp) REALISASI S/D BULAN INI | <      | <             | <
        ^       | AWAL                                   | REVISI | KEUANGAN (Rp) | %
        ---
        Umum    | 3.000.000                              | 2.000.000 | 1.500.000  | 75,00
        Khusus  | 4.000.000                              | 4.000.000 | 3.000.000  | 75,00
    """) == "program lain pagu realisasi_anggaran serapan"  # fmt: skip


def test_a_rate_in_a_table_of_neither_target_nor_realisasi_is_no_capaian() -> None:
    assert roles(
        "Lapangan Usaha | Persentase 2023 | Persentase 2024\n---\nPertanian | 0,58 | 0,12"
    ) == ("uraian lain lain")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Program | Alokasi | Realisasi | Serapan (%)", "program pagu realisasi_anggaran serapan"),
        ("Program | DPA | DPPA | Realisasi", "program lain pagu realisasi_anggaran"),
        ("Program | Pagu | SP2D | % SP2D", "program pagu realisasi_anggaran serapan"),
    ],
)
def test_a_budget_is_known_by_the_words_of_its_papers(head: str, expected: str) -> None:
    money = (
        ("1.900.000", "1.800.000", "94,74")
        if "%" in head
        else ("1.900.000", "1.800.000", "1.700.000")
    )
    assert roles(f"{head}\n---\nUmum | {' | '.join(money)}") == expected


@pytest.mark.parametrize(
    "head",
    [
        "Program | Pagu | Keuangan (Rp) | Keuangan (%)",
        "Program | Anggaran (Rp) | Jumlah | %",
        "Program | Pagu Anggaran | Total (Rp) | Serapan (%)",
    ],
)
def test_money_without_a_name_before_the_serapan_of_a_pagu_was_spent(head: str) -> None:
    kinds = roles(f"""
        {head}
        ---
        Program Penyelenggaraan Jalan | 84.210.450 | 80.114.322 | 95,14
        Program Sumber Daya Air       | 21.335.000 | 20.870.115 | 97,82
    """)
    assert kinds.split()[1:] == ["pagu", "realisasi_anggaran", "serapan"]


@pytest.mark.parametrize(
    "head",
    ["Program | Pagu | Anggaran Perubahan | %", "Program | Pagu | Nilai Kontrak (Rp) | %"],
)
def test_money_of_another_name_is_no_realisasi(head: str) -> None:
    kinds = roles(f"""
        {head}
        ---
        Program Penyelenggaraan Jalan | 84.210.450 | 80.114.322 | 95,14
        Program Sumber Daya Air       | 21.335.000 | 20.870.115 | 97,82
    """)
    assert "realisasi_anggaran" not in kinds


SHARES = """
    ---
    1 | Meningkatnya produksi | 99,31  | 96,08 | 3,23
    2 | Meningkatnya layanan  | 102,50 | 96,23 | 6,27
"""


def test_the_mean_of_capaian_is_the_capaian_where_only_efficiency_follows_from_it() -> None:
    head = "No | Sasaran | Rata-rata Capaian Kinerja (%) | Penyerapan Anggaran (%) | Efisiensi (%)"
    assert roles(head + SHARES) == "nomor sasaran capaian serapan efisiensi"


def test_the_mean_of_capaian_beside_a_capaian_is_none_that_can_be_recomputed() -> None:
    head = "No | Indikator | Capaian (%) | Rata-rata Capaian (%) | Efisiensi (%)"
    assert roles(head + SHARES) == "nomor indikator capaian lain efisiensi"


@pytest.mark.parametrize(
    ("of", "role"), [("RO", "capaian"), ("Output", "capaian"), ("Anggaran", "serapan")]
)
def test_the_capaian_of_an_output_is_no_serapan_of_its_budget(of: str, role: str) -> None:
    found = roles(f"""
        Uraian | Pagu | Realisasi | Capaian {of} (%)
        ---
        Sertifikasi mutu | 2.000.000 | 1.900.000 | 104,94
        Pengujian        | 4.000.000 | 3.000.000 | 102,65
    """)
    assert found == f"uraian pagu realisasi_anggaran {role}"


def test_the_sexes_are_neither_a_code_nor_a_pagu() -> None:
    found = roles("""
        Uraian | Jenis Kelamin |   | Jumlah
               | L             | P |
        ---
        Golongan IV  | 9  | 4  | 13
        Golongan III | 24 | 13 | 37
    """)
    assert found == "uraian lain lain lain"


@pytest.mark.parametrize(
    ("header", "role"), [("% Perubahan 2023-2024", "lain"), ("% Realisasi Perubahan", "capaian")]
)
def test_a_percentage_of_change_is_no_capaian(header: str, role: str) -> None:
    found = roles(f"""
        Indikator | Target | Realisasi | {header}
        ---
        Jumlah sampel    | 8.420 | 8.623 | 2,41
        Jumlah kunjungan | 395   | 388   | 98,23
    """)
    assert found == f"indikator target realisasi {role}"


@pytest.mark.parametrize("head", ["Jumlah Kegiatan", "Jumlah Program", "Jumlah Indikator"])
def test_a_number_of_kegiatan_is_neither_a_name_nor_a_code(head: str) -> None:
    kinds = roles(f"""
        Sasaran | {head} | Keterangan
        ---
        Meningkatnya mutu layanan   | 12 | selesai
        Meningkatnya akuntabilitas  |  7 | selesai
    """)
    assert kinds.split()[1] == "lain"
