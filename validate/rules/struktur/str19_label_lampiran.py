"""The parts of the annex are labelled in one way: A, B, C or a, b, c.

Not claimed: anything of labels that do not follow each other in the alphabet, since they may belong
to several lists.

Breaks it:

    A. Dokumen Perubahan Perjanjian Kinerja
    b. Fasilitasi dan Koordinasi

Looks alike, and does not:

    A. Dokumen Perubahan Perjanjian Kinerja
    B. Fasilitasi dan Koordinasi
"""

from collections.abc import Iterator

from extract.patterns import regex
from normalize.report import Report
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import LKJ_CUSTOM
from validate.rule import Concern, Rule

_LABEL = regex(r"([A-Za-z])[.)]\s+\S")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a remark where the labels of the annex follow each other in capitals and in small
    letters.
    """
    labels = [spot for spot in _labels(context.report) if spot.printed.isalpha()]
    letters = [spot.printed for spot in labels]
    follow = [letter.upper() for letter in letters] == [
        chr(ord("A") + at) for at in range(len(letters))
    ]
    if len(letters) > 1 and follow and len({letter.isupper() for letter in letters}) > 1:
        yield _finding(labels)


def _labels(report: Report) -> Iterator[PrintedValue]:
    """Yield the label of every line of the annex that is distinct and has one."""
    for passage in report.prose:
        if passage.annexed and passage.lines[0].bold and (match := _LABEL.match(passage.text)):
            yield PrintedValue(passage.place, None, match[1])


def _finding(labels: list[PrintedValue]) -> Violation:
    first = labels[0]
    other = next(spot for spot in labels if spot.printed.isupper() is not first.printed.isupper())
    listed = ", ".join(spot.printed for spot in labels)
    message = Message(
        f"bagian lampiran berlabel {listed}: huruf besar dan kecil bercampur",
        f"the parts of the annex are labelled {listed}: capitals and small letters are mixed",
    )
    same = other.printed.upper() if first.printed.isupper() else other.printed.lower()
    return Violation(other, message, same, evidence=(first,))


RULE = Rule(
    id="STR-19",
    title=Message("Label lampiran seragam", "Uniform labels of the annex"),
    fault=Message("Label lampiran tidak seragam", "The labels of the annex are not uniform"),
    concern=Concern.FORM,
    severities=(Severity.INFO,),
    basis=(LKJ_CUSTOM,),
    doc=__doc__,
    check=check,
)
