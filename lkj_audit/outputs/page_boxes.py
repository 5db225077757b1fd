"""The boxes on the pages: one a place, with the findings that have their root there and those that
rest on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from extract.records import Location, Page
from lkj_audit.presentation.findings.matters import NumberedFinding
from validate.findings import Finding, PrintedValue, Severity

PADDING = 1.0
SMALLEST = 3.0


@dataclass(slots=True)
class PageBox:
    """A box on a page in points: the numbers of the findings rooted in it, and of those that it has
    to do with.
    """

    id: str
    page: int
    x: float
    y: float
    width: float
    height: float
    in_table: bool
    severity: Severity | None = None
    roots: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The numbers of the findings, as they are written beside the box."""
        shown = ", ".join(self.roots[:3])
        return shown + ("…" if len(self.roots) > 3 else "")

    @property
    def label_width(self) -> float:
        """About how wide the label is, in points."""
        return round(3.6 * len(self.label) + 3, 1)


class PageBoxes:
    """All boxes of a report, found by their place."""

    def __init__(self, pages: Mapping[int, Page], findings: Iterable[NumberedFinding]) -> None:
        self._pages = pages
        self._marks: dict[tuple[int, tuple[float, ...]], PageBox] = {}
        for one in findings:
            number, finding = one.number, one.finding
            for spot in finding.places:
                root = self.of(spot)
                root.roots.append(number)
                root.severity = max(
                    root.severity or finding.severity, finding.severity, key=lambda one: one.rank
                )
            for spot in others(finding):
                self.of(spot).others.append(number)

    def of(self, spot: PrintedValue) -> PageBox:
        """Return the box of a printed value, a new one where none is at its place yet."""
        x, y, width, height = self._within_page(spot.place)
        key = (spot.place.page, (x, y, width, height))
        if key not in self._marks:
            name = f"m{len(self._marks) + 1}"
            self._marks[key] = PageBox(
                name, spot.place.page, x, y, width, height, spot.cell is not None
            )
        return self._marks[key]

    def on(self, page: int) -> Iterator[PageBox]:
        """Yield the boxes on a page: quiet ones first, the most severe last, so that it lies on
        top.
        """
        here = [mark for mark in self._marks.values() if mark.page == page]
        yield from sorted(here, key=lambda mark: mark.severity.rank if mark.severity else -1)

    @property
    def pages(self) -> set[int]:
        """The pages that carry a box."""
        return {mark.page for mark in self._marks.values()}

    def _within_page(self, place: Location) -> tuple[float, float, float, float]:
        """Return the box a little larger than the text and within its page, as x, y, width and
        height.
        """
        page = self._pages[place.page]
        left, top, right, bottom = place.box
        x = min(max(min(left, right) - PADDING, 0.0), max(page.width - SMALLEST, 0.0))
        y = min(max(min(top, bottom) - PADDING, 0.0), max(page.height - SMALLEST, 0.0))
        width = max(min(max(left, right) + PADDING, page.width) - x, SMALLEST)
        height = max(min(max(top, bottom) + PADDING, page.height) - y, SMALLEST)
        return round(x, 1), round(y, 1), round(width, 1), round(height, 1)


def others(finding: Finding) -> Iterator[PrintedValue]:
    """Yield what a finding rests on, what follows from it, and what could be wrong in its place."""
    yield from finding.evidence
    yield from (follower.spot for follower in finding.consequences)
    yield from (alternative.spot for alternative in finding.alternatives)
