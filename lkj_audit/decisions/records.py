"""A decision as it is recorded: who decided what on which findings, when, and which decisions it
takes the place of.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from msgspec import DecodeError, ValidationError, convert
from msgspec.json import decode

SCHEMA = "lkj-putusan/1"
LONGEST_NOTE = 10_000
LONGEST_NAME = 200


class Action(StrEnum):
    """What is recorded: a decision of the reviewer, or what the unit answers and does."""

    ACCEPT = "accept"
    REJECT = "reject"
    ASK = "ask"
    REOPEN = "reopen"
    RESPONSE = "response"
    FOLLOW_UP = "follow_up"

    @property
    def subject(self) -> "Subject":
        """What it is about: only records on the same subject take each other's place."""
        return _SUBJECT.get(self, Subject.VERDICT)


class Subject(StrEnum):
    """What is recorded of an entry side by side: the verdict, tanggapan and tindak lanjut."""

    VERDICT = "verdict"
    RESPONSE = "response"
    FOLLOW_UP = "follow_up"


_SUBJECT = {Action.RESPONSE: Subject.RESPONSE, Action.FOLLOW_UP: Subject.FOLLOW_UP}


class Reason(StrEnum):
    """Why a finding is rejected."""

    MISREAD = "misread"
    EXPLAINED = "explained"
    IMMATERIAL = "immaterial"


@dataclass(frozen=True, slots=True)
class DecidedFinding:
    """A finding as it was when somebody decided on it; `printed` is masked and may have changed
    since.

    `title` says what was wrong, for the time when the finding is gone. `page` is 1-based.
    """

    fingerprint: str
    printed: str
    rule: str = ""
    page: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """The document that was decided on: `sha256` of the file, and what identifies a corrected
    version of it.
    """

    sha256: str
    file: str = ""
    organisation: str | None = None
    year: int | None = None
    period: str | None = None
    kind: str | None = None

    @property
    def identity(self) -> tuple[str | None, int | None, str | None, str | None] | None:
        """What all versions of a report have in common; None where that cannot be determined."""
        if not (self.organisation and self.year):
            return None
        return self.organisation.casefold(), self.year, self.period, self.kind


@dataclass(frozen=True, slots=True)
class Decision:
    """One record. `time` is UTC (ISO 8601); `replaces` are the ids of the records that it takes the
    place of.

    `reason` is there for a rejection. `done` says of tindak lanjut that it is completed. `matter`
    is the id of the entry at that time. `id` follows from everything else, so that equal records
    are one wherever they are written.
    """

    action: Action
    findings: tuple[DecidedFinding, ...]
    document: ReviewedDocument
    time: str
    name: str = ""
    note: str = ""
    reason: Reason | None = None
    done: bool = False
    matter: str = ""
    replaces: tuple[str, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", digest_of(self._content()))

    @property
    def fingerprints(self) -> frozenset[str]:
        """The findings that it is on."""
        return frozenset(finding.fingerprint for finding in self.findings)

    @property
    def line(self) -> bytes:
        """The record as one line of JSON, without its end."""
        return _line({**self._content(), "id": self.id})

    def _content(self) -> dict[str, Any]:
        content = asdict(self)
        del content["id"]
        return {"schema": SCHEMA, **content}


class NotADecision(ValueError):
    """A line that is no record; `foreign` where it is whole and means something else."""

    def __init__(self, foreign: bool) -> None:
        super().__init__("foreign" if foreign else "damaged")
        self.foreign = foreign


def read_line(line: bytes) -> Decision:
    """Return the decision that a line records, or raise NotADecision.

    A key that this version does not know counts in the id: a line that was changed is damaged.
    """
    try:
        content = decode(line)
    except (DecodeError, ValueError, RecursionError) as error:
        raise NotADecision(foreign=False) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise NotADecision(foreign=True)
    try:
        decision: Decision = convert(
            {key: content[key] for key in content if key != "schema"}, Decision
        )
    except ValidationError as error:
        raise NotADecision(foreign=False) from error
    id = content.pop("id", None)
    if id != digest_of(content) or not decision.findings:
        raise NotADecision(foreign=False)
    return decision


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the id of a record by its content."""
    return hashlib.sha256(_line(content)).hexdigest()[:20]


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def replacing_all(decision: Decision, standing: Sequence[Decision]) -> Decision:
    """Return the decision as one that takes the place of all that are in force."""
    return replace(decision, replaces=tuple(sorted(one.id for one in standing)), id="")
