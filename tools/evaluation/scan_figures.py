"""The section of docs/measures.md on scans, from the figures that `tools.evaluation.scans` has
left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_HEAD = """\
Written by `make scans`: {documents} documents of the corpus of all layouts ({pages} pages), printed, scanned by one of
{scanners} made-up scanners and read by OCR. No page is kept.

- **numbers exact**: as they are printed, points and commas included; **digits**: all digits right and in their cell.
- **confirmed**: of the numbers in a relation, those that one confirms; **wrong and unflagged**: those with
  wrong digits that are taken for confirmed.
- **detected**: errors made on purpose that a finding names, a doubt included; how a number or word is written is not
  claimed of a picture, so errors of form are not reported. **false**: findings called inconsistent that touch no error.
- **seconds a page**: of processor time, the whole audit; **memory**: the most a process held.
"""  # noqa: E501

_COLUMNS = (
    "documents",
    "numbers",
    "numbers exact",
    "digits",
    "confirmed",
    "wrong and unflagged",
    "detected",
    "false",
)


def scans_section(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the section: clean and degraded scans, each scanner, and what it costs."""
    documents = list(figures.values())
    by_scanner: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for scan in documents:
        by_scanner[scan["scanner"]].append(scan)
    pages = sum(scan["pages"] for scan in documents)
    yield "## Scans\n"
    yield _HEAD.format(documents=len(documents), pages=pages, scanners=len(by_scanner))
    groups = [
        ("clean", [scan for scan in documents if not scan["degraded"]]),
        ("degraded", [scan for scan in documents if scan["degraded"]]),
    ]
    rows = [(name, *_figures(some)) for name, some in [*groups, *sorted(by_scanner.items())]]
    yield _table(("scans", *_COLUMNS), rows)
    seconds = sum(scan.get("seconds", 0) for scan in documents) / max(1, pages)
    yield (
        f"{seconds:.1f} seconds a page; memory "
        f"{max(scan.get('megabytes', 0) for scan in documents)} MB.\n"
    )


def _figures(some: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    def total(name: str) -> int:
        return sum(scan.get(name, 0) for scan in some)

    return (
        str(len(some)),
        str(total("numbers")),
        _share(total("exact"), total("numbers")),
        _share(total("digits_exact"), total("numbers")),
        _share(total("confirmed"), total("related")),
        str(total("unflagged")),
        f"{total('detected')} of {total('errors')}",
        str(total("false")),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
