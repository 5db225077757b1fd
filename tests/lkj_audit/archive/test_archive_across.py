"""Laws of the last stage of an archive: reports held against their relatives, and what a person
decides of names.
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

import pytest

from extract.limits import LIMITS
from lkj_audit.archive.comparisons.comparing import (
    COMPARE_ALL,
    CompareBatch,
    CompareRequest,
    StoredReport,
    compare,
    compare_all,
)
from lkj_audit.archive.comparisons.crosschecks import (
    CompareSettings,
    cross_check_all,
    due,
    record_cross_check,
)
from lkj_audit.archive.comparisons.matches import Decision, decide, list_matches
from lkj_audit.archive.comparisons.relatives import Filed, FiledDocuments
from lkj_audit.archive.comparisons.typed import DamagedReport, packed_report, unpacked_report
from lkj_audit.archive.ingestion.content import archived, filed_kind
from lkj_audit.archive.metadata import Field, MetadataFact, MetadataSource
from lkj_audit.archive.queries.document_queries import DocumentFilter
from lkj_audit.archive.queries.rankings import (
    findings_across,
    offices_by_findings,
    repeated_findings,
)
from lkj_audit.archive.records import ArchivedCrossCheck, ArchivedReport
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.writer import delete_document, record_manifest
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from normalize.report import UNTOLD, DocumentIdentity, DocumentKind, KindSign, Report
from normalize.text.masking import masked, unmasked
from tests.archives import NOW, ORIGIN, archive_in, rows, store, url
from tests.validate.rules.companions import ExampleDossier, breaking, documents
from tests.validate.test_cross_check import ALIKE, PAIR
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.companions.records import (
    UNDECIDED,
    CompanionRole,
    MatchDecisions,
    MatchKey,
    MatchKind,
)
from validate.cross_check import cross_check
from validate.examine import examine
from validate.rule import Rule

AT = "2025-01-01T00:00:00Z"
ACROSS = [rule for rule in RULES if rule.compare and rule.id.startswith("DOK")]
CHAIN = """\
Dokumen    Indikator Kinerja              Target    Realisasi
TW II      Persentase desa yang tertib    90,00     40,00
TW I       Persentase desa yang tertib    95,45     20,00"""


@pytest.fixture
def archive(archive_url: str) -> Archive:
    return open_archive(archive_url, writes=True)


def kept(report: Report) -> ArchivedReport:
    return archived(examine(report), masked, NOW, 1.0)


def settings(now: str = AT) -> CompareSettings:
    return CompareSettings(ORIGIN, b"", False, LIMITS, 1, now)


def put(archive: Archive, *reports: Report) -> None:
    for report in reports:
        store(archive, kept(report), f"/arsip/{report.document.file}")


def both(dossier: ExampleDossier) -> list[Report]:
    return [dossier.report, *(one.report for one in dossier.companions if one.report)]


def compared(archive: Archive, now: str = AT) -> list[ArchivedCrossCheck]:
    return [found for found in cross_check_all(archive, settings(now)) if found is not None]


def told(archive: Archive) -> list[tuple[object, ...]]:
    """Return the findings across documents: rule, what is printed, and what is printed where."""
    names = [heading.key for heading in findings_across(archive, DocumentFilter()).headings]
    own = ("aturan", "halaman", "tercetak", "dokumen_lain")
    wanted = (*own, "halaman_lain", "tabel_lain", "baris_lain", "kolom_lain", "tercetak_lain")
    values = itemgetter(*map(names.index, wanted))
    return [values(row) for row in findings_across(archive, DocumentFilter()).rows]


# Reports as they are kept -------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ACROSS, ids=[rule.id for rule in ACROSS])
def test_what_is_kept_of_reports_is_found_to_contradict_as_the_reports_themselves(
    rule: Rule,
) -> None:
    dossier = breaking(rule)
    stored = [
        StoredReport(at, "", one.document.file, packed_report(examine(one), unmasked))
        for at, one in enumerate(both(dossier))
    ]
    roles = [one.role.value for one in dossier.companions]
    relatives = tuple(replace(one, role=role) for one, role in zip(stored[1:], roles, strict=True))
    found = compare(
        CompareRequest(stored[0], relatives, (), (), b"", True), lambda _: None
    ).cross_check
    expected = cross_check(AuditContext(dossier.report), dossier.companions)
    assert found is not None
    assert [one.finding.fingerprint for one in found.findings] == [
        one.fingerprint for one in expected.findings
    ]
    kept = [
        (number, there.companion, there.page, there.printed)
        for number, one in enumerate(found.findings)
        for there in one.places
    ]
    assert kept == [
        (number, there.document, there.spot.place.page, there.spot.printed)
        for number, one in enumerate(expected.findings)
        for there in one.elsewhere
    ]
    assert len(found.findings) == len(expected.findings)
    assert [one.indicators for one in found.companions] == [
        one.matched.indicators if one.matched else None for one in expected.told.companions
    ]


def requests_of(rule: Rule) -> tuple[CompareRequest, ...]:
    """Return comparisons of each report of an example with all others, as they are kept."""
    dossier = breaking(rule)
    roles = ["", *(one.role.value for one in dossier.companions)]
    stored = [
        StoredReport(number, role, one.document.file, packed_report(examine(one), masked))
        for number, (one, role) in enumerate(zip(both(dossier), roles, strict=True))
    ]
    own = CompareRequest(stored[0], tuple(stored[1:]), (), (), b"", False)
    turned = CompareRequest(
        replace(stored[1], role=""), (replace(stored[0], role=roles[1]),), (), (), b"", False
    )
    return own, turned, own


@pytest.mark.parametrize("rule", ACROSS, ids=[rule.id for rule in ACROSS])
def test_what_is_found_does_not_depend_on_what_is_compared_beside_it(rule: Rule) -> None:
    requests = requests_of(rule)
    shares: list[float] = []
    found = compare_all(CompareBatch(requests), shares.append).results
    assert found == tuple(compare(request, lambda _: None) for request in requests)
    assert shares == [1 / 3, 2 / 3, 1.0]


def test_a_batch_that_breaks_its_worker_is_compared_one_by_one(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, *both(documents(CHAIN)))
    # a process that has no room for anything ends without a result
    nothing = replace(COMPARE_ALL, function="lkj_audit.archive.comparisons.comparing:gone")
    monkeypatch.setattr("lkj_audit.archive.comparisons.crosschecks.COMPARE_ALL", nothing)
    (found,) = compared(archive)
    assert [one.name for one in found.companions] == ["quarter-tw1"]


def test_a_damaged_report_is_told_and_never_believed() -> None:
    data = packed_report(examine(documents(CHAIN).report), masked)
    for broken in (b"", data[:40], data[:-1] + b"x", b"x" + data):
        with pytest.raises(DamagedReport):
            unpacked_report(broken, "x.pdf")
    whole = StoredReport(1, "", "a.pdf", data)
    damaged = StoredReport(2, "quarter", "b.pdf", b"")
    found = compare(
        CompareRequest(whole, (damaged,), (), (), b"", False), lambda _: None
    ).cross_check
    assert found is not None
    assert "rusak" in str(found.companions[0].problem_id)
    assert (
        compare(CompareRequest(damaged, (), (), (), b"", False), lambda _: None).cross_check is None
    )


def test_a_budget_document_is_told_from_other_lists_by_its_title() -> None:
    report = documents(CHAIN).report
    place = report.periods[0].place
    for title, kind in (("DPPA SKPD 2024", "dpa"), ("DAFTAR KEGIATAN", "daftar_kegiatan")):
        identity = DocumentIdentity(DocumentKind.KEGIATAN, (KindSign(title, place),))
        assert filed_kind(replace(report, identity=identity)) == kind


# Which documents are compared ---------------------------------------------------------------------


def filed(
    id: int, period: str, kind: str = "lkj_triwulan", year: int = 2024, **more: object
) -> Filed:
    office = str(more.pop("office", "Kecamatan Klakah"))
    seen = str(more.pop("seen", AT))
    return Filed(id, f"{id:064}", office, year, period, kind, seen, id, **more)  # type: ignore[arg-type]


YEARS = (
    filed(1, "TW1"),
    filed(2, "TW2"),
    filed(3, "TW3", seen="2025-02-01T00:00:00Z"),
    filed(4, "TW3"),
    filed(5, "TAHUN", "lkj_tahunan"),
    filed(6, "TAHUN", "lkj_tahunan", 2023),
    filed(7, "TW4", "lkj_triwulan", 2022),
    filed(8, "TW3", "lkj_triwulan", 2021),
    filed(9, "TAHUN", "perjanjian_kinerja"),
    filed(10, "TAHUN", "renstra", 2022),
    filed(11, "TAHUN", "lra"),
    filed(12, "TAHUN", "dpa"),
    filed(13, "TAHUN", "renja"),
    filed(14, "TAHUN", "lkj_tahunan", office="Kelurahan Kauman Kecamatan Klakah"),
    filed(15, "TAHUN", "lkj_tahunan", office="UPTD Pasar", parent="Kecamatan Klakah"),
    filed(16, "TAHUN", "lkj_tahunan", office="Dinas Sosial"),
    filed(17, "TAHUN", "daftar_kegiatan"),
)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (2, "pk 9, renja 13, dppa 12, lra 11, renstra 10, previous 6, previous 7, quarter 1"),
        (
            5,
            "pk 9, renja 13, dppa 12, lra 11, renstra 10, previous 6, previous 7, quarter 1, "
            "quarter 2, quarter 3, "
            "unit 14, unit 15",
        ),
        (9, ""),
        (16, ""),
    ],
)
def test_relatives_are_told_by_office_year_period_and_kind(own: int, expected: str) -> None:
    filed_documents = FiledDocuments(YEARS, UNDECIDED)
    found = filed_documents.relatives(YEARS[own - 1])
    assert ", ".join(f"{role.value} {other.id}" for role, other in found) == expected


def test_relatives_do_not_depend_on_the_order_of_arrival() -> None:
    own = YEARS[4]
    assert FiledDocuments(YEARS[::-1], UNDECIDED).relatives(own) == FiledDocuments(
        YEARS, UNDECIDED
    ).relatives(own)


OTHER = filed(20, "TAHUN", "lkj_tahunan", 2023, office="Kecamatan Klakah Kabupaten Lumajang")


def test_offices_that_may_be_one_are_asked_about_once_and_joined_when_confirmed() -> None:
    known = [filed(5, "TAHUN", "lkj_tahunan"), OTHER]
    filed_documents = FiledDocuments(known, UNDECIDED)
    assert [(one.id, other.id) for one, other, _ in filed_documents.uncertain_offices()] == [
        (5, 20)
    ]
    assert filed_documents.relatives(known[0]) == []
    key = MatchKey(MatchKind.OFFICE, "kecamatan klakah kabupaten lumajang", "kecamatan klakah")
    same = FiledDocuments(known, MatchDecisions(same=frozenset({key})))
    assert [one.role for one in same.relatives(known[0])] == [CompanionRole.PREVIOUS]
    assert same.uncertain_offices() == []
    assert (
        FiledDocuments(
            known,
            MatchDecisions(different=frozenset({key._replace(ours=key.theirs, theirs=key.ours)})),
        ).relatives(known[0])
        == []
    )


@pytest.mark.parametrize("name", ["Kecamatan Klaten", "Dinas Klakah", "Kecamatan Kedungjajang"])
def test_offices_of_other_names_are_never_asked_about(name: str) -> None:
    known = [filed(5, "TAHUN", "lkj_tahunan"), filed(6, "TAHUN", "lkj_tahunan", 2023, office=name)]
    assert FiledDocuments(known, UNDECIDED).uncertain_offices() == []


def test_offices_that_have_reported_on_the_same_period_are_two() -> None:
    known = [filed(5, "TAHUN", "lkj_tahunan", 2023), OTHER]
    assert FiledDocuments(known, UNDECIDED).uncertain_offices() == []


# The stage ----------------------------------------------------------------------------------------


def test_a_finding_names_both_documents_pages_and_cells(archive: Archive) -> None:
    put(archive, *both(documents(CHAIN)))
    compared(archive)
    assert told(archive) == [("DOK-06", 5, "90,00", "quarter-tw1", 5, 1, 0, 1, "95,45")]
    (row,) = rows(archive, "SELECT berkas, berkas_lain FROM v_temuan_lintas")
    assert row == {"berkas": "/arsip/TW II.pdf", "berkas_lain": "/arsip/TW I.pdf"}


def test_findings_across_documents_are_counted_with_the_others(archive: Archive) -> None:
    put(archive, *both(documents(CHAIN)))
    before = rows(archive, "SELECT count(*) AS n FROM v_temuan")[0]["n"]
    compared(archive)
    (listed,) = rows(archive, "SELECT count(*) AS n FROM v_temuan")
    (counted,) = rows(archive, "SELECT sum(temuan) AS n FROM v_dokumen")
    assert listed["n"] == counted["n"] == int(str(before)) + 1
    (office,) = offices_by_findings(archive, DocumentFilter()).rows
    assert sum(int(str(count)) for count in office[2:6]) == listed["n"]
    assert "DOK-06" in [
        row[0] for row in repeated_findings(archive, DocumentFilter(), least=1).rows
    ]


def test_nothing_is_compared_twice_and_a_relative_that_arrives_later_adds_a_revision(
    archive: Archive,
) -> None:
    later, earlier = both(documents(CHAIN))
    put(archive, later)
    assert compared(archive) == []
    put(archive, earlier)
    assert len(compared(archive)) == 1
    assert compared(archive) == []
    # a program of another version reads a relative anew
    store(archive, kept(earlier), "/arsip/TW I.pdf", replace(ORIGIN, program="0.2.0"))
    assert len(compared(archive)) >= 1
    held = rows(
        archive, "SELECT count(*) AS n FROM cross_check GROUP BY document_id ORDER BY n DESC"
    )
    assert held[0]["n"] == 2
    assert len([row for row in told(archive) if row[2] == "90,00"]) == 1


def test_what_quotes_a_deleted_document_goes_with_it(archive: Archive) -> None:
    later, earlier = both(documents(CHAIN))
    put(archive, later, earlier)
    compared(archive)
    delete_document(archive, earlier.document.sha256, "salah kirim", AT)
    assert told(archive) == []
    for table in ("cross_check", "companion", "cross_finding", "cross_place", "asked"):
        assert rows(archive, f"SELECT 1 FROM {table}") == []
    assert rows(archive, "SELECT 1 FROM tally WHERE rule = 'DOK-06'") == []
    assert compared(archive) == []


def test_a_relative_that_is_deleted_meanwhile_is_not_quoted(archive: Archive) -> None:
    later, earlier = both(documents(CHAIN))
    put(archive, later, earlier)
    (one,) = due(archive, settings()).comparisons
    delete_document(archive, earlier.document.sha256, "salah kirim", AT)
    assert not record_cross_check(archive, one, ArchivedCrossCheck(), settings())
    assert rows(archive, "SELECT 1 FROM cross_check") == []


def test_what_a_person_has_settled_of_a_report_is_what_is_compared(archive: Archive) -> None:
    later, earlier = both(documents(CHAIN))
    put(
        archive,
        later,
        replace(earlier, organisation="Kantor Camat", year=2023, period=None, identity=UNTOLD),
    )
    assert compared(archive) == []
    facts = ((Field.ORGANISATION, "Kecamatan Klakah"), (Field.YEAR, "2024"), (Field.PERIOD, "TW1"))
    kind = (Field.KIND, DocumentKind.LKJ_TRIWULAN.value)
    decided = [
        MetadataFact(field, MetadataSource.DECISION, value) for field, value in (*facts, kind)
    ]
    record_manifest(archive, [(earlier.document.sha256, decided)])
    assert len(compared(archive)) == 1
    assert [row[2] for row in told(archive)] == ["90,00"]


def test_a_comparison_that_failed_is_told_and_left_until_something_changes(
    archive: Archive,
) -> None:
    put(archive, *both(documents(CHAIN)))
    (one,) = due(archive, settings()).comparisons
    assert record_cross_check(archive, one, None, settings())
    state = "SELECT state FROM stage WHERE stage = 'cross_checked' AND state = 'failed'"
    assert len(rows(archive, state)) == 1
    assert due(archive, settings()).comparisons == ()


def test_every_report_has_passed_the_stage_whether_it_has_relatives_or_not(
    archive: Archive,
) -> None:
    put(archive, *both(documents(CHAIN)))
    compared(archive)
    assert (
        len(rows(archive, "SELECT 1 FROM stage WHERE stage = 'cross_checked' AND state = 'done'"))
        == 2
    )


# Matches ------------------------------------------------------------------------------------------

QUARTERS = PAIR.replace("Perjanjian kinerja", f"{'TW I':18}").replace("LKj  ", "TW II")


def alike() -> Sequence[Report]:
    return both(documents(QUARTERS.format(*ALIKE)))


@pytest.mark.parametrize(
    ("decision", "printed"),
    [(Decision.SAME, ["12", "90,00"]), (Decision.DIFFERENT, ["90,00"]), (None, ["90,00"])],
)
def test_a_decision_is_used_by_the_next_comparison_and_not_asked_again(
    archive: Archive, decision: Decision | None, printed: list[str]
) -> None:
    put(archive, *alike())
    compared(archive)
    ((number, kind, ours, theirs, *_),) = list_matches(archive).rows
    assert (kind, {ours, theirs}) == ("indicator", set(ALIKE))
    assert decide(archive, int(str(number)), decision, "Sri", AT) == 1
    assert len(compared(archive)) == 1
    assert sorted(str(row[2]) for row in told(archive)) == printed
    assert len(list_matches(archive).rows) == (decision is None)
    assert len(list_matches(archive, decided=True).rows) == (decision is not None)


def test_a_decision_that_is_taken_back_is_open_again(archive: Archive) -> None:
    put(archive, *alike())
    compared(archive)
    number = int(str(list_matches(archive).rows[0][0]))
    decide(archive, number, Decision.SAME, "Sri", AT)
    compared(archive)
    assert decide(archive, number, None, "Sri", AT) == 1
    compared(archive)
    assert [str(row[2]) for row in told(archive)] == ["90,00"]
    assert len(list_matches(archive).rows) == 1


def test_offices_that_turn_out_to_be_two_are_not_asked_about_any_more(archive: Archive) -> None:
    report = documents(CHAIN).report
    put(archive, report)
    other = "Kecamatan Klakah Kabupaten Lumajang"
    put(
        archive,
        replace(
            report,
            organisation=other,
            year=2023,
            document=replace(report.document, sha256="ab" * 32),
        ),
    )
    compared(archive)
    assert [row[1] for row in list_matches(archive).rows] == ["office"]
    put(
        archive,
        replace(report, organisation=other, document=replace(report.document, sha256="cd" * 32)),
    )
    compared(archive)
    assert list_matches(archive).rows == []


def test_there_is_no_deciding_on_what_nobody_has_asked(archive: Archive) -> None:
    assert decide(archive, 7, Decision.SAME, "Sri", AT) is None


def test_names_that_only_a_deleted_document_held_are_forgotten_unless_decided(
    archive: Archive,
) -> None:
    put(archive, *alike())
    compared(archive)
    delete_document(archive, alike()[1].document.sha256, "salah kirim", AT)
    assert rows(archive, "SELECT 1 FROM name_match") == []


# Commands -----------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    put(archive_in(tmp_path), *alike())
    return tmp_path


def test_the_stage_is_taken_up_singly_and_its_matches_are_decided_by_number(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*arguments: str) -> str:
        assert run([*arguments, "--db", url(here)]) == ExitCode.AUDITED
        return capsys.readouterr().out

    assert "Dibandingkan      1" in said("ingest", "--only", "cross-check")
    assert ALIKE[0] in said("archive", "matches")
    (row,) = list_matches(archive_in(here)).rows
    # a number that there is not lets nothing be recorded
    assert run(["archive", "match", str(row[0]), "9999", "--no", "--db", url(here)]) == 2
    assert list_matches(archive_in(here)).rows == [row]
    assert "1 laporan dibandingkan lagi" in said(
        "archive", "match", str(row[0]), "--yes", "--by", "Sri Rahayu"
    )
    assert "Dibandingkan      1" in said("ingest", "--only", "cross-check")
    decided = said("archive", "matches", "--decided", "--kind", "indicator")
    assert "Sri Rahayu" in decided
    assert "sama" in decided
    listed = said("archive", "findings", "--across")
    assert "quarter-tw1" in listed
    assert "95,45" in listed
    assert '"halaman_lain": 5' in said("archive", "findings", "--across", "--json", "-")
    shown = said("archive", "show", "TW II")
    assert "Temuan antardokumen" in shown
    assert "Dibandingkan dengan" in shown


def test_a_decision_needs_a_number_that_there_is_and_what_is_decided(here: Path) -> None:
    assert run(["archive", "match", "99", "--yes", "--db", url(here)]) == ExitCode.USAGE
    assert run(["archive", "match", "1", "--db", url(here)]) == ExitCode.USAGE
    assert run(["archive", "match", "1", "--yes", "--db", url(here, "lain.db")]) == ExitCode.ARCHIVE
    assert not (here / "lain.db").exists()
