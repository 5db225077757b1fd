"""The closing chapter concludes: its steps for the future are not copied word for word from the
analysis.

Reported are at least three items, or one long paragraph, that are in the analysis as they are here.

Not claimed: that a closing chapter without steps for the future lacks them.

Breaks it, where three items in a row are under "Upaya / Solusi" as well:

    - Pembinaan Petugas Pelayanan difasilitasi oleh Dispendukcapil
    - Peningkatan volume patroli bersama
    - Peningkatan Kompetensi Tim Binwas Pemerintahan Desa

Looks alike, and does not: one such item among others of its own.
"""

from collections.abc import Iterator

from normalize.text.prose import TextBlock
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import REPORTS, Concern, Rule
from validate.text.analyses import analysed, closing, wording

_WORDS, _ITEMS = 3, 3
_LONG_WORDS = 25


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield one finding for all that the closing chapter copies."""
    ends = list(closing(context))
    if not ends:
        return
    sources = {wording(passage): passage for passage in reversed(list(analysed(context)))}
    copied = [
        (passage, sources[words]) for passage in ends if (words := wording(passage)) in sources
    ]
    passages = [pair for pair in copied if len(wording(pair[0]).split()) >= _WORDS]
    if len(passages) >= _ITEMS or any(
        len(wording(passage).split()) >= _LONG_WORDS for passage, _ in passages
    ):
        yield _finding(passages)


def _finding(passages: list[tuple[TextBlock, TextBlock]]) -> Violation:
    spots = [text_spot(passage, 0, len(passage.text)) for passage, _ in passages]
    sources = tuple(text_spot(source, 0, len(source.text)) for _, source in passages)
    page = sources[0].place.page
    message = Message(
        f"{len(passages)} butir penutup disalin kata demi kata dari analisis di halaman {page}",
        f"{len(passages)} passages of the closing chapter are copied word for word from the "
        f"analysis on page {page}",
    )
    return Violation(spots[0], message, evidence=sources, repetitions=tuple(spots[1:]))


RULE = Rule(
    id="NAR-07",
    title=Message("Penutup menyalin", "A closing that copies"),
    fault=Message("Bab penutup menyalin analisis", "The closing chapter copies the analysis"),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran II, Bab IV"),),
    kinds=REPORTS,
    doc=__doc__,
    check=check,
)
