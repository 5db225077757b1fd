"""The README promises what there is: every command in it is one that `lkj` and make know."""

import ast
import re
import shlex
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import click
import pyarrow.parquet as pq
import pytest

from lkj_audit.cli.command_line import root_command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.language import Lang
from tests.lkj_audit.cli.test_command_line import budget_pdf
from tools.documentation.readme_sample import sample, with_sample
from tools.documentation.screenshot import screenshot
from validate.findings import Audit

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
README_ID = (ROOT / "README.id.md").read_text("utf-8")
DEMO = ROOT / "corpus" / "documents" / "klakah-tw4-2024.pdf"
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def commands(program: str) -> list[list[str]]:
    """Return the calls of a program in the blocks of shell of both READMEs, each once."""
    blocks = re.findall(r"```sh\n(.*?)```", README + README_ID, re.DOTALL)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [list(line) for line in dict.fromkeys(map(tuple, lines)) if line[:1] == (program,)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one report."""
    folder = tmp_path_factory.mktemp("arsip")
    (folder / "satu.pdf").write_bytes(budget_pdf())
    assert (
        run(["ingest", str(folder), "--db", f"sqlite:///{folder / 'lkj.db'}"]) == ExitCode.AUDITED
    )
    return folder / "lkj.db"


def ask_about_names(database: str, numbers: Iterable[int]) -> None:
    """Let an archive have uncertain matches of these numbers."""
    row = (
        "INSERT INTO name_match VALUES (?, 'indicator', ?, 'b', 'A', 'B', 80, "
        "'2025-01-01T00:00:00Z', NULL, NULL, NULL)"
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(row, [(number, f"a{number}") for number in numbers])


def prepare_review(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be what a command of the review works on; nothing is served."""
    if verb == "decide":
        Path("laporan.pdf").write_bytes(budget_pdf("200"))
        assert (
            run(["audit", "laporan.pdf", "--out", "hasil", "--format", "json"]) == ExitCode.AUDITED
        )
        Path("rekan.putusan.jsonl").touch()
    if verb == "compare":
        for name in ("lama.json", "baru.json"):
            assert run(["audit", "laporan.pdf", "--json", name]) == ExitCode.AUDITED
    if verb == "review":
        monkeypatch.setattr("lkj_audit.review.serving.serve", lambda *_: ExitCode.AUDITED)
        monkeypatch.setenv("XDG_DESKTOP_DIR", str(Path.cwd()))


def with_server(command: list[str], request: pytest.FixtureRequest) -> list[str]:
    """Return a command with the server of the tests in the place of that of the README."""
    named = [argument.startswith("postgresql:") for argument in command]
    if not any(named):
        return command
    server = request.getfixturevalue("postgres").url()
    return [server if is_url else text for text, is_url in zip(command, named, strict=True)]


def prepare_archive(archive: Path, command: list[str]) -> None:
    """Let there be what a command of the archive works on."""
    shutil.copy(archive, "lkj.db")
    match command[2]:
        case "restore":
            shutil.copy(archive, "cadangan.db")
        case "match":
            ask_about_names("lkj.db", map(int, filter(str.isdecimal, command)))
        case "verify":
            Path("lkj.db").unlink()
            assert run(["ingest", "masuk"]) == ExitCode.AUDITED


@pytest.mark.parametrize("command", commands("lkj"), ids=" ".join)
def test_every_command_of_the_readme_runs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    archive: Path,
    command: list[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    command = with_server(command, request)
    for report in ("laporan.pdf", "masuk/satu.pdf", "contoh/satu.pdf", "PK.pdf", "LKJ-2023.pdf"):
        (tmp_path / report).parent.mkdir(exist_ok=True)
        (tmp_path / report).write_bytes(budget_pdf())
    if command[1] == "corpus":
        assert run(["corpus", "accept", "contoh"]) == ExitCode.AUDITED
    if command[1] == "archive":
        prepare_archive(archive, command)
    if "profile.toml" in command and command[1:3] != ["profile", "init"]:
        assert run(["profile", "init"]) == ExitCode.AUDITED
    if "--note-template" in command:
        assert run(["template"]) == ExitCode.AUDITED
    if "--baseline" in command:
        (tmp_path / "baseline.toml").touch()
    prepare_review(command[1], monkeypatch)
    arguments = ["1" if argument == "15" else argument for argument in command[1:]]
    assert run(arguments) == ExitCode.AUDITED


def block(language: str) -> str:
    """Return the one block of the README in a language that asks an archive."""
    (found,) = re.findall(
        rf"```{language}\n(.*?)```", README.partition("## The archive")[2], re.DOTALL
    )
    return str(found)


def test_the_lines_of_pandas_answer_from_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, archive: Path
) -> None:
    shutil.copy(archive, tmp_path / "lkj.db")
    monkeypatch.chdir(tmp_path)
    code = ast.parse(block("python"))
    last = code.body.pop()
    assert isinstance(last, ast.Expr)
    names: dict[str, object] = {}
    exec(compile(code, "README", "exec"), names)
    frame = eval(compile(ast.Expression(last.value), "README", "eval"), names)
    assert list(frame.columns) == ["organisasi", "tahun", "kritis", "mayor"]
    assert len(frame) == 1


def test_the_line_of_duckdb_answers_from_an_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, archive: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run(["archive", "export", "ekspor", "--format", "parquet", "--db", f"sqlite:///{archive}"])
        == 0
    )
    exported = set(pq.read_table("ekspor/anggaran.parquet").column_names)
    assert {"organisasi", "pagu_sen", "tingkat"} <= exported
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    assert duckdb.sql(block("sql")).columns == ["organisasi", "pagu"]


@pytest.mark.parametrize("command", commands("make"), ids=" ".join)
def test_every_target_of_the_readme_is_in_the_makefile(command: list[str]) -> None:
    assert re.search(rf"^{command[1]}:", MAKEFILE, re.MULTILINE)


def named(group: click.Group, called: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command of a group, and of the groups in it, by how it is called."""
    for name, verb in group.commands.items():
        yield from (
            named(verb, f"{called} {name}")
            if isinstance(verb, click.Group)
            else [(f"{called} {name}", verb)]
        )


def test_every_command_and_option_is_in_the_readme() -> None:
    verbs = dict(named(root_command(Lang.EN), "lkj"))
    params = [param for verb in verbs.values() for param in verb.params]
    options = {max(param.opts, key=len) for param in params if param.opts[0].startswith("-")}
    said = set(verbs) | options - {"--all"}
    assert [words for words in sorted(said) if words not in README] == []


@pytest.mark.parametrize("readme", [README, README_ID], ids=["en", "id"])
def test_the_exit_codes_of_the_readme_are_those_there_are(readme: str) -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d) \|", readme, re.MULTILINE)}
    assert listed == {code for code in ExitCode if code < ExitCode.INTERRUPTED}


@pytest.fixture(scope="module")
def demo() -> Audit:
    return audit_document(DEMO)


def test_the_picture_of_the_readme_is_current(demo: Audit) -> None:
    assert screenshot(DEMO.name, demo) == (ROOT / "docs" / "terminal.svg").read_text("utf-8"), (
        "run: make docs"
    )


def test_the_sample_of_a_finding_is_what_the_terminal_shows(demo: Audit) -> None:
    shown = sample(demo)
    assert "EFI-01" in shown
    assert f"```\n{shown}```\n" in README, "run: make docs"
    assert with_sample(README, demo) == README
    assert with_sample(README.replace(shown, "of yesterday\n"), demo) == README
