"""What the tests of several rules PKR read."""

from extract.records import Table
from tests.audits import CAPAIAN, PK_SASARAN, drawn
from tests.wholes import CHAPTER_3

INDICATOR = "Persentase hasil fasilitasi yang ditindaklanjuti"


SIGNED = "**PERUBAHAN PERJANJIAN KINERJA TAHUN 2024**"


def sasaran(
    rows: str, id: str, page: int, caption: str = "Tabel 2.1 Perjanjian Kinerja Tahun 2024"
) -> Table:
    return drawn(PK_SASARAN, rows, id, caption, page)


AGREED = f"1 | Meningkatnya pelayanan publik | {INDICATOR} | 95,45"


OTHER = "Indeks pelayanan publik"


def reported(*rows: str) -> Table:
    return drawn(CAPAIAN, "\n".join(rows), "t2", "Tabel 3.1 Capaian Kinerja", CHAPTER_3)


REPORTED = f"Meningkatnya pelayanan publik | {INDICATOR} | 95,45 | 95,27 | 99,81"
