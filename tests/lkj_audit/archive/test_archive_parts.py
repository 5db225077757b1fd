"""Laws of reports in several files: one document, whose findings name the file."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from extract.document import read_document
from extract.document_joining import BrokenPart, JointReader, joint_hash
from extract.document_reader import DocumentReader
from extract.errors import TooManyPages
from extract.limits import LIMITS
from lkj_audit.archive.comparisons.crosschecks import CompareSettings, due
from lkj_audit.archive.ingestion.document_parts import Gathering, KnownParts
from lkj_audit.archive.ingestion.manifest import NO_MANIFEST
from lkj_audit.archive.ingestion.planning import (
    DiscoveredDocument,
    DiscoveredDocuments,
    discover_documents,
)
from lkj_audit.archive.storage.database import open_archive
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from normalize.text.masking import masked
from tests.archives import ORIGIN, rows, url
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.companions.records import CompanionRole


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A body, an annex with a wrong remainder, and a third file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    for name, remainder in (("badan.pdf", "100"), ("lampiran.pdf", "200"), ("lain.pdf", "300")):
        (tmp_path / name).write_bytes(budget_pdf(remainder))
    return tmp_path


def sha256(name: str) -> str:
    return hashlib.sha256(Path(name).read_bytes()).hexdigest()


def whole() -> str:
    return joint_hash([sha256("badan.pdf"), sha256("lampiran.pdf")])


def documents(folder: Path) -> list[object]:
    return [
        row["sha256"]
        for row in rows(open_archive(url(folder)), "SELECT sha256 FROM v_dokumen ORDER BY nomor")
    ]


# Reading ------------------------------------------------------------------------------------------


def test_the_pages_of_several_files_count_on_and_hold_what_each_holds(here: Path) -> None:
    paths = [here / "badan.pdf", here / "lampiran.pdf"]
    reader = JointReader(paths)
    joint = read_document(reader)
    own = [read_document(path) for path in paths]
    assert reader.pages == tuple(len(one.pages) for one in own)
    assert [page.number for page in joint.pages] == list(range(1, sum(reader.pages) + 1))
    assert [table.pages for table in joint.tables] == [(1,), (2,)]
    assert [cell.text for table in joint.tables for cell in table.cells()] == [
        cell.text for one in own for table in one.tables for cell in table.cells()
    ]
    assert {cell.place.page for cell in joint.tables[1].cells()} == {2}
    assert joint.sha256 == whole()


def test_pages_are_read_again_in_the_file_that_holds_them(here: Path) -> None:
    reader = JointReader([here / "badan.pdf", here / "lampiran.pdf"])
    reader.layouts()
    found = reader.alternatives([2])
    alone = DocumentReader(here / "lampiran.pdf").alternatives([1])
    assert found.keys() == alone.keys()
    for reading, layouts in found.items():
        assert {number: layout.tables for number, layout in layouts.items()}.keys() == {2}
        assert [len(one.tables) for one in layouts.values()] == [
            len(one.tables) for one in alone[reading].values()
        ]


def test_a_file_that_cannot_be_read_is_named(here: Path) -> None:
    Path("rusak.pdf").write_bytes(b"%PDF-1.4 terpotong")
    with pytest.raises(BrokenPart, match=r"rusak\.pdf"):
        read_document(JointReader([here / "badan.pdf", here / "rusak.pdf"]))
    with pytest.raises(BrokenPart, match=r"tidak_ada\.pdf"):
        JointReader([here / "badan.pdf", here / "tidak_ada.pdf"])


def test_the_limit_on_pages_is_one_for_all_files(here: Path) -> None:
    with pytest.raises(TooManyPages):
        JointReader([here / "badan.pdf", here / "lampiran.pdf"], replace(LIMITS, pages=1)).layouts()


# The archive --------------------------------------------------------------------------------------


def test_a_body_and_its_annex_are_one_document_and_findings_name_the_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ingest", "badan.pdf"]) == ExitCode.AUDITED
    assert run(["ingest", "badan.pdf", "--with", "lampiran.pdf"]) == ExitCode.AUDITED
    assert documents(here) == [whole()]
    archive = open_archive(url(here))
    parts = rows(
        archive, "SELECT bagian, sha256_bagian, halaman_awal, halaman FROM v_bagian ORDER BY bagian"
    )
    assert [tuple(row.values()) for row in parts] == [
        (1, sha256("badan.pdf"), 1, 1),
        (2, sha256("lampiran.pdf"), 2, 1),
    ]
    found = rows(
        archive, "SELECT berkas, halaman FROM v_temuan WHERE aturan = 'ANG-01' ORDER BY berkas"
    )
    assert [(Path(str(row["berkas"])).name, row["halaman"]) for row in found] == [
        ("lampiran.pdf", 1)
    ]
    (logged,) = rows(archive, "SELECT sha256, reason FROM deletion")
    assert logged["sha256"] == sha256("badan.pdf")
    assert whole() in str(logged["reason"])
    capsys.readouterr()
    assert run(["archive", "show", "lampiran"]) == ExitCode.AUDITED
    assert "Bagian" in capsys.readouterr().out


def test_a_later_run_knows_the_parts_without_being_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("manifes.csv").write_text("berkas,bagian_dari\nlampiran.pdf,badan.pdf\n", "utf-8")
    assert run(["ingest", ".", "--manifest", "manifes.csv"]) == ExitCode.AUDITED
    assert documents(here)[-1] == whole()
    assert len(documents(here)) == 2
    capsys.readouterr()
    assert run(["ingest", "."]) == ExitCode.AUDITED
    told = capsys.readouterr().out
    assert "Diperiksa         0" in told
    assert "Bagian            2" in told
    assert len(documents(here)) == 2


@pytest.mark.parametrize("store", ["salinan", "db"])
@pytest.mark.usefixtures("here")
def test_every_file_is_evidence_and_a_copy_stands_for_it(store: str) -> None:
    assert (
        run(["ingest", "badan.pdf", "--with", "lampiran.pdf", "--copy", store]) == ExitCode.AUDITED
    )
    Path("lampiran.pdf").write_bytes(b"lain")
    assert run(["archive", "verify"]) == ExitCode.AUDITED
    if store == "salinan":
        shutil.rmtree("salinan")
        assert run(["archive", "verify"]) == ExitCode.FINDING


@pytest.mark.usefixtures("here")
def test_a_file_that_has_gone_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", "badan.pdf", "--with", "lampiran.pdf"]) == ExitCode.AUDITED
    Path("lampiran.pdf").unlink()
    capsys.readouterr()
    assert run(["archive", "verify"]) == ExitCode.FINDING
    told = capsys.readouterr().out
    assert told.count("hilang") == 1
    assert sha256("badan.pdf")[:8] not in told


def test_a_document_is_deleted_with_its_parts_which_are_then_documents_again(here: Path) -> None:
    assert run(["ingest", "badan.pdf", "--with", "lampiran.pdf"]) == ExitCode.AUDITED
    assert run(["archive", "delete", "1", "--reason", "salah gabung"]) == ExitCode.AUDITED
    archive = open_archive(url(here))
    assert rows(archive, "SELECT 1 FROM part") == []
    (logged,) = rows(archive, "SELECT paths FROM deletion")
    assert "lampiran.pdf" in str(logged["paths"])
    assert run(["ingest", "badan.pdf", "lampiran.pdf"]) == ExitCode.AUDITED
    assert set(documents(here)) == {sha256("badan.pdf"), sha256("lampiran.pdf")}


def test_a_broken_annex_fails_the_document_and_its_reason_names_it(here: Path) -> None:
    Path("lampiran.pdf").write_bytes(b"%PDF-1.4 terpotong")
    assert run(["ingest", "badan.pdf", "--with", "lampiran.pdf"]) == ExitCode.UNOPENABLE
    (row,) = rows(open_archive(url(here)), "SELECT code, reason_id FROM quarantine")
    assert row["code"] == "BrokenPart"
    assert "lampiran.pdf" in str(row["reason_id"])


@pytest.mark.usefixtures("here")
def test_annexes_need_one_body() -> None:
    assert run(["ingest", "badan.pdf", "lain.pdf", "--with", "lampiran.pdf"]) == ExitCode.USAGE
    assert run(["ingest", ".", "--with", "lampiran.pdf"]) == ExitCode.USAGE
    assert run(["ingest", "badan.pdf", "--with", "tidak_ada.pdf"]) == ExitCode.UNOPENABLE


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        ("lampiran.pdf,tidak_ada.pdf", "part_without_body"),
        ("lampiran.pdf,sama.pdf", "part_of_several"),
        ("lampiran.pdf,badan.pdf\nbadan.pdf,lain.pdf", "part_of_a_part"),
    ],
)
def test_a_part_of_nothing_that_is_told_apart_is_refused_with_its_reason(
    here: Path, manifest: str, code: str
) -> None:
    for folder, remainder in (("2023", "400"), ("2024", "500")):
        Path(folder).mkdir()
        (Path(folder) / "sama.pdf").write_bytes(budget_pdf(remainder))
    Path("manifes.csv").write_text(f"berkas,bagian_dari\n{manifest}\n", "utf-8")
    assert run(["ingest", ".", "--manifest", "manifes.csv"]) == ExitCode.UNOPENABLE
    found = rows(open_archive(url(here)), "SELECT path, code FROM quarantine")
    assert [(Path(str(row["path"])).name, row["code"]) for row in found] == [("lampiran.pdf", code)]


def test_annexes_stand_in_the_order_that_was_told(here: Path) -> None:
    def order(*annexes: str) -> str:
        manifest = NO_MANIFEST.with_annexes(here / "badan.pdf", [here / name for name in annexes])
        gathering = Gathering(manifest, KnownParts())
        taken: list[DiscoveredDocument] = []
        found: DiscoveredDocuments = discover_documents(
            [here], masked, taken.append, lambda _: None, gathering.is_part
        )
        (one,) = gathering.gather(found)
        assert taken == []
        return " ".join(part.source.file_name for part in one.files)

    assert order("lampiran.pdf", "lain.pdf") == "badan.pdf lampiran.pdf lain.pdf"
    assert order("lain.pdf", "lampiran.pdf") == "badan.pdf lain.pdf lampiran.pdf"


def test_a_manifest_names_the_office_above_a_unit(here: Path) -> None:
    lines = "berkas,organisasi,tahun,periode,induk,putusan"
    unit, office = (
        "badan.pdf,UPTD Pasar,2024,TAHUN,Dinas Pasar,ya",
        "lampiran.pdf,Dinas Pasar,2024,TAHUN,,ya",
    )
    Path("manifes.csv").write_text("\n".join([lines, unit, office]) + "\n", "utf-8")
    assert (
        run(["ingest", "badan.pdf", "lampiran.pdf", "--manifest", "manifes.csv"])
        == ExitCode.AUDITED
    )
    archive = open_archive(url(here), writes=True)
    with archive.transaction() as connection:
        connection.exec_driver_sql("UPDATE document SET kind = 'lkj_tahunan'")
        connection.exec_driver_sql("UPDATE document SET cross_check_id = NULL")
    settings = CompareSettings(ORIGIN, b"", False, LIMITS, 1, "2025-01-01T00:00:00Z")
    found = {}
    for one in due(archive, settings).comparisons:
        found[one.own.office] = [role for role, _ in one.relatives]
    assert found == {"Dinas Pasar": [CompanionRole.UNIT]}
