"""EFI-09: total of all sasaran."""

from extract.records import Table
from tests.audits import audit, budget, drawn, found, report_of
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_efi import ONE, TWO, cost, in_millions, sasaran
from validate.rules.efisiensi.efi09_jumlah_sasaran import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        report_of(cost(sasaran("a", 40), sasaran("b", 70), ONE, TWO), whole(100)),
        report_of(in_millions(("1.101,14", "1.103,24"), PAGU), CUT),
        report_of(in_millions(PAGU, PAGU), CUT),
    )


PAGU = ("1.101,14", "1.101,24")
# the total is cut off instead of rounded
CUT = drawn(
    "Kode | Uraian | Pagu (Rp juta) | Realisasi (Rp juta)",
    """
        7.01.06 | PROGRAM PEMBINAAN DESA          | 1.101,1 | 1.101,1
        7.01.03 | PROGRAM PEMBERDAYAAN MASYARAKAT | 1.101,2 | 1.101,2
        JUMLAH  | <                               | 2.202,3 | 2.202,3
    """,
    id="t3",
    caption="Realisasi Anggaran Tahun 2024",
)


def whole(pagu: int, *more: str) -> Table:
    rows = [
        "7.01.06 | PROGRAM PEMBINAAN DESA | 40 | 40 | 0 | 100",
        "7.01.03 | PROGRAM PEMBERDAYAAN MASYARAKAT | 60 | 60 | 0 | 100",
        *more,
        f"JUMLAH | < | {pagu} | {pagu} | 0 | 100",
    ]
    return budget("\n".join(rows), id="t3")


def test_the_sasaran_come_to_the_whole_budget() -> None:
    table = cost(sasaran("a", 40), sasaran("b", 60), ONE, TWO)
    assert found(audit(table, whole(100))) == []
    findings = found(audit(cost(sasaran("a", 40), sasaran("b", 70), ONE, TWO), whole(100)))
    assert [finding.rule for finding in findings] == ["EFI-09", "EFI-09"]


def test_sasaran_that_print_no_realisasi_say_nothing_of_the_realisasi_of_the_budget() -> None:
    table = cost(" | Meningkatnya a | Persentase a | 100 | 100 | 100 | 100 | | | ", ONE, TWO)
    assert found(audit(table, whole(100))) == []


def test_sasaran_of_a_part_of_the_budget_are_not_compared_with_all_of_it() -> None:
    table = cost(sasaran("a", 40), sasaran("b", 60), ONE, TWO)
    other = "7.01.02 | PROGRAM PENYELENGGARAAN PELAYANAN | 50 | 50 | 0 | 100"
    assert found(audit(table, whole(150, other))) == []


def test_nothing_is_claimed_of_a_sum_with_a_sasaran_that_could_not_be_read() -> None:
    wrong = cost(sasaran("a", 40), sasaran("b", 70), ONE, TWO)
    unread = cost(sasaran("a", 40).replace("40", "4?0"), sasaran("b", 70), ONE, TWO)
    assert len(found(audit(wrong, whole(100)), "EFI-09")) == 2
    assert found(audit(unread, whole(100)), "EFI-09") == []


def test_a_quarter_is_not_the_whole_budget_of_a_table() -> None:
    table = cost(sasaran("a", 40), sasaran("b", 60), ONE, TWO)
    head = "Kode | Uraian | Pagu TW I | Pagu TW II | Jumlah Pagu | Realisasi"
    rows = """
        7.01.06 | PROGRAM PEMBINAAN DESA          | 10 | 30 | 40  | 40
        7.01.03 | PROGRAM PEMBERDAYAAN MASYARAKAT | 20 | 40 | 60  | 60
        JUMLAH  | <                               | 30 | 70 | {} | 100
    """
    quarters = drawn(head, rows.format(100), "t3", "Realisasi Anggaran Tahun 2024")
    assert found(audit(table, quarters), "EFI-09") == []
