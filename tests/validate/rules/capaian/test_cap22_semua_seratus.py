"""CAP-22: all exactly 100."""

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import (
    RESULTS,
    assert_examples,
    assert_severities,
    broken,
    tabular,
)
from tests.validate.rules.of_cap import capaian
from validate.findings import Severity
from validate.rules.capaian.cap22_semua_seratus import RULE

EXAMPLES = tabular(
    above="\n".join(f"Persentase {name} | 100 | 100 | 100" for name in "ABCD"), caption=RESULTS
)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_table_of_nothing_but_hundreds_is_remarked() -> None:
    rows = [f"Pelayanan | Persentase {letter} | 100 | 100 | 100" for letter in "abcde"]
    (finding,) = found(audit(drawn(CAPAIAN, "\n".join(rows))), "CAP-2")
    assert (finding.rule, finding.severity, len(finding.evidence)) == ("CAP-22", Severity.INFO, 4)
    assert capaian(*rows[:4], rules=("CAP-2",)) == []
    assert capaian(*rows[:4], "Pelayanan | Persentase f | 100 | 98 | 98", rules=("CAP-2",)) == []
