"""`lkj rules`: the laws that a report is compared with."""

from functools import partial

import click

from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang


def command(lang: Lang) -> Command:
    """Return `lkj rules`."""
    return Command(
        "rules",
        lang,
        partial(rules, lang),
        [
            click.Argument(["id"], required=False, metavar="[ID]"),
            click.Option(
                ["--all", "everything"],
                is_flag=True,
                help=lang.say(
                    "Cetak semua penjelasan sebagai Markdown (docs/aturan.md).",
                    "Print every explanation as Markdown (docs/rules.md).",
                ),
            ),
        ],
        help=lang.say(
            "Daftar aturan; dengan ID (misalnya ANG-01): penjelasan satu aturan.",
            "List the rules; with an ID (such as ANG-01) explain one.",
        ),
    )


def rules(lang: Lang, id: str | None, everything: bool) -> int:
    """Print the list, one rule or the whole catalogue."""
    from lkj_audit.presentation.rules.rule_pages import rule_list, rules_as_markdown
    from validate.catalogue import RULES

    if everything:
        click.echo(rules_as_markdown(RULES, lang), nl=False)
    elif id is None:
        click.echo(rule_list(RULES, lang), nl=False)
    else:
        click.echo(explained(lang, id), nl=False)
    return ExitCode.AUDITED


def explained(lang: Lang, id: str) -> str:
    """Return the page of one rule, or why it is left out."""
    from lkj_audit.presentation.rules.rule_pages import group_page, left_out_page, rule_page
    from validate.catalogue import RULES
    from validate.unchecked_rules import OTHER_GROUPS, UNCHECKED_RULES

    asked = id.upper()
    pages = {group.prefix: group_page(group, lang) for group in OTHER_GROUPS}
    pages |= {rule.id: left_out_page(rule, lang) for rule in UNCHECKED_RULES}
    for rule in RULES:
        pages |= dict.fromkeys((rule.id, *rule.aliases), rule_page(rule, lang))
    page = pages.get(asked) or pages.get(asked.partition("-")[0])
    if page is None:
        from validate.profile.profile_keys import near

        nearest = near(asked, [known for known in pages if "-" in known])
        hint = (
            lang.say(f"; maksud Anda {nearest}?", f"; did you mean {nearest}?") if nearest else ""
        )
        hint = hint or lang.say("; lihat: lkj rules", "; see: lkj rules")
        raise click.UsageError(
            lang.say(f"tidak ada aturan {id}{hint}", f"there is no rule {id}{hint}")
        )
    return page
