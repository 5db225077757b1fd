"""What several rules PKR have in common."""

from dataclasses import replace

from extract.records import Page, TextSource
from tests.audits import CAPAIAN, PK_SASARAN, audit, drawn, found
from tests.reports import findings_of
from tests.validate.rules.of_pkr import AGREED, INDICATOR, OTHER, REPORTED, reported, sasaran
from tests.wholes import CHAPTER_2, excerpt, whole
from validate.rules.perjanjian_kinerja import pkr01_indikator_dilaporkan, pkr02_indikator_di_luar_pk


def test_an_indicator_that_was_not_agreed_is_compared_with_nothing() -> None:
    agreement = drawn(
        PK_SASARAN, f"1 | Meningkatnya pelayanan | {INDICATOR} | 90%", "t1", "Perjanjian Kinerja"
    )
    reported = drawn(
        CAPAIAN, "Pelayanan | Indeks Pelayanan Publik | 65 | 65 | 100", "t2", "Capaian Kinerja"
    )
    assert found(audit(agreement, reported)) == []


def pictured(page: Page) -> Page:
    return replace(page, source=TextSource.IMAGE) if page.number == CHAPTER_2 - 1 else page


def test_a_page_that_could_not_be_read_may_report_on_it() -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", CHAPTER_2)
    report = whole(agreed, reported(REPORTED, " | Jumlah layanan | 5 | 5 | 100"))
    scanned = replace(
        report, document=replace(report.document, pages=tuple(map(pictured, report.document.pages)))
    )
    assert findings_of(pkr01_indikator_dilaporkan.RULE, report)
    assert findings_of(pkr02_indikator_di_luar_pk.RULE, report)
    assert not findings_of(pkr01_indikator_dilaporkan.RULE, scanned)
    assert not findings_of(pkr02_indikator_di_luar_pk.RULE, scanned)


def test_an_excerpt_lacks_nothing() -> None:
    agreed = sasaran(f"{AGREED}\n2 | Meningkatnya mutu | {OTHER} | 65", "t1", 2)
    report = excerpt(agreed, reported(REPORTED, " | Jumlah layanan | 5 | 5 | 100"))
    assert not findings_of(pkr01_indikator_dilaporkan.RULE, report)
    assert not findings_of(pkr02_indikator_di_luar_pk.RULE, report)
