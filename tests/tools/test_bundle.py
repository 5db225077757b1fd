"""Laws of the offline bundle: it holds whatever is required on either system, and scripts that a
person can run.
"""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from tools.bundle import LINUX, PLATFORMS, PYTHONS, WINDOWS, _pack, missing, scripts


def wheel(folder: Path, name: str, version: str, *requires: str) -> Path:
    """Write a wheel that holds nothing but its metadata."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {one}" for one in requires)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines))
    return path


def test_a_requirement_that_no_wheel_meets_is_missing(tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path, "program", "1.0", "Table.Reader>=2", "numbers>=1,<3"),
        wheel(tmp_path, "numbers", "3.0"),
    ]
    assert missing(wheels, LINUX.environment("3.11")) == {"Table.Reader>=2", "numbers<3,>=1"}
    assert missing(
        [*wheels, wheel(tmp_path, "table_reader", "2.1")], LINUX.environment("3.11")
    ) == {"numbers<3,>=1"}


def test_what_only_one_system_requires_is_missing_there_alone(tmp_path: Path) -> None:
    wheels = [
        wheel(
            tmp_path,
            "program",
            "1.0",
            'colours; platform_system == "Windows"',
            'more; extra == "all"',
        )
    ]
    assert missing(wheels, LINUX.environment("3.11")) == set()
    assert len(missing(wheels, WINDOWS.environment("3.11"))) == 1


def test_what_only_an_older_python_requires_is_missing_there_alone(tmp_path: Path) -> None:
    wheels = [wheel(tmp_path, "program", "1.0", 'backport; python_version < "3.12"')]
    lacking = [python for python in PYTHONS if missing(wheels, LINUX.environment(python))]
    assert lacking == ["3.11"]


def test_a_bundle_holds_its_wheels_with_their_sums_and_scripts_that_can_be_run(
    tmp_path: Path,
) -> None:
    program = wheel(tmp_path, "program", "1.0")
    _pack(tmp_path / "luring.zip", [program], PLATFORMS)
    with zipfile.ZipFile(tmp_path / "luring.zip") as archive:
        archive.extractall(tmp_path)
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    names = {name.removeprefix("luring/") for name in modes}
    assert names == {
        f"wheels/{program.name}",
        "SHA256SUMS",
        "BACA-SAYA.txt",
        "pasang.sh",
        "pasang.bat",
    }
    assert modes["luring/pasang.sh"] == 0o755
    summed = f"{hashlib.sha256(program.read_bytes()).hexdigest()}  wheels/{program.name}\n"
    assert (tmp_path / "luring" / "SHA256SUMS").read_text() == summed


def test_the_script_refuses_a_wheel_that_was_damaged_on_its_way(tmp_path: Path) -> None:
    _pack(tmp_path / "luring.zip", [wheel(tmp_path, "program", "1.0")], [LINUX])
    with zipfile.ZipFile(tmp_path / "luring.zip") as archive:
        archive.extractall(tmp_path)
    next((tmp_path / "luring" / "wheels").iterdir()).write_bytes(b"damaged")
    script = ["sh", str(tmp_path / "luring" / "pasang.sh"), str(tmp_path / "target")]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "rusak atau tidak lengkap" in done.stderr
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("name", ["pasang.bat", "BACA-SAYA.txt"])
def test_what_windows_reads_breaks_lines_as_windows_does(name: str) -> None:
    content = dict(scripts(PLATFORMS))[name]
    assert content.count(b"\r\n") == content.count(b"\n") > 0
    assert content.isascii(), "cmd.exe reads the code page of the machine"
