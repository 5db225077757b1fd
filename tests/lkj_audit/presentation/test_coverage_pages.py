"""Pages on which many printed numbers have no value are told: silence about them would look like
agreement.
"""

from normalize.report import Role
from tests.typed import BUDGET, report, typed_table
from validate.coverage import unread_pages
from validate.findings import UnreadPage

PAGU = (Role.KODE, Role.URAIAN, Role.PAGU)


def rows(*amounts: str) -> str:
    return "\n".join(f"7.01.0{at} | Program | {amount}" for at, amount in enumerate(amounts, 1))


def test_a_page_with_many_numbers_without_a_value_is_told() -> None:
    table = typed_table(rows("1 2 3.000", "4 5 6.000", "7 8 9.000", "1.000.000"), PAGU, page=3)
    assert unread_pages(report(table)) == (UnreadPage(3, 3, 4),)


def test_amounts_in_a_column_that_was_not_recognised_are_numbers_without_a_value() -> None:
    table = typed_table(
        rows("1.000.000", "2.500.000,00", "95,27%", "Rp 3.000.000"),
        (Role.KODE, Role.URAIAN, Role.LAIN),
    )
    assert unread_pages(report(table)) == (UnreadPage(1, 4, 4),)


def test_a_slip_among_many_is_no_page_without_values() -> None:
    amounts = [f"{at}.000.000" for at in range(1, 20)]
    assert unread_pages(report(typed_table(rows(*amounts, "1 2 3.000", "4 5 6.000"), PAGU))) == ()
    assert unread_pages(report(typed_table(rows(*amounts, *["1 2 3.000"] * 4), PAGU))) == ()


def test_dashes_empty_cells_words_and_codes_are_no_numbers_without_a_value() -> None:
    words = typed_table(
        rows("12 desa", "BB", "3 dokumen", "Level 3"), (Role.KODE, Role.URAIAN, Role.LAIN)
    )
    blank = typed_table("7.01.01 | Program | - | | n/a | –\n" * 4, BUDGET)
    assert unread_pages(report(words, blank)) == ()
