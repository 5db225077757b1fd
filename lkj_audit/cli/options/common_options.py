"""The arguments that several commands take."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.limits import LIMITS, Limits
from lkj_audit.presentation.language import Lang

if TYPE_CHECKING:
    from normalize.report import GivenIdentity
    from validate.profile.profile import Profile

# as `DocumentKind` has them: importing it would load every reader of numbers before a line of help
# is shown
DOCUMENT_KINDS = (
    "lkj_tahunan",
    "lkj_triwulan",
    "laporan_bulanan",
    "renja",
    "renstra",
    "rkt",
    "perjanjian_kinerja",
    "lra",
    "daftar_kegiatan",
    "kutipan",
)


def paths_argument() -> click.Argument:
    """Return PATH...: files or folders; whether they exist is found out when they are opened."""
    return click.Argument(
        ["paths"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
    )


def json_option(lang: Lang) -> click.Option:
    """Return `--json OUT`."""
    return click.Option(
        ["--json", "json_target"],
        metavar="OUT",
        type=click.Path(allow_dash=True),
        help=lang.say(
            "Tulis hasil sebagai JSON, satu baris per dokumen; - berarti stdout.",
            "Write the result as JSON, one line a document; - is stdout.",
        ),
    )


def spelled(json_target: str | None) -> bytes | None:
    """Return the name of the file that takes the JSON as the system spells it, whatever bytes are
    in it.
    """
    return None if json_target is None else os.fsencode(json_target)


def unspelled(json: bytes | None) -> str | None:
    """Return the name that `spelled` was given."""
    return None if json is None else os.fsdecode(json)


def profile_option(lang: Lang) -> click.Option:
    """Return `--profile FILE`."""
    return click.Option(
        ["--profile", "profile_file"],
        metavar="FILE",
        type=click.Path(path_type=Path),
        help=lang.say(
            "Profil daerah (TOML): rumus, batas, tenggat, aturan yang dimatikan; lihat: lkj "
            "profile init.",
            "The profile of a region (TOML): formulas, caps, deadlines, rules that are off; "
            "see: lkj profile init.",
        ),
    )


def read_profile_file(path: Path, lang: Lang) -> "Profile":
    """Return the profile that a file holds, or raise the usage error that states everything that is
    wrong with it.
    """
    from lkj_audit.input_files import read_text_file, unusable_file
    from validate.findings import Message
    from validate.profile.profile_file import BadProfile, read_profile

    kind = Message("profil", "profile")
    text = read_text_file(path, kind, lang)
    try:
        return read_profile(text, path.name)
    except BadProfile as error:
        raise unusable_file(path, kind, error.faults, lang) from error


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """What a call says about its documents, as it was typed; None where the pages decide."""

    kind: str | None = None
    organisation: str | None = None
    period: str | None = None

    def given(self) -> "GivenIdentity":
        """Return it as the interpretation of a document takes it."""
        from normalize.report import DocumentKind, GivenIdentity
        from normalize.values.periods import period_in_short

        kind = DocumentKind(self.kind) if self.kind else None
        return GivenIdentity(
            kind, self.organisation, period_in_short(self.period) if self.period else None
        )


NOTHING_SAID = GivenFacts()


def given_options(lang: Lang) -> list[click.Option]:
    """Return `--kind`, `--organisation` and `--period`: what a document is where it does not state
    it.
    """
    return [
        click.Option(
            ["--kind"],
            type=click.Choice(DOCUMENT_KINDS),
            help=lang.say(
                "Jenis dokumen; baku: dikenali dari isinya. Menentukan aturan mana yang berlaku.",
                "What the documents are; default: recognised. Decides which rules apply.",
            ),
        ),
        click.Option(
            ["--organisation"],
            metavar="NAMA",
            help=lang.say(
                "Nama perangkat daerah, bila dokumen tidak menyebutnya dengan jelas.",
                "Name of the office, where the documents do not name it plainly.",
            ),
        ),
        click.Option(
            ["--period"],
            metavar="PERIODE",
            help=lang.say(
                'Periode yang dilaporkan: "TW4 2024", "SMT1 2024", "BLN6 2018", "2024".',
                'Period that is reported on: "TW4 2024", "SMT1 2024", "BLN6 2018", "2024".',
            ),
        ),
    ]


def read_given(
    kind: str | None, organisation: str | None, period: str | None, lang: Lang
) -> GivenFacts:
    """Return what a call says about its documents, or raise the usage error that a period
    is none.
    """
    if period is not None:
        from normalize.values.periods import period_in_short

        if period_in_short(period) is None:
            raise click.UsageError(
                lang.say(
                    f'periode “{period}” tidak dikenali; tulis misalnya "TW4 2024" atau "2024"',
                    f'the period "{period}" is not known; write "TW4 2024" or "2024", for instance',
                )
            )
    name = " ".join(organisation.split()) if organisation else None
    return GivenFacts(kind, name or None, period)


def jobs_option(lang: Lang) -> click.Option:
    """Return `--jobs N`."""
    return click.Option(
        ["--jobs", "-j"],
        metavar="N",
        type=click.IntRange(min=1),
        help=lang.say(
            "Dokumen yang dikerjakan sekaligus; baku sebanyak prosesor.",
            "Documents worked on at a time; by default one for each processor.",
        ),
    )


def log_option(lang: Lang) -> click.Option:
    """Return `--log FILE`."""
    return click.Option(
        ["--log"],
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help=lang.say(
            "Tambahkan catatan setiap dokumen ke FILE, satu baris JSON masing-masing.",
            "Append a line of JSON for each document to FILE.",
        ),
    )


def show_nip_option(lang: Lang) -> click.Option:
    """Return `--show-nip`."""
    return click.Option(
        ["--show-nip"],
        is_flag=True,
        help=lang.say(
            "Tampilkan NIP; tanpa ini NIP disamarkan.", "Show NIPs, which are masked otherwise."
        ),
    )


def limit_options(lang: Lang) -> list[click.Option]:
    """Return `--max-pages`, `--max-seconds` and `--max-memory`: what reading one document
    may take.
    """
    return [
        click.Option(
            ["--max-pages"],
            metavar="N",
            type=click.IntRange(min=1),
            help=lang.say(
                f"Halaman paling banyak dalam satu dokumen; baku {LIMITS.pages}.",
                f"The most pages of one document; {LIMITS.pages} by default.",
            ),
        ),
        click.Option(
            ["--max-seconds"],
            metavar="N",
            type=click.FloatRange(min=0, min_open=True),
            help=lang.say(
                f"Waktu membaca satu dokumen paling lama; baku {LIMITS.seconds:g} detik. "
                "Seluruhnya dua kali itu.",
                f"The longest that reading one may take; {LIMITS.seconds:g} seconds by "
                "default. Twice that in all.",
            ),
        ),
        click.Option(
            ["--max-memory"],
            metavar="MB",
            type=click.IntRange(min=1),
            help=lang.say(
                f"Memori paling banyak untuk membaca satu dokumen; baku {LIMITS.memory >> 20} MB.",
                f"The most memory that reading one document may take; {LIMITS.memory >> 20} "
                "MB by default.",
            ),
        ),
    ]


def limits_of(max_pages: int | None, max_seconds: float | None, max_memory: int | None) -> Limits:
    """Return the limits that a call asks for; what it leaves out is as by default."""
    return Limits(
        pages=max_pages or LIMITS.pages,
        seconds=max_seconds or LIMITS.seconds,
        memory=max_memory << 20 if max_memory else LIMITS.memory,
    )
