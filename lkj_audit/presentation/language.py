"""Which language the interface uses, and how a sentence is chosen from its two versions."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Lang(StrEnum):
    """The language of everything that a person reads: Bahasa Indonesia unless asked otherwise."""

    ID = "id"
    EN = "en"

    def say(self, id: str, en: str) -> str:
        """Return the version in this language."""
        return en if self is Lang.EN else id

    def number(self, count: int) -> str:
        """Return a count of ours as the language writes it; what a document prints is quoted as
        printed.

        >>> Lang.ID.number(15204), Lang.EN.number(15204)
        ('15.204', '15,204')
        """
        return f"{count:,}".replace(",", self.say(".", ","))

    def decimal(self, value: float, places: int = 1) -> str:
        """Return a number of ours with so many decimals, as the language writes it.

        >>> Lang.ID.decimal(1520.45), Lang.EN.decimal(1520.45)
        ('1.520,5', '1,520.5')
        """
        written = f"{value:,.{places}f}"
        return written.translate(_SWAPPED) if self is Lang.ID else written


# separators of thousands and decimals of English and Indonesian
_SWAPPED = str.maketrans(",.", ".,")


def spoken(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language asked for by `--lang`, else by LKJ_LANG: known before a line of help is
    written.
    """
    asked = environment.get("LKJ_LANG", "")
    for position, argument in enumerate(arguments, 1):
        if argument == "--lang":
            asked = "".join(arguments[position : position + 1])
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return Lang.EN if asked.lower().startswith("en") else Lang.ID
