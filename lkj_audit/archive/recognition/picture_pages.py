"""The pages with pictures of a document as the archive holds them: which there are, what was read
of each, what is left to do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from extract.ocr.stored_pages import recognizer_version
from lkj_audit.archive.recognition.page_states import FilePage, KnownPage, PageState
from lkj_audit.archive.records import Failure, Origin, Stage, State
from lkj_audit.archive.storage.database import Archive
from lkj_audit.archive.storage.inserting import insert_all
from lkj_audit.archive.storage.revisions import has_audit
from lkj_audit.archive.storage.schema import DOCUMENT, STAGE
from lkj_audit.archive.storage.schema_pages import PICTURE_PAGE
from lkj_audit.archive.storage.writer import (
    Sighting,
    locked_document,
    record_failure,
    record_stages,
)

# what a page adds to its text: an audit with it may differ from one without
_TELLING = frozenset({PageState.READ, PageState.WITHHELD, PageState.FAILED})


def engine_of(program: str) -> str:
    """Return what reads pages here, as it is recorded: the recogniser and this program, each with
    its version.
    """
    return f"{recognizer_version()} lkj-audit {program}"


def _is_current(engine: str, program: str) -> bool:
    """Return whether a page need not be read again: it was read by this program and, where one is
    installed here, by the same recogniser.
    """
    installed = recognizer_version()
    return engine.endswith(f" lkj-audit {program}") and engine.startswith(installed)


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """How far the pages with pictures of a document are: which wait to be read, and whether those
    that were read add to the text.

    `withheld`: some must be read again by who audits the document.
    """

    pages: int = 0
    waiting: tuple[FilePage, ...] = ()
    telling: bool = False
    withheld: bool = False

    @property
    def is_read(self) -> bool:
        """Whether there are pages, and each has been read."""
        return self.pages > 0 and not self.waiting


def record_wanted(
    archive: Archive, sha256: str, pages: Sequence[FilePage], origin: Origin, now: str
) -> None:
    """Record which pages of a document have pictures; what this program has read of them stays."""
    with archive.transaction() as connection:
        document = locked_document(connection, sha256)
        if document is None:
            return
        own = PICTURE_PAGE.c.document_id == document
        current = {
            (row.file, row.page)
            for row in connection.execute(select(PICTURE_PAGE).where(own))
            if row.engine and _is_current(row.engine, origin.program)
        }
        for row in connection.execute(select(PICTURE_PAGE).where(own)).all():
            if (row.file, row.page) not in current.intersection(pages):
                connection.execute(delete(PICTURE_PAGE).where(_at(document, (row.file, row.page))))
        waiting = [page for page in pages if page not in current]
        rows = [
            {
                "document_id": document,
                "file": file,
                "page": page,
                "state": PageState.WAITING.value,
                "engine": "",
                "data": None,
            }
            for file, page in waiting
        ]
        insert_all(connection, PICTURE_PAGE, rows)
        if waiting:
            record_stages(connection, document, {Stage.OCR: State.WAITING}, origin, now)
        elif not pages:
            is_ocr = (STAGE.c.document_id == document) & (STAGE.c.stage == Stage.OCR.value)
            connection.execute(delete(STAGE).where(is_ocr))


def _at(document: int, page: FilePage) -> ColumnElement[bool]:
    return (
        (PICTURE_PAGE.c.document_id == document)
        & (PICTURE_PAGE.c.file == page[0])
        & (PICTURE_PAGE.c.page == page[1])
    )


def record_page(
    archive: Archive,
    sha256: str,
    page: FilePage,
    state: PageState,
    data: bytes | None,
    program: str,
) -> None:
    """Record what has become of one page."""
    with archive.transaction() as connection:
        document = locked_document(connection, sha256)
        if document is not None:
            values = {"state": state.value, "engine": engine_of(program), "data": data}
            connection.execute(update(PICTURE_PAGE).where(_at(document, page)).values(**values))


def give_up_pages(archive: Archive, sha256: str, pages: Iterable[FilePage], program: str) -> None:
    """Record that every process that read these pages has failed."""
    waiting = set(picture_plan(archive, sha256).waiting)
    for page in waiting.intersection(pages) if pages else waiting:
        record_page(archive, sha256, page, PageState.FAILED, None, program)


def picture_plan(archive: Archive, sha256: str) -> PicturePlan:
    """Return how far the pages with pictures of a document are."""
    with archive.transaction() as connection:
        rows = _rows(connection, sha256)
    states = {(row.file, row.page): PageState(row.state) for row in rows}
    return PicturePlan(
        len(states),
        tuple(page for page, state in states.items() if state is PageState.WAITING),
        any(state in _TELLING for state in states.values()),
        PageState.WITHHELD in states.values(),
    )


def prepared_plan(archive: Archive, sha256: str, origin: Origin, now: str) -> PicturePlan:
    """Return how far the pages of a document are, those that another program has read waiting
    again.
    """
    with archive.transaction() as connection:
        pages = [(row.file, row.page) for row in _rows(connection, sha256)]
    if pages:
        record_wanted(archive, sha256, pages, origin, now)
    return picture_plan(archive, sha256)


def _rows(connection: Connection, sha256: str) -> list[Any]:
    columns = (PICTURE_PAGE.c.file, PICTURE_PAGE.c.page, PICTURE_PAGE.c.state)
    query = (
        select(*columns)
        .join(DOCUMENT, DOCUMENT.c.id == PICTURE_PAGE.c.document_id)
        .where(DOCUMENT.c.sha256 == sha256)
        .order_by(PICTURE_PAGE.c.file, PICTURE_PAGE.c.page)
    )
    return list(connection.execute(query))


def known_pages(archive: Archive, sha256: str) -> tuple[KnownPage, ...]:
    """Return the pages of a document that were read, for its audit; those that hold nothing beyond
    their text are read as text.
    """
    columns = (PICTURE_PAGE.c.file, PICTURE_PAGE.c.page, PICTURE_PAGE.c.state, PICTURE_PAGE.c.data)
    query = (
        select(*columns)
        .join(DOCUMENT, DOCUMENT.c.id == PICTURE_PAGE.c.document_id)
        .where(
            DOCUMENT.c.sha256 == sha256,
            PICTURE_PAGE.c.state.not_in([PageState.WAITING.value, PageState.WITHHELD.value]),
        )
        .order_by(PICTURE_PAGE.c.file, PICTURE_PAGE.c.page)
    )
    with archive.transaction() as connection:
        return tuple(
            KnownPage(row.file, row.page, PageState(row.state), row.data)
            for row in connection.execute(query)
        )


def needs_audit(archive: Archive, sha256: str, plan: PicturePlan, origin: Origin) -> bool:
    """Return whether a document whose pages are read is to be audited anew with them."""
    return plan.is_read and plan.telling and not has_audit(archive, sha256, origin.with_ocr())


def record_ocr_state(archive: Archive, sha256: str, state: State, origin: Origin, now: str) -> None:
    """Record what became of reading the pictures of a document."""
    with archive.transaction() as connection:
        document = locked_document(connection, sha256)
        if document is not None:
            record_stages(connection, document, {Stage.OCR: state}, origin, now)


def record_unaudited(
    archive: Archive, sighting: Sighting, failure: Failure, origin: Origin, now: str
) -> None:
    """Record why a document has not been audited; where only its pictures could not be read, what
    its text contains is kept.
    """
    by_text = origin.without_ocr()
    if not origin.reads_pictures or not has_audit(archive, sighting.sha256, by_text):
        record_failure(archive, sighting, failure, by_text, now)
    if origin.reads_pictures:
        state = State.FAILED if failure.state is State.FAILED else State.DONE
        record_ocr_state(archive, sighting.sha256, state, origin, now)


def documents_with_pictures(archive: Archive, state: State = State.WAITING) -> list[str]:
    """Return the hashes of the documents whose pictures are in such a state, in order."""
    query = (
        select(DOCUMENT.c.sha256)
        .join(STAGE, STAGE.c.document_id == DOCUMENT.c.id)
        .where(STAGE.c.stage == Stage.OCR.value, STAGE.c.state == state.value)
        .order_by(DOCUMENT.c.sha256)
    )
    with archive.transaction() as connection:
        return list(connection.execute(query).scalars())
