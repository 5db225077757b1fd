"""Tables whose headers run upright, and text that its marks or its layer give another meaning than
the page shows.
"""

from random import Random

from tests import drawn
from tools.first_sight import budgets
from tools.first_sight.budgets import HEADER, LEFT, NUMERIC, TOP, WIDTHS
from tools.first_sight.sheets import DrawnSheet, known

_UP, _DOWN = "0 1 -1 0", "0 -1 1 0"
_LONG_HEADS = {
    "Pagu": "Pagu Anggaran",
    "Realisasi": "Realisasi Anggaran",
    "Sisa": "Sisa Pagu Anggaran",
}
_LINE = 11.0


def upright_heads(rng: Random) -> DrawnSheet:
    """Draw headers that run upwards or downwards over level rows, some in two lines, those of words
    level or upright.
    """
    table, way, height = budgets.budget(rng), rng.choice((_UP, _DOWN)), rng.uniform(70, 100)
    heads = [_LONG_HEADS.get(head, head) if rng.random() < 0.5 else head for head in HEADER]
    level = set(rng.choice(((), (0,), (0, 1))))
    content = budgets.ruled(table.rows, top=TOP - height) + drawn.line(
        LEFT, TOP, LEFT + sum(WIDTHS), TOP
    )
    edges = [LEFT + sum(WIDTHS[:at]) for at in range(len(WIDTHS) + 1)]
    content += "".join(drawn.line(x, TOP - height, x, TOP) for x in edges)
    for at, head in enumerate(heads):
        middle = (edges[at] + edges[at + 1]) / 2
        if at in level:
            content += drawn.words(head, edges[at] + drawn.PADDING, TOP - height / 2, bold=True)
        else:
            content += _upright(head, way, middle, TOP - height if way == _UP else TOP)
    page = budgets.caption(rng) + content
    return DrawnSheet(drawn.pdf([page]), (known(table.printed, numeric=NUMERIC, header=[heads]),))


def _upright(head: str, way: str, middle: float, start: float) -> str:
    """Return the operators that draw a header around the middle of its column, each word on a line
    of its own.
    """
    lines = head.split()
    onward = 1 if way == _UP else -1
    content = ""
    for at, text in enumerate(lines):
        x = middle + onward * (_LINE * (at - (len(lines) - 1) / 2) + 3)
        content += f"BT /F2 8.5 Tf {way} {x:.2f} {start + onward * 4:.2f} Tm ({text}) Tj ET\n"
    return content


def on_a_layer(rng: Random) -> DrawnSheet:
    """Draw numbers, a column or a whole draft on a layer that is off; or an amount of the table on
    one that is on.
    """
    table = budgets.budget(rng)
    row, column = budgets.any_cell(rng, table)
    x, y = budgets.corner(table.rows, row, column)
    draft = budgets.rupiah(rng.randint(10**6, 10**9))
    if rng.random() < 0.3:
        order = rng.choice(("", "/ON [1 0 R]", "/BaseState /OFF /ON [1 0 R]"))
        layered = drawn.words(table.rows[row][column], x + drawn.PADDING, y + 5)
        shown = table.with_cell(row, column, "")
    else:
        order, shown = (
            rng.choice(("/OFF [1 0 R]", "/BaseState /OFF", "/OFF [ 1 0 R ] /ON []")),
            table,
        )
        right = LEFT + sum(WIDTHS) - 30
        layered = rng.choice(
            (
                drawn.words(draft, x + rng.choice((4, 30)), y + 5 + rng.choice((0, 2))),
                drawn.line(right, TOP, right, TOP - 90) + drawn.words(draft, right + 2, y + 5),
                budgets.ruled(budgets.budget(rng, 4).headed, top=330),
            )
        )
    page = budgets.caption(rng) + budgets.ruled(shown.headed) + f"/OC /Draf BDC {layered} EMC\n"
    data = drawn.pdf(
        [page],
        resources="/Properties << /Draf 1 0 R >>",
        catalogue=f"/OCProperties << /OCGs [1 0 R] /D << {order} >> >>",
        first="<< /Type /OCG /Name (Draf) >>",
    )
    return DrawnSheet(data, (known(table.printed, numeric=NUMERIC, header=[HEADER]),))


def other_actual_text(rng: Random) -> DrawnSheet:
    """Draw amounts under marks that give another amount, or the same, to take in their place."""
    table = shown = budgets.budget(rng)
    content = ""
    for row, column in {budgets.any_cell(rng, table) for _ in range(rng.randint(1, 4))}:
        x, y = budgets.corner(table.rows, row, column)
        printed = table.rows[row][column]
        given = printed if rng.random() < 0.3 else budgets.rupiah(rng.randint(10**6, 10**9))
        text = (b"\xfe\xff" + given.encode("utf-16-be")).hex()
        words = drawn.words(printed, x + drawn.PADDING, y + 5)
        content += f"/Span << /ActualText <{text}> >> BDC {words} EMC\n"
        shown = shown.with_cell(row, column, "")
    page = budgets.caption(rng) + budgets.ruled(shown.headed) + content
    return DrawnSheet(drawn.pdf([page]), (known(table.printed, numeric=NUMERIC, header=[HEADER]),))
