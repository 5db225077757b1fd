"""What a whole report holds beside its tables: a summary, comparisons, causes, what programs did,
bases and a review.

Every number that it repeats states what it is; what is nowhere else (last year, the plan, the
nation) does not.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from tools.generator.facts.notation import in_words
from tools.generator.facts.offices import draw_reviewer
from tools.generator.facts.performance import Indicator
from tools.generator.facts.scenario import JUMLAH, Scenario
from tools.generator.facts.terms import TermKind
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    ParagraphStyle,
    PrintedItem,
    PrintedTable,
    StatedFact,
    StatedMeasure,
)
from tools.generator.report.writer import (
    Writer,
    money,
    named_period,
    set_text,
    share,
    signed,
    unit_of,
)

# Front --------------------------------------------------------------------------------------------


def summary(writer: Writer) -> Iterator[Block]:
    """Yield the ikhtisar eksekutif."""
    draft, situation = writer.draft, writer.draft.situation
    line, percent = situation.jumlah, "" if draft.notation.sign else "%"
    count = PrintedItem(str(len(situation.programs)), StatedFact(StatedMeasure.BANYAK, "program"))
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "IKHTISAR EKSEKUTIF")
    yield set_text(
        ParagraphStyle.BODY,
        f"Laporan Kinerja {situation.office.name} ",
        named_period(situation.term.label),
        f" menyajikan hasil pengukuran {len(_indicators(situation))} indikator dari "
        f"{len(situation.sasaran)} sasaran. "
        "Pencapaian sasaran tersebut didukung ",
        count,
        " program.",
    )
    for sasaran in situation.sasaran:
        indicator = sasaran.indicators[0]
        yield set_text(
            ParagraphStyle.BODY,
            f"Capaian kinerja {indicator.name} sebesar ",
            draft.capaian(indicator),
            f"{percent}.",
        )
    if "rata-rata" in writer.traits:
        yield set_text(
            ParagraphStyle.BODY,
            "Rata-rata capaian kinerja sasaran sebesar ",
            draft.mean(),
            f"{percent}.",
        )
    words = PrintedItem(
        in_words(line.realisasi),
        StatedFact(StatedMeasure.TERBILANG, JUMLAH, Fraction(line.realisasi)),
    )
    yield set_text(
        ParagraphStyle.BODY,
        "Realisasi anggaran sebesar Rp",
        money(draft, StatedMeasure.REALISASI, JUMLAH, line.realisasi),
        " (",
        words,
        " rupiah) atau ",
        share(draft, line),
        "% dari pagu anggaran sebesar Rp",
        money(draft, StatedMeasure.PAGU, JUMLAH, line.pagu),
        ".",
    )


def _indicators(situation: Scenario) -> list[Indicator]:
    return [indicator for sasaran in situation.sasaran for indicator in sasaran.indicators]


def review(writer: Writer) -> Iterator[Block]:
    """Yield the statement that the report of a year was reviewed."""
    situation = writer.draft.situation
    if situation.term.kind is not TermKind.TAHUN:
        return
    office, year = situation.office, situation.term.year
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "PERNYATAAN TELAH DIREVIU")
    yield set_text(
        ParagraphStyle.BODY,
        f"Kami telah mereviu Laporan Kinerja {office.name} tahun anggaran {year} sesuai "
        "pedoman reviu atas laporan "
        "kinerja. Substansi informasi yang dimuat dalam laporan kinerja menjadi tanggung "
        "jawab manajemen "
        f"{office.name}.",
    )
    yield set_text(
        ParagraphStyle.BODY,
        "Reviu bertujuan untuk memberikan keyakinan terbatas bahwa laporan kinerja telah "
        "disajikan secara akurat, "
        "andal dan valid. Berdasarkan reviu kami, tidak terdapat kondisi atau hal-hal yang "
        "menimbulkan perbedaan "
        "dalam meyakini keandalan informasi yang disajikan di dalam laporan kinerja ini.",
    )
    day = writer.closing_day + timedelta(days=writer.random.randint(3, 9))
    yield signed(writer, "pernyataan_reviu", day, [draw_reviewer(writer.random, office, year)])


# Bases --------------------------------------------------------------------------------------------

_NATIONAL = (
    (
        "Peraturan Presiden Nomor 29 Tahun 2014",
        "Sistem Akuntabilitas Kinerja Instansi Pemerintah",
    ),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 "
        "Tahun 2014",
        "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas "
        "Laporan Kinerja Instansi "
        "Pemerintah",
    ),
)
_DUTIES = "Uraian Tugas dan Fungsi serta Tata Kerja Perangkat Daerah"


def legal_basis(writer: Writer) -> Iterator[Block]:
    """Yield the regulations that the report rests on, and the one that gives the office its
    duties.
    """
    office = writer.draft.situation.office
    yield set_text(ParagraphStyle.HEADING, "1.4 Dasar Hukum")
    yield set_text(ParagraphStyle.BODY, "Laporan kinerja ini disusun berdasarkan:")
    for letter, (regulation, about) in zip("ab", _NATIONAL, strict=True):
        yield set_text(ParagraphStyle.ITEM, f"{letter}. {regulation} tentang {about};")
    yield set_text(ParagraphStyle.ITEM, "c. ", *_cited_duties(writer), ".")
    yield set_text(ParagraphStyle.HEADING, "1.5 Tugas dan Fungsi")
    yield set_text(
        ParagraphStyle.BODY,
        f"Tugas dan fungsi {office.name} diatur dalam ",
        *_cited_duties(writer),
        ", yang menjadi dasar pembagian tugas setiap jabatan. ",
        PrintedItem(
            "Penilaian kinerja individu pegawai", StatedFact(StatedMeasure.SEBUTAN, "pegawai")
        ),
        " dilakukan melalui sasaran kinerja pegawai.",
    )


def _cited_duties(writer: Writer) -> Iterator[PrintedItem | str]:
    """Yield the regulation that gives the office its duties, with its title."""
    situation = writer.draft.situation
    number, year = 10 + len(situation.office.region), situation.term.year - 3
    yield f"Peraturan {situation.office.regent.title} Nomor {number} Tahun {year} tentang "
    yield PrintedItem(_DUTIES, StatedFact(StatedMeasure.JUDUL, f"Perbup {number}/{year}"))


def basis_of_promise(writer: Writer) -> Iterator[Block]:
    """Yield what the perjanjian kinerja rests on: one regulation with its title, one without."""
    yield set_text(
        ParagraphStyle.BODY,
        "Sasaran dan program tersebut disusun sesuai ",
        *_cited_duties(writer),
        ". ",
        PrintedItem("Perpres Nomor 29 Tahun 2014", StatedFact(StatedMeasure.SEBUTAN, "peraturan")),
        " menjadi pedoman pengukurannya.",
    )


# Results ------------------------------------------------------------------------------------------


class _Yardsticks(NamedTuple):
    """What the result of an indicator is compared with: last year's, the end of the plan, the
    nation.
    """

    earlier: Fraction
    planned: Fraction
    national: Fraction


def comparisons(writer: Writer) -> Iterator[Block]:
    """Yield a paragraph on an indicator of each sasaran, compared with last year, the plan and the
    nation.
    """
    yield set_text(ParagraphStyle.HEADING, "Perbandingan Realisasi Kinerja")
    for sasaran in writer.draft.situation.sasaran:
        indicator = sasaran.indicators[0]
        yield set_text(
            ParagraphStyle.BODY, *_compared(writer, indicator, _yardsticks(writer, indicator))
        )


def _yardsticks(writer: Writer, indicator: Indicator) -> _Yardsticks:
    """Draw what lies behind and before the result: each differs from it, and the plan asks for more
    than the year.
    """
    counted = indicator.unit not in ("%", "Indeks")
    better = -1 if indicator.lower else 1
    earlier, ahead, national = (
        better
        * (
            Fraction(writer.random.randint(1, most))
            if counted
            else Fraction(writer.random.randint(5, 10 * most), 10)
        )
        for most in (4, 3, 5)
    )
    planned = indicator.target + ahead
    return _Yardsticks(
        indicator.hasil - earlier,
        min(planned, Fraction(100)) if indicator.unit == "%" else planned,
        indicator.hasil - national,
    )


def _compared(
    writer: Writer, indicator: Indicator, with_: _Yardsticks
) -> Iterator[PrintedItem | str]:
    draft, term = writer.draft, writer.draft.situation.term
    unit = unit_of(draft, indicator)
    earlier, planned, national = (draft.notation.besaran(value, indicator.unit) for value in with_)
    progress = Indicator(
        indicator.name, indicator.unit, with_.planned, indicator.hasil, indicator.lower
    ).capaian
    before = (
        f"tahun {term.year - 1}"
        if term.kind is TermKind.TAHUN
        else f"periode yang sama tahun {term.year - 1}"
    )
    yield (
        f"Realisasi {indicator.name} {'menurun' if indicator.lower else 'meningkat'} dari "
        f"{earlier}{unit} pada "
    )
    yield f"{before} menjadi "
    yield draft.besaran(StatedMeasure.HASIL, indicator)
    yield (
        f"{unit} pada tahun {term.year}. Dibandingkan dengan target akhir periode Renstra "
        f"tahun {term.year + 2} "
    )
    yield (
        f"sebesar {planned}{unit}, realisasi tersebut mencapai "
        f"{draft.notation.decimal(progress, 2)}%. Rata-rata "
    )
    yield f"nasional untuk indikator sejenis pada tahun {term.year - 1} sebesar {national}{unit}."


_SUPPORTING = (
    "Komitmen pimpinan dalam pemantauan rencana aksi setiap bulan",
    "Tersedianya prosedur kerja yang dipahami seluruh pelaksana",
    "Dukungan data dari perangkat daerah terkait",
    "Keterlibatan masyarakat sejak tahap perencanaan",
)
_HINDERING = (
    "Jumlah pelaksana teknis yang belum sebanding dengan beban kerja",
    "Penyampaian data dari unit kerja yang belum tepat waktu",
    "Jaringan internet yang belum merata di wilayah kerja",
)
_REMEDIES = (
    "Pembagian ulang tugas dan pelatihan teknis bagi pelaksana",
    "Penetapan jadwal penyampaian data beserta petugas penghubungnya",
    "Penyediaan jaringan cadangan pada lokasi pelayanan",
)


def causes(writer: Writer) -> Iterator[Block]:
    """Yield what helped, what hindered, and what is done about it, an obstacle and its
    remedy each.
    """
    yield set_text(ParagraphStyle.HEADING, "Analisis Penyebab Keberhasilan dan Kegagalan")
    supporting = writer.random.sample(_SUPPORTING, 3)
    hindering = writer.random.sample(range(len(_HINDERING)), 2)
    groups = (
        ("Faktor pendukung pencapaian kinerja adalah:", supporting),
        ("Faktor penghambat pencapaian kinerja adalah:", [_HINDERING[at] for at in hindering]),
        (
            "Upaya yang dilakukan untuk mengatasi hambatan tersebut adalah:",
            [_REMEDIES[at] for at in hindering],
        ),
    )
    for lead, items in groups:
        yield set_text(ParagraphStyle.BODY, lead)
        yield from (
            set_text(ParagraphStyle.ITEM, f"{letter}. {item};")
            for letter, item in zip("abc", items, strict=False)
        )


_CONTRIBUTIONS = (
    "Pelaksanaan program ini menjaga kelancaran administrasi, pemeliharaan sarana kerja dan "
    "pengelolaan barang milik "
    "daerah, sehingga pelayanan berjalan tanpa gangguan dan setiap bidang dapat memusatkan "
    "perhatian pada tugasnya.",
    "Keluaran yang dihasilkan dimanfaatkan langsung oleh penerima layanan, ditandai dengan "
    "berkurangnya keluhan yang "
    "diterima petugas, makin singkatnya waktu penyelesaian permohonan, serta tersedianya "
    "dokumen yang dapat diperiksa.",
    "Pendampingan kepada kelompok sasaran dilakukan sejak awal tahun melalui kunjungan "
    "lapangan dan pertemuan rutin, "
    "hasilnya dicatat dalam laporan bulanan dan dibahas bersama pihak terkait sebelum "
    "kegiatan berikutnya dimulai.",
    "Koordinasi dengan instansi lain mempercepat penyelesaian persoalan lintas wilayah, "
    "karena pembagian peran telah "
    "disepakati sejak penyusunan rencana dan setiap kesepakatan ditindaklanjuti dengan surat "
    "tugas yang jelas.",
    "Peningkatan kemampuan aparatur melalui bimbingan teknis memberikan hasil berupa dokumen "
    "yang lebih lengkap, "
    "penyampaian yang lebih tertib, dan berkurangnya perbaikan berulang atas berkas yang "
    "diajukan sepanjang tahun.",
    "Penggunaan aplikasi pencatatan memudahkan pemantauan kemajuan pekerjaan oleh pimpinan, "
    "memperlihatkan lebih awal "
    "pekerjaan yang tertinggal, dan menjadi dasar penyesuaian jadwal maupun penugasan pada "
    "bulan-bulan berikutnya.",
)


def programs(writer: Writer) -> Iterator[Block]:
    """Yield what each program spent and how it served the sasaran."""
    draft, term = writer.draft, writer.draft.situation.term
    having = writer.random.choice(("didukung", "dengan"))
    yield set_text(ParagraphStyle.HEADING, "Analisis Program yang Menunjang Pencapaian Kinerja")
    for line, contribution in zip(draft.situation.programs, _CONTRIBUTIONS, strict=False):
        name = line.name.title() if line.name.isupper() else line.name
        yield set_text(
            ParagraphStyle.BODY,
            f"{name} tahun {term.year} {having} pagu anggaran sebesar Rp",
            money(draft, StatedMeasure.PAGU, line.code, line.pagu),
            ", terealisasi sebesar Rp",
            money(draft, StatedMeasure.REALISASI, line.code, line.realisasi),
            " atau ",
            share(draft, line),
            "%.",
        )
        yield set_text(
            ParagraphStyle.BODY,
            PrintedItem(contribution, StatedFact(StatedMeasure.ANALISIS, line.code)),
        )


# End ----------------------------------------------------------------------------------------------


def conclusions(writer: Writer) -> Iterator[Block]:
    """Yield what the closing chapter says of the results before it ends."""
    yield set_text(
        ParagraphStyle.BODY,
        PrintedItem(claim_of(writer.draft.situation), StatedFact(StatedMeasure.KLAIM, "sasaran")),
        " Hasil tersebut menjadi bahan penyusunan rencana kinerja tahun berikutnya.",
    )
    yield set_text(
        ParagraphStyle.BODY,
        "Kami menyadari bahwa ",
        PrintedItem("Laporan Kinerja", StatedFact(StatedMeasure.SEBUTAN, "laporan")),
        " ini masih memerlukan penyempurnaan.",
    )


def claim_of(situation: Scenario) -> str:
    """Return what may be said of the results altogether."""
    indicators = _indicators(situation)
    reached = sum(indicator.capaian >= 100 for indicator in indicators)
    if reached == len(indicators):
        return "Seluruh sasaran telah tercapai."
    if not reached:
        return "Belum seluruh sasaran tercapai sesuai target."
    return f"Dari {len(indicators)} indikator kinerja, {reached} indikator mencapai target."


_SOURCES = {
    "capaian": "hasil pengukuran kinerja {office}, diolah",
    "cost_per_outcome": "hasil pengukuran kinerja dan laporan realisasi anggaran {office}, diolah",
    "sumber_daya": "hasil pengukuran kinerja dan laporan realisasi anggaran {office}, diolah",
    "realisasi_anggaran": "laporan realisasi anggaran {office}",
    "perjanjian_kinerja_sasaran": "perjanjian kinerja {office}",
    "perjanjian_kinerja_program": "perjanjian kinerja {office}",
    "other": "data kepegawaian {office}",
}


def sourced(writer: Writer, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, and under each table where its figures come from."""
    for block in blocks:
        yield block
        if isinstance(block, PrintedTable):
            source = _SOURCES[block.kind].format(office=writer.draft.situation.office.name)
            yield set_text(ParagraphStyle.SOURCE, f"Sumber: {source}")
