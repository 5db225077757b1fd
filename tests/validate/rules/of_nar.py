"""What the tests of several rules NAR read."""

from extract.records import Table
from normalize.report import Report
from tests.audits import CAPAIAN, budget, drawn, found, report_of
from validate.examine import examine
from validate.findings import Finding

INDICATOR = "Persentase desa yang tertib administrasi"


ROWS = """
7.01.01 | Program Penunjang Urusan Pemerintahan | 80.000 | 60.000 | 20.000 | 75,00
7.01.01.2.01 | Administrasi Keuangan Perangkat Daerah | 80.000 | 60.000 | 20.000 | 75,00
7.01.06 | Program Pembinaan Pemerintahan Desa | 20.000 | 19.060 | 940 | 95,30
JUMLAH | < | 100.000 | 79.060 | 20.940 | 79,06
"""


OFFICE = "Kecamatan Klakah melaporkan kinerjanya.\n\n\n"


def spent(rows: str = ROWS, id: str = "t2") -> Table:
    return budget(rows, id=id)


def achieved(realisasi: str = "91,96", capaian: str = "97,83") -> Table:
    row = f"Meningkatnya tata kelola | {INDICATOR} | 94,00 | {realisasi} | {capaian}"
    return drawn(CAPAIAN, row, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")


def saying(text: str, *tables: Table) -> Report:
    """A report of Kecamatan Klakah on 2024 that says this."""
    return report_of(*(tables or (achieved(), spent())), text=OFFICE + text)


def said(text: str, rule: str, *tables: Table) -> list[Finding]:
    """Return what a rule finds in such a report."""
    return found(examine(saying(text, *tables)), rule)


LISTS = """
**BAB III AKUNTABILITAS KINERJA**
**3.2. Analisis Capaian Kinerja**
**Faktor Penghambat**
- Pembagian tugas kurang maksimal
- Standar pelayanan belum optimal
**Upaya / Solusi**
- Pembagian tugas sesuai dengan tupoksi
- Pembinaan petugas pelayanan secara berkala
- Peningkatan volume patroli bersama
**BAB IV**
**PENUTUP**
"""
