"""DOK-05: the budget as in the DPPA, and what was spent as in the LRA."""

import pytest

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    breaking,
    documents,
    told,
)
from validate.findings import Certainty
from validate.rules.lintas_dokumen.dok05_anggaran import RULE

HEAD = "Dokumen    Kode                 Uraian                  {:25} Realisasi"
OURS = """
{0}        7.01.02              Program Pelayanan       {1:25} {2}
{0}        7.01.02.2.01         Kegiatan Pelayanan      {1:25} {2}
{0}        7.01.02.2.01.0001    Sub Kegiatan Layanan    {1:25} {2}"""
PAGU, SPENT = "4.430.000", "3.930.000"


def budget(document: str, pagu: str = PAGU, spent: str = SPENT, head: str = "Pagu") -> str:
    return HEAD.format(head) + OURS.format(document, pagu, spent)


def beside(
    document: str, pagu: str = PAGU, spent: str = SPENT, head: str = "Pagu", ours: str = "Pagu"
) -> str:
    """Our budget, and that of a document beside it."""
    theirs = budget(document, pagu, spent, head).replace(f"{document}        ", document.ljust(11))
    return f"{budget('LKj', head=ours)}\n\n{theirs}"


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    line = "{}    7.01.02.2.01    Kegiatan Pelayanan    4.430.000.000    {}"
    head = "Dokumen    Kode            Uraian                Pagu             Realisasi\n"
    kegiatan = [
        documents(
            f"{head}{line.format('LKj    ', '3.000.000.000')}\n{line.format('LRA    ', other)}"
        )
        for other in ("3.000.100.000", "3.100.000.000")
    ]
    assert_severities(RULE, breaking(RULE), *kegiatan)


def test_a_line_and_the_sums_above_it_are_one_finding() -> None:
    (finding,) = across(RULE, beside("LRA", spent="3.390.000"))
    assert finding.spot.cell is not None
    assert (finding.spot.cell.row, finding.spot.printed, finding.expected) == (
        2,
        SPENT,
        "3.390.000",
    )
    assert [one.spot.cell.row for one in finding.followers if one.spot.cell] == [0, 1]


def test_the_pagu_of_a_dppa_is_compared_and_its_realisasi_is_not() -> None:
    assert told(across(RULE, beside("DPPA", "4.330.000", "0")))[0].startswith(
        "4.430.000 -> 4.330.000 (dppa p5 t1:2:2"
    )
    assert across(RULE, beside("DPPA", spent="0")) == []


def test_a_report_that_names_the_first_budget_is_not_held_to_the_changed_one() -> None:
    assert (
        across(RULE, beside("DPPA", "4.330.000", head="Pagu setelah perubahan", ours="Pagu murni"))
        == []
    )
    assert len(across(RULE, beside("DPPA", "4.330.000", head="Pagu setelah perubahan"))) == 1


def test_amounts_in_thousands_are_the_same() -> None:
    thousands = budget("LRA", "4.430", "3.930", "Pagu (ribuan Rp)").replace(
        "Realisasi", "Realisasi (ribuan Rp)"
    )
    assert across(RULE, f"{budget('LKj')}\n\n{thousands}") == []


@pytest.mark.parametrize(("code", "found"), [("7.01.02.2.01.01", 1), ("7.01.03.2.01.0001", 0)])
def test_lines_are_the_same_by_code_however_many_digits_it_has(code: str, found: int) -> None:
    ours = "Dokumen    Kode                 Uraian                 Pagu         Realisasi\n"
    block = f"{ours}LKj        7.01.02.2.01.0001    Penyusunan Dokumen     4.430.000    3.930.000"
    other = f"{ours}LRA        {code:20} Penyusunan Dokumen     4.430.000    3.390.000"
    assert len(across(RULE, f"{block}\n\n{other}")) == found


def test_a_code_with_another_name_is_not_compared() -> None:
    other = budget("LRA", spent="3.390.000").replace("Sub Kegiatan Layanan", "Pembangunan Gedung  ")
    other = other.replace("Program Pelayanan ", "Program Kesehatan ").replace(
        "Kegiatan Pelayanan ", "Rehabilitasi Jalan "
    )
    assert across(RULE, f"{budget('LKj')}\n\n{other}") == []


@pytest.mark.parametrize(("period", "found"), [("TW II", 0), ("TW IV", 1)])
def test_a_quarter_is_compared_with_an_lra_up_to_its_end(period: str, found: int) -> None:
    head = "Dokumen    Kode            Uraian                Pagu         Realisasi s.d. {}\n"
    ours = (
        f"{head.format(period)}{period:10} 7.01.02.2.01    Kegiatan Pelayanan    4.430.000    "
        "3.930.000"
    )
    theirs = (
        f"{head.format('TW IV')}LRA        7.01.02.2.01    Kegiatan Pelayanan    4.430.000    "
        "3.390.000"
    )
    assert len(across(RULE, f"{ours}\n\n{theirs}")) == found


UNCODED = """\
Dokumen    Program/Kegiatan                      Pagu         Realisasi
LKj        Program Pelayanan Masyarakat          3.000.000    2.500.000
LKj        Penyediaan jasa surat menyurat        1.000.000    900.000
LKj        Penyediaan alat                       2.000.000    1.600.000
LKj        JUMLAH                                3.000.000    2.500.000"""


def theirs(block: str) -> str:
    return block.replace("LKj", "LRA")


@pytest.mark.parametrize(("printed", "found"), [("900.000", 1), ("1.600.000", 0)])
def test_a_line_without_a_code_is_told_by_a_name_of_enough_words(printed: str, found: int) -> None:
    """A short name may be of another program."""
    other = theirs(UNCODED).replace(printed, "1" + printed[1:])
    findings = across(RULE, f"{UNCODED}\n\n{other}")
    assert len([one for one in findings if one.spot.printed == printed]) == found


@pytest.mark.parametrize(
    ("name", "found"), [("Program Pelayanan Masyarakat", 1), ("Program Pembinaan Masyarakat", 0)]
)
def test_a_total_is_compared_with_the_total_of_the_same_programs(name: str, found: int) -> None:
    total = (
        "{0}        {1:38}{2}    2.500.000\n{0}        JUMLAH                                "
        "{2}    2.500.000"
    )
    head = "Dokumen    Program/Kegiatan                      Pagu         Realisasi\n"
    ours = head + total.format("LKj", "Program Pelayanan Masyarakat", "3.000.000")
    other = head + total.format("LRA", name, "4.000.000")
    assert len(across(RULE, f"{ours}\n\n{other}")) == found


def test_a_line_that_the_report_prints_once_as_the_other_document_does_is_left_to_rules_over_one_report() -> (  # noqa: E501
    None
):
    again = budget("LKj", spent="3.390.000")
    assert across(RULE, f"{budget('LKj')}\n\n{again}\n\n{budget('LRA', spent='3.390.000')}") == []
    (finding, *_) = across(
        RULE, f"{budget('LKj')}\n\n{again}\n\n{budget('LRA', spent='3.000.000')}"
    )
    assert finding.certainty is Certainty.UNVERIFIABLE
