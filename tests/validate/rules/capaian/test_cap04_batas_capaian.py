"""CAP-04: cap of capaian."""

import pytest

from tests.audits import CAPAIAN, audit, drawn, found, report_of
from tests.validate.rules.examples import (
    RESULTS,
    assert_examples,
    assert_severities,
    broken,
    tabular,
)
from tests.validate.rules.of_cap import RIGHT
from validate.findings import Certainty
from validate.rules.capaian.cap04_batas_capaian import RULE

EXAMPLES = (
    tabular(first="Indikator Kinerja", caption=RESULTS),
    tabular(
        first="Indikator Kinerja",
        caption=RESULTS,
        text="Capaian kinerja dibatasi paling tinggi 100 %.",
    ),
)


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        broken(RULE, EXAMPLES),
        report_of(
            drawn(CAPAIAN, f"{RIGHT}\nPelayanan | Jumlah layanan | 12.500,00 | 15.001,00 | 120,00")
        ),
    )


def test_a_capaian_that_may_be_capped_is_not_claimed() -> None:
    (finding,) = found(
        audit(drawn(CAPAIAN, f"Pelayanan | Persentase hasil | 80,00 | 88,00 | 100\n{RIGHT}"))
    )
    assert (finding.rule, finding.certainty, finding.expected) == (
        "CAP-04",
        Certainty.UNVERIFIABLE,
        "110",
    )


CAPPED = "Pelayanan | Persentase {} | 80,00 | {} | 100"


def caps(*rows: str, text: str = "") -> list[tuple[str, str]]:
    findings = found(audit(drawn(CAPAIAN, "\n".join(rows)), text=text), "CAP-0")
    return [
        (finding.spot.printed, finding.certainty.value)
        for finding in findings
        if finding.rule == "CAP-04"
    ]


def test_a_cap_that_some_rows_exceed_contradicts_them() -> None:
    rows = (CAPPED.format("a", "88,00"), CAPPED.format("b", "96,00"))
    assert caps(*rows, "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00") == [
        ("100", "inconsistent")
    ]
    assert caps(*rows, RIGHT) == [("100", "unverifiable"), ("100", "unverifiable")]
    assert caps(rows[0], "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00") == [
        ("100", "unverifiable")
    ]


def test_a_cap_that_the_text_states_is_no_finding_unless_it_holds_for_some_rows_only() -> None:
    rows = (CAPPED.format("a", "88,00"), CAPPED.format("b", "96,00"))
    stated = "Capaian kinerja dihitung paling tinggi sebesar 100% untuk setiap indikator."
    assert caps(*rows, RIGHT, text=stated) == []
    assert caps(*rows, "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00", text=stated) == [
        ("100", "inconsistent")
    ]


def test_one_row_that_exceeds_a_stated_cap_is_enough() -> None:
    stated = "Capaian kinerja dibatasi maksimal 100%."
    rows = (CAPPED.format("a", "88,00"), "Pelayanan | Persentase c | 50,00 | 53,00 | 106,00")
    assert caps(*rows, text=stated) == [("100", "inconsistent")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Capaian di atas 120% diperhitungkan sebagai 120%.", 0),
        ("Capaian yang melebihi 120 % dianggap sebesar 120 persen.", 0),
        ("Capaian yang melebihi 120 % dianggap sebesar 100 persen.", 1),
        ("Indeks capaian setiap IKU ditetapkan maksimum 120.", 0),
        ("Nilai capaian IKU dibatasi paling tinggi 120", 0),
        ("Indeks capaian rata-rata adalah 120,5 dari nilai maksimum 125,5.", 1),
        ("Jumlah peserta tiap indeks wilayah. Kelas diisi maksimal 120 orang.", 1),
        ("Capaian di atas 120% merupakan prestasi.", 1),
    ],
)
def test_a_cap_is_stated_in_other_words_too(text: str, count: int) -> None:
    rows = "Pelayanan | Persentase a | 80,00 | 120,00 | 120", RIGHT
    assert len(caps(*rows, text=text)) == count
