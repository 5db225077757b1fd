"""The baseline: findings that a team has set aside, each by its fingerprint with a reason and a
date.

    [[suppressed]]
    fingerprint = "1:EFI-01:mzxw6ytboi2hk5tn"
    reason = "dijelaskan unit dalam surat 12 Maret 2025"
    date = 2025-03-14
    file = "laporan.pdf"      # optional: this document only

A suppressed finding stays in every output, with its reason; it counts neither for `--fail-on` nor
as a failure in a report for CI.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from validate.findings import Message

KEYS = ("fingerprint", "reason", "date", "file")
SECTION = "suppressed"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that is set aside: why and since when (ISO 8601); in documents of any name where
    `file` is empty.
    """

    fingerprint: str
    reason: str
    date: str
    file: str = ""

    def applies_to(self, fingerprint: str, file: str) -> bool:
        """Return whether a finding of a document is the one that is set aside."""
        return self.fingerprint == fingerprint and self.file in ("", file)


class BadBaseline(Exception):
    """A baseline that cannot be used: `faults` name every reason."""

    def __init__(self, faults: tuple[Message, ...]):
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = faults


def read_baseline(text: str) -> tuple[Suppression, ...]:
    """Return what a baseline sets aside, or raise `BadBaseline` with everything that is wrong with
    it.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadBaseline(
            (Message(f"bukan TOML yang benar: {error}", f"not valid TOML: {error}"),)
        ) from error
    faults = [
        Message(
            f"tidak ada bagian {name}; yang dikenal: [[{SECTION}]]",
            f"there is no section {name}: use [[{SECTION}]]",
        )
        for name in document
        if name != SECTION
    ]
    entries = document.get(SECTION, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadBaseline(
            (
                *faults,
                Message(f"tulislah [[{SECTION}]] berganda", f"write [[{SECTION}]] twice bracketed"),
            )
        )
    faults += [fault for number, entry in enumerate(entries, 1) for fault in _faults(number, entry)]
    if faults:
        raise BadBaseline(tuple(faults))
    return tuple(
        Suppression(
            entry["fingerprint"],
            entry["reason"].strip(),
            entry["date"].isoformat(),
            entry.get("file", ""),
        )
        for entry in entries
    )


def _faults(number: int, entry: dict[str, object]) -> Iterator[Message]:
    """Yield what is wrong with the entry of this number."""
    for key in entry.keys() - set(KEYS):
        yield Message(
            f"entri {number}: tidak ada kunci {key}", f"entry {number}: there is no key {key}"
        )
    for key in ("fingerprint", "reason"):
        text = entry.get(key)
        if not isinstance(text, str) or not text.strip():
            yield Message(
                f"entri {number}: {key} harus diisi teks", f"entry {number}: {key} must be a text"
            )
    if type(entry.get("date")) is not date:
        yield Message(
            f"entri {number}: date harus tanggal, misalnya 2025-03-14 tanpa tanda petik",
            f"entry {number}: date must be a date, such as 2025-03-14 without quotes",
        )
    if not isinstance(entry.get("file", ""), str):
        yield Message(f"entri {number}: file harus teks", f"entry {number}: file must be a text")


def as_toml(suppressions: Iterable[Suppression]) -> str:
    """Return a baseline as it is written: `read_baseline` returns the same."""
    return "\n".join(_entry(one) for one in suppressions)


def _entry(one: Suppression) -> str:
    lines = [
        f"[[{SECTION}]]",
        f"fingerprint = {_quoted(one.fingerprint)}",
        f"reason = {_quoted(one.reason)}",
        f"date = {one.date}",
    ]
    if one.file:
        lines.append(f"file = {_quoted(one.file)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON escapes the same characters, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def suppression_of(
    fingerprint: str, file: str, suppressions: Sequence[Suppression]
) -> Suppression | None:
    """Return the first entry that sets a finding of a document aside."""
    return next((one for one in suppressions if one.applies_to(fingerprint, file)), None)
