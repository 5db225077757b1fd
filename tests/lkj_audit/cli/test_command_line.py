"""Laws of the command line: every call ends in a sentence and a documented exit code, never in a
traceback.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image

from lkj_audit.exit_codes import ExitCode
from lkj_audit.main import run
from tests import drawn

ROOT = Path(__file__).parent.parent.parent.parent
KLAKAH = ROOT / "corpus" / "documents" / "klakah-tw4-2024.pdf"
PASSWORD = ROOT / "tests" / "pdfs" / "password.pdf"

BUDGET = [
    ["No", "Program", "Pagu", "Realisasi", "Sisa"],
    ["1", "Program Penunjang", "1.500", "1.400", "{remainder}"],
    ["2", "Program Pelayanan", "2.500", "2.500", "0"],
]


def budget_pdf(remainder: str = "100") -> bytes:
    """Return a report of one page whose first remainder is right when it is 100."""
    rows = drawn.formatted(BUDGET, remainder=remainder)
    return drawn.pdf([drawn.table(rows, [30, 180, 80, 80, 80])])


def long_pdf() -> bytes:
    """Return a report of 2,000 pages."""
    table = drawn.table(drawn.formatted(BUDGET, remainder="100"), [30, 180, 80, 80, 80])
    return drawn.pdf(
        [table, *[drawn.words(f"Halaman {number}", 60, 700) for number in range(2, 2001)]]
    )


def picture_pdf(folder: Path) -> bytes:
    """Return a page that is a picture."""
    Image.new("L", (400, 600), 200).save(folder / "picture.pdf.tmp", "PDF")
    return (folder / "picture.pdf.tmp").read_bytes()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and the language that nobody chose."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    monkeypatch.delenv("LKJ_DEBUG", raising=False)
    return tmp_path


BAD: dict[str, tuple[Callable[[Path], bytes], int, str]] = {
    "an empty file": (lambda _: b"", 3, "kosong"),
    "a text file named .pdf": (lambda _: b"Laporan Kinerja\n" * 50, 3, "bukan PDF"),
    "a PDF cut off in the middle": (lambda _: KLAKAH.read_bytes()[:2000], 3, "rusak"),
    "a PDF with a password": (lambda _: PASSWORD.read_bytes(), 3, "kata sandi"),
    "a PDF without a table": (
        lambda _: drawn.pdf([drawn.words("Kata Pengantar", 60, 700)]),
        4,
        "Tidak ada tabel",
    ),
    "a PDF of pictures": (picture_pdf, 4, "OCR"),
}


@pytest.mark.parametrize("command", ["audit", "extract", "normalize"])
@pytest.mark.parametrize("kind", BAD)
def test_a_document_that_cannot_be_read_says_why(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, kind: str
) -> None:
    content, code, sentence = BAD[kind]
    Path("laporan.pdf").write_bytes(content(here))
    assert run([command, "laporan.pdf"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("laporan.pdf: ")
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["tidak-ada.pdf"], 3, "tidak-ada.pdf: Berkas tidak ditemukan."),
        (["kosong"], 2, "kosong: Folder ini tidak berisi PDF."),
        (["--lang", "en", "tidak-ada.pdf"], 3, "The file does not exist."),
    ],
)
def test_a_path_that_leads_nowhere_is_named(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, sentence: str
) -> None:
    Path("kosong").mkdir()
    assert run(["audit", *arguments]) == code
    assert sentence in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_report_of_two_thousand_pages_is_audited(capsys: pytest.CaptureFixture[str]) -> None:
    Path("laporan.pdf").write_bytes(long_pdf())
    assert run(["audit", "laporan.pdf"]) == 0
    assert "2000 halaman" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_every_document_is_tried_and_the_highest_code_returned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path("masuk") / "2024"
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"")
    (folder / "b.PDF").write_bytes(budget_pdf())
    (folder / "catatan.txt").write_bytes(b"bukan laporan")
    assert run(["audit", "tidak-ada.pdf", "masuk", "--json", "-"]) == 3
    said = capsys.readouterr()
    assert [json.loads(line)["document"]["file"] for line in said.out.splitlines()] == ["b.PDF"]
    assert len(said.err.splitlines()) == 2


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("item", "remainder", "fail_on", "code"),
    [
        ("Program Penunjang", "100", "info", 0),
        ("Program Penunjang", "200", "critical", 1),
        ("Belanja Modal", "200", "critical", 0),
        ("Belanja Modal", "200", "major", 1),
        ("Belanja Modal", "200", "minor", 1),
        ("Belanja Modal", "200", "mayor", 1),
        ("Belanja Modal", "200", "kritis", 0),
    ],
)
def test_fail_on_fails_from_the_named_weight_on(
    item: str, remainder: str, fail_on: str, code: int
) -> None:
    rows = drawn.replaced(drawn.formatted(BUDGET, remainder=remainder), "Program Penunjang", item)
    Path("laporan.pdf").write_bytes(drawn.pdf([drawn.table(rows, [30, 180, 80, 80, 80])]))
    assert run(["audit", "laporan.pdf", "--fail-on", fail_on]) == code
    assert run(["audit", "laporan.pdf"]) == 0


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", ["audit", "extract", "normalize"])
def test_json_on_stdout_stands_alone(capsys: pytest.CaptureFixture[str], command: str) -> None:
    Path("laporan.pdf").write_bytes(budget_pdf())
    assert run([command, "laporan.pdf", "laporan.pdf", "--json", "-"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["schema"] == f"lkj-{command}/1"


@pytest.mark.usefixtures("here")
def test_the_report_says_where_the_json_lies(capsys: pytest.CaptureFixture[str]) -> None:
    Path("laporan.pdf").write_bytes(budget_pdf())
    Path("hasil.json").write_text("lama\n" * 1000)
    assert run(["audit", "laporan.pdf", "--json", "hasil.json"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Rincian (JSON): hasil.json"
    assert json.loads(Path("hasil.json").read_text("utf-8"))["document"]["file"] == "laporan.pdf"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "target", ["tidak-ada/hasil.json", "folder", "laporan.pdf", "laporan.pdf/hasil.json"]
)
def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], target: str
) -> None:
    Path("folder").mkdir()
    Path("laporan.pdf").write_bytes(budget_pdf())
    assert run(["audit", "laporan.pdf", "--json", target]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"tidak dapat menulis ke {target}" in said.err
    assert Path("laporan.pdf").read_bytes() == budget_pdf()


@pytest.mark.usefixtures("here")
def test_no_output_is_left_when_no_document_could_be_read() -> None:
    Path("laporan.pdf").write_bytes(b"")
    assert run(["audit", "laporan.pdf", "--json", "hasil.json"]) == 3
    assert not Path("hasil.json").exists()


@pytest.mark.usefixtures("here")
def test_a_picture_shows_the_page_and_says_where_it_lies(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("laporan.pdf").write_bytes(budget_pdf())
    Path("out").mkdir()
    assert run(["extract", "laporan.pdf", "--json", "out/x.json", "--draw", "1"]) == 0
    picture = Path("out") / "laporan-hal-1.png"
    assert f"Gambar halaman 1: {picture}" in capsys.readouterr().out
    with Image.open(picture) as image:
        assert image.size == (1190, 1684)
        colours = {colour for _, colour in image.getcolors(1 << 24) or []}
    assert {(214, 40, 57), (46, 158, 74), (60, 120, 216)} <= colours


@pytest.mark.usefixtures("here")
def test_a_picture_that_cannot_be_written_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("laporan.pdf").write_bytes(budget_pdf())
    Path("laporan-hal-1.png").mkdir()
    assert run(["extract", "laporan.pdf", "--draw", "1"]) == 2
    assert "tidak dapat menulis ke laporan-hal-1.png" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)
@pytest.mark.parametrize("arguments", [["--help"], ["audit", "laporan.pdf"], ["rules"]])
def test_a_full_disk_behind_stdout_is_no_fault_of_the_document(arguments: Sequence[str]) -> None:
    Path("laporan.pdf").write_bytes(budget_pdf())
    with Path("/dev/full").open("wb") as full:
        call = [sys.executable, "-m", "lkj_audit", *arguments]
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Keluaran tidak dapat ditulis")


@pytest.mark.usefixtures("here")
def test_a_page_can_be_drawn_where_no_table_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    Path("laporan.pdf").write_bytes(drawn.pdf([drawn.words("Kata Pengantar", 60, 700)]))
    assert run(["audit", "laporan.pdf", "--draw", "1"]) == 4
    assert Path("laporan-hal-1.png").exists()
    assert "Gambar halaman 1" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_a_page_that_is_not_there_cannot_be_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    Path("laporan.pdf").write_bytes(budget_pdf())
    assert run(["extract", "laporan.pdf", "--draw", "2"]) == 2
    assert (
        "laporan.pdf: Tidak ada halaman 2; dokumen ini memiliki 1 halaman."
        in capsys.readouterr().err
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["audti", "x.pdf"], "tidak ada perintah “audti”; maksud Anda audit?"),
        (["laporan.pdf"], "maksud Anda lkj audit laporan.pdf?"),
        (["audit"], "sebutkan PDF atau folder"),
        (["audit", "--jso", "x", "y.pdf"], "tidak ada pilihan --jso; maksud Anda --json"),
        (["audit", "y.pdf", "--json"], "pilihan --json memerlukan nilai"),
        (
            ["audit", "y.pdf", "--fail-on", "berat"],
            "--fail-on harus salah satu dari: kritis, mayor, minor, info",
        ),
        (["audit", "y.pdf", "--draw", "nol"], "--draw harus bilangan bulat mulai dari 1"),
        (["audit", "y.pdf", "--max-seconds", "0"], "--max-seconds harus bilangan di atas 0."),
        (["review", "--port", "99999"], "bilangan bulat mulai dari 1 sampai 65535"),
        (["archive", "decisions", "--from", "tidak-ada"], "berkas atau folder untuk --from"),
        (["audit", "y.pdf", "--lang", "jv"], "--lang harus salah satu dari: id, en"),
        (["rules", "ANG-99"], "tidak ada aturan ANG-99; maksud Anda ANG-09?"),
        (["rules", "warna"], "tidak ada aturan warna; lihat: lkj rules"),
        (["archive", "show"], "lkj archive show: sebutkan DOKUMEN."),
        (["archive", "list", "satu", "dua"], "lkj archive list: satu dua tidak diperlukan."),
        (
            ["audit", "y.pdf", "--profile", "tidak-ada.toml"],
            "profil tidak-ada.toml tidak ditemukan",
        ),
    ],
)
def test_a_wrong_call_is_told_what_would_be_right(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], sentence: str
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert "--help" in said.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["rules", "PKR-11"],
            "PKR-11  Sasaran dan target sesuai Renstra  (tidak diperiksa)\n\nPerlu dokumen kedua: ",
        ),
        (
            ["rules", "bkt-05", "--lang", "en"],
            "BKT-05  Photographs used once  (not checked)\n\nNeeds images: ",
        ),
        (
            ["rules", "DOK-07"],
            "DOK-07  Angka IKK sesuai LPPD  (tidak diperiksa)\n\nPerlu dokumen kedua: LPPD",
        ),
    ],
)
def test_a_rule_that_is_left_out_says_what_it_would_need(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], sentence: str
) -> None:
    assert run(arguments) == 0
    assert capsys.readouterr().out.startswith(sentence)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_a_call_without_a_command_shows_what_there_is(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str]
) -> None:
    assert run(arguments) == 0
    said = capsys.readouterr().out
    assert all(
        command in said
        for command in ("audit", "extract", "normalize", "rules", "lkj audit laporan.pdf")
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "heading"),
    [
        (["--help"], "", "Pemakaian: lkj"),
        (["--help"], "en", "Usage: lkj"),
        (["--lang", "en", "--help"], "", "Usage: lkj"),
        (["audit", "--help", "--lang=en"], "", "Usage: lkj audit"),
        (["audit", "--lang", "id", "--help"], "en", "Pemakaian: lkj audit"),
    ],
)
def test_help_speaks_the_language_that_was_asked_for(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: Sequence[str],
    environment: str,
    heading: str,
) -> None:
    monkeypatch.setenv("LKJ_LANG", environment)
    assert run(arguments) == 0
    assert capsys.readouterr().out.startswith(heading)


@pytest.mark.usefixtures("here")
def test_a_fault_of_the_program_becomes_a_sentence_and_the_next_document_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(source: object, *_settings: object) -> None:
        raise LookupError(source)

    for name in ("a.pdf", "b.pdf"):
        Path(name).write_bytes(budget_pdf())
    monkeypatch.setattr("lkj_audit.pipeline.audit_document", broken)
    assert run(["audit", "a.pdf", "b.pdf"]) == 3
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said] == ["a.pdf", "b.pdf"]
    assert all("kesalahan program (LookupError, test_command_line.py:" in line for line in said)


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    target = tmp_path / "laporan.pdf"
    target.write_bytes(budget_pdf())
    reading, writing = os.pipe()
    os.close(reading)
    call = [sys.executable, "-m", "lkj_audit", "audit", str(target)]
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(call, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGPIPE
    assert done.stderr == b""


def test_shell_completion_is_offered(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "_LKJ_COMPLETE": "bash_complete",
        "COMP_WORDS": "lkj aud",
        "COMP_CWORD": "1",
    }
    call = [sys.executable, "-m", "lkj_audit"]
    done = subprocess.run(
        call, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "plain,audit"


@pytest.mark.parametrize("verb", ["audit", "extract", "normalize"])
@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (["--max-pages", "1"], "memiliki 2 halaman; batasnya 1"),
        (["--max-seconds", "0.001"], "tidak selesai dibaca dalam 0.001 detik"),
    ],
)
def test_a_document_that_passes_a_limit_ends_with_a_sentence(
    verb: str, limit: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "laporan.pdf"
    report.write_bytes(
        drawn.pdf([drawn.table([["Kode", "Pagu"], ["7.01", "1.500"]], [80, 80])] * 2)
    )
    assert run([verb, str(report), *limit]) == ExitCode.UNOPENABLE
    assert said in capsys.readouterr().err


def test_a_document_that_asks_for_too_much_memory_ends_with_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "besar.pdf"
    path.write_bytes(drawn.pdf(["0 0 m 9 9 l S" + " " * (100 << 20)], packed=True))
    assert run(["audit", str(path), "--max-memory", "40"]) == ExitCode.UNOPENABLE
    assert "memori" in capsys.readouterr().err
    # what does not fit there is read where there is room
    assert run(["audit", str(path), "--max-memory", "600"]) == ExitCode.NO_TABLE
