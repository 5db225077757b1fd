"""CAP-13: values and ticks."""

import pytest

from tests.audits import audit, drawn, found
from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_cap import DONE, RECAP, recapitulated
from validate.findings import Certainty
from validate.rules.capaian.cap13_nilai_centang import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, recapitulated("97,14%", "7 | Pembinaan | √ | √ | √ | √ | √ | 5 | 0,80"))


@pytest.mark.parametrize(
    ("row", "certainty"),
    [
        ("7 | Pembinaan | √ | √ | √ | √ | | 4 | 0,80", None),
        ("7 | Pembinaan | √ | √ | √ | √ | - | 4 | 0,80", None),
        ("7 | Pembinaan | √ | √ | √ | √ | √ | 5 | 0,80", Certainty.INCONSISTENT),
        ("7 | Pembinaan | √ | √ | √ | √ | √ | √ | 0,80", Certainty.READING_DOUBT),
    ],
)
def test_the_value_of_a_row_is_the_share_of_its_ticks(
    row: str, certainty: Certainty | None
) -> None:
    lines = "\n".join(
        [*(DONE.format(at, at) for at in range(1, 7)), row, " | | | | | | | | 97,14%"]
    )
    findings = found(audit(drawn(RECAP, lines)), "CAP-13")
    assert [one.certainty for one in findings] == ([certainty] if certainty else [])
