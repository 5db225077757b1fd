"""`index.html`: all documents of a call on one page, the one with the most severe findings
first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.catalogue import Output
from lkj_audit.outputs.html.content_security_policy import policy
from lkj_audit.outputs.tabular.csv_dialect import plain
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kind_name
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.palette import COLOUR
from lkj_audit.presentation.vocabulary import SEVERITY
from validate.findings import Coverage, Severity
from validate.text.signatures import date_in_english, format_date

if TYPE_CHECKING:
    from jinja2 import Template

# what marks a list that this program has written
GENERATOR = '<meta name="generator" content="lkj-audit">'
# how many rows a browser lays out at once: of ten thousand it would take seconds
AT_ONCE = 200
TEMPLATES = Path(__file__).parent / "templates"
HEAVIEST_FIRST = tuple(reversed(Severity))


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What the list states about a document that was audited; texts are masked."""

    organisation: str
    period: str
    pages: int
    counts: Mapping[Severity, int]
    coverage: Coverage
    sha256: str
    kind: str = ""

    @property
    def weight(self) -> tuple[int, ...]:
        """How grave its findings are: the counts by severity, the most severe first."""
        return tuple(self.counts[severity] for severity in HEAVIEST_FIRST)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document of the list: its file, and what became of it; `entry` is None where `reason` says
    why not.

    `path` is where the file lies, `copies` are others of the same content.
    """

    file: str
    folder: str
    entry: IndexRow | None
    reason: str = ""
    written: tuple[Output, ...] = ()
    path: str = ""
    copies: tuple["IndexedDocument", ...] = ()

    def link(self, output: Output) -> str:
        """Return the address of an output, relative to the list; of a folder where it is several
        files.
        """
        name = output.name.partition("/")[0] + "/" if output.several else output.name
        return quote(f"{self.folder}/{name}")

    @property
    def best(self) -> str:
        """The address of what a person opens first: the page, else another output."""
        return self.link(self.written[0]) if self.written else ""


def entry_of(audited: AuditedDocument) -> IndexRow:
    """Return what the list states about an audited document."""
    audit, report = audited.audit, audited.audit.report
    period = period_name(report, Lang(audited.lang))
    tally = Counter(finding.severity for finding in audit.findings)
    counts = {severity: tally[severity] for severity in Severity}
    name = plain(audited.mask(report.organisation or ""))
    kind = kind_name(report, Lang(audited.lang))
    return IndexRow(
        name,
        period,
        len(report.document.pages),
        counts,
        audit.coverage,
        report.document.sha256,
        kind,
    )


def _total(tallies: Iterable[Mapping[Severity, int]], severity: Severity) -> int:
    return sum(tally[severity] for tally in tallies)


def index_page(
    documents: Sequence[IndexedDocument], lang: Lang, day: date, origin: Sequence[tuple[str, str]]
) -> str:
    """Return the page; it needs no network, and nothing of a document is markup in it.

    `day` is when the documents were audited, `origin` what the page says of that, name by name.
    """
    from markupsafe import Markup

    read = sorted(without_copies([one for one in documents if one.entry]), key=_by_severity)
    broken = [one for one in documents if not one.entry]
    tallies = [one.entry.counts for one in read if one.entry]
    totals = [_total(tallies, severity) for severity in HEAVIEST_FIRST]
    style, script = (
        TEMPLATES.joinpath(f"index.{kind}").read_text("utf-8") for kind in ("css", "js")
    )
    style = f":root {{{colours()} --ink: #1d2733; --quiet: #5b6775; --rule: #d9dfe6; }}\n{style}"
    return _template().render(
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        lang=lang.value,
        say=lang.say,
        number=lang.number,
        today=lang.say(format_date(day), date_in_english(day)),
        origin=origin,
        generator=Markup(GENERATOR),
        read=read[:AT_ONCE],
        further=read[AT_ONCE:],
        count=len(read),
        broken=broken,
        severities=[
            (severity.value, lang.say(*SEVERITY[severity]).capitalize())
            for severity in HEAVIEST_FIRST
        ],
        totals=totals,
    )


@cache
def _template() -> "Template":
    """Return the template of the page, which takes longer to compile than to fill."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(TEMPLATES.joinpath("index.html").read_text("utf-8"))


def without_copies(documents: Sequence[IndexedDocument]) -> list[IndexedDocument]:
    """Return the documents, those of equal content as one with its copies, unless something is
    reported of them.
    """
    equal: dict[tuple[str, str], list[IndexedDocument]] = {}
    for one in documents:
        key = (one.entry.sha256 if one.entry else "", one.folder if one.reason else "")
        equal.setdefault(key, []).append(one)
    return [
        replace(first, copies=tuple(others)) if others else first
        for first, *others in equal.values()
    ]


def colours() -> str:
    """Return the colours of the severities as variables of a style."""
    return "".join(f" --{severity.value}: {colour};" for severity, colour in COLOUR.items())


def _by_severity(one: IndexedDocument) -> tuple[list[int], str]:
    return [-count for count in one.entry.weight] if one.entry else [], one.file.casefold()
