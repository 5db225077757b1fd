"""ANG-06: realisasi above pagu."""

from tests.audits import audit, budget, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_ang import row
from validate.findings import Severity
from validate.rules.anggaran.ang06_melebihi_pagu import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_more_realisasi_than_pagu_is_told_even_where_the_sisa_follows() -> None:
    (finding,) = found(
        audit(budget("7.01.02 | Program | 4.430.000 | 4.530.000 | (100.000) | 102,26"))
    )
    assert (finding.rule, finding.severity, finding.expected) == ("ANG-06", Severity.CRITICAL, None)
    assert (
        finding.message.id
        == "Tercetak 4.530.000, lebih dari 4.430.000, padahal realisasi tidak melebihi pagu."
    )


def test_revenue_may_exceed_its_target() -> None:
    rows = "7.01.02 | Pendapatan retribusi | 4.430.000 | 4.530.000 | (100.000) | 102,26"
    assert row(rows) == []


def test_money_without_a_pagu_is_over_realisation() -> None:
    assert [
        finding.rule for finding in found(audit(budget("7.01.02 | Program | 0 | 500 | (500) | 0")))
    ] == ["ANG-06"]


def test_a_sum_that_exceeds_its_pagu_because_a_row_does_is_not_told_again() -> None:
    rows = """
        7.01.01           | Program   | 1.000 | 1.200 | -200 | 120
        7.01.01.2.01      | Kegiatan  | 1.000 | 1.200 | -200 | 120
        7.01.01.2.01.0001 | Dokumen   | 400   | 700   | -300 | 175
        7.01.01.2.01.0002 | Evaluasi  | 600   | 500   | 100  | 83,33
        JUMLAH            |           | 1.000 | 1.200 | -200 | 120
    """
    (finding,) = found(audit(budget(rows)), "ANG-06")
    assert finding.spot.printed == "700"
