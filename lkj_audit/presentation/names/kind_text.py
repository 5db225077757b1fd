"""What a document is, in words: its kind, the words by which that is known, and how many rules that
leaves out.
"""

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import shortened
from lkj_audit.presentation.vocabulary import DOCUMENT_KIND
from normalize.report import DocumentKind, Report
from normalize.text.masking import Mask
from validate.catalogue import RULES
from validate.rule import Rule


def kind_name(report: Report, lang: Lang) -> str:
    """Return what a document is, and whether it is only an excerpt of that: "kutipan Renstra"."""
    return named_kind(
        report.kind, lang, excerpt=report.identity.excerpt, given=report.identity.given
    )


def named_kind(kind: DocumentKind, lang: Lang, *, excerpt: bool, given: bool) -> str:
    """Return the name of a kind, of which a document may be but an excerpt, or may have been said
    to be one.
    """
    name, excerpt_of = lang.say(*DOCUMENT_KIND[kind]), lang.say("kutipan", "excerpt of")
    if kind is not DocumentKind.KUTIPAN:
        return f"{excerpt_of} {name}" if excerpt else name
    return name if given else f"{name}{lang.say(', jenis tidak dikenali', ', kind not recognised')}"


def kind_evidence(report: Report, lang: Lang, mask: Mask) -> str:
    """Return by which words the kind is known, and where they are; empty where there are none."""
    if report.identity.given:
        return lang.say("ditentukan dengan --kind", "set with --kind")
    signs = (
        f"{lang.say('hal.', 'p.')} {sign.place.page}: “{shortened(mask(sign.text))}”"
        for sign in report.identity.signs
    )
    return "; ".join(signs)


def kind_with_evidence(report: Report, lang: Lang, mask: Mask) -> str:
    """Return the kind and, in brackets, by which words it is known."""
    evidence = kind_evidence(report, lang, mask)
    return f"{kind_name(report, lang)} ({evidence})" if evidence else kind_name(report, lang)


def kinds_of_rule(rule: Rule, lang: Lang) -> str:
    """Return the kinds of documents that a rule applies to: all, all but a few, or those."""
    others = [kind for kind in DocumentKind if kind not in rule.kinds]
    if not others:
        return lang.say("semua", "all")
    few = 2 * len(others) < len(DocumentKind)
    kinds = others if few else [kind for kind in DocumentKind if kind in rule.kinds]
    named = ", ".join(lang.say(*DOCUMENT_KIND[kind]) for kind in kinds)
    return lang.say(f"semua kecuali {named}", f"all but {named}") if few else named


def rules_left_out(report: Report) -> list[Rule]:
    """Return the rules that do not apply to what the document is."""
    return [rule for rule in RULES if report.kind not in rule.kinds]


def kind_line(report: Report, lang: Lang, mask: Mask) -> str:
    """Return the kind with its evidence, how many rules it leaves out, and how to set it where
    nothing shows it.
    """
    told = (
        f"{lang.say('Jenis dokumen', 'Kind of document')}: "
        f"{kind_with_evidence(report, lang, mask)}."
    )
    if count := len(rules_left_out(report)):
        number = lang.number(count)
        told += lang.say(
            f" {number} aturan tidak berlaku bagi jenis ini.",
            f" {number} rule{'s do' if count > 1 else ' does'} not apply to this kind.",
        )
    if report.kind is DocumentKind.KUTIPAN and not report.identity.given:
        told += lang.say(" Tetapkan jenisnya dengan --kind.", " Set the kind with --kind.")
    return told
