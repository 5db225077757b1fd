"""What a rule is: its id in the catalogue, its weight, its documentation, and how it looks at a report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from normalize.report import Report
from validate.findings import Finding, Message, Severity
from validate.relations import Relation


@dataclass(frozen=True, slots=True)
class Rule:
    """A law that a report must keep.

    `relate` states equations between printed numbers: whether they hold, and which number is to blame, is decided
    once for all rules. `check` finds what is no equation. `doc` is the docstring of the rule's module.
    """

    id: str
    severity: Severity
    title: Message
    doc: str
    relate: Callable[[Report], Iterable[Relation]] | None = None
    check: Callable[[Report], Iterable[Finding]] | None = None
