"""Decisions between an archive and the files beside outputs, both ways; again has no effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from lkj_audit.archive.reviews.recording import add_decisions, log_of
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.schema import DOCUMENT, LOCATION
from lkj_audit.archive.storage.schema_reviews import DECIDED_DOCUMENT
from lkj_audit.decisions.file import SUFFIX, DecisionsLog, decisions_path, merge_logs, read_log
from lkj_audit.decisions.records import ReviewedDocument
from lkj_audit.decisions.reviewed import NoAudit, read_reviewed
from lkj_audit.outputs.output_directory import safe_name
from normalize.text.masking import masked

AUDIT = "audit.json"
# of a hash, enough to distinguish documents of one name
_OF_HASH = 8


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A decisions file that was exchanged, with how many documents of the archive, and how many
    records were new on the side that took them.
    """

    path: Path
    documents: int
    records: int


def take(archive: Archive, path: Path) -> Iterator[Exchanged]:
    """Merge a decisions file, or those in the folders of outputs of a folder, into the archive.

    A file is about the document of the audit beside it, else about that of its latest record; where
    the archive does not hold that, about its other versions. Raises a DecisionsError where a file
    cannot be read.
    """
    for file in _files(path):
        log = read_log(file)
        documents = _documents(archive, _reviewed_in(file, log)) if log.lines else []
        yield Exchanged(
            file, len(documents), sum(add_decisions(archive, item, log) for item in documents)
        )


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted({*path.glob(f"*{SUFFIX}"), *path.glob(f"*/*{SUFFIX}")})


def _reviewed_in(path: Path, log: DecisionsLog) -> ReviewedDocument:
    if path == decisions_path(path.parent):
        try:
            return read_reviewed(path.parent / AUDIT).document
        except (OSError, NoAudit):
            pass
    return log.decisions.records[-1].document


def _documents(archive: Archive, reviewed: ReviewedDocument) -> list[str]:
    """Return the hashes of the documents that decisions on one are about."""
    own = select(DOCUMENT.c.sha256).where(DOCUMENT.c.sha256 == reviewed.sha256)
    with archive.transaction() as connection:
        result = list(connection.execute(own).scalars())
        if result or reviewed.identity is None:
            return result
        versions = (
            (func.lower(DOCUMENT.c.organisation) == func.lower(reviewed.organisation))
            & (DOCUMENT.c.year == reviewed.year)
            & (DOCUMENT.c.period.is_not_distinct_from(reviewed.period))
            & (DOCUMENT.c.kind.is_not_distinct_from(reviewed.kind))
        )
        query = select(DOCUMENT.c.sha256).where(versions).order_by(DOCUMENT.c.id)
        return list(connection.execute(query).scalars())


def give(archive: Archive, root: Path) -> Iterator[Exchanged]:
    """Merge the decisions of the archive into the files in the folders of outputs of `root`; a
    document without a folder there gets one.

    Raises a DecisionsError where a file cannot be read or written, an OSError where no folder can
    be made.
    """
    folders = audited_folders(root)
    decided = select(DECIDED_DOCUMENT.c.document_id).distinct()
    query = select(DOCUMENT.c.id, DOCUMENT.c.sha256).where(DOCUMENT.c.id.in_(decided))
    with archive.transaction() as connection:
        rows = connection.execute(query.order_by(DOCUMENT.c.id)).all()
    for row in rows:
        with archive.transaction() as connection:
            log = log_of(connection, row.id)
            place = select(func.min(LOCATION.c.path)).where(LOCATION.c.document_id == row.id)
            name = connection.execute(place).scalar() or ""
        folder = folders.get(row.sha256) or root / folder_name(name, row.sha256)
        folder.mkdir(parents=True, exist_ok=True)
        path = decisions_path(folder)
        yield Exchanged(path, 1, merge_logs(path, [log]))


def audited_folders(root: Path) -> dict[str, Path]:
    """Return the folders of outputs in a folder, by the hashes of their documents."""
    result = {}
    for path in sorted(root.glob(f"*/{AUDIT}")):
        try:
            result[read_reviewed(path).document.sha256] = path.parent
        except (OSError, NoAudit):
            continue
    return result


def folder_name(path: str, sha256: str) -> str:
    """Return what the folder of a document is called that has none yet."""
    stem = Path(path.replace("\\", "/")).stem
    return f"{safe_name(masked(stem))}-{sha256[:_OF_HASH]}"
