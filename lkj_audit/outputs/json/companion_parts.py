"""The parts of the JSON contract that name documents beside a report; keys are documented in
`docs/json.md`.
"""

from lkj_audit.outputs.json.location_parts import spot_part
from lkj_audit.outputs.json.profile_parts import Json
from normalize.text.masking import Mask
from validate.companions.records import Companion, CrossCheck, UncertainMatch


def cross_check_part(checked: CrossCheck | None, mask: Mask) -> Json:
    """Return the documents beside a report and what may be the same in them; nothing where none was
    given.
    """
    if checked is None:
        return {}
    return {
        "companions": [companion_part(one, mask) for one in checked.companions],
        "uncertain_matches": [match_part(one, mask) for one in checked.uncertain],
    }


def companion_part(companion: Companion, mask: Mask) -> Json:
    """Return what a document is, and why it was not compared where it was not."""
    report, problem = companion.report, companion.problem
    return {
        "id": companion.id,
        "role": companion.role.value,
        "file": mask(companion.file),
        "sha256": report.document.sha256 if report else None,
        "pages": len(report.document.pages) if report else None,
        "organisation": report.organisation if report else None,
        "year": report.year if report else None,
        "period": report.period.label if report and report.period else None,
        "kind": report.kind.value if report else None,
        "matched": companion.matched._asdict() if companion.matched else None,
        "problem": {"id": mask(problem.id), "en": mask(problem.en)} if problem else None,
    }


def match_part(match: UncertainMatch, mask: Mask) -> Json:
    """Return two names that may be of the same thing, where they are, and the key that a decision
    is kept by.
    """
    return {
        "kind": match.key.kind.value,
        "document": match.document,
        "key": {"ours": mask(match.key.ours), "theirs": mask(match.key.theirs)},
        "similarity": round(match.similarity, 2),
        "names": {"ours": mask(match.names[0]), "theirs": mask(match.names[1])},
        "ours": spot_part(match.ours, mask) if match.ours else None,
        "theirs": spot_part(match.theirs.spot, mask) if match.theirs else None,
    }
