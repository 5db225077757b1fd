"""Structure: STR-01 to STR-22."""

from dataclasses import replace

import pytest

from extract.records import Box, HiddenText
from normalize.report import Report, Role
from tests.audits import BUDGET, CAPAIAN, drawn
from tests.reports import ANNEX, CLOSING, COVER, FIRST, SECOND, THIRD, findings_of, found_by, whole, written
from tests.typed import report, typed_table
from validate.findings import Certainty, Severity
from validate.rules import str17_nomor_kolom
from validate.rules.str21_ejaan import misspellings

ROLES = (Role.TARGET, Role.REALISASI, Role.CAPAIAN, Role.KETERANGAN)
WORDS = "Target | Realisasi | Capaian (%) | Keterangan"


def numbered(numbers: str, words: str = WORDS) -> Report:
    return report(typed_table("95,45 | 95,27 | 99,81 | -", ROLES, header=(words, numbers)))


def test_a_repeated_column_number_is_found_at_its_header_cell() -> None:
    told = numbered("4 | 5 | 6 = 5/4 | 6")
    (finding,) = findings_of(str17_nomor_kolom.RULE, told)
    assert finding.spot.place == told.tables[0].table.header[1][3].place
    assert (finding.spot.cell, finding.spot.printed, finding.expected) == (None, "6", "7")
    assert finding.severity is Severity.MINOR
    assert [spot.printed for spot in finding.evidence] == ["6 = 5/4"]
    assert "Keterangan" in finding.message.id


def test_a_number_that_would_be_taken_is_not_expected() -> None:
    (finding,) = findings_of(str17_nomor_kolom.RULE, numbered("1 | 2 | 2 | 3"))
    assert finding.expected is None


def test_a_formula_that_refers_to_no_column_is_found() -> None:
    (finding,) = findings_of(str17_nomor_kolom.RULE, numbered("4 | 5 | 6 = 5/3 | 7"))
    assert "merujuk kolom 3" in finding.message.id
    assert finding.spot.printed == "6 = 5/3"


@pytest.mark.parametrize("numbers", ["4 | 5 | 6 = 5/4 | 7", "1 | 2 | 4 | 5", "1 | 2 | 3 | ", "a | b | c | d"])
def test_unique_numbers_pass_whatever_they_begin_with(numbers: str) -> None:
    assert not findings_of(str17_nomor_kolom.RULE, numbered(numbers))


def test_a_formula_without_column_numbers_counts_columns_in_its_own_way() -> None:
    told = typed_table("95,45 | 95,27 | 99,81 | -", ROLES, header=("Target | Realisasi | Capaian (5/4 x 100%) | Ket",))
    assert not findings_of(str17_nomor_kolom.RULE, report(told))


# What a whole report must hold --------------------------------------------------------------------------------------

ANNUAL = {
    "STR-02": Severity.MINOR,
    "STR-03": Severity.MINOR,
    "STR-05": Severity.CRITICAL,
    "STR-06": Severity.MAJOR,
    "STR-07": Severity.MAJOR,
    "STR-08": Severity.MAJOR,
    "STR-09": Severity.MAJOR,
    "STR-10": Severity.MAJOR,
    "STR-11": Severity.MAJOR,
    "STR-12": Severity.CRITICAL,
    "STR-13": Severity.MAJOR,
    "STR-14": Severity.MAJOR,
}
QUARTERLY = ANNUAL | dict.fromkeys(("STR-06", "STR-07", "STR-08", "STR-14"), Severity.INFO)
QUARTER = COVER.replace("TAHUN 2024", "TRIWULAN IV TAHUN 2024")


@pytest.mark.parametrize(("cover", "severities"), [(COVER, ANNUAL), (QUARTER, QUARTERLY)])
def test_a_bare_report_lacks_every_element_and_a_quarterly_one_is_asked_less(
    cover: str, severities: dict[str, Severity]
) -> None:
    found = found_by(whole(cover=cover), *ANNUAL)
    assert {one.rule: one.severity for one in found} == severities
    assert {one.certainty for one in found} == {Certainty.UNVERIFIABLE}


@pytest.mark.parametrize(
    ("rule", "page", "printed"),
    [
        ("STR-02", 3, "BAB I PENDAHULUAN"),
        ("STR-06", 5, "BAB III AKUNTABILITAS KINERJA"),
        ("STR-13", 7, "LAMPIRAN"),
        ("STR-14", 6, "PENUTUP"),
    ],
)
def test_what_is_missing_is_told_where_it_would_be_expected(rule: str, page: int, printed: str) -> None:
    (finding,) = found_by(whole(), rule)
    assert finding.spot.place.page == page
    assert printed in finding.spot.printed


@pytest.mark.parametrize(
    ("rule", "part", "text"),
    [
        ("STR-02", "front", "**IKHTISAR EKSEKUTIF**"),
        ("STR-02", "front", "**RINGKASAN EKSEKUTIF**"),
        ("STR-02", "front", "**EXECUTIVE SUMMARY**"),
        ("STR-02", "front", "**RINGKASAN**"),
        ("STR-03", "front", "**DAFTAR ISI**"),
        ("STR-03", "front", "**D A F T A R I S I**"),
        ("STR-03", "front", "Pendahuluan ................ 1"),
        ("STR-05", "third", "Indikator ditargetkan 95 dan terealisasi 94; target dan realisasi dibandingkan."),
        ("STR-06", "third", "Realisasi tahun 2023 sebesar 90,00%."),
        ("STR-06", "third", "Capaian lebih tinggi daripada tahun sebelumnya."),
        ("STR-06", "third", "Dibandingkan dengan tahun lalu terjadi kenaikan."),
        ("STR-07", "third", "Target akhir Renstra sebesar 97%."),
        ("STR-07", "third", "Target jangka menengah telah dilampaui."),
        ("STR-08", "third", "Rata-rata nasional sebesar 80%."),
        ("STR-08", "third", "Standar pelayanan minimal terpenuhi."),
        ("STR-08", "third", "Capaian kecamatan lain lebih rendah."),
        ("STR-09", "third", "Faktor penghambat antara lain keterbatasan anggaran."),
        ("STR-09", "closing", "Kendala yang dihadapi adalah kurangnya pegawai."),
        ("STR-10", "third", "**3.3 Analisis Efisiensi Sumber Daya**"),
        ("STR-11", "third", "Ada 6 program yang menunjang pencapaian indikator."),
        ("STR-11", "third", "Keberhasilan didukung, dan pendukung utamanya adalah kegiatan pembinaan."),
        ("STR-12", "third", "**3.4 Akuntabilitas Keuangan**"),
        ("STR-12", "third", "Pagu sebesar Rp1.000.000 dengan realisasi Rp900.000."),
        ("STR-13", "annex", "**PERUBAHAN PERJANJIAN KINERJA TAHUN 2024**"),
        ("STR-14", "front", "**PERNYATAAN TELAH DIREVIU**"),
    ],
)
def test_an_element_is_there_in_any_of_its_words(rule: str, part: str, text: str) -> None:
    assert found_by(whole(), rule)
    assert not found_by(whole(**{part: text}), rule)


@pytest.mark.parametrize(
    ("rule", "part", "text"),
    [
        ("STR-06", "third", "Berdasarkan Peraturan Bupati Nomor 96 Tahun 2019, tugas dilaksanakan."),
        ("STR-06", "third", "Periode 2021-2026 masih berjalan."),
        ("STR-06", "second", "Realisasi tahun 2023 sebesar 90,00%."),
        ("STR-07", "second", "Target akhir Renstra sebesar 97%."),
        ("STR-07", "third", "Sesuai perencanaan strategis yang ditetapkan."),
        ("STR-08", "third", "Sinergitas dengan Tentara Nasional Indonesia."),
        ("STR-11", "third", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"),
        ("STR-13", "second", "**PERJANJIAN KINERJA TAHUN 2024**"),
    ],
)
def test_other_words_and_other_parts_do_not_make_an_element(rule: str, part: str, text: str) -> None:
    assert found_by(whole(**{part: text}), rule)


def test_tables_of_results_and_of_the_budget_are_elements() -> None:
    results = drawn(CAPAIAN, "Sasaran A | Indikator A | 90 | 90 | 100,00", "t1", "Tabel 3.1 Capaian Kinerja", page=5)
    spent = drawn(BUDGET, "7.01.01 | Program A | 100 | 90 | 10 | 90,00", "t2", "Tabel 3.2 Anggaran", page=5)
    assert [one.rule for one in found_by(whole(results), "STR-05", "STR-12")] == ["STR-12"]
    assert not found_by(whole(results, spent), "STR-05", "STR-12")


@pytest.mark.parametrize(
    ("rule", "picture"), [("STR-02", 2), ("STR-06", 6), ("STR-09", 6), ("STR-13", 8), ("STR-14", 8), ("STR-14", 2)]
)
def test_nothing_is_missed_in_a_report_with_a_picture_that_may_hold_it(rule: str, picture: int) -> None:
    pages = [COVER, "Prakata", FIRST, SECOND, THIRD, "Uraian", CLOSING, ANNEX]
    assert found_by(written(*pages), rule)
    assert not found_by(written(*pages, pictures=[picture]), rule)


def test_a_remark_is_made_all_the_same_and_names_the_unread_pages() -> None:
    pages = (COVER.replace("TAHUN", "TRIWULAN IV TAHUN"), FIRST, SECOND, THIRD, CLOSING, ANNEX, "Foto")
    (finding,) = found_by(written(*pages, pictures=[7]), "STR-14")
    assert finding.severity is Severity.INFO
    assert "halaman 7 tidak terbaca" in finding.message.id


def test_an_excerpt_lacks_nothing() -> None:
    assert not found_by(written(COVER, THIRD, CLOSING), *ANNUAL, "STR-01", "STR-20", "IDN-09")


# Chapters -----------------------------------------------------------------------------------------------------------


def test_two_chapters_with_one_number_are_told_at_the_second() -> None:
    (finding,) = found_by(
        written(COVER, FIRST, SECOND, "**BAB III AKUNTABILITAS KINERJA**", "**BAB III PENUTUP**"), "STR-01"
    )
    assert (finding.spot.place.page, finding.spot.printed) == (5, "BAB III PENUTUP")
    assert finding.severity is Severity.MAJOR


def test_a_chapter_that_is_passed_over_is_told_at_the_next() -> None:
    (finding,) = found_by(written(COVER, FIRST, THIRD, CLOSING), "STR-01")
    assert finding.spot.printed == "BAB III AKUNTABILITAS KINERJA"
    assert "BAB II" in finding.message.id


def test_chapters_in_another_order_are_told() -> None:
    (finding,) = found_by(written(COVER, FIRST, THIRD, SECOND, CLOSING), "STR-01")
    assert finding.spot.printed == "BAB III AKUNTABILITAS KINERJA"


@pytest.mark.parametrize(
    "pages",
    [
        (COVER, FIRST, SECOND, THIRD, CLOSING),
        (COVER, f"{FIRST}\n\nBab II menguraikan rencana.", THIRD, CLOSING),
        (COVER, FIRST, SECOND, "**BAB III AKUNTABILITAS KINERJA**", "**BAB III AKUNTABILITAS KINERJA**", CLOSING),
        (COVER, FIRST, SECOND, "**BAB III AKUNTABILITAS**", "**BAB III AKUNTABILITAS KINERJA DAN KEUANGAN**", CLOSING),
        (COVER, "**BAB II RENCANA**", "**BAB III HASIL**", "**BAB IV PENUTUP**", FIRST, SECOND, THIRD, CLOSING),
        (COVER, SECOND, CLOSING),
    ],
)
def test_chapters_in_order_named_elsewhere_or_repeated_pass(pages: tuple[str, ...]) -> None:
    assert not found_by(written(*pages), "STR-01")


# The table of contents ----------------------------------------------------------------------------------------------

HEADS = ("Latar Belakang", "Maksud dan Tujuan", "Gambaran Umum", "Dasar Hukum", "Sistematika")


def contents(*named: int) -> Report:
    """Return a report whose five headings stand on pages 3 to 7, listed under these page numbers."""
    listed = "\n".join(
        f"1.{at} {head} .......... {page}" for at, (head, page) in enumerate(zip(HEADS, named, strict=True), 1)
    )
    return written(
        COVER, f"**DAFTAR ISI**\n{listed}", *(f"**1.{at} {head}**\nUraian" for at, head in enumerate(HEADS, 1))
    )


def test_one_wrong_page_of_the_table_of_contents_is_told() -> None:
    (finding,) = found_by(contents(1, 2, 9, 4, 5), "STR-04")
    assert (finding.spot.place.page, finding.spot.printed, finding.expected) == (2, "9", "3")
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize("named", [(1, 2, 3, 4, 5), (3, 4, 5, 6, 7), (1, 2, 7, 8, 9), (1, 1, 1, 1, 1)])
def test_pages_that_differ_alike_or_for_good_pass(named: tuple[int, ...]) -> None:
    assert not found_by(contents(*named), "STR-04")


def test_the_page_of_the_closing_chapter_is_known_though_its_number_stands_above_its_title() -> None:
    front = "**DAFTAR ISI**\nBAB III AKUNTABILITAS KINERJA ...... 5\nBAB IV PENUTUP ...... 9\nLAMPIRAN ...... 7"
    (finding,) = found_by(whole(front=front), "STR-04")
    assert (finding.spot.printed, finding.expected) == ("9", "6")


# Numbers of tables and rows -----------------------------------------------------------------------------------------


def test_a_table_number_that_is_passed_over_is_told_in_a_whole_report_alone() -> None:
    captions = "**Tabel 2.2 Perjanjian Kinerja**\nUraian"
    (finding,) = found_by(whole(second=captions), "STR-16")
    assert (finding.spot.printed, finding.severity) == ("Tabel 2.2", Severity.INFO)
    assert "Tabel 2.1" in finding.message.id
    assert not found_by(written(COVER, captions), "STR-16")


@pytest.mark.parametrize(
    "text",
    [
        "**Tabel 2.1 Perjanjian Kinerja**\nUraian\n\n**Tabel 2.2 Program dan Anggaran**",
        "Sasaran disajikan pada Tabel 2.1 berikut.\n\n**Tabel 2.2 Program dan Anggaran**",
        "Tabel 2.2 menunjukkan program dan anggaran.",
    ],
)
def test_numbers_in_order_or_named_in_the_text_pass(text: str) -> None:
    assert not found_by(whole(second=text), "STR-16")


def test_one_number_for_two_tables_is_told_at_the_second() -> None:
    (finding,) = found_by(
        written("Tabel 9. Produk Domestik Regional Bruto\nUraian", "Tabel 9. Nilai Tukar Petani"), "STR-16"
    )
    assert (finding.spot.place.page, finding.spot.printed) == (2, "Tabel 9")


@pytest.mark.parametrize(
    "second",
    [
        "Tabel 9. Nilai Tukar Petani (lanjutan)",
        "Tabel 9. Nilai Tukar Petani",
        "Tabel 9 .......... 14",
        "Tabel 10. Lain Lagi",
    ],
)
def test_a_table_that_goes_on_or_is_listed_has_its_number_twice(second: str) -> None:
    assert not found_by(written("Tabel 9. Nilai Tukar Petani\nUraian", second), "STR-16")


def rows(*numbers: str) -> Report:
    body = "\n".join(f"{number} | Program {at} | 100" for at, number in enumerate(numbers))
    return written("Uraian", tables=[drawn("No | Program | Anggaran", body, caption="Tabel 3.1 Program")])


@pytest.mark.parametrize(
    ("numbers", "row", "expected"),
    [(("1", "2", "3", "5", "6"), 3, "4"), (("1", "2", "2", "3", "4"), 2, "3"), (("", "2", "3", "4"), 1, None)],
)
def test_a_row_whose_number_does_not_follow_is_told(numbers: tuple[str, ...], row: int, expected: str | None) -> None:
    (finding,) = found_by(rows(*numbers), "STR-18")
    assert finding.spot.cell == ("t1", row, 0)
    assert (finding.expected, finding.severity) == (expected, Severity.INFO)


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3", "4"),
        ("1.", "2.", "3.", "4."),
        ("1", "", "2", "", "3"),
        ("4", "5", "6"),
        ("1", "2", "1", "2", "3"),
        ("1", "7", "3", "12", "4"),
        ("1", "2", "a", "4"),
        ("1", "3"),
    ],
)
def test_numbers_in_order_of_groups_or_of_something_else_pass(numbers: tuple[str, ...]) -> None:
    assert not found_by(rows(*numbers), "STR-18")


# The annex, sources and spelling ------------------------------------------------------------------------------------


def test_labels_of_the_annex_in_capitals_and_small_letters_are_told() -> None:
    (finding,) = found_by(whole(annex="**A. Dokumen PK**\n\n**b. Fasilitasi**\n\n**c. Bukti**"), "STR-19")
    assert (finding.spot.printed, finding.expected) == ("b", "B")


@pytest.mark.parametrize("labels", ["ABC", "abc", "Aab", "A"])
def test_uniform_labels_and_those_of_several_lists_pass(labels: str) -> None:
    annex = "\n\n".join(f"**{label}. Dokumen**" for label in labels)
    assert not found_by(whole(annex=annex), "STR-19")


RESULTS = [
    drawn(CAPAIAN, "Sasaran A | Indikator A | 90 | 90 | 100,00", f"t{at}", f"Tabel 3.{at} Capaian", page=5)
    for at in (1, 2)
]


def test_tables_without_any_source_are_told_once() -> None:
    (finding,) = found_by(whole(*RESULTS), "STR-20")
    assert (finding.spot.place.page, finding.spot.printed) == (5, "Tabel 3.1 Capaian")


@pytest.mark.parametrize("text", ["Sumber: DPPA Kecamatan Klakah", "Sumber data Bappeda, diolah", "(Sumber : LRA)"])
def test_one_source_is_enough(text: str) -> None:
    assert not found_by(whole(*RESULTS, third=text), "STR-20")


def test_human_resources_are_no_source() -> None:
    assert found_by(whole(*RESULTS, third="Sumber daya manusia terbatas.\nSumber dana DAU"), "STR-20")


@pytest.mark.parametrize(
    ("text", "printed", "spelt"),
    [
        ("Presentase hasil fasilitasi", "Presentase", "persentase"),
        ("kapasitas aparaturn pemerintahan desa", "aparaturn", "aparatur"),
        ("PROGRAM PENYELENGGARAN URUSAN", "PENYELENGGARAN", "penyelenggaraan"),
    ],
)
def test_a_misspelt_term_is_told_with_its_spelling(text: str, printed: str, spelt: str) -> None:
    (finding,) = found_by(written(text), "STR-21")
    assert (finding.spot.printed, finding.expected, finding.severity) == (printed, spelt, Severity.INFO)


def test_a_misspelling_in_several_places_is_one_finding() -> None:
    table = drawn("No | Indikator | Target", "1 | Presentase desa | 90")
    (finding,) = found_by(written("Presentase desa", "Presentase desa", tables=[table]), "STR-21")
    assert len(finding.evidence) == 2


@pytest.mark.parametrize("text", ["presentasi hasil kerja", "Persentase", "Ketentraman", "analisa resiko", "aparatur"])
def test_other_words_are_no_misspellings(text: str) -> None:
    assert not found_by(written(text), "STR-21")


def test_no_misspelling_is_a_piece_of_a_word_that_a_line_end_breaks() -> None:
    pieces = [wrong for wrong, right in misspellings().items() if right.startswith(wrong) or right.endswith(wrong)]
    assert pieces == []


# Hidden text --------------------------------------------------------------------------------------------------------


def hiding(*texts: tuple[int, str]) -> Report:
    """A report whose pages hold these texts and do not show them."""
    shown = written("Uraian", "Uraian lain", "Penutup")
    pages = tuple(
        replace(page, hidden=tuple(HiddenText(text, Box(72, 90, 150, 102)) for at, text in texts if at == page.number))
        for page in shown.document.pages
    )
    return replace(shown, document=replace(shown.document, pages=pages))


def test_text_that_no_page_shows_is_told_once_with_every_place() -> None:
    (finding,) = found_by(hiding((2, "999.888.777"), (3, "draf")), "STR-22")
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)
    assert (finding.spot.place.page, finding.spot.printed) == (2, "999.888.777")
    assert [follower.spot.printed for follower in finding.followers] == ["draf"]
    assert "2, 3" in finding.message.id
    assert "page 2, 3" in finding.message.en


def test_pages_that_show_all_their_text_pass() -> None:
    assert not found_by(hiding(), "STR-22")
