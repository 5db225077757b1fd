"""What a corpus is: a folder of PDFs with, beside each, what is expected of it and what is known of
it.

NAME.pdf, NAME.expected.json (the state that was accepted), NAME.toml (notes, optional) and, where
somebody other than our own extraction knows what is printed, NAME.truth.json.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.snapshots import Snapshot, read_snapshot
from extract.text.similarity import nearest_by_blocks
from normalize.report import DocumentKind, GivenIdentity
from normalize.values.periods import period_in_short
from validate.findings import Message

EXPECTED = ".expected.json"
KEYS = ("source", "purpose", "limits", "verified", "kind", "organisation", "period")


class BadEntry(Exception):  # named for what it is
    """A file of a corpus that cannot be understood: which, why, and what to do about it."""

    def __init__(self, path: Path, why: Exception, advice: Message) -> None:
        super().__init__(path, why, advice)
        self.path, self.why, self.advice = path, why, advice

    def told(self, lang: str) -> str:
        """Return a sentence in a line, and behind it what was in the way."""
        if lang == "en":
            return f"{self.path} cannot be understood; {self.advice.en}\n{self.why}"
        return f"{self.path} tidak dapat dipahami; {self.advice.id}\n{self.why}"


_STATE = Message(
    "kembalikan dari git, atau hapus berkas itu dan terima lagi dengan lkj corpus accept",
    "take it back from git, or delete it and accept the document again with lkj corpus accept",
)
_NOTES = Message("betulkan TOML-nya", "mend its TOML")
_GIVEN = Message(
    "betulkan kind atau period, yang ditulis seperti --kind dan --period",
    "mend its kind or period, which are written as --kind and --period",
)


@dataclass(frozen=True, slots=True)
class DocumentNotes:
    """What a person has written about a document; `mistyped` are keys that are nearly one of ours,
    with that one.

    `kind`, `organisation` and `period` state what the document does not, as `--kind` and the
    like do.
    """

    source: str = ""
    purpose: str = ""
    limits: str = ""
    verified: str = ""
    kind: str = ""
    organisation: str = ""
    period: str = ""
    mistyped: tuple[tuple[str, str], ...] = ()

    def given(self) -> GivenIdentity:
        """Return what is said of the document; raises a ValueError where a kind or period
        is none.
        """
        period = period_in_short(self.period) if self.period else None
        if self.period and period is None:
            raise ValueError(f"period = {self.period!r}")
        return GivenIdentity(
            DocumentKind(self.kind) if self.kind else None, self.organisation or None, period
        )


@dataclass(frozen=True, slots=True)
class CorpusEntry:
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
        """Where the accepted state is."""
        return self.folder / f"{self.name}{EXPECTED}"

    @property
    def notes_file(self) -> Path:
        """Where a person writes about it."""
        return self.folder / f"{self.name}.toml"

    def accepted(self) -> Snapshot | None:
        """Return the state that was accepted, or None where none was yet."""
        if not self.expected.exists():
            return None
        try:
            return read_snapshot(self.expected.read_text("utf-8"))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadEntry(self.expected, error, _STATE) from error

    def notes(self) -> DocumentNotes:
        """Return what is written about it; other keys than ours are left to whoever wrote them."""
        path = self.notes_file
        if not path.exists():
            return DocumentNotes()
        try:
            written = tomllib.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise BadEntry(path, error, _NOTES) from error
        near = ((key, nearest_by_blocks(key, KEYS, 0.75)) for key in written if key not in KEYS)
        mistyped = tuple((key, ours) for key, ours in near if ours and ours not in written)
        return DocumentNotes(
            **{key: _one_text(written.get(key, "")) for key in KEYS}, mistyped=mistyped
        )

    def given(self) -> GivenIdentity:
        """Return what its notes say of the document that it does not state itself."""
        try:
            return self.notes().given()
        except ValueError as error:
            raise BadEntry(self.notes_file, error, _GIVEN) from error

    def truth(self) -> dict[str, Any] | None:
        """Return what is printed in the document, as whoever made it knows it."""
        path = self.folder / f"{self.name}.truth.json"
        truth: dict[str, Any] | None = (
            json.loads(path.read_text("utf-8")) if path.exists() else None
        )
        return truth


def corpus_entries(folder: Path) -> list[CorpusEntry]:
    """Return the documents of a corpus by name, those included of which only the accepted state is
    left.
    """
    return [CorpusEntry(folder, name) for name in sorted(set(_names(folder)))]


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
