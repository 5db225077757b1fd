"""EFI-07: sasaran and its programs."""

from extract.records import Table
from tests.audits import RESOURCES, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_efi import ONE, TWO, cost, in_millions, sasaran
from validate.findings import Severity
from validate.rules.efisiensi import efi07_program_sasaran
from validate.rules.efisiensi.efi07_program_sasaran import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(cost(sasaran("a", 110), ONE, TWO)),
        report_of(in_millions(["2.204,3"], ("1.101,19", "1.101,19"))),
        report_of(in_millions(["2.202,3"], ("1.101,19", "1.101,19"))),
    )


def test_a_sasaran_is_the_sum_of_the_programs_printed_under_it() -> None:
    assert found(audit(cost(sasaran("a", 100), ONE, TWO))) == []
    findings = found(audit(cost(sasaran("a", 110), ONE, TWO)))
    assert told(findings) == ["EFI-07 t1:0:6 110 -> 100", "EFI-07 t1:0:7 110 -> 100"]
    assert findings[0].severity is Severity.CRITICAL


def grouped(one: str, two: str) -> Table:
    """The table on resources, which says which program supports which indicator of a sasaran."""
    rows = f"""
        1 | {one} | PROGRAM PEMBINAAN DESA | Persentase b | 100% | 100% | 0
        2 | {two} | PROGRAM PEMBERDAYAAN MASYARAKAT | Persentase c | 100% | 100% | 0
    """
    return drawn(RESOURCES, rows, id="t2", caption="Penggunaan Sumber Daya")


def test_the_table_on_resources_says_which_program_supports_which_sasaran() -> None:
    resources = grouped("Persentase akuntabilitas", "Persentase pelayanan")
    right = cost(sasaran("pelayanan", 60), sasaran("akuntabilitas", 40), ONE, TWO)
    assert found(audit(right, resources)) == []
    crossed = cost(sasaran("pelayanan", 40), sasaran("akuntabilitas", 60), ONE, TWO)
    assert {finding.rule for finding in found(audit(crossed, resources))} == {"EFI-07"}


def test_where_no_table_says_so_a_division_that_fits_is_enough_and_none_is_claimed() -> None:
    fits, off = (cost(sasaran("a", pagu), sasaran("b", 60), ONE, TWO) for pagu in (40, 41))
    assert len(list(efi07_program_sasaran.relate(audit(fits).context))) == 4
    assert list(efi07_program_sasaran.relate(audit(off).context)) == []
    assert found(audit(off)) == []
