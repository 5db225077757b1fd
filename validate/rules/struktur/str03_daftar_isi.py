"""A whole report has a table of contents (daftar isi).

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; nothing is said where a page is a picture that may hold
it. Lists of tables and figures are not asked for.

Breaks it:

    KATA PENGANTAR
    BAB I PENDAHULUAN

Looks alike, and does not:

    KATA PENGANTAR
    DAFTAR ISI
    BAB I PENDAHULUAN
"""

from validate.findings import Certainty, Message
from validate.legal_basis import LKJ_CUSTOM
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import CONTENTS, absence_of

RULE = Rule(
    id="STR-03",
    title=Message("Daftar isi", "Table of contents"),
    fault=Message("Daftar isi tidak ditemukan", "No table of contents was found"),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=CONTENTS.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(LKJ_CUSTOM,),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(CONTENTS),
)
