"""Tables without codes in sections of programs: where the total bears out the structure, its sums
are claimed.
"""

from tests.audits import audit, drawn, found, told

HEAD = "Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp)"
ROWS = """
    PROGRAM PELAYANAN          |            |
    Penyediaan Jasa            | 11.216.300 | 10.104.750
    Penyediaan Alat            | 30.000.000 | 29.000.000
    PROGRAM DISIPLIN           | {program}
    Pengadaan Pakaian          | 12.800.000 | 12.150.400
    Pengadaan Mesin            | 20.000.000 | 19.000.000
    PROGRAM PERENCANAAN        |            |
    Penyusunan Renja           | 23.960.600 | 23.610.600
    Penyusunan RKA             | 137.717.500 | 136.277.500
    {further}
    JUMLAH                     | {total}
"""
RIGHT = "235.694.400 | 230.143.250"


def sums(total: str, program: str = "32.800.000 | 31.150.400", further: str = "") -> list[str]:
    """Return what is told of the sums of the table with this total."""
    rows = ROWS.format(total=total, program=program, further=further)
    rows = "\n".join(line for line in rows.splitlines() if line.strip())
    return told(found(audit(drawn(HEAD, rows)), "ANG-03", "ANG-04", "ANG-05"))


def test_a_table_whose_sums_hold_is_silent() -> None:
    assert sums(RIGHT) == []


def test_a_total_that_lost_its_first_digit_in_both_columns_is_told() -> None:
    assert sums("35.694.400 | 30.143.250") == [
        "ANG-05 t1:9:1 35.694.400 -> 235.694.400",
        "ANG-05 t1:9:2 30.143.250 -> 230.143.250",
    ]


def test_a_program_that_is_not_the_sum_of_its_rows_is_told_where_the_total_holds() -> None:
    assert sums(RIGHT, program="30.800.000 | 31.150.400") == [
        "ANG-04 t1:3:1 30.800.000 -> 32.800.000"
    ]
    assert sums("35.694.400 | 30.143.250", program="30.800.000 | 29.150.400") == [
        "ANG-04 t1:3:1 30.800.000 -> 32.800.000",
        "ANG-04 t1:3:2 29.150.400 -> 31.150.400",
        "ANG-05 t1:9:1 35.694.400 -> 235.694.400",
        "ANG-05 t1:9:2 30.143.250 -> 230.143.250",
    ]


def test_a_total_that_bears_nothing_out_makes_nothing_claimable() -> None:
    assert sums("299.999.900 | 288.888.800", program="30.800.000 | 29.150.400") == []


def test_rows_of_two_levels_under_a_program_are_not_added_up_twice() -> None:
    deeper = (
        "Penyusunan RKA Murni | 100.000.000 | 100.000.000\n    Penyusunan RKA Lain | "
        "37.717.500 | 36.277.500"
    )
    assert sums(RIGHT, further=deeper) == []
