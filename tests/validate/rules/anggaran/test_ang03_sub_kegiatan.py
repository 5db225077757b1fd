"""ANG-03: sum of the sub kegiatan."""

from tests.audits import audit, budget, drawn, found, report_of
from tests.validate.rules.examples import (
    assert_examples,
    assert_severities,
    broken,
    tabular,
    varied,
)
from tests.validate.rules.of_ang import row, wrong
from validate.rules.anggaran.ang03_sub_kegiatan import RULE

EXAMPLES = tabular()


# the last amount is cut off instead of rounded
CUT = """
    7.01.02.2.01 | Kegiatan | 2.202,3
    7.01.02.2.01.0001 | Sub satu | 1.101,19
    7.01.02.2.01.0002 | Sub dua | 1.101,19
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "1.500.000", "1.599.000"),
        report_of(
            drawn(
                "Kode | Uraian | Pagu (Rp juta)",
                CUT,
            )
        ),
    )


def test_a_line_whose_code_could_not_be_read_leaves_its_sum_unclaimed() -> None:
    assert wrong("7.01.02.2.04.0003 |", "7.O1.O2.2.x |") == []


def test_a_blank_part_adds_nothing() -> None:
    assert (
        row(
            "7.01.02 | Program | 100 | | |\n7.01.02.2.01 | Satu | 100 | | |\n7.01.02.2.04 | "
            "Dua | | | |"
        )
        == []
    )


def kegiatan(*sums: tuple[str, str]) -> str:
    """Return a program of kegiatan that print these sums over 100.000.000 and what is given."""
    rows = [
        f"7.01.02.2.0{at} | Kegiatan {at} | {whole}\n7.01.02.2.0{at}.0001 | Satu | 100.000.000\n"
        f"7.01.02.2.0{at}.0002 | Dua | {part}"
        for at, (whole, part) in enumerate(sums, 1)
    ]
    return "\n".join(rows)


WRONG = [
    ("310.000.000", "200.000.000"),
    ("450.000.000", "300.000.000"),
    ("525.000.000", "400.000.000"),
]
RIGHT = [
    ("300.000.000", "200.000.000"),
    ("400.000.000", "300.000.000"),
    ("500.000.000", "400.000.000"),
]


def test_more_sums_that_fail_than_hold_are_one_finding_with_each_as_evidence() -> None:
    (finding,) = found(audit(budget(kegiatan(*WRONG, *RIGHT[:2]), head="Kode | Uraian | Pagu")))
    assert (finding.rule, finding.spot.cell, finding.expected) == ("ANG-03", None, None)
    assert finding.message.en.startswith(
        "3 of 5 sums of kegiatan do not hold: 310.000.000 ≠ 100.000.000 + 200.000.000"
    )
    assert [spot.printed for spot in finding.evidence] == [whole for whole, _ in WRONG]


def test_that_all_sums_fail_is_no_reason_for_silence() -> None:
    (finding,) = found(audit(budget(kegiatan(*WRONG, *WRONG, *WRONG), head="Kode | Uraian | Pagu")))
    assert (finding.rule, len(finding.evidence)) == ("ANG-03", 9)


def test_fewer_sums_that_fail_than_hold_are_told_one_by_one() -> None:
    told = found(audit(budget(kegiatan(*WRONG[:2], *RIGHT), head="Kode | Uraian | Pagu")))
    assert [finding.spot.printed for finding in told] == ["310.000.000", "450.000.000"]


def test_sums_that_only_rounding_keeps_apart_do_not_fail_together() -> None:
    rows = "\n".join(
        f"7.01.02.2.0{at} | Kegiatan | 2,3\n7.01.02.2.0{at}.0001 | Satu | "
        f"1,1\n7.01.02.2.0{at}.0002 | Dua | 1,1"
        for at in range(1, 5)
    )
    assert found(audit(drawn("Kode | Uraian | Pagu (Rp juta)", rows))) == []
