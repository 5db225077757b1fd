"""Changes one printed number of a clean report at a time, then two and three at once, and states
what is found.

python -m tools.evaluation.mutate [SHARE] [SEED]
python -m tools.evaluation.mutate [SHARE] [SEED] --sums

Reports are the clean ones of the corpus and generated ones of 3 to 6 programs and up to 80 rows. A
change works on the text of a cell; what reads and examines the report is what audits any other. The
figures go to `docs/mutate.json`, from which `make measures` takes them. SHARE (0 to 1) tries only
that part of the changes. At last 30 to 80 % of the sums of a table are broken at once; `--sums`
tries only that, and keeps the other figures.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from corpus.entries import CorpusEntry, corpus_entries
from extract.document import read_document_here
from extract.records import Document
from tools.evaluation.drawn import document_of
from tools.evaluation.mutations import WAYS
from tools.evaluation.trials import CleanReport, Trial
from tools.evaluation.worse import Worsened, figures_of_sums, worsened
from tools.generator.build import lay_out
from tools.generator.facts.budget import BudgetSize
from tools.generator.orders import LAYOUTS, NOTATIONS, PARTS, Order, Producer
from validate.examine import examine
from validate.findings import Severity

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT / "corpus" / "documents"
FIGURES = ROOT / "docs" / "mutate.json"
SEED = 1

# what reports are generated: of which office, with which parts, and the size of their budget
_GENERATED = (
    ("kecamatan", "whole", BudgetSize(3, 2, 2)),
    ("inspektorat", "short", BudgetSize(4, 3, 3)),
    ("dinas-pertanian", "results", BudgetSize(5, 3, 4)),
    ("kecamatan", "whole", BudgetSize(6, 3, 4)),
    ("kecamatan", "budget", BudgetSize(6, 7, 6)),
)


# The reports --------------------------------------------------------------------------------------


def alarms_in(clean: CleanReport) -> int:
    """Return how many findings of severity minor or above are in the tables of a report in which
    nothing is wrong.
    """
    findings = examine(clean.report).findings
    return sum(
        one.severity.rank >= Severity.MINOR.rank and one.spot.cell is not None for one in findings
    )


def generated(at: int) -> Document:
    """Return a generated report without errors."""
    sort, parts, size = _GENERATED[at]
    plain, writing = LAYOUTS["plain"], NOTATIONS[""]
    order = Order(
        901 + at, sort, "tahun", 2024, Producer.TYPST, plain, PARTS[parts], size, writing, (), ()
    )
    return document_of(lay_out(order).report, f"generated-{901 + at}")


def _sources() -> list[CorpusEntry | int]:
    """Return every clean document of the corpus, and the numbers of those that are generated."""
    clean = [
        entry
        for entry in corpus_entries(DOCUMENTS)
        if (truth := entry.truth()) and truth.get("clean")
    ]
    return [*range(len(_GENERATED)), *clean]


def clean_report(source: CorpusEntry | int) -> CleanReport:
    """Return a report in which nothing is wrong."""
    return CleanReport(
        generated(source) if isinstance(source, int) else read_document_here(source.pdf)
    )


def trials(clean: CleanReport, seed: int, share: float) -> Iterator[Trial]:
    """Yield what becomes of each number of a report changed alone, and of some changed together."""
    for change in clean.changes(seed, share):
        yield from clean.tried([change])
    for count in (2, 3):
        for changes in clean.several(seed, share, count):
            yield from clean.tried(changes)


class MutatedReport(NamedTuple):
    """A report, the serious findings in it as it is, the most rows of its tables, and its
    trials.
    """

    name: str
    alarms: int
    rows: int
    trials: tuple[Trial, ...]
    worse: tuple[Worsened, ...] = ()


def measured(source: CorpusEntry | int, seed: int, share: float) -> MutatedReport:
    """Return what was measured on one report."""
    clean = clean_report(source)
    alarms = alarms_in(clean)
    rows = max((len(table.rows) for table in clean.report.tables), default=0)
    worse = tuple(worsened(clean, seed, share))
    return MutatedReport(
        clean.document.file, alarms, rows, tuple(trials(clean, seed, share)), worse
    )


def worsened_tables(source: CorpusEntry | int, seed: int, share: float) -> tuple[Worsened, ...]:
    """Return what became of the tables of one report of which many sums are broken."""
    return tuple(worsened(clean_report(source), seed, share))


# The figures --------------------------------------------------------------------------------------


def summary(reports: Sequence[MutatedReport], seed: int, share: float) -> dict[str, Any]:
    """Return the figures of a run."""
    every = [trial for report in reports for trial in report.trials]
    single = [trial for trial in every if trial.several == 1]
    return {
        "seed": seed,
        "share": share,
        "reports": len(reports),
        "alarms": sum(report.alarms for report in reports),
        "ways": {way.__name__: _figures(_made_by(way.__name__, single)) for way in WAYS},
        "all": _figures(single),
        "one relation": _figures([trial for trial in single if trial.related == 1]),
        "two or more": _figures([trial for trial in single if trial.related > 1]),
        "together": {str(count): _figures(_together(count, every)) for count in (2, 3)},
        "sums": figures_of_sums([one for report in reports for one in report.worse]),
        "share of sums": share,
        **_cost(reports),
    }


def _made_by(way: str, trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials of one way to change a number."""
    return [trial for trial in trials if trial.way == way]


def _together(count: int, trials: Sequence[Trial]) -> list[Trial]:
    """Return the trials that change so many numbers of two relations or more."""
    return [trial for trial in trials if trial.several == count and trial.related > 1]


def _cost(reports: Sequence[MutatedReport]) -> dict[str, Any]:
    """Return the rows of the largest report, and how long it took to audit it again."""
    most = max(report.rows for report in reports)
    seconds = sorted(
        trial.seconds for report in reports if report.rows == most for trial in report.trials
    )
    median, longest = seconds[len(seconds) // 2], seconds[-1]
    return {
        "rows": most,
        "milliseconds": {"median": round(1000 * median, 1), "most": round(1000 * longest, 1)},
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
        "blamed": sum(trial.blamed for trial in some),
    }


def _in_columns(values: Iterable[object]) -> str:
    return " ".join(f"{value:>9}" for value in values)


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
    lines = [_in_columns(heads)]
    lines += [_in_columns(map(found.__getitem__, heads)) for found in rows.values()]
    named = [f"{name:<22}{line}" for name, line in zip(("", *rows), lines, strict=True)]
    spent = figures["milliseconds"]
    worse = (
        f"{share} %: {one['told']} of {one['tables']}" for share, one in figures["sums"].items()
    )
    return "\n".join(
        [
            *named,
            "tables of which so many sums are broken at once, and a finding says so: "
            f"{', '.join(worse)}",
            f"{figures['reports']} reports, {figures['alarms']} findings in them as they "
            "are; examined with "
            f"{figures['rows']} rows: median {spent['median']} ms, most {spent['most']} ms",
        ]
    )


def keep_sums(sources: Sequence[CorpusEntry | int], seed: int, share: float) -> None:
    """Break many sums of each table, print of how many tables a finding says so, and keep that
    beside the rest.
    """
    with ProcessPoolExecutor(initializer=partial(os.nice, 10)) as pool:
        tried = [
            one
            for some in pool.map(partial(worsened_tables, seed=seed, share=share), sources)
            for one in some
        ]
    for one in tried:
        if not one.told:
            print("SILENT", one.table, f"{one.broken} of {one.sums}")
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) | {
        "sums": figures_of_sums(tried),
        "share of sums": share,
    }
    print(figures["sums"])
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Measure every report, print the figures and keep them; with `--missed`, a line for each
    number not localised.
    """
    options = [argument for argument in arguments if not argument.startswith("--")]
    share = float(options[0]) if options else 1.0
    seed = int(options[1]) if len(options) > 1 else SEED
    sources, found = _sources(), []
    if "--sums" in arguments:
        keep_sums(sources, seed, share)
        return
    with ProcessPoolExecutor(initializer=partial(os.nice, 10)) as pool:
        for at, report in enumerate(
            pool.map(partial(measured, seed=seed, share=share), sources), 1
        ):
            found.append(report)
            print(f"{at}/{len(sources)} {report.name}: {len(report.trials)}", file=sys.stderr)
    figures = summary(found, seed, share)
    print(as_text(figures))
    if "--missed" in arguments:
        for trial in (
            t for report in found for t in report.trials if t.effect == "breaks" and not t.localised
        ):
            print(
                trial.several,
                trial.way,
                trial.related,
                "" if trial.detected else "MISSED",
                trial.change,
            )
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
