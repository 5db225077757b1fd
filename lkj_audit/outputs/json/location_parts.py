"""How the JSON contract writes places: a page with a box, a body cell, and a printed value with
both.
"""

from functools import lru_cache

from extract.records import Location
from lkj_audit.outputs.json.profile_parts import Json
from normalize.text.masking import Mask
from validate.findings import CellRef, CompanionValue, PrintedValue


def place_part(place: Location) -> Json:
    """Return where something is: page and box in points from the top left, to a tenth."""
    page, (x0, top, x1, bottom) = place
    return {"page": page, "box": [tenths(x0), tenths(top), tenths(x1), tenths(bottom)]}


@lru_cache(maxsize=65536)
def tenths(points: float) -> float:
    """Return a coordinate to a tenth of a point; the cells of a row and of a column share
    theirs.
    """
    return round(points, 1)


def cell_ref(cell: CellRef | None) -> Json | None:
    """Return the address of a body cell, or null for a place in running text."""
    return cell._asdict() if cell is not None else None


def spot_part(spot: PrintedValue, mask: Mask) -> Json:
    """Return a printed value, where it is and the cell it fills."""
    return {**place_part(spot.place), "cell": cell_ref(spot.cell), "printed": mask(spot.printed)}


def elsewhere_part(there: CompanionValue, mask: Mask) -> Json:
    """Return a printed value of a document beside the report, which `document` names."""
    return {"document": there.document, **spot_part(there.spot, mask)}
