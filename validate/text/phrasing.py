"""Whether two texts that name the same thing use the same words, and what is said where they do
not.
"""

import re
from dataclasses import dataclass
from itertools import starmap

from extract.patterns import regex
from extract.text.similarity import differing_runs, letter_ratio
from normalize.text.comparison import normalize_text
from validate.findings import Message, PrintedValue, Violation


@dataclass(frozen=True, slots=True)
class PhrasingSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    least_stem: int = 5  # count; 0813ad8
    # up to here two runs of letters are one word and its misspelling
    misspelt: int = 85  # count; a20e623


_SETTINGS = PhrasingSettings()


# what is before a wording and is none of it: "Sasaran 2 :", "Indikator Kinerja:"
_LABEL = regex(
    r"^\s*(?:tujuan|sasaran|indikator|program|kegiatan|sub\s?kegiatan)(?:\s+(?:strategis|"
    r"stratejik|kinerja|utama|program))*"
    r"\s*\d{0,2}\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_NUMBERING = regex(r"^(?:\d+|[ivx]+|[a-z])\s+(?=\S)")
# endings that make another word of one stem: meningkatnya, meningkatkan; pemerintah, pemerintahan
_ENDINGS = frozenset(("", "nya", "kan", "an", "i"))


def reworded(one: str, other: str) -> bool:
    """Return whether two texts differ by a word.

    Capitals, numbering, a label, spacing and misspellings are no difference.

    >>> reworded("1. Meningkatnya pelayanan publik", "MENINGKATNYA PELAYANAN  PUBLIK")
    False
    >>> reworded("Meningkatnya pelayanan publik", "Meningkatkan pelayanan publik")
    True
    >>> reworded("Sasaran : Meningkatnya pelayanan publik", "Meningkatnya pelayanan publik")
    False
    >>> reworded("Presentase yang di tindak lanjuti", "Persentase yang ditindaklanjuti")
    False
    """
    words, others = (
        _NUMBERING.sub("", normalize_text(_LABEL.sub("", text))).split() for text in (one, other)
    )
    if words == others or "".join(words) == "".join(others):
        return False
    return any(starmap(_another_word, differing_runs(words, others)))


def _another_word(one: str, other: str) -> bool:
    """Return whether two runs of letters are no spellings of one word."""
    if one == other:
        return False
    shorter = min(len(one), len(other))
    stem = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    endings = {one[stem:], other[stem:]}
    # pelayananan is a slip for pelayanan, not another word of its stem
    twice = "" in endings and one[:stem].endswith(max(endings))
    inflected = stem >= _SETTINGS.least_stem and endings <= _ENDINGS and not twice
    return inflected or letter_ratio(one, other) < _SETTINGS.misspelt


def differently_worded(what: Message, spots: list[PrintedValue], agreed: PrintedValue) -> Violation:
    """Return the finding that a text is worded otherwise than where it was agreed; it is at each of
    `spots`.
    """
    spot, *others = spots
    further = {
        normalize_text(one.printed): one
        for one in others
        if normalize_text(one.printed) != normalize_text(spot.printed)
    }
    also_id = "".join(f", juga “{one.printed}” (hal. {one.place.page})" for one in further.values())
    also_en = "".join(f", also “{one.printed}” (p. {one.place.page})" for one in further.values())
    message = Message(
        f"Redaksi {what.id} berbeda: tercetak “{spot.printed}”{also_id}, di halaman "
        f"{agreed.place.page} "
        f"“{agreed.printed}”.",
        f"The {what.en} is worded differently: printed “{spot.printed}”{also_en}, on page "
        f"{agreed.place.page} "
        f"“{agreed.printed}”.",
    )
    return Violation(spot, message, agreed.printed, None, (agreed,), repetitions=tuple(others))
