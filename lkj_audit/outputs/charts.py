"""Small charts of a report as SVG whose text is text, each with its numbers beside it."""

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from extract.patterns import regex
from lkj_audit.language import Lang
from lkj_audit.outputs.palette import COLOUR
from lkj_audit.places import shortened, table_name
from lkj_audit.words import SEVERITY
from normalize.amounts import Amount
from normalize.codes import Level
from normalize.masking import Mask
from normalize.report import Column, Kind, Report, Role, TypedRow, TypedTable
from validate.findings import Audit, Severity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# in inches: of a chart, and of what a bar and its name take
WIDTH, HIGH, HIGH_IN_PAIRS = 4.6, 0.35, 0.46
MOST_BARS = 8
LARGEST = 1e18
BUDGET, SPENT, INK = "#a9b8c6", "#2b5c8a", "#26323d"
SVG = "http://www.w3.org/2000/svg"
FONT_SIZE = regex(r"(\d+(?:\.\d+)?)px")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in SVG, what its colours mean, and the same as a table: a head and rows of texts."""

    title: str
    svg: str
    legend: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Bar(NamedTuple):
    """A name and, one after the other or one over the other, lengths with their colours and labels."""

    name: str
    lengths: tuple[float, ...]
    labels: tuple[str, ...]


def charts(audit: Audit, lang: Lang, mask: Mask) -> list[Chart]:
    """Return the charts that the report's tables allow."""
    found = (serapan_by_program(audit.report, lang, mask), pagu_and_realisasi(audit.report, lang, mask))
    return [chart for chart in (*found, findings_by_table(audit, lang, mask)) if chart is not None]


def programs(report: Report) -> tuple[TypedTable, list[TypedRow]] | None:
    """Return the first table of the budget's realisation, and its programmes, else its rows but the totals."""
    for table in report.of_kind(Kind.REALISASI_ANGGARAN):
        named = [row for row in table.rows if row.name and not row.total]
        coded = [row for row in named if row.code and row.code.level is Level.PROGRAM]
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
    bars = [Bar(name, (value[0],), (f"{value[1].removesuffix('%').strip()}%",)) for name, value in read if value]
    title = lang.say("Serapan menurut program (%, tercetak)", "Budget absorbed, by programme (%, as printed)")
    head = (lang.say("Program", "Programme"), lang.say("Serapan", "Absorbed"))
    return drawn(title, bars, head, (SPENT,), at_least=100.0)


def pagu_and_realisasi(report: Report, lang: Lang, mask: Mask) -> Chart | None:
    """Return the budget of each programme beside what was spent of it, as printed."""
    found = programs(report)
    columns = [found[0].column(role) for role in (Role.PAGU, Role.REALISASI_ANGGARAN)] if found else []
    pagu, realisasi = columns or (None, None)
    if found is None or pagu is None or realisasi is None:
        return None
    read = [(name_of(row, mask), printed(row, pagu), printed(row, realisasi)) for row in found[1]]
    bars = [Bar(name, (one[0], two[0]), (one[1], two[1])) for name, one, two in read if one and two]
    words = (lang.say("Pagu", "Budget"), lang.say("Realisasi", "Spent"))
    title = lang.say("Pagu dan realisasi (Rp, tercetak)", "Budget and spending (Rp, as printed)")
    return drawn(title, bars, (lang.say("Program", "Programme"), *words), (BUDGET, SPENT), legend=words)


def findings_by_table(audit: Audit, lang: Lang, mask: Mask) -> Chart | None:
    """Return how many findings of each severity stand in each table, and in running text."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in audit.findings:
        cell = finding.spot.cell
        where = table_name(audit.report.table(cell.table), lang) if cell else lang.say("Teks laporan", "Running text")
        counts.setdefault(shown(where, mask), Counter())[finding.severity] += 1
    ordered = sorted(counts.items(), key=lambda item: -item[1].total())[:MOST_BARS]
    weights = [weight for weight in reversed(Severity) if any(count[weight] for _, count in ordered)]
    bars = [
        Bar(name, tuple(float(count[weight]) for weight in weights), tuple(str(count[weight]) for weight in weights))
        for name, count in ordered
    ]
    words = tuple(lang.say(*SEVERITY[weight]).capitalize() for weight in weights)
    colours = tuple(COLOUR[weight] for weight in weights)
    title = lang.say("Temuan menurut tabel", "Findings by table")
    return drawn(title, bars, (lang.say("Tabel", "Table"), *words), colours, legend=words, stacked=True)


def name_of(row: TypedRow, mask: Mask) -> str:
    """Return the name of a row."""
    return shown(row.name, mask)


def shown(text: str, mask: Mask) -> str:
    """Return a text of the document in one short line that XML can hold."""
    short = shortened(mask(text), 58)
    return "".join(character if character.isprintable() else "?" for character in short)


def drawn(
    title: str,
    bars: Sequence[Bar],
    head: tuple[str, ...],
    colours: Sequence[str],
    *,
    legend: Sequence[str] = (),
    at_least: float = 0.0,
    stacked: bool = False,
) -> Chart | None:
    """Return the chart of these bars, or None where there is none."""
    longest = max([at_least, *(sum(bar.lengths) if stacked else max(bar.lengths) for bar in bars)], default=0.0)
    if not bars or longest <= 0:
        return None

    def paint(axes: "Axes") -> None:
        for position, bar in enumerate(bars):
            axes.text(0, position - 0.27, bar.name, fontsize=8, color=INK, va="bottom")
            (stack if stacked else side_by_side)(axes, position, bar, colours, longest)
        axes.set_xlim(0, longest * 1.3)
        axes.set_ylim(len(bars) - 0.62, -0.68)

    svg = as_svg(title, (HIGH if stacked or len(colours) == 1 else HIGH_IN_PAIRS) * len(bars) + 0.05, paint)
    keys = tuple(zip(legend, colours, strict=False))
    return Chart(title, svg, keys, head, tuple((bar.name, *bar.labels) for bar in bars))


def side_by_side(axes: "Axes", position: float, bar: Bar, colours: Sequence[str], longest: float) -> None:
    """Draw the lengths of a bar below one another, each with its label behind it."""
    thick = 0.54 / len(bar.lengths)
    for number, (length, label, colour) in enumerate(zip(bar.lengths, bar.labels, colours, strict=True)):
        at = position - 0.23 + thick * (number + 0.5)
        axes.barh(at, length, thick * 0.9, color=colour)
        axes.text(length + longest * 0.015, at, label, fontsize=7.5, color=INK, va="center")


def stack(axes: "Axes", position: float, bar: Bar, colours: Sequence[str], longest: float) -> None:
    """Draw the lengths of a bar one behind the other, and their sum behind the last."""
    start = 0.0
    for length, colour in zip(bar.lengths, colours, strict=True):
        axes.barh(position, length, 0.4, left=start, color=colour, edgecolor="white", linewidth=0.8)
        start += length
    axes.text(start + longest * 0.015, position, f"{start:.0f}", fontsize=7.5, color=INK, va="center")


def as_svg(title: str, height: float, paint: Callable[["Axes"], None]) -> str:
    """Return what is painted as SVG with nothing in it that a strict page forbids."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": title, "text.parse_math": False}
    with rc_context(settings), warnings.catch_warnings():
        # a browser has the letters that matplotlib's own font lacks
        warnings.simplefilter("ignore")
        figure = Figure(figsize=(WIDTH, height))
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        paint(axes)
        file = StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return without_styles(file.getvalue(), title)


def without_styles(svg: str, title: str) -> str:
    """Return the SVG with attributes in place of styles, which need no leave of a content security policy."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for element in list(root.iter()):
        for child in [child for child in element if child.tag.rpartition("}")[2] in {"metadata", "style"}]:
            element.remove(child)
        for name, value in declarations(element.attrib.pop("style", "")):
            element.set(name, value)
    for name in ("width", "height"):
        root.attrib.pop(name)
    root.set("role", "img")
    root.set("aria-label", title)
    return ElementTree.tostring(root, encoding="unicode")


def declarations(style: str) -> Iterator[tuple[str, str]]:
    """Yield the declarations of a style as attributes; of a font its size alone, the page has a face of its own."""
    for declaration in filter(None, style.split(";")):
        name, _, value = declaration.partition(":")
        if name.strip() != "font":
            yield name.strip(), value.strip()
        elif size := FONT_SIZE.search(value):
            yield "font-size", size[1]
