"""What the tests of several rules KOD read."""

from typing import Any

from normalize.interpret import interpret
from normalize.report import Report, Role
from tests.audits import budget
from tests.documents import document
from tests.reports import findings_of
from tests.typed import report, typed_table
from validate.findings import Finding
from validate.rule import Rule

FOUR_DIGITS = """
    7.01.02           | Program Penyelenggaraan Pemerintahan dan Pelayanan Publik
    7.01.02.2.04.0003 | Pelaksanaan Urusan Pemerintahan yang Terkait dengan Kewenangan Lain yang Dilimpahkan
    7.01.03.2.01.0003 | Peningkatan Efektifitas Kegiatan Pemberdayaan Masyarakat di Wilayah Kecamatan
"""  # noqa: E501


def coded(rows: str, **facts: Any) -> Report:
    return report(typed_table(rows, (Role.KODE, Role.URAIAN)), **facts)


def told_by(
    rule: Rule, text: str, rows: str = "7.01.01.2.01 | Administrasi Keuangan | 1 | 1 | 0 | 100"
) -> list[Finding]:
    return findings_of(rule, interpret(document([text], [budget(rows)])))
