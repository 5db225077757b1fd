"""Cells packed by revision, the rows that views show as they show them, and what the contract says
of findings packed by revision and comparison.

Cells took most of an archive and of the time of writing it, and nobody asked the database for one
of them: `v_anggaran` and `v_indikator` brought some of them together again for each question.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from lkj_audit.archive.migrations.versions.v0001_tables import TEXT, part_of, string
from lkj_audit.archive.migrations.versions.v0002_views import INDICATORS, OF_DOCUMENT
from lkj_audit.archive.migrations.versions.v0003_stored_files import BUDGETS

revision = "0007"
down_revision: str | None = "0006"

_OWN = "\nJOIN document d ON d.revision_id = v.id"
_KEYS = 'v.id AS revision_id, t.number AS table_number, r."row" AS "row"'
_BUDGET = (
    'revision_id, table_number, "row", page, code, level, name, total, pagu, pagu_sen, realisasi, '
    "realisasi_sen, sisa, sisa_sen, serapan, serapan_nilai"
)
_INDICATOR = (
    'revision_id, table_number, "row", page, sasaran, indikator, satuan, target, target_nilai, '
    "realisasi, realisasi_nilai, capaian, capaian_nilai"
)
_OF_TABLE = f'{OF_DOCUMENT}, t.number AS tabel, t.kind AS jenis_tabel, r."row" AS baris'
TABLES = """FROM {0} r JOIN document d ON d.revision_id = r.revision_id
JOIN printed_table t ON t.revision_id = r.revision_id AND t.number = r.table_number"""

NEW_BUDGETS = f"""CREATE VIEW v_anggaran AS
SELECT {_OF_TABLE}, r.page AS halaman, r.code AS kode, r.level AS tingkat, r.name AS uraian, r.total AS jumlah,
 r.pagu AS pagu, r.pagu_sen AS pagu_sen, r.realisasi AS realisasi, r.realisasi_sen AS realisasi_sen,
 r.sisa AS sisa, r.sisa_sen AS sisa_sen, r.serapan AS serapan, r.serapan_nilai AS serapan_nilai
{TABLES.format("budget_row")}"""  # noqa: E501

NEW_INDICATORS = f"""CREATE VIEW v_indikator AS
SELECT {_OF_TABLE}, r.page AS halaman, r.sasaran AS sasaran, r.indikator AS indikator, r.satuan AS satuan,
 r.target AS target, r.target_nilai AS target_nilai, r.realisasi AS realisasi, r.realisasi_nilai AS realisasi_nilai,
 r.capaian AS capaian, r.capaian_nilai AS capaian_nilai
{TABLES.format("indicator_row")}"""  # noqa: E501


def of_all_revisions(view: str) -> str:
    """Return the query of a view as it was, over every revision and without its document."""
    query = view.partition("AS\n")[2].replace(_OWN, "")
    return query.replace(_OF_TABLE, _KEYS)


def upgrade() -> None:
    """Make the tables, fill them with what there is, and drop those of single cells."""
    _create_tables()
    op.execute(f"INSERT INTO budget_row ({_BUDGET}) {of_all_revisions(BUDGETS)}")
    op.execute(f"INSERT INTO indicator_row ({_INDICATOR}) {of_all_revisions(INDICATORS)}")
    connection = op.get_bind()
    for key in connection.execute(sa.text("SELECT id FROM revision ORDER BY id")).scalars().all():
        connection.execute(
            sa.text("INSERT INTO printed_cells (revision_id, data) VALUES (:id, :data)"),
            {"id": key, "data": _packed({"tables": list(_printed(connection, key))})},
        )
    _pack_details(connection, "finding", "revision_id", "revision")
    _pack_details(connection, "cross_finding", "cross_check_id", "cross_check")
    for view in ("v_anggaran", "v_indikator"):
        op.execute(f"DROP VIEW {view}")
    for table in ("cell", "printed_row", "printed_column"):
        op.drop_table(table)
    # findings are counted once, in `tally`
    for index in ("ix_finding_revision_id_severity_rule", "ix_finding_rule_revision_id"):
        op.drop_index(index, "finding")
    for view in (NEW_BUDGETS, NEW_INDICATORS):
        op.execute(view)
    _bring_terms_to_passages(connection)


def _bring_terms_to_passages(connection: sa.Connection) -> None:
    """Add the terms of a passage to it in their order, in a database of PostgreSQL that
    has them in a table of their own.
    """
    if connection.dialect.name != "postgresql" or not sa.inspect(connection).has_table(
        "passage_index"
    ):
        return
    terms = (
        "SELECT string_agg(u.lexeme, ' ' ORDER BY p) FROM unnest(i.words) u, unnest(u.positions) p"
    )
    for statement in (
        'ALTER TABLE passage ADD COLUMN IF NOT EXISTS terms text COLLATE "C"',
        f"UPDATE passage SET terms = COALESCE(({terms}), '') FROM passage_index i "
        "WHERE i.id = passage.id",
        "DROP TABLE passage_index",
        "CREATE INDEX IF NOT EXISTS ix_passage_terms ON passage "
        "USING gin(CAST(terms AS tsvector)) WITH (fastupdate = off)",
    ):
        op.execute(statement)


def _create_tables() -> None:
    op.create_table(
        "printed_cells",
        *part_of("revision", "revision_id"),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("revision_id"),
    )
    op.create_table(
        "budget_row",
        *_keys(),
        sa.Column("code", string(64)),
        sa.Column("level", string(16)),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        *(
            column
            for name in ("pagu", "realisasi", "sisa")
            for column in (sa.Column(name, TEXT), sa.Column(f"{name}_sen", sa.BigInteger))
        ),
        *_measures("serapan"),
        sa.PrimaryKeyConstraint("revision_id", "table_number", "row"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "indicator_row",
        *_keys(),
        *(sa.Column(name, TEXT) for name in ("sasaran", "indikator", "satuan")),
        *_measures("target", "realisasi", "capaian"),
        sa.PrimaryKeyConstraint("revision_id", "table_number", "row"),
        sqlite_with_rowid=False,
    )
    op.add_column("cross_check", sa.Column("detail", sa.LargeBinary))


def _keys() -> list[Any]:
    return [
        *part_of("revision", "revision_id"),
        sa.Column("table_number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("row", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("page", sa.Integer, nullable=False),
    ]


def _measures(*names: str) -> Iterator[sa.Column[Any]]:
    for name in names:
        yield sa.Column(name, TEXT)
        yield sa.Column(f"{name}_nilai", TEXT)


# Packing ------------------------------------------------------------------------------------------


def _packed(part: object) -> bytes:
    return zlib.compress(
        json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6
    )


def _printed(connection: sa.Connection, revision: int) -> Iterator[Mapping[str, Any]]:
    """Yield the tables of a revision as they are packed: see `archive.printed_tables`."""
    of_revision = (
        "FROM {0} c JOIN printed_table t ON t.id = c.table_id WHERE t.revision_id = :id "
        "ORDER BY t.number, {1}"
    )
    parts: dict[str, dict[int, list[Sequence[Any]]]] = {}
    for name, columns, order in (
        ("printed_column", "header, role, principal, scale", 'c."column"'),
        ("printed_row", '"row", name, code, level, total', 'c."row"'),
        (
            "cell",
            '"row", "column", text, value, page, x0, top, x1, bottom, rows, columns, unread',
            'c."column", c."row"',
        ),
    ):
        columns = ", ".join(f"c.{column}" for column in columns.split(", "))
        query = f"SELECT t.number, {columns} {of_revision.format(name, order)}"
        result = connection.execute(sa.text(query), {"id": revision})
        parts[name] = defaultdict(list)
        for number, rows in groupby(result, lambda row: row[0]):
            parts[name][int(number)] = [list(row[1:]) for row in rows]
    tables = sa.text("SELECT number FROM printed_table WHERE revision_id = :id ORDER BY number")
    for number in connection.execute(tables, {"id": revision}).scalars().all():
        yield {
            "number": number,
            "columns": parts["printed_column"][number],
            "rows": parts["printed_row"][number],
            "cells": _columnar(parts["cell"][number]),
        }


def _columnar(cells: Sequence[Sequence[Any]]) -> Mapping[str, Any]:
    if not cells:
        return {}
    row, column, text, value, page, x0, top, x1, bottom, rows, columns, unread = zip(
        *cells, strict=True
    )
    numbers = {
        "row": row,
        "column": column,
        "page": page,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
    }
    return {
        **{name: _differences(values) for name, values in numbers.items()},
        "text": text,
        "value": value,
        "span": [
            [index, *span]
            for index, span in enumerate(zip(rows, columns, strict=True))
            if span != (1, 1)
        ],
        "unread": [[index, reason] for index, reason in enumerate(unread) if reason is not None],
    }


def _differences(values: Sequence[int]) -> list[int]:
    return [value - before for value, before in zip(values, (0, *values), strict=False)]


def _pack_details(connection: sa.Connection, table: str, key: str, owner: str) -> None:
    """Bring what the contract says of findings together."""
    details = sa.text(f"SELECT detail FROM {table} WHERE {key} = :id ORDER BY number")
    owners = connection.execute(sa.text(f"SELECT id, detail FROM {owner}")).all()
    for row in owners:
        parts = [
            json.loads(zlib.decompress(data))
            for data in connection.execute(details, {"id": row.id}).scalars()
        ]
        detail = json.loads(zlib.decompress(row.detail)) if row.detail else {}
        connection.execute(
            sa.text(f"UPDATE {owner} SET detail = :data WHERE id = :id"),
            {"id": row.id, "data": _packed({**detail, "findings": parts})},
        )
    connection.execute(sa.text(f"UPDATE {table} SET detail = :none"), {"none": b""})
