"""A whole report has the perjanjian kinerja of its year in the annex.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page behind the closing chapter
is a picture, as a signed perjanjian kinerja often is.

Breaks it:

    BAB IV PENUTUP
    LAMPIRAN
    Foto kegiatan

Looks alike, and does not:

    LAMPIRAN
    PERUBAHAN PERJANJIAN KINERJA TAHUN 2024
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import PROMISE, absence_of

RULE = Rule(
    id="STR-13",
    title=Message("Lampiran perjanjian kinerja", "Perjanjian kinerja annexed"),
    fault=Message("Perjanjian kinerja tidak dilampirkan", "The perjanjian kinerja is not annexed"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=PROMISE.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II"),),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(PROMISE),
)
