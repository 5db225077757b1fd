"""Laws of cells that are packed: they come back, and views show of them what they showed of single
cells.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from lkj_audit.archive.ingestion.content import unpacked
from lkj_audit.archive.printed_tables import (
    CellTable,
    budget_rows,
    indicator_rows,
    packed,
    packed_tables,
    units,
    unpacked_tables,
)
from lkj_audit.archive.queries.document_queries import DocumentFilter, search
from lkj_audit.archive.records import ArchivedCell, ArchivedColumn, ArchivedRow
from lkj_audit.archive.storage.adapters import adapter_of
from lkj_audit.archive.storage.database import migrate, open_archive
from normalize.report import TableKind
from tests.archives import rows

CELLS = st.builds(
    ArchivedCell,
    st.integers(0, 500),
    st.integers(0, 40),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.none() | st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.integers(1, 900),
    st.tuples(*[st.integers(-100, 20_000)] * 4),
    st.integers(1, 9),
    st.integers(1, 9),
    st.none() | st.sampled_from(["illegible", "mixed"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CELLS, max_size=8, unique_by=lambda cell: (cell.row, cell.column)))
def test_cells_that_are_packed_come_back_in_their_order(cells: list[ArchivedCell]) -> None:
    columns = (ArchivedColumn("Pagu", "pagu", principal=True, scale=1000),)
    lines = (ArchivedRow(0, "JUMLAH", "7.01", "program", total=True),)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    table = CellTable(7, columns, lines, ordered)
    assert unpacked_tables(packed_tables([table, table])) == (table, table)


# An archive as it was before ----------------------------------------------------------------------

# table, row, column, text, value, units, over how many rows: a budget, and two indicators under one
# objective
SINGLE_CELLS = (
    (1, 0, 0, "Program A", None, None, 1),
    (1, 0, 1, "1.500", "1500", 15000000, 1),
    (1, 0, 2, "1.400", "1400", 14000000, 1),
    (1, 1, 0, "JUMLAH", None, None, 1),
    (1, 1, 1, "0,001", "0.001", 10, 1),
    (2, 0, 0, "Meningkatnya mutu", None, None, 2),
    (2, 0, 1, "Indeks", None, None, 1),
    (2, 0, 2, "80,5", "80.5", 805000, 1),
    (2, 1, 1, "Nilai", None, None, 1),
    (2, 1, 2, "A", None, None, 1),
)
KINDS = {1: TableKind.REALISASI_ANGGARAN, 2: TableKind.CAPAIAN}
ROLES = {1: ("other", "pagu", "realisasi_anggaran"), 2: ("sasaran", "indikator", "target")}
NAMES = ((1, 0, "Program A", 0), (1, 1, "JUMLAH", 1), (2, 0, "Indeks", 0), (2, 1, "Nilai", 0))


def fill(connection: Connection) -> None:
    """Insert a document of those cells, and one finding of it."""

    def put(table: str, **values: object) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        place = "?" if connection.dialect.name == "sqlite" else "%s"
        places = ", ".join([place] * len(values))
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"
        connection.exec_driver_sql(statement, tuple(values.values()))

    box = {"page": 3, "x0": 10, "top": 20, "x1": 30, "bottom": 40}
    put("document", id=1, sha256="ab", size=1, seen_at="x", revision_id=1)
    put(
        "revision",
        id=1,
        document_id=1,
        program="p",
        rule_set="r",
        profile="",
        audited_at="x",
        seconds=1,
        pages=2,
        kind="x",
        detail=packed({"pages": [1]}),
    )
    for number, kind in KINDS.items():
        of_table = {"id": number, "revision_id": 1, "number": number, "kind": kind.value}
        pages = {"first_page": 3, "last_page": 3, "reader": "ruled", "sure": 1, "uncertain": 0}
        put("printed_table", **of_table, **pages)
        for index, role in enumerate(ROLES[number]):
            of_column = {"table_id": number, "column": index, "header": "H", "role": role}
            put("printed_column", **of_column, principal=1, scale=1000)
    for number, row, name, total in NAMES:
        put("printed_row", table_id=number, row=row, name=name, total=total)
    for number, row, column, words, value, counted, height in SINGLE_CELLS:
        of_cell = {"table_id": number, "row": row, "column": column, "text": words, **box}
        put("cell", **of_cell, value=value, units=counted, rows=height, columns=1)
    told = {"fingerprint": "s", "rule": "ANG-01", "severity": "major", "certainty": "inconsistent"}
    part = {"id": "f1", "expected": "1.400"}
    put(
        "finding",
        **{"revision_id": 1, "number": 1, "message": "m", "printed": "1", **told, **box},
        detail=packed(part),
    )


# what an archive on PostgreSQL had of its own
OF_POSTGRES = (
    "COMMENT ON TABLE alembic_version IS 'lkj-audit archive'",
    "CREATE TABLE passage_index(id INTEGER PRIMARY KEY REFERENCES passage(id) ON DELETE CASCADE, "
    "words tsvector NOT NULL)",
    "INSERT INTO passage(id, document_id, subject, page, text) "
    "VALUES (1, 1, 'prose', 1, 'Satu, dua')",
    "INSERT INTO passage_index(id, words) VALUES (1, CAST('satu:1 dua:2' AS tsvector))",
)


def make_older(url: str) -> list[list[str]]:
    """Make an archive of single cells, and return what its views show."""
    adapter = adapter_of(url)
    with adapter.engine(writes=True).begin() as connection:
        migrate(connection, "0006")
        fill(connection)
        if adapter.place is None:
            for statement in OF_POSTGRES:
                connection.exec_driver_sql(statement)
        else:
            adapter.claim(connection)
            connection.exec_driver_sql(
                "INSERT INTO passage(document_id, subject, page, text) "
                "VALUES (1, 'prose', 1, 'Satu, dua')"
            )
        return shown(connection)


def shown(connection: Connection) -> list[list[str]]:
    """Return what the views show."""
    return [
        sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {view}")))
        for view in ("v_anggaran", "v_indikator", "v_temuan")
    ]


def test_an_archive_of_single_cells_shows_the_same_once_they_are_packed(archive_url: str) -> None:
    before = make_older(archive_url)
    archive = open_archive(archive_url, writes=True)
    with archive.transaction() as connection:
        assert shown(connection) == before
    assert [len(view) for view in before] == [2, 2, 1]
    (row,) = rows(archive, "SELECT data FROM printed_cells")
    assert [
        (table.number, cell.row, cell.column, cell.text, cell.value, units(cell.value), cell.rows)
        for table in unpacked_tables(row["data"])
        for cell in table.cells
    ] == list(SINGLE_CELLS)
    assert len(search(archive, '"satu dua"', (), DocumentFilter(), 20).rows) == 1
    with archive.transaction() as connection:
        assert archive.adapter.faults(connection) == []
    (row,) = rows(archive, "SELECT detail FROM revision")
    assert unpacked(row["detail"]) == {
        "pages": [1],
        "findings": [{"id": "f1", "expected": "1.400"}],
    }


def test_a_document_of_today_is_shown_as_views_of_single_cells_showed_it(archive_url: str) -> None:
    make_older(archive_url)
    archive = open_archive(archive_url, writes=True)
    (row,) = rows(archive, "SELECT data FROM printed_cells")
    budget, indicators = unpacked_tables(row["data"])
    old = rows(archive, 'SELECT * FROM budget_row ORDER BY "row"')
    assert [tuple(row.values())[1:] for row in old] == list(budget_rows(budget, KINDS[1]))
    old = rows(archive, 'SELECT * FROM indicator_row ORDER BY "row"')
    assert [tuple(row.values())[1:] for row in old] == list(indicator_rows(indicators, KINDS[2], 3))
