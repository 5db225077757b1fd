"""A whole report states the realisasi of the budget.

It is found in a table of the budget, or where Bab III names budget and realisasi beside each other.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page of Bab III is a picture.

Breaks it:

    BAB III AKUNTABILITAS KINERJA
    Indikator    Target    Realisasi    Capaian
    BAB IV PENUTUP

Looks alike, and does not:

    3.4 Akuntabilitas Keuangan
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import BUDGET, absence_of

RULE = Rule(
    id="STR-12",
    title=Message("Realisasi anggaran", "Realisasi of the budget"),
    fault=Message(
        "Realisasi anggaran tidak ditemukan", "The realisasi of the budget was not found"
    ),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=BUDGET.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.B"),),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(BUDGET),
)
