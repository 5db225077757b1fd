"""A whole report analyses how efficiently resources were used.

It is found in a table of resources, or where Bab III refers to efficiency.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page of Bab III is a picture.
Whether the analysis is right is checked by the rules EFI.

Breaks it:

    BAB III AKUNTABILITAS KINERJA
    Indikator    Target    Realisasi    Capaian

Looks alike, and does not:

    3.3 Analisis Efisiensi Penggunaan Sumber Daya
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import EFFICIENCY, absence_of

RULE = Rule(
    id="STR-10",
    title=Message("Analisis efisiensi", "Analysis of efficiency"),
    fault=Message("Analisis efisiensi tidak ditemukan", "No analysis of efficiency was found"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=EFFICIENCY.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.6"),
        Reference(PERMENPANRB_88_2021, "3.b.8"),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(EFFICIENCY),
)
