"""A report with the documents beside it: what rules across documents are given."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from normalize.report import Report
from validate.audit_context import AuditContext
from validate.companions.matching import SubjectMatching, match
from validate.companions.records import Companion, CompanionRole, MatchDecisions
from validate.companions.values import (
    all_budget_lines,
    all_indicators,
    own_budget_lines,
    own_indicators,
)
from validate.companions.wording import document_name
from validate.findings import CompanionValue, Message, PrintedValue

# documents whose tables are all of the plan or the budget that they are compared for
_SINGLE_PURPOSE = frozenset(
    {
        CompanionRole.PK,
        CompanionRole.RENJA,
        CompanionRole.DPPA,
        CompanionRole.LRA,
        CompanionRole.RENSTRA,
    }
)


class Comparison:
    """The report under audit and one document beside it, and what is the same in both; worked out
    when asked for.
    """

    def __init__(
        self,
        context: AuditContext,
        companion: Companion,
        theirs: AuditContext,
        decisions: MatchDecisions,
    ) -> None:
        self.context, self.companion, self._decisions = context, companion, decisions
        self.theirs = theirs
        self.report = theirs.report

    @property
    def role(self) -> CompanionRole:
        """What the document is to the report."""
        return self.companion.role

    @property
    def name(self) -> Message:
        """What the document is called in a sentence."""
        return document_name(self.companion)

    @cached_property
    def indicators(self) -> SubjectMatching:
        """The indicators of both."""
        theirs = all_indicators if self.role in _SINGLE_PURPOSE else own_indicators
        return match(
            own_indicators(self.context), theirs(self.theirs), self.companion.id, self._decisions
        )

    @cached_property
    def budget_lines(self) -> SubjectMatching:
        """The programs, kegiatan, sub kegiatan and totals of both."""
        theirs = all_budget_lines if self.role in _SINGLE_PURPOSE else own_budget_lines
        return match(
            own_budget_lines(self.context), theirs(self.theirs), self.companion.id, self._decisions
        )

    def elsewhere(self, spot: PrintedValue) -> CompanionValue:
        """Return a place of the document as a finding of the report names it."""
        return CompanionValue(self.companion.id, spot)


class Dossier:
    """A report under audit and the documents beside it that can be compared with it."""

    def __init__(self, context: AuditContext, comparisons: Sequence[Comparison]) -> None:
        self.context = context
        self._comparisons = tuple(comparisons)

    @property
    def report(self) -> Report:
        """The report under audit."""
        return self.context.report

    @property
    def roles(self) -> frozenset[CompanionRole]:
        """The roles of the documents that there are."""
        return frozenset(one.role for one in self._comparisons)

    def of(self, *roles: CompanionRole) -> Iterator[Comparison]:
        """Yield the comparisons with documents of some roles, in the order in which they were
        named.
        """
        return (one for one in self._comparisons if one.role in roles)
