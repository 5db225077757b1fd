"""How much of a document the findings speak about, in sentences: for the terminal and for every
output.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from extract.records import LayoutStrategy, TextSource
from extract.verification.second_reader import Disagreement, Majority, numeric_cells
from lkj_audit.presentation.companion_text import comparison_lines
from lkj_audit.presentation.coverage.recognition_text import recognition_lines, unread_pictures
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import printable, spot_name, table_name
from normalize.text.masking import Mask
from validate.findings import Audit, CellRef, Message, PrintedValue
from validate.missing_tables import missing_tables

MOST_NAMED = 6


def unread_again(failure: Message, lang: Lang) -> str:
    """Return that there is no second reading, and why."""
    why = lang.say(failure.id, failure.en)
    return lang.say(
        f"Pembacaan kedua tidak selesai: {why}", f"The second reading came to no end: {why}"
    )


@dataclass(frozen=True, slots=True)
class CoverageText:
    """What was read and recomputed of one document, in one language."""

    audit: Audit
    lang: Lang
    mask: Mask

    def coverage(self) -> Text:
        """Return how much of the document the findings speak about."""
        covered, say, number = self.audit.coverage, self.lang.say, self.lang.number
        read, unread, loose = map(
            number, (covered.numbers, covered.unread, covered.numbers - covered.related)
        )
        again, agree, not_agreeing, unjudged = map(
            number,
            (
                covered.recomputed,
                covered.confirmed,
                covered.recomputed - covered.confirmed,
                covered.unverifiable,
            ),
        )
        why = say(
            "angka lain tidak terbaca, pembagi nol, atau rumus tidak pasti",
            "another number unread, a division by zero, or an unsure law",
        )
        clause = say(
            f"{unjudged} tidak dapat dinilai ({why}), ", f"{unjudged} could not be judged ({why}), "
        )
        between = clause if covered.unverifiable else ""
        return Text(
            say(
                f"{read} angka terbaca, {unread} tidak. Dari yang terbaca {again} dapat "
                f"dihitung ulang ({agree} "
                f"cocok, {not_agreeing} tidak cocok), {between}{loose} tidak terikat "
                "hitungan apa pun.",
                f"{read} numbers were read, {unread} could not be. Of those read {again} "
                f"were recomputed ({agree} are "
                f"confirmed, {not_agreeing} are not), {between}{loose} are in no sum.",
            )
        )

    def unchecked_tables(self) -> Text:
        """Return the tables of which no number could be recomputed; empty where there is none."""
        unchecked = [
            id
            for id, covered in self.audit.tables.items()
            if covered.numbers and not covered.recomputed
        ]
        return self.tables(
            self.lang.say(
                "Tanpa angka yang dihitung ulang: ", "Without a number that was recomputed: "
            ),
            unchecked,
        )

    def uncertain_tables(self) -> Text:
        """Return the tables whose rows could not be told apart into sums and their parts; empty
        without any.
        """
        amounts = sum(self.audit.uncertain.values())
        head = self.lang.say(
            f"Susunan barisnya tidak pasti, {amounts} jumlah tidak dijumlahkan: ",
            f"The structure of the rows is uncertain, {amounts} amounts not summed: ",
        )
        return self.tables(head, [id for id in self.audit.tables if id in self.audit.uncertain])

    def cut_tables(self) -> Text:
        """Return the tables of which rows may be missing, so that no sum over them is judged; empty
        without any.
        """
        head = self.lang.say(
            "Mungkin terpotong (lanjutannya tidak ditemukan, jumlah antarbaris tidak dinilai): ",
            "May be cut short (no continuation was found, sums over rows are not judged): ",
        )
        return self.tables(
            head, [table.id for table in self.audit.report.tables if table.table.cut_short]
        )

    def tables_of_several(self) -> Text:
        """Return the tables over several offices, whose figures are compared with none of the
        report's own.
        """
        head = self.lang.say(
            "Memuat beberapa perangkat daerah (angkanya tidak disandingkan dengan angka "
            "perangkat daerah sendiri): ",
            "Over several offices (their figures are not compared with the office's own): ",
        )
        return self.tables(head, [table.id for table in self.audit.report.tables if table.offices])

    def unsure_tables(self) -> Text:
        """Return the tables that may not have been read right; empty where there is none."""
        head = self.lang.say(
            "Bacaan belum pasti (tabel tanpa garis, tanpa hitungan yang membuktikannya): ",
            "Not read with certainty (tables without rulings that no sum confirms): ",
        )
        return self.tables(head, [id for id in self.audit.tables if id in self.audit.unsure])

    def chosen_readings(self) -> Text:
        """Return the tables that are not read the usual way, since another confirms their sums;
        empty without any.
        """
        head = self.lang.say(
            "Bacaan dipilih menurut hitungan tabel itu sendiri: ",
            "Reading chosen by the sums of the table itself: ",
        )
        choices = ((table.id, table.table.choice) for table in self.audit.report.tables)
        return self.tables(
            head,
            [id for id, choice in choices if choice and choice.reading is not LayoutStrategy.USUAL],
        )

    def tables(self, head: str, ids: Sequence[str]) -> Text:
        """Return a heading with the names of some tables, the first few; empty where there
        is none.
        """
        named = [table_name(self.audit.report.table(id), self.lang) for id in ids[:MOST_NAMED]]
        further = len(ids) - len(named)
        more = self.lang.say(f"; dan {further} lainnya", f"; and {further} more") if further else ""
        return self.text(f"{head}{'; '.join(named)}{more}") if named else Text()

    def unread_pages(self) -> Text:
        """Return the pages and tables that were not read, or only in part, and the pages of which
        many numbers were not.

        Empty where there is none.
        """
        remarks = (
            self.pages_not_read(),
            self.pages_partly_read(),
            self.pages_without_values(),
            self.tables_not_read(),
        )
        return Text("\n").join(remark for remark in remarks if remark)

    def tables_not_read(self) -> Text:
        """Return the captions to which no table that was read belongs; empty where there is
        none.
        """
        say = self.lang.say
        missing = missing_tables(self.audit.report)
        named = [
            say(f"{table.caption} (halaman {table.page})", f"{table.caption} (page {table.page})")
            for table in missing[:MOST_NAMED]
        ]
        further = len(missing) - len(named)
        more = say(f"; dan {further} lainnya", f"; and {further} more") if further else ""
        head = say(
            "Judul tabel tanpa tabel yang terbaca (angkanya tidak diperiksa): ",
            "Captions without a table that was read (its numbers are not checked): ",
        )
        if not named:
            return Text()
        return self.text(f"{head}{'; '.join(named)}{more}.", style="bold")

    def pages_partly_read(self) -> Text:
        """Return the pages on which something is shown that could not be read; empty where there is
        none.
        """
        say = self.lang.say
        pages = [
            (page.number, len(page.unread))
            for page in self.audit.report.document.pages
            if page.unread
        ]
        head = say(
            "Sebagian tidak terbaca (anotasi, isian formulir, cap, atau halaman yang tidak "
            "dapat digambar): ",
            "Read only in part (annotations, fields of forms, stamps, or pages that cannot "
            "be painted): ",
        )
        told = [
            say(
                f"halaman {page} ({parts} bagian)", f"page {page} ({parts} part{'s' * (parts > 1)})"
            )
            for page, parts in pages
        ]
        return Text(f"{head}{', '.join(told)}." if told else "", style="bold")

    def pages_without_values(self) -> Text:
        """Return the pages on which many printed numbers have no value."""
        say = self.lang.say
        head = say("Banyak angka tanpa nilai. ", "Many numbers without a value. ")
        pages = [
            say(
                f"Halaman {page.page}: {page.unread} dari {page.printed} angka tercetak "
                "tidak terbaca.",
                f"Page {page.page}: {page.unread} of {page.printed} printed numbers could "
                "not be read.",
            )
            for page in self.audit.unread_pages
        ]
        return Text(head + " ".join(pages) if pages else "", style="bold")

    def pages_not_read(self) -> Text:
        """Return the pages that were not read, because they are pictures or damaged; empty where
        all were.
        """
        pages = self.audit.report.document.pages
        pictures = [page for page in pages if page.is_unread_picture]
        damaged = ", ".join(
            str(page.number) for page in pages if page.source is TextSource.UNREADABLE
        )
        say = self.lang.say
        kinds = (*unread_pictures(pictures, self.lang), (damaged, say("rusak", "are damaged")))
        told = [
            say(f"Halaman yang {kind}: {which}.", f"Pages that {kind}: {which}.")
            for which, kind in kinds
            if which
        ]
        return Text(
            say("Tidak dibaca. ", "Not read. ") + " ".join(told) if told else "", style="bold"
        )

    def recognition(self) -> Text:
        """Return how many numbers were read from pictures, and what supports them; empty where none
        was.
        """
        return Text("\n").join(self.text(line) for line in recognition_lines(self.audit, self.lang))

    def second_reading(self) -> Text:
        """Return how many cells the second reader reads differently, what it reads, and what the
        third one says.

        Nothing is said where it did not run.
        """
        say, disagreements = self.lang.say, self.audit.disagreements
        if failure := self.audit.second_reader_failure:
            return Text(unread_again(failure, self.lang))
        if disagreements is None:
            return Text()
        count = sum(1 for _ in numeric_cells(self.audit.report.document))
        head = say(
            f"Pembaca kedua: {len(disagreements)} dari {count} sel berangka terbaca lain.",
            f"Second reader: {len(disagreements)} of {count} cells with digits read differently.",
        )
        lines = [Text(head + self.third_voice(disagreements))]
        lines += [self.text(self._disagreement_line(one)) for one in disagreements]
        return Text("\n").join(lines)

    def _disagreement_line(self, disagreement: Disagreement) -> str:
        """Return the cell of a disagreement, and what each reader reads there."""
        cell = CellRef(disagreement.table, disagreement.row, disagreement.column)
        spot = PrintedValue(disagreement.place, cell, disagreement.ours)
        texts = (disagreement.ours, disagreement.theirs, disagreement.third)
        printed = " / ".join("–" if text is None else text for text in texts)
        return f"– {spot_name(spot, self.audit.report, self.lang)}: {printed}"

    def comparisons(self) -> list[Text]:
        """Return what became of the documents beside the report; nothing where none was given."""
        return [
            self.text(line)
            for line in comparison_lines(self.audit.cross_check, self.lang, self.mask)
        ]

    def third_voice(self, disagreements: Sequence[Disagreement]) -> str:
        """Return how often the third reader reads as we do, and how often as the second one."""
        sides = Counter(one.majority for one in disagreements)
        ours, theirs = sides[Majority.OURS], sides[Majority.THEIRS]
        if not ours + theirs:
            return ""
        return self.lang.say(
            f" Pembaca ketiga: {ours} sama dengan bacaan ini, {theirs} seperti pembaca kedua.",
            f" Third reader: {ours} as we do, {theirs} as the second.",
        )

    def text(self, said: str, style: str = "") -> Text:
        """Return what is printed in the document, or said of it, without NIPs and control
        characters.
        """
        return Text(printable(self.mask(said)), style=style)
