"""Laws of the architecture that import-linter cannot state, and that nothing was forgotten."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from lkj_audit.archive.ingestion.run import PRELOADED
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.rules.rule_pages import rules_as_markdown
from validate.catalogue import RULES
from validate.unchecked_rules import OTHER_GROUPS, UNCHECKED_RULES

ROOT = Path(__file__).parent.parent
FLOORS = ("extract", "normalize", "validate", "corpus", "lkj_audit")
HEAVY = {
    "numpy",
    "pypdfium2",
    "pypdfium2_raw",
    "pandas",
    "camelot",
    "cv2",
    "pdfplumber",
    "PIL",
    "rich",
    "rapidfuzz",
}
HEAVY |= {"sqlalchemy", "alembic"}


def sources(stage: str) -> list[Path]:
    return sorted((ROOT / stage).rglob("*.py"))


def imported(source: Path) -> Iterator[str]:
    """Yield every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source}: say from which stage"
            yield node.module or ""


def test_no_module_imports_itself_in_a_circle() -> None:
    """What is imported for types only, or within a function, closes no circle while loading."""
    modules = {
        ".".join(source.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): source
        for stage in FLOORS
        for source in sources(stage)
    }
    imports: dict[str, set[str]] = {}
    for name, source in modules.items():
        named = set()
        for node in ast.parse(source.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom):
                named.add(node.module or "")
                named.update(f"{node.module}.{alias.name}" for alias in node.names)
        imports[name] = named & modules.keys()
    while free := [name for name, named in imports.items() if not named & imports.keys()]:
        for name in free:
            del imports[name]
    assert sorted(imports) == []


@pytest.mark.parametrize("stage", FLOORS)
def test_the_name_of_a_stage_belongs_to_this_distribution_alone(stage: str) -> None:
    assert set(packages_distributions()[stage]) == {"lkj-audit"}


@pytest.mark.parametrize(
    "init", [init for stage in FLOORS for init in sorted((ROOT / stage).rglob("__init__.py"))]
)
def test_an_init_holds_one_docstring_line(init: Path) -> None:
    (line,) = init.read_text("utf-8").splitlines()
    (statement,) = ast.parse(line).body
    assert isinstance(statement, ast.Expr)
    assert ast.get_docstring(ast.parse(line))


def test_only_the_archive_knows_its_database_and_it_knows_no_command() -> None:
    archive = ROOT / "lkj_audit" / "archive"
    everything = {source: set(imported(source)) for stage in FLOORS for source in sources(stage)}
    talks_sql = {source for source, names in everything.items() if any(map(is_database, names))}
    assert {source for source in talks_sql if archive not in source.parents} == set()
    commands = [
        source
        for source in sources("lkj_audit/archive")
        for name in everything[source]
        if "commands" in name
    ]
    assert commands == []


def test_one_module_knows_how_alike_texts_are() -> None:
    """`difflib` also aligns the rows of two snapshots, which are no texts."""
    known = {ROOT / "extract/text/similarity.py", ROOT / "corpus/drift.py"}
    libraries = {"rapidfuzz", "difflib"}
    importing = {
        source
        for stage in FLOORS
        for source in sources(stage)
        for name in imported(source)
        if name.partition(".")[0] in libraries
    }
    assert importing == known


def is_database(name: str) -> bool:
    return name.partition(".")[0] in {"sqlalchemy", "alembic", "sqlite3"}


def test_what_a_worker_loads_talks_to_no_database() -> None:
    """Workers return results, one process writes: a fork server that held a connection would hand
    it to all.
    """
    call = f"import sys; [__import__(name) for name in {PRELOADED!r}]; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", call], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "lkj_audit.archive.ingestion.content" in loaded
    assert [name for name in loaded if is_database(name)] == []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["audit", "--help"], ["ingest", "--help"], ["--version"], ["audit"]]
)
def test_nothing_heavy_is_imported_before_there_is_work(arguments: list[str]) -> None:
    call = (
        "import sys, json; from lkj_audit.main import run\n"
        "run(sys.argv[1:]); print(); print(json.dumps(sorted({name.partition('.')[0] for "
        "name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", call, *arguments], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "click" in loaded
    assert loaded & HEAVY == set()


DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/glossary.md", "docs/decisions.md")
# a rule to be written, and a folder that there is not, which the text says
NOT_THERE = ("ang21_jumlah_kegiatan", "extract/alternatives/")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_exists(document: str) -> None:
    folders = "|".join((*FLOORS, "tools", "bench", "tests", "docs"))
    named = re.findall(rf"`((?:{folders})/[\w./-]*)`", (ROOT / document).read_text("utf-8"))
    missing = {path for path in named if not (ROOT / path).exists()}
    assert {path for path in missing if not names_nothing(path)} == set()


def names_nothing(path: str) -> bool:
    return any(name in path for name in NOT_THERE)


def test_every_rule_file_is_registered() -> None:
    files = {
        path.name.partition("_")[0] for path in (ROOT / "validate" / "rules").rglob("*.py")
    } - {""}
    assert {rule.id.replace("-", "").lower() for rule in RULES} == files


def test_every_rule_has_an_id_of_its_own() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_no_rule_that_is_left_out_is_registered() -> None:
    left_out = [rule.id for rule in UNCHECKED_RULES]
    assert len(set(left_out)) == len(left_out)
    assert {rule.id for rule in RULES} & set(left_out) == set()
    assert {rule.id[:3] for rule in RULES} & {group.prefix for group in OTHER_GROUPS} == set()


def test_what_is_left_out_is_told_at_the_end_of_the_documentation() -> None:
    end = rules_as_markdown(RULES, Lang.EN).partition("## Not checked")[2]
    assert [
        rule.id
        for rule in UNCHECKED_RULES
        if f"| {rule.id} | {rule.title.en} / {rule.title.id} |" not in end
    ] == []
    assert [group.prefix for group in OTHER_GROUPS if f"- {group.prefix}-…: " not in end] == []


@pytest.mark.parametrize(("name", "lang"), [("rules.md", Lang.EN), ("aturan.md", Lang.ID)])
def test_the_documentation_of_the_rules_is_current(name: str, lang: Lang) -> None:
    written = (ROOT / "docs" / name).read_text("utf-8")
    assert written == rules_as_markdown(RULES, lang), "run: make docs"


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in sources("lkj_audit")
    }
    assert [name for name, lines in lengths.items() if lines > 480] == []
