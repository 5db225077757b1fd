"""NAR-01: numbers of the text."""

import pytest

from tests.audits import audit, budget, drawn, followers, found, report_of
from tests.validate.rules.examples import (
    achievement,
    assert_examples,
    assert_severities,
    prose,
    varied,
)
from tests.validate.rules.of_nar import INDICATOR, OFFICE, ROWS, achieved, spent
from validate.findings import Certainty, Severity
from validate.rules.narasi.nar01_angka_narasi import RULE

EXAMPLES = prose(achievement("Persentase desa yang tertib", "94", "91,96", "97,83"))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    told = report_of(achieved(), spent(), text=f"{OFFICE}Pagu Kecamatan Klakah sebesar Rp110.000.")
    assert_severities(RULE, *varied(RULE, EXAMPLES, "90,96%", "90,96%", "91,93%"), told)


# what the office and a program have, by the table
TOTALS = {"100.000", "79.060", "20.000"}


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        (f"Indikator {INDICATOR} terealisasi sebesar 90,96%.", "90,96%", "91,96"),
        (f"Target {INDICATOR} sebesar 94% dan terealisasi sebesar 90,96%.", "90,96%", "91,96"),
        (
            f"Berdasarkan tabel, yaitu capaian kinerja {INDICATOR} sebesar 99,83%.",
            "99,83%",
            "97,83",
        ),
        ("Pagu anggaran Kecamatan Klakah tahun 2024 sebesar Rp110.000,-", "110.000", "100.000"),
        (
            "Kecamatan Klakah memperoleh pagu Rp100.000 dan terealisasi sebesar Rp79.060 "
            "atau 79,60%.",
            "79,60%",
            "79,06",
        ),
        (
            "Program Pembinaan Pemerintahan Desa dengan anggaran Rp. 20.000 dan sisa Rp. 949.",
            "949",
            "940",
        ),
        (
            "Program Pembinaan Pemerintahan Desa didukung pagu anggaran sebesar Rp21.000.",
            "21.000",
            "20.000",
        ),
        ("Pagu Kecamatan Klakah Kabupaten Lumajang sebesar Rp101.000.", "101.000", "100.000"),
        (
            "Realisasi anggaran Kecamatan Klakah sebesar Rp77.060 dari pagu Rp100.000.",
            "77.060",
            "79.060",
        ),
        (
            "a. Kegiatan Administrasi Keuangan Perangkat Daerah dengan realisasi Rp61.000",
            "61.000",
            "60.000",
        ),
    ],
)
def test_a_number_of_the_text_that_its_cell_does_not_print_is_told(
    text: str, printed: str, expected: str
) -> None:
    (finding,) = found(audit(achieved(), spent(), text=OFFICE + text), "NAR-01")
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (None, printed, expected)
    severity = Severity.CRITICAL if expected in TOTALS else Severity.MAJOR
    assert (finding.severity, finding.certainty) == (severity, Certainty.INCONSISTENT)
    assert [spot.printed for spot in finding.evidence] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        f"Indikator {INDICATOR} terealisasi sebesar 91,96%.",
        f"Indikator {INDICATOR} terealisasi sebesar 92%.",
        f"Indikator {INDICATOR} terealisasi sebesar 91,9%.",
        f"Realisasi {INDICATOR} tahun 2023 sebesar 90,96%.",
        f"Indikator {INDICATOR} terealisasi sebesar 90,96% pada triwulan III.",
        f"Dibandingkan tahun lalu, realisasi {INDICATOR} sebesar 90,96%.",
        f"Target {INDICATOR} pada akhir Renstra sebesar 97%.",
        f"Indikator {INDICATOR} terealisasi sebesar 95% dari target.",
        f"Indikator {INDICATOR} dan indikator lainnya terealisasi sebesar 90,96%.",
        f"Realisasi capaian {INDICATOR} mencapai 90,96%.",
        f"Indikator {INDICATOR} terealisasi kurang lebih sebesar 90%.",
        f"Indikator {INDICATOR} ditargetkan sebesar 12 desa.",
        "Pagu anggaran Kecamatan Klakah sebesar Rp90.000 (murni) dan berubah menjadi Rp100.000.",
        "Belanja modal Kecamatan Klakah dengan anggaran sebesar Rp90.000.",
        "Anggaran APBN Kecamatan Klakah sebesar Rp90.000.",
        "Pagu Kecamatan Klakah sebesar Rp0,1 juta.",
        "Kecamatan Klakah Kabupaten Lumajang memperoleh pagu sebesar Rp100.000.",
        "Realisasi anggaran Kecamatan Klakah sampai dengan Triwulan III sebesar Rp50.000.",
        "Realisasi anggaran Kecamatan Klakah sebesar Rp79.000 dari pagu Rp100.000.",
        "Sub bagian umum pada Program Pembinaan Pemerintahan Desa dengan anggaran Rp. 5.000.",
        "Kegiatan Pembinaan Pemerintahan Desa dengan anggaran Rp. 5.000.",
        "Program Pembinaan Pemerintahan Desa terealisasi dengan realisasi fisik sebesar 100%.",
    ],
)
def test_a_number_that_may_be_another_one_is_left_alone(text: str) -> None:
    assert found(audit(achieved(), spent(), text=OFFICE + text), "NAR-01") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Indikator {INDICATOR} mencapai target kinerja sebesar 97,83%.", []),
        (f"Indikator {INDICATOR} mencapai target sebesar 99,83%.", [("99,83%", "97,83")]),
        (f"Indikator {INDICATOR} mencapai target sebesar 94%.", []),
        (f"Indikator {INDICATOR} mencapai target sebesar 91,96%.", []),
        (
            f"Pada Tabel 3.1 indikator {INDICATOR} mencapai target sebesar 99,83%.",
            [("99,83%", "97,83")],
        ),
        (f"Pada Tabel 3.2 indikator {INDICATOR} mencapai target sebesar 99,83%.", []),
        (
            f"Hasilnya disajikan pada Tabel 3.2.\n\n\nIndikator {INDICATOR} mencapai target "
            "sebesar 99,83%.",
            [],
        ),
        (f"Target indikator {INDICATOR} sebesar 97,83%.", [("97,83%", "94,00")]),
    ],
)
def test_a_target_that_is_reached_by_a_share_states_the_capaian_of_the_table_at_hand(
    text: str, told: list[tuple[str, str]]
) -> None:
    findings = found(audit(achieved(), text=OFFICE + text), "NAR-01")
    assert [(one.spot.printed, one.expected) for one in findings] == told


def test_a_number_that_one_of_several_tables_prints_is_no_contradiction() -> None:
    other = ROWS.replace("100.000 | 79.060", "90.000 | 79.060")
    text = "Pagu anggaran Kecamatan Klakah tahun 2024 sebesar Rp{}"
    assert found(audit(spent(), spent(other, "t3"), text=text.format("90.000")), "NAR-01") == []
    assert found(audit(spent(), spent(other, "t3"), text=text.format("95.000")), "NAR-01") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "Pada Tabel 3 Program Pembinaan Pemerintahan Desa dengan anggaran Rp20.000.",
            [("20.000", "7.000")],
        ),
        (
            "Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000 sebagaimana Tabel 2.",
            [("7.000", "20.000")],
        ),
        ("Lihat Tabel 3. Program Pembinaan Pemerintahan Desa dengan anggaran Rp20.000.", []),
        ("Pada Tabel 3 Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        (
            "Pada Tabel 2 dan Tabel 3 Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.",
            [],
        ),
        ("Pada Tabel 9 Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp20.000.", []),
    ],
)
def test_the_table_that_the_text_refers_to_is_the_one_it_repeats(
    text: str, findings: list[tuple[str, str]]
) -> None:
    head = "Kode | Uraian | Pagu | Realisasi | Sisa | Persentase (%)"
    part = "7.01.06 | Program Pembinaan Pemerintahan Desa | 7.000 | 7.000 | 0 | 100"
    tables = (
        drawn(head, ROWS, "t2", "Tabel 2 Realisasi Anggaran"),
        drawn(head, part, "t3", "Tabel 3 Dana Alokasi Umum"),
    )
    told = found(audit(*tables, text=OFFICE + text), "NAR-01")
    assert [(one.spot.printed, one.expected) for one in told] == findings


@pytest.mark.parametrize(
    ("head", "text", "count"),
    [
        ("Pagu Setelah Perubahan", "Pagu Kecamatan Klakah sebesar Rp110.000.", 0),
        (
            "Pagu Setelah Perubahan",
            "Setelah perubahan, pagu Kecamatan Klakah sebesar Rp110.000.",
            1,
        ),
        ("Pagu", "Pagu Kecamatan Klakah sebesar Rp110.000.", 1),
    ],
)
def test_a_budget_that_may_be_the_one_before_its_change_is_left_alone(
    head: str, text: str, count: int
) -> None:
    table = budget(
        ROWS, id="t2", head=f"Kode | Uraian | {head} | Realisasi | Sisa | Persentase (%)"
    )
    assert len(found(audit(table, text=OFFICE + text), "NAR-01")) == count


def test_the_total_of_one_program_is_not_that_of_the_office() -> None:
    rows = (
        "7.01.06 | Program Pembinaan Desa | 20.000 | 19.060 | 940 | 95,30\nJUMLAH | < | 20.000 "
        "| 19.060 | 940 | 95,30"
    )
    assert (
        found(
            audit(spent(rows), text=f"{OFFICE}Pagu Kecamatan Klakah sebesar Rp100.000."), "NAR-01"
        )
        == []
    )


def test_a_name_that_a_table_prints_twice_links_nothing() -> None:
    rows = ROWS.replace("Administrasi Keuangan Perangkat Daerah", "Pembinaan Pemerintahan Desa")
    text = "Pembinaan Pemerintahan Desa dengan anggaran Rp5.000"
    assert found(audit(spent(rows), text=text), "NAR-01") == []


def test_text_that_repeats_a_wrong_cell_follows_it() -> None:
    text = (
        f"Indikator {INDICATOR} ditargetkan sebesar 94% dan terealisasi sebesar 91,96%, "
        "capaian kinerjanya 95,83%."
    )
    (finding,) = found(audit(achieved(capaian="95,83"), text=text))
    assert (finding.rule, finding.expected) == ("CAP-01", "97,83")
    assert followers(finding) == {"NAR-01 p1"}


CLOSING = "**BAB IV PENUTUP**\n"


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("Realisasi anggaran tahun 2024 sebesar Rp77.060 atau 79,06%.", "77.060", "79.060"),
        ("Adapun realisasi anggaran mencapai Rp79.060 atau 79,60%.", "79,60%", "79,06"),
        ("Pagu anggaran untuk program dan kegiatan sebesar Rp110.000.", "110.000", "100.000"),
    ],
)
def test_a_total_in_the_closing_chapter_needs_no_name_of_the_office(
    text: str, printed: str, expected: str
) -> None:
    (finding,) = found(audit(achieved(), spent(), text=CLOSING + text), "NAR-01")
    assert (finding.spot.printed, finding.expected) == (printed, expected)


@pytest.mark.parametrize(
    "text",
    [
        f"{CLOSING}Realisasi anggaran tahun 2024 sebesar Rp79.060 atau 79,06%.",
        "**BAB III AKUNTABILITAS KINERJA**\nRealisasi anggaran tahun 2024 sebesar Rp77.060.",
        f"{CLOSING}Program Penunjang menyerap sebagian besar. Realisasi anggaran sebesar Rp60.000.",
        f"{CLOSING}**4.1 Program Pembinaan**\nRealisasi anggaran tahun 2024 sebesar Rp19.060.",
        f"{CLOSING}Realisasi belanja pegawai sebesar Rp50.000 dan realisasi anggaran Rp60.000.",
        f"{CLOSING}Realisasi anggaran tahun 2023 sebesar Rp77.060.",
        f"{CLOSING}Pagu anggaran murni sebesar Rp90.000.",
    ],
)
def test_an_amount_of_the_closing_chapter_that_may_be_of_a_part_is_left_alone(text: str) -> None:
    assert found(audit(achieved(), spent(), text=text), "NAR-01") == []
