"""What a second reader's disagreement means for the findings: what rests on a doubtful cell is
itself in doubt.

Where the third reader reads as we do, two parsers that share nothing confirm our reading, and there
is no doubt. Where it reads as the second one does, we most probably misread: what rests on that is
hardly a finding at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.verification.second_reader import Disagreement, Majority
from validate.findings import Audit, CellRef, Finding, Message, Severity, by_severity


def apply_disagreements(audit: Audit, disagreements: Sequence[Disagreement]) -> Audit:
    """Return the audit with what the other readers read differently, and what rests on that as
    reading doubts.
    """
    doubtful = {
        CellRef(found.table, found.row, found.column): found
        for found in disagreements
        if found.majority is not Majority.OURS
    }
    findings = (_doubted(finding, doubtful, audit.confirmed) for finding in audit.findings)
    return replace(audit, findings=by_severity(findings), disagreements=tuple(disagreements))


def _doubted(
    finding: Finding, doubtful: Mapping[CellRef, Disagreement], confirmed: frozenset[CellRef]
) -> Finding:
    found = [doubtful[cell] for cell in sorted(finding.rests_on(confirmed)) if cell in doubtful]
    if not found:
        return finding
    outvoted = [one for one in found if one.majority is Majority.THEIRS]
    worst = (outvoted or found)[0]
    doubt = finding.as_doubt(Severity.INFO if outvoted else Severity.MAJOR)
    return replace(doubt, message=_with_both_readings(doubt.message, worst))


def _with_both_readings(message: Message, found: Disagreement) -> Message:
    """Return the sentence, and what the others read where we read something else."""
    ours, page = found.ours, found.place.page
    theirs = " ".join((found.theirs or "").split())
    if found.theirs is None:
        why = Message(
            f"Pembaca kedua tidak menemukan {ours} di halaman {page}.",
            f"The second reader does not find {ours} on page {page}.",
        )
    elif found.majority is Majority.THEIRS:
        why = Message(
            f"Dua pembaca lain membaca {theirs} di halaman {page}, bukan {ours}.",
            f"Two other readers read {theirs} on page {page}, not {ours}.",
        )
    else:
        why = Message(
            f"Pembaca kedua membaca {theirs} di halaman {page}, bukan {ours}.",
            f"The second reader reads {theirs} on page {page}, not {ours}.",
        )
    return Message(f"{message.id.rstrip('.')}. {why.id}", f"{message.en.rstrip('.')}. {why.en}")
