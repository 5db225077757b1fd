"""How much a document may ask for before it is given up: a PDF is hostile until proven otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most pages, seconds and bytes of memory that reading one document may take."""

    pages: int = 5_000
    seconds: float = 300.0
    memory: int = 2 << 30


LIMITS = Limits()
