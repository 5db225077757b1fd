"""How rows are inserted."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, Insert, Table, insert


@cache
def insertion(table: Table) -> Insert:
    """Return the statement that inserts into a table; building one takes longer than
    executing it.
    """
    return insert(table)


def inserted(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """Insert a row and return its key."""
    key = connection.execute(insertion(table), row).inserted_primary_key
    assert key is not None
    return int(key[0])


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(insertion(table), rows)
