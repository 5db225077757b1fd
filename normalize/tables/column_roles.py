"""Which role each column of a table has: the words of its header, the columns beside it, and what
is in its cells.
"""

from itertools import pairwise

from normalize.report import Role, TargetBasis
from normalize.tables.contents import Content
from normalize.tables.header_meaning import HeaderMeaning, HeaderMeasure, HeaderSubject
from normalize.values.periods import Period

TEXT_ROLES = frozenset(
    {
        Role.NOMOR,
        Role.KODE,
        Role.URAIAN,
        Role.TUJUAN,
        Role.SASARAN,
        Role.PROGRAM,
        Role.INDIKATOR,
        Role.SATUAN,
        Role.SUMBER_DANA,
        Role.KETERANGAN,
    }
)
_LABEL_ROLES = frozenset({Role.URAIAN, Role.TUJUAN, Role.SASARAN, Role.PROGRAM, Role.INDIKATOR})
BUDGET_ROLES = frozenset({Role.PAGU, Role.REALISASI_ANGGARAN, Role.SERAPAN, Role.SISA})
PERFORMANCE_ROLES = frozenset({Role.TARGET, Role.REALISASI, Role.CAPAIAN})
RUPIAH_ROLES = frozenset({Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA})
PERCENT_ROLES = frozenset({Role.CAPAIAN, Role.SERAPAN, Role.EFISIENSI})


def roles_of(
    senses: list[HeaderMeaning], contents: list[Content], periods: list[Period | None]
) -> list[Role]:
    """Return a role for each column: its words first, then its neighbours, then its cells."""
    by_words = _decided_by_neighbours([_plain_role(sense) for sense in senses], senses)
    roles = [
        _role_of_nameless(index, content, by_words)
        if role is None
        else _allowed_by_cells(role, index, content, by_words)
        for index, (role, content) in enumerate(zip(by_words, contents, strict=True))
    ]
    roles = _with_averaged(_with_spent(_with_paid(roles, senses), senses), senses)
    roles = _with_values(_with_ratios(roles, senses, periods), senses)
    return _without_superseded(_without_bare_percentages(roles, senses), senses, periods)


_MONEY = {
    HeaderMeasure.TARGET: Role.PAGU,
    HeaderMeasure.PAGU: Role.PAGU,
    HeaderMeasure.REALISASI: Role.REALISASI_ANGGARAN,
    HeaderMeasure.CAPAIAN: Role.SERAPAN,
    HeaderMeasure.PERSEN: Role.SERAPAN,
}
_PERFORMANCE = {
    HeaderMeasure.TARGET: Role.TARGET,
    HeaderMeasure.PAGU: Role.TARGET,
    HeaderMeasure.REALISASI: Role.REALISASI,
    HeaderMeasure.CAPAIAN: Role.CAPAIAN,
    HeaderMeasure.PERSEN: Role.CAPAIAN,
}


def _plain_role(sense: HeaderMeaning) -> Role | None:
    """Return the role that the words settle alone, None where it hangs on the other columns."""
    what = sense.what
    if what is None or isinstance(what, Role):
        return what
    if what in _ROLES_OF_MEASURES:
        return _ROLES_OF_MEASURES[what]
    if what is HeaderMeasure.SISA:
        return Role.LAIN if sense.percent or sense.subject is HeaderSubject.KINERJA else Role.SISA
    if sense.subject is HeaderSubject.FISIK:
        return Role.LAIN
    if sense.subject is HeaderSubject.ANGGARAN:
        return (
            Role.SERAPAN if what is HeaderMeasure.REALISASI and sense.percent else _MONEY.get(what)
        )
    if _is_ratio(sense):
        return Role.CAPAIAN
    if what is HeaderMeasure.TARGET or sense.subject is not None:
        return _PERFORMANCE.get(what)
    return None


_ROLES_OF_MEASURES = {
    HeaderMeasure.PAID: Role.LAIN,
    HeaderMeasure.EFISIENSI: Role.EFISIENSI,
    HeaderMeasure.SERAPAN: Role.SERAPAN,
}


_MEASURED = (HeaderMeasure.REALISASI, HeaderMeasure.CAPAIAN, HeaderMeasure.PERSEN)


def _is_ratio(sense: HeaderMeaning) -> bool:
    """Return whether a header compares what was measured with a target: in percent, or with that of
    another plan.
    """
    return (
        sense.compared
        and sense.what in _MEASURED
        and (sense.percent or sense.basis is not TargetBasis.YEAR)
    )


def _decided_by_neighbours(
    roles: list[Role | None], senses: list[HeaderMeaning]
) -> list[Role | None]:
    """Settle a realisasi, capaian or percentage of nothing by what is to its left in the table."""
    budget_only = Role.PAGU in roles and not {Role.TARGET, Role.INDIKATOR} & set(roles)
    settled = list(roles)
    for index, sense in enumerate(senses):
        if settled[index] is None and isinstance(sense.what, HeaderMeasure):
            money = budget_only or _stands_with_money(settled[:index])
            settled[index] = _role_beside(sense.what, money=money, percent=sense.percent)
            if sense.what is HeaderMeasure.PROGRESS and Role.TARGET not in roles:
                settled[index] = Role.LAIN
    return settled


def _stands_with_money(left: list[Role | None]) -> bool:
    """Whether the nearest measured column to the left is one of the budget."""
    measured = (
        role for role in reversed(left) if role in BUDGET_ROLES or role in PERFORMANCE_ROLES
    )
    return next(measured, None) in BUDGET_ROLES


def _role_beside(what: HeaderMeasure, *, money: bool, percent: bool) -> Role:
    if what is HeaderMeasure.SELISIH:
        return Role.SISA if money and not percent else Role.LAIN
    if what is HeaderMeasure.PROGRESS:
        return Role.CAPAIAN
    if money and percent and what is HeaderMeasure.REALISASI:
        return Role.SERAPAN
    return (_MONEY if money else _PERFORMANCE)[what]


def _allowed_by_cells(role: Role, index: int, content: Content, roles: list[Role | None]) -> Role:
    """Return the role that the words gave, or the one that the cells show instead."""
    if content.only_signs:
        return Role.LAIN
    if role in _LABEL_ROLES and content.filled and not content.words:
        # the code that is under one header with the name
        return Role.KODE if content.numeric or content.mostly(content.codes) else Role.LAIN
    if role in TEXT_ROLES:
        return Role.KODE if role is not Role.KETERANGAN and content.mostly(content.codes) else role
    if content.textual and (index == 0 or roles.count(role) > 1):
        return Role.URAIAN if index == 0 and Role.URAIAN not in roles else Role.LAIN
    return _allowed_by_numbers(role, content)


def _allowed_by_numbers(role: Role, content: Content) -> Role:
    """Return the role of a column of numbers, or the one that their size and their signs show
    instead.
    """
    if role in RUPIAH_ROLES and content.mostly(content.years):
        return Role.LAIN
    if role in RUPIAH_ROLES and content.percent:
        return Role.SERAPAN if role is Role.REALISASI_ANGGARAN else Role.LAIN
    if role is Role.SERAPAN and content.mostly(content.large):
        return Role.REALISASI_ANGGARAN
    return role


def _role_of_nameless(index: int, content: Content, roles: list[Role | None]) -> Role:
    """Return the role that the cells show where the header says nothing."""
    if content.mostly(content.codes):
        return Role.KODE
    if content.mostly(content.ordinals) and index == 0:
        return Role.NOMOR
    described = {Role.URAIAN, Role.PROGRAM, Role.SASARAN, Role.INDIKATOR} & set(roles)
    return (
        Role.URAIAN
        if content.textual and not content.signs and not described and index < 2
        else Role.LAIN
    )


def _with_paid(roles: list[Role], senses: list[HeaderMeaning]) -> list[Role]:
    """Make what was paid out the realisasi of a budget that prints no other one: pagu,
    SP2D, sisa.
    """
    paid = [
        at
        for at, sense in enumerate(senses)
        if sense.what is HeaderMeasure.PAID and not sense.percent
    ]
    if len(paid) != 1 or Role.PAGU not in roles or Role.REALISASI_ANGGARAN in roles:
        return roles
    shares = {
        at: Role.SERAPAN
        for at, sense in enumerate(senses)
        if sense.what is HeaderMeasure.PAID and sense.percent
    }
    return [
        ({paid[0]: Role.REALISASI_ANGGARAN} | shares).get(at, role) for at, role in enumerate(roles)
    ]


def _with_spent(roles: list[Role], senses: list[HeaderMeaning]) -> list[Role]:
    """Make a column of money without a name of its own the realisasi of a budget that prints no
    other one, where the percentage of serapan follows it: Pagu, Keuangan (Rp), Keuangan (%).
    """
    if Role.REALISASI_ANGGARAN in roles or not {Role.PAGU, Role.SERAPAN} <= set(roles):
        return roles
    spent = roles.index(Role.SERAPAN) - 1
    if roles.index(Role.PAGU) >= spent or not senses[spent].unnamed:
        return roles
    return [*roles[:spent], Role.REALISASI_ANGGARAN, *roles[spent + 1 :]]


def _with_averaged(roles: list[Role], senses: list[HeaderMeaning]) -> list[Role]:
    """Make the mean of several capaian the capaian of a row where its efficiency is printed and
    nothing that it could be recomputed from: Sasaran, Rata-rata Capaian (%), Serapan (%),
    Efisiensi.
    """
    averaged = [index for index, sense in enumerate(senses) if sense.averaged]
    if (
        len(averaged) != 1
        or Role.EFISIENSI not in roles
        or not PERFORMANCE_ROLES.isdisjoint(roles)
        or roles[averaged[0]] is not Role.LAIN
    ):
        return roles
    return [Role.CAPAIAN if index == averaged[0] else role for index, role in enumerate(roles)]


def _with_ratios(
    roles: list[Role], senses: list[HeaderMeaning], periods: list[Period | None]
) -> list[Role]:
    """Make the percentage of a realisasi that is beside the realisasi itself a capaian: "%
    Realisasi".
    """
    found = list(roles)
    for index, (role, sense) in enumerate(zip(roles, senses, strict=True)):
        if role is Role.REALISASI and sense.percent:
            beside = [
                at for at, period in enumerate(periods) if period == periods[index] and at != index
            ]
            plain = {roles[at] for at in beside if not senses[at].percent}
            comparable = {Role.REALISASI, Role.TARGET} <= plain
            comparable = comparable or (sense.share and _has_plain_realisasi(roles, senses))
            if comparable and not any(_is_share(roles[at], senses[at]) for at in beside):
                found[index] = Role.CAPAIAN
    return found


def _is_share(role: Role, sense: HeaderMeaning) -> bool:
    """Return whether a column prints the capaian of the year itself, or its target in percent."""
    return (role is Role.CAPAIAN and sense.basis is TargetBasis.YEAR) or (
        role is Role.TARGET and sense.percent
    )


def _has_plain_realisasi(roles: list[Role], senses: list[HeaderMeaning]) -> bool:
    """Return whether a column prints the realisasi itself, be it of another year."""
    return any(
        role is Role.REALISASI and not sense.percent
        for role, sense in zip(roles, senses, strict=True)
    )


def _with_values(roles: list[Role], senses: list[HeaderMeaning]) -> list[Role]:
    """Make a capaian beside its own percentage the realisasi, where the table prints none: Target,
    Capaian, %.
    """
    if Role.REALISASI in roles or Role.TARGET not in roles:
        return roles
    found = list(roles)
    for at, (role, after) in enumerate(pairwise(roles)):
        if (
            role is after is Role.CAPAIAN
            and _is_percent(senses[at + 1])
            and not _is_percent(senses[at])
        ):
            found[at] = Role.REALISASI
    return found


def _is_percent(sense: HeaderMeaning) -> bool:
    return sense.percent or sense.what is HeaderMeasure.PERSEN


def _without_bare_percentages(roles: list[Role], senses: list[HeaderMeaning]) -> list[Role]:
    """Leave a percentage of nothing in a table of neither target nor realisasi: a rate of growth, a
    share of land.
    """
    if not {Role.TARGET, Role.REALISASI}.isdisjoint(roles):
        return roles
    bare = [
        sense.what is HeaderMeasure.PERSEN and sense.subject is None and not sense.compared
        for sense in senses
    ]
    return [
        Role.LAIN if of_nothing and role is Role.CAPAIAN else role
        for role, of_nothing in zip(roles, bare, strict=True)
    ]


_SEVERAL = 2
_OTHER_PLANS = (TargetBasis.LONG_TERM, TargetBasis.WORK_PLAN)


def _without_superseded(
    roles: list[Role], senses: list[HeaderMeaning], periods: list[Period | None]
) -> list[Role]:
    """Leave the latest of several pagu, and the year's target where that of another plan is printed
    too.
    """
    latest = max(
        (
            sense.version.value
            for role, sense in zip(roles, senses, strict=True)
            if role is Role.PAGU
        ),
        default=0,
    )
    targets = [at for at, role in enumerate(roles) if role is Role.TARGET]
    yearly = any(senses[at].basis is TargetBasis.YEAR for at in targets)
    years = {periods[at] for at in targets if senses[at].basis is TargetBasis.LONG_TERM}

    def superseded(role: Role, sense: HeaderMeaning) -> bool:
        if role is Role.PAGU:
            return sense.version.value < latest
        return (
            role is Role.TARGET and sense.basis in _OTHER_PLANS and yearly and len(years) < _SEVERAL
        )

    return [
        Role.LAIN if superseded(role, sense) else role
        for role, sense in zip(roles, senses, strict=True)
    ]
