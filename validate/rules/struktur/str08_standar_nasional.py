"""The report of a year compares its results with a national standard, if there is one; a quarter's
is only remarked on.

It is found where Bab III refers to national figures, a benchmark, minimum service standards or
other regions.

Not claimed: anything of an excerpt. A report is whole when the headings of its chapters I, III and
the closing one are on pages of their own; of a year's report nothing is said where a page of Bab
III is a picture. Whether there is a national standard for an indicator is not known here.

Breaks it:

    Indikator    Target 2024    Realisasi 2024    Capaian

Looks alike, and does not:

    Indikator    Realisasi 2024    Rata-rata Nasional
"""

from validate.findings import Certainty, Message
from validate.legal_basis import PERMENPANRB_53_2014, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, REPORT_SENTENCE, Concern, Rule
from validate.text.required_elements import BENCHMARK, absence_of

RULE = Rule(
    id="STR-08",
    title=Message("Perbandingan dengan standar nasional", "Compared with a national standard"),
    fault=Message(
        "Perbandingan dengan standar nasional tidak ditemukan",
        "No comparison with a national standard was found",
    ),
    sentence=REPORT_SENTENCE,
    concern=Concern.ELEMENT,
    severities=BENCHMARK.severities,
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        Reference(PERMENPANRB_53_2014, "Lampiran II, Bab III.A.4"),
        Reference(PERMENPANRB_88_2021, "3.b.6"),
    ),
    whole_report=True,
    kinds=LKJ,
    doc=__doc__,
    check=absence_of(BENCHMARK),
)
