"""Laws of answers that can be compared: one order whatever the database and the order of arrival,
names that can be told apart, questions that cannot be meant refused.
"""

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from lkj_audit.archive.ingestion.content import filed_period
from lkj_audit.archive.queries.document_queries import DocumentFilter, list_documents
from lkj_audit.archive.queries.exports import EXPORTS, export
from lkj_audit.archive.queries.query_results import QueryResult, ResultColumn
from lkj_audit.archive.queries.rankings import offices_by_findings, repeated_findings
from lkj_audit.archive.queries.reporting_matrix import ReportStatus, matrix_of
from lkj_audit.archive.records import ArchivedReport
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from normalize.report import DocumentIdentity, DocumentKind
from normalize.values.periods import Period, PeriodKind
from tests.archives import archive_in, rows, store, url
from tests.lkj_audit.archive.test_archive_questions import of
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.findings import Audit, Message


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    (tmp_path / "masuk").mkdir()
    return tmp_path


# what tells when a row came, and not what it is
_ARRIVAL = {"nomor", "diterima"}


def exported(archive: Archive, folder: Path) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Return the rows of every table, in order, without the numbers that tell when they came."""
    export(archive, folder, "csv", Lang.EN)
    found = {}
    for one in EXPORTS:
        with (folder / f"{one.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found[one.name] = list(map(without_arrival, csv.DictReader(file)))
    return found


def without_arrival(row: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name not in _ARRIVAL}


def test_two_exports_are_equal_whatever_came_first(
    here: Path, archive_url: str, audit: Audit
) -> None:
    reports = [
        of(audit, "Kecamatan Klakah", 2024, "TW1"),
        of(audit, "Dinas Sosial", 2023, "TAHUN"),
        of(audit, "Dinas Sosial", 2024, "BLN10", findings=()),
        of(audit, "Dinas Sosial", 2024, "BLN2"),
    ]
    one, other = archive_in(here, "lain.db"), open_archive(archive_url, writes=True)
    for report in reports:
        store(one, report)
    for report in reversed(reports):
        store(other, report)
    assert exported(one, here / "satu") == exported(other, here / "dua")
    order = [row[1:4] for row in list_documents(one, DocumentFilter()).rows]
    assert order == [row[1:4] for row in list_documents(other, DocumentFilter()).rows]
    assert [period for _, _, period in order] == ["TAHUN", "BLN2", "BLN10", "TW1"]


def test_documents_of_no_known_office_are_not_one_office(here: Path, audit: Audit) -> None:
    archive = archive_in(here)
    for period in ("TW1", "TW2"):
        report = replace(of(audit, "", 2024, period), organisation=None)
        store(archive, report, f"/arsip/{period}.pdf")
    found = offices_by_findings(archive, DocumentFilter())
    assert sorted((row[0], row[1], row[-1]) for row in found.rows) == [
        (None, 1, "/arsip/TW1.pdf"),
        (None, 1, "/arsip/TW2.pdf"),
    ]
    assert repeated_findings(archive, DocumentFilter()).rows == []


# What is missing ----------------------------------------------------------------------------------


def matrix(archive: Archive) -> Mapping[str, ReportStatus]:
    squares = matrix_of(archive, DocumentFilter()).squares
    return {span.label: square.report for (_, span), square in squares.items()}


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("renja", "perjanjian_kinerja"), ReportStatus.ON_FILE),
        (("renja", "renja"), ReportStatus.TWICE),
    ],
)
def test_plans_of_different_kinds_are_none_too_many(
    here: Path, audit: Audit, kinds: Sequence[str], expected: ReportStatus
) -> None:
    archive = archive_in(here)
    for number, kind in enumerate((*kinds, "lra")):
        report = of(audit, "Bappeda", 2024, "TAHUN", kind=kind)
        store(archive, replace(report, sha256=sha256(bytes([number])).hexdigest()))
    assert matrix(archive) == {"2024 TAHUN": expected}


def of_kind(audit: Audit, kind: str, period: str) -> ArchivedReport:
    return of(audit, "Bappeda", 2024, period, kind=kind)


def test_an_annual_report_that_names_a_month_is_one_on_the_year(here: Path, audit: Audit) -> None:
    archive = archive_in(here)
    store(archive, of_kind(audit, "lkj_tahunan", "BLN12"))
    store(archive, of_kind(audit, "laporan_bulanan", "BLN11"))
    assert matrix(archive) == {
        "2024 TAHUN": ReportStatus.ON_FILE,
        "2024 BLN11": ReportStatus.ON_FILE,
    }
    for kind, filed in ((DocumentKind.LKJ, "TAHUN"), (DocumentKind.BULANAN, "BLN12")):
        identity = DocumentIdentity(kind, given=True)
        month = Period(PeriodKind.BULAN, 12)
        assert filed_period(replace(audit.report, period=month, identity=identity)) == filed


# Versions and names -------------------------------------------------------------------------------


def test_a_corrected_file_under_its_old_name_replaces_and_nothing_is_wrong(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = here / "masuk" / "a.pdf"
    for remainder in ("100", "200"):
        file.write_bytes(budget_pdf(remainder))
        assert run(["ingest", "masuk"]) == ExitCode.AUDITED
    capsys.readouterr()
    assert run(["archive", "verify"]) == ExitCode.AUDITED
    told = capsys.readouterr().out
    assert "digantikan versi lain" in told
    assert "masuk/a.pdf" in told
    assert told.rstrip().endswith(" 2")
    file.unlink()
    assert run(["archive", "verify"]) == ExitCode.FINDING
    assert "hilang" in capsys.readouterr().out


def test_a_name_that_is_no_utf_8_is_shown_stored_and_found_again(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    name = os.fsdecode(b"laporan-\xe9.pdf")
    try:
        (here / "masuk" / name).write_bytes(budget_pdf("100"))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert run(["ingest", "masuk", "--log", "catatan.jsonl"]) == ExitCode.AUDITED
    capsys.readouterr()
    assert run(["archive", "verify"]) == ExitCode.AUDITED
    assert run(["archive", "list"]) == ExitCode.AUDITED
    assert "laporan-\\xe9.pdf" in capsys.readouterr().out
    assert run(["archive", "show", name]) == ExitCode.AUDITED
    # taken up again by what the archive knows
    assert run(["ingest", "--only", "older-than=9.0"]) == ExitCode.AUDITED
    archive = open_archive(url(here))
    assert len(rows(archive, "SELECT 1 AS n FROM location")) == 1


def test_names_are_not_cut_where_they_could_not_be_told_apart() -> None:
    paths = [f"/arsip/{'dinas' * 12}/{name}/laporan.pdf" for name in ("satu", "dua")]
    headings = (ResultColumn("berkas", Message("Berkas", "File"), naming=True),)
    text = QueryResult(headings, [[path] for path in paths], Message("", "")).as_text(Lang.ID, 20)
    shown = text.splitlines()[2:]
    assert len(set(shown)) == 2
    assert all(line.startswith("…") and line.endswith("/laporan.pdf") for line in shown)


# What cannot be meant -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["archive", "list", "--period", "TW9"], "SMT1"),
        (["archive", "missing", "--period", "TW9"], "SMT1"),
        (["archive", "rules", "--rule", "XXX-01"], "XXX-01"),
        (["archive", "list", "--db", "sqlite:///lkj.db?foo=bar"], "foo"),
        (["ingest", "masuk/a.pdf", "--with", "masuk/a.pdf"], "dua kali"),
        (["archive", "export", "berkas.txt"], "berkas.txt adalah berkas"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (here / "masuk" / "a.pdf").write_bytes(budget_pdf("100"))
    (here / "berkas.txt").write_text("isi")
    archive_in(here)
    assert run(arguments) == ExitCode.USAGE
    assert told in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    assert run(["ingest", "masuk", "--db", "sqlite:///tidak_ada/lkj.db"]) == ExitCode.ARCHIVE
    assert "Folder tidak_ada" in capsys.readouterr().err
