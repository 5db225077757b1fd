"""What several rules ANK have in common."""

from types import ModuleType

import pytest

from tests.audits import BUDGET as BUDGET_HEAD
from tests.audits import audit, drawn, found
from tests.reports import findings_of
from tests.rules.of_ank import COMMAS_THROUGHOUT, budget
from validate.findings import Severity
from validate.rules import (
    ank01_pemisah_ribuan,
    ank03_sen_titik,
    ank04_koma_desimal,
    ank05_gaya_campuran,
)


@pytest.mark.parametrize("rule", [ank01_pemisah_ribuan, ank03_sen_titik, ank04_koma_desimal, ank05_gaya_campuran])
def test_a_table_in_the_other_style_throughout_is_regular(rule: ModuleType) -> None:
    assert not findings_of(rule.RULE, budget(COMMAS_THROUGHOUT))


HABITS = {
    ank01_pemisah_ribuan: "7.01.01.2.01 | Kegiatan | 1,443,095,81{},00 | 1.361.248.977 | 0 | 94,13%",
    ank03_sen_titik: "7.01.01.2.01 | Kegiatan | 1.443.095.81{}.00 | 1.361.248.977 | 0 | 94,13%",
    ank04_koma_desimal: "7.01.01.2.01 | Kegiatan | 1.443.095.819 | 1.361.248.977 | 0 | 94.{}3%",
}


@pytest.mark.parametrize(("rule", "row"), HABITS.items())
def test_ten_slips_that_are_most_of_a_column_are_one_habit(rule: ModuleType, row: str) -> None:
    rows = [row.format(digit) for digit in "0123456789"]
    (finding,) = findings_of(rule.RULE, budget("\n".join(rows)))
    assert len(finding.evidence) == 9
    assert "10 sel di kolom ini" in finding.message.id
    assert len(findings_of(rule.RULE, budget("\n".join(rows[1:])))) == 9


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
    said = found(audit(drawn(BUDGET_HEAD, "7.01.01 | Program A | 1 | 1 | 0 | 100"), text=text), "ANK-07", "ANK-10")
    assert [finding.rule for finding in said] == rules
    assert all(finding.severity is Severity.INFO for finding in said)
