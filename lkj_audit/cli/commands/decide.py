"""`lkj decide`: record and list what people decide on the entries of an audit, for scripts."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

if TYPE_CHECKING:
    from lkj_audit.decisions.file import DecisionsLog
    from lkj_audit.decisions.records import Action, Decision, Reason
    from lkj_audit.decisions.reviewed import ReviewedAudit, ReviewedEntry
    from lkj_audit.decisions.state import EntryState

AUDIT = "audit.json"
# what a script may write for each reason, the Indonesian ones first
REASONS = {
    "salah-baca": "misread",
    "dapat-dijelaskan": "explained",
    "tidak-material": "immaterial",
    "misread": "misread",
    "explained": "explained",
    "immaterial": "immaterial",
}


def command(lang: Lang) -> Command:
    """Return `lkj decide`."""
    return Command(
        "decide",
        lang,
        partial(decide, lang),
        [
            click.Argument(["folder"], type=click.Path(path_type=Path), metavar="DIR"),
            click.Argument(["entry"], required=False, metavar="[ENTRY]"),
            *_action_options(lang),
            click.Option(
                ["--note"], metavar="TEXT", default="", help=lang.say("Catatan.", "A note.")
            ),
            click.Option(
                ["--name"],
                metavar="NAME",
                envvar="LKJ_NAME",
                default="",
                help=lang.say("Nama pemutus (juga: LKJ_NAME).", "Who decides (also: LKJ_NAME)."),
            ),
            click.Option(
                ["--settle"],
                is_flag=True,
                help=lang.say(
                    "Putusan ini mengakhiri putusan-putusan yang bertentangan.",
                    "This decision settles the conflicting ones.",
                ),
            ),
            click.Option(
                ["--merge"],
                metavar="FILE",
                multiple=True,
                type=click.Path(path_type=Path, dir_okay=False, exists=True),
                help=lang.say(
                    "Gabungkan putusan dari berkas lain (.putusan.jsonl).",
                    "Merge the decisions of another file (.putusan.jsonl).",
                ),
            ),
            click.Option(
                ["--open", "only_open"],
                is_flag=True,
                help=lang.say(
                    "Hanya yang masih terbuka; kode keluar 1 bila ada yang mayor atau kritis.",
                    "Only what is open; exit code 1 when any of it is major or critical.",
                ),
            ),
            click.Option(
                ["--json", "as_json"],
                is_flag=True,
                help=lang.say("Cetak daftar sebagai JSON.", "List as JSON."),
            ),
        ],
        help=lang.say(
            "Catat putusan atas satu pokok masalah, atau daftar semuanya. DIR adalah folder "
            "keluaran satu dokumen; "
            "ENTRY adalah nomor atau id pokok masalah, atau sidik temuan.",
            "Record a decision on one entry, or list them all. DIR is the folder of a "
            "document's outputs; ENTRY is the "
            "number or id of an entry, or the fingerprint of a finding.",
        ),
    )


def _action_options(lang: Lang) -> list[click.Option]:
    """Return the options of which one says what is recorded."""
    return [
        click.Option(
            ["--accept"], is_flag=True, help=lang.say("Terima temuan.", "Accept the finding.")
        ),
        click.Option(
            ["--reject"],
            type=click.Choice(list(REASONS)),
            help=lang.say("Tolak temuan dengan alasan ini.", "Reject the finding for this reason."),
        ),
        click.Option(
            ["--ask"], is_flag=True, help=lang.say("Tanyakan kepada unit.", "Put it to the unit.")
        ),
        click.Option(["--reopen"], is_flag=True, help=lang.say("Buka kembali.", "Open it again.")),
        click.Option(
            ["--response"],
            metavar="TEXT",
            help=lang.say("Catat tanggapan unit.", "Record what the unit answers."),
        ),
        click.Option(
            ["--follow-up"],
            metavar="TEXT",
            help=lang.say("Catat tindak lanjut.", "Record what is done about it."),
        ),
        click.Option(
            ["--done"],
            is_flag=True,
            help=lang.say("Tindak lanjut selesai.", "The follow-up is completed."),
        ),
    ]


def decide(
    lang: Lang,
    folder: Path,
    entry: str | None,
    accept: bool,
    reject: str | None,
    ask: bool,
    reopen: bool,
    response: str | None,
    follow_up: str | None,
    done: bool,
    note: str,
    name: str,
    settle: bool,
    merge: Sequence[Path],
    only_open: bool,
    as_json: bool,
) -> int:
    """Merge files, record a decision, or list all; return the documented exit code."""
    from lkj_audit.decisions.errors import DecisionsError
    from lkj_audit.decisions.file import decisions_path, merge_into, read_log
    from lkj_audit.decisions.records import Action, Reason

    asked = {
        Action.ACCEPT: accept,
        Action.REJECT: reject is not None,
        Action.ASK: ask,
        Action.REOPEN: reopen,
        Action.RESPONSE: response is not None,
        Action.FOLLOW_UP: follow_up is not None,
    }
    chosen = [action for action, is_asked in asked.items() if is_asked]
    _check_call(lang, entry, chosen, done=done, only_open=only_open)
    audit = _audit_in(lang, folder)
    path = decisions_path(folder)
    try:
        if merge:
            count = merge_into(path, *merge)
            click.echo(
                lang.say(f"{count} putusan ditambahkan.", f"{count} decisions were added."),
                err=as_json,
            )
        if chosen and entry is not None:
            reason = Reason(REASONS[reject]) if reject else None
            said = note or response or follow_up or ""
            return _record(
                lang, path, audit, entry, chosen[0], said, name, reason, done=done, settle=settle
            )
        log = read_log(path)
    except DecisionsError as error:
        click.echo(f"{error.text(lang)} {error.advice(lang)}".rstrip(), err=True)
        return error.exit_code
    if merge and not (only_open or as_json):
        return ExitCode.AUDITED
    if torn := log.torn_sentence(shown_name(path)):
        click.echo(lang.say(*torn), err=True)
    return _list(lang, audit, log, entry, only_open=only_open, as_json=as_json)


def _check_call(
    lang: Lang, entry: str | None, chosen: "Sequence[Action]", *, done: bool, only_open: bool
) -> None:
    """Raise the usage error of a call that asks for several things, or for nothing that can be
    recorded.
    """
    if len(chosen) > 1:
        _refuse(lang.say("pilih satu putusan saja.", "choose one decision only."))
    if chosen and entry is None:
        _refuse(
            lang.say("sebutkan pokok masalah yang diputus.", "name the ENTRY that is decided on.")
        )
    if done and (not chosen or chosen[0].value != "follow_up"):
        _refuse(lang.say("--done memerlukan --follow-up.", "--done needs --follow-up."))
    if only_open and chosen:
        _refuse(lang.say("--open tidak mencatat putusan.", "--open records no decision."))


def _refuse(sentence: str) -> NoReturn:
    raise click.UsageError(sentence)


def _audit_in(lang: Lang, folder: Path) -> "ReviewedAudit":
    """Return the audit in a folder of outputs, or raise the usage error that says that there is
    none.
    """
    from lkj_audit.decisions.reviewed import NoAudit, read_reviewed

    name = shown_name(folder)
    try:
        return read_reviewed(folder / AUDIT)
    except (OSError, NoAudit) as error:
        raise click.UsageError(
            lang.say(
                f"{name} tidak berisi audit.json; buat dengan: lkj audit BERKAS --out FOLDER",
                f"{name} holds no audit.json; make one with: lkj audit FILE --out DIR",
            )
        ) from error


def _record(
    lang: Lang,
    path: Path,
    audit: "ReviewedAudit",
    key: str,
    action: "Action",
    note: str,
    name: str,
    reason: "Reason | None",
    *,
    done: bool,
    settle: bool,
) -> int:
    """Record one decision, and print the state of its entry."""
    from lkj_audit.decisions.file import now, record
    from lkj_audit.decisions.records import LONGEST_NAME, LONGEST_NOTE, Decision
    from lkj_audit.decisions.words import decision_words, status_words
    from normalize.text.masking import masked

    entry = _entry(lang, audit, key)
    decision = Decision(
        action,
        entry.findings,
        audit.document,
        now(),
        masked(name)[:LONGEST_NAME],
        masked(note)[:LONGEST_NOTE],
        reason,
        done,
        entry.id,
    )
    written, state = record(path, decision, settle=settle)
    recorded, stands = decision_words(written, lang), lang.say(*status_words(state))
    click.echo(
        lang.say(
            f"Pokok masalah {entry.number} ({_shown(entry.title.id)}): dicatat “{recorded}”. "
            f"Keadaan: {stands}. Id catatan: {written.id}",
            f"Entry {entry.number} ({_shown(entry.title.en)}): “{recorded}” was recorded. "
            f"State: {stands}. Id of the record: {written.id}",
        )
    )
    return ExitCode.AUDITED


def _entry(lang: Lang, audit: "ReviewedAudit", key: str) -> "ReviewedEntry":
    if (entry := audit.entry(key)) is None:
        _refuse(lang.say(f"tidak ada pokok masalah {key}.", f"there is no entry {key}."))
    return entry


# The list -----------------------------------------------------------------------------------------


def _list(
    lang: Lang,
    audit: "ReviewedAudit",
    log: "DecisionsLog",
    key: str | None,
    *,
    only_open: bool,
    as_json: bool,
) -> int:
    """Print the entries with the state of each, and the decisions whose findings are gone."""
    from lkj_audit.decisions.words import decision_words, status_words
    from lkj_audit.presentation.vocabulary import SEVERITY

    wanted = _entry(lang, audit, key) if key is not None else None
    states = [(one, state) for one, state in audit.states(log.decisions) if wanted in (None, one)]
    shown = [(one, state) for one, state in states if state.is_open] if only_open else states
    gone = () if only_open or wanted else log.decisions.vanished(audit.fingerprints)
    if as_json:
        click.echo(json.dumps(_as_json(shown, gone), ensure_ascii=False))
    else:
        for entry, state in shown:
            said = lang.say(*status_words(state))
            click.echo(
                f"{entry.number}\t{entry.id}\t{lang.say(*SEVERITY[entry.severity])}\t{said}\t"
                f"{_shown(lang.say(*entry.title))}"
            )
        for one in gone:
            vanished = lang.say("temuannya tidak ada lagi", "its finding is gone")
            title = _shown(one.findings[0].title)
            click.echo(f"–\t{one.matter}\t{decision_words(one, lang)}\t{vanished}\t{title}")
    return ExitCode.FINDING if only_open and audit.open_entries(log.decisions) else ExitCode.AUDITED


def _shown(text: str) -> str:
    return " ".join(shown_name(text).split())


def _as_json(
    states: "Sequence[tuple[ReviewedEntry, EntryState]]", gone: "Sequence[Decision]"
) -> dict[str, list[dict[str, object]]]:
    return {
        "entries": [_entry_as_json(entry, state) for entry, state in states],
        "vanished": [json.loads(one.line) for one in gone],
    }


def _entry_as_json(entry: "ReviewedEntry", state: "EntryState") -> dict[str, object]:
    return {
        "id": entry.id,
        "number": entry.number,
        "group": entry.group,
        "severity": entry.severity.value,
        "status": state.status.value,
        "look_again": state.look_again,
        "open": state.is_open,
        "findings": [finding.fingerprint for finding in entry.findings],
        "decisions": [json.loads(decision.line) for decision in state.history],
    }
