"""Two audits compared: which entries are closed, which are still there, which are new, and what
else changed.

Findings are known by their fingerprints, so that inserted pages, rows and tables change nothing. An
entry (a matter) is the same where it has a finding in common.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.drift import ChangeType, Difference, differences
from corpus.terms import term_in
from lkj_audit.comparing.recorded import snapshot_in_words
from lkj_audit.decisions.reviewed import NoAudit
from lkj_audit.presentation.language import Lang
from normalize.text.comparison import normalize_text

Json = Mapping[str, Any]
_OF_FINDINGS = frozenset(change for change in ChangeType if change.name.startswith("FINDING_"))


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """An entry of either audit: its title and its sentence in the language of the user, its
    severity and its pages.

    `number` is that in its own audit (the new one of an entry that is still there), 0 where the
    audit has no entries; `was_number` that in the old one where it is another. `changed` is what
    was and what is printed where that changed; `gone` counts findings of it that are closed, `came`
    those that are new.
    """

    number: int
    rules: tuple[str, ...]

    title: str
    sentence: str
    severity: str
    group: str
    pages: tuple[int, ...]
    changed: tuple[tuple[str, str], ...] = ()
    gone: int = 0
    came: int = 0
    was_number: int = 0


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """What became of the entries of one audit in another, and what else is another.

    `unlike` are the facts of the documents in which two versions of one report do not differ, and
    these do; `moved_rows` counts the rows that are on another page.
    """

    old: Json
    new: Json
    closed: tuple[ComparedEntry, ...]
    remaining: tuple[ComparedEntry, ...]
    opened: tuple[ComparedEntry, ...]
    others: tuple[Difference, ...]
    unlike: tuple[str, ...] = ()
    moved_rows: int = 0


def read_audit(data: bytes) -> Json:
    """Return the audit that a JSON file holds; raise NoAudit where it is none, or holds several."""
    lines = [line for line in data.splitlines() if line.strip()]
    try:
        audit = json.loads(lines[0] if len(lines) == 1 else data)
    except (ValueError, IndexError, RecursionError) as error:
        raise NoAudit from error
    if not isinstance(audit, dict) or audit.get("schema") != "lkj-audit/1":
        raise NoAudit
    return audit


def compared(old: Json, new: Json, lang: Lang) -> VersionComparison:
    """Return what became of the entries of `old` in `new`."""
    before, after = _findings(old), _findings(new)
    old_entries, new_entries = list(_entries(old)), list(_entries(new))
    closed = [
        _entry(matter, old, lang) for matter in old_entries if not _prints(matter) & after.keys()
    ]
    remaining = [
        _entry(matter, new, lang, _came_from(matter, old_entries, before, after))
        for matter in new_entries
        if _prints(matter) & before.keys()
    ]
    opened = [
        _entry(matter, new, lang) for matter in new_entries if not _prints(matter) & before.keys()
    ]
    result = differences(
        snapshot_in_words(dict(old), lang), snapshot_in_words(dict(new), lang), lang.value
    )
    others = [item for item in result if item.change not in _OF_FINDINGS]
    stayed = [item for item in others if not _is_only_moved(item, lang)]
    return VersionComparison(
        old,
        new,
        tuple(closed),
        tuple(remaining),
        tuple(opened),
        tuple(stayed),
        tuple(_unlike(old["document"], new["document"])),
        len(others) - len(stayed),
    )


def _is_only_moved(item: Difference, lang: Lang) -> bool:
    """Return whether nothing changed but the page of a row: one inserted page moves all."""
    of_page = item.at.endswith(f" · {term_in('page', lang.value)}")
    return item.change is ChangeType.CELL_CHANGED and of_page and item.now.isdigit()


def _unlike(old: Json, new: Json) -> Iterator[str]:
    """Yield the facts that separate two reports from two versions of one, where both are known."""
    for name in ("organisation", "year", "period", "kind"):
        was, now = (document.get(name) for document in (old, new))
        if was and now and was != now and normalize_text(str(was)) != normalize_text(str(now)):
            yield name


@dataclass(frozen=True, slots=True)
class _Kinship:
    changed: tuple[tuple[str, str], ...] = ()
    gone: int = 0
    came: int = 0
    number: int = 0


def _came_from(
    matter: Json, old_entries: list[Json], before: Mapping[str, Json], after: Mapping[str, Json]
) -> _Kinship:
    """Return which printed values of an entry changed, and how many of its findings are closed or
    new.
    """
    ours = _prints(matter)
    shared = sorted(ours & before.keys())
    pairs = [(before[item]["printed"], after[item]["printed"]) for item in shared]
    related = [entry for entry in old_entries if _prints(entry) & ours]
    kin = {item for entry in related for item in _prints(entry)}
    numbers = [entry.get("number", 0) for entry in related]
    return _Kinship(
        tuple(pair for pair in pairs if pair[0] != pair[1]),
        len(kin - after.keys()),
        len(ours - before.keys()),
        0 if matter.get("number", 0) in numbers else next(iter(numbers), 0),
    )


def _findings(audit: Json) -> dict[str, Json]:
    return {finding["fingerprint"]: finding for finding in audit["findings"]}


def _prints(matter: Json) -> frozenset[str]:
    return frozenset(matter["findings"])


def _entries(audit: Json) -> Iterator[Json]:
    """Yield the matters of an audit; of an earlier version, which has none, each finding as one."""
    description: set[str] = set()
    for matter in audit.get("matters", ()):
        description |= _prints(matter)
        yield matter
    for finding in audit["findings"]:
        if finding["fingerprint"] not in description:
            phrase = finding["message"]
            yield {
                "title": phrase,
                "sentence": phrase,
                "group": "",
                "findings": [finding["fingerprint"]],
                "severity": finding["severity"],
            }


def _entry(matter: Json, audit: Json, lang: Lang, kinship: _Kinship = _Kinship()) -> ComparedEntry:
    by_fingerprint = _findings(audit)
    pages = sorted(
        {by_fingerprint[item]["page"] for item in matter["findings"] if item in by_fingerprint}
    )
    rules = (by_fingerprint[item]["rule"] for item in matter["findings"] if item in by_fingerprint)
    return ComparedEntry(
        matter.get("number", 0),
        tuple(dict.fromkeys(rules)),
        matter["title"][lang.value],
        matter["sentence"][lang.value],
        matter["severity"],
        matter["group"],
        tuple(pages),
        kinship.changed,
        kinship.gone,
        kinship.came,
        kinship.number,
    )
