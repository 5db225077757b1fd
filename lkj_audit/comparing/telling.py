"""A comparison as a person reads it: at the terminal, as a page in one file, and as a Word
document.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.wording import difference_lines
from lkj_audit.comparing.recorded import reported_period
from lkj_audit.comparing.versions import ComparedEntry, Json, VersionComparison
from lkj_audit.outputs.html.content_security_policy import policy
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import listed, printable
from lkj_audit.presentation.names.period_names import date_name
from lkj_audit.presentation.vocabulary import SEVERITY
from validate.findings import Message, Severity

TEMPLATES = Path(__file__).parent / "templates"
# what else changed is a matter of the reader of the report: some lines list it
MOST_OTHERS, MOST_AT_THE_TERMINAL = 200, 40
_CAPTIONS = (40, 110)


class ComparedGroup(NamedTuple):
    """The entries to which the same has happened, under a heading."""

    heading: str
    entries: Sequence[ComparedEntry]


def parts(comparison: VersionComparison, lang: Lang) -> tuple[ComparedGroup, ...]:
    """Return the entries that are new, still there, and closed."""
    say = lang.say
    return (
        ComparedGroup(say("Baru", "New"), comparison.opened),
        ComparedGroup(say("Masih ada", "Still there"), comparison.remaining),
        ComparedGroup(say("Sudah tidak ada", "Closed"), comparison.closed),
    )


def heading(comparison: VersionComparison, lang: Lang) -> list[tuple[str, str]]:
    """Return what is compared with what."""
    named = ((lang.say("Lama", "Old"), comparison.old), (lang.say("Baru", "New"), comparison.new))
    return [(name, _document(audit, lang)) for name, audit in named]


def _document(audit: Json, lang: Lang) -> str:
    document = audit["document"]
    when = reported_period(document, lang)
    named = " · ".join(filter(None, (document.get("organisation"), when)))
    audited = date_name(audit.get("audited_at", ""), lang)
    parts = (
        named or "–",
        f"SHA-256 {document['sha256'][:12]}…",
        lang.say(f"diperiksa {audited}", f"audited {audited}") if audited else "",
    )
    return printable(f"{document['file']} ({'; '.join(filter(None, parts))})")


_UNLIKE = {
    "organisation": Message("perangkat daerah", "office"),
    "year": Message("tahun", "year"),
    "period": Message("periode", "period"),
    "kind": Message("jenis dokumen", "kind of document"),
}


def warning(comparison: VersionComparison, lang: Lang) -> str:
    """Return that the two are hardly versions of one report; empty where nothing suggests it."""
    named = [lang.say(*_UNLIKE[name]) for name in comparison.unlike]
    if not named:
        return ""
    last = lang.say(" dan ", " and ").join(filter(None, (", ".join(named[:-1]), named[-1])))
    return lang.say(
        f"Perhatian: {last} kedua dokumen berbeda; keduanya mungkin bukan dua versi dari satu "
        "laporan.",
        f"Note: the {last} of the two documents differ; they may not be two versions of one "
        "report.",
    )


def details(entry: ComparedEntry, lang: Lang) -> Iterator[str]:
    """Yield the sentence of an entry, and what of it changed."""
    say = lang.say
    yield printable(entry.sentence)
    for was, now in entry.changed[:5]:
        yield printable(
            say(f"Tercetak dahulu {was}, kini {now}.", f"Printed {was} before, {now} now.")
        )
    if entry.gone:
        yield say(
            f"{entry.gone} temuannya sudah tidak ada.", f"{entry.gone} of its findings are closed."
        )
    if entry.came:
        yield say(f"{entry.came} temuannya baru.", f"{entry.came} of its findings are new.")


def number(entry: ComparedEntry, lang: Lang) -> str:
    """Return the number of an entry in its own audit, and the old one where that was another."""
    if not entry.number:
        return "–"
    was = entry.was_number
    return f"{entry.number}{lang.say(f' (dahulu {was})', f' ({was} before)') if was else ''}"


def rules(entry: ComparedEntry) -> str:
    """Return the rules that an entry breaks."""
    return ", ".join(entry.rules)


def severity(entry: ComparedEntry, lang: Lang) -> str:
    """Return the word for the severity of an entry."""
    return lang.say(*SEVERITY[Severity(entry.severity)])


def where(entry: ComparedEntry, lang: Lang) -> str:
    """Return the pages of an entry."""
    return f"{lang.say('hal.', 'p.')} {listed(entry.pages)}" if entry.pages else ""


def tally(comparison: VersionComparison, lang: Lang) -> str:
    """Return the counts in one line."""
    new, more_count, gone = (len(part.entries) for part in parts(comparison, lang))
    return lang.say(
        f"{gone} pokok masalah sudah tidak ada, {more_count} masih ada, {new} baru.",
        f"{gone} matters are closed, {more_count} are still there, {new} are new.",
    )


def other_lines(comparison: VersionComparison, lang: Lang, most: int = MOST_OTHERS) -> list[str]:
    """Return the lines on what else changed: facts of the document, tables, rows, cells,
    coverage.
    """
    lines = [
        line for item in comparison.others[:most] for line in difference_lines(item, lang.value)
    ]
    more_count = len(comparison.others) - most
    if more_count > 0:
        lines.append(
            lang.say(f"… dan {more_count} perubahan lain", f"… and {more_count} more changes")
        )
    if moved := comparison.moved_rows:
        lines.append(
            lang.say(
                f"{moved} baris tabel kini berada di halaman lain.",
                f"{moved} rows of tables are on another page now.",
            )
        )
    return lines


def text(comparison: VersionComparison, lang: Lang) -> str:
    """Return the comparison for the terminal."""
    lines = [f"{name}: {description}" for name, description in heading(comparison, lang)]
    if caution := warning(comparison, lang):
        lines += ["", caution]
    lines += ["", tally(comparison, lang)]
    for part in parts(comparison, lang):
        if part.entries:
            lines += ["", f"{part.heading} ({len(part.entries)})"]
        for entry in part.entries:
            lines.append(
                f"{number(entry, lang):>4} {severity(entry, lang)} {printable(entry.title)} "
                f"[{rules(entry)}] {where(entry, lang)}"
            )
            lines += [f"      {line}" for line in details(entry, lang)]
    if others := other_lines(comparison, lang, MOST_AT_THE_TERMINAL):
        lines += [
            "",
            lang.say("Perubahan lain", "What else changed"),
            *(f"  {line}" for line in others),
        ]
    return "\n".join(lines) + "\n"


def html(comparison: VersionComparison, lang: Lang) -> str:
    """Return the comparison as a page in one file, which asks nobody for anything."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = TEMPLATES.joinpath("perbandingan.css").read_text("utf-8")
    return environment.get_template("perbandingan.html.j2").render(
        lang=lang,
        say=lang.say,
        style=Markup(style),
        policy=policy(style, ""),
        heading=heading(comparison, lang),
        warning=warning(comparison, lang),
        tally=tally(comparison, lang),
        parts=parts(comparison, lang),
        others=other_lines(comparison, lang),
        details=details,
        severity=severity,
        number=number,
        rules=rules,
        where=where,
    )


def write_docx(comparison: VersionComparison, lang: Lang, target: Path) -> None:
    """Write the comparison as a Word document."""
    from lkj_audit.outputs.docx.docx_builder import (
        SHADE,
        TEXT_WIDTH,
        DocxBuilder,
        DocxCell,
        DocxRow,
    )

    say = lang.say
    title = say("Perbandingan hasil pemeriksaan", "Comparison of two audits")
    paper = DocxBuilder(
        title, (title, ""), (say("Halaman", "Page"), say("dari", "of")), say("id-ID", "en-GB")
    )
    paper.heading(title, 0)
    rows = [
        DocxRow((DocxCell((name,), bold=True, fill=SHADE), DocxCell((description,))))
        for name, description in heading(comparison, lang)
    ]
    paper.table((_CAPTIONS[0], TEXT_WIDTH - _CAPTIONS[0]), rows)
    if caution := warning(comparison, lang):
        paper.paragraph(caution, bold=True)
    paper.paragraph(tally(comparison, lang), bold=True)
    for part in parts(comparison, lang):
        paper.heading(f"{part.heading} ({len(part.entries)})")
        if not part.entries:
            paper.paragraph(say("Tidak ada.", "None."))
            continue
        head = DocxRow(
            [DocxCell((item,), bold=True, fill=SHADE) for item in _columns(lang)], head=True
        )
        lines = [
            DocxRow(
                (
                    DocxCell((number(item, lang),)),
                    DocxCell((severity(item, lang),)),
                    DocxCell((where(item, lang),)),
                    DocxCell((f"{item.title} ({rules(item)})", *details(item, lang))),
                )
            )
            for item in part.entries
        ]
        paper.table((16, 20, 24, TEXT_WIDTH - 60), [head, *lines])
    paper.heading(say("Perubahan lain", "What else changed"))
    for line in other_lines(comparison, lang) or [say("Tidak ada.", "None.")]:
        paper.paragraph(line)
    paper.save(target)


def _columns(lang: Lang) -> tuple[str, str, str, str]:
    say = lang.say
    return (
        say("No.", "No."),
        say("Tingkat", "Severity"),
        say("Hal.", "Page"),
        say("Pokok masalah (aturan)", "Matter (rules)"),
    )
