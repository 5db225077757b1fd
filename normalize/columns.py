"""What each column of a table holds: the words of its head, the columns beside it, and what stands in its cells."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract.records import Table
from normalize.amounts import Amount, Quantity, Style, vote_style
from normalize.contents import Content, read_contents
from normalize.formulas import Formula
from normalize.heads import Head, head_period, head_scale, read_heads
from normalize.periods import Period
from normalize.report import Basis, Column, Role, TypedRow
from normalize.roles import Measure, Sense, Subject, sense_of

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
_RUPIAH_ROLES = frozenset({Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA})
_PERCENT_ROLES = frozenset({Role.CAPAIAN, Role.SERAPAN, Role.EFISIENSI})


def read_columns(table: Table, document_style: Style | None = None) -> tuple[tuple[Column, ...], Style | None]:
    """Return the columns of a table, and the style its numbers vote for (None without evidence).

    A column whose table shows no style takes its own, or the document's.
    """
    heads = read_heads(table)
    contents = list(read_contents(table))
    senses = [sense_of(head.levels) for head in heads]
    periods = [head_period(head.levels) for head in heads]
    roles = _roles(senses, contents, periods)
    bases = _bases(roles, senses, periods)
    quantities = [_quantity(*of) for of in zip(roles, senses, contents, strict=True)]
    style = vote_style(
        text
        for content, quantity in zip(contents, quantities, strict=True)
        if quantity is not Quantity.TIDAK_DIKETAHUI
        for text in content.numbers
    )
    columns = tuple(
        replace(
            _column(
                index, head, role, quantity, style or vote_style(content.numbers) or document_style, table.caption or ""
            ),
            period=periods[index],
            basis=bases[index],
        )
        for index, (head, role, quantity, content) in enumerate(zip(heads, roles, quantities, contents, strict=True))
    )
    return _with_sound_formulas(_without_sign_columns(columns, contents)), style


def is_numeric(column: Column) -> bool:
    """Return whether the cells of the column are numbers."""
    return column.quantity is not Quantity.TIDAK_DIKETAHUI


def with_decimals(columns: tuple[Column, ...], rows: Iterable[TypedRow]) -> tuple[Column, ...]:
    """Return the columns with the largest number of decimals that their readings print."""
    most = [0] * len(columns)
    for row in rows:
        for index, reading in enumerate(row.readings):
            if isinstance(reading, Amount) and reading.decimals > most[index]:
                most[index] = reading.decimals
    return tuple(replace(column, decimals=most[column.index]) for column in columns)


def _without_sign_columns(columns: tuple[Column, ...], contents: list[Content]) -> tuple[Column, ...]:
    """Return the columns, a column of nothing but Rp handing on its number and formula to the amounts beside it."""
    found = list(columns)
    for sign, amount in pairwise(columns):
        if contents[sign.index].only_signs and amount.number is None:
            found[amount.index] = replace(amount, number=sign.number, formula=sign.formula)
            found[sign.index] = replace(sign, number=None, formula=None, quantity=Quantity.TIDAK_DIKETAHUI)
    return tuple(found)


def _column(index: int, head: Head, role: Role, quantity: Quantity, style: Style | None, caption: str) -> Column:
    return Column(
        index,
        head.text,
        role,
        quantity,
        style,
        number=head.number,
        formula=head.formula,
        scale=head_scale(f"{head.text} {caption}") if quantity is Quantity.RUPIAH else Decimal(1),
    )


# Roles in the context of the table ----------------------------------------------------------------------------------


def _roles(senses: list[Sense], contents: list[Content], periods: list[Period | None]) -> list[Role]:
    """Return a role for each column: its words first, then its neighbours, then its cells."""
    by_words = _settled_by_neighbours([_plain_role(sense) for sense in senses], senses)
    roles = [
        _role_of_nameless(index, content, by_words)
        if role is None
        else _allowed_by_cells(role, index, content, by_words)
        for index, (role, content) in enumerate(zip(by_words, contents, strict=True))
    ]
    return _without_superseded(_with_ratios(roles, senses, periods), senses, periods)


_MONEY = {
    Measure.TARGET: Role.PAGU,
    Measure.PAGU: Role.PAGU,
    Measure.REALISASI: Role.REALISASI_ANGGARAN,
    Measure.CAPAIAN: Role.SERAPAN,
    Measure.PERSEN: Role.SERAPAN,
}
_PERFORMANCE = {
    Measure.TARGET: Role.TARGET,
    Measure.PAGU: Role.TARGET,
    Measure.REALISASI: Role.REALISASI,
    Measure.CAPAIAN: Role.CAPAIAN,
    Measure.PERSEN: Role.CAPAIAN,
}


def _plain_role(sense: Sense) -> Role | None:
    """Return the role that the words settle alone, None where it hangs on the other columns."""
    what = sense.what
    if what is None or isinstance(what, Role):
        return what
    if what is Measure.EFISIENSI:
        return Role.EFISIENSI
    if what is Measure.SERAPAN:
        return Role.SERAPAN
    if what is Measure.SISA:
        return Role.LAIN if sense.percent or sense.subject is Subject.KINERJA else Role.SISA
    if sense.subject is Subject.FISIK:
        return Role.LAIN
    if sense.compared and sense.subject is not Subject.ANGGARAN and what in _MEASURED and _is_ratio(sense):
        return Role.CAPAIAN
    if sense.subject is Subject.ANGGARAN:
        return Role.SERAPAN if what is Measure.REALISASI and sense.percent else _MONEY.get(what)
    if what is Measure.TARGET or sense.subject is not None:
        return _PERFORMANCE.get(what)
    return None


_MEASURED = (Measure.REALISASI, Measure.CAPAIAN, Measure.PERSEN)


def _is_ratio(sense: Sense) -> bool:
    return sense.percent or sense.basis is not Basis.YEAR


def _settled_by_neighbours(roles: list[Role | None], senses: list[Sense]) -> list[Role | None]:
    """Settle a realisasi, capaian or percentage of nothing by what stands to its left in the table."""
    budget_only = Role.PAGU in roles and not {Role.TARGET, Role.INDIKATOR} & set(roles)
    settled = list(roles)
    for index, sense in enumerate(senses):
        if settled[index] is None and isinstance(sense.what, Measure):
            money = budget_only or _stands_with_money(settled[:index])
            settled[index] = _role_beside(sense.what, money=money, percent=sense.percent)
    return settled


def _stands_with_money(left: list[Role | None]) -> bool:
    """Whether the nearest measured column to the left is one of the budget."""
    measured = (role for role in reversed(left) if role in BUDGET_ROLES or role in PERFORMANCE_ROLES)
    return next(measured, None) in BUDGET_ROLES


def _role_beside(what: Measure, *, money: bool, percent: bool) -> Role:
    if what is Measure.SELISIH:
        return Role.SISA if money and not percent else Role.LAIN
    if money and percent and what is Measure.REALISASI:
        return Role.SERAPAN
    return (_MONEY if money else _PERFORMANCE)[what]


def _allowed_by_cells(role: Role, index: int, content: Content, roles: list[Role | None]) -> Role:
    """Return the role that the words gave, or the one that the cells show instead."""
    if content.only_signs:
        return Role.LAIN
    if role in _LABEL_ROLES and content.filled and not content.words:
        # the code that stands under one head with the name
        return Role.KODE if content.numeric or content.mostly(content.codes) else Role.LAIN
    if role in TEXT_ROLES:
        return Role.KODE if role is not Role.KETERANGAN and content.mostly(content.codes) else role
    if content.textual and (index == 0 or roles.count(role) > 1):
        return Role.URAIAN if index == 0 and Role.URAIAN not in roles else Role.LAIN
    if role in _RUPIAH_ROLES and content.mostly(content.years):
        return Role.LAIN
    if role in _RUPIAH_ROLES and content.percent:
        return Role.SERAPAN if role is Role.REALISASI_ANGGARAN else Role.LAIN
    if role is Role.SERAPAN and content.mostly(content.large):
        return Role.REALISASI_ANGGARAN
    return role


def _role_of_nameless(index: int, content: Content, roles: list[Role | None]) -> Role:
    """Return the role that the cells show where the head says nothing."""
    if content.mostly(content.codes):
        return Role.KODE
    if content.mostly(content.ordinals) and index == 0:
        return Role.NOMOR
    described = {Role.URAIAN, Role.PROGRAM, Role.SASARAN, Role.INDIKATOR} & set(roles)
    return Role.URAIAN if content.textual and not content.signs and not described and index < 2 else Role.LAIN


def _with_ratios(roles: list[Role], senses: list[Sense], periods: list[Period | None]) -> list[Role]:
    """Make the percentage of a realisasi that stands beside the realisasi itself a capaian: "% Realisasi"."""
    found = list(roles)
    for index, (role, sense) in enumerate(zip(roles, senses, strict=True)):
        if role is Role.REALISASI and sense.percent:
            beside = [at for at, period in enumerate(periods) if period == periods[index] and at != index]
            plain = {roles[at] for at in beside if not senses[at].percent}
            shares = {roles[at] for at in beside if roles[at] is Role.CAPAIAN and senses[at].basis is Basis.YEAR} | {
                roles[at] for at in beside if roles[at] is Role.TARGET and senses[at].percent
            }
            if {Role.REALISASI, Role.TARGET} <= plain and not shares:
                found[index] = Role.CAPAIAN
    return found


def _without_superseded(roles: list[Role], senses: list[Sense], periods: list[Period | None]) -> list[Role]:
    """Leave the latest of several pagu, and the year's target where the one of Renstra is printed too."""
    latest = max(
        (sense.version.value for role, sense in zip(roles, senses, strict=True) if role is Role.PAGU), default=0
    )
    targets = [at for at, role in enumerate(roles) if role is Role.TARGET]
    yearly = any(senses[at].basis is Basis.YEAR for at in targets)
    years = {periods[at] for at in targets if senses[at].basis is Basis.LONG_TERM}

    def superseded(role: Role, sense: Sense) -> bool:
        if role is Role.PAGU:
            return sense.version.value < latest
        return role is Role.TARGET and sense.basis is Basis.LONG_TERM and yearly and len(years) < 2

    return [Role.LAIN if superseded(role, sense) else role for role, sense in zip(roles, senses, strict=True)]


def _bases(roles: list[Role], senses: list[Sense], periods: list[Period | None]) -> list[Basis]:
    """Return the basis of each column: a capaian has that of the only targets it can be measured against."""

    def targets(period: Period | None) -> set[Basis]:
        return {
            sense.basis
            for role, sense, own in zip(roles, senses, periods, strict=True)
            if role is Role.TARGET and own == period
        }

    found = [
        sense.basis if role in PERFORMANCE_ROLES else Basis.YEAR for role, sense in zip(roles, senses, strict=True)
    ]
    for index, (role, basis) in enumerate(zip(roles, found, strict=True)):
        if role is Role.CAPAIAN and basis is Basis.YEAR:
            own = targets(periods[index]) or targets(None)
            found[index] = own.pop() if len(own) == 1 else basis
    return found


def _quantity(role: Role, sense: Sense, content: Content) -> Quantity:
    """Return what the numbers of the column count; TIDAK_DIKETAHUI for a column of text."""
    if role in TEXT_ROLES or (role is Role.LAIN and not content.numeric):
        return Quantity.TIDAK_DIKETAHUI
    if role in _RUPIAH_ROLES:
        return Quantity.RUPIAH
    if role in _PERCENT_ROLES:
        return Quantity.RUPIAH if content.mostly(content.large) else Quantity.PERSEN
    if content.mostly(content.signs):
        return Quantity.RUPIAH
    if sense.percent or 2 * content.percents > len(content.numbers):
        return Quantity.PERSEN
    worth = sense.subject in {Subject.ANGGARAN, Subject.PENDAPATAN} and content.mostly(content.large)
    return Quantity.RUPIAH if worth else Quantity.BILANGAN


# Formulas -----------------------------------------------------------------------------------------------------------


def _with_sound_formulas(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Make constants of the numbers that name a column of words, and drop the formula of a column of words."""
    numbered = any(column.number for column in columns)
    texts = {column.number if numbered else str(column.index + 1) for column in columns if not is_numeric(column)}
    numbers = {column.number for column in columns if is_numeric(column)}

    def is_constant(number: str) -> bool:
        return number in texts and number not in numbers

    return tuple(
        replace(column, formula=_sound(column.formula, is_constant) if is_numeric(column) else None)
        if column.formula
        else column
        for column in columns
    )


def _sound(formula: Formula, is_constant: Callable[[str], bool]) -> Formula | None:
    resolved = formula.with_constants(is_constant)
    return resolved if resolved.columns() else None
