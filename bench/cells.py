"""How many cells each reader gets exactly, by layout: `python -m bench.cells [REPORTS]` writes
docs/readers.json.

Our own corpus says what is printed in it; of real reports, which are looked for in the folder
REPORTS, tables were written down by hand. A cell counts when its text is among those of its row in
order, white space aside, whatever blank columns a reader puts between: readers differ in how they
join lines and in what they take for a column.
"""

import contextlib
import io
import json
import logging
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from corpus.entries import corpus_entries
from extract.verification.second_reader import is_numeric
from tools.evaluation.written import WrittenTable, exact_cells, in_order, read_written, rows_on
from validate.findings import Coverage

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "docs" / "readers.json"

Rows = list[tuple[str, ...]]


def ours(path: Path) -> dict[int, Rows]:
    """Return the rows that begin on each page, as we read them."""
    from extract.document import read_document

    document = read_document(path)
    pages = range(1, len(document.pages) + 1)
    return {page: rows_on(document, range(page, page + 1)) for page in pages}


def plumbed(settings: dict[str, str]) -> Callable[[Path], dict[int, Rows]]:
    """Return a reader that asks pdfplumber with these settings."""

    def read(path: Path) -> dict[int, Rows]:
        import pdfplumber

        found = {}
        with pdfplumber.open(path) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                tables = page.extract_tables(settings)
                found[number] = [_texts(row) for table in tables for row in table]
                page.close()
        return found

    return read


def camelot(flavor: str) -> Callable[[Path], dict[int, Rows]]:
    """Return a reader that asks camelot for tables of a flavor."""

    def read(path: Path) -> dict[int, Rows]:
        from camelot.io import read_pdf

        found: dict[int, Rows] = defaultdict(list)
        for table in read_pdf(str(path), pages="all", flavor=flavor):
            found[table.page] += [tuple(map(str, row)) for row in table.df.itertuples(index=False)]
        return dict(found)

    return read


READERS: dict[str, Callable[[Path], dict[int, Rows]]] = {
    "lkj-audit": ours,
    "pdfplumber lines": plumbed({}),
    "pdfplumber text": plumbed({"vertical_strategy": "text", "horizontal_strategy": "text"}),
    "camelot lattice": camelot("lattice"),
    "camelot network": camelot("network"),
    "camelot hybrid": camelot("hybrid"),
}


def score(reader: str, path: Path, tables: Sequence[WrittenTable]) -> tuple[int, int]:
    """Return how many cells of these tables a reader gets exactly, and how many of those that print
    a number.
    """
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            read = READERS[reader](path)
        except Exception:  # a reader that fails on a document has read none of its cells
            return 0, 0
    cells = numbers = 0
    for table in tables:
        rows = [row for page in table.pages for row in dict.fromkeys(read.get(page, ()))]
        cells += exact_cells(table, rows, in_order)[0]
        numbers += exact_cells(_numbers_of(table), rows, in_order)[0]
    return cells, numbers


def _numbers_of(table: WrittenTable) -> WrittenTable:
    """Return the table with those cells only that print a number."""
    return WrittenTable(table.pages, table.title, tuple(map(_numbers_in, table.rows)))


def _numbers_in(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(text if is_numeric(text) else "" for text in row)


def _texts(row: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(text or "" for text in row)


def corpus() -> Iterator[tuple[Path, list[str], list[WrittenTable]]]:
    """Yield our documents with their layouts and the bodies of their tables."""
    for entry in corpus_entries(ROOT / "corpus" / "documents"):
        truth = entry.truth()
        if truth is not None:
            tables = [
                WrittenTable(
                    range(min(table["pages"]), max(table["pages"]) + 1),
                    "",
                    tuple(map(tuple, table["rows"][table["header_rows"] :])),
                )
                for table in truth["tables"]
            ]
            yield entry.pdf, truth.get("layout", ["replica of a real report"]), tables


def real(folder: Path) -> Iterator[tuple[Path, list[str], list[WrittenTable]]]:
    """Yield the real reports that are there with the tables that were written down."""
    for path in sorted((ROOT / "tests" / "written").glob("*.txt")):
        if (report := folder / f"{path.stem}.pdf").is_file():
            yield report, [path.stem], list(read_written(path))


def measured(
    documents: Sequence[tuple[Path, list[str], list[WrittenTable]]],
) -> dict[str, dict[str, list[int]]]:
    """Return by layout what each reader got: cells and numbers; under `printed`, how many there
    are.
    """
    figures: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    with ProcessPoolExecutor() as pool:
        asked = {
            (at, reader): pool.submit(score, reader, path, tables)
            for at, (path, _, tables) in enumerate(documents)
            for reader in READERS
        }
        for at, (path, layouts, tables) in enumerate(documents):
            printed = sum(t.cells for t in tables), sum(_numbers_of(t).cells for t in tables)
            got = {"printed": printed, **{reader: asked[at, reader].result() for reader in READERS}}
            print(f"{at + 1}/{len(documents)} {path.stem}", file=sys.stderr, flush=True)
            for layout in layouts:
                for name, (cells, numbers) in got.items():
                    figures[layout][name][0] += cells
                    figures[layout][name][1] += numbers
    return figures


def borne_out(path: Path) -> dict[str, Any]:
    """Return what else supports our reading of a report: the second reader, and the relations
    between its numbers.

    `cells` print a number, `differ` are read otherwise by pdfplumber; of `numbers` in number
    columns `confirmed` are in at least one relation that holds.
    """
    from extract.verification.second_reader import numeric_cells, verify_document
    from lkj_audit.pipeline import audit_document
    from tools.evaluation.disagreements import listed

    audit = audit_document(path, second_reader=verify_document)
    document, covered, disagreements = (
        audit.report.document,
        audit.coverage,
        audit.disagreements or (),
    )
    return {
        "pages": len(document.pages),
        "tables": len(document.tables),
        "cells": sum(1 for _ in numeric_cells(document)),
        "differ": len(disagreements),
        "disagreements": [listed(one) for one in disagreements],
        "numbers": covered.numbers,
        "related": covered.related,
        "confirmed": covered.confirmed,
        "by_table": [
            {"id": table.id, "pages": table.pages, **_of_table(audit.tables[table.id])}
            for table in document.tables
        ],
    }


def _of_table(covered: Coverage) -> dict[str, int]:
    """Return how many numbers of a table were read, are in a relation, and are in one that
    holds.
    """
    return {"numbers": covered.numbers, "related": covered.related, "confirmed": covered.confirmed}


def main(arguments: Sequence[str]) -> None:
    """Measure and write the figures; of a folder that is not there those that were kept stay."""
    kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    kept["corpus"] = measured(list(corpus()))
    if arguments and (documents := list(real(Path(arguments[0])))):
        kept["real"] = measured(documents)
        kept["borne_out"] = {path.stem: borne_out(path) for path, _, _ in documents}
    FIGURES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
