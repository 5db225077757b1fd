"""`--ocr`: which pages of a document are read as pictures."""

import os

import click

from lkj_audit.presentation.language import Lang

# as `OcrMode` has them: importing it would load more than a line of help needs
MODES = ("auto", "off", "all")
# A document may have thousands of pictures, each of which has its own time.
_SECONDS = 6 * 3600.0


def ocr_option(lang: Lang) -> click.Option:
    """Return the option `--ocr`."""
    return click.Option(
        ["--ocr"],
        type=click.Choice(MODES),
        default=MODES[0],
        help=lang.say(
            "Halaman mana yang dibaca sebagai gambar (OCR, bila lkj-audit[ocr] terpasang): "
            "auto (baku), halaman hasil pindai "
            "dan tabel di dalam gambar; off, tidak ada; all, semua halaman.",
            "Which pages are read as pictures (OCR, where lkj-audit[ocr] is installed): "
            "auto (default), scanned pages and tables "
            "in pictures; off, none; all, every page.",
        ),
    )


def pictures_at_a_time(documents: int, jobs: int | None) -> int:
    """Return how many pictures of one document are read at a time, where so many documents are
    worked on at once.
    """
    processors = os.cpu_count() or 1
    return max(1, processors // max(1, min(documents, jobs or processors)))


def seconds_for_pictures(mode: str) -> float:
    """Return how many seconds more a document may take where pictures of it are read."""
    return 0.0 if mode == "off" else _SECONDS
