"""`lkj compare`: what is closed, still there and new in a corrected version, wherever its tables
stand now.
"""

import json
import re
import zipfile
from pathlib import Path

import pytest

from lkj_audit.comparing.recorded import reported_period
from lkj_audit.comparing.telling import html, other_lines, text, warning
from lkj_audit.comparing.versions import compared, read_audit
from lkj_audit.decisions.reviewed import NoAudit
from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from lkj_audit.presentation.language import Lang
from tests.lkj_audit.outputs.html.test_report_page import HOSTILE
from tests.reviewed import report_pdf


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The audits of a report of two wrong remainders, and of its correction: one is right, the
    other another.
    """
    folder = tmp_path_factory.mktemp("audit")
    for name, remainders in (("lama", ("200", "400")), ("baru", ("250", "300"))):
        (folder / f"{name}.pdf").write_bytes(report_pdf(*remainders))
        assert (
            run(["audit", str(folder / f"{name}.pdf"), "--json", str(folder / f"{name}.json")])
            == ExitCode.AUDITED
        )
    return folder / "lama.json", folder / "baru.json"


def test_what_is_corrected_is_closed_and_what_is_not_is_still_there(
    audits: tuple[Path, Path],
) -> None:
    old, new = (read_audit(path.read_bytes()) for path in audits)
    comparison = compared(old, new, Lang.ID)
    (closed,) = comparison.closed
    (remaining,) = comparison.remaining
    assert comparison.opened == ()
    assert "400" in closed.sentence
    assert remaining.changed == (("200", "250"),)
    back = compared(new, old, Lang.ID)
    assert (back.closed, len(back.opened), len(back.remaining)) == ((), 1, 1)


def test_an_audit_compared_with_itself_changed_nothing(audits: tuple[Path, Path]) -> None:
    one = read_audit(audits[0].read_bytes())
    comparison = compared(one, one, Lang.EN)
    assert (comparison.closed, comparison.opened, comparison.others) == ((), (), ())
    assert [entry.changed for entry in comparison.remaining] == [(), ()]


def test_an_audit_of_a_version_without_matters_is_compared_by_its_findings(
    audits: tuple[Path, Path],
) -> None:
    old, new = (dict(read_audit(path.read_bytes())) for path in audits)
    del old["matters"]
    comparison = compared(old, new, Lang.ID)
    assert (len(comparison.closed), len(comparison.remaining), len(comparison.opened)) == (1, 1, 0)


def test_it_is_told_at_the_terminal_as_a_page_and_as_a_document(
    audits: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, document = tmp_path / "beda.html", tmp_path / "beda.docx"
    call = ["compare", *map(str, audits), "--html", str(page), "--docx", str(document)]
    assert run(call) == ExitCode.AUDITED
    said = capsys.readouterr().out
    for told in (
        said,
        page.read_text("utf-8"),
        zipfile.ZipFile(document).read("word/document.xml").decode(),
    ):
        assert "1 pokok masalah sudah tidak ada, 1 masih ada, 0 baru." in told
        assert "Tercetak dahulu 200, kini 250." in told
    assert "sel berubah" in said
    assert re.search(r"^ +\d+ [A-Z]+ \w.+ \[[A-Z]{3}-\d\d.*\] hal\. \d", said, re.MULTILINE)
    assert "Perhatian" not in said
    assert run(call) == ExitCode.USAGE
    assert "sudah ada" in capsys.readouterr().err
    assert run([*call, "--force"]) == ExitCode.AUDITED


def test_what_else_changed_is_told_in_words(audits: tuple[Path, Path]) -> None:
    old, new = (json.loads(path.read_text("utf-8")) for path in audits)
    new["coverage"]["ocr"] = {"pages": 4}
    new["document"] |= {"pages": 3, "excerpt": True, "kind": "kutipan"}
    new["tables"][0] |= {"kind": "capaian", "reader": "filled", "pages": [1, 2]}
    told = "\n".join(other_lines(compared(old, new, Lang.ID), Lang.ID))
    assert not re.search(r"[{}()']|True|False|None|_|\b(?:filled|excerpt|path|ruled)\b", told)
    for words in ("kutipan", "capaian kinerja", "berarsir", "1, 2"):
        assert words in told


def test_rows_that_only_moved_to_another_page_are_counted(audits: tuple[Path, Path]) -> None:
    old, new = (json.loads(path.read_text("utf-8")) for path in [audits[0]] * 2)
    for row in new["tables"][0]["rows"]:
        for cell in row["cells"]:
            cell["page"] += 1
    comparison = compared(old, new, Lang.ID)
    assert comparison.moved_rows == len(new["tables"][0]["rows"])
    assert "baris tabel kini berada di halaman lain." in other_lines(comparison, Lang.ID)[-1]


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"organisation": "Dinas Kesehatan"}, "perangkat daerah kedua dokumen berbeda"),
        ({"year": 2019}, "tahun kedua dokumen berbeda"),
        ({"organisation": "Dinas Kesehatan", "year": 2019}, "perangkat daerah dan tahun kedua"),
        ({"organisation": "KECAMATAN KLAKAH"}, ""),
        ({"organisation": None, "year": None}, ""),
    ],
)
def test_two_reports_that_are_no_versions_of_one_are_told(
    audits: tuple[Path, Path], facts: dict[str, object], named: str
) -> None:
    old, new = (json.loads(path.read_text("utf-8")) for path in audits)
    new["document"] |= facts
    comparison = compared(old, new, Lang.ID)
    assert named in warning(comparison, Lang.ID)
    assert bool(warning(comparison, Lang.ID)) is bool(named)
    assert named in html(comparison, Lang.ID)
    assert named in text(comparison, Lang.ID)


def test_an_annual_report_is_named_by_its_year_and_not_by_its_last_month() -> None:
    facts = {"kind": "lkj_tahunan", "period": "BLN12", "year": 2024}
    assert reported_period(facts, Lang.ID) == "Tahun 2024"
    assert reported_period(facts | {"kind": "laporan_bulanan"}, Lang.ID) == "Desember Tahun 2024"


def test_an_entry_that_is_numbered_otherwise_says_so(audits: tuple[Path, Path]) -> None:
    old, new = (json.loads(path.read_text("utf-8")) for path in [audits[0]] * 2)
    for matter in new["matters"]:
        matter["number"] += 3
    said = text(compared(old, new, Lang.ID), Lang.ID)
    assert "4 (dahulu 1) " in said


def test_a_pdf_is_audited_for_it(
    audits: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (path.with_suffix(".pdf") for path in audits)
    assert run(["compare", str(old), str(new)]) == ExitCode.AUDITED
    assert "1 masih ada" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"halo", ExitCode.USAGE, "bukan PDF dan bukan hasil pemeriksaan"),
        (b"", ExitCode.USAGE, "bukan PDF dan bukan hasil pemeriksaan"),
        (b"%PDF-1.7\n", ExitCode.UNOPENABLE, "rusak atau terpotong"),
        (None, ExitCode.USAGE, "tidak dapat dibaca"),
    ],
)
def test_what_is_no_audit_is_said(
    audits: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    data: bytes | None,
    code: ExitCode,
    sentence: str,
) -> None:
    path = tmp_path / "x"
    if data is not None:
        path.write_bytes(data)
    assert run(["compare", str(audits[0]), str(path)]) == code
    assert sentence in capsys.readouterr().err


def test_several_audits_in_one_file_are_none(audits: tuple[Path, Path]) -> None:
    with pytest.raises(NoAudit):
        read_audit(audits[0].read_bytes() * 2)


def test_hostile_texts_stay_texts(audits: tuple[Path, Path]) -> None:
    old, new = (json.loads(path.read_text("utf-8")) for path in audits)
    hostile = HOSTILE.encode("utf-8", "replace").decode()
    for audit in (old, new):
        audit["document"]["file"] = audit["document"]["organisation"] = hostile
        for one in (*audit["matters"], *audit["findings"]):
            for key in ("title", "sentence", "message"):
                if key in one:
                    one[key] = {"id": hostile, "en": hostile}
    page = html(compared(old, new, Lang.ID), Lang.ID)
    assert "<img src=x" not in page
    assert "<script" not in page
