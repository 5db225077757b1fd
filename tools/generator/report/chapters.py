"""The chapters of a report: what an office writes around its tables, with the figures that it
repeats there.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from tools.generator.facts.performance import Indicator
from tools.generator.facts.scenario import JUMLAH
from tools.generator.facts.terms import TermKind
from tools.generator.report import analyses, tables
from tools.generator.report.contents import listed
from tools.generator.report.printed_report import (
    Block,
    PageStart,
    ParagraphStyle,
    PrintedItem,
    PrintedReport,
    StatedFact,
    StatedMeasure,
)
from tools.generator.report.tables import TableWriter
from tools.generator.report.writer import (
    Writer,
    money,
    named_period,
    set_text,
    share,
    signed,
    unit_of,
    until,
)

Chapter = Callable[[Writer], Iterator[Block]]


def compose(writer: Writer, parts: Iterable[str], *, complete: bool) -> PrintedReport:
    """Return the report with these chapters.

    A complete one begins each on a new page, lists its contents, and names the source of every
    table; another one begins a new page only to turn it.
    """
    chapters = {part: list(CHAPTERS[part](writer)) for part in parts}
    if complete:
        chapters["daftar_isi"] += listed(
            [block for made in chapters.values() for block in made], writer.pages
        )
    blocks = [block for made in chapters.values() for block in made]
    return _paged(analyses.sourced(writer, blocks) if complete else blocks, compact=not complete)


def _paged(blocks: Iterable[Block], *, compact: bool) -> PrintedReport:
    kept: list[Block] = []
    landscape = False
    for block in blocks:
        if not isinstance(block, PageStart):
            kept.append(block)
            continue
        if kept and isinstance(kept[-1], PageStart):
            kept.pop()
        if (kept and not compact) or block.landscape != landscape:
            kept.append(block)
        landscape = block.landscape
    return PrintedReport(tuple(kept[:-1] if isinstance(kept[-1], PageStart) else kept))


# Front --------------------------------------------------------------------------------------------


def _cover(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    yield set_text(ParagraphStyle.COVER, "LAPORAN KINERJA")
    yield set_text(ParagraphStyle.COVER, situation.office.name.upper())
    yield set_text(ParagraphStyle.COVER, named_period(situation.term.label.upper()))
    yield set_text(ParagraphStyle.COVER, f"PEMERINTAH {situation.office.region.upper()}")


def _preface(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    office, term = situation.office, situation.term
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "KATA PENGANTAR")
    yield set_text(
        ParagraphStyle.BODY,
        "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa atas tersusunnya Laporan "
        f"Kinerja {office.name} ",
        named_period(term.label),
        ". Laporan ini memuat pencapaian sasaran dan pelaksanaan anggaran periode "
        f"{term.span} {term.year} sebagai "
        f"wujud pertanggungjawaban {office.name} kepada {office.regent.title}.",
    )
    yield set_text(
        ParagraphStyle.BODY,
        "Kami menyadari laporan ini belum sempurna. Saran dan masukan sangat kami harapkan "
        "untuk perbaikan penyusunan "
        "laporan pada periode berikutnya.",
    )
    yield signed(writer, "kata_pengantar", writer.preface_day, [office.head])


def _contents(_: Writer) -> Iterator[Block]:
    """Yield the heading of the list of contents, which is filled in when all else is written."""
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "DAFTAR ISI")


def _introduction(writer: Writer) -> Iterator[Block]:
    office = writer.draft.situation.office
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "BAB I\nPENDAHULUAN")
    yield set_text(ParagraphStyle.HEADING, "1.1 Gambaran Umum")
    yield set_text(
        ParagraphStyle.BODY,
        f"{office.name} merupakan perangkat daerah di {office.region} yang melaksanakan "
        "urusan pemerintahan sesuai "
        "kewenangannya. Pelaporan kinerja disusun berdasarkan Peraturan Presiden Nomor 29 "
        "Tahun 2014 dan Peraturan "
        "Menteri PANRB Nomor 53 Tahun 2014.",
    )
    yield set_text(ParagraphStyle.HEADING, "1.2 Sumber Daya Manusia")
    yield tables.staff(writer.draft, writer.caption(1, f"Jumlah Pegawai {office.name}"))
    yield set_text(ParagraphStyle.HEADING, "1.3 Isu Strategis")
    for letter, issue in zip("abc", writer.random.sample(_ISSUES, 3), strict=True):
        yield set_text(ParagraphStyle.ITEM, f"{letter}. {issue};")


_ISSUES = (
    "Belum optimalnya pemanfaatan data dalam perencanaan kinerja",
    "Masih terbatasnya jumlah aparatur yang memiliki kompetensi teknis",
    "Sarana dan prasarana pelayanan yang belum sepenuhnya memadai",
    "Koordinasi antarperangkat daerah yang perlu ditingkatkan",
    "Kesadaran masyarakat terhadap tertib administrasi yang masih rendah",
)


# Planning -----------------------------------------------------------------------------------------


def _promise(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "BAB II\nPERENCANAAN KINERJA")
    yield set_text(
        ParagraphStyle.BODY,
        f"Perjanjian kinerja {situation.office.head.title} dengan "
        f"{situation.office.regent.title} tahun "
        f"{situation.term.year} memuat sasaran, indikator dan target sebagai berikut.",
    )
    title = f"Perjanjian Kinerja Tahun {situation.term.year}"
    yield tables.promised_sasaran(writer.draft, writer.caption(2, title))
    count = PrintedItem(str(len(situation.programs)), StatedFact(StatedMeasure.BANYAK, "program"))
    yield set_text(
        ParagraphStyle.BODY, "Untuk mencapai target tersebut didukung ", count, " program."
    )
    yield tables.promised_programs(
        writer.draft, writer.caption(2, f"Program dan Anggaran {title[19:]}")
    )


# Results ------------------------------------------------------------------------------------------


def _achievement(writer: Writer) -> Iterator[Block]:
    draft, term = writer.draft, writer.draft.situation.term
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "BAB III\nAKUNTABILITAS KINERJA")
    yield set_text(ParagraphStyle.HEADING, "3.1 Capaian Kinerja Organisasi")
    yield set_text(
        ParagraphStyle.BODY,
        "Pengukuran kinerja dilakukan dengan membandingkan target dan realisasi setiap "
        "indikator sasaran "
        f"{until(writer)} ",
        named_period(term.label),
        ".",
    )
    caption = writer.caption(3, f"Capaian Kinerja {term.label}")
    yield tables.achieved(draft, caption, mean="rata-rata" in writer.traits)
    for sasaran in draft.situation.sasaran:
        for indicator in sasaran.indicators[:1]:
            yield set_text(ParagraphStyle.BODY, *_told(draft, indicator))
    yield from _other_periods(writer)


def _told(draft: TableWriter, indicator: Indicator) -> Iterator[PrintedItem | str]:
    """Yield a sentence on an indicator with the figures of the table."""
    unit = unit_of(draft, indicator)
    yield f"Indikator {indicator.name} ditargetkan sebesar "
    yield draft.besaran(StatedMeasure.TARGET, indicator)
    yield f"{unit} dan terealisasi sebesar "
    yield draft.besaran(StatedMeasure.HASIL, indicator)
    yield f"{unit}, sehingga capaian kinerjanya "
    yield draft.capaian(indicator)
    yield ("" if draft.notation.sign else "%") + "."


def _other_periods(writer: Writer) -> Iterator[Block]:
    """Yield a paragraph that rightly names other periods."""
    term = writer.draft.situation.term
    if "other-period" in writer.traits:
        earlier = (
            term.other().label
            if term.kind is not TermKind.TAHUN
            else f"Triwulan III Tahun {term.year}"
        )
        yield set_text(
            ParagraphStyle.BODY,
            f"Dibandingkan dengan {earlier}, koordinasi berjalan lebih baik. Evaluasi "
            "berikutnya dilaksanakan pada "
            f"Triwulan I Tahun {term.year + 1}.",
        )


def _formulas(writer: Writer) -> Iterator[Block]:
    draft = writer.draft
    yield set_text(ParagraphStyle.HEADING, "Perhitungan Capaian Kinerja")
    for sasaran in draft.situation.sasaran:
        indicator = sasaran.indicators[0]
        target, hasil = (
            draft.besaran(StatedMeasure.TARGET, indicator),
            draft.besaran(StatedMeasure.HASIL, indicator),
        )
        yield set_text(
            ParagraphStyle.BODY, f"Capaian {indicator.name} dihitung dengan rumus sebagai berikut:"
        )
        if indicator.lower:
            yield set_text(ParagraphStyle.FORMULA, "= ((2 x Target) - Realisasi) / Target x 100%")
            yield set_text(
                ParagraphStyle.FORMULA, "= ((2 x ", target, ") - ", hasil, ") / ", target, " x 100%"
            )
        else:
            yield set_text(ParagraphStyle.FORMULA, "= Realisasi / Target x 100%")
            yield set_text(ParagraphStyle.FORMULA, "= ", hasil, " / ", target, " x 100%")
        capaian = draft.capaian(indicator)
        yield set_text(ParagraphStyle.FORMULA, "= ", capaian, "" if draft.notation.sign else "%")


def _cost(writer: Writer) -> Iterator[Block]:
    term = writer.draft.situation.term
    yield from writer.wide(
        tables.cost_per_outcome(writer.draft, writer.caption(3, f"Cost per Outcome {term.label}"))
    )


def _resources(writer: Writer) -> Iterator[Block]:
    term = writer.draft.situation.term
    yield set_text(ParagraphStyle.HEADING, "3.2 Analisis Efisiensi Penggunaan Sumber Daya")
    yield tables.resources(
        writer.draft, writer.caption(3, f"Efisiensi Penggunaan Sumber Daya {term.label}")
    )


def _budget(writer: Writer) -> Iterator[Block]:
    draft = writer.draft
    line, term = draft.situation.jumlah, draft.situation.term
    yield set_text(ParagraphStyle.HEADING, "3.3 Realisasi Anggaran")
    for sentence in range(writer.lead):
        yield set_text(ParagraphStyle.ITEM, f"{sentence + 1}. {_LEAD[sentence % len(_LEAD)]};")
    yield set_text(
        ParagraphStyle.BODY,
        f"Pagu anggaran {draft.situation.office.name} tahun {term.year} sebesar Rp",
        money(draft, StatedMeasure.PAGU, JUMLAH, line.pagu),
        " dan terealisasi sebesar Rp",
        money(draft, StatedMeasure.REALISASI, JUMLAH, line.realisasi),
        " atau ",
        share(draft, line),
        "%. Rincian menurut program, kegiatan dan sub kegiatan disajikan pada tabel berikut.",
    )
    table = tables.realisation(
        draft, writer.caption(3, f"Realisasi Anggaran {until(writer)} {term.label}")
    )
    author = signed(writer, "anggaran", writer.closing_day, [draft.situation.office.author])
    yield from writer.wide(table, *([author] if "author" in writer.traits else []))


_LEAD = (
    "Pelaksanaan anggaran berpedoman pada dokumen pelaksanaan anggaran",
    "Pergeseran anggaran dilakukan sesuai ketentuan",
    "Pertanggungjawaban belanja disampaikan setiap bulan",
)


def _years(writer: Writer) -> Iterator[Block]:
    year = writer.draft.situation.term.year
    caption = writer.caption(3, f"Perbandingan Realisasi Anggaran Tahun {year - 2} s.d. {year}")
    yield from writer.wide(tables.several_years(writer.draft, caption), always=True)


# End ----------------------------------------------------------------------------------------------


def _closing(writer: Writer) -> Iterator[Block]:
    return _closed(writer)


def _concluding(writer: Writer) -> Iterator[Block]:
    return _closed(writer, *analyses.conclusions(writer))


def _closed(writer: Writer, *conclusions: Block) -> Iterator[Block]:
    situation = writer.draft.situation
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, "BAB IV\nPENUTUP")
    yield from conclusions
    yield set_text(
        ParagraphStyle.BODY,
        f"Demikian Laporan Kinerja {situation.office.name} ",
        named_period(situation.term.label),
        " disusun. Langkah perbaikan pada periode berikutnya antara lain penajaman rencana "
        "aksi, peningkatan "
        "koordinasi, dan pemantauan kinerja secara berkala.",
    )
    yield signed(writer, "penutup", writer.closing_day, [situation.office.head])


def _annex(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    office, year = situation.office, situation.term.year
    yield PageStart()
    yield set_text(ParagraphStyle.CHAPTER, f"LAMPIRAN\nPERJANJIAN KINERJA TAHUN {year}")
    yield set_text(
        ParagraphStyle.BODY,
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan "
        f"akuntabel, {office.head.title} "
        f"berjanji kepada {office.regent.title} mewujudkan target kinerja sesuai lampiran "
        "perjanjian ini.",
    )
    yield tables.promised_sasaran(writer.draft, f"Lampiran Perjanjian Kinerja Tahun {year}")
    yield tables.promised_programs(
        writer.draft, f"Program dan Anggaran Perjanjian Kinerja Tahun {year}"
    )
    day = date(year, 1, writer.random.randint(4, 26))
    yield signed(writer, "perjanjian_kinerja", day, [office.regent, office.head])


CHAPTERS: dict[str, Chapter] = {
    "sampul": _cover,
    "kata_pengantar": _preface,
    "pendahuluan": _introduction,
    "perjanjian": _promise,
    "capaian": _achievement,
    "rumus": _formulas,
    "biaya": _cost,
    "sumber_daya": _resources,
    "anggaran": _budget,
    "tahun_jamak": _years,
    "penutup": _closing,
    "lampiran": _annex,
    "ikhtisar": analyses.summary,
    "daftar_isi": _contents,
    "dasar_hukum": analyses.legal_basis,
    "dasar_perjanjian": analyses.basis_of_promise,
    "perbandingan": analyses.comparisons,
    "penyebab": analyses.causes,
    "analisis_program": analyses.programs,
    "simpulan": _concluding,
    "pernyataan_reviu": analyses.review,
}
