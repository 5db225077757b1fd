"""CAP-17: fitting unit."""

import pytest

from tests.audits import audit, drawn, found
from tests.validate.rules.examples import assert_examples, assert_severities, broken, tabular
from validate.rules.capaian.cap17_satuan import RULE

EXAMPLES = tabular()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    ("head", "row", "printed"),
    [
        ("Indikator Kinerja | Target | Realisasi", "Indeks Pelayanan Publik | 65% | -", "65%"),
        ("Indikator Kinerja | Target | Realisasi", "Indeks Pelayanan Publik | 65 | 70%", "70%"),
        ("Indikator Kinerja | Target | Realisasi", "Indeks Pelayanan Publik | 65 | 70", None),
        (
            "Indikator Kinerja | Target (%) | Realisasi (%)",
            "Indeks Pelayanan Publik | 65% | 70%",
            None,
        ),
        (
            "Indikator Kinerja | Satuan | Target | Realisasi",
            "Indeks Pelayanan Publik | % | 65% | 70%",
            None,
        ),
        ("Indikator Kinerja | Target | Realisasi", "Indeks persentase pelayanan | 65% | 70%", None),
        (
            "Indikator Kinerja | Satuan | Target | Realisasi",
            "Jumlah dokumen | Dokumen | 12,5 | 12",
            "12,5",
        ),
        (
            "Indikator Kinerja | Satuan | Target | Realisasi",
            "Jumlah dokumen | Dokumen | 12,00 | 12",
            None,
        ),
        (
            "Indikator Kinerja | Satuan | Target | Realisasi",
            "Jumlah produksi | Ton | 12,5 | 12",
            None,
        ),
        (
            "Indikator Kinerja | Target | Realisasi",
            "Persentase desa yang tertib | 120% | 100%",
            "120%",
        ),
        (
            "Indikator Kinerja | Target | Realisasi",
            "Persentase desa yang tertib | 100% | 120%",
            None,
        ),
        (
            "Indikator Kinerja | Target | Realisasi",
            "Persentase peningkatan desa yang tertib | 120% | 100%",
            None,
        ),
    ],
)
def test_a_unit_that_does_not_fit_its_indicator_is_told(
    head: str, row: str, printed: str | None
) -> None:
    findings = found(audit(drawn(head, row)), "CAP-17")
    assert [one.spot.printed for one in findings] == ([printed] if printed else [])
