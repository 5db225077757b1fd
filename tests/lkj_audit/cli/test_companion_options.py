"""Laws of `lkj audit --with`: the documents beside a report are read as it is, and what contradicts
what is named.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lkj_audit.main import run
from tests import drawn

PASSWORD = Path(__file__).parent.parent.parent / "pdfs" / "password.pdf"
INDICATORS = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian"]
AGREED = INDICATORS[:4]
WIDTHS = [30, 120, 150, 60, 60, 60]
BUDGET = ["Kode", "Uraian", "Pagu", "Realisasi"]
NAMES = ("Desa tertib", "Indeks layanan")


def page(
    title: Sequence[str], caption: str, rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> bytes:
    """Return a document of two pages: a cover, and a captioned table."""
    cover = "".join(
        drawn.words(line, 200, 700 - 30 * at, size=16, bold=True) for at, line in enumerate(title)
    )
    table = drawn.words(caption, 60, 800) + drawn.table(rows, widths, top=780)
    return drawn.pdf([cover, table])


def lkj(*targets: str, year: str = "2024") -> bytes:
    """A report of a year that prints these targets for two indicators."""
    rows = [
        [
            str(at),
            "Tertib",
            name,
            target,
            "90,00",
            f"{9000 / float(target.replace(',', '.')):.2f}".replace(".", ","),
        ]
        for at, (name, target) in enumerate(zip(NAMES, targets, strict=True), 1)
    ]
    title = ["LAPORAN KINERJA", "KECAMATAN KLAKAH", f"TAHUN {year}"]
    return page(title, f"Tabel 3.1 Capaian Kinerja Tahun {year}", [INDICATORS, *rows], WIDTHS)


def pk(*targets: str, office: str = "KLAKAH", year: str = "2024") -> bytes:
    """A perjanjian kinerja with these targets."""
    rows = [
        [str(at), "Tertib", name, target]
        for at, (name, target) in enumerate(zip(NAMES, targets, strict=True), 1)
    ]
    title = ["PERJANJIAN KINERJA", f"KECAMATAN {office}", f"TAHUN {year}"]
    return page(title, f"Tabel 1 Perjanjian Kinerja Tahun {year}", [AGREED, *rows], WIDTHS[:4])


def quarter(number: str, *spent: str) -> bytes:
    """The report of a quarter: what was spent on a program and its only kegiatan."""
    names = (("7.01.02", "Program Pelayanan"), ("7.01.02.2.01", "Kegiatan Layanan"))
    rows = [
        [code, name, "4.000.000", amount] for (code, name), amount in zip(names, spent, strict=True)
    ]
    title = ["LAPORAN KINERJA", f"TRIWULAN {number}", "KECAMATAN KLAKAH", "TAHUN 2024"]
    caption = f"Tabel 3.2 Realisasi Anggaran sampai dengan Triwulan {number} Tahun 2024"
    return page(title, caption, [BUDGET, *rows], [80, 180, 100, 100])


def years(before: str) -> bytes:
    """A report of 2024 that compares with what it prints for 2023."""
    head = ["No", "Indikator Kinerja", "Realisasi 2023", "Target 2024", "Realisasi 2024"]
    rows = [["1", NAMES[0], before, "95,00", "90,00"], ["2", NAMES[1], "90,00", "80,00", "90,00"]]
    title = ["LAPORAN KINERJA", "KECAMATAN KLAKAH", "TAHUN 2024"]
    return page(
        title, "Tabel 3.3 Perbandingan Realisasi Kinerja", [head, *rows], [30, 180, 90, 90, 90]
    )


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    Path("LKJ.pdf").write_bytes(lkj("95,00", "80,00"))
    Path("PK.pdf").write_bytes(pk("96,00", "80,00"))


def audited(*arguments: str, code: int = 0) -> dict[str, Any]:
    """Return the JSON of an audit that ends with this code."""
    assert run(["audit", *arguments, "--json", "hasil.json"]) == code
    found: dict[str, Any] = json.loads(Path("hasil.json").read_text("utf-8"))
    return found


def across(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in found["findings"] if "elsewhere" in finding]


# What is found ------------------------------------------------------------------------------------


def test_a_target_that_was_agreed_otherwise_is_found_at_both_cells() -> None:
    found = audited("LKJ.pdf", "--with", "pk=PK.pdf")
    (finding,) = across(found)
    (there,) = finding["elsewhere"]
    assert (finding["rule"], finding["printed"], finding["expected"]) == (
        "DOK-04",
        "95,00",
        "96,00",
    )
    assert finding["cell"] == {"table": "t1", "row": 0, "column": 3}
    assert (there["document"], there["page"], there["printed"]) == ("pk", 2, "96,00")
    assert there["cell"] == {"table": "t1", "row": 0, "column": 3}
    (companion,) = found["companions"]
    assert (companion["id"], companion["role"], companion["file"], companion["problem"]) == (
        "pk",
        "pk",
        "PK.pdf",
        None,
    )
    assert companion["kind"] == "perjanjian_kinerja"
    assert companion["matched"] == {"indicators": 2, "budget_lines": 0}


def test_an_agreement_that_is_kept_is_silent() -> None:
    Path("PK.pdf").write_bytes(pk("95,0", "80"))
    assert across(audited("LKJ.pdf", "--with", "pk=PK.pdf")) == []


def test_the_same_fall_is_found_from_either_quarter_and_its_program_follows() -> None:
    Path("TW1.pdf").write_bytes(quarter("I", "2.000.000", "2.000.000"))
    Path("TW2.pdf").write_bytes(quarter("II", "1.900.000", "1.900.000"))
    (second,) = across(audited("TW2.pdf", "--with", "quarter=TW1.pdf"))
    (first,) = across(audited("TW1.pdf", "--with", "quarter=TW2.pdf"))
    assert (second["rule"], second["printed"], second["cell"]["row"]) == ("ANG-15", "1.900.000", 1)
    assert [one["cell"]["row"] for one in second["followers"]] == [0]
    assert [one["document"] for one in second["elsewhere"]] == ["quarter-tw1", "quarter-tw1"]
    assert (first["rule"], first["printed"]) == ("ANG-15", "2.000.000")


def test_quarters_that_rise_are_silent() -> None:
    Path("TW1.pdf").write_bytes(quarter("I", "1.900.000", "1.900.000"))
    Path("TW2.pdf").write_bytes(quarter("II", "2.000.000", "2.000.000"))
    assert across(audited("TW2.pdf", "--with", "quarter=TW1.pdf")) == []


def test_the_column_of_last_year_is_held_against_last_years_report() -> None:
    Path("2023.pdf").write_bytes(lkj("92,00", "85,00", year="2023"))
    Path("2024.pdf").write_bytes(years("91,00"))
    (finding,) = across(audited("2024.pdf", "--with", "previous=2023.pdf"))
    assert (finding["rule"], finding["printed"], finding["expected"]) == (
        "DOK-01",
        "91,00",
        "90,00",
    )
    Path("2024.pdf").write_bytes(years("90,0"))
    assert across(audited("2024.pdf", "--with", "previous=2023.pdf")) == []


def test_several_documents_are_compared_each_in_its_role() -> None:
    Path("2023.pdf").write_bytes(lkj("92,00", "85,00", year="2023"))
    found = audited("LKJ.pdf", "--with", "pk=PK.pdf", "--with", "previous=2023.pdf")
    assert [one["id"] for one in found["companions"]] == ["pk", "previous-2023"]
    assert [one["rule"] for one in across(found)] == ["DOK-04"]


def test_a_fingerprint_holds_no_page_and_no_place_of_the_other_document() -> None:
    (finding,) = across(audited("LKJ.pdf", "--with", "pk=PK.pdf"))
    moved = pk("97,00", "80,00").replace(
        b"Tabel 1 Perjanjian Kinerja Tahun 2024", b"Tabel 7 Perjanjian Kinerja           "
    )
    Path("PK.pdf").write_bytes(moved)
    (again,) = across(audited("LKJ.pdf", "--with", "pk=PK.pdf"))
    assert again["expected"] == "97,00"
    assert again["fingerprint"] == finding["fingerprint"]


# How it is told -----------------------------------------------------------------------------------


def test_every_output_names_the_other_document_its_page_and_its_cell(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["LKJ.pdf", "--with", "pk=PK.pdf", "--out", "keluar", "--format", "html,csv,xlsx"]
    assert run(["audit", *arguments]) == 0
    place = "perjanjian kinerja hal. 2 · Tabel 1 · baris 1 · Target: 96,00"
    shown = " ".join(capsys.readouterr().out.split())
    assert (
        "target “Desa tertib” tercetak 95,00, sedangkan perjanjian kinerja mencetak 96,00 "
        "(halaman 2)." in shown
    )
    assert place in shown
    assert (
        "Dibandingkan dengan: perjanjian kinerja (PK.pdf): 2 indikator dan 0 baris anggaran "
        "yang sama." in shown
    )
    (folder,) = (path for path in Path("keluar").iterdir() if path.is_dir())
    (page_,) = folder.glob("*.html")
    assert place in page_.read_text("utf-8")
    (table,) = folder.glob("temuan*.csv")
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert place in [row["Dokumen lain"] for row in rows]
    (book,) = folder.glob("*.xlsx")
    texts = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(book)
        for row in sheet
        for cell in row
        if cell.value
    ]
    assert any(place in text for text in texts)


def test_names_that_are_alike_are_listed_and_not_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("PK.pdf").write_bytes(
        pk("96,00", "85,00").replace(b"Indeks layanan", b"Indeks layanan desa")
    )
    found = audited("LKJ.pdf", "--with", "pk=PK.pdf")
    assert [one["printed"] for one in across(found)] == ["95,00"]
    (match,) = found["uncertain_matches"]
    assert (match["kind"], match["document"]) == ("indicator", "pk")
    assert match["names"] == {"ours": "Indeks layanan", "theirs": "Indeks layanan desa"}
    assert (match["ours"]["page"], match["theirs"]["page"]) == (2, 2)
    shown = " ".join(capsys.readouterr().out.split())
    assert (
        "Perlu diputuskan, 1 nama mirip yang tidak dibandingkan: indikator “Indeks layanan” /"
        in shown
    )


# What goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--with", "PK.pdf"], "--with “PK.pdf”: tulis PERAN=BERKAS, misalnya pk=PK.pdf."),
        (
            ["--with", "perjanjian=PK.pdf"],
            "--with: peran “perjanjian” tidak dikenal; pilih dari: pk (perjanjian kinerja)",
        ),
        (["--with", "pk=tidak-ada.pdf"], "--with pk: berkas tidak-ada.pdf tidak ditemukan."),
        (
            ["--with", "pk=LKJ.pdf"],
            "--with pk: LKJ.pdf sudah disebut sebagai laporan yang diperiksa.",
        ),
        (
            ["--with", "pk=PK.pdf", "--with", "renja=./PK.pdf"],
            "--with renja: PK.pdf sudah disebut sebagai pk.",
        ),
        (
            ["--with", "pk=PK.pdf", "--with", "pk=LAIN.pdf"],
            "--with pk: hanya satu dokumen dapat menjadi perjanjian",
        ),
        (
            ["PK.pdf", "--with", "quarter=LAIN.pdf"],
            "--with membandingkan satu laporan: sebutkan satu PDF saja.",
        ),
    ],
)
def test_a_wrong_call_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    Path("LAIN.pdf").write_bytes(pk("1", "2"))
    assert run(["audit", "LKJ.pdf", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Berkas kosong"), (b"%PDF-1.7\n%rusak", ""), (PASSWORD.read_bytes(), "kata sandi")],
)
def test_a_broken_document_costs_itself_and_the_audit_stands(
    capsys: pytest.CaptureFixture[str], content: bytes, sentence: str
) -> None:
    Path("rusak.pdf").write_bytes(content)
    found = audited("LKJ.pdf", "--with", "pk=PK.pdf", "--with", "lra=rusak.pdf", code=3)
    said = capsys.readouterr()
    assert [one["rule"] for one in across(found)] == ["DOK-04"]
    broken = found["companions"][1]
    assert (broken["sha256"], broken["kind"]) == (None, None)
    assert sentence in broken["problem"]["id"]
    assert "--with lra: rusak.pdf tidak dapat dibaca, pemeriksaan tetap berlaku" in said.err


@pytest.mark.parametrize(
    ("content", "role", "problem"),
    [
        (pk("96,00", "80,00", year="2023"), "pk", "tahunnya 2023, bukan 2024"),
        (pk("96,00", "80,00", office="SENDURO"), "pk", "perangkat daerahnya Kecamatan Senduro"),
        (lkj("95,00", "81,00"), "previous", "laporan tahun 2024, bukan tahun sebelum 2024"),
        (lkj("95,00", "81,00"), "quarter", "triwulannya tidak dikenali"),
    ],
)
def test_a_document_that_cannot_be_what_it_is_said_to_be_is_not_compared(
    capsys: pytest.CaptureFixture[str], content: bytes, role: str, problem: str
) -> None:
    Path("LAIN.pdf").write_bytes(content)
    found = audited("LKJ.pdf", "--with", f"{role}=LAIN.pdf")
    assert across(found) == []
    assert problem in found["companions"][0]["problem"]["id"]
    assert problem in " ".join(capsys.readouterr().out.split())


def test_the_same_content_under_another_name_is_one_document() -> None:
    Path("SALINAN.pdf").write_bytes(Path("LKJ.pdf").read_bytes())
    found = audited("LKJ.pdf", "--with", "pk=SALINAN.pdf")
    assert found["companions"][0]["problem"]["id"] == "isinya sama dengan laporan yang diperiksa"


def test_an_office_that_the_caller_names_is_that_of_all_documents() -> None:
    Path("PK.pdf").write_bytes(pk("96,00", "80,00", office="KLAKAH TIMUR"))
    assert across(audited("LKJ.pdf", "--with", "pk=PK.pdf")) == []
    named = audited("LKJ.pdf", "--with", "pk=PK.pdf", "--organisation", "Kecamatan Klakah")
    assert [one["rule"] for one in across(named)] == ["DOK-04"]
