"""The report of a year compares its results with those of earlier years; in that of a quarter this
is only remarked on.

It is found where Bab III names an earlier year, or has words such as "tahun lalu" and "tren".

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; of a year's report nothing is said where a page of Bab
III is a picture. The year of a regulation and the first one of a plan's period are no comparison.

Breaks it, in a report on 2024:

    Indikator    Target 2024    Realisasi 2024    Capaian

Looks alike, and does not:

    Indikator    Realisasi 2022    Realisasi 2023    Realisasi 2024
    Capaian tersebut lebih tinggi daripada tahun sebelumnya.
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import EARLIER_YEARS, absence_of

RULE = Rule(
    id="STR-06",
    title=Message("Perbandingan dengan tahun sebelumnya", "Compared with earlier years"),
    fault=Message(
        "Perbandingan dengan tahun sebelumnya tidak ditemukan",
        "No comparison with earlier years was found",
    ),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=EARLIER_YEARS.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.2"),
        Reference(PERMENPANRB_88_2021, "3.b.5"),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(EARLIER_YEARS),
)
