"""What the JSON states about pages and cells that were read from pictures (OCR)."""

from collections.abc import Sequence

from extract.records import PictureReading, Recognition
from lkj_audit.outputs.json.location_parts import tenths
from lkj_audit.outputs.json.profile_parts import Json
from normalize.text.masking import Mask
from validate.findings import Audit, CellRef
from validate.recognized import find_recognized


def picture_part(picture: PictureReading) -> Json:
    """Return how a page was read that is a picture, or why it was not."""
    if picture.problem is not None:
        return {"problem": picture.problem.value}
    if picture.partial:
        return {"partial": True, "confidence": picture.confidence}
    return {"dpi": picture.dpi, "skew": picture.skew, "confidence": picture.confidence}


def recognition_part(found: Recognition, mask: Mask) -> Json:
    """Return how the text of a cell was read from a picture, and what else it may be; `first` is
    the likeliest text.
    """
    others = [
        {"text": mask(one.text), "probability": round(one.probability, 4)}
        for one in found.alternatives
    ]
    return {
        "confidence": round(found.confidence, 3),
        "clip": [tenths(edge) for edge in found.box],
        "alternatives": others,
        "witnesses": [{"reader": one.reader, "text": mask(one.text)} for one in found.witnesses],
        **({"first": mask(found.first)} if found.first is not None else {}),
        **({"dropped": mask(found.text)} if found.dropped else {}),
    }


def mark_confirmed(tables: Sequence[Json], audit: Audit) -> None:
    """Say of each number that was read from a picture whether a relation or another reader
    confirms it.
    """
    if audit.recognized is None:
        return
    recognized = find_recognized(audit.report)
    for table in tables:
        for at, row in enumerate(table["rows"]):
            for column, cell in enumerate(row["cells"]):
                if "ocr" in cell and cell["value"] is not None:
                    own = CellRef(table["id"], at, column)
                    cell["ocr"]["confirmed"] = own in audit.confirmed or recognized.is_witnessed(
                        own
                    )
