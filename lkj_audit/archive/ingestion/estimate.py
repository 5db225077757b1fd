"""What a run of `lkj ingest` would meet and cost, without a word stored."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from extract.sandbox.pool import WorkerPool
from lkj_audit.archive.errors import MissingArchive
from lkj_audit.archive.ingestion.document_parts import Gathering, KnownParts, known_parts
from lkj_audit.archive.ingestion.peeking import PEEK, PeekRequest, PeekResult
from lkj_audit.archive.ingestion.planning import (
    ArchivedStanding,
    DiscoveredDocument,
    DiscoveredDocuments,
    discover_documents,
    is_wanted,
    places_of,
    standings,
)
from lkj_audit.archive.ingestion.reporting import IngestReporter
from lkj_audit.archive.ingestion.settings import IngestSettings
from lkj_audit.archive.ingestion.worker_requests import WorkerRequests
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.schema import REVISION
from lkj_audit.presentation.language import Lang

# Measured on 83 generated reports of 3 to 40 pages with `make bench-archive`; an archive knows its
# own.
SECONDS_A_PAGE = 0.04
BYTES_A_PAGE = 6_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """Counts of files and documents, and what auditing those that are not done yet would take.

    `seconds` are those of one worker, `copies` the bytes of a content-addressed store.
    """

    found: DiscoveredDocuments
    wanted: int
    pages: int
    scans: int
    unreadable: int
    seconds: float
    database: int
    copies: int


def estimate(
    paths: Sequence[Path], archive: Archive | None, settings: IngestSettings, lang: Lang
) -> Estimate:
    """Return what a run would meet; the archive is None where there is none yet."""
    with IngestReporter(lang, settings.mask) as reporter:
        gathering = Gathering(settings.manifest, _parts_of(archive))
        found = discover_documents(
            _places(paths, archive, settings),
            settings.mask,
            lambda _: None,
            lambda source: reporter.looks_at(source.file_name),
            gathering.is_part,
        )
        list(gathering.gather(found))
        known: Mapping[str, ArchivedStanding] = {}
        seconds, size = SECONDS_A_PAGE, float(BYTES_A_PAGE)
        if archive is not None:
            with archive.transaction() as connection:
                known = standings(connection, list(found.documents), settings.origin)
            seconds, size = costs(archive)
        wanted = [
            one
            for sha256, one in found.documents.items()
            if is_wanted(known.get(sha256), settings.choice, settings.origin)
        ]
        reporter.begin(len(wanted))
        peeks = _peeks(wanted, settings, reporter)
    pages = sum(peek.pages for peek in peeks if not peek.scan)
    return Estimate(
        found,
        len(wanted),
        pages,
        sum(peek.scan for peek in peeks),
        sum(not peek.pages for peek in peeks),
        pages * seconds,
        int(pages * size),
        sum(one.sighting.size for one in found.documents.values()) if settings.copy else 0,
    )


def _places(
    paths: Sequence[Path], archive: Archive | None, settings: IngestSettings
) -> Sequence[Path]:
    if paths or archive is None:
        return paths
    with archive.transaction() as connection:
        return places_of(connection, settings.choice)


def _parts_of(archive: Archive | None) -> KnownParts:
    """Return the documents of several files that are known."""
    if archive is None:
        return KnownParts()
    with archive.transaction() as connection:
        return known_parts(connection)


def _peeks(
    wanted: Sequence[DiscoveredDocument], settings: IngestSettings, reporter: IngestReporter
) -> list[PeekResult]:
    """Return what a glance at each file of each document shows; one that ends the glance cannot be
    read.
    """
    wanted = [file for one in wanted for file in one.files]

    def request(paths: Sequence[Path], _one: DiscoveredDocument) -> PeekRequest:
        return PeekRequest(paths[0], settings.limits)

    peeks = []
    pool = WorkerPool(
        PEEK,
        settings.jobs,
        settings.limits,
        ("extract.pages.page_reader", "lkj_audit.archive.ingestion.peeking"),
    )
    with (
        WorkerRequests(wanted, None, request) as requests,
        closing(pool.results(requests, reporter.moves)) as results,
    ):
        for place, result in results:
            requests.done(place)
            peeks.append(result if isinstance(result, PeekResult) else PeekResult(0, scan=False))
    return peeks


def costs(archive: Archive) -> tuple[float, float]:
    """Return the seconds and the bytes that a page has taken in an archive; of ours, where it holds
    too few.
    """
    sums = select(func.sum(REVISION.c.seconds), func.sum(REVISION.c.pages))
    with archive.transaction() as connection:
        seconds, pages = connection.execute(sums).one()
        size = archive.adapter.size(connection)
    if not pages or pages < 100:
        return SECONDS_A_PAGE, BYTES_A_PAGE
    return seconds / pages, size / pages


def existing(url: str, *, network_share: bool) -> Archive | None:
    """Return an archive for reading, None where there is none yet; raise what is against using
    it.
    """
    try:
        return open_archive(url, network_share=network_share)
    except MissingArchive:
        return None


def estimate_text(estimated: Estimate, settings: IngestSettings, lang: Lang) -> str:
    """Return an estimate in a few lines."""
    say, number, found = lang.say, lang.number, estimated.found
    lines = [
        (say("Berkas ditemukan", "Files found"), number(found.files)),
        (say("Dokumen", "Documents"), number(len(found.documents))),
        (say("Duplikat", "Duplicates"), number(len(found.duplicates))),
        (say("Tidak diulang", "Left as they are"), number(len(found.documents) - estimated.wanted)),
        (say("Akan diperiksa", "To be audited"), number(estimated.wanted)),
        (say("Halaman", "Pages"), number(estimated.pages)),
        (say("Hasil pindai", "Scans"), number(estimated.scans)),
        (say("Tidak dapat dibuka", "Cannot be opened"), number(estimated.unreadable)),
        (say("Ditolak", "Refused"), number(len(found.refusals))),
        (
            say("Perkiraan waktu", "Estimated time"),
            _time_text(estimated.seconds / settings.jobs, settings.jobs, lang),
        ),
        (
            say("Perkiraan ruang", "Estimated disk"),
            f"{megabytes(estimated.database, lang)} {say('arsip', 'archive')}, "
            f"{megabytes(estimated.copies, lang)} {say('salinan', 'copies')}",
        ),
    ]
    width = max(len(label) for label, _ in lines)
    text = "".join(f"{label:<{width}}  {value}\n" for label, value in lines)
    return text + say("Tidak ada yang disimpan.\n", "Nothing was stored.\n")


def megabytes(size: int, lang: Lang) -> str:
    """Return a number of bytes as a person reads it.

    >>> megabytes(2_500_000, Lang.ID)
    '2,5 MB'
    """
    return f"{lang.decimal(size / 1e6)} MB"


def _time_text(seconds: float, workers: int, lang: Lang) -> str:
    """Return how long so many workers take: in minutes, from two hours on in hours."""
    minutes = round(seconds / 60)
    if minutes < 1:
        time = lang.say("kurang dari satu menit", "less than a minute")
    elif minutes < 120:
        time = lang.say(f"{minutes} menit", f"{minutes} minute{'s' * (minutes > 1)}")
    else:
        hours = lang.decimal(seconds / 3600, 1)
        time = lang.say(f"{hours} jam", f"{hours} hours")
    return lang.say(
        f"{time} dengan {workers} pekerja", f"{time} with {workers} worker{'s' * (workers > 1)}"
    )
