"""The matters of a report as its page shows them, with what was decided on each, and what the
script needs of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lkj_audit.decisions.records import Action, DecidedFinding, Reason, ReviewedDocument
from lkj_audit.decisions.reviewed import decided_finding, reviewed_document
from lkj_audit.decisions.state import Decisions, Status
from lkj_audit.decisions.words import ACTION, LOOK_AGAIN, REASON, STATUS, state_part
from lkj_audit.outputs.page_boxes import PageBox
from lkj_audit.presentation.findings.matters import GROUP_NAMES, Matter, MatterGroup, matters
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import listed
from lkj_audit.presentation.rules.rule_pages import rule_page
from validate.catalogue import RULES
from validate.findings import Message

if TYPE_CHECKING:
    from lkj_audit.outputs.html.report_page import FindingView, ReportView

Json = dict[str, Any]
# they are reported in one line a kind, and opened by whoever wants them
FOLDED = frozenset({MatterGroup.TIDY, MatterGroup.CHECKLIST})
AUDITED_AGAIN = Message(
    "Dokumen ini sudah diperiksa ulang; muat ulang halaman ini. Isian Anda disimpan.",
    "This document was audited again; load this page anew. What you wrote is kept.",
)


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter as it is reported: its texts are one line each, without NIPs."""

    matter: Matter
    title: str
    sentence: str
    pages: str
    mark: PageBox
    entries: "tuple[FindingView, ...]"
    findings: tuple[DecidedFinding, ...]

    @property
    def number(self) -> int:
        """Its number in all outputs."""
        return self.matter.number

    @property
    def rules(self) -> list[str]:
        """The rules that its findings break."""
        return list(dict.fromkeys(entry.finding.rule for entry in self.entries))


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of matters in the order in which an auditor reads them."""

    group: MatterGroup
    name: str
    matters: tuple[MatterView, ...]

    @property
    def is_folded(self) -> bool:
        """Whether its matters are shown only on demand."""
        return self.group in FOLDED


def group_views(view: "ReportView") -> list[GroupView]:
    """Return the four groups of matters, empty ones too."""
    entries = {id(entry.finding): entry for entry in view.entries}
    result = [_matter_view(matter, view, entries) for matter in matters(view.audit)]
    groups = []
    for group, name in GROUP_NAMES.items():
        own = (item for item in result if item.matter.group is group)
        groups.append(GroupView(group, view.lang.say(*name), tuple(own)))
    return groups


def _matter_view(
    matter: Matter, view: "ReportView", entries: "Mapping[int, FindingView]"
) -> MatterView:
    title = view.text(view.lang.say(*matter.title))
    return MatterView(
        matter,
        title,
        view.text(view.lang.say(*matter.sentence)),
        listed(matter.pages),
        view.marks.of(matter.lead.spot),
        tuple(entries[id(finding)] for finding in matter.findings),
        tuple(decided_finding(finding, matter.title.id) for finding in matter.findings),
    )


def rule_texts(view: "ReportView") -> Iterator[tuple[str, str]]:
    """Yield the page of each rule that is broken: what it checks and why, on which basis, and what
    looks like it.
    """
    broken = {finding.rule for finding in view.audit.findings}
    for rule in RULES:
        if rule.id in broken:
            yield rule.id, rule_page(rule, view.lang).strip()


def page_data(view: "ReportView", groups: list[GroupView]) -> Json:
    """Return what the script of the page receives: the document, the matters with the state of
    each, and words.
    """
    decisions: Decisions = view.audited.decisions
    document = reviewed_document(view.audit)
    present = [finding.fingerprint for finding in view.audit.findings]
    return {
        "document": _slots_of(document),
        "name": view.audited.pdf.stem,
        "matters": [
            {
                "id": item.matter.id,
                "number": item.number,
                "grave": item.matter.severity.rank >= 2,
                "findings": list(map(_slots_of, item.findings)),
                "state": state_part(decisions.state(item.findings), view.lang),
            }
            for group in groups
            for item in group.matters
        ],
        "vanished": [
            {
                "title": view.text(item.findings[0].title),
                "words": view.lang.say(*ACTION[item.action]),
                "name": item.name,
            }
            for item in decisions.vanished(present)
        ],
        "words": words(view.lang),
    }


def _slots_of(record: ReviewedDocument | DecidedFinding) -> Json:
    return {name: getattr(record, name) for name in record.__slots__}


def words(lang: Lang) -> Json:
    """Return the words of decisions for the script."""
    say = lang.say
    return {
        "action": {item.value: say(*ACTION[item]) for item in Action},
        "reason": {item.value: say(*REASON[item]) for item in Reason},
        "status": {item.value: say(*STATUS[item]) for item in Status},
        "again": say(*LOOK_AGAIN),
        "response": say("Tanggapan unit", "Response of the unit"),
        "follow_up": say("Tindak lanjut", "Follow-up"),
        "done": say("selesai", "completed"),
        "history": say("Riwayat", "History"),
        "saved": say("Putusan disimpan.", "The decision was saved."),
        "reason_needed": say("Pilih alasan penolakan.", "Choose the reason of the rejection."),
        "text_needed": say("Tulis isinya dahulu.", "Write what it is first."),
        "unsaved": say(
            "Tidak tersimpan: program tidak dapat dihubungi. Isian Anda masih ada.",
            "Not saved: the program cannot be reached. What you wrote is still here.",
        ),
        "audited_again": say(*AUDITED_AGAIN),
        "conflict": say(
            "Ada putusan yang saling bertentangan; putusan berikutnya mengakhirinya.",
            "There are conflicting decisions; the next decision settles them.",
        ),
        "nothing": say("Belum ada putusan.", "There is no decision yet."),
        "no_storage": say(
            "Peramban ini tidak menyimpan putusan; unduh sebelum menutup halaman.",
            "This browser does not keep decisions; download them before you close the page.",
        ),
    }
