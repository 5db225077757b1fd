"""The summary in front of an annotated document: what it is, how much was covered, and the most
severe findings.

It is one page; a list that is longer continues behind the document.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.pdf.mark_notes import COLOUR, PEN, PEN_OF_EVIDENCE, MarkNotes, target_of
from lkj_audit.outputs.pdf.markup import (
    ACCENT,
    BEHIND,
    EVIDENCE,
    HAIRLINE,
    INK,
    PAPER,
    QUIET,
    AddedPage,
    Colour,
    Target,
)
from lkj_audit.outputs.pdf.pdf_sheet import HEIGHT, LEADING, WIDTH, PdfSheet, width, wrapped
from lkj_audit.presentation.findings.finding_text import (
    FEWEST_GATHERED,
    TITLES,
    FindingText,
    gathered,
)
from lkj_audit.presentation.findings.matters import NumberedFinding, numbered_findings
from lkj_audit.presentation.names.kind_text import kind_name
from lkj_audit.presentation.names.location_names import row_and_column, shortened, table_name
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.provenance import origin
from validate.findings import Severity

MARGIN = 46.0
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
FOOT = HEIGHT - 40.0
# room at the foot of the summary for the sentence about a signature, and for the one that the list
# continues
SIGNED, GOES_ON = 40.0, 18.0
SIZE, SMALL, LARGE = 8.0, 7.2, 17.0
LINE = SIZE * LEADING
LOWEST_ROW = 24.0
GAP = 8.0

# Beyond this a list is longer than anybody reads on paper; the bookmarks hold them all.
LONGEST_VALUE = 40
MOST_LISTED = 150
MOST_LINES = 5

NUMBER, WEIGHT, PAGE, STORY, PRINTED, EXPECTED = (
    LEFT,
    LEFT + 22,
    LEFT + 88,
    LEFT + 98,
    RIGHT - 84,
    RIGHT,
)
VALUE_WIDTH = 79.0
STORY_WIDTH = PRINTED - VALUE_WIDTH - STORY - 8

COVERED: Colour = (0.16, 0.50, 0.44)
UNSETTLED: Colour = (0.62, 0.46, 0.0)
LOOSE: Colour = (0.72, 0.75, 0.79)
UNREAD: Colour = (0.35, 0.37, 0.42)


def leaves(audited: AuditedDocument) -> tuple[AddedPage, ...]:
    """Return the summary page, and those behind the document on which its list continues."""
    front = SummaryPages(
        MarkNotes(audited), FindingText(audited.audit, MarkNotes(audited).lang, audited.mask)
    )
    return front.leaves()


def signed_notice(audited: AuditedDocument) -> str:
    """Return the operators of what is said at the foot of the first page where the document is
    signed.
    """
    sheet, say = PdfSheet(), MarkNotes(audited).say
    said = say(
        "Dokumen asli memuat tanda tangan elektronik. Catatan pada salinan ini membuat tanda "
        "tangan tersebut tidak "
        "lagi cocok dengan isinya; keabsahannya hanya dapat diperiksa pada berkas asli.",
        "The original document bears an electronic signature. The notes on this copy make "
        "that signature fail "
        "verification; whether it is valid can be verified only on the original file.",
    )
    top = FOOT - SIGNED + 6
    sheet.fill((LEFT, top, LEFT + 3, top + 25), COLOUR[Severity.MAJOR])
    sheet.lines(LEFT + 10, top, wrapped(said, RIGHT - LEFT - 10, SIZE, bold=True), SIZE, bold=True)
    return sheet.leaf().content


def disarmed_notice(audited: AuditedDocument) -> str:
    """Return the operators of what is said at the top of the first page where something is not
    passed on.
    """
    sheet, say = PdfSheet(), MarkNotes(audited).say
    said = say(
        "Skrip, tindakan otomatis, lampiran, atau media pada dokumen asli tidak disertakan "
        "dalam salinan ini.",
        "Scripts, automatic actions, attachments or media of the original document are not "
        "part of this copy.",
    )
    base = MARGIN - 18
    sheet.fill((LEFT, base - SIZE, LEFT + 3, base + 2), COLOUR[Severity.MAJOR])
    sheet.text(LEFT + 10, base, said, SIZE, bold=True)
    return sheet.leaf().content


@dataclass(slots=True)
class SummaryPages:
    """The summary pages of one document, drawn from top to bottom."""

    notes: MarkNotes
    told: FindingText
    sheets: list[PdfSheet] = field(default_factory=lambda: [PdfSheet()])
    top: float = MARGIN

    @property
    def sheet(self) -> PdfSheet:
        """The page that is being drawn."""
        return self.sheets[-1]

    @property
    def end(self) -> float:
        """How far down the page may be drawn on."""
        return FOOT - SIGNED - GOES_ON if len(self.sheets) == 1 else FOOT

    def leaves(self) -> tuple[AddedPage, ...]:
        """Return the pages, each with its number."""
        self.heading()
        self.tiles()
        self.coverage()
        self.legend()
        self.findings()
        count = len(self.sheets)
        for number, sheet in enumerate(self.sheets, 1):
            sheet.rule(LEFT, RIGHT, FOOT, HAIRLINE)
            sheet.text(LEFT, FOOT + 12, f"lkj-audit · {self.file()}", SMALL, QUIET)
            sheet.right(RIGHT, FOOT + 12, self.page_name(number, count), SMALL, QUIET)
        return tuple(sheet.leaf() for sheet in self.sheets)

    def page_name(self, number: int, count: int) -> str:
        """Return what is at the foot of a page: of the summary, or of the list behind the
        document.
        """
        if number == 1:
            return self.notes.say("Ringkasan", "Summary")
        at, of = number - 1, count - 1
        return self.notes.say(
            f"Lanjutan daftar temuan, {at} dari {of}", f"Findings continued, {at} of {of}"
        )

    def file(self) -> str:
        """Return the name of the submitted file."""
        return shortened(self.notes.audited.mask(self.told.audit.report.document.file), 90)

    def heading(self) -> None:
        """Draw what the document is."""
        title = self.notes.say(
            "Hasil pemeriksaan laporan kinerja", "Audit of a performance report"
        ).upper()
        self.sheet.text(LEFT, self.top + SMALL, title, SMALL, ACCENT, bold=True)
        report, say = self.told.audit.report, self.notes.say
        name = report.organisation or say(
            "Perangkat daerah tidak dikenali", "Organisation not recognised"
        )
        count = self.notes.lang.number(len(report.document.pages))
        pages = say(f"{count} halaman", f"{count} page{'s' * (len(report.document.pages) != 1)}")
        kind, period = kind_name(report, self.notes.lang), period_name(report, self.notes.lang)
        facts = [fact for fact in (kind, period, pages, report.document.file) if fact]
        lines = wrapped(self.notes.clean(name), RIGHT - LEFT, LARGE, bold=True, most=3)
        self.top = self.sheet.lines(LEFT, self.top + 15, lines, LARGE, bold=True)
        about = wrapped(self.notes.clean(" · ".join(facts)), RIGHT - LEFT, SIZE, most=2)
        self.top = self.sheet.lines(LEFT, self.top + 3, about, SIZE, QUIET)
        audited = self.notes.audited
        made = origin(
            self.told.audit.profile, audited.provenance, self.notes.clean, self.notes.lang
        )
        told = " · ".join(
            f"{name} {fact}" for name, fact in [("SHA-256", report.document.sha256), *made]
        )
        lines = wrapped(told, RIGHT - LEFT, SMALL, most=3)
        self.top = self.sheet.lines(LEFT, self.top + 2, lines, SMALL, QUIET) + GAP

    def tiles(self) -> None:
        """Draw how many findings there are of each severity."""
        counts = Counter(finding.severity for finding in self.told.audit.findings)
        room = (RIGHT - LEFT + GAP) / len(Severity)
        for at, severity in enumerate(reversed(Severity)):
            x, bottom = LEFT + at * room, self.top + 42
            colour = COLOUR[severity] if counts[severity] else LOOSE
            self.sheet.fill((x, self.top, x + 4, bottom), colour)
            self.sheet.frame((x, self.top, x + room - GAP, bottom), HAIRLINE)
            self.sheet.text(
                x + 14,
                self.top + 24,
                self.notes.lang.number(counts[severity]),
                20,
                colour,
                bold=True,
            )
            self.sheet.text(x + 14, self.top + 36, self.notes.word(severity), SMALL, QUIET)
        self.top += 42 + 2 * GAP

    def coverage(self) -> None:
        """Draw how much of the document the findings speak about, as a bar and in words."""
        self.title(self.notes.say("Cakupan", "Coverage"))
        self.bar()
        said = (
            self.told.coverage(),
            self.told.unchecked_tables(),
            self.told.uncertain_tables(),
            self.told.cut_tables(),
            self.told.tables_of_several(),
            self.told.recognition(),
            self.told.unread_pages(),
        )
        for text in filter(None, (text.plain for text in said)):
            lines = wrapped(text, RIGHT - LEFT, SIZE, most=4)
            self.top = self.sheet.lines(LEFT, self.top, lines, SIZE) + 2
        self.top += GAP

    def bar(self) -> None:
        """Draw the numbers of the document as one bar, and what its parts are."""
        covered, say = self.told.audit.coverage, self.notes.say
        parts = (
            (covered.confirmed, COVERED, say("cocok", "confirmed")),
            (
                covered.recomputed - covered.confirmed,
                COLOUR[Severity.MAJOR],
                say("tidak cocok", "not confirmed"),
            ),
            (covered.unverifiable, UNSETTLED, say("tidak dapat dinilai", "could not be judged")),
            (covered.numbers - covered.related, LOOSE, say("tidak terikat hitungan", "in no sum")),
            (covered.unread, UNREAD, say("tidak terbaca", "unread")),
        )
        total = sum(count for count, _, _ in parts)
        x = key = LEFT
        for count, colour, name in parts:
            if count <= 0:
                continue
            share = (RIGHT - LEFT) * count / total
            self.sheet.fill((x, self.top, x + share, self.top + 9), colour)
            x += share
            said = f"{self.notes.lang.number(count)} {name}"
            self.sheet.fill((key, self.top + 15, key + 6, self.top + 21), colour)
            self.sheet.text(key + 9, self.top + 21, said, SMALL, QUIET)
            key += width(said, SMALL) + 22
        self.top += 28 if total else 0

    def legend(self) -> None:
        """Draw what the boxes on the pages mean."""
        self.title(self.notes.say("Tanda pada halaman", "Marks on the pages"))
        say, x = self.notes.say, LEFT
        marks = [(COLOUR[one], PEN[one], False, self.notes.word(one)) for one in reversed(Severity)]
        doubt = say("belum pasti", "not certain")
        marks.append((COLOUR[Severity.MAJOR], PEN[Severity.MAJOR], True, doubt))
        marks.append(
            (
                EVIDENCE,
                PEN_OF_EVIDENCE,
                False,
                say("dasar atau akibat temuan", "evidence or consequence"),
            )
        )
        for colour, pen, dashed, name in marks:
            self.sheet.frame((x, self.top + 1, x + 16, self.top + 9), colour, pen, dashed)
            self.sheet.text(x + 21, self.top + 8, name, SMALL, QUIET)
            x += width(name, SMALL) + 36
        self.top += 15
        said = say(
            "Nomor pada kotak adalah nomor temuan di bawah ini; klik kotak untuk membaca "
            "rinciannya. Perapian dan "
            "unsur yang tidak ditemukan hanya ada dalam daftar. Isi halaman dokumen tidak "
            "diubah. Nomor halaman "
            "dihitung dari halaman pertama dokumen asli.",
            "The number on a box is the number of the finding below; click a box to read "
            "about it. What is to be "
            "tidied and what was not found is in the list alone. The content of the "
            "document's pages is unchanged. "
            "Pages are counted from the first page of the original document.",
        )
        self.top = (
            self.sheet.lines(LEFT, self.top, wrapped(said, RIGHT - LEFT, SMALL), SMALL, QUIET) + GAP
        )

    def findings(self) -> None:
        """Draw the most severe findings, over as many pages as they take."""
        findings = numbered_findings(self.notes.audited.audit)
        if not findings:
            self.title(self.told.tally().plain)
            return
        self.title(self.notes.say("Temuan", "Findings"))
        self.columns()
        listed = findings[:MOST_LISTED]
        numbers = {id(one.finding): one for one in listed}
        for alike in gathered(one.finding for one in listed):
            group = [numbers[id(finding)] for finding in alike]
            if len(group) < FEWEST_GATHERED:
                for one in group:
                    self.row(one)
            else:
                self.gathered_rows(group)
        further = len(findings) - len(listed)
        if further > 0:
            said = self.notes.say(
                f"{further} temuan lain tercantum dalam penanda (bookmark) dokumen ini.",
                f"{further} further findings are listed in the bookmarks of this document.",
            )
            self.make_room(20)
            self.sheet.text(LEFT, self.top + 14, said, SIZE, QUIET)

    def title(self, text: str) -> None:
        """Draw the title of a part."""
        self.sheet.text(LEFT, self.top + 10, text, 10.5, INK, bold=True)
        self.top += 18

    def columns(self) -> None:
        """Draw the headers of the list's columns."""
        say, base = self.notes.say, self.top + SMALL
        self.sheet.text(NUMBER, base, say("No.", "No."), SMALL, QUIET, bold=True)
        self.sheet.text(WEIGHT, base, say("Tingkat", "Severity"), SMALL, QUIET, bold=True)
        self.sheet.right(PAGE, base, say("Hal.", "Page"), SMALL, QUIET, bold=True)
        self.sheet.text(STORY, base, say("Temuan", "Finding"), SMALL, QUIET, bold=True)
        self.sheet.right(PRINTED, base, say("Tercetak", "Printed"), SMALL, QUIET, bold=True)
        self.sheet.right(EXPECTED, base, say("Hasil hitung", "Recomputed"), SMALL, QUIET, bold=True)
        self.top += SMALL + 4
        self.sheet.rule(LEFT, RIGHT, self.top, QUIET)
        self.top += 4

    def make_room(self, height: float) -> bool:
        """Begin a new page, behind the document, where so much does not fit; return whether one was
        begun.
        """
        if self.top + height <= self.end:
            return False
        if len(self.sheets) == 1:
            self.lead_on()
        self.sheets.append(PdfSheet())
        self.top = MARGIN
        return True

    def lead_on(self) -> None:
        """Say on the summary that its list continues behind the document, and lead there."""
        said = self.notes.say(
            "Daftar temuan berlanjut setelah halaman terakhir dokumen.",
            "The list of findings continues after the last page of the document.",
        )
        foot = self.top + GOES_ON
        self.sheet.text(STORY, foot - 6, said, SIZE, ACCENT, bold=True)
        self.sheet.link(
            (STORY, self.top, STORY + width(said, SIZE, bold=True), foot), Target(BEHIND)
        )

    def row(self, one: NumberedFinding) -> None:
        """Draw one finding, the whole row a link to its place."""
        finding = one.finding
        story = [
            (bold, wrapped(text, STORY_WIDTH, SIZE, bold, MOST_LINES))
            for bold, text in self.story(one)
        ]
        values = [self.value(text, one) for text in (finding.spot.printed, finding.expected or "")]
        tallest = max(sum(len(lines) for _, lines in story), *map(len, values))
        height = max(tallest * LINE, LOWEST_ROW) + 5
        self.make_room_in_list(height)
        top = at = self.top
        self.weight(one)
        for bold, lines in story:
            at = self.sheet.lines(STORY, at, lines, SIZE, INK, bold)
        for x, lines in zip((PRINTED, EXPECTED), values, strict=True):
            for down, line in enumerate(lines):
                self.sheet.right(x, top + SIZE + down * LINE, line, SIZE)
        self.sheet.link((LEFT, top - 2, RIGHT, top + height - 3), target_of(one.finding))
        self.end_row(height)

    def gathered_rows(self, alike: Sequence[NumberedFinding]) -> None:
        """Draw findings that say the same of cells of one table: what they say once, then a line
        for each.
        """
        first = alike[0]
        report, lang = self.told.audit.report, self.told.lang
        where = [
            table_name(report.table(cell.table), lang)
            for one in alike[:1]
            if (cell := one.finding.spot.cell)
        ]
        head = f"{', '.join(where)} · {len(alike)} {self.notes.say('sel', 'cells')}"
        heads = wrapped(self.notes.clean(head), STORY_WIDTH, SIZE, bold=True, most=1)
        title = wrapped(self.notes.say(*TITLES[first.finding.rule]), STORY_WIDTH, SIZE, most=1)
        self.make_room_in_list(4 * LINE + 5)
        self.weight(first)
        at = self.sheet.lines(STORY, self.top, heads, SIZE, INK, bold=True)
        self.top = self.sheet.lines(STORY, at, title, SIZE)
        for one in alike:
            self.make_room_in_list(LINE)
            self.gathered_line(one, again=one is first)
            self.top += LINE
        self.end_row(5)

    def gathered_line(self, one: NumberedFinding, again: bool) -> None:
        """Draw one of several alike findings, in one line; `again` where its number and page are
        above already.
        """
        finding, base = one.finding, self.top + SIZE
        if cell := finding.spot.cell:
            where = row_and_column(cell, self.told.audit.report, self.told.lang)
            self.sheet.text(
                STORY, base, wrapped(self.notes.clean(where), STORY_WIDTH, SIZE, most=1)[0], SIZE
            )
        for x, text in ((PRINTED, finding.spot.printed), (EXPECTED, finding.expected or "")):
            self.sheet.right(
                x, base, wrapped(self.notes.clean(text), VALUE_WIDTH, SIZE, most=1)[0], SIZE
            )
        if not again:
            self.number(one, base)
        self.sheet.link((LEFT, self.top, RIGHT, self.top + LINE), target_of(one.finding))

    def weight(self, one: NumberedFinding) -> None:
        """Draw a finding's number, severity, rule and page."""
        base, size = self.top + SIZE, SMALL - 1
        word = self.notes.word(one.finding.severity)
        right = WEIGHT + width(word, size, bold=True) + 6
        self.number(one, base)
        self.sheet.fill((WEIGHT, self.top, right, self.top + 10), COLOUR[one.finding.severity])
        self.sheet.text(WEIGHT + 3, self.top + 7.4, word, size, PAPER, bold=True)
        self.sheet.text(WEIGHT, base + 12, one.finding.rule, SMALL, QUIET)

    def number(self, one: NumberedFinding, base: float) -> None:
        """Draw a finding's number and the page it is on."""
        self.sheet.text(NUMBER, base, one.number, SIZE, QUIET)
        self.sheet.right(PAGE, base, str(one.finding.spot.place.page), SIZE, ACCENT, bold=True)

    def make_room_in_list(self, height: float) -> None:
        """Begin a new page, with the headers of the columns, where so much does not fit."""
        if self.make_room(height):
            self.columns()

    def end_row(self, height: float) -> None:
        """Draw the line under a row of this height."""
        self.top += height
        self.sheet.rule(LEFT, RIGHT, self.top - 3, HAIRLINE)

    def value(self, text: str, one: NumberedFinding) -> list[str]:
        """Return a value in the lines of its column; one too long for it is left to the sentence
        that quotes it.
        """
        return wrapped(
            self.told.value(text, one.finding, LONGEST_VALUE).plain, VALUE_WIDTH, SIZE, most=2
        )

    def story(self, one: NumberedFinding) -> Iterator[tuple[bool, str]]:
        """Yield a finding's lines as a terminal shows them, without what hangs on it; bold where
        one says where.
        """
        for line in self.told.story(one.finding):
            if line.plain and str(line.style) != "dim":
                yield str(line.style) == "bold", line.plain
