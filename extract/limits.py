"""How much a document may ask for before it is given up: a PDF is hostile until proven
otherwise.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most pages, seconds and bytes of memory that reading one document may take.

    `memory` is what a process may hold beside the program itself; `file_size` the largest file that
    it may write, any where it is None.
    """

    pages: int = 5_000
    seconds: float = 300.0
    memory: int = 2 << 30
    file_size: int | None = None


LIMITS = Limits()
