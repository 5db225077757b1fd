"""What each column of a table holds: the words of its head, the columns beside it, and what stands in its cells."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract.records import Table
from normalize.amounts import Amount, Quantity, Style, vote_style
from normalize.contents import Content, read_contents
from normalize.formulas import Formula
from normalize.heads import Head, compared_period, head_period, head_scale, read_heads
from normalize.measured import Heads, caption_basis, measured_of, of_caption
from normalize.report import Column, Role, TypedRow
from normalize.roles import Measure, Sense, Subject, sense_of
from normalize.table_roles import PERCENT_ROLES, RUPIAH_ROLES, TEXT_ROLES, roles_of


def read_columns(table: Table, document_style: Style | None = None) -> tuple[tuple[Column, ...], Style | None]:
    """Return the columns of a table, and the style its numbers vote for (None without evidence).

    A column whose table shows no style takes its own, or the document's.
    """
    heads = read_heads(table)
    contents = list(read_contents(table))
    senses = [sense_of(head.levels) for head in heads]
    periods = [head_period(head.levels) for head in heads]
    roles = roles_of(senses, contents, periods)
    by_heads = measured_of(Heads(roles, senses, periods, [compared_period(head.levels) for head in heads]))
    measured = of_caption(by_heads, roles, caption_basis(table.caption or ""))
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
            **measured[index]._asdict(),
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


def _quantity(role: Role, sense: Sense, content: Content) -> Quantity:
    """Return what the numbers of the column count; TIDAK_DIKETAHUI for a column of text."""
    if role in TEXT_ROLES or (role is Role.LAIN and not content.numeric):
        return Quantity.TIDAK_DIKETAHUI
    if role in RUPIAH_ROLES:
        return Quantity.RUPIAH
    if role in PERCENT_ROLES:
        return Quantity.RUPIAH if content.mostly(content.large) else Quantity.PERSEN
    if content.mostly(content.signs) or (_is_superseded_pagu(role, sense) and not content.percent):
        return Quantity.RUPIAH
    if sense.percent or 2 * content.percents > len(content.numbers):
        return Quantity.PERSEN
    worth = sense.subject in {Subject.ANGGARAN, Subject.PENDAPATAN} and content.mostly(content.large)
    return Quantity.RUPIAH if worth else Quantity.BILANGAN


def _is_superseded_pagu(role: Role, sense: Sense) -> bool:
    """Return whether a column that is left alone prints a pagu before its change."""
    return role is Role.LAIN and sense.what is Measure.PAGU and sense.subject is Subject.ANGGARAN


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
