"""Names are those of the glossary: one concept, one name, and no private English.

`tests/name_counts.toml` holds how often words that are to vanish still stand in names. A count may
only fall; `UPDATE_GOLDEN=1` writes lower ones.
"""

import ast
import os
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
COUNTS = Path(__file__).parent / "name_counts.toml"
PARTS = ("extract", "normalize", "validate", "corpus", "lkj_audit", "tools", "bench")
# tests/plain_english.toml has each word with the name that is written instead
LISTED = tomllib.loads((Path(__file__).parent / "plain_english.toml").read_text("utf-8"))
CLASSES, MODULES = set(LISTED["classes"]), set(LISTED["modules"])
# words of names of functions and methods, and whole names of variables and parameters
WORDS, VARIABLES = tuple(LISTED["functions"]), tuple(LISTED["variables"])


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def classes() -> Iterator[tuple[str, Path]]:
    for path, tree in sources():
        yield from ((node.name, path) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def counts() -> dict[str, dict[str, int]]:
    """Return how often each word is part of a name of a function, and each name a variable."""
    words, names = Counter(dict.fromkeys(WORDS, 0)), Counter(dict.fromkeys(VARIABLES, 0))
    shared = defaultdict(set)
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                words.update(word for word in node.name.split("_") if word in words)
            elif (
                isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in names
            ):
                names[node.id] += 1
            elif isinstance(node, ast.arg) and node.arg in names:
                names[node.arg] += 1
            elif isinstance(node, ast.ClassDef):
                shared[node.name].add(path)
    twice = sum(len(paths) - 1 for paths in shared.values())
    return {
        "functions": dict(words),
        "variables": dict(names),
        "classes": {"further definitions of a name": twice},
    }


def test_classes_and_modules_are_named_as_the_glossary_says() -> None:
    named = {f"{path}: {name}" for name, path in classes() if name in CLASSES}
    assert (named | {str(path) for path, _ in sources() if path.stem in MODULES}) == set()


def test_words_that_are_to_vanish_become_fewer() -> None:
    now, before = counts(), tomllib.loads(COUNTS.read_text("utf-8"))
    more = [
        f"{kind}: {name} stands {count} times, {before[kind][name]} were there"
        for kind, table in now.items()
        for name, count in table.items()
        if count > before[kind][name]
    ]
    assert more == []
    if os.environ.get("UPDATE_GOLDEN"):
        COUNTS.write_text(written(now), "utf-8")


def written(tables: dict[str, dict[str, int]]) -> str:
    """Return counts as TOML."""
    blocks = []
    for kind, table in tables.items():
        lines = [
            f'"{name}" = {n}' if not re.fullmatch(r"\w+", name) else f"{name} = {n}"
            for name, n in table.items()
        ]
        blocks.append("\n".join([f"[{kind}]", *lines]))
    return "\n\n".join(blocks) + "\n"
