"""How documents under review are listed, whether folders or an archive hold them: the query,
and the page of answers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from validate.findings import Message, Severity

ROWS_OF_PAGE = 50


class ReviewState(StrEnum):
    """How far the review of a document is: `DONE` where nobody waits for a decision of severity
    major or above any more, as for the Pernyataan Telah Direviu.
    """

    UNOPENED = "unopened"
    ONGOING = "ongoing"
    DONE = "done"


def review_state(grave: int, *, is_begun: bool) -> ReviewState:
    """Return the state of a review with so many open entries of severity major or above."""
    if not is_begun:
        return ReviewState.UNOPENED
    return ReviewState.ONGOING if grave else ReviewState.DONE


STATES = {
    ReviewState.UNOPENED: Message("belum dibuka", "not opened"),
    ReviewState.ONGOING: Message("sedang direviu", "under review"),
    ReviewState.DONE: Message("selesai", "done"),
}
# what is asked for beside the states
AGAIN, CONFLICT = "again", "conflict"
EXTRA_STATES = {
    AGAIN: Message("ada yang perlu dilihat lagi", "something to be looked at again"),
    CONFLICT: Message("ada putusan bertentangan", "conflicting decisions"),
}
# severities, the most severe first
SEVERITIES = tuple(reversed(Severity))


class SortKey(StrEnum):
    """What a list is ordered by."""

    OFFICE = "organisasi"
    YEAR = "tahun"
    OPEN = "terbuka"
    STATE = "keadaan"
    FILE = "berkas"


# those whose largest comes first
_DESCENDING = {SortKey.YEAR, SortKey.OPEN}
_NAMES = {
    "search": "cari",
    "office": "organisasi",
    "year": "tahun",
    "period": "periode",
    "kind": "jenis",
    "path": "jalur",
    "severity": "tingkat",
    "state": "keadaan",
    "sort": "urut",
}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which documents are asked for, in which order, and which page of them, counted from 1.

    Texts match anywhere in the value, upper or lower case. `severity` asks for open entries of that
    severity or a more severe one.
    """

    search: str = ""
    office: str = ""
    year: int | None = None
    period: str = ""
    kind: str = ""
    path: str = ""
    severity: Severity | None = None
    state: str = ""
    sort: SortKey = SortKey.OFFICE
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "ListQuery":
        """Return what the parameters of an address ask; what is no value of ours asks nothing."""
        texts = {
            name: asked.get(_NAMES[name], "").strip()[:_LONGEST]
            for name in ("search", "office", "period", "kind", "path")
        }
        year, page = asked.get("tahun", ""), asked.get("hal", "")
        severity, state = asked.get("tingkat", ""), asked.get("keadaan", "")
        sort = asked.get("urut", "")
        return cls(
            **texts,
            year=int(year) if year.isdecimal() and len(year) == _DIGITS_OF_YEAR else None,
            severity=Severity(severity) if severity in {item.value for item in Severity} else None,
            state=state if state in {*ReviewState, *EXTRA_STATES} else "",
            sort=SortKey(sort) if sort in set(SortKey) else SortKey.OFFICE,
            page=max(int(page), 1) if page.isdecimal() and len(page) < _DIGITS_OF_PAGE else 1,
        )

    @property
    def is_filtered(self) -> bool:
        """Whether only some documents are asked for."""
        return replace(self, sort=SortKey.OFFICE, page=1) != ListQuery()

    @property
    def is_descending(self) -> bool:
        """Whether the largest comes first."""
        return self.sort in _DESCENDING

    def address(self, **changes: object) -> str:
        """Return the parameters that ask this, with these changes."""
        query = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        values = {
            name: value.value if isinstance(value, Severity) else value
            for field, name in _NAMES.items()
            if (value := getattr(query, field)) not in ("", None, SortKey.OFFICE)
        }
        if query.page > 1:
            values["hal"] = query.page
        return urlencode(values)


_LONGEST = 200
_DIGITS_OF_YEAR = 4
_DIGITS_OF_PAGE = 7


@dataclass(frozen=True, slots=True)
class ListRow:
    """A document in a list; `open_entries` are counts by severity, the most severe first.

    `id` names it in addresses. `status` states what has become of its audit where it has none,
    `trouble` why its decisions cannot be read.
    """

    id: str
    name: str
    year: int | None
    period: str | None
    kind: str | None
    file: str
    state: ReviewState | None
    entries: int = 0
    decided: int = 0
    again: int = 0
    conflicts: int = 0
    open_entries: tuple[int, ...] = (0, 0, 0, 0)
    status: str = ""
    trouble: str = ""
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list: its rows, how many documents there are in all pages, in each state, and
    with open entries of severity major or above.

    `years`, `kinds` and `offices` are what can be chosen among all documents.
    """

    query: ListQuery
    rows: Sequence[ListRow]
    total: int
    states: Mapping[ReviewState, int]
    grave: int
    years: Sequence[int] = ()
    kinds: Sequence[str] = ()
    offices: Sequence[str] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // ROWS_OF_PAGE))

    @property
    def first(self) -> int:
        """The number of the first row."""
        return (self.query.page - 1) * ROWS_OF_PAGE + 1


def page_of(documents: Sequence[ListRow], query: ListQuery) -> ListPage:
    """Return the page of documents that are all in memory, of which those are given that match."""
    ordered = sorted(documents, key=lambda document: _order(document, query.sort))
    start = (query.page - 1) * ROWS_OF_PAGE
    counts = Counter(document.state for document in documents)
    return ListPage(
        query,
        ordered[start : start + ROWS_OF_PAGE],
        len(documents),
        {state: counts[state] for state in ReviewState},
        sum(any(item.open_entries[:2]) for item in documents),
    )


def _order(document: ListRow, sort: SortKey) -> tuple[object, ...]:
    name = (document.name.casefold(), document.year or 0, document.period or "", document.id)
    match sort:
        case SortKey.YEAR:
            return (-(document.year or 0), *name)
        case SortKey.OPEN:
            return (tuple(-count for count in document.open_entries), *name)
        case SortKey.STATE:
            return (list(ReviewState).index(document.state) if document.state else -1, *name)
        case SortKey.FILE:
            return (document.file, *name)
        case _:
            return name


def matches(document: ListRow, query: ListQuery, text: str) -> bool:
    """Return whether a document is asked for; `text` is everything that can be searched in it."""
    lowered = f"{document.name} {document.file} {text}".casefold()
    return (
        all(word in lowered for word in query.search.casefold().split())
        and query.office.casefold() in document.name.casefold()
        and query.path.casefold() in document.file.casefold()
        and query.year in (None, document.year)
        and query.period in ("", document.period)
        and query.kind in ("", document.kind)
        and _is_in_state(document, query.state)
        and (query.severity is None or any(document.open_entries[: _heavier(query.severity)]))
    )


def _heavier(severity: Severity) -> int:
    """Return how many severities are as severe or more."""
    return SEVERITIES.index(severity) + 1


def _is_in_state(document: ListRow, state: str) -> bool:
    match state:
        case "again":
            return document.again > 0
        case "conflict":
            return document.conflicts > 0
        case _:
            return state in ("", document.state)
