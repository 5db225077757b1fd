"""The same figure in several tables: LTB-01 to LTB-07, LTB-10 and LTB-11."""

import pytest

from extract.records import Table
from tests.audits import BUDGET, CAPAIAN, COST, PK_PROGRAM, audit, budget, drawn, followers, found, told
from validate.findings import Certainty, Severity

PROGRAM = "Program Pembinaan Pemerintahan Desa"
INDICATOR = "Persentase desa yang tertib"
FIGURES = ("100", "90", "90,00", "50.000", "40.000", "80,00", "10,00")


def cost(*figures: str) -> Table:
    """A program with target, realisasi, capaian, pagu, realisasi anggaran, serapan and efisiensi."""
    return drawn(COST, f"1 | {PROGRAM} | {INDICATOR} | {' | '.join(figures)}", id="t1", caption="Cost per outcome")


def spent(pagu: str = "50.000", realisasi: str = "40.000", share: str = "80,00") -> Table:
    return budget(f"7.01.06 | {PROGRAM.upper()} | {pagu} | {realisasi} | 10.000 | {share}", id="t2")


def test_tables_that_agree_have_no_finding() -> None:
    assert found(audit(cost(*FIGURES), spent())) == []


@pytest.mark.parametrize(
    ("at", "printed", "finding", "follower"),
    [
        (3, "55.000", "ANG-02 t1:0:6 55.000 -> 50.000", "LTB-01 t2:0:2"),
        (4, "44.000", "LTB-02 t1:0:7 44.000 -> 40.000", "LTB-02 t2:0:3"),
        (5, "80,50", "ANG-02 t1:0:8 80,50 -> 80,00", "LTB-03 t2:0:5"),
    ],
)
def test_a_figure_of_a_program_is_the_same_in_every_table(at: int, printed: str, finding: str, follower: str) -> None:
    figures = (*FIGURES[:at], printed, *FIGURES[at + 1 :])
    first, *_ = [one for one in found(audit(cost(*figures), spent())) if one.spot.cell == ("t1", 0, at + 3)]
    assert told([first])[0].partition(" ")[2] == finding.partition(" ")[2]
    assert follower in followers(first)


def resources(capaian: str = "90", efficiency: str = "10,00") -> Table:
    head = "No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi"
    row = f"1 | {PROGRAM.upper()} | {INDICATOR} | {capaian} | 80,00 | {efficiency}"
    return drawn(head, f"{row}\n2 | PROGRAM LAIN | Persentase lain | 100 | 99,00 | 1,00", id="t3")


def test_the_efficiency_of_a_program_is_the_same_in_every_table() -> None:
    (finding,) = found(audit(cost(*FIGURES), resources(efficiency="11,00")))
    assert told([finding]) == ["EFI-01 t3:0:5 11,00 -> 10,00"]
    assert followers(finding) == {"LTB-04 t1:0:9"}


@pytest.mark.parametrize(
    ("row", "rule"),
    [("90,00 | 90,00 | 100", "LTB-05"), ("100 | 80,00 | 80,00", "LTB-06"), ("100 | 90,00 | 91,00", "LTB-07")],
)
def test_target_realisasi_and_capaian_of_an_indicator_are_the_same_in_every_table(row: str, rule: str) -> None:
    capaian = drawn(CAPAIAN, f"Meningkatnya tata kelola | {INDICATOR} | {row}", id="t2", caption="Capaian Kinerja")
    findings = found(audit(cost(*FIGURES), capaian))
    assert rule in {finding.rule for finding in findings} | {one.rule for f in findings for one in f.followers}
    assert findings[0].severity is Severity.CRITICAL


QUARTER = "Realisasi Anggaran sampai dengan Triwulan {} Tahun 2024"


def until(quarter: str, *rows: str, head: str = BUDGET, id: str = "t2") -> Table:
    """A budget up to a quarter, as its caption or its head says."""
    drawing = "\n".join(f"7.01.0{at} | {row}" for at, row in enumerate(rows, 1))
    return drawn(head.format(quarter), drawing, id, QUARTER.format(quarter) if head == BUDGET else "Realisasi Anggaran")


@pytest.mark.parametrize("head", [BUDGET, "Kode | Uraian | Pagu | Realisasi s.d. TW {} | Sisa | Persentase (%)"])
def test_a_realisasi_up_to_another_quarter_is_not_compared(head: str) -> None:
    third = until("III", f"{PROGRAM} | 50.000 | 18.000 | 32.000 | 36,00", head=head, id="t1")
    fourth = until("IV", f"{PROGRAM} | 50.000 | 40.000 | 10.000 | 80,00", head=head)
    assert found(audit(third, fourth)) == []
    assert found(audit(cost(*FIGURES), fourth), "LTB") == []


def test_a_realisasi_of_another_year_is_not_compared() -> None:
    rows = f"7.01.06 | {PROGRAM} | 60.000 | 30.000 | 30.000 | 50,00"
    assert found(audit(cost(*FIGURES), spent(), drawn(BUDGET, rows, "t4", "Realisasi Anggaran Tahun 2023"))) == []


def test_a_caption_of_another_quarter_over_the_same_figures_is_a_slip_and_they_are_compared() -> None:
    rows = [f"{PROGRAM} | 50.000 | 40.000 | 10.000 | 80,00", "Program Ketenteraman Umum | 900 | 450 | 450 | 50,00"]
    wrong = [rows[0], "Program Ketenteraman Umum | 900 | 540 | 360 | 60,00"]
    (first, *_) = found(audit(until("III", *rows, id="t1"), until("IV", *wrong)), "LTB-02")
    assert told([first]) == ["LTB-02 t2:1:3 540 -> 450"]


def test_different_indicators_are_not_compared() -> None:
    row = "Meningkatnya tata kelola | Persentase desa yang mandiri | 90,00 | 90,00 | 100"
    assert found(audit(cost(*FIGURES), drawn(CAPAIAN, row, id="t2", caption="Capaian Kinerja"))) == []


def test_fewer_decimals_in_one_table_are_no_contradiction() -> None:
    assert (
        found(
            audit(cost("100", "90", "90,00", "55.095", "55.045", "99,91", "-9,91"), spent("55.095", "55.045", "99,9")),
            "LTB",
        )
        == []
    )


# LTB-10 --------------------------------------------------------------------------------------------------------------

FULL = "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"


def agreements(*names: str) -> list[Table]:
    return [
        drawn(PK_PROGRAM, f"1 | {name} | 100", f"t{n}", f"Perjanjian Kinerja {n}") for n, name in enumerate(names, 1)
    ]


def test_a_name_that_lacks_a_word_is_told_and_the_wording_of_most_tables_expected() -> None:
    short = "PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA"
    table = budget(f" | {short} | 100 | 50 | 50 | 50", id="t9")
    (finding,) = found(audit(*agreements(FULL, FULL.upper()), table))
    assert (finding.rule, finding.spot.cell, finding.expected) == ("LTB-10", ("t9", 0, 1), FULL)
    assert (finding.severity, finding.certainty) == (Severity.MINOR, Certainty.INCONSISTENT)
    assert [spot.cell for spot in finding.evidence] == [("t1", 0, 1), ("t2", 0, 1)]


def test_two_tables_with_the_same_other_wording_are_one_finding() -> None:
    short = FULL.replace("Urusan ", "")
    (finding,) = found(audit(*agreements(FULL, FULL, FULL, short, short)))
    assert followers(finding) == {"LTB-10 t5:0:1"}


@pytest.mark.parametrize(
    "other",
    [
        FULL.upper(),
        f"1. {FULL}",
        FULL.removeprefix("Program "),
        FULL.replace("/", " / "),
        FULL.replace("Urusan", "Urusann"),
    ],
)
def test_capitals_numbering_spacing_and_spelling_leave_a_name_the_same(other: str) -> None:
    assert found(audit(*agreements(FULL, other))) == []


# Indicators of programs ----------------------------------------------------------------------------------------------


def with_indicator(indicator: str) -> Table:
    head = "No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi"
    return drawn(head, f"1 | {PROGRAM.upper()} | {indicator} | 90 | 80,00 | 10,00", id="t3")


@pytest.mark.parametrize(
    ("indicator", "told_"),
    [
        (INDICATOR, []),
        ("PRESENTASE DESA YANG TERTIB", []),
        ("Persentase desa tertib", [(Severity.MINOR, Certainty.INCONSISTENT)]),
        ("Jumlah perangkat yang dibina", [(Severity.MAJOR, Certainty.UNVERIFIABLE)]),
        ("", []),
    ],
)
def test_the_indicator_of_a_program_is_named_alike(indicator: str, told_: list[tuple[Severity, Certainty]]) -> None:
    said = found(audit(cost(*FIGURES), with_indicator(indicator)), "LTB-11")
    assert [(one.severity, one.certainty) for one in said] == told_


def test_the_indicator_of_a_sasaran_left_of_a_program_is_not_the_programs() -> None:
    head = "No | Indikator Sasaran | Program PD | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi"
    table = drawn(head, f"1 | Indeks kepuasan | {PROGRAM.upper()} | 90 | 80,00 | 10,00", id="t3")
    assert not found(audit(cost(*FIGURES), table), "LTB-11")


def test_a_program_with_several_indicators_is_compared_with_nothing() -> None:
    head = "No | Program PD | Indikator Program | Capaian Kinerja (%) | Capaian Anggaran (%) | Efisiensi"
    rows = f"1 | {PROGRAM.upper()} | {INDICATOR} | 90 | 80,00 | 10,00\n^ | ^ | Jumlah perangkat | 90 | 80,00 | 10,00"
    assert not found(audit(cost(*FIGURES), drawn(head, rows, id="t3")), "LTB-11")


# LTB-08 and LTB-09 ---------------------------------------------------------------------------------------------------

TWO_PROGRAMS = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 80.000 | 60.000 | 20.000 | 75,00
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 60.000 | 20.000 | 75,00
7.01.06 | Program Pembinaan Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
7.01.06.2.01 | Fasilitasi Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
JUMLAH | < | 100.000 | 79.060 | 20.940 | 79,06
"""
OFFICE = "Kecamatan Klakah melaporkan kinerjanya.\n\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("Untuk mencapai target tersebut didukung 3 program.", "3 program", "2"),
        (
            "Pada tahun 2024 Kecamatan Klakah melaksanakan 4 (empat) Program yang menunjang kinerja.",
            "4 (empat) Program",
            "2",
        ),
        ("Pada tahun 2024 terdapat 2 program dan 5 kegiatan.", "5 kegiatan", "2"),
    ],
)
def test_the_text_counts_as_many_programs_as_the_table_lists(text: str, printed: str, expected: str) -> None:
    findings = [one for one in audit(budget(TWO_PROGRAMS), text=OFFICE + text).findings if one.rule == "LTB-08"]
    assert [(one.spot.printed, one.expected, one.severity) for one in findings] == [(printed, expected, Severity.MINOR)]


@pytest.mark.parametrize(
    "text",
    [
        "Untuk mencapai target tersebut didukung 2 (dua) program.",
        "Terdapat 1 program yang belum mencapai target.",
        "Seksi Pemerintahan melaksanakan 1 program.",
        "Pada tahun 2023 terdapat 3 program.",
        "Terdapat 3 program prioritas.",
        "Pada Program Pembinaan Pemerintahan Desa terdapat 3 kegiatan.",
    ],
)
def test_a_count_of_some_programs_is_left_alone(text: str) -> None:
    assert found(audit(budget(TWO_PROGRAMS), text=OFFICE + text), "LTB-08") == []


def test_a_table_that_may_lack_a_program_tells_no_count() -> None:
    rows = TWO_PROGRAMS.replace("JUMLAH | < | 100.000", "JUMLAH | < | 150.000")
    assert found(audit(budget(rows), text=f"{OFFICE}Terdapat 3 program."), "LTB-08") == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Kecamatan Klakah memiliki 12 Desa.\n\n\nWilayah Kecamatan Klakah terdiri dari 13 (tiga belas) desa.",
            ["13 (tiga belas) desa"],
        ),
        (
            "Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah membawahi 12 desa, 10 desa di antaranya tertib.",
            [],
        ),
        ("Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah meliputi 2 kelurahan.", []),
        ("Kecamatan Klakah memiliki 12 Desa.\n\n\nKabupaten Lumajang terdiri dari 198 desa.", []),
        ("Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah di Kabupaten Lumajang yang memiliki 198 desa.", []),
        ("Kecamatan Klakah memiliki 12 Desa.\n\n\nKecamatan Klakah memiliki 10 desa yang tertib.", []),
    ],
)
def test_the_number_of_villages_is_the_same_everywhere(text: str, printed: list[str]) -> None:
    findings = found(audit(budget(TWO_PROGRAMS), text=OFFICE + text), "LTB-09")
    assert [one.spot.printed for one in findings] == printed
