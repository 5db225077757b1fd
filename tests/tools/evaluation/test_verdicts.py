"""The measure of accusations on real reports: verdicts are looked up by fingerprint, and silence
buys nothing.
"""

from collections import Counter

import pytest

from tests.audits import audit, budget
from tools.evaluation import verdicts
from tools.evaluation.verdicts import (
    KINDS,
    Contradiction,
    JudgedFinding,
    contradictions,
    is_grave,
    report_lines,
    tally,
)
from validate.catalogue import RULES
from validate.findings import Finding

ROWS = "7.01.01 | Program | 500.000.000 | 200.000.000 | 100.000.000 | 40,00"


@pytest.fixture
def grave() -> Finding:
    return next(filter(is_grave, audit(budget(ROWS)).findings))


def known(
    monkeypatch: pytest.MonkeyPatch,
    judged: dict[JudgedFinding, str],
    wanted: list[Contradiction] | None = None,
) -> None:
    monkeypatch.setattr(verdicts, "verdicts", lambda: judged)
    monkeypatch.setattr(verdicts, "contradictions", lambda: wanted or [])


def test_every_verdict_is_one_of_three_and_gives_its_reason_once() -> None:
    findings = verdicts._read(verdicts.VERDICTS)["finding"]
    assert {one["verdict"] for one in findings} == KINDS
    assert all(one["reason"] for one in findings)
    assert len(verdicts.verdicts()) == len(findings)


def test_what_must_be_found_names_rules_that_there_are() -> None:
    assert {rule for one in contradictions() for rule in one.rules} <= {rule.id for rule in RULES}


@pytest.mark.parametrize(
    ("verdict", "share"), [("true", "100.0 %"), ("false", "0.0 %"), ("debatable", "0.0 %")]
)
def test_a_debatable_finding_counts_as_false(
    monkeypatch: pytest.MonkeyPatch, grave: Finding, verdict: str, share: str
) -> None:
    known(monkeypatch, {JudgedFinding("laporan", grave.fingerprint, grave.spot.printed): verdict})
    found = tally([("laporan", [grave])])
    assert found.in_all == Counter({verdict: 1})
    assert found.without == []
    assert f"in all      {int(verdict == 'true')} of   1 true ({share})" in list(
        report_lines(found)
    )


@pytest.mark.parametrize("other", [("lain", "", ""), ("laporan", "x", ""), ("laporan", "", "x")])
def test_a_finding_of_another_document_fingerprint_or_value_has_no_verdict(
    monkeypatch: pytest.MonkeyPatch, grave: Finding, other: tuple[str, str, str]
) -> None:
    name, mark, value = other
    known(
        monkeypatch,
        {JudgedFinding(name, grave.fingerprint + mark, grave.spot.printed + value): "true"},
    )
    assert tally([("laporan", [grave])]).without == [("laporan", grave)]


def test_a_printed_contradiction_is_found_where_a_rule_that_may_tell_it_names_its_text(
    monkeypatch: pytest.MonkeyPatch, grave: Finding
) -> None:
    told = Contradiction("laporan", "told", (grave.rule,), (grave.spot.printed,))
    other_rule, other_text = told._replace(rules=("STR-01",)), told._replace(printed=("123",))
    known(monkeypatch, {}, [told, other_rule, other_text, told._replace(document="lain")])
    found = tally([("laporan", [grave])])
    assert (found.wanted, found.missed) == (3, [other_rule, other_text])


def test_a_document_without_findings_misses_what_it_should_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = Contradiction("laporan", "silent", ("ANG-01",), ("",))
    known(monkeypatch, {}, [wanted])
    assert "printed contradictions found: 0 of 1" in list(report_lines(tally([("laporan", ())])))
