"""What a rule says of itself, in the user's language: its docstring, and the translation of each paragraph.

Docstrings are English and are the original; `locale/id/rules.po` holds the Indonesian of every paragraph that is no
example, and is read as the `.mo` file that the wheel is built with. What stands indented is what a report prints, and
is Indonesian already.
"""

import re
import textwrap
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from inspect import cleandoc

from lkj_audit.language import Lang
from validate.findings import Message
from validate.rule import Rule

WIDTH = 118
# what documentation says of a basis, and a note that an office signs says in words of its own
_OFFICIAL = (
    ("dari ingatan, belum dicocokkan dengan naskah resmi", "belum dicocokkan dengan naskah resmi"),
    ("from memory, not verified", "not compared with the official text"),
    ("own proposal", "proposed by this tool"),
)
_BASIS = Message("Dasar:", "Basis:")


def documentation(rule: Rule, lang: Lang) -> str:
    """Return all that a rule says of itself, its paragraphs parted by blank lines."""
    if lang is Lang.EN:
        return cleandoc(rule.doc)
    return "\n\n".join(_translated(paragraph) for paragraph in paragraphs(rule))


def law(rule: Rule, lang: Lang) -> str:
    """Return the law of a rule in one sentence."""
    return _said(sentences(rule)[0], lang)


def basis(rule: Rule) -> Message:
    """Return on what a rule rests, as a note says it that an office signs."""
    found = next(sentence for sentence in sentences(rule) if sentence.startswith(_BASIS.en))
    return Message(
        *(_official(_said(found, lang), head) for lang, head in zip((Lang.ID, Lang.EN), _BASIS, strict=True))
    )


def paragraphs(rule: Rule) -> Sequence[str]:
    """Return the paragraphs of a rule's docstring as they stand there."""
    return re.split(r"\n\s*\n", cleandoc(rule.doc))


def sentences(rule: Rule) -> Sequence[str]:
    """Return the paragraphs that are to be translated, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in paragraphs(rule) if not _is_example(paragraph)]


def _translated(paragraph: str) -> str:
    if _is_example(paragraph):
        return paragraph
    return textwrap.fill(_said(" ".join(paragraph.split()), Lang.ID), WIDTH, break_on_hyphens=False)


def _is_example(paragraph: str) -> bool:
    return all(line.startswith("    ") for line in paragraph.splitlines())


def _said(sentence: str, lang: Lang) -> str:
    return sentence if lang is Lang.EN else _indonesian().gettext(sentence)


def _official(sentence: str, head: str) -> str:
    text = sentence.removeprefix(head).strip().rstrip(".")
    for documented, official in _OFFICIAL:
        text = text.replace(documented, official)
    return text


@cache
def _indonesian() -> GNUTranslations:
    with files("lkj_audit").joinpath("locale/id/LC_MESSAGES/rules.mo").open("rb") as file:
        return GNUTranslations(file)
