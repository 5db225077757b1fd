"""What the rules on print, dates, people and codes say of the Klakah report, in both renderings."""

from functools import cache

import pytest

from extract.document import read_document
from normalize.interpret import interpret
from normalize.report import Report
from tests.documents import CORPUS
from tests.reports import findings_of
from validate.catalogue import RULES
from validate.findings import Finding, Severity

AGREEMENT = {
    "PKR-01",
    "PKR-02",
    "PKR-03",
    "PKR-04",
    "PKR-08",
    "PKR-10",
    "PKR-13",
    "PKR-14",
    "PKR-16",
    "LTB-11",
}
RENDERINGS = ["klakah-tw4-2024.pdf", "klakah-tw4-2024-wordlike.pdf"]
RULES_ON_TEXT = [
    rule
    for rule in RULES
    if rule.id.startswith(("ANK", "TGL", "IDN", "KOD", "STR", "BKT")) or rule.id in AGREEMENT
]

# Read off the pages: rule -> page, row and column of the cell (none in running text), printed,
# expected.
Expected = tuple[int, tuple[int, int] | None, str, str | None]
EXPECTED: dict[str, list[Expected]] = {
    "ANK-01": [
        (20, (6, 3), "1,361,248,977", "1.361.248.977"),
        (21, (23, 4), "3,509,752", None),
        (21, (24, 4), "699,282", None),
        (21, (26, 3), "32,928,200", None),
    ],
    "ANK-02": [(21, (22, 3), "19.7195.216", "197.195.216")],
    "ANK-03": [
        (26, (0, 1), "Rp. 4.430.000.00", "4.430.000,00"),
        (26, (1, 1), "Rp. 55.095.000.00", None),
        (26, (2, 1), "Rp. 24.250.000.00", None),
        (26, (3, 1), "Rp. 7.200.000.00", None),
        (26, (4, 1), "Rp. 23.850.000.00", None),
        (26, (5, 1), "Rp. 1.780.578.508.00", None),
        (26, (6, 1), "Rp. 1.895.403.508.00", None),
    ],
    "ANK-04": [(13, (1, 6), "29.63", "29,63")],
    "ANK-05": [
        (20, (6, 3), "1,361,248,977", None),
        (21, (23, 4), "3,509,752", None),
        (21, (24, 4), "699,282", None),
        (21, (26, 3), "32,928,200", None),
    ],
    "ANK-07": [(12, (0, 2), "Rp.", "Rp")],
    "LTB-11": [
        (
            18,
            (0, 3),
            "Persentase Pemenuhan Fasilitas Kebutuhan Operasional Perkantoran",
            "Persentase Pemenuhan Fasilitasi Kebutuhan Operasional Perkantoran",
        ),
        (
            18,
            (2, 3),
            "Rata-rata persentase fasilitas pemberdayaan masyarakat",
            "Rata-rata persentase fasilitasi pemberdayaan masyarakat",
        ),
        (
            18,
            (3, 3),
            "persentase pemenuhan upaya trantibumPersentase Fasilitasi Koordinasi "
            "Ketenteraman dan Ketertiban Umum",
            "Persentase Fasilitasi Koordinasi Ketenteraman dan Ketertiban Umum",
        ),
        (
            18,
            (4, 3),
            "persentase pemenuhan urusan pemerintahan umum",
            "Persentase Fasilitasi Penyelenggaraan Urusan Pemerintahan Umum",
        ),
    ],
    "PKR-02": [(13, (0, 2), "Indeks Pelayanan Publik", None)],
    "PKR-03": [
        (
            13,
            (1, 1),
            "Meningkatkan penyelenggaraan pelayanan publik di kecamatan",
            "Meningkatnya Penyelenggaraan Pelayanan Publik di Kecamatan",
        ),
        (
            13,
            (2, 1),
            "Meningkatkan akuntabilitas pemerintah desa",
            "Meningkatnya akuntabilitas pemerintahan Desa",
        ),
    ],
    "PKR-04": [
        (
            13,
            (2, 2),
            "Rata-rata persentase desa dalam menyusun dokumen administrasi pemerintahan desa "
            "yang tepat waktu",
            "Rata-rata persentase desa yang menyusun dokumen administrasi pemerintahan desa "
            "yang tepat waktu",
        )
    ],
    "PKR-08": [(12, None, "Tabel 2.2. Lembar Dokumen Perjanjian Kinerja Camat tahun 2024", None)],
    "PKR-16": [(13, (1, 6), "TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63", None)],
    "BKT-01": [(30, None, "c. Bukti pelaporan LLPDES, RKPDes dan APBDES", None)],
    "BKT-04": [(34, None, "Ranupakis", None), (35, None, "Sruni", None)],
    "BKT-06": [(29, (34, 14), "√", None)],
    "TGL-01": [(24, None, "03 Januari 2024", "3 Januari 2025")],
    "TGL-05": [(15, None, "Triwulan III", "Triwulan IV")],
    "TGL-06": [(1, None, "Tribulan IV", "triwulan")],
    "TGL-07": [(3, None, "kurun waktu tiga bulan", None)],
    "IDN-03": [(25, None, "19730415 199803 1 011", "19780415 199803 1 011")],
    "IDN-04": [
        (2, None, "ARIEF MASHUDI, S.PI, MP", "S.Pi"),
        (25, None, "INDAH WAHYUNI, SH, M.Si", "S.H"),
    ],
    "IDN-05": [(26, None, "BUPATI LUMAJANG", "Pj. BUPATI LUMAJANG")],
    "IDN-07": [(3, None, "Peraturan Bupati Lumajang Nomor : 96 Tahun 2019", None)],
    "IDN-09": [(3, None, "BAB I PENDAHULUAN", None)],
    "STR-02": [(3, None, "BAB I PENDAHULUAN", None)],
    "STR-03": [(3, None, "BAB I PENDAHULUAN", None)],
    "STR-06": [(13, None, "BAB III AKUNTABILITAS KINERJA", None)],
    "STR-07": [(13, None, "BAB III AKUNTABILITAS KINERJA", None)],
    "STR-08": [(13, None, "BAB III AKUNTABILITAS KINERJA", None)],
    "STR-14": [(24, None, "PENUTUP", None)],
    "STR-16": [(12, None, "Tabel 2.2", None)],
    "STR-17": [(13, None, "6", "7")],
    "STR-18": [(15, (3, 0), "2", None)],
    "STR-19": [(27, None, "b", "B")],
    "STR-20": [(13, None, "➤ Tabel 3.1.1 Capaian Kinerja", None)],
    "STR-21": [
        (5, None, "fasilitasai", "fasilitasi"),
        (6, None, "aparaturn", "aparatur"),
        (6, None, "peneruan", "penentuan"),
        (6, None, "yag", "yang"),
        (17, None, "volumen", "volume"),
        (18, (0, 1), "Presentase", "persentase"),
        (18, (1, 2), "PENYELENGGARAN", "penyelenggaraan"),
    ],
    "KOD-01": [(21, (31, 0), "7.01.02.2.01.02", "7.01.02.2.01.0002")],
    "KOD-02": [(20, (14, 0), "7.01.01.2.06.0001", None)],
    "KOD-03": [
        (
            20,
            (0, 1),
            "PROGRAM PENUNJANG PEMERINTAHAN DAERAH KABUPATEN / KOTA",
            "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
        )
    ],
}


@cache
def klakah(rendering: str) -> Report:
    return interpret(read_document(CORPUS / rendering))


def findings(rendering: str, rule: str) -> list[Finding]:
    return findings_of(next(one for one in RULES_ON_TEXT if one.id == rule), klakah(rendering))


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("rule", [rule.id for rule in RULES_ON_TEXT])
def test_every_slip_of_the_report_is_found_in_its_place_and_nothing_else(
    rendering: str, rule: str
) -> None:
    spots = [
        (spot, f.expected if spot == f.spot else None)
        for f in findings(rendering, rule)
        for spot in (f.spot, *(f.further_places if f.whole_table else ()))
    ]
    found: list[Expected] = [
        (
            spot.place.page,
            (spot.cell.row, spot.cell.column) if spot.cell else None,
            spot.printed,
            expected,
        )
        for spot, expected in spots
    ]
    assert sorted(found, key=repr) == sorted(EXPECTED.get(rule, []), key=repr)


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_only_broken_groups_the_date_the_quarter_the_nip_and_the_shifted_page_are_more_than_minor(
    rendering: str,
) -> None:
    heavy = [
        rule.id
        for rule in RULES_ON_TEXT
        for f in findings(rendering, rule.id)
        if f.severity.rank > Severity.MINOR.rank
    ]
    assert heavy == ["ANK-02", "TGL-01", "TGL-05", "IDN-03", "BKT-06"]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_broken_amount_is_confirmed_by_remainder_percentage_and_sum(rendering: str) -> None:
    (finding,) = findings(rendering, "ANK-02")
    assert finding.formula == (
        "201.404.250 − 197.195.216 = 4.209.034; 197.195.216 ÷ 201.404.250 × 100 = 97,91; "
        "31.746.248 + 165.448.968 = 197.195.216"
    )


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_preface_stands_under_the_closing_date_it_contradicts(rendering: str) -> None:
    (finding,) = findings(rendering, "TGL-01")
    assert [(f.rule, f.spot.place.page, f.spot.printed) for f in finding.followers] == [
        ("TGL-02", 2, "3 Januari 2025")
    ]
