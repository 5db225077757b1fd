"""Writes a page of each family that is read right into the corpus:
`python -m tools.first_sight.replicas [FOLDER]`.

First sight states how well unseen pages are read; these are seen, and hold that what
was mended stays so.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from tools.first_sight.causes import pages_of_causes
from tools.first_sight.document_kinds import DOCUMENTS_OF_A_KIND
from tools.first_sight.families import FAMILIES
from tools.first_sight.reports import open_report, ruled_report
from tools.first_sight.sheets import DrawnSheet
from tools.first_sight.structures import STRUCTURES

DOCUMENTS = Path(__file__).parent.parent.parent / "corpus" / "documents"
# The reports of the generator are in the corpus by their orders.
_ORDERED = (ruled_report, open_report)


_OF_A_KIND = {one.name: one for one in DOCUMENTS_OF_A_KIND}


def replicas() -> Iterator[tuple[str, str, DrawnSheet]]:
    """Yield the name in the corpus, the family and the document of each replica, kind of document
    and kind of cause.
    """
    for kind, family, _ in FAMILIES:
        if family not in _ORDERED:
            name = f"kind-{kind.replace(' ', '-')}"
            yield name, kind, family(Random(name))
    for one in DOCUMENTS_OF_A_KIND:
        yield one.name, f"dokumen: {one.kind.value}", one.sheet
    for kind, structure in STRUCTURES:
        name = f"kind-{kind.replace(' ', '-')}"
        yield name, kind, structure(Random(name))
    yield from pages_of_causes()


def truth(name: str, kind: str, sheet: DrawnSheet) -> dict[str, Any]:
    """Return what is known of a replica."""
    tables = [
        {"caption": None, **table.as_truth(), "pages": [*table.pages]} for table in sheet.tables
    ]
    source = f"drawn by tools.first_sight, seed {name}"
    known: dict[str, Any] = {
        "source": source,
        "pdf": f"{name}.pdf",
        "producer": "drawn",
        "layout": [kind],
    }
    known["tables"] = tables
    if sheet.errors is not None:
        known |= {"clean": not sheet.errors, "errors": [error.as_truth() for error in sheet.errors]}
    one = _OF_A_KIND.get(name)
    return known | ({"document": {"kind": one.kind.value, "excerpt": one.excerpt}} if one else {})


def notes(name: str, kind: str) -> str:
    """Return what NAME.toml says."""
    lines = {
        "source": "drawn by tools.first_sight: no such office",
        "seed": name,
        "producer": "drawn",
        "purpose": kind,
    }
    return "".join(f'{key} = "{value}"\n' for key, value in lines.items())


def main(arguments: Sequence[str]) -> None:
    """Write all replicas with what is known of them."""
    folder = Path(arguments[0]) if arguments else DOCUMENTS
    for name, kind, sheet in replicas():
        (folder / f"{name}.pdf").write_bytes(sheet.data)
        known = json.dumps(truth(name, kind, sheet), ensure_ascii=False)
        (folder / f"{name}.truth.json").write_text(
            known.replace('[["', '[\n["').replace('"], ["', '"],\n["') + "\n", "utf-8"
        )
        (folder / f"{name}.toml").write_text(notes(name, kind), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
