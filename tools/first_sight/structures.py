"""Budgets whose rows are under each other in ways that real reports have, some with sums made wrong
on purpose.
"""

from collections.abc import Callable, Sequence
from random import Random
from textwrap import wrap

from tests import drawn
from tools.first_sight.budgets import LEFT, TOP, percent, rupiah
from tools.first_sight.sheets import DrawnSheet, PlantedError, known

Rows = list[tuple[str, ...]]

_CODED = ("Kode Rekening", "Program/Kegiatan", "Anggaran (Rp)")
_NAMED = ("Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja", "Anggaran (Rp)")
# kegiatan with two of their sub kegiatan, as Kepmendagri 900.1.15.5-1317/2023 lists them
_OFFICIAL = (
    (
        "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
        ("Penyusunan Dokumen Perencanaan Perangkat Daerah", "Evaluasi Kinerja Perangkat Daerah"),
    ),
    (
        "Administrasi Keuangan Perangkat Daerah",
        (
            "Penyediaan Gaji dan Tunjangan ASN",
            "Pelaksanaan Penatausahaan dan Pengujian/Verifikasi Keuangan SKPD",
        ),
    ),
    (
        "Administrasi Umum Perangkat Daerah",
        (
            "Penyediaan Bahan Logistik Kantor",
            "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
        ),
    ),
    (
        "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah",
        ("Penyediaan Jasa Pelayanan Umum Kantor", "Penyediaan Jasa Surat Menyurat"),
    ),
)
_VILLAGES = ("Sumberwringin", "Karanganyar", "Tegalrejo", "Wonosari", "Purwodadi")


def foreign_codes(rng: Random) -> DrawnSheet:
    """Draw a program two of whose kegiatan have codes of another prefix; all three add up."""
    first, second, third, other = (_amount(rng) for _ in range(4))
    codes = [f"1.00.2.10.1.02.{number:02}" for number in (7, 12)]
    rows: Rows = [
        ("2.10.2.10.1.02", "Program sarana dan prasarana", rupiah(first + second + third)),
        (codes[0], "Pengadaan perlengkapan kantor", rupiah(first)),
        (codes[1], "Pengadaan komputer", rupiah(second)),
        ("2.10.2.10.1.02.10", "Pengadaan mebeleur", rupiah(third)),
        ("2.10.2.10.1.15", "Program pengembangan informasi", rupiah(other)),
        ("2.10.2.10.1.15.02", "Pembinaan jaringan informasi", rupiah(other)),
    ]
    wrong = PlantedError(
        "kode_awalan_lain", ("ANG-10",), 1, 0, "2.10" + codes[0][4:], codes[0], copies=(2,)
    )
    return _sheet(_CODED, rows, (110, 260, 110), [wrong])


def repeated_codes(rng: Random) -> DrawnSheet:
    """Draw a kegiatan whose sub kegiatan is once a kelurahan under the same code; all rows add
    up.
    """
    amounts = [_amount(rng) for _ in _VILLAGES]
    total = rupiah(sum(amounts))
    rows: Rows = [
        ("7.01.03", "Program Pemberdayaan Masyarakat", total),
        ("7.01.03.2.01", "Kegiatan kelurahan", total),
    ]
    rows += [
        ("7.01.03.2.01.0001", f"Sarana Kelurahan {name}", rupiah(amount))
        for name, amount in zip(_VILLAGES, amounts, strict=True)
    ]
    return _sheet(_CODED, [*rows, ("", "JUMLAH", total)], (110, 260, 110), [])


def wrong_kegiatan(rng: Random) -> DrawnSheet:
    """Draw a program without codes of which most kegiatan are not the sum of their sub kegiatan."""
    sums = [[_amount(rng), _amount(rng)] for _ in _OFFICIAL]
    printed = [sum(parts) + (_amount(rng) if at else 0) for at, parts in enumerate(sums)]
    rows: Rows = [
        ("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH", "Nilai SAKIP", rupiah(sum(printed)))
    ]
    for (name, beneath), parts, amount in zip(_OFFICIAL, sums, printed, strict=True):
        rows.append((name, "Persentase", rupiah(amount)))
        rows += [
            (sub, "Jumlah dokumen", rupiah(part)) for sub, part in zip(beneath, parts, strict=True)
        ]
    was, now = rupiah(sum(sums[1])), rupiah(printed[1])
    return _sheet(
        _NAMED,
        rows,
        (250, 110, 110),
        [PlantedError("jumlah_kegiatan", ("ANG-03",), None, None, was, now)],
    )


def shared_pagu(rng: Random) -> DrawnSheet:
    """Draw two programs, one with its pagu over two rows of indicators and more than its
    kegiatan.
    """
    first, second, third = (_amount(rng) for _ in range(3))
    was, now = rupiah(first + second), rupiah(first + second + _amount(rng))
    rows: Rows = [
        ("PROGRAM PERUMUSAN KEBIJAKAN, PENDAMPINGAN DAN ASISTENSI", "Persentase kebijakan", now),
        ("^", "Persentase tindak lanjut", "^"),
        (
            "Perumusan Kebijakan Teknis di Bidang Pengawasan dan Fasilitasi Pengawasan",
            "Jumlah draft",
            rupiah(first),
        ),
        ("Pendampingan dan Asistensi", "Persentase laporan", rupiah(second)),
        ("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH", "Nilai SAKIP", rupiah(third)),
        ("Administrasi Keuangan Perangkat Daerah", "Persentase", rupiah(third)),
    ]
    return _sheet(
        _NAMED, rows, (250, 130, 110), [PlantedError("jumlah_program", ("ANG-04",), 0, 2, was, now)]
    )


def split_list(rng: Random) -> DrawnSheet:
    """Draw a list over two tables, with words between them; the total of the last adds up both, but
    for realisasi.
    """
    head = ("No", "Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)")
    pagu = [_amount(rng) for _ in range(6)]
    spent = [int(amount * rng.uniform(0.7, 1)) for amount in pagu]
    lines = [
        (str(at), f"Kegiatan bagian {name}", rupiah(amount), rupiah(realised))
        for at, (name, amount, realised) in enumerate(zip("ABCDEF", pagu, spent, strict=True), 1)
    ]
    was, now = rupiah(sum(spent)), rupiah(sum(spent) + _amount(rng))
    parts: list[Rows] = [list(lines[:2]), [*lines[2:], ("", "Jumlah", rupiah(sum(pagu)), now)]]
    widths = (30, 220, 110, 110)
    title = drawn.words("Tabel 3.4 Realisasi Keuangan Tahun 2024", 150, TOP + 12, bold=True)
    below = drawn.words("Rincian menurut bagian dilanjutkan pada halaman berikut.", LEFT, 600)
    pages = [title + drawn.table((head, *parts[0]), widths, left=LEFT, top=TOP) + below]
    pages.append(drawn.table((head, *parts[1]), widths, left=LEFT, top=TOP))
    tables = tuple(known(part, header=[head], pages=[page]) for page, part in enumerate(parts, 1))
    wrong = PlantedError("jumlah_daftar", ("ANG-05",), 4, 3, was, now, table=1, page=2)
    return DrawnSheet(drawn.pdf(pages), tables, (wrong,))


def staff_total(rng: Random) -> DrawnSheet:
    """Draw a table of staff whose last total is wrong."""
    rows = [[rng.randint(11, 30), rng.randint(11, 30)] for _ in range(5)]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    names = ("Golongan IV", "Golongan III", "Golongan II", "Golongan I", "Tenaga kontrak")
    lines: Rows = [
        (str(at), name, *map(str, row))
        for at, (name, row) in enumerate(zip(names, rows, strict=True), 1)
    ]
    was, now = str(sums[1]), str(sums[1] + rng.randint(31, 60))
    lines.append(("", "Jumlah", str(sums[0]), now))
    head = ("No", "Golongan", "Laki-laki", "Perempuan")
    return _sheet(
        head,
        lines,
        (30, 200, 80, 80),
        [PlantedError("jumlah_pegawai", ("ANG-20",), 5, 3, was, now)],
        "Keadaan Pegawai",
    )


def two_wrong(rng: Random) -> DrawnSheet:
    """Draw a program of six kegiatan with a wrong pagu, and a wrong percentage in one of them."""
    head = ("Kode", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "%")
    pagu = [_amount(rng) for _ in range(6)]
    spent = [int(amount * rng.uniform(0.5, 0.9)) for amount in pagu]
    shares = [percent(part, whole) for part, whole in zip(spent, pagu, strict=True)]
    total = sum(pagu) + _amount(rng)
    was, shares[2] = shares[2], percent(spent[2] + pagu[2] // 10, pagu[2])
    rows: Rows = [
        ("7.01.02", "Program Satu", rupiah(total), rupiah(sum(spent)), percent(sum(spent), total))
    ]
    for at, (amount, realised, share) in enumerate(zip(pagu, spent, shares, strict=True), 1):
        rows.append(
            (f"7.01.02.2.{at:02}", f"Kegiatan {at}", rupiah(amount), rupiah(realised), share)
        )
    errors = [
        PlantedError("jumlah_program", ("ANG-04",), 0, 2, rupiah(sum(pagu)), rupiah(total)),
        PlantedError("persentase", ("ANG-02",), 3, 4, was, shares[2]),
    ]
    return _sheet(head, rows, (80, 120, 110, 110, 50), errors)


def shared_realisasi(rng: Random) -> DrawnSheet:
    """Draw a realisasi, remainder and percentage that are merged over the rows of two pagu, and
    right.
    """
    head = ("Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%")
    pagu = [_amount(rng) for _ in range(2)]
    spent = int(max(pagu) + min(pagu) * rng.uniform(0.1, 0.9))
    beside = (rupiah(spent), rupiah(sum(pagu) - spent), percent(spent, sum(pagu)))
    rows: Rows = [
        ("Program Satu", rupiah(sum(pagu)), *beside),
        ("Kegiatan satu", rupiah(pagu[0]), *beside),
        ("Kegiatan dua", rupiah(pagu[1]), "^", "^", "^"),
    ]
    return _sheet(head, rows, (140, 90, 90, 90, 45), [])


def _amount(rng: Random) -> int:
    """Return an amount that adds up with no others by chance."""
    return rng.randint(10_000, 900_000) * 1_000 + rng.randint(1, 9) * 100


def _without_marks(row: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a row, nothing where a cell continues from above."""
    return tuple("" if text == "^" else text for text in row)


def _sheet(
    head: tuple[str, ...],
    rows: Rows,
    widths: Sequence[float],
    errors: Sequence[PlantedError],
    caption: str = "Realisasi Anggaran",
) -> DrawnSheet:
    """Return a page with one ruled table, whose texts are broken where they do not fit."""
    broken = [tuple(map(_broken, row, widths)) for row in (head, *rows)]
    title = drawn.words(f"Tabel 3.1 {caption} Tahun 2024", 150, TOP + 12, bold=True)
    page = title + drawn.table(broken, widths, left=LEFT, top=TOP)
    read = [_without_marks(row) for row in rows]
    return DrawnSheet(drawn.pdf([page]), (known(read, header=[head]),), tuple(errors))


def _broken(text: str, width: float) -> str:
    return "\n".join(
        wrap(text, int((width - 2 * drawn.PADDING) / (drawn.SIZE * 0.62)), break_on_hyphens=False)
    )


# what each is about, as its name in the corpus says
STRUCTURES: Sequence[tuple[str, Callable[[Random], DrawnSheet]]] = (
    ("codes of another prefix", foreign_codes),
    ("codes once a kelurahan", repeated_codes),
    ("sums of kegiatan that fail", wrong_kegiatan),
    ("a pagu over two indicators", shared_pagu),
    ("a list in two tables", split_list),
    ("a total of staff", staff_total),
    ("a program and a percentage wrong", two_wrong),
    ("a realisasi for two pagu", shared_realisasi),
)
