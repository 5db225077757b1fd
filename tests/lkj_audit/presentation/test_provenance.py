"""Laws of what every output says of its origin: file, program, rule set, profile, time."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pypdfium2
import pytest

from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.provenance import Provenance, origin, provenance, time_of_audit
from normalize.text.masking import masked
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.profile.profile import Profile
from validate.program import VERSION, Program, rule_set_version, this_program

REGION = '[daerah]\nnama = "Kabupaten Lembahsari"\n'
TIME = "2025-01-01 00:00:00 UTC"
TIME_IN_WORDS = "1 Januari 2025 pukul 00.00 UTC"


def of_json(folder: Path) -> list[str]:
    written = json.loads((folder / "audit.json").read_bytes())
    assert written["audited_at"] == "2025-01-01T00:00:00Z"
    program, profile = written["program"], written["profile"]
    named = f"{profile['region']} ({profile['file']})" if profile else "tanpa profil"
    return [
        written["document"]["sha256"],
        f"{program['name']} {program['version']}",
        program["rule_set"],
        named,
        TIME,
    ]


def of_csv(folder: Path) -> list[str]:
    text = (folder / "keterangan.csv").read_text("utf-8-sig")
    return [row[1] for row in csv.reader(io.StringIO(text), delimiter=";")]


def of_workbook(folder: Path) -> list[str]:
    book = openpyxl.load_workbook(folder / "kertas-kerja.xlsx")
    return [str(cell.value) for row in book["Ringkasan"].iter_rows() for cell in row]


def of_note(folder: Path) -> list[str]:
    tables = docx.Document(str(folder / "catatan-hasil-reviu.docx")).tables
    return [cell.text for row in tables[0].rows for cell in row.cells]


def of_pdf(folder: Path) -> list[str]:
    with pypdfium2.PdfDocument(folder / "beranotasi.pdf") as pdf:
        return [" ".join(pdf[0].get_textpage().get_text_bounded().split())]


def of_page(folder: Path) -> list[str]:
    return [(folder / "laporan.html").read_text("utf-8")]


def of_parquet(folder: Path) -> list[str]:
    return list(pd.read_parquet(folder / "tabel" / "t1.parquet").attrs.values())


def of_index(folder: Path) -> list[str]:
    return [(folder.parent / "index.html").read_text("utf-8")]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folder of a document, audited without a profile and with one."""
    work = tmp_path_factory.mktemp("provenance")
    (work / "masuk").mkdir()
    (work / "masuk" / "laporan.pdf").write_bytes(budget_pdf("200"))
    (work / "profil.toml").write_text(REGION, "utf-8")
    for name, options in (("tanpa", []), ("dengan", ["--profile", str(work / "profil.toml")])):
        assert run(["audit", str(work / "masuk"), "--out", str(work / name), *options]) == 0
    return {name: work / name / "laporan" for name in ("tanpa", "dengan")}


@pytest.mark.parametrize(
    ("name", "profile"),
    [("tanpa", "tanpa profil"), ("dengan", "Kabupaten Lembahsari (profil.toml)")],
)
@pytest.mark.parametrize(
    "facts",
    [of_json, of_csv, of_workbook, of_note, of_pdf, of_page, of_parquet, of_index],
    ids=lambda one: one.__name__,
)
def test_every_output_names_file_program_rule_set_profile_and_time(
    outputs: dict[str, Path], facts: Callable[[Path], list[str]], name: str, profile: str
) -> None:
    told = facts(outputs[name])
    sha256 = hashlib.sha256(budget_pdf("200")).hexdigest()
    for fact in (sha256, f"lkj-audit {VERSION}", this_program().rule_set, profile):
        assert any(fact in text for text in told), fact
    assert any(time in text for text in told for time in (TIME, TIME_IN_WORDS))


def test_the_number_of_a_civil_servant_in_the_name_of_a_profile_is_hidden() -> None:
    facts = origin(Profile(file="19780415 199803 1 011.toml"), provenance(), masked, Lang.ID)
    assert "19780415" not in str(facts)


# Time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("epoch", ["", "kemarin", "1e9", "9" * 30])
def test_what_is_no_time_is_not_taken_for_one(epoch: str) -> None:
    assert time_of_audit({"SOURCE_DATE_EPOCH": epoch}).tzinfo is UTC


def test_a_time_is_told_in_utc_in_words_and_to_the_second_for_programs() -> None:
    now = time_of_audit({})
    assert now.utcoffset() == timedelta(0)
    assert now.microsecond == 0
    made = Provenance(Program("1.2", "0123456789ab"), datetime(2026, 12, 1, 1, 30, 5, tzinfo=UTC))
    assert made.printed_time(Lang.ID) == "1 Desember 2026 pukul 01.30 UTC"
    assert made.printed_time(Lang.EN) == "1 December 2026, 01:30 UTC"
    assert made.timestamp == "2026-12-01T01:30:05Z"


# Rule set -----------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return the packages of a small program."""
    for name, text in (
        ("validate/rules/ang01.py", "CHECK = 1\n"),
        ("validate/words.csv", "a,b\n"),
        ("normalize/values/amounts.py", "READ = 1\n"),
        ("lkj_audit/cli/terminal_report.py", "SHOWN = 1\n"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["validate/rules/ang01.py", "validate/words.csv", "normalize/values/amounts.py"]
)
def test_the_rule_set_is_another_when_a_source_of_the_rules_is(tree: Path, name: str) -> None:
    before = rule_set_version(tree)
    (tree / name).write_text("CHECK = 2\n", "utf-8")
    assert rule_set_version(tree) != before


def test_the_rule_set_is_another_when_a_rule_is_added_or_moved(tree: Path) -> None:
    rule = tree / "validate" / "rules" / "ang01.py"
    versions = [rule_set_version(tree)]
    rule.rename(rule.with_name("ang02.py"))
    versions.append(rule_set_version(tree))
    rule.write_text("", "utf-8")
    versions.append(rule_set_version(tree))
    assert len(set(versions)) == 3


def test_the_rule_set_is_the_same_whatever_else_changes(tree: Path) -> None:
    before = rule_set_version(tree)
    (tree / "lkj_audit" / "cli" / "terminal_report.py").write_text("SHOWN = 2\n", "utf-8")
    (tree / "validate" / "__pycache__").mkdir()
    (tree / "validate" / "__pycache__" / "rules.pyc").write_bytes(b"\x00")
    (tree / "validate" / "words.csv").write_bytes(b"a,b\r\n")
    assert rule_set_version(tree) == before


def test_the_program_says_which_version_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"lkj-audit {VERSION}\n"
    assert version("lkj-audit") == VERSION
