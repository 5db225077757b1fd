"""Claims of running text against the tables: NAR-01 to NAR-11."""

from dataclasses import replace

import pytest

from extract.records import Table
from tests.audits import CAPAIAN, audit, budget, drawn, followers, found
from validate.findings import Certainty, Finding, Severity

INDICATOR = "Persentase desa yang tertib administrasi"
ROWS = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 80.000 | 60.000 | 20.000 | 75,00
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 60.000 | 20.000 | 75,00
7.01.06 | Program Pembinaan Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
JUMLAH | < | 100.000 | 79.060 | 20.940 | 79,06
"""


OFFICE = "Kecamatan Klakah melaporkan kinerjanya.\n\n\n"


def spent(rows: str = ROWS, id: str = "t2") -> Table:
    return budget(rows, id=id)


def achieved(realisasi: str = "91,96", capaian: str = "97,83") -> Table:
    row = f"Meningkatnya tata kelola | {INDICATOR} | 94,00 | {realisasi} | {capaian}"
    return drawn(CAPAIAN, row, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")


# NAR-01 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        (f"Indikator {INDICATOR} terealisasi sebesar 90,96%.", "90,96%", "91,96"),
        (f"Target {INDICATOR} sebesar 94% dan terealisasi sebesar 90,96%.", "90,96%", "91,96"),
        (f"Berdasarkan tabel, yaitu capaian kinerja {INDICATOR} sebesar 99,83%.", "99,83%", "97,83"),
        ("Pagu anggaran Kecamatan Klakah tahun 2024 sebesar Rp110.000,-", "110.000", "100.000"),
        ("Kecamatan Klakah memperoleh pagu Rp100.000 dan terealisasi sebesar Rp79.060 atau 79,60%.", "79,60%", "79,06"),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp. 20.000 dan sisa Rp. 949.", "949", "940"),
        ("Program Pembinaan Pemerintahan Desa didukung pagu anggaran sebesar Rp21.000.", "21.000", "20.000"),
        ("Pagu Kecamatan Klakah Kabupaten Lumajang sebesar Rp101.000.", "101.000", "100.000"),
        ("Realisasi anggaran Kecamatan Klakah sebesar Rp77.060 dari pagu Rp100.000.", "77.060", "79.060"),
        ("a. Kegiatan Administrasi Keuangan Perangkat Daerah dengan realisasi Rp61.000", "61.000", "60.000"),
    ],
)
def test_a_number_of_the_text_that_its_cell_does_not_print_is_told(text: str, printed: str, expected: str) -> None:
    (finding,) = found(audit(achieved(), spent(), text=OFFICE + text), "NAR-01")
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (None, printed, expected)
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
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


def test_a_number_that_one_of_several_tables_prints_is_no_contradiction() -> None:
    other = ROWS.replace("100.000 | 79.060", "90.000 | 79.060")
    text = "Pagu anggaran Kecamatan Klakah tahun 2024 sebesar Rp{}"
    assert found(audit(spent(), spent(other, "t3"), text=text.format("90.000")), "NAR-01") == []
    assert found(audit(spent(), spent(other, "t3"), text=text.format("95.000")), "NAR-01") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Pada Tabel 3 Program Pembinaan Pemerintahan Desa dengan anggaran Rp20.000.", [("20.000", "7.000")]),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000 sebagaimana Tabel 2.", [("7.000", "20.000")]),
        ("Lihat Tabel 3. Program Pembinaan Pemerintahan Desa dengan anggaran Rp20.000.", []),
        ("Pada Tabel 3 Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        ("Pada Tabel 2 dan Tabel 3 Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        ("Pada Tabel 9 Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp7.000.", []),
        ("Program Pembinaan Pemerintahan Desa dengan anggaran Rp20.000.", []),
    ],
)
def test_the_table_that_the_text_refers_to_is_the_one_it_repeats(text: str, findings: list[tuple[str, str]]) -> None:
    head = "Kode | Uraian | Pagu | Realisasi | Sisa | Persentase (%)"
    part = "7.01.06 | Program Pembinaan Pemerintahan Desa | 7.000 | 7.000 | 0 | 100"
    tables = drawn(head, ROWS, "t2", "Tabel 2 Realisasi Anggaran"), drawn(head, part, "t3", "Tabel 3 Dana Alokasi Umum")
    told = found(audit(*tables, text=OFFICE + text), "NAR-01")
    assert [(one.spot.printed, one.expected) for one in told] == findings


@pytest.mark.parametrize(
    ("head", "text", "count"),
    [
        ("Pagu Setelah Perubahan", "Pagu Kecamatan Klakah sebesar Rp110.000.", 0),
        ("Pagu Setelah Perubahan", "Setelah perubahan, pagu Kecamatan Klakah sebesar Rp110.000.", 1),
        ("Pagu", "Pagu Kecamatan Klakah sebesar Rp110.000.", 1),
    ],
)
def test_a_budget_that_may_be_the_one_before_its_change_is_left_alone(head: str, text: str, count: int) -> None:
    table = budget(ROWS, id="t2", head=f"Kode | Uraian | {head} | Realisasi | Sisa | Persentase (%)")
    assert len(found(audit(table, text=OFFICE + text), "NAR-01")) == count


def test_the_total_of_one_program_is_not_that_of_the_office() -> None:
    rows = (
        "7.01.06 | Program Pembinaan Desa | 20.000 | 19.060 | 940 | 95,30\nJUMLAH | < | 20.000 | 19.060 | 940 | 95,30"
    )
    assert found(audit(spent(rows), text=f"{OFFICE}Pagu Kecamatan Klakah sebesar Rp100.000."), "NAR-01") == []


def test_a_name_that_a_table_prints_twice_links_nothing() -> None:
    rows = ROWS.replace("Administrasi Keuangan Perangkat Daerah", "Pembinaan Pemerintahan Desa")
    text = "Pembinaan Pemerintahan Desa dengan anggaran Rp5.000"
    assert found(audit(spent(rows), text=text), "NAR-01") == []


def test_text_that_repeats_a_wrong_cell_follows_it() -> None:
    text = f"Indikator {INDICATOR} ditargetkan sebesar 94% dan terealisasi sebesar 91,96%, capaian kinerjanya 95,83%."
    (finding,) = found(audit(achieved(capaian="95,83"), text=text))
    assert (finding.rule, finding.expected) == ("CAP-01", "97,83")
    assert followers(finding) == {"NAR-01 p1"}


def test_text_that_prints_what_its_table_should_have_is_not_blamed() -> None:
    text = f"Capaian kinerja {INDICATOR} sebesar 97,83%."
    (finding,) = found(audit(achieved(capaian="95,83"), text=text), "CAP", "NAR")
    assert (finding.rule, finding.expected) == ("CAP-01", "97,83")


# NAR-02 --------------------------------------------------------------------------------------------------------------


def said(text: str, rule: str, *tables: Table) -> list[Finding]:
    """Return what a rule finds in a report of Kecamatan Klakah on 2024 that says this."""
    return found(audit(*(tables or (achieved(), spent())), text=OFFICE + text), rule)


@pytest.mark.parametrize(
    "text",
    [
        "2. Sasaran strategis telah direalisasikan seluruhnya.",
        "Seluruh indikator kinerja utama tahun 2024 telah tercapai.",
        "Semua target kinerja sudah terpenuhi dalam tahun ini.",
        "Target kinerja telah tercapai 100%.",
    ],
)
def test_a_claim_that_all_is_achieved_is_held_against_the_tables(text: str) -> None:
    (finding,) = said(text, "NAR-02")
    assert (finding.severity, finding.certainty) == (Severity.CRITICAL, Certainty.INCONSISTENT)
    assert [spot.printed for spot in finding.evidence] == ["97,83"]


@pytest.mark.parametrize(
    "text",
    [
        "Sasaran strategis belum seluruhnya tercapai.",
        "Semua indikator kinerja tercapai kecuali satu.",
        "Diharapkan seluruh target kinerja telah tercapai pada akhir periode.",
        "Seluruh indikator kinerja tahun 2023 telah tercapai.",
        "Seluruh target program pembinaan telah tercapai.",
        "Seluruh indikator pada sasaran kedua telah tercapai.",
        "Seluruh pegawai telah dapat mencapai target.",
    ],
)
def test_a_claim_about_less_is_none(text: str) -> None:
    assert said(text, "NAR-02") == []


def test_a_claim_that_the_tables_bear_out_is_none() -> None:
    assert said("Sasaran strategis telah direalisasikan seluruhnya.", "NAR-02", achieved("94,00", "100,00")) == []


def test_a_realisasi_that_is_missing_contradicts_the_claim() -> None:
    rows = f"Tata kelola | {INDICATOR} | 94,00 | 94,00 | 100,00\nPelayanan | Indeks Pelayanan Publik | 65,00 | - | "
    table = drawn(CAPAIAN, rows, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")
    (finding,) = said("Sasaran strategis telah direalisasikan seluruhnya.", "NAR-02", table)
    assert [spot.printed for spot in finding.evidence] == ["-"]


def test_what_only_a_table_of_doubtful_reading_contradicts_is_a_doubt() -> None:
    text = f"{OFFICE}Sasaran strategis telah direalisasikan seluruhnya. Realisasi {INDICATOR} sebesar 90,96%."
    rows = f"Tata kelola | {INDICATOR} | 94,00 | 91,96 | 97,83\nLayanan | Indeks layanan | 50,00 | 40,00 | "
    doubtful = drawn(CAPAIAN, rows, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")
    audited = audit(replace(doubtful, reader="unruled"), text=text)
    assert {(one.rule, one.severity, one.certainty) for one in found(audited, "NAR")} == {
        ("NAR-01", Severity.MAJOR, Certainty.READING_DOUBT),
        ("NAR-02", Severity.MAJOR, Certainty.READING_DOUBT),
    }


# NAR-03 and NAR-04 ---------------------------------------------------------------------------------------------------

KEGIATAN = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 90.000 | 80.000 | 10.000 | 88,89
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 71.000 | 9.000 | 88,75
7.01.01.2.02 | Administrasi Umum Perangkat Daerah | 10.000 | 9.000 | 1.000 | 90,00
JUMLAH | < | 90.000 | 80.000 | 10.000 | 88,89
"""


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        (
            "Kegiatan administrasi umum perangkat daerah adalah kegiatan yang memiliki anggaran paling tinggi.",
            "NAR-04",
            "Administrasi Keuangan Perangkat Daerah",
        ),
        (
            "Kegiatan dengan pagu terkecil adalah kegiatan Administrasi Keuangan Perangkat Daerah.",
            "NAR-04",
            "Administrasi Umum Perangkat Daerah",
        ),
        ("Capaian meningkat dari 95,27% menjadi 91,80%.", "NAR-03", None),
        ("Anggaran turun dari sebesar Rp80.000 menjadi sebesar Rp90.000.", "NAR-03", None),
    ],
)
def test_what_is_called_highest_or_rising_is_so_in_the_numbers(text: str, rule: str, expected: str | None) -> None:
    assert [finding.expected for finding in said(text, rule, spent(KEGIATAN))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Kegiatan administrasi keuangan perangkat daerah, dan ini kegiatan yang memiliki anggaran paling tinggi.",
        "Kegiatan dengan anggaran terbesar kedua adalah kegiatan Administrasi Umum Perangkat Daerah.",
        "Kegiatan fisik dengan anggaran terbesar adalah kegiatan Administrasi Umum Perangkat Daerah.",
        "Kegiatan dengan serapan terendah adalah kegiatan Administrasi Lain Perangkat Daerah.",
        "Kegiatan dengan serapan tertinggi adalah kegiatan Administrasi Umum Perangkat Daerah.",
        "Kegiatan dengan realisasi tertinggi adalah kegiatan Administrasi Keuangan Perangkat Daerah.",
        "Tahun 2023 kegiatan dengan anggaran terbesar adalah kegiatan Administrasi Umum Perangkat Daerah.",
        "Capaian meningkat dari 91,80% menjadi 95,27%.",
        "Capaian meningkat dari 95% menjadi 95%.",
        "Peringkat naik dari 5 menjadi 3.",
        "Anggaran turun dari Rp1,5 menjadi Rp1,2 miliar.",
        "Penilaian meningkat dari predikat B dengan nilai 65 menjadi predikat BB.",
    ],
)
def test_a_superlative_that_holds_or_cannot_be_told_is_left_alone(text: str) -> None:
    assert said(text, "NAR-03", spent(KEGIATAN)) + said(text, "NAR-04", spent(KEGIATAN)) == []


# NAR-05 to NAR-07 ----------------------------------------------------------------------------------------------------

COMMITMENT = "- Komitmen Pimpinan terhadap perencanaan kegiatan yang sesuai dengan time schedule"
CAUSES = "**BAB III AKUNTABILITAS KINERJA**\n**3.2. ANALISA FAKTOR PENDUKUNG**"


def under_programs(*items: str) -> str:
    listed = "\n\n".join(
        f"**{letter}. PROGRAM {letter * 5}**\n{item}" for letter, item in zip("ABCDE", items, strict=False)
    )
    return f"{CAUSES}\n{listed}"


def test_an_analysis_that_stands_under_three_programs_is_told_once() -> None:
    (finding,) = said(under_programs(COMMITMENT, COMMITMENT.replace("time", "tme"), "- Lain", COMMITMENT), "NAR-05")
    assert (finding.severity, len(finding.followers)) == (Severity.MINOR, 1)
    assert "3 kali" in finding.message.id


@pytest.mark.parametrize(
    "items",
    [
        (COMMITMENT, COMMITMENT),
        ("- Koordinasi yang baik",) * 4,
        (f"{COMMITMENT}:",) * 4,
        tuple(COMMITMENT.replace("time schedule", what) for what in ("jadwal", "rencana aksi", "anggaran", "target")),
    ],
)
def test_short_items_and_those_that_differ_are_no_repetition(items: tuple[str, ...]) -> None:
    assert said(under_programs(*items), "NAR-05") == []


LISTS = """
**BAB III AKUNTABILITAS KINERJA**
**3.2. Analisis Capaian Kinerja**
**Faktor Penghambat**
- Pembagian tugas kurang maksimal
- Standar pelayanan belum optimal
**Upaya / Solusi**
- Pembagian tugas sesuai dengan tupoksi
- Pembinaan petugas pelayanan secara berkala
- Peningkatan volume patroli bersama
**BAB IV**
**PENUTUP**
"""


def test_obstacles_and_remedies_of_another_number_are_remarked_on() -> None:
    (finding,) = said(LISTS, "NAR-06")
    assert finding.severity is Severity.INFO
    assert said(LISTS.replace("- Peningkatan volume patroli bersama\n", ""), "NAR-06") == []


REMEDIES = "\n".join(line for line in LISTS.splitlines()[7:10])


def test_a_closing_chapter_that_copies_the_remedies_is_told_once() -> None:
    (finding,) = said(LISTS + REMEDIES, "NAR-07")
    assert (finding.spot.printed, len(finding.followers)) == ("- Pembagian tugas sesuai dengan tupoksi", 2)
    assert said(LISTS + REMEDIES.rpartition("\n")[0], "NAR-07") == []


# NAR-08 to NAR-11 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kami sadari bahwa Laporan Kinerja individu ini jauh dari kesempurnaan.", 1),
        ("Pengukuran dilakukan terhadap indikator kinerja individu yang telah ditetapkan.", 1),
        ("Penilaian indikator kinerja individu pegawai dilakukan melalui SKP.", 0),
        ("Kinerja individu mendukung kinerja organisasi.", 0),
    ],
)
def test_the_report_of_an_office_is_not_one_of_an_individual(text: str, count: int) -> None:
    assert len(said(text, "NAR-08")) == count


OWN = "Laporan Kinerja Tahun 2024 memuat tugas Kecamatan Klakah Kabupaten Lumajang.\n\n\n" * 3


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Demikian disusun Laporan Kinerja Kecamatan Ranuyoso ini.", "Laporan Kinerja Kecamatan Ranuyoso"),
        ("Perjanjian Kinerja Camat Ranuyoso memuat dua sasaran.", "Perjanjian Kinerja Camat Ranuyoso"),
        ("Kecamatan Klakah Kabupaten Jember memiliki tugas.", "Kecamatan Klakah Kabupaten Jember"),
        ("**KATA PENGANTAR**\nPuji syukur atas tersusunnya Laporan Kinerja Tahun 2023 ini.", "2023"),
    ],
)
def test_a_name_or_year_that_is_not_the_reports_own_is_told(text: str, printed: str) -> None:
    (finding,) = said(OWN + text, "NAR-09")
    assert (finding.spot.printed, finding.severity) == (printed, Severity.MAJOR)


@pytest.mark.parametrize(
    "text",
    [
        "Kecamatan Klakah berbatasan dengan Kecamatan Ranuyoso.",
        "Peraturan Bupati Jember Nomor 6 Tahun 2018 menjadi pembanding.",
        "Laporan Kinerja Kecamatan Klakah Tahun 2023 telah disampaikan.",
        "Laporan Kinerja Kecamatan Tahun 2024 disusun.",
        "Laporan Kinerja Kecamatan Klaka disusun.",
        "Dibandingkan Laporan Kinerja Kecamatan Ranuyoso, hasil ini lebih baik.",
        "**KATA PENGANTAR**\nPuji syukur atas tersusunnya Laporan Kinerja Tahun 2024 ini.",
    ],
)
def test_places_and_years_that_a_report_may_speak_of_are_left_alone(text: str) -> None:
    assert said(OWN + text, "NAR-09") == []


def test_a_year_is_foreign_only_where_the_report_names_its_own_far_more_often() -> None:
    text = "**KATA PENGANTAR**\nPuji syukur atas tersusunnya Laporan Kinerja Tahun 2023 ini."
    assert said(text, "NAR-09") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sebesar Rp21.910.242.107,- (dua puluh satu miliar sembilan ratus juta rupiah)", "21.900.000.000"),
        ("didukung oleh 5 (enam) program", "6"),
        ("terserap 95,07% (sembilan puluh lima koma tujuh persen)", "95,7"),
    ],
)
def test_an_amount_in_words_is_the_one_in_digits(text: str, expected: str) -> None:
    (finding,) = said(text, "NAR-10")
    assert (finding.expected, finding.severity) == (expected, Severity.MAJOR)


@pytest.mark.parametrize(
    "text",
    [
        "sebesar Rp1.250.000,- (Satu Juta Dua Ratus Lima Puluh Ribu Rupiah)",
        "sebesar Rp. 1.250.000,00 (terbilang: satu juta dua ratus lima puluh ribu rupiah)",
        "sebanyak 12 (dua belas) desa",
        "sebanyak 12 (duabelas) desa",
        "sebanyak 12 (dua belsa) desa",
        "sebanyak 12 (dua tim) orang",
        "Tahun 2024 (satu) kali",
    ],
)
def test_words_that_agree_or_cannot_be_read_are_left_alone(text: str) -> None:
    assert said(text, "NAR-10") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("6. evaluasi Rancangan Peraturan Desa tentang;\n7. Anggaran Pendapatan;", 1),
        ("6. evaluasi Rancangan Peraturan Desa tentang\n7. Anggaran Pendapatan;", 0),
        ("6. pelaporan; dan\n7. pengawasan.", 0),
        ("6. evaluasi Rancangan Peraturan Desa tentang Anggaran;", 0),
    ],
)
def test_an_item_that_ends_behind_a_word_that_leads_on_is_incomplete(text: str, count: int) -> None:
    assert len(said(text, "NAR-11")) == count
