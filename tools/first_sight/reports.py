"""Reports of the generator that no order asks for: their layouts, printed by ReportLab, with other
seeds.
"""

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tools.first_sight.sheets import DrawnSheet, KnownTable, known
from tools.generator.build import build
from tools.generator.orders import LAYOUTS, NOTATIONS, PARTS, SIZES, Order, Producer
from tools.generator.report.layout import ReportLayout, RulingStyle

_SORTS = (
    "kecamatan",
    "kelurahan",
    "inspektorat",
    "dinas-perpustakaan",
    "dinas-lingkungan",
    "bkpsdm",
)
# ReportLab splits no row
_RULED = tuple(
    one for one in LAYOUTS.values() if one.ruling is RulingStyle.FULL and not one.split_rows
)
_OPEN = tuple(one for one in LAYOUTS.values() if one.ruling is not RulingStyle.FULL)


def ruled_report(rng: Random) -> DrawnSheet:
    """Draw a report whose tables are ruled."""
    return _report(rng, rng.choice(_RULED))


def open_report(rng: Random) -> DrawnSheet:
    """Draw a report whose tables lack rulings."""
    return _report(rng, rng.choice(_OPEN))


def _report(rng: Random, layout: ReportLayout) -> DrawnSheet:
    notation = NOTATIONS[rng.choice(("", "", "", "us", "cents", "signs", "dashes"))]
    order = Order(
        number=rng.randrange(10**6, 10**9),
        sort=rng.choice(_SORTS),
        term=rng.choice(("tw2", "tw3", "tw4", "tahun")),
        year=rng.choice((2022, 2023, 2024)),
        producer=Producer.REPORTLAB,
        layout=layout,
        parts=PARTS[rng.choice(("short", "results", "budget", "years"))],
        size=SIZES["small"],
        notation=notation,
        traits=(),
        mistakes=(),
    )
    with TemporaryDirectory() as folder:
        path = build(order, Path(folder))
        truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
        return DrawnSheet(
            path.read_bytes(), tuple(_known(table, notation.us) for table in truth["tables"])
        )


def _known(table: dict[str, list[list[str]]], us: bool) -> KnownTable:
    heads = int(str(table["header_rows"]))
    rows = table["rows"]
    pages = [int(str(page)) for page in table["pages"]]
    return known(rows[heads:], us=us, header=rows[:heads], pages=pages)
