"""Every text that a person reads, found in the source: pairs of Indonesian and English, and what is
in none.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent.parent
HOUSES = ("extract", "normalize", "validate", "corpus", "lkj_audit")
# what makes a pair of its two arguments, the attributes of errors that hold one, and the enums
# whose members are some
MAKERS = frozenset({"say", "Message", "_second_document"})
HELD = frozenset({"says", "advises"})
PHRASED = "Phrased"
SAYS_SOMETHING, VALUE = re.compile(r"[A-Za-z]{2}"), re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
# three words in a row
SENTENCE = re.compile(r"\b[A-Za-z]{2,}(?:[,;:.]? [A-Za-z]{2,}){2,}")


class SourceText(NamedTuple):
    """A text in one language: what is written, values in braces as the source names them, and the
    names of those.
    """

    text: str
    names: frozenset[str]


class TextPair(NamedTuple):
    """A text in both languages, and the file that says it."""

    file: str
    line: int
    id: SourceText
    en: SourceText


def pairs() -> Iterator[TextPair]:
    """Yield every pair that says something, file by file."""
    yield from (
        pair
        for pair in _pairs()
        if SAYS_SOMETHING.search(VALUE.sub("", pair.id.text + pair.en.text))
    )


def _pairs() -> Iterator[TextPair]:
    for path in sources():
        name = str(path.relative_to(ROOT))
        for line, (id, en) in pairs_of(ast.parse(path.read_text("utf-8"))):
            yield TextPair(name, line, said(id), said(en))
    for path in sorted((ROOT / "lkj_audit").rglob("templates/*")):
        if path.suffix in {".html", ".j2"}:
            for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
                if (
                    isinstance(call.node, nodes.Name)
                    and call.node.name == "say"
                    and len(call.args) == 2
                ):
                    texts = (SourceText(argument.as_const(), frozenset()) for argument in call.args)
                    yield TextPair(str(path.relative_to(ROOT)), call.lineno, *texts)


def sources() -> Iterator[Path]:
    """Yield the files of the program."""
    for house in HOUSES:
        yield from sorted((ROOT / house).rglob("*.py"))


def pairs_of(tree: ast.AST) -> Iterator[tuple[int, tuple[ast.expr, ast.expr]]]:
    """Yield the line of every pair of a file, and its two expressions."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=name) | ast.Name(id=name), args=[id, en], keywords=[]
            ):
                if name in MAKERS and not any(isinstance(one, ast.Starred) for one in (id, en)):
                    yield node.lineno, (id, en)
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple(elts=[id, en]))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Tuple(elts=[id, en]))
            ):
                if name in HELD:
                    yield node.lineno, (id, en)
            case ast.ClassDef(bases=[ast.Name(id=base)], body=members) if base == PHRASED:
                for member in members:
                    match member:
                        case ast.Assign(value=ast.Tuple(elts=[id, en])):
                            yield member.lineno, (id, en)
            case ast.IfExp(test=ast.Name(id="english"), body=en, orelse=id):
                yield node.lineno, (id, en)


def said(node: ast.expr) -> SourceText:
    """Return the text of an expression."""
    return SourceText(written(node), frozenset(names(node)))


def written(node: ast.expr) -> str:
    """Return what is written in an expression, what is put in between in braces."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(written, parts))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return written(left) + written(right)
        case ast.FormattedValue(value=value):
            return f"{{{ast.unparse(value)}}}"
    return f"{{{ast.unparse(node)}}}"


def names(node: ast.expr) -> Iterator[str]:
    """Yield the names of the values that are put into a text.

    Not of functions, nor which language a value is in, nor what only settles whether an English
    word is plural.
    """
    match node:
        case ast.IfExp(body=ast.Constant(), orelse=ast.Constant()) | ast.BinOp(op=ast.Mult()):
            return
        case ast.Call(args=arguments, func=function):
            inside: list[ast.expr] = [
                *arguments,
                *([function.value] if isinstance(function, ast.Attribute) else []),
            ]
        case ast.Name(id=name):
            yield name.removesuffix("_id").removesuffix("_en")
            return
        case _:
            inside = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    for child in inside:
        yield from names(child)


def outside(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line of every sentence in a file that is in no pair, no docstring and no
    annotation.
    """
    tree = ast.parse(path.read_text("utf-8"))
    known = {id(part) for _, pair in pairs_of(tree) for one in pair for part in ast.walk(one)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            known.add(id(node.value))
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if annotation is not None:
                known.update(id(part) for part in ast.walk(annotation))
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in known and SENTENCE.search(text):
                yield node.lineno, text
