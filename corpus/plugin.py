"""A plugin of pytest: `pytest --lkj-corpus DIR` makes every document of a corpus a test of the
suite it runs in.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from corpus.check import CheckResult
    from corpus.entries import CorpusEntry


class Drift(Exception):  # named for what happened
    """A document is not as it was accepted."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--lkj-corpus`."""
    parser.getgroup("lkj").addoption(
        "--lkj-corpus",
        metavar="DIR",
        action="append",
        default=[],
        type=Path,
        help="check the documents of this corpus against their accepted state (lkj corpus "
        "accept); may be repeated",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for every document, before others choose among the tests."""
    folders: list[Path] = config.getoption("lkj_corpus")
    for folder in folders:
        from corpus.entries import corpus_entries

        documents = corpus_entries(folder)
        if not documents:
            raise pytest.UsageError(f"--lkj-corpus: there is no PDF in {folder}")
        tests = [DocumentItem.of(session, entry) for entry in documents]
        report = pytest.CollectReport(folder.as_posix(), "passed", None, list(tests))
        config.hook.pytest_collectreport(
            report=report
        )  # so that they are counted among those collected
        items += tests


class DocumentItem(pytest.Item):
    """The test that a document is still read and audited as was accepted."""

    entry: CorpusEntry

    @classmethod
    def of(cls, session: pytest.Session, entry: CorpusEntry) -> DocumentItem:
        """Return the test of a document."""
        item: DocumentItem = cls.from_parent(
            session, name=f"{entry.folder.name}/{entry.name}", nodeid=entry.pdf.as_posix()
        )
        item.entry = entry
        return item

    def runtest(self) -> None:
        """Check the document."""
        from corpus.check import CheckSettings
        from corpus.wording import result_lines

        result: CheckResult
        (result,) = CheckSettings("en").check_all([self.entry], jobs=1)
        if not result.holds:
            raise Drift("\n".join(result_lines(result, "en")))

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: object = None,  # noqa: ARG002
    ) -> str:
        """Return what differs, without a trace of where that was found out."""
        return str(excinfo.value) if isinstance(excinfo.value, Drift) else str(excinfo.getrepr())

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the document is and what it is called."""
        return self.entry.pdf, None, self.name
