"""What the tests of several rules BKT read."""

from extract.records import Table
from normalize.report import Report
from tests.documents import table
from tests.wholes import ANNEX, whole

HEAD = """
    No | AKTIVITAS | DESA   | <       | <          | <      | <     | SUB JUMLAH | NILAI
    ^  | ^         | KLAKAH | MLAWANG | TEGAL CIUT | SERUNI | DUREN | ^          | ^
"""


def ticked(*rows: str) -> Table:
    body = "\n".join(rows or ["1 | Fasilitasi | √ | √ | √ | √ | √ | 5 | 1,00"])
    return table(f"{HEAD.strip()}\n---\n{body}", "REKAPITULASI FASILITASI", page=ANNEX, top=300)


def annexed(
    *names: str, heading: str = "**DOKUMENTASI KEGIATAN LINMAS**", rows: Table | None = None
) -> Report:
    """A report whose annex shows photographs of these villages under a heading."""
    return whole(rows or ticked(), annex="\n\n".join((heading, *names)))


ALL = ("Desa Klakah", "Desa Mlawang", "Desa Tegalciut", "Desa Seruni", "Desa Duren")
