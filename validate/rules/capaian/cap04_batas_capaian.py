"""A capaian that is cut off at 100 or 120 is cut off for every indicator, and the report says so.

A capaian of exactly 100, 110, 120, 125 or 150 where more follows from its row may be a cap that is
not stated: that is reported as something we could not verify. Where several rows of a table are cut
off at a value that other rows of the same table exceed, or one at a value that the text states, the
table contradicts itself.

Not claimed: that capping is wrong; anything about a table without higher values where the text
states the cap.

Breaks it, the first two rows come to 110 and 125, and the third is not cut off:

    Target    Realisasi    Capaian
    80,00     88,00        100
    80,00     100,00       100
    50,00     53,00        106,00

Looks alike, and does not, where the text says that the capaian is at most 100 %:

    Target    Realisasi    Capaian
    80,00     88,00        100
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.patterns import regex
from normalize.report import Report
from validate.audit_context import AuditContext, cached_per_audit
from validate.constraints.printed_numbers import NumberIndex, number_index
from validate.constraints.relations import Relation
from validate.findings import CellRef, Message, PrintedValue, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.relation_builders.achievement import CapaianDirection, achieved_as, achievements
from validate.rule import Rule

_CAP, _PERCENT = r"\b(100|110|120|125|150)", r"\s*(?:%|persen)"
_STATED = (
    regex(
        r"\b(?:maksimal|maksimum|paling tinggi|paling banyak|setinggi tingginya|dibatasi|"
        r"tidak (?:boleh )?melebihi)\b"
        rf"\D{{0,40}}?{_CAP}{_PERCENT}",
        re.IGNORECASE,
    ),
    # "indeks capaian setiap IKU ditetapkan maksimum 120": an index names no unit
    regex(
        r"\b(?:capaian|indeks|nilai kinerja)\b[^.;]{0,60}?"
        r"\b(?:maksimal|maksimum|paling tinggi|setinggi tingginya|dibatasi|"
        rf"tidak (?:boleh )?melebihi)\b[^\d.;]{{0,40}}?{_CAP}\b(?![.,]?\d)",
        re.IGNORECASE,
    ),
    # "capaian di atas 120% diperhitungkan sebagai 120%"
    regex(
        r"(?:\b(?:di ?atas|melebihi|melampaui|lebih (?:besar )?dari)|"
        rf">)\s*{_CAP}{_PERCENT}\D{{0,60}}?"
        r"\b(?:di\w+kan|dihitung|dianggap|dinilai|dicatat|menjadi|sebagai|"
        rf"sebesar)\D{{0,30}}?\b\1{_PERCENT}",
        re.IGNORECASE,
    ),
)
_SEVERAL = 2

_Capped = dict[tuple[str, int, Decimal], list[Relation]]


def relate(context: AuditContext) -> Iterator[Relation]:
    """Yield how each capaian follows that may be capped, where the report does not say that
    it is.
    """
    figures = number_index(context)
    stated = _stated_caps(context.report) if _capped(context) else set()
    for (_, _, cap), relations in _capped(context).items():
        if not _exceeding(context, figures, relations, cap) and cap not in stated:
            yield from relations


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every cap that holds for some rows of a table only."""
    figures = number_index(context)
    for (_, _, cap), relations in _capped(context).items():
        if exceeding := _exceeding(context, figures, relations, cap):
            yield _finding(figures, relations, exceeding)


@cached_per_audit
def _capped(context: AuditContext) -> _Capped:
    """Return the capaian that may be capped, by their table, column and cap."""
    figures = number_index(context)
    groups: _Capped = defaultdict(list)
    for relation in achieved_as(context, CapaianDirection.CAPPED):
        printed = figures.find(relation.target)
        if isinstance(relation.target, CellRef) and printed:
            groups[relation.target.table, relation.target.column, printed.value].append(relation)
    return groups


def _exceeding(
    context: AuditContext, figures: NumberIndex, relations: Sequence[Relation], cap: Decimal
) -> list[PrintedValue]:
    """Return the capaian of the same column that are above the cap, where rows are cut off at it.

    One is enough where the text states the cap, several where it does not.
    """
    here = relations[0].target
    several = 1 if cap in _stated_caps(context.report) else _SEVERAL
    if len(relations) < several or not isinstance(here, CellRef):
        return []
    targets = (one.relation.target for one in achievements(context))
    beside = (
        target
        for target in targets
        if isinstance(target, CellRef)
        and (target.table, target.column) == (here.table, here.column)
    )
    return [
        figures.spot(one) for one in beside if (figure := figures.find(one)) and figure.value > cap
    ]


def _stated_caps(report: Report) -> set[Decimal]:
    """Return the caps that the running text states."""
    texts = [passage.text for passage in report.prose]
    return {
        Decimal(found[1]) for text in texts for said in _STATED for found in said.finditer(text)
    }


def _finding(
    figures: NumberIndex, relations: Sequence[Relation], exceeding: Sequence[PrintedValue]
) -> Violation:
    capped = [figures.spot(relation.target) for relation in relations]
    spot, higher = capped[0], ", ".join(one.printed for one in exceeding[:3])
    message = Message(
        f"{len(capped)} capaian tercetak {spot.printed} padahal hitungannya lebih tinggi, "
        f"sedangkan capaian lain di tabel yang sama melebihinya ({higher}).",
        f"{len(capped)} capaian are printed {spot.printed} although more follows, "
        f"while others of the same table exceed it ({higher}).",
    )
    evidence = (*capped[1:], *exceeding)
    return Violation(spot, message, evidence=evidence)


RULE = Rule(
    id="CAP-04",
    title=Message("Batas capaian", "Cap of capaian"),
    fault=Message(
        "Batas capaian tidak diterapkan secara konsisten",
        "The cap of capaian is not applied consistently",
    ),
    severities=(Severity.MAJOR, Severity.MINOR),
    basis=(
        NonLegalGround(Message("kelaziman pemerintah daerah", "custom of the local government")),
    ),
    doc=__doc__,
    relate=relate,
    check=check,
)
