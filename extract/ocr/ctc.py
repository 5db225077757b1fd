"""Probabilities of a recogniser, step by step, to the text they print, where each character is, and
other texts.

A recogniser gives at every step from left to right how likely each character is, and how likely
none (the blank). A text is as likely as all ways to spell it out along the steps together (Graves
et al. 2006).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CtcSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # Characters less likely than this at a step are not followed there; so many texts are
    # followed at a time.
    followed: float = 0.002  # share; 9729b92
    width: int = 12  # count; 9729b92
    # A text counts as an alternative from this share of the probability of the best one.
    counts_from: float = 0.05  # share; 9729b92


CTC_SETTINGS = CtcSettings()


Probabilities = NDArray[np.float32]

BLANK = 0


class Decoded(NamedTuple):
    """A text, how sure the recogniser is of it (the mean over its characters), and the step of each
    character.
    """

    text: str
    confidence: float
    steps: tuple[float, ...]
    sure: tuple[float, ...] = ()


def best_text(steps: Probabilities, characters: Sequence[str]) -> Decoded:
    """Return the text along the likeliest character of each step; `steps` has a row a step, a
    column a character.
    """
    best = steps.argmax(1)
    fresh = np.concatenate(([True], best[1:] != best[:-1])) & (best != BLANK)
    starts = np.flatnonzero(fresh)
    if not len(starts):
        return Decoded("", 0.0, ())
    ends = np.append(np.flatnonzero(np.diff(best)) + 1, len(best))
    stops = ends[np.searchsorted(ends, starts, side="right")]
    chances = [
        float(steps[a:b, best[a]].max())
        for a, b in zip(starts.tolist(), stops.tolist(), strict=True)
    ]
    places = tuple(((starts + stops - 1) / 2).tolist())
    text = "".join(characters[index] for index in best[starts].tolist())
    return Decoded(text, sum(chances) / len(chances), places, tuple(chances))


def likeliest_texts(steps: Probabilities, characters: Sequence[str]) -> list[tuple[str, float]]:
    """Return the likeliest texts, best first, each with its probability: a beam over the steps."""
    # of each text: how likely it is so far ending in a blank, and ending in its last character
    beam: dict[tuple[int, ...], tuple[float, float]] = {(): (1.0, 0.0)}
    for step, followed in zip(steps, steps >= CTC_SETTINGS.followed, strict=True):
        chosen = [(index, float(step[index])) for index in np.flatnonzero(followed).tolist()]
        if len(chosen) == 1 and chosen[0][0] == BLANK:
            chance = chosen[0][1]
            beam = {text: ((blank + last) * chance, 0.0) for text, (blank, last) in beam.items()}
            continue
        beam = _grown(beam, chosen)
    chances = {text: sum(ends) for text, ends in beam.items()}
    likeliest = sorted(
        (text for text, chance in chances.items() if chance > 0), key=lambda text: -chances[text]
    )
    return [("".join(map(characters.__getitem__, text)), chances[text]) for text in likeliest]


_Beam = dict[tuple[int, ...], tuple[float, float]]


def _grown(beam: _Beam, chosen: Sequence[tuple[int, float]]) -> _Beam:
    """Return the likeliest texts after one more step, which may be any of the chosen characters."""
    grown: dict[tuple[int, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for text, (blank, last) in beam.items():
        for index, chance in chosen:
            if index == BLANK:
                grown[text][0] += (blank + last) * chance
            elif text and index == text[-1]:
                grown[text][1] += last * chance
                grown[(*text, index)][1] += blank * chance
            else:
                grown[(*text, index)][1] += (blank + last) * chance
    best = sorted(grown.items(), key=lambda item: -sum(item[1]))[: CTC_SETTINGS.width]
    return {text: (blank, last) for text, (blank, last) in best}


def alternatives(steps: Probabilities, characters: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Return the texts that count beside the best one, likeliest first, each with its
    probability.
    """
    (_, best), *others = likeliest_texts(steps, characters)
    return tuple(
        (text, chance) for text, chance in others if chance >= CTC_SETTINGS.counts_from * best
    )
