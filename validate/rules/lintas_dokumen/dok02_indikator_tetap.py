"""The indicators of a report are those of the year before, or the report says why they are others.

One finding lists the indicators of the earlier agreement that a whole report names nowhere.

Not claimed: anything where the text refers to a change of indicators, or a new plan of several
years begins; nor of an indicator whose name is only worded otherwise.

Breaks it:

    Dokumen     Indikator Kinerja                      Target    Realisasi    Capaian
    LKj 2024    Persentase desa yang tertib            95,45     95,27        99,81
    LKj 2023    Persentase desa yang tertib            90,00     90,00        100
    LKj 2023    Jumlah kelompok tani yang dibina       12        12           100

Looks alike, and does not, since the name is only worded otherwise:

    Dokumen     Indikator Kinerja                      Target    Realisasi    Capaian
    LKj 2024    Persentase desa yang tertib            95,45     95,27        99,81
    LKj 2024    Jumlah kelompok petani yang dibina     12        12           100
    LKj 2023    Persentase desa yang tertib            90,00     90,00        100
    LKj 2023    Jumlah kelompok tani yang dibina       12        12           100
"""

import re
from collections.abc import Iterator
from itertools import chain

from extract.patterns import regex
from normalize.report import Report, TableKind
from normalize.text.comparison import normalize_text
from validate.companions.dossier import Comparison, Dossier
from validate.companions.matching import SubjectMatching
from validate.companions.records import CompanionRole
from validate.companions.values import ComparedSubject
from validate.findings import Message, PrintedValue, Severity, Violation
from validate.legal_basis import DOCUMENTS_AGREE, PERMENPANRB_88_2021, Reference
from validate.rule import LKJ, Rule
from validate.structure.agreements import shows_all
from validate.text.plans import plans

_EXPLAINED = regex(
    r"\b(?:perubahan|penyesuaian|penggantian|revi[sew]\w*|penyempurnaan|penajaman|"
    r"reformulasi|dihapus\w*|diganti\w*|"
    r"diubah\w*|disesuaikan)\b[^.;]{0,80}\b(?:indikator|iku|renstra|sasaran|pohon\s+kinerja|"
    r"cascading)\b"
    r"|\b(?:indikator|iku|renstra|sasaran)\b[^.;]{0,80}"
    r"\b(?:perubahan|penyesuaian|diganti\w*|diubah|berubah|dihapus\w*|disesuaikan|direvi\w+|"
    r"baru)\b",
    re.IGNORECASE,
)
_AGREED = (TableKind.PK_SASARAN,)
_REPORTED = (TableKind.CAPAIAN, TableKind.COST_PER_OUTCOME)


def compare(dossier: Dossier) -> Iterator[Violation]:
    """Yield one violation for the indicators of the year before that a report leaves out without a
    word.
    """
    context, report = dossier.context, dossier.report
    if (
        not shows_all(context)
        or _explains(report)
        or any(plan.first == report.year for plan in plans(context))
    ):
        return
    for comparison in dossier.of(CompanionRole.PREVIOUS):
        at = _indicators_at(report)
        if at and report.year is not None and comparison.report.year == report.year - 1:
            missing = [one for one in _opening(comparison) if not _is_named(one, report)]
            if missing:
                yield _violation(at, missing, comparison)


def _explains(report: Report) -> bool:
    return any(_EXPLAINED.search(passage.text) for passage in report.prose)


def _opening(comparison: Comparison) -> list[ComparedSubject]:
    """Return the indicators that only the earlier report has: those agreed on, or those reported on
    without any.
    """
    matching = comparison.indicators
    kinds = _AGREED if any(_is_of(one, _AGREED) for one in _all(matching)) else _REPORTED
    return [one for one in matching.only_theirs if _is_of(one, kinds)] if matching.pairs else []


def _all(matching: SubjectMatching) -> list[ComparedSubject]:
    return [*matching.only_theirs, *(pair.theirs for pair in matching.pairs)]


def _is_of(subject: ComparedSubject, kinds: tuple[TableKind, ...]) -> bool:
    """Return whether an indicator is in a table of these kinds, of which the reading is sure."""
    return any(table.kind in kinds and table.table.reader != "unruled" for table in subject.tables)


def _is_named(subject: ComparedSubject, report: Report) -> bool:
    """Return whether a report names an indicator anywhere, in its text or in a table of any
    kind.
    """
    name = normalize_text(subject.name)
    passages = (passage.text for passage in report.prose)
    cells = (cell.text for table in report.document.tables for cell in table.cells())
    return any(name in normalize_text(text) for text in chain(passages, cells))


def _indicators_at(report: Report) -> PrintedValue | None:
    """Return the caption of the first table of indicators, where the others are missing."""
    for table in report.of_kind(*_AGREED, *_REPORTED):
        if table.table.caption_place and table.table.caption:
            return PrintedValue(table.table.caption_place, None, table.table.caption)
    return None


def _violation(
    at: PrintedValue, missing: list[ComparedSubject], comparison: Comparison
) -> Violation:
    names, document = (
        "; ".join(f"“{' '.join(one.name.split())}”" for one in missing),
        comparison.name,
    )
    message = Message(
        f"Indikator dalam {document.id} yang tidak disebut lagi, tanpa penjelasan: {names}.",
        f"Indicators in {document.en} that are not named any more, without a word why: {names}.",
    )
    return Violation(at, message, elsewhere=tuple(comparison.elsewhere(one.at) for one in missing))


RULE = Rule(
    id="DOK-02",
    title=Message("Indikator tetap atau dijelaskan", "Indicators unchanged or explained"),
    fault=Message(
        "Indikator tahun lalu hilang tanpa penjelasan",
        "An indicator of an earlier year is gone without a word",
    ),
    severities=(Severity.MAJOR,),
    basis=(DOCUMENTS_AGREE, Reference(PERMENPANRB_88_2021)),
    kinds=LKJ,
    doc=__doc__,
    compare=compare,
    beside=(CompanionRole.PREVIOUS,),
)
