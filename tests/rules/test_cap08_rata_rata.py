"""CAP-08: mean."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.rules.of_cap import capaian
from validate.rules.cap08_rata_rata import RULE

EXAMPLES = tabular()


# the mean is cut off instead of rounded
CUT = """
    Program Satu | 1.101,19
    Program Dua  | 1.101,18
    Program Tiga | 1.101,19
    Rata-rata    | 1.101,1
"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), report_of(drawn("Program | Pagu (Rp juta)", CUT)))


@pytest.mark.parametrize(
    ("numbers", "findings"),
    [
        ("100,00 95,00 96,00 97,00", []),
        ("100,00 95,00 96,00 98,00", ["CAP-08 t1:3:1 98,00 -> 97,00"]),
        ("109,00 95,00 96,00 97,00", []),  # the first is counted as 100
        ("100,00 - 96,00 98,00", []),  # how the blank one counts is not said
        ("100,00 95,00 96,00 97,001", []),
    ],
)
def test_a_rata_rata_is_the_mean_of_what_stands_above_it(numbers: str, findings: list[str]) -> None:
    names = ["Persentase desa tertib", "Persentase hasil", "Persentase laporan", "Rata-rata"]
    rows = [f"{name} | {number}" for name, number in zip(names, numbers.replace(" - ", "  ").split(" "), strict=True)]
    assert told(found(audit(drawn("Indikator Kinerja | Capaian (%)", "\n".join(rows))), "CAP-08")) == findings


def test_a_mean_is_told_where_indicators_share_the_cell_of_their_sasaran() -> None:
    rows = """
        1 | Meningkatnya mutu layanan | Persentase desa tertib | 100,00
          |                           | Persentase hasil | 95,00
        2 | Meningkatnya akuntabilitas | Persentase laporan | 96,00
          | Rata-rata Capaian | | 98,00
    """
    findings = found(audit(drawn("No | Sasaran | Indikator Kinerja | Capaian (%)", rows)), "CAP-08")
    assert told(findings) == ["CAP-08 t1:3:3 98,00 -> 97,00"]


def test_an_indicator_that_measures_a_mean_is_none() -> None:
    rows = [
        f"Desa | Persentase {name} | 100,00 | {value} | {value}"
        for name, value in zip("abc", ("90,00", "91,00", "95,00"), strict=True)
    ]
    assert capaian(*rows, "Desa | Rata-rata lama sekolah | 8,00 | 7,20 | 90,00", rules=("CAP-08",)) == []
