"""Why decisions could not be read or recorded: each error names its exit code and what to do next.

DecisionsError
├── DamagedDecisions    6
├── ForeignDecisions    6
├── LockedDecisions     6
├── UnwritableDecisions 6
├── ChangedDecisions    6
└── OpenConflict        6
"""

from extract.errors import WordedError
from lkj_audit.exit_codes import ExitCode


class DecisionsError(WordedError):
    """Decisions that cannot be used."""

    exit_code = ExitCode.DECISIONS
    says = ("Putusan tidak dapat dibaca.", "The decisions cannot be read.")


class DamagedDecisions(DecisionsError):
    """A file with a line that is no decision, or that is not as it was written."""

    says = (
        "Berkas putusan {name} rusak pada baris {line}; berkas ini tidak diubah.",
        "The decisions file {name} is damaged in line {line}; it was not changed.",
    )
    advises = (
        "Pulihkan dari cadangan, atau pindahkan baris itu ke berkas lain, lalu ulangi.",
        "Restore it from a backup, or move that line to another file, and try again.",
    )


class ForeignDecisions(DecisionsError):
    """A file that holds something else, or decisions of a later version of the program."""

    says = (
        "{name} bukan berkas putusan yang dikenali versi ini; berkas ini tidak diubah.",
        "{name} is no decisions file that this version knows; it was not changed.",
    )
    advises = (
        "Pindahkan berkas itu, atau perbarui lkj-audit.",
        "Move that file away, or update lkj-audit.",
    )


class LockedDecisions(DecisionsError):
    """A file that another process writes into for too long."""

    says = (
        "Berkas putusan {name} sedang ditulis proses lain.",
        "Another process is writing to the decisions file {name}.",
    )
    advises = (
        "Tunggu sebentar, lalu ulangi; tidak ada yang hilang.",
        "Wait a moment and try again; nothing is lost.",
    )


class UnwritableDecisions(DecisionsError):
    """A file or folder that takes no further line."""

    says = (
        "Putusan tidak dapat disimpan di {name}: {reason_id}. Putusan sebelumnya tetap ada.",
        "The decision cannot be saved in {name}: {reason_en}. Earlier decisions are still there.",
    )
    advises = ("Perbaiki hal itu, lalu simpan lagi.", "Repair that and save again.")


class ChangedDecisions(DecisionsError):
    """Somebody else has decided on the same entry since it was shown."""

    says = (
        "Pokok masalah ini sudah diputus di tempat lain sejak ditampilkan; putusan Anda "
        "belum disimpan.",
        "This entry was decided elsewhere since it was shown; your decision was not saved yet.",
    )
    advises = (
        "Lihat putusan itu, lalu putuskan lagi.",
        "Look at that decision, then decide again.",
    )


class OpenConflict(DecisionsError):
    """Several decisions are on one entry, and a further one does not say that it settles them."""

    says = (
        "Pada pokok masalah ini ada {count} putusan yang berbeda.",
        "There are {count} different decisions on this entry.",
    )
    advises = (
        "Bila putusan baru ini mengakhiri semuanya, tambahkan --settle.",
        "If the new decision settles them all, add --settle.",
    )
