"""Laws of the figures we claim: they follow from what is known and what was accepted, and the page
is current.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.snapshots import DoubtState, SecondReading, Snapshot, snapshot_of
from normalize.text.masking import masked
from tests.conftest import NIP
from tools.evaluation.disagreements import listed
from tools.evaluation.measures import KEPT, _differing, as_markdown, missed, scores
from tools.evaluation.scores import Score, score
from validate.findings import Audit

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def state(audit: Audit) -> Snapshot:
    """The state of a small document with a wrong remainder."""
    return snapshot_of(audit, masked, "masked", None)


def truth(**changed: Any) -> dict[str, Any]:
    """Return what is known of that document."""
    rows = [
        ["Program", "Pagu", "Sisa"],
        ["Program Penunjang", "1.500", "100"],
        [f"Program Pembinaan ({NIP})", "2.500,5", "0"],
    ]
    tables = [
        {
            "caption": "Tabel 3.2",
            "pages": [2],
            "header_rows": 1,
            "rows": rows,
            "row_pages": [2, 2, 2],
        }
    ]
    return {
        "clean": False,
        "errors": [],
        "lookalikes": [],
        "layout": ["ruled"],
        "tables": tables,
        **changed,
    }


def error(row: int = 0, column: int = 2, **changed: Any) -> dict[str, Any]:
    """Return a known error in a cell of that document."""
    place = {"part": "body", "table": 0, "row": row, "column": column, "page": 2}
    return {
        "kind": "sisa",
        "rules": ["ANG-01"],
        "was": "200",
        "now": "100",
        "copies": [],
        **place,
        **changed,
    }


def scored(state: Snapshot, **known: Any) -> Score:
    return score("satu", truth(**known), state)


def test_cells_read_as_printed_are_exact(state: Snapshot) -> None:
    found = scored(state)
    assert (found.cells, found.numbers, found.wrong) == (9, 4, ())


def test_a_cell_read_otherwise_is_counted_once_and_named(state: Snapshot) -> None:
    known = truth()
    known["tables"][0]["rows"][1][1] = "1.600"
    (wrong,) = score("satu", known, state).wrong
    assert (wrong.row, wrong.column, wrong.printed, wrong.read, wrong.numeric) == (
        0,
        1,
        "1.600",
        "1.500",
        True,
    )


def test_a_row_that_was_not_found_is_wrong_and_moves_no_other(state: Snapshot) -> None:
    known = truth()
    known["tables"][0]["rows"].insert(1, ["Program Baru", "9", "8"])
    assert [(cell.printed, cell.read) for cell in score("satu", known, state).wrong] == [
        ("Program Baru", None),
        ("9", None),
        ("8", None),
    ]


def test_a_table_that_was_not_found_is_wrong_in_every_cell(state: Snapshot) -> None:
    found = score("satu", truth(), replace(state, tables=()))
    assert len(found.wrong) == found.cells


@pytest.mark.parametrize(
    ("known", "detected", "localised"),
    [
        (error(), True, True),
        (error(column=1), True, True),  # the first of what could as well be wrong
        (error(row=1), False, False),
        (error(rules=["LTB-02"]), True, True),
        (error(rules=["TGL-01"]), False, False),
        (error(part="text", table=None, page=1, now="100", snippet="sisa 100"), True, False),
        (
            error(part="text", table=None, page=2, now="1.300", snippet="realisasi 1.300"),
            True,
            False,
        ),
    ],
)
def test_an_error_is_detected_where_it_is_named_and_localised_where_it_is_blamed(
    state: Snapshot, known: dict[str, Any], detected: bool, localised: bool
) -> None:
    (found,) = scored(state, errors=[known]).errors
    assert (found.detected, found.localised) == (detected, localised)


def test_a_finding_that_touches_no_error_is_an_alarm(state: Snapshot) -> None:
    assert len(scored(state, clean=True).alarms) == 1
    assert scored(state, errors=[error()]).alarms == ()
    (finding,) = state.findings
    assert (
        scored(replace(state, findings=(replace(finding, severity="info"),)), clean=True).alarms
        == ()
    )


def test_a_look_alike_is_flagged_by_a_finding_that_stands_there(state: Snapshot) -> None:
    places = [{**error(row=row), "kind": "nol"} for row in (0, 1)]
    found = scored(state, lookalikes=places)
    assert (found.lookalikes["nol"], found.flagged["nol"]) == (2, 1)


@pytest.mark.parametrize(("page", "flagged"), [(2, 0), (1, 1)])
def test_a_finding_at_an_error_flags_no_look_alike_that_ends_a_page_before_with_the_same_words(
    state: Snapshot, page: int, flagged: int
) -> None:
    (finding,) = state.findings
    at = replace(
        finding, spot=replace(finding.spot, cell=None, page=2, printed="Triwulan I Tahun 2024")
    )
    alike = error(
        part="text",
        table=None,
        page=1,
        kind="periode-lain",
        snippet="Dibandingkan dengan Triwulan I Tahun 2024",
    )
    wrong = error(part="caption", page=page, now="Tabel 3.2 Realisasi Triwulan I Tahun 2024")
    found = scored(replace(state, findings=(at,)), errors=[wrong], lookalikes=[alike])
    assert found.flagged["periode-lain"] == flagged


def test_a_number_that_the_readers_differ_about_is_listed_by_page_with_the_reason(
    state: Snapshot,
) -> None:
    doubts = (
        DoubtState(2, "t1:0:1", "1.500", "Desa 1.500", "1.500"),
        DoubtState(2, "t1:0:2", "100", None),
    )
    found = scored(replace(state, second=SecondReading("0" * 16, 4, doubts)))
    assert (found.reread, found.doubts, found.unseen) == (4, 1, 1)
    real = {
        "borne_out": {"nyata": {"disagreements": [listed(DoubtState(7, "t2:0:1", "5", "6", "6"))]}},
        "corpus": {},
    }
    page = "\n".join(_differing([found], real))
    assert "| satu | 2 | t1:0:1 | 1.500 | reads more there | reads as we do |" in page
    assert "| satu | 2 | t1:0:2 | 100 | finds nothing there | is silent |" in page
    assert "| nyata | 7 | t2:0:1 | 5 | reads other characters | reads as the second |" in page
    assert "Nowhere." in "\n".join(_differing([scored(state)], {}))


def test_what_is_missed_is_named(state: Snapshot) -> None:
    lines = list(missed([scored(state, errors=[error(row=1)])]))
    assert [line.split(": ")[1].split()[0] for line in lines] == ["sisa", "unexplained"]


def test_the_page_of_figures_is_current() -> None:
    runs = [json.loads((ROOT / "docs" / name).read_text("utf-8")) for name in KEPT]
    page = as_markdown(scores(ROOT / "corpus" / "documents"), *runs)
    assert page == (ROOT / "docs" / "measures.md").read_text("utf-8"), "run: make measures"
