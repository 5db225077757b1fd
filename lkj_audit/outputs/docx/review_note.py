"""`catatan-hasil-reviu.docx`: the review note (CHR) that a reviewer settles, discusses with the
unit and signs.

It follows from the decisions: what was accepted or put to the unit is a note, what was rejected is
left out, what is undecided is apart as a proposal. It proposes what the PDF can answer of the
forms, and holds no opinion.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lkj_audit.decisions.records import Decision
from lkj_audit.decisions.state import EntryState, Status
from lkj_audit.decisions.words import ACTION, authorship, status_words
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.docx.lke_checklist import LKE
from lkj_audit.outputs.docx.note_rendering import NoteRequest, render_template, rendered
from lkj_audit.outputs.docx.note_template import default_template
from lkj_audit.outputs.docx.review_checklist import CHECKLIST
from lkj_audit.outputs.docx.review_form_items import ItemAnswer, ProposedMark, ReviewForm, answer
from lkj_audit.outputs.docx.review_statement import draft, obstacles
from lkj_audit.presentation.findings import review_wording
from lkj_audit.presentation.findings.finding_text import FindingText
from lkj_audit.presentation.findings.matters import Matter, MatterGroup, matters
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kind_with_evidence
from lkj_audit.presentation.names.location_names import listed, page_and_table, printable, shortened
from lkj_audit.presentation.names.period_names import period_name, reviewed_span
from lkj_audit.presentation.names.section_names import section
from lkj_audit.presentation.provenance import origin
from lkj_audit.presentation.rules.rule_documentation import law, legal_texts
from validate.findings import Audit, Certainty, Message, Severity

MARK = {
    ProposedMark.YES: Message("Ya", "Yes"),
    ProposedMark.NO: Message("Tidak", "No"),
    ProposedMark.PERSON: Message("Pereviu", "Reviewer"),
}
LONGEST_RUNNING_HEAD = 70
MOST_PLACES = 4
MOST_EVIDENCE = 3
DOTS = "." * 48
# what a note to the unit holds; what is to be tidied and the elements of the checklist are annexes
_NOTED = (MatterGroup.EXPLAIN, MatterGroup.LOOK)


def write(audited: AuditedDocument, path: Path) -> None:
    """Write the review note of a document to `path`; the same audit and decisions give the same
    bytes.
    """
    note = ReviewNote(audited)
    if audited.note_template:
        path.write_bytes(render_template(note.request(audited.note_template), audited.limits))
    else:
        path.write_bytes(rendered(note.request(default_template(note.lang))))


class ReviewNote:
    """The values that a template of the note can use, of one document."""

    def __init__(self, audited: AuditedDocument) -> None:
        """Sort the matters of a document by what was decided on them."""
        self.audited, self.audit, self.report = audited, audited.audit, audited.audit.report
        self.lang = Lang(audited.lang)
        self.matters = matters(self.audit)
        self.states = {matter.id: self.audited.state(matter.findings) for matter in self.matters}
        self.office = self.text(self.report.organisation or DOTS)
        self.period = period_name(self.report, self.lang)

    def text(self, said: str) -> str:
        """Return what is printed in the document, or said of it, on one line and without NIPs."""
        return printable(self.audited.mask(said))

    def said(self, message: Message) -> str:
        """Return a message in the language of the note."""
        return self.text(self.lang.say(*message))

    def request(self, template: bytes) -> NoteRequest:
        """Return the template with all values, which `docs/templat-catatan.md` lists."""
        decided = [one for one in self.noted() if self.states[one.id].status is not Status.OPEN]
        undecided = [one for one in self.noted() if self.states[one.id].status is Status.OPEN]
        hindered = [self.said(one).rstrip(".") for one in obstacles(self.audit, self.open_count())]
        return NoteRequest(
            template,
            texts={
                "judul_berjalan": self.running_head(),
                "kantor": self.office,
                "periode": self.period,
                "dasar": "; ".join(self.bases([*decided, *undecided])),
                "hambatan": "; ".join(hindered),
            },
            lists={
                "cakupan": list(self.coverage()),
            },
            tables={
                "fakta": [{"nama": name, "nilai": value} for name, value in self.facts()],
                "catatan": [self.note(matter) for matter in decided],
                "belum": [self.note(matter) for matter in undecided],
                "perapian": [self.line(matter) for matter in self.tidied()],
                "daftar_uji": list(self.form(CHECKLIST)),
                "lke": list(self.form(LKE)),
                "pernyataan": [] if hindered else list(self.statement()),
            },
        )

    def running_head(self) -> str:
        """Return what is at the top of every page: what it is, and whose."""
        known = (shortened(self.office, LONGEST_RUNNING_HEAD),) if self.report.organisation else ()
        return " · ".join((self.lang.say("Catatan Hasil Reviu", "Review note"), *known))

    def stands(self, matter: Matter) -> bool:
        """Return whether a matter was not rejected, or is to be looked at again since."""
        state = self.states[matter.id]
        return state.status is not Status.REJECTED or state.look_again

    def noted(self) -> Iterator[Matter]:
        """Yield the matters that the unit or the reviewer has to look at: remarks only where
        somebody decided so.
        """
        for matter in self.matters:
            is_remark = (
                matter.severity is Severity.INFO and self.states[matter.id].status is Status.OPEN
            )
            if matter.group in _NOTED and self.stands(matter) and not is_remark:
                yield matter

    def tidied(self) -> Iterator[Matter]:
        """Yield what is to be tidied, and remarks on which nobody decided."""
        noted = {matter.id for matter in self.noted()}
        for matter in self.matters:
            if (
                matter.group is not MatterGroup.CHECKLIST
                and matter.id not in noted
                and self.stands(matter)
            ):
                yield matter

    def open_count(self) -> int:
        """Return how many matters of severity mayor or kritis are open."""
        grave = (matter for matter in self.matters if matter.severity.rank >= Severity.MAJOR.rank)
        return sum(self.states[matter.id].is_open for matter in grave)

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield what the document is, and what the note was made with."""
        say, document = self.lang.say, self.report.document
        kind = kind_with_evidence(self.report, self.lang, self.audited.mask)
        pages = say(f"{len(document.pages)} halaman", f"{len(document.pages)} pages")
        yield say("Perangkat daerah", "Office"), self.office
        yield (
            say("Jenis dokumen dan periode", "Kind of document and period"),
            f"{self.text(kind)} · {self.period or DOTS}",
        )
        yield (
            say("Berkas", "File"),
            f"{self.text(self.audited.pdf.name)} ({pages}), SHA-256 {document.sha256}",
        )
        made = origin(self.audit.profile, self.audited.provenance, self.text, self.lang)
        yield (
            say("Disusun dengan", "Made with"),
            " · ".join(f"{name}: {value}" for name, value in made),
        )

    def coverage(self) -> Iterator[str]:
        """Yield what was read and recomputed, and what was not."""
        page = FindingText(self.audit, self.lang, self.audited.mask)
        told = [
            page.coverage(),
            page.unchecked_tables(),
            page.uncertain_tables(),
            page.cut_tables(),
        ]
        told += [
            page.tables_of_several(),
            page.recognition(),
            page.unread_pages(),
            page.second_reading(),
        ]
        yield from (self.text(line.plain) for line in told if line)

    def bases(self, noted: Sequence[Matter]) -> list[str]:
        """Return the legal bases of these matters that were not compared with the official text,
        each once.
        """
        texts = [
            text
            for matter in noted
            for text in legal_texts(review_wording.RULE_BY_ID[matter.lead.rule])
        ]
        return list(dict.fromkeys(text.citation for text in texts if not text.verified))

    def note(self, matter: Matter) -> dict[str, str]:
        """Return the cells of a matter that is noted."""
        state, lead = self.states[matter.id], matter.lead
        said = (self.recorded(one) for one in (*state.responses, *state.follow_ups))
        return {
            **self.line(matter),
            "kriteria": self.criterion(matter),
            "akibat": self.said(review_wording.group_of(lead.rule).harm),
            "saran": self.said(review_wording.saran(lead, len(matter.findings))),
            "tanggapan": self.text(" ".join(said)),
            "putusan": self.verdict(state),
        }

    def line(self, matter: Matter) -> dict[str, str]:
        """Return the cells that every matter has: its number, severity, pages, title and
        sentence.
        """
        return {
            "nomor": str(matter.number),
            "tingkat": matter.severity.value,
            "halaman": listed(matter.pages),
            "judul": self.said(matter.title),
            "bagian": self.said(section(matter.lead.spot.place, self.audit.context)),
            "kondisi": " ".join(
                (self.said(matter.sentence), *self.effects(matter), *self.doubt(matter))
            ),
        }

    def doubt(self, matter: Matter) -> Iterator[str]:
        """Yield that a matter is not certain: not settled, or perhaps misread."""
        if matter.certainty is Certainty.READING_DOUBT:
            yield self.lang.say(
                "Mungkin salah baca oleh alat bantu: cocokkan dengan halaman aslinya.",
                "This may be a misreading by the tool: compare it with the page itself.",
            )
        elif matter.certainty is Certainty.UNVERIFIABLE:
            yield self.lang.say(
                "Tidak dapat dipastikan dari dokumen ini saja.",
                "This document alone does not settle it.",
            )

    def effects(self, matter: Matter) -> Iterator[str]:
        """Yield where else the same number is, in one sentence."""
        spots = [one.spot for one in matter.effects]
        named = list(dict.fromkeys(page_and_table(spot, self.report, self.lang) for spot in spots))
        if named:
            more = len(named) - MOST_PLACES
            rest = (
                [self.lang.say(f"dan {more} tempat lain", f"and {more} more")] if more > 0 else []
            )
            listing = "; ".join([*named[:MOST_PLACES], *rest])
            yield self.text(
                self.lang.say(f"Berpengaruh pada: {listing}.", f"It bears on: {listing}.")
            )

    def criterion(self, matter: Matter) -> str:
        """Return what is required of a report, and the legal texts that require it."""
        rule = review_wording.RULE_BY_ID[matter.lead.rule]
        cited = "; ".join(text.citation for text in legal_texts(rule))
        return self.text(f"{law(rule, self.lang)} ({rule.id}{f'; {cited}' if cited else ''})")

    def recorded(self, record: Decision) -> str:
        """Return what the unit answered or did: what it is, by whom and when, and its words."""
        done = self.lang.say("selesai", "completed") if record.done else ""
        by = "; ".join(filter(None, (done, authorship(record, self.lang))))
        return f"{self.lang.say(*ACTION[record.action])} ({by}): {record.note.rstrip('. ')}."

    def verdict(self, state: EntryState) -> str:
        """Return what was decided, by whom and when; nothing while it is open."""
        if state.status is Status.OPEN:
            return ""
        by = "; ".join(
            f"{authorship(one, self.lang)}{f': {one.note}' if one.note else ''}"
            for one in state.verdicts
        )
        return self.text(
            f"{self.lang.say('Putusan', 'Decision')}: {self.lang.say(*status_words(state))} ({by})"
        )

    def standing(self) -> Audit:
        """Return the audit without what was rejected: the forms are answered from this."""
        left_out = {
            id(one) for matter in self.matters if not self.stands(matter) for one in matter.findings
        }
        return replace(
            self.audit,
            findings=tuple(one for one in self.audit.findings if id(one) not in left_out),
        )

    def form(self, forms: Sequence[ReviewForm]) -> Iterator[dict[str, str]]:
        """Yield the rows of a form with what is proposed for each item; a part begins with its
        title alone.
        """
        audit = self.standing()
        number = {
            id(finding): matter.number for matter in self.matters for finding in matter.findings
        }
        for form in forms:
            yield {"nomor": "", "pernyataan": self.said(form.title), "usulan": "", "keterangan": ""}
            for given in (answer(item, audit) for item in form.items):
                yield {
                    "nomor": given.item.number,
                    "pernyataan": self.said(given.item.statement),
                    "usulan": self.said(MARK[given.mark]),
                    "keterangan": " ".join(self.remarks(given, number)),
                }

    def remarks(self, given: ItemAnswer, number: dict[int, int]) -> Iterator[str]:
        """Yield what was found for an item and where, which matters bear on it, else what a person
        looks at.
        """
        say = self.lang.say
        if given.evidence:
            found = "; ".join(
                f"{self.said(one.name)} ({say('hal.', 'p.')} {one.page})"
                for one in given.evidence[:MOST_EVIDENCE]
            )
            yield f"{say('Ditemukan', 'Found')}: {found}."
        if given.findings:
            yield (
                f"{say('Pokok masalah', 'Entries')}: "
                f"{listed([number[id(one)] for one in given.findings])}."
            )
        if given.mark is ProposedMark.PERSON:
            yield f"{say('Perlu dilihat', 'To look at')}: {self.said(given.item.look)}."

    def statement(self) -> Iterator[dict[str, str]]:
        """Yield the lines of the draft of the statement of review, and the layout of each."""
        for line in draft(self.office, reviewed_span(self.report)):
            yield {"teks": self.said(line.said), "letak": line.stands}
