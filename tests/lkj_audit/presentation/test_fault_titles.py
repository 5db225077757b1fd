"""Laws of what rules call their faults, and of the sentences that they make of findings."""

from string import Formatter

import pytest

from validate.catalogue import RULES
from validate.findings import Message
from validate.rule import NUMBER_SENTENCE, PLAIN_SENTENCE, REPORT_SENTENCE, Rule

FACTS = {
    "at",
    "subject",
    "row",
    "column",
    "page",
    "printed",
    "expected",
    "other",
    "other_at",
    "count",
    "clause",
}
SAID = {"said", "Said", "told"}


def facts_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_calls_its_fault_by_other_words_than_its_law(rule: Rule) -> None:
    assert rule.fault.id != rule.title.id
    assert rule.fault.id[:1].isupper()
    assert rule.fault.en[:1].isupper()
    assert not rule.fault.id.endswith(".")


def test_no_two_rules_call_their_faults_alike() -> None:
    assert len({rule.fault.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("sentence", [NUMBER_SENTENCE, PLAIN_SENTENCE, REPORT_SENTENCE])
def test_a_standard_sentence_names_known_facts(sentence: Message) -> None:
    assert facts_of(sentence.id) == facts_of(sentence.en) <= FACTS | SAID


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.sentence], ids=lambda rule: rule.id
)
def test_a_sentence_names_the_same_known_facts_in_both_languages(rule: Rule) -> None:
    assert rule.sentence is not None
    told = [facts_of(template) for template in rule.sentence]
    assert told[0] - SAID == told[1] - SAID
    assert told[0] | told[1] <= FACTS | SAID
    assert all(template.endswith(".") for template in rule.sentence)
