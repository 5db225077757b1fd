"""Bring the Indonesian of the rules' documentation up to date: part of `make docs`.

Every paragraph of a docstring that is no example gets an entry, in the order of the rules; what is
translated stays, what no docstring holds any more goes, and what is new is there empty: a test
counts those.
"""

import sys
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from lkj_audit.presentation.rules.rule_documentation import sentences
from validate.catalogue import RULES

FILE = Path(__file__).parent.parent.parent / "lkj_audit" / "locale" / "id" / "rules.po"
HEAD = rb"""# What the rules say of themselves, in Bahasa Indonesia; the comment names the rules that say it.
msgid ""
msgstr ""
"Language: id\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""  # noqa: E501


def main() -> int:
    """Write the file again and return how many paragraphs are not translated."""
    with FILE.open("rb") as file:
        known = {message.id: message.string for message in read_po(file)}
    said_by = defaultdict[str, list[str]](list)
    for rule in RULES:
        for sentence in sentences(rule):
            said_by[sentence].append(rule.id)
    catalogue = Catalog(fuzzy=False)
    for sentence, rules in said_by.items():
        catalogue.add(
            sentence, known.get(sentence, ""), auto_comments=[", ".join(dict.fromkeys(rules))]
        )
    with FILE.open("wb") as file:
        file.write(HEAD)
        write_po(file, catalogue, width=120, omit_header=True)
    return sum(not known.get(sentence) for sentence in said_by)


if __name__ == "__main__":
    sys.exit(
        f"{FILE.name}: {untranslated} paragraphs are not translated"
        if (untranslated := main())
        else 0
    )
