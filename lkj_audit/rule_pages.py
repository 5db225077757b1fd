"""How the catalogue of rules is shown: as a list, as one rule's page, and as `docs/rules.md`."""

from collections.abc import Sequence
from inspect import cleandoc

from lkj_audit.language import Lang
from lkj_audit.words import SEVERITY
from validate.findings import Message
from validate.left_out import LEFT_OUT, OTHER_GROUPS, Group, LeftOut
from validate.rule import Rule

HEAD = """\
# Rules

Printed by `lkj rules --all`; run `make docs` after a rule has changed.

Severity is how much a finding weighs; some findings of a rule weigh less than the rule (a percentage that was truncated
instead of rounded is minor whatever the rule).
"""

NOT_CHECKED = Message("tidak diperiksa", "not checked")

LEFT_OUT_HEAD = """\
## Not checked

Rules of the catalogue that one report, read as text, cannot be held to. A report without findings is not cleared of
them. Nor are there rules for three groups of the catalogue, which are listed below the table.
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


def left_out_page(rule: LeftOut, lang: Lang) -> str:
    """Return why one rule of the catalogue is not checked."""
    return f"{rule.id}  {lang.say(*rule.title)}  ({lang.say(*NOT_CHECKED)})\n\n{_sentence(rule.reason, lang)}\n"


def group_page(group: Group, lang: Lang) -> str:
    """Return why there are no rules in a group of the catalogue."""
    return f"{group.prefix}-…  ({lang.say(*NOT_CHECKED)})\n\n{_sentence(group.reason, lang)}\n"


def rules_as_markdown(rules: Sequence[Rule]) -> str:
    """Return the whole catalogue as `docs/rules.md`, and at its end what is left out of it."""
    rows = "".join(f"| [{rule.id}](#{rule.id.lower()}) | {rule.severity.value} | {rule.title.en} |\n" for rule in rules)
    pages = "".join(
        f"\n## {rule.id}\n\n**{rule.title.en}** / {rule.title.id} ({rule.severity.value})\n\n{cleandoc(rule.doc)}\n"
        for rule in rules
    )
    return f"{HEAD}\n| id | severity | the law |\n|---|---|---|\n{rows}{pages}\n{left_out_as_markdown()}"


def left_out_as_markdown() -> str:
    """Return the rules that are not checked, each with what it would need."""
    rows = "".join(f"| {one.id} | {one.title.en} / {one.title.id} | {one.reason.en} |\n" for one in LEFT_OUT)
    groups = "".join(f"- {group.prefix}-…: {group.reason.en}.\n" for group in OTHER_GROUPS)
    return f"{LEFT_OUT_HEAD}\n| id | the law | why it is left out |\n|---|---|---|\n{rows}\n{groups}"


def _sentence(reason: Message, lang: Lang) -> str:
    said = lang.say(*reason)
    return f"{said[0].upper()}{said[1:]}."
