"""Laws of first sight: what is drawn says what is printed, what is kept stays, and the README shows
it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests import drawn
from tools.first_sight.draws import KEPT, README, Draw, draws, keep, section, with_section, worst
from tools.first_sight.families import FAMILIES, Family, hidden_text, upside_down
from tools.first_sight.reading import ReadingScore, look
from tools.first_sight.replicas import DOCUMENTS, replicas, truth
from tools.first_sight.sheets import DrawnSheet, KnownTable, known

NEEDS_REPORTLAB = {"reports with ruled tables", "reports with open tables"}
DRAWN = [
    pytest.param(family, id=name) for name, family, _ in FAMILIES if name not in NEEDS_REPORTLAB
]
ROWS = (
    ("1", "Program Penunjang", "1.500.000", "1.400.000"),
    ("2", "Program Pelayanan", "2.500.000", "2.500.000"),
    ("3", "Program Pembinaan", "3.500.000", "3.100.000"),
)
HEADER = ("No", "Program", "Pagu", "Realisasi")


def sheet(rows: Sequence[Sequence[str]], told: KnownTable) -> DrawnSheet:
    page = drawn.words("Tabel 3.1 Anggaran", 60, 800) + drawn.table(
        [HEADER, *rows], (30, 180, 90, 90)
    )
    return DrawnSheet(drawn.pdf([page]), (told,))


def test_forty_documents_are_drawn() -> None:
    assert sum(many for _, _, many in FAMILIES) == 40
    assert len({name for name, _, _ in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("family", DRAWN)
def test_a_seed_draws_the_same_document_and_another_one_another(family: Family) -> None:
    first, again, other = family(Random("1")), family(Random("1")), family(Random("2"))
    assert first == again
    assert first.data != other.data


@pytest.mark.parametrize("family", DRAWN)
def test_every_number_that_is_known_has_its_cell(family: Family) -> None:
    for seed in range(5):
        tables = family(Random(seed)).tables
        assert all(table.values for table in tables)
        for table in tables:
            assert len({len(row) for row in table.rows}) == 1
            texts = [table.rows[row][column] for row, column in table.values]
            assert all(map(re.compile(r"\d").search, texts))


def test_what_is_read_as_printed_is_right(tmp_path: Path) -> None:
    assert look(sheet(ROWS, known(ROWS, numeric=(2, 3))), tmp_path) == (
        ReadingScore(1, 6, 6, 3, 3, 0, 0),
        [],
    )


def test_another_number_than_printed_is_wrong_and_silent(tmp_path: Path) -> None:
    told = known(ROWS, numeric=(2, 3), values={(1, 2): Decimal(2_500_001)})
    seen, missed = look(sheet(ROWS, told), tmp_path)
    assert seen == ReadingScore(1, 6, 5, 3, 2, 1, 0)
    assert [one.row for one in missed] == [1]


def test_another_name_than_printed_leaves_the_numbers_right(tmp_path: Path) -> None:
    printed = (ROWS[0], ("2", "Program Lain", *ROWS[1][2:]), ROWS[2])
    seen, _ = look(sheet(ROWS, known(printed, numeric=(2, 3))), tmp_path)
    assert (seen.right, seen.whole, seen.silent) == (6, 2, 0)


def test_a_row_that_is_not_found_is_wrong(tmp_path: Path) -> None:
    printed = (*ROWS, ("4", "Program Baru", "1.000", "900"))
    seen, missed = look(sheet(ROWS, known(printed, numeric=(2, 3))), tmp_path)
    assert (seen.numbers, seen.right, seen.rows, seen.whole) == (8, 6, 4, 3)
    assert [one.read for one in missed] == [None]


def test_a_table_that_nobody_printed_is_invented(tmp_path: Path) -> None:
    seen, _ = look(replace(sheet(ROWS, known(ROWS)), tables=()), tmp_path)
    assert seen == ReadingScore(documents=1, invented=1)


def test_a_document_that_cannot_be_read_is_wrong_in_every_row(tmp_path: Path) -> None:
    seen, _ = look(DrawnSheet(b"%PDF-1.7 nothing", (known(ROWS, numeric=(2, 3)),)), tmp_path)
    assert seen == ReadingScore(1, 6, 0, 3, 0, 0, 0)


@pytest.mark.parametrize("family", [hidden_text, upside_down])
def test_a_family_that_is_mended_is_read_as_it_is_printed(family: Family, tmp_path: Path) -> None:
    seen, missed = look(family(Random(7)), tmp_path)
    assert not missed
    assert seen.right == seen.numbers > 0


def test_the_replicas_of_the_corpus_are_what_the_families_draw() -> None:
    committed = {path.stem for path in DOCUMENTS.glob("kind-*.pdf")}
    assert committed == {name for name, _, _ in replicas()}
    for name, kind, one in replicas():
        assert (DOCUMENTS / f"{name}.pdf").read_bytes() == one.data, (
            "run: python -m tools.first_sight.replicas"
        )
        known_ = json.loads((DOCUMENTS / f"{name}.truth.json").read_text("utf-8"))
        assert known_ == json.loads(json.dumps(truth(name, kind, one)))


# What is kept


def draw(seed: int, right: int = 1000, **changed: int) -> Draw:
    return Draw(
        seed,
        "0123abc",
        "2026-12-01",
        {"any": replace(ReadingScore(40, 1000, right, 100, 100), **changed)},
    )


def test_a_draw_is_kept_behind_the_others(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    assert keep(draw(1), path) == [draw(1)]
    assert keep(draw(2, 900), path) == draws(path) == [draw(1), draw(2, 900)]


def test_a_seed_is_first_sight_only_once(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    keep(draw(1, 900), path)
    with pytest.raises(ValueError, match="looked at before"):
        keep(draw(1), path)
    assert draws(path) == [draw(1, 900)]


def test_the_worst_draw_is_shown_beside_the_last() -> None:
    every = [draw(1, 990), draw(2, 985), draw(3, 999)]
    assert worst(every).seed == 2
    lines = section(every).strip().splitlines()
    assert ["| 3 |" in lines[2], "| 2 |" in lines[3], len(lines)] == [True, True, 4]


@pytest.mark.parametrize(
    ("one", "reached"),
    [
        (draw(1), True),
        (draw(1, 998), True),
        (draw(1, 997), False),  # 99.5 % of a family, not 99.8 % in all
        (draw(1, 994), False),
        (draw(1, whole=96), False),
        (draw(1, silent=1), False),
        (draw(1, invented=1), False),
    ],
)
def test_a_draw_has_reached_what_every_part_of_it_has(one: Draw, reached: bool) -> None:
    assert one.reached is reached


def test_what_is_kept_has_unique_seeds_and_all_fields() -> None:
    entries = json.loads(KEPT.read_text("utf-8"))
    assert len({entry["seed"] for entry in entries}) == len(entries) > 0
    for entry, one in zip(entries, draws(), strict=True):
        assert set(entry) == {"seed", "commit", "date", "families", "all"}
        assert entry["all"] == {name: getattr(one.in_all, name) for name in entry["all"]}
        assert one.in_all.documents == 40
        assert not one.commit.endswith("dirty")


def test_the_readme_shows_what_is_kept() -> None:
    readme = README.read_text("utf-8")
    assert with_section(readme, draws()) == readme, "run: make first-sight"
