"""`lkj normalize`: show what is understood of documents, before anything is recomputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.limits import Limits
from lkj_audit.commands.shared import json_option, limit_options, limits_of, paths_argument, show_nip_option
from lkj_audit.commands.takeaway import Reception
from lkj_audit.documents import Outcome, Progress, apart_of, documents, each_document
from lkj_audit.exit_codes import ExitCode
from lkj_audit.language import Lang
from lkj_audit.output import json_lines, whereabouts
from lkj_audit.usage import Verb


def command(lang: Lang) -> Verb:
    """Return `lkj normalize`."""
    return Verb(
        "normalize",
        lang,
        partial(normalize, lang),
        [paths_argument(), json_option(lang), show_nip_option(lang), *limit_options(lang)],
        help=lang.say(
            "Tahap 1 dan 2: organisasi, periode, dan arti setiap tabel dan kolom.",
            "Stages 1 and 2: organisation, period, and what each table and column means.",
        ),
    )


def normalize(
    lang: Lang,
    paths: Sequence[Path],
    json_target: str | None,
    show_nip: bool,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Read and interpret every document and return the highest exit code."""
    with json_lines(json_target, paths, lang) as lines:
        run = NormalizeRun(lang, json_target, show_nip, limits_of(max_pages, max_seconds, max_memory))
        receive, apart = Reception(lang, lines).receive, apart_of(None, run.limits)
        return each_document(documents(paths), lang, run.work, receive=receive, apart=apart)


@dataclass(frozen=True, slots=True)
class NormalizeRun:
    """What one call of `lkj normalize` asks for."""

    lang: Lang
    json: str | None
    show_nip: bool
    limits: Limits

    def work(self, path: Path, progress: Progress) -> Outcome:
        """Interpret one document; return its JSON's place, or a summary."""
        from extract.document import read_document
        from lkj_audit.json_report import as_line, report_as_json
        from lkj_audit.summaries import report_text
        from normalize.interpret import interpret
        from normalize.masking import mask_unless

        report = interpret(read_document(path, progress, self.limits))
        mask = mask_unless(self.show_nip)
        if self.json is None:
            return Outcome(ExitCode.AUDITED, report_text(report, self.lang, mask))
        return Outcome(ExitCode.AUDITED, whereabouts(self.json, self.lang), line=as_line(report_as_json(report, mask)))
