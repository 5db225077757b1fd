"""What a rule says of itself, in the user's language: its docstring, and the translation of each
paragraph.

Docstrings are English and are the original; `locale/id/rules.po` holds the Indonesian of every
paragraph that is no example, and is read as the `.mo` file that the wheel is built with. What is
indented is what a report prints, and is Indonesian already.
"""

import re
import textwrap
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from inspect import cleandoc

from lkj_audit.presentation.language import Lang
from validate.findings import Message
from validate.legal_basis import Ground, LegalText, NonLegalGround, Reference
from validate.rule import Rule

WIDTH = 118
NOT_COMPARED = Message(
    "belum dicocokkan dengan naskah resmi", "not compared with the official text"
)
_PROPOSED = Message("usulan alat bantu ini", "proposed by this tool")
_BASIS = Message("Dasar", "Basis")
# the paragraph that the basis is in front of
_EXAMPLE = "Breaks it"


def documentation(rule: Rule, lang: Lang) -> str:
    """Return all that a rule says of itself and what it rests on, its paragraphs parted by blank
    lines.
    """
    told = paragraphs(rule)
    examples = next(
        (at for at, paragraph in enumerate(told) if paragraph.startswith(_EXAMPLE)), len(told)
    )
    rests_on = filled(f"{lang.say(*_BASIS)}: {_listed(rule.basis, lang)}.")
    said = told if lang is Lang.EN else [_translated(paragraph) for paragraph in told]
    return "\n\n".join([*said[:examples], rests_on, *said[examples:]])


def law(rule: Rule, lang: Lang) -> str:
    """Return the law of a rule in one sentence."""
    return _said(sentences(rule)[0], lang)


def basis(rule: Rule) -> Message:
    """Return on what a rule rests, as a note says it that an office signs: with what was not
    compared.
    """
    return Message(
        _listed(rule.basis, Lang.ID, compared=False), _listed(rule.basis, Lang.EN, compared=False)
    )


def legal_texts(rule: Rule) -> Sequence[LegalText]:
    """Return the regulations and standards that a rule refers to, each once."""
    return list(
        dict.fromkeys(ground.text for ground in rule.basis if isinstance(ground, Reference))
    )


def _listed(grounds: Sequence[Ground], lang: Lang, *, compared: bool = True) -> str:
    """Return grounds as a list; unless what was `compared` is no matter, each states that its text
    was not.
    """
    return "; ".join(_ground(ground, lang, compared=compared) for ground in grounds)


def _ground(ground: Ground, lang: Lang, *, compared: bool) -> str:
    said = lang.say(*ground.said)
    if isinstance(ground, NonLegalGround):
        return f"{said} ({lang.say(*_PROPOSED)})" if ground.proposed else said
    return said if compared or ground.text.verified else f"{said} ({lang.say(*NOT_COMPARED)})"


def paragraphs(rule: Rule) -> Sequence[str]:
    """Return the paragraphs of a rule's docstring as they are there."""
    return re.split(r"\n\s*\n", cleandoc(rule.doc))


def sentences(rule: Rule) -> Sequence[str]:
    """Return the paragraphs that are to be translated, each on one line."""
    return [
        " ".join(paragraph.split()) for paragraph in paragraphs(rule) if not _is_example(paragraph)
    ]


def _translated(paragraph: str) -> str:
    if _is_example(paragraph):
        return paragraph
    return filled(_said(" ".join(paragraph.split()), Lang.ID))


def filled(text: str) -> str:
    """Return a paragraph in lines that fit a terminal."""
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)


def _is_example(paragraph: str) -> bool:
    return all(line.startswith("    ") for line in paragraph.splitlines())


def _said(sentence: str, lang: Lang) -> str:
    return sentence if lang is Lang.EN else _indonesian().gettext(sentence)


@cache
def _indonesian() -> GNUTranslations:
    with files("lkj_audit").joinpath("locale/id/LC_MESSAGES/rules.mo").open("rb") as file:
        return GNUTranslations(file)
