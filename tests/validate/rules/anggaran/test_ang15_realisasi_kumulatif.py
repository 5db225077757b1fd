"""ANG-15: cumulative realisasi does not fall."""

from tests.validate.rules.companions import (
    across,
    assert_examples,
    assert_severities,
    beside,
    breaking,
    documents,
    found,
    named_report,
    told,
)
from validate.findings import Finding
from validate.rules.anggaran.ang15_realisasi_kumulatif import RULE

HEAD = "Dokumen    Kode               Uraian                   Pagu         {}"
ROWS = """
{0}       7.01.02            Program Pelayanan        4.000.000    {1}
{0}       7.01.02.2.01       Kegiatan Pelayanan       3.000.000    {2}
{0}       7.01.02.2.01.0001  Sub Kegiatan Pelayanan   3.000.000    {2}
{0}       7.01.02.2.02       Kegiatan Pembinaan       1.000.000    {3}
"""


def quarter(name: str, head: str, *amounts: str) -> str:
    """The budget of a quarter: a program, its first kegiatan with one sub kegiatan, and its second
    kegiatan.
    """
    return HEAD.format(head) + ROWS.rstrip().format(name, *amounts)


def fallen(*amounts: str, head: str = "Realisasi") -> list[Finding]:
    later = quarter("TW II", f"{head} TW II", *amounts)
    return across(
        RULE, f"{later}\n\n{quarter('TW I ', f'{head} TW I', '2.000.000', '1.500.000', '500.000')}"
    )


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE)


def test_every_declared_severity_is_reached() -> None:
    lines = (
        "Dokumen    Kode            Uraian                Pagu             Realisasi s.d. TW {}\n"
    )
    line = "TW {}       7.01.02.2.01    Kegiatan Pelayanan    4.430.000.000    {}"
    kegiatan = [
        documents(
            (lines + line).format("II", "II", second)
            + "\n\n"
            + (lines + line).format("I", "I ", "1.000.000.000")
        )
        for second in ("999.999.000", "900.000.000")
    ]
    assert_severities(RULE, breaking(RULE), *kegiatan)


def test_a_fall_and_the_sums_that_it_goes_into_are_one_finding() -> None:
    (finding,) = fallen("1.900.000", "1.400.000", "500.000", head="Realisasi s.d.")
    assert finding.spot.printed == "1.400.000"
    assert [one.spot.printed for one in finding.followers] == ["1.900.000", "1.400.000"]
    assert finding.message.en == (
        "The realisasi of the budget of “Sub Kegiatan Pelayanan” up to quarter II is printed "
        "as 1.400.000, less than "
        "1.500.000 in the earlier report of quarter I (p. 5)."
    )


def test_what_the_lines_bear_out_needs_no_word() -> None:
    """All lines but one rise: they count from January."""
    assert told(fallen("2.500.000", "2.100.000", "400.000")) == [
        "400.000 -> None (quarter-tw1 p5 t1:3:3)"
    ]


def test_amounts_of_a_quarter_alone_may_be_less() -> None:
    assert fallen("900.000", "600.000", "300.000") == []


def test_a_later_quarter_beside_the_report_may_not_print_less_either() -> None:
    first = quarter("TW I ", "Realisasi s.d. TW I", "2.000.000", "1.500.000", "500.000")
    second = quarter("TW II", "Realisasi s.d. TW II", "1.900.000", "1.400.000", "500.000")
    (finding,) = across(RULE, f"{first}\n\n{second}")
    assert finding.spot.printed == "1.500.000"
    assert (
        "lebih banyak daripada 1.400.000 dalam laporan triwulan II sesudahnya" in finding.message.id
    )


def test_the_nearest_quarter_is_told_and_no_farther_one() -> None:
    third = quarter("TW III", "Realisasi s.d. TW III", "1.000.000", "600.000", "400.000").replace(
        "TW III   ", "TW III  "
    )
    first = quarter("TW I ", "Realisasi s.d. TW I", "2.000.000", "1.500.000", "500.000")
    second = quarter("TW II", "Realisasi s.d. TW II", "1.900.000", "1.400.000", "500.000")
    findings = across(RULE, f"{third}\n\n{first}\n\n{second}")
    assert {there.document for one in findings for there in one.elsewhere} == {"quarter-tw2"}


def test_a_quarter_of_another_year_is_not_compared() -> None:
    dossier = breaking(RULE)
    other = dossier.companions[0]
    assert other.report
    earlier = named_report("TW I 2023", *other.report.document.tables)
    assert found(RULE, dossier._replace(companions=(beside("TW I", earlier),))) == []
