"""An offline bundle: one zip with all wheels for Linux and Windows and a script that installs them
(`make bundle`).

Offices have no package index. The bundle holds the wheel of this program, the wheels of what
requirements.txt pins (checked against its hashes) for every supported version of Python; a
requirement that only Windows has, and that requirements.txt, resolved on Linux, does not pin, is an
error. The scripts create an environment, install from the folder beside them without any index, and
write a shortcut to the review.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(__file__).parent / "bundle_scripts"
LOCK = "requirements.txt"
PYTHONS = ("3.11", "3.12", "3.13")
# of a time that every zip can hold, so that the same wheels give the same bundle
TIMESTAMP = (2025, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that the bundle installs on; `tags` are pip's, `markers` what PEP 508 markers are
    evaluated with.
    """

    name: str
    tags: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]

    def environment(self, python: str) -> dict[str, str | AbstractSet[str]]:
        """Return the values of all markers under a version of Python."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "extra": "",
            **dict(self.markers),
        }


LINUX = Platform(
    "linux",
    # glibc 2.17 to 2.28: Debian 10, Ubuntu 18.10, RHEL 8 and whatever came later
    (
        "manylinux2014_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux_2_24_x86_64",
        "manylinux_2_27_x86_64",
        "manylinux_2_28_x86_64",
    ),
    (
        ("os_name", "posix"),
        ("sys_platform", "linux"),
        ("platform_system", "Linux"),
        ("platform_machine", "x86_64"),
    ),
)
WINDOWS = Platform(
    "windows",
    ("win_amd64",),
    (
        ("os_name", "nt"),
        ("sys_platform", "win32"),
        ("platform_system", "Windows"),
        ("platform_machine", "AMD64"),
    ),
)
PLATFORMS = (LINUX, WINDOWS)


def write_bundle(target: Path, platforms: Sequence[Platform], pythons: Sequence[str]) -> None:
    """Download every wheel and write the zip; whatever a wheel requires and the bundle lacks is an
    error.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        program = built_wheel(folder / "program")
        held: dict[str, Path] = {}
        for platform in platforms:
            for python in pythons:
                wheels = downloaded(folder / platform.name / python, platform, python)
                if absent := sorted(missing([program, *wheels], platform.environment(python))):
                    raise SystemExit(
                        f"{platform.name}, Python {python}: not in {LOCK}: {', '.join(absent)}"
                    )
                held |= {wheel.name: wheel for wheel in wheels}
        held[program.name] = program
        target.parent.mkdir(parents=True, exist_ok=True)
        _pack(target, held.values(), platforms)


def downloaded(folder: Path, platform: Platform, python: str) -> list[Path]:
    """Return the wheels that requirements.txt pins for a platform, from the index that pip is
    configured with.
    """
    tags = [argument for tag in platform.tags for argument in ("--platform", tag)]
    _pip(
        *(
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--implementation",
            "cp",
        ),
        *(
            "--python-version",
            python,
            *tags,
            "--dest",
            str(folder),
            "--requirement",
            str(ROOT / LOCK),
        ),
    )
    return sorted(folder.glob("*.whl"))


def built_wheel(folder: Path) -> Path:
    """Return the wheel of this program, built from the working tree."""
    _pip(
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def missing(wheels: Iterable[Path], environment: Mapping[str, str | AbstractSet[str]]) -> set[str]:
    """Return the requirements of wheels which none of them meets, markers evaluated for an
    environment.
    """
    held = {
        parse_wheel_filename(wheel.name)[0]: parse_wheel_filename(wheel.name)[1] for wheel in wheels
    }
    wanted = [
        Requirement(line)
        for wheel in wheels
        for line in metadata(wheel).get_all("Requires-Dist", [])
    ]
    return {
        str(one)
        for one in wanted
        if (one.marker is None or one.marker.evaluate(environment))
        and not (
            (version := held.get(canonicalize_name(one.name)))
            and one.specifier.contains(version, prereleases=True)
        )
    }


def metadata(wheel: Path) -> Message:
    """Return the metadata of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [
            name
            for name in archive.namelist()
            if name.endswith(".dist-info/METADATA") and name.count("/") == 1
        ]
        return BytesParser().parsebytes(archive.read(name))


def _pack(target: Path, wheels: Iterable[Path], platforms: Sequence[Platform]) -> None:
    """Write the zip: the wheels are compressed already."""
    partial = target.with_suffix(".part")
    with zipfile.ZipFile(partial, "w") as archive:
        sums = []
        for wheel in sorted(wheels, key=lambda path: path.name):
            with wheel.open("rb") as file:
                sums.append(
                    f"{hashlib.file_digest(file, 'sha256').hexdigest()}  wheels/{wheel.name}\n"
                )
            archive.write(wheel, f"{target.stem}/wheels/{wheel.name}")
        _add(archive, f"{target.stem}/SHA256SUMS", "".join(sums).encode())
        for name, content in scripts(platforms):
            _add(archive, f"{target.stem}/{name}", content)
    partial.replace(target)


def scripts(platforms: Sequence[Platform]) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of these platforms, and what a person is to read first, by name in the
    bundle.
    """
    wanted = {LINUX: ("pasang.sh",), WINDOWS: ("pasang.bat",)}
    for name in ("BACA-SAYA.txt", *(name for platform in platforms for name in wanted[platform])):
        text = (SCRIPTS / name).read_text("utf-8")
        # cmd.exe and Notepad of older Windows break lines at CR LF only
        yield name, (text if name.endswith(".sh") else text.replace("\n", "\r\n")).encode()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, TIMESTAMP)
    info.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments], check=True
    )


def main() -> None:
    """Write the bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=Path("out/lkj-audit-luring.zip"))
    parser.add_argument("--python", action="append", choices=PYTHONS, help="default: all of them")
    parser.add_argument(
        "--platform", action="append", choices=[one.name for one in PLATFORMS], help="default: all"
    )
    asked = parser.parse_args()
    platforms = [one for one in PLATFORMS if not asked.platform or one.name in asked.platform]
    write_bundle(asked.target, platforms, asked.python or PYTHONS)
    print(f"{asked.target}  {asked.target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
