"""Tables over several offices: how they are known, and that their figures are held against no
other.
"""

import pytest

from lkj_audit.cli.terminal_report import TerminalReport
from lkj_audit.presentation.language import Lang
from normalize.text.masking import masked
from tests.audits import PK_PROGRAM, audit, drawn, found, report_of

HEAD = "Program | Pagu | Realisasi | {}"
PROMISE = drawn(
    PK_PROGRAM,
    "1 | Program Pembinaan Pemerintahan Desa | 20.000",
    "t1",
    "Perjanjian Kinerja Tahun 2024",
)
OFFICE = "Kecamatan Klakah melaporkan kinerjanya.\n\n\n"


def offices(head: str, *names: str) -> tuple[str, ...]:
    rows = "\n".join(f"Program {at} | 100 | 90 | {name}" for at, name in enumerate(names))
    (table,) = report_of(drawn(HEAD.format(head), rows)).tables
    return table.offices


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Perangkat Daerah Penanggung Jawab", ("Kec. Klakah", "Kec. Ranuyoso")),
        ("OPD", ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Kesehatan")),
        ("SKPD", ("1.02.01 Dinas Kesehatan", "6.01.01 Inspektorat")),
    ],
)
def test_a_column_of_offices_tells_a_table_over_several(head: str, names: tuple[str, ...]) -> None:
    assert offices(head, *names) == tuple(dict.fromkeys(names))


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Perangkat Daerah", ("Kecamatan Klakah", "KEC. KLAKAH")),
        ("Perangkat Daerah", ("Bagian Umum Sekretariat Daerah", "Bagian Hukum Sekretariat Daerah")),
        ("Unit Kerja", ("Sekretariat", "Bidang Kedaruratan")),
        ("OPD", ("Kelurahan Ditotrunan", "Kelurahan Jogotrunan")),
        ("Lokasi", ("Kecamatan Klakah", "Kecamatan Ranuyoso")),
        ("Indikator Perangkat Daerah", ("Dinas yang tertib", "Badan yang tertib")),
    ],
)
def test_one_office_parts_of_it_and_places_are_not_several(
    head: str, names: tuple[str, ...]
) -> None:
    assert offices(head, *names) == ()


ROWS = (
    "Program Pembinaan Pemerintahan Desa | 90.000 | 80.000 | {}\nProgram Penunjang | 50.000 | "
    "40.000 | {}"
)


@pytest.mark.parametrize(
    ("names", "count"), [(("Kec. Klakah", "Kec. Ranuyoso"), 0), (("Kec. Klakah",) * 2, 1)]
)
def test_figures_of_several_offices_are_not_held_against_the_offices_own(
    names: tuple[str, str], count: int
) -> None:
    budget = drawn(
        HEAD.format("Perangkat Daerah"), ROWS.format(*names), "t2", "Realisasi Anggaran Tahun 2024"
    )
    audited = audit(PROMISE, budget, text=OFFICE)
    assert len(found(audited, "LTB-01")) == count
    said = TerminalReport(audited, Lang("id"), masked).tables_of_several().plain
    assert bool(said) is (count == 0)


def test_the_text_is_compared_with_none_of_them() -> None:
    rows = ROWS.format("Kec. Klakah", "Kec. Ranuyoso")
    budget = drawn(HEAD.format("Perangkat Daerah"), rows, "t2", "Realisasi Anggaran Tahun 2024")
    text = f"{OFFICE}Program Pembinaan Pemerintahan Desa dengan anggaran Rp. 20.000."
    assert found(audit(budget, text=text), "NAR-01") == []
