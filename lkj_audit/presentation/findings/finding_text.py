"""What is said of a finding in every output: its title, what it is about, and what hangs on it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from rich.text import Text

from lkj_audit.presentation.companion_text import companions_of, elsewhere_lines
from lkj_audit.presentation.coverage.coverage_text import CoverageText
from lkj_audit.presentation.findings.sentences import RULE_BY_ID, also_sentence, finding_sentence
from lkj_audit.presentation.names.location_names import (
    by_page_and_table,
    printable,
    row_label,
    shortened,
    spot_name,
)
from lkj_audit.presentation.vocabulary import CERTAINTY, SEVERITY
from validate.findings import Certainty, Finding, Severity

FEWEST_GATHERED = 3
# the title of a finding says what is wrong, not what its rule asks for
TITLES = {rule.id: rule.fault for rule in RULE_BY_ID.values()}


def gathered(findings: Iterable[Finding]) -> Iterable[Sequence[Finding]]:
    """Return the findings in their order, those that say the same of cells of one table gathered at
    the first.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        cell, plain = (
            finding.spot.cell,
            finding.formula is None and not finding.followers and not finding.alternatives,
        )
        alike = (
            (finding.rule, finding.severity, finding.certainty, cell.table)
            if cell and plain
            else id(finding)
        )
        groups.setdefault(alike if finding.expected else id(finding), []).append(finding)
    return groups.values()


# equally small repairs beyond these are counted
MOST_ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class FindingText(CoverageText):
    """The findings of one document in one language, and how much of it was covered."""

    def value(self, value: str, finding: Finding, longest: int) -> Text:
        """Return a value for its column; one too long for it is left to the sentence that quotes
        it.
        """
        quoted = len(value) > longest and value in self.lang.say(*finding.message)
        return Text() if quoted else self.text(shortened(value, longest))

    def story(self, finding: Finding) -> Iterator[Text]:
        """Yield the lines of a finding: its title, the sentence that says it, and what
        hangs on it.
        """
        yield self.text(self.lang.say(*TITLES[finding.rule]), style="bold")
        yield self.sentence(finding)
        yield from self.hanging(finding)

    def sentence(self, finding: Finding) -> Text:
        """Return the full sentence of a finding; one that is not certain says so first."""
        return self.text(
            f"{self.doubt(finding)}{self.lang.say(*finding_sentence(finding, self.audit.report))}"
        )

    def doubt(self, finding: Finding) -> str:
        """Return how uncertain a finding is, to be before its sentence; nothing of a
        contradiction.
        """
        if finding.certainty is Certainty.INCONSISTENT:
            return ""
        return f"{self.lang.say(*CERTAINTY[finding.certainty]).capitalize()}: "

    def hanging(self, finding: Finding) -> Iterator[Text]:
        """Yield other repairs, further places, what follows from it, and what other documents
        print.
        """
        for remark in finding.also:
            yield self.text(self.lang.say(*also_sentence(remark)), style="dim")
        yield from self.alternatives(finding)
        yield from self.followers(finding)
        yield from self.elsewhere(finding)

    def elsewhere(self, finding: Finding) -> Iterator[Text]:
        """Yield a line for each place in other documents that contradicts a finding."""
        for line in elsewhere_lines(finding, companions_of(self.audit.cross_check), self.lang):
            yield self.text(line, style="dim")

    def subject(self, finding: Finding) -> Iterator[Text]:
        """Yield the code and name of the row a finding is in."""
        if cell := finding.spot.cell:
            label = row_label(self.audit.report.table(cell.table).rows[cell.row])
            if label and printable(finding.spot.printed) not in label:
                yield self.text(label)

    def alternatives(self, finding: Finding) -> Iterator[Text]:
        """Yield what supports the finding where there are equally small repairs, and a line for
        each of these.
        """
        if finding.alternatives and finding.why:
            yield self.text(
                f"{finding.spot.printed} → {finding.expected}: {self.lang.say(*finding.why)}",
                style="dim",
            )
        for other in finding.alternatives[:MOST_ALTERNATIVES]:
            where = spot_name(other.spot, self.audit.report, self.lang)
            why = f": {self.lang.say(*other.why)}" if other.why else ""
            said = (
                f"{self.lang.say('atau', 'or')} {other.spot.printed} → {other.expected} "
                f"({where}){why}"
            )
            yield self.text(said, style="dim")
        further = len(finding.alternatives) - MOST_ALTERNATIVES
        if further > 0:
            yield self.text(
                self.lang.say(
                    f"atau {further} kemungkinan lain", f"or {further} other possibilities"
                ),
                style="dim",
            )

    def followers(self, finding: Finding) -> Iterator[Text]:
        """Yield a line for the further places of a finding, and one for those where it does
        harm.
        """
        say = self.lang.say
        consequences = [one.spot for one in finding.consequences]
        heads = say("juga di: ", "also at: "), say("berakibat pada: ", "affects: ")
        for head, spots in zip(heads, (finding.further_places, consequences), strict=True):
            if spots:
                yield self.text(
                    head + by_page_and_table(spots, self.audit.report, self.lang), style="dim"
                )

    def tally(self, suppressed: Set[str] = frozenset()) -> Text:
        """Return how many findings there are of each severity, without suppressed ones."""
        say = self.lang.say
        findings = [
            finding for finding in self.audit.findings if finding.fingerprint not in suppressed
        ]
        if not findings:
            return Text(say("Tidak ada temuan.", "No findings."), style="bold")
        counts = Counter(finding.severity for finding in findings)
        number, count = self.lang.number, len(findings)
        words = ", ".join(
            f"{number(counts[severity])} {say(*SEVERITY[severity]).lower()}"
            for severity in reversed(Severity)
            if counts[severity]
        )
        total = number(count)
        return Text(
            say(f"{total} temuan: {words}.", f"{total} finding{'s' * (count > 1)}: {words}."),
            style="bold",
        )
