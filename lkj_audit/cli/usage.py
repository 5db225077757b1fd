"""How the command line explains itself: help and usage errors in the language of the user.

Click speaks English; what a person meets of it is said again here.
"""

from collections.abc import Callable, Sequence
from typing import Any

import click

from extract.patterns import regex
from lkj_audit.presentation.language import Lang

# what stands for a value in a help text: the names of the documentation, and how Indonesian help
# calls them
_VALUES = {
    "FILE": "BERKAS",
    "DIR": "FOLDER",
    "PATH": "LOKASI",
    "OLD": "LAMA",
    "NEW": "BARU",
    "ENTRY": "POKOK",
    "TEXT": "TEKS",
    "NAME": "NAMA",
    "OUT": "KELUARAN",
    "LIST": "DAFTAR",
    "WHICH": "DOKUMEN",
    "WORD": "KATA",
}
# characters; click ends a longer first sentence with "..."
_LONGEST_SUMMARY = 300
# how the value of an argument is called that is a PDF or a folder
_PATHS = ("PATH", "LOKASI", "FILE", "BERKAS", "[")
# of click's sentence about arguments that a command does not take
_EXTRA_ARGUMENTS = regex(r"[\w\s]+\sextra\sarguments?\s\((.*)\)")
_VALUE = regex(rf"(?<![\w.-])(?:{'|'.join(_VALUES)})(?![\w-])")


def value_names(text: str, lang: Lang) -> str:
    """Return a help text with the names of values in the language of the user.

    >>> value_names("[FILE|DIR]", Lang.ID), value_names("PATH...", Lang.EN)
    ('[BERKAS|FOLDER]', 'PATH...')
    """
    if lang is Lang.EN:
        return text
    return _VALUE.sub(lambda match: _VALUES[match[0]], text)


def with_value_names(params: Sequence[click.Parameter], lang: Lang) -> list[click.Parameter]:
    """Return parameters whose metavars and helps name values in the language of the user."""
    for param in params:
        if param.metavar:
            param.metavar = value_names(param.metavar, lang)
        if isinstance(param, click.Option) and param.help:
            param.help = value_names(param.help, lang)
    return list(params)


class Command(click.Command):
    """A command whose help is headed in the language of the user."""

    def __init__(
        self,
        name: str,
        lang: Lang,
        run: Callable[..., int],
        params: Sequence[click.Parameter],
        help: str,
    ):
        super().__init__(
            name,
            callback=run,
            params=[*with_value_names(params, lang), lang_option(lang), help_option(lang)],
            help=value_names(help, lang),
            options_metavar=lang.say("[PILIHAN]...", "[OPTIONS]..."),
            add_help_option=False,
        )
        self.lang = lang

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        write_usage(self, self.lang, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option does."""
        write_options(self, self.lang, ctx, formatter)


class CommandGroup(click.Group):
    """The command `lkj` itself or a group of its commands, headed in the language of the user."""

    def __init__(
        self,
        lang: Lang,
        verbs: Sequence[click.Command],
        params: Sequence[click.Parameter],
        help: str,
        epilog: str,
        name: str = "lkj",
    ):
        super().__init__(
            name,
            commands={verb.name or "": verb for verb in verbs},
            params=[*with_value_names(params, lang), lang_option(lang), help_option(lang)],
            help=value_names(help, lang),
            epilog=epilog,
            options_metavar="",
            subcommand_metavar=lang.say("PERINTAH ...", "COMMAND ..."),
            add_help_option=False,
            invoke_without_command=True,
            callback=greet,
        )
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # in the order of the work
        """Return the commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        write_usage(self, self.lang, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        with formatter.section(self.lang.say("Perintah", "Commands")):
            formatter.write_dl(
                [
                    (name, verb.get_short_help_str(_LONGEST_SUMMARY))
                    for name, verb in self.commands.items()
                ]
            )
        write_options(self, self.lang, ctx, formatter)


@click.pass_context
def greet(ctx: click.Context) -> int:
    """Show the help to whoever calls `lkj` and nothing else."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return 0


def write_usage(
    command: click.Command, lang: Lang, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Write the line that shows how a command is called."""
    pieces = " ".join(piece for piece in command.collect_usage_pieces(ctx) if piece)
    formatter.write_usage(ctx.command_path, pieces, prefix=lang.say("Pemakaian: ", "Usage: "))


def write_options(
    command: click.Command, lang: Lang, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Write what each option of a command does."""
    records = (
        param.get_help_record(ctx) for param in command.params if isinstance(param, click.Option)
    )
    with formatter.section(lang.say("Pilihan", "Options")):
        formatter.write_dl([record for record in records if record])


def lang_option(lang: Lang) -> click.Option:
    """Return `--lang`, which `spoken` has read already: here it is only checked and documented."""
    return click.Option(
        ["--lang"],
        type=click.Choice([lang.value for lang in Lang]),
        expose_value=False,
        help=lang.say(
            "Bahasa (juga: LKJ_LANG); baku id.", "Language (also: LKJ_LANG); default: id."
        ),
    )


def help_option(lang: Lang) -> click.Option:
    """Return `--help`."""
    return click.Option(
        ["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=lang.say("Tampilkan bantuan ini.", "Show this help."),
    )


def _show_help(ctx: click.Context, _option: click.Parameter, asked: Any) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def usage_sentence(error: click.UsageError, lang: Lang) -> str:
    """Return what was wrong with a call, and which help to ask for."""
    command = error.ctx.command_path if error.ctx else "lkj"
    hint = lang.say(f"Bantuan: {command} --help", f"Help: {command} --help")
    return f"{command}: {_fault(error, lang)}\n{hint}"


def _fault(error: click.UsageError, lang: Lang) -> str:
    match error:
        case click.NoSuchCommand():
            return lang.say(
                f"tidak ada perintah “{error.command_name}”{_perhaps(error, lang)}",
                f"there is no command “{error.command_name}”{_perhaps(error, lang)}",
            )
        case click.NoSuchOption():
            return lang.say(
                f"tidak ada pilihan {error.option_name}{_perhaps(error, lang)}",
                f"there is no option {error.option_name}{_perhaps(error, lang)}",
            )
        case click.MissingParameter(param=click.Argument(metavar=metavar)):
            if metavar and not metavar.startswith(_PATHS):
                return lang.say(
                    f"sebutkan {metavar.removesuffix('...')}.",
                    f"name {metavar.removesuffix('...')}.",
                )
            return lang.say(
                "sebutkan PDF atau folder yang dibaca.", "name a PDF or a folder to read."
            )
        case click.BadParameter(
            param=click.Option(type=click.Choice(choices=choices), opts=[name, *_])
        ):
            known = ", ".join(choices)
            return lang.say(
                f"nilai {name} harus salah satu dari: {known}.", f"{name} must be one of: {known}."
            )
        case click.BadParameter(
            param=click.Option(
                type=click.IntRange() | click.FloatRange() as numbers, opts=[name, *_]
            )
        ):
            return _number_sentence(name, numbers, lang)
        case click.BadParameter(param=click.Option(type=click.Path(), opts=[name, *_])):
            return lang.say(
                f"berkas atau folder untuk {name} tidak ada, atau tidak dapat dipakai.",
                f"the file or folder for {name} does not exist or cannot be used.",
            )
        case click.BadOptionUsage(option_name=name):
            return lang.say(f"pilihan {name} memerlukan nilai.", f"option {name} needs a value.")
        case _:
            message = error.format_message()
            if extra := _EXTRA_ARGUMENTS.fullmatch(message):
                return lang.say(f"{extra[1]} tidak diperlukan.", f"{extra[1]} is not needed.")
            return message


def _number_sentence(name: str, numbers: click.IntRange | click.FloatRange, lang: Lang) -> str:
    """Return which numbers an option takes."""
    whole = lang.say(" bulat", " whole") if isinstance(numbers, click.IntRange) else ""
    least = f"{numbers.min:g}" if numbers.min is not None else "0"
    if numbers.max is not None:
        words = lang.say(
            f"mulai dari {least} sampai {numbers.max:g}", f"from {least} to {numbers.max:g}"
        )
    elif numbers.min_open:
        words = lang.say(f"di atas {least}", f"above {least}")
    else:
        words = lang.say(f"mulai dari {least}", f"from {least} on")
    return lang.say(
        f"nilai {name} harus bilangan{whole} {words}.", f"{name} must be a{whole} number {words}."
    )


def _perhaps(error: click.NoSuchCommand | click.NoSuchOption, lang: Lang) -> str:
    if error.possibilities:
        return lang.say("; maksud Anda ", "; did you mean ") + f"{' / '.join(error.possibilities)}?"
    if isinstance(error, click.NoSuchCommand) and (
        "." in error.command_name or "/" in error.command_name
    ):
        return lang.say("; maksud Anda ", "; did you mean ") + f"lkj audit {error.command_name}?"
    return "."
