"""ANG-10: code without a parent."""

from tests.audits import audit, budget, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_ang import RIGHT, row
from validate.findings import Finding
from validate.rules.anggaran.ang10_tanpa_induk import RULE

EXAMPLES = tabular(last="Pagu|Realisasi")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_code_without_its_parent_is_told_once_for_all_its_rows() -> None:
    rows = (
        RIGHT.replace("7.01.02.2.04  ", "7.01.02.2.05  ")
        + "7.01.02.2.04.0004 | Lagi | 0 | 0 | 0 | 0"
    )
    (finding,) = found(audit(budget(rows)), "ANG-10")
    assert (finding.spot.printed, len(finding.followers)) == ("7.01.02.2.04.0003", 1)


def test_a_table_of_sub_kegiatan_alone_has_no_orphans() -> None:
    rows = (
        "7.01.02.2.01.0002 | Satu | 100 | 60 | 40 | 60\n7.01.02.2.04.0003 | Dua | 100 | 60 | "
        "40 | 60"
    )
    assert row(rows) == []


ORPHANED = """
    7.01.01           | Program Penunjang | 3.000 | 1.500 | 1.500 | 50
    7.01.01.2.01      | Perencanaan       | 3.000 | 1.500 | 1.500 | 50
    7.01.01.2.01.0001 | Dokumen           | 1.000 | 500   | 500   | 50
    7.01.01.2.19.0002 | Koordinasi        | 2.000 | 1.000 | 1.000 | 50
    JUMLAH            |                   | 3.000 | 1.500 | 1.500 | 50
"""


def test_a_mistyped_code_breaks_no_sum_of_the_group_it_stands_in() -> None:
    assert [finding.rule for finding in found(audit(budget(ORPHANED)))] == ["ANG-10"]


def test_a_row_of_another_group_is_not_added_to_the_one_above_it() -> None:
    smaller = ORPHANED.replace(
        "7.01.01.2.01      | Perencanaan       | 3.000 | 1.500 | 1.500",
        "7.01.01.2.01 | A | 1.000 | 500 | 500",
    )
    assert {finding.rule for finding in found(audit(budget(smaller)))} == {"ANG-10", "ANG-04"}


FOREIGN = """
    2.10.2.10.1.02    | Program sarana dan prasarana | 235.000.000
    1.00.2.10.1.02.07 | Pengadaan perlengkapan       | 135.000.000
    1.00.2.10.1.02.12 | Pengadaan komputer           |  40.000.000
    2.10.2.10.1.02.10 | Pengadaan mebeleur           |  60.000.000
"""


def plan(rows: str) -> list[Finding]:
    return found(audit(budget(rows, head="Kode Rekening | Program/Kegiatan | Jumlah Anggaran")))


def test_rows_of_a_foreign_prefix_that_a_program_counts_are_told_once_and_break_no_sum() -> None:
    (finding,) = plan(FOREIGN)
    assert (finding.rule, finding.spot.printed) == ("ANG-10", "1.00.2.10.1.02.07")
    assert [follower.spot.printed for follower in finding.followers] == ["1.00.2.10.1.02.12"]


def test_a_program_that_does_not_count_rows_of_a_foreign_prefix_breaks_no_sum_either() -> None:
    assert plan(FOREIGN.replace("235.000.000", " 60.000.000")) == []


def test_of_what_foreign_rows_may_belong_to_the_nearer_sum_is_told() -> None:
    (finding,) = [
        one for one in plan(FOREIGN.replace("235.000.000", "253.000.000")) if one.rule == "ANG-04"
    ]
    assert (finding.spot.printed, finding.expected) == ("253.000.000", "235.000.000")
