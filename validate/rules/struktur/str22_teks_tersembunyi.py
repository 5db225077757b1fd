"""What a report holds as text is what its pages show.

Text that is printed in an invisible way, in the colour of the paper, outside its clip, under what
is painted over it or on a layer that is off is not read, nor is a text given for glyphs that say
something else. Where it differs from what is seen, it is reported once, with every place.

Not claimed: that anybody meant to hide it. A number that was corrected by painting over it, or a
draft left on a layer, looks the same. The text layer of a scan, words cut off at the edge of a
cell, page numbers in the colour of the paper and text that is printed twice hide nothing. What
contradicts something on such a page is a reading doubt.

Breaks it:

    386.831.272 printed on a white rectangle that covers 999.888.777

Looks alike, and does not:

    white words on a dark header, text under a transparent highlight
"""

from collections.abc import Iterator

from extract.records import Location
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import REPORT_SENTENCE, Rule


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield one finding for all texts that the pages do not show."""
    spots = [
        PrintedValue(Location(page.number, hidden.box), None, hidden.text)
        for page in context.report.document.pages
        for hidden in page.hidden
    ]
    if spots:
        pages = ", ".join(map(str, sorted({spot.place.page for spot in spots})))
        message = Message(
            "berkas menyimpan teks yang tidak terlihat dan berbeda dari yang terlihat "
            f"(halaman {pages}); teks itu "
            "tidak dibaca",
            f"the file holds text that is not seen and differs from what is (page {pages}); "
            "it is not read",
        )
        yield Violation(spots[0], message, repetitions=tuple(spots[1:]))


RULE = Rule(
    id="STR-22",
    title=Message("Teks tersembunyi", "Hidden text"),
    fault=Message(
        "Berkas menyimpan teks yang tidak terlihat", "The file holds text that is not seen"
    ),
    sentence=REPORT_SENTENCE,
    severities=(Severity.INFO,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(
        NonLegalGround(
            Message(
                "tidak diatur; yang ditandatangani ialah yang terlihat",
                "not regulated; what is seen is what was signed",
            ),
            proposed=True,
        ),
    ),
    doc=__doc__,
    check=check,
)
