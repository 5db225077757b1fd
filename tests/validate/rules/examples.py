"""How the examples in the documentation of the rules become reports, and what is asserted of every
rule.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from textwrap import dedent
from typing import NamedTuple

from extract.records import Table
from normalize.reference.region_settings import UNSETTLED, RegionSettings
from normalize.report import Report
from tests.audits import BUDGET, CAPAIAN, COST, PK_PROGRAM, PK_SASARAN, RESOURCES, drawn
from tests.documents import cells_of, table
from tests.reports import whole
from validate.examine import examine
from validate.findings import Certainty, Finding, Severity
from validate.profile.profile import DEFAULT, Profile
from validate.rule import Rule

# How an example of a documentation becomes a report.
Maker = Callable[[str], Report]


class Example(NamedTuple):
    """What the documentation of a rule prints: an example that breaks it, and one that
    looks alike.
    """

    breaks: str
    alike: str


def example_of(rule: Rule) -> Example:
    """Return the examples of a rule: the indented blocks under `Breaks it` and `Looks alike`."""
    told = dedent(rule.doc.partition("\n")[2] if rule.doc.startswith(" ") else rule.doc)
    _, _, after = told.partition("\nBreaks it")
    breaks, _, alike = after.partition("\nLooks alike")
    return Example(_block(breaks), _block(alike))


def _block(text: str) -> str:
    """Return the indented lines of a text, those of several blocks parted by a blank."""
    lines = [line for line in text.splitlines()[1:] if line.startswith("    ") or not line.strip()]
    return dedent("\n".join(lines)).strip("\n")


# Tables -------------------------------------------------------------------------------------------

_CELL = re.compile(r"\S+(?: \S+)*")


def rows_of(block: str) -> list[list[str]]:
    """Return the cells of a table as it is printed, each in the last column whose head begins
    before it ends.
    """
    lines = block.splitlines()
    starts = [cell.start() for cell in _CELL.finditer(lines[0])]
    rows = []
    for line in lines:
        row = [""] * len(starts)
        for cell in _CELL.finditer(line):
            row[max(at for at, start in enumerate(starts) if start < cell.end())] = cell.group()
        rows.append(row)
    return rows


def tabular(
    *,
    first: str = "",
    last: str = "",
    above: str = "",
    numbered: bool = False,
    caption: str = "Realisasi Anggaran 2024",
    text: str = "",
) -> Maker:
    """Return the maker of a report with the table of an example.

    `first` is the head of a column put before those of the example, whose cells are its numbered
    names; `last` are heads of money behind them; `above` are rows that stand above those of the
    example; `numbered` tells that its first row belongs to the head; `text` is said in Bab III.
    """

    def made(block: str) -> Report:
        rows = rows_of(block)
        heads, rows = rows[: 1 + numbered], rows[1 + numbered :]
        before = list(map(cells_of, above.strip().splitlines()))
        further = list(filter(None, last.split("|")))
        rows = [[*row, *(["100"] * len(further))] for row in rows]
        heads = [[*row, *further] for row in heads]
        if first:
            rows = [[f"{first} {at}", *row] for at, row in enumerate([*before, *rows], 1)]
            heads = [[first, *row] for row in heads]
        else:
            rows = [*before, *rows]
        rows = rows or [[""] * len(heads[0])]
        drawing = "\n".join(" | ".join(row) for row in [*heads, ["---"], *rows])
        return report(table(drawing, caption=caption), text=text)

    return made


def headed(head: str, caption: str = "Realisasi Anggaran Tahun 2024") -> Maker:
    """Return the maker of a report with a table whose rows are those of an example, under this
    head.
    """
    columns = head.count("|")

    def made(block: str) -> Report:
        rows = (_CELL.findall(line) for line in block.splitlines())
        return report(
            drawn(
                head,
                "\n".join(" | ".join([*row, *[""] * (columns + 1 - len(row))]) for row in rows),
                caption=caption,
            )
        )

    return made


# the heads of tables that an example names in its first column, and where these print a name and a
# value
_TABLES = {
    "Perjanjian kinerja": (PK_SASARAN, "Perjanjian Kinerja Tahun 2024"),
    "Program dalam PK": (PK_PROGRAM, "Perjanjian Kinerja Tahun 2024"),
    "Realisasi anggaran": (BUDGET, "Realisasi Anggaran Tahun 2024"),
    "Cost per outcome": (COST, "Cost per Outcome Tahun 2024"),
    "Sumber daya": (RESOURCES, "Efisiensi Sumber Daya Tahun 2024"),
    "Capaian kinerja": (CAPAIAN, "Capaian Kinerja Tahun 2024"),
}


def tables(*columns: str, programs: bool = False) -> Maker:
    """Return the maker of a report with the tables whose rows an example prints behind their names.

    Each of the `columns` names the heads under which the cells of an example stand, whichever a
    table has.
    """

    def made(block: str) -> Report:
        named: dict[str, list[list[str]]] = {}
        for line in block.splitlines():
            cells = _CELL.findall(line)
            label = cells.pop(0) if not line.startswith(" ") else list(named)[-1]
            named.setdefault(label, []).append(cells)
        return report(
            *(_named(label, at, rows) for at, (label, rows) in enumerate(named.items(), 1))
        )

    def _named(label: str, at: int, rows: list[list[str]]) -> Table:
        head, caption = _TABLES[
            "Program dalam PK" if programs and label == "Perjanjian kinerja" else label
        ]
        heads = [text.strip() for text in head.split("|")]
        drawing = []
        for row in rows:
            cells = dict.fromkeys(heads, "")
            for names, cell in zip(columns, row, strict=False):
                cells[next(name for name in names.split("/") if name in heads)] = cell
            drawing.append(" | ".join(cells.values()))
        return drawn(head, "\n".join(drawing), f"t{at}", f"Tabel {at} {caption}")

    return made


def report(*tables: Table, text: str = "") -> Report:
    """Return a report of Kecamatan Klakah on 2024 with these tables, and this said in its third
    chapter.
    """
    return whole(*tables, third=text)


def prose(*tables: Table) -> Maker:
    """Return the maker of a report that says the text of an example, a paragraph a line."""
    return lambda block: report(*tables, text=block.replace("\n", "\n\n\n"))


def parts(**named: str) -> Maker:
    """Return the maker of a whole report whose parts say the lines that an example prints behind
    their names.
    """

    def made(block: str) -> Report:
        said: dict[str, str] = {}
        for line in block.splitlines():
            label, _, rest = line.partition("   ")
            said[named[label.strip()]] = f"{said.get(named[label.strip()], '')}\n\n{rest.strip()}"
        return whole(**said)

    return made


PROGRAMS = ("Satu Desa", "Dua Umum", "Tiga Kota", "Empat Air", "Lima Tanah", "Enam Api")
KEGIATAN = """
    7.01.01.2.02 | Administrasi Keuangan Perangkat Daerah | 900 | 900 | 0 | 100
    7.01.01.2.06 | Administrasi Umum Perangkat Daerah     | 500 | 500 | 0 | 100
"""
RESULTS = "Capaian Kinerja Tahun 2024"


def achievement(indicator: str, *results: str) -> Table:
    """Return a table with the target, realisasi and capaian of one indicator."""
    return drawn(CAPAIAN, f"Pelayanan | {indicator} | {' | '.join(results)}", caption=RESULTS)


PARTS = {"Kata pengantar": "front", "Penutup": "closing", "Perjanjian kinerja": "annex"}


# What holds for every rule ------------------------------------------------------------------------


def broken(rule: Rule, examples: Maker | tuple[Maker, Maker]) -> Report:
    """Return the report of the example that breaks a rule."""
    return (examples[0] if isinstance(examples, tuple) else examples)(example_of(rule).breaks)


def varied(
    rule: Rule, examples: Maker | tuple[Maker, Maker], printed: str, *others: str
) -> tuple[Report, ...]:
    """Return the reports of the example that breaks a rule, with a number that it prints printed
    otherwise.
    """
    maker, example = (
        examples[0] if isinstance(examples, tuple) else examples,
        example_of(rule).breaks,
    )
    assert printed in example
    return tuple(maker(example.replace(printed, other)) for other in others)


def alike(rule: Rule, examples: Maker | tuple[Maker, Maker]) -> Report:
    """Return the report of the example that looks alike."""
    return (examples[1] if isinstance(examples, tuple) else examples)(example_of(rule).alike)


def assert_examples(rule: Rule, examples: Maker | tuple[Maker, Maker]) -> None:
    """Assert that a rule finds the example of its documentation that breaks it, and leaves the
    other alone.
    """
    wrong, right = (
        _certainties(rule, broken(rule, examples)),
        _certainties(rule, alike(rule, examples)),
    )
    assert wrong, f"{rule.id} finds nothing in its example; {understood(broken(rule, examples))}"
    # what may agree, or cannot be told, is said of either; the contradiction only of the one
    claimed = set(wrong) - {Certainty.UNVERIFIABLE} or {Certainty.UNVERIFIABLE}
    assert [one for one in right if one in claimed] == []


def understood(report: Report) -> str:
    """Return which role each column of a report got, for whoever wonders why nothing is found."""
    columns = [
        f"{column.header}: {column.role.value}" for t in report.tables for column in t.columns
    ]
    return f"its columns are {columns}"


def _certainties(rule: Rule, made: Report) -> list[Certainty]:
    """Return what an audit claims under a rule, as roots or as what follows from them."""
    findings = examine(made).findings
    roots = [one.certainty for one in findings if one.rule == rule.id]
    followers = [one.certainty for one in findings for two in one.followers if two.rule == rule.id]
    return [*roots, *followers]


def assert_severities(rule: Rule, *reports: Report, settings: RegionSettings = UNSETTLED) -> None:
    """Assert that these reports reach every severity that a rule declares, and that a region can
    set each of them.

    The last report is one of a region with these settings. What may be our own misreading is never
    critical, whatever the region sets.
    """
    profiles = [*(DEFAULT for _ in reports[1:]), Profile(settings=settings)]
    cases = list(zip(reports, profiles, strict=True))
    reached = {
        finding.severity
        for report, profile in cases
        for finding in _findings(rule, report, profile)
    }
    assert set(rule.severities) <= reached, "; ".join(map(understood, reports))
    for report, profile in cases:
        for severity in (Severity.CRITICAL, Severity.INFO):
            findings = _findings(rule, report, replace(profile, severities={rule.id: severity}))
            assert {
                one.severity for one in findings if one.certainty is not Certainty.READING_DOUBT
            } <= {severity}
            assert findings or severity.rank < rule.severity.rank


def _findings(rule: Rule, report: Report, profile: Profile) -> list[Finding]:
    return [finding for finding in examine(report, profile).findings if finding.rule == rule.id]
