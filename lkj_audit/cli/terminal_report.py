"""How an audit is shown to a person at a terminal: a summary, what was covered, and the matters
group by group.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from lkj_audit.cli.profile_text import profile_lines
from lkj_audit.cli.terminal_width import Detail, TerminalWidth, terminal_width
from lkj_audit.presentation.findings.finding_text import TITLES, FindingText
from lkj_audit.presentation.findings.matters import (
    GROUP_NAMES,
    Matter,
    MatterGroup,
    briefly_counted,
    counted_groups,
    group_counts,
    matters,
)
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kind_line
from lkj_audit.presentation.names.location_names import printable, shortened
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.vocabulary import SEVERITY
from normalize.text.masking import Mask
from validate.findings import Audit, Finding, Severity

LONGEST_PRINTED = 40
LONGEST_FILE = 48
# of so many further findings of a matter the first ones are listed
MOST_FINDINGS = 12

COLOUR = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.INFO: "cyan",
}
# the groups that are shown unless all are asked for
FIRST_GROUPS = (MatterGroup.EXPLAIN, MatterGroup.LOOK)


def audit_text(
    audit: Audit,
    lang: Lang,
    mask: Mask,
    on: TerminalWidth | None = None,
    detail: Detail = Detail.FIRST,
    suppressed: Set[str] = frozenset(),
) -> str:
    """Return the report on a document in the width and the colours of a terminal; by default that
    of stdout. The findings of these fingerprints are suppressed by a baseline.
    """
    width, terminal = on or terminal_width()
    page = StringIO()
    console = Console(file=page, width=width, force_terminal=terminal, highlight=False)
    told = TerminalReport(audit, lang, mask, suppressed)
    if detail is Detail.LINE:
        console.print(told.line(), no_wrap=True, overflow="ellipsis", crop=True)
    else:
        told.print_on(console, detail)
    # the blanks that fill a line up to the width of a terminal mean nothing in a file
    return page.getvalue() if terminal else re.sub(r" +$", "", page.getvalue(), flags=re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TerminalReport(FindingText):
    """One document's matters in one language, and how much of it was covered.

    What a baseline suppresses is counted apart, and shown only where all is asked for.
    """

    suppressed: Set[str] = frozenset()

    def print_on(self, console: Console, detail: Detail = Detail.FIRST) -> None:
        """Print what the document is, a summary, and its matters: those of the first groups, or
        all.
        """
        kind = self.text(kind_line(self.audit.report, self.lang, self.mask), style="dim")
        console.print("", self.heading(), kind, "", sep="\n")
        console.print(self.summary())
        for line in self.covered():
            console.print(line)
        shown = tuple(MatterGroup) if detail is Detail.ALL else FIRST_GROUPS
        for group in shown:
            self.print_group(group, console, everything=detail is Detail.ALL)
        console.print("")
        if rest := self.rest([group for group in MatterGroup if group not in shown]):
            console.print(rest)

    def covered(self) -> Iterator[Text]:
        """Yield the sentences on what the findings speak about, and on what they were compared
        with.
        """
        yield self.coverage()
        remarks = (
            self.unchecked_tables(),
            self.uncertain_tables(),
            self.cut_tables(),
            self.tables_of_several(),
            self.unsure_tables(),
            self.chosen_readings(),
            self.recognition(),
            self.unread_pages(),
        )
        yield from (remark for remark in remarks if remark)
        if self.audit.profile and self.audit.profile.file:
            yield from map(
                self.text, profile_lines(self.audit.profile, self.audit.detected, self.lang)
            )
        if second := self.second_reading():
            yield second
        yield from self.comparisons()

    def heading(self) -> Text:
        """Return what the document is, as far as it says so itself."""
        report, say = self.audit.report, self.lang.say
        pages = len(report.document.pages)
        period = period_name(report, self.lang)
        facts = (
            period,
            say(f"{pages} halaman", f"{pages} page{'s' * (pages != 1)}"),
            self.mask(report.document.file),
        )
        return Text.assemble(
            (self.office(), "bold"), *(f" · {printable(fact)}" for fact in facts if fact)
        )

    def office(self) -> str:
        """Return whose report it is."""
        unknown = self.lang.say("Perangkat daerah tidak dikenali", "Organisation not recognised")
        return printable(self.audit.report.organisation or unknown)

    def summary(self) -> Text:
        """Return how many matters there are in each group, and how many findings of each weight."""
        if not self.audit.findings:
            return self.tally()
        counts = group_counts(self.audit, self.suppressed)
        groups = Text(f"{counted_groups(counts, self.lang)}.", style="bold")
        return Text("\n").join([groups, Text(self.tally(self.suppressed).plain)])

    def line(self) -> Text:
        """Return a document in one line: its file, whose it is, and how many matters there are in
        each group.
        """
        file = shortened(self.mask(self.audit.report.document.file), LONGEST_FILE)
        counts = group_counts(self.audit, self.suppressed)
        return Text(f"{file}: {briefly_counted(counts, self.lang)} · {self.office()}")

    def rest(self, groups: Sequence[MatterGroup]) -> Text | None:
        """Return how many matters of other groups there are, and how they are shown; None where
        there are none.
        """
        counts = dict(zip(MatterGroup, group_counts(self.audit, self.suppressed), strict=True))
        left = [
            f"{self.lang.number(counts[one])} {self.lang.say(*GROUP_NAMES[one]).lower()}"
            for one in groups
        ]
        if not sum(counts[one] for one in groups):
            return None
        listed = ", ".join(left)
        return Text(
            self.lang.say(
                f"Tidak ditampilkan: {listed} (lihat dengan --all).",
                f"Not shown: {listed} (see --all).",
            )
        )

    def print_group(self, group: MatterGroup, console: Console, *, everything: bool) -> None:
        """Print the matters of a group under its name; nothing where it has none."""
        found = [
            matter
            for matter in matters(self.audit)
            if matter.group is group and (everything or not self.is_suppressed(matter))
        ]
        if not found:
            return
        console.print(
            "",
            Text(f"{self.lang.say(*GROUP_NAMES[group]).upper()} ({len(found)})", style="bold"),
            sep="\n",
        )
        console.print(self.grid(found))

    def is_suppressed(self, matter: Matter) -> bool:
        """Return whether a baseline suppresses all findings of a matter."""
        return self.suppressed >= set(matter.fingerprints)

    def grid(self, found: Sequence[Matter]) -> Grid:
        """Return matters with their numbers beside them, a blank line over each."""
        grid = Grid(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 1, 0, 0))
        grid.add_column(justify="right", no_wrap=True)
        grid.add_column(ratio=1)
        for matter in found:
            grid.add_row("", "")
            grid.add_row(
                Text(str(matter.number), style="bold"), Text("\n").join(self.matter(matter))
            )
        return grid

    def matter(self, matter: Matter) -> Iterator[Text]:
        """Yield the lines of a matter: its weight and title, its sentence, and what belongs
        to it.
        """
        yield self.head(matter)
        yield self.text(f"{self.doubt(matter.lead)}{self.lang.say(*matter.sentence)}")
        yield from self.hanging(matter.lead)
        for finding in matter.findings[1 : 1 + MOST_FINDINGS]:
            yield self.further(matter, finding)
        left = len(matter.findings) - 1 - MOST_FINDINGS
        if left > 0:
            yield Text(
                self.lang.say(f"dan {left} temuan lain", f"and {left} more findings"), style="dim"
            )

    def head(self, matter: Matter) -> Text:
        """Return the severity of a matter, its title, and by which rule it is named."""
        word = self.lang.say(*SEVERITY[matter.severity])
        title = self.text(self.lang.say(*matter.title), style="bold")
        note = self.lang.say(" (dikesampingkan)", " (suppressed)")
        rule = f" [{matter.lead.rule}]{note if self.is_suppressed(matter) else ''}"
        return Text.assemble((word, COLOUR[matter.severity]), " ", title, (rule, "dim"))

    def further(self, matter: Matter, finding: Finding) -> Text:
        """Return another finding of a matter in a line: its number, page, rule, and what is wrong
        there.
        """
        page = self.lang.say(f"hal. {finding.spot.place.page}", f"p. {finding.spot.place.page}")
        printed = shortened(finding.spot.printed, LONGEST_PRINTED)
        title = (
            ""
            if finding.rule == matter.lead.rule
            else f" [{finding.rule}] {self.lang.say(*TITLES[finding.rule])}"
        )
        told = f"{matter.number_of(finding)} {page}{title}: {printed}"
        return self.text(told, style="dim")
