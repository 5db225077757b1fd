"""What has become of a page with pictures."""

from dataclasses import dataclass
from enum import StrEnum

# the number of a file of a document, from 0, and that of a page in it, from 1
FilePage = tuple[int, int]


class PageState(StrEnum):
    """How far a page with pictures is.

    `PLAIN`: its pictures hold nothing beyond its text; `WITHHELD`: it was read and prints a NIP;
    `FAILED`: every process that read it has failed.
    """

    WAITING = "waiting"
    READ = "read"
    PLAIN = "plain"
    WITHHELD = "withheld"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page with pictures that was read earlier; `data` is the page as it was read, packed."""

    file: int
    page: int
    state: PageState
    data: bytes | None
