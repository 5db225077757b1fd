"""What a decision, its reason and the state of an entry are called."""

from typing import Any

from lkj_audit.decisions.records import Action, Decision, Reason
from lkj_audit.decisions.state import EntryState, Status
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.period_names import date_name
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
    state_name = STATUS[state.status]
    reason = state.verdict.reason if state.verdict else None
    if reason is not None:
        state_name = Message(
            f"{state_name.id}: {REASON[reason].id}", f"{state_name.en}: {REASON[reason].en}"
        )
    if state.look_again:
        state_name = Message(
            f"{state_name.id}, {LOOK_AGAIN.id}", f"{state_name.en}, {LOOK_AGAIN.en}"
        )
    return state_name


def state_part(state: EntryState, lang: Lang) -> dict[str, Any]:
    """Return the state of an entry as the page shows it."""
    return {
        "status": state.status.value,
        "words": lang.say(*status_words(state)),
        "again": state.look_again,
        "open": state.is_open,
        "standing": list(state.standing),
        "verdict": [_record_part(item, lang) for item in state.verdicts],
        "response": [_record_part(item, lang) for item in state.responses],
        "follow_up": [_record_part(item, lang) for item in state.follow_ups],
        "history": [_record_part(item, lang) for item in state.history],
    }


def _record_part(item: Decision, lang: Lang) -> dict[str, Any]:
    return {
        "id": item.id,
        "action": item.action.value,
        "words": decision_words(item, lang),
        "name": item.name,
        "time": item.time,
        "note": item.note,
        "done": item.done,
    }


def authorship(item: Decision, lang: Lang) -> str:
    """Return who recorded something, where that is known, and on which day."""
    return ", ".join(filter(None, (item.name.strip(), date_name(item.time, lang))))


def decision_words(item: Decision, lang: Lang) -> str:
    """Return what a record says in a few words."""
    sentence = lang.say(*ACTION[item.action])
    if item.reason is not None:
        return f"{sentence}: {lang.say(*REASON[item.reason])}"
    if item.done:
        done = lang.say("selesai", "completed")
        return f"{sentence} ({done})"
    return sentence
