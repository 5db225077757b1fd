"""The profile in the JSON contract, and beside it what was detected in the document."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from normalize.text.masking import Mask
from validate.profile.detected_settings import DetectedSettings
from validate.profile.profile import Profile

Json = dict[str, Any]


def profile_part(profile: Profile | None) -> Json | None:
    """Return what a report was compared with, or null where no profile was given."""
    if profile is None or profile.file is None:
        return None
    settled, scale = profile.settings, profile.severity_scale
    deadlines = {
        kind.value: {"months": due.months, "days": due.days} for kind, due in settled.deadlines
    }
    return {
        "file": profile.file,
        "region": profile.region,
        "off": sorted(profile.off),
        "severities": {id: severity.value for id, severity in sorted(profile.severities.items())},
        "severity_scale": {
            "critical_total": _decimal(scale.critical_total),
            "major_amount": _decimal(scale.major_amount),
            "major_points": _decimal(scale.major_points),
            "repetitions": scale.repetitions,
        },
        "cap": _decimal(settled.cap),
        "less_is_better": settled.less_is_better and settled.less_is_better.value,
        "scale": _decimal(settled.scale),
        "rounding": settled.rounding and settled.rounding.value,
        "efficiency": settled.efficiency and settled.efficiency.value,
        "deadlines": deadlines,
        "code_list": settled.decree and settled.decree.value,
        "grades": [{"from": _decimal(grade.low), "name": grade.name} for grade in settled.grades],
    }


def detected_part(found: DetectedSettings | None, mask: Mask) -> Json | None:
    """Return what the document does itself, under the keys of the profile; null where it was not
    looked at.
    """
    if found is None:
        return None
    return {
        "cap": _decimal(found.cap),
        "less_is_better": found.less_is_better and found.less_is_better.value,
        "scale": _decimal(found.scale),
        "rounding": found.rounding._asdict(),
        "efficiency": found.efficiency and found.efficiency.value,
        "code_list": found.regime and found.regime.value,
        "style": found.style and found.style.value,
        "formulas": [mask(formula) for formula in found.formulas],
    }


def _decimal(value: Decimal | None) -> str | None:
    """Return an exact decimal as a string, "none" for a cap that there never is."""
    if value is None:
        return None
    return "none" if value.is_infinite() else format(value, "f")


def profile_digest(profile: Profile | None) -> str:
    """Return what distinguishes one profile from another, whatever their files are called: empty
    where none was given.
    """
    return digest_of_part(profile_part(profile))


def digest_of_part(part: Json | None) -> str:
    """Return the digest of a profile by its part of the JSON contract.

    >>> digest_of_part(None), digest_of_part({"file": "a", "cap": "120"}) == digest_of_part({"file": "b", "cap": "120"})
    ('', True)
    """  # noqa: E501
    if part is None:
        return ""
    settled = {key: value for key, value in part.items() if key not in ("file", "region")}
    return hashlib.sha256(json.dumps(settled, sort_keys=True).encode()).hexdigest()[:16]
