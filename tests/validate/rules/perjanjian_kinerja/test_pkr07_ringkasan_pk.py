"""PKR-07: summary and annexed agreement."""

import pytest

from normalize.report import Report
from tests.audits import PK_PROGRAM, drawn
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_pkr import AGREED, SIGNED, sasaran
from tests.wholes import ANNEX, CHAPTER_2, whole
from validate.examine import examine
from validate.rules.perjanjian_kinerja.pkr07_ringkasan_pk import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, with_signed("90,45"), with_signed("95,41"), with_signed("95,45", "23.580.000")
    )


def with_signed(target: str, pagu: str = "23.850.000") -> Report:
    """A report whose signed agreement prints this target and this pagu of a program, of 95,45 and
    23.850.000.
    """
    summary, annexed = "Tabel 2.1 Perjanjian Kinerja Tahun 2024", "Perjanjian Kinerja Tahun 2024"
    program = "1 | Program Pembinaan Pemerintahan Desa | {}"
    return whole(
        sasaran(AGREED, "t1", CHAPTER_2),
        drawn(PK_PROGRAM, program.format("23.850.000"), "t2", summary, CHAPTER_2),
        sasaran(AGREED.replace("95,45", target), "t3", ANNEX, annexed),
        drawn(PK_PROGRAM, program.format(pagu), "t4", annexed, ANNEX),
        annex=SIGNED,
    )


@pytest.mark.parametrize(("signed", "rules"), [("95,45", []), ("90,45", ["PKR-07"])])
def test_the_summary_prints_what_was_signed(signed: str, rules: list[str]) -> None:
    summary = sasaran(AGREED, "t1", CHAPTER_2)
    annexed = sasaran(AGREED.replace("95,45", signed), "t2", ANNEX, "Perjanjian Kinerja Tahun 2024")
    audited = examine(whole(summary, annexed, annex=SIGNED))
    assert [one.rule for one in audited.findings if one.rule in ("PKR-07", "LTB-05")] == rules
