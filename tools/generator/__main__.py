"""Writes the documents of the corpus: `python -m tools.generator [FOLDER [NAME...]]`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tools.generator.build import build
from tools.generator.orders import orders

DOCUMENTS = Path(__file__).parent.parent.parent / "corpus" / "documents"


def main(arguments: Sequence[str]) -> None:
    """Write all documents, or those whose name begins or ends with one of the words given."""
    folder = Path(arguments[0]) if arguments else DOCUMENTS
    folder.mkdir(parents=True, exist_ok=True)
    words = tuple(arguments[1:])
    for order in orders():
        if not words or order.name.startswith(words) or order.name.endswith(words):
            path = build(order, folder)
            print(f"{path.name}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
