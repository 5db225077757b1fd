"""How much a document may ask for before it is given up: a PDF is hostile until proven otherwise."""

from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most pages, seconds and bytes of memory that reading one document may take."""

    pages: int = 5_000
    seconds: float = 300.0
    memory: int = 2 << 30


LIMITS = Limits()


def limit_memory(limits: Limits) -> None:
    """Set this process's own limit where the system knows one."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
