"""The README promises what there is: every command in it is one that `lkj` and make know."""

import re
import shlex
from pathlib import Path

import pytest

from lkj_audit.exit_codes import ExitCode
from lkj_audit.language import Lang
from lkj_audit.main import desk, run
from tests.test_desk import budget_pdf

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def commands(program: str) -> list[list[str]]:
    """Return the calls of a program in the README's blocks of shell."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [line for line in lines if line[:1] == [program]]


@pytest.mark.parametrize("command", commands("lkj"), ids=" ".join)
def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "masuk").mkdir()
    for report in ("laporan.pdf", "masuk/satu.pdf"):
        (tmp_path / report).write_bytes(budget_pdf())
    arguments = ["1" if argument == "15" else argument for argument in command[1:]]
    assert run(arguments) == ExitCode.AUDITED


@pytest.mark.parametrize("command", commands("make"), ids=" ".join)
def test_every_target_of_the_readme_is_in_the_makefile(command: list[str]) -> None:
    assert re.search(rf"^{command[1]}:", MAKEFILE, re.MULTILINE)


def test_every_command_and_option_is_in_the_readme() -> None:
    verbs = desk(Lang.EN).commands.values()
    options = {max(option.opts, key=len) for verb in verbs for option in verb.params if option.opts[0].startswith("-")}
    said = {f"lkj {verb.name}" for verb in verbs} | options - {"--all"}
    assert [words for words in sorted(said) if words not in README] == []


def test_the_exit_codes_of_the_readme_are_those_there_are() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)}
    assert listed == {code for code in ExitCode if code < ExitCode.INTERRUPTED}
