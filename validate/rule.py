"""What a rule is: its id in the catalogue, its severity, what it applies to, and how it looks at
a report.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from normalize.report import DocumentKind, Role
from validate.audit_context import AuditContext
from validate.companions.records import CompanionRole
from validate.constraints.relations import Relation
from validate.findings import Certainty, Message, Severity, Violation
from validate.legal_basis import Ground

if TYPE_CHECKING:
    from validate.companions.dossier import Dossier

EVERY_KIND = frozenset(DocumentKind)
LKJ = frozenset({DocumentKind.LKJ, DocumentKind.LKJ_TRIWULAN})
# what reports on a period that has ended
REPORTS = LKJ | {DocumentKind.BULANAN}
# what is signed before the year it is for
PLANS = frozenset({DocumentKind.RENJA, DocumentKind.RENSTRA, DocumentKind.RKT, DocumentKind.PK})


class Concern(Enum):
    """What a rule is about: what a report states, how that is written, or whether it holds an
    element at all.
    """

    CONTENT = "content"
    FORM = "form"
    ELEMENT = "element"


# A finding as a sentence where its rule has none of its own: of a number that contradicts others,
# and of anything else.
NUMBER_SENTENCE = Message(
    "{at}, {subject} tercetak {printed}, {clause}.",
    "{at}, {subject} is printed as {printed}, {clause}.",
)
PLAIN_SENTENCE = Message("{at}, {said}.", "{at}, {said}.")
# of what is said of the report as a whole
REPORT_SENTENCE = Message("{Said}.", "{Said}.")

# How a violation of a rule and a contradiction at the same cell are reported as one; None where
# they stay two.
Join = Callable[[Violation, Violation], Violation | None]


class UndeclaredSeverity(Exception):
    """A violation asks for a severity that its rule does not declare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A law that a report must keep, and all that is known about it.

    `relate` states equations between printed numbers: whether they hold, and which number is to
    blame, is decided once for all rules. `check` finds what is no equation. `compare` finds what
    contradicts documents beside the report: it is called where there is one of the roles in
    `beside`. `doc` is the docstring of the rule's module.

    `severities` are those of its violations, the usual one first. A contradiction between numbers
    gets its severity from what follows (`validate.diagnosis.severity_scale`), a higher than its
    rule declares where several places repeat the number or a limit is exceeded with it; a
    `customary` rule is one of custom, whose contradictions have the severity it declares. `basis`
    is what it rests on; `certainty` is what a violation claims where it does not say.

    `kinds` are the documents it applies to. `key` names the rule in fingerprints and outlives a new
    id; `aliases` are the former ids, and those of rules that were merged into this one.

    At the same cell, violations of the rules in `absorbs` are listed as followers of this rule's,
    and `join` makes one violation of this rule's and of a contradiction. `mentions` is the role of
    a number of a table that running text repeats: the repetitions of a wrong one are listed under
    this rule. `rows_of` is what the rows are about that it compares: contradictions between the
    same two rows, by rules that compare the same, are one.

    `fault` is what is wrong where it is broken, as the title of a finding, and `sentence` a finding
    as one sentence with names in braces for its facts
    (`lkj_audit.presentation.findings.sentences`), the standard one where it is None. `concern`
    states what it is about.

    `whole_report` states that violations refer to the report as a whole, of what it lacks or does
    throughout, and `whole_table` that they refer to a table so: the place is only where that shows,
    and no part of the fingerprint.
    """

    id: str
    title: Message
    fault: Message
    severities: tuple[Severity, ...]
    basis: tuple[Ground, ...]
    doc: str
    relate: Callable[[AuditContext], Iterable[Relation]] | None = None
    check: Callable[[AuditContext], Iterable[Violation]] | None = None
    compare: "Callable[[Dossier], Iterable[Violation]] | None" = None
    beside: tuple[CompanionRole, ...] = ()
    certainty: Certainty = Certainty.INCONSISTENT
    kinds: frozenset[DocumentKind] = EVERY_KIND
    key: str = ""
    aliases: tuple[str, ...] = ()
    absorbs: tuple[str, ...] = ()
    join: Join | None = None
    whole_report: bool = False
    whole_table: bool = False
    customary: bool = False
    rows_of: str = ""
    mentions: Role | None = None
    sentence: Message | None = None
    concern: Concern = Concern.CONTENT

    def __post_init__(self) -> None:
        """Let the id be the key where none is given."""
        object.__setattr__(self, "key", self.key or self.id)

    @property
    def severity(self) -> Severity:
        """The severity of a violation that does not ask for another declared one."""
        return self.severities[0]

    def declared(self, severity: Severity | None) -> Severity:
        """Return the severity that a violation asks for, the default for None; an undeclared one is
        a mistake.
        """
        if severity is None:
            return self.severity
        if severity not in self.severities:
            raise UndeclaredSeverity(f"{self.id} does not declare the severity {severity.value}")
        return severity


class Breach(NamedTuple):
    """A violation and the rule that it breaks."""

    rule: Rule
    violation: Violation
