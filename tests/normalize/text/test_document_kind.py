"""What a document is, told from what it prints; what that decides, and what the caller may say
instead.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from extract.records import Box, Document, Line, Location
from lkj_audit.cli.options.common_options import DOCUMENT_KINDS
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kind_line
from normalize.interpret import interpret
from normalize.report import DocumentKind, GivenIdentity, Report
from normalize.text.masking import masked
from normalize.values.periods import Period, PeriodKind, period_in_short
from tests import drawn
from tests.documents import document, table
from tests.reports import CLOSING, COVER, FIRST, SECOND, THIRD, found_by, written
from tools.first_sight.document_kinds import DOCUMENTS_OF_A_KIND, KindSample
from validate.examine import examine
from validate.findings import Severity

BUDGET = "No | Program | Anggaran | Realisasi | %\n---\n1 | Program Penunjang | 100 | 95 | 95,00"
TARGETS = (
    "No | Sasaran | Indikator | Target | Realisasi\n---\n1 | Meningkatnya mutu | Nilai mutu | "
    "80 | 82"
)


def with_heads(made: Document, text: str) -> Document:
    """Return the document with a page header, which every page repeats."""
    pages = (
        replace(page, furniture=(Line(text, Location(page.number, Box(72, 20, 300, 32)), 9.0),))
        for page in made.pages
    )
    return replace(made, pages=tuple(pages))


def kind_of(report: Report) -> tuple[DocumentKind, bool]:
    return report.kind, report.identity.excerpt


def test_the_choices_of_the_command_line_are_the_kinds() -> None:
    assert [kind.value for kind in DocumentKind] == list(DOCUMENT_KINDS)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TAHUN 2024**", DocumentKind.LKJ),
        ("**LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)**\n**TAHUN 2024**", DocumentKind.LKJ),
        ("**LAPORAN KINERJA CAMAT**\n**TRIBULAN IV 2024**", DocumentKind.LKJ_TRIWULAN),
        ("**LAPORAN KINERJA**\n**SEMESTER I TAHUN 2024**", DocumentKind.LKJ_TRIWULAN),
        ("**LAPORAN EVALUASI HASIL RENJA**\n**TRIWULAN II TAHUN 2024**", DocumentKind.LKJ_TRIWULAN),
        ("**LAPORAN PELAKSANAAN KEGIATAN**\n**BULAN JUNI 2018**", DocumentKind.BULANAN),
        (
            "**LAPORAN KINERJA**\n**TAHUN 2024**\n**DINAS KESEHATAN**\n**BULAN JANUARI 2025**",
            DocumentKind.LKJ,
        ),
        ("**LAPORAN KINERJA**\n**BULAN MARET 2025**", DocumentKind.BULANAN),
        (
            "**PERUBAHAN RENCANA KERJA (RENJA)**\n**KECAMATAN KLAKAH**\n**TAHUN 2025**",
            DocumentKind.RENJA,
        ),
        ("**RENCANA STRATEGIS**\n**KECAMATAN KLAKAH**\n**TAHUN 2025-2029**", DocumentKind.RENSTRA),
        ("**RENCANA KINERJA TAHUNAN**\n**TAHUN 2024**", DocumentKind.RKT),
        ("**PERJANJIAN KINERJA TAHUN 2024**\n**KECAMATAN KLAKAH**", DocumentKind.PK),
        ("**LAPORAN REALISASI ANGGARAN**\n**TAHUN ANGGARAN 2024**", DocumentKind.LRA),
        ("**LAPORAN PROGRAM KEGIATAN TAHUN 2017**", DocumentKind.KEGIATAN),
        ("**RENCANA KERJA DAN ANGGARAN**\n**TAHUN 2024**", DocumentKind.KEGIATAN),
    ],
)
def test_a_title_tells_what_a_document_is(title: str, kind: DocumentKind) -> None:
    report = written(title, "Isi dokumen.")
    assert kind_of(report) == (kind, False)
    (sign,) = report.identity.signs
    assert sign.place.page == 1
    assert sign.text in title.replace("*", "")


def test_pages_of_a_report_are_known_by_their_running_heads_and_are_an_excerpt() -> None:
    made = document(
        ["Realisasi keuangan sebagai berikut.", "Sasaran kedua dicapai."], [table(BUDGET)]
    )
    report = interpret(with_heads(made, "LKIP Dinas Pertanian Kabupaten Argalaya Tahun 2023"))
    assert kind_of(report) == (DocumentKind.LKJ, True)
    assert report.year == 2023


def test_a_line_alone_at_the_top_of_a_single_page_is_a_running_head_too() -> None:
    top = (
        "Renstra Kecamatan Klakah Tahun 2025-2029\n\n\n\nBerdasarkan identifikasi terdapat "
        "lima program prioritas."
    )
    assert kind_of(interpret(document([top], [table(BUDGET)]))) == (DocumentKind.RENSTRA, True)


def test_a_sentence_that_names_a_plan_is_no_running_head() -> None:
    text = (
        "Renstra Tahun 2021-2026 memuat empat sasaran yang dijabarkan setiap tahun ke "
        "dalam\nrencana kerja kecamatan."
    )
    assert kind_of(interpret(document([text], [table(TARGETS)]))) == (DocumentKind.KUTIPAN, True)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("**BAB III**\n**AKUNTABILITAS KINERJA**\nKinerja diukur.", DocumentKind.LKJ),
        (
            "**BAB IV**\n**RENCANA KERJA DAN PENDANAAN PERANGKAT DAERAH**\nRenja memuat program.",
            DocumentKind.RENJA,
        ),
        (
            "**BAB II**\n**GAMBARAN PELAYANAN PERANGKAT DAERAH**\nPelayanan kecamatan.",
            DocumentKind.RENSTRA,
        ),
    ],
)
def test_chapters_that_one_outline_has_tell_the_kind(page: str, kind: DocumentKind) -> None:
    assert kind_of(interpret(document([page], [table(TARGETS)]))) == (kind, True)


def test_a_short_page_of_text_is_no_cover() -> None:
    first = (
        "Sasaran kecamatan yang menjadi ukuran keberhasilan tercantum dalam dokumen "
        "perencanaan, yaitu"
    )
    page = f"{first}\nRenstra Tahun 2021."
    assert kind_of(interpret(document([page, "Tabel"], [table(TARGETS, page=2)]))) == (
        DocumentKind.KUTIPAN,
        True,
    )


def test_an_address_may_stand_over_the_title() -> None:
    page = (
        "jalan raya klakah nomor 12 lumajang, jawa timur\nLaporan Kinerja\nKecamatan "
        "Klakah\nTahun 2024"
    )
    assert kind_of(interpret(document([page, "Tabel"], [table(TARGETS, page=2)]))) == (
        DocumentKind.LKJ,
        False,
    )


def test_a_text_says_what_it_is_itself() -> None:
    page = "Pada LKIP ini juga disampaikan rencana anggaran Tahun 2016 sebagai berikut:"
    assert kind_of(interpret(document([page], [table(TARGETS)]))) == (DocumentKind.LKJ, True)


@pytest.mark.parametrize(
    "page",
    [
        "Sasaran kecamatan ditetapkan dalam Renstra dan dijabarkan dalam Renja setiap tahun "
        "anggaran.",
        "Subbagian perencanaan bertugas dalam penyusunan Renstra, penyusunan Renja, dan "
        "penyusunan LKjIP.",
    ],
)
def test_a_text_that_speaks_of_another_document_does_not_say_what_it_is(page: str) -> None:
    assert interpret(document([page], [table(TARGETS)])).kind is DocumentKind.KUTIPAN


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        (
            "Tabel 4.1 Program dan Kegiatan Tahun 2023 dan Prakiraan Maju Tahun 2024",
            DocumentKind.RENJA,
        ),
        ("Tabel 4.2 Rencana Program, Kegiatan dan Pendanaan Tahun 2025-2029", DocumentKind.RENSTRA),
        ("Tabel 3.2 Capaian Kinerja Tahun 2024", DocumentKind.KUTIPAN),
    ],
)
def test_captions_of_the_tables_of_a_plan_tell_it(caption: str, kind: DocumentKind) -> None:
    page = (
        "Tabel berikut menyajikan rincian menurut program dan kegiatan yang dilaksanakan kecamatan."
    )
    assert interpret(document([page], [table(TARGETS, caption)])).kind is kind


def test_a_table_of_programs_alone_is_a_list() -> None:
    assert kind_of(interpret(document(["SKPD   DINAS KOMUNIKASI"], [table(BUDGET)]))) == (
        DocumentKind.KEGIATAN,
        True,
    )


def test_a_section_of_a_report_with_such_a_table_is_no_list() -> None:
    assert (
        interpret(document(["**3.5 Realisasi Anggaran**"], [table(BUDGET)])).kind
        is DocumentKind.KUTIPAN
    )


# What the kind decides ----------------------------------------------------------------------------

SIGNED_EARLY = "**BAB V**\n**PENUTUP**\nDemikian disusun.\n\nKlakah, 10 Agustus 2024"


def rules_found(report: Report) -> set[str]:
    return {finding.rule for finding in examine(report).findings}


def test_a_report_is_signed_after_its_year_and_a_plan_before() -> None:
    report = written(
        "**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**\n**TAHUN 2025**", FIRST, SIGNED_EARLY
    )
    plan = written(
        "**RENCANA KERJA (RENJA)**\n**KECAMATAN KLAKAH**\n**TAHUN 2025**", FIRST, SIGNED_EARLY
    )
    assert "TGL-01" in rules_found(report)
    assert "TGL-01" not in rules_found(plan)


def test_a_monthly_list_is_signed_after_its_month() -> None:
    title = "**LAPORAN PELAKSANAAN KEGIATAN**\n**BULAN : JUNI 2018**"
    august, may = (
        written(title, "Isi.", f"Penutup\n\nKlakah, 6 {month} 2018") for month in ("Agustus", "Mei")
    )
    assert august.period == Period(PeriodKind.BULAN, 6, year=2018)
    assert "TGL-01" not in rules_found(august)
    assert "TGL-01" in rules_found(may)


def test_a_month_named_in_the_text_of_an_annual_report_is_not_its_period() -> None:
    report = written(COVER, f"{THIRD}\nSampai dengan bulan Juni 2024 tercapai separuh.")
    assert report.period == Period(PeriodKind.TAHUN, year=2024)


def test_a_renstra_has_no_year_of_its_own() -> None:
    text = (
        "Rencana Strategis Kecamatan Klakah Tahun 2018-2023 telah berakhir dan Tahun 2024 "
        "menjadi masa peralihan."
    )
    plan = written(
        "**RENCANA STRATEGIS**\n**KECAMATAN KLAKAH**\n**TAHUN 2025-2029**", f"{FIRST}\n{text}"
    )
    report = written(COVER, f"{FIRST}\nRencana Strategis Kecamatan Klakah Tahun 2018-2023")
    assert plan.year is None
    assert "PKR-13" not in rules_found(plan)
    assert "PKR-13" in rules_found(report)


def test_an_excerpt_is_not_accused_of_what_it_lacks() -> None:
    pages = (FIRST, SECOND, THIRD, CLOSING)
    whole = written(COVER, *pages)
    cut = interpret(document(pages), GivenIdentity(DocumentKind.KUTIPAN))
    assert found_by(whole, "STR-02", "STR-12", "IDN-09")
    assert not found_by(cut, "STR-02", "STR-12", "IDN-09")


def test_pages_from_the_first_chapter_on_are_an_excerpt_unless_the_cover_is_a_picture() -> None:
    pages = (FIRST, SECOND, THIRD, CLOSING)
    cut, pictured = written(*pages), written(COVER, *pages, pictures=[1])
    assert kind_of(cut) == (DocumentKind.LKJ, True)
    assert kind_of(pictured) == (DocumentKind.LKJ, False)
    assert not found_by(cut, "STR-03", "STR-14")


# What the caller says -----------------------------------------------------------------------------


def test_what_the_caller_says_goes_before_what_the_document_says() -> None:
    given = GivenIdentity(DocumentKind.RENJA, "Kecamatan Ranuyoso", period_in_short("TW2 2023"))
    report = interpret(document([COVER, FIRST]), given)
    assert (report.kind, report.organisation, report.year) == (
        DocumentKind.RENJA,
        "Kecamatan Ranuyoso",
        2023,
    )
    assert report.period == Period(PeriodKind.TRIWULAN, 2, year=2023)
    assert report.identity.given
    assert "--kind" in kind_line(report, Lang("id"), masked)


def test_a_period_without_a_year_is_one_of_the_documents_year() -> None:
    report = interpret(document([COVER, FIRST]), GivenIdentity(period=period_in_short("TW3")))
    assert report.period == Period(PeriodKind.TRIWULAN, 3, year=2024)
    assert report.kind is DocumentKind.LKJ_TRIWULAN


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("TW4 2024", "TW4"),
        ("Triwulan II", "TW2"),
        ("smt1", "SMT1"),
        ("BLN6 2018", "BLN6"),
        ("2024", "TAHUN"),
    ],
)
def test_a_period_is_given_in_short_or_in_words(text: str, label: str) -> None:
    period = period_in_short(text)
    assert period is not None
    assert period.label == label


@pytest.mark.parametrize("text", ["", "TW5", "SMT3", "BLN0", "TAHUN2", "TW", "segera"])
def test_what_names_no_period_is_refused(text: str) -> None:
    assert period_in_short(text) is None


def test_the_line_on_the_kind_prints_its_evidence_without_a_nip() -> None:
    page = (
        "Laporan Kinerja NIP 19780415 199803 1 011 Tahun 2024\n\n\n\nSasaran kecamatan diukur "
        "dengan dua indikator."
    )
    report = interpret(document([page], [table(TARGETS)]))
    line = kind_line(report, Lang("id"), masked)
    assert report.kind is DocumentKind.LKJ
    assert "hal. 1" in line
    assert "19780415" not in line


# Documents of each kind ---------------------------------------------------------------------------


def test_the_corpus_has_a_document_of_every_kind() -> None:
    assert {one.kind for one in DOCUMENTS_OF_A_KIND} == set(DocumentKind)


@pytest.mark.parametrize("one", DOCUMENTS_OF_A_KIND, ids=lambda one: one.name)
def test_a_document_of_a_kind_is_known_and_has_no_fault_that_its_kind_does_not_have(
    one: KindSample, tmp_path: Path
) -> None:
    report = interpret(drawn.read(tmp_path, one.sheet.data))
    assert kind_of(report) == (one.kind, one.excerpt)
    assert [
        found.rule for found in examine(report).findings if found.severity is not Severity.INFO
    ] == []
