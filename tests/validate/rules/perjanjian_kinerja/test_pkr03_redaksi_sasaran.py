"""PKR-03: wording of a sasaran."""

from dataclasses import replace

import pytest

from tests.reports import findings_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_pkr import AGREED, OTHER, REPORTED, reported, sasaran
from tests.wholes import CHAPTER_2, whole
from validate.rules.perjanjian_kinerja.pkr03_redaksi_sasaran import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        whole(
            sasaran(AGREED, "t1", CHAPTER_2),
            reported(REPORTED.replace("Meningkatnya", "Meningkatkan")),
        ),
    )


@pytest.mark.parametrize(
    ("printed", "reworded"),
    [
        ("Meningkatkan pelayanan publik", True),
        ("Meningkatnya pelayanan", True),
        ("1. MENINGKATNYA PELAYANAN  PUBLIK", False),
        ("Meningkatnya pelayananan publik", False),  # a misspelling
        ("Sasaran : Meningkatnya pelayanan publik", False),
        ("SASARAN STRATEGIS 1: Meningkatnya pelayanan publik", False),
        (
            "Sasaran pelayanan: meningkatnya pelayanan publik",
            True,
        ),  # no label: words of the sasaran
        ("", False),
    ],
)
def test_a_sasaran_is_worded_as_agreed(printed: str, reworded: bool) -> None:
    row = REPORTED.replace("Meningkatnya pelayanan publik", printed)
    report = whole(sasaran(AGREED, "t1", CHAPTER_2), reported(row))
    findings = findings_of(RULE, report)
    assert bool(findings) is reworded
    assert all(finding.expected == "Meningkatnya pelayanan publik" for finding in findings)


def test_one_sasaran_beside_two_indicators_is_worded_otherwise_once() -> None:
    agreed = sasaran(f"{AGREED}\n^ | ^ | {OTHER} | 65", "t1", CHAPTER_2)
    rows = (REPORTED.replace("Meningkatnya", "Meningkatkan"), f"^ | {OTHER} | 65 | 65 | 100")
    (finding,) = findings_of(RULE, whole(agreed, reported(*rows)))
    assert finding.spot.cell == ("t2", 0, 0)


def test_a_sasaran_that_several_tables_word_otherwise_is_told_once_with_all_places() -> None:
    other, shorter = "Meningkatnya hasil pengawasan", "Sasaran : Meningkatnya hasil"
    rows = [
        REPORTED.replace("Meningkatnya pelayanan publik", wording)
        for wording in (other, shorter, other)
    ]
    tables = [
        replace(reported(row), id=f"t{at}", caption=f"Tabel 3.{at} Tahun 2024")
        for at, row in enumerate(rows, 2)
    ]
    (finding,) = findings_of(RULE, whole(sasaran(AGREED, "t1", CHAPTER_2), *tables))
    assert finding.spot.printed == other
    assert finding.message.id.count(other) == 1
    assert shorter in finding.message.id
    assert len(finding.followers) == 2
