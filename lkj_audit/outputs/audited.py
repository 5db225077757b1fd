"""An audited document as the writers of outputs see it."""

from dataclasses import dataclass
from pathlib import Path

from extract.limits import LIMITS, Limits
from extract.verify import Disagreement
from normalize.masking import Mask
from validate.findings import Audit


@dataclass(frozen=True, slots=True)
class Audited:
    """A document, what was found in it, and how its user wants to be told.

    `pdf` is the file as it was submitted. `mask` hides NIPs in every text that is written out. `lang` is "id" or "en".
    `limits` hold for whatever else is made of the file: pictures of its pages, notes in it.
    """

    pdf: Path
    audit: Audit
    mask: Mask
    lang: str = "id"
    disagreements: tuple[Disagreement, ...] | None = None
    limits: Limits = LIMITS
