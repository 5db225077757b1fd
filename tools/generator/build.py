"""Builds a document: draws a situation, lays out its report, makes mistakes, prints it, and writes
what is known.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

from tools.generator.errors.injected_errors import InjectedError, make_mistakes
from tools.generator.errors.lookalikes import find_lookalikes
from tools.generator.errors.scene import Scene
from tools.generator.facts.scenario import Scenario, draw_situation
from tools.generator.facts.terms import read_term
from tools.generator.locate import page_texts
from tools.generator.orders import Order
from tools.generator.printers.normalized_pdf import settle
from tools.generator.printers.rotated_pages import turn
from tools.generator.report.chapters import compose
from tools.generator.report.contents import pages_of
from tools.generator.report.printed_report import PrintedReport
from tools.generator.report.tables import TableWriter
from tools.generator.report.writer import Writer
from tools.generator.truth import Truth, as_json


@dataclass(frozen=True, slots=True)
class Laid:
    """A report before it is printed, and what is wrong in it."""

    situation: Scenario
    report: PrintedReport
    errors: tuple[InjectedError, ...]


class NothingSplit(Exception):
    """No page break fell into a row of a document that should show one."""


def lay_out(order: Order, lead: int = 0, pages: Mapping[str, int] = MappingProxyType({})) -> Laid:
    """Return the report of an order; `lead` paragraphs push its budget down the page, `pages` are
    for its contents.
    """
    term = read_term(order.term, order.year)
    drawn = Random(f"{order.name} situation")
    situation = draw_situation(drawn, order.sort, term, order.notation, order.size, order.traits)
    writer = Writer(
        TableWriter(situation, order.layout),
        Random(f"{order.name} words"),
        order.traits,
        lead,
        pages,
    )
    scene = Scene(
        compose(writer, order.parts, complete=order.complete),
        situation,
        Random(f"{order.name} mistakes"),
    )
    errors = make_mistakes(scene, order.mistakes)
    return Laid(situation, scene.report, tuple(errors))


def build(order: Order, folder: Path) -> Path:
    """Write the PDF of an order, its truth and its notes; return the PDF."""
    path = folder / f"{order.name}.pdf"
    for lead in range(_TRIES):
        laid, truth = _printed(order, path, lead)
        if order.complete:
            laid, truth = _printed(order, path, lead, pages_of(laid.report.blocks, truth.pages))
        if truth.is_split() or not order.layout.split_rows:
            break
    else:
        raise NothingSplit(order.name)
    path.with_suffix(".truth.json").write_text(as_json(known(order, laid, truth)), encoding="utf-8")
    path.with_suffix(".toml").write_text(notes(order, laid), encoding="utf-8")
    return path


def _printed(
    order: Order, path: Path, lead: int, pages: Mapping[str, int] = MappingProxyType({})
) -> tuple[Laid, Truth]:
    """Print the report of an order, and return it and where everything came to be."""
    producer = importlib.import_module(f"tools.generator.printers.print_{order.producer.value}")
    laid = lay_out(order, lead, pages)
    producer.print_report(laid.report, order.layout, path)
    if order.layout.rotate:
        turn(path, order.layout.rotate)
    settle(path)
    return laid, Truth(laid.report, page_texts(path))


# Tries to let a page break fall into a row
_TRIES = 12


def known(order: Order, laid: Laid, truth: Truth) -> dict[str, Any]:
    """Return what a truth file says."""
    situation = laid.situation
    tables = list(truth.tables())
    wrong = {error.spot for error in laid.errors}
    wrong |= {copy.spot for error in laid.errors for copy in error.copies}
    looking = find_lookalikes(laid.report, situation, wrong)
    return {
        "source": f"invented by tools.generator, seed {order.name}",
        "pdf": f"{order.name}.pdf",
        "producer": order.producer.value,
        "layout": [*order.layout.tags(), *_tags(order, tables, truth)],
        "office": situation.office.name,
        "year": order.year,
        "period": situation.term.key,
        "n_pages": len(truth.texts),
        "clean": not laid.errors,
        "errors": [truth.error(error) for error in laid.errors],
        "lookalikes": [truth.lookalike(lookalike) for lookalike in looking],
        "tables": tables,
    }


def _tags(order: Order, tables: list[dict[str, Any]], truth: Truth) -> list[str]:
    """Return the tags that only the printed document or its numbers show."""
    regime = (
        "four-digit"
        if order.year >= 2024
        else "two-digit"
        if order.year >= 2021
        else "permendagri-13"
    )
    tags = {
        "multi-page": any(len(table["pages"]) > 1 for table in tables),
        "row-over-pages": truth.is_split(),
        "multi-year": "tahun_jamak" in order.parts,
        "us-style": order.notation.us,
        "cents": order.notation.cents,
    }
    return [regime, *(tag for tag, holds in tags.items() if holds)]


def notes(order: Order, laid: Laid) -> str:
    """Return what NAME.toml says."""
    wrong = ", ".join(error.mistake.kind for error in laid.errors) or "nothing is wrong in it"
    limits = {
        "zebra": "No rules between cells",
        "unruled": "No rules at all",
        "row-rules": "No rules between columns",
    }
    limit = limits.get(order.layout.ruling.value, "")
    lines = {
        "source": "invented by tools.generator: no such office, place or person",
        "seed": order.name,
        "producer": order.producer.value,
        "purpose": f"{order.layout.name} tables, report of {order.sort}, {order.term} {order.year}: "  # noqa: E501
        f"{wrong}",
        "limits": limit,
    }
    return "".join(f'{key} = "{value}"\n' for key, value in lines.items() if value)
