"""What a second reader's disagreement means for the findings: what rests on a doubtful cell is itself in doubt."""

from collections.abc import Sequence
from dataclasses import replace

from extract.verify import Disagreement
from validate.findings import Audit, CellRef, Certainty, Finding


def doubted(audit: Audit, disagreements: Sequence[Disagreement]) -> Audit:
    """Return the audit with every finding that rests on a cell the readers disagree about as a reading doubt."""
    doubtful = {CellRef(found.table, found.row, found.column) for found in disagreements}
    return replace(audit, findings=tuple(_doubted(finding, doubtful) for finding in audit.findings))


def _doubted(finding: Finding, doubtful: set[CellRef]) -> Finding:
    cells = {spot.cell for spot in (finding.spot, *finding.evidence)}
    return replace(finding, certainty=Certainty.READING_DOUBT) if cells & doubtful else finding
