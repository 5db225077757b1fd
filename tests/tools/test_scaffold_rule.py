"""`make rule` writes all that a new rule needs."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from tools.scaffold_rule import NewRule, main, scaffold
from validate.catalogue import RULES
from validate.rule import Rule

ROOT = Path(__file__).parent.parent.parent
NEW = NewRule("ANG-21", "jumlah_kegiatan", "Jumlah kegiatan", "Number of kegiatan")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the scaffold reads and of what its result needs to run."""
    kept_out = shutil.ignore_patterns("__pycache__")
    for stage in ("extract", "normalize", "validate", "tests/validate/rules"):
        shutil.copytree(ROOT / stage, tmp_path / stage, ignore=kept_out)
    (tmp_path / "lkj_audit").mkdir()
    for file in ("pyproject.toml", "lkj_audit/lkj-profile-1.schema.json"):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_what_is_scaffolded_passes_lint_and_is_in_the_catalogue(copy: Path) -> None:
    written = scaffold(copy, NEW)
    assert [str(path) for path in written[:2]] == [
        "validate/rules/anggaran/ang21_jumlah_kegiatan.py",
        "tests/validate/rules/anggaran/test_ang21_jumlah_kegiatan.py",
    ]
    python = [path for path in written if path.suffix == ".py"]
    for check in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        linted = subprocess.run(
            [sys.executable, "-m", "ruff", *check, *python],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        assert linted.returncode == 0, linted.stdout
    shown = (
        "from validate.catalogue import RULES; print(*(f'{rule.id} {rule.title.en}' for rule "
        "in RULES), sep='\\n')"
    )
    listed = subprocess.run(
        [sys.executable, "-c", shown], cwd=copy, capture_output=True, text=True, check=True
    )
    rules = listed.stdout.splitlines()
    assert rules[rules.index("ANG-21 Number of kegiatan") - 1].startswith("ANG-20")
    assert [line.partition(" ")[0] for line in rules if "ANG-21" not in line] == [
        rule.id for rule in RULES
    ]


def test_a_profile_may_name_the_new_rule(copy: Path) -> None:
    scaffold(copy, NEW)
    schema = json.loads((copy / "lkj_audit" / "lkj-profile-1.schema.json").read_text("utf-8"))
    ids = schema["$defs"]["rule"]["enum"]
    assert ids[ids.index("ANG-20") + 1] == "ANG-21"
    assert [id for id in ids if id != "ANG-21"] == [rule.id for rule in RULES]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["ANG-01"], "ANG-01 is there already"),
        (
            ["PKR-09"],
            "PKR-09 is listed in validate/unchecked_rules.py as not checked: take it out first",
        ),
        (["ANG19"], "ANG19 is no id of a rule"),
        (["XYZ-01"], "XYZ-01 is no id of a rule"),
        (["ANG-21", "--name", "Jumlah Kegiatan"], "Jumlah Kegiatan is no name of a file"),
    ],
)
def test_what_cannot_be_scaffolded_says_why_and_writes_nothing(
    copy: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    before = sorted(copy.rglob("*.py"))
    assert main(arguments, copy) == 2
    assert capsys.readouterr().err.startswith(why)
    assert sorted(copy.rglob("*.py")) == before


def test_the_next_steps_are_said(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ang-21", "--name", "jumlah_kegiatan"], copy) == 0
    said = capsys.readouterr().out
    assert "validate/rules/anggaran/ang21_jumlah_kegiatan.py" in said
    assert "pytest tests/validate/rules/anggaran/test_ang21_jumlah_kegiatan.py" in said
    assert "make rule-docs" in said


def test_the_guide_names_targets_fields_and_files_that_there_are() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"\bmake ([a-z-]+)", guide))
    assert {"rule", "rule-docs", "check"} <= targets
    assert [
        target
        for target in sorted(targets)
        if not re.search(rf"^{target}:", makefile, re.MULTILINE)
    ] == []
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", guide, re.MULTILINE)
    described = {name for row in rows for name in re.findall(r"\w+", row)}
    assert described | {"id", "title", "basis", "doc", "relate", "check"} == {
        one.name for one in fields(Rule)
    }
    files = re.findall(r"`((?:validate|tests|lkj_audit|docs)/[\w./]+\.\w+)`", guide)
    assert [file for file in files if "ang21" not in file and not (ROOT / file).is_file()] == []
