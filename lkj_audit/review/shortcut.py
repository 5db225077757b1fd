"""An icon on the desktop that opens the review."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from lkj_audit.presentation.language import Lang


def write_shortcut(
    root: Path, lang: Lang, home: Path | None = None, platform: str = sys.platform
) -> Path:
    """Write the icon for the review of a folder on the desktop, and return where it is; raise
    OSError where not.
    """
    desktop = _desktop(home or Path.home(), platform)
    desktop.mkdir(parents=True, exist_ok=True)
    name = lang.say("Reviu LKj", "LKj review")
    command = [
        sys.executable,
        "-m",
        "lkj_audit",
        "--lang",
        lang.value,
        "review",
        str(root.resolve()),
    ]
    match platform:
        case "win32":
            path = desktop / f"{name}.cmd"
            path.write_text(f'@start "" /min {subprocess.list2cmdline(command)}\r\n', "utf-8")
        case "darwin":
            path = desktop / f"{name}.command"
            path.write_text(f"#!/bin/sh\nexec {shlex.join(command)}\n", "utf-8")
            path.chmod(0o755)
        case _:
            path = desktop / "lkj-review.desktop"
            path.write_text(_desktop_entry(name, command), "utf-8")
            path.chmod(0o755)
    return path


def _desktop(home: Path, platform: str) -> Path:
    """Return the folder of the desktop."""
    if platform not in {"win32", "darwin"} and (named := os.environ.get("XDG_DESKTOP_DIR")):
        return Path(named)
    return home / "Desktop"


# characters that the quoted argument of a command escapes by a backslash
_RESERVED, _ESCAPED = r'["`$\\]', r"\\\g<0>"


def _desktop_entry(name: str, command: list[str]) -> str:
    # https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
    quoted = " ".join(f'"{re.sub(_RESERVED, _ESCAPED, part)}"' for part in command)
    line = quoted.replace("\\", "\\\\").replace("%", "%%")
    return (
        "[Desktop "
        f"Entry]\nType=Application\nName={name}\nExec={line}\nTerminal=true\nCategories=Office;"
        "\n"
    )
