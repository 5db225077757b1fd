"""Of a table that may be cut short no sum over rows is claimed; what its rows say by
themselves is.
"""

from dataclasses import replace

from tests.audits import audit, budget, found, told

WRONG_SUM = budget("""
    7.01.02 | Program Satu | 1.000.000 | 900.000 | 100.000 | 90
    7.01.03 | Program Dua | 1.000.000 | 900.000 | 100.000 | 90
    | JUMLAH | 2.500.000 | 2.250.000 | 250.000 | 90
""")


def test_a_sum_over_rows_that_may_be_missing_is_not_claimed() -> None:
    assert "ANG-05" in {finding.rule for finding in found(audit(WRONG_SUM))}
    assert found(audit(replace(WRONG_SUM, cut_short=True))) == []


def test_what_a_row_says_by_itself_is_claimed_of_a_table_that_is_cut_short() -> None:
    wrong_rest = budget("""
        7.01.02 | Program Satu | 1.000.000 | 900.000 | 150.000 | 90
        7.01.03 | Program Dua | 1.000.000 | 900.000 | 100.000 | 90
    """)
    findings = found(audit(replace(wrong_rest, cut_short=True)))
    assert told(findings) == told(found(audit(wrong_rest)))
    assert {finding.rule for finding in findings} == {"ANG-01"}
