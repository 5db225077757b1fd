"""The state of an entry: the decision that holds, whether several do, and whether it is to be
looked at again.

Decisions are a set that only grows. A decision is in force until a later one names it in
`replaces`; two people who decide apart from each other leave two that are in force, which is a
conflict until a later one names both.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from lkj_audit.decisions.records import Action, DecidedFinding, Decision, Subject


class Status(StrEnum):
    """How far the review of an entry is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ASKED = "asked"
    CONFLICT = "conflict"


_STATUS = {
    Action.ACCEPT: Status.ACCEPTED,
    Action.REJECT: Status.REJECTED,
    Action.ASK: Status.ASKED,
    Action.REOPEN: Status.OPEN,
}


@dataclass(frozen=True, slots=True)
class EntryState:
    """The state of an entry.

    `verdicts` are the decisions that are: one, or several in conflict. `look_again` says that a
    printed value is another than the one decided on, or that a finding has joined the entry since.
    `responses` and `follow_ups` are what the unit answered and does; `history` is everything that
    was ever recorded, the oldest first.
    """

    status: Status = Status.OPEN
    verdicts: tuple[Decision, ...] = ()
    look_again: bool = False
    responses: tuple[Decision, ...] = ()
    follow_ups: tuple[Decision, ...] = ()
    history: tuple[Decision, ...] = ()

    @property
    def verdict(self) -> Decision | None:
        """The decision that holds; None where nothing or no single one does."""
        return (
            self.verdicts[0] if len(self.verdicts) == 1 and self.status is not Status.OPEN else None
        )

    @property
    def followed_up(self) -> bool:
        """Whether all tindak lanjut in force is completed."""
        return bool(self.follow_ups) and all(one.done for one in self.follow_ups)

    @property
    def is_open(self) -> bool:
        """Whether something is left to do: a rejected entry is closed, an accepted one once it is
        followed up.
        """
        if self.look_again:
            return True
        return not (
            self.status is Status.REJECTED or (self.status is Status.ACCEPTED and self.followed_up)
        )

    @property
    def standing(self) -> tuple[str, ...]:
        """The ids of all records that are: two windows that show the same show the same of
        these.
        """
        return tuple(sorted(one.id for one in (*self.verdicts, *self.responses, *self.follow_ups)))


NOTHING_DECIDED = EntryState()


@dataclass(frozen=True)
class Decisions:
    """Everything that was recorded, each record once and in the order of time."""

    records: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, records: Iterable[Decision]) -> "Decisions":
        """Return records as decisions, equal ones once, in an order that does not depend on the
        given one.
        """
        return cls(
            tuple(
                sorted(
                    {one.id: one for one in records}.values(), key=lambda one: (one.time, one.id)
                )
            )
        )

    def merged(self, other: "Decisions") -> "Decisions":
        """Return what is in either."""
        return Decisions.of((*self.records, *other.records))

    @cached_property
    def _by_fingerprint(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = defaultdict(list)
        for record in self.records:
            for fingerprint in record.fingerprints:
                found[fingerprint].append(record)
        return found

    @cached_property
    def _replaced(self) -> frozenset[tuple[str, str]]:
        """The records that were taken the place of, each with the finding on which it was."""
        pairs = (
            (id, one)
            for record in self.records
            for id in record.replaces
            for one in record.fingerprints
        )
        return frozenset(pairs)

    def standing(self, fingerprint: str, subject: Subject) -> list[Decision]:
        """Return the records on a finding that no later one takes the place of."""
        found = self._by_fingerprint.get(fingerprint, ())
        return [
            one
            for one in found
            if one.action.subject is subject and (one.id, fingerprint) not in self._replaced
        ]

    def state(self, findings: Sequence[DecidedFinding]) -> EntryState:
        """Return the state of an entry that consists of these findings, as they are printed now."""
        verdicts, responses, follow_ups = (self._records(findings, each) for each in Subject)
        recorded = (
            one for finding in findings for one in self._by_fingerprint.get(finding.fingerprint, ())
        )
        history = Decisions.of(recorded).records
        if not history:
            return NOTHING_DECIDED
        status = self._status(findings, verdicts)
        decided = {one.fingerprint: one.printed for record in verdicts for one in record.findings}
        changed = any(decided.get(one.fingerprint) != one.printed for one in findings)
        look_again = changed and status not in {Status.OPEN, Status.CONFLICT}
        return EntryState(status, verdicts, look_again, responses, follow_ups, history)

    def _records(
        self, findings: Sequence[DecidedFinding], subject: Subject
    ) -> tuple[Decision, ...]:
        """Return the records on a subject that are in force on any of these findings, each once."""
        standing = (self.standing(finding.fingerprint, subject) for finding in findings)
        return Decisions.of(chain.from_iterable(standing)).records

    def _status(self, findings: Sequence[DecidedFinding], verdicts: Sequence[Decision]) -> Status:
        if not verdicts:
            return Status.OPEN
        several = any(len(self.standing(one.fingerprint, Subject.VERDICT)) > 1 for one in findings)
        if several or len({(one.action, one.reason) for one in verdicts}) > 1:
            return Status.CONFLICT
        return _STATUS[verdicts[0].action]

    def vanished(self, present: Iterable[str]) -> tuple[Decision, ...]:
        """Return the verdicts that are in force on findings of which none is present any more."""
        there = frozenset(present)
        return tuple(
            one
            for one in self.records
            if one.action.subject is Subject.VERDICT
            and one.action is not Action.REOPEN
            and not one.fingerprints & there
            and self._stands(one)
        )

    def _stands(self, record: Decision) -> bool:
        """Return whether a later record replaces it on some of its findings, not on all."""
        return any(
            (record.id, fingerprint) not in self._replaced for fingerprint in record.fingerprints
        )


NO_DECISIONS = Decisions()
