"""`lkj extract`: show what is read from documents, before anything is understood."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extract.limits import Limits
from extract.sandbox.tasks import Task
from lkj_audit.cli.options.common_options import (
    json_option,
    limit_options,
    limits_of,
    paths_argument,
    show_nip_option,
    spelled,
    unspelled,
)
from lkj_audit.cli.options.ocr_option import ocr_option, pictures_at_a_time, seconds_for_pictures
from lkj_audit.cli.options.output_request import OutcomeCollector
from lkj_audit.cli.options.page_drawing import DrawRun, draw_option
from lkj_audit.cli.usage import Command
from lkj_audit.documents import (
    DocumentOutcome,
    DocumentOutcomes,
    DocumentWork,
    Progress,
    documents,
    each_document,
    steps_taken,
)
from lkj_audit.exit_codes import ExitCode
from lkj_audit.output_files import json_lines, whereabouts
from lkj_audit.presentation.language import Lang
from normalize.text.masking import mask_unless


def command(lang: Lang) -> Command:
    """Return `lkj extract`."""
    return Command(
        "extract",
        lang,
        partial(extract, lang),
        [
            paths_argument(),
            json_option(lang),
            ocr_option(lang),
            draw_option(lang),
            show_nip_option(lang),
            *limit_options(lang),
        ],
        help=lang.say(
            "Tahap 1 saja: halaman dan tabel yang terbaca dari PDF.",
            "Stage 1 alone: the pages and tables that are read from a PDF.",
        ),
    )


def extract(
    lang: Lang,
    paths: Sequence[Path],
    json_target: str | None,
    ocr: str,
    draw: Sequence[int],
    show_nip: bool,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Read every document and return the highest exit code."""
    with json_lines(json_target, paths, lang) as lines:
        limits, files = limits_of(max_pages, max_seconds, max_memory), list(documents(paths))
        at_a_time = pictures_at_a_time(len(files), None)
        asked = ExtractRequest(
            Path(), lang, spelled(json_target), show_nip, limits, tuple(draw), ocr, at_a_time
        )
        in_all = replace(limits, seconds=limits.seconds + seconds_for_pictures(ocr))
        work = DocumentWork(EXTRACT, lambda path: replace(asked, path=path), in_all)
        return each_document(
            files,
            work,
            lang,
            OutcomeCollector(lang, lines, mask=mask_unless(show_nip)).receive,
        )


@dataclass(frozen=True, slots=True)
class ExtractRequest:
    """A document, and what a call of `lkj extract` asks of each; `json` names where the
    JSON goes.
    """

    path: Path
    lang: Lang
    json: bytes | None
    show_nip: bool
    limits: Limits
    draw: tuple[int, ...]
    ocr: str = "off"
    ocr_workers: int = 1


EXTRACT = Task(
    "lkj_audit.cli.commands.extract:extract_one", ExtractRequest, float, DocumentOutcomes
)
TASKS = (EXTRACT,)


def extract_one(request: ExtractRequest, send: Callable[[float], None]) -> DocumentOutcomes:
    """Read one document and draw its pages."""
    lang, json = request.lang, unspelled(request.json)
    run = ExtractRun(lang, json, request.show_nip, request.limits, request.ocr, request.ocr_workers)
    drawing = DrawRun(lang, request.draw, json, request.show_nip, request.limits, request.ocr)
    return steps_taken(request.path, lang, (run.work, drawing.work), send)


@dataclass(frozen=True, slots=True)
class ExtractRun:
    """What one call of `lkj extract` asks for."""

    lang: Lang
    json: str | None
    show_nip: bool
    limits: Limits
    ocr: str = "off"
    ocr_workers: int = 1

    def work(self, path: Path, progress: Progress) -> DocumentOutcome:
        """Read one document; return its JSON's place, or a summary."""
        from extract.document import read_document
        from extract.document_reader import DocumentReader
        from extract.ocr.requests import OcrMode, OcrSettings
        from lkj_audit.cli.summaries import document_text
        from lkj_audit.outputs.json.report import as_line, extract_as_json

        ocr = OcrSettings(OcrMode(self.ocr), self.ocr_workers)
        with closing(DocumentReader(path, self.limits, ocr)) as reader:
            document = read_document(reader, progress)
        mask = mask_unless(self.show_nip)
        if self.json is None:
            return DocumentOutcome(ExitCode.AUDITED, document_text(document, self.lang, mask))
        line = as_line(extract_as_json(document, mask))
        return DocumentOutcome(ExitCode.AUDITED, whereabouts(self.json, self.lang), line=line)
