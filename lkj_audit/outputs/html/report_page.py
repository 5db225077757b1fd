"""`laporan.html`: the pages of a report with what was found on them boxed, and beside them what it
means.

One file without a network: pictures, styles, script and charts are in it, and its content security
policy allows nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.records import Cell, Recognition
from lkj_audit.decisions.words import REASON
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.html.charts import Chart, charts
from lkj_audit.outputs.html.clips import Clip, open_readings
from lkj_audit.outputs.html.content_security_policy import policy
from lkj_audit.outputs.html.matter_view import GroupView, group_views, page_data, rule_texts
from lkj_audit.outputs.html.sheet_notes import CellNote, cell_notes, structure_note
from lkj_audit.outputs.page_boxes import PageBox, PageBoxes
from lkj_audit.outputs.page_pictures import PagePictures, Picture
from lkj_audit.outputs.xlsx.recomputed_checks import checks
from lkj_audit.presentation.companion_text import companions_of, elsewhere_lines
from lkj_audit.presentation.coverage.recognition_text import recognition_at, recognition_note
from lkj_audit.presentation.findings.finding_text import TITLES, FindingText
from lkj_audit.presentation.findings.matters import numbered_findings
from lkj_audit.presentation.findings.sentences import finding_account
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kind_name, kind_with_evidence
from lkj_audit.presentation.names.location_names import (
    listed,
    page_and_table,
    page_range,
    printable,
    shortened,
    spot_name,
    table_name,
)
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.palette import COLOUR
from lkj_audit.presentation.provenance import origin
from lkj_audit.presentation.vocabulary import CERTAINTY, KIND, SEVERITY
from normalize.report import TypedTable
from normalize.text.masking import unmasked
from validate.findings import CellRef, Certainty, Finding, PrintedValue, Severity

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
# findings first, then tables: a file of more pages than these is slow to open
MOST_PAGES = 200
LONGEST_VALUE = 160
# more clips of numbers that nothing confirms are not shown
MOST_CLIPS = 300


def write(audited: AuditedDocument, path: Path) -> Sequence[str]:
    """Write the page of an audited document; return a sentence where pages are shown without their
    picture.
    """
    view = ReportView(audited)
    hidden = audited.mask is not unmasked
    numbers = view.page_numbers
    with closing(
        PagePictures(
            audited.pdf, numbers, cover_nips=hidden, limits=audited.limits, data=audited.unlocked
        )
    ) as rendering:
        drawn = charts(audited.audit, view.lang, audited.mask)
        pictures = rendering.taken()
    path.write_bytes(page_html(view, drawn, pictures).encode("utf-8", "replace"))
    return without_picture([number for number in numbers if number not in pictures], view.lang)


def without_picture(pages: Sequence[int], lang: Lang) -> Sequence[str]:
    """Return the sentence on pages that could not be rendered; nothing where there are none."""
    if not pages:
        return ()
    numbers = listed(pages)
    return [
        lang.say(
            f"halaman {numbers} ditampilkan tanpa gambar karena tidak dapat digambar dalam "
            "batas waktu dan memori.",
            f"within the limits no picture could be rendered of page{'s' * (len(pages) > 1)} "
            f"{numbers}.",
        )
    ]


def page_html(view: "ReportView", drawn: Sequence[Chart], pictures: dict[int, Picture]) -> str:
    """Return the page."""
    from markupsafe import Markup

    style, script = assets()
    return (
        environment()
        .get_template("laporan.html.j2")
        .render(
            view=view,
            say=view.lang.say,
            number=view.lang.number,
            charts=drawn,
            pictures=pictures,
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
            words={"SEVERITY": SEVERITY, "CERTAINTY": CERTAINTY},
            reasons=REASON,
        )
    )


def assets() -> tuple[str, str]:
    """Return the style and the script of the page: what its policy allows, and nothing else."""
    style, script = (
        TEMPLATES.joinpath(name).read_text("utf-8") for name in ("laporan.css", "laporan.js")
    )
    style += "".join(f".{weight.value}{{--weight:{COLOUR[weight]}}}\n" for weight in Severity)
    return style, script


@cache
def environment() -> "Environment":
    """Return the templates; whatever a document prints is escaped in them. What was compiled stays
    compiled.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    """A sentence about a place, and the box on it."""

    text: str
    mark: PageBox


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it is reported: all its texts are one line, without NIPs."""

    number: str
    finding: Finding
    mark: PageBox
    title: str
    where: str
    subject: str
    sentence: str
    formula: str
    printed: str
    expected: str
    why: str
    evidence: tuple[LinkedSentence, ...]
    alternatives: tuple[LinkedSentence, ...]
    places: tuple[LinkedSentence, ...]
    followers: tuple[LinkedSentence, ...]
    other_documents: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The id of its table, or "text"."""
        return self.finding.spot.cell.table if self.finding.spot.cell else "text"


class ReportView:
    """What the template asks of an audited document."""

    def __init__(self, audited: AuditedDocument) -> None:
        self.audited = audited
        self.audit = audited.audit
        self.report = audited.audit.report
        self.lang = Lang(audited.lang)
        self.told = FindingText(self.audit, self.lang, audited.mask)
        self.pages = {page.number: page for page in self.report.document.pages}
        self.marks = PageBoxes(self.pages, numbered_findings(self.audit))

    def text(self, said: str) -> str:
        """Return what is printed in the document, or said of it, without NIPs and control
        characters.
        """
        return printable(self.audited.mask(said))

    @cached_property
    def page_numbers(self) -> list[int]:
        """The pages that are shown: those with a box or a table, as many as a browser opens without
        lag.
        """
        tables = {page for table in self.report.document.tables for page in table.pages}
        ranked = [*sorted(self.marks.pages), *sorted(tables - self.marks.pages)]
        return sorted(ranked[:MOST_PAGES])

    @cached_property
    def not_shown(self) -> str:
        """Which pages are left out, and why; empty where none is."""
        carrying = self.marks.pages | {
            page for table in self.report.document.tables for page in table.pages
        }
        beyond, plain = len(carrying) - len(self.page_numbers), len(self.pages) - len(carrying)
        say = self.lang.say
        told = (
            (
                plain,
                say(
                    f"{plain} halaman tanpa temuan dan tabel",
                    f"{plain} pages without a finding or a table",
                ),
            ),
            (
                beyond,
                say(
                    f"{beyond} halaman di atas {MOST_PAGES}", f"{beyond} pages beyond {MOST_PAGES}"
                ),
            ),
        )
        left_out = "; ".join(which for count, which in told if count)
        return left_out and say("Tidak ditampilkan: ", "Not shown: ") + left_out + "."

    @cached_property
    def heading(self) -> str:
        """Whose report it is."""
        return self.text(
            self.report.organisation
            or self.lang.say("Perangkat daerah tidak dikenali", "Unknown organisation")
        )

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """What the document is, name by name."""
        report, say = self.report, self.lang.say
        facts = (
            (
                say("Jenis dokumen", "Kind of document"),
                kind_with_evidence(report, self.lang, self.audited.mask),
            ),
            (say("Periode", "Period"), period_name(report, self.lang) or None),
            (say("Halaman", "Pages"), len(report.document.pages)),
            (say("Tabel", "Tables"), len(report.tables)),
            (say("Berkas", "File"), report.document.file),
            ("SHA-256", report.document.sha256),
        )
        return [(name, self.text(str(fact))) for name, fact in facts if fact is not None]

    @cached_property
    def short_facts(self) -> list[str]:
        """What the document is, in a few words."""
        pages = self.lang.say("%s halaman", "%s pages") % len(self.report.document.pages)
        named = (kind_name(self.report, self.lang), period_name(self.report, self.lang), pages)
        return [self.text(fact) for fact in named if fact]

    @cached_property
    def origin(self) -> list[tuple[str, str]]:
        """What made the page, name by name."""
        return origin(self.audit.profile, self.audited.provenance, self.text, self.lang)

    @cached_property
    def covered(self) -> list[str]:
        """The sentences on what the findings speak about, and what they do not."""
        told = self.told
        texts = [
            told.coverage(),
            told.unchecked_tables(),
            told.uncertain_tables(),
            told.cut_tables(),
        ]
        texts += [
            told.tables_of_several(),
            told.recognition(),
            told.unread_pages(),
            told.second_reading(),
        ]
        texts += told.comparisons()
        return [text.plain for text in texts if text.plain]

    @cached_property
    def weights(self) -> list[tuple[Severity, str, int]]:
        """Each severity with its word and how many findings have it, the most severe first."""
        counts = Counter(finding.severity for finding in self.audit.findings)
        return [
            (one, self.lang.say(*SEVERITY[one]).capitalize(), counts[one])
            for one in reversed(Severity)
        ]

    @cached_property
    def certainties(self) -> list[tuple[Certainty, str]]:
        """The certainties that occur."""
        occur = {finding.certainty for finding in self.audit.findings}
        return [(one, self.lang.say(*CERTAINTY[one])) for one in Certainty if one in occur]

    @cached_property
    def rules(self) -> list[tuple[str, str, int]]:
        """The rules that are broken, with their titles and how many findings each has."""
        counts = Counter(finding.rule for finding in self.audit.findings)
        return [
            (rule, self.lang.say(*TITLES[rule]), count) for rule, count in sorted(counts.items())
        ]

    @cached_property
    def tables_found(self) -> list[tuple[str, str]]:
        """The tables that carry findings, and the running text where it does."""
        occur = {entry.table for entry in self.entries}
        named = [(table.id, self.name(table)) for table in self.report.tables if table.id in occur]
        return [
            *named,
            *([("text", self.lang.say("Teks laporan", "Running text"))] if "text" in occur else []),
        ]

    @cached_property
    def entries(self) -> list[FindingView]:
        """The findings, matter by matter."""
        return [self.entry(one.number, one.finding) for one in numbered_findings(self.audit)]

    def entry(self, number: str, finding: Finding) -> FindingView:
        """Return how a finding is reported."""
        say, report, lang = self.lang.say, self.report, self.lang
        sentence = say(*finding_account(finding, report))
        return FindingView(
            number,
            finding,
            self.marks.of(finding.spot),
            say(*TITLES[finding.rule]),
            self.text(spot_name(finding.spot, report, lang)),
            " ".join(text.plain for text in self.told.subject(finding)),
            self.text(sentence),
            self.text(finding.formula or ""),
            shortened(self.text(finding.spot.printed), LONGEST_VALUE),
            shortened(self.text(finding.expected or ""), LONGEST_VALUE),
            self.text(say(*finding.why)) if finding.why else "",
            tuple(self.linked(spot, self.value(spot)) for spot in finding.evidence),
            tuple(
                self.linked(
                    other.spot,
                    f"{other.spot.printed} → {other.expected} "
                    f"({spot_name(other.spot, report, lang)})"
                    + (f": {say(*other.why)}" if other.why else ""),
                )
                for other in finding.alternatives
            ),
            tuple(map(self.elsewhere, finding.further_places)),
            tuple(self.elsewhere(one.spot) for one in finding.consequences),
            tuple(
                map(
                    self.text, elsewhere_lines(finding, companions_of(self.audit.cross_check), lang)
                )
            ),
        )

    def elsewhere(self, spot: PrintedValue) -> LinkedSentence:
        """Return another place by its page and table, with what it prints."""
        where = page_and_table(spot, self.audit.report, self.lang)
        return self.linked(spot, f"{where} ({self.value(spot)})")

    def linked(self, spot: PrintedValue, said: str) -> LinkedSentence:
        """Return what is said of a place with its box."""
        return LinkedSentence(self.text(said), self.marks.of(spot))

    def value(self, spot: PrintedValue) -> str:
        """Return what is printed at a place, cut where it is long."""
        return shortened(self.text(spot.printed), 40)

    def name(self, table: TypedTable) -> str:
        """Return what a table is called."""
        return self.text(table_name(table, self.lang))

    def tables_on(self, page: int) -> list[TypedTable]:
        """Return the tables of a page."""
        return [table for table in self.report.tables if page in table.table.pages]

    def about(self, table: TypedTable) -> str:
        """Return a table's caption, pages and kind."""
        pages = self.lang.say("hal. ", "p. ") + page_range(table.table.pages)
        return " · ".join(
            filter(
                None,
                (self.text(table.table.caption or ""), pages, self.lang.say(*KIND[table.kind])),
            )
        )

    def note(self, found: Recognition) -> str:
        """Return how a cell was read from a picture."""
        return recognition_note(found, self.lang, self.text)

    def clip(self, spot: PrintedValue) -> Clip | None:
        """Return the clip of a place that was read from a picture, None of any other."""
        found = recognition_at(spot, self.report)
        return self.clip_of(spot.place.page, found) if found else None

    def clip_of(self, page: int, found: Recognition) -> Clip:
        """Return the clip of what was read from a picture, with room around it, and what is
        reported of it.
        """
        x0, top, x1, bottom = found.box
        size = self.pages[page]
        box = (
            max(0, x0 - 4),
            max(0, top - 3),
            min(size.width, x1 + 4),
            min(size.height, bottom + 3),
        )
        shares = [
            share / whole for share, whole in zip(box, (size.width, size.height) * 2, strict=True)
        ]
        quarters = size.picture.quarters if size.picture else 0
        return Clip(
            page,
            quarters,
            " ".join(f"{share:.5f}" for share in shares),
            recognition_note(found, self.lang, self.text),
        )

    @cached_property
    def open_readings(self) -> list[tuple[str, str, Clip]]:
        """The numbers read from pictures that nothing confirms: places, readings, clips."""
        return list(open_readings(self))[:MOST_CLIPS]

    def cells(self, row: Iterable[Cell]) -> list[Cell]:
        """Return the cells of a row that no merged cell covers."""
        return [cell for cell in row if cell.origin is None]

    @cached_property
    def groups(self) -> list[GroupView]:
        """The four groups of matters."""
        return group_views(self)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the script receives about the document and its matters."""
        return page_data(self, self.groups)

    @cached_property
    def rule_texts(self) -> list[tuple[str, str]]:
        """The page of each rule that is broken."""
        return list(rule_texts(self))

    @cached_property
    def notes(self) -> dict[CellRef, CellNote]:
        """What each number of a table comes to, and why it is not a finding."""
        return cell_notes(checks(self.audit), self.roots, self.lang)

    def cell_note(self, table: TypedTable, cell: Cell) -> CellNote | None:
        """Return what a body cell comes to, None where nothing recomputes it."""
        return self.notes.get(CellRef(table.id, cell.row, cell.column))

    def structure_note(self, table: TypedTable) -> str:
        """Return why sums of a table are not claimed; empty where they are."""
        return structure_note(self.audit, table, self.lang)

    @cached_property
    def roots(self) -> dict[CellRef, FindingView]:
        """The most severe finding of each cell that has one."""
        placed = (
            (spot.cell, entry)
            for entry in reversed(self.entries)
            for spot in reversed(entry.finding.places)
        )
        return {cell: entry for cell, entry in placed if cell}

    def root(self, table: TypedTable, cell: Cell) -> FindingView | None:
        """Return the most severe finding of a body cell."""
        return self.roots.get(CellRef(table.id, cell.row, cell.column))
