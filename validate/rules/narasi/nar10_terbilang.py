"""An amount written out in words is the one in digits in front of it.

Not claimed: anything for words that are not all numerals, as a misspelt one.

Breaks it:

    anggaran sebesar Rp21.910.242.107,00 (dua puluh satu miliar sembilan ratus juta rupiah)

Looks alike, and does not:

    Kabupaten ini memiliki 12 (dua belas) desa
    sebanyak 5 (Lima) Program
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.patterns import regex
from normalize.text.mentions import mentions
from normalize.values.amounts import format_amount
from normalize.values.number_words import parse_number_words
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import AGREEMENT
from validate.rule import Rule
from validate.text.text_claims import passages_of

_IN_BRACKETS = regex(
    r"[\s.,=-]*+\(\s*+(?:terbilang\s*+:?\s*+)?([^\W\d_][^()\d]*+)\)", re.IGNORECASE
)
_MAY_HOLD = regex(r"(?<![\d.,%\s=-])[.,%\s=-]*+\d[\d.,%\s=-]*+\(")
_UNITS = ("rupiah", "persen")


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every number whose words name another one."""
    for passage, text, _ in passages_of(context):
        for mention in mentions(text) if _MAY_HOLD.search(text) else ():
            written = _IN_BRACKETS.match(text, mention.end)
            words = _without_unit(written[1]) if written else ""
            value = parse_number_words(words)
            if written and value is not None and value != mention.amount.value:
                yield _finding(
                    text_spot(passage, mention.start, written.end()), mention.text, words, value
                )


def _without_unit(words: str) -> str:
    """Return the words of a number without what it counts and the marks at its end: "dua rupiah,-"
    is "dua".
    """
    words = words.rstrip(".,-").rstrip()
    unit = next((unit for unit in _UNITS if words.casefold().endswith(unit)), "")
    return words[: len(words) - len(unit)].rstrip()


def _finding(spot: PrintedValue, digits: str, words: str, value: Decimal) -> Violation:
    meant = format_amount(value, max(0, -int(value.as_tuple().exponent)))
    message = Message(
        f"ditulis {digits} dengan angka, tetapi “{words}” ({meant}) dengan huruf",
        f"written {digits} in digits, but “{words}” ({meant}) in words",
    )
    return Violation(spot, message, meant)


RULE = Rule(
    id="NAR-10",
    title=Message("Terbilang", "Amount in words"),
    fault=Message("Angka dan terbilang berbeda", "An amount and its words differ"),
    sentence=Message("{at}, jumlah {said}.", "{at}, the amount is {said}."),
    severities=(Severity.MAJOR,),
    basis=(AGREEMENT,),
    doc=__doc__,
    check=check,
)
