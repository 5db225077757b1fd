"""STR-04: pages of the table of contents."""

import pytest

from normalize.report import Report
from tests.reports import COVER, found_by, whole, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.struktur.str04_halaman_daftar_isi import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, contents(1, 2, 9, 4, 5))


HEADS = ("Latar Belakang", "Maksud dan Tujuan", "Gambaran Umum", "Dasar Hukum", "Sistematika")


def contents(*named: int) -> Report:
    """Return a report whose five headings stand on pages 3 to 7, listed under these page
    numbers.
    """
    listed = "\n".join(
        f"1.{at} {head} .......... {page}"
        for at, (head, page) in enumerate(zip(HEADS, named, strict=True), 1)
    )
    return written(
        COVER,
        f"**DAFTAR ISI**\n{listed}",
        *(f"**1.{at} {head}**\nUraian" for at, head in enumerate(HEADS, 1)),
    )


def test_one_wrong_page_of_the_table_of_contents_is_told() -> None:
    (finding,) = found_by(contents(1, 2, 9, 4, 5), "STR-04")
    assert (finding.spot.place.page, finding.spot.printed, finding.expected) == (2, "9", "3")
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    "named", [(1, 2, 3, 4, 5), (3, 4, 5, 6, 7), (1, 2, 7, 8, 9), (1, 1, 1, 1, 1)]
)
def test_pages_that_differ_alike_or_for_good_pass(named: tuple[int, ...]) -> None:
    assert not found_by(contents(*named), "STR-04")


def test_the_page_of_the_closing_chapter_is_known_though_its_number_stands_above_its_title() -> (
    None
):
    front = (
        "**DAFTAR ISI**\nBAB III AKUNTABILITAS KINERJA ...... 5\nBAB IV PENUTUP ...... "
        "9\nLAMPIRAN ...... 7"
    )
    (finding,) = found_by(whole(front=front), "STR-04")
    assert (finding.spot.printed, finding.expected) == ("9", "6")
