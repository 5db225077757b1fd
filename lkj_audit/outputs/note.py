"""`catatan-hasil-reviu.docx`: the review note (CHR) that a reviewer fills in, discusses with the unit and signs.

It tells differences with their place, kondisi, kriteria, akibat and saran; it proposes what the PDF can answer of the
forms, and leaves the rest to a person. It is a draft throughout and holds no opinion.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkj_audit.beside import companions_of
from lkj_audit.kind_text import kind_with_evidence
from lkj_audit.language import Lang
from lkj_audit.outputs import palette, review
from lkj_audit.outputs.audited import Audited
from lkj_audit.outputs.checklist import CHECKLIST
from lkj_audit.outputs.entries import Entry, entries, listed
from lkj_audit.outputs.items import Answer, Form, Mark, answer
from lkj_audit.outputs.lke import LKE
from lkj_audit.outputs.paper import SHADE, TEXT_WIDTH, TO_FILL_IN, Cell, Paper, Row
from lkj_audit.outputs.sections import section
from lkj_audit.outputs.spans import period_name, reviewed_span
from lkj_audit.outputs.statement import draft, obstacles
from lkj_audit.places import printable, shortened, spot_name, table_name
from lkj_audit.provenance import origin
from lkj_audit.terminal import AuditPage
from lkj_audit.words import CERTAINTY, SEVERITY
from validate.findings import Message, Severity
from validate.whole import is_whole

# as Word wants a colour
FILL = {severity: colour.removeprefix("#") for severity, colour in palette.FILL.items()}
MARK = {
    Mark.YES: Message("Ya", "Yes"),
    Mark.NO: Message("Tidak", "No"),
    Mark.PERSON: Message("Diisi pereviu", "For the reviewer"),
}
ROOM = 10
SIGNATURES_BEGIN = 95
LONGEST_RUNNING_HEAD = 70
LONGEST_VALUE = 200
DOTS = "." * 48


def write(audited: Audited, path: Path) -> None:
    """Write the review note of a document to `path`; the same audit gives the same bytes."""
    note = Note(audited)
    note.write()
    note.paper.save(path)


class Note:
    """The note of one document, written from its beginning to its end."""

    def __init__(self, audited: Audited) -> None:
        """Begin the note of a document."""
        self.audited, self.audit, self.report = audited, audited.audit, audited.audit.report
        self.lang = Lang(audited.lang)
        self.entries = entries(self.audit.findings)
        self.number = {id(finding): entry.number for entry in self.entries for finding in entry.findings}
        say = self.lang.say
        self.office = self.text(self.report.organisation or DOTS)
        self.period = period_name(self.report, self.lang)
        self.paper = Paper(
            f"{say('Catatan Hasil Reviu', 'Review note')} {self.office} {self.period}",
            (" · ".join((say("Catatan Hasil Reviu", "Review note"), *self.known_office())), say("KONSEP", "DRAFT")),
            (say("Halaman", "Page"), say("dari", "of")),
            say("id-ID", "en-GB"),
        )

    def known_office(self) -> tuple[str, ...]:
        """Return the office, where the document tells it."""
        return (shortened(self.office, LONGEST_RUNNING_HEAD),) if self.report.organisation else ()

    def text(self, said: str) -> str:
        """Return what is printed in the document, or said of it, on one line and without NIPs."""
        return printable(self.audited.mask(said))

    def said(self, message: Message) -> str:
        """Return a message in the language of the note."""
        return self.text(self.lang.say(*message))

    def write(self) -> None:
        """Write all parts."""
        self.write_title()
        self.write_facts()
        self.write_scope()
        self.write_overview()
        self.write_entries()
        self.write_remarks()
        self.write_forms(
            self.lang.say("6. Daftar uji reviu (23 butir)", "6. Checklist of the review (23 items)"),
            "PermenPANRB 53/2014 Lampiran III",
            CHECKLIST,
        )
        self.write_forms(
            self.lang.say("7. LKE komponen 3: Pelaporan Kinerja", "7. LKE component 3: performance reporting"),
            "PermenPANRB 88/2021",
            LKE,
        )
        self.write_signatures()
        self.write_statement()

    def write_title(self) -> None:
        """Write what the note is about."""
        say = self.lang.say
        self.paper.heading(say("CATATAN HASIL REVIU", "REVIEW NOTE"), 0)
        self.paper.paragraph(say("Laporan Kinerja", "Performance report"), bold=True, centred=True)
        about = " · ".join(part for part in (self.office, self.period) if part)
        self.paper.paragraph(about, bold=True, centred=True)

    def write_facts(self) -> None:
        """Write what the document is, and room for who reviews it."""
        say, document = self.lang.say, self.report.document
        self.paper.heading(say("1. Data umum", "1. The document"))
        facts = (
            (say("Perangkat daerah", "Office"), self.office),
            (say("Jenis dokumen", "Kind of document"), kind_with_evidence(self.report, self.lang, self.audited.mask)),
            (say("Periode", "Period"), self.period or DOTS),
            (say("Berkas", "File"), self.text(self.audited.pdf.name)),
            (say("Jumlah halaman", "Pages"), str(len(document.pages))),
            ("SHA-256", document.sha256),
            *origin(self.audit.profile, self.audited.provenance, self.text, self.lang),
        )
        blanks = (
            say("Nomor dan tanggal surat tugas", "Letter of assignment"),
            say("Tim pereviu", "Reviewers"),
            say("Tanggal reviu", "Date of the review"),
        )
        rows = [Row((Cell((name,), fill=SHADE), Cell((value,)))) for name, value in facts]
        rows += [Row((Cell((name,), fill=SHADE), Cell((), fill=TO_FILL_IN))) for name in blanks]
        self.paper.table((50, TEXT_WIDTH - 50), rows)

    def write_scope(self) -> None:
        """Write what kind of assurance a review gives, and how much of the document was covered."""
        say = self.lang.say
        self.paper.heading(say("2. Sifat dan cakupan reviu", "2. Nature and coverage of the review"))
        self.paper.paragraph(
            say(
                "Reviu bertujuan memberikan keyakinan terbatas bahwa informasi kinerja dalam laporan disajikan secara "
                "akurat, andal, dan absah. Konsep catatan ini disusun dengan alat bantu yang membaca berkas PDF, "
                "menghitung ulang angka, dan membandingkan bagian-bagian laporan. Isinya adalah perbedaan yang "
                "ditemukan, bukan simpulan reviu. Setiap catatan perlu ditelaah pereviu dan diklarifikasi kepada unit "
                "penyusun sebelum ditetapkan.",
                "A review gives limited assurance that the information on performance is accurate, reliable and valid. "
                "This draft was made with a tool that reads the PDF, recomputes its numbers and compares its parts. It "
                "tells differences that were found, and draws no conclusion. A reviewer is to weigh each note, and to "
                "clarify it with the unit, before it stands.",
            )
        )
        self.paper.paragraph(
            say(
                "Nomor halaman adalah urutan halaman dalam berkas PDF. Tidak adanya catatan pada suatu bagian tidak "
                "berarti bagian itu telah diyakini benar.",
                "Pages are counted as in the PDF. That there is no note on a part does not mean that it is right.",
            )
        )
        page = AuditPage(self.audit, self.lang, self.audited.mask)
        told = [page.tally(), page.coverage(), page.unchecked_tables(), page.uncertain_tables(), page.cut_tables()]
        told += [page.tables_of_several(), page.unread_pages(), page.second_reading()]
        for line in filter(None, (line.plain for line in told)):
            self.paper.paragraph(self.text(line))

    def write_overview(self) -> None:
        """Write a line for every entry that is more than a remark."""
        say = self.lang.say
        self.paper.heading(say("3. Ikhtisar catatan", "3. Overview"))
        self.paper.paragraph(
            say(
                "Temuan sejenis dalam satu tabel digabung menjadi satu catatan.",
                "Findings of one kind in one table are told in one note.",
            )
        )
        rows = [self.head(say("No.", "No."), say("Tingkat", "Severity"), say("Hal.", "Page"), *self.subject_heads())]
        for entry in self.weighty():
            finding = entry.first
            rows.append(
                Row(
                    (
                        Cell((str(entry.number),), centred=True),
                        Cell((self.said(SEVERITY[finding.severity]),), bold=True, fill=FILL[finding.severity]),
                        Cell((listed(entry.pages),), centred=True),
                        Cell((self.title(entry),)),
                        Cell((self.where(entry),)),
                    )
                )
            )
        if len(rows) == 1:
            self.paper.paragraph(self.nothing())
        else:
            self.paper.table((12, 22, 20, 60, TEXT_WIDTH - 114), rows)

    def where(self, entry: Entry) -> str:
        """Return the section of an entry, else its table, where the report tells either."""
        spot = entry.first.spot
        if said := self.said(section(spot.place, self.audit.context)):
            return said
        return self.text(table_name(self.report.table(spot.cell.table), self.lang)) if spot.cell else ""

    def subject_heads(self) -> tuple[str, str]:
        """Return the heads of the columns that tell what an entry is about, and where."""
        return self.lang.say("Pokok catatan", "Subject"), self.lang.say("Bagian laporan", "Section")

    def nothing(self) -> str:
        """Return the sentence for a document without a finding of weight minor or above."""
        return self.lang.say(
            "Tidak terdapat catatan bertingkat minor atau lebih dari bagian yang dapat diperiksa.",
            "There is no note of weight minor or above on what could be checked.",
        )

    def weighty(self) -> Iterator[Entry]:
        """Yield the entries that are more than a remark."""
        return (entry for entry in self.entries if entry.first.severity is not Severity.INFO)

    def title(self, entry: Entry) -> str:
        """Return what an entry is about, its rule, and how many cells it tells of."""
        rule, count = review.RULE_BY_ID[entry.first.rule], len(entry.findings)
        cells = f", {count} {self.lang.say('sel', 'cells')}" if count > 1 else ""
        return f"{self.said(rule.title)} ({rule.id}{cells})"

    def write_entries(self) -> None:
        """Write each entry with its kondisi, kriteria, akibat and saran, and room for what the unit answers."""
        say = self.lang.say
        self.paper.heading(say("4. Catatan hasil reviu", "4. Notes"), new_page=True)
        if not any(self.weighty()):
            self.paper.paragraph(self.nothing())
        for entry in self.weighty():
            self.paper.heading(f"{say('Catatan', 'Note')} {entry.number}. {self.title(entry)}", 2)
            self.paper.table((30, TEXT_WIDTH - 30), self.entry_rows(entry), together=len(entry.findings) == 1)

    def entry_rows(self, entry: Entry) -> Iterator[Row]:
        """Yield the rows of an entry."""
        say, finding = self.lang.say, entry.first
        weight = f"{self.said(SEVERITY[finding.severity])} · {self.said(CERTAINTY[finding.certainty])}"
        at = f"{say('hal.', 'p.')} {listed(entry.pages)}"
        head = " · ".join(part for part in (weight, at, self.where(entry)) if part)
        yield Row((Cell((head,), bold=True, fill=FILL[finding.severity]),), head=True)
        told = (
            (say("Kondisi", "Kondisi (condition)"), self.condition(entry)),
            (say("Kriteria", "Kriteria (criterion)"), [self.said(review.kriteria(review.RULE_BY_ID[finding.rule]))]),
            (say("Akibat", "Akibat (effect)"), [self.said(review.akibat(finding))]),
            (say("Saran", "Saran (suggestion)"), [self.said(review.saran(finding, len(entry.findings)))]),
        )
        for name, paragraphs in told:
            yield Row((Cell((name,), bold=True, fill=SHADE), Cell(paragraphs)))
        for name in (say("Tanggapan unit", "Tanggapan (response)"), say("Tindak lanjut", "Tindak lanjut (follow-up)")):
            yield Row((Cell((name,), bold=True, fill=SHADE), Cell((), fill=TO_FILL_IN)), height=ROOM)

    def condition(self, entry: Entry) -> list[str]:
        """Return what differs from what: a sentence, or for several cells a line for each."""
        if len(entry.findings) == 1:
            return [self.said(review.kondisi(entry.first, self.report, companions_of(self.audit.cross_check)))]
        say = self.lang.say
        head = say(
            f"{len(entry.findings)} sel berbeda dari pembandingnya (tercetak → pembanding):",
            f"{len(entry.findings)} cells differ from what they are compared with (printed → compared with):",
        )
        lines = (
            f"{say('hal.', 'p.')} {one.spot.place.page} · {spot_name(one.spot, self.report, self.lang)}: "
            f"{shortened(one.spot.printed, LONGEST_VALUE)} → {shortened(one.expected or '', LONGEST_VALUE)}"
            for one in entry.findings
        )
        return [head, *map(self.text, lines)]

    def write_remarks(self) -> None:
        """Write what is no more than a remark in one table."""
        say = self.lang.say
        self.paper.heading(say("5. Catatan informasi", "5. Remarks"))
        rows = [self.head(say("No.", "No."), say("Hal.", "Page"), *self.subject_heads()[:1], say("Uraian", "Remark"))]
        for entry in self.entries:
            if entry.first.severity is Severity.INFO:
                cells = ((str(entry.number),), (listed(entry.pages),), (self.title(entry),), self.condition(entry))
                rows.append(Row([Cell(cell, centred=at < 2) for at, cell in enumerate(cells)]))
        if len(rows) == 1:
            self.paper.paragraph(say("Tidak ada.", "None."))
        else:
            self.paper.table((12, 18, 45, TEXT_WIDTH - 75), rows)

    def write_forms(self, title: str, source: str, forms: Sequence[Form]) -> None:
        """Write the parts of a form with what is proposed for each item."""
        say = self.lang.say
        self.paper.heading(title, new_page=True)
        self.paper.paragraph(
            say(
                f"Butir menurut {source}; redaksinya belum dicocokkan dengan naskah resmi. Kolom usulan diisi "
                "sejauh dapat dijawab dari berkas PDF ini; pereviu menetapkan isian akhir. “Ditemukan” berarti halaman "
                "itu memuat tabel atau kata-kata yang lazim untuk unsur tersebut.",
                f"Items of {source}; their wording was not compared with the official text. Proposed is what this "
                "PDF can answer; the reviewer settles it. “Found” means that a page holds a table or the usual words.",
            )
        )
        if not is_whole(self.audit.context):
            self.paper.paragraph(
                say(
                    "Berkas ini tidak dikenali sebagai laporan yang utuh (Bab I sampai penutup); unsur yang tidak "
                    "ditemukan tidak dinilai.",
                    "This file was not recognised as a whole report; nothing is said of elements that were not found.",
                )
            )
        for form in forms:
            self.paper.heading(self.said(form.title), 2)
            head = self.head(
                say("No.", "No."),
                say("Pernyataan", "Statement"),
                say("Usulan", "Proposed"),
                say("Keterangan", "Remarks"),
                say("Isian pereviu", "Reviewer"),
            )
            rows = [self.item_row(answer(item, self.audit)) for item in form.items]
            self.paper.table((14, 52, 20, TEXT_WIDTH - 106, 20), [head, *rows])

    def item_row(self, given: Answer) -> Row:
        """Return the row of an item."""
        for_person = given.mark is Mark.PERSON
        return Row(
            (
                Cell((given.item.number,), centred=True),
                Cell((self.said(given.item.statement),)),
                Cell((self.said(MARK[given.mark]),), not for_person, TO_FILL_IN if for_person else None, True),
                Cell(tuple(self.item_remarks(given))),
                Cell((), fill=TO_FILL_IN),
            )
        )

    def item_remarks(self, given: Answer) -> Iterator[str]:
        """Yield what was found for an item and where, which notes bear on it, and what a person looks at."""
        say = self.lang.say
        page = say("hal.", "p.")
        if given.evidence:
            found = "; ".join(f"{self.said(one.name)} ({page} {one.page})" for one in given.evidence)
            yield f"{say('Ditemukan', 'Found')}: {found}."
        if given.findings:
            numbers = listed([self.number[id(finding)] for finding in given.findings])
            pages = listed([finding.spot.place.page for finding in given.findings])
            yield f"{say('Catatan terkait', 'Notes')}: {numbers} ({page} {pages})."
        yield f"{say('Perlu dilihat', 'To look at')}: {self.said(given.item.look)}."

    def write_statement(self) -> None:
        """Write the draft of the statement of review, or why there is none yet."""
        say = self.lang.say
        hindered = obstacles(self.audit)
        self.paper.heading(
            say("9. Konsep Pernyataan Telah Direviu", "9. Draft of the statement of review"), new_page=not hindered
        )
        if not hindered:
            for line in draft(self.office, reviewed_span(self.report)):
                indent = SIGNATURES_BEGIN if line.signature else 0
                self.paper.paragraph(self.said(line.said), bold=line.bold, centred=line.centred, indent=indent)
            return
        self.paper.paragraph(
            say(
                "Konsep pernyataan belum disertakan karena:", "The draft of the statement is not included yet, because:"
            )
        )
        for hindrance in hindered:
            self.paper.paragraph(f"– {self.said(hindrance)}")

    def write_signatures(self) -> None:
        """Write room for those who review and answer for the note."""
        say = self.lang.say
        self.paper.heading(say("8. Pengesahan catatan", "8. Approval of the note"))
        roles = (
            say("Disusun oleh (anggota tim)", "Written by (team member)"),
            say("Direviu oleh (ketua tim)", "Reviewed by (team leader)"),
            say("Direviu oleh (pengendali teknis)", "Reviewed by (technical supervisor)"),
            say("Disetujui oleh (Inspektur)", "Approved by (Inspektur)"),
            say("Unit penyusun laporan", "Unit that wrote the report"),
        )
        rows = [self.head(say("Peran", "Role"), say("Nama dan NIP", "Name and NIP"), say("Tanggal", "Date"), "Paraf")]
        blank = Cell((), fill=TO_FILL_IN)
        rows += [Row((Cell((role,)), blank, blank, blank), height=10) for role in roles]
        self.paper.table((55, 55, 30, TEXT_WIDTH - 140), rows)

    def head(self, *names: str) -> Row:
        """Return the head of a table."""
        return Row([Cell((name,), bold=True, fill=SHADE, centred=True) for name in names], head=True)
