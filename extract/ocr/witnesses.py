"""Second readers of what a picture prints: readers that share nothing with ours.

The same recogniser at another crop or scale is none: it makes the same mistakes.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extract.ocr.pictures import Picture
from extract.records import Box, Witness


class NamedReader(NamedTuple):
    """Another reader of lines: its name, and a function that returns the text of each crop, None
    where it has none.
    """

    name: str
    read: Callable[[Sequence[Picture]], Sequence[str | None]]


def witnesses_of(
    readers: Sequence[NamedReader], crops: Sequence[Picture], texts: Sequence[str]
) -> list[tuple[Witness, ...]]:
    """Return what each of these readers makes of the crops whose `texts` print a digit."""
    found: list[tuple[Witness, ...]] = [()] * len(crops)
    asked = [at for at, text in enumerate(texts) if any(map(str.isdigit, text))]
    if not asked:
        return found
    for reader in readers:
        for at, text in zip(asked, reader.read([crops[at] for at in asked]), strict=True):
            if text is not None:
                found[at] = (*found[at], Witness(reader.name, text))
    return found


def words_in(words: Sequence[tuple[str, Box]], clip: Box) -> str | None:
    """Return what the words of a hidden layer of text say within a clip, None where none is
    there.
    """
    own = [
        (box.x0, text)
        for text, box in words
        if clip.x0 - 2 <= (box.x0 + box.x1) / 2 <= clip.x1 + 2
        and clip.top - 2 <= (box.top + box.bottom) / 2 <= clip.bottom + 2
    ]
    return " ".join(text for _, text in sorted(own)) or None
