"""What is found in real reports is what the pictures of their pages bear out.

The reports themselves are not handed on with the project: where they are not there, only the verdicts are looked at.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extract.document import read_document
from normalize.interpret import interpret
from tests.test_written import REPORTS, WRITTEN
from validate.examine import examine
from validate.findings import Finding, Severity

VERDICTS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "written" / "verdicts.toml").read_text(encoding="utf-8")
)["finding"]

Claim = tuple[str, str, int, str, str | None]


def test_no_finding_of_major_weight_is_known_to_be_false() -> None:
    assert {one["verdict"] for one in VERDICTS} <= {"true", "doubtful"}
    assert {one["report"] for one in VERDICTS} <= {path.stem for path in WRITTEN}
    assert all(one["seen"] and one["place"] for one in VERDICTS)


@pytest.mark.parametrize("name", [path.stem for path in WRITTEN])
def test_every_finding_of_major_weight_has_a_verdict_and_none_is_lost(name: str) -> None:
    report = REPORTS / f"{name}.pdf"
    if not report.is_file():
        # the reports belong to their offices: whoever has them can tell, others have nothing to test here
        return
    findings = examine(interpret(read_document(report))).findings
    assert Counter(map(_claim, filter(_is_heavy, findings))) == Counter(
        _known(one) for one in VERDICTS if one["report"] == name
    )


def _is_heavy(finding: Finding) -> bool:
    return finding.severity.rank >= Severity.MAJOR.rank


def _claim(one: Finding) -> Claim:
    return one.rule, one.severity.value, one.spot.place.page, one.spot.printed, one.expected


def _known(one: dict[str, Any]) -> Claim:
    return one["rule"], one["severity"], one["page"], one["printed"], one.get("expected")
