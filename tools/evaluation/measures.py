"""The figures that we claim, by layout, producer and kind of error: `docs/measures.md`.

They follow from files that are committed: what is known of the documents, and their accepted
states, which the check of the corpus holds to be today's.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from corpus.entries import corpus_entries
from tools.evaluation import disagreements
from tools.evaluation.scan_figures import scans_section
from tools.evaluation.scores import ErrorScore, Score, score

# The figures of what is not run with each measure, in the order in which the page takes them.
KEPT = (
    "fuzz.json",
    "mutate.json",
    "readers.json",
    "speed.json",
    "outputs-bench.json",
    "scans.json",
)

HEAD = """\
# Measures

Written by `make measures`; a test holds that it is current. Beside most documents of `corpus/documents/` is a file of
what is printed in them, as the generator that made them knows it, and what was made wrong in them on purpose.

- **cells**: of those that hold text, header cells included, how many were read exactly; **numbers**: of the cells in
  the body that print a number, an amount, a percentage or a code.
- **detected**: a finding of one of the rules that the error breaks names its place; **localised**: such a finding
  blames that place, or names it first among those that could as well be wrong.
- **false alarms**: findings of severity minor or above in documents in which nothing is wrong; **unexplained**: such
  findings in documents with errors that touch none of them.
- **readers differ**: of the numbers, how many pdfplumber, the second reader, reads otherwise; **unseen**: for how many
  it finds no cell, as where rules are missing.
"""  # noqa: E501


def scores(folder: Path) -> list[Score]:
    """Return the scores of the documents of a corpus of which somebody knows what is printed in
    them.
    """
    found = []
    for entry in corpus_entries(folder):
        truth, state = entry.truth(), entry.accepted()
        if truth is not None and state is not None:
            found.append(score(entry.name, truth, state))
    return found


def as_markdown(
    found: Sequence[Score],
    fuzz: Sequence[dict[str, Any]],
    mutated: dict[str, Any] | None = None,
    readers: dict[str, Any] | None = None,
    speed: dict[str, Any] | None = None,
    outputs: dict[str, Any] | None = None,
    scans: dict[str, Any] | None = None,
) -> str:
    """Return the page of figures."""
    layouts = _grouped(found, lambda one: one.tags)
    producers = _grouped(found, lambda one: (one.producer,))
    parts = [
        HEAD,
        "## In all\n",
        _table(("", *_COLUMNS), [("all documents", *_figures(found))]),
        "## By layout\n",
        _table(("layout", *_COLUMNS), [(tag, *_figures(some)) for tag, some in layouts]),
        "## By producer\n",
        _table(("producer", *_COLUMNS), [(name, *_figures(some)) for name, some in producers]),
        "## By kind of error\n",
        _table(("kind", "errors", "detected", "localised"), _by_kind(found)),
        "## By kind of look-alike\n",
        "What is right and looks wrong; a finding of severity minor or above there is "
        "a false alarm.\n",
        _table(("kind", "places", "flagged"), _by_lookalike(found)),
        "## Documents that are not perfect\n",
        _table(
            ("document", *_COLUMNS),
            [(one.name, *_figures([one])) for one in found if not _is_perfect(one)],
        ),
        *_differing(found, readers or {}),
        *(_readers(readers) if readers else ()),
        *(_speed(speed) if speed else ()),
        *(_mutated(mutated) if mutated else ()),
        *(_hostile(fuzz) if fuzz else ()),
        *(_outputs(outputs) if outputs else ()),
        *(scans_section(scans) if scans else ()),
    ]
    return "\n".join(parts)


_COLUMNS = (
    "documents",
    "cells",
    "numbers",
    "errors detected",
    "localised",
    "false alarms",
    "unexplained",
    "readers differ",
    "unseen",
)


def _figures(some: Sequence[Score]) -> tuple[str, ...]:
    """Return the figures of some documents."""
    return (
        str(len(some)),
        *_cells_read(some),
        *_errors_found([error for one in some for error in one.errors]),
        _alarms([one for one in some if one.clean]),
        _alarms([one for one in some if one.invented and not one.clean]),
        *_read_again(some),
    )


def _cells_read(some: Sequence[Score]) -> tuple[str, str]:
    """Return the shares of cells and of numbers that are read exactly."""
    cells, numbers = sum(one.cells for one in some), sum(one.numbers for one in some)
    wrong = [cell for one in some for cell in one.wrong]
    return _share(cells - len(wrong), cells), _share(
        numbers - sum(cell.numeric for cell in wrong), numbers
    )


def _errors_found(errors: Sequence[ErrorScore]) -> tuple[str, str]:
    """Return the shares of errors that are detected, and of which the place is named."""
    detected, localised = (
        sum(error.detected for error in errors),
        sum(error.localised for error in errors),
    )
    return _share(detected, len(errors)), _share(localised, len(errors))


def _read_again(some: Sequence[Score]) -> tuple[str, str]:
    """Return the shares of numbers that the second reader reads otherwise, and that it does not
    find.
    """
    reread = sum(one.reread for one in some)
    return _share(sum(one.doubts for one in some), reread), _share(
        sum(one.unseen for one in some), reread
    )


def _alarms(some: Sequence[Score]) -> str:
    """Return how many false alarms there are in how many documents."""
    return f"{sum(len(one.alarms) for one in some)} in {len(some)}" if some else "–"


def _share(part: int, whole: int) -> str:
    """Return a share with its counts; never rounded up to 100 %, nor down to 0.

    >>> _share(9999, 10000), _share(1, 10000), _share(3, 3), _share(0, 0)
    ('9999 of 10000 (99.9 %)', '1 of 10000 (< 0.1 %)', '3 of 3 (100 %)', '–')
    """
    if not whole:
        return "–"
    return f"{part} of {whole} ({_percent(part, whole)} %)"


def _percent(part: int, whole: int) -> str:
    """Return a share in percent, cut off to tenths."""
    tenths = 1000 * part // whole if whole else 0
    return "< 0.1" if part and not tenths else "100" if part == whole else f"{tenths / 10:.1f}"


def _grouped(
    found: Iterable[Score], groups: Callable[[Score], Iterable[str]]
) -> list[tuple[str, list[Score]]]:
    """Return the documents by group; one may be in several."""
    grouped: dict[str, list[Score]] = defaultdict(list)
    for one in found:
        for group in groups(one):
            grouped[group].append(one)
    return sorted(grouped.items())


def _by_kind(found: Iterable[Score]) -> Iterator[tuple[str, ...]]:
    kinds: dict[str, list[ErrorScore]] = defaultdict(list)
    for one in found:
        for error in one.errors:
            kinds[error.kind].append(error)
    for kind, errors in sorted(kinds.items()):
        counts = sum(error.detected for error in errors), sum(error.localised for error in errors)
        yield (kind, str(len(errors)), *(_share(count, len(errors)) for count in counts))


def _by_lookalike(found: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    for kind in sorted({kind for one in found for kind in one.lookalikes}):
        yield (
            kind,
            str(sum(one.lookalikes[kind] for one in found)),
            str(sum(one.flagged[kind] for one in found)),
        )


def _is_perfect(one: Score) -> bool:
    found = all(error.detected and error.localised for error in one.errors)
    return found and not one.wrong and not one.doubts and not (one.invented and one.alarms)


def _mutation_row(name: str, runs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    counts = zip(*(run["mutations"].get(name, (0, 0, 0)) for run in runs), strict=True)
    return (name, *map(str, map(sum, counts)))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(map(_table_line, [head, ["---"] * len(head), *rows]))


def _table_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


_CHANGED = """\
Written by `make mutate SHARE={share:g} SEED={seed}`: in {reports} reports in which nothing is wrong ({alarms} findings
of severity minor or above in their tables as they are) numbers are changed in ten ways.

- **break an equation**: of the changes; others read as the same number, as none, or as one that nothing contradicts.
- **detected**: a finding names the number; **localised**: one blames it, or names it first among those that could as
  well be wrong; **put right**: one blames it and proposes the former number.
- **blamed falsely**: numbers that a finding blames and that nobody changed.

A table of {rows} rows with errors is examined in {median} ms of processor time (median; most {most} ms).
"""  # noqa: E501
_WORSENED = """\
Of tables with at least four sums of rows, many are broken at once: the worse a table is, the more there is to say. Of
six times for each such table, {share:.0%} were tried.
"""  # noqa: E501
_OF_CHANGES = (
    "changed",
    "break an equation",
    "detected",
    "localised",
    "blamed itself",
    "put right",
    "blamed falsely",
)


def _mutated(run: dict[str, Any]) -> Iterator[str]:
    """Yield what the last run of `make mutate` found."""
    yield "## Changed numbers\n"
    yield _CHANGED.format(**run, **run["milliseconds"])
    named = {
        **{name.replace("_", " "): figures for name, figures in run["ways"].items()},
        "all": run["all"],
        "in one equation": run["one relation"],
        "in two or more": run["two or more"],
        **{
            f"{count} at once, in two or more": figures
            for count, figures in run["together"].items()
        },
    }
    yield _table(
        ("change", *_OF_CHANGES), [(name, *_of_changes(figures)) for name, figures in named.items()]
    )
    yield _WORSENED.format(share=run["share of sums"])
    sums = [
        (f"{share} %", _share(one["told"], one["tables"])) for share, one in run["sums"].items()
    ]
    yield _table(("sums of a table that are broken at once", "a finding says so"), sums)


def _of_changes(figures: dict[str, int]) -> tuple[str, ...]:
    broken = figures["breaks"]
    shares = (_share(figures[key], broken) for key in ("detected", "localised", "root", "right"))
    return (str(figures["changed"]), str(broken), *shares, str(figures["blamed"]))


_DIFFERING = """\
Every number that the second reader reads otherwise, in our corpus and in the real reports: the page, the cell as
`table:row:column`, our reading, and which of the readers the third confirms.
"""  # noqa: E501


def _differing(found: Iterable[Score], readers: Mapping[str, Any]) -> Iterator[str]:
    """Yield where the readers differ, page by page."""
    yield "## Where the readers differ\n"
    yield _DIFFERING
    ours = [(one.name, map(disagreements.listed, one.differing)) for one in found]
    real = [
        (name, one.get("disagreements", ()))
        for name, one in sorted(readers.get("borne_out", {}).items())
    ]
    rows = disagreements.rows([*ours, *real])
    yield _table(disagreements.HEAD, rows) if rows else "Nowhere.\n"


_READERS = (
    "lkj-audit",
    "pdfplumber lines",
    "pdfplumber text",
    "camelot lattice",
    "camelot network",
    "camelot hybrid",
)
_SIDE_BY_SIDE = """\
Written by `make readers`: how many cells each reader gets exactly, and how many of those that print a number. A cell
counts where its text is among those of its row in order, white space aside, whatever blank columns come between.
"""  # noqa: E501


def _readers(figures: dict[str, Any]) -> Iterator[str]:
    """Yield what each reader got in our corpus by layout, and in tables of real reports that were
    written down.
    """
    for key, title in (
        ("corpus", "## Readers side by side, in our corpus\n"),
        ("real", "## In real reports\n"),
    ):
        if key in figures:
            yield title
            yield _SIDE_BY_SIDE
            head = ("layout" if key == "corpus" else "report", "cells", *_READERS)
            yield _table(
                head, [_side_by_side(name, got) for name, got in sorted(figures[key].items())]
            )
    if "borne_out" in figures:
        yield (
            "Numbers of these reports that the second reader reads otherwise, and those that a "
            "relation confirms.\n"
        )
        head = (
            "report",
            "pages",
            "tables",
            "cells with a number",
            "readers differ",
            "numbers",
            "in a relation",
            "confirmed",
        )
        rows = [
            (
                name,
                str(one["pages"]),
                str(one["tables"]),
                str(one["cells"]),
                _share(one["differ"], one["cells"]),
                str(one["numbers"]),
                _share(one["related"], one["numbers"]),
                _share(one["confirmed"], one["numbers"]),
            )
            for name, one in sorted(figures["borne_out"].items())
        ]
        yield _table(head, rows)
        yield "The same by table, of those with numbers.\n"
        yield _table(
            ("report", "table", "pages", *head[-3:]), list(_by_table(figures["borne_out"]))
        )


def _by_table(reports: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield for each table of real reports how many of its numbers are in a relation, and in one
    that holds.
    """
    for name, report in sorted(reports.items()):
        for one in report.get("by_table", ()):
            if one["numbers"]:
                first, last = one["pages"][0], one["pages"][-1]
                shares = (_share(one[key], one["numbers"]) for key in ("related", "confirmed"))
                yield (
                    name,
                    one["id"],
                    f"{first}" if first == last else f"{first}–{last}",
                    f"{one['numbers']}",
                    *shares,
                )


def _side_by_side(name: str, got: dict[str, list[int]]) -> tuple[str, ...]:
    cells, numbers = got["printed"]
    shares = (
        f"{_percent(got[reader][0], cells)} / {_percent(got[reader][1], numbers)}"
        for reader in _READERS
    )
    return name, f"{cells} / {numbers}", *shares


_SPEED = """\
Written by `make speed` on a machine of {cores} cores, in processor time: what {pages} pages of {many} real reports cost
us, and how many times as much the others. *Reading* is from the file to tables of cells, everything loaded; PDFium's
bare load of pages and their text is the floor under it.
"""  # noqa: E501
_WHOLE = """\
All of them in one run, as whole processes, from the file to the findings as JSON: ours takes {ours} s,
pdfplumber {pdfplumber} times, camelot {camelot} times as much.
"""  # noqa: E501
_HEAVY = """\
Pages that hold more than any report, against the load of the page, its text and its objects by PDFium, and against
reading a page of half as much: about 2 where the cost grows with its content.
"""  # noqa: E501


def _speed(figures: dict[str, Any]) -> Iterator[str]:
    """Yield what reading costs: real reports beside the other readers, and heavy pages beside their
    floor.
    """
    yield "## Speed\n"
    if reports := figures.get("reports"):
        names = ("pages", "pdfium", "lkj", "pdfplumber", "camelot")
        together = {name: sum(map(itemgetter(name), reports.values())) for name in names}
        yield _SPEED.format(cores=figures["cores"], pages=together["pages"], many=len(reports))
        head = ("report", "pages", "reading a page", "of PDFium's load", "pdfplumber", "camelot")
        rows = [(name, *_costs(one)) for name, one in sorted(reports.items())]
        yield _table(head, [*rows, ("together", *_costs(together))])
        whole = figures["whole"]
        others = {name: f"{whole[name] / whole['lkj']:.1f}" for name in ("pdfplumber", "camelot")}
        yield _WHOLE.format(ours=f"{whole['lkj'] / 1000:.1f}", **others)
    yield _HEAVY
    rows = [
        (
            one["page"],
            f"{one['floor']:.0f} ms",
            f"{one['whole']:.0f} ms",
            f"{one['whole'] / one['floor']:.1f}×",
            f"{one['whole'] / one['half']:.1f}×",
        )
        for one in figures["heavy"]
    ]
    yield _table(("one page of", "floor", "reading", "of the floor", "of half as much"), rows)


def _costs(one: dict[str, float]) -> tuple[str, ...]:
    """Return the pages of a report, what we take for one, and how that compares."""
    ours = one["lkj"]
    compared = (ours / one["pdfium"], one["pdfplumber"] / ours, one["camelot"] / ours)
    return (
        f"{one['pages']:.0f}",
        f"{ours / one['pages']:.1f} ms",
        *(f"{ratio:.1f}×" for ratio in compared),
    )


_HOSTILE = """\
Written by `make fuzz`, a row a run: valid PDFs mutated, and files made to be hostile, audited under limits of {limits}.
Each goes from the file to the JSON. Those that went *the whole way* had every number read again by the second reader
besides, the report for the terminal made, and every output of `--out` written: laporan.html with pictures of its pages,
beranotasi.pdf, kertas-kerja.xlsx, catatan-hasil-reviu.docx, CSV, Parquet, JSON and index.html. A failure is a
traceback, an output at which the program fails, a crash of the process or a hang; it becomes a regression file.

Refused are, beside files that are no PDF any more, what no reader can show: 100,000 cells less than a point high
(`tiny_cells`; of a legible size they are audited), a form that draws others two to the power of thirty times, and more
pages than the limit.
"""  # noqa: E501


def _hostile(runs: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield what the runs of `make fuzz` found, each and all together."""
    yield "## Hostile input\n"
    yield _HOSTILE.format(limits=runs[-1]["limits"])
    columns = ("run", "files", "failures", "slowest", "the whole way", "slowest of these", *_HELD)
    rows = [_run(run) for run in runs]
    counts = [sum(map(itemgetter(name), runs)) for name in ("files", "failures")]
    rows.append(("together", *map(str, counts), "", str(sum(map(_whole, runs))), "", "", ""))
    yield _table(columns, rows)
    outcomes = sum((Counter(run["outcomes"]) for run in runs), Counter[str]())
    yield _table(
        ("outcome", "files"), [(name, str(count)) for name, count in sorted(outcomes.items())]
    )
    names = sorted({name for run in runs for name in run["mutations"]})
    yield _table(
        ("mutation", "files", "audited", "refused with a sentence"),
        [_mutation_row(name, runs) for name in names],
    )


_HELD = ("most memory, children", "most memory, auditing")


def _whole(run: Mapping[str, Any]) -> int:
    """Return how many files of a run went the whole way; those before there was one did not."""
    return sum(run.get("whole", {}).values())


def _run(run: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"seed {run['seed']}, {run['minutes']:g} minutes",
        *(str(run[name]) for name in ("files", "failures")),
        f"{run['slowest']} s ({run['slowest_mutation']})",
        str(_whole(run)),
        f"{run['slowest_whole']} s ({run['slowest_whole_mutation']})" if _whole(run) else "–",
        *(f"{run[name]} MB" for name in ("reader_megabytes", "audit_megabytes")),
    )


def _outputs(figures: dict[str, Any]) -> Iterator[str]:
    """Yield what writing all outputs costs, and how a page of many findings opens."""
    yield "## Outputs\n"
    yield (
        "Written by `make bench`: processor seconds of whole processes, an audit without "
        "outputs, one that writes them "
        "all, and the rendering of the pages that laporan.html shows. **Ratio** is what the "
        "outputs cost beside the "
        "rendering, as a multiple of the audit; less than 3 is wanted.\n"
    )
    costs = sorted(figures["costs"].items())
    yield _table(
        ("document", "pages", "audit", "with all outputs", "rendering", "ratio"),
        [
            (name, str(cost["pages"]), *_seconds(cost), f"{_ratio(cost):.1f}")
            for name, cost in costs
        ],
    )
    if opening := figures["opening"]:
        yield (
            f"laporan.html with {opening['findings']} findings ({opening['megabytes']} MB) "
            "in Chromium: it answers "
            f"after {opening['interactive']} ms, filters within {opening['filtered']} ms and "
            "shows a finding within "
            f"{opening['chosen']} ms.\n"
        )


def _seconds(cost: dict[str, Any]) -> Iterator[str]:
    return (f"{cost[name]:.2f} s" for name in ("audit", "with_outputs", "rendering"))


def _ratio(cost: dict[str, Any]) -> float:
    return float((cost["with_outputs"] - cost["audit"] - cost["rendering"]) / cost["audit"])


def missed(found: Iterable[Score]) -> Iterator[str]:
    """Yield a line for everything that is not perfect, for whoever wants to improve it."""
    for one in found:
        yield from (f"{one.name}: {line}" for line in _missed(one))


def _missed(one: Score) -> Iterator[str]:
    for cell in one.wrong:
        where = f"table {cell.table} row {cell.row} column {cell.column}"
        yield f"{'number' if cell.numeric else 'cell'} {where}: {cell.printed!r} read {cell.read!r}"
    for error in one.errors:
        if not error.localised:
            yield f"{error.kind} {'not localised' if error.detected else 'missed'}: {error.at}"
    for finding in one.alarms if one.invented else ():
        claim = (
            f"{finding.rule} p. {finding.spot.page} {finding.spot.at}: {finding.says_in_english}"
        )
        yield f"{'false alarm' if one.clean else 'unexplained'} {claim}"


def main(arguments: Sequence[str]) -> None:
    """Print the page of figures, or with `--missed` a line for everything that is not perfect."""
    found = scores(Path("corpus") / "documents")
    fuzz, *recorded = (_kept(Path("docs") / name) for name in KEPT)
    if "--missed" in arguments:
        print("\n".join(missed(found)))
    else:
        print(as_markdown(found, fuzz or (), *recorded), end="")


def _kept(path: Path) -> Any:
    """Return the figures that runs left in a file, or None."""
    return json.loads(path.read_text("utf-8")) if path.exists() else None


if __name__ == "__main__":
    main(sys.argv[1:])
