"""Laws of what is installed: the program with its data and translations, and nothing that only
developers run.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from tests.conftest import ROOT
from tests.lkj_audit.cli.test_command_line import budget_pdf

STAGES = ("extract", "normalize", "validate", "corpus", "lkj_audit")
PO = Path("lkj_audit/locale/id/rules.po")
MO = "lkj_audit/locale/id/LC_MESSAGES/rules.mo"
# of the packages that were installed once and are used no more
GONE = {"babel", "matplotlib", "pyarrow", "scipy"}
KEPT = {"camelot-py", "pandas", "pdfplumber", "rapidfuzz"}


def generated(_: str, names: list[str]) -> set[str]:
    return {
        name
        for name in names
        if name == "__pycache__" or name.endswith((".mo", ".pdf", ".expected.json"))
    }


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree as a clone has it: with what is not installed, without what was built."""
    tree = tmp_path_factory.mktemp("sources") / "lkj-audit"
    tree.mkdir()
    for name in (*STAGES, "tools", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=generated)
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    return tree


def build(tree: Path, hook: str) -> Path:
    """Build with the tools that are installed and return the file."""
    call = f"from setuptools import build_meta; print(build_meta.{hook}('dist'))"
    done = subprocess.run(
        [sys.executable, "-c", call], cwd=tree, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return tree / "dist" / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def wheel_file(source: Path) -> Path:
    return build(source, "build_wheel")


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(wheel_file)


def test_the_translations_of_a_wheel_are_current(wheel: zipfile.ZipFile) -> None:
    translations = GNUTranslations(BytesIO(wheel.read(MO)))
    with (ROOT / PO).open("rb") as file:
        messages = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    assert len(messages) > 400
    assert {text: translations.gettext(text) for text in messages} == messages


def test_an_editable_installation_has_its_translations_in_the_source_tree(
    source: Path, wheel: zipfile.ZipFile
) -> None:
    assert not (source / MO).exists(), "a wheel is built without writing into the source tree"
    build(source, "build_editable")
    assert (source / MO).read_bytes() == wheel.read(MO)


def test_a_source_distribution_holds_what_a_wheel_is_built_from(source: Path) -> None:
    with tarfile.open(build(source, "build_sdist")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "setup.py", "LICENSE", PO.as_posix()} <= names


def test_a_wheel_holds_every_module_and_its_data_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    suffixes = {".py", ".csv", ".json", ".j2", ".css", ".js", ".html", ".typed"}
    files = [path.relative_to(ROOT) for stage in STAGES for path in (ROOT / stage).rglob("*")]
    expected = {
        path.as_posix()
        for path in files
        if path.suffix in suffixes and "documents" not in path.parts
    } | {MO}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_every_package_says_that_it_is_typed_and_under_which_licence_it_is(
    wheel: zipfile.ZipFile,
) -> None:
    names = wheel.namelist()
    assert {f"{stage}/py.typed" for stage in STAGES} <= set(names)
    (licence,) = [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_only_what_is_used_is_installed(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    required = [
        str(line) for line in message_from_bytes(wheel.read(name)).get_all("Requires-Dist", [])
    ]
    installed = {line.partition(">")[0] for line in required if "extra ==" not in line}
    assert installed >= KEPT
    assert installed & GONE == set()
    assert 'pyarrow>=19; extra == "parquet"' in required


def ci_jobs() -> dict[str, list[str]]:
    """Return the commands of each job in docs/ci.md, in their order, by a name for it."""
    blocks = re.findall(
        r"```(yaml|sh)\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL
    )
    jobs = {}
    for kind, block in blocks:
        lines = (
            block.splitlines()
            if kind == "sh"
            else re.findall(r"^ +- (?:run: )?((?:pip|lkj) .*)$", block, re.MULTILINE)
        )
        jobs[f"{kind}: {lines[-1]}"] = lines
    return jobs


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with every library that is installed here, and without this program."""
    folder = tmp_path_factory.mktemp("environment")
    libraries = folder / "libraries"
    libraries.mkdir()
    for entry in Path(click.__file__).parent.parent.iterdir():
        if not re.match(r"__editable__|lkj_audit|.*\.pth$|.*\.egg-link$", entry.name):
            (libraries / entry.name).symlink_to(entry)
    venv.create(folder / "venv", with_pip=True)
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(f"{libraries}\n")
    return folder / "venv"


@pytest.mark.skipif(os.name == "nt", reason="the jobs are lines of a POSIX shell")
def test_the_jobs_of_the_documentation_work_with_the_wheel(
    tmp_path: Path, wheel_file: Path, empty_environment: Path
) -> None:
    for folder in ("contoh", "masuk"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "laporan.pdf").write_bytes(budget_pdf("100"))
    environment = {
        "PATH": f"{empty_environment / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheel_file.parent),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    jobs = ci_jobs()
    assert len(jobs) >= 5
    for name, lines in jobs.items():
        # what a job needs that another line of the page has told to do first
        prepared = (
            ["pip install lkj-audit", "lkj corpus accept contoh/ -y"]
            if not name.startswith("yaml")
            else []
        )
        script = "\n".join(["set -e", *prepared, *lines])
        if "corpus check" in script:
            script = script.replace("lkj-audit\n", "lkj-audit\nlkj corpus accept contoh/ -y\n")
        if "baseline" in script:
            (tmp_path / "masuk" / "laporan.pdf").write_bytes(budget_pdf("200"))
        script = script.replace("pytest ", "python -m pytest -p no:cacheprovider ")
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{name}\n{done.stdout}\n{done.stderr}"
    assert (tmp_path / "summary.md").read_text().startswith("## ")
    assert (tmp_path / "hasil.xml").exists()
    assert (tmp_path / "temuan.md").exists()
