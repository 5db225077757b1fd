"""What a decision, its reason and the state of an entry are called."""

from lkj_audit.decisions.records import Action, Reason
from lkj_audit.decisions.state import EntryState, Status
from validate.findings import Message

ACTION = {
    Action.ACCEPT: Message("Diterima", "Accepted"),
    Action.REJECT: Message("Ditolak", "Rejected"),
    Action.ASK: Message("Ditanyakan kepada unit", "Put to the unit"),
    Action.REOPEN: Message("Dibuka kembali", "Reopened"),
    Action.RESPONSE: Message("Tanggapan unit", "Response of the unit"),
    Action.FOLLOW_UP: Message("Tindak lanjut", "Follow-up"),
}

REASON = {
    Reason.MISREAD: Message("salah baca alat", "misread by the tool"),
    Reason.EXPLAINED: Message("dapat dijelaskan", "can be explained"),
    Reason.IMMATERIAL: Message("tidak material", "not material"),
}

STATUS = {
    Status.OPEN: Message("Belum diputus", "Undecided"),
    Status.ACCEPTED: Message("Diterima", "Accepted"),
    Status.REJECTED: Message("Ditolak", "Rejected"),
    Status.ASKED: Message("Ditanyakan kepada unit", "Put to the unit"),
    Status.CONFLICT: Message("Putusan bertentangan", "Conflicting decisions"),
}

LOOK_AGAIN = Message("perlu dilihat lagi", "to be looked at again")


def status_words(state: EntryState) -> Message:
    """Return the state of an entry in words, with the reason of a rejection."""
    said = STATUS[state.status]
    reason = state.verdict.reason if state.verdict else None
    if reason is not None:
        said = Message(f"{said.id}: {REASON[reason].id}", f"{said.en}: {REASON[reason].en}")
    if state.look_again:
        said = Message(f"{said.id}, {LOOK_AGAIN.id}", f"{said.en}, {LOOK_AGAIN.en}")
    return said
