"""A whole report has an executive summary (ikhtisar or ringkasan eksekutif).

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page is a picture that may hold
it. A quarterly report may do without one by the rules of its region.

Breaks it:

    KATA PENGANTAR
    BAB I PENDAHULUAN

Looks alike, and does not:

    KATA PENGANTAR
    RINGKASAN EKSEKUTIF
    BAB I PENDAHULUAN
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import SUMMARY, absence_of

RULE = Rule(
    id="STR-02",
    title=Message("Ikhtisar eksekutif", "Executive summary"),
    fault=Message("Ikhtisar eksekutif tidak ditemukan", "No executive summary was found"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=SUMMARY.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II"),),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(SUMMARY),
)
