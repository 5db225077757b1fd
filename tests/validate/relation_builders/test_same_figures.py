"""Which numbers of different tables are held to the same value, and which only look alike."""

from dataclasses import replace

import pytest

from extract.records import Table
from normalize.values.periods import Period, PeriodKind
from tests.audits import CAPAIAN, PK_PROGRAM, audit, drawn, found, report_of
from validate.examine import examine
from validate.findings import Audit

REPORT = "Laporan Kinerja Tahun 2024"
THREE = (
    "1 | Program Satu Desa | {} | \n2 | Program Dua Umum | 50.000.000 | \n3 | Program Tiga "
    "Kota | 70.000.000 | "
)
SPENT = "Program | {} | Realisasi Anggaran"


@pytest.mark.parametrize(
    ("caption", "head", "findings"),
    [
        ("Perjanjian Kinerja", "Pagu", 1),
        ("Perjanjian Kinerja", "Pagu Setelah Perubahan", 1),
        ("Perubahan Perjanjian Kinerja", "Pagu Setelah Perubahan", 1),
        ("Perjanjian Kinerja Murni", "Pagu Setelah Perubahan", 0),
        ("Perubahan Perjanjian Kinerja", "Pagu Murni", 0),
    ],
)
def test_the_budget_before_its_change_is_another_figure_than_the_changed_one(
    caption: str, head: str, findings: int
) -> None:
    agreed = drawn(
        f"{PK_PROGRAM} | Ket", THREE.format("100.000.000"), caption=f"{caption} Tahun 2024"
    )
    spent = drawn(
        f"No | {SPENT.format(head)}",
        THREE.format("120.000.000"),
        "t2",
        "Realisasi Anggaran Tahun 2024",
    )
    assert len(found(audit(agreed, spent, text=REPORT), "LTB-01")) == findings


def test_a_pagu_that_is_printed_beside_as_that_before_the_change_is_that_one() -> None:
    agreed = drawn(
        f"{PK_PROGRAM} | Ket", THREE.format("100.000.000"), caption="Perjanjian Kinerja Tahun 2024"
    )

    def against(first: str) -> int:
        rows = (
            f"Program Satu Desa | {first} | 120.000.000 | 5\nProgram Dua Umum | 50.000.000 | "
            "50.000.000 | 5"
        )
        head = "Program | Pagu Sebelum Perubahan | Pagu Setelah Perubahan | Realisasi Anggaran"
        spent = drawn(
            head,
            f"{rows}\nProgram Tiga Kota | 70.000.000 | 70.000.000 | 5",
            "t2",
            "Realisasi Anggaran",
        )
        return len(found(audit(agreed, spent, text=REPORT), "LTB-01"))

    assert against("100.000.000") == 0
    assert against("90.000.000") == 1


def told_rules(audited: Audit) -> list[str]:
    """Return the rules LTB of the findings and of what follows from them."""
    findings = found(audited, "LTB-0")
    followers = {
        one.rule for root in findings for one in root.followers if one.rule.startswith("LTB-0")
    }
    return sorted(followers | {root.rule for root in findings})


def results(*rows: tuple[str, str], id: str = "t1", caption: str) -> Table:
    names = ("satu warga", "dua desa", "tiga pasar", "empat jalan")
    lines = (
        f"Layanan | Persentase {name} | 80,00 | {' | '.join(row)}"
        for name, row in zip(names, rows, strict=False)
    )
    return drawn(CAPAIAN, "\n".join(lines), id, caption)


OWN = (("61,00", "76,25"), ("62,00", "77,50"), ("63,00", "78,75"), ("60,00", "75,00"))
ONE_DIFFERS = (*OWN[:3], ("40,00", "50,00"))
MOST_DIFFER = (OWN[0], ("52,00", "65,00"), ("53,00", "66,25"), ("40,00", "50,00"))
FULL = (("100,00", "125,00"), ("100,00", "125,00"), ("100,00", "125,00"), ("60,00", "75,00"))
FULL_BUT_ONE = (*FULL[:3], ("40,00", "50,00"))


@pytest.mark.parametrize(
    ("rows", "others", "caption", "rules"),
    [
        (OWN, ONE_DIFFERS, "Capaian Kinerja Tahun 2024", ["LTB-06", "LTB-07"]),
        (OWN, ONE_DIFFERS, "Capaian Kinerja Tahun 2023", ["LTB-06", "LTB-07"]),
        (OWN, MOST_DIFFER, "Capaian Kinerja Tahun 2023", []),
        (OWN, MOST_DIFFER, "Capaian Kinerja Triwulan III Tahun 2024", []),
        (FULL, FULL_BUT_ONE, "Capaian Kinerja Triwulan III Tahun 2024", []),
        (FULL, FULL_BUT_ONE, "Capaian Kinerja Tahun 2024", ["LTB-06", "LTB-07"]),
    ],
)
def test_one_wrong_period_in_a_caption_does_not_part_what_mostly_agrees(
    rows: tuple[tuple[str, str], ...],
    others: tuple[tuple[str, str], ...],
    caption: str,
    rules: list[str],
) -> None:
    tables = (
        results(*rows, caption="Pengukuran Kinerja Tahun 2024"),
        results(*others, id="t2", caption=caption),
    )
    assert told_rules(audit(*tables, text=REPORT)) == rules


@pytest.mark.parametrize(
    ("caption", "rules"),
    [
        ("Perbandingan Realisasi Kinerja dengan Target Jangka Menengah Renstra", []),
        ("Capaian Kinerja terhadap Standar Nasional", []),
        ("Capaian Indikator Renstra Tahun 2024", ["LTB-05", "LTB-07"]),
        ("Capaian Kinerja Tahun 2024", ["LTB-05", "LTB-07"]),
    ],
)
def test_the_plan_that_a_caption_compares_with_is_that_of_its_targets(
    caption: str, rules: list[str]
) -> None:
    own = results(*OWN, caption="Pengukuran Kinerja Tahun 2024")
    other = drawn(CAPAIAN, "Layanan | Persentase satu warga | 90,00 | 61,00 | 67,78", "t2", caption)
    assert told_rules(audit(own, other, text=REPORT)) == rules


def test_a_target_beside_the_realisasi_of_last_year_is_held_to_the_agreement() -> None:
    agreed = drawn(
        "No | Sasaran Strategis | Indikator Kinerja | Target",
        "1 | Tertib | Persentase satu warga | 80,00",
        caption="Perjanjian Kinerja Tahun 2024",
    )
    head = (
        "Indikator Kinerja | Realisasi 2023 | Target 2024 | Realisasi 2024 | Capaian | Target 2025"
    )

    def against(target: str) -> int:
        other = drawn(
            head,
            f"Persentase satu warga | 70,00 | {target} | 60,00 | | 90,00",
            "t2",
            "Perbandingan Kinerja",
        )
        return len(found(audit(agreed, other, text=REPORT), "PKR-05"))

    assert against("80,00") == 0
    assert against("85,00") == 1


def test_the_first_budget_is_held_to_the_first_where_a_table_prints_both() -> None:
    agreed = drawn(
        f"{PK_PROGRAM} | Ket",
        THREE.format("100.000.000"),
        caption="Perjanjian Kinerja Murni Tahun 2024",
    )

    def against(first: str) -> int:
        rows = (
            f"Program Satu Desa | {first} | 120.000.000 | 5\nProgram Dua Umum | 50.000.000 | "
            "60.000.000 | 5"
        )
        head = "Program | Pagu Sebelum Perubahan | Pagu Setelah Perubahan | Realisasi Anggaran"
        spent = drawn(
            head,
            f"{rows}\nProgram Tiga Kota | 70.000.000 | 70.000.000 | 5",
            "t2",
            "Realisasi Anggaran",
        )
        return len(found(audit(agreed, spent, text=REPORT), "LTB-01"))

    assert against("100.000.000") == 0
    assert against("90.000.000") == 1


def test_a_table_of_realisasi_alone_is_compared_where_most_of_it_is_the_same() -> None:
    own = results(*OWN, caption="Pengukuran Kinerja Tahun 2024")
    names = ("satu warga", "dua desa", "tiga pasar", "empat jalan")

    def beside(*values: str) -> list[str]:
        rows = "\n".join(
            f"Persentase {name} | {value} | 88,00"
            for name, value in zip(names, values, strict=True)
        )
        head = "Indikator Kinerja | Realisasi Kecamatan | Realisasi Nasional"
        return told_rules(
            audit(own, drawn(head, rows, "t2", "Perbandingan dengan Nasional"), text=REPORT)
        )

    assert beside("61,00", "62,00", "63,00", "60,00") == []
    assert beside("61,00", "62,00", "63,00", "50,00") == ["LTB-06"]
    assert beside("61,00", "52,00", "53,00", "50,00") == []


def test_a_table_of_a_quarter_is_not_held_to_one_that_names_no_period() -> None:
    own = results(*OWN, caption="Pengukuran Kinerja")
    other = results(*MOST_DIFFER, id="t2", caption="Pengukuran Kinerja Triwulan III")
    annual = replace(report_of(own, other, text=REPORT), period=Period(PeriodKind.TAHUN, year=2024))
    assert told_rules(examine(annual)) == []
    assert told_rules(examine(replace(annual, period=Period(PeriodKind.TRIWULAN, 3)))) == [
        "LTB-06",
        "LTB-07",
    ]


def test_a_table_of_a_quarter_may_print_the_targets_of_the_year() -> None:
    names = ("satu warga", "dua desa")

    def against(*targets: str) -> int:
        rows = "\n".join(f"1 | Layanan | Persentase {name} | 80,00" for name in names)
        agreed = drawn(
            f"No | {CAPAIAN.rpartition(' | Realisasi')[0]}",
            rows,
            caption="Perjanjian Kinerja Tahun 2024",
        )
        rows = "\n".join(
            f"Layanan | Persentase {name} | {target} | | "
            for name, target in zip(names, targets, strict=True)
        )
        quarter = drawn(CAPAIAN, rows, "t2", "Capaian Kinerja Triwulan III Tahun 2024")
        return len(found(audit(agreed, quarter, text=REPORT), "PKR-05"))

    assert against("80,00", "80,00") == 0
    assert against("80,00", "70,00") == 1
    assert against("60,00", "60,00") == 0
