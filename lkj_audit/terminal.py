"""How an audit is shown to a person at a terminal: each root cause with its sum, and what was covered."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from extract.records import Reading, Source
from extract.verify import Disagreement, Majority, numeric_cells
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
from validate.findings import Audit, CellRef, Certainty, Finding, Message, Severity, Spot

WIDE = 100
WIDEST_VALUE = 20
WIDEST_VALUE_IN_NARROW = 14
FEWEST_GATHERED = 3
MOST_NAMED = 6

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


def unread_again(failure: Message, lang: Lang) -> str:
    """Return that there is no second reading, and why."""
    why = lang.say(failure.id, failure.en)
    return lang.say(f"Pembacaan kedua tidak selesai: {why}", f"The second reading came to no end: {why}")


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One document's findings in one language."""

    audit: Audit
    lang: Lang
    mask: Mask

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
        if unread := self.unread_pages():
            console.print(unread)
        if self.audit.profile and self.audit.profile.file:
            lines = profile_lines(self.audit.profile, self.audit.detected, self.lang)
            console.print(Text("\n").join(map(self.text, lines)))
        if second := self.second_reading():
            console.print(second)

    def heading(self) -> Text:
        """Return what the document is, as far as it says so itself."""
        report, say = self.audit.report, self.lang.say
        pages = len(report.document.pages)
        period = period_name(report, self.lang)
        name = report.organisation or say("Organisasi tidak dikenali", "Organisation not recognised")
        facts = (period, say(f"{pages} halaman", f"{pages} pages"), self.mask(report.document.file))
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

    def coverage(self) -> Text:
        """Return how much of the document the findings speak about."""
        covered, say, number = self.audit.coverage, self.lang.say, self.lang.number
        read, unread, loose = map(number, (covered.numbers, covered.unread, covered.numbers - covered.related))
        again, agree, unjudged = map(number, (covered.recomputed, covered.confirmed, covered.unverifiable))
        why = say(
            "angka lain tidak terbaca, pembagi nol, atau rumus tidak pasti",
            "another number unread, a division by zero, or an unsure law",
        )
        clause = say(f"{unjudged} tidak dapat dinilai ({why}), ", f"{unjudged} could not be judged ({why}), ")
        between = clause if covered.unverifiable else ""
        return Text(
            say(
                f"{read} angka terbaca, {unread} tidak. Dari yang terbaca {again} dapat dihitung ulang ({agree} "
                f"cocok), {between}{loose} tidak terikat hitungan apa pun.",
                f"{read} numbers were read, {unread} could not be. Of those read {again} were recomputed ({agree} are "
                f"borne out), {between}{loose} stand in no sum.",
            )
        )

    def unchecked_tables(self) -> Text:
        """Return the tables of which no number could be recomputed; empty where there is none."""
        unchecked = [id for id, covered in self.audit.tables.items() if covered.numbers and not covered.recomputed]
        return self.tables(
            self.lang.say("Tanpa angka yang dihitung ulang: ", "Without a number that was recomputed: "), unchecked
        )

    def uncertain_tables(self) -> Text:
        """Return the tables whose rows could not be told apart into sums and their parts; empty without any."""
        amounts = sum(self.audit.uncertain.values())
        head = self.lang.say(
            f"Susunan barisnya tidak pasti, {amounts} jumlah tidak dijumlahkan: ",
            f"The structure of the rows is uncertain, {amounts} amounts not summed: ",
        )
        return self.tables(head, [id for id in self.audit.tables if id in self.audit.uncertain])

    def cut_tables(self) -> Text:
        """Return the tables of which rows may be missing, so that no sum over them is judged; empty without any."""
        head = self.lang.say(
            "Mungkin terpotong (lanjutannya tidak ditemukan, jumlah antarbaris tidak dinilai): ",
            "May be cut short (no continuation was found, sums over rows are not judged): ",
        )
        return self.tables(head, [table.id for table in self.audit.report.tables if table.table.cut_short])

    def tables_of_several(self) -> Text:
        """Return the tables over several offices, whose figures are compared with none of the report's own."""
        head = self.lang.say(
            "Memuat beberapa perangkat daerah (angkanya tidak disandingkan dengan angka perangkat daerah sendiri): ",
            "Over several offices (their figures are not held against the office's own): ",
        )
        return self.tables(head, [table.id for table in self.audit.report.tables if table.offices])

    def unsure_tables(self) -> Text:
        """Return the tables that may not have been read right; empty where there is none."""
        head = self.lang.say(
            "Bacaan belum pasti (tabel tanpa garis, tanpa hitungan yang membuktikannya): ",
            "Not surely read (tables without rules, without sums to bear them out): ",
        )
        return self.tables(head, [id for id in self.audit.tables if id in self.audit.unsure])

    def chosen_readings(self) -> Text:
        """Return the tables that are not read the usual way, since another bears their sums out; empty without any."""
        head = self.lang.say(
            "Bacaan dipilih menurut hitungan tabel itu sendiri: ", "Reading chosen by the sums of the table itself: "
        )
        choices = ((table.id, table.table.choice) for table in self.audit.report.tables)
        return self.tables(head, [id for id, choice in choices if choice and choice.reading is not Reading.USUAL])

    def tables(self, head: str, ids: Sequence[str]) -> Text:
        """Return a heading with the names of some tables, the first few; empty where there is none."""
        named = [table_name(self.audit.report.table(id), self.lang) for id in ids[:MOST_NAMED]]
        further = len(ids) - len(named)
        more = self.lang.say(f"; {further} lagi", f"; {further} more") if further else ""
        return self.text(f"{head}{'; '.join(named)}{more}") if named else Text()

    def unread_pages(self) -> Text:
        """Return the pages that were not read, or only in part, and those of which many numbers were not.

        Empty where there is none.
        """
        told = self.pages_not_read(), self.pages_partly_read(), self.pages_without_values()
        return Text("\n").join(line for line in told if line)

    def pages_partly_read(self) -> Text:
        """Return the pages on which something is shown that could not be read; empty where there is none."""
        say = self.lang.say
        pages = [(page.number, len(page.unread)) for page in self.audit.report.document.pages if page.unread]
        head = say(
            "Sebagian tidak terbaca (anotasi, isian formulir, cap, atau halaman yang tidak dapat digambar): ",
            "Read only in part (annotations, fields of forms, stamps, or pages that cannot be painted): ",
        )
        told = [
            say(f"halaman {page} ({parts} bagian)", f"page {page} ({parts} part{'s' * (parts > 1)})")
            for page, parts in pages
        ]
        return Text(f"{head}{', '.join(told)}." if told else "", style="bold")

    def pages_without_values(self) -> Text:
        """Return the pages on which many printed numbers have no value."""
        say = self.lang.say
        head = say("Banyak angka tanpa nilai. ", "Many numbers without a value. ")
        pages = [
            say(
                f"Halaman {page.page}: {page.unread} dari {page.printed} angka tercetak tidak terbaca.",
                f"Page {page.page}: {page.unread} of {page.printed} printed numbers could not be read.",
            )
            for page in self.audit.unread_pages
        ]
        return Text(head + " ".join(pages) if pages else "", style="bold")

    def pages_not_read(self) -> Text:
        """Return the pages that were not read, because they are pictures or damaged; empty where all were."""
        pages = self.audit.report.document.pages
        pictures = ", ".join(str(page.number) for page in pages if page.source is Source.IMAGE)
        damaged = ", ".join(str(page.number) for page in pages if page.source is Source.UNREADABLE)
        say = self.lang.say
        kinds = (
            (pictures, say("berupa gambar (perlu OCR)", "are pictures (OCR needed)")),
            (damaged, say("rusak", "are damaged")),
        )
        told = [say(f"Halaman yang {kind}: {which}.", f"Pages that {kind}: {which}.") for which, kind in kinds if which]
        return Text(say("Tidak dibaca. ", "Not read. ") + " ".join(told) if told else "", style="bold")

    def second_reading(self) -> Text:
        """Return how many cells the second reader reads differently, what it reads, and what the third one says.

        Nothing is said where it was not asked.
        """
        say, report, disagreements = self.lang.say, self.audit.report, self.audit.disagreements
        if failure := self.audit.second_reader_failure:
            return Text(unread_again(failure, self.lang))
        if disagreements is None:
            return Text()
        count = sum(1 for _ in numeric_cells(report.document))
        head = say(
            f"Pembaca kedua: {len(disagreements)} dari {count} sel berangka terbaca lain.",
            f"Second reader: {len(disagreements)} of {count} cells with digits read differently.",
        )
        lines = (
            f"– {spot_name(Spot(d.place, CellRef(d.table, d.row, d.column), d.ours), report, self.lang)}: "
            f"{' / '.join('–' if read is None else read for read in (d.ours, d.theirs, d.third))}"
            for d in disagreements
        )
        return Text("\n").join([Text(head + self.third_voice(disagreements)), *(self.text(line) for line in lines)])

    def third_voice(self, disagreements: Sequence[Disagreement]) -> str:
        """Return how often the third reader reads as we do, and how often as the second one."""
        sides = Counter(one.majority for one in disagreements)
        ours, theirs = sides[Majority.OURS], sides[Majority.THEIRS]
        if not ours + theirs:
            return ""
        return self.lang.say(
            f" Pembaca ketiga: {ours} seperti kami, {theirs} seperti pembaca kedua.",
            f" Third reader: {ours} as we do, {theirs} as the second.",
        )

    def text(self, said: str, style: str = "") -> Text:
        """Return what is printed in the document, or said of it, without NIPs and control characters."""
        return Text(printable(self.mask(said)), style=style)
