"""How the catalogue of rules is shown: as a list, as one rule's page, and as `docs/rules.md`."""

from collections.abc import Sequence
from inspect import cleandoc

from lkj_audit.language import Lang
from lkj_audit.words import SEVERITY
from validate.rule import Rule

HEAD = """\
# Rules

Printed by `lkj rules --all`; run `make docs` after a rule has changed.

Severity is how much a finding weighs; some findings of a rule weigh less than the rule (a percentage that was truncated
instead of rounded is minor whatever the rule).
"""


def rule_list(rules: Sequence[Rule], lang: Lang) -> str:
    """Return one line a rule: id, severity and title."""
    return "".join(
        f"{rule.id}  {lang.say(*SEVERITY[rule.severity]).lower():9} {lang.say(*rule.title)}\n" for rule in rules
    )


def rule_page(rule: Rule, lang: Lang) -> str:
    """Return the documentation of one rule."""
    severity = lang.say(*SEVERITY[rule.severity]).lower()
    return f"{rule.id}  {lang.say(*rule.title)}  ({severity})\n\n{cleandoc(rule.doc)}\n"


def rules_as_markdown(rules: Sequence[Rule]) -> str:
    """Return the whole catalogue as `docs/rules.md`."""
    rows = "".join(f"| [{rule.id}](#{rule.id.lower()}) | {rule.severity.value} | {rule.title.en} |\n" for rule in rules)
    pages = "".join(
        f"\n## {rule.id}\n\n**{rule.title.en}** / {rule.title.id} ({rule.severity.value})\n\n{cleandoc(rule.doc)}\n"
        for rule in rules
    )
    return f"{HEAD}\n| id | severity | the law |\n|---|---|---|\n{rows}{pages}"
