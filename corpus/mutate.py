"""Changes one printed number of a clean report at a time, then two and three at once, and tells what is found.

python -m corpus.mutate [SHARE] [SEED]

Reports are the clean ones of the corpus and generated ones of 3 to 6 programs and up to 80 rows. A change works on the
text of a cell; what reads and examines the report is what audits any other. The figures go to `docs/mutate.json`,
from which `make measures` takes them. SHARE (0 to 1) tries only that part of the changes.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from corpus.drawn import document_of
from corpus.entries import Entry, entries
from corpus.generator.budget import Size
from corpus.generator.build import lay_out
from corpus.generator.orders import LAYOUTS, NOTATIONS, PARTS, Order, Producer
from corpus.mutations import WAYS, Printed, first_other
from extract.document import read_document_here
from extract.records import Document, Row
from normalize.amounts import Amount, Quantity, Style
from normalize.interpret import interpret
from normalize.report import Report, Role, TypedTable
from validate.catalogue import RULES
from validate.examine import examine, judge
from validate.figures import Figures
from validate.findings import CellRef, Finding, Severity
from validate.judgement import VIOLATED, Judgement, Outcome

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "corpus" / "documents"
SEED = 1

# what reports are generated: of which office, with which parts, and the size of their budget
_GENERATED = (
    ("kecamatan", "whole", Size(3, 2, 2)),
    ("inspektorat", "short", Size(4, 3, 3)),
    ("dinas-pertanian", "results", Size(5, 3, 4)),
    ("kecamatan", "whole", Size(6, 3, 4)),
    ("kecamatan", "budget", Size(6, 7, 6)),
)
# so many documents with two and with three errors are made of each report
_SEVERAL = 60


class Change(NamedTuple):
    """Another text in a body cell, and in which way it came about."""

    cell: CellRef
    text: str
    way: str


class Trial(NamedTuple):
    """What became of one changed number; `several` counts the numbers changed together.

    `effect` tells whether the number reads as "same", is "unread", is "harmless" to every relation, or "breaks" one.
    `related` counts the equations it stands in; `blamed` the numbers that findings blame and that nobody changed.
    """

    way: str
    several: int
    effect: str
    related: int
    detected: bool
    localised: bool
    root: bool
    right: bool
    blamed: int
    seconds: float
    change: str


@dataclass(frozen=True)
class Clean:
    """A report in which nothing is wrong, and the relations between its numbers."""

    document: Document

    @cached_property
    def report(self) -> Report:
        """The report as it is understood."""
        return interpret(self.document)

    @cached_property
    def judgement(self) -> Judgement:
        """What becomes of its relations."""
        return judge(self.report, RULES)

    @cached_property
    def known(self) -> Counter[tuple[object, ...]]:
        """What is found in it as it is."""
        return Counter(map(_key, examine(self.report).findings))

    @cached_property
    def equations(self) -> dict[CellRef, list[tuple[CellRef, ...]]]:
        """The equations that each number stands in and that hold, as the cells of each."""
        found: dict[CellRef, list[tuple[CellRef, ...]]] = {cell: [] for cell in self.cells}
        for relation, verdict in zip(self.judgement.relations, self.judgement.verdicts, strict=True):
            if verdict.outcome is Outcome.HOLDS and relation.confirms:
                cells = tuple(term for term in (relation.target, *relation.terms) if isinstance(term, CellRef))
                for cell in cells:
                    found.setdefault(cell, []).append(cells)
        return found

    @cached_property
    def cells(self) -> tuple[CellRef, ...]:
        """The cells that print a number which is more than that of a row."""
        return tuple(
            CellRef(table.id, row.index, column.index)
            for table in self.report.tables
            for row in table.rows
            for column in table.columns
            if column.role is not Role.NOMOR and _is_printed(table, row.index, column.index)
        )

    def printed(self, cell: CellRef) -> Printed:
        """Return how a number is printed, and what stands around it."""
        table = self.report.table(cell.table)
        text, at = table.table.rows[cell.row][cell.column].text, cell.column
        above = [(row, at) for row in reversed(range(cell.row))]
        columns = [c.index for c in table.columns if c.role is not Role.NOMOR]
        beside = [(cell.row, other) for other in (*reversed(range(at)), *range(at + 1, len(table.columns)))]
        return Printed(
            text,
            table.style or Style.INDONESIAN,
            first_other([_text(table, *there) for there in above if _is_printed(table, *there)], text),
            first_other([_text(table, *t) for t in beside if t[1] in columns and _is_printed(table, *t)], text),
            self._computed(cell) if table.columns[at].quantity is Quantity.PERSEN else None,
        )

    def _computed(self, cell: CellRef) -> Any:
        """Return what a relation that holds computes a number to."""
        judged = zip(self.judgement.relations, self.judgement.verdicts, strict=True)
        fit = (v.recomputed for r, v in judged if r.target == cell and r.form.computes and v.outcome is Outcome.HOLDS)
        return next(fit, None)

    def changes(self, seed: int, share: float) -> Iterator[Change]:
        """Yield every number changed in each way that fits it, or a share of these."""
        for cell in self.cells:
            printed = self.printed(cell)
            for way in WAYS:
                random = Random(f"{seed} {self.document.file} {cell} {way.__name__}")
                if random.random() < share and (text := way(printed, random)) and text != printed.text:
                    yield Change(cell, text, way.__name__)

    def several(self, seed: int, share: float, count: int) -> Iterator[tuple[Change, ...]]:
        """Yield so many changes at once; in every other case they stand in equations with each other."""
        random = Random(f"{seed} {self.document.file} {count}")
        related = [cell for cell in self.cells if len(self.equations[cell]) > 1]
        for at in range(round(share * _SEVERAL) if len(related) >= count else 0):
            chosen = self._near(random, related, count) if at % 2 else random.sample(related, count)
            changes = [self._changed(random, cell) for cell in chosen]
            yield tuple(change for change in changes if change)

    def _near(self, random: Random, related: Sequence[CellRef], count: int) -> list[CellRef]:
        """Return numbers of which each stands in an equation with one before it."""
        chosen = [random.choice(related)]
        while len(chosen) < count:
            beside = {cell for one in chosen for cells in self.equations[one] for cell in cells}
            fit = [cell for cell in related if cell in beside and cell not in chosen]
            chosen.append(random.choice(fit or [cell for cell in related if cell not in chosen]))
        return chosen

    def _changed(self, random: Random, cell: CellRef) -> Change | None:
        printed = self.printed(cell)
        for way in random.sample(WAYS, len(WAYS)):
            if (text := way(printed, random)) and text != printed.text:
                return Change(cell, text, way.__name__)
        return None

    def tried(self, changes: Sequence[Change]) -> list[Trial]:
        """Return what becomes of numbers that are changed together."""
        report = interpret(_with(self.document, changes))
        start = time.perf_counter()
        findings = [one for one in examine(report).findings if not self.known[_key(one)]]
        seconds = time.perf_counter() - start
        # the equations are those of the clean report: some rules choose theirs by the numbers they see
        figures = Figures(report)
        judgement = Judgement(figures, self.judgement.relations)
        held = zip(judgement.relations, self.judgement.verdicts, judgement.verdicts, strict=True)
        failing = [r for r, was, now in held if now.outcome in VIOLATED and was.outcome not in VIOLATED]
        broken = {term for relation in failing for term in (relation.target, *relation.terms)}
        wrong = {change.cell for change in changes}
        heavy = [one for one in findings if Severity.MINOR.rank <= one.severity.rank and one.spot.cell is not None]
        blamed = len({one.spot.cell for one in heavy} - wrong)
        return [self._trial(change, changes, findings, figures, broken, blamed, seconds) for change in changes]

    def _trial(
        self,
        change: Change,
        changes: Sequence[Change],
        findings: Sequence[Finding],
        figures: Figures,
        broken: Iterable[object],
        blamed: int,
        seconds: float,
    ) -> Trial:
        cell = change.cell
        was, now = self.judgement.lookup.find(cell), figures.find(cell)
        if now is None:
            effect = "unread"
        elif was is None or was.value == now.value:
            effect = "same"
        else:
            effect = "breaks" if cell in broken else "harmless"
        rooted = [one for one in findings if one.spot.cell == cell]
        text = self.report.table(cell.table).table.rows[cell.row][cell.column].text
        return Trial(
            change.way,
            len(changes),
            effect,
            len(self.equations[cell]),
            any(cell in _named(one) for one in findings),
            bool(rooted) or any(a.spot.cell == cell for one in findings for a in one.alternatives[:1]),
            bool(rooted),
            was is not None and any(one.expected == was.print(was.value) for one in rooted),
            blamed,
            seconds,
            f"{self.document.file} {cell.table}:{cell.row}:{cell.column} {text} -> {change.text}",
        )


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.spot.cell, finding.spot.place, finding.spot.printed


def _named(finding: Finding) -> set[CellRef | None]:
    others = [*(one.spot for one in finding.followers), *(one.spot for one in finding.alternatives)]
    return {spot.cell for spot in (finding.spot, *finding.evidence, *others)}


def _is_printed(table: TypedTable, row: int, column: int) -> bool:
    """Return whether a cell of its own prints a number with digits."""
    cell = table.table.rows[row][column]
    reading = table.rows[row].readings[column]
    return isinstance(reading, Amount) and cell.origin is None and any(map(str.isdigit, cell.text))


def _text(table: TypedTable, row: int, column: int) -> str:
    return table.table.rows[row][column].text


def _with(document: Document, changes: Sequence[Change]) -> Document:
    """Return the document with other texts in some cells."""
    texts = {change.cell: change.text for change in changes}

    def changed(table: str, row: int, cells: Row) -> Row:
        now = (texts.get(CellRef(table, row, column)) for column in range(len(cells)))
        return tuple(
            cell if text is None else replace(cell, text=text, lines=(text,))
            for cell, text in zip(cells, now, strict=True)
        )

    tables = (
        replace(table, rows=tuple(changed(table.id, row, cells) for row, cells in enumerate(table.rows)))
        for table in document.tables
    )
    return replace(document, tables=tuple(tables))


# The reports ----------------------------------------------------------------------------------------------------------


def generated(at: int) -> Document:
    """Return a generated report without errors."""
    sort, parts, size = _GENERATED[at]
    plain, writing = LAYOUTS["plain"], NOTATIONS[""]
    order = Order(901 + at, sort, "tahun", 2024, Producer.TYPST, plain, PARTS[parts], size, writing, (), ())
    return document_of(lay_out(order).report, f"generated-{901 + at}")


def _sources() -> list[Entry | int]:
    """Return every clean document of the corpus, and the numbers of those that are generated."""
    clean = [entry for entry in entries(DOCUMENTS) if (truth := entry.truth()) and truth.get("clean")]
    return [*range(len(_GENERATED)), *clean]


def clean_report(source: Entry | int) -> Clean:
    """Return a report in which nothing is wrong."""
    return Clean(generated(source) if isinstance(source, int) else read_document_here(source.pdf))


def trials(clean: Clean, seed: int, share: float) -> Iterator[Trial]:
    """Yield what becomes of each number of a report changed alone, and of some changed together."""
    for change in clean.changes(seed, share):
        yield from clean.tried([change])
    for count in (2, 3):
        for changes in clean.several(seed, share, count):
            yield from clean.tried(changes)


class Measured(NamedTuple):
    """A report, the findings of weight in it as it is, the most rows of its tables, and its trials."""

    name: str
    alarms: int
    rows: int
    trials: tuple[Trial, ...]


def measured(source: Entry | int, seed: int, share: float) -> Measured:
    """Return what was measured on one report."""
    clean = clean_report(source)
    alarms = sum(one.severity.rank >= Severity.MINOR.rank for one in examine(clean.report).findings)
    rows = max((len(table.rows) for table in clean.report.tables), default=0)
    return Measured(clean.document.file, alarms, rows, tuple(trials(clean, seed, share)))


# The figures ----------------------------------------------------------------------------------------------------------


def summary(reports: Sequence[Measured], seed: int, share: float) -> dict[str, Any]:
    """Return the figures of a run."""
    every = [trial for report in reports for trial in report.trials]
    single = [trial for trial in every if trial.several == 1]
    most = max(report.rows for report in reports)
    largest = [trial.seconds for report in reports if report.rows == most for trial in report.trials]
    return {
        "seed": seed,
        "share": share,
        "reports": len(reports),
        "alarms": sum(report.alarms for report in reports),
        "ways": {way.__name__: _figures([t for t in single if t.way == way.__name__]) for way in WAYS},
        "all": _figures(single),
        "one relation": _figures([trial for trial in single if trial.related == 1]),
        "two or more": _figures([trial for trial in single if trial.related > 1]),
        "together": {
            str(count): _figures([t for t in every if t.several == count and t.related > 1]) for count in (2, 3)
        },
        "rows": most,
        "milliseconds": {
            "median": round(1000 * sorted(largest)[len(largest) // 2], 1),
            "most": round(1000 * max(largest), 1),
        },
    }


def _figures(some: Sequence[Trial]) -> dict[str, int]:
    effects = Counter(trial.effect for trial in some)
    broken = [trial for trial in some if trial.effect == "breaks"]
    return {
        "changed": len(some),
        "same": effects["same"],
        "unread": effects["unread"],
        "harmless": effects["harmless"],
        "breaks": len(broken),
        "detected": sum(trial.detected for trial in broken),
        "localised": sum(trial.localised for trial in broken),
        "root": sum(trial.root for trial in broken),
        "right": sum(trial.right for trial in broken),
        "blamed": sum(trial.blamed for trial in broken),
    }


def as_text(figures: dict[str, Any]) -> str:
    """Return the figures as a table."""
    rows = {
        **figures["ways"],
        "all": figures["all"],
        "in one equation": figures["one relation"],
        "in two or more": figures["two or more"],
        **{f"{count} at once": found for count, found in figures["together"].items()},
    }
    heads = list(figures["all"])
    lines = [" ".join(f"{text:>9}" for text in heads)]
    lines += [" ".join(f"{found[head]:>9}" for head in heads) for found in rows.values()]
    named = [f"{name:<22}{line}" for name, line in zip(("", *rows), lines, strict=True)]
    spent = figures["milliseconds"]
    return "\n".join(
        [
            *named,
            f"{figures['reports']} reports, {figures['alarms']} findings in them as they are; examined with "
            f"{figures['rows']} rows: median {spent['median']} ms, most {spent['most']} ms",
        ]
    )


def main(arguments: Sequence[str]) -> None:
    """Measure every report, print the figures and keep them; with `--missed`, a line for each number not localised."""
    options = [argument for argument in arguments if not argument.startswith("--")]
    share = float(options[0]) if options else 1.0
    seed = int(options[1]) if len(options) > 1 else SEED
    sources, found = _sources(), []
    with ProcessPoolExecutor(initializer=partial(os.nice, 10)) as pool:
        for at, report in enumerate(pool.map(partial(measured, seed=seed, share=share), sources), 1):
            found.append(report)
            print(f"{at}/{len(sources)} {report.name}: {len(report.trials)}", file=sys.stderr)
    figures = summary(found, seed, share)
    print(as_text(figures))
    if "--missed" in arguments:
        for trial in (t for report in found for t in report.trials if t.effect == "breaks" and not t.localised):
            print(trial.several, trial.way, trial.related, "" if trial.detected else "MISSED", trial.change)
    (ROOT / "docs" / "mutate.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
