"""CAP-07: quarters and year."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of, told
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.capaian.cap07_triwulan import RULE

EXAMPLES = tabular()


# the realisasi is cut off instead of rounded
CUT = (
    "Pelayanan | Persentase hasil | 95,4 | 95,7 | | TW 1: 37,84 TW 2 : 17,54 TW 3: 10,70 TW 4 "
    ": 29,71"
)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES), report_of(drawn(REMARKED, CUT)))


REMARKED = f"{CAPAIAN} | Keterangan"


def quarters(realisasi: str, remark: str) -> list[tuple[str, str, str | None]]:
    row = f"Pelayanan | Persentase hasil | 95,45 | {realisasi} | | {remark}"
    findings = found(audit(drawn(REMARKED, row)), "CAP-07")
    return [(one.spot.printed, one.certainty.value, one.expected) for one in findings]


@pytest.mark.parametrize(
    "remark",
    [
        "TW 1: 37,84 TW 2 : 17,00 TW 3: 10,70 TW 4 : 29.63",
        "TW I: 20,00 TW II: 40,00 TW III: 60,00 TW IV: 95,17",
        "TW I: 20,00 TW II: 95,17 TW III: 60,00 TW IV: 50,00",
        "TW I: 94,17 TW II: 96,17 TW III: 95,00 TW IV: 95,34",
    ],
)
def test_the_sum_the_last_the_highest_and_the_mean_are_accepted(remark: str) -> None:
    assert quarters("95,17", remark) == []


@pytest.mark.parametrize(
    ("remark", "finding"),
    [
        ("TW 1: 37,84 TW 2 : 17 TW 3: 10,7 TW 4 : 29.63", ("95,27", "unverifiable", "95,17")),
        ("TW 1: 37,84 TW 2 : 17,54 TW 3: 10,70 TW 4 : 29,63", ("95,27", "inconsistent", "95,71")),
        ("TW 1: 1,00 TW 2 : 2,00 TW 3: 3,00 TW 4 : 4,00", ("95,27", "unverifiable", None)),
    ],
)
def test_quarters_that_do_not_fit_are_claimed_only_where_they_nearly_do(
    remark: str, finding: tuple[str, str, str | None]
) -> None:
    assert quarters("95,27", remark) == [finding]


@pytest.mark.parametrize(
    ("quarters", "printed", "expected"),
    [
        ("90 | 110 | 80 | 100", "380", []),
        ("90 | 110 | 80 | 110", "380", ["CAP-07 t1:0:6 380 -> 390"]),
        ("90 | 110 | 280 | 380", "380", []),
        ("380 | 110 | 280 | 80", "380", []),
        ("370 | 390 | 385 | 375", "380", []),
    ],
)
def test_quarters_whose_heads_name_nothing_else_are_those_of_the_realisasi(
    quarters: str, printed: str, expected: list[str]
) -> None:
    head = "Indikator Kinerja | Target | TW I | TW II | TW III | TW IV | Realisasi"
    assert (
        told(found(audit(drawn(head, f"Jumlah layanan | 400 | {quarters} | {printed}")), "CAP-07"))
        == expected
    )


def test_quarters_in_columns_of_their_own_are_found() -> None:
    head = (
        "Indikator Kinerja | Target | Realisasi TW I | Realisasi TW II | Realisasi TW III | "
        "Realisasi"
    )
    wrong = drawn(head, "Persentase hasil | 100,00 | 20,00 | 20,00 | 20,00 | 61,00")
    assert told(found(audit(wrong), "CAP-07")) == ["CAP-07 t1:0:5 61,00 -> 60,00"]
