"""`lkj worker`: take jobs from the queue of an archive on a server, on any number of machines."""

import gc
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lkj_audit.cli.options.archive_options import told
from lkj_audit.cli.options.common_options import jobs_option, log_option
from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name
from lkj_audit.stopping import Stopped, exit_code

if TYPE_CHECKING:
    from lkj_audit.archive.ingestion.reporting import IngestReporter
    from lkj_audit.archive.server.job_queue import Waiting

# as `JobStage` has them: importing it would load more than a line of help needs
STAGES = ("audit", "ocr", "cross-check")
# after how many seconds without a sign of life a worker counts as dead
STALLED_AFTER = 60.0


def command(lang: Lang) -> Command:
    """Return `lkj worker`."""
    return Command(
        "worker",
        lang,
        told(lang, partial(worker, lang)),
        [*_which(lang), *_how(lang)],
        help=lang.say(
            "Kerjakan antrean arsip PostgreSQL: baca dan periksa dokumen yang diantrekan lkj "
            "ingest, sampai "
            "dihentikan. Dapat dijalankan di banyak mesin sekaligus; pekerjaan mesin yang "
            "mati dikerjakan yang lain.",
            "Work on the queue of a PostgreSQL archive: read and audit the documents that "
            "lkj ingest has queued, until "
            "stopped. It can run on many machines at once; what a dead one leaves is done by "
            "the others.",
        ),
    )


def _which(lang: Lang) -> list[click.Option]:
    """Return the options that say which jobs are taken."""
    return [
        click.Option(
            ["--db", "url"],
            metavar="URL",
            required=True,
            help=lang.say(
                "Arsip: postgresql://pengguna@server/nama; kata sandi sebaiknya di ~/.pgpass "
                "atau PGPASSWORD.",
                "The archive: postgresql://user@server/name; keep the password in ~/.pgpass "
                "or PGPASSWORD.",
            ),
        ),
        click.Option(
            ["--only", "stages"],
            multiple=True,
            metavar="STAGE",
            help=lang.say(
                "Hanya tahap ini: audit, ocr (baca halaman bergambar), cross-check (bandingkan "
                "laporan); boleh diulang atau dipisahkan koma. Baku semua yang dapat "
                "dikerjakan mesin ini.",
                "Only this stage: audit, ocr (read pages with pictures), cross-check (compare "
                "reports); may be repeated or parted by commas. By default all that this machine "
                "can do.",
            ),
        ),
        click.Option(
            ["--until-empty"],
            is_flag=True,
            help=lang.say(
                "Berhenti bila antrean kosong dan tidak ada pekerja lain yang sedang bekerja.",
                "End when the queue is empty and no other worker is at work.",
            ),
        ),
    ]


def _how(lang: Lang) -> list[click.Option]:
    """Return the options that say how jobs are worked on."""
    return [
        jobs_option(lang),
        click.Option(
            ["--stalled-after"],
            metavar="SECONDS",
            type=click.FloatRange(min=1),
            default=STALLED_AFTER,
            help=lang.say(
                f"Pekerja tanpa tanda hidup selama ini dianggap mati; baku {STALLED_AFTER:g} "
                "detik.",
                "A worker without a sign of life for so long counts as dead; "
                f"{STALLED_AFTER:g} seconds by default.",
            ),
        ),
        log_option(lang),
    ]


def worker(
    lang: Lang,
    url: str,
    stages: Sequence[str],
    until_empty: bool,
    jobs: int | None,
    stalled_after: float,
    log: Path | None,
) -> int:
    """Work on the queue and return the highest exit code of what was done; failures are no fault of
    a worker.
    """
    from lkj_audit.archive.errors import MissingPrivilege, NoServer
    from lkj_audit.archive.ingestion.reporting import IngestReporter
    from lkj_audit.archive.records import Origin
    from lkj_audit.archive.storage.adapters import adapter_of
    from lkj_audit.archive.storage.database import open_archive
    from normalize.text.masking import masked
    from validate.program import this_program

    chosen_stages = _stages(stages, lang)
    gc.enable()  # it lives for months, and what talks to the database leaves cycles behind
    if (adapter := adapter_of(url)).place is not None:
        raise NoServer(name=adapter.name)
    archive = open_archive(url, writes=True)
    with archive.transaction() as connection:
        may_write = "SELECT has_table_privilege('document', 'INSERT')"
        if not connection.exec_driver_sql(may_write).scalar_one():
            # its queue would refuse it over and over, and it would wait in silence
            raise MissingPrivilege(name=adapter.name, reason="INSERT")
    # its library comes with an extra, which the adapter has looked for
    from lkj_audit.archive.server import worker as work
    from lkj_audit.archive.server.job_queue import JobQueue, JobStage

    chosen = [JobStage(stage) for stage in chosen_stages]
    program = this_program()
    origin = Origin(program.version, program.rule_set, "", None)
    settings = work.WorkerSettings(origin, chosen, jobs or os.cpu_count() or 1, stalled_after)
    with IngestReporter(lang, masked, log) as reporter:
        process = work.Worker(archive, settings, reporter)

        async def look(queue: JobQueue) -> bool:
            waiting, elsewhere = (
                await queue.waiting(settings.queues),
                await queue.elsewhere(settings.queues),
            )
            reporter.begin(waiting.count, program=settings.program.program, elsewhere=elsewhere)
            click.echo(waiting_text(archive.adapter.name, waiting, elsewhere, lang), err=True)
            if not stages and JobStage.OCR not in chosen:
                click.echo(without_ocr(lang), err=True)
            return await (
                work.until_empty(queue, settings.queues) if until_empty else work.for_ever(queue)
            )

        process.run(look)
        reporter.log("end", **reporter.counts, pages=reporter.pages)
    click.echo(done_text(reporter, lang))
    if exit_code() is not None:
        raise Stopped
    return ExitCode.AUDITED


def _stages(given: Sequence[str], lang: Lang) -> list[str]:
    """Return the stages that a worker takes: those that are named, or all that it can do; raise the
    usage error that says why it cannot.
    """
    from extract.ocr.requests import is_installed

    named = [name.strip() for name in ",".join(given).split(",")] if given else []
    if unknown := [name for name in named if name not in STAGES]:
        known = ", ".join(STAGES)
        raise click.UsageError(
            lang.say(
                f"tahap {shown_name(unknown[0])} tidak dikenal; yang ada: {known}.",
                f"there is no stage {shown_name(unknown[0])}; the stages are {known}.",
            )
        )
    if "ocr" in named and not is_installed():
        raise click.UsageError(without_ocr(lang))
    return named or [name for name in STAGES if name != "ocr" or is_installed()]


def without_ocr(lang: Lang) -> str:
    """Return what is said where pages with pictures cannot be read."""
    return lang.say(
        "OCR tidak terpasang di sini: halaman bergambar dikerjakan pekerja lain, atau pasang "
        "lkj-audit[ocr].",
        "OCR is not installed here: pages with pictures are left to other workers, or install "
        "lkj-audit[ocr].",
    )


def done_text(reporter: "IngestReporter", lang: Lang) -> str:
    """Return what a worker has done, each document once however often it was tried."""
    number, counts = lang.number, reporter.counts
    done, pages, failed = reporter.documents_done, reporter.pages, reporter.documents_failed
    parts = [
        lang.say(
            f"{number(done)} dokumen dikerjakan ({number(pages)} halaman), {number(failed)} gagal",
            f"{number(done)} documents done ({number(pages)} pages), {number(failed)} failed",
        )
    ]
    if counts["recognized"]:
        read = number(counts["recognized"])
        parts.append(lang.say(f"{read} halaman bergambar dibaca", f"{read} pages recognised"))
    if counts["compared"]:
        compared = number(counts["compared"])
        parts.append(lang.say(f"{compared} laporan dibandingkan", f"{compared} reports compared"))
    return "; ".join(parts) + "."


def waiting_text(name: str, waiting: "Waiting", elsewhere: int, lang: Lang) -> str:
    """Return what waits in the queue of an archive when a worker begins."""
    todo, doing, others = (lang.number(count) for count in (waiting.todo, waiting.doing, elsewhere))
    text = lang.say(
        f"Antrean {name}: {todo} menunggu, {doing} sedang dikerjakan.",
        f"Queue of {name}: {todo} waiting, {doing} being worked on.",
    )
    if elsewhere:
        text += " " + lang.say(
            f"{others} menunggu pekerja dengan versi atau tahap lain.",
            f"{others} wait for workers of another version or stage.",
        )
    return text
