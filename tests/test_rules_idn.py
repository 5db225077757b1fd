"""People, titles, the cover and regulations: IDN-01 to IDN-09."""

import pytest

from normalize.nips import find_nips
from normalize.report import Person, Report
from tests.reports import COVER, findings_of, found_by, whole, written
from tests.typed import place, report
from validate.findings import Certainty, Severity
from validate.rules import idn01_bentuk_nip, idn03_satu_nip

RIGHT, SPACED = "197804151998031011", "19780415 199803 1 011"
SLIPPED = "19730415 199803 1 011"
STRANGER = "19690111 199103 2 004"


def people(*printed: tuple[str, str, int]) -> Report:
    """Return a report that prints these names, with these NIP, on these pages."""
    return report(people=tuple(person(*one) for one in printed))


def person(name: str, nip: str, page: int) -> Person:
    (found,) = find_nips(f"NIP. {nip}")
    return Person(name, found, place(page=page), name.split(",")[0].upper())


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("19780415 199803 1 01", "bukan 18 angka"),
        ("19781315 199803 1 011", "delapan angka pertama bukan tanggal"),
        ("19780415 199813 1 011", "bulan TMT"),
        ("19780415 199803 3 011", "jenis kelamin"),
        ("19780415 199803 1 000", "nomor urut 000"),
    ],
)
def test_a_malformed_nip_says_what_is_wrong_with_it(nip: str, said: str) -> None:
    (finding,) = findings_of(idn01_bentuk_nip.RULE, people(("BUDI, S.Sos", nip, 3)))
    assert said in finding.message.id
    assert (finding.severity, finding.spot.printed, finding.spot.place.page) == (Severity.MINOR, nip, 3)


def test_a_malformed_nip_printed_twice_is_one_finding() -> None:
    (finding,) = findings_of(
        idn01_bentuk_nip.RULE, people(("BUDI", "19780415 199803 1 01", 3), ("BUDI", "1978041519980310 1", 9))
    )
    assert [spot.place.page for spot in finding.evidence] == [9]


@pytest.mark.parametrize("nip", [RIGHT, SPACED, "19800101 202321 1 001"])
def test_a_well_formed_nip_passes(nip: str) -> None:
    assert not findings_of(idn01_bentuk_nip.RULE, people(("BUDI", nip, 3)))


def test_two_nips_used_equally_often_show_the_later_and_offer_either() -> None:
    told = people(
        ("BUDI, S.Pi", SPACED, 3), ("BUDI, S.Pi, MP", RIGHT, 24), ("BUDI", SLIPPED, 25), ("BUDI", SLIPPED, 26)
    )
    (finding,) = findings_of(idn03_satu_nip.RULE, told)
    assert (finding.spot.place.page, finding.spot.printed) == (25, SLIPPED)
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert {spot.place.page for spot in finding.evidence} == {3, 24, 26}
    assert finding.expected == SPACED
    assert [(other.spot.place.page, other.expected) for other in finding.alternatives] == [(3, SLIPPED)]


def test_the_nip_that_fewer_places_share_is_shown() -> None:
    (finding,) = findings_of(
        idn03_satu_nip.RULE, people(("BUDI", SLIPPED, 3), ("BUDI", RIGHT, 24), ("BUDI", SPACED, 25))
    )
    assert finding.spot.place.page == 3
    assert not finding.alternatives


def test_the_message_names_the_differing_digit_and_prints_no_nip() -> None:
    (finding,) = findings_of(idn03_satu_nip.RULE, people(("BUDI", RIGHT, 3), ("BUDI", SLIPPED, 24)))
    assert "angka ke-4 " in finding.message.id
    assert "digit 4" in finding.message.en
    for text in finding.message:
        assert not find_nips(text)
        assert "1973" not in text


def test_a_missing_digit_is_a_difference_too() -> None:
    (finding,) = findings_of(idn03_satu_nip.RULE, people(("BUDI", RIGHT, 3), ("BUDI", RIGHT[:-1], 24)))
    assert "18" in finding.message.id


def test_two_nips_that_share_little_may_be_two_people() -> None:
    (finding,) = findings_of(idn03_satu_nip.RULE, people(("BUDI", RIGHT, 3), ("BUDI", STRANGER, 24)))
    assert finding.certainty is Certainty.UNVERIFIABLE
    assert "mungkin dua orang" in finding.message.id


def test_one_nip_in_two_spellings_and_two_people_with_two_nips_pass() -> None:
    told = people(("BUDI, S.Pi", SPACED, 3), ("Budi, S.Pi.", RIGHT, 24), ("SITI", STRANGER, 24))
    assert not findings_of(idn03_satu_nip.RULE, told)


def test_people_without_a_name_are_not_one_person() -> None:
    assert not findings_of(idn03_satu_nip.RULE, people(("", RIGHT, 3), ("", STRANGER, 24)))


# Ages, degrees and titles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nip", "said"),
    [
        ("19780415 202508 1 011", "TMT 202508"),
        ("19500101 200012 1 011", "50 tahun"),
        ("19550101 198003 1 001", "69 tahun"),
    ],
)
def test_dates_of_a_nip_that_do_not_fit_are_remarked_on(nip: str, said: str) -> None:
    (finding,) = found_by(people(("BUDI SANTOSO", nip, 3), ("BUDI SANTOSO", nip, 24)), "IDN-02")
    assert said in finding.message.id
    assert (finding.severity, finding.certainty) == (Severity.INFO, Certainty.UNVERIFIABLE)


@pytest.mark.parametrize("nip", [RIGHT, "19650101 199003 1 001", "19700101 202321 1 001", "19780415 199813 1 011"])
def test_usual_dates_contracts_and_malformed_numbers_pass(nip: str) -> None:
    assert not found_by(people(("BUDI SANTOSO", nip, 3)), "IDN-02")


def test_degrees_spelt_in_two_ways_are_told_once_a_person() -> None:
    nip = "NIP. 19780415 199803 1 011"
    told = written(
        f"ARIEF MASHUDI, S.PI, MP\n{nip}", f"ARIEF MASHUDI, S.Pi, MP\n{nip}", f"Arief Mashudi, S.Pi., MP.\n{nip}"
    )
    (finding,) = found_by(told, "IDN-04")
    assert (finding.spot.place.page, finding.expected, finding.severity) == (1, "S.Pi", Severity.INFO)


def test_a_name_without_a_nip_is_known_where_it_is_introduced() -> None:
    (finding,) = found_by(written("Nama : INDAH WAHYUNI, SH, M.Si", "INDAH WAHYUNI, S.H., M.Si"), "IDN-04")
    assert "SH / S.H" in finding.message.id


@pytest.mark.parametrize(
    "second",
    ["INDAH WAHYUNI, SH., M.Si.", "INDAH WAHYUNI, S H, M. Si", "INDAH WAHYUNI", "WAHYUNI, S.H", "SITI WAHYUNI, S.H"],
)
def test_dots_at_the_end_missing_degrees_and_other_people_are_no_other_spelling(second: str) -> None:
    assert not found_by(written("Nama : INDAH WAHYUNI, SH, M.Si", second.replace("S H", "SH")), "IDN-04")


ACTING = "Nama : INDAH WAHYUNI, S.H, M.Si\nJabatan : Pj. BUPATI LUMAJANG\n\nLumajang, 2 September 2024"


def test_one_person_as_acting_and_not_is_told_at_the_later_title() -> None:
    (finding,) = found_by(written(ACTING, "BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si"), "IDN-05")
    assert (finding.spot.place.page, finding.spot.printed) == (2, "BUPATI LUMAJANG")
    assert (finding.expected, finding.severity) == ("Pj. BUPATI LUMAJANG", Severity.MINOR)


@pytest.mark.parametrize(
    "second",
    [
        "Pj. BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "PJ BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "Pj.\nBUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "PENJABAT BUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "BUPATI LUMAJANG\n\nNIP. 19780415 199803 1 011\nINDAH WAHYUNI, S.H, M.Si",
        "BUPATI LUMAJANG\n\n\nTHORIQUL HAQ, M.ML",
        "disampaikan kepada Bupati Lumajang\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "SEKRETARIS DAERAH\n\n\nINDAH WAHYUNI, S.H, M.Si",
        "Lumajang, 3 Januari 2025\nBUPATI LUMAJANG\n\n\nINDAH WAHYUNI, S.H, M.Si",
        f"BUPATI LUMAJANG{' ' * 20}CAMAT KLAKAH\n\n\n{' ' * 35}INDAH WAHYUNI, S.H, M.Si",
    ],
)
def test_the_same_title_another_post_another_day_and_another_column_pass(second: str) -> None:
    assert not found_by(written(ACTING, second), "IDN-05")


# The cover and the regulations --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cover", "missing"),
    [
        ("**LAPORAN KINERJA**\n**KECAMATAN KLAKAH**", "tahun"),
        ("**LAPORAN KINERJA**\n**TAHUN 2024**", "perangkat daerah"),
        ("**LAPORAN KINERJA**", "perangkat daerah dan tahun"),
    ],
)
def test_what_a_cover_does_not_name_is_told_there(cover: str, missing: str) -> None:
    (finding,) = found_by(whole(cover=cover), "IDN-06")
    assert finding.message.id == f"sampul tidak menyebut {missing}"
    assert (finding.spot.place.page, finding.severity) == (1, Severity.MINOR)


def test_the_cover_of_a_quarterly_report_names_the_quarter() -> None:
    preface = "**KATA PENGANTAR**\nLaporan Kinerja Triwulan IV Tahun 2024."
    assert [one.message.id for one in found_by(whole(front=preface), "IDN-06")] == ["sampul tidak menyebut periode"]
    assert not found_by(whole(front=preface, cover=COVER.replace("TAHUN", "TRIBULAN IV")), "IDN-06")


@pytest.mark.parametrize("cover", [COVER, "**LKj CAMAT KLAKAH 2024**", " ", "**GAMBAR SAMPUL**"])
def test_a_full_cover_and_one_without_a_title_pass(cover: str) -> None:
    assert not found_by(whole(cover=cover), "IDN-06")


CITED = "Berdasarkan Peraturan Bupati Lumajang Nomor 96 Tahun 2019 tentang"
USUAL = f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan yang dimaksud adalah"


@pytest.mark.parametrize(
    "other",
    [
        "Perbup Lumajang Nomor 96 Tahun 2019 tentang Organisasi dan Tata Kerja Kecamatan)",
        f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan dan Kelurahan, menjelaskan bahwa",
    ],
)
def test_two_titles_of_one_regulation_are_told_at_the_rarer(other: str) -> None:
    (finding,) = found_by(written(USUAL, other, USUAL), "IDN-07")
    assert (finding.spot.place.page, finding.severity) == (2, Severity.MINOR)
    assert "Perbup 96/2019" in finding.message.id


@pytest.mark.parametrize(
    "other",
    [
        f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan, telah dapat dilaksanakan",
        f"{CITED} Kedudukan, Uraian Tugas Dan Fungsi Serta Tata Kerja Kecamatann yang",
        f"{CITED} Kedudukan, Uraian Tugas dan Fungsi serta Tata Kerja Kecamatan Klakah Kabupaten Lumajang menetapkan",
        f"{CITED} Organisasi OPD, telah dapat",
        f"{CITED} Kedudukan, Uraian Tugas",
        "Peraturan Bupati Lumajang Nomor 96 Tahun 2019",
        "Peraturan Bupati Lumajang Nomor 97 Tahun 2019 tentang Organisasi dan Tata Kerja.",
        "Peraturan Daerah Nomor 96 Tahun 2019 tentang Organisasi dan Tata Kerja.",
    ],
)
def test_the_same_an_abbreviated_a_cut_or_no_title_passes(other: str) -> None:
    assert not found_by(written(USUAL, other, USUAL), "IDN-07")


@pytest.mark.parametrize(
    ("text", "severity", "successor"),
    [
        ("Evaluasi berpedoman pada PermenPANRB Nomor 12 Tahun 2015.", Severity.MINOR, "PermenPANRB 88/2021"),
        ("Peraturan Pemerintah Nomor 58 Tahun 2005 menjadi dasar.", Severity.INFO, "PP 12/2019"),
    ],
)
def test_a_repealed_regulation_is_told_with_its_successor(text: str, severity: Severity, successor: str) -> None:
    (finding,) = found_by(written(COVER, f"{text}\n\n{text}"), "IDN-08")
    assert (finding.severity, finding.expected, len(finding.evidence)) == (severity, successor, 1)


@pytest.mark.parametrize(
    "text",
    [
        "PermenPANRB Nomor 12 Tahun 2015 telah dicabut dengan PermenPANRB Nomor 88 Tahun 2021.",
        "PermenPANRB Nomor 88 Tahun 2021",
        "Undang-Undang Nomor 23 Tahun 2014",
        "Peraturan Bupati Nomor 12 Tahun 2015",
    ],
)
def test_regulations_in_force_and_sentences_on_repeal_pass(text: str) -> None:
    assert not found_by(written(COVER, text), "IDN-08")


def test_a_regulation_repealed_in_the_year_of_the_report_was_in_force_when_it_began() -> None:
    cited = "Evaluasi berpedoman pada PermenPANRB Nomor 12 Tahun 2015."
    assert not found_by(written(COVER.replace("2024", "2021"), cited), "IDN-08")
    assert found_by(written(COVER.replace("2024", "2022"), cited), "IDN-08")


def test_a_whole_report_without_the_national_basis_is_told_at_its_first_chapter() -> None:
    (finding,) = found_by(whole(first="Berdasarkan Peraturan Bupati Nomor 6 Tahun 2018."), "IDN-09")
    assert (finding.spot.place.page, finding.severity) == (3, Severity.MINOR)


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Presiden Nomor 29\nTahun 2014",
        "PermenPANRB 53/2014",
        "Peraturan Menteri PAN dan RB No. 53 Tahun 2014",
    ],
)
def test_either_of_the_two_is_the_national_basis(text: str) -> None:
    assert not found_by(whole(second=text), "IDN-09")
