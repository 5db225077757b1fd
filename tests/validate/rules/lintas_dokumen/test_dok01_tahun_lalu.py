"""DOK-01: the figures of an earlier year are those of its report."""

import pytest

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    breaking,
    checked,
    documents,
    found,
    told,
)
from validate.rules.lintas_dokumen.dok01_tahun_lalu import RULE

PAIR = """\
Dokumen     Indikator Kinerja              Satuan    {head:25}Target 2024    Realisasi 2024
LKj 2024    {name:30} {unit:9} {ours:25}95,45          95,27

Dokumen     Indikator Kinerja              Satuan    Target    Realisasi
LKj 2023    {name:30} {other:9} 90,00     {theirs}"""
BUDGET = """\
Dokumen     Kode            Uraian               Realisasi 2023    Pagu 2024    Realisasi 2024
LKj 2024    7.01.02         Program Pelayanan    {}         4.430.000    3.930.000
LKj 2024    7.01.02.2.01    Kegiatan Pembinaan   {}         4.430.000    3.930.000

Dokumen     Kode            Uraian               Pagu         Realisasi
LKj 2023    7.01.02         Program Pelayanan    4.000.000    3.000.000
LKj 2023    7.01.02.2.01    Kegiatan Pembinaan   4.000.000    3.000.000"""


def pair(
    ours: str, theirs: str, units: tuple[str, str] = ("%", "%"), head: str = "Realisasi 2023"
) -> str:
    name = "Persentase desa tertib"
    return PAIR.format(
        head=head, name=name, unit=units[0], other=units[1], ours=ours, theirs=theirs
    )


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    slightly = documents(pair("90,53", "90,57"))
    program = documents(BUDGET.format("3.500.000", "3.500.000"))
    assert_severities(RULE, breaking(RULE), slightly, program)


def test_the_column_of_last_year_needs_no_number() -> None:
    findings = across(RULE, pair("92,57", "90,57", head="Realisasi Tahun Lalu"))
    assert told(findings) == ["92,57 -> 90,57 (previous-2023 p5 t1:0:3)"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("90,6", "90,57"), ("0,91", "90,57"), ("90,57", "90,57%"), ("-", "90,57"), ("90,57", "-")],
)
def test_what_may_be_the_same_is_no_contradiction(ours: str, theirs: str) -> None:
    assert across(RULE, pair(ours, theirs)) == []


def test_another_unit_is_another_figure() -> None:
    assert across(RULE, pair("12", "90,57", ("Desa", "%"))) != []
    assert across(RULE, pair("12", "90,57", ("Desa", "Indeks"))) == []


def test_what_a_sum_of_the_report_blames_already_is_told_there() -> None:
    dossier = documents(BUDGET.format("3.500.000", "3.000.000"))
    assert found(RULE, dossier) == []
    (finding,) = (one for one in checked(dossier).findings if one.elsewhere)
    assert (finding.rule, finding.expected) == ("ANG-04", "3.000.000")
    assert RULE.id in {follower.rule for follower in finding.followers}


def test_an_indicator_of_another_name_is_not_compared() -> None:
    block = pair("92,57", "90,57").replace(
        "LKj 2023    Persentase desa tertib ", "LKj 2023    Indeks kepuasan warga  "
    )
    assert across(RULE, block) == []


def test_a_line_and_its_sum_are_one_finding() -> None:
    (finding,) = across(RULE, BUDGET.format("3.500.000", "3.500.000"))
    assert finding.spot.cell is not None
    assert (finding.spot.cell.row, finding.expected) == (1, "3.000.000")
    assert [one.spot.printed for one in finding.followers] == ["3.500.000"]
    assert len(finding.elsewhere) == 2


def test_two_wrong_lines_are_two_findings() -> None:
    findings = across(RULE, BUDGET.format("3.500.000", "3.200.000"))
    assert [one.spot.printed for one in findings] == ["3.500.000", "3.200.000"]


def test_the_year_before_last_is_compared_with_its_own_report() -> None:
    block = """\
Dokumen     Indikator Kinerja         Realisasi 2022    Realisasi 2023    Target 2024    Realisasi 2024
LKj 2024    Persentase desa tertib    80,00             90,57             95,45          95,27

Dokumen     Indikator Kinerja         Target    Realisasi
LKj 2023    Persentase desa tertib    90,00     90,57

Dokumen     Indikator Kinerja         Target    Realisasi
LKj 2022    Persentase desa tertib    85,00     85,00"""  # noqa: E501
    assert told(across(RULE, block)) == ["80,00 -> 85,00 (previous-2022 p5 t1:0:2)"]
