"""A program has the same name wherever it is printed.

Not claimed: anything about capitals, numbering, spelling or the order of programs; a word that is
missing or added is another wording. The wording of most tables is expected, not necessarily that of
the decree (KOD-03); of equally many that which a decree knows.

Breaks it:

    Perjanjian kinerja    Program Penunjang Urusan Pemerintahan Daerah
    Cost per outcome      Program Penunjang Urusan Pemerintahan Daerah
    Realisasi anggaran    PROGRAM PENUNJANG PEMERINTAHAN DAERAH

Looks alike, and does not, since only the number and the word program differ:

    Perjanjian kinerja    4. Penyelenggaraan Urusan Pemerintahan Umum
    Realisasi anggaran    PROGRAM PENYELENGGARAAN URUSAN PEMERINTAHAN UMUM
"""

from collections.abc import Iterator

from normalize.reference.nomenclature import by_name
from normalize.text.comparison import similarity
from normalize.values.codes import CodeLevel
from validate.audit_context import AuditContext
from validate.findings import Message, Severity, Violation
from validate.legal_basis import KEPMENDAGRI_NOMENCLATURE, Reference
from validate.rule import Concern, Rule
from validate.structure.entity_links import (
    ENTITY_LINKS_SETTINGS,
    EntityRow,
    name_spot,
    program_key,
    programs,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every wording of a program's name that is not the one of most tables."""
    for entity in programs(context):
        wordings = _wordings(entity.rows)
        if len(wordings) > 1:
            usual, *others = sorted(
                wordings, key=lambda wording: (len(wording), _is_official(wording)), reverse=True
            )
            yield from (_finding(wording, usual) for wording in others)


def _is_official(wording: list[EntityRow]) -> bool:
    """Return whether a decree knows a program by this name."""
    match = by_name(wording[0].row.name, CodeLevel.PROGRAM)
    return match is not None and match.score >= ENTITY_LINKS_SETTINGS.same_wording


def _wordings(rows: tuple[EntityRow, ...]) -> list[list[EntityRow]]:
    """Return the rows grouped by wording, in the order of the document."""
    wordings: list[list[EntityRow]] = []
    for item in rows:
        key = program_key(item.row.name)
        alike = (
            w
            for w in wordings
            if similarity(program_key(w[0].row.name), key) >= ENTITY_LINKS_SETTINGS.same_wording
        )
        found = next(alike, None)
        if found is None:
            wordings.append([item])
        else:
            found.append(item)
    return wordings


def _finding(wording: list[EntityRow], usual: list[EntityRow]) -> Violation:
    spot, *others = [name_spot(item) for item in wording]
    expected = usual[0].row.name
    page = name_spot(usual[0]).place.page
    message = Message(
        f"Redaksi program berbeda: tercetak “{spot.printed}”, di halaman {page} “{expected}”.",
        f"The program is worded differently: printed “{spot.printed}”, on page {page} "
        f"“{expected}”.",
    )
    evidence = tuple(name_spot(item) for item in usual)
    return Violation(spot, message, expected, None, evidence, repetitions=tuple(others))


RULE = Rule(
    id="LTB-10",
    title=Message("Nama program", "Name of a program"),
    fault=Message("Nama program ditulis berbeda", "The name of a program is written differently"),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(Reference(KEPMENDAGRI_NOMENCLATURE),),
    doc=__doc__,
    check=check,
)
