"""A region code of a village is well formed, and begins with the code of its own kecamatan.

Its four parts name province, regency, kecamatan and village; the last has four digits and begins
with 1 for a kelurahan or 2 for a desa.

Not claimed: that a code belongs to the village it is printed for: the list of regions is not at
hand.

Breaks it, where all others begin with 35.08.19:

    35.08.91.2005
    35.08.19.3005

Looks alike, and does not:

    35.08.19.2005
    7.01.02.2.01.0005
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.patterns import regex
from validate.audit_context import AuditContext
from validate.constraints.printed_numbers import cell_spot
from validate.constraints.printed_values import text_spot
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import KEPMENDAGRI_REGIONS, Reference
from validate.rule import Rule
from validate.text.text_claims import passages_of

_CODE = regex(r"(?<![\d.])(\d\d\.\d\d\.\d\d)\.(\d{4})(?![\d.]*\d)")
_LENGTH, _DOTS = len("35.08.19.2001"), 3
_PROVINCES = range(11, 97)
_ALIKE = 3


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every code of a village that is malformed or of another kecamatan than
    the others.
    """
    codes = list(_codes(context))
    usual = _usual(codes)
    for spot in codes:
        area, _, village = spot.printed.rpartition(".")
        if village[0] not in "12" or int(area[:2]) not in _PROVINCES:
            yield _finding(
                spot, None, Message("bukan bentuk kode desa atau kelurahan", "no code of a village")
            )
        elif usual and area != usual:
            yield _finding(
                spot,
                f"{usual}.{village}",
                Message(f"kode lain berawalan {usual}", f"others begin with {usual}"),
            )


def _codes(context: AuditContext) -> Iterator[PrintedValue]:
    for passage, text, _ in passages_of(context):
        codes = _CODE.finditer(text) if text.count(".") >= _DOTS else ()
        yield from (text_spot(passage, found.start(), found.end()) for found in codes)
    for typed in context.report.tables:
        for cell in typed.table.cells():
            if len(cell.text) == _LENGTH and (found := _CODE.fullmatch(cell.text)):
                yield cell_spot(typed, cell.row, cell.column)._replace(printed=found[0])


def _usual(codes: Sequence[PrintedValue]) -> str | None:
    """Return the kecamatan of at least three codes and of most."""
    counts = Counter(spot.printed.rpartition(".")[0] for spot in codes)
    if not counts:
        return None
    ((usual, count), *_) = counts.most_common(1)
    return usual if count >= _ALIKE and 2 * count > len(codes) else None


def _finding(spot: PrintedValue, expected: str | None, why: Message) -> Violation:
    message = Message(
        f"kode wilayah {spot.printed}: {why.id}", f"region code {spot.printed}: {why.en}"
    )
    return Violation(spot, message, expected)


RULE = Rule(
    id="KOD-05",
    title=Message("Kode wilayah", "Region codes"),
    sentence=Message(
        "{at}, kode wilayah tidak sesuai: {said}.", "{at}, a region code does not fit: {said}."
    ),
    fault=Message("Kode wilayah tidak sesuai", "A region code does not fit"),
    severities=(Severity.MINOR,),
    basis=(Reference(KEPMENDAGRI_REGIONS),),
    doc=__doc__,
    check=check,
)
