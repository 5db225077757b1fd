"""Which cells of a table were read from a picture: the pieces that were recognised within each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.pages.page_records import PageLayout
from extract.records import Box, Cell, Location, Recognition, RecognizedText, Row, Table, Witness


@dataclass(frozen=True, slots=True)
class RecognitionsSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Pieces are looked up by stripes of a page this high, in points.
    stripe: float = 20.0  # pt; 9729b92


_SETTINGS = RecognitionsSettings()


class Recognitions:
    """The pieces that were recognised on the pages of a document, by where they are."""

    def __init__(self, layouts: Sequence[PageLayout]) -> None:
        self._layouts = {layout.number: layout for layout in layouts if layout.recognized}
        self._rows: Mapping[int, Mapping[int, list[Recognition]]] = {
            number: _by_row(layout.recognized) for number, layout in self._layouts.items()
        }

    def table(self, table: Table) -> Table:
        """Return a table, its places as its pages are read, with what was recognised in
        each cell.
        """
        if not any(page in self._layouts for page in table.pages):
            return table
        return replace(
            table,
            header=tuple(map(self._row, table.header)),
            rows=tuple(map(self._row, table.rows)),
        )

    def _row(self, row: Row) -> Row:
        return tuple(self._cell(cell) for cell in row)

    def _cell(self, cell: Cell) -> Cell:
        if cell.origin is not None:
            return cell
        own = [(place, one) for place in (cell.place, *cell.further) for one in self._within(place)]
        if not own:
            return cell
        kept = [one for _, one in own if not one.dropped]
        box = self._clip(own)
        if not kept:
            text = " ".join(one.text for _, one in own)
            lost = Recognition(text, min(one.confidence for _, one in own), box, dropped=True)
            return replace(cell, recognition=lost)
        confidence = min(one.confidence for one in kept)
        alternatives = tuple(_alternatives(cell.text, kept))
        return replace(
            cell,
            recognition=Recognition(cell.text, confidence, box, alternatives, _witnesses(kept)),
        )

    def _within(self, place: Location) -> list[Recognition]:
        """Return the pieces whose middle is within a place, top to bottom."""
        rows = self._rows.get(place.page)
        if rows is None:
            return []
        low, high = (
            int(place.box.top // _SETTINGS.stripe),
            int(place.box.bottom // _SETTINGS.stripe),
        )
        found = [
            one
            for stripe in range(low, high + 1)
            for one in rows.get(stripe, ())
            if _is_inside(one.box, place.box)
        ]
        return sorted(found, key=lambda one: (one.box.top, one.box.x0))

    def _clip(self, own: Sequence[tuple[Location, Recognition]]) -> Box:
        """Return the box, as displayed, of the pieces on the first page of a cell."""
        page = own[0][0].page
        boxes = [one.box for place, one in own if place.page == page]
        box = boxes[0]
        for other in boxes[1:]:
            box = box.union(other)
        return self._layouts[page].turn.displayed(box)


def _by_row(recognized: Sequence[Recognition]) -> Mapping[int, list[Recognition]]:
    rows: dict[int, list[Recognition]] = defaultdict(list)
    for one in recognized:
        rows[int((one.box.top + one.box.bottom) / 2 // _SETTINGS.stripe)].append(one)
    return rows


def _is_inside(box: Box, cell: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom


def _alternatives(text: str, kept: Sequence[Recognition]) -> list[RecognizedText]:
    """Return the other texts of a cell: one piece of it read otherwise."""
    found = []
    for one in kept:
        for other in one.alternatives:
            if len(kept) == 1:
                found.append(other)
            elif text.count(one.text) == 1:
                found.append(RecognizedText(text.replace(one.text, other.text), other.probability))
    return sorted(found, key=lambda one: -one.probability)


def _witnesses(kept: Sequence[Recognition]) -> tuple[Witness, ...]:
    """Return what each reader gives for all pieces together; one that is silent on a piece says
    nothing.
    """
    readings: dict[str, list[str]] = defaultdict(list)
    for one in kept:
        for witness in one.witnesses:
            readings[witness.reader].append(witness.text)
    return tuple(
        Witness(reader, " ".join(texts))
        for reader, texts in readings.items()
        if len(texts) == len(kept)
    )
