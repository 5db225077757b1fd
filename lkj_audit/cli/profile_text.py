"""A profile as a person reads it: what it sets, and beside it what was detected in the document."""

from collections.abc import Iterator
from enum import Enum

from lkj_audit.presentation.language import Lang
from validate.profile.detected_settings import DetectedSettings
from validate.profile.profile import Profile
from validate.profile.profile_keys import KEYS, ProfileKey, scale_name


def profile_lines(profile: Profile, found: DetectedSettings | None, lang: Lang) -> Iterator[str]:
    """Yield which profile a report was compared with, and for what it sets that and what the
    document does itself.
    """
    yield heading(profile, lang)
    for key in KEYS:
        if shown := key.shown(profile):
            yield f"– {key.path} = {shown}{_beside(key, found, lang)}"


def settings_text(profile: Profile, lang: Lang) -> str:
    """Return every setting of a profile, those it leaves alone too."""
    unset = lang.say("(tidak diatur)", "(not set)")
    lines = (f"  {key.path:23} {key.shown(profile) or unset}" for key in KEYS)
    return "\n".join((heading(profile, lang), *lines))


def heading(profile: Profile, lang: Lang) -> str:
    """Return the name of a profile and its file."""
    return lang.say("Profil", "Profile") + f" {profile.region or '–'} ({profile.file}):"


def _beside(key: ProfileKey, found: DetectedSettings | None, lang: Lang) -> str:
    """Return what the document does where the profile has this key; empty where that is not looked
    at.
    """
    if found is None:
        return ""
    does = {
        "[capaian] batas": lang.say("tidak tampak", "none seen")
        if found.cap is None
        else f"{found.cap:f}",
        "[capaian] rumus_turun": _value(found.less_is_better, lang),
        "[angka] skala": scale_name(found.scale) or lang.say("tidak tampak", "none seen"),
        "[angka] pembulatan": lang.say(
            f"{found.rounding.rounded} dibulatkan, {found.rounding.cut} dipotong",
            f"{found.rounding.rounded} rounded, {found.rounding.cut} cut",
        ),
        "[efisiensi] rumus": _value(found.efficiency, lang),
        "[kode] daftar": _value(found.regime, lang),
    }
    return f" ({lang.say('dokumen', 'document')}: {does[key.path]})" if key.path in does else ""


def _value(choice: Enum | None, lang: Lang) -> str:
    return lang.say("tidak tampak", "none seen") if choice is None else str(choice.value)
