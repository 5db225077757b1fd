"""What was read at first sight, kept draw by draw: `docs/first-sight.json`, and what the README
shows of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.first_sight.reading import ReadingScore

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / "docs" / "first-sight.json"
README = ROOT / "README.md"
BEGIN, END = "<!-- first sight: written by make first-sight -->\n", "<!-- end of first sight -->\n"
# What is to be reached: numbers right in every family and in all, rows whole in every family, in
# parts of a thousand.
NUMBERS, NUMBERS_IN_ALL, ROWS = 995, 998, 970


@dataclass(frozen=True, slots=True)
class Draw:
    """Forty documents of one seed, and what the program of a commit read of them on a day."""

    seed: int
    commit: str
    date: str
    families: Mapping[str, ReadingScore]

    @property
    def in_all(self) -> ReadingScore:
        """What was read of all families together."""
        return sum(self.families.values(), ReadingScore())

    @property
    def short(self) -> tuple[str, ...]:
        """The families that fall short of what is to be reached."""
        return tuple(name for name, seen in self.families.items() if not _reaches(seen))

    @property
    def reached(self) -> bool:
        """Whether this draw is as good as it is meant to be."""
        every = self.in_all
        return not self.short and _is_at_least(every.right, every.numbers, NUMBERS_IN_ALL)


def _reaches(seen: ReadingScore) -> bool:
    right = _is_at_least(seen.right, seen.numbers, NUMBERS) and _is_at_least(
        seen.whole, seen.rows, ROWS
    )
    return right and not seen.silent and not seen.invented


def _is_at_least(part: int, whole: int, thousandths: int) -> bool:
    return part * 1000 >= whole * thousandths


def draws(path: Path = KEPT) -> list[Draw]:
    """Return all draws that were ever made, the oldest first."""
    if not path.exists():
        return []
    return [_draw(entry) for entry in json.loads(path.read_text("utf-8"))]


def _draw(entry: Mapping[str, Any]) -> Draw:
    families = {name: ReadingScore(**seen) for name, seen in entry["families"].items()}
    return Draw(entry["seed"], entry["commit"], entry["date"], families)


def keep(draw: Draw, path: Path = KEPT) -> list[Draw]:
    """Add a draw behind all others, and return them; a seed that was drawn before is refused."""
    every = [*draws(path), draw]
    if len({one.seed for one in every}) < len(every):
        raise ValueError(f"seed {draw.seed} was looked at before")
    path.write_text("[\n" + ",\n".join(map(_as_json, every)) + "\n]\n", encoding="utf-8")
    return every


def _as_json(draw: Draw) -> str:
    """Return a draw as JSON, a family a line."""
    families = ",\n".join(
        f"   {json.dumps(name)}: {json.dumps(asdict(seen))}" for name, seen in draw.families.items()
    )
    head = ", ".join(
        f'"{key}": {json.dumps(getattr(draw, key))}' for key in ("seed", "commit", "date")
    )
    return (
        f' {{{head},\n  "families": {{\n{families}\n  }},\n  "all": '
        f"{json.dumps(asdict(draw.in_all))}}}"
    )


_HEADS = (
    *("draw", "seed", "commit", "date", "numbers right", "rows whole"),
    *("silently other", "tables invented", "families short"),
)


def worst(every: Sequence[Draw]) -> Draw:
    """Return the draw of which the smallest share of numbers was right; of those, of rows whole."""
    return min(
        every,
        key=lambda one: (
            _share(one.in_all.right, one.in_all.numbers),
            _share(one.in_all.whole, one.in_all.rows),
        ),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def section(every: Sequence[Draw]) -> str:
    """Return what the README says of the draws: the last and the worst."""
    if not every:
        return "\nNothing has been drawn yet.\n\n"
    rows = [("last", every[-1]), ("worst", worst(every))]
    lines = [
        f"| {' | '.join(_HEADS)} |",
        f"|{' --- |' * len(_HEADS)}",
        *(_line(f"{name} of {len(every)}", draw) for name, draw in rows),
    ]
    return "\n" + "\n".join(lines) + "\n\n"


def _line(name: str, draw: Draw) -> str:
    every = draw.in_all
    cells = (
        *(name, str(draw.seed), f"`{draw.commit}`", draw.date),
        *(counted(every.right, every.numbers), counted(every.whole, every.rows)),
        *(str(every.silent), str(every.invented), f"{len(draw.short)} of {len(draw.families)}"),
    )
    return f"| {' | '.join(cells)} |"


def counted(part: int, whole: int) -> str:
    """Return a share with its counts, cut off to tenths.

    >>> counted(1999, 2000), counted(0, 0)
    ('1999 of 2000 (99.9 %)', '–')
    """
    if not whole:
        return "–"
    return f"{part} of {whole} ({1000 * part // whole / 10} %)"


def with_section(readme: str, every: Sequence[Draw]) -> str:
    """Return the README with what it says of these draws."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("README.md has no place for first sight")
    return before + begin + section(every) + end + after
