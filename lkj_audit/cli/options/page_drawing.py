"""`--draw PAGE`: pictures of what was found on a page, for every command that reads documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from extract.limits import Limits
from lkj_audit.documents import DocumentOutcome, Progress
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import picture_folder, unwritable, why_not
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from normalize.text.masking import mask_unless


def draw_option(lang: Lang) -> click.Option:
    """Return `--draw PAGE`."""
    return click.Option(
        ["--draw"],
        metavar=lang.say("HALAMAN", "PAGE"),
        type=click.IntRange(min=1),
        multiple=True,
        help=lang.say(
            "Gambar halaman ini (PNG) beserta garis, sel dan kata yang ditemukan; boleh diulang.",
            "Draw this page (PNG) with the rules, cells and words that were found; may be "
            "repeated.",
        ),
    )


@dataclass(frozen=True, slots=True)
class DrawRun:
    """Which pages are drawn, and where the pictures go: beside the JSON, else into the working
    directory.
    """

    lang: Lang
    pages: Sequence[int]
    json_target: str | None
    show_nip: bool
    limits: Limits
    ocr: str = "off"

    def work(self, path: Path, _progress: Progress) -> DocumentOutcome:
        """Draw the pages and return where their pictures lie."""
        return DocumentOutcome(
            ExitCode.AUDITED, "".join(self.drawn(path, page) for page in self.pages)
        )

    def drawn(self, path: Path, page: int) -> str:
        """Draw one page and return where its picture lies."""
        from lkj_audit.outputs.output_directory import safe_name
        from lkj_audit.page_drawing import draw_page

        target = (
            picture_folder(self.json_target)
            / f"{safe_name(mask_unless(self.show_nip)(path.stem))}-hal-{page}.png"
        )
        try:
            draw_page(path, page, target, self.show_nip, self.limits, self.ocr)
        except OSError as error:
            raise unwritable(target, why_not(error, self.lang), self.lang) from error
        name = shown_name(target, mask_unless(self.show_nip))
        return self.lang.say(
            f"Gambar halaman {page}: {name}\n", f"Picture of page {page}: {name}\n"
        )
