"""What a corpus holds in all: pages, tables, cells, findings, and how much of them is covered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.snapshots import Snapshot


@dataclass(slots=True)
class Totals:
    """Counts over documents; `broken` are those that cannot be audited, by error, `doubts` of the
    second reader.
    """

    documents: int = 0
    pages: int = 0
    tables: int = 0
    rows: int = 0
    cells: int = 0
    numbers: int = 0
    related: int = 0
    confirmed: int = 0
    unread: int = 0
    reread: int = 0
    doubts: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)

    def add(self, snapshot: Snapshot) -> None:
        """Count a document in."""
        self.documents += 1
        if snapshot.broken:
            self.broken[snapshot.broken.error] += 1
            return
        pages, coverage = snapshot.document["pages"], snapshot.coverage or {}
        self.pages += pages if isinstance(pages, int) else 0
        self.tables += len(snapshot.tables)
        self.rows += sum(len(table.rows) for table in snapshot.tables)
        self.cells += sum(len(row.cells) for table in snapshot.tables for row in table.rows)
        self.numbers += coverage.get("numbers", 0)
        self.related += coverage.get("related", 0)
        self.confirmed += coverage.get("confirmed", 0)
        self.unread += coverage.get("unread", 0)
        self.severities.update(finding.severity for finding in snapshot.findings)
        self.rules.update(finding.rule for finding in snapshot.findings)
        if snapshot.second and snapshot.second.doubts is not None:
            self.reread += snapshot.second.numbers
            self.doubts += len(snapshot.second.doubts)


def totals(snapshots: Iterable[Snapshot]) -> Totals:
    """Return the totals of these documents."""
    counted = Totals()
    for snapshot in snapshots:
        counted.add(snapshot)
    return counted
