"""What each column of a table holds: the words of its header, the columns beside it, and what is in
its cells.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract.records import Table
from normalize.formulas.column_formulas import Formula
from normalize.report import Column, Role, TypedRow
from normalize.tables.column_periods import TableHeaders, caption_basis, column_periods, of_caption
from normalize.tables.column_roles import PERCENT_ROLES, RUPIAH_ROLES, TEXT_ROLES, roles_of
from normalize.tables.contents import Content, read_contents
from normalize.tables.header_meaning import (
    HeaderMeaning,
    HeaderMeasure,
    HeaderSubject,
    header_meaning,
)
from normalize.tables.headers import (
    Header,
    compared_period,
    header_period,
    header_scale,
    read_headers,
)
from normalize.values.amounts import Amount, NumberFormat, ValueType, vote_number_format


def read_columns(
    table: Table, document_style: NumberFormat | None = None
) -> tuple[tuple[Column, ...], NumberFormat | None]:
    """Return the columns of a table, and the style its numbers vote for (None without evidence).

    A column whose table shows no style takes its own, or the document's.
    """
    heads = read_headers(table)
    contents = list(read_contents(table))
    senses = [header_meaning(head.levels) for head in heads]
    periods = [header_period(head.levels) for head in heads]
    roles = roles_of(senses, contents, periods)
    by_heads = column_periods(
        TableHeaders(roles, senses, periods, [compared_period(head.levels) for head in heads])
    )
    measured = of_caption(by_heads, roles, caption_basis(table.caption or ""))
    quantities = [_quantity(*of) for of in zip(roles, senses, contents, strict=True)]
    style = vote_number_format(
        text
        for content, quantity in zip(contents, quantities, strict=True)
        if quantity is not ValueType.TIDAK_DIKETAHUI
        for text in content.numbers
    )
    columns = tuple(
        replace(
            _column(
                index,
                head,
                role,
                quantity,
                style or vote_number_format(content.numbers) or document_style,
                table.caption or "",
            ),
            **measured[index]._asdict(),
        )
        for index, (head, role, quantity, content) in enumerate(
            zip(heads, roles, quantities, contents, strict=True)
        )
    )
    return _with_valid_formulas(_without_sign_columns(columns, contents)), style


def is_numeric(column: Column) -> bool:
    """Return whether the cells of the column are numbers."""
    return column.quantity is not ValueType.TIDAK_DIKETAHUI


def with_decimals(columns: tuple[Column, ...], rows: Iterable[TypedRow]) -> tuple[Column, ...]:
    """Return the columns with the largest number of decimals that their readings print."""
    most = [0] * len(columns)
    for row in rows:
        for index, reading in enumerate(row.readings):
            if isinstance(reading, Amount) and reading.decimals > most[index]:
                most[index] = reading.decimals
    return tuple(replace(column, decimals=most[column.index]) for column in columns)


def _without_sign_columns(
    columns: tuple[Column, ...], contents: list[Content]
) -> tuple[Column, ...]:
    """Return the columns, a column of nothing but Rp handing on its number and formula to the
    amounts beside it.
    """
    found = list(columns)
    for sign, amount in pairwise(columns):
        if contents[sign.index].only_signs and amount.number is None:
            found[amount.index] = replace(amount, number=sign.number, formula=sign.formula)
            found[sign.index] = replace(
                sign, number=None, formula=None, quantity=ValueType.TIDAK_DIKETAHUI
            )
    return tuple(found)


def _column(
    index: int,
    head: Header,
    role: Role,
    quantity: ValueType,
    style: NumberFormat | None,
    caption: str,
) -> Column:
    return Column(
        index,
        head.text,
        role,
        quantity,
        style,
        number=head.number,
        formula=head.formula,
        scale=header_scale(f"{head.text} {caption}")
        if quantity is ValueType.RUPIAH
        else Decimal(1),
    )


def _quantity(role: Role, sense: HeaderMeaning, content: Content) -> ValueType:
    """Return what the numbers of the column count; TIDAK_DIKETAHUI for a column of text."""
    if role in TEXT_ROLES or (role is Role.LAIN and not content.numeric):
        return ValueType.TIDAK_DIKETAHUI
    if role in RUPIAH_ROLES:
        return ValueType.RUPIAH
    if role in PERCENT_ROLES:
        return ValueType.RUPIAH if content.mostly(content.large) else ValueType.PERSEN
    if content.mostly(content.signs) or (_is_superseded_pagu(role, sense) and not content.percent):
        return ValueType.RUPIAH
    if sense.percent or 2 * content.percents > len(content.numbers):
        return ValueType.PERSEN
    worth = sense.subject in {HeaderSubject.ANGGARAN, HeaderSubject.PENDAPATAN} and content.mostly(
        content.large
    )
    return ValueType.RUPIAH if worth else ValueType.BILANGAN


def _is_superseded_pagu(role: Role, sense: HeaderMeaning) -> bool:
    """Return whether a column that is left alone prints a pagu before its change."""
    return (
        role is Role.LAIN
        and sense.what is HeaderMeasure.PAGU
        and sense.subject is HeaderSubject.ANGGARAN
    )


# Formulas -----------------------------------------------------------------------------------------


def _with_valid_formulas(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Make constants of the numbers that name a column of words, and drop the formula of a column
    of words.
    """
    numbered = any(column.number for column in columns)
    texts = {
        column.number if numbered else str(column.index + 1)
        for column in columns
        if not is_numeric(column)
    }
    numbers = {column.number for column in columns if is_numeric(column)}

    def is_constant(number: str) -> bool:
        return number in texts and number not in numbers

    return tuple(
        replace(
            column,
            formula=_is_valid_formula(column.formula, is_constant) if is_numeric(column) else None,
        )
        if column.formula
        else column
        for column in columns
    )


def _is_valid_formula(formula: Formula, is_constant: Callable[[str], bool]) -> Formula | None:
    resolved = formula.with_constants(is_constant)
    return resolved if resolved.columns() else None
