"""Which rows are about the same thing, and where running text repeats a number."""

from decimal import Decimal

import pytest

from normalize.interpret import interpret
from tests.audits import CAPAIAN, COST, PK_PROGRAM, PK_SASARAN, audit, budget, drawn, found, told
from tests.documents import document
from validate.audit_context import AuditContext
from validate.structure.entity_links import RunningText, indicators, programs


def agreed(name: str) -> str:
    return f"1 | {name} | 100"


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        ("Program Pembinaan Pemerintahan Desa", "PROGRAM PEMBINAAN PEMERINTAHAN DESA", True),
        (
            "4. Penyelenggaraan Urusan Pemerintahan Umum",
            "PROGRAM PENYELENGGARAAN URUSAN PEMERINTAHAN UMUM",
            True,
        ),
        ("Program Penyelenggaran Pemerintahan", "PROGRAM PENYELENGGARAAN PEMERINTAHAN", True),
        (
            "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
            "PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA",
            True,
        ),
        (
            "Program Pengelolaan Sarana Kesehatan Dasar",
            "PROGRAM PENGELOLAAN SARANA PENDIDIKAN DASAR",
            False,
        ),
        ("Program Pemberdayaan Masyarakat", "PROGRAM PEMBINAAN PEMERINTAHAN DESA", False),
    ],
)
def test_programs_are_linked_by_name(one: str, other: str, linked: bool) -> None:
    agreement = drawn(PK_PROGRAM, agreed(one), caption="Perjanjian Kinerja")
    tables = agreement, budget(f"7.01.01 | {other} | 100 | 1 | 99 | 1", "t2")
    assert bool(programs(AuditContext(interpret(document(tables=tables))))) is linked


def test_a_name_that_a_table_prints_twice_is_linked_to_nothing() -> None:
    rows = (
        "7.01.01 | Program Pembinaan Desa | 100 | 1 | 99 | 1\n7.02.01 | Program Pembinaan Desa "
        "| 200 | 2 | 198 | 1"
    )
    tables = (
        drawn(PK_PROGRAM, agreed("Program Pembinaan Desa"), caption="Perjanjian Kinerja"),
        budget(rows, "t2"),
    )
    assert programs(AuditContext(interpret(document(tables=tables)))) == ()


def test_a_program_that_a_table_prints_for_each_source_of_funds_is_linked_to_nothing() -> None:
    rows = (
        "1 | Program Pembinaan Desa | Rp 100 | APBD\n2 | Program Pembinaan Desa (Banprov) | Rp "
        "200 | APBD"
    )
    spent = budget("7.01.01 | Program Pembinaan Desa | 300 | 3 | 297 | 1", "t2")
    tables = drawn(PK_PROGRAM, rows, caption="Perjanjian Kinerja"), spent
    assert programs(AuditContext(interpret(document(tables=tables)))) == ()


def test_parts_of_one_table_are_not_compared_with_each_other() -> None:
    """A program stands under two sasaran, with a part of its pagu under each; the table was not
    joined.
    """
    row = "1 | Program Pembinaan Desa | Persentase x | 100 | 100 | 100 | {} | 50 | 50 | 50"
    parts = [
        drawn(COST, row.format(pagu), id=f"t{page}", caption="Cost per outcome", page=page)
        for page, pagu in ((1, 100), (2, 200))
    ]
    assert programs(AuditContext(interpret(document(tables=parts)))) == ()


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        (
            "Rata-rata persentase desa yang menyusun dokumen",
            "Rata-rata persentase desa dalam menyusun dokumen",
            True,
        ),
        ("Persentase hasil yang ditindaklanjuti", "Presentase hasil yang di tindak lanjuti", True),
        ("Persentase desa yang menetapkan APBDes", "Persentase desa yang menetapkan RKPDes", False),
    ],
)
def test_indicators_are_linked_but_for_little_words_and_spelling(
    one: str, other: str, linked: bool
) -> None:
    tables = [
        drawn(PK_SASARAN, f"1 | Tata kelola | {name} | 100%", f"t{n}", f"Perjanjian Kinerja {n}")
        for n, name in enumerate((one, other), 1)
    ]
    assert bool(indicators(AuditContext(interpret(document(tables=tables))))) is linked


TEXT = """
Pada indikator Persentase hasil fasilitasi yang ditindaklanjuti dipakai rumus
= (95,27) / (95,45) x 100 %
= 99,79%
Realisasi anggaran Rp. 1.807.400.798 dari pagu.

Halaman ini
tidak
ada
apa-apanya
dengan
itu,
hanya
ada
satu
angka:
99,79
dan 12 desa
"""


@pytest.mark.parametrize(
    ("value", "name", "printed"),
    [
        ("99.79", "Persentase hasil fasilitasi yang ditindaklanjuti", ["99,79%"]),
        ("95.27", "Persentase hasil fasilitasi yang ditindaklanjuti", ["95,27"]),
        ("99.79", "Persentase desa tertib administrasi", []),
        ("1807400798", "Realisasi anggaran", ["1.807.400.798"]),
        ("12", "Persentase hasil fasilitasi yang ditindaklanjuti", []),
    ],
)
def test_running_text_repeats_a_number_near_the_words_of_its_name(
    value: str, name: str, printed: list[str]
) -> None:
    text = RunningText(interpret(document([TEXT])))
    assert [spot.printed for spot in text.repeating(Decimal(value), [name])] == printed


def test_a_part_of_a_program_that_a_remark_names_is_not_compared_with_the_whole() -> None:
    agreement = drawn(
        PK_PROGRAM,
        "1 | Program Pembinaan Desa | 300\n2 | Program Umum | 50",
        caption="Perjanjian Kinerja",
    )

    def of(name: str) -> list[str]:
        rows = f"7.01.01 | {name} | 100 | 1 | 99 | 1\n7.01.02 | Program Umum | 50 | 1 | 49 | 2"
        return told(found(audit(agreement, budget(rows, "t2")), "LTB-01"))

    assert of("Program Pembinaan Desa (Banprov)") == []
    assert of("Program Pembinaan Desa") == ["LTB-01 t1:0:2 300 -> 100"]


OWN = drawn(
    CAPAIAN,
    "Tertib | Persentase desa tertib | 80,00 | 76,00 | 95,00",
    caption="Capaian Kinerja Tahun 2024",
)


@pytest.mark.parametrize(
    ("head", "row", "findings"),
    [
        ("Target 2024 | Realisasi 2024 | Capaian", "80,00 | 76,00 | 95,00", []),
        ("Target 2024 | Realisasi 2024 | Capaian", "80,00 | 72,00 | 90,00", ["LTB-06", "LTB-07"]),
        ("Target Akhir Renstra | Realisasi 2024 | Capaian", "95,00 | 76,00 | 80,00", []),
        ("Target Jangka Menengah | Realisasi | Capaian", "95,00 | 72,00 | 75,79", ["LTB-06"]),
        ("Target Nasional | Realisasi Nasional | Capaian Nasional", "90,00 | 81,00 | 90,00", []),
        (
            "Realisasi 2024 | Standar Nasional | Realisasi 2024 thdp Nasional (%)",
            "76,00 | 80,00 | 95,00",
            [],
        ),
        ("Realisasi 2023 | Realisasi 2024 | Target 2025", "70,00 | 76,00 | 85,00", []),
        ("Realisasi 2023 | Realisasi 2024 | Target 2025", "70,00 | 72,00 | 85,00", ["LTB-06"]),
        (
            "Tahun2023 Realisasi | Tahun2024 Realisasi | Capaian",
            "70,00 | 72,00 | 95,00",
            ["LTB-06"],
        ),
    ],
)
def test_two_numbers_are_compared_where_plan_and_year_are_the_same(
    head: str, row: str, findings: list[str]
) -> None:
    other = drawn(
        f"Sasaran Strategis | Indikator Kinerja | {head}",
        f"Tertib | Persentase desa tertib | {row}",
        "t2",
        "Perbandingan",
    )
    roots = found(audit(OWN, other, text="Laporan Kinerja Tahun 2024"), "LTB-0")
    followers = {one.rule for root in roots for one in root.followers}
    assert sorted(followers | {root.rule for root in roots}) == findings


@pytest.mark.parametrize(
    ("unit", "target", "findings"),
    [
        ("Triliun Rupiah", "185,80", 0),
        ("Triliun Rupiah", "185,30", 1),
        ("Persen", "185,80 Triliun Rupiah", 0),
    ],
)
def test_the_unit_of_its_row_belongs_to_a_target(unit: str, target: str, findings: int) -> None:
    head = "No | Sasaran Strategis | Indikator Kinerja | Satuan | Target"
    tables = (
        drawn(
            head,
            f"1 | Tumbuh | Nilai investasi yang masuk | {unit} | {target}",
            caption="Perjanjian Kinerja",
        ),
        drawn(
            PK_SASARAN,
            "1 | Tumbuh | Nilai investasi yang masuk | 185,80 Triliun Rupiah",
            "t2",
            "Ringkasan PK",
        ),
    )
    assert len(found(audit(*tables), "LTB-05")) == findings


def test_a_plan_of_the_year_may_differ_from_the_agreement() -> None:
    def with_caption(caption: str) -> int:
        tables = (
            drawn(PK_SASARAN, "1 | Tertib | Persentase desa tertib | 10", caption=caption),
            drawn(
                PK_SASARAN,
                "1 | Tertib | Persentase desa tertib | 15",
                "t2",
                "Perjanjian Kinerja Tahun 2024",
            ),
        )
        return len(found(audit(*tables), "LTB-05"))

    assert with_caption("Tabel 2.1 Rencana Kinerja Tahun 2024") == 0
    assert with_caption("Tabel 2.1 Perjanjian Kinerja Tahun 2024") == 1


def test_the_plan_of_the_next_year_is_not_compared_with_the_budget_of_this_one() -> None:
    rows = "1 | Program Pembinaan Desa | {}\n2 | Program Umum | 50"
    plan = drawn(PK_PROGRAM, rows.format(300), caption="Rencana Program dan Kegiatan Tahun 2025")
    spent = (
        "7.01.01 | Program Pembinaan Desa | 100 | 1 | 99 | 1\n7.01.02 | Program Umum | 50 | 1 "
        "| 49 | 2"
    )
    assert (
        found(audit(plan, budget(spent, "t2"), text="Laporan Kinerja Tahun 2024"), "LTB-01") == []
    )
