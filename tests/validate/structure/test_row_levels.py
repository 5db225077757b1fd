"""Tables without codes whose levels other evidence tells than their sums: names, wording of
indicators, looks.
"""

import pytest

from normalize.reference.official_names import official_levels
from normalize.values.codes import CodeLevel
from tests.audits import audit, drawn, found, report_of
from validate.audit_context import AuditContext
from validate.structure.row_levels import leveled_tables

HEAD = "Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Anggaran (Rp) | Realisasi (Rp)"

# the names stand in the decrees, the amounts nowhere; no kegiatan is the sum of its sub kegiatan
WRONG = """
    PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH           | Nilai SAKIP       | 96.710.000 | 91.320.000
    Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah | Persentase | 31.210.000 | 30.120.000
    Penyusunan Dokumen Perencanaan Perangkat Daerah        | Jumlah dokumen    | 11.110.000 | 10.100.000
    Evaluasi Kinerja Perangkat Daerah                      | Jumlah laporan    | 10.100.000 | 10.010.000
    Administrasi Keuangan Perangkat Daerah                 | Persentase        | 44.300.000 | 41.100.000
    Penyediaan Gaji dan Tunjangan ASN                      | Jumlah orang      | 33.200.000 | 30.100.000
    Administrasi Umum Perangkat Daerah                     | Persentase        | 21.200.000 | 20.100.000
    Penyediaan Bahan Logistik Kantor                       | Jumlah paket      | 13.300.000 | 12.300.000
    Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD   | Jumlah laporan    |  4.400.000 |  4.100.000
"""  # noqa: E501
RIGHT = (
    WRONG.replace("11.110.000 | 10.100.000", "21.110.000 | 20.110.000")
    .replace("33.200.000 | 30.100.000", "44.300.000 | 41.100.000")
    .replace(" 4.400.000 |  4.100.000", " 7.900.000 |  7.800.000")
)
NAMES = (
    *(
        "Perencanaan, Penganggaran, dan Evaluasi",
        "Penyusunan Dokumen",
        "Evaluasi",
        "Administrasi Keuangan",
    ),
    *(
        "Penyediaan Gaji",
        "Administrasi Umum",
        "Penyediaan Bahan Logistik",
        "Penyelenggaraan Rapat Koordinasi",
    ),
)


def unlisted(text: str) -> str:
    """Return a table with names that no decree lists."""
    for at, name in enumerate(NAMES):
        text = text.replace(f"{name} ", f"Urusan {chr(65 + at) * 4} ")
    return text


def test_kegiatan_that_official_names_tell_are_summed_even_if_every_sum_fails() -> None:
    (finding,) = found(audit(drawn(HEAD, WRONG)))
    assert (finding.rule, finding.spot.cell, len(finding.evidence)) == ("ANG-03", None, 6)
    assert finding.message.en.startswith("6 of 6 sums of kegiatan do not hold")


def test_the_same_table_whose_sums_hold_has_no_finding_and_is_all_confirmed() -> None:
    audited = audit(drawn(HEAD, RIGHT))
    assert found(audited) == []
    assert audited.coverage.confirmed == audited.coverage.numbers


def test_the_wording_of_indicators_tells_kegiatan_where_the_program_is_their_sum() -> None:
    (finding,) = found(audit(drawn(HEAD, unlisted(WRONG))))
    assert (finding.rule, len(finding.evidence)) == ("ANG-03", 6)


def test_wording_that_no_program_bears_out_tells_nothing() -> None:
    assert (
        found(
            audit(
                drawn(
                    HEAD,
                    unlisted(WRONG).replace("96.710.000 | 91.320.000", "99.710.000 | 99.320.000"),
                )
            )
        )
        == []
    )


@pytest.mark.parametrize("text", [WRONG, RIGHT])
def test_a_row_of_unlisted_name_has_the_level_that_its_wording_has_elsewhere(text: str) -> None:
    odd = text.replace("Penyediaan Bahan Logistik Kantor", "Belanja lain untuk urusan kantor")
    (table,) = leveled_tables(AuditContext(report_of(drawn(HEAD, odd))))
    assert table.unclear == ()
    assert [
        len(branch.children) for branch in table.branches if branch.level is CodeLevel.KEGIATAN
    ] == [2, 1, 2]


def test_rows_of_which_nothing_tells_the_level_are_counted_and_not_summed() -> None:
    plain = "\n".join(
        "|".join(line.split("|")[:1] + line.split("|")[2:]) for line in WRONG.strip().splitlines()
    )
    odd = plain.replace("Penyediaan Bahan Logistik Kantor", "Belanja lain untuk urusan kantor")
    odd = odd.replace("96.710.000 | 91.320.000", "99.710.000 | 99.320.000")
    audited = audit(drawn("Program/Kegiatan/Sub Kegiatan | Anggaran (Rp) | Realisasi (Rp)", odd))
    assert (found(audited), audited.uncertain) == ([], {"t1": 18})


def test_the_codes_that_another_table_gives_to_names_tell_their_levels() -> None:
    plain = "\n".join(
        "|".join(line.split("|")[:1] + line.split("|")[2:])
        for line in unlisted(WRONG).strip().splitlines()
    )
    table = drawn("Program/Kegiatan/Sub Kegiatan | Anggaran (Rp) | Realisasi (Rp)", plain)
    assert found(audit(table)) == []
    names = [line.partition("|")[0].strip() for line in plain.splitlines()]
    codes = [
        "7.01.01",
        *(
            f"7.01.01.2.0{at}{sub}"
            for at in (1, 2, 3)
            for sub in ("", ".0001", ".0002")[: 2 + (at != 2)]
        ),
    ]
    plan = "\n".join(f"{code} | {name}" for code, name in zip(codes, names, strict=True))
    (finding,) = found(audit(table, drawn("Kode | Uraian", plan, "t2")), "ANG")
    assert (finding.rule, len(finding.evidence)) == ("ANG-03", 6)


def test_kegiatan_of_former_years_that_are_called_as_sub_kegiatan_now_stand_under_their_program() -> (  # noqa: E501
    None
):
    rows = """
        Program Pelayanan Administrasi Perkantoran | 74.300.000 | 70.010.000
        Penyediaan Jasa Surat Menyurat             | 10.100.000 | 10.010.000
        Penyediaan Bahan Logistik Kantor           | 33.100.000 | 30.000.000
        Penyediaan Gaji dan Tunjangan ASN          | 31.200.000 | 30.000.000
    """
    (finding,) = found(audit(drawn("Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)", rows)))
    assert (finding.rule, finding.spot.printed, finding.expected) == (
        "ANG-04",
        "74.300.000",
        "74.400.000",
    )


NUMBERED = """
    I   | Program Satu      | 44.310.000 | 41.120.000
    1   | Belanja A         | 22.150.000 | 20.560.000
    2   | Belanja B         | 22.160.000 | 20.560.000
    II  | Program Dua       | 66.150.000 | 65.250.000
    3   | Belanja C         | 66.150.000 | 65.250.000
    III | Program Tiga      | 21.210.000 | 20.110.000
    4   | Belanja D         | 11.100.000 | 10.100.000
    5   | Belanja E         | 11.110.000 | 10.110.000
"""


def test_rows_numbered_otherwise_than_their_programs_stand_under_them_where_most_programs_say_so() -> (  # noqa: E501
    None
):
    head = "No | Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)"
    told = found(audit(drawn(head, NUMBERED)), "ANG-04")
    assert [(one.spot.printed, one.expected) for one in told] == [
        ("21.210.000", "22.210.000"),
        ("20.110.000", "20.210.000"),
    ]
    plain = "\n".join(line.partition("|")[2] for line in NUMBERED.strip().splitlines())
    assert (
        found(audit(drawn("Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)", plain)), "ANG-04")
        == []
    )


def test_a_row_that_no_list_names_is_no_kegiatan_beside_those_it_names_unless_the_sum_says_so() -> (
    None
):
    rows = """
        Program Pelayanan Administrasi             | 74.300.000 | 70.010.000
        Administrasi Keuangan Perangkat Daerah     | 30.100.000 | 30.010.000
        Administrasi Umum Perangkat Daerah         | 33.100.000 | 30.000.000
        Belanja yang tiada di daftar mana pun      | 11.200.000 | 10.000.000
        Administrasi Kepegawaian Perangkat Daerah  | 11.100.000 | 10.000.000
    """
    head = "Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)"
    assert found(audit(drawn(head, rows))) == []
    (finding,) = found(
        audit(drawn(head, rows.replace("74.300.000 | 70.010.000", "85.500.000 | 80.000.000")))
    )
    assert (finding.spot.printed, finding.expected) == ("80.000.000", "80.010.000")


def test_a_pagu_that_is_merged_over_two_indicator_rows_is_that_of_its_program() -> None:
    rows = """
        PROGRAM PERUMUSAN KEBIJAKAN, PENDAMPINGAN DAN ASISTENSI | Persentase kebijakan | 141.206.000 | 130.100.000
        ^                                                       | Persentase tindak lanjut | ^       | ^
        Perumusan Kebijakan Teknis di Bidang Pengawasan dan Fasilitasi Pengawasan | Jumlah | 1.600.000 | 1.500.000
        Pendampingan dan Asistensi                              | Persentase laporan   | 133.206.000 | 128.600.000
        PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH            | Nilai                |  44.300.000 |  41.100.000
        Administrasi Keuangan Perangkat Daerah                  | Persentase           |  44.300.000 |  41.100.000
    """  # noqa: E501
    (finding,) = found(audit(drawn(HEAD, rows)), "ANG-04")
    assert (finding.spot.printed, finding.expected) == ("141.206.000", "134.806.000")


def test_a_row_that_names_a_program_and_its_kegiatan_is_no_kegiatan_of_the_program_above() -> None:
    rows = """
        Program Satu |                                        | 44.300.000 | 41.100.000
                     | Administrasi Keuangan Perangkat Daerah | 44.300.000 | 41.100.000
        Program Dua  | Administrasi Umum Perangkat Daerah     | 21.200.000 | 20.100.000
        Program Tiga |                                        | 31.210.000 | 30.120.000
                     | Pengadaan Barang Milik Daerah Penunjang Urusan Pemerintah Daerah | 31.210.000 | 30.120.000
    """  # noqa: E501
    assert found(audit(drawn("Program | Kegiatan | Anggaran (Rp) | Realisasi (Rp)", rows))) == []


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("PROGRAM PENGELOLAAN PERSAMPAHAN", {CodeLevel.PROGRAM}),
        ("Administrasi Umum Perangkat Daerah", {CodeLevel.KEGIATAN}),
        ("Penyediaan Gaji dan Tunjangan A S N", {CodeLevel.SUB_KEGIATAN}),
        (
            "Pembinaan dan Advokasi Pengadaan Barang dan Jasa",
            {CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN},
        ),
        ("Rapat", set()),
        ("Makan siang bersama seluruh pegawai", set()),
    ],
)
def test_a_name_has_the_levels_at_which_the_decrees_list_it(
    name: str, levels: set[CodeLevel]
) -> None:
    assert official_levels(name) == levels
