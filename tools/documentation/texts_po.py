"""Writes docs/texts.po, all texts of the program side by side for whoever reviews their words: part
of `make docs`.
"""

from collections import defaultdict
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tools.documentation.texts import ROOT, TextPair, pairs

FILE = ROOT / "docs" / "texts.po"
HEAD = b"""# Every text of the program in Bahasa Indonesia and in English; what stands in braces is put in.
# Written by `make docs` from the pairs in the source, where a text is changed; the comment names the files that say it.
# What the rules say of themselves stands in lkj_audit/locale/id/rules.po.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""  # noqa: E501


def catalogue() -> bytes:
    """Return the file: every text once, those that English tells apart by what they are in
    English.
    """
    said_by = defaultdict[tuple[str, str], list[TextPair]](list)
    english = defaultdict[str, set[str]](set)
    for pair in pairs():
        said_by[pair.id.text, pair.en.text].append(pair)
        english[pair.id.text].add(pair.en.text)
    made = Catalog(fuzzy=False)
    for (id, en), said in said_by.items():
        files = ", ".join(dict.fromkeys(pair.file for pair in said))
        made.add(id, en, auto_comments=[files], context=en if len(english[id]) > 1 else None)
    file = BytesIO()
    file.write(HEAD)
    write_po(file, made, width=120, omit_header=True)
    return file.getvalue()


if __name__ == "__main__":
    FILE.write_bytes(catalogue())
