"""Laws of what is installed: the program with its data and translations, and nothing that only developers run."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.conftest import ROOT

STAGES = ("extract", "normalize", "validate", "corpus", "lkj_audit")
PO = Path("lkj_audit/locale/id/rules.po")
MO = "lkj_audit/locale/id/LC_MESSAGES/rules.mo"
# of the packages that were installed once and are used no more
GONE = {"babel", "matplotlib", "pyarrow", "scipy"}
KEPT = {"camelot-py", "pandas", "pdfplumber", "rapidfuzz"}


def generated(_: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "__pycache__" or name.endswith((".mo", ".pdf", ".expected.json"))}


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
    done = subprocess.run([sys.executable, "-c", call], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return tree / "dist" / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(source: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(build(source, "build_wheel"))


def test_the_translations_of_a_wheel_are_current(wheel: zipfile.ZipFile) -> None:
    translations = GNUTranslations(BytesIO(wheel.read(MO)))
    with (ROOT / PO).open("rb") as file:
        messages = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    assert len(messages) > 400
    assert {text: translations.gettext(text) for text in messages} == messages


def test_an_editable_installation_has_its_translations_in_the_source_tree(source: Path, wheel: zipfile.ZipFile) -> None:
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
    expected = {path.as_posix() for path in files if path.suffix in suffixes and "documents" not in path.parts} | {MO}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_every_package_says_that_it_is_typed_and_under_which_licence_it_is(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert {f"{stage}/py.typed" for stage in STAGES} <= set(names)
    (licence,) = [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_only_what_is_used_is_installed(wheel: zipfile.ZipFile) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    required = [str(line) for line in message_from_bytes(wheel.read(name)).get_all("Requires-Dist", [])]
    installed = {line.partition(">")[0] for line in required if "extra ==" not in line}
    assert installed >= KEPT
    assert installed & GONE == set()
    assert 'pyarrow>=19; extra == "parquet"' in required
