"""What leaves the house without the numbers of civil servants (NIP) in it."""

from collections.abc import Callable
from functools import lru_cache

from extract.patterns import regex
from normalize.nips import find_nips

SHORTEST_NIP = 15

Mask = Callable[[str], str]

# a NIP with a digit too few or too many, which nobody would take for another number: the birth date shows
_NEARLY = regex(r"(?<![\d.,])((?:19[4-9]|20[0-2])\d)(\d{4}[ .]{0,2}\d{5,7}[ .]{0,2}\d[ .]{0,2}\d{2,4})(?!\d)")


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """Return the text with every NIP reduced to its birth year.

    >>> masked("19790817 200101 1 011"), masked("19790817 200101 1 01")
    ('1979••••••••••••••', '1979•••••••••••••')
    """
    if len(text) < SHORTEST_NIP:
        return text
    for nip in reversed(find_nips(text)):
        text = text[: nip.start] + nip.masked + text[nip.end :]
    return _NEARLY.sub(lambda found: found[1] + "•" * sum(map(str.isdigit, found[2])), text)


def unmasked(text: str) -> str:
    """Return the text as it is: for `--show-nip`."""
    return text


def mask_unless(show_nip: bool) -> Mask:
    """Return what is done to every text that is exported."""
    return unmasked if show_nip else masked


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Return where the text prints what `masked` hides: for words on a picture.

    >>> hidden_spans("NIP. 19790817 200101 1 011"), hidden_spans("1.361.248.977")
    ([(5, 26)], [])
    """
    spans = {(nip.start, nip.end) for nip in find_nips(text)} | {found.span() for found in _NEARLY.finditer(text)}
    return sorted(spans)
