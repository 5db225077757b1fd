"""How decisions follow a report: to the next audit of the file, and to a corrected version
of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkj_audit.decisions.errors import DecisionsError
from lkj_audit.decisions.file import SUFFIX, DecisionsLog, decisions_path, merge_into, read_log
from lkj_audit.decisions.records import ReviewedDocument


@dataclass(frozen=True, slots=True)
class DecidedReport:
    """A decisions file in a folder of outputs, and the documents that were decided on in it."""

    path: Path
    documents: tuple[ReviewedDocument, ...]

    def is_of(self, document: ReviewedDocument) -> bool:
        """Return whether it is about this document, or about another version of the same report."""
        identity = document.identity
        return any(
            one.sha256 == document.sha256 or (identity is not None and one.identity == identity)
            for one in self.documents
        )


def decided_reports(root: Path) -> Iterator[DecidedReport]:
    """Yield the decisions files in the folders of `root`; a file that cannot be read is passed
    over.
    """
    for path in sorted(root.glob(f"*/*{SUFFIX}")):
        if path != decisions_path(path.parent):
            continue
        try:
            log = read_log(path)
        except DecisionsError:
            continue
        documents = tuple({one.document: None for one in log.decisions.records})
        if documents:
            yield DecidedReport(path, documents)


def carried(
    folder: Path, document: ReviewedDocument, reports: Sequence[DecidedReport]
) -> DecisionsLog:
    """Return the decisions that hold for a document in its folder.

    Where none are there yet, those on other versions of the report are copied there first.
    """
    own = decisions_path(folder)
    if not own.exists():
        others = [one.path for one in reports if one.path != own and one.is_of(document)]
        if others:
            merge_into(own, *others)
    return read_log(own)
