"""What holds for the modules of tests as a whole: every rule has one, and it asserts what is
asserted of every rule.
"""

import ast
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from validate.catalogue import RULES
from validate.rule import Rule

RULE_FILES = Path(__file__).parent.parent.parent.parent / "validate" / "rules"
MODULES = sorted(
    f"{path.parent.name}.{path.stem}"
    for path in RULE_FILES.glob("*/*.py")
    if path.stem != "__init__"
)
RULE_BY_MODULE = {rule.id.replace("-", "").lower(): rule for rule in RULES}


def module_of(module: str) -> ModuleType:
    folder, _, name = module.partition(".")
    return import_module(f"tests.validate.rules.{folder}.test_{name}")


def rule_of(module: str) -> Rule:
    return RULE_BY_MODULE[module.partition(".")[2].partition("_")[0]]


@pytest.mark.parametrize("module", MODULES)
def test_every_rule_has_a_module_of_tests_of_its_own(module: str) -> None:
    folder, _, name = module.partition(".")
    assert (Path(__file__).parent / folder / f"test_{name}.py").is_file(), (
        f"run: make rule ID={rule_of(module).id}"
    )
    assert module_of(module).RULE is rule_of(module)


@pytest.mark.parametrize("module", MODULES)
def test_every_declared_severity_is_asserted_and_both_examples_are_held(module: str) -> None:
    tests = module_of(module)
    source = ast.parse(Path(str(tests.__file__)).read_text("utf-8"))
    functions = {
        node.name: ast.unparse(node) for node in source.body if isinstance(node, ast.FunctionDef)
    }
    assert "assert_severities(RULE, " in functions["test_every_declared_severity_is_reached"]
    if hasattr(tests, "EXAMPLES"):
        assert (
            "assert_examples(RULE, EXAMPLES)"
            in functions["test_the_examples_of_the_documentation_hold"]
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_documentation_of_a_rule_breaks_it_and_shows_what_looks_alike(rule: Rule) -> None:
    assert "\nBreaks it" in rule.doc
    assert "\nLooks alike" in rule.doc
