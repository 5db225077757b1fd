"""PKR-07: summary and annexed agreement."""

import pytest

from tests.rules.examples import assert_severities
from tests.rules.of_pkr import AGREED, SIGNED, sasaran
from tests.wholes import ANNEX, CHAPTER_2, whole
from validate.examine import examine
from validate.rules.pkr07_ringkasan_pk import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        whole(
            sasaran(AGREED, "t1", CHAPTER_2),
            sasaran(AGREED.replace("95,45", "90,45"), "t2", ANNEX, "Perjanjian Kinerja Tahun 2024"),
            annex=SIGNED,
        ),
    )


@pytest.mark.parametrize(("signed", "rules"), [("95,45", []), ("90,45", ["PKR-07"])])
def test_the_summary_prints_what_was_signed(signed: str, rules: list[str]) -> None:
    summary = sasaran(AGREED, "t1", CHAPTER_2)
    annexed = sasaran(AGREED.replace("95,45", signed), "t2", ANNEX, "Perjanjian Kinerja Tahun 2024")
    audited = examine(whole(summary, annexed, annex=SIGNED))
    assert [one.rule for one in audited.findings if one.rule in ("PKR-07", "LTB-05")] == rules
