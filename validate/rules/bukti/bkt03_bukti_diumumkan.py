"""A part of the annex holds the proofs that its heading announces.

Looked at are headings that announce several documents by their abbreviations (RKPDes, APBDes,
LPPDes), in parts whose pages all hold text and whose text names one of them.

Not claimed: that a proof is missing; it may be in a picture.

Breaks it:

    c. Bukti pelaporan LPPDes, RKPDes dan APBDes
       Posting Data APBDes … Perdes RKPDes …

Looks alike, and does not:

    c. Bukti pelaporan RKPDes dan APBDes
       Posting Data APBDes … Perdes RKPDes …
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.findings import Certainty, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.annex_evidence import AnnexSection, is_proof, sections

_ABBREVIATION = regex(r"\b[A-Z]{2,}(?:[A-Z]|[Dd]es[a]?)\b")
_SEVERAL = 2


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every announced document that the text of its part does not name."""
    pages = {page.number: page for page in context.report.document.pages}
    for section in sections(context):
        announced = _announced(section)
        if len(announced) < _SEVERAL or any(
            not pages[number].lines for number in section.pages if number in pages
        ):
            continue
        further = section.heading.lines[1:]
        said = "".join(
            map(
                _letters,
                (*(line.text for line in further), *(one.text for one in section.passages)),
            )
        )
        missing = [name for key, name in announced.items() if key not in said]
        if missing and len(missing) < len(announced):
            yield _finding(section, missing)


def _announced(section: AnnexSection) -> dict[str, str]:
    """Return the abbreviations in the first line of a heading of proofs, by their letters."""
    if not is_proof(section):
        return {}
    return {
        _letters(found): found
        for found in _ABBREVIATION.findall(section.heading.lines[0].text)
        if not found.isupper()
    }


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _finding(section: AnnexSection, missing: list[str]) -> Violation:
    spot = PrintedValue(section.heading.place, None, section.heading.text)
    listed = ", ".join(missing)
    message = Message(
        f"Judul ini menjanjikan bukti {listed}, yang tidak disebut di bawahnya. Bukti berupa "
        "gambar tidak dibaca.",
        f"This heading announces proofs of {listed}, which nothing under it names. Proofs "
        "that are pictures are not "
        "read.",
    )
    return Violation(spot, message)


RULE = Rule(
    id="BKT-03",
    title=Message("Bukti yang diumumkan", "Announced proofs"),
    fault=Message("Bukti yang dijanjikan tidak disebut", "Announced proofs are not listed"),
    severities=(Severity.MAJOR,),
    certainty=Certainty.UNVERIFIABLE,
    basis=(Reference(PERMENPANRB_53_2014, "Lampiran III.I.4"),),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    check=check,
)
