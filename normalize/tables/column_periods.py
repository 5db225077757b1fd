"""What each measured column of a table is of: which period, and against which plan, as the columns
to its left show.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.patterns import regex
from normalize.report import Role, TargetBasis
from normalize.tables.column_roles import PERFORMANCE_ROLES
from normalize.tables.header_meaning import HeaderMeaning, HeaderMeasure, header_meaning
from normalize.values.periods import Period


class ColumnPeriod(NamedTuple):
    """The period of a column, the plan it belongs to or is measured against, and the period of
    that, if another.
    """

    period: Period | None
    basis: TargetBasis = TargetBasis.YEAR
    against: Period | None = None


@dataclass(frozen=True, slots=True)
class TableHeaders:
    """The headers of a table: the roles and words of the columns, the periods they name and compare
    with.
    """

    roles: Sequence[Role]
    senses: Sequence[HeaderMeaning]
    periods: Sequence[Period | None]
    compared: Sequence[Period | None]


_COMPARISON = regex(
    r"\b(?:terhadap|thdp?|dibanding(?:kan)?|dengan|hingga|s\.?\s?[/.]?\s?d\b\.?|"
    r"sampai\s+dengan)\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_A_CAPTION = (TargetBasis.LONG_TERM, TargetBasis.OUTSIDE)


def caption_basis(caption: str) -> TargetBasis:
    """Return the plan that a caption says its table compares with, that of the year where it names
    none.

    >>> caption_basis("Perbandingan Realisasi Kinerja dengan Target Jangka Menengah")
    <TargetBasis.LONG_TERM: 'long_term'>
    >>> caption_basis("Capaian Indikator Renstra Tahun 2024")
    <TargetBasis.YEAR: 'year'>
    """
    compared = _COMPARISON.search(caption)
    basis = header_meaning((compared[1],)).basis if compared else TargetBasis.YEAR
    return basis if basis in _OF_A_CAPTION else TargetBasis.YEAR


def of_caption(
    measured: Sequence[ColumnPeriod], roles: Sequence[Role], basis: TargetBasis
) -> list[ColumnPeriod]:
    """Return what the columns are of where the caption names a plan and no header does: their only
    target is of it.
    """
    compared = [at for at, role in enumerate(roles) if role in (Role.TARGET, Role.CAPAIAN)]
    named = any(measured[at].basis is not TargetBasis.YEAR for at in range(len(roles)))
    if named or sum(role is Role.TARGET for role in roles) != 1:
        return list(measured)
    return [one._replace(basis=basis) if at in compared else one for at, one in enumerate(measured)]


_FOLLOWS_FROM = {
    Role.CAPAIAN: (Role.TARGET, Role.REALISASI),
    Role.SERAPAN: (Role.PAGU, Role.REALISASI_ANGGARAN),
    Role.SISA: (Role.PAGU, Role.REALISASI_ANGGARAN),
}


def column_periods(heads: TableHeaders) -> list[ColumnPeriod]:
    """Return what each column is of; one that is computed is of the period of the columns it may
    follow from.
    """
    found, began = [], 0
    for index, role in enumerate(heads.roles):
        if role is Role.CAPAIAN:
            found.append(_capaian(heads, index, began))
            began = index + 1
        else:
            period = heads.periods[index]
            if period is None and role in _FOLLOWS_FROM:
                period, _ = _nearest(heads, index, _FOLLOWS_FROM[role])
            found.append(ColumnPeriod(period, _basis(heads, index)))
    return found


def _basis(heads: TableHeaders, index: int) -> TargetBasis:
    """Return the plan of a column; of one without a role where it is another target than the
    year's, or of a nation.
    """
    role, sense = heads.roles[index], heads.senses[index]
    another = sense.what is HeaderMeasure.TARGET or sense.basis is TargetBasis.OUTSIDE
    of_plan = role in PERFORMANCE_ROLES or (role is Role.LAIN and another)
    return sense.basis if of_plan else TargetBasis.YEAR


def _capaian(heads: TableHeaders, index: int, began: int) -> ColumnPeriod:
    """Return what a capaian is of; the one before it ends at `began`."""
    named, against, basis = heads.periods[index], heads.compared[index], heads.senses[index].basis
    measured = _latest(heads, index)
    if against:
        own = named or measured
        basis = basis if basis is not TargetBasis.YEAR else _basis_of(against, own)
        return ColumnPeriod(own, basis, against if against != own else None)
    if basis is TargetBasis.YEAR:
        basis = _basis_of_stretch(heads, index, range(began, index))
    if named or basis in (TargetBasis.EARLIER, TargetBasis.OUTSIDE):
        return ColumnPeriod(named, basis)
    if basis is not TargetBasis.YEAR:
        # the target at the end of a plan is of another year than what is measured against it
        return ColumnPeriod(measured, basis)
    period, nearest = _nearest(heads, index, _FOLLOWS_FROM[Role.CAPAIAN])
    between = heads.roles[began:index]
    if nearest < began and Role.REALISASI in between and Role.TARGET not in between:
        return ColumnPeriod(None, TargetBasis.EARLIER)
    return ColumnPeriod(period, basis)


def _basis_of(against: Period, own: Period | None) -> TargetBasis:
    """Return the plan of what a capaian is compared with, as the years show."""
    if own is None or own.year is None or against.year is None or own.year == against.year:
        return TargetBasis.YEAR
    return TargetBasis.LONG_TERM if own.year < against.year else TargetBasis.EARLIER


def _basis_of_stretch(heads: TableHeaders, index: int, stretch: Iterable[int]) -> TargetBasis:
    """Return the plan of the targets of its period, since the last capaian, or else of all that are
    there.
    """
    period, bases = heads.periods[index], [sense.basis for sense in heads.senses]
    targets = [at for at, role in enumerate(heads.roles) if role is Role.TARGET]
    named = {bases[at] for at in targets if heads.periods[at] == period} if period else set()
    if len(named) == 1:
        return named.pop()
    near = list(stretch)
    if any(bases[at] is TargetBasis.YEAR for at in near if at in targets):
        return TargetBasis.YEAR
    others = {bases[at] for at in near if _names_plan(heads.senses[at])} or _undated_bases(
        heads, targets
    )
    return others.pop() if len(others) == 1 else TargetBasis.YEAR


def _undated_bases(heads: TableHeaders, targets: Sequence[int]) -> set[TargetBasis]:
    """Return the plans of the targets that name no period, or else of all."""
    undated = [at for at in targets if heads.periods[at] is None]
    return {heads.senses[at].basis for at in undated or targets}


def _names_plan(sense: HeaderMeaning) -> bool:
    """Return whether a header names another plan than the year's as what is measured against."""
    measured = sense.what in (HeaderMeasure.TARGET, HeaderMeasure.REALISASI)
    return sense.basis is TargetBasis.OUTSIDE or (measured and sense.basis is not TargetBasis.YEAR)


def _nearest(heads: TableHeaders, index: int, roles: Iterable[Role]) -> tuple[Period | None, int]:
    """Return the period of the nearest columns to the left that print each role once, and where the
    last of them is.

    A column without a period stands for one of any period. Nothing is -1.
    """
    left = [_own_columns(heads, index, role) for role in roles]
    complete: dict[Period | None, int] = {}
    for period in dict.fromkeys(heads.periods[at] for columns in left for at in columns):
        found = [_sole_of(heads, period, columns) for columns in left]
        if None not in found:
            complete[period] = max(at for at in found if at is not None)
    nearest = max(complete, key=lambda period: complete[period], default=None)
    return nearest, complete.get(nearest, -1)


def _latest(heads: TableHeaders, index: int) -> Period | None:
    """Return the latest period of the realisasi to the left, nothing where one names none."""
    periods = [heads.periods[column] for column in _own_columns(heads, index, Role.REALISASI)]
    dated = [period for period in periods if period]
    latest = max(dated, key=lambda period: (period.year or 0, period.number), default=None)
    return latest if len(dated) == len(periods) else None


def _own_columns(heads: TableHeaders, index: int, role: Role) -> list[int]:
    """Return the columns left of one that have a role, measured against the year's own target."""
    return [
        column for column in range(index) if heads.roles[column] is role and _is_own(heads, column)
    ]


def _is_own(heads: TableHeaders, at: int) -> bool:
    return heads.senses[at].basis is TargetBasis.YEAR


def _sole_of(heads: TableHeaders, period: Period | None, columns: Sequence[int]) -> int | None:
    """Return the only one of some columns that is of a period, or of none where no other is."""
    own = [at for at in columns if heads.periods[at] == period]
    own = own or [at for at in columns if heads.periods[at] is None]
    return own[0] if len(own) == 1 else None
