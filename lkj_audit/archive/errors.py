"""Why an archive cannot be used: each error names its exit code and what to do next.

ArchiveError
├── WrongUrl             2
│   └── UnknownUrlOption 2
├── MissingExtra         2
├── MissingArchive       5
│   └── MissingFolder    5
├── MissingDatabase      5
├── UnreachableServer    5
├── RefusedLogin         5
├── NetworkShare         5
├── LockedArchive        5
├── ReadOnlyArchive      5
│   └── ReadOnlyServer   5
├── MissingPrivilege     5
├── FullArchive          5
├── DamagedArchive       5
├── ForeignDatabase      5
├── OccupiedDatabase     2
├── QueueInUse           5
├── NoServer             2
├── OlderArchive         5
│   └── OlderServerArchive 5
├── NewerArchive         5
├── UnwritableStore      5
└── UnusableArchive      5
    └── UnstorableValue  5
"""

from extract.errors import WordedError
from lkj_audit.exit_codes import ExitCode


class ArchiveError(WordedError):
    """An archive that cannot be used."""

    exit_code = ExitCode.ARCHIVE
    says = ("Arsip tidak dapat dipakai.", "The archive cannot be used.")


class WrongUrl(ArchiveError):
    """A URL that names no database that this program can use."""

    exit_code = ExitCode.USAGE
    says = ("--db tidak dapat dipakai: {url}.", "--db cannot be used: {url}.")
    advises = (
        "Arsip berupa satu berkas SQLite, misalnya --db sqlite:///lkj.db, atau basis data "
        "PostgreSQL, misalnya "
        "--db postgresql://pengguna@server/lkj",
        "An archive is one SQLite file, for example --db sqlite:///lkj.db, or a database of "
        "PostgreSQL, for example "
        "--db postgresql://user@server/lkj",
    )


class UnknownUrlOption(WrongUrl):
    """A URL with an option behind its question mark that the database does not know."""

    says = (
        "--db tidak dapat dipakai: pilihan {option} di belakang tanda tanya tidak dikenal.",
        "--db cannot be used: there is no option {option} to put behind the question mark.",
    )
    advises = (
        "SQLite tidak memakai pilihan (--db sqlite:///lkj.db); PostgreSQL memakai pilihan libpq, "
        "misalnya ?sslmode=verify-full.",
        "SQLite takes none (--db sqlite:///lkj.db); PostgreSQL takes the options of libpq, such as "
        "?sslmode=verify-full.",
    )


class MissingExtra(ArchiveError):
    """A URL of PostgreSQL where its libraries are not installed."""

    exit_code = ExitCode.USAGE
    says = (
        "PostgreSQL memerlukan pustaka yang dipasang dengan: pip install 'lkj-audit[server]'",
        "PostgreSQL needs libraries that are installed with: pip install 'lkj-audit[server]'",
    )


class MissingArchive(ArchiveError):
    """A database that is not there, or whose folder is not."""

    says = ("Arsip {name} tidak ditemukan.", "There is no archive {name}.")
    advises = (
        "Periksa --db, atau buat arsip dengan: lkj ingest FOLDER --db URL",
        "Check --db, or make an archive with: lkj ingest FOLDER --db URL",
    )


class MissingFolder(MissingArchive):
    """An archive that is to be made in a folder that is not there."""

    says = (
        "Folder {folder} untuk arsip {name} tidak ditemukan.",
        "There is no folder {folder} for the archive {name}.",
    )
    advises = (
        "Buat folder itu, atau perbaiki --db.",
        "Make the folder, or correct --db.",
    )


class MissingDatabase(ArchiveError):
    """A database that the server does not have."""

    says = ("Server tidak memiliki basis data {name}.", "The server has no database {name}.")
    advises = (
        "Buat basis data itu dahulu (docs/server.md): createdb --owner PENGGUNA NAMA",
        "Create the database first (docs/server.md): createdb --owner USER NAME",
    )


class UnreachableServer(ArchiveError):
    """A server that does not answer, or has closed the connection."""

    says = (
        "Server PostgreSQL untuk {name} tidak dapat dihubungi: {reason}.",
        "The PostgreSQL server of {name} cannot be reached: {reason}.",
    )
    advises = (
        "Periksa apakah server berjalan dan alamatnya benar, lalu ulangi; yang sudah "
        "tersimpan tidak hilang.",
        "Check that the server runs and that the address is right, and try again; nothing "
        "that was stored is lost.",
    )


class RefusedLogin(ArchiveError):
    """A user or password that the server does not accept."""

    says = (
        "Server menolak masuk ke {name}: {reason}.",
        "The server refused the login to {name}: {reason}.",
    )
    advises = (
        "Periksa pengguna dan kata sandi; kata sandi dapat disimpan di ~/.pgpass atau PGPASSWORD.",
        "Check user and password; the password can be kept in ~/.pgpass or PGPASSWORD.",
    )


class NetworkShare(ArchiveError):
    """A file on a share, where SQLite cannot lock: two writers would damage it."""

    says = (
        "Arsip {name} berada di folder jaringan ({kind}); penguncian SQLite tidak dapat "
        "diandalkan di sana.",
        "The archive {name} lies on a network share ({kind}), where the locks of SQLite "
        "cannot be relied on.",
    )
    advises = (
        "Letakkan arsip di cakram lokal. Untuk beberapa pengguna atau mesin diperlukan "
        "server basis data seperti "
        "PostgreSQL. Bila hanya satu proses yang memakainya, tambahkan --allow-network-share.",
        "Keep the archive on a local disk. Several users or machines need a database server "
        "such as PostgreSQL. "
        "If only one process uses it, add --allow-network-share.",
    )


class LockedArchive(ArchiveError):
    """A database that another process writes into for too long."""

    says = (
        "Arsip {name} sedang dipakai proses lain.",
        "Another process is using the archive {name}.",
    )
    advises = (
        "Tunggu sampai proses itu selesai, lalu ulangi; yang sudah tersimpan tidak hilang.",
        "Wait until it is done and try again; nothing that was stored is lost.",
    )


class ReadOnlyArchive(ArchiveError):
    """A database that may be read only."""

    says = ("Arsip {name} hanya dapat dibaca.", "The archive {name} can only be read.")
    advises = (
        "Periksa izin berkas dan foldernya.",
        "Check the permissions of the file and its folder.",
    )


class ReadOnlyServer(ReadOnlyArchive):
    """A server that takes no changes: a standby, or one whose administrator has set it so."""

    advises = (
        "Server ini hanya melayani pembacaan; sebutkan server utama dalam --db.",
        "The server answers questions only; name the primary server in --db.",
    )


class MissingPrivilege(ArchiveError):
    """A user who may not do that in the database."""

    says = (
        "Pengguna basis data tidak berhak melakukan ini di {name}: {reason}.",
        "The database user has no privilege for this in {name}: {reason}.",
    )
    advises = (
        "Mintalah hak kepada pengelola basis data, atau jadikan pengguna ini pemiliknya.",
        "Ask the administrator for the privilege, or let the user own the database.",
    )


class FullArchive(ArchiveError):
    """A disk that takes nothing more."""

    says = (
        "Arsip {name} tidak dapat bertambah: media penyimpanan penuh.",
        "The archive {name} cannot grow: the disk is full.",
    )
    advises = (
        "Kosongkan sebagian, lalu jalankan perintah yang sama; yang sudah tersimpan tidak hilang.",
        "Make room and run the same command again; nothing that was stored is lost.",
    )


class DamagedArchive(ArchiveError):
    """A database file whose content is broken."""

    says = ("Arsip {name} rusak atau terpotong.", "The archive {name} is damaged or truncated.")
    advises = (
        "Pulihkan dari cadangan: lkj archive restore CADANGAN --db URL",
        "Restore it from a backup: lkj archive restore BACKUP --db URL",
    )


class ForeignDatabase(ArchiveError):
    """A file that is no archive of ours; it is left as it is."""

    says = (
        "{name} bukan arsip lkj; berkas ini tidak diubah.",
        "{name} is no archive of lkj; it was not changed.",
    )
    advises = ("Pilih nama lain untuk --db.", "Choose another name for --db.")


class OccupiedDatabase(ArchiveError):
    """An archive where an empty database is needed."""

    exit_code = ExitCode.USAGE  # as where a file would be overwritten
    says = (
        "{name} sudah berisi arsip; isinya tidak diubah.",
        "{name} holds an archive already; its content was not changed.",
    )
    advises = (
        "Pulihkan ke basis data yang kosong, atau tambahkan --force untuk mengganti seluruh "
        "isinya.",
        "Restore into an empty database, or add --force to replace everything in it.",
    )


class QueueInUse(ArchiveError):
    """A queue that workers of another version of Procrastinate are using."""

    says = (
        "Antrean {name} dipakai {count} pekerja dengan versi Procrastinate yang lain.",
        "The queue of {name} is used by {count} workers with another version of Procrastinate.",
    )
    advises = (
        "Hentikan semua lkj worker, perbarui semua mesin ke versi yang sama, lalu ulangi.",
        "Stop every lkj worker, update all machines to the same version, and try again.",
    )


class NoServer(ArchiveError):
    """An archive that workers on several machines cannot share."""

    exit_code = ExitCode.USAGE
    says = (
        "Arsip {name} adalah berkas SQLite; pekerja memerlukan PostgreSQL.",
        "The archive {name} is a file of SQLite; workers need PostgreSQL.",
    )
    advises = (
        "Sebutkan --db postgresql://pengguna@server/lkj (docs/server.md).",
        "Name --db postgresql://user@server/lkj (docs/server.md).",
    )


class OlderArchive(ArchiveError):
    """An archive of an earlier version, which can only be read once it has been brought up
    to date.
    """

    says = (
        "Arsip {name} berasal dari versi lkj yang lebih lama (skema {found}, kini {expected}).",
        "The archive {name} is of an earlier version of lkj (schema {found}, now {expected}).",
    )
    advises = (
        "Buat cadangan (lkj archive backup), lalu jalankan lkj ingest sekali; isinya tetap.",
        "Make a backup (lkj archive backup), then run lkj ingest once; its content stays.",
    )


class OlderServerArchive(OlderArchive):
    """An archive of an earlier version on a server, which this version cannot copy row by row."""

    advises = (
        "Buat cadangan dengan pg_dump, lalu jalankan lkj ingest sekali; isinya tetap.",
        "Make a backup with pg_dump, then run lkj ingest once; its content stays.",
    )


class NewerArchive(ArchiveError):
    """An archive of a later version."""

    says = (
        "Arsip {name} berasal dari versi lkj yang lebih baru (skema {found}, versi ini "
        "{expected}).",
        "The archive {name} is of a later version of lkj (schema {found}, this one has "
        "{expected}).",
    )
    advises = ("Perbarui lkj-audit.", "Update lkj-audit.")


class UnwritableStore(ArchiveError):
    """A content-addressed store that takes no copy."""

    says = (
        "Salinan tidak dapat ditulis ke {name}: {reason_id}.",
        "No copy can be written to {name}: {reason_en}.",
    )
    advises = (
        "Pilih --copy lain, lalu jalankan perintah yang sama; yang sudah tersimpan tidak hilang.",
        "Choose another --copy and run the same command again; nothing that was stored is lost.",
    )


class UnusableArchive(ArchiveError):
    """Whatever else the system or the database says."""

    says = (
        "Arsip {name} tidak dapat dibuka: {reason}.",
        "The archive {name} cannot be opened: {reason}.",
    )
    advises = (
        "Periksa berkas, folder, dan izinnya.",
        "Check the file, its folder and their permissions.",
    )


class UnstorableValue(UnusableArchive):
    """A value of a document that fits into no column of the database."""

    says = (
        "Nilai dari dokumen ini tidak dapat disimpan di {name}: {reason}.",
        "A value of this document cannot be stored in {name}: {reason}.",
    )
    advises = ("Dokumen lain tidak terpengaruh.", "Other documents are not affected.")
