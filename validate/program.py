"""Which program this is: its version, and that of its rules."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

NAME = "lkj-audit"
VERSION = "0.1.0"  # pyproject.toml reads it from here

# What rules say depends on: their own code and texts, and how printed text becomes values.
_PARTS = ("normalize", "validate")
_SOURCES = (".py", ".csv")
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Program:
    """The versions that findings depend on: that of the program, and that of the rule set in it.

    `rule_set` is another whenever a rule may say something else; it does not show which of two is
    the later one.
    """

    version: str
    rule_set: str


@lru_cache(maxsize=1)
def this_program() -> Program:
    """Return the versions of this program; some milliseconds when it is first called."""
    return Program(VERSION, rule_set_version(Path(__file__).parent.parent))


def rule_set_version(root: Path) -> str:
    """Return the hash of all sources and tables that rules are made of, under the folder of the
    packages.
    """
    content = hashlib.sha256()
    files = (
        path for part in _PARTS for path in (root / part).rglob("*") if path.suffix in _SOURCES
    )
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        # a checkout on Windows has other line ends
        text = path.read_bytes().replace(b"\r\n", b"\n")
        content.update(f"{path.relative_to(root).as_posix()} {len(text)}\n".encode())
        content.update(text)
    return content.hexdigest()[:_DIGITS]
