"""Documents beside a report, read as the report itself is: in a sandbox, each by itself."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

from extract.errors import BrokenDocument
from extract.limits import Limits
from extract.opening import DocumentReader
from lkj_audit.commands.beside import CompanionFile
from lkj_audit.documents import OutOfMemory, fault
from lkj_audit.pipeline import audit_document
from normalize.report import Given
from validate.companions.records import Companion, CompanionRole
from validate.findings import Message
from validate.profile import Profile


def read_companions(files: Iterable[CompanionFile], profile: Profile, given: Given, limits: Limits) -> list[Companion]:
    """Return the documents, those that cannot be read with the reason; of what is given only the office is theirs."""
    theirs = Given(organisation=given.organisation)
    return [_companion(one, profile, theirs, limits) for one in files]


def _companion(file: CompanionFile, profile: Profile, given: Given, limits: Limits) -> Companion:
    found = Companion(CompanionRole(file.role), file.path.name)
    given = Given() if found.role is CompanionRole.UNIT else given
    try:
        with closing(DocumentReader(file.path, limits)) as reader:
            audit = audit_document(reader, profile=profile, given=given)
    except BrokenDocument as error:
        return replace(found, problem=Message(error.text(), error.text("en")))
    except MemoryError:
        return replace(found, problem=Message(OutOfMemory().text(), OutOfMemory().text("en")))
    except Exception as error:
        where = fault(error)
        return replace(found, problem=Message(f"kesalahan program ({where})", f"a fault in the program ({where})"))
    return replace(found, report=audit.report, unsure=audit.unsure)
