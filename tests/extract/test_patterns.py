"""Laws of regular expressions: those at the top of a module are compiled when they are
first used.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.limits import LIMITS
from extract.patterns import compile_all, regex
from extract.sandbox.pool import WorkerPool
from extract.sandbox.runs import run
from tests import sandboxed

ROOT = Path(__file__).parent.parent.parent
STAGES = ("extract", "normalize", "validate", "lkj_audit")


def run_when_imported(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a module that are run when it is imported: everything outside
    functions.
    """
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from run_when_imported(child)


@pytest.mark.parametrize("stage", STAGES)
def test_no_module_compiles_an_expression_while_it_is_imported(stage: str) -> None:
    compiled = [
        f"{source}:{node.lineno}"
        for source in sorted((ROOT / stage).rglob("*.py"))
        for node in run_when_imported(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert compiled == [], "use extract.patterns.regex"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources of the expressions that are compiled from now on."""
    sources: list[str] = []
    real = re.compile

    def noted(source: str, flags: int) -> re.Pattern[str]:
        sources.append(source)
        return real(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    return sources


def test_an_expression_is_compiled_at_its_first_use_and_only_then(compiled: list[str]) -> None:
    number = regex(r"\d+")
    assert (number.pattern, compiled) == (r"\d+", [])
    assert number.fullmatch("12")
    assert number.search("a 12")
    assert not number.fullmatch("12a")
    assert compiled == [r"\d+"]


def test_all_that_are_declared_can_be_compiled_at_once(compiled: list[str]) -> None:
    used, unused = regex(r"\d{2}"), regex(r"[a-z]{3}", re.IGNORECASE)
    assert used.search("12")
    compile_all()
    assert unused.sub("-", "Pagu 12") == "-u 12"
    assert [compiled.count(source) for source in (r"\d{2}", r"[a-z]{3}")] == [1, 1]


@given(st.text(alphabet="a1 .", max_size=12))
def test_it_does_what_the_compiled_expression_does(text: str) -> None:
    lazy, compiled = regex(r"(a+)|\d", re.IGNORECASE), re.compile(r"(a+)|\d", re.IGNORECASE)
    assert lazy.findall(text) == compiled.findall(text)
    assert lazy.split(text) == compiled.split(text)
    assert lazy.sub("<>", text) == compiled.sub("<>", text)
    assert lazy.subn("<>", text) == compiled.subn("<>", text)
    assert [one.span() for one in lazy.finditer(text)] == [
        one.span() for one in compiled.finditer(text)
    ]
    for method in ("match", "fullmatch", "search"):
        found, expected = getattr(lazy, method)(text), getattr(compiled, method)(text)
        assert (found and found.span()) == (expected and expected.span())


def test_what_is_no_method_of_an_expression_is_missing_and_compiles_nothing(
    compiled: list[str],
) -> None:
    with pytest.raises(AttributeError):
        getattr(regex("pagu"), "findal")  # noqa: B009
    assert compiled == []


def test_a_server_compiles_for_all_its_copies_what_a_single_process_may_never_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandboxed, "UNUSED", regex("this is not compiled yet"))
    assert run(sandboxed.COMPILED, 0) == 0
    assert [result for _, result in WorkerPool(sandboxed.COMPILED, 1, LIMITS).results([0, 0])] == [
        1,
        1,
    ]
