"""Tables without codes: which rows add up to which, told by their looks and borne out by their
sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj_audit.cli.terminal_report import audit_text
from lkj_audit.outputs.json.report import audit_as_json
from lkj_audit.presentation.language import Lang
from normalize.report import Report, Role, TableKind
from normalize.text.masking import masked
from normalize.values.amounts import format_amount
from tests.audits import audit, drawn, found, told
from tests.typed import report, typed_table
from validate.audit_context import AuditContext
from validate.examine import examine
from validate.findings import Audit
from validate.structure import hierarchy
from validate.structure.hierarchy import groups

HEAD = "Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)"

PROGRAMS = """
    Program Pelayanan Administrasi     | 41.216.300 | 39.104.750
    Penyediaan Jasa Surat Menyurat     | 11.216.300 | 10.104.750
    Penyediaan Alat Tulis Kantor       | 30.000.000 | 29.000.000
    Program Peningkatan Disiplin       | 12.800.000 | 12.150.400
    Pengadaan Pakaian Dinas            | 12.800.000 | 12.150.400
    Program Perencanaan                | 61.678.100 | 59.888.100
    Penyusunan Renja                   | 23.960.600 | 23.610.600
    Penyusunan RKA                     | 37.717.500 | 36.277.500
    Jumlah                             | 115.694.400 | 111.143.250
"""

LEVELS = """
    KECAMATAN KLAKAH                   | 64.016.300 | 61.255.150
    PROGRAM PENUNJANG URUSAN           | 41.216.300 | 39.104.750
    Administrasi Keuangan              | 11.216.300 | 10.104.750
    Penyediaan Gaji                    | 11.216.300 | 10.104.750
    Administrasi Umum                  | 30.000.000 | 29.000.000
    Penyediaan Alat Tulis Kantor       | 18.000.000 | 17.500.000
    Penyediaan Bahan Logistik          | 12.000.000 | 11.500.000
    Fasilitasi Kunjungan Tamu          |          - |          -
    PROGRAM PEMBERDAYAAN               | 22.800.000 | 22.150.400
    Kegiatan Pemberdayaan Kelurahan    | 22.800.000 | 22.150.400
    Pembangunan Sarana                 | 10.000.000 |  9.950.400
    Pemberdayaan Masyarakat            | 12.800.000 | 12.200.000
"""


def sums(text: str, head: str = HEAD) -> list[str]:
    """Return what is told of the sums of a table."""
    return told(found(audit(drawn(head, text)), "ANG-03", "ANG-04", "ANG-05"))


@pytest.mark.parametrize("text", [PROGRAMS, LEVELS])
def test_rows_that_add_up_have_no_finding_and_are_all_confirmed(text: str) -> None:
    audited = audit(drawn(HEAD, text))
    assert found(audited) == []
    assert audited.coverage.numbers == audited.coverage.confirmed > 0


@pytest.mark.parametrize(
    ("text", "was", "now", "findings"),
    [
        (
            PROGRAMS,
            "61.678.100 | 59.888.100",
            "61.678.100 | 59.888.700",
            ["ANG-04 t1:5:2 59.888.700 -> 59.888.100"],
        ),
        (PROGRAMS, "115.694.400 |", "115.649.400 |", ["ANG-05 t1:8:1 115.649.400 -> 115.694.400"]),
        (
            LEVELS,
            "18.000.000 | 17.500.000",
            "18.000.000 | 15.700.000",
            ["ANG-03 t1:5:2 15.700.000 -> 17.500.000"],
        ),
        (
            LEVELS,
            "64.016.300 | 61.255.150",
            "64.016.300 | 61.255.510",
            ["ANG-05 t1:0:2 61.255.510 -> 61.255.150"],
        ),
    ],
)
def test_a_column_that_fails_where_the_other_adds_up_is_told(
    text: str, was: str, now: str, findings: list[str]
) -> None:
    assert was in text
    assert sums(text.replace(was, now, 1)) == findings


def test_a_group_that_looks_like_the_others_and_fails_in_every_column_is_told() -> None:
    fourth = (
        "Program Pengawasan | 9.000.000 | 8.100.000\nPemeriksaan | 7.000.000 | 6.400.000\n    "
        "Jumlah"
    )
    rows = PROGRAMS.replace("Jumlah", fourth).replace(
        "115.694.400 | 111.143.250", "124.694.400 | 119.243.250"
    )
    assert sums(rows) == [
        "ANG-04 t1:9:1 7.000.000 -> 9.000.000",
        "ANG-04 t1:9:2 6.400.000 -> 8.100.000",
    ]


def test_a_kegiatan_that_its_parts_fail_is_told_where_the_program_counts_it() -> None:
    broken = LEVELS.replace("18.000.000 | 17.500.000", "17.000.000 | 19.500.000")
    assert sorted(sums(broken)) == [
        "ANG-03 t1:5:1 17.000.000 -> 18.000.000",
        "ANG-03 t1:5:2 19.500.000 -> 17.500.000",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # the second program goes on where the table is cut
        "Program Satu | 41.216.300 | 39.104.750\nSurat Menyurat | 41.216.300 | 39.104.750\n"
        "Program Dua | 12.800.000 | 12.150.400\nPakaian Dinas | 10.000.000 | 9.150.400",
        # round amounts add up by chance
        "Rapat | 30.000.000 | 28.000.000\nPerjalanan | 10.000.000 | 9.000.000\nMakan | "
        "20.000.000 | 11.000.000",
        # a part without a realisasi
        "Belanja | 41.216.300 | 9.104.750\nGaji | 11.216.300 |\nTunjangan | 30.000.000 | 9.104.700",
        # rows beside each other that print the same
        "Desa Satu | 10.000.000 | 9.000.000\nDesa Dua | 10.000.000 | 9.000.000\nDesa Tiga | "
        "10.000.000 | 8.000.000",
    ],
)
def test_what_may_be_another_order_is_left_alone(rows: str) -> None:
    assert sums(rows) == []


def test_a_budget_before_its_change_may_count_what_was_dropped_since() -> None:
    head = (
        "Program/Kegiatan | Anggaran Sebelum Perubahan | Anggaran Sesudah Perubahan | "
        "Realisasi Anggaran"
    )
    rows = """
        Program Pelayanan | 60.000.000 | 41.216.300 | 39.104.750
        Surat Menyurat    | 11.216.300 | 11.216.300 | 10.104.750
        Alat Tulis        | 30.000.000 | 30.000.000 | 29.000.000
    """
    assert sums(rows, head) == []


def test_totals_add_up_what_stands_before_them_and_each_other() -> None:
    rows = """
        Dekonsentrasi       |           |
        Program Penempatan  | 3.633.525 | 3.614.620
        Program Hubungan    | 2.427.694 | 2.426.439
        JUMLAH I            | 6.061.219 | 6.041.059
        Tugas Pembantuan    |           |
        Program Kawasan     | 4.193.690 | 3.941.240
        Program Transmigran |   137.232 |   134.819
        JUMLAH II           | 4.330.922 | 4.076.059
        JUMLAH I + II       | 10.392.141 | 10.117.118
    """
    assert sums(rows) == []
    assert sums(rows.replace("10.117.118", "10.171.118")) == [
        "ANG-05 t1:8:2 10.171.118 -> 10.117.118"
    ]


def test_an_outcome_that_repeats_the_amounts_above_is_not_added_again() -> None:
    rows = """
        Program Pelayanan Administrasi      | 41.216.300 | 39.104.750
        Meningkatnya pelayanan administrasi | 41.216.300 | 39.104.750
        Surat Menyurat                      | 11.216.300 | 10.104.750
        Tersedianya surat                   | 11.216.300 | 10.104.750
        Alat Tulis Kantor                   | 30.000.000 | 29.000.000
        Tersedianya alat tulis              | 30.000.000 | 29.000.000
    """
    audited = audit(drawn(HEAD, rows))
    assert found(audited) == []
    assert audited.coverage.confirmed == 12


def test_an_amount_and_the_outcome_that_repeats_it_are_one_number() -> None:
    rows = """
        Program Pelayanan    | 110.400.075 | 106.313.225
        Meningkatnya layanan | 110.400.075 | 106.313.225
        Surat Menyurat       |  51.942.350 |  51.012.200
        Alat Tulis Kantor    |  35.880.225 |  34.225.000
        Makan Minum          |  22.577.500 |  21.076.025
        Program Sarana       |  46.119.655 |  45.114.575
        Meningkatnya sarana  |  46.119.655 |  45.114.575
        Gedung               |  26.110.540 |  25.884.775
        Kendaraan            |  20.009.115 |  19.229.800
        Jumlah               | 156.519.730 | 151.427.800
    """
    assert sums(rows) == []
    assert sums(rows.replace("110.400.075", "110.040.075")) == [
        "ANG-04 t1:0:1 110.040.075 -> 110.400.075"
    ]


def test_an_outcome_that_repeats_an_amount_wrong_is_told() -> None:
    rows = """
        Program Pelayanan    | 110.400.075 | 106.313.225
        Meningkatnya layanan | 110.040.075 | 106.313.225
        Surat Menyurat       |  51.942.350 |  51.012.200
        Alat Tulis Kantor    |  58.457.725 |  55.301.025
    """
    (finding,) = found(audit(drawn(HEAD, rows)))
    assert told([finding]) == ["ANG-04 t1:1:1 110.040.075 -> 110.400.075"]


def test_a_sub_kegiatan_with_a_short_name_is_no_sub_total() -> None:
    rows = """
        Kegiatan Alat Tulis   | 61.990.765 | 60.109.775
        Sub Kegiatan Kertas   | 35.880.225 | 34.225.000
        Sub Kegiatan Tinta    | 26.110.540 | 25.884.775
        Kegiatan Pemeliharaan | 46.119.655 | 45.114.575
        Sub Kegiatan Gedung   | 26.110.540 | 25.884.775
        Sub Kegiatan Mobil    | 20.009.115 | 19.229.800
    """
    assert sums(rows) == []
    assert sums(rows.replace("61.990.765", "61.909.765")) == [
        "ANG-03 t1:0:1 61.909.765 -> 61.990.765"
    ]


def test_amounts_in_the_row_of_an_outcome_follow_the_codes() -> None:
    head = "Program/Kegiatan | Indikator | Pagu Tahun 2025 (Rp) | Pagu Tahun 2026 (Rp)"
    rows = """
        7.01.01 Program Penunjang       |                    |            |
        Meningkatnya dukungan           | Persentase         | 61.216.300 | 64.016.300
        7.01.01.2.01 Perencanaan        |                    |            |
        Meningkatnya perencanaan        | Cakupan            | 41.216.300 | 41.216.300
        7.01.01.2.01.0001 Dokumen       |                    |            |
        Tersusunnya dokumen             | Jumlah dokumen     | 11.216.300 | 11.216.300
        7.01.01.2.01.0007 Evaluasi      |                    |            |
        Tersusunnya laporan             | Jumlah laporan     | 30.000.000 | 30.000.000
        7.01.01.2.02 Keuangan           |                    |            |
        Meningkatnya administrasi       | Cakupan            | 20.000.000 | 22.800.000
        7.01.01.2.02.0001 Gaji          |                    |            |
        Tersedianya gaji                | Jumlah orang       | 20.000.000 | 22.800.000
        7.01.02 Program Pelayanan       |                    |            |
        Meningkatnya pelayanan          | Persentase         | 14.172.000 | 14.172.000
        7.01.02.2.01 Koordinasi         |                    |            |
        Terlaksananya koordinasi        | Cakupan            | 14.172.000 | 14.172.000
    """
    assert sums(rows, head) == []
    assert sums(rows.replace("61.216.300 |", "61.126.300 |"), head) == [
        "ANG-04 t1:1:2 61.126.300 -> 61.216.300"
    ]


FLAT = """
    Pelayanan Administrasi | 41.216.300
    Surat Menyurat         | 11.216.300
    Alat Tulis Kantor      | 30.000.000
    Peningkatan Disiplin   | 12.800.000
    Pakaian Dinas          | 12.800.000
    Perencanaan            | 61.678.100
    Penyusunan Renja       | 23.960.600
    Penyusunan RKA         | 37.717.500
    Pengawasan             | 9.200.000
    Pemeriksaan            | 7.400.000
    Jumlah                 | 124.894.400
"""
UPPER = (0, 3, 5, 8)


@pytest.mark.parametrize(("bold", "indent"), [(True, 0.0), (False, -12.0)])
def test_bold_and_indented_rows_stand_on_levels_of_their_own(bold: bool, indent: float) -> None:
    table = drawn("Uraian | Anggaran (Rp)", FLAT)
    upper = {
        at: (replace(table.rows[at][0], bold=bold, indent=indent), *table.rows[at][1:])
        for at in UPPER
    }
    rows = [upper.get(at, row) for at, row in enumerate(table.rows)]
    assert told(found(audit(table), "ANG")) == []
    wrong = told(found(audit(replace(table, rows=tuple(rows))), "ANG"))
    assert wrong == ["ANG-05 t1:9:1 7.400.000 -> 9.200.000"]


ACCOUNTS = """
    4           | PENDAPATAN             | 36.942.500.000
    4.1         | PENDAPATAN ASLI DAERAH | 36.942.500.000
    4.1.1       | Pajak Daerah           | 34.942.500.000
    4.1.1.01    | Pajak Hotel            | 23.437.500.000
    4.1.1.05    | Pajak Penerangan Jalan | 11.505.000.000
    4.1.1.05.01 | Penerangan Jalan PLN   | 11.500.000.000
    4.1.1.05.02 | Penerangan Jalan Lain  |      5.000.000
    4.1.2       | Retribusi Daerah       |  2.000.000.000
    4.1.2.01    | Retribusi Jasa Umum    |  1.250.000.000
    4.1.2.02    | Retribusi Jasa Usaha   |    500.000.000
"""


def test_accounts_are_the_sums_of_those_beneath_them_up_to_where_the_table_is_cut() -> None:
    head = "Nomor Urut | Uraian | Jumlah (Rp)"
    assert sums(ACCOUNTS, head) == []
    wrong = sums(ACCOUNTS.replace("11.500.000.000", "11.600.000.000"), head)
    assert wrong == ["ANG-05 t1:5:2 11.600.000.000 -> 11.500.000.000"]


def test_the_only_total_of_programs_that_all_add_up_may_be_the_one_that_fails() -> None:
    rows = PROGRAMS.replace("115.694.400 | 111.143.250", "115.649.400 | 111.134.250")
    assert sums(rows) == [
        "ANG-05 t1:8:1 115.649.400 -> 115.694.400",
        "ANG-05 t1:8:2 111.134.250 -> 111.143.250",
    ]


# Any outline --------------------------------------------------------------------------------------

# round amounts, which add up by chance, and the seeds of others
_ROUND = st.sampled_from([0, 1, 2, 3, 5, 10, 10]).map(lambda millions: millions * 1_000_000)
_AMOUNTS = _ROUND | st.integers(-(10**6), -1)


def _own_digits(amount: int, numbers: Iterator[int]) -> int:
    """Return an amount with digits of its own for a seed: equal ones, and 2.000.001 beside
    3.000.001, fit by chance.
    """
    return amount if amount >= 0 else Random(f"{amount} {next(numbers)}").randrange(10**5, 10**9)


@st.composite
def outlines(draw: st.DrawFn) -> Report:
    """Return a report with one table of programs, kegiatan and sub kegiatan that add up in every
    column.
    """
    width, deep = draw(st.integers(1, 2)), draw(st.booleans())
    kegiatan = st.lists(st.lists(_AMOUNTS, min_size=width, max_size=width), min_size=1, max_size=4)
    rows: list[tuple[str, list[int]]] = []
    programs = []
    numbers = count()
    for drawn_program in draw(
        st.lists(st.lists(kegiatan, min_size=1, max_size=3), min_size=1, max_size=4)
    ):
        at = len(rows)

        def own(leaf: Sequence[int]) -> list[int]:
            return [_own_digits(one, numbers) for one in leaf]

        program = [list(map(own, leaves)) for leaves in drawn_program]
        sums = [list(map(sum, zip(*leaves, strict=True))) for leaves in program]
        for total, leaves in zip(sums, program, strict=True):
            rows.append(("Pelaksanaan hal", total))
            rows += [("Penyediaan hal", amounts) for amounts in leaves if deep]
        programs.append([sum(column) for column in zip(*sums, strict=True)])
        rows.insert(at, (draw(st.sampled_from(["Program hal", "Urusan hal"])), programs[-1]))
    whole = ("Jumlah", [sum(column) for column in zip(*programs, strict=True)])
    rows = draw(st.sampled_from([rows, [whole, *rows], [*rows, whole]]))
    text = "\n".join(
        " | ".join([name, *map(format_amount, map(Decimal, values))]) for name, values in rows
    )
    roles = (Role.URAIAN, Role.PAGU, Role.REALISASI_ANGGARAN)[: 1 + width]
    table = typed_table(text, roles, kind=TableKind.REALISASI_ANGGARAN)
    return report(
        replace(table, rows=tuple(replace(row, total=row.name == "Jumlah") for row in table.rows))
    )


# what is lacking in one column stands in a row that the other does not tell the place of
UNCLEAR = """
    Jumlah | 2.000.000 | 1.000.000
    Program hal | 1.000.000 | 0
    Pelaksanaan hal | 1.000.000 | 0
    Program hal | 1.000.000 | 0
    Pelaksanaan hal | 1.000.000 | 0
    Urusan hal | 0 | 1.000.000
    Pelaksanaan hal | 0 | 1.000.000
"""

LAST = """
    Program hal | 1.000.000 | 1
    Pelaksanaan hal | 1.000.000 | 1
    Penyediaan hal | 0 | 1
    Penyediaan hal | 1.000.000 | 0
    Urusan hal | 1.000.000 | 0
    Pelaksanaan hal | 1.000.000 | 0
    Penyediaan hal | 1.000.000 | 0
    Program hal | 0 | 1.000.000
    Pelaksanaan hal | 0 | 1.000.000
    Penyediaan hal | 0 | 1.000.000
    Jumlah | 2.000.000 | 1.000.001
"""

LEADING = """
    Jumlah | 2.000.000 | 2.000.001
    Urusan hal | 0 | 0
    Pelaksanaan hal | 0 | 0
    Urusan hal | 0 | 1.000.000
    Pelaksanaan hal | 0 | 1.000.000
    Urusan hal | 1.000.000 | 1.000.001
    Pelaksanaan hal | 0 | 1.000.000
    Pelaksanaan hal | 1.000.000 | 1
    Program hal | 1.000.000 | 0
    Pelaksanaan hal | 1.000.000 | 0
"""

BESIDE = """
    Program hal | 2.000.000 | 1.000.001
    Pelaksanaan hal | 0 | 1.000.000
    Penyediaan hal | 0 | 1.000.000
    Pelaksanaan hal | 1.000.000 | 1
    Penyediaan hal | 0 | 1
    Penyediaan hal | 1.000.000 | 0
    Pelaksanaan hal | 1.000.000 | 0
    Penyediaan hal | 1.000.000 | 0
"""


@pytest.mark.parametrize(
    "text", [UNCLEAR, UNCLEAR.replace("1.000.000", "0", 5), LAST, LEADING, BESIDE]
)
def test_nothing_is_told_of_a_sum_that_a_row_of_unclear_place_makes_up(text: str) -> None:
    assert sums(text) == []


def test_nothing_is_told_of_a_total_where_a_single_part_may_as_well_stand_beside_its_row() -> None:
    rows = ["Program", "Pelaksanaan", "Program", "Pelaksanaan", "Urusan", "Pelaksanaan"]
    text = "\n".join(f"{row} hal | 1.000.000" for row in rows)
    assert sums(f"{text}\nJumlah | 3.000.000", "Program/Kegiatan | Anggaran (Rp)") == []


@given(outlines())
def test_an_outline_that_adds_up_has_no_finding(outlined: Report) -> None:
    assert [
        one for one in examine(outlined).findings if one.rule in ("ANG-03", "ANG-04", "ANG-05")
    ] == []
    assert all(group.columns for group in groups(AuditContext(outlined)))


# The search is bounded ----------------------------------------------------------------------------


def tangled(rows: int, columns: int) -> Audit:
    """Return the audit of a table in which every row may be the sum of some that follow, in some of
    its columns.
    """
    random = Random(rows)
    head = " | ".join(["Uraian", *(f"Anggaran {at} (Rp)" for at in range(columns))])
    lines = []
    for row in range(rows):
        amounts = [str(random.choice((1, 1, 2, 3)) * 10**5) for _ in range(columns)]
        lines.append(" | ".join([f"Belanja {row}", *amounts]))
    return audit(drawn(head, "\n".join(lines)))


def test_a_table_too_tangled_for_the_budget_has_no_sums_of_rows_and_is_named() -> None:
    examined = tangled(110, 40)
    assert examined.uncertain == {"t1": 4400}
    assert groups(examined.context) == ()
    assert "Susunan barisnya tidak pasti" in audit_text(examined, Lang.ID, masked)
    (table,) = audit_as_json(examined, masked)["tables"]
    assert (table["structure"], table["not_summed"]) == ("uncertain", 4400)


def test_the_budget_of_a_report_bounds_all_its_tables_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("validate.structure.hierarchy._STEPS_PER_REPORT", 20)
    assert audit(drawn(HEAD, PROGRAMS), drawn(HEAD, LEVELS, "t2")).uncertain == {"t2": 10}


def test_an_ordinary_table_stays_far_below_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "validate.structure.hierarchy._STEPS_PER_TABLE", hierarchy._STEPS_PER_TABLE // 1000
    )
    examined = audit(drawn(HEAD, PROGRAMS))
    assert examined.uncertain == {}
    assert groups(examined.context)


def test_thousands_of_equal_amounts_one_under_the_other_are_told_apart_without_a_deep_recursion() -> (  # noqa: E501
    None
):
    rows = "\n".join(f"Belanja {at} | 1.500" for at in range(2_000))
    assert found(audit(drawn("Uraian | Anggaran (Rp)", rows))) == []
