"""What rules rest on: the one table of regulations and standards, and how a rule refers to one.

Hardly any official text was at hand: `verified` is set only where what rules take from a text was
read in the text itself. Everything else is cited from memory or from copies that others made, and
is to be compared with the official text before anybody relies on it.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from validate.findings import Message


class LegalText(NamedTuple):
    """A regulation or standard: how it is cited, its title (in English: what it is about), and if
    it was compared.
    """

    citation: str
    title: Message
    verified: bool = False


class Reference(NamedTuple):
    """A part of a legal text that a rule rests on, and what that part is about where its number
    does not decide.
    """

    text: LegalText
    part: str = ""
    about: Message | None = None

    @property
    def said(self) -> Message:
        """The reference as it is cited."""
        cited = f"{self.text.citation} {self.part}".rstrip()
        return (
            Message(*(f"{cited}, {about}" for about in self.about))
            if self.about
            else Message(cited, cited)
        )


class NonLegalGround(NamedTuple):
    """What a rule rests on that is no legal text; `proposed` states that this program proposes
    it.
    """

    said: Message
    proposed: bool = False


Ground = Reference | NonLegalGround


# The table ----------------------------------------------------------------------------------------

PERMENPANRB_53_2014 = LegalText(
    "PermenPANRB 53/2014",
    Message(
        "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja, dan Tata Cara Reviu atas "
        "Laporan Kinerja Instansi "
        "Pemerintah",
        "how performance is agreed on and reported, and how the reports are reviewed",
    ),
)
PERMENPANRB_88_2021 = LegalText(
    "PermenPANRB 88/2021",
    Message(
        "Evaluasi Akuntabilitas Kinerja Instansi Pemerintah",
        "how the accountability for performance is evaluated",
    ),
)
PERPRES_29_2014 = LegalText(
    "Perpres 29/2014",
    Message(
        "Sistem Akuntabilitas Kinerja Instansi Pemerintah",
        "the system of accountability for performance (SAKIP)",
    ),
)
PP_12_2019 = LegalText(
    "PP 12/2019",
    Message("Pengelolaan Keuangan Daerah", "how regional governments manage their finances"),
)
PP_11_2017 = LegalText(
    "PP 11/2017", Message("Manajemen Pegawai Negeri Sipil", "civil servants and their careers")
)
PERMENDAGRI_86_2017 = LegalText(
    "Permendagri 86/2017",
    Message(
        "Tata Cara Perencanaan, Pengendalian, dan Evaluasi Pembangunan Daerah",
        "how regional development is planned, controlled and evaluated; the scale of predicates",
    ),
)
PERMENDAGRI_90_2019 = LegalText(
    "Permendagri 90/2019",
    Message(
        "Klasifikasi, Kodefikasi, dan Nomenklatur Perencanaan Pembangunan dan Keuangan Daerah",
        "the codes and names of urusan, programs, kegiatan and sub kegiatan",
    ),
)
KEPMENDAGRI_NOMENCLATURE = LegalText(
    "Kepmendagri 050-3708/2020, 050-5889/2021, 900.1.15.5-1317/2023, 900.1.15.5-3406/2024, "
    "900.1-2850/2025, dan "
    "900.1-861/2026",
    Message(
        "pemutakhiran klasifikasi, kodefikasi, dan nomenklatur; daftar keputusan tahun 2021, "
        "2024, dan 2026 tidak "
        "tersedia",
        "the decrees that brought the codes and names up to date; the lists of those of "
        "2021, 2024 and 2026 are not at "
        "hand",
    ),
)
INPRES_1_2025 = LegalText(
    "Inpres 1/2025",
    Message(
        "Efisiensi Belanja dalam Pelaksanaan APBN dan APBD Tahun Anggaran 2025",
        "that the budgets of 2025 are cut, those of regions included; known from news "
        "reports of January 2025",
    ),
)
KEPMENDAGRI_REGIONS = LegalText(
    "Kepmendagri 300.2.2-2138/2025",
    Message(
        "Kode dan Data Wilayah Administrasi Pemerintahan",
        "the codes of regions, districts and villages",
    ),
)
LAN_239_2003 = LegalText(
    "LAN 239/IX/6/8/2003",
    Message(
        "Perbaikan Pedoman Penyusunan Pelaporan Akuntabilitas Kinerja Instansi Pemerintah",
        "how performance was reported before; the two formulas of capaian",
    ),
)
PMK_249_2011 = LegalText(
    "PMK 249/PMK.02/2011",
    Message(
        "Pengukuran dan Evaluasi Kinerja atas Pelaksanaan RKA-K/L",
        "how ministries measure efficiency, at first",
    ),
)
PMK_214_2017 = LegalText(
    "PMK 214/PMK.02/2017",
    Message(
        "Pengukuran dan Evaluasi Kinerja Anggaran atas Pelaksanaan RKA-K/L",
        "how ministries measure efficiency; replaced PMK 249/PMK.02/2011",
    ),
    verified=True,
)
PMK_22_2021 = LegalText(
    "PMK 22/PMK.02/2021",
    Message(
        "Pengukuran dan Evaluasi Kinerja Anggaran atas Pelaksanaan RKA-K/L",
        "how ministries measure efficiency; replaced PMK 214/PMK.02/2017",
    ),
)
BKN_NIP = LegalText(
    "Peraturan BKN tentang NIP", Message("Nomor Induk Pegawai", "the numbers of civil servants")
)
EYD = LegalText(
    "EYD V",
    Message("Ejaan Bahasa Indonesia yang Disempurnakan, edisi kelima", "how Indonesian is spelt"),
)
KBBI = LegalText(
    "KBBI", Message("Kamus Besar Bahasa Indonesia", "the dictionary of the Indonesian language")
)

LEGAL_TEXTS: tuple[LegalText, ...] = (
    PERPRES_29_2014,
    PERMENPANRB_53_2014,
    PERMENPANRB_88_2021,
    LAN_239_2003,
    PP_12_2019,
    PP_11_2017,
    PERMENDAGRI_86_2017,
    PERMENDAGRI_90_2019,
    KEPMENDAGRI_NOMENCLATURE,
    KEPMENDAGRI_REGIONS,
    INPRES_1_2025,
    PMK_249_2011,
    PMK_214_2017,
    PMK_22_2021,
    BKN_NIP,
    EYD,
    KBBI,
)

# Regulations that were replaced -------------------------------------------------------------------

_FROM_MEMORY = "from memory"


class Repeal(NamedTuple):
    """What replaced a regulation, in which year, and where that is known from."""

    successor: str
    year: int
    source: str

    @property
    def from_memory(self) -> bool:
        """Whether it was found in no copy."""
        return self.source == _FROM_MEMORY


@cache
def repeals() -> dict[str, Repeal]:
    """Return the regulations that are surely repealed, by their short names."""
    with Path(__file__).with_name("repealed.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {
            row["regulation"]: Repeal(row["successor"], int(row["year"]), row["source"])
            for row in rows
        }


# Reasons that several rules share -----------------------------------------------------------------

ARITHMETIC = NonLegalGround(Message("kaidah hitung", "arithmetic"))
OWN_ARITHMETIC = ARITHMETIC._replace(proposed=True)
AGREEMENT = NonLegalGround(
    Message(
        "kesesuaian antarbagian dalam satu laporan", "the parts of one report agree with each other"
    )
)
DOCUMENTS_AGREE = NonLegalGround(
    Message(
        "kesesuaian antardokumen tentang hal yang sama",
        "documents on the same matter agree with each other",
    ),
    proposed=True,
)
ONE_VALUE = NonLegalGround(
    Message("satu besaran satu nilai", "one figure, one value"), proposed=True
)
CODE_STRUCTURE = NonLegalGround(Message("susunan kode", "the structure of the code"))
COLUMN_FORMULA = NonLegalGround(
    Message(
        "rumus pada kepala kolom, apabila ada",
        "the formula in the header of the column, where there is one",
    )
)
READABLE_TABLES = NonLegalGround(
    Message("kelaziman tabel yang mudah dibaca", "a convention of readable tables")
)
LKJ_CUSTOM = NonLegalGround(Message("kelaziman LKj", "a custom of LKj"))
EVIDENCE_CUSTOM = NonLegalGround(
    Message("kelaziman penyajian data dukung", "a convention of evidence")
)
CHALLENGING_TARGETS = NonLegalGround(
    Message(
        "kriteria penilai tentang target yang menantang",
        "what evaluators ask of targets: that they are a challenge",
    ),
    proposed=True,
)
