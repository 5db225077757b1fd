"""What leaves the house without the numbers of civil servants (NIP) in it."""

from collections.abc import Callable
from functools import lru_cache

from normalize.nips import find_nips

SHORTEST_NIP = 15

Mask = Callable[[str], str]


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """Return the text with every NIP reduced to its birth year."""
    if len(text) < SHORTEST_NIP:
        return text
    for nip in reversed(find_nips(text)):
        text = text[: nip.start] + nip.masked + text[nip.end :]
    return text


def unmasked(text: str) -> str:
    """Return the text as it is: for `--show-nip`."""
    return text


def mask_unless(show_nip: bool) -> Mask:
    """Return what is done to every text that is exported."""
    return unmasked if show_nip else masked
