"""An item of a list ends where its sentence does, not behind a word that leads on.

Not claimed: anything for an item without a closing mark, which may continue in the next line.

Breaks it:

    6. evaluasi Rancangan Peraturan Desa tentang;
    7. Anggaran Pendapatan dan Belanja Desa;

Looks alike, and does not:

    6. evaluasi Rancangan Peraturan Desa tentang Anggaran Pendapatan dan Belanja Desa;
    7. pelaporan; dan
"""

import re
from collections.abc import Iterator

from extract.patterns import regex
from normalize.text.prose import BlockType
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule
from validate.text.text_claims import narrative

_LEADS_ON = regex(
    r"\b(?:tentang|yang|dengan|untuk|oleh|dari|terhadap|sebagai|antara|bahwa|agar|karena)\s*[;.]$",
    re.IGNORECASE,
)


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every item that ends behind a word that leads on."""
    for passage, text, _ in narrative(context):
        if (
            passage.sort is BlockType.ITEM
            and text.endswith((";", "."))
            and (found := _LEADS_ON.search(text))
        ):
            last = text.rstrip(" ;.").rpartition(" ")[2]
            message = Message(
                f"butir ini berakhir dengan kata “{last}”", f"this item ends with the word “{last}”"
            )
            yield Violation(text_spot(passage, found.start(), len(text)), message)


RULE = Rule(
    id="NAR-11",
    title=Message("Butir terpotong", "Incomplete list item"),
    fault=Message("Butir uraian terputus", "A list item is incomplete"),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(
        NonLegalGround(Message("laporan hendaknya mudah dibaca", "a report is to be readable")),
    ),
    doc=__doc__,
    check=check,
)
