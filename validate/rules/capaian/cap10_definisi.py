"""The formula that Bab III writes out for an indicator divides by what Bab II defines.

Not claimed: anything where the dividends of the two are worded differently, or where neither
divisor holds all words of the other: then they may be two ways of saying one thing. Little words
and percent signs do not count.

Breaks it:

    Bab II     Jumlah hasil yang ditindaklanjuti dibagi jumlah koordinasi
    Bab III    = Jumlah hasil yang ditindaklanjuti / Jumlah target koordinasi x 100%

Looks alike, and does not:

    Bab II     Jumlah hasil yang ditindaklanjuti dibagi jumlah koordinasi dikalikan 100
    Bab III    = (Jumlah hasil yang ditindaklanjuti) / (Jumlah koordinasi) x 100%
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.patterns import regex
from normalize.formulas.calculations import EquationSide
from normalize.text.comparison import similarity
from normalize.text.prose import BlockType, TextBlock
from validate.audit_context import AuditContext
from validate.findings import CellRef, Message, PrintedValue, Severity, Violation
from validate.legal_basis import PERMENPANRB_88_2021, Reference
from validate.relation_builders.text_calculations import calculations
from validate.rule import Rule
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS, EntityRow, indicator_key
from validate.structure.indicator_lookup import indicator_named, rows_by_indicator

_PLANNING, _ACCOUNT = 2, 3


class _Quotient(NamedTuple):
    """What is divided and by what, in words, and where it is printed."""

    dividend: str
    divisor: str
    spot: PrintedValue


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every indicator that Bab III divides by something else than Bab
    II says.
    """
    written = list(_written(context))
    defined = _defined(context) if written else {}
    for indicator, formula in written:
        definition = defined.get(indicator)
        if definition and _contradicts(definition, formula):
            yield _finding(definition, formula, rows_by_indicator(context)[indicator])


def _written(context: AuditContext) -> Iterator[tuple[str, _Quotient]]:
    """Yield the quotients in words that Bab III writes out, each with its indicator."""
    chapters = {
        line.place: passage.chapter
        for passage in context.report.prose
        for line in passage.lines[:1]
    }
    for calculation in calculations(context):
        if indicator := indicator_named(context, calculation.about):
            for side in calculation.sides:
                if chapters.get(side.line.place) == _ACCOUNT and (found := _in_words(side)):
                    yield indicator, found


_FRACTION = regex(
    r"\(?(?P<over>[^()/]{8,})\)?\s*(?:/|:|"
    r"dibagi)\s*\(?(?P<under>[^()/]{8,}?)\)?\s*(?:[x×*]\s*100\s*%?)?"
)


# A quotient in words is no longer: both its parts, as a sentence that defines them has them.
_LONGEST = 500


def _in_words(side: EquationSide) -> _Quotient | None:
    brief = side.expression is None and len(side.text) <= _LONGEST
    found = _FRACTION.fullmatch(side.text) if brief else None
    spot = PrintedValue(side.line.place, None, f"= {side.text}")
    return _Quotient(found["over"].strip(), found["under"].strip(), spot) if found else None


_DEFINITION = regex(
    r"\b(?:adalah|yaitu|merupakan|berdasarkan|"
    r"rumus)\b[\s:=]*(?:berdasarkan\s+)?(?P<over>jumlah\b.{6,200}?)\s+dibagi\s+(?:dengan\s+)?"
    r"(?P<under>.{6,200}?)(?:\s+(?:dikali(?:kan)?|kali|[x×*])\s+100\b|[.;]|$)",
    re.IGNORECASE,
)
# A definition may continue in the passages behind the one that names its indicator.
_GOES_ON = 2


def _defined(context: AuditContext) -> dict[str, _Quotient]:
    """Return the quotients that Bab II defines, by their indicator; none for one that is defined
    twice.
    """
    found: dict[str, list[_Quotient]] = {}
    planning = [passage for passage in context.report.prose if passage.chapter == _PLANNING]
    for at, passage in enumerate(planning):
        near = planning[at : at + 1 + _GOES_ON]
        if passage.sort is BlockType.HEADING or not any("dibagi" in one.text for one in near):
            continue
        indicator = indicator_named(context, passage.text)
        definition = _definition(context, indicator, near) if indicator else None
        if indicator and definition:
            found.setdefault(indicator, []).append(definition)
    return {
        indicator: quotients[0] for indicator, quotients in found.items() if len(quotients) == 1
    }


def _definition(
    context: AuditContext, indicator: str, passages: Sequence[TextBlock]
) -> _Quotient | None:
    """Return the quotient that passages define, up to where they name another indicator."""
    first, *further = passages
    text = first.text
    for passage in further:
        if passage.sort is not BlockType.PARAGRAPH or indicator_named(
            context, passage.text
        ) not in (None, indicator):
            break
        text = f"{text} {passage.text}"
    found = _DEFINITION.search(text)
    return (
        _Quotient(found["over"], found["under"], PrintedValue(first.place, None, found[0]))
        if found
        else None
    )


def _contradicts(one: _Quotient, other: _Quotient) -> bool:
    """Return whether the same dividend is divided by what says more in the one than in the
    other.
    """
    dividends = indicator_key(one[0]), indicator_key(other[0])
    divisors = indicator_key(one[1]), indicator_key(other[1])
    words, others = (frozenset(divisor.split()) for divisor in divisors)
    return (
        similarity(*dividends) >= ENTITY_LINKS_SETTINGS.same_wording
        and similarity(*divisors) < ENTITY_LINKS_SETTINGS.same_wording
        and (words < others or others < words)
    )


def _finding(definition: _Quotient, formula: _Quotient, rows: Sequence[EntityRow]) -> Violation:
    page = definition.spot.place.page
    message = Message(
        f"Rumus dibagi dengan “{formula.divisor}”, sedangkan definisi di halaman {page} "
        f"dengan “{definition.divisor}”.",
        f"The formula divides by “{formula.divisor}”, the definition on page {page} by "
        f"“{definition.divisor}”.",
    )
    about = tuple(CellRef(table.id, row.index, 0) for table, row in rows)
    return Violation(formula.spot, message, evidence=(definition.spot,), about=about)


RULE = Rule(
    id="CAP-10",
    title=Message("Definisi indikator", "Definition of an indicator"),
    fault=Message(
        "Rumus indikator berbeda dari definisinya",
        "The formula of an indicator differs from its definition",
    ),
    severities=(Severity.MAJOR,),
    basis=(
        Reference(
            PERMENPANRB_88_2021, "2.a", Message("definisi operasional", "operational definitions")
        ),
    ),
    doc=__doc__,
    check=check,
)
