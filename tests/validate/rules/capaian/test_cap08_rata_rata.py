"""CAP-08: mean."""

import pytest

from tests.audits import audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from tests.validate.rules.of_cap import capaian
from validate.rules.capaian.cap08_rata_rata import RULE

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
    assert_severities(
        RULE, broken(RULE, EXAMPLES), report_of(drawn("Program | Pagu (Rp juta)", CUT))
    )


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
    rows = [
        f"{name} | {number}"
        for name, number in zip(names, numbers.replace(" - ", "  ").split(" "), strict=True)
    ]
    assert (
        told(found(audit(drawn("Indikator Kinerja | Capaian (%)", "\n".join(rows))), "CAP-08"))
        == findings
    )


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
    assert (
        capaian(*rows, "Desa | Rata-rata lama sekolah | 8,00 | 7,20 | 90,00", rules=("CAP-08",))
        == []
    )


SECTIONS = """
    Layanan | Persentase a | 80,00 | 60,00 | 75,00
    Layanan | Persentase b | 80,00 | 80,00 | 100,00
    Layanan | Persentase c | 80,00 | 40,00 | 50,00
            | Rata-rata capaian sasaran | | | 75,00
            | | | |
    Tata    | Persentase d | 80,00 | 80,00 | 100,00
    Tata    | Persentase e | 80,00 | 60,00 | 75,00
    Tata    | Persentase f | 80,00 | 64,00 | 80,00
            | Rata-rata capaian program | | | {}
"""


def test_of_several_means_each_is_of_the_rows_since_the_one_before() -> None:
    assert capaian(*SECTIONS.format("85,00").strip().splitlines(), rules=("CAP-0",)) == []
    assert capaian(*SECTIONS.format("86,00").strip().splitlines()) == [
        "CAP-08 t1:8:4 86,00 -> 85,00"
    ]
    neither = SECTIONS.replace("| | | 75,00", "| | | 74,00").format("86,00")
    assert capaian(*neither.strip().splitlines()) == []


MEAN_COLUMN = (
    "Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian (%) | Rata-rata Capaian"
)
GROUPS = """
    Layanan | Persentase a | 80,00 | 60,00 | 75,00  | {}
    ^       | Persentase b | 80,00 | 80,00 | 100,00 | ^
    Tata    | Persentase d | 80,00 | 64,00 | 80,00  | 90,00 (B)
    ^       | Persentase e | 80,00 | 80,00 | 100,00 | ^
    Desa    | Persentase f | 80,00 | 64,00 | 80,00  | 80,00 (B)
"""


def test_a_column_of_means_is_of_the_rows_that_its_cells_are_merged_over() -> None:
    def printing(mean: str) -> list[str]:
        return told(found(audit(drawn(MEAN_COLUMN, GROUPS.format(mean))), "CAP-08"))

    assert printing("87,50 (B)") == []
    assert printing("88,50 (B)") == ["CAP-08 t1:0:5 88,50 (B) -> 87,50"]


def test_the_last_group_of_a_column_of_means_may_go_on_elsewhere() -> None:
    rows = """
        Produksi | Jumlah produksi   |       |       |        | 87,50
                 | - daging          | 80,00 | 60,00 | 75,00  |
                 | - telur           | 80,00 | 80,00 | 100,00 |
        Populasi | Jumlah populasi   |       |       |        | {}
                 | - sapi            | 80,00 | 64,00 | 80,00  |
                 | - kambing         | 80,00 | 80,00 | 100,00 |
    """
    assert found(audit(drawn(MEAN_COLUMN, rows.format("84,11"))), "CAP-08") == []
