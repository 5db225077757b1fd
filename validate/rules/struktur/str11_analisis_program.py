"""A whole report analyses the programs and kegiatan that support success or failure.

It is found in a table of programs by sasaran, or where Bab III says that programs or kegiatan
support something; the name "Program Penunjang Urusan Pemerintahan Daerah" alone is no such
statement.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page of Bab III is a picture.

Breaks it:

    BAB III AKUNTABILITAS KINERJA
    Indikator    Target    Realisasi    Capaian

Looks alike, and does not:

    Ada 6 program yang menunjang pencapaian indikator kinerja.
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import PROGRAMS, absence_of

RULE = Rule(
    id="STR-11",
    title=Message("Analisis program", "Analysis of programs"),
    fault=Message("Analisis program tidak ditemukan", "No analysis of programs was found"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=PROGRAMS.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.7"),),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(PROGRAMS),
)
