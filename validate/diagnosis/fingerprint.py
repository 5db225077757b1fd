"""What makes a finding the same one in a new audit, a corrected version of the report, another
version of the program.

A fingerprint is `scheme:key:hash`, as in `1:EFI-01:mzxw6ytboi2hk5tn`. The hash is that of a
description of the place (`validate.diagnosis.description`); the key of the rule is beside it in
clear, so that a fingerprint follows its rule when that is renamed or merged. What is printed at the
place is no part of it: a wrong number replaced by another wrong number is the same finding with
another value.

Of several findings of a rule whose places are described alike, the first keeps the short
description; the others add what tells them apart, and at last their order. So a caption is looked
at only where it has to be, and whatever is inserted into a report, the fingerprints that were there
remain.
"""

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.patterns import regex
from normalize.report import Report
from validate.diagnosis.description import Describer, Description
from validate.findings import Finding
from validate.rule import Rule

SCHEME = 1

# 80 bits in letters, which nothing that hides numbers of civil servants takes for one: two hashes
# of ten thousand coincide in one of 10^16 reports, and then their order tells them apart
_HASH_BYTES = 10

_PARTS = regex(r"(?P<scheme>\d+):(?P<key>[^:]+):(?P<hash>[a-z2-7]+)")


def stamped(
    report: Report, findings: Sequence[Finding], rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """Return the findings of these rules in their order, each with its fingerprint; no two have the
    same.
    """
    describer = Describer(report)
    by_id = {rule.id: rule for rule in rules}
    fingerprints = _Fingerprints()
    found = {}
    for at in sorted(range(len(findings)), key=lambda at: _order(findings[at])):
        rule = by_id[findings[at].rule]
        description = describer.description(findings[at])
        found[at] = fingerprints.next(rule.key, _with_documents(description, findings[at]))
    return tuple(replace(finding, fingerprint=found[at]) for at, finding in enumerate(findings))


def _with_documents(description: Description, finding: Finding) -> Description:
    """Return a description with the documents beside the report that the finding names."""
    documents = tuple(dict.fromkeys(there.document for there in finding.elsewhere))
    return (
        description._replace(own=(*description.own, "beside", *documents))
        if documents
        else description
    )


def current_keys(rules: Iterable[Rule]) -> dict[str, str]:
    """Return for each former name of a rule the key that its findings have now."""
    return {alias: rule.key for rule in rules for alias in rule.aliases}


def with_current_key(fingerprint: str, keys: Mapping[str, str]) -> str:
    """Return a fingerprint that an earlier version of the program gave, as this one gives it.

    >>> with_current_key("1:ANG-09:mzxw6ytboi2hk5tn", {"ANG-09": "ANG-10"})
    '1:ANG-10:mzxw6ytboi2hk5tn'
    """
    parts = _PARTS.fullmatch(fingerprint)
    if parts is None or parts["key"] not in keys:
        return fingerprint
    return f"{parts['scheme']}:{keys[parts['key']]}:{parts['hash']}"


def _order(finding: Finding) -> tuple[int, float, float, str, str, str]:
    """Return the key that puts findings in the order of the document, whatever their severity."""
    page, box = finding.spot.place
    return page, box.top, box.x0, finding.rule, finding.spot.printed, finding.message.en


class _Fingerprints:
    """The fingerprints of one report, given one after the other."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._equals: Counter[str] = Counter()

    def next(self, key: str, description: Description) -> str:
        """Return the shortest fingerprint of a description that is not given yet, and give it."""
        fingerprint = next(
            one for one in self._candidates(key, description) if one not in self._given
        )
        self._given.add(fingerprint)
        return fingerprint

    def _candidates(self, key: str, description: Description) -> Iterator[str]:
        yield _fingerprint(key, description.own)
        full = (*description.own, "", *description.further)
        alone = _fingerprint(key, full)
        yield alone
        while True:
            self._equals[alone] += 1
            yield _fingerprint(key, (*full, "", str(self._equals[alone] + 1)))


def _fingerprint(key: str, parts: Sequence[str]) -> str:
    text = "\x1f".join(parts).encode("utf-8", "replace")
    hashed = b32encode(hashlib.sha256(text).digest()[:_HASH_BYTES]).decode().lower()
    return f"{SCHEME}:{key}:{hashed}"
