"""`--with ROLE=FILE`: the documents that a report is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

# as `CompanionRole` has them, and which of them there may be several of: importing it would load
# every reader of numbers before a line of help is shown
ROLES = ("pk", "previous", "quarter", "renja", "dppa", "lra", "renstra", "unit")
SEVERAL = ("previous", "quarter", "unit")


@dataclass(frozen=True, slots=True)
class CompanionFile:
    """A file that is beside the report, and in which role."""

    role: str
    path: Path


def with_option(lang: Lang) -> click.Option:
    """Return `--with ROLE=FILE`."""
    roles = ", ".join(ROLES)
    return click.Option(
        ["--with", "beside"],
        multiple=True,
        metavar=lang.say("PERAN=BERKAS", "ROLE=FILE"),
        help=lang.say(
            f"Bandingkan dengan dokumen lain, misalnya pk=PK.pdf; boleh berulang. PERAN: {roles}.",
            "Compare with another document, as pk=PK.pdf; may be repeated. ROLE is one of "
            f"{roles}.",
        ),
    )


def companion_files(
    given: Sequence[str], files: Sequence[Path], lang: Lang
) -> tuple[CompanionFile, ...]:
    """Return the documents that a call names beside its report, or raise the usage error that says
    what is wrong.
    """
    found = tuple(_companion_file(one, lang) for one in given)
    if found and len(files) != 1:
        raise click.UsageError(
            lang.say(
                "--with membandingkan satu laporan: sebutkan satu PDF saja.",
                "--with compares a single report: name one PDF.",
            )
        )
    known = [("", path) for path in files]
    for one in found:
        _refuse_twice(one, known, lang)
        known.append((one.role, one.path))
    return found


def role_name(role: str, lang: Lang) -> str:
    """Return what a document in a role is called."""
    from validate.companions.records import CompanionRole
    from validate.companions.wording import ROLES as NAMES

    return lang.say(*NAMES[CompanionRole(role)])


def _companion_file(given: str, lang: Lang) -> CompanionFile:
    role, equals, name = given.partition("=")
    role = role.strip().lower()
    if not equals or not name.strip():
        raise click.UsageError(
            lang.say(
                f"--with “{shown_name(given)}”: tulis PERAN=BERKAS, misalnya pk=PK.pdf.",
                f"--with “{shown_name(given)}”: write ROLE=FILE, as pk=PK.pdf.",
            )
        )
    if role not in ROLES:
        listed = ", ".join(f"{role} ({role_name(role, lang)})" for role in ROLES)
        raise click.UsageError(
            lang.say(
                f"--with: peran “{shown_name(role)}” tidak dikenal; pilih dari: {listed}.",
                f'--with: there is no role "{shown_name(role)}"; choose from: {listed}.',
            )
        )
    path = Path(name)
    if not path.is_file():
        raise click.UsageError(
            lang.say(
                f"--with {role}: berkas {shown_name(path)} tidak ditemukan.",
                f"--with {role}: there is no file {shown_name(path)}.",
            )
        )
    return CompanionFile(role, path)


def _refuse_twice(one: CompanionFile, known: Sequence[tuple[str, Path]], lang: Lang) -> None:
    """Refuse a document that was named before, and a second one of a role that only one can
    have.
    """
    for role, path in known:
        if path.exists() and one.path.samefile(path):
            name = shown_name(one.path)
            as_which = lang.say(
                f"sebagai {role}" if role else "sebagai laporan yang diperiksa",
                f"as {role}" if role else "as the report under audit",
            )
            raise click.UsageError(
                lang.say(
                    f"--with {one.role}: {name} sudah disebut {as_which}.",
                    f"--with {one.role}: {name} is named already {as_which}.",
                )
            )
        if role == one.role and role not in SEVERAL:
            name = role_name(role, lang)
            raise click.UsageError(
                lang.say(
                    f"--with {role}: hanya satu dokumen dapat menjadi {name}.",
                    f"--with {role}: only one document can be the {name}.",
                )
            )
