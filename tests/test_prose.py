"""Prose is plain technical English: no listed word stands for a concept that has a standard term.

`tests/plain_english.toml` lists the words with their replacements. `tests/prose_counts.toml` holds
how many are left in each file; a count may only fall, and `UPDATE_GOLDEN=1` writes lower ones.
Files that are not in it have none.
"""

import ast
import io
import os
import re
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.test_names import LISTED, PARTS, ROOT
from tools.documentation.texts import VALUE, pairs

COUNTS = Path(__file__).parent / "prose_counts.toml"
PROSE = LISTED["prose"]
PATTERNS = [(re.compile(entry["pattern"], re.IGNORECASE), entry["instead"]) for entry in PROSE]
DOCUMENTS = ("README.md", "README.id.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/*.md")
# code in Markdown and in docstrings is no prose, nor is what a report prints in quotation marks
CODE = re.compile(r"```.*?```|`[^`\n]*`|“[^”]*”|^ {4,}.*$", re.DOTALL | re.MULTILINE)
CODE_OF_DOCSTRING = re.compile(r"`[^`\n]*`|“[^”]*”|^\s*(?:>>>|\.\.\.) .*$", re.MULTILINE)


def documented(tree: ast.Module) -> Iterator[str]:
    """Yield the docstrings of a module, its classes and its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""


def comments(source: str) -> str:
    """Return the comments of a module, those of adjoining lines joined."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return "\n".join(token.string[1:] for token in tokens if token.type == tokenize.COMMENT)


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name of each file with every piece of English prose in it."""
    for pattern in DOCUMENTS:
        for path in sorted(ROOT.glob(pattern)):
            yield str(path.relative_to(ROOT)), CODE.sub("", path.read_text("utf-8"))
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            source = path.read_text("utf-8")
            name = str(path.relative_to(ROOT))
            for text in (*documented(ast.parse(source)), comments(source)):
                yield name, CODE_OF_DOCSTRING.sub("", text)
    # help and messages: what is written in English in the source or a template
    for pair in pairs():
        yield pair.file, VALUE.sub("{}", pair.en.text)


def private(text: str) -> Iterator[str]:
    """Yield what a text says in private English, with the standard term."""
    text = re.sub(r"\s+", " ", text)
    for pattern, instead in PATTERNS:
        for match in pattern.finditer(text):
            around = text[max(match.start() - 30, 0) : match.end() + 20]
            yield f"“{around.strip()}”: not “{match.group()}”, but {instead}"


def private_by_file(prose: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return what each file says in private English."""
    by_file = dict[str, list[str]]()
    for name, text in prose:
        by_file.setdefault(name, []).extend(private(text))
    return {name: listed for name, listed in by_file.items() if listed}


@pytest.mark.parametrize("entry", PROSE, ids=lambda entry: str(entry["pattern"])[:30])
def test_a_listed_word_is_found_in_its_private_sense_alone(entry: dict[str, str]) -> None:
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    assert pattern.search(entry["example"])
    assert not pattern.search(entry["allowed"])
    assert list(private(entry["allowed"])) == []


def test_a_bad_sentence_fails_wherever_it_is_written() -> None:
    bad = "The total stands there, and nobody is told."
    module = f'"""{bad}"""\n# {bad}\n'
    for text in (bad, *filter(None, documented(ast.parse(module))), comments(module)):
        assert len(private_by_file([("new.py", text)])["new.py"]) == 3
    assert private_by_file([("new.md", CODE.sub("", f"`{bad}`\n\n```\n{bad}\n```"))]) == {}


def test_private_english_becomes_less_in_every_file() -> None:
    before = tomllib.loads(COUNTS.read_text("utf-8"))
    now = private_by_file(texts())
    more = {
        name: listed for name, listed in sorted(now.items()) if len(listed) > before.get(name, 0)
    }
    assert more == {}, f"{COUNTS.name} allows {[before.get(name, 0) for name in more]}"
    if os.environ.get("UPDATE_GOLDEN"):
        counts = Counter({name: len(listed) for name, listed in now.items()})
        lines = [f'"{name}" = {counts[name]}' for name in sorted(counts)]
        COUNTS.write_text("\n".join(lines) + "\n", "utf-8")
