"""How the catalogue of rules is shown: as a list, as one rule's page, and as `docs/rules.md`."""

from collections import Counter
from collections.abc import Sequence

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.kind_text import kinds_of_rule
from lkj_audit.presentation.rules.rule_documentation import (
    NOT_COMPARED,
    documentation,
    filled,
    legal_texts,
)
from lkj_audit.presentation.vocabulary import DOCUMENT_KIND, SEVERITY
from normalize.report import DocumentKind
from validate.companions.wording import ROLES
from validate.findings import Message
from validate.legal_basis import LEGAL_TEXTS, LegalText, repeals
from validate.rule import EVERY_KIND, Rule
from validate.unchecked_rules import OTHER_GROUPS, UNCHECKED_RULES, UncheckedGroup, UncheckedRule

HEAD = Message(
    """\
# Aturan

Dicetak oleh `lkj rules --all`; jalankan `make docs` sesudah suatu aturan berubah. In English: [rules.md](rules.md).

Tingkat menyatakan bobot temuan, yang lazim disebut lebih dahulu. Pertentangan antarangka ditimbang menurut akibatnya,
dengan skala dalam [severity.md](severity.md): besar selisihnya, kesimpulan yang berubah, tempat lain yang mengulangi
angka itu. Di atas yang tertulis di sini angka itu hanya bila diulangi atau bila dengannya suatu batas terlampaui. Yang
tidak dapat dipastikan atau mungkin salah baca tidak pernah kritis. Satu angka yang melanggar beberapa aturan menjadi
satu temuan. Tingkat yang ditetapkan profil daerah bagi suatu aturan berlaku untuk semua temuannya.
""",  # noqa: E501
    """\
# Rules

Printed by `lkj --lang en rules --all`; run `make docs` after a rule has changed. Dalam Bahasa Indonesia:
[aturan.md](aturan.md).

Severities are those that a finding may have, the usual one first. A contradiction between numbers gets its severity from what
follows from it, on the scale of [severity.md](severity.md): how far off the number is, whether a conclusion changes, and which
other places repeat it. It is more severe than listed here only where it is repeated, or where a limit is exceeded with
it. What cannot be verified or may be a misreading is never critical. One number that breaks several rules is one
finding. The severity that the profile of a region sets for a rule holds for all findings of that rule.
""",  # noqa: E501
)
TABLE = Message(
    "| id | tingkat | aturan | jenis dokumen |", "| id | severity | the law | kinds of documents |"
)

KINDS_HEAD = Message(
    """\
## Jenis dokumen

Setiap aturan berlaku bagi jenis dokumen tertentu; kolom terakhir tabel di atas menyebutnya. Jenis dikenali dari judul,
kepala dan kaki halaman, bab, sebutan dokumen atas dirinya sendiri, serta judul dan kepala tabel, dalam urutan itu;
`--kind` menetapkannya. Halaman tanpa sampul dan judul adalah kutipan: yang tidak ada padanya tidak disebut kurang.

| `--kind` | jenis dokumen | aturan yang tidak berlaku |
""",  # noqa: E501
    """\
## Kinds of documents

Each rule applies to certain kinds of documents; the last column of the table above names them. A kind is recognised by
the title, page headers and footers, chapters, what the text calls itself, and captions and headers of tables, in that
order; `--kind` sets it. Pages without a cover and a title are an excerpt: what they do not hold is not called missing.

| `--kind` | kind of document | rules that do not apply |
""",  # noqa: E501
)

LEGAL_HEAD = Message(
    """\
## Dasar hukum

Yang tertulis sebagai dasar suatu aturan merujuk ke daftar ini. Hampir tidak ada naskah resmi yang tersedia ketika
aturan disusun: yang belum dicocokkan dikutip dari ingatan atau dari salinan pihak lain, dan perlu dicocokkan dengan
naskah resminya sebelum dijadikan pegangan.

| peraturan atau standar | tentang | dicocokkan dengan naskah resmi | aturan |
""",  # noqa: E501
    """\
## Legal basis

What a rule gives as its basis refers to this list. Hardly any official text was at hand when the rules were made: what
was not compared is cited from memory or from copies by others, and is to be compared with the official text before
anybody relies on it.

| regulation or standard | what it is about | compared with the official text | rules |
""",  # noqa: E501
)
REPEALED_HEAD = Message(
    """\
Peraturan yang menurut IDN-08 telah diganti, dan dari mana itu diketahui. Yang diketahui dari ingatan saja hanya dicatat
(info).

| peraturan | diganti oleh | tahun | diketahui dari |
""",  # noqa: E501
    """\
Regulations that IDN-08 holds to be replaced, and where that is known from. What is known from memory alone is only
remarked on (info).

| regulation | replaced by | year | known from |
""",  # noqa: E501
)
_SOURCES = {
    "from memory": Message("ingatan", "memory"),
    "public copies": Message("salinan pihak lain", "public copies"),
}
_YES, _NO = Message("ya", "yes"), Message("belum", "not yet")

NOT_CHECKED = Message("tidak diperiksa", "not checked")

LEFT_OUT_HEAD = Message(
    """\
## Tidak diperiksa

Aturan katalog yang tidak dapat diperiksa dari satu laporan yang dibaca sebagai teks. Laporan tanpa temuan belum bersih
dari hal-hal ini. Tidak ada pula aturan untuk dua kelompok katalog, yang dirinci di bawah tabel.

| id | aturan | mengapa tidak diperiksa |
""",  # noqa: E501
    """\
## Not checked

Rules of the catalogue that one report, read as text, cannot be held to. A report without findings is not cleared of
them. Nor are there rules for two groups of the catalogue, which are listed below the table.

| id | the law | why it is left out |
""",  # noqa: E501
)


def rule_list(rules: Sequence[Rule], lang: Lang) -> str:
    """Return one line a rule: id, severity and title."""
    return "".join(
        f"{rule.id}  {lang.say(*SEVERITY[rule.severity]).lower():9} "
        f"{lang.say(*rule.title)}{_options(rule)}\n"
        for rule in rules
    )


def _options(rule: Rule) -> str:
    """Return what a call must name beside the report for a rule to be asked, in brackets; empty for
    most.
    """
    roles = "|".join(role.value for role in rule.beside)
    return f"  [--with {roles}=]" if roles else ""


def rule_page(rule: Rule, lang: Lang) -> str:
    """Return the documentation of one rule."""
    told = [
        f"{rule.id}  {lang.say(*rule.title)}  ({_severities(rule, lang)})",
        documentation(rule, lang),
    ]
    if rule.beside:
        told.append(filled(_needs(rule, lang)))
    if rule.kinds != EVERY_KIND:
        told.append(filled(_applies(rule, lang)))
    return "\n\n".join([*told, *(_legal_text(text, lang) for text in legal_texts(rule))]) + "\n"


def _applies(rule: Rule, lang: Lang) -> str:
    """Return a sentence on the kinds of documents that a rule applies to."""
    return f"{lang.say('Jenis dokumen', 'Kinds of documents')}: {kinds_of_rule(rule, lang)}."


def _needs(rule: Rule, lang: Lang) -> str:
    """Return a sentence on the documents that a rule needs beside the report."""
    documents = ", ".join(
        f"{lang.say(*ROLES[role])} (--with {role.value}=)" for role in rule.beside
    )
    return f"{lang.say('Dokumen pembanding', 'Documents beside the report')}: {documents}."


def _legal_text(text: LegalText, lang: Lang) -> str:
    """Return a regulation that a rule refers to, with its title and if it was compared."""
    status = "" if text.verified else f" ({lang.say(*NOT_COMPARED)})"
    return filled(f"{text.citation}: {_about(text, lang)}{status}.")


def _about(text: LegalText, lang: Lang) -> str:
    """Return the title of a regulation, and in English what that says."""
    return lang.say(text.title.id, f"{text.title.id} ({text.title.en})")


def left_out_page(rule: UncheckedRule, lang: Lang) -> str:
    """Return why one rule of the catalogue is not checked."""
    return (
        f"{rule.id}  {lang.say(*rule.title)}  "
        f"({lang.say(*NOT_CHECKED)})\n\n{_sentence(rule.reason, lang)}\n"
    )


def group_page(group: UncheckedGroup, lang: Lang) -> str:
    """Return why there are no rules in a group of the catalogue."""
    return f"{group.prefix}-…  ({lang.say(*NOT_CHECKED)})\n\n{_sentence(group.reason, lang)}\n"


def rules_as_markdown(rules: Sequence[Rule], lang: Lang) -> str:
    """Return the whole catalogue as `docs/aturan.md` or `docs/rules.md`, and at its end what is
    left out of it.
    """
    severity = {rule.id: _severities(rule, lang) for rule in rules}
    rows = "".join(
        f"| [{rule.id}](#{rule.id.lower()}) | {severity[rule.id]} | {_title(rule, lang)} | "
        f"{kinds_of_rule(rule, lang)} |\n"
        for rule in rules
    )
    pages = "".join(
        f"\n## {rule.id}\n\n**{_title(rule, lang)}** / {_other_title(rule, lang)} "
        f"({severity[rule.id]})\n\n"
        f"{documentation(rule, lang)}\n{_needed(rule, lang)}"
        for rule in rules
    )
    kinds = kinds_as_markdown(rules, lang)
    end = f"{legal_basis_as_markdown(rules, lang)}\n{left_out_as_markdown(lang)}"
    return (
        f"{lang.say(*HEAD)}\n{lang.say(*TABLE)}\n|---|---|---|---|\n{rows}\n{kinds}{pages}\n{end}"
    )


def _needed(rule: Rule, lang: Lang) -> str:
    return f"\n{filled(_needs(rule, lang))}\n" if rule.beside else ""


def kinds_as_markdown(rules: Sequence[Rule], lang: Lang) -> str:
    """Return the kinds of documents, and which rules do not apply to each."""
    rows = ""
    for kind in DocumentKind:
        left_out = ", ".join(rule.id for rule in rules if kind not in rule.kinds) or "–"
        rows += f"| `{kind.value}` | {lang.say(*DOCUMENT_KIND[kind])} | {left_out} |\n"
    return f"{lang.say(*KINDS_HEAD)}|---|---|---|\n{rows}"


def legal_basis_as_markdown(rules: Sequence[Rule], lang: Lang) -> str:
    """Return the regulations and standards that rules rest on, and which were compared with the
    official text.
    """
    used = Counter(text for rule in rules for text in legal_texts(rule))
    compared = {True: lang.say(*_YES), False: lang.say(*_NO)}
    rows = "".join(
        f"| {text.citation} | {_about(text, lang)} | {compared[text.verified]} | {used[text]} |\n"
        for text in LEGAL_TEXTS
    )
    repealed = "".join(
        f"| {label} | {repeal.successor} | {repeal.year} | {lang.say(*_SOURCES[repeal.source])} |\n"
        for label, repeal in repeals().items()
    )
    return (
        f"{lang.say(*LEGAL_HEAD)}|---|---|---|---|\n{rows}\n{lang.say(*REPEALED_HEAD)}|---|---|"
        f"---|---|\n{repealed}"
    )


def left_out_as_markdown(lang: Lang) -> str:
    """Return the rules that are not checked, each with what it would need."""
    rows = "".join(
        f"| {one.id} | {_title(one, lang)} / {_other_title(one, lang)} | "
        f"{lang.say(*one.reason)} |\n"
        for one in UNCHECKED_RULES
    )
    groups = "".join(f"- {group.prefix}-…: {lang.say(*group.reason)}.\n" for group in OTHER_GROUPS)
    return f"{lang.say(*LEFT_OUT_HEAD)}|---|---|---|\n{rows}\n{groups}"


def _severities(rule: Rule, lang: Lang) -> str:
    """Return the severities that findings of a rule may have, the usual one first."""
    return ", ".join(lang.say(*SEVERITY[severity]).lower() for severity in rule.severities)


def _title(rule: Rule | UncheckedRule, lang: Lang) -> str:
    return lang.say(*rule.title)


def _other_title(rule: Rule | UncheckedRule, lang: Lang) -> str:
    return lang.say(*reversed(rule.title))


def _sentence(reason: Message, lang: Lang) -> str:
    said = lang.say(*reason)
    return f"{said[0].upper()}{said[1:]}."
