"""docs/archive.md describes the views that there are, column by column."""

import re
from pathlib import Path

import pytest

from tests.archives import archive_in

DOCUMENTATION = (Path(__file__).parent.parent.parent.parent / "docs" / "archive.md").read_text(
    "utf-8"
)
VIEWS = re.findall(r"^### (v_\w+)", DOCUMENTATION, re.MULTILINE)


def test_every_view_is_described(tmp_path: Path) -> None:
    with archive_in(tmp_path).transaction() as connection:
        views = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'")
            .scalars()
            .all()
        )
    assert sorted(views) == sorted(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_the_columns_of_a_view_are_those_that_are_described(tmp_path: Path, view: str) -> None:
    section = DOCUMENTATION.partition(f"### {view}")[2].partition("\n#")[0]
    described = [
        name
        for cell in re.findall(r"^\| ([a-z_0-9, ]+) \|", section, re.MULTILINE)
        for name in cell.split(", ")
    ]
    with archive_in(tmp_path).transaction() as connection:
        columns = list(connection.exec_driver_sql(f"SELECT * FROM {view}").keys())
    assert sorted(described) == sorted([*columns, "column"])
