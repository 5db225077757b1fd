"""What a corpus is: a folder of PDFs with, beside each, what is expected of it and what is known of it.

NAME.pdf, NAME.expected.json (the state that was accepted), NAME.toml (notes, optional) and, where somebody other than
our own extraction knows what is printed, NAME.truth.json.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.snapshots import Snapshot, read_snapshot

EXPECTED = ".expected.json"


class BadEntry(Exception):  # named for what it is
    """A file of a corpus that cannot be understood: which, and why."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What a person has written about a document."""

    source: str = ""
    purpose: str = ""
    limits: str = ""
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a corpus; its name is the path in the folder without `.pdf`."""

    folder: Path
    name: str

    @property
    def pdf(self) -> Path:
        """The document itself."""
        found = (self.folder / f"{self.name}{suffix}" for suffix in (".pdf", ".PDF", ".Pdf"))
        return next((path for path in found if path.exists()), self.folder / f"{self.name}.pdf")

    @property
    def expected(self) -> Path:
        """Where the accepted state stands."""
        return self.folder / f"{self.name}{EXPECTED}"

    def accepted(self) -> Snapshot | None:
        """Return the state that was accepted, or None where none was yet."""
        if not self.expected.exists():
            return None
        try:
            return read_snapshot(self.expected.read_text("utf-8"))
        except (ValueError, TypeError, KeyError) as error:
            raise BadEntry(f"{self.expected}: {error}") from error

    def notes(self) -> Notes:
        """Return what is written about it; other keys than ours are left to whoever wrote them."""
        path = self.folder / f"{self.name}.toml"
        if not path.exists():
            return Notes()
        try:
            written = tomllib.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise BadEntry(f"{path}: {error}") from error
        return Notes(**{name: _one_text(written.get(name, "")) for name in Notes.__dataclass_fields__})

    def truth(self) -> dict[str, Any] | None:
        """Return what is printed in the document, as whoever made it knows it."""
        path = self.folder / f"{self.name}.truth.json"
        truth: dict[str, Any] | None = json.loads(path.read_text("utf-8")) if path.exists() else None
        return truth


def entries(folder: Path) -> list[Entry]:
    """Return the documents of a corpus by name, those included of which only the accepted state is left."""
    return [Entry(folder, name) for name in sorted(set(_names(folder)))]


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if path.suffix.lower() == ".pdf":
            yield inside.with_suffix("").as_posix()
        elif path.name.endswith(EXPECTED):
            yield inside.as_posix().removesuffix(EXPECTED)


def _one_text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
