"""Audit JSON of every PDF of some folders at a given commit, and what differs between two such
runs.

    python -m tools.evaluation.compare_audits record COMMIT OUTPUT FOLDER...
    python -m tools.evaluation.compare_audits compare OUTPUT OTHER-OUTPUT

`record` checks the commit out into a temporary worktree (`.` is the working tree as it is) and
audits each PDF in a process of its own. A document that cannot be audited leaves its exit code and
its sentence. `compare` names every difference, finding by finding and cell by cell, in the words of
`lkj corpus check`, and exits with 1 if there is one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.drift import Difference, differences
from corpus.snapshots import FailedDocument, Snapshot
from corpus.wording import difference_lines
from lkj_audit.comparing.recorded import state_of

ROOT = Path(__file__).parent.parent.parent
WORKING_TREE = "."
# an audit that takes longer has its own limit far behind it
SECONDS = 1200

Json = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.evaluation.compare_audits", description=__doc__.partition("\n")[0]
    )
    commands = parser.add_subparsers(dest="command", required=True)
    record_parser = commands.add_parser("record", help="audit every PDF at a commit")
    record_parser.add_argument("commit")
    record_parser.add_argument("output", type=Path)
    record_parser.add_argument("folders", type=Path, nargs="+")
    compare_parser = commands.add_parser("compare", help="name what differs between two runs")
    compare_parser.add_argument("before", type=Path)
    compare_parser.add_argument("after", type=Path)
    compare_parser.add_argument(
        "--summary", action="store_true", help="counts by kind of difference and rule only"
    )
    asked = parser.parse_args(arguments)
    if asked.command == "record":
        return record(asked.commit, asked.output, asked.folders)
    return compare(asked.before, asked.after, asked.summary)


# Recording ----------------------------------------------------------------------------------------


def record(commit: str, output: Path, folders: Sequence[Path]) -> int:
    """Write the audit of every PDF of these folders, as the program at this commit makes it."""
    pdfs = [
        (folder.resolve(), pdf)
        for folder in folders
        for pdf in sorted(folder.resolve().rglob("*.pdf"))
    ]
    output.mkdir(parents=True, exist_ok=True)
    with checked_out(commit) as tree, ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [
            pool.submit(_record_one, tree, pdf, _target(output, folder, pdf))
            for folder, pdf in pdfs
        ]
        for count, job in enumerate(jobs, 1):
            job.result()
            if sys.stderr.isatty():
                print(f"\r{count}/{len(jobs)}", end="", file=sys.stderr, flush=True)
    print(f"{len(pdfs)} documents in {output}")
    return 0


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """Give the tree of a commit for a while; that of `.` is the working tree."""
    if commit == WORKING_TREE:
        yield ROOT
        return
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True)


def _target(output: Path, folder: Path, pdf: Path) -> Path:
    return output / folder.name / pdf.relative_to(folder).with_suffix(".json")


def _record_one(tree: Path, pdf: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "lkj_audit",
        "--lang",
        "en",
        "audit",
        str(pdf),
        "--json",
        str(target),
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, timeout=SECONDS
    )
    if done.returncode or not target.exists():
        sentence = done.stderr.strip().rpartition(f"{pdf.name}: ")[2]
        target.write_text(
            json.dumps({"exit_code": done.returncode, "sentence": sentence}) + "\n", "utf-8"
        )


# Comparing ----------------------------------------------------------------------------------------


def compare(before: Path, after: Path, summary: bool = False) -> int:
    """Print what differs between two recorded runs; return 1 if anything does, else 0."""
    names = sorted(
        {path.relative_to(run) for run in (before, after) for path in run.rglob("*.json")}
    )
    counts: Counter[str] = Counter()
    changed = 0
    for name in names:
        found = list(differences_between(before / name, after / name))
        changed += bool(found)
        counts.update(_kind(difference) for difference in found)
        if found and not summary:
            print(name.with_suffix(""))
            for difference in found:
                print("".join(f"  {line}\n" for line in difference_lines(difference, "en")), end="")
    print(f"{len(names)} documents compared, {changed} differ")
    for kind, count in sorted(counts.items()):
        print(f"{count:6}  {kind}")
    return min(changed, 1)


def differences_between(before: Path, after: Path) -> Iterator[Difference]:
    """Yield what differs between two recorded audits of one document; a missing file is no accepted
    state.
    """
    was = state_of(json.loads(before.read_text("utf-8"))) if before.exists() else None
    now = state_of(json.loads(after.read_text("utf-8"))) if after.exists() else GONE
    return differences(was, now, "en")


def _kind(difference: Difference) -> str:
    """Return what a difference is counted under: its change, and the rule of a finding."""
    rule = difference.at.partition(" ")[0] if "finding" in difference.change.value.en else ""
    return f"{difference.change.value.en} {rule}".strip()


# The state of a document that was not recorded

GONE = Snapshot({}, "masked", FailedDocument("MissingFile", 0, "", "not recorded"))


if __name__ == "__main__":
    sys.exit(main())
