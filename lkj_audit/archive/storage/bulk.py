"""Many rows at once: what a document brings is written in one statement a table.

The expressions of SQLAlchemy take longer to build than a row takes to be written, so rows go to the
driver as they are: to SQLite in a statement that is prepared once, to PostgreSQL by COPY.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows, if there are any: their values in the order of the columns that are named."""
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, tuple(columns), rows)
    elif values := [tuple(row) for row in rows]:
        connection.exec_driver_sql(_insertion(table.name, tuple(columns)), values)


def new_keys(connection: Connection, table: Table, count: int) -> Iterator[int]:
    """Return so many keys of new rows, which nobody else gets.

    The transaction must be the only one that writes into this table of SQLite, as each of it is.
    """
    if connection.dialect.name == "postgresql":
        query = (
            f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id')) "
            f"FROM generate_series(1, {count})"
        )
        return iter(connection.exec_driver_sql(query).scalars().all())
    largest = connection.exec_driver_sql(f"SELECT max(id) FROM {table.name}").scalar() or 0
    return iter(range(largest + 1, largest + 1 + count))


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {_named(table, columns)} VALUES ({', '.join('?' * len(columns))})"


@cache
def _named(table: str, columns: tuple[str, ...]) -> str:
    quoted = ", ".join('"' + column + '"' for column in columns)
    return f"{table} ({quoted})"


def _copy(
    connection: Connection, table: str, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]
) -> None:
    from psycopg import Error

    values = iter(rows)
    first = next(values, None)
    if first is None:
        return
    statement = f"COPY {_named(table, columns)} FROM STDIN"
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write_row(without_nul(first))
            for row in values:
                copy.write_row(without_nul(row))
    except Error as error:
        # as SQLAlchemy raises what a statement of its own meets
        raise DBAPIError.instance(
            statement, None, error, Error, dialect=connection.dialect
        ) from error


def without_nul(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row without the character that no text of PostgreSQL can hold; a hostile document
    may print it.
    """
    if not any(isinstance(value, str) and "\0" in value for value in row):
        return row
    return [value.replace("\0", "") if isinstance(value, str) else value for value in row]
