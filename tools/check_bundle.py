"""Install the offline bundle in an empty environment without network and audit a report with it
(`make check-bundle`).

The environment has no variables but PATH and an empty HOME; the network is cut off by a
namespace of its own where the system allows one, else by a proxy that nobody listens to.
"""

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "corpus" / "documents" / "klakah-tw4-2024.pdf"
# a port that is never served (RFC 863), for systems without namespaces
NO_PROXY = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


def check(bundle: Path) -> None:
    """Unpack, install and audit; whatever fails ends with its message."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(home)
        run(["sh", str(home / bundle.stem / "pasang.sh"), str(home / "lkj-audit")], home)
        report = home / "laporan.pdf"
        report.write_bytes(DEMO.read_bytes())
        run(
            [str(home / "lkj-audit/bin/lkj"), "audit", str(report), "--out", str(home / "hasil")],
            home,
        )
        outputs = sorted(path.name for path in (home / "hasil" / "laporan").iterdir())
        if not {
            "laporan.html",
            "kertas-kerja.xlsx",
            "catatan-hasil-reviu.docx",
            "beranotasi.pdf",
        } <= set(outputs):
            raise SystemExit(f"outputs are missing: {outputs}")


def run(command: list[str], home: Path) -> None:
    """Run a command without network."""
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "PYTHON": sys.executable,
        **NO_PROXY,
    }
    alone = ["unshare", "--net"] if can_unshare() else []
    subprocess.run(
        [*alone, *command], env=environment, cwd=home, check=True, stdout=subprocess.DEVNULL
    )


def can_unshare() -> bool:
    """Return whether this user may take the network away from a process."""
    try:
        return (
            subprocess.run(
                ["unshare", "--net", "true"], capture_output=True, check=False
            ).returncode
            == 0
        )
    except FileNotFoundError:
        return False


def main() -> None:
    """Check the bundle that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    check(parser.parse_args().bundle)
    print(
        "installed and audited without network"
        + ("" if can_unshare() else " (no namespace: by an unserved proxy)")
    )


if __name__ == "__main__":
    main()
