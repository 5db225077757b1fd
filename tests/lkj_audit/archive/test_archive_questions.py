"""Laws of what an archive answers: by document, over periods and offices, and for other
programs.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

from lkj_audit.archive.queries.document_queries import DocumentFilter, list_documents, search
from lkj_audit.archive.queries.rankings import offices_by_findings, repeated_findings, trend
from lkj_audit.archive.queries.reporting_matrix import (
    ExpectedReport,
    ReportingMatrix,
    ReportStatus,
    Span,
    matrix_of,
    read_register,
)
from lkj_audit.archive.records import ArchivedReport, Failure, PassageSubject, SearchPassage, State
from lkj_audit.archive.storage.database import Archive, open_archive
from lkj_audit.archive.storage.writer import record_failure, record_sightings
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from tests.archives import (
    ORIGIN,
    archive_in,
    content,
    printed_cells,
    report_of,
    rows,
    sighting,
    store,
    url,
)
from validate.findings import Audit

AT = "2025-01-01T00:00:00Z"


def of(audit: Audit, office: str, year: int, period: str, **changes: object) -> ArchivedReport:
    """Return a report of an office on a period."""
    report = report_of(audit, f"{office} {year} {period} {sorted(changes)}", year, period)
    return replace(report, organisation=office, **changes)  # type: ignore[arg-type]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


@pytest.fixture
def archive(here: Path, audit: Audit) -> Archive:
    """Klakah over three quarters, one of them twice; Sosial in one quarter and without a
    finding.
    """
    archive = archive_in(here)
    for period in ("TW1", "TW2", "TW4"):
        store(archive, of(audit, "Kecamatan Klakah", 2024, period))
    prose = SearchPassage(
        PassageSubject.PROSE, 7, "Angka kemiskinan ekstrem menurun tajam di Klakah."
    )
    second = of(audit, "Kecamatan Klakah", 2024, "TW4", seconds=9.0, passages=(prose,))
    store(archive, second)
    store(archive, of(audit, "Dinas Sosial", 2024, "TW1", findings=()))
    return archive


# Documents ----------------------------------------------------------------------------------------


def test_documents_are_listed_by_office_and_time(archive: Archive) -> None:
    found = list_documents(archive, DocumentFilter()).rows
    assert [(row[1], row[3]) for row in found] == [
        ("Dinas Sosial", "TW1"),
        ("Kecamatan Klakah", "TW1"),
        ("Kecamatan Klakah", "TW2"),
        ("Kecamatan Klakah", "TW4"),
        ("Kecamatan Klakah", "TW4"),
    ]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (DocumentFilter(office="klakah"), 4),
        (DocumentFilter(office="%"), 0),
        (DocumentFilter(period="tw4"), 2),
        (DocumentFilter(year=2023), 0),
        (DocumentFilter(office="sosial", year=2024, period="TW1"), 1),
        (DocumentFilter(status="failed"), 0),
    ],
)
def test_a_filter_takes_what_it_says(archive: Archive, wanted: DocumentFilter, count: int) -> None:
    assert len(list_documents(archive, wanted).rows) == count


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Mapping[str, object]]:
    """Return the JSON lines that a command prints."""
    assert run(["archive", *arguments, "--json", "-"]) == ExitCode.AUDITED
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_answer_is_a_table_or_json(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    del archive
    assert run(["archive", "list", "--office", "Sosial"]) == ExitCode.AUDITED
    head, _, row = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["No.", "Organisasi", "Tahun", "Periode"]
    assert row.split()[:6] == ["5", "Dinas", "Sosial", "2024", "TW1", "diperiksa"]
    (found,) = lines(capsys, "list", "--office", "Sosial")
    assert (found["organisasi"], found["status"]) == ("Dinas Sosial", "audited")


def test_a_document_is_shown_by_number_hash_or_path(
    archive: Archive, audit: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    store(archive, of(audit, "Dinas Sosial", 2023, "TW3"), "/arsip/2022/sosial-khusus.pdf")
    sha256 = str(rows(archive, "SELECT sha256 FROM document ORDER BY id DESC LIMIT 1")[0]["sha256"])
    for named in ("6", sha256[:12], "sosial-khusus"):
        assert run(["archive", "show", named]) == ExitCode.AUDITED
        shown = capsys.readouterr().out
        assert sha256[:20] in shown
        assert "nama folder" in shown  # the folder says another year
        assert "ANG-01" in shown
        # no keys of programs, no times of machines
        assert "realisasi anggaran" in shown
        assert not re.search(r"[a-z]_[a-z]|\dT\d\d:", shown.partition("Temuan\n")[0])


@pytest.mark.parametrize(
    ("named", "said"), [("tiada", "tidak ada dokumen tiada"), (".pdf", "beberapa dokumen: 1, 2")]
)
def test_what_names_none_or_several_documents_is_a_wrong_call(
    archive: Archive, capsys: pytest.CaptureFixture[str], named: str, said: str
) -> None:
    del archive
    assert run(["archive", "show", named]) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_a_deletion_by_command_is_logged(archive: Archive) -> None:
    assert run(["archive", "delete", "5"]) == ExitCode.USAGE
    assert run(["archive", "delete", "5", "--reason", "salah kirim"]) == ExitCode.AUDITED
    assert [row["reason"] for row in rows(archive, "SELECT reason FROM deletion")] == [
        "salah kirim"
    ]
    assert len(list_documents(archive, DocumentFilter()).rows) == 4


# Search -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("kemiskinan", 1),
        ("KEMISKINAN ekstrem", 1),
        ("miskin", 0),
        ("kemis", 1),
        ('"kemiskinan ekstrem"', 1),
        ('"ekstrem kemiskinan"', 0),
        ("kemiskinan tiada", 0),
        ("pembinaan", 4),
        ("realisasi anggaran", 4),
        ("* OR", 0),
    ],
)
def test_all_words_must_stand_in_a_passage(archive: Archive, words: str, count: int) -> None:
    assert len(search(archive, words, (), DocumentFilter(), 20).rows) == count


def test_a_search_tells_where(archive: Archive) -> None:
    (found,) = search(archive, "ekstrem", ("prose",), DocumentFilter(office="klakah"), 20).rows
    assert found[:5] == ("Kecamatan Klakah", 2024, "TW4", 7, "prose")
    assert found[5] == "Angka kemiskinan ekstrem menurun tajam di Klakah."
    assert search(archive, "ekstrem", ("indicator",), DocumentFilter(), 20).rows == []


def test_a_search_ends_at_its_limit(archive: Archive) -> None:
    assert len(search(archive, "pembinaan", (), DocumentFilter(), 2).rows) == 2


# Over periods and offices -------------------------------------------------------------------------


def test_a_trend_follows_a_program_over_periods(archive: Archive) -> None:
    found = trend(archive, "program penunjang", DocumentFilter(office="klakah")).rows
    assert [tuple(row[1:6]) for row in found] == [
        ("Program Penunjang", 2024, "TW1", "1.500", None),
        ("Program Penunjang", 2024, "TW2", "1.500", None),
        ("Program Penunjang", 2024, "TW4", "1.500", None),
    ]
    assert trend(archive, "program yang tiada", DocumentFilter()).rows == []


def test_offices_are_ranked_by_the_weight_of_their_findings(archive: Archive) -> None:
    found = [row[:6] for row in offices_by_findings(archive, DocumentFilter()).rows]
    assert found == [("Kecamatan Klakah", 4, 0, 4, 0, 0), ("Dinas Sosial", 1, 0, 0, 0, 0)]


def test_findings_recur_by_rule_and_office(archive: Archive) -> None:
    assert repeated_findings(archive, DocumentFilter()).rows == [
        ("ANG-01", "Kecamatan Klakah", 4, 4, "2024 TW1, 2024 TW2, 2024 TW4, 2024 TW4", None)
    ]
    assert repeated_findings(archive, DocumentFilter(), "ang-02").rows == []
    assert repeated_findings(archive, DocumentFilter(), least=5).rows == []


# What is missing ----------------------------------------------------------------------------------


def squares(matrix: ReportingMatrix) -> dict[tuple[str, str], ReportStatus]:
    return {
        (office, span.label): square.report for (office, span), square in matrix.squares.items()
    }


def test_what_an_office_owes_is_learnt_from_the_archive(archive: Archive, audit: Audit) -> None:
    store(archive, of(audit, "Inspektorat Daerah", 2023, "TAHUN"))
    found = squares(matrix_of(archive, DocumentFilter()))
    assert found["Dinas Sosial", "2024 TW2"] is ReportStatus.MISSING
    assert found["Kecamatan Klakah", "2024 TW4"] is ReportStatus.TWICE
    assert found["Kecamatan Klakah", "2024 TW1"] is ReportStatus.ON_FILE
    # one that has only sent annual reports owes no quarters
    assert ("Inspektorat Daerah", "2024 TW1") not in found


def test_a_register_says_who_owes_what(archive: Archive) -> None:
    register = [
        ExpectedReport("KECAMATAN KLAKAH", 2024),
        ExpectedReport("Dinas Kesehatan", 2024, "TW3"),
    ]
    matrix = matrix_of(archive, DocumentFilter(), register)
    found = squares(matrix)
    assert found["Dinas Kesehatan", "2024 TW3"] is ReportStatus.MISSING
    assert found["KECAMATAN KLAKAH", "2024 TW3"] is ReportStatus.MISSING
    assert found["KECAMATAN KLAKAH", "2024 TW1"] is ReportStatus.ON_FILE
    assert ("Dinas Kesehatan", "2024 TW1") not in found
    assert [span.label for span in matrix.spans] == ["2024 TW1", "2024 TW2", "2024 TW3", "2024 TW4"]


def test_late_and_unreadable_reports_are_told(archive: Archive, audit: Audit) -> None:
    late = replace(report_of(audit).findings[0], rule="TGL-04")
    store(archive, of(audit, "Dinas Sosial", 2024, "TW2", findings=(late,)))
    scan = report_of(audit, "scan")
    place = sighting(scan, "/arsip/2024/Dinas Sosial TW4.pdf")
    record_sightings(archive, [place], AT)
    record_failure(
        archive, place, Failure(State.SCAN, "ImagesOnly", "gambar", "images"), ORIGIN, AT
    )
    found = squares(matrix_of(archive, DocumentFilter()))
    assert found["Dinas Sosial", "2024 TW2"] is ReportStatus.LATE
    assert found["Dinas Sosial", "2024 TW4"] is ReportStatus.UNREADABLE


def test_quarters_stand_before_the_year() -> None:
    spans = [
        Span.of(2024, "TAHUN"),
        Span.of(2023, "TW4"),
        Span.of(2024, "TW4"),
        Span.of(2024, "SMT1"),
    ]
    assert [span.label for span in sorted(spans)] == [
        "2023 TW4",
        "2024 SMT1",
        "2024 TW4",
        "2024 TAHUN",
    ]


def test_the_matrix_is_a_page_and_a_workbook(archive: Archive, audit: Audit) -> None:
    hostile = "<script>Dinas =1+1"
    store(archive, of(audit, hostile, 2024, "TW1"))
    Path("wajib.csv").write_text(
        "organisasi;tahun;periode\nDinas Baru;2024;TW I\nDinas Baru;;\n", "utf-8"
    )
    arguments = ["--register", "wajib.csv", "--html", "m.html", "--xlsx", "m.xlsx"]
    assert run(["archive", "missing", *arguments]) == ExitCode.AUDITED
    page = Path("m.html").read_text("utf-8")
    assert "Dinas Baru" in page
    assert "<script" not in page
    assert "&lt;script&gt;Dinas =1+1" in page
    with ZipFile("m.xlsx") as book:
        assert b"Dinas Baru" in book.read("xl/sharedStrings.xml")
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "text", ["tahun\n2024", "organisasi;warna\na;b", "organisasi;tahun\na;dua", "organisasi\n;", ""]
)
def test_a_register_with_a_mistake_is_a_wrong_call(here: Path, text: str) -> None:
    import click

    (here / "wajib.csv").write_text(text, "utf-8")
    if text == "organisasi\n;":
        assert read_register(here / "wajib.csv", Lang.ID) == []
    else:
        with pytest.raises(click.UsageError):
            read_register(here / "wajib.csv", Lang.ID)


# For other programs -------------------------------------------------------------------------------


def exported(format: str, folder: str = "ekspor") -> Path:
    assert run(["archive", "export", folder, "--format", format]) == ExitCode.AUDITED
    return Path(folder)


def test_everything_is_exported_as_csv(archive: Archive) -> None:
    folder = exported("csv")
    text = (folder / "anggaran.csv").read_text("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(found) == 10
    assert (found[0]["pagu"], found[0]["pagu_sen"]) == ("1.500", "150000")
    cells = list(
        csv.DictReader(io.StringIO((folder / "sel.csv").read_text("utf-8-sig")), delimiter=";")
    )
    assert [cell["teks"] for cell in cells] == [cell.text for cell in printed_cells(archive)]
    assert (cells[1]["judul_kolom"], cells[1]["peran"], cells[1]["nilai"]) == (
        "Pagu",
        "pagu",
        "1500",
    )


def test_everything_is_exported_as_parquet_with_exact_integers(archive: Archive) -> None:
    del archive
    table = pq.read_table(exported("parquet") / "anggaran.parquet")
    assert str(table.schema.field("pagu_sen").type) == "int64"
    assert table.column("pagu_sen").to_pylist()[:2] == [150000, 250050]
    empty = pq.read_table(Path("ekspor") / "karantina.parquet")
    assert (empty.num_rows, empty.column_names[:2]) == (0, ["sha256", "berkas"])


def test_everything_is_exported_as_one_workbook(
    archive: Archive, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(archive, of(audit, "=1+1", 2024, "TW1"))
    folder = exported("xlsx")
    with ZipFile(folder / "arsip.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 15
        assert all(b"<f>" not in book.read(name) for name in sheets)
    monkeypatch.setattr("lkj_audit.archive.queries.exports.MOST_ROWS", 5)
    assert run(["archive", "export", "lagi", "--format", "xlsx"]) == ExitCode.ARCHIVE
    assert list(Path("lagi").iterdir()) == []


def test_an_export_overwrites_nothing_unasked(archive: Archive) -> None:
    del archive
    exported("csv")
    assert run(["archive", "export", "ekspor"]) == ExitCode.USAGE
    assert run(["archive", "export", "ekspor", "--force"]) == ExitCode.AUDITED


# Upkeep -------------------------------------------------------------------------------------------


def test_a_backup_is_restored_whole(archive: Archive, audit: Audit, here: Path) -> None:
    before = content(archive)
    assert run(["archive", "backup", "cadangan.db"]) == ExitCode.AUDITED
    assert run(["archive", "backup", "cadangan.db"]) == ExitCode.USAGE
    store(archive, of(audit, "Dinas Baru", 2025, "TW1"))
    assert run(["archive", "restore", "cadangan.db"]) == ExitCode.USAGE
    assert run(["archive", "restore", "cadangan.db", "--force"]) == ExitCode.AUDITED
    assert content(open_archive(url(here))) == before
    assert (
        run(["archive", "restore", "cadangan.db", "--db", "sqlite:///lain.db"]) == ExitCode.AUDITED
    )
    assert content(open_archive(url(here, "lain.db"))) == before


def test_a_damaged_archive_is_restored(archive: Archive, here: Path) -> None:
    before = content(archive)
    assert run(["archive", "backup", "cadangan.db"]) == ExitCode.AUDITED
    (here / "lkj.db").write_bytes((here / "lkj.db").read_bytes()[:5000])
    assert run(["archive", "list"]) == ExitCode.ARCHIVE
    assert run(["archive", "restore", "cadangan.db", "--force"]) == ExitCode.AUDITED
    assert content(open_archive(url(here))) == before


@pytest.mark.parametrize("bad", [b"", b"bukan basis data", b"SQLite format 3\0"])
def test_what_is_no_backup_is_not_restored(archive: Archive, here: Path, bad: bytes) -> None:
    before = content(archive)
    (here / "cadangan.db").write_bytes(bad)
    assert run(["archive", "restore", "cadangan.db", "--force"]) == ExitCode.ARCHIVE
    assert content(open_archive(url(here))) == before


def test_evidence_that_has_vanished_or_changed_is_told(
    here: Path, audit: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    from hashlib import sha256

    archive = archive_in(here)
    for name in ("utuh", "berubah", "hilang"):
        (here / f"{name}.pdf").write_bytes(name.encode())
        report = replace(report_of(audit), sha256=sha256(name.encode()).hexdigest())
        store(archive, report, str(here / f"{name}.pdf"))
    assert run(["archive", "verify"]) == ExitCode.AUDITED
    (here / "berubah.pdf").write_bytes(b"lain")
    (here / "hilang.pdf").unlink()
    capsys.readouterr()
    assert run(["archive", "verify", "--json", "-"]) == ExitCode.FINDING
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(Path(row["berkas"]).stem, row["keadaan"]) for row in found} == {
        ("berubah", "changed"),
        ("hilang", "vanished"),
    }


COMMANDS: Sequence[Sequence[str]] = (
    ["list"],
    ["show", "1"],
    ["search", "x"],
    ["trend", "x"],
    ["findings"],
    ["rules"],
    ["missing"],
    ["export", "ekspor"],
    ["backup", "b.db"],
    ["verify"],
    ["delete", "1", "--reason", "x"],
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_question_to_no_archive_makes_none(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: Sequence[str]
) -> None:
    assert run(["archive", *arguments]) == ExitCode.ARCHIVE
    assert "tidak ditemukan" in capsys.readouterr().err
    assert list(here.iterdir()) == []
    (here / "lkj.db").write_bytes(b"bukan basis data")
    assert run(["archive", *arguments]) == ExitCode.ARCHIVE
    assert (here / "lkj.db").read_bytes() == b"bukan basis data"
