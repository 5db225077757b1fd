"""The tables of a report, from the figures of a situation."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tools.generator.budget import Line, total
from tools.generator.heads import Head, header
from tools.generator.layout import Layout, Numbers, Rp
from tools.generator.nomenclature import Level
from tools.generator.performance import Indicator, Sasaran
from tools.generator.printed import Emphasis, Fact, Measure, Piece, Table
from tools.generator.situation import JUMLAH, Situation

Cells = list[Piece | None]


class Draft:
    """Makes the cells of one report: everything that is printed goes through the notation and the layout of it."""

    def __init__(self, situation: Situation, layout: Layout) -> None:
        self.situation = situation
        self.layout = layout
        self.notation = situation.notation

    def rupiah(self, measure: Measure, of: str, value: int, rows: int = 1) -> Cells:
        """Return the cells of an amount: one, or two where the currency stands in its own column."""
        text = self.notation.rupiah(Fraction(value))
        fact = Fact(measure, of, Fraction(value))
        if self.layout.rp is Rp.COLUMN:
            return [Piece("Rp", None, rows), Piece(text, fact, rows)]
        return [Piece(f"Rp {text}" if self.layout.rp is Rp.CELL and value else text, fact, rows)]

    def serapan(self, line: Line, rows: int = 1) -> Piece:
        """Return the percentage of a pagu that was spent."""
        return Piece(self.notation.persen(line.serapan), Fact(Measure.SERAPAN, line.code, line.serapan), rows)

    def besaran(self, measure: Measure, indicator: Indicator, of: str = "") -> Piece:
        """Return the target or the result of an indicator."""
        value = indicator.target if measure is Measure.TARGET else indicator.hasil
        text = self.notation.besaran(value, indicator.unit)
        return Piece(text, Fact(measure, of or indicator.name, value))

    def capaian(self, indicator: Indicator, of: str = "") -> Piece:
        """Return what was achieved of a target."""
        value = indicator.capaian
        return Piece(self.notation.persen(value), Fact(Measure.CAPAIAN, of or indicator.name, value))

    def mean(self) -> Piece:
        """Return the mean of what was achieved of the indicators of all sasaran."""
        value = mean_achieved(self.situation)
        return Piece(self.notation.persen(value), Fact(Measure.RATA_RATA, "capaian", value))

    def efisiensi(self, indicator: Indicator, line: Line, rows: int = 1) -> Piece:
        """Return by how much more was achieved than spent, in percentage points."""
        value = indicator.capaian - (line.serapan or 0)
        return Piece(self.notation.selisih(value), Fact(Measure.EFISIENSI, line.code, value), rows)

    def money(self, key: str, text: str, width: float = 2.6) -> Head:
        """Return the head of a column of amounts."""
        return Head(key, text, width, "r", parts=2 if self.layout.rp is Rp.COLUMN else 1)

    def amounts(self, line: Line, rows: int = 1) -> Cells:
        """Return pagu and realisasi of a line."""
        return [
            *self.rupiah(Measure.PAGU, line.code, line.pagu, rows),
            *self.rupiah(Measure.REALISASI, line.code, line.realisasi, rows),
        ]

    def table(self, kind: str, caption: str, heads: Sequence[Head], body: Sequence[tuple[Emphasis, Cells]]) -> Table:
        """Return a table under these heads."""
        leaves = [leaf for head in heads for leaf in head.leaves()]
        widths = [width for leaf in leaves for width in _split_widths(leaf)]
        aligns = "".join("l" * (leaf.parts - 1) + leaf.align for leaf in leaves)
        term = self.situation.term
        period = Fact(Measure.PERIODE, term.label) if term.label in caption else None
        return Table(
            kind,
            Piece(caption, period),
            header(heads, self.layout.numbers),
            tuple(tuple(cells) for _, cells in body),
            tuple(widths),
            aligns,
            tuple(emphasis for emphasis, _ in body),
        )


def mean_achieved(situation: Situation) -> Fraction:
    """Return the mean capaian of the indicators of all sasaran."""
    achieved = [indicator.capaian for sasaran in situation.sasaran for indicator in sasaran.indicators]
    return sum(achieved, Fraction(0)) / len(achieved)


def _split_widths(leaf: Head) -> list[float]:
    return [leaf.width] if leaf.parts == 1 else [0.7, leaf.width]


# Perjanjian kinerja -------------------------------------------------------------------------------------------------


def promised_sasaran(draft: Draft, caption: str) -> Table:
    """Return the sasaran, indicators and targets of a perjanjian kinerja."""
    heads = (
        Head("no", "No", 0.6),
        Head("sasaran", "Sasaran Strategis", 4, "l"),
        Head("indikator", "Indikator Kinerja", 4.4, "l"),
        Head("satuan", "Satuan", 1.4),
        Head("target", "Target", 1.4),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for number, sasaran, indicator, first in _indicators(draft.situation.sasaran):
        rows = len(sasaran.indicators)
        label: Cells = [Piece(str(number), None, rows), Piece(sasaran.name, None, rows)] if first else [None, None]
        cells = [*label, Piece(indicator.name), Piece(indicator.unit), draft.besaran(Measure.TARGET, indicator)]
        body.append((Emphasis.NONE, cells))
    return draft.table("perjanjian_kinerja_sasaran", caption, heads, body)


def _indicators(listed: Sequence[Sasaran]) -> Iterator[tuple[int, Sasaran, Indicator, bool]]:
    for number, sasaran in enumerate(listed, 1):
        for at, indicator in enumerate(sasaran.indicators):
            yield number, sasaran, indicator, at == 0


def promised_programs(draft: Draft, caption: str) -> Table:
    """Return the programs and their budget of a perjanjian kinerja."""
    draft = _priced(draft)
    heads = (
        Head("no", "No", 0.6),
        Head("program", "Program", 5.6, "l"),
        draft.money("anggaran", "Anggaran", 2.8),
        Head("keterangan", "Keterangan", 1.6),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for number, line in enumerate(draft.situation.programs, 1):
        name = Piece(line.name.title() if line.name.isupper() else line.name, Fact(Measure.NAMA, line.code))
        amount = draft.rupiah(Measure.PAGU, line.code, line.pagu)
        body.append((Emphasis.NONE, [Piece(str(number)), name, *amount, Piece("APBD")]))
    amount = draft.rupiah(Measure.PAGU, JUMLAH, draft.situation.jumlah.pagu)
    body.append((Emphasis.TOTAL, [Piece("JUMLAH", None, 1, 2), None, *amount, Piece()]))
    return draft.table("perjanjian_kinerja_program", caption, heads, body)


def _priced(draft: Draft) -> Draft:
    """Return a draft that writes Rp beside an amount, as perjanjian kinerja do."""
    rp = Rp.CELL if draft.layout.rp is Rp.NONE else draft.layout.rp
    return Draft(draft.situation, replace(draft.layout, rp=rp, numbers=Numbers.NONE))


# Kinerja ------------------------------------------------------------------------------------------------------------


def achieved(draft: Draft, caption: str, mean: bool = False) -> Table:
    """Return target, result and achievement of the indicators of every sasaran, and the mean of these if wanted."""
    situation = draft.situation
    rising = not any(indicator.lower for sasaran in situation.sasaran for indicator in sasaran.indicators)
    heads = (
        Head("no", "No", 0.6),
        Head("sasaran", "Sasaran Strategis", 3.2, "l"),
        Head("indikator", "Indikator Kinerja", 3.6, "l"),
        Head("satuan", "Satuan", 1.3),
        Head("target", "Target", 1.2),
        Head("realisasi", "Realisasi", 1.3),
        Head("capaian", "Capaian (%)", 1.3, formula="{realisasi}/{target}" if rising else ""),
        Head("keterangan", "Keterangan", 1.9, "l"),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for number, sasaran, indicator, first in _indicators(situation.sasaran):
        rows = len(sasaran.indicators)
        label: Cells = [Piece(str(number), None, rows), Piece(sasaran.name, None, rows)] if first else [None, None]
        figures = [draft.besaran(Measure.TARGET, indicator), draft.besaran(Measure.HASIL, indicator)]
        unit = [Piece(indicator.name), Piece(indicator.unit)]
        body.append((Emphasis.NONE, [*label, *unit, *figures, draft.capaian(indicator), _quarters(draft, indicator)]))
    if mean:
        label = [Piece("Rata-rata Capaian", None, 1, 6), *[None] * 5]
        body.append((Emphasis.TOTAL, [*label, draft.mean(), Piece()]))
    return draft.table("capaian", caption, heads, body)


def _quarters(draft: Draft, indicator: Indicator) -> Piece:
    """Return what each quarter contributed, always with two decimals, so that it must add up."""
    numerals = ("I", "II", "III", "IV")
    parts = [
        f"TW {numeral}: {draft.notation.decimal(q, 2)}"
        for numeral, q in zip(numerals, indicator.quarters, strict=False)
    ]
    return Piece("\n".join(parts), Fact(Measure.TRIWULAN, indicator.name) if len(parts) > 1 else None)


def cost_per_outcome(draft: Draft, caption: str) -> Table:
    """Return sasaran and programs with their achievement, their budget and the difference of the two."""
    heads = (
        Head("no", "No", 0.6),
        Head("sasaran", "Sasaran / Program", 3.4, "l"),
        Head("indikator", "Indikator Kinerja", 3.2, "l"),
        Head(
            "kinerja",
            "Kinerja",
            under=(
                Head("target", "Target", 1.3),
                Head("realisasi", "Realisasi", 1.3),
                Head("capaian", "Capaian (%)", 1.2, formula=_ratio(draft.situation)),
            ),
        ),
        Head(
            "anggaran",
            "Anggaran",
            under=(
                draft.money("pagu", "Pagu (Rp)", 2.4),
                draft.money("belanja", "Realisasi (Rp)", 2.4),
                Head("serapan", "Serapan (%)", 1.2, formula="{belanja}/{pagu}"),
            ),
        ),
        Head("efisiensi", "Efisiensi", 1.2, formula="{capaian}-{serapan}"),
    )
    body = [*_costs_of_sasaran(draft), *_costs_of_programs(draft)]
    return draft.table("cost_per_outcome", caption, heads, body)


def _ratio(situation: Situation) -> str:
    lower = any(indicator.lower for sasaran in situation.sasaran for indicator in sasaran.indicators)
    return "" if lower else "{realisasi}/{target}"


def _costs_of_sasaran(draft: Draft) -> Iterator[tuple[Emphasis, Cells]]:
    for number, sasaran in enumerate(draft.situation.sasaran, 1):
        rows, line = len(sasaran.indicators), draft.situation.serving(sasaran)
        for at, indicator in enumerate(sasaran.indicators):
            first = at == 0
            label: Cells = [Piece(str(number), None, rows), Piece(sasaran.name, None, rows)] if first else [None, None]
            money = _money(draft, line, indicator, rows) if first else [None] * _width_of_money(draft)
            yield Emphasis.PROGRAM, [*label, *_measured(draft, indicator), *money]


def _costs_of_programs(draft: Draft) -> Iterator[tuple[Emphasis, Cells]]:
    for number, line in enumerate(draft.situation.programs, 1):
        indicator = draft.situation.indicators[line.code]
        name = Piece(line.name.title() if line.name.isupper() else line.name, Fact(Measure.NAMA, line.code))
        money = _money(draft, line, indicator, 1)
        yield Emphasis.NONE, [Piece(str(number)), name, *_measured(draft, indicator, line.code), *money]


def _measured(draft: Draft, indicator: Indicator, of: str = "") -> Cells:
    """Return an indicator with target, result and achievement."""
    figures = [draft.besaran(Measure.TARGET, indicator, of), draft.besaran(Measure.HASIL, indicator, of)]
    return [Piece(indicator.name), *figures, draft.capaian(indicator, of)]


def _money(draft: Draft, line: Line, indicator: Indicator, rows: int) -> Cells:
    return [*draft.amounts(line, rows), draft.serapan(line, rows), draft.efisiensi(indicator, line, rows)]


def _width_of_money(draft: Draft) -> int:
    return 6 if draft.layout.rp is Rp.COLUMN else 4


def resources(draft: Draft, caption: str) -> Table:
    """Return what every program achieved beside what it spent."""
    heads = (
        Head("no", "No", 0.6),
        Head("sasaran", "Sasaran", 3.2, "l"),
        Head("program", "Program", 3.6, "l"),
        Head("indikator", "Indikator Program", 3.2, "l"),
        Head("capaian", "Capaian Kinerja (%)", 1.5),
        Head("serapan", "Capaian Anggaran (%)", 1.5),
        Head("efisiensi", "Efisiensi Sumber Daya", 1.5, formula="{capaian}-{serapan}"),
    )
    body: list[tuple[Emphasis, Cells]] = []
    number = 0
    for sasaran in draft.situation.sasaran:
        for at, line in enumerate(sasaran.programs):
            number += 1
            indicator = draft.situation.indicators[line.code]
            label: list[Piece | None] = [Piece(sasaran.name, None, len(sasaran.programs)) if at == 0 else None]
            name = Piece(line.name, Fact(Measure.NAMA, line.code))
            figures = [draft.capaian(indicator, line.code), draft.serapan(line), draft.efisiensi(indicator, line)]
            body.append((Emphasis.NONE, [Piece(str(number)), *label, name, Piece(indicator.name), *figures]))
    return draft.table("sumber_daya", caption, heads, body)


# Anggaran -----------------------------------------------------------------------------------------------------------


def realisation(draft: Draft, caption: str) -> Table:
    """Return the budget: every line with pagu, realisasi, what is left and the percentage spent."""
    heads = (*_labels(draft.layout), *_BUDGET_HEADS[draft.layout.levels](draft))
    order = [leaf.key for head in heads for leaf in head.leaves()]
    lines = [line for program in draft.situation.programs for line in program.lines()]
    body = [(_EMPHASIS[line.level], _budget_row(draft, line, order)) for line in lines]
    last = (Emphasis.TOTAL, _budget_row(draft, draft.situation.jumlah, order))
    body = [last, *body] if draft.layout.total_first else [*body, last]
    return draft.table("realisasi_anggaran", caption, heads, body)


_EMPHASIS = {
    Level.PROGRAM: Emphasis.PROGRAM,
    Level.KEGIATAN: Emphasis.KEGIATAN,
    Level.SUB_KEGIATAN: Emphasis.NONE,
}


class _Widths(NamedTuple):
    """The shares of the columns of a budget table."""

    uraian: float = 4.2
    pagu: float = 2.5
    realisasi: float = 2.5
    sisa: float = 2.2
    serapan: float = 1.2


def _widths(layout: Layout) -> _Widths:
    if layout.narrow:
        return _Widths(3.4, 1.9, 1.9, 1.7, 0.95)
    # room beside the amounts of the second column, for names to run into
    return _Widths(uraian=3.0, pagu=6.2) if layout.overflow else _Widths()


def _labels(layout: Layout) -> tuple[Head, ...]:
    if layout.code_with_name:
        return (Head("kode_uraian", "Urusan/Program/Kegiatan/Sub Kegiatan", 5.2, "l"),)
    return (
        Head("kode", "KODE REKENING" if layout.narrow else "Kode", layout.code_width, "l"),
        Head("uraian", "Program/Kegiatan/Sub Kegiatan", _widths(layout).uraian, "l"),
    )


def _flat(draft: Draft) -> tuple[Head, ...]:
    narrow, widths = draft.layout.narrow, _widths(draft.layout)
    return (
        draft.money("pagu", "PAGU ANGGARAN" if narrow else "Pagu Anggaran", widths.pagu),
        draft.money("realisasi", "REALISASI" if narrow else "Realisasi", widths.realisasi),
        draft.money("sisa", "Sisa", widths.sisa)._replace(formula="{pagu}-{realisasi}"),
        Head("serapan", "PERSENTASE (%)" if narrow else "%", widths.serapan, "c", "{realisasi}/{pagu}"),
    )


def _two_levels(draft: Draft) -> tuple[Head, ...]:
    *amounts, percent = _flat(draft)
    return (Head("anggaran", "Anggaran (Rp)", under=tuple(amounts)), percent._replace(text="Persentase (%)"))


def _three_levels(draft: Draft) -> tuple[Head, ...]:
    pagu, realisasi, sisa, percent = _flat(draft)
    spent = Head("belanja", "Realisasi", under=(realisasi._replace(text="Keu (Rp)"), percent))
    year = draft.situation.term.year
    return (Head("tahun", f"Tahun Anggaran {year}", under=(pagu._replace(text="Pagu (Rp)"), spent)), sisa)


_BUDGET_HEADS = {1: _flat, 2: _two_levels, 3: _three_levels}


def _budget_row(draft: Draft, line: Line, order: Sequence[str]) -> Cells:
    cells: dict[str, Cells] = {
        "pagu": draft.rupiah(Measure.PAGU, line.code, line.pagu),
        "realisasi": draft.rupiah(Measure.REALISASI, line.code, line.realisasi),
        "sisa": draft.rupiah(Measure.SISA, line.code, line.sisa),
        "serapan": [draft.serapan(line)],
        "kode": [Piece(line.code, Fact(Measure.KODE, line.code))],
        "uraian": [Piece(line.name, Fact(Measure.NAMA, line.code) if line.level is Level.PROGRAM else None)],
        "kode_uraian": [Piece(f"{line.code} {line.name}", Fact(Measure.KODE, line.code))],
    }
    if line.code == JUMLAH:
        cells["kode"], cells["uraian"] = [Piece("JUMLAH", None, 1, 2)], [None]
        cells["kode_uraian"] = [Piece("JUMLAH")]
    return [cell for key in order for cell in cells[key]]


def several_years(draft: Draft, caption: str) -> Table:
    """Return the programs of three years with pagu, realisasi and percentage of each."""
    years = {**draft.situation.earlier, draft.situation.term.year: draft.situation.programs}
    heads = (
        Head("no", "No", 0.6),
        Head("program", "Program", 3.2, "l"),
        *(_year(draft, year) for year in sorted(years)),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for at, line in enumerate(draft.situation.programs):
        cells = _through_years(draft, [years[year][at] for year in sorted(years)])
        body.append((Emphasis.NONE, [Piece(str(at + 1)), Piece(line.name, Fact(Measure.NAMA, line.code)), *cells]))
    now = draft.situation.term.year
    sums = [total(years[year], JUMLAH if year == now else f"{JUMLAH} {year}") for year in sorted(years)]
    body.append((Emphasis.TOTAL, [Piece("JUMLAH", None, 1, 2), None, *_through_years(draft, sums)]))
    return draft.table("multi_year", caption, heads, body)


def _year(draft: Draft, year: int) -> Head:
    under = (
        draft.money(f"pagu{year}", "Pagu (Rp)", 2.2),
        draft.money(f"realisasi{year}", "Realisasi (Rp)", 2.2),
        Head(f"serapan{year}", "%", 1.0, formula=f"{{realisasi{year}}}/{{pagu{year}}}"),
    )
    return Head(f"tahun{year}", str(year), under=under)


def _through_years(draft: Draft, lines: Sequence[Line]) -> Cells:
    return [cell for line in lines for cell in (*draft.amounts(line), draft.serapan(line))]


def staff(draft: Draft, caption: str) -> Table:
    """Return how many people work at the office: a table that is neither of performance nor of budget."""
    heads = (
        Head("no", "No", 0.6),
        Head("jabatan", "Jabatan", 5, "l"),
        Head("pns", "PNS", 1.2),
        Head("pppk", "PPPK", 1.2),
        Head("jumlah", "Jumlah", 1.2),
    )
    counts = [("Pimpinan", 1, 0), ("Pejabat pengawas", 5, 0), ("Pelaksana", 9, 3), ("Fungsional", 4, 2)]
    body: list[tuple[Emphasis, Cells]] = []
    for number, (name, servants, contracts) in enumerate(counts, 1):
        figures = (number, name, servants, contracts, servants + contracts)
        body.append((Emphasis.NONE, [Piece(str(figure)) for figure in figures]))
    sums = (sum(count[1] for count in counts), sum(count[2] for count in counts))
    last = [Piece("Jumlah", None, 1, 2), None, *(Piece(str(figure)) for figure in (*sums, sum(sums)))]
    return draft.table("other", caption, heads, [*body, (Emphasis.TOTAL, last)])
