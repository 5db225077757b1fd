"""The year of a plan is counted right: 2024 is the first year of a Renstra of 2024-2026.

A plan may count its first year or the year after it as the first; only an ordinal that fits neither
is a finding.

Not claimed: anything where the sentence does not name the plan's years and the ordinal together.

Breaks it, in a report on 2022:

    Tahun 2022 merupakan tahun kedua pelaksanaan Renstra 2018-2023

Looks alike, and does not, since 2019 may be the first year:

    Tahun 2022 merupakan tahun keempat pelaksanaan Renstra 2018-2023
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from extract.text.years import REPORT_YEAR
from normalize.values.number_words import ORDINALS
from validate.audit_context import AuditContext
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import OWN_ARITHMETIC
from validate.rule import Rule
from validate.text.plans import NamedPlan, plans

_YEAR_OF = regex(
    r"\btahun\s+(?:ke\s?[-–]?\s?(?P<digit>[1-6])\b|(?P<word>" + "|".join(ORDINALS) + r")\b)", re.I
)
_NAMED_YEAR = regex(
    rf"\btahun\s+(?:anggaran\s+)?(?P<year>{REPORT_YEAR})(?!\s*[-–/\d])", re.IGNORECASE
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every sentence whose ordinal is not that of the year in the
    plan's years.
    """
    for plan in plans(context):
        ordinals = list(_YEAR_OF.finditer(plan.sentence))
        years = {int(found["year"]) for found in _NAMED_YEAR.finditer(plan.sentence)}
        year = years.pop() if len(years) == 1 else (context.report.year if not years else None)
        if len(ordinals) != 1 or year is None or not plan.first <= year <= plan.last:
            continue
        said = int(ordinals[0]["digit"] or ORDINALS[ordinals[0]["word"].casefold()])
        counted = year - plan.first + 1
        if said not in (counted, counted - 1):
            yield _finding(plan, ordinals[0][0], year, counted)


def _finding(plan: NamedPlan, ordinal: str, year: int, counted: int) -> Violation:
    at = plan.passage.text.find(ordinal)
    spot = PrintedValue(plan.passage.line_at(at).place, None, ordinal)
    message = Message(
        f"“{ordinal}”, padahal {year} adalah tahun ke-{counted} dari {plan.first}–{plan.last}.",
        f"“{ordinal}”, but {year} is year {counted} of {plan.first}–{plan.last}.",
    )
    expected = f"tahun ke-{counted}"
    formula = f"{year} − {plan.first} + 1 = {counted}"
    return Violation(spot, message, expected, formula, evidence=(plan.spot,))


RULE = Rule(
    id="PKR-14",
    title=Message("Tahun ke-n Renstra", "Year of the Renstra"),
    fault=Message("Tahun ke-n Renstra tidak sesuai", "The year of the Renstra is counted wrongly"),
    sentence=Message("{at} tertulis {said}.", "{at}, it says {said}."),
    severities=(Severity.MINOR,),
    basis=(OWN_ARITHMETIC,),
    doc=__doc__,
    check=check,
)
