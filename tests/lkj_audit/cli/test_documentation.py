"""What rules say of themselves in Bahasa Indonesia is what they say in English, all of it and
nothing else.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import lkj_audit
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.rules.rule_documentation import documentation, sentences
from validate.catalogue import RULES
from validate.rule import Rule

SENTENCES = list(dict.fromkeys(sentence for rule in RULES for sentence in sentences(rule)))
ENGLISH = re.compile(
    r"(?<![\w.*`])(?:the|of|an|is|are|and|or|in|none|own|from|not|only|by|for|with|to|at)\b"
)


@pytest.fixture(scope="module")
def translations() -> Mapping[str, str]:
    with (Path(lkj_audit.__file__).parent / "locale" / "id" / "rules.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def figures(text: str) -> list[str]:
    """Return the numbers, and the ids of rules, that a text names."""
    return sorted(re.findall(r"[A-Z]{3}-\d\d|\d+(?:[.,/]\d+)*", text))


def test_everything_that_rules_say_of_themselves_is_translated(
    translations: Mapping[str, str],
) -> None:
    assert [one for one in SENTENCES if not translations.get(one)] == [], (
        "run: make docs, and translate"
    )


def test_nothing_is_translated_that_no_rule_says(translations: Mapping[str, str]) -> None:
    assert set(translations) - set(SENTENCES) == set(), "run: make docs"


def test_a_translation_names_the_same_numbers_rules_and_regulations(
    translations: Mapping[str, str],
) -> None:
    others = {one: said for one, said in translations.items() if figures(one) != figures(said)}
    assert others == {}


def test_a_translation_leaves_no_english_behind(translations: Mapping[str, str]) -> None:
    assert [said for said in translations.values() if ENGLISH.search(said)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_are_the_same_in_both_languages(rule: Rule) -> None:
    indonesian, english = (examples_of(rule, lang) for lang in Lang)
    assert indonesian == english


def examples_of(rule: Rule, lang: Lang) -> list[str]:
    """Return the indented lines of what a rule says of itself."""
    return [line for line in documentation(rule, lang).splitlines() if line[:4] == "    "]


def test_a_rule_is_explained_in_the_language_of_the_user(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["rules", "ANG-01"])
    assert (
        "Sisa suatu baris anggaran adalah pagu dikurangi realisasinya." in capsys.readouterr().out
    )
    run(["--lang", "en", "rules", "ANG-01"])
    assert (
        "What is left of a budget line is its pagu less its realisasi." in capsys.readouterr().out
    )
