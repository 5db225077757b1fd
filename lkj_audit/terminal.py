"""How an audit is shown to a person at a terminal: each root cause with its sum, and what was covered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from lkj_audit.beside import companions_of, elsewhere_lines
from lkj_audit.coverage_text import CoverageText
from lkj_audit.kind_text import kind_line
from lkj_audit.language import Lang
from lkj_audit.outputs.spans import period_name
from lkj_audit.places import (
    by_page_and_table,
    page_range,
    printable,
    row_and_column,
    row_label,
    shortened,
    spot_name,
    table_name,
)
from lkj_audit.profile_text import profile_lines
from lkj_audit.terminal_width import TerminalWidth, terminal_width
from lkj_audit.words import CERTAINTY, SEVERITY
from normalize.masking import Mask
from validate.catalogue import RULES
from validate.findings import Audit, Certainty, Finding, Severity

WIDE = 100
WIDEST_VALUE = 20
WIDEST_VALUE_IN_NARROW = 14
FEWEST_GATHERED = 3

COLOUR = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.INFO: "cyan",
}


def audit_text(
    audit: Audit,
    lang: Lang,
    mask: Mask,
    on: TerminalWidth | None = None,
) -> str:
    """Return the report on a document in the width and the colours of a terminal; by default that of stdout."""
    width, terminal = on or terminal_width()
    page = StringIO()
    console = Console(file=page, width=width, force_terminal=terminal, highlight=False)
    AuditPage(audit, lang, mask).print_on(console)
    # the blanks that fill a line up to the width of a terminal mean nothing in a file
    return page.getvalue() if terminal else re.sub(r" +$", "", page.getvalue(), flags=re.MULTILINE)


TITLES = {rule.id: rule.title for rule in RULES}


def gathered(findings: Iterable[Finding]) -> Iterable[Sequence[Finding]]:
    """Return the findings in their order, those that say the same of cells of one table gathered at the first."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        cell, plain = finding.spot.cell, finding.formula is None and not finding.followers and not finding.alternatives
        alike = (finding.rule, finding.severity, finding.certainty, cell.table) if cell and plain else id(finding)
        groups.setdefault(alike if finding.expected else id(finding), []).append(finding)
    return groups.values()


def beyond_the_sum(sentence: str, finding: Finding) -> str:
    """Return what the sentence says that the columns and the sum do not show already."""
    if finding.formula is None:
        return sentence
    sum_, printed = finding.formula.rsplit(" = ", 1)[0], finding.spot.printed
    known = (f"tercetak {printed}".casefold(), f"printed {printed}".casefold())
    clauses = (clause.rstrip(".") for clause in sentence.split("; "))
    return "; ".join(clause for clause in clauses if clause.casefold() not in known and sum_ not in clause)


@dataclass(frozen=True, slots=True)
class AuditPage(CoverageText):
    """One document's findings in one language, and how much of it was covered."""

    def print_on(self, console: Console) -> None:
        """Print what the document is, what contradicts what in it, and how much of it was covered."""
        kind = self.text(kind_line(self.audit.report, self.lang, self.mask), style="dim")
        console.print("", self.heading(), kind, "", sep="\n")
        if self.audit.findings:
            console.print(self.grid(console.width), "", sep="\n")
        console.print(self.tally())
        console.print(self.coverage())
        for remark in (
            self.unchecked_tables(),
            self.uncertain_tables(),
            self.cut_tables(),
            self.tables_of_several(),
            self.unsure_tables(),
            self.chosen_readings(),
        ):
            if remark:
                console.print(remark)
        if recognition := self.recognition():
            console.print(recognition)
        if unread := self.unread_pages():
            console.print(unread)
        if self.audit.profile and self.audit.profile.file:
            lines = profile_lines(self.audit.profile, self.audit.detected, self.lang)
            console.print(Text("\n").join(map(self.text, lines)))
        if second := self.second_reading():
            console.print(second)
        for line in self.comparisons():
            console.print(line)

    def heading(self) -> Text:
        """Return what the document is, as far as it says so itself."""
        report, say = self.audit.report, self.lang.say
        pages = len(report.document.pages)
        period = period_name(report, self.lang)
        name = report.organisation or say("Organisasi tidak dikenali", "Organisation not recognised")
        facts = (period, say(f"{pages} halaman", f"{pages} page{'s' * (pages != 1)}"), self.mask(report.document.file))
        return Text.assemble((printable(name), "bold"), *(f" · {printable(fact)}" for fact in facts if fact))

    def grid(self, width: int) -> Grid:
        """Return the findings, one root cause a row."""
        widest = WIDEST_VALUE if width >= WIDE else WIDEST_VALUE_IN_NARROW
        say = self.lang.say
        grid = Grid(
            box=SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            expand=True,
            header_style="bold",
            leading=1,
            padding=(0, 1, 0, 0),
        )
        grid.add_column(say("Tingkat", "Severity"), no_wrap=True)
        grid.add_column(say("Hal.", "Page"), justify="right", no_wrap=True)
        grid.add_column(say("Temuan", "Finding"), ratio=1)
        grid.add_column(say("Tercetak", "Printed"), justify="right", max_width=widest, overflow="fold")
        grid.add_column(say("Hasil hitung", "Recomputed"), justify="right", max_width=widest, overflow="fold")
        for alike in gathered(self.audit.findings):
            if len(alike) < FEWEST_GATHERED:
                for finding in alike:
                    grid.add_row(*self.row(finding, widest))
            else:
                grid.add_row(*self.gathered_row(alike))
        return grid

    def row(self, finding: Finding, widest: int) -> Iterator[Text]:
        """Yield the cells of one finding."""
        yield self.weight(finding)
        yield Text(str(finding.spot.place.page))
        yield Text("\n").join(line for line in self.story(finding) if line)
        yield self.value(finding.spot.printed, finding, 2 * widest)
        yield self.value(finding.expected or "", finding, 2 * widest)

    def value(self, value: str, finding: Finding, longest: int) -> Text:
        """Return a value for its column; one too long for it is left to the sentence that quotes it."""
        quoted = len(value) > longest and value in self.lang.say(*finding.message)
        return Text() if quoted else self.text(shortened(value, longest))

    def gathered_row(self, alike: Sequence[Finding]) -> Iterator[Text]:
        """Yield the cells of several findings of one kind in one table, each on a line of its own."""
        first, report = alike[0], self.audit.report
        pages = sorted({finding.spot.place.page for finding in alike})
        cells = [(finding, finding.spot.cell) for finding in alike if finding.spot.cell]
        yield self.weight(first)
        yield Text(page_range(pages))
        table = table_name(report.table(cells[0][1].table), self.lang)
        where = f"{table} · {len(cells)} {self.lang.say('sel', 'cells')}"
        lines = [
            f"{row_and_column(cell, report, self.lang)}: {finding.spot.printed} → {finding.expected}"
            for finding, cell in cells
        ]
        head = [self.text(where, style="bold"), self.text(self.lang.say(*TITLES[first.rule]))]
        yield Text("\n").join([*head, *map(self.text, lines)])

    def weight(self, finding: Finding) -> Text:
        """Return how heavy the finding is, as a word, over the rule it breaks."""
        word = self.lang.say(*SEVERITY[finding.severity])
        return Text.assemble((word, COLOUR[finding.severity]), "\n", (finding.rule, "dim"))

    def story(self, finding: Finding) -> Iterator[Text]:
        """Yield the lines of a finding: where, what it is about, the sum, the sentence, and what hangs on it."""
        yield self.text(spot_name(finding.spot, self.audit.report, self.lang), style="bold")
        yield from self.subject(finding)
        sentence = self.lang.say(*finding.message)
        if finding.certainty is Certainty.INCONSISTENT:
            yield self.text(finding.formula or "")
            yield self.text(beyond_the_sum(sentence, finding))
        else:
            yield self.text(f"{self.lang.say(*CERTAINTY[finding.certainty]).capitalize()}: {sentence}")
        yield from self.alternatives(finding)
        yield from self.followers(finding)
        yield from self.elsewhere(finding)

    def elsewhere(self, finding: Finding) -> Iterator[Text]:
        """Yield a line for each place in other documents that contradicts a finding."""
        for line in elsewhere_lines(finding, companions_of(self.audit.cross_check), self.lang):
            yield self.text(line, style="dim")

    def subject(self, finding: Finding) -> Iterator[Text]:
        """Yield the code and name of the row a finding stands in."""
        if cell := finding.spot.cell:
            label = row_label(self.audit.report.table(cell.table).rows[cell.row])
            if label and printable(finding.spot.printed) not in label:
                yield self.text(label)

    def alternatives(self, finding: Finding) -> Iterator[Text]:
        """Yield what speaks for the finding where there are equally small repairs, and a line for each of these."""
        if finding.alternatives and finding.why:
            yield self.text(f"{finding.spot.printed} → {finding.expected}: {self.lang.say(*finding.why)}", style="dim")
        for other in finding.alternatives:
            where = spot_name(other.spot, self.audit.report, self.lang)
            why = f": {self.lang.say(*other.why)}" if other.why else ""
            said = f"{self.lang.say('atau', 'or')} {other.spot.printed} → {other.expected} ({where}){why}"
            yield self.text(said, style="dim")

    def followers(self, finding: Finding) -> Iterator[Text]:
        """Yield a line for the further places of a finding, and one for those where it does harm."""
        say = self.lang.say
        consequences = [one.spot for one in finding.consequences]
        heads = say("juga di: ", "also at: "), say("berakibat pada: ", "affects: ")
        for head, spots in zip(heads, (finding.further_places, consequences), strict=True):
            if spots:
                yield self.text(head + by_page_and_table(spots, self.audit.report, self.lang), style="dim")

    def tally(self) -> Text:
        """Return how many findings there are of each weight."""
        say = self.lang.say
        if not self.audit.findings:
            return Text(say("Tidak ada temuan.", "No findings."), style="bold")
        counts = (
            (sum(finding.severity is severity for finding in self.audit.findings), severity)
            for severity in reversed(Severity)
        )
        number, count = self.lang.number, len(self.audit.findings)
        words = ", ".join(f"{number(some)} {say(*SEVERITY[severity]).lower()}" for some, severity in counts if some)
        total = number(count)
        return Text(say(f"{total} temuan: {words}.", f"{total} finding{'s' * (count > 1)}: {words}."), style="bold")
