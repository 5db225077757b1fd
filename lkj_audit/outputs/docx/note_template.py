"""The template of the review note: a Word document with Jinja tags, which an office may replace by
its own.

`docs/templat-catatan.md` lists the values that a template can use. This one is made by the program
in the language of the outputs; `lkj template FILE` writes it, so that an office puts its kop surat
and signatories into a copy.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TypedDict

from lkj_audit.outputs.docx.docx_builder import (
    SHADE,
    TEXT_WIDTH,
    TO_FILL_IN,
    DocxBuilder,
    DocxCell,
    DocxRow,
)
from lkj_audit.presentation.language import Lang

ROOM = 9
SMALL = 8


def default_template(lang: Lang) -> bytes:
    """Return the template as a `.docx`; the same language gives the same bytes."""
    say = lang.say
    paper = DocxBuilder(
        say("Catatan Hasil Reviu", "Review note"),
        ("{{ judul_berjalan }}", say("KONSEP", "DRAFT")),
        (say("Halaman", "Page"), say("dari", "of")),
        say("id-ID", "en-GB"),
        table_size=SMALL,
    )
    _write_letterhead(paper, lang)
    _write_facts(paper, lang)
    _write_notes(paper, lang)
    _write_approval(paper, lang)
    _write_statement(paper, lang)
    _write_annexes(paper, lang)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def _head(*names: str) -> DocxRow:
    return DocxRow(
        [DocxCell((name,), bold=True, fill=SHADE, centred=True) for name in names], head=True
    )


def _tag(tag: str, columns: int) -> DocxRow:
    """Return a row that is only a tag, which rendering takes out."""
    return DocxRow([DocxCell((tag,)), *[DocxCell(())] * (columns - 1)])


def _looped(loop: str, row: DocxRow) -> list[DocxRow]:
    """Return a row that is repeated for each value of a list."""
    columns = len(row.cells)
    return [_tag(f"{{%tr for {loop} %}}", columns), row, _tag("{%tr endfor %}", columns)]


def _write_letterhead(paper: DocxBuilder, lang: Lang) -> None:
    """Write the kop surat, to be replaced, and the title."""
    say = lang.say
    paper.paragraph(
        say("PEMERINTAH KABUPATEN/KOTA ..............................", "[Letterhead]"),
        bold=True,
        centred=True,
    )
    paper.paragraph(say("INSPEKTORAT", "INSPEKTORAT"), bold=True, centred=True)
    paper.heading(say("CATATAN HASIL REVIU", "REVIEW NOTE"), 0)
    paper.paragraph(
        say("Laporan Kinerja {{ kantor }}", "Performance report of {{ kantor }}"),
        bold=True,
        centred=True,
    )
    paper.paragraph("{{ periode }}", bold=True, centred=True)


def _write_facts(paper: DocxBuilder, lang: Lang) -> None:
    say = lang.say
    paper.heading(
        say("1. Dokumen dan cakupan reviu", "1. The document and the coverage of the review")
    )
    rows = _looped(
        "f in fakta",
        DocxRow((DocxCell(("{{ f.nama }}",), fill=SHADE), DocxCell(("{{ f.nilai }}",)))),
    )
    blanks = (
        say("Nomor dan tanggal surat tugas", "Letter of assignment"),
        say("Tim dan tanggal reviu", "Reviewers and date of the review"),
    )
    rows += [
        DocxRow((DocxCell((name,), fill=SHADE), DocxCell((), fill=TO_FILL_IN))) for name in blanks
    ]
    paper.table((45, TEXT_WIDTH - 45), rows)
    paper.paragraph(
        say(
            "Reviu memberikan keyakinan terbatas bahwa informasi kinerja disajikan secara "
            "akurat, andal, dan absah. "
            "Catatan ini disusun dengan alat bantu yang membaca berkas PDF dan menghitung "
            "ulang angkanya; isinya "
            "adalah perbedaan yang ditemukan, bukan simpulan reviu. Tidak adanya catatan "
            "pada suatu bagian tidak "
            "berarti bagian itu telah diyakini benar. Nomor halaman adalah urutan halaman "
            "dalam berkas.",
            "A review gives limited assurance that the information on performance is "
            "accurate, reliable and valid. "
            "This note was made with a tool that reads the PDF and recomputes its numbers; "
            "it lists differences that "
            "were found and draws no conclusion. That there is no note on a part does not "
            "mean that it is right. Pages "
            "are counted as in the file.",
        )
    )
    paper.paragraph("{%p for kalimat in cakupan %}")
    paper.paragraph("{{ kalimat }}")
    paper.paragraph("{%p endfor %}")


def _write_notes(paper: DocxBuilder, lang: Lang) -> None:
    """Write the table of decided entries, that of the undecided ones, and the state of the legal
    bases.
    """
    say = lang.say
    paper.heading(say("2. Catatan yang telah diputuskan", "2. Notes that were decided"))
    paper.paragraph("{%p if not catatan %}")
    paper.paragraph(
        say("Belum ada pokok masalah yang diputuskan.", "No entry has been decided yet.")
    )
    paper.paragraph("{%p else %}")
    paper.table(NOTE_WIDTHS, _note_rows("catatan", lang))
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p if belum %}")
    paper.heading(
        say("3. Pokok masalah yang belum diputuskan", "3. Entries that are not decided yet")
    )
    paper.paragraph(
        say(
            "Pokok masalah berikut diusulkan alat bantu dan belum ditelaah pereviu. Setelah "
            "diputuskan, "
            "pokok masalah berpindah ke bagian 2 atau tidak lagi dimuat.",
            "These entries are proposed by the tool and have not been assessed by a reviewer. "
            "Once decided, an entry "
            "moves to part 2 or is left out.",
        )
    )
    paper.table(NOTE_WIDTHS, _note_rows("belum", lang))
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p if not catatan and not belum %}")
    paper.paragraph(
        say(
            "Tidak terdapat catatan bertingkat minor atau lebih dari bagian yang dapat diperiksa.",
            "There is no note of severity minor or above on what could be checked.",
        )
    )
    paper.paragraph("{%p endif %}")
    paper.paragraph("{%p if dasar %}")
    paper.paragraph(
        say(
            "Dasar yang belum dicocokkan dengan naskah resmi: {{ dasar }}.",
            "Bases that were not compared with the official text: {{ dasar }}.",
        )
    )
    paper.paragraph("{%p endif %}")


NOTE_WIDTHS = (8, 13, 57, 33, 47, TEXT_WIDTH - 158)


def _note_rows(values: str, lang: Lang) -> Sequence[DocxRow]:
    say = lang.say
    head = _head(
        say("No.", "No."),
        say("Hal.", "Page"),
        say("Kondisi", "Kondisi (condition)"),
        say("Kriteria", "Kriteria (criterion)"),
        say("Akibat dan saran", "Akibat and saran (effect, suggestion)"),
        say("Tanggapan unit", "Response of the unit"),
    )
    row = DocxRow(
        (
            DocxCell(("{{ c.nomor }}",), centred=True),
            DocxCell(("{{ c.halaman }}",), centred=True),
            DocxCell(("{{ c.kondisi }}", "{%p if c.putusan %}", "{{ c.putusan }}", "{%p endif %}")),
            DocxCell(("{{ c.kriteria }}",)),
            DocxCell(("{{ c.akibat }}", "{{ c.saran }}")),
            DocxCell(("{{ c.tanggapan }}",)),
        )
    )
    return [head, *_looped(f"c in {values}", row)]


def _write_approval(paper: DocxBuilder, lang: Lang) -> None:
    """Write room for those who review and answer for the note."""
    say = lang.say
    paper.heading(say("4. Pengesahan catatan", "4. Approval of the note"))
    roles = (
        say("Disusun oleh: anggota tim", "Written by: team member"),
        say("Direviu oleh: ketua tim", "Reviewed by: team leader"),
        say("Direviu oleh: pengendali teknis", "Reviewed by: technical supervisor"),
        say("Disetujui oleh: inspektur", "Approved by: inspektur"),
        say("Unit penyusun laporan", "Unit that wrote the report"),
    )
    rows = [
        _head(
            say("Peran", "Role"),
            say("Nama dan NIP", "Name and NIP"),
            say("Tanggal", "Date"),
            "Paraf",
        )
    ]
    blank = DocxCell((), fill=TO_FILL_IN)
    rows += [DocxRow((DocxCell((role,)), blank, blank, blank), height=ROOM) for role in roles]
    paper.table((55, 55, 30, TEXT_WIDTH - 140), rows, together=True)


class _Look(TypedDict, total=False):
    """The layout of a paragraph of the statement; `indent` in mm."""

    bold: bool
    centred: bool
    indent: int


_STATEMENT_LINES: dict[str, _Look] = {
    "": {},
    "tengah": {"centred": True},
    "judul": {"bold": True, "centred": True},
    "tanda tangan": {"indent": 95},
}


def _write_statement(paper: DocxBuilder, lang: Lang) -> None:
    """Write the draft of the statement of review, or why there is none yet."""
    say = lang.say
    paper.heading(say("5. Konsep Pernyataan Telah Direviu", "5. Draft of the statement of review"))
    paper.paragraph("{%p if hambatan %}")
    paper.paragraph(
        say(
            "Konsep pernyataan belum disertakan karena: {{ hambatan }}.",
            "The draft is not included yet: {{ hambatan }}.",
        )
    )
    paper.paragraph("{%p else %}")
    paper.paragraph("{%p for baris in pernyataan %}")
    for position, look in _STATEMENT_LINES.items():
        paper.paragraph(f"{{%p if baris.letak == '{position}' %}}")
        paper.paragraph("{{ baris.teks }}", **look)
        paper.paragraph("{%p endif %}")
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{%p endif %}")


def _write_annexes(paper: DocxBuilder, lang: Lang) -> None:
    """Write what is to be tidied, the checklist and the LKE, each in a table."""
    say = lang.say
    paper.heading(
        say("Lampiran 1. Perapian dan catatan kecil", "Annex 1. To be tidied, and remarks")
    )
    paper.paragraph("{%p if not perapian %}")
    paper.paragraph(say("Tidak ada.", "None."))
    paper.paragraph("{%p else %}")
    head = _head(say("No.", "No."), say("Hal.", "Page"), say("Uraian", "Description"))
    row = DocxRow(
        (
            DocxCell(("{{ c.nomor }}",), centred=True),
            DocxCell(("{{ c.halaman }}",), centred=True),
            DocxCell(("{{ c.kondisi }}",)),
        )
    )
    paper.table((8, 20, TEXT_WIDTH - 28), [head, *_looped("c in perapian", row)])
    paper.paragraph("{%p endif %}")
    forms = (
        (
            "daftar_uji",
            say(
                "Lampiran 2. Daftar uji reviu (23 butir)",
                "Annex 2. Checklist of the review (23 items)",
            ),
            "PermenPANRB 53/2014 Lampiran III",
        ),
        (
            "lke",
            say(
                "Lampiran 3. LKE komponen 3: Pelaporan Kinerja",
                "Annex 3. LKE component 3: performance reporting",
            ),
            "PermenPANRB 88/2021",
        ),
    )
    for value, title, source in forms:
        paper.heading(title)
        paper.paragraph(
            say(
                f"Butir menurut {source}. Usulan diisi sejauh dapat dijawab dari berkas ini; "
                "isian akhir ditetapkan "
                "pereviu.",
                f"Items of {source}. Proposed is what this file can answer; the reviewer "
                "settles it.",
            )
        )
        head = _head(
            say("No.", "No."),
            say("Pernyataan", "Statement"),
            say("Usulan", "Proposed"),
            say("Keterangan", "Remarks"),
            say("Isian", "Reviewer"),
        )
        row = DocxRow(
            (
                DocxCell(("{{ b.nomor }}",), centred=True),
                DocxCell(("{{ b.pernyataan }}",)),
                DocxCell(("{{ b.usulan }}",), centred=True),
                DocxCell(("{{ b.keterangan }}",)),
                DocxCell((), fill=TO_FILL_IN),
            )
        )
        paper.table((12, 68, 17, TEXT_WIDTH - 110, 13), [head, *_looped(f"b in {value}", row)])
