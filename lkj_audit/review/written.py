"""What the page of a document sends: a decision, and what somebody has begun to write."""

from dataclasses import dataclass

from lkj_audit.decisions.records import Action, Reason


@dataclass(frozen=True, slots=True)
class AskedDecision:
    """What the page asks to record: on which matter, by its number, and which records its author
    has seen.

    `id` is that of the matter as the page shows it: after a new audit another may have its number.
    """

    matter: int
    action: Action
    seen: tuple[str, ...]
    id: str = ""
    note: str = ""
    name: str = ""
    reason: Reason | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has begun to write on a matter."""

    note: str = ""
    response: str = ""
    follow_up: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class WrittenDrafts:
    """What was begun on the matters of a document, by their ids."""

    drafts: dict[str, Draft]
