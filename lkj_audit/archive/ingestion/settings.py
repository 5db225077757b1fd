"""What a run of `lkj ingest` is asked for."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from extract.limits import Limits
from lkj_audit.archive.comparisons.crosschecks import CompareSettings
from lkj_audit.archive.ingestion.manifest import Manifest
from lkj_audit.archive.ingestion.planning import Selection, SelectionChoice
from lkj_audit.archive.records import Origin
from normalize.text.masking import Mask, mask_unless


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """What a run is asked for; `profile` is encoded, nothing for none.

    `copy` is the store that takes copies: a folder, or "db" for the database.
    """

    choice: SelectionChoice
    origin: Origin
    profile: bytes
    show_nip: bool
    limits: Limits
    jobs: int
    copy: Path | str | None
    manifest: Manifest
    audited_at: datetime

    @property
    def mask(self) -> Mask:
        """What is done to every text that is stored."""
        return mask_unless(self.show_nip)

    @property
    def reads_pictures(self) -> bool:
        """Whether pages that are pictures are read: a stage of its own, for which documents are
        taken up again.
        """
        return self.choice.selection in (Selection.SCANS, Selection.OCR)

    @property
    def audit_origin(self) -> Origin:
        """What the audits of this run are recorded as."""
        return self.origin.with_ocr() if self.reads_pictures else self.origin

    @property
    def comparing(self) -> CompareSettings:
        """How reports are compared."""
        return CompareSettings(
            self.origin, self.profile, self.show_nip, self.limits, self.jobs, self.now
        )

    @property
    def now(self) -> str:
        """The time as the archive writes it."""
        return f"{self.audited_at:%Y-%m-%dT%H:%M:%SZ}"
