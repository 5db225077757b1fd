"""The chapters of a report: what an office writes around its tables, with the figures that it repeats there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from corpus.generator import tables
from corpus.generator.office import Person
from corpus.generator.performance import Indicator
from corpus.generator.printed import (
    Block,
    Fact,
    Measure,
    Paragraph,
    Piece,
    Report,
    Signatures,
    Style,
    Table,
    Turn,
)
from corpus.generator.situation import JUMLAH
from corpus.generator.tables import Draft
from corpus.generator.term import Kind, print_date

Chapter = Callable[["Writer"], Iterator[Block]]


class Writer:
    """Writes the report of one draft; it counts tables by chapter and knows the days of signing.

    `lead` is how many sentences it writes before the budget, so that a page break falls where it is wanted.
    """

    def __init__(self, draft: Draft, random: Random, traits: tuple[str, ...], lead: int = 0) -> None:
        self.lead = lead
        self.draft = draft
        self.random = random
        self.traits = traits
        self.numbers: dict[int, int] = {}
        term = draft.situation.term
        self.preface_day = term.signed(random.randint(2, 12))
        self.closing_day = self.preface_day

    def caption(self, chapter: int, title: str) -> str:
        """Return the next caption of a chapter."""
        self.numbers[chapter] = self.numbers.get(chapter, 0) + 1
        return f"Tabel {chapter}.{self.numbers[chapter]} {title}"

    def wide(self, table: Table, *after: Block, always: bool = False) -> Iterator[Block]:
        """Yield a table and what follows it, on landscape pages of their own if the layout wants it.

        A long table is cut if the layout continues tables under a caption of their own.
        """
        layout = self.draft.layout
        landscape = layout.landscape or always
        cut = replace(table, cuts=tuple(_cuts(table, 9 if landscape else 15))) if layout.continued else table
        yield from (Turn(landscape=True), cut, *after, Turn()) if landscape else (cut, *after)


def _cuts(table: Table, most: int) -> Iterator[int]:
    """Yield the rows before which a table is cut, so that no part is longer than `most`; no merged cell is cut."""
    last = 0
    for row in range(1, len(table.body)):
        if row - last >= most and all(cell is not None for cell in table.body[row][:2]):
            last = row
            yield row


def compose(writer: Writer, parts: Iterable[str], compact: bool = False) -> Report:
    """Return the report with these chapters; a compact one begins a new page only to turn it."""
    kept: list[Block] = []
    landscape = False
    for block in (block for part in parts for block in CHAPTERS[part](writer)):
        if not isinstance(block, Turn):
            kept.append(block)
            continue
        if kept and isinstance(kept[-1], Turn):
            kept.pop()
        if (kept and not compact) or block.landscape != landscape:
            kept.append(block)
        landscape = block.landscape
    return Report(tuple(kept[:-1] if isinstance(kept[-1], Turn) else kept))


def _text(style: Style, *pieces: Piece | str) -> Paragraph:
    return Paragraph(style, tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces))


def _period(text: str) -> Piece:
    return Piece(text, Fact(Measure.PERIODE, text))


def _until(writer: Writer) -> str:
    """Return the word before a period: a year is reported on when it is over."""
    return "pada" if writer.draft.situation.term.kind is Kind.TAHUN else "sampai dengan"


# Front --------------------------------------------------------------------------------------------------------------


def _cover(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    yield _text(Style.COVER, "LAPORAN KINERJA")
    yield _text(Style.COVER, situation.office.name.upper())
    yield _text(Style.COVER, _period(situation.term.label.upper()))
    yield _text(Style.COVER, f"PEMERINTAH {situation.office.region.upper()}")


def _preface(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    office, term = situation.office, situation.term
    yield Turn()
    yield _text(Style.CHAPTER, "KATA PENGANTAR")
    yield _text(
        Style.BODY,
        f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa atas tersusunnya Laporan Kinerja {office.name} ",
        _period(term.label),
        f". Laporan ini memuat pencapaian sasaran dan pelaksanaan anggaran periode {term.span} {term.year} sebagai "
        f"wujud pertanggungjawaban {office.name} kepada {office.regent.title}.",
    )
    yield _text(
        Style.BODY,
        "Kami menyadari laporan ini belum sempurna. Saran dan masukan sangat kami harapkan untuk perbaikan penyusunan "
        "laporan pada periode berikutnya.",
    )
    yield _signed(writer, "kata_pengantar", writer.preface_day, [office.head])


def _signed(writer: Writer, section: str, day: date, people: Iterable[Person]) -> Signatures:
    """Return a block for each person, the last one dated."""
    listed = list(people)
    blocks = []
    for person in listed:
        seat = writer.draft.situation.office.seat
        dated = Piece(f"{seat}, {print_date(day)}", Fact(Measure.TANGGAL, section)) if person is listed[-1] else Piece()
        nip = [Piece(f"NIP. {person.nip}", Fact(Measure.NIP, person.name))] if person.nip else [Piece()]
        blocks.append((dated, Piece(person.title), Piece(), Piece(), Piece(person.name), *nip))
    return Signatures(section, tuple(blocks))


def _introduction(writer: Writer) -> Iterator[Block]:
    office = writer.draft.situation.office
    yield Turn()
    yield _text(Style.CHAPTER, "BAB I\nPENDAHULUAN")
    yield _text(Style.HEADING, "1.1 Gambaran Umum")
    yield _text(
        Style.BODY,
        f"{office.name} merupakan perangkat daerah di {office.region} yang melaksanakan urusan pemerintahan sesuai "
        "kewenangannya. Pelaporan kinerja disusun berdasarkan Peraturan Presiden Nomor 29 Tahun 2014 dan Peraturan "
        "Menteri PANRB Nomor 53 Tahun 2014.",
    )
    yield _text(Style.HEADING, "1.2 Sumber Daya Manusia")
    yield tables.staff(writer.draft, writer.caption(1, f"Jumlah Pegawai {office.name}"))
    yield _text(Style.HEADING, "1.3 Isu Strategis")
    for letter, issue in zip("abc", writer.random.sample(_ISSUES, 3), strict=True):
        yield _text(Style.ITEM, f"{letter}. {issue};")


_ISSUES = (
    "Belum optimalnya pemanfaatan data dalam perencanaan kinerja",
    "Masih terbatasnya jumlah aparatur yang memiliki kompetensi teknis",
    "Sarana dan prasarana pelayanan yang belum sepenuhnya memadai",
    "Koordinasi antarperangkat daerah yang perlu ditingkatkan",
    "Kesadaran masyarakat terhadap tertib administrasi yang masih rendah",
)


# Planning -----------------------------------------------------------------------------------------------------------


def _promise(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    yield Turn()
    yield _text(Style.CHAPTER, "BAB II\nPERENCANAAN KINERJA")
    yield _text(
        Style.BODY,
        f"Perjanjian kinerja {situation.office.head.title} dengan {situation.office.regent.title} tahun "
        f"{situation.term.year} memuat sasaran, indikator dan target sebagai berikut.",
    )
    title = f"Perjanjian Kinerja Tahun {situation.term.year}"
    yield tables.promised_sasaran(writer.draft, writer.caption(2, title))
    yield _text(Style.BODY, f"Untuk mencapai target tersebut didukung {len(situation.programs)} program.")
    yield tables.promised_programs(writer.draft, writer.caption(2, f"Program dan Anggaran {title[19:]}"))


# Results ------------------------------------------------------------------------------------------------------------


def _achievement(writer: Writer) -> Iterator[Block]:
    draft, term = writer.draft, writer.draft.situation.term
    yield Turn()
    yield _text(Style.CHAPTER, "BAB III\nAKUNTABILITAS KINERJA")
    yield _text(Style.HEADING, "3.1 Capaian Kinerja Organisasi")
    yield _text(
        Style.BODY,
        "Pengukuran kinerja dilakukan dengan membandingkan target dan realisasi setiap indikator sasaran "
        f"{_until(writer)} ",
        _period(term.label),
        ".",
    )
    yield tables.achieved(writer.draft, writer.caption(3, f"Capaian Kinerja {term.label}"))
    for sasaran in draft.situation.sasaran:
        for indicator in sasaran.indicators[:1]:
            yield _text(Style.BODY, *_told(draft, indicator))
    yield from _other_periods(writer)


def _told(draft: Draft, indicator: Indicator) -> Iterator[Piece | str]:
    """Yield a sentence on an indicator with the figures of the table."""
    unit = "" if indicator.unit == "%" else f" {indicator.unit.lower()}"
    percent = "%" if indicator.unit == "%" and not draft.notation.sign else ""
    yield f"Indikator {indicator.name} ditargetkan sebesar "
    yield draft.besaran(Measure.TARGET, indicator)
    yield f"{percent}{unit} dan terealisasi sebesar "
    yield draft.besaran(Measure.HASIL, indicator)
    yield f"{percent}{unit}, sehingga capaian kinerjanya "
    yield draft.capaian(indicator)
    yield ("" if draft.notation.sign else "%") + "."


def _other_periods(writer: Writer) -> Iterator[Block]:
    """Yield a paragraph that rightly names other periods."""
    term = writer.draft.situation.term
    if "other-period" in writer.traits:
        earlier = term.other().label if term.kind is not Kind.TAHUN else f"Triwulan III Tahun {term.year}"
        yield _text(
            Style.BODY,
            f"Dibandingkan dengan {earlier}, koordinasi berjalan lebih baik. Evaluasi berikutnya dilaksanakan pada "
            f"Triwulan I Tahun {term.year + 1}.",
        )


def _formulas(writer: Writer) -> Iterator[Block]:
    draft = writer.draft
    yield _text(Style.HEADING, "Perhitungan Capaian Kinerja")
    for sasaran in draft.situation.sasaran:
        indicator = sasaran.indicators[0]
        target, hasil = draft.besaran(Measure.TARGET, indicator), draft.besaran(Measure.HASIL, indicator)
        yield _text(Style.BODY, f"Capaian {indicator.name} dihitung dengan rumus sebagai berikut:")
        if indicator.lower:
            yield _text(Style.FORMULA, "= ((2 x Target) - Realisasi) / Target x 100%")
            yield _text(Style.FORMULA, "= ((2 x ", target, ") - ", hasil, ") / ", target, " x 100%")
        else:
            yield _text(Style.FORMULA, "= Realisasi / Target x 100%")
            yield _text(Style.FORMULA, "= ", hasil, " / ", target, " x 100%")
        capaian = draft.capaian(indicator)
        yield _text(Style.FORMULA, "= ", capaian, "" if draft.notation.sign else "%")


def _cost(writer: Writer) -> Iterator[Block]:
    term = writer.draft.situation.term
    yield from writer.wide(tables.cost_per_outcome(writer.draft, writer.caption(3, f"Cost per Outcome {term.label}")))


def _resources(writer: Writer) -> Iterator[Block]:
    term = writer.draft.situation.term
    yield _text(Style.HEADING, "3.2 Analisis Efisiensi Penggunaan Sumber Daya")
    yield tables.resources(writer.draft, writer.caption(3, f"Efisiensi Penggunaan Sumber Daya {term.label}"))


def _budget(writer: Writer) -> Iterator[Block]:
    draft = writer.draft
    line, term = draft.situation.jumlah, draft.situation.term
    yield _text(Style.HEADING, "3.3 Realisasi Anggaran")
    for sentence in range(writer.lead):
        yield _text(Style.ITEM, f"{sentence + 1}. {_LEAD[sentence % len(_LEAD)]};")
    percent = Piece(draft.notation.persen(line.serapan).removesuffix("%"), Fact(Measure.SERAPAN, JUMLAH, line.serapan))
    yield _text(
        Style.BODY,
        f"Pagu anggaran {draft.situation.office.name} tahun {term.year} sebesar Rp",
        _in_text(draft, Measure.PAGU, line.pagu),
        " dan terealisasi sebesar Rp",
        _in_text(draft, Measure.REALISASI, line.realisasi),
        " atau ",
        percent,
        "%. Rincian menurut program, kegiatan dan sub kegiatan disajikan pada tabel berikut.",
    )
    table = tables.realisation(draft, writer.caption(3, f"Realisasi Anggaran {_until(writer)} {term.label}"))
    author = _signed(writer, "anggaran", writer.closing_day, [draft.situation.office.author])
    yield from writer.wide(table, *([author] if "author" in writer.traits else []))


_LEAD = (
    "Pelaksanaan anggaran berpedoman pada dokumen pelaksanaan anggaran",
    "Pergeseran anggaran dilakukan sesuai ketentuan",
    "Pertanggungjawaban belanja disampaikan setiap bulan",
)


def _in_text(draft: Draft, measure: Measure, value: int) -> Piece:
    return Piece(draft.notation.rupiah(Fraction(value)), Fact(measure, JUMLAH, Fraction(value)))


def _years(writer: Writer) -> Iterator[Block]:
    year = writer.draft.situation.term.year
    caption = writer.caption(3, f"Perbandingan Realisasi Anggaran Tahun {year - 2} s.d. {year}")
    yield from writer.wide(tables.several_years(writer.draft, caption), always=True)


# End ----------------------------------------------------------------------------------------------------------------


def _closing(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    yield Turn()
    yield _text(Style.CHAPTER, "BAB IV\nPENUTUP")
    yield _text(
        Style.BODY,
        f"Demikian Laporan Kinerja {situation.office.name} ",
        _period(situation.term.label),
        " disusun. Langkah perbaikan pada periode berikutnya antara lain penajaman rencana aksi, peningkatan "
        "koordinasi, dan pemantauan kinerja secara berkala.",
    )
    yield _signed(writer, "penutup", writer.closing_day, [situation.office.head])


def _annex(writer: Writer) -> Iterator[Block]:
    situation = writer.draft.situation
    office, year = situation.office, situation.term.year
    yield Turn()
    yield _text(Style.CHAPTER, f"LAMPIRAN\nPERJANJIAN KINERJA TAHUN {year}")
    yield _text(
        Style.BODY,
        f"Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel, {office.head.title} "
        f"berjanji kepada {office.regent.title} mewujudkan target kinerja sesuai lampiran perjanjian ini.",
    )
    yield tables.promised_sasaran(writer.draft, f"Lampiran Perjanjian Kinerja Tahun {year}")
    yield tables.promised_programs(writer.draft, f"Program dan Anggaran Perjanjian Kinerja Tahun {year}")
    day = date(year, 1, writer.random.randint(4, 26))
    yield _signed(writer, "perjanjian_kinerja", day, [office.regent, office.head])


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
}
