"""What `lkj corpus` prints: what differs in a document, what a document holds, and what a corpus
holds in all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from corpus.check import CheckResult
from corpus.snapshots import Snapshot
from corpus.terms import term_in
from corpus.totals import Totals
from corpus.wording import result_lines
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.vocabulary import SEVERITY
from validate.findings import Severity

SLOWEST = 3

_COLOUR = {"-": "red", "+": "green"}


def drift_text(result: CheckResult, lang: Lang) -> str:
    """Return what differs in a document, cell by cell and finding by finding."""
    count = len(result.differences)
    much = lang.say(f"{count} perbedaan", f"{count} differences" if count != 1 else "1 difference")
    head = click.style(result.entry.name, bold=True) + (f": {much}" if count else "")
    body = map(_coloured, result_lines(result, lang))
    return "".join(f"{line}\n" for line in (head, *body, ""))


def _coloured(line: str) -> str:
    return f"  {click.style(line, fg=_COLOUR.get(line.strip()[:1]) if line.startswith('    ') else None)}"  # noqa: E501


def state_text(snapshot: Snapshot, lang: Lang) -> str:
    """Return what a document holds, for whoever is to accept it."""
    if snapshot.broken:
        return f"  {lang.say(snapshot.broken.says, snapshot.broken.says_in_english)}\n"
    facts = _counted(
        {name: value for name, value in snapshot.document.items() if name != "sha256"}, lang
    )
    tables = (
        f"    {table.id:4} {lang.say('hal.', 'p.')} {table.pages[0]:<4} {len(table.rows):4} "
        f"× {len(table.names):<3} "
        f"{table.kind}  {table.caption or '-'}"
        for table in snapshot.tables
    )
    findings = (
        f"    {finding.rule} {lang.say('hal.', 'p.')} {finding.spot.page}  "
        f"{finding.spot.at or finding.spot.printed}\n"
        f"        {lang.say(finding.says, finding.says_in_english)}"
        for finding in snapshot.findings
    )
    lines = (
        f"  {' · '.join(facts)}",
        f"  {len(snapshot.tables)} {lang.say('tabel', 'tables')}",
        *tables,
        f"  {len(snapshot.findings)} {lang.say('temuan', 'findings')}",
        *findings,
        f"  {' · '.join(_counted(snapshot.coverage or {}, lang))}",
    )
    return "".join(f"{line}\n" for line in lines)


def _counted(counts: Mapping[str, object], lang: Lang) -> Iterator[str]:
    """Yield each count with its name in the user's language."""
    return (f"{term_in(name, lang)}: {count}" for name, count in counts.items())


def check_text(results: Sequence[CheckResult], totals: Totals, lang: Lang) -> str:
    """Return how many documents are as they were accepted, what they hold, and which took
    longest.
    """
    drifted = sum(not result.holds and not result.fault for result in results)
    failed = sum(bool(result.fault) for result in results)
    rows = [
        (lang.say("seperti yang diterima", "as accepted"), f"{len(results) - drifted - failed}"),
        (lang.say("berubah", "drifted"), f"{drifted}"),
        *(
            [(lang.say("tidak dapat dibandingkan", "cannot be compared"), f"{failed}")]
            if failed
            else []
        ),
    ]
    return _aligned(rows) + totals_text(totals, lang) + slowest_text(results, lang)


def totals_text(totals: Totals, lang: Lang) -> str:
    """Return what documents hold in all."""
    say = lang.say
    broken = ", ".join(f"{count} {error}" for error, count in sorted(totals.broken.items()))
    findings = ", ".join(
        f"{totals.severities[severity.value]} {say(*SEVERITY[severity]).lower()}"
        for severity in reversed(Severity)
        if totals.severities[severity.value]
    )
    audited = totals.documents - totals.broken.total()
    rows = [
        (say("dokumen", "documents"), f"{totals.documents}"),
        (say("diperiksa", "audited"), f"{audited}"),
        (say("tidak dapat diperiksa", "cannot be audited"), broken),
        (say("halaman", "pages"), f"{totals.pages}"),
        (say("tabel", "tables"), f"{totals.tables}"),
        (say("baris", "rows"), f"{totals.rows}"),
        (say("sel", "cells"), f"{totals.cells}"),
        (say("angka", "numbers"), f"{totals.numbers}"),
        (say("dalam hitungan", "in a sum"), _share(totals.related, totals.numbers)),
        (say("cocok", "confirmed"), _share(totals.confirmed, totals.numbers)),
        (say("tidak terbaca", "unread"), f"{totals.unread}"),
        (
            say("pembaca kedua berbeda", "second reader differs"),
            _share(totals.doubts, totals.reread),
        ),
        (
            say("temuan", "findings"),
            f"{totals.severities.total()}" + (f" ({findings})" if findings else ""),
        ),
    ]
    return _aligned((name, value) for name, value in rows if value)


def slowest_text(results: Sequence[CheckResult], lang: Lang) -> str:
    """Return which documents took longest, the longest first."""
    slow = sorted(results, key=lambda result: -result.seconds)[:SLOWEST]
    return _aligned(
        (
            lang.say("paling lama", "slowest") if not at else "",
            f"{result.seconds:.1f} s  {result.entry.name}",
        )
        for at, result in enumerate(slow)
    )


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else ""


def _aligned(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name:24} {value}\n" for name, value in rows)
