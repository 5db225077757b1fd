"""BKT-07: data source of an indicator."""

import pytest

from tests.audits import drawn, report_of
from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.bukti.bkt07_sumber_data import RULE

EXAMPLES = tabular(caption="Indikator Kinerja Utama")

HEAD = "Indikator Kinerja | Target | Sumber Data"
DEFINED = (
    "**Indeks Kepuasan**\nSumber data : Survei kepuasan masyarakat\n\n\n**Persentase "
    "Desa**\nSumber data : {}\n"
)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("Indeks satu | 80 | Survei\nIndeks dua | 70 | -\nIndeks tiga | 60 | ", 1),
        ("Indeks satu | 80 | Survei\nIndeks dua | 70 | ^", 0),
        ("Indeks satu | 80 | \nIndeks dua | 70 | ", 0),
        ("Indeks satu | 80 | LPPD\nIndeks dua | 70 | Survei", 0),
    ],
)
def test_a_table_that_names_some_sources_names_all(rows: str, count: int) -> None:
    told = findings_of(RULE, report_of(drawn(HEAD, rows)))
    assert len(told) == count
    assert all(len(one.followers) == 1 for one in told)


def test_a_column_for_the_source_of_funds_is_another() -> None:
    rows = "Indeks satu | 80 | DAU\nIndeks dua | 70 | "
    assert findings_of(RULE, report_of(drawn(HEAD.replace("Data", "Dana"), rows))) == []


@pytest.mark.parametrize(
    ("source", "count"), [("", 1), ("-", 1), ("......", 1), ("Seksi Pemerintahan", 0)]
)
def test_definitions_in_running_text_name_their_source(source: str, count: int) -> None:
    told = findings_of(
        RULE, report_of(drawn(HEAD, "Indeks satu | 80 | Survei"), text=DEFINED.format(source))
    )
    assert len(told) == count
