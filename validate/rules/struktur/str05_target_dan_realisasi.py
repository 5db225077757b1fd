"""A whole report compares the target of its indicators with their realisasi.

It is found in a table of results, or where running text, a caption or the header of a table names
both beside each other.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page of Bab III is a picture.

Breaks it:

    BAB III AKUNTABILITAS KINERJA
    Kegiatan telah dilaksanakan sebagaimana mestinya.

Looks alike, and does not:

    BAB III AKUNTABILITAS KINERJA
    Indikator    Target    Realisasi    Capaian
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import TARGETS, absence_of

RULE = Rule(
    id="STR-05",
    title=Message("Perbandingan target dan realisasi", "Target and realisasi compared"),
    fault=Message(
        "Perbandingan target dan realisasi tidak ditemukan",
        "No comparison of target and realisasi was found",
    ),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=TARGETS.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.1"),
        Reference(PERMENPANRB_88_2021, "3.b.3"),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(TARGETS),
)
