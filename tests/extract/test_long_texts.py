"""A long text takes time in proportion to its length: no regular expression goes back over what it
read.

A document may print anything, as often as it likes, so every expression meets texts of one thing
repeated. What is linear reads such a text in milliseconds; what is quadratic takes hundreds of
times as long. The limit lies between the two, in processor time, which a busy machine does not
lengthen.
"""

import ast
import importlib
import pkgutil
import re
import signal
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from extract import patterns
from lkj_audit.presentation.names import location_names
from normalize.values import scales
from validate.rules.capaian import cap10_definisi
from validate.rules.struktur import str04_halaman_daftar_isi

ROOT = Path(__file__).parent.parent.parent
STAGES = ("extract", "normalize", "validate", "lkj_audit")
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
ANYWHERE = {"search", "finditer", "findall", "sub", "subn", "split"}

LENGTH = 20_000
SECONDS = 0.3
# What is quadratic takes a sixteenth of the time for a quarter of the length: most texts need to be
# no longer, and what takes too long there is read at full length before it is called slow.
PART = 4
# What a page repeats: letters, digits and marks, alone and in the pairs that expressions look for.
REPEATED = (
    *("a", "A", "1", " ", ".", "-", "(", ")", "\n"),
    *("1 ", "1.", "1. ", "a ", "A.", "I ", ". ", "( ", "1/", "Rp1 ", "a(a) "),
)
# What stands before and behind it, so that what was read has to be given back.
AROUND = (("", "!"), ("1", ")"), ("a", "1"))
# Expressions whose callers never read a text that is longer.
BOUNDED = {
    "normalize.values.scales._PREDICATE": scales._LONGEST,
    "normalize.values.scales._LINE": scales._LONGEST,
    "validate.rules.capaian.cap10_definisi._FRACTION": cap10_definisi._LONGEST,
    "validate.rules.struktur.str04_halaman_daftar_isi._ENTRY": str04_halaman_daftar_isi._LONGEST,
    "lkj_audit.presentation.names.location_names.GROUPS_OF_DIGITS": location_names.LONGEST_NAME,
}


class Declared(NamedTuple):
    """An expression at the top of a module, and the methods that are called on it."""

    name: str
    pattern: "re.Pattern[str]"
    methods: frozenset[str]


def modules(stage: str) -> Iterator[ModuleType]:
    package = importlib.import_module(stage)
    for found in pkgutil.walk_packages(package.__path__, f"{stage}."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def calls() -> dict[tuple[str, str], set[str]]:
    """Return the methods that are called on an expression of a module, there or where it is
    imported.
    """
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in (path for stage in STAGES for path in (ROOT / stage).rglob("*.py")):
        tree = ast.parse(source.read_text("utf-8"))
        here = ".".join(source.relative_to(ROOT).with_suffix("").parts)
        homes = {
            alias.name: node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.attr in METHODS
            ):
                called[homes.get(node.value.id, here), node.value.id].add(node.attr)
    return called


def expressions(value: object) -> "Iterator[re.Pattern[str]]":
    """Yield the expressions that a value of a module is or holds."""
    if isinstance(value, tuple | list | set | frozenset | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from expressions(part)
    elif isinstance(bound := getattr(value, "__self__", None), re.Pattern):
        yield bound
    elif isinstance(getattr(value, "pattern", None), str) and not isinstance(
        value, type | ModuleType
    ):
        yield value  # type: ignore[misc]


def declared(stage: str) -> list[Declared]:
    """Return the expressions of a stage; one that is not called by its name may be called in any
    way.
    """
    called = calls()
    names: dict[str, str] = {}
    found: dict[str, re.Pattern[str]] = {}
    methods: dict[str, set[str]] = defaultdict(set)
    for module in (one for one in modules(stage) if one is not patterns):
        for name, value in vars(module).items():
            for pattern in expressions(value):
                found[pattern.pattern] = pattern
                names.setdefault(pattern.pattern, f"{module.__name__}.{name}")
                methods[pattern.pattern] |= called[module.__name__, name]
    any_way = {"match", "fullmatch", "search"}
    return [
        Declared(names[source], found[source], frozenset(methods[source] or any_way))
        for source in found
    ]


class TooLong(Exception):
    """An expression takes longer than a linear one could."""


def _too_long(*_: object) -> None:
    raise TooLong


def read(pattern: "re.Pattern[str]", method: str, text: str, seconds: float) -> None:
    """Read a text to its end, or raise TooLong."""
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        if method in ANYWHERE:
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, method)(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def texts(pattern: str, length: int) -> Iterator[str]:
    """Yield long texts of one thing repeated: of what any page repeats, and of the words that the
    expression knows.
    """
    words = dict.fromkeys(re.findall(r"(?<!\\)\b[a-z]{2,}", pattern))
    for unit in REPEATED:
        for before, behind in AROUND if len(unit) == 1 else AROUND[:2]:
            yield before + unit * (length // len(unit)) + behind
    for word in words:
        yield f"{word} " * (length // len(word)) + "!"


def slow(one: Declared) -> str:
    """Return what an expression is slow on; nothing where it is not."""
    longest = BOUNDED.get(one.name, LENGTH)
    if longest == LENGTH and not slow_on(one, LENGTH // PART, SECONDS / PART**2):
        return ""
    return slow_on(one, longest, SECONDS)


def slow_on(one: Declared, length: int, seconds: float) -> str:
    """Return on which text of a length an expression takes longer than so many seconds; nothing
    where on none.
    """
    ways = {"finditer" if method in ANYWHERE else method for method in one.methods}
    for text in texts(one.pattern.pattern, length):
        for method in ways:
            try:
                read(one.pattern, method, text, seconds)
            except TooLong:
                return f"{one.name}.{method}: {text[:12]!r} … {text[-3:]!r}"
    return ""


@pytest.fixture
def timer() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _too_long)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer of processor time")
@pytest.mark.usefixtures("timer")
@pytest.mark.parametrize("stage", STAGES)
def test_every_expression_reads_a_long_text_in_one_go(stage: str) -> None:
    assert list(filter(None, map(slow, declared(stage)))) == []


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer of processor time")
@pytest.mark.usefixtures("timer")
def test_an_expression_that_goes_back_is_told() -> None:
    assert slow(Declared("goes back", re.compile(r"\d[\d ]*\("), frozenset({"search"})))
    assert not slow(Declared("goes on", re.compile(r"\d \("), frozenset({"search"})))
