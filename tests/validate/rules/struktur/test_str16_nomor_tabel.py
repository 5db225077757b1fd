"""STR-16: tables numbered in order."""

import pytest

from tests.reports import COVER, found_by, whole, written
from tests.validate.rules.examples import assert_examples, assert_severities, broken, prose
from validate.findings import Severity
from validate.rules.struktur.str16_nomor_tabel import RULE

EXAMPLES = prose()


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


def test_a_table_number_that_is_passed_over_is_told_in_a_whole_report_alone() -> None:
    captions = "**Tabel 2.2 Perjanjian Kinerja**\nUraian"
    (finding,) = found_by(whole(second=captions), "STR-16")
    assert (finding.spot.printed, finding.severity) == ("Tabel 2.2", Severity.INFO)
    assert "Tabel 2.1" in finding.message.id
    assert not found_by(written(COVER, captions), "STR-16")


@pytest.mark.parametrize(
    "text",
    [
        "**Tabel 2.1 Perjanjian Kinerja**\nUraian\n\n**Tabel 2.2 Program dan Anggaran**",
        "Sasaran disajikan pada Tabel 2.1 berikut.\n\n**Tabel 2.2 Program dan Anggaran**",
        "Tabel 2.2 menunjukkan program dan anggaran.",
    ],
)
def test_numbers_in_order_or_named_in_the_text_pass(text: str) -> None:
    assert not found_by(whole(second=text), "STR-16")


def test_one_number_for_two_tables_is_told_at_the_second() -> None:
    (finding,) = found_by(
        written("Tabel 9. Produk Domestik Regional Bruto\nUraian", "Tabel 9. Nilai Tukar Petani"),
        "STR-16",
    )
    assert (finding.spot.place.page, finding.spot.printed) == (2, "Tabel 9")


@pytest.mark.parametrize(
    "second",
    [
        "Tabel 9. Nilai Tukar Petani (lanjutan)",
        "Tabel 9. Nilai Tukar Petani",
        "Tabel 9 .......... 14",
        "Tabel 10. Lain Lagi",
    ],
)
def test_a_table_that_goes_on_or_is_listed_has_its_number_twice(second: str) -> None:
    assert not found_by(written("Tabel 9. Nilai Tukar Petani\nUraian", second), "STR-16")
