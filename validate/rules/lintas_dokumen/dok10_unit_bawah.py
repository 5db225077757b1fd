"""What the units below an office report goes into what the office reports.

A row that names a unit prints the total of that unit's report. For each program, kegiatan and sub
kegiatan the units together have no more pagu, and have spent no more, than the office prints for
it.

Not claimed: that the units make up the whole, since the office spends on its own; nor anything of
reports whose periods end in different months.

Breaks it, since the unit alone has spent more:

    Dokumen    Kode            Uraian                   Pagu         Realisasi
    LKj        7.01.02.2.01    Kegiatan Pelayanan       4.430.000    3.390.000
    Unit       7.01.02.2.01    Kegiatan Pelayanan       3.990.000    3.930.000

Looks alike, and does not, since the office spends on its own as well:

    Dokumen    Kode            Uraian                   Pagu         Realisasi
    LKj        7.01.02.2.01    Kegiatan Pelayanan       4.430.000    3.930.000
    Unit       7.01.02.2.01    Kegiatan Pelayanan       3.990.000    3.390.000
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalize.report import Role, TypedRow, TypedTable
from normalize.text.comparison import normalize_text, similarity
from normalize.values.amounts import format_amount
from validate.companions.contradictions import agree, consequence_of, subject_of, violation_of
from validate.companions.dossier import Comparison, Dossier
from validate.companions.records import CompanionRole
from validate.companions.values import (
    ComparedSubject,
    ComparedValue,
    end_month,
    own_budget_lines,
    row_values,
)
from validate.constraints.intervals import ZERO
from validate.findings import Message, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERMENPANRB_53_2014, Reference
from validate.rule import EVERY_KIND, PLANS, Rule
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS

_MONEY = (Role.PAGU, Role.REALISASI_ANGGARAN)


class _UnitAmount(NamedTuple):
    """What a unit prints for a line of the office."""

    comparison: Comparison
    value: ComparedValue


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield a violation for every line that the units exceed, and for every row of a unit that
    prints another total.
    """
    units = [one for one in dossier.of(CompanionRole.UNIT) if _ends_alike(one)]
    for role in _MONEY:
        for line, parts in _by_line(units, role):
            ours = line.of(role)
            if ours and all(_exceed(parts, value) for value in ours):
                yield _exceeded(ours, parts)
    for comparison in units:
        yield from _rows_of(comparison)


def _ends_alike(comparison: Comparison) -> bool:
    return end_month(comparison.context.report.period) == end_month(comparison.report.period)


def _by_line(
    units: Sequence[Comparison], role: Role
) -> Iterator[tuple[ComparedSubject, list[_UnitAmount]]]:
    """Yield what all units print for each line of the office."""
    lines: dict[str, tuple[ComparedSubject, list[_UnitAmount]]] = {}
    for comparison in units:
        for pair in comparison.budget_lines.pairs:
            found = pair.theirs.of(role)
            if found and pair.ours.code:
                parts = lines.setdefault(pair.ours.code, (pair.ours, []))[1]
                parts.append(
                    _UnitAmount(comparison, min(found, key=lambda value: value.figure.value))
                )
    yield from lines.values()


def _exceed(parts: Sequence[_UnitAmount], whole: ComparedValue) -> bool:
    return sum((part.value.figure.loose.low for part in parts), ZERO) > whole.figure.loose.high


def _exceeded(ours: Sequence[ComparedValue], parts: Sequence[_UnitAmount]) -> Violation:
    first, what = ours[0], subject_of(ours[0])
    together = sum((part.value.figure.value for part in parts), ZERO)
    total, count = format_amount(together), len(parts)
    message = Message(
        f"{what.id} tercetak {first.spot.printed}, sedangkan laporan {count} unit di "
        f"bawahnya berjumlah {total}.",
        f"{what.en} is printed as {first.spot.printed}, but the reports of {count} units "
        f"below add up to {total}.",
    )
    return Violation(
        first.spot,
        message,
        formula=" + ".join(part.value.spot.printed for part in parts) + f" = {total}",
        repetitions=tuple(value.spot for value in ours[1:]),
        consequence=consequence_of(first, together, len(ours) - 1),
        elsewhere=tuple(part.comparison.elsewhere(part.value.spot) for part in parts),
    )


def _rows_of(comparison: Comparison) -> Iterator[Violation]:
    """Yield the amounts of a row that names the unit which its own report totals otherwise."""
    totals = [
        line for line in own_budget_lines(comparison.theirs) if line.code is None and line.values
    ]
    for table in comparison.context.report.tables:
        rows = [row for row in table.rows if _names(row, comparison.report.organisation)]
        if len(rows) == 1:
            yield from _differing(comparison, table, rows[0], totals)


def _differing(
    comparison: Comparison, table: TypedTable, row: TypedRow, totals: Sequence[ComparedSubject]
) -> Iterator[Violation]:
    """Yield the amounts of a row, the only one of its role each, that none of these totals agrees
    with.
    """
    values = row_values(comparison.context, table, row)
    for role in _MONEY:
        theirs = [value for line in totals for value in line.of(role) if value.row.total]
        ours = [value for value in values if value.role is role]
        if len(ours) == 1 and theirs and not any(agree(ours[0], other) for other in theirs):
            yield violation_of(ours, theirs[0], comparison)


def _names(row: TypedRow, office: str | None) -> bool:
    """Return whether a row is about a unit, and nothing of it in particular."""
    return (
        bool(office)
        and not row.code
        and not row.total
        and similarity(normalize_text(row.name), normalize_text(office or ""))
        >= (ENTITY_LINKS_SETTINGS.same_wording)
    )


RULE = Rule(
    id="DOK-10",
    title=Message(
        "Angka unit masuk ke laporan perangkat daerah",
        "Figures of units go into those of the office",
    ),
    fault=Message(
        "Angka unit tidak masuk ke laporan perangkat daerah",
        "The figures of the units do not go into the report of the office",
    ),
    severities=(Severity.MAJOR, Severity.CRITICAL, Severity.MINOR),
    basis=(DOCUMENTS_AGREE, Reference(PERMENPANRB_53_2014)),
    kinds=EVERY_KIND - PLANS,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.UNIT,),
)
