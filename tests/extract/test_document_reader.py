"""A document costs itself and nothing else: its pages are read by a process with limits."""

import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import read_document, read_document_here
from extract.document_reader import DocumentReader, DocumentReaderSettings
from extract.errors import (
    Damaged,
    DocumentError,
    ReaderCrashed,
    TooManyPages,
    TooMuchMemory,
    TooSlow,
)
from extract.limits import Limits
from extract.sandbox.confinement import confined_within
from extract.sandbox.runs import WorkerCrashed, run
from tests import drawn, sandboxed

KLAKAH = Path(__file__).parent.parent.parent / "corpus" / "documents" / "klakah-tw4-2024.pdf"
ROWS = [["Kode", "Pagu"], ["7.01", "1.500"], ["7.02", "2.500"]]


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    path.write_bytes(drawn.pdf([drawn.table(ROWS, [80, 80])] * 400))
    return path


def test_a_document_reads_the_same_apart_as_here() -> None:
    assert read_document(KLAKAH) == read_document_here(KLAKAH)


def test_a_long_document_shared_by_two_processes_keeps_its_order(long_report: Path) -> None:
    document = read_document(long_report)
    assert [page.number for page in document.pages] == list(range(1, 401))
    assert document == read_document_here(long_report)


def test_every_page_is_told_as_progress() -> None:
    told: list[tuple[int, int]] = []
    read_document(KLAKAH, lambda done, of: told.append((done, of)))
    assert told[-1] == (35, 35)
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (Limits(pages=399), TooManyPages),
        (Limits(seconds=0.01), TooSlow),
    ],
)
def test_a_limit_ends_one_document_with_a_sentence(
    limits: Limits, error: type[DocumentError], long_report: Path
) -> None:
    with pytest.raises(error) as raised:
        read_document(long_report, limits=limits)
    for lang in ("id", "en"):
        assert raised.value.text(lang)
    assert raised.value.exit_code == 3


def test_a_document_that_takes_more_memory_than_the_limit_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read_document(KLAKAH, limits=Limits(memory=400 << 20)).tables
    monkeypatch.setattr("extract.document_reader.READ_PAGES", sandboxed.SWELL_READING)
    with pytest.raises(TooMuchMemory) as raised:
        read_document(KLAKAH, limits=Limits(memory=20 << 20))
    assert raised.value.details == {"limit": 20}


def test_a_reader_that_nobody_waits_for_leaves_no_process(long_report: Path) -> None:
    reader = DocumentReader(long_report)
    reader.close()
    with pytest.raises(ReaderCrashed):
        reader.layouts()


def test_pages_that_nobody_asked_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.document_reader.READ_PAGES", sandboxed.READ_WRONG_PAGES)
    with pytest.raises(ReaderCrashed):
        read_document(KLAKAH)


@pytest.fixture
def short_report(tmp_path: Path) -> Path:
    path = tmp_path / "short.pdf"
    path.write_bytes(drawn.pdf([drawn.table(ROWS, [80, 80])] * 3))
    return path


def end(*_: object) -> None:
    """Stand for a reader that PDFium takes down."""
    os._exit(9)


def hang(*_: object) -> None:
    """Stand for a reader that PDFium does not come back to."""
    time.sleep(60)


def fail(*_: object) -> None:
    """Stand for a fault of the reader, and for a process that must not be begun."""
    raise LookupError


def test_a_sandbox_that_reads_a_short_document_itself_begins_no_process(
    monkeypatch: pytest.MonkeyPatch, short_report: Path
) -> None:
    monkeypatch.setattr("extract.document_reader.start", fail)
    expected = sandboxed.digest(read_document_here(short_report))
    assert run(sandboxed.READ_IN_PROCESS, short_report) == expected


@pytest.mark.parametrize("settings", [{"worth_sharing": 2}, {}], ids=["long", "failing"])
def test_what_a_sandbox_cannot_read_itself_is_read_apart(
    settings: dict[str, int], monkeypatch: pytest.MonkeyPatch, short_report: Path
) -> None:
    expected = sandboxed.digest(read_document_here(short_report))
    monkeypatch.setattr("extract.document_reader._SETTINGS", DocumentReaderSettings(**settings))
    if not settings:
        monkeypatch.setattr("extract.document_reader.confined_within", fail)
    assert run(sandboxed.READ_IN_PROCESS, short_report) == expected


@pytest.mark.parametrize("reader", [end, hang])
def test_a_sandbox_that_reads_itself_ends_with_its_reader(
    reader: Callable[..., None], monkeypatch: pytest.MonkeyPatch, short_report: Path
) -> None:
    settings = DocumentReaderSettings(seconds_in_process=0.2)
    monkeypatch.setattr("extract.document_reader._SETTINGS", settings)
    monkeypatch.setattr("extract.pages.page_reader.read_pages", reader)
    with pytest.raises(WorkerCrashed):
        run(sandboxed.READ_IN_PROCESS, short_report)


def test_narrower_limits_last_for_a_while() -> None:
    names = (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_FSIZE)
    before = [resource.getrlimit(name) for name in names]
    with confined_within(Limits(seconds=60.0, memory=1 << 30, file_size=0)):
        held = [resource.getrlimit(name) for name in names]
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 60.0
    assert all(one[0] != other[0] for one, other in zip(held, before, strict=True))
    assert [one[1] for one in held] == [one[1] for one in before]
    assert [resource.getrlimit(name) for name in names] == before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_truncated_pdf_is_damaged(share: float, tmp_path: Path) -> None:
    data = KLAKAH.read_bytes()
    cut = tmp_path / "terpotong.pdf"
    cut.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(Damaged):
        read_document(cut)
