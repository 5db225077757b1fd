"""Whether grave findings on real reports are true, and which contradictions stay silent:
`make verdicts`.

    python -m tools.evaluation.verdicts FOLDER...

Every finding of weight major or above has a verdict in `tools/evaluation/verdicts.toml`, given by
looking at the page and keyed by document, fingerprint and printed value; the reports themselves are
not part of the project. A debatable finding counts as false. Contradictions that are printed and
must be found are there as well, each with the rules that may report it. Printed: precision by rule
and in all, the number of findings beside it, what was missed, what has no verdict. Exits with 1
where a finding has no verdict.
"""

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from extract.errors import DocumentError
from lkj_audit.pipeline import audit_document
from validate.findings import Finding, PrintedValue, Severity

VERDICTS = Path(__file__).with_suffix(".toml")
TRUE = "true"
KINDS = frozenset({TRUE, "false", "debatable"})


class JudgedFinding(NamedTuple):
    """What identifies a finding that has a verdict."""

    document: str
    fingerprint: str
    printed: str


class Contradiction(NamedTuple):
    """A contradiction that is printed in a document: found where one of these rules names one of
    these texts.
    """

    document: str
    about: str
    rules: tuple[str, ...]
    printed: tuple[str, ...]

    def is_found_in(self, findings: Iterable[Finding]) -> bool:
        """Return whether a finding, or what follows from it, states this contradiction."""
        return any(self._is_told_by(finding) for finding in findings)

    def _is_told_by(self, finding: Finding) -> bool:
        rules = {finding.rule, *(follower.rule for follower in finding.followers)}
        return not rules.isdisjoint(self.rules) and any(
            text in spot.printed for text in self.printed for spot in _spots(finding)
        )


def _spots(finding: Finding) -> Iterator[PrintedValue]:
    yield finding.spot
    yield from finding.evidence
    yield from (follower.spot for follower in finding.followers)
    yield from (alternative.spot for alternative in finding.alternatives)


@dataclass(slots=True)
class VerdictTally:
    """How many findings of each rule have which verdict, which have none, and what was missed."""

    by_rule: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    without: list[tuple[str, Finding]] = field(default_factory=list)
    missed: list[Contradiction] = field(default_factory=list)
    wanted: int = 0

    @property
    def in_all(self) -> Counter[str]:
        """The verdicts of all rules together."""
        return sum(self.by_rule.values(), Counter())


def verdicts(path: Path = VERDICTS) -> dict[JudgedFinding, str]:
    """Return the verdict of each finding that was looked at."""
    return {
        JudgedFinding(one["document"], one["fingerprint"], one["printed"]): one["verdict"]
        for one in _read(path)["finding"]
    }


def contradictions(path: Path = VERDICTS) -> list[Contradiction]:
    """Return the contradictions that must be found."""
    return [
        Contradiction(one["document"], one["about"], tuple(one["rules"]), tuple(one["printed"]))
        for one in _read(path)["contradiction"]
    ]


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def is_grave(finding: Finding) -> bool:
    """Return whether the severity of a finding is major or more."""
    return finding.severity.rank >= Severity.MAJOR.rank


def tally(reports: Iterable[tuple[str, Sequence[Finding]]]) -> VerdictTally:
    """Return what is known of the findings of these documents, each under its name."""
    known, wanted = verdicts(), contradictions()
    found = VerdictTally()
    for name, findings in reports:
        for finding in filter(is_grave, findings):
            verdict = known.get(JudgedFinding(name, finding.fingerprint, finding.spot.printed))
            if verdict is None:
                found.without.append((name, finding))
            else:
                found.by_rule[finding.rule][verdict] += 1
        own = [one for one in wanted if one.document == name]
        found.wanted += len(own)
        found.missed += [one for one in own if not one.is_found_in(findings)]
    return found


def audited(folders: Iterable[Path]) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Yield the name and the findings of every PDF of these folders; one that cannot be audited has
    none.
    """
    pdfs = [pdf for folder in folders for pdf in sorted(folder.glob("*.pdf"))]
    for count, pdf in enumerate(pdfs, 1):
        if sys.stderr.isatty():
            print(f"\r{count}/{len(pdfs)}", end="", file=sys.stderr, flush=True)
        try:
            yield pdf.stem, audit_document(pdf).findings
        except DocumentError:
            yield pdf.stem, ()


def report_lines(found: VerdictTally) -> Iterator[str]:
    """Yield precision by rule and in all, the contradictions that were missed, and the findings
    without a verdict.
    """
    for rule, counts in sorted(found.by_rule.items()):
        yield f"{rule:8} {counts[TRUE]:4} of {counts.total():3} true ({_share(counts)})"
    yield (
        f"{'in all':8} {found.in_all[TRUE]:4} of {found.in_all.total():3} true "
        f"({_share(found.in_all)})"
    )
    yield f"printed contradictions found: {found.wanted - len(found.missed)} of {found.wanted}"
    yield from (f"  missed: {one.document}: {one.about}" for one in found.missed)
    if found.without:
        yield f"findings without a verdict: {len(found.without)}"
    for name, finding in found.without:
        place = f"p. {finding.spot.place.page} {finding.spot.printed} -> {finding.expected}"
        yield (
            f"  {name}: {finding.fingerprint} {finding.severity.value} {place}: "
            f"{finding.message.en}"
        )


def _share(counts: Counter[str]) -> str:
    return f"{100 * counts[TRUE] / counts.total():.1f} %" if counts.total() else "none"


def main() -> int:
    """Print the measure of the folders named; return 1 where a finding has no verdict."""
    found = tally(audited(map(Path, sys.argv[1:])))
    print("\n".join(report_lines(found)))
    return min(len(found.without), 1)


if __name__ == "__main__":
    sys.exit(main())
