"""What is reported of numbers that were read from pictures (OCR), and of pictures that could not be
read.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.records import Page, PictureProblem, Recognition
from lkj_audit.presentation.language import Lang
from normalize.report import Report
from normalize.text.masking import Mask
from validate.findings import Audit, Message, PrintedValue

# what is behind "Halaman yang ..." / "Pages that ..."
PROBLEMS = {
    PictureProblem.NOT_INSTALLED: Message(
        "berupa gambar (perlu OCR: pip install 'lkj-audit[ocr]')",
        "are pictures (OCR needed: pip install 'lkj-audit[ocr]')",
    ),
    PictureProblem.SWITCHED_OFF: Message("berupa gambar (perlu OCR)", "are pictures (OCR needed)"),
    PictureProblem.BLANK: Message("berupa gambar kosong", "are blank pictures"),
    PictureProblem.BLACK: Message(
        "berupa gambar yang hampir seluruhnya hitam", "are pictures that are nearly all black"
    ),
    PictureProblem.COARSE: Message(
        "dipindai di bawah 100 dpi, terlalu kasar untuk dibaca (pindai ulang pada 200–300 dpi)",
        "were scanned below 100 dpi, too coarse to be read (scan them again at 200 to 300 dpi)",
    ),
    PictureProblem.HUGE: Message(
        "berupa gambar yang terlalu besar untuk dibuka", "are pictures too large to be opened"
    ),
    PictureProblem.TRUNCATED: Message(
        "berupa gambar yang terpotong (datanya tidak utuh)",
        "are pictures that are cut off (their data are not whole)",
    ),
    PictureProblem.NO_PRINT: Message(
        "berupa gambar tanpa teks cetak yang terbaca (foto, gambar, atau tulisan tangan)",
        "are pictures without print that can be read (photographs, drawings or handwriting)",
    ),
    PictureProblem.FAILED: Message(
        "berupa gambar yang gagal dibaca (terlalu lama, atau memori tidak cukup)",
        "are pictures that could not be read (too slow, or short of memory)",
    ),
}


def unread_pictures(pages: Sequence[Page], lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the numbers of the pages that are pictures and were not read, and why, those of one
    reason together.
    """
    by_problem: dict[PictureProblem, list[int]] = defaultdict(list)
    for page in pages:
        problem = page.picture.problem if page.picture else None
        by_problem[problem or PictureProblem.SWITCHED_OFF].append(page.number)
    for problem, numbers in by_problem.items():
        yield ", ".join(map(str, numbers)), lang.say(*PROBLEMS[problem])


def recognition_lines(audit: Audit, lang: Lang) -> Iterator[str]:
    """Yield how many numbers were read from pictures, and each that arithmetic chose among several
    readings.
    """
    found = audit.recognized
    if found is None:
        return
    number = lang.number
    read, confirmed, witnessed = map(number, (found.numbers, found.confirmed, found.witnessed))
    unconfirmed, doubtful = number(found.unconfirmed), number(found.doubtful)
    also = (
        lang.say(f" ({witnessed} oleh pembaca lain)", f" ({witnessed} by another reader)")
        if found.witnessed
        else ""
    )
    yield lang.say(
        f"Dari gambar (OCR) di {found.pages} halaman: {read} angka terbaca, {confirmed} "
        f"dipastikan{also}, "
        f"{unconfirmed} belum dipastikan, {doubtful} meragukan.",
        f"From pictures (OCR) on {found.pages} page{'s' * (found.pages != 1)}: {read} "
        f"numbers read, {confirmed} "
        f"confirmed{also}, {unconfirmed} unconfirmed, {doubtful} doubtful.",
    )
    for one in audit.rereads:
        yield lang.say(
            f"– Halaman {one.place.page}: dibaca {one.text}, bukan {one.first}; hanya itu "
            "yang memenuhi hitungannya.",
            f"– Page {one.place.page}: read as {one.text}, not {one.first}; nothing else "
            "fits its sums.",
        )


def recognition_note(found: Recognition, lang: Lang, mask: Mask) -> str:
    """Return how the text of a cell was read from a picture, and what else it may be, in a line."""
    sure = f"{found.confidence:.0%}".replace("%", " %")
    others = ", ".join(mask(one.text) for one in found.alternatives)
    told = [
        lang.say(
            f"Dibaca dari gambar (OCR), keyakinan {sure}",
            f"Read from a picture (OCR), confidence {sure}",
        )
    ]
    if found.first is not None:
        told.append(lang.say(f"semula {mask(found.first)}", f"first {mask(found.first)}"))
    if others:
        told.append(lang.say(f"mungkin juga {others}", f"possibly also {others}"))
    told += [f"{witness.reader}: {mask(witness.text)}" for witness in found.witnesses]
    return "; ".join(told)


def recognition_at(spot: PrintedValue, report: Report) -> Recognition | None:
    """Return how the text of a place was read from a picture; None where it was not, or is
    no cell.
    """
    return (
        report.table(spot.cell.table).table.cell(spot.cell.row, spot.cell.column).recognition
        if spot.cell
        else None
    )
