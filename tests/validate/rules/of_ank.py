"""What the tests of several rules ANK read."""

from normalize.report import Report, Role, TypedTable
from normalize.values.amounts import NumberFormat
from tests.typed import BUDGET, report, typed_table

AMOUNTS = (Role.URAIAN, Role.PAGU, Role.REALISASI_ANGGARAN)


def budget(text: str, style: NumberFormat | None = None) -> Report:
    return report(typed_table(text, BUDGET, style=style))


def amounts(text: str) -> TypedTable:
    return typed_table(text, AMOUNTS)


COMMAS_AMONG_DOTS = """
    7.01.01.2.02      | Administrasi Keuangan | 1.443.095.819 | 1,361,248,977 | 81.846.842 | 94,33
    7.01.01.2.02.0001 | Penyediaan Gaji       | 1.424.010.819 | 1.342.163.977 | 81.846.842 | 94,25
    7.01.01.2.08.0004 | Penyediaan Jasa       | 166.148.250   | 165.448.968   | 699,282    | 99,58
"""


COMMAS_THROUGHOUT = """
    7.01.01.2.02      | Administrasi Keuangan | 1,443,095,819 | 1,361,248,977 | 81,846,842 | 94.33
    7.01.01.2.02.0001 | Penyediaan Gaji       | 1,424,010,819 | 1,342,163,977 | 81,846,842 | 94.25
"""
