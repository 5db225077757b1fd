"""The second reader of the corpus check: what it said is kept with the accepted state, and not
asked for again.
"""

import hashlib
from dataclasses import dataclass

from corpus.snapshots import DoubtState, SecondReading
from extract.document_reader import Progress
from extract.errors import DocumentError
from extract.limits import Limits
from extract.records import Document
from extract.verification.second_reader import (
    Disagreement,
    identity,
    numeric_cells,
    verify_document,
)
from normalize.text.masking import Mask


@dataclass(slots=True)
class KeptSecondReader:
    """A second reader for the pipeline; `said` is what it said, as it is kept, once it has read.

    It says what it said `before` if file, our reading and the reader itself are the same; where it
    fails, nothing.
    """

    before: SecondReading | None
    mask: Mask
    said: SecondReading | None = None

    def __call__(
        self, data: bytes, document: Document, progress: Progress | None, limits: Limits
    ) -> tuple[Disagreement, ...]:
        """Return what the second reader reads differently."""
        key = _key(document)
        if self.before is not None and self.before.key == key:
            self.said = self.before
            return _disagreements(self.before, document)
        numbers = sum(1 for _ in numeric_cells(document))
        try:
            found = verify_document(data, document, progress, limits)
        except DocumentError:
            self.said = SecondReading(key, numbers, None)
            return ()
        self.said = SecondReading(key, numbers, tuple(map(self._kept, found)))
        return found

    def _kept(self, found: Disagreement) -> DoubtState:
        theirs, third = (
            text if text is None else self.mask(text) for text in (found.theirs, found.third)
        )
        cell = f"{found.table}:{found.row}:{found.column}"
        return DoubtState(found.place.page, cell, self.mask(found.ours), theirs, third)


def _key(document: Document) -> str:
    """Return what changes when the second reader would have to be asked again."""
    key = hashlib.sha256(f"{identity()} {document.sha256}".encode())
    for table, cell in numeric_cells(document):
        boxes = [(place.page, *map(round, place.box)) for place in (cell.place, *cell.further)]
        key.update(
            f"{table} {cell.row} {cell.column} {cell.text} {boxes}\n".encode("utf-8", "replace")
        )
    return key.hexdigest()[:16]


def _disagreements(kept: SecondReading, document: Document) -> tuple[Disagreement, ...]:
    """Return the disagreements that were kept of a document that is read as it was then."""
    places = {
        f"{table}:{cell.row}:{cell.column}": (table, cell)
        for table, cell in numeric_cells(document)
    }
    return tuple(
        Disagreement(
            table, cell.row, cell.column, cell.place, doubt.ours, doubt.theirs, doubt.third
        )
        for doubt in kept.doubts or ()
        for table, cell in [places[doubt.cell]]
    )
