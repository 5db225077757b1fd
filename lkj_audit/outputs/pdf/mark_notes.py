"""Which boxes are drawn on the pages of a document, what the note on each says, and which bookmarks
lead there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extract.records import Box, Location
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.pdf.markup import (
    ACCENT,
    BEHIND,
    EVIDENCE,
    QUIET,
    Bookmark,
    Colour,
    Corners,
    MarkAnnotation,
    Target,
)
from lkj_audit.presentation import palette
from lkj_audit.presentation.findings.finding_text import TITLES, FindingText
from lkj_audit.presentation.findings.matters import (
    GROUP_NAMES,
    MatterGroup,
    NumberedFinding,
    numbered_findings,
)
from lkj_audit.presentation.findings.sentences import finding_account
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable, shortened, spot_name
from lkj_audit.presentation.palette import parts
from lkj_audit.presentation.vocabulary import CERTAINTY, SEVERITY
from validate.findings import Certainty, Finding, PrintedValue, Severity

COLOUR: dict[Severity, Colour] = {
    severity: parts(colour) for severity, colour in palette.COLOUR.items()
}
PEN = {Severity.CRITICAL: 1.6, Severity.MAJOR: 1.3, Severity.MINOR: 1.0, Severity.INFO: 0.8}
PEN_OF_EVIDENCE = 0.7

# the groups of matters whose places are boxed
BOXED = frozenset({MatterGroup.EXPLAIN, MatterGroup.LOOK})
MOST_LABELLED = 3
LONGEST_NOTE = 4000
ABOVE_THE_BOX = 60.0
# the box of a line is that of its letters, the box of a cell has room around them
AROUND_LETTERS = 2.0


def target_of(finding: Finding) -> Target:
    """Return where a finding is, a little above it so that its surroundings are seen."""
    page, box = finding.spot.place
    return Target(page, max(box.x0 - ABOVE_THE_BOX, 0.0), max(box.top - ABOVE_THE_BOX, 0.0))


@dataclass(slots=True)
class MarkGroup:
    """Everything that is to be said of one place: findings with their root there, and those that
    are there too.
    """

    in_cell: bool
    findings: list[NumberedFinding] = field(default_factory=list)
    further: list[NumberedFinding] = field(default_factory=list)
    evidence: dict[str, None] = field(default_factory=dict)


def mark_group(piles: dict[Location, MarkGroup], spot: PrintedValue) -> MarkGroup:
    """Return what is said of a spot's place."""
    return piles.setdefault(spot.place, MarkGroup(spot.cell is not None))


@dataclass(frozen=True, slots=True)
class MarkNotes:
    """The notes on the pages of one document, in the language and with the masking that its user
    wants.
    """

    audited: AuditedDocument

    def marks(self) -> list[MarkAnnotation]:
        """Return one box a place, findings above evidence, in the order of the pages.

        What is to be tidied or was not found has none: the summary lists it.
        """
        piles: dict[Location, MarkGroup] = {}
        for one in numbered_findings(self.audited.audit):
            if one.matter.group not in BOXED:
                continue
            mark_group(piles, one.finding.spot).findings.append(one)
            for spot in one.finding.further_places:
                if spot.place != one.finding.spot.place:
                    mark_group(piles, spot).further.append(one)
            elsewhere = (
                pair for pair in self.around(one) if pair[0].place != one.finding.spot.place
            )
            for spot, said in elsewhere:
                mark_group(piles, spot).evidence[said] = None
        last_above = sorted(piles.items(), key=lambda item: (item[0].page, bool(item[1].findings)))
        return [self.mark(place, pile) for place, pile in last_above]

    def mark(self, place: Location, pile: MarkGroup) -> MarkAnnotation:
        """Return the box of a place."""
        box: Corners = place.box if pile.in_cell else widened(place.box)
        told = list({one.number: one for one in (*pile.findings, *pile.further)}.values())
        if not told:
            note = shortened_note("\n".join(pile.evidence))
            subject = self.say("Dasar temuan", "Evidence")
            return MarkAnnotation(
                place.page, box, EVIDENCE, PEN_OF_EVIDENCE, False, "", subject, note
            )
        heaviest = max((one.finding for one in told), key=lambda one: one.severity.rank)
        numbers = [one.number for one in told]
        label = ", ".join(numbers[:MOST_LABELLED]) + ("…" if len(numbers) > MOST_LABELLED else "")
        note = "\n\n".join([*map(self.note, pile.findings), "\n".join(pile.evidence)]).strip()
        subject = (
            f"{self.word(heaviest.severity)} · "
            f"{', '.join(dict.fromkeys(one.finding.rule for one in told))}"
        )
        doubtful = all(one.finding.certainty is not Certainty.INCONSISTENT for one in told)
        colour, pen = COLOUR[heaviest.severity], PEN[heaviest.severity]
        return MarkAnnotation(
            place.page, box, colour, pen, doubtful, label, subject, shortened_note(note)
        )

    def around(self, one: NumberedFinding) -> Iterator[tuple[PrintedValue, str]]:
        """Yield the other places of a finding, with what they have to do with it."""
        page = one.finding.spot.place.page
        at = self.say(f"temuan {one.number} (hal. {page})", f"finding {one.number} (p. {page})")
        for spot in one.finding.evidence:
            yield spot, self.say("Dasar ", "Evidence of ") + self.quoted(at, spot)
        for spot in one.finding.further_places:
            yield spot, self.say("Tempat lain dari ", "Further place of ") + self.quoted(at, spot)
        for follower in one.finding.consequences:
            yield (
                follower.spot,
                self.say("Akibat ", "Follows from ") + self.quoted(at, follower.spot),
            )
        for other in one.finding.alternatives:
            instead = f" → {self.clean(other.expected)}"
            yield (
                other.spot,
                self.say("Kemungkinan lain ", "Alternative to ")
                + self.quoted(at, other.spot)
                + instead,
            )

    def quoted(self, at: str, spot: PrintedValue) -> str:
        """Return a place with what it prints."""
        return f"{at}: {shortened(self.audited.mask(spot.printed), 80)}"

    def note(self, one: NumberedFinding) -> str:
        """Return everything about a finding: rule, printed, recomputed, sum, and what hangs
        on it.
        """
        finding = one.finding
        title = self.say(*TITLES[finding.rule]) if finding.rule in TITLES else ""
        kept = (
            (
                self.say("Tempat", "Where"),
                spot_name(finding.spot, self.audited.audit.report, self.lang),
            ),
            (self.say("Tercetak", "Printed"), finding.spot.printed),
            (self.say("Hasil hitung", "Recomputed"), finding.expected),
            (self.say("Hitungan", "Sum"), finding.formula),
        )
        facts = [f"{name}: {self.clean(value)}" for name, value in kept if value]
        claim = self.say(*CERTAINTY[finding.certainty])
        head = (
            self.say("Temuan", "Finding")
            + f" {one.number} · {self.word(finding.severity)} ({claim})"
        )
        page = FindingText(self.audited.audit, self.lang, self.audited.mask)
        hanging = [line.plain for line in (*page.alternatives(finding), *page.followers(finding))]
        sentence = self.clean(self.say(*finding_account(finding, self.audited.audit.report)))
        return "\n".join([head, f"{finding.rule} {title}".strip(), *facts, sentence, *hanging])

    def bookmark(self, goes_on: bool) -> Bookmark:
        """Return the outline's entry for the summary; below it the findings by group, and where its
        list continues.
        """
        findings = numbered_findings(self.audited.audit)
        groups = tuple(self.group(list(alike)) for _, alike in groupby(findings, _group))
        if goes_on:
            title = self.say("Lanjutan daftar temuan", "Findings continued")
            groups += (Bookmark(title, Target(BEHIND), ACCENT),)
        title = self.say("Hasil pemeriksaan", "Audit findings")
        return Bookmark(f"{title} ({len(findings)})", Target(0), ACCENT, groups)

    def group(self, alike: Sequence[NumberedFinding]) -> Bookmark:
        """Return the bookmark over the findings of one group of matters."""
        title = f"{self.say(*GROUP_NAMES[_group(alike[0])])} ({len(alike)})"
        return Bookmark(
            title, target_of(alike[0].finding), ACCENT, tuple(map(self.leads_to, alike))
        )

    def leads_to(self, one: NumberedFinding) -> Bookmark:
        """Return the bookmark of a finding."""
        finding = one.finding
        where = spot_name(finding.spot, self.audited.audit.report, self.lang)
        page = self.say("hal.", "p.") + f" {finding.spot.place.page}"
        said = " → ".join(
            shortened(self.audited.mask(v), 32)
            for v in (finding.spot.printed, finding.expected)
            if v
        )
        title = f"{one.number}. {page} · {finding.rule} · {self.clean(where)}: {said}"
        return Bookmark(title, target_of(one.finding), QUIET)

    @property
    def lang(self) -> Lang:
        """The language of everything that is said."""
        return Lang(self.audited.lang)

    def say(self, id: str, en: str) -> str:
        """Return the version in the user's language."""
        return self.lang.say(id, en)

    def word(self, severity: Severity) -> str:
        """Return what a severity is called."""
        return self.say(*SEVERITY[severity])

    def clean(self, text: str) -> str:
        """Return a text on one line, without NIPs and control characters."""
        return printable(self.audited.mask(text))


def shortened_note(text: str) -> str:
    """Return a note that a viewer can show whole."""
    return text if len(text) <= LONGEST_NOTE else text[:LONGEST_NOTE].rsplit("\n", 1)[0] + "\n…"


def widened(box: Box) -> Corners:
    """Return a box with some room around it."""
    around = AROUND_LETTERS
    return box.x0 - around, box.top - around, box.x1 + around, box.bottom + around


def _group(one: NumberedFinding) -> MatterGroup:
    return one.matter.group
