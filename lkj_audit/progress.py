"""A sign of life on the terminal for work that takes more than two seconds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, Self

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SECONDS_UNTIL_SHOWN = 2.0


class ProgressReporter:
    """Shows which document and page is being read; silent where stderr is not a terminal, and when
    work is quick.
    """

    def __init__(self, documents: int, lang: Lang):
        self.documents = documents
        self.lang = lang
        self.turn = 0
        self.name = ""
        self.done = 0.0
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.lock = Lock()
        self.timer = Timer(SECONDS_UNTIL_SHOWN, self._show)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        with self.lock:
            if self.bar is not None:
                self.bar.stop()

    def turns_to(self, name: str) -> None:
        """Say that work on the next document begins."""
        self.turn += 1
        self.shows(name, self.turn - 1)

    def reads(self, page: int, pages: int) -> None:
        """Say that this many pages of the document were read."""
        self.shows(self.name, self.turn - 1 + (page / pages if pages else 0))

    def shows(self, name: str, done: float) -> None:
        """Say that so many documents are done, the last of them in part, and which one is
        awaited.
        """
        self.name, self.done = shown_name(name), done
        if self.bar is not None and self.task is not None:
            turn = min(int(done) + 1, self.documents)
            what = (
                self.lang.say("Memeriksa", "Examining") + f" {turn}/{self.documents}: {self.name}"
            )
            self.bar.update(self.task, description=what, completed=done)

    @contextmanager
    def out_of_the_way(self) -> Iterator[None]:
        """Leave the terminal to something else for a moment."""
        with self.lock:
            if self.bar is not None:
                self.bar.stop()
            yield
            if self.bar is not None:
                self.bar.start()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )
        from rich.table import Column

        # the name of a file gives way, the times do not
        name, time = (
            Column(ratio=1, no_wrap=True, overflow="ellipsis"),
            Column(min_width=7, no_wrap=True),
        )
        left = TextColumn(self.lang.say("sisa", "left"))
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False, table_column=name),
            BarColumn(20),
            TimeElapsedColumn(time),
            *((left, TimeRemainingColumn(table_column=time)) if self.documents > 1 else ()),
        )
        with self.lock:
            bar = Progress(*columns, console=Console(stderr=True), transient=True, expand=True)
            self.task = bar.add_task(self.name, total=self.documents)
            self.bar = bar
            self.shows(self.name, self.done)
            bar.start()
