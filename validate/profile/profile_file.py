"""A profile as a file: TOML read with every mistake reported at once, and the template that one
begins with.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from textwrap import fill

from extract.patterns import regex
from validate.findings import Message
from validate.profile.profile import Profile
from validate.profile.profile_keys import KEYS, InvalidSetting, ProfileKey, near


class BadProfile(Exception):
    """A profile that cannot be used: `faults` list every reason."""

    def __init__(self, faults: tuple[Message, ...]):
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = faults


def read_profile(text: str, file: str) -> Profile:
    """Return the profile that a TOML text holds, or raise `BadProfile`; `file` is the name it is
    shown by.
    """
    try:
        # a decimal as it is written: a boundary of 90.5 is no float
        sections = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadProfile((_no_toml(str(error)),)) from error
    profile, faults = replace(Profile(), file=file), list(_unknown(sections))
    for key in KEYS:
        section = sections.get(key.section)
        if isinstance(section, dict) and key.name in section:
            try:
                profile = key.put(profile, section[key.name])
            except InvalidSetting as unfit:
                faults.append(_fault(key, unfit))
    if faults:
        raise BadProfile(tuple(faults))
    return profile


_AT = regex(
    r"(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)


def _no_toml(error: str) -> Message:
    """Return what the parser says, and where: its words are English, its places need not be."""
    found = _AT.fullmatch(error)
    if found is None:
        return Message(f"bukan TOML yang benar: {error}", f"no valid TOML: {error}")
    why, line, column = found["why"], found["line"], found["column"]
    where_id = f"baris {line}, kolom {column}" if line else "akhir berkas"
    where_en = f"line {line}, column {column}" if line else "end of the file"
    return Message(f"bukan TOML yang benar, {where_id}: {why}", f"no valid TOML, {where_en}: {why}")


def _fault(key: ProfileKey, unfit: InvalidSetting) -> Message:
    return Message(f"{key.path}: {unfit.said.id}", f"{key.path}: {unfit.said.en}")


def _unknown(sections: Mapping[str, object]) -> Iterator[Message]:
    """Yield a fault for every section and key that a profile does not have."""
    known: dict[str, list[str]] = {}
    for key in KEYS:
        known.setdefault(key.section, []).append(key.name)
    for section, values in sections.items():
        if section not in known:
            yield _no_such("bagian", "section", f"[{section}]", near(section, list(known)), "[{}]")
        elif not isinstance(values, dict):
            yield Message(
                f"{section} harus sebuah bagian: [{section}]",
                f"{section} must be a section: [{section}]",
            )
        else:
            for name in values:
                if name not in known[section]:
                    yield _no_such(
                        "kunci", "key", f"[{section}] {name}", near(name, known[section]), "{}"
                    )


def _no_such(what: str, what_en: str, named: str, nearest: str | None, form: str) -> Message:
    meant = form.format(nearest)
    return Message(
        f"tidak ada {what} {named}" + (f"; maksud Anda {meant}?" if nearest else ""),
        f"there is no {what_en} {named}" + (f"; did you mean {meant}?" if nearest else ""),
    )


_HEAD = Message(
    "Profil daerah untuk lkj audit --profile. Hapus # di depan baris yang berlaku; yang "
    "tetap bertanda # tidak "
    "mengubah apa pun. Periksa dengan: lkj profile check",
    "The profile of a region for lkj audit --profile. Remove the # in front of what applies; "
    "a line that keeps it "
    "changes nothing. Check with: lkj profile check",
)


def template(english: bool) -> str:
    """Return a profile in which every key is explained, with an example, and none is set."""
    lines = [_comment(_HEAD[english])]
    for section, keys in groupby(KEYS, lambda key: key.section):
        lines += ["", f"[{section}]"]
        for key in keys:
            values = f"{'Value' if english else 'Nilai'}: {key.accepts[english]}."
            lines += [
                _comment(key.means[english]),
                _comment(values),
                f"#{key.name} = {key.example}",
            ]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return fill(text, 100, initial_indent="# ", subsequent_indent="# ")
