"""The requests to workers on documents, each with paths that can be read while its turn lasts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Generic, Self

from extract.sandbox.tasks import A
from lkj_audit.archive.ingestion.planning import DiscoveredDocument
from lkj_audit.archive.ingestion.sources import BadZip, PdfSource, unreadable
from lkj_audit.archive.records import Failure
from lkj_audit.archive.storage.store import Store
from lkj_audit.outputs.atomic_files import Replacement


class WorkerRequests(Sequence[A], Generic[A]):
    """The requests to workers, made by `request` when the turn of a document comes, from a path
    that can be read.

    A file in a ZIP file is unpacked to a temporary file then, and where there is a `store` a
    document is copied into it; what keeps it from that is what became of it.
    """

    def __init__(
        self,
        wanted: Sequence[DiscoveredDocument],
        store: Store | None,
        request: Callable[[Sequence[Path], DiscoveredDocument], A],
    ) -> None:
        self._wanted, self._store, self._request = wanted, store, request
        self._unpacked: dict[int, list[Replacement]] = {}
        self._failures: dict[int, Failure] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for place in list(self._unpacked):
            self.done(place)

    def __len__(self) -> int:
        return len(self._wanted)

    def __getitem__(self, place: Any) -> Any:
        one = self._wanted[place]
        paths = [Path()]
        try:
            paths = self._readable(place, one)
        except BadZip as error:
            self._failures[place] = error.failure
        except OSError as error:
            self._failures[place] = unreadable(error)
        return self._request(paths, one)

    def _readable(self, place: int, one: DiscoveredDocument) -> list[Path]:
        """Return the paths under which a worker reads the files of a document."""
        copies: list[Path] | None = None
        if self._store is not None:
            files = [(file.source, file.sighting.sha256) for file in one.files]
            copies = self._store.put_all(files, one.sighting.sha256)
        return (
            copies
            if copies is not None
            else [self._unpacked_path(place, file.source) for file in one.files]
        )

    def _unpacked_path(self, place: int, source: PdfSource) -> Path:
        """Return a path under which a file can be read."""
        if not source.member:
            return source.path
        unpacked = Replacement(Path(gettempdir()) / "member.pdf")
        self._unpacked.setdefault(place, []).append(unpacked)
        with unpacked.path.open("wb") as file:
            for block in source.blocks():
                file.write(block)
        return unpacked.path

    def failure(self, place: int) -> Failure | None:
        """Return what keeps a document from being read at all, once its turn has come."""
        return self._failures.get(place)

    def done(self, place: int) -> Failure | None:
        """Remove what was unpacked for a document, and return what kept it from being read
        at all.
        """
        for unpacked in self._unpacked.pop(place, ()):
            unpacked.discard()
        return self._failures.pop(place, None)
