"""`beranotasi.pdf`: the submitted PDF, untouched but for annotations, bookmarks and a summary in
front.

The file is opened, marked and written in a sandbox, under limits of time, memory and size.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.document_reader import content
from extract.pages.page_tasks import reading_error
from extract.sandbox.child import seconds_left
from extract.sandbox.runs import WorkerFailure, run
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.presentation.language import Lang

if TYPE_CHECKING:
    from lkj_audit.outputs.pdf.markup import MarkupPlan, Removed

# What an annotated document may be larger by than the submitted one: notes, not content.
ROOM = 64 << 20


def write(audited: AuditedDocument, path: Path) -> Sequence[str]:
    """Write the annotated document to `path`, or raise a BrokenDocument that says why it cannot be
    annotated.

    Return a sentence where something of the submitted document is not passed on. It may take as
    long as reading, and half of what is left for the document at the most. Raises an OSError where
    `path` cannot be written. What fails leaves no file behind.
    """
    from lkj_audit.outputs.pdf.markup import ADD_MARKS, MarkRequest

    largest = 4 * len(content(audited.pdf)) + ROOM
    seconds = min(audited.limits.seconds, seconds_left() / 2)
    limits = replace(audited.limits, seconds=seconds, file_size=largest)
    request = MarkRequest(
        audited.pdf.absolute(), path.absolute(), plan_of(audited), audited.unlocked
    )
    try:
        result = run(ADD_MARKS, request, limits)
        if result.error_number is not None:
            raise OSError(result.error_number, result.reason, str(path))
    except WorkerFailure as failure:
        path.unlink(missing_ok=True)
        raise reading_error(failure, limits, 0) from failure
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return removed_sentences(result.removed, Lang(audited.lang))


def removed_sentences(removed: "Removed", lang: Lang) -> Sequence[str]:
    """Return a sentence on what executes, opens or carries something, and is not in the annotated
    document.
    """
    kinds = (
        (removed.scripts, lang.say("skrip", "script")),
        (removed.actions, lang.say("tindakan", "action")),
        (removed.attachments, lang.say("lampiran", "attachment")),
        (removed.media, lang.say("media", "media element")),
    )
    listed = ", ".join(
        f"{count} {word}{lang.say('', 's' * (count > 1))}" for count, word in kinds if count
    )
    if not listed:
        return ()
    return [
        lang.say(
            f"tidak disertakan dari dokumen asli: {listed}.",
            f"not passed on from the original: {listed}.",
        )
    ]


def plan_of(audited: AuditedDocument) -> "MarkupPlan":
    """Return everything that is added to the document."""
    from lkj_audit.outputs.pdf.mark_notes import MarkNotes
    from lkj_audit.outputs.pdf.markup import MarkupPlan
    from lkj_audit.outputs.pdf.summary_pages import disarmed_notice, leaves, signed_notice

    notes = MarkNotes(audited)
    sizes = tuple((page.width, page.height) for page in audited.audit.report.document.pages)
    drawn = leaves(audited)
    bookmark = notes.bookmark(goes_on=len(drawn) > 1)
    return MarkupPlan(
        sizes,
        tuple(notes.marks()),
        bookmark,
        drawn,
        signed_notice(audited),
        disarmed_notice(audited),
    )
