"""DOK-03: the targets of the Renstra that a report prints are the Renstra's."""

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    breaking,
    documents,
    told,
)
from validate.rules.lintas_dokumen.dok03_target_renstra import RULE

PAIR = """\
Dokumen    Indikator Kinerja         Target    Realisasi    Capaian    {:30}
LKj        Persentase desa tertib    95,45     95,27        99,81      {}

Dokumen    Indikator Kinerja         Target 2024    Target 2025    Target 2026
Renstra    Persentase desa tertib    95,45          96,50          98,00"""


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, breaking(RULE), documents(PAIR.format("Target Akhir Renstra", "98,04")))


def test_the_end_of_the_plan_is_its_last_year() -> None:
    findings = across(RULE, PAIR.format("Target Akhir Renstra", "97,00"))
    assert told(findings) == ["97,00 -> 98,00 (renstra p5 t1:0:3)"]
    assert across(RULE, PAIR.format("Target Akhir Renstra", "98,00")) == []


def test_a_target_of_a_year_is_that_of_the_year() -> None:
    assert across(RULE, PAIR.format("Target Renstra 2025", "96,50")) == []
    assert len(across(RULE, PAIR.format("Target Renstra 2025", "98,00"))) == 1
