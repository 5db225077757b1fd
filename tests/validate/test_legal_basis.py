"""What rules rest on: one table of regulations, which the documentation prints once."""

import pytest

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.rules.rule_documentation import basis, legal_texts
from lkj_audit.presentation.rules.rule_pages import rule_page, rules_as_markdown
from validate.catalogue import RULES
from validate.findings import Message
from validate.legal_basis import LEGAL_TEXTS, PMK_214_2017, LegalText, NonLegalGround, Reference
from validate.rule import Rule

RULE_BY_ID = {rule.id: rule for rule in RULES}
CITATIONS = [text.citation for text in LEGAL_TEXTS]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_rests_on_something_and_refers_to_the_table(rule: Rule) -> None:
    assert rule.basis
    assert set(legal_texts(rule)) <= set(LEGAL_TEXTS)
    assert "Basis:" not in rule.doc
    assert "not verified" not in rule.doc


def test_every_text_of_the_table_is_cited_in_its_own_way_and_some_rule_rests_on_it() -> None:
    assert len(set(CITATIONS)) == len(CITATIONS)
    assert {text for rule in RULES for text in legal_texts(rule)} == set(LEGAL_TEXTS)


@pytest.mark.parametrize("lang", Lang)
def test_the_documentation_says_once_what_was_not_compared(lang: Lang) -> None:
    pages, _, end = rules_as_markdown(RULES, lang).partition(
        lang.say("## Dasar hukum", "## Legal basis")
    )
    compared = {
        text.citation: f" | {lang.say('ya', 'yes')} | " for text in LEGAL_TEXTS if text.verified
    }
    begins = tuple(f"| {citation} |" for citation in CITATIONS)
    listed = [line for line in end.splitlines() if line.startswith(begins)]
    assert len(listed) == len(LEGAL_TEXTS)
    assert all(
        (compared.get(line.split(" | ")[0][2:], lang.say(" | belum | ", " | not yet | "))) in line
        for line in listed
    )
    assert lang.say("naskah resmi", "official text") not in pages


def test_a_reference_says_which_part_and_what_that_is_about() -> None:
    text = LegalText("PP 1/2000", Message("Judul", "title"))
    assert Reference(text).said == ("PP 1/2000", "PP 1/2000")
    assert Reference(text, "pasal 3").said.id == "PP 1/2000 pasal 3"
    about = Reference(text, "pasal 3", Message("tenggat", "the time allowed"))
    assert about.said == ("PP 1/2000 pasal 3, tenggat", "PP 1/2000 pasal 3, the time allowed")


def test_a_page_and_a_note_tell_what_was_not_compared_and_what_is_proposed() -> None:
    page = rule_page(RULE_BY_ID["EFI-04"], Lang.EN)
    assert "Basis: PMK 249/PMK.02/2011; PMK 214/PMK.02/2017; PMK 22/PMK.02/2021." in page
    assert [line.partition(":")[0] for line in page.splitlines() if line.startswith("PMK")] == [
        "PMK 249/PMK.02/2011",
        PMK_214_2017.citation,
        "PMK 22/PMK.02/2021",
    ]
    noted = basis(RULE_BY_ID["EFI-04"]).id.split("; ")
    assert [one.endswith("(belum dicocokkan dengan naskah resmi)") for one in noted] == [
        True,
        False,
        True,
    ]
    (reason,) = RULE_BY_ID["ANG-08"].basis
    assert isinstance(reason, NonLegalGround)
    assert basis(RULE_BY_ID["ANG-08"]) == (
        "kaidah hitung (usulan alat bantu ini)",
        "arithmetic (proposed by this tool)",
    )
