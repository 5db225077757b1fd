"""The tables of a report, from the figures of a situation."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tools.generator.facts.budget import BudgetLine, total
from tools.generator.facts.nomenclature import BudgetLevel
from tools.generator.facts.performance import Indicator, Sasaran
from tools.generator.facts.scenario import JUMLAH, Scenario
from tools.generator.report.column_headers import ColumnHeader, header
from tools.generator.report.layout import Numbers, ReportLayout, Rp
from tools.generator.report.printed_report import (
    Emphasis,
    PrintedItem,
    PrintedTable,
    StatedFact,
    StatedMeasure,
)

Cells = list[PrintedItem | None]


class TableWriter:
    """Makes the cells of one report: everything that is printed goes through the notation and the
    layout of it.
    """

    def __init__(self, situation: Scenario, layout: ReportLayout) -> None:
        self.situation = situation
        self.layout = layout
        self.notation = situation.notation

    def rupiah(self, measure: StatedMeasure, of: str, value: int, rows: int = 1) -> Cells:
        """Return the cells of an amount: one, or two where the currency is in its own column."""
        text = self.notation.rupiah(Fraction(value))
        fact = StatedFact(measure, of, Fraction(value))
        if self.layout.rp is Rp.COLUMN:
            return [PrintedItem("Rp", None, rows), PrintedItem(text, fact, rows)]
        return [
            PrintedItem(f"Rp {text}" if self.layout.rp is Rp.CELL and value else text, fact, rows)
        ]

    def serapan(self, line: BudgetLine, rows: int = 1) -> PrintedItem:
        """Return the percentage of a pagu that was spent."""
        return PrintedItem(
            self.notation.persen(line.serapan),
            StatedFact(StatedMeasure.SERAPAN, line.code, line.serapan),
            rows,
        )

    def besaran(self, measure: StatedMeasure, indicator: Indicator, of: str = "") -> PrintedItem:
        """Return the target or the result of an indicator."""
        value = indicator.target if measure is StatedMeasure.TARGET else indicator.hasil
        text = self.notation.besaran(value, indicator.unit)
        return PrintedItem(text, StatedFact(measure, of or indicator.name, value))

    def capaian(self, indicator: Indicator, of: str = "") -> PrintedItem:
        """Return what was achieved of a target."""
        value = indicator.capaian
        return PrintedItem(
            self.notation.persen(value),
            StatedFact(StatedMeasure.CAPAIAN, of or indicator.name, value),
        )

    def mean(self) -> PrintedItem:
        """Return the mean of what was achieved of the indicators of all sasaran."""
        value = mean_achieved(self.situation)
        return PrintedItem(
            self.notation.persen(value), StatedFact(StatedMeasure.RATA_RATA, "capaian", value)
        )

    def efisiensi(self, indicator: Indicator, line: BudgetLine, rows: int = 1) -> PrintedItem:
        """Return by how much more was achieved than spent, in percentage points."""
        value = indicator.capaian - (line.serapan or 0)
        return PrintedItem(
            self.notation.selisih(value),
            StatedFact(StatedMeasure.EFISIENSI, line.code, value),
            rows,
        )

    def money(self, key: str, text: str, width: float = 2.6) -> ColumnHeader:
        """Return the header of a column of amounts."""
        return ColumnHeader(key, text, width, "r", parts=2 if self.layout.rp is Rp.COLUMN else 1)

    def amounts(self, line: BudgetLine, rows: int = 1) -> Cells:
        """Return pagu and realisasi of a line."""
        return [
            *self.rupiah(StatedMeasure.PAGU, line.code, line.pagu, rows),
            *self.rupiah(StatedMeasure.REALISASI, line.code, line.realisasi, rows),
        ]

    def table(
        self,
        kind: str,
        caption: str,
        heads: Sequence[ColumnHeader],
        body: Sequence[tuple[Emphasis, Cells]],
    ) -> PrintedTable:
        """Return a table under these headers."""
        leaves = [leaf for head in heads for leaf in head.leaves()]
        widths = [width for leaf in leaves for width in _split_widths(leaf)]
        aligns = "".join("l" * (leaf.parts - 1) + leaf.align for leaf in leaves)
        term = self.situation.term
        period = StatedFact(StatedMeasure.PERIODE, term.label) if term.label in caption else None
        return PrintedTable(
            kind,
            PrintedItem(caption, period),
            header(heads, self.layout.numbers),
            tuple(tuple(cells) for _, cells in body),
            tuple(widths),
            aligns,
            tuple(emphasis for emphasis, _ in body),
        )


def mean_achieved(situation: Scenario) -> Fraction:
    """Return the mean capaian of the indicators of all sasaran."""
    achieved = [
        indicator.capaian for sasaran in situation.sasaran for indicator in sasaran.indicators
    ]
    return sum(achieved, Fraction(0)) / len(achieved)


def _split_widths(leaf: ColumnHeader) -> list[float]:
    return [leaf.width] if leaf.parts == 1 else [0.7, leaf.width]


# Perjanjian kinerja -------------------------------------------------------------------------------


def promised_sasaran(draft: TableWriter, caption: str) -> PrintedTable:
    """Return the sasaran, indicators and targets of a perjanjian kinerja."""
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("sasaran", "Sasaran Strategis", 4, "l"),
        ColumnHeader("indikator", "Indikator Kinerja", 4.4, "l"),
        ColumnHeader("satuan", "Satuan", 1.4),
        ColumnHeader("target", "Target", 1.4),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for number, sasaran, indicator, first in _indicators(draft.situation.sasaran):
        rows = len(sasaran.indicators)
        label: Cells = (
            [PrintedItem(str(number), None, rows), PrintedItem(sasaran.name, None, rows)]
            if first
            else [None, None]
        )
        cells = [
            *label,
            PrintedItem(indicator.name),
            PrintedItem(indicator.unit),
            draft.besaran(StatedMeasure.TARGET, indicator),
        ]
        body.append((Emphasis.NONE, cells))
    return draft.table("perjanjian_kinerja_sasaran", caption, heads, body)


def _indicators(listed: Sequence[Sasaran]) -> Iterator[tuple[int, Sasaran, Indicator, bool]]:
    for number, sasaran in enumerate(listed, 1):
        for at, indicator in enumerate(sasaran.indicators):
            yield number, sasaran, indicator, at == 0


def promised_programs(draft: TableWriter, caption: str) -> PrintedTable:
    """Return the programs and their budget of a perjanjian kinerja."""
    draft = _priced(draft)
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("program", "Program", 5.6, "l"),
        draft.money("anggaran", "Anggaran", 2.8),
        ColumnHeader("keterangan", "Keterangan", 1.6),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for number, line in enumerate(draft.situation.programs, 1):
        name = PrintedItem(
            line.name.title() if line.name.isupper() else line.name,
            StatedFact(StatedMeasure.NAMA, line.code),
        )
        amount = draft.rupiah(StatedMeasure.PAGU, line.code, line.pagu)
        body.append((Emphasis.NONE, [PrintedItem(str(number)), name, *amount, PrintedItem("APBD")]))
    amount = draft.rupiah(StatedMeasure.PAGU, JUMLAH, draft.situation.jumlah.pagu)
    body.append((Emphasis.TOTAL, [PrintedItem("JUMLAH", None, 1, 2), None, *amount, PrintedItem()]))
    return draft.table("perjanjian_kinerja_program", caption, heads, body)


def _priced(draft: TableWriter) -> TableWriter:
    """Return a draft that writes Rp beside an amount, as perjanjian kinerja do."""
    rp = Rp.CELL if draft.layout.rp is Rp.NONE else draft.layout.rp
    return TableWriter(draft.situation, replace(draft.layout, rp=rp, numbers=Numbers.NONE))


# Kinerja ------------------------------------------------------------------------------------------


def achieved(draft: TableWriter, caption: str, mean: bool = False) -> PrintedTable:
    """Return target, result and achievement of the indicators of every sasaran, and the mean of
    these if wanted.
    """
    situation = draft.situation
    rising = not any(
        indicator.lower for sasaran in situation.sasaran for indicator in sasaran.indicators
    )
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("sasaran", "Sasaran Strategis", 3.2, "l"),
        ColumnHeader("indikator", "Indikator Kinerja", 3.6, "l"),
        ColumnHeader("satuan", "Satuan", 1.3),
        ColumnHeader("target", "Target", 1.2),
        ColumnHeader("realisasi", "Realisasi", 1.3),
        ColumnHeader(
            "capaian", "Capaian (%)", 1.3, formula="{realisasi}/{target}" if rising else ""
        ),
        ColumnHeader("keterangan", "Keterangan", 1.9, "l"),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for number, sasaran, indicator, first in _indicators(situation.sasaran):
        rows = len(sasaran.indicators)
        label: Cells = (
            [PrintedItem(str(number), None, rows), PrintedItem(sasaran.name, None, rows)]
            if first
            else [None, None]
        )
        figures = [
            draft.besaran(StatedMeasure.TARGET, indicator),
            draft.besaran(StatedMeasure.HASIL, indicator),
        ]
        unit = [PrintedItem(indicator.name), PrintedItem(indicator.unit)]
        body.append(
            (
                Emphasis.NONE,
                [*label, *unit, *figures, draft.capaian(indicator), _quarters(draft, indicator)],
            )
        )
    if mean:
        label = [PrintedItem("Rata-rata Capaian", None, 1, 6), *[None] * 5]
        body.append((Emphasis.TOTAL, [*label, draft.mean(), PrintedItem()]))
    return draft.table("capaian", caption, heads, body)


def _quarters(draft: TableWriter, indicator: Indicator) -> PrintedItem:
    """Return what each quarter contributed, always with two decimals, so that it must add up."""
    numerals = ("I", "II", "III", "IV")
    parts = [
        f"TW {numeral}: {draft.notation.decimal(q, 2)}"
        for numeral, q in zip(numerals, indicator.quarters, strict=False)
    ]
    return PrintedItem(
        "\n".join(parts),
        StatedFact(StatedMeasure.TRIWULAN, indicator.name) if len(parts) > 1 else None,
    )


def cost_per_outcome(draft: TableWriter, caption: str) -> PrintedTable:
    """Return sasaran and programs with their achievement, their budget and the difference of the
    two.
    """
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("sasaran", "Sasaran / Program", 3.4, "l"),
        ColumnHeader("indikator", "Indikator Kinerja", 3.2, "l"),
        ColumnHeader(
            "kinerja",
            "Kinerja",
            under=(
                ColumnHeader("target", "Target", 1.3),
                ColumnHeader("realisasi", "Realisasi", 1.3),
                ColumnHeader("capaian", "Capaian (%)", 1.2, formula=_ratio(draft.situation)),
            ),
        ),
        ColumnHeader(
            "anggaran",
            "Anggaran",
            under=(
                draft.money("pagu", "Pagu (Rp)", 2.4),
                draft.money("belanja", "Realisasi (Rp)", 2.4),
                ColumnHeader("serapan", "Serapan (%)", 1.2, formula="{belanja}/{pagu}"),
            ),
        ),
        ColumnHeader("efisiensi", "Efisiensi", 1.2, formula="{capaian}-{serapan}"),
    )
    body = [*_costs_of_sasaran(draft), *_costs_of_programs(draft)]
    return draft.table("cost_per_outcome", caption, heads, body)


def _ratio(situation: Scenario) -> str:
    lower = any(
        indicator.lower for sasaran in situation.sasaran for indicator in sasaran.indicators
    )
    return "" if lower else "{realisasi}/{target}"


def _costs_of_sasaran(draft: TableWriter) -> Iterator[tuple[Emphasis, Cells]]:
    for number, sasaran in enumerate(draft.situation.sasaran, 1):
        rows, line = len(sasaran.indicators), draft.situation.serving(sasaran)
        for at, indicator in enumerate(sasaran.indicators):
            first = at == 0
            label: Cells = (
                [PrintedItem(str(number), None, rows), PrintedItem(sasaran.name, None, rows)]
                if first
                else [None, None]
            )
            money = (
                _money(draft, line, indicator, rows) if first else [None] * _width_of_money(draft)
            )
            yield Emphasis.PROGRAM, [*label, *_measured(draft, indicator), *money]


def _costs_of_programs(draft: TableWriter) -> Iterator[tuple[Emphasis, Cells]]:
    for number, line in enumerate(draft.situation.programs, 1):
        indicator = draft.situation.indicators[line.code]
        name = PrintedItem(
            line.name.title() if line.name.isupper() else line.name,
            StatedFact(StatedMeasure.NAMA, line.code),
        )
        money = _money(draft, line, indicator, 1)
        yield (
            Emphasis.NONE,
            [PrintedItem(str(number)), name, *_measured(draft, indicator, line.code), *money],
        )


def _measured(draft: TableWriter, indicator: Indicator, of: str = "") -> Cells:
    """Return an indicator with target, result and achievement."""
    figures = [
        draft.besaran(StatedMeasure.TARGET, indicator, of),
        draft.besaran(StatedMeasure.HASIL, indicator, of),
    ]
    return [PrintedItem(indicator.name), *figures, draft.capaian(indicator, of)]


def _money(draft: TableWriter, line: BudgetLine, indicator: Indicator, rows: int) -> Cells:
    return [
        *draft.amounts(line, rows),
        draft.serapan(line, rows),
        draft.efisiensi(indicator, line, rows),
    ]


def _width_of_money(draft: TableWriter) -> int:
    return 6 if draft.layout.rp is Rp.COLUMN else 4


def resources(draft: TableWriter, caption: str) -> PrintedTable:
    """Return what every program achieved beside what it spent."""
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("sasaran", "Sasaran", 3.2, "l"),
        ColumnHeader("program", "Program", 3.6, "l"),
        ColumnHeader("indikator", "Indikator Program", 3.2, "l"),
        ColumnHeader("capaian", "Capaian Kinerja (%)", 1.5),
        ColumnHeader("serapan", "Capaian Anggaran (%)", 1.5),
        ColumnHeader("efisiensi", "Efisiensi Sumber Daya", 1.5, formula="{capaian}-{serapan}"),
    )
    body: list[tuple[Emphasis, Cells]] = []
    number = 0
    for sasaran in draft.situation.sasaran:
        for at, line in enumerate(sasaran.programs):
            number += 1
            indicator = draft.situation.indicators[line.code]
            label: list[PrintedItem | None] = [
                PrintedItem(sasaran.name, None, len(sasaran.programs)) if at == 0 else None
            ]
            name = PrintedItem(line.name, StatedFact(StatedMeasure.NAMA, line.code))
            figures = [
                draft.capaian(indicator, line.code),
                draft.serapan(line),
                draft.efisiensi(indicator, line),
            ]
            body.append(
                (
                    Emphasis.NONE,
                    [PrintedItem(str(number)), *label, name, PrintedItem(indicator.name), *figures],
                )
            )
    return draft.table("sumber_daya", caption, heads, body)


# Anggaran -----------------------------------------------------------------------------------------


def realisation(draft: TableWriter, caption: str) -> PrintedTable:
    """Return the budget: every line with pagu, realisasi, what is left and the percentage spent."""
    heads = (*_labels(draft.layout), *_BUDGET_HEADS[draft.layout.levels](draft))
    order = [leaf.key for head in heads for leaf in head.leaves()]
    lines = [line for program in draft.situation.programs for line in program.lines()]
    body = [(_EMPHASIS[line.level], _budget_row(draft, line, order)) for line in lines]
    last = (Emphasis.TOTAL, _budget_row(draft, draft.situation.jumlah, order))
    body = [last, *body] if draft.layout.total_first else [*body, last]
    return draft.table("realisasi_anggaran", caption, heads, body)


_EMPHASIS = {
    BudgetLevel.PROGRAM: Emphasis.PROGRAM,
    BudgetLevel.KEGIATAN: Emphasis.KEGIATAN,
    BudgetLevel.SUB_KEGIATAN: Emphasis.NONE,
}


class _Widths(NamedTuple):
    """The shares of the columns of a budget table."""

    uraian: float = 4.2
    pagu: float = 2.5
    realisasi: float = 2.5
    sisa: float = 2.2
    serapan: float = 1.2


def _widths(layout: ReportLayout) -> _Widths:
    if layout.narrow:
        return _Widths(3.4, 1.9, 1.9, 1.7, 0.95)
    # room beside the amounts of the second column, for names to run into
    return _Widths(uraian=3.0, pagu=6.2) if layout.overflow else _Widths()


def _labels(layout: ReportLayout) -> tuple[ColumnHeader, ...]:
    if layout.code_with_name:
        return (ColumnHeader("kode_uraian", "Urusan/Program/Kegiatan/Sub Kegiatan", 5.2, "l"),)
    return (
        ColumnHeader("kode", "KODE REKENING" if layout.narrow else "Kode", layout.code_width, "l"),
        ColumnHeader("uraian", "Program/Kegiatan/Sub Kegiatan", _widths(layout).uraian, "l"),
    )


def _flat(draft: TableWriter) -> tuple[ColumnHeader, ...]:
    narrow, widths = draft.layout.narrow, _widths(draft.layout)
    return (
        draft.money("pagu", "PAGU ANGGARAN" if narrow else "Pagu Anggaran", widths.pagu),
        draft.money("realisasi", "REALISASI" if narrow else "Realisasi", widths.realisasi),
        draft.money("sisa", "Sisa", widths.sisa)._replace(formula="{pagu}-{realisasi}"),
        ColumnHeader(
            "serapan",
            "PERSENTASE (%)" if narrow else "%",
            widths.serapan,
            "c",
            "{realisasi}/{pagu}",
        ),
    )


def _two_levels(draft: TableWriter) -> tuple[ColumnHeader, ...]:
    *amounts, percent = _flat(draft)
    return (
        ColumnHeader("anggaran", "Anggaran (Rp)", under=tuple(amounts)),
        percent._replace(text="Persentase (%)"),
    )


def _three_levels(draft: TableWriter) -> tuple[ColumnHeader, ...]:
    pagu, realisasi, sisa, percent = _flat(draft)
    spent = ColumnHeader(
        "belanja", "Realisasi", under=(realisasi._replace(text="Keu (Rp)"), percent)
    )
    year = draft.situation.term.year
    return (
        ColumnHeader(
            "tahun", f"Tahun Anggaran {year}", under=(pagu._replace(text="Pagu (Rp)"), spent)
        ),
        sisa,
    )


_BUDGET_HEADS = {1: _flat, 2: _two_levels, 3: _three_levels}


def _budget_row(draft: TableWriter, line: BudgetLine, order: Sequence[str]) -> Cells:
    cells: dict[str, Cells] = {
        "pagu": draft.rupiah(StatedMeasure.PAGU, line.code, line.pagu),
        "realisasi": draft.rupiah(StatedMeasure.REALISASI, line.code, line.realisasi),
        "sisa": draft.rupiah(StatedMeasure.SISA, line.code, line.sisa),
        "serapan": [draft.serapan(line)],
        "kode": [PrintedItem(line.code, StatedFact(StatedMeasure.KODE, line.code))],
        "uraian": [
            PrintedItem(
                line.name,
                StatedFact(StatedMeasure.NAMA, line.code)
                if line.level is BudgetLevel.PROGRAM
                else None,
            )
        ],
        "kode_uraian": [
            PrintedItem(f"{line.code} {line.name}", StatedFact(StatedMeasure.KODE, line.code))
        ],
    }
    if line.code == JUMLAH:
        cells["kode"], cells["uraian"] = [PrintedItem("JUMLAH", None, 1, 2)], [None]
        cells["kode_uraian"] = [PrintedItem("JUMLAH")]
    return [cell for key in order for cell in cells[key]]


def several_years(draft: TableWriter, caption: str) -> PrintedTable:
    """Return the programs of three years with pagu, realisasi and percentage of each."""
    years = {**draft.situation.earlier, draft.situation.term.year: draft.situation.programs}
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("program", "Program", 3.2, "l"),
        *(_year(draft, year) for year in sorted(years)),
    )
    body: list[tuple[Emphasis, Cells]] = []
    for at, line in enumerate(draft.situation.programs):
        cells = _through_years(draft, [years[year][at] for year in sorted(years)])
        body.append(
            (
                Emphasis.NONE,
                [
                    PrintedItem(str(at + 1)),
                    PrintedItem(line.name, StatedFact(StatedMeasure.NAMA, line.code)),
                    *cells,
                ],
            )
        )
    now = draft.situation.term.year
    sums = [
        total(years[year], JUMLAH if year == now else f"{JUMLAH} {year}") for year in sorted(years)
    ]
    body.append(
        (Emphasis.TOTAL, [PrintedItem("JUMLAH", None, 1, 2), None, *_through_years(draft, sums)])
    )
    return draft.table("multi_year", caption, heads, body)


def _year(draft: TableWriter, year: int) -> ColumnHeader:
    under = (
        draft.money(f"pagu{year}", "Pagu (Rp)", 2.2),
        draft.money(f"realisasi{year}", "Realisasi (Rp)", 2.2),
        ColumnHeader(f"serapan{year}", "%", 1.0, formula=f"{{realisasi{year}}}/{{pagu{year}}}"),
    )
    return ColumnHeader(f"tahun{year}", str(year), under=under)


def _through_years(draft: TableWriter, lines: Sequence[BudgetLine]) -> Cells:
    return [cell for line in lines for cell in (*draft.amounts(line), draft.serapan(line))]


def staff(draft: TableWriter, caption: str) -> PrintedTable:
    """Return how many people work at the office: a table that is neither of performance nor of
    budget.
    """
    heads = (
        ColumnHeader("no", "No", 0.6),
        ColumnHeader("jabatan", "Jabatan", 5, "l"),
        ColumnHeader("pns", "PNS", 1.2),
        ColumnHeader("pppk", "PPPK", 1.2),
        ColumnHeader("jumlah", "Jumlah", 1.2),
    )
    counts = [
        ("Pimpinan", 1, 0),
        ("Pejabat pengawas", 5, 0),
        ("Pelaksana", 9, 3),
        ("Fungsional", 4, 2),
    ]
    body: list[tuple[Emphasis, Cells]] = []
    for number, (name, servants, contracts) in enumerate(counts, 1):
        figures = (number, name, servants, contracts, servants + contracts)
        body.append((Emphasis.NONE, [PrintedItem(str(figure)) for figure in figures]))
    sums = (sum(count[1] for count in counts), sum(count[2] for count in counts))
    last = [
        PrintedItem("Jumlah", None, 1, 2),
        None,
        *(PrintedItem(str(figure)) for figure in (*sums, sum(sums))),
    ]
    return draft.table("other", caption, heads, [*body, (Emphasis.TOTAL, last)])
