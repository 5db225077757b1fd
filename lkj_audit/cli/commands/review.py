"""`lkj review`: look at findings, decide on them and take outputs away, in the browser."""

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from lkj_audit.cli.options.archive_options import share_option, told
from lkj_audit.cli.options.common_options import (
    limit_options,
    limits_of,
    profile_option,
    read_profile_file,
)
from lkj_audit.cli.usage import Command
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.file_names import shown_name

# where documents are reviewed that lie in no folder of outputs yet
BESIDE = "hasil-reviu"
HOME = "lkj-reviu"


def command(lang: Lang) -> Command:
    """Return `lkj review`."""
    return _verb("review", lang)


def alias(lang: Lang) -> Command:
    """Return `lkj buka`, the same in Indonesian."""
    return _verb("buka", lang)


def _verb(name: str, lang: Lang) -> Command:
    return Command(
        name,
        lang,
        told(lang, partial(review, lang)),
        [
            click.Argument(
                ["path"], required=False, type=click.Path(path_type=Path), metavar="[FILE|DIR]"
            ),
            click.Option(
                ["--port"],
                type=click.IntRange(1, 65535),
                metavar="N",
                help=lang.say("Porta; baku: yang bebas.", "Port; any free one by default."),
            ),
            click.Option(
                ["--no-browser"],
                is_flag=True,
                help=lang.say(
                    "Jangan buka peramban; alamatnya dicetak.",
                    "Open no browser; the address is printed.",
                ),
            ),
            click.Option(
                ["--shortcut"],
                is_flag=True,
                help=lang.say(
                    "Buat ikon di desktop, lalu selesai.", "Write an icon on the desktop, and end."
                ),
            ),
            click.Option(
                ["--db", "url"],
                metavar="URL",
                help=lang.say(
                    "Reviu dokumen arsip ini; keluaran yang dibuat ada di DIR.",
                    "Review the documents of this archive; outputs that are made go to DIR.",
                ),
            ),
            share_option(lang),
            profile_option(lang),
            *limit_options(lang),
        ],
        help=lang.say(
            "Buka reviu di peramban: jatuhkan PDF, lihat, putuskan, unduh. Hanya dilayani di "
            "komputer ini. DIR adalah "
            "folder keluaran, atau folder berisi PDF; --db membuka arsip lkj ingest.",
            "Open the review in the browser: drop PDFs, look, decide, download. It is served "
            "on this computer alone. "
            "DIR is a folder of outputs, or one with PDFs; --db opens an archive of lkj ingest.",
        ),
    )


def review(
    lang: Lang,
    path: Path | None,
    port: int | None,
    no_browser: bool,
    shortcut: bool,
    url: str | None,
    allow_network_share: bool,
    profile_file: Path | None,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """Serve the review, or write the icon that opens it."""
    if url is not None:
        from lkj_audit.archive.storage.adapters import adapter_of

        adapter_of(url)  # an empty URL is refused: it does not mean the review of a folder
        root, documents = outputs_of_archive(path, url, lang, shortcut=shortcut), list[Path]()
    else:
        root, documents = place_of(path, lang)
    if shortcut:
        return _write_icon(path or root, lang)
    from extract.sandbox.frames import encoded
    from lkj_audit.review.serving import ServeRequest, serve

    profile = encoded(read_profile_file(profile_file, lang)) if profile_file is not None else b""
    limits = limits_of(max_pages, max_seconds, max_memory)
    request = ServeRequest(root, documents, port or 0, not no_browser, profile, limits)
    return serve(replace(request, archive=url or "", network_share=allow_network_share), lang)


def outputs_of_archive(path: Path | None, url: str, lang: Lang, *, shortcut: bool) -> Path:
    """Return the folder of the outputs that are made of the documents of an archive."""
    if shortcut or (path is not None and path.is_file()):
        raise click.UsageError(
            lang.say(
                "dengan --db sebutkan folder keluaran, atau tidak sama sekali; tanpa --shortcut.",
                "with --db name a folder of outputs or nothing; and no --shortcut.",
            )
        )
    if path is not None:
        return path.resolve()
    where = str(Path(url.partition(":///")[2]).resolve()) if url.startswith("sqlite") else url
    name = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return Path.home() / HOME / f"arsip-{name}"


def place_of(path: Path | None, lang: Lang) -> tuple[Path, list[Path]]:
    """Return the folder of the review and the documents to audit in it.

    A file, and a folder of PDFs, are reviewed in a folder beside them; a folder of outputs is
    reviewed where it is.
    """
    if path is None:
        return Path.home() / HOME, []
    if path.is_file():
        return path.resolve().parent / BESIDE, [path.resolve()]
    if not path.exists() and path.suffix:
        name = shown_name(path)
        raise click.UsageError(lang.say(f"{name} tidak ditemukan.", f"{name} does not exist."))
    root = path.resolve()
    if next(root.glob("*/audit.json"), None) is None:
        from lkj_audit.documents import documents

        result = (
            [
                item
                for item in documents([root], lambda item: BESIDE in item.parts)
                if item.is_file()
            ]
            if path.is_dir()
            else []
        )
        if result:
            return root / BESIDE, result
    return root, []


def _write_icon(root: Path, lang: Lang) -> int:
    from lkj_audit.output_files import unwritable, why_not
    from lkj_audit.review.shortcut import write_shortcut

    try:
        written = write_shortcut(root, lang)
    except OSError as error:
        raise unwritable(root, why_not(error, lang), lang) from error
    click.echo(lang.say("Ikon: ", "Icon: ") + shown_name(written))
    return ExitCode.AUDITED
