"""Which number is to blame: the fewest whose change restores what fails."""

import subprocess
import sys
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from normalize.values.amounts import format_amount
from tests.audits import CAPAIAN, COST, audit, budget, drawn, followers, found, told
from validate.diagnosis.minimal_repair import smallest_by_enumeration, smallest_by_solver
from validate.findings import Certainty, Severity

TREE = """
    7.01.02           | Program Penyelenggaraan | 2.100.000 | 1.900.000 | 200.000 | 90,48
    7.01.02.2.01      | Koordinasi              | 1.600.000 | 1.400.000 | 200.000 | 87,50
    7.01.02.2.01.0001 | Satu                    | 1.000.000 |   900.000 | 100.000 | 90,00
    7.01.02.2.01.0002 | Dua                     |   600.000 |   500.000 | 100.000 | 83,33
    7.01.02.2.04      | Pelimpahan              |   500.000 |   500.000 |       0 | 100
    7.01.02.2.04.0003 | Tiga                    |   500.000 |   500.000 |       0 | 100
    JUMLAH            | <                       | 2.100.000 | 1.900.000 | 200.000 | 90,48
"""


def test_a_tree_that_is_right_has_no_finding() -> None:
    assert found(audit(budget(TREE))) == []


def test_the_number_that_restores_everything_is_the_root_and_the_rest_follows() -> None:
    (finding,) = found(
        audit(budget(TREE.replace("|   500.000 | 100.000", "|   560.000 | 100.000")))
    )
    assert told([finding]) == ["ANG-03 t1:3:3 560.000 -> 500.000"]
    assert followers(finding) == {"ANG-01 t1:3:4", "ANG-02 t1:3:5", "ANG-03 t1:1:3"}
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.INCONSISTENT)
    assert finding.formula == "600.000 − 100.000 = 500.000"
    assert [spot.printed for spot in finding.evidence] == ["100.000", "600.000"]


def test_a_computed_number_gives_its_own_rule_and_weighs_by_how_far_off_it_is() -> None:
    (finding,) = found(
        audit(budget(TREE.replace("500.000 | 100.000 | 83,33", "500.000 | 110.000 | 83,33")))
    )
    assert told([finding]) == ["ANG-01 t1:3:4 110.000 -> 100.000"]
    assert finding.severity is Severity.MAJOR
    assert finding.message.id == "Tercetak 110.000; dihitung ulang 100.000 (600.000 − 500.000)."
    assert finding.message.en == "Printed 110.000; recomputed 100.000 (600.000 − 500.000)."


def test_more_realisasi_than_pagu_follows_from_a_misprint() -> None:
    (finding,) = found(
        audit(budget(TREE.replace("|   900.000 | 100.000", "| 9.000.000 | 100.000")))
    )
    assert told([finding]) == ["ANG-03 t1:2:3 9.000.000 -> 900.000"]
    assert "ANG-06 t1:2:3" in followers(finding)


def test_two_misprints_under_one_sum_are_two_findings() -> None:
    rows = TREE.replace("|   900.000 | 100.000", "|   950.000 | 100.000").replace(
        "|   500.000 | 1", "|   520.000 | 1"
    )
    assert sorted(finding.split(" ", 1)[1] for finding in told(found(audit(budget(rows))))) == [
        "t1:2:3 950.000 -> 900.000",
        "t1:3:3 520.000 -> 500.000",
    ]


def test_a_misprinted_separator_that_every_relation_confirms_is_no_contradiction() -> None:
    assert (
        found(audit(budget(TREE.replace("1.400.000 | 200.000 | 87", "14.00.000 | 200.000 | 87"))))
        == []
    )


def test_a_number_that_we_may_have_misread_is_a_doubt_of_ours() -> None:
    audited = audit(budget(TREE.replace("1.400.000 | 200.000 | 87", "1.4000.000 | 200.000 | 87")))
    (finding,) = found(audited, "ANG", "ANK-02")
    assert told([finding]) == ["ANK-02 t1:1:3 1.4000.000 -> 1.400.000"]
    assert (finding.severity, finding.certainty) == (Severity.MAJOR, Certainty.READING_DOUBT)
    assert finding.message.id == (
        "kelompok ribuan pada 1.4000.000 tidak tiga angka; menurut angka lain 1.400.000 "
        "(900.000 + 500.000 = 1.400.000)"
    )
    assert followers(finding) == {
        "ANG-01 t1:1:4",
        "ANG-02 t1:1:5",
        "ANG-04 t1:0:3",
        "ANG-06 t1:1:3",
    }


def test_an_amount_is_not_said_to_be_below_zero_so_that_a_sum_may_hold() -> None:
    rows = """
        7.01.02.2.01      | Koordinasi | 53.607.500 | 0 | 53.607.500 | 0
        7.01.02.2.01.0001 | Satu       | 55.692.500 |   |            |
        7.01.02.2.01.0002 | Dua        |  5.590.000 |   |            |
        7.01.02.2.01.0003 | Tiga       |  4.465.000 |   |            |
    """
    assert told(found(audit(budget(rows)))) == ["ANG-03 t1:1:2 55.692.500 -> 43.552.500"]


def test_a_row_that_was_left_out_of_a_sum_is_told_as_such() -> None:
    rows = """
        7.01.02           | Program    | 6.000.000
        7.01.02.2.01      | Koordinasi | 4.000.000
        7.01.02.2.01.0001 | Satu       | 2.765.800
        7.01.02.2.01.0002 | Dua        | 1.234.200
        7.01.02.2.01.0003 | Tiga       |   311.300
        7.01.02.2.02      | Pelimpahan | 2.000.000
    """
    (finding,) = found(audit(drawn("Kode | Uraian | Pagu", rows)))
    assert told([finding]) == ["ANG-03 t1:4:2 311.300 -> 0"]
    assert finding.why == (
        "angka ini tidak ikut dijumlahkan",
        "this number was left out of the sum",
    )


def test_where_a_total_is_borne_out_one_of_its_parts_is_said_to_be_wrong() -> None:
    rows = """
        7.01.02           | Program    | 6.000.000
        7.01.02.2.01      | Koordinasi | 4.000.000
        7.01.02.2.01.0001 | Satu       | 2.345.100
        7.01.02.2.01.0002 | Dua        | 1.234.200
        7.01.02.2.01.0003 | Tiga       | 1.123.300
        7.01.02.2.02      | Pelimpahan | 2.000.000
    """
    (finding,) = found(audit(drawn("Kode | Uraian | Pagu", rows)))
    assert told([finding]) == ["ANG-03 t1:1:2 4.000.000 -> 4.702.600"]
    assert finding.message.id == (
        "Tercetak 4.000.000, sedangkan rinciannya berjumlah 4.702.600 (2.345.100 + 1.234.200 "
        "+ 1.123.300); "
        "hitungan lain mendukung 4.000.000, jadi mungkin salah satu rincian yang keliru."
    )


def test_a_sum_that_still_fails_once_its_total_is_put_right_is_told_too() -> None:
    rows = """
        7.01.02           | Program    | 18.198.430.000 | 16.726.996.300 | 1.469.433.700 | 91,92
        7.01.02.2.01      | Satu       |  7.234.567.000 |                |               |
        7.01.02.2.02      | Dua        |  6.345.678.000 |                |               |
        7.01.02.2.03      | Tiga       |  4.766.185.000 |                |               |
        7.01.03           | Program    |  1.000.000.000 |  1.000.000.000 |             0 | 100
        JUMLAH            | <          | 19.196.430.000 | 17.726.996.300 | 1.469.433.700 | 92,35
    """
    (finding,) = found(audit(budget(rows)))
    assert told([finding]) == ["ANG-04 t1:0:2 18.198.430.000 -> 18.346.430.000"]
    assert (
        "Juga (ANG-05): Tercetak 18.198.430.000; menurut angka lain 18.196.430.000"
        in finding.message.id
    )
    assert "ANG-05 t1:0:2" in followers(finding)


def test_a_figure_that_is_copied_is_one_root_and_its_copies_follow() -> None:
    name = "Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti"
    capaian = drawn(CAPAIAN, f"Meningkatnya pelayanan | {name} | 95,45 | 95,27 | 99,79", id="t1")
    cost = drawn(
        COST,
        f"1 | Pelayanan | {name} | 95,45% | 95,27% | 99,79% | 100 | 80 | 80,00 | 19,79",
        id="t2",
    )
    text = (
        f"Pada indikator {name} dipakai rumus\n= (95,27) / (95,45) x 100 %\n= 99,79%\ntarget "
        "lain mencapai 99,97%"
    )
    (finding,) = found(audit(capaian, cost, text=text), "CAP")
    assert told([finding]) == ["CAP-01 t1:0:4 99,79 -> 99,81"]
    assert followers(finding) == {"CAP-01 t2:0:5", "CAP-09 p1"}
    assert {(one.spot.printed, one.expected) for one in finding.alternatives} == {
        ("95,45", "95,47"),
        ("95,27", "95,25"),
    }


def test_a_figure_that_differs_from_its_copies_is_to_blame_and_they_are_not() -> None:
    name = "Persentase desa yang tertib"
    tables = [
        drawn(
            CAPAIAN,
            f"Sasaran | {name} | {target} | 90,00 | {capaian}",
            id=f"t{n}",
            caption=f"Tabel {n}",
        )
        for n, (target, capaian) in enumerate(
            [("100,00", "90,00"), ("100,00", "90,00"), ("100,00", "89,00")], 1
        )
    ]
    (finding,) = found(audit(*tables))
    assert told([finding]) == ["CAP-01 t3:0:4 89,00 -> 90,00"]
    assert followers(finding) == {"LTB-07 t1:0:4", "LTB-07 t2:0:4"}


def test_what_was_cut_off_stays_minor_though_a_copy_was_rounded() -> None:
    name = "Program Pemberdayaan Masyarakat Desa"
    cost = drawn(
        COST,
        f"1 | {name} | Persentase x | 100 | 100 | 100 | 55.095.000 | 55.045.000 | 99,91 | 0,09",
        id="t1",
    )
    table = budget(f"7.01.03 | {name} | 55.095.000 | 55.045.000 | 50.000 | 99,90", id="t2")
    (finding,) = found(audit(cost, table))
    assert told([finding]) == ["ANG-02 t2:0:5 99,90 -> 99,91"]
    assert (finding.severity, followers(finding)) == (Severity.MINOR, {"LTB-03 t1:0:8"})
    assert finding.message.id.endswith("dipotong, bukan dibulatkan.")


def test_two_places_that_differ_without_another_witness_accuse_neither_alone() -> None:
    name = "Program Pembinaan Pemerintahan Desa"
    agreed = drawn(
        "No | Program | Anggaran", f"1 | {name} | 23.850.000", id="t1", caption="Perjanjian Kinerja"
    )
    (finding,) = found(
        audit(agreed, budget(f"7.01.06 | {name} | 23.580.000 | 23.000.000 | - | -", id="t2")), "LTB"
    )
    assert {finding.spot.printed, finding.alternatives[0].spot.printed} == {
        "23.850.000",
        "23.580.000",
    }


def test_each_contradiction_that_no_number_explains_is_told_once() -> None:
    """The budget table bears out its own pagu, and so do both agreements: three pairs, one
    finding.
    """
    name = "Program Pembinaan Pemerintahan Desa"
    agreements = [
        drawn(
            "No | Program | Anggaran",
            f"1 | {name} | 900\n | Total | 900",
            id=f"t{n}",
            caption=f"Perjanjian Kinerja {n}",
        )
        for n in (1, 2)
    ]
    money = "500 | 500 | 0 | 100"
    rows = f"7.01.06 | {name} | {money}\n7.01.06.2.01 | Satu | {money}\nJUMLAH | < | {money}"
    assert len(found(audit(*agreements, budget(rows, id="t3")))) == 1


# Several numbers at once --------------------------------------------------------------------------


def test_two_misprints_that_hide_each_other_in_one_sum_are_both_blamed() -> None:
    """Pagu and realisasi of a sub kegiatan are both 50.000 too high: its remainder is right, all
    other sums fail.
    """
    rows = TREE.replace("|   600.000 |   500.000 | 100.000", "|   650.000 |   550.000 | 100.000")
    assert told(found(audit(budget(rows)))) == [
        "ANG-03 t1:3:2 650.000 -> 600.000",
        "ANG-03 t1:3:3 550.000 -> 500.000",
    ]


def test_three_misprints_that_share_sums_are_three_findings() -> None:
    rows = TREE.replace("| 1.000.000 |   900.000 | 100.000", "| 1.000.000 |   990.000 | 110.000")
    rows = rows.replace("|   600.000 |   500.000 | 100.000", "|   660.000 |   500.000 | 100.000")
    assert sorted(one.split(" ", 1)[1] for one in told(found(audit(budget(rows))))) == [
        "t1:2:3 990.000 -> 900.000",
        "t1:2:4 110.000 -> 100.000",
        "t1:3:2 660.000 -> 600.000",
    ]


def test_of_two_pairs_the_likelier_is_blamed_and_the_other_is_shown_with_what_goes_with_it() -> (
    None
):
    """Both computed numbers of a row are wrong; with another pagu the percentage would be another
    too.
    """
    remainder, share = found(
        audit(budget("7.01.02 | Program | 8.750.000 | 6.430.000 | 2.230.000 | 37,49"))
    )
    assert told([remainder, share]) == [
        "ANG-01 t1:0:4 2.230.000 -> 2.320.000",
        "ANG-02 t1:0:5 37,49 -> 73,49",
    ]
    assert [finding.why and finding.why.en for finding in (remainder, share)] == [
        "two digits changed places"
    ] * 2
    assert [
        (one.spot.printed, one.expected, one.why and one.why.en) for one in remainder.alternatives
    ] == [
        ("8.750.000", "8.660.000", "together with 37,49 → 74,25"),
        ("6.430.000", "6.520.000", "together with 37,49 → 74,51"),
    ]


def test_without_a_solution_each_contradiction_is_told_at_the_number_that_was_to_follow() -> None:
    """A table made of random numbers is not looked at for ever."""
    digits = iter(range(7919, 10**9, 104729))
    rows = [
        f"7.01.{p:02}.2.{k:02}.{s:04} | Uraian | {next(digits)} | {next(digits)} | "
        f"{next(digits)} | -"
        for p in range(1, 8)
        for k in range(5)
        for s in range(5)
    ]
    parents = [
        f"7.01.{p:02}.2.{k:02} | Uraian | 5 | 6 | 7 | -" for p in range(1, 8) for k in range(5)
    ]
    findings = found(audit(budget("\n".join([*parents, *rows]))))
    assert len(findings) >= len(rows) / 2


proofs = st.lists(
    st.frozensets(st.integers(0, 9).map(lambda number: (number,)), min_size=1, max_size=4),
    min_size=1,
)


@settings(max_examples=40, deadline=None)
@given(proofs)
def test_what_is_found_by_hand_and_by_the_solver_is_equally_small(
    proofs: list[frozenset[tuple[int, ...]]],
) -> None:
    by_hand, by_solver = smallest_by_enumeration(proofs, 10, count()), smallest_by_solver(proofs)
    assert by_hand is not None
    assert by_solver is not None
    assert len(by_hand) == len(by_solver)
    assert not any(proof.isdisjoint(by_hand) or proof.isdisjoint(by_solver) for proof in proofs)
    assert smallest_by_enumeration(proofs, len(by_hand) - 1, count()) is None
    assert smallest_by_enumeration(proofs, 10, iter(())) is None


SOLVED = """
import os, threading
import numpy  # whose own threads are not the solver's
from validate.diagnosis.minimal_repair import smallest_by_solver
threads = lambda: len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else threading.active_count()
before = threads()
proofs = [frozenset(((at,), (7 * at % 31,), (11 * at % 37,))) for at in range(40)]
assert smallest_by_solver(proofs)
assert threads() == before
child = os.fork()
if not child:
    os._exit(0 if smallest_by_solver(proofs) else 1)
assert os.waitpid(child, 0)[1] == 0
"""  # noqa: E501


def test_the_solver_prints_nothing_and_leaves_no_thread_to_a_fork() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SOLVED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# One digit anywhere -------------------------------------------------------------------------------

amounts = st.integers(0, 10**10)
lines = st.lists(st.tuples(amounts, amounts), min_size=2, max_size=2)
trees = st.lists(st.lists(lines, min_size=2, max_size=2), min_size=2, max_size=2)


def grid(tree: list[list[list[tuple[int, int]]]]) -> list[list[str | int]]:
    """The rows of a budget table with two programs, two kegiatan each, two sub kegiatan each, and
    its total.
    """

    def row(code: str, parts: list[tuple[int, int]]) -> list[str | int]:
        pagu = sum(max(one) for one in parts)
        spent = sum(min(one) for one in parts)
        return [code, f"Uraian {code}", pagu, spent, pagu - spent]

    rows = []
    for p, program in enumerate(tree, 1):
        rows.append(row(f"7.01.0{p}", [line for kegiatan in program for line in kegiatan]))
        for k, kegiatan in enumerate(program, 1):
            rows.append(row(f"7.01.0{p}.2.0{k}", kegiatan))
            rows += [row(f"7.01.0{p}.2.0{k}.000{s}", [line]) for s, line in enumerate(kegiatan, 1)]
    return [
        *rows,
        row("JUMLAH", [line for program in tree for kegiatan in program for line in kegiatan]),
    ]


def printed(rows: list[list[str | int]], shares: list[str]) -> str:
    return "\n".join(
        " | ".join([*map(printed_value, row), share])
        for row, share in zip(rows, shares, strict=True)
    )


def printed_value(value: str | int) -> str:
    """Return a text as it is, a number as a report prints it."""
    return value if isinstance(value, str) else format_amount(Decimal(value))


def share(row: list[str | int]) -> str:
    pagu, spent = int(row[2]), int(row[3])
    return format_amount(100 * Decimal(spent) / pagu, 2) if pagu else "0"


# budgets of almost nothing: 1.000 among small numbers is a thousand, not one with three decimals;
# and 0,01 of 1 out of 6.667 is a percentage, not a fraction
SMALL = [[[(0, 0), (0, 0)], [(0, 0), (0, 1)]], [[(0, 0), (0, 0)], [(0, 0), (0, 999)]]]
TINY = [[[(0, 0), (0, 0)], [(0, 0), (0, 0)]], [[(0, 0), (0, 0)], [(0, 0), (1, 6667)]]]
SPENT = [[[(0, 0), (0, 1)], [(0, 0), (551, 999)]], [[(0, 0), (0, 0)], [(0, 0), (449, 449)]]]


@settings(max_examples=60, deadline=None)
@given(trees, st.integers(0, 14), st.integers(2, 4), amounts)
@example(SMALL, 0, 2, 0)
@example(SPENT, 3, 2, 0)
@example(TINY, 0, 2, 0)
def test_a_single_wrong_amount_of_a_budget_is_found_at_its_cell_with_its_value(
    tree: list[list[list[tuple[int, int]]]], at: int, column: int, wrong: int
) -> None:
    rows = grid(tree)
    shares = [share(row) for row in rows]
    assert found(audit(budget(printed(rows, shares)))) == []
    right = rows[at][column]
    assume(wrong != right)
    rows[at][column] = wrong
    (finding,) = found(audit(budget(printed(rows, shares))))
    assert (finding.spot.cell, finding.expected) == (
        ("t1", at, column),
        format_amount(Decimal(right)),
    )


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (4, 5, 0, 1, 2, 3, 6)])
def test_the_order_of_the_rows_does_not_matter(order: tuple[int, ...]) -> None:
    rows = TREE.replace("|   500.000 | 100.000", "|   560.000 | 100.000").strip().splitlines()
    (finding,) = found(audit(budget("\n".join(rows[at] for at in order))))
    assert (finding.spot.printed, finding.expected) == ("560.000", "500.000")


# Several wrong numbers at once --------------------------------------------------------------------

SIX = """
    7.01.02      | Program | 1.220.270.000 | 971.395.000 | 79,60
    7.01.02.2.01 | Satu    |   250.000.000 | 241.300.000 | 96,52
    7.01.02.2.02 | Dua     |   367.940.000 | 169.790.000 | 41,46
    7.01.02.2.03 | Tiga    |   120.500.000 | 118.250.000 | 98,13
    7.01.02.2.04 | Empat   |    98.700.000 |  97.115.000 | 98,39
    7.01.02.2.05 | Lima    |    45.250.000 |  45.000.000 | 99,45
    7.01.02.2.06 | Enam    |   310.880.000 | 299.940.000 | 96,48
"""
WITHOUT_SISA = "Kode | Uraian | Pagu | Realisasi | Persentase (%)"


def test_a_wrong_program_and_a_wrong_percentage_accuse_no_innocent_kegiatan() -> None:
    program, share = found(audit(drawn(WITHOUT_SISA, SIX)))
    assert told([program, share]) == [
        "ANG-04 t1:0:2 1.220.270.000 -> 1.193.270.000",
        "ANG-02 t1:2:4 41,46 -> 46,15",
    ]
    assert share.formula == "169.790.000 ÷ 367.940.000 × 100 = 46,15"


def _long_list(pagu: str, realisasi: str, share: str) -> str:
    """Return a list too long for all pairs of its numbers to be tried, which adds up to 2.100.000
    and 1.890.000.
    """
    rows = [
        f"7.01.02.2.{at // 20 + 1:02}.{at % 20 + 1:04} | Uraian | 10.000 | 9.000 | 90,00"
        for at in range(210)
    ]
    return "\n".join([*rows, f"JUMLAH | < | {pagu} | {realisasi} | {share}"])


def test_a_percentage_that_two_wrong_totals_bear_out_together_is_not_accused() -> None:
    """Both totals are wrong; the percentage is that of what their rows come to."""
    totals = found(audit(drawn(WITHOUT_SISA, _long_list("1.000.000", "890.000", "90,00"))))
    assert sorted(told(totals)) == [
        "ANG-05 t1:210:2 1.000.000 -> 2.100.000",
        "ANG-05 t1:210:3 890.000 -> 1.890.000",
    ]
    assert all("ANG-02 t1:210:4" in followers(finding) for finding in totals)


def test_a_percentage_that_no_two_totals_bear_out_is_accused_beside_them() -> None:
    totals = found(audit(drawn(WITHOUT_SISA, _long_list("1.000.000", "890.000", "80,00"))))
    assert "ANG-02 t1:210:4 80,00 -> 89,00" in told(totals)


def test_every_equal_explanation_is_shown_and_those_whose_rows_agree_come_last() -> None:
    program, _ = found(audit(drawn(WITHOUT_SISA, SIX)))
    first, *others = [alternative.spot.printed for alternative in program.alternatives]
    assert (first, len(others)) == ("367.940.000", 5)


def test_what_a_total_should_be_follows_from_its_parts_as_printed_and_not_from_a_repair_of_one() -> (  # noqa: E501
    None
):
    rows = """
        7.01.02      | Program Satu | 141.206.000
        7.01.02.2.01 | Perumusan    |   1.600.000
        7.01.02.2.02 | Pendampingan | 133.206.000
        7.01.03      | Program Dua  | 121.892.400
        JUMLAH       | <            | 294.305.699
    """
    told_ = told(found(audit(drawn("Kode | Uraian | Pagu", rows))))
    assert sorted(told_) == [
        "ANG-04 t1:0:2 141.206.000 -> 134.806.000",
        "ANG-05 t1:4:2 294.305.699 -> 263.098.400",
    ]


def test_the_sum_that_is_written_out_comes_to_what_is_expected() -> None:
    rows = (
        SIX.replace("41,46", "46,15")
        .replace("1.220.270.000 ", "1.193.270.000 ")
        .replace("79,60", "81,41")
    )
    (finding,) = found(audit(drawn(WITHOUT_SISA, rows.replace("367.940.000 |", "376.940.000 |"))))
    assert told([finding]) == ["ANG-04 t1:2:2 376.940.000 -> 367.940.000"]
    assert finding.formula == (
        "1.193.270.000 − 250.000.000 − 120.500.000 − 98.700.000 − 45.250.000 − 310.880.000 = "
        "367.940.000"
    )
