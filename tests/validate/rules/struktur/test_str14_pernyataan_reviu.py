"""STR-14: statement of review."""

from tests.reports import ANNEX, CLOSING, COVER, FIRST, SECOND, THIRD, found_by, whole, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.struktur.str14_pernyataan_reviu import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE, whole(), whole(cover=COVER.replace("TAHUN 2024", "TRIWULAN IV TAHUN 2024"))
    )


def test_a_remark_is_made_all_the_same_and_names_the_unread_pages() -> None:
    pages = (
        COVER.replace("TAHUN", "TRIWULAN IV TAHUN"),
        FIRST,
        SECOND,
        THIRD,
        CLOSING,
        ANNEX,
        "Foto",
    )
    (finding,) = found_by(written(*pages, pictures=[7]), "STR-14")
    assert finding.severity is Severity.INFO
    assert "halaman 7 tidak terbaca" in finding.message.id
