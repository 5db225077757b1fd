"""Which rows are about the same thing, and where running text repeats a number."""

from decimal import Decimal

import pytest

from normalize.interpret import interpret
from tests.audits import COST, PK_PROGRAM, PK_SASARAN, budget, drawn
from tests.documents import document
from validate.audit_context import AuditContext
from validate.links import RunningText, indicators, programs


def agreed(name: str) -> str:
    return f"1 | {name} | 100"


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        ("Program Pembinaan Pemerintahan Desa", "PROGRAM PEMBINAAN PEMERINTAHAN DESA", True),
        ("4. Penyelenggaraan Urusan Pemerintahan Umum", "PROGRAM PENYELENGGARAAN URUSAN PEMERINTAHAN UMUM", True),
        ("Program Penyelenggaran Pemerintahan", "PROGRAM PENYELENGGARAAN PEMERINTAHAN", True),
        (
            "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
            "PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA",
            True,
        ),
        ("Program Pengelolaan Sarana Kesehatan Dasar", "PROGRAM PENGELOLAAN SARANA PENDIDIKAN DASAR", False),
        ("Program Pemberdayaan Masyarakat", "PROGRAM PEMBINAAN PEMERINTAHAN DESA", False),
    ],
)
def test_programs_are_linked_by_name(one: str, other: str, linked: bool) -> None:
    agreement = drawn(PK_PROGRAM, agreed(one), caption="Perjanjian Kinerja")
    tables = agreement, budget(f"7.01.01 | {other} | 100 | 1 | 99 | 1", "t2")
    assert bool(programs(AuditContext(interpret(document(tables=tables))))) is linked


def test_a_name_that_a_table_prints_twice_is_linked_to_nothing() -> None:
    rows = "7.01.01 | Program Pembinaan Desa | 100 | 1 | 99 | 1\n7.02.01 | Program Pembinaan Desa | 200 | 2 | 198 | 1"
    tables = drawn(PK_PROGRAM, agreed("Program Pembinaan Desa"), caption="Perjanjian Kinerja"), budget(rows, "t2")
    assert programs(AuditContext(interpret(document(tables=tables)))) == ()


def test_a_program_that_a_table_prints_for_each_source_of_funds_is_linked_to_nothing() -> None:
    rows = "1 | Program Pembinaan Desa | Rp 100 | APBD\n2 | Program Pembinaan Desa (Banprov) | Rp 200 | APBD"
    spent = budget("7.01.01 | Program Pembinaan Desa | 300 | 3 | 297 | 1", "t2")
    tables = drawn(PK_PROGRAM, rows, caption="Perjanjian Kinerja"), spent
    assert programs(AuditContext(interpret(document(tables=tables)))) == ()


def test_parts_of_one_table_are_not_compared_with_each_other() -> None:
    """A program stands under two sasaran, with a part of its pagu under each; the table was not joined."""
    row = "1 | Program Pembinaan Desa | Persentase x | 100 | 100 | 100 | {} | 50 | 50 | 50"
    parts = [
        drawn(COST, row.format(pagu), id=f"t{page}", caption="Cost per outcome", page=page)
        for page, pagu in ((1, 100), (2, 200))
    ]
    assert programs(AuditContext(interpret(document(tables=parts)))) == ()


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        ("Rata-rata persentase desa yang menyusun dokumen", "Rata-rata persentase desa dalam menyusun dokumen", True),
        ("Persentase hasil yang ditindaklanjuti", "Presentase hasil yang di tindak lanjuti", True),
        ("Persentase desa yang menetapkan APBDes", "Persentase desa yang menetapkan RKPDes", False),
    ],
)
def test_indicators_are_linked_but_for_little_words_and_spelling(one: str, other: str, linked: bool) -> None:
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
def test_running_text_repeats_a_number_near_the_words_of_its_name(value: str, name: str, printed: list[str]) -> None:
    text = RunningText(interpret(document([TEXT])))
    assert [spot.printed for spot in text.repeating(Decimal(value), [name])] == printed
