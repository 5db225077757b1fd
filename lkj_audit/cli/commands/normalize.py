"""`lkj normalize`: show what is understood of documents, before anything is recomputed."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extract.limits import Limits
from extract.sandbox.tasks import Task
from lkj_audit.cli.options.common_options import (
    GivenFacts,
    given_options,
    json_option,
    limit_options,
    limits_of,
    paths_argument,
    read_given,
    show_nip_option,
    spelled,
    unspelled,
)
from lkj_audit.cli.options.ocr_option import ocr_option, pictures_at_a_time, seconds_for_pictures
from lkj_audit.cli.options.output_request import OutcomeCollector
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
    """Return `lkj normalize`."""
    return Command(
        "normalize",
        lang,
        partial(normalize, lang),
        [
            paths_argument(),
            json_option(lang),
            ocr_option(lang),
            *given_options(lang),
            show_nip_option(lang),
            *limit_options(lang),
        ],
        help=lang.say(
            "Tahap 1 dan 2: jenis dokumen, perangkat daerah, periode, dan arti setiap tabel "
            "dan kolom.",
            "Stages 1 and 2: what the document is, organisation, period, and what each table "
            "and column means.",
        ),
    )


def normalize(
    lang: Lang,
    paths: Sequence[Path],
    json_target: str | None,
    ocr: str,
    kind: str | None,
    organisation: str | None,
    period: str | None,
    show_nip: bool,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Read and interpret every document and return the highest exit code."""
    facts = read_given(kind, organisation, period, lang)
    with json_lines(json_target, paths, lang) as lines:
        limits, files = limits_of(max_pages, max_seconds, max_memory), list(documents(paths))
        at_a_time = pictures_at_a_time(len(files), None)
        asked = NormalizeRequest(
            Path(), lang, spelled(json_target), facts, show_nip, limits, ocr, at_a_time
        )
        in_all = replace(limits, seconds=limits.seconds + seconds_for_pictures(ocr))
        work = DocumentWork(NORMALIZE, lambda path: replace(asked, path=path), in_all)
        return each_document(
            files,
            work,
            lang,
            OutcomeCollector(lang, lines, mask=mask_unless(show_nip)).receive,
        )


@dataclass(frozen=True, slots=True)
class NormalizeRequest:
    """A document, and what a call of `lkj normalize` asks of each; `json` names where the JSON
    goes.
    """

    path: Path
    lang: Lang
    json: bytes | None
    facts: GivenFacts
    show_nip: bool
    limits: Limits
    ocr: str = "off"
    ocr_workers: int = 1


NORMALIZE = Task(
    "lkj_audit.cli.commands.normalize:normalize_one", NormalizeRequest, float, DocumentOutcomes
)
TASKS = (NORMALIZE,)


def normalize_one(request: NormalizeRequest, send: Callable[[float], None]) -> DocumentOutcomes:
    """Read and interpret one document."""
    json = unspelled(request.json)
    run = NormalizeRun(
        request.lang,
        json,
        request.facts,
        request.show_nip,
        request.limits,
        request.ocr,
        request.ocr_workers,
    )
    return steps_taken(request.path, request.lang, (run.work,), send)


@dataclass(frozen=True, slots=True)
class NormalizeRun:
    """What one call of `lkj normalize` asks for."""

    lang: Lang
    json: str | None
    facts: GivenFacts
    show_nip: bool
    limits: Limits
    ocr: str = "off"
    ocr_workers: int = 1

    def work(self, path: Path, progress: Progress) -> DocumentOutcome:
        """Interpret one document; return its JSON's place, or a summary."""
        from extract.document import read_document
        from extract.document_reader import DocumentReader
        from extract.ocr.requests import OcrMode, OcrSettings
        from lkj_audit.cli.summaries import report_text
        from lkj_audit.outputs.json.report import as_line, report_as_json
        from normalize.interpret import interpret

        ocr = OcrSettings(OcrMode(self.ocr), self.ocr_workers)
        with closing(DocumentReader(path, self.limits, ocr)) as reader:
            report = interpret(read_document(reader, progress), self.facts.given())
        mask = mask_unless(self.show_nip)
        if self.json is None:
            return DocumentOutcome(ExitCode.AUDITED, report_text(report, self.lang, mask))
        return DocumentOutcome(
            ExitCode.AUDITED,
            whereabouts(self.json, self.lang),
            line=as_line(report_as_json(report, mask)),
        )
