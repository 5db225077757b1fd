"""A whole report analyses the causes of success or failure.

It is found where Bab III or the closing chapter refers to factors, causes, obstacles, problems or
solutions.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page of Bab III is a picture.
Whether the analysis is a good one is for a reader to judge.

Breaks it:

    BAB III AKUNTABILITAS KINERJA
    Indikator    Target    Realisasi    Capaian

Looks alike, and does not:

    Faktor penghambat pencapaian sasaran antara lain keterbatasan anggaran.
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import CAUSES, absence_of

RULE = Rule(
    id="STR-09",
    title=Message("Analisis penyebab", "Analysis of causes"),
    fault=Message("Analisis penyebab tidak ditemukan", "No analysis of causes was found"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=CAUSES.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.5"),
        Reference(PERMENPANRB_88_2021, "3.b.7"),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(CAUSES),
)
