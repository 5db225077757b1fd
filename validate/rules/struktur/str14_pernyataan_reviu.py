"""The report of a year carries the statement of review; in that of a quarter its absence is only
remarked on.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said of a year's report in which any page is a
picture, as a signed statement often is. A draft that is handed in for its review has none yet.

Breaks it, in the report of a year:

    KATA PENGANTAR
    BAB I PENDAHULUAN

Looks alike, and does not:

    PERNYATAAN TELAH DIREVIU
    Kami telah mereviu Laporan Kinerja Kecamatan Klakah untuk Tahun Anggaran 2024.
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import REVIEW, absence_of

RULE = Rule(
    id="STR-14",
    title=Message("Pernyataan Telah Direviu", "Statement of review"),
    fault=Message(
        "Pernyataan Telah Direviu tidak ditemukan", "The statement of review was not found"
    ),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=REVIEW.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III"), Reference(PERMENPANRB_88_2021, "3.a.4")),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(REVIEW),
)
