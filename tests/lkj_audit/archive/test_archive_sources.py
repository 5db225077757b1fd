"""Laws of what is found to be ingested: folders, links and ZIP files, and what is refused
in them.
"""

import os
import re
import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from lkj_audit.archive.ingestion.sources import BadZip, PdfSource, RefusedFile, find_sources, hashed
from lkj_audit.archive.storage.store import SourceChanged, put, stored

PDF = b"%PDF-1.4 laporan"


def names(*paths: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return what is found and what is refused, by name."""
    found = list(find_sources(paths))
    read = [one.member or one.path.name for one in found if isinstance(one, PdfSource)]
    refused = [
        (one.member or one.path.name, one.failure.code)
        for one in found
        if isinstance(one, RefusedFile)
    ]
    return read, refused


def zipped(path: Path, members: Iterable[tuple[str, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def test_pdf_files_are_found_in_folders_and_zip_files_and_hidden_ones_are_not(
    tmp_path: Path,
) -> None:
    for name in ("a.pdf", "2023/b.PDF", "2023/.c.pdf", ".git/d.pdf", "2023/e.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PDF)
    zipped(
        tmp_path / "kiriman.zip",
        [("tw1/f.pdf", PDF), ("__MACOSX/g.pdf", PDF), ("h.txt", b""), ("i/", b"")],
    )
    assert names(tmp_path) == (["b.PDF", "a.pdf", "tw1/f.pdf"], [])


def test_a_file_that_is_named_twice_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert names(tmp_path, tmp_path / "a.pdf", tmp_path / "." / "a.pdf") == (["a.pdf"], [])


def test_a_loop_of_links_is_refused_and_ends(tmp_path: Path) -> None:
    (tmp_path / "tahun" / "tw1").mkdir(parents=True)
    (tmp_path / "tahun" / "a.pdf").write_bytes(PDF)
    (tmp_path / "tahun" / "tw1" / "kembali").symlink_to(tmp_path / "tahun")
    (tmp_path / "sendiri.pdf").symlink_to(tmp_path / "sendiri.pdf")
    assert names(tmp_path) == (["a.pdf"], [("sendiri.pdf", "link_loop"), ("kembali", "link_loop")])


def test_a_link_to_another_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "a.pdf").write_bytes(PDF)
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "tautan").symlink_to(tmp_path / "lain")
    assert names(tmp_path / "masuk") == (["a.pdf"], [])


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    os.mkfifo(tmp_path / "pipa.pdf")
    assert names(tmp_path / "tiada.pdf", tmp_path / "kosong", tmp_path / "pipa.pdf")[1] == [
        ("tiada.pdf", "missing"),
        ("kosong", "empty_folder"),
        ("pipa.pdf", "not_a_file"),
    ]


def test_a_folder_that_cannot_be_read_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.pdf").write_bytes(PDF)
    scan = os.scandir

    def forbidding(folder: Path) -> object:
        if folder.name == "a":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", forbidding)
    (refusal, found) = find_sources([tmp_path])
    assert isinstance(refusal, RefusedFile)
    assert refusal.failure.reason_id == "Tidak dapat dibaca: tidak ada izin membaca."
    assert isinstance(found, PdfSource)


@pytest.mark.parametrize(
    "name", ["../luar.pdf", "/luar.pdf", "a/../../luar.pdf", "C:\\luar.pdf", "..\\luar.pdf"]
)
def test_a_name_that_climbs_out_of_a_zip_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("dalam.pdf")
        info.filename = name  # which a ZIP library tidies where it is given
        archive.writestr(info, PDF)
        archive.writestr("dalam.pdf", PDF)
    found, refused = names(path)
    assert found == ["dalam.pdf"]
    assert [code for _, code in refused] == ["zip_path"]


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bom.zip", [("a.pdf", bytes(30 << 20)), ("b.pdf", PDF)])
    assert names(path) == ([], [("bom.zip", "zip_bomb")])


def test_a_bomb_that_lies_about_its_size_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "bom.zip", [("a.pdf", PDF * 100)])
    monkeypatch.setattr("lkj_audit.archive.ingestion.sources.LARGEST_MEMBER", 100)
    with pytest.raises(BadZip, match="larger"):
        hashed(PdfSource(path, "a.pdf"))


def test_links_locked_files_and_zip_files_in_a_zip_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("tautan.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("dalam.zip", b"PK")
        archive.writestr("baik.pdf", PDF)
    data = bytearray(path.read_bytes())
    assert names(path)[0] == ["baik.pdf"]
    assert names(path)[1] == [("dalam.zip", "zip_nested"), ("tautan.pdf", "zip_link")]
    for found in re.finditer(rb"PK\x01\x02", data):
        data[found.start() + 8] |= 1  # the flag of encryption
    path.write_bytes(data)
    assert ("baik.pdf", "zip_encrypted") in names(path)[1]


def test_a_damaged_zip_file_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", [("a.pdf", os.urandom(5000))])
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    assert names(path) == ([], [("a.zip", "zip_damaged")])
    path.write_bytes(whole.replace(whole[100:140], bytes(40)))
    with pytest.raises(BadZip, match="damaged"):
        hashed(PdfSource(path, "a.pdf"))


def test_what_changes_while_it_is_copied_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    sha256, _ = hashed(PdfSource(tmp_path / "a.pdf"))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 lain")
    with pytest.raises(SourceChanged):
        put(tmp_path / "salinan", PdfSource(tmp_path / "a.pdf"), sha256)
    assert not stored(tmp_path / "salinan", sha256).exists()
    assert [path for path in (tmp_path / "salinan").rglob("*") if path.is_file()] == []
