"""What the tests of several rules CAP read."""

from normalize.report import Report
from tests.audits import CAPAIAN, audit, drawn, found, report_of, told
from validate.examine import examine

RIGHT = "Meningkatnya tata kelola | Persentase desa tertib | 80,00 | 60,00 | 75,00"


def capaian(*rows: str, rules: tuple[str, ...] = ("CAP-0",)) -> list[str]:
    return told(found(audit(drawn(CAPAIAN, "\n".join(rows))), *rules))


NAMED = "Capaian Persentase hasil layanan dihitung dengan rumus sebagai berikut:"


LAYANAN = "Pelayanan | Persentase hasil layanan | {} | {} | {}"


RECAP = "No | Aktivitas | Desa A | Desa B | Desa C | Desa D | Desa E | Sub Jumlah | Nilai"


DONE = "{} | Pembinaan {} | √ | √ | √ | √ | √ | 5 | 1,00"


def recapitulated(foot: str, *rows: str, realisasi: str = "") -> Report:
    """A report with a recapitulation whose foot prints this, and with the realisasi that follows
    from it.
    """
    lines = [*(DONE.format(at, at) for at in range(1, 7)), *rows, f" | | | | | | | | {foot}"]
    tables = [drawn(RECAP, "\n".join(lines), "t1", "REKAPITULASI HASIL LAYANAN DESA TAHUN 2024")]
    if realisasi:
        name = "Persentase hasil layanan desa"
        tables.append(
            drawn("Indikator Kinerja | Target | Realisasi", f"{name} | 85,71 | {realisasi}", "t2")
        )
    return report_of(*tables)


def recap(foot: str, *rows: str, realisasi: str = "") -> list[str]:
    return told(found(examine(recapitulated(foot, *rows, realisasi=realisasi)), "CAP-1"))


UNDONE = "{} | Pembinaan aset | | | | | | 0 | 0,00"


SCALE = (
    "Interval | Kriteria\n---\n91 – 100 | Sangat Tinggi\n76 – 90 | Tinggi\n66 – 75 | Sedang\n≤ "
    "65 | Rendah"
)


PREDICATED = f"{CAPAIAN} | Predikat"
