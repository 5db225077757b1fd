"""ANG-18: sum across a row."""

from tests.audits import drawn, report_of
from tests.rules.examples import assert_examples, assert_severities, broken, tabular, varied
from validate.rules.ang18_jumlah_mendatar import RULE

EXAMPLES = tabular(
    first="Uraian",
    above="""1.000.000 | 200.000 | 1.200.000
            2.500.000 | 0 | 2.500.000
            700.000 | 60.000 | 760.000
            900.500 | 100.000 | 1.000.500""",
)


FOLLOWING = "".join(f"Belanja {at} | 1.00{at},25 | 1.100,25 | 2.10{at},50\n" for at in range(1, 6))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        *varied(RULE, EXAMPLES, "491.463.375", "419.993.375"),
        report_of(
            drawn(
                "Uraian | Penetapan (Rp juta) | Perubahan (Rp juta) | Jumlah (Rp juta)",
                FOLLOWING + "Belanja lain | 1.101,19 | 1.101,19 | 2.202,3",
            )
        ),
    )
