"""Documents worked on by processes, each by one of its own, so that a hostile one costs itself alone."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from extract.errors import BrokenDocument
from extract.jobs import Crew, Lost, Shares, seconds_in_all
from lkj_audit.documents import Apart, Outcome, Step, broken, outcomes
from lkj_audit.language import Lang
from lkj_audit.patience import Patience

PRELOADED = ("lkj_audit.commands.audit", "lkj_audit.pipeline", "lkj_audit.json_report", "lkj_audit.terminal")


class BrokenOff(BrokenDocument):
    """The process that a document had for itself is gone before it was done."""

    says = (
        "Pemeriksaan dokumen ini berhenti mendadak; kemungkinan berkas ini rusak atau memori tidak cukup.",
        "The audit of this document broke off; the file is probably damaged, or memory ran out.",
    )
    advises = ("Dokumen lain tidak terpengaruh.", "Other documents are not affected.")


class AuditTooSlow(BrokenDocument):
    """What is done with a document took longer than it may, reading included."""

    says = (
        "Pemeriksaan dokumen ini tidak selesai dalam {seconds} detik.",
        "The audit of this document was not done within {seconds} seconds.",
    )
    advises = (
        "Pisahkan laporan dari lampirannya, atau beri waktu lebih dengan --max-seconds.",
        "Separate the report from its annexes, or allow more time with --max-seconds.",
    )


@dataclass(frozen=True, slots=True)
class Jobs:
    """The steps taken on documents, several at a time."""

    steps: Sequence[Step]
    apart: Apart
    lang: Lang
    patience: Patience

    def results(self, files: Sequence[Path]) -> Iterator[tuple[Path, Outcome]]:
        """Yield every document's outcomes in the order of the documents."""
        done: dict[int, list[Outcome]] = {}
        awaited = 0

        def shows(share: float) -> None:
            self.patience.shows(files[min(awaited, len(files) - 1)].name, share)

        work = partial(work_on, lang=self.lang, steps=tuple(self.steps))
        modules = (*PRELOADED, *self.apart.modules)
        crew = Crew(work, self.apart.jobs, self.apart.limits, modules, alone=len(files) == 1)
        with closing(crew.results(files, shows)) as results:
            for place, told in results:
                done[place] = self._outcomes(told)
                while awaited in done:
                    yield from ((files[awaited], outcome) for outcome in done.pop(awaited))
                    awaited += 1

    def _outcomes(self, told: list[Outcome] | click.UsageError | Lost) -> list[Outcome]:
        match told:
            case click.UsageError():
                raise told
            case Lost.BROKEN_OFF:
                return [broken(BrokenOff(), self.lang)]
            case Lost.TOO_SLOW:
                return [broken(AuditTooSlow(seconds=f"{seconds_in_all(self.apart.limits):g}"), self.lang)]
            case _:
                return told


def work_on(path: Path, shares: Shares, *, lang: Lang, steps: Sequence[Step]) -> list[Outcome] | click.UsageError:
    """Take the steps on one document and return what became of it, or what cannot be done with any."""

    def progress(page: int, pages: int) -> None:
        shares(page / pages)

    try:
        return list(outcomes(path, lang, steps, progress))
    except click.UsageError as error:
        return click.UsageError(error.message)
