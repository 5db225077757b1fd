"""The report of a year compares its results with the medium-term target; in that of a quarter this
is only remarked on.

It is found where Bab III names Renstra, RPJMD, a medium term or the end of the period.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; of a year's report nothing is said where a page of Bab
III is a picture.

Breaks it:

    Indikator    Target 2024    Realisasi 2024    Capaian

Looks alike, and does not:

    Indikator    Realisasi 2024    Target Akhir Renstra    Tingkat Kemajuan
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import PLAN, absence_of

RULE = Rule(
    id="STR-07",
    title=Message("Perbandingan dengan target Renstra", "Compared with the medium-term target"),
    fault=Message(
        "Perbandingan dengan target Renstra tidak ditemukan",
        "No comparison with the medium-term target was found",
    ),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=PLAN.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.3"),
        Reference(PERMENPANRB_88_2021, "3.b.4"),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(PLAN),
)
