"""What several rules ANK have in common."""

from collections.abc import Sequence
from types import ModuleType

import pytest

from tests.audits import BUDGET as BUDGET_HEAD
from tests.audits import audit, drawn, found
from tests.reports import findings_of
from tests.validate.rules.of_ank import COMMAS_THROUGHOUT, budget
from validate.examine import examine
from validate.findings import Severity
from validate.rules.angka import (
    ank01_pemisah_ribuan,
    ank03_sen_titik,
    ank04_koma_desimal,
    ank05_gaya_campuran,
)


@pytest.mark.parametrize(
    "rule", [ank01_pemisah_ribuan, ank03_sen_titik, ank04_koma_desimal, ank05_gaya_campuran]
)
def test_a_table_in_the_other_style_throughout_is_regular(rule: ModuleType) -> None:
    assert not findings_of(rule.RULE, budget(COMMAS_THROUGHOUT))


HABITS = {
    ank01_pemisah_ribuan: "7.01.01.2.01 | Kegiatan | 1,443,095,81{},00 | 1.361.248.977 | 0 | 94,13%",  # noqa: E501
    ank03_sen_titik: "7.01.01.2.01 | Kegiatan | 1.443.095.81{}.00 | 1.361.248.977 | 0 | 94,13%",
    ank04_koma_desimal: "7.01.01.2.01 | Kegiatan | 1.443.095.819 | 1.361.248.977 | 0 | 94.{}3%",
}


@pytest.mark.parametrize(("rule", "row"), HABITS.items())
def test_what_a_table_prints_in_an_unusual_way_is_one_finding_with_all_places(
    rule: ModuleType, row: str
) -> None:
    rows = [row.format(digit) for digit in "0123456789"]
    (finding,) = findings_of(rule.RULE, budget("\n".join(rows)))
    assert len(finding.further_places) == 9
    assert "10 tempat di tabel ini" in finding.message.id


@pytest.mark.parametrize(("rule", "row"), HABITS.items())
def test_the_fingerprint_of_such_a_finding_is_that_of_its_table_whichever_cell_is_put_right(
    rule: ModuleType, row: str
) -> None:
    regular = row.replace(",81{},00", ".81{},00").replace(",095", ".095").replace("1,443", "1.443")
    regular = regular.replace("81{}.00", "81{},00").replace("94.{}", "94,{}")
    others = [regular.format(digit) for digit in "678"]
    every, rest = (
        [row.format(3), row.format(4), *others],
        [regular.format(3), row.format(4), row.format(5), *others],
    )

    def fingerprints(rows: Sequence[str]) -> list[str]:
        findings = examine(budget("\n".join(rows))).findings
        return [one.fingerprint for one in findings if one.rule == rule.RULE.id]

    found_ = [fingerprints(every), fingerprints(rest)]
    assert found_[0] == found_[1] != []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Anggaran sebesar Rp. 1.895.403.508 terserap.\n\nPagu Rp. 5.000.", ["ANK-07"]),
        ("Anggaran sebesar Rp 1.895.403.508 dan Rp5.000 terserap.", []),
        ("Jumlahnya dinyatakan dalam Rp. Sisanya tetap.", []),  # the end of a sentence
        ("Anggaran sebesar 1,8 milyar rupiah.", ["ANK-10"]),
        ("Anggaran sebesar Rp 1,8 M terserap.", ["ANK-10"]),
        ("Anggaran sebesar Rp 500 jt dan Rp 1,2 T terserap.", ["ANK-10", "ANK-10"]),
        ("Anggaran sebesar Rp1,8 miliar, jalan sepanjang 1,8 m, tahun 1445 M.", []),
        ("Rp 500.000 Tahun 2024 dan Rp 700.000 Meningkat.", []),
    ],
)
def test_habits_of_spelling_are_remarked_on_once(text: str, rules: list[str]) -> None:
    said = found(
        audit(drawn(BUDGET_HEAD, "7.01.01 | Program A | 1 | 1 | 0 | 100"), text=text),
        "ANK-07",
        "ANK-10",
    )
    assert [finding.rule for finding in said] == rules
    assert all(finding.severity is Severity.INFO for finding in said)
