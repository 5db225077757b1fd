"""Reads forty unseen documents: `python -m tools.first_sight [SEED] [--show]`.

Without a seed, chance gives one. What was read goes to `docs/first-sight.json`, behind all that was
read before, and into the README. Nothing is removed there, and nothing is mended by looking at a
draw: a seed is first sight only once. With `--show` the rows that were not read as printed are
shown, and nothing is kept: for whoever changes a family.
"""

import secrets
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tools.first_sight.draws import README, ROOT, Draw, counted, draws, keep, with_section
from tools.first_sight.families import FAMILIES
from tools.first_sight.reading import ReadingScore, look


def read(seed: int, show: bool = False) -> dict[str, ReadingScore]:
    """Return what is read of the documents of a seed, by family."""
    found = {}
    with TemporaryDirectory() as folder:
        for name, family, many in FAMILIES:
            seen = ReadingScore()
            for at in range(many):
                one, missed = look(family(Random(f"{seed} {name} {at}")), Path(folder))
                seen += one
                for row in missed if show else ():
                    print(f"  {name} {at}: {row.printed}\n    read as {row.read}")
            found[name] = seen
            print(line(name, seen), flush=True)
    return found


def line(name: str, seen: ReadingScore) -> str:
    """Return what was read as a line of the terminal."""
    right, whole = counted(seen.right, seen.numbers), counted(seen.whole, seen.rows)
    return (
        f"{name:28} numbers {right:26} rows {whole:24} silently other {seen.silent}, invented "
        f"{seen.invented}"
    )


def commit() -> str:
    """Return the commit whose program reads; a changed one is reported."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def main(arguments: Sequence[str]) -> int:
    """Draw, read, compare, keep."""
    show = "--show" in arguments
    seeds = [int(one) for one in arguments if one != "--show"]
    seed = seeds[0] if seeds else secrets.randbelow(10**9)
    if not show and any(draw.seed == seed for draw in draws()):
        print(f"seed {seed} was looked at before; --show shows it again", file=sys.stderr)
        return 2
    draw = Draw(seed, commit(), datetime.now(UTC).date().isoformat(), read(seed, show))
    print(line("all", draw.in_all))
    print(
        f"seed {seed}: "
        f"{'reached' if draw.reached else 'falls short: ' + ', '.join(draw.short or ('in all',))}"
    )
    if not show:
        README.write_text(with_section(README.read_text("utf-8"), keep(draw)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
