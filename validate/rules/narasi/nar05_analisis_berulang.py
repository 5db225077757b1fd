"""The analysis of one program is not word for word that of others.

Reported are passages that are, but for spelling, under at least three headings of the analysis, and
long paragraphs that are twice.

Not claimed: anything for short phrases, headings, captions, sentences that lead in to a list, and
for what chapters other than the analysis repeat.

Breaks it, under three programs:

    - Komitmen Pimpinan terhadap perencanaan kegiatan yang sesuai dengan time schedule

Looks alike, and does not, under three programs:

    - Koordinasi yang baik
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from normalize.text.comparison import similarity
from normalize.text.prose import TextBlock
from validate.audit_context import AuditContext
from validate.constraints.printed_values import text_spot
from validate.findings import Message, Severity, Violation
from validate.legal_basis import NonLegalGround
from validate.rule import Concern, Rule
from validate.structure.entity_links import ENTITY_LINKS_SETTINGS
from validate.text.analyses import analysed, wording

_WORDS, _TIMES = 7, 3
_LONG_WORDS, _LONG_TIMES = 25, 2


def check(context: AuditContext) -> Iterator[Violation]:
    """Yield a finding for every analysis that is repeated, at its first repetition."""
    for passages in _alike(context):
        headings = {passage.headings for passage in passages}
        words = len(wording(passages[0]).split())
        if len(headings) >= _TIMES or (words >= _LONG_WORDS and len(passages) >= _LONG_TIMES):
            yield _finding(passages)


def _alike(context: AuditContext) -> Iterator[list[TextBlock]]:
    """Yield the passages that say the same, in the order of the first of each."""
    groups: dict[str, list[TextBlock]] = defaultdict(list)
    starts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for passage in analysed(context):
        words = wording(passage)
        if len(words.split()) < _WORDS:
            continue
        start = tuple(words.split()[:2])
        key = (
            words
            if words in groups
            else next((one for one in starts[start] if _is_same(one, words)), words)
        )
        if key not in groups:
            starts[start].append(key)
        groups[key].append(passage)
    yield from groups.values()


def _is_same(one: str, other: str) -> bool:
    return (
        abs(len(one) - len(other)) <= len(one) // 10
        and similarity(one, other) >= ENTITY_LINKS_SETTINGS.same_wording
    )


def _finding(passages: Sequence[TextBlock]) -> Violation:
    first, second, *others = (text_spot(passage, 0, len(passage.text)) for passage in passages)
    pages = ", ".join(map(str, dict.fromkeys(passage.place.page for passage in passages)))
    message = Message(
        f"analisis yang sama tertulis {len(passages)} kali (halaman {pages})",
        f"the same analysis is written {len(passages)} times (pages {pages})",
    )
    return Violation(second, message, evidence=(first,), repetitions=tuple(others))


RULE = Rule(
    id="NAR-05",
    title=Message("Analisis berulang", "Repeated analysis"),
    fault=Message("Analisis yang sama diulang", "The same analysis is repeated"),
    concern=Concern.FORM,
    severities=(Severity.MINOR,),
    basis=(
        NonLegalGround(
            Message(
                "hal yang lazim dicatat dalam reviu laporan semacam ini",
                "what reviewers of such reports commonly object to",
            )
        ),
    ),
    doc=__doc__,
    check=check,
)
