"""How dense the code may be: complexity, nested comprehensions, numbers without a record. Counts
may only fall.

`tests/density.toml` holds what there is today. Whoever lowers a count writes the new one there.
"""

import ast
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from radon.complexity import cc_visit

ROOT = Path(__file__).parent.parent
COUNTS = tomllib.loads((ROOT / "tests" / "density.toml").read_text("utf-8"))
PROGRAM = ("extract", "normalize", "validate", "corpus", "lkj_audit")
ALL = (*PROGRAM, "tools", "bench", "tests")
# a count that has fallen by more than this is to be written down
SLACK = 5

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# what relates numbers and diagnoses them, besides everything in extract
DIAGNOSIS = tuple(
    f"validate/{name}"
    for name in ("constraints", "diagnosis", "relation_builders", "structure", "text")
)


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def blocks() -> Iterator[tuple[int, str]]:
    """Yield every function and method that radon finds, with its complexity."""
    for path in sources(*ALL):
        for block in cc_visit(path.read_text("utf-8")):
            for one in (block, *getattr(block, "methods", ())):
                if one.letter in "FM":
                    yield one.complexity, f"{path.relative_to(ROOT)}:{one.lineno} {one.name}"


@pytest.fixture(scope="module")
def complexities() -> list[tuple[int, str]]:
    found = sorted(set(blocks()), reverse=True)
    assert len(found) > 1000
    return found


def assert_only_falls(found: list[str], name: str) -> None:
    """Fail where there are more than the file says, or so many fewer that it ought to say less."""
    allowed = COUNTS[name]
    assert len(found) <= allowed, f"{name}: {len(found)}, not {allowed}:\n" + "\n".join(found)
    assert len(found) >= allowed - SLACK, f"tests/density.toml: {name} = {len(found)}"


def test_no_function_is_more_complex_than_a_reader_can_hold(
    complexities: list[tuple[int, str]],
) -> None:
    assert [(many, name) for many, name in complexities if many > COUNTS["most"]] == []


def test_no_further_function_is_complex(complexities: list[tuple[int, str]]) -> None:
    assert_only_falls(
        [f"{many} {name}" for many, name in complexities if many > COUNTS["usual"]], "complex"
    )


def nested(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of the comprehensions that hold another one."""
    for node in ast.walk(tree):
        if isinstance(node, COMPREHENSIONS):
            inside = (one for one in ast.walk(node) if one is not node)
            if any(isinstance(one, COMPREHENSIONS) for one in inside):
                yield node.lineno


def unrecorded(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of the numbers that a module keeps by themselves: 0.5, -1, 2 * 3,
    1.0, 2.0.
    """
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            value = statement.value
            for number in value.elts if isinstance(value, ast.Tuple) else [value]:
                if is_number(number):
                    yield statement.lineno


def is_number(node: ast.expr) -> bool:
    """Return whether an expression is a number, or computed of numbers alone."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant()]):
            return True
    return False


def lines_of(paths: list[Path], find: Callable[[ast.Module], Iterator[int]]) -> list[str]:
    found: list[str] = []
    for path in paths:
        tree = ast.parse(path.read_text("utf-8"))
        found += [f"{path.relative_to(ROOT)}:{line}" for line in find(tree)]
    return found


def test_no_comprehension_holds_another_one() -> None:
    """The outer one asks something of each item: a function says what."""
    assert lines_of(sources(*ALL), nested) == []


def test_no_further_number_of_layout_and_diagnosis_stands_outside_a_record() -> None:
    assert_only_falls(
        lines_of(sources("extract", *DIAGNOSIS), unrecorded), "numbers outside records"
    )


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("[x for x in y]", 0),
        ("[[x for x in y] for y in z]", 1),
        ("[x for x in y if any(z for z in x)]", 1),
    ],
)
def test_a_comprehension_in_another_one_is_seen(code: str, count: int) -> None:
    assert len(list(nested(ast.parse(code)))) == count


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("A = 0.5", 1),
        ("A, B = 1, 2.5", 2),
        ("A = Decimal('1')", 1),
        ("A = 'x'", 0),
        ("A = Record(a=1)", 0),
    ],
)
def test_a_number_of_a_module_is_seen(code: str, count: int) -> None:
    assert len(list(unrecorded(ast.parse(code)))) == count
