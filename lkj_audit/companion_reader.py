"""Documents beside a report, read as the report itself is: in a sandbox, each by itself."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

from extract.document_reader import DocumentReader
from extract.errors import DocumentError
from extract.limits import Limits
from extract.ocr.requests import NO_OCR, OcrSettings
from lkj_audit.cli.options.companion_options import CompanionFile
from lkj_audit.documents import OutOfMemory, fault
from lkj_audit.pipeline import audit_document
from normalize.report import GivenIdentity
from validate.companions.records import Companion, CompanionRole
from validate.findings import Message
from validate.profile.profile import Profile


def read_companions(
    files: Iterable[CompanionFile],
    profile: Profile,
    given: GivenIdentity,
    limits: Limits,
    ocr: OcrSettings = NO_OCR,
) -> list[Companion]:
    """Return the documents, those that cannot be read with the reason; of what is given only the
    office is theirs. `ocr` selects which of their pages are read as pictures.
    """
    theirs = GivenIdentity(organisation=given.organisation)
    return [_companion(one, profile, theirs, limits, ocr) for one in files]


def _companion(
    file: CompanionFile,
    profile: Profile,
    given: GivenIdentity,
    limits: Limits,
    ocr: OcrSettings,
) -> Companion:
    found = Companion(CompanionRole(file.role), file.path.name)
    given = GivenIdentity() if found.role is CompanionRole.UNIT else given
    try:
        with closing(DocumentReader(file.path, limits, ocr)) as reader:
            audit = audit_document(reader, profile=profile, given=given)
    except DocumentError as error:
        return replace(found, problem=Message(error.text(), error.text("en")))
    except MemoryError:
        return replace(found, problem=Message(OutOfMemory().text(), OutOfMemory().text("en")))
    except Exception as error:
        where = fault(error)
        return replace(
            found,
            problem=Message(f"kesalahan program ({where})", f"a fault in the program ({where})"),
        )
    return replace(found, report=audit.report, unsure=audit.unsure)
