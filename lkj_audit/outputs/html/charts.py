"""Small charts of a report whose text is text, each with its numbers beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import shortened, table_name
from lkj_audit.presentation.palette import COLOUR
from lkj_audit.presentation.vocabulary import SEVERITY
from normalize.report import Column, Report, Role, TableKind, TypedRow, TypedTable
from normalize.text.masking import Mask
from normalize.values.amounts import Amount
from normalize.values.codes import CodeLevel
from validate.findings import Audit, Severity

# in points: of a drawing, of its longest bar, of the steps from bar to bar, and of what is at a bar
WIDTH, BARS_WIDTH = 331.2, 254.8
STEP, STEP_OF_PAIRS = 25.2, 33.1
NAME_SIZE, NAME_BASELINE, NAME_HEIGHT = 8.0, 8.6, 10.5
LABEL_SIZE, STACK_HEIGHT, GAP = 7.5, 9.4, 0.8
MOST_BARS = 8
LARGEST = 1e18
BUDGET, SPENT = "#a9b8c6", "#2b5c8a"


class ChartRectangle(NamedTuple):
    """A filled rectangle of a drawing."""

    left: float
    top: float
    width: float
    height: float
    colour: str


class ChartLabel(NamedTuple):
    """A text of a drawing; `baseline` is what its letters are on."""

    left: float
    baseline: float
    size: float
    text: str


Drawn = tuple[Sequence[ChartRectangle], Sequence[ChartLabel]]


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """Rectangles and texts in points, from the top left; a template makes SVG of them."""

    width: float
    height: float
    rectangles: tuple[ChartRectangle, ...]
    labels: tuple[ChartLabel, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, what its colours mean, and the same as a table: a header and rows of texts."""

    title: str
    drawing: ChartDrawing
    legend: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ChartBar(NamedTuple):
    """A name and, one after the other or one over the other, lengths with their colours and
    labels.
    """

    name: str
    lengths: tuple[float, ...]
    labels: tuple[str, ...]


def charts(audit: Audit, lang: Lang, mask: Mask) -> list[Chart]:
    """Return the charts that the report's tables allow."""
    found = (
        serapan_by_program(audit.report, lang, mask),
        pagu_and_realisasi(audit.report, lang, mask),
    )
    return [chart for chart in (*found, findings_by_table(audit, lang, mask)) if chart is not None]


def programs(report: Report) -> tuple[TypedTable, list[TypedRow]] | None:
    """Return the first table of the budget's realisation, and its programmes, else its rows but the
    totals.
    """
    for table in report.of_kind(TableKind.REALISASI_ANGGARAN):
        named = [row for row in table.rows if row.name and not row.total]
        coded = [row for row in named if row.code and row.code.level is CodeLevel.PROGRAM]
        if rows := coded or named:
            return table, rows[:MOST_BARS]
    return None


def printed(row: TypedRow, column: Column, scale: bool = True) -> tuple[float, str] | None:
    """Return a number that a bar can be drawn of and its text as printed, or None."""
    amount = row.amount(column.index)
    if not isinstance(amount, Amount):
        return None
    value = float(amount.value * (column.scale if scale else 1))
    return (value, amount.text) if 0 <= value <= LARGEST else None


def serapan_by_program(report: Report, lang: Lang, mask: Mask) -> Chart | None:
    """Return how much of its budget each programme has spent, as printed."""
    found = programs(report)
    column = found[0].column(Role.SERAPAN) if found else None
    if found is None or column is None:
        return None
    read = [(name_of(row, mask), printed(row, column, scale=False)) for row in found[1]]
    bars = [
        ChartBar(name, (value[0],), (f"{value[1].removesuffix('%').strip()}%",))
        for name, value in read
        if value
    ]
    title = lang.say(
        "Serapan menurut program (%, tercetak)", "Budget absorbed, by programme (%, as printed)"
    )
    head = (lang.say("Program", "Programme"), lang.say("Serapan", "Absorbed"))
    return drawn(title, bars, head, (SPENT,), at_least=100.0)


def pagu_and_realisasi(report: Report, lang: Lang, mask: Mask) -> Chart | None:
    """Return the budget of each programme beside what was spent of it, as printed."""
    found = programs(report)
    columns = (
        [found[0].column(role) for role in (Role.PAGU, Role.REALISASI_ANGGARAN)] if found else []
    )
    pagu, realisasi = columns or (None, None)
    if found is None or pagu is None or realisasi is None:
        return None
    read = [(name_of(row, mask), printed(row, pagu), printed(row, realisasi)) for row in found[1]]
    bars = [
        ChartBar(name, (one[0], two[0]), (one[1], two[1])) for name, one, two in read if one and two
    ]
    words = (lang.say("Pagu", "Budget"), lang.say("Realisasi", "Spent"))
    title = lang.say("Pagu dan realisasi (Rp, tercetak)", "Budget and spending (Rp, as printed)")
    return drawn(
        title, bars, (lang.say("Program", "Programme"), *words), (BUDGET, SPENT), legend=words
    )


def findings_by_table(audit: Audit, lang: Lang, mask: Mask) -> Chart | None:
    """Return how many findings of each severity are in each table, and in running text."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in audit.findings:
        cell = finding.spot.cell
        where = (
            table_name(audit.report.table(cell.table), lang)
            if cell
            else lang.say("Teks laporan", "Running text")
        )
        counts.setdefault(shown(where, mask), Counter())[finding.severity] += 1
    ordered = sorted(counts.items(), key=lambda item: -item[1].total())[:MOST_BARS]
    drawn_counts = sum((count for _, count in ordered), Counter[Severity]())
    weights = [weight for weight in reversed(Severity) if drawn_counts[weight]]
    bars = []
    for name, count in ordered:
        values = [count[weight] for weight in weights]
        bars.append(ChartBar(name, tuple(map(float, values)), tuple(map(str, values))))
    words = tuple(lang.say(*SEVERITY[weight]).capitalize() for weight in weights)
    colours = tuple(COLOUR[weight] for weight in weights)
    title = lang.say("Temuan menurut tabel", "Findings by table")
    return drawn(
        title, bars, (lang.say("Tabel", "Table"), *words), colours, legend=words, stacked=True
    )


def name_of(row: TypedRow, mask: Mask) -> str:
    """Return the name of a row."""
    return shown(row.name, mask)


def shown(text: str, mask: Mask) -> str:
    """Return a text of the document in one short line that XML can hold."""
    short = shortened(mask(text), 58)
    return "".join(character if character.isprintable() else "?" for character in short)


def drawn(
    title: str,
    bars: Sequence[ChartBar],
    head: tuple[str, ...],
    colours: Sequence[str],
    *,
    legend: Sequence[str] = (),
    at_least: float = 0.0,
    stacked: bool = False,
) -> Chart | None:
    """Return the chart of these bars, or None where there is none."""
    longest = max(
        [at_least, *(sum(bar.lengths) if stacked else max(bar.lengths) for bar in bars)],
        default=0.0,
    )
    if not bars or longest <= 0:
        return None
    step = STEP_OF_PAIRS if len(colours) > 1 and not stacked else STEP
    scale = BARS_WIDTH / longest
    rectangles: list[ChartRectangle] = []
    labels: list[ChartLabel] = []
    for number, bar in enumerate(bars):
        labels.append(ChartLabel(0.0, step * number + NAME_BASELINE, NAME_SIZE, bar.name))
        middle = step * (number + 1) - (step - NAME_HEIGHT) / 2
        more = (
            stack(bar, colours, middle, scale)
            if stacked
            else side_by_side(bar, colours, middle, step, scale)
        )
        rectangles += more[0]
        labels += more[1]
    drawing = ChartDrawing(WIDTH, step * len(bars), tuple(rectangles), tuple(labels))
    keys = tuple(zip(legend, colours, strict=False))
    return Chart(title, drawing, keys, head, tuple((bar.name, *bar.labels) for bar in bars))


def side_by_side(
    bar: ChartBar, colours: Sequence[str], middle: float, step: float, scale: float
) -> Drawn:
    """Draw the lengths of a bar below one another, each with its label behind it."""
    each = step * 0.54 / len(bar.lengths)
    top = middle - each * len(bar.lengths) / 2
    rectangles, labels = [], []
    for number, (length, label, colour) in enumerate(
        zip(bar.lengths, bar.labels, colours, strict=True)
    ):
        rectangles.append(
            ChartRectangle(0.0, top + each * (number + 0.05), length * scale, each * 0.9, colour)
        )
        labels.append(behind(length * scale, top + each * (number + 0.5), label))
    return rectangles, labels


def stack(bar: ChartBar, colours: Sequence[str], middle: float, scale: float) -> Drawn:
    """Draw the lengths of a bar one behind the other with a gap between them, and their sum behind
    the last.
    """
    rectangles, start = [], 0.0
    for length, colour in zip(bar.lengths, colours, strict=True):
        if length:
            width = max(length * scale - GAP, GAP)
            rectangles.append(
                ChartRectangle(
                    start * scale, middle - STACK_HEIGHT / 2, width, STACK_HEIGHT, colour
                )
            )
        start += length
    return rectangles, [behind(start * scale, middle, f"{start:.0f}")]


def behind(end: float, middle: float, text: str) -> ChartLabel:
    """Return a label behind the end of a bar; letters are centred on its middle."""
    return ChartLabel(end + 4.0, middle + LABEL_SIZE * 0.35, LABEL_SIZE, text)
