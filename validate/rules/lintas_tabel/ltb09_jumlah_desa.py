"""The number of villages of a kecamatan is the same wherever the report says how many it has.

Not claimed: anything for some of the villages (`10 desa yang tertib`), for other kecamatan and for
the regency, or for other years.

Breaks it:

    Kecamatan Klakah memiliki 12 Desa.
    Wilayah Kecamatan Klakah terdiri dari 13 (tiga belas) desa.

Looks alike, and does not:

    Kabupaten Lumajang terdiri dari 198 desa.
    Kecamatan Klakah memiliki 12 desa, 10 desa di antaranya tertib.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.patterns import regex
from normalize.text.mentions import sentences
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule
from validate.text.text_claims import is_of_the_period, saying

_HAS = (
    r"(?:memiliki|mempunyai|membawahi|mencakup|meliputi|terdiri\s+(?:dari|atas)"
    r"|terbagi\s+(?:menjadi|dalam|atas|ke\s+dalam))"
)
_NUMBER = regex(r"\d(?:\s*\([^()]*\))?\s+(?:desa|kelurahan)", re.IGNORECASE)
_COUNT = regex(
    rf"\b{_HAS}(?:\s+(?:wilayah|sebanyak|"
    r"sejumlah))*\s+(?P<number>\d{1,3})(?:\s*\([^()\d]*\))?\s+(?P<what>desa|kelurahan)\b"
    r"(?=\s*(?:[.;:,]|$|dan\s|yaitu|yakni|serta\s|dengan\s))",
    re.IGNORECASE,
)
_REGENCY = regex(r"\b(?:kabupaten|kota|provinsi)\b[^.,]{0,40}$", re.IGNORECASE)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every statement that names another number than most do, or than the first
    where none lead.
    """
    told: dict[str, list[tuple[int, PrintedValue]]] = defaultdict(list)
    for what, number, spot in _statements(context):
        told[what].append((number, spot))
    for statements in told.values():
        yield from _differing(statements)


def _statements(context: AuditContext) -> Iterator[tuple[str, int, PrintedValue]]:
    office = context.report.organisation or ""
    if not office.startswith("Kecamatan "):
        return
    own = re.compile(rf"\b{re.escape(office)}\b", re.IGNORECASE)
    for passage, text in saying(context, " desa", " kelurahan"):
        for sentence in sentences(text) if _NUMBER.search(text) else ():
            found = _COUNT.search(sentence.text)
            before = sentence.text[: found.start()] if found else ""
            named = [one.end() for one in own.finditer(before)]
            if (
                found
                and named
                and not _REGENCY.search(before, named[-1])
                and is_of_the_period(context.report, sentence.text)
            ):
                start = sentence.start + found.start("number")
                spot = text_spot(passage, start, sentence.start + found.end("what"))
                yield found["what"].casefold(), int(found["number"]), spot


def _differing(statements: Sequence[tuple[int, PrintedValue]]) -> Iterator[Violation]:
    numbers = [number for number, _ in statements]
    usual = max(dict.fromkeys(numbers), key=numbers.count)
    first = next(spot for number, spot in statements if number == usual)
    for number, spot in statements:
        if number != usual:
            message = Message(
                f"disebut {spot.printed}, sedangkan halaman {first.place.page} menyebut "
                f"{first.printed}",
                f"the text says {spot.printed}, while page {first.place.page} says {first.printed}",
            )
            yield Violation(spot, message, str(usual), evidence=(first,))


RULE = Rule(
    id="LTB-09",
    title=Message("Jumlah desa sama", "Number of villages"),
    fault=Message("Jumlah desa disebut berbeda", "The number of villages is given differently"),
    sentence=Message("{at} {said}.", "{at}, {said}."),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
