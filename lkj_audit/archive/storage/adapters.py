"""What differs between databases: how one is opened, locked, searched, checked and copied, and what
its errors mean.

Everything else of the archive is written once. `SqliteAdapter` is the embedded one,
`PostgresAdapter` (in `postgres`) the one of a server.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from lkj_audit.archive import errors
from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.queries.search_terms import TOKENIZER, match_expression
from lkj_audit.archive.storage.bulk import insert_rows
from lkj_audit.archive.storage.network_shares import share_of
from lkj_audit.archive.storage.schema import PASSAGE
from lkj_audit.presentation.names.file_names import shown_name

# "LKJA", in the header of every archive (https://sqlite.org/pragma.html#pragma_application_id)
APPLICATION_ID = 0x4C4B4A41
MAGIC = b"SQLite format 3\0"
# how long a process waits for another one's transaction
BUSY_SECONDS = 10.0
PASSAGE_COLUMNS = ("document_id", "subject", "page", "text")
POSTGRESQL = ("postgresql", "postgresql+psycopg", "postgres")


class Adapter(Protocol):
    """One kind of database."""

    @property
    def name(self) -> str:
        """The name of the database as it is shown to a person."""
        ...

    @property
    def place(self) -> Path | None:
        """The file of the database, None where it is no file."""
        ...

    def engine(self, *, writes: bool, kept: bool = False) -> Engine:
        """Return what makes connections; raise the ArchiveError that says why there are none.

        They are closed after each transaction, or `kept` for the next one.
        """
        ...

    def check_owner(self, connection: Connection) -> bool:
        """Return whether the database is empty; raise a ForeignDatabase where it is another
        program's.
        """
        ...

    def claim(self, connection: Connection) -> None:
        """Mark a database as an archive once it has its tables, and make the index that is
        searched.
        """
        ...

    def begin_exclusively(self, connection: Connection) -> None:
        """Wait until nobody else is in such a transaction: what is seen of many documents is
        written by one process.
        """
        ...

    def insert_passages(
        self, connection: Connection, rows: Sequence[tuple[int, str, int, str]]
    ) -> None:
        """Record passages (document, subject, page, text), and let them be found."""
        ...

    def index(self, connection: Connection) -> None:
        """Let the passages of all documents be found, where rows were copied as they are."""
        ...

    def matches(self, words: str, most: int | None = None) -> tuple[str, dict[str, str | int]]:
        """Return a query for the `id` of passages in which all words are, and its parameters.

        `most` is how many of them are looked at.
        """
        ...

    def faults(self, connection: Connection) -> Sequence[str]:
        """Return what is wrong with the database itself, as it says."""
        ...

    def size(self, connection: Connection) -> int:
        """Return how many bytes the database takes."""
        ...

    def error(self, failure: DBAPIError) -> ArchiveError:
        """Return what an error of the database means."""
        ...

    def restart_keys(self, connection: Connection) -> None:
        """Let new rows have keys beyond those of rows that were copied with theirs."""
        ...


def adapter_of(url: str, *, network_share: bool = False) -> Adapter:
    """Return the adapter for a URL, or raise a WrongUrl."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise errors.WrongUrl(url=shown_name(url)) from None
    if parsed.drivername in POSTGRESQL and parsed.database:
        # loaded where it is used: its library comes with an extra
        from lkj_audit.archive.storage.postgres import PostgresAdapter

        if not all(find_spec(name) for name in ("psycopg", "procrastinate")):
            raise errors.MissingExtra
        adapter = PostgresAdapter(parsed.set(drivername="postgresql+psycopg"))
        adapter.refuse_unknown_options()
        return adapter
    is_sqlite = parsed.drivername in ("sqlite", "sqlite+pysqlite")
    if is_sqlite and parsed.query:
        raise errors.UnknownUrlOption(option=shown_name(min(parsed.query)))
    if not is_sqlite or parsed.host:
        # a password never reaches a terminal or a log
        raise errors.WrongUrl(url=shown_name(parsed.render_as_string(hide_password=True)))
    if not parsed.database or parsed.database == ":memory:":
        raise errors.WrongUrl(url=shown_name(url))
    return SqliteAdapter(Path(parsed.database), network_share)


@dataclass(frozen=True, slots=True)
class SqliteAdapter:
    """An archive in one file, with one writer at a time; `network_share` lets it lie on one."""

    path: Path
    network_share: bool = False

    @property
    def name(self) -> str:
        """The file."""
        return shown_name(self.path)

    @property
    def place(self) -> Path:
        """The file of the database."""
        return self.path

    def engine(self, *, writes: bool, kept: bool = False) -> Engine:
        """Return what makes connections; a file that is not there is made where it is written.

        The last connection that is closed moves what was written from the log into the file: one
        that is kept lets the log grow to some hundred transactions first.
        """
        self._refuse(writes=writes)
        engine = create_engine(self._url(writes=writes), poolclass=QueuePool if kept else NullPool)

        @event.listens_for(engine, "connect")
        def _(connection: Any, _record: Any) -> None:
            connection.isolation_level = None  # transactions begin where we say
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
            connection.execute("PRAGMA foreign_keys = ON")
            if writes:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")

        @event.listens_for(engine, "begin")
        def _(connection: Connection) -> None:
            # a transaction that begins by reading cannot always continue to write
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _url(self, *, writes: bool) -> URL:
        if writes:
            return URL.create("sqlite", database=str(self.path))
        query = {"mode": "ro", "uri": "true"}
        if not self._can_share_memory():
            query["immutable"] = "1"
        return URL.create("sqlite", database=self.path.resolve().as_uri(), query=query)

    def _can_share_memory(self) -> bool:
        """Return whether readers can see what is being written: a file on a read-only disk is
        written by nobody.
        """
        return (
            os.access(self.path.parent, os.W_OK)
            or self.path.with_name(f"{self.path.name}-wal").exists()
        )

    def _refuse(self, *, writes: bool) -> None:
        """Raise what is against opening the file; it is not touched."""
        path = self.path
        kind = None if self.network_share else share_of(path)
        if kind is not None:
            raise errors.NetworkShare(name=self.name, kind=kind)
        try:
            exists = path.exists()
            if not path.parent.is_dir():
                folder = shown_name(path.parent)
                raise errors.MissingFolder(name=self.name, folder=folder)
            if path.is_dir() or not (exists or writes):
                raise errors.MissingArchive(name=self.name)
            if not exists:
                return
            with path.open("rb") as file:
                head = file.read(len(MAGIC))
        except OSError as error:
            raise errors.UnusableArchive(
                name=self.name, reason=error.strerror or str(error)
            ) from error
        if head and head != MAGIC:
            raise errors.ForeignDatabase(name=self.name)
        if writes and not os.access(path, os.W_OK):
            raise errors.ReadOnlyArchive(name=self.name)

    def check_owner(self, connection: Connection) -> bool:
        """Return whether the file holds nothing yet."""
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        try:
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        except UnicodeDecodeError as error:
            # what SQLite says of a damaged schema quotes the schema
            raise errors.DamagedArchive(name=self.name) from error
        if owner != APPLICATION_ID and (owner or tables):
            raise errors.ForeignDatabase(name=self.name)
        return not tables

    def claim(self, connection: Connection) -> None:
        """Mark the file as an archive, and make the index of its passages, which holds none of
        their text.
        """
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in _SEARCH:
            connection.exec_driver_sql(statement)

    def begin_exclusively(self, connection: Connection) -> None:
        """Do nothing: each transaction of a writer is exclusive."""

    def insert_passages(
        self, connection: Connection, rows: Sequence[tuple[int, str, int, str]]
    ) -> None:
        """Record passages; triggers keep the index."""
        insert_rows(connection, PASSAGE, PASSAGE_COLUMNS, rows)

    def index(self, connection: Connection) -> None:
        """Do nothing: triggers keep the index."""

    def restart_keys(self, connection: Connection) -> None:
        """Do nothing: SQLite numbers rows beyond the largest key."""

    def matches(self, words: str, most: int | None = None) -> tuple[str, dict[str, str | int]]:
        """Return a query for passages that hold all words, or whole phrases in quotation marks."""
        expression = match_expression(words)
        if not expression:
            return "SELECT rowid AS id FROM passage_index WHERE false", {}
        query = "SELECT rowid AS id FROM passage_index WHERE passage_index MATCH :words"
        parameters: dict[str, str | int] = {"words": expression}
        return (
            (query, parameters)
            if most is None
            else (f"{query} LIMIT :most", {**parameters, "most": most})
        )

    def faults(self, connection: Connection) -> Sequence[str]:
        """Return what the integrity checks of SQLite say."""
        rows = [*connection.exec_driver_sql("PRAGMA integrity_check").scalars()]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [
            *(row for row in rows if row != "ok"),
            *(f"{row[0]}: foreign key" for row in orphans),
        ]

    def size(self, connection: Connection) -> int:
        """Return how many bytes the pages of the file take."""
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())

    def error(self, failure: DBAPIError) -> ArchiveError:
        """Return what an error of SQLite means (https://sqlite.org/rescode.html)."""
        return self._meaning(failure.orig)

    def _meaning(self, failure: BaseException | None) -> ArchiveError:
        name = getattr(failure, "sqlite_errorname", "")
        known = next((error for prefix, error in _ERRORS.items() if name.startswith(prefix)), None)
        if known is not None:
            return known(name=self.name)
        return errors.UnusableArchive(name=self.name, reason=f"{failure} ({name or 'SQLite'})")

    def copy_to(self, target: Path) -> None:
        """Write a copy with the online backup of SQLite; raise an ArchiveError where it cannot be
        read, or its disk takes no more.
        """
        try:
            with (
                closing(
                    sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
                ) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
            make_one_file(target)
        except sqlite3.Error as error:
            raise self._meaning(error) from error


def make_one_file(path: Path) -> None:
    """Let a database that is not open be one file, whatever happens to it."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")


_ERRORS = {
    "SQLITE_BUSY": errors.LockedArchive,
    "SQLITE_LOCKED": errors.LockedArchive,
    "SQLITE_FULL": errors.FullArchive,
    "SQLITE_READONLY": errors.ReadOnlyArchive,
    "SQLITE_CORRUPT": errors.DamagedArchive,
    "SQLITE_NOTADB": errors.DamagedArchive,
}

# what is searched is kept by triggers as it should be, also where a document is deleted
_SEARCH = (
    "CREATE VIRTUAL TABLE passage_index USING fts5("
    f"text, content='passage', content_rowid='id', tokenize='{TOKENIZER}')",
    "CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN "
    "INSERT INTO passage_index(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN "
    "INSERT INTO passage_index(passage_index, rowid, text) VALUES ('delete', old.id, "
    "old.text); END",
)
