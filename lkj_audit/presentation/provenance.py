"""What every output says of its origin beside the hash of the file: program, rule set, profile,
time of the audit.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.period_names import date_name
from normalize.text.masking import Mask
from validate.program import NAME, Program, this_program

if TYPE_CHECKING:
    from validate.profile.profile import Profile

# https://reproducible-builds.org/specs/source-date-epoch/
EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which program made an output, and when it audited the document: in UTC, to the second."""

    program: Program
    audited_at: datetime

    @property
    def named_program(self) -> str:
        """The program with its version."""
        return f"{NAME} {self.program.version}"

    def printed_time(self, lang: Lang) -> str:
        """Return the time as a person reads it: 1 Desember 2026 pukul 17.32 UTC."""
        day = date_name(self.audited_at.isoformat(), lang)
        return lang.say(
            f"{day} pukul {self.audited_at:%H.%M} UTC", f"{day}, {self.audited_at:%H:%M} UTC"
        )

    @property
    def sortable_time(self) -> str:
        """The time in spreadsheets and tables, as text that sorts."""
        return f"{self.audited_at:%Y-%m-%d %H:%M:%S} UTC"

    @property
    def timestamp(self) -> str:
        """The time as other programs read it (ISO 8601)."""
        return f"{self.audited_at:%Y-%m-%dT%H:%M:%SZ}"


def provenance(environment: Mapping[str, str] = os.environ) -> Provenance:
    """Return that of an audit which begins now, or at `SOURCE_DATE_EPOCH` where the environment
    sets one.
    """
    return Provenance(this_program(), time_of_audit(environment))


def time_of_audit(environment: Mapping[str, str]) -> datetime:
    """Return the time now, or the one that the environment sets in seconds since 1970; one that is
    no time is none.

    >>> time_of_audit({"SOURCE_DATE_EPOCH": "1735689600"}).isoformat()
    '2025-01-01T00:00:00+00:00'
    """
    try:
        return datetime.fromtimestamp(int(environment[EPOCH]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC).replace(microsecond=0)


def profile_name(profile: "Profile | None", lang: Lang) -> str:
    """Return the region and the file of a profile, or that there is none."""
    if profile is None or profile.file is None:
        return lang.say("tanpa profil", "no profile")
    return f"{profile.region} ({profile.file})" if profile.region else profile.file


def origin(
    profile: "Profile | None", made: Provenance, mask: Mask, lang: Lang, *, sortable: bool = False
) -> list[tuple[str, str]]:
    """Return what an output says of its origin beside the hash of the file, each with its name.

    `sortable` asks for the time as text that sorts instead of in words. The name of a profile is
    that of a file, and may hold the number of a civil servant.
    """
    say = lang.say
    time = made.sortable_time if sortable else made.printed_time(lang)
    return [
        (say("Program", "Program"), made.named_program),
        (say("Kumpulan aturan", "Rule set"), made.program.rule_set),
        (say("Profil", "Profile"), mask(profile_name(profile, lang))),
        (say("Waktu pemeriksaan", "Audited at"), time),
    ]
