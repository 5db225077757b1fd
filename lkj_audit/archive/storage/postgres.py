"""PostgreSQL: an archive in a database of a server, for several users and machines.

A transaction has a connection of its own, or one that is kept and asked whether it lives before it
is used: a server that was restarted is no trouble for the next one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from extract.patterns import regex
from lkj_audit.archive import errors
from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.queries.search_terms import terms, terms_in_order, text_search_query
from lkj_audit.archive.storage import adapters
from lkj_audit.archive.storage.bulk import insert_rows, without_nul
from lkj_audit.archive.storage.schema import PASSAGE
from lkj_audit.archive.storage.tables import TABLES
from lkj_audit.presentation.names.file_names import shown_name

# the comment on the table of the schema's version in every archive
MARK = "lkj-audit archive"
_CONNECT_SECONDS = 10
# a key of advisory locks: "LKJA", as in the header of an archive of SQLite
_LOCK = adapters.APPLICATION_ID
_AT_ONCE = 500

# the schema that a session is to use, among the options of its URL
_SEARCH_PATH = regex(r"search_path\s*=\s*\"?([^\s,\"]+)")

Parameters = Mapping[str, Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class PostgresAdapter:
    """An archive in a database of PostgreSQL; the user, the password and options of libpq are in
    its URL.
    """

    url: URL

    @property
    def name(self) -> str:
        """The server, the database and the schema that its URL names, without user and password."""
        host = self.url.host or self.url.query.get("host") or "localhost"
        port = f":{self.url.port}" if self.url.port else ""
        named = _SEARCH_PATH.search(self.options)
        schema = f".{named[1]}" if named else ""
        return shown_name(f"{host}{port}/{self.url.database}{schema}")

    def refuse_unknown_options(self) -> None:
        """Raise an UnknownUrlOption where libpq knows an option of the URL by no name."""
        from psycopg import ProgrammingError
        from psycopg.conninfo import make_conninfo

        for option, value in self.url.query.items():
            try:
                make_conninfo(**{option: str(value)})
            except ProgrammingError:
                raise errors.UnknownUrlOption(option=shown_name(option)) from None

    @property
    def place(self) -> Path | None:
        """None: it is no file."""
        return None

    @property
    def connection_string(self) -> str:
        """The URL as libpq takes it, with the password."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    @property
    def options(self) -> str:
        """The settings of a session that the URL asks for."""
        return str(self.url.query.get("options", ""))

    def engine(self, *, writes: bool, kept: bool = False) -> Engine:
        """Return what makes connections; one that only reads sees everything as it is at one
        moment.
        """
        settings = f"-c lock_timeout={int(adapters.BUSY_SECONDS * 1000)} -c client_encoding=UTF8"
        engine = create_engine(
            self.url,
            **({"pool_pre_ping": True} if kept else {"poolclass": NullPool}),
            connect_args={
                "connect_timeout": _CONNECT_SECONDS,
                "application_name": "lkj",
                "options": f"{self.options} {settings}".strip(),
                # a server that has vanished from the network is noticed within two minutes
                "keepalives_idle": 60,
                "keepalives_interval": 10,
                "keepalives_count": 6,
            },
            execution_options={}
            if writes
            else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
        )
        event.listen(engine, "connect", _let_sums_be_integers)
        event.listen(engine, "before_cursor_execute", _without_nul, retval=True)
        return engine

    def check_owner(self, connection: Connection) -> bool:
        """Return whether the schema holds nothing yet."""
        tables = set(inspect(connection).get_table_names())
        if not tables:
            return True
        comment = "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
        if connection.exec_driver_sql(comment).scalar() != MARK:
            raise errors.ForeignDatabase(name=self.name)
        return False

    def begin_exclusively(self, connection: Connection) -> None:
        """Take a lock that is given back at the end of the transaction."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    def claim(self, connection: Connection) -> None:
        """Mark the tables as an archive, and make the index of its passages."""
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")
        for statement in _SEARCH:
            connection.exec_driver_sql(statement)

    def insert_passages(
        self, connection: Connection, rows: Sequence[tuple[int, str, int, str]]
    ) -> None:
        """Record passages with the terms that SQLite finds in them."""
        ordered = map(terms_in_order, terms(text for *_, text in rows))
        insert_rows(
            connection,
            PASSAGE,
            (*adapters.PASSAGE_COLUMNS, "terms"),
            ((*row, joined) for row, joined in zip(rows, ordered, strict=True)),
        )

    def index(self, connection: Connection) -> None:
        """Let passages be found that were copied as they are."""
        result = connection.execute(text("SELECT id, text FROM passage WHERE terms IS NULL"))
        update = text("UPDATE passage SET terms = :terms WHERE id = :id")
        for rows in result.partitions(_AT_ONCE):
            ordered = map(terms_in_order, terms(row.text for row in rows))
            connection.execute(
                update,
                [
                    {"id": row.id, "terms": joined}
                    for row, joined in zip(rows, ordered, strict=True)
                ],
            )

    def matches(self, words: str, most: int | None = None) -> tuple[str, dict[str, str | int]]:
        """Return a query for passages that hold all words, or whole phrases in quotation marks."""
        asked, sequences = text_search_query(words)
        if not asked:
            return "SELECT id FROM passage WHERE false", {}
        query = "SELECT id FROM passage WHERE CAST(terms AS tsvector) @@ CAST(:words AS tsquery)"
        parameters: dict[str, str | int] = {"words": asked}
        for number, sequence in enumerate(sequences):
            query += f" AND ' ' || terms || ' ' LIKE :sequence{number}"
            parameters[f"sequence{number}"] = sequence
        return (
            (query, parameters)
            if most is None
            else (f"{query} ORDER BY id LIMIT :most", parameters | {"most": most})
        )

    def faults(self, connection: Connection) -> Sequence[str]:
        """Return what is wrong: every row is read, every index and every passage that is searched
        is looked at.
        """
        for table in TABLES:
            connection.exec_driver_sql(f'SELECT sum(length(CAST(t AS text))) FROM "{table.name}" t')
        invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        unfound = "SELECT count(*) FROM passage WHERE terms IS NULL"
        count = connection.exec_driver_sql(unfound).scalar_one()
        return [
            *connection.exec_driver_sql(invalid).scalars(),
            *([f"passage.terms: {count}"] if count else []),
        ]

    def size(self, connection: Connection) -> int:
        """Return how many bytes the tables take with their indexes."""
        tables = "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relkind = 'r'"
        own = " AND c.relnamespace = CAST(current_schema() AS regnamespace)"
        return int(connection.exec_driver_sql(tables + own).scalar() or 0)

    def restart_keys(self, connection: Connection) -> None:
        """Set the sequences of keys beyond the largest key."""
        for table in TABLES:
            if list(table.primary_key.columns.keys()) == ["id"]:
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT COALESCE(max(id), 0) + 1 FROM {table.name}), false)"
                )

    def error(self, failure: DBAPIError) -> ArchiveError:
        """Return what an error of PostgreSQL means
        (https://www.postgresql.org/docs/current/errcodes-appendix.html).
        """
        state = getattr(failure.orig, "sqlstate", None)
        reason = _first_line(failure.orig)
        if state is None:
            return self.connection_error(failure.orig)
        known = next(
            (error for prefix, error in _ERRORS.items() if state.startswith(prefix)),
            errors.UnusableArchive,
        )
        return known(
            name=self.name,
            reason=reason if known is not errors.UnusableArchive else f"{reason} ({state})",
        )

    def connection_error(self, failure: BaseException | None) -> ArchiveError:
        """Return why there is no connection: libpq gives the words of the server, and no code."""
        reason = _first_line(failure)
        known = next(
            (error for words, error in _REFUSALS.items() if re.search(words, reason)), None
        )
        return (known or errors.UnreachableServer)(name=self.name, reason=reason)


def _first_line(failure: BaseException | None) -> str:
    """Return the first line of what the server says, without its full stop."""
    lines = str(failure).strip().splitlines()
    told = next((line for line in lines if "FATAL:" in line), lines[0] if lines else "PostgreSQL")
    return shown_name(told.rpartition("FATAL:")[2].strip().rstrip("."))


def _let_sums_be_integers(connection: Any, _record: object) -> None:
    """Let numbers without decimals be integers: PostgreSQL adds integers up to a `numeric`."""
    from psycopg.types.numeric import NumericLoader

    class SumLoader(NumericLoader):
        def load(self, data: Any) -> Any:
            value = super().load(data)
            return (
                int(value)
                if isinstance(value, Decimal) and value == value.to_integral_value()
                else value
            )

    connection.adapters.register_loader("numeric", SumLoader)


def _without_nul(
    _connection: object,
    _cursor: object,
    statement: str,
    parameters: Any,
    _context: object,
    _executemany: bool,
) -> tuple[str, Any]:
    """Leave out the character that no text of PostgreSQL can hold; a hostile document may
    print it.
    """
    if isinstance(parameters, list):
        return statement, [_clean(row) for row in parameters]
    return statement, _clean(parameters)


def _clean(row: Parameters) -> Parameters:
    if isinstance(row, Mapping):
        return dict(zip(row, without_nul(list(row.values())), strict=True))
    return without_nul(row)


_ERRORS: Mapping[str, type[ArchiveError]] = {
    "08": errors.UnreachableServer,
    "57P": errors.UnreachableServer,
    "28": errors.RefusedLogin,
    "3D000": errors.MissingDatabase,
    "40": errors.LockedArchive,
    "55P03": errors.LockedArchive,
    "22": errors.UnstorableValue,
    "25006": errors.ReadOnlyServer,
    "42501": errors.MissingPrivilege,
    "53100": errors.FullArchive,
    "XX001": errors.DamagedArchive,
    "XX002": errors.DamagedArchive,
}
# as servers say it in English; one that speaks another language is reported to be unreachable, in
# its own words
_REFUSALS: Mapping[str, type[ArchiveError]] = {
    r"database\s\"[^\"]*\"\sdoes\snot\sexist": errors.MissingDatabase,
    r"authentication\sfailed|no\spassword\ssupplied|role\s.*\sdoes\snot\sexist|no\spg_hba": errors.RefusedLogin,  # noqa: E501
}

# The terms of a passage are stored in their order, and the index holds which of them it has. A
# `tsvector` with their positions took twice as much as the passage.
_SEARCH = (
    'ALTER TABLE passage ADD COLUMN IF NOT EXISTS terms text COLLATE "C"',
    "CREATE INDEX IF NOT EXISTS ix_passage_terms ON passage "
    "USING gin(CAST(terms AS tsvector)) WITH (fastupdate = off)",
)
