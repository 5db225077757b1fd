"""Laws of what is taken away: chosen, whole or not there, never over an older file unasked, and
safe to open.
"""

import csv
import gc
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from urllib.parse import unquote

import click
import pikepdf
import pytest

from extract.limits import Limits
from extract.sandbox.pool import AHEAD, WorkerPool
from extract.sandbox.runs import WorkerCrashed, WorkerTimeout
from lkj_audit.document_tasks import outcomes_in_order
from lkj_audit.documents import DocumentOutcome, DocumentOutcomes, DocumentWork
from lkj_audit.main import run
from lkj_audit.outputs import catalogue
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.catalogue import OUTPUTS, Output, outputs
from lkj_audit.outputs.keeping import RECORD
from lkj_audit.outputs.output_directory import folder_names, safe_name
from lkj_audit.outputs.tabular.csv_dialect import write_rows
from lkj_audit.presentation.language import Lang
from lkj_audit.progress import ProgressReporter
from lkj_audit.warm_up import SAMPLES, audit_sample
from normalize.text.masking import masked, unmasked
from tests import drawn, sandboxed
from tests.conftest import NIP
from tests.lkj_audit.cli.test_command_line import budget_pdf
from validate.findings import Audit

DATA = ("--format", "csv,json,parquet")
WRITTEN = ["audit.json", "keterangan.csv", "tabel", "temuan.csv"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a report of one wrong remainder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    Path("laporan.pdf").write_bytes(budget_pdf("200"))
    return tmp_path


def files(folder: str) -> list[str]:
    """Return the names in a folder, but for the record of what was written there."""
    return sorted(path.name for path in Path(folder).iterdir() if path.name != RECORD)


def rows(path: str, separator: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path).read_text("utf-8-sig")), delimiter=separator))


def test_a_document_gets_a_folder_named_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 0
    assert files("hasil") == ["laporan"]
    assert files("hasil/laporan") == WRITTEN
    assert files("hasil/laporan/tabel") == ["t1.csv", "t1.parquet"]
    assert capsys.readouterr().out.splitlines()[-1] == f"Keluaran: {Path('hasil', 'laporan')}"


def test_the_last_line_says_what_to_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "laporan.pdf", "--out", "hasil", "--format", "html"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"Keluaran: {Path('hasil', 'laporan')}",
        f"Buka: {Path('hasil', 'laporan', 'laporan.html')}",
    ]
    assert run(["audit", "laporan.pdf"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("lkj audit laporan.pdf --out hasil")


def test_of_several_documents_each_is_a_line_and_all_are_summed_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    copyfile("laporan.pdf", "salinan.pdf")
    Path("catatan.docx").touch()
    assert run(["audit", "."]) == 0
    said = capsys.readouterr()
    first, second, summary, _next = said.out.splitlines()
    assert first.startswith("laporan.pdf: 1 dijelaskan, 0 dilihat,")
    assert second.startswith("salinan.pdf: 1 dijelaskan, 0 dilihat,")
    assert summary.startswith("2 dokumen diperiksa: 2 perlu dijelaskan unit · ")
    assert "Tidak diperiksa karena bukan PDF: catatan.docx. Simpan dahulu sebagai PDF." in said.err


def test_all_outputs_there_are_are_written_unless_told() -> None:
    assert run(["audit", "laporan.pdf", "--out", "hasil"]) == 0
    assert [output.name for output in outputs() if not output.standing(Path("hasil/laporan"))] == []


@pytest.mark.parametrize(
    ("formats", "written"),
    [("json", ["audit.json"]), (" CSV ,json", WRITTEN), ("parquet", ["tabel"])],
)
def test_format_chooses(formats: str, written: Sequence[str]) -> None:
    assert run(["audit", "laporan.pdf", "--out", "hasil", "--format", formats]) == 0
    assert files("hasil/laporan") == written


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "hasil", "--format", "word"], "nilai --format harus dari: "),
        (["--out", "hasil", "--format", ","], "nilai --format harus dari: "),
        (["--format", "csv"], "--format memerlukan --out"),
        (["--force"], "--force memerlukan --out"),
        (["--out", "laporan.pdf"], "tidak dapat menulis ke laporan.pdf: itu berkas"),
        (["--out", "ada"], "tidak dapat menulis ke ada/laporan: itu berkas"),
        (["--out", "laporan.pdf/hasil"], "tidak dapat menulis ke laporan.pdf/hasil"),
        (["--out", "hasil", "--jobs", "0"], "--jobs harus bilangan bulat mulai dari 1"),
    ],
)
def test_a_call_that_cannot_work_is_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], sentence: str
) -> None:
    Path("ada").mkdir()
    Path("ada/laporan").write_text("catatan saya")
    assert run(["audit", "laporan.pdf", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert not Path("hasil").exists()


def test_nothing_is_overwritten_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    old = Path("hasil/laporan/temuan.csv")
    old.parent.mkdir(parents=True)
    old.write_text("catatan saya")
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{old} sudah ada; pilih --out lain, atau --force" in said.err
    assert files("hasil/laporan") == ["temuan.csv"]
    assert old.read_text() == "catatan saya"
    assert run(["audit", "laporan.pdf", "--out", "hasil", "--format", "json"]) == 0
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA, "--force"]) == 0
    assert rows(str(old))


def test_a_document_is_never_overwritten_by_its_outputs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = Output("pdf", "beranotasi.pdf", "lkj_audit.outputs.json.file")
    monkeypatch.setattr(catalogue, "OUTPUTS", (taken,))
    source = Path("beranotasi/beranotasi.pdf")
    source.parent.mkdir()
    source.write_bytes(budget_pdf())
    assert run(["audit", str(source), "--out", ".", "--force"]) == 2
    assert "dokumen yang diperiksa ada di sana" in capsys.readouterr().err
    assert source.read_bytes() == budget_pdf()


def test_tables_of_an_earlier_run_that_are_no_more_go_with_force() -> None:
    Path("hasil/laporan/tabel").mkdir(parents=True)
    for name in ("t9.csv", "catatan.csv"):
        Path("hasil/laporan/tabel", name).write_text("lama")
    assert run(["audit", "laporan.pdf", "--out", "hasil", "--format", "csv", "--force"]) == 0
    assert files("hasil/laporan/tabel") == ["catatan.csv", "t1.csv"]


def test_what_an_earlier_run_wrote_of_a_document_that_broke_goes_with_force() -> None:
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 0
    Path("hasil/laporan/catatan.txt").write_text("milik saya")
    Path("laporan.pdf").write_bytes(b"")
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA, "--force"]) == 3
    assert files("hasil/laporan") == ["catatan.txt"]


def test_a_file_is_whole_or_as_it_was() -> None:
    target = Path("temuan.csv")
    target.write_text("lama")

    def break_off() -> None:
        with replacing(target) as path:
            path.write_text("bar")
            assert target.read_text() == "lama"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert files(".") == ["laporan.pdf", "temuan.csv"]
    with replacing(target) as path:
        path.write_text("baru")
        assert path.suffix == ".csv"
    assert target.read_text() == "baru"
    assert files(".") == ["laporan.pdf", "temuan.csv"]


SLOW = """
import sys, time
from pathlib import Path
from lkj_audit.outputs.json import file
from lkj_audit.main import run
def write(audited, path):
    path.write_text("separuh")
    Path("menulis").touch()
    time.sleep(60)
file.write = write
run(sys.argv[1:])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nothing survives")
def test_a_killed_run_leaves_no_half_file_and_the_next_one_none_of_its_own() -> None:
    call = ["audit", "laporan.pdf", "--out", "hasil", "--format", "csv,json"]
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, *call], stdout=subprocess.DEVNULL
    ) as process:
        while not Path("menulis").exists():
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    assert not Path("hasil/laporan/audit.json").exists()
    assert rows("hasil/laporan/temuan.csv")
    assert run([*call, "--force"]) == 0
    assert files("hasil/laporan") == WRITTEN


def test_a_fault_in_one_output_costs_that_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("lkj_audit.outputs.tabular.findings_csv.write", fail)
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 3
    assert files("hasil/laporan") == ["audit.json", "keterangan.csv", "tabel"]
    said = capsys.readouterr()
    assert "laporan.pdf: temuan.csv (LookupError, test_output_request.py:" in said.err
    assert "1 temuan" in said.out


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="needs a folder that nobody can write to"
)
def test_a_folder_that_takes_nothing_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["audit", "laporan.pdf", "--out", "/proc/lkj"]) == 2
    assert "tidak dapat menulis ke /proc/lkj" in capsys.readouterr().err


def test_an_output_without_its_module_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    later = Output("epub", "laporan.epub", "lkj_audit.outputs.no_such_module")
    monkeypatch.setattr(catalogue, "OUTPUTS", (*OUTPUTS, later))
    assert later not in outputs()
    assert run(["audit", "laporan.pdf", "--out", "hasil", "--format", "epub"]) == 2


@pytest.fixture
def without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)


@pytest.mark.usefixtures("without_pyarrow")
@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("id", "keluaran parquet memerlukan pyarrow, yang dipasang dengan lkj-audit[parquet]."),
        ("en", "the output parquet needs pyarrow, which lkj-audit[parquet] installs."),
    ],
)
def test_an_output_that_needs_an_extra_says_which(
    lang: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", lang, "audit", "laporan.pdf", "--out", "hasil", *DATA]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())
    assert not Path("hasil").exists()


def run_without_pyarrow(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own: a pandas that was imported with pyarrow cannot do
    without it.
    """
    call = (
        "import sys; sys.modules['pyarrow'] = None; from lkj_audit.main import run; "
        "sys.exit(run(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", call, *arguments], capture_output=True
    )


def test_without_an_extra_everything_else_is_written_and_the_summary_says_what_is_not() -> None:
    done = run_without_pyarrow("audit", "laporan.pdf", "--out", "hasil")
    missing = " (tanpa parquet, yang memerlukan lkj-audit[parquet])"
    assert done.stdout.decode().splitlines()[-2] == f"Keluaran: {Path('hasil', 'laporan')}{missing}"
    assert done.returncode == 0
    assert files("hasil/laporan/tabel") == ["t1.csv"]
    done = run_without_pyarrow("audit", "laporan.pdf", "--out", "lain", "--format", "csv,json")
    assert done.stdout.decode().splitlines()[-1] == f"Keluaran: {Path('lain', 'laporan')}"


def test_tables_are_written_alike_with_and_without_pyarrow_and_nothing_warns() -> None:
    arguments = ["audit", "laporan.pdf", "--format", "csv,xlsx", "--out"]
    done = run_without_pyarrow(*arguments, "tanpa")
    assert (done.returncode, done.stderr) == (0, b"")
    assert run([*arguments, "dengan"]) == 0
    assert (
        Path("tanpa/laporan/tabel/t1.csv").read_bytes()
        == Path("dengan/laporan/tabel/t1.csv").read_bytes()
    )


@pytest.mark.parametrize(
    ("stem", "folder"),
    [
        ("LKj Kec. Klakah 2024 (final)", "LKj Kec. Klakah 2024 (final)"),
        ("<img src=x onerror=alert(1)>", "_img src=x onerror=alert(1)_"),
        ("..", "dokumen"),
        ("COM1", "COM1_"),
        ("a\u202egnp", "a_gnp"),
        ("rusak\udcff", "rusak_"),
        ("é", "é"),
        ("n" * 300, "n" * 80),
        (f"SK {NIP}", "SK 1978••••••••••••••"),
    ],
)
def test_the_name_of_a_folder_is_safe_everywhere(stem: str, folder: str) -> None:
    assert safe_name(masked(stem)) == folder


def test_no_two_documents_share_a_folder() -> None:
    named = [
        Path("a/Laporan.pdf"),
        Path("b/laporan.PDF"),
        Path("c/laporan-2.pdf"),
        Path("d/index.html.pdf"),
    ]
    assert list(folder_names(named, unmasked)) == [
        "Laporan",
        "laporan-2",
        "laporan-2-2",
        "index.html-2",
    ]


def test_a_finding_is_a_row() -> None:
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 0
    assert Path("hasil/laporan/temuan.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    (finding,) = rows("hasil/laporan/temuan.csv")
    assert finding["No"] == "f1"
    assert finding["Tingkat"] == "KRITIS"
    assert (finding["Halaman"], finding["Tercetak"], finding["Hasil hitung"]) == ("1", "200", "100")
    assert finding["Uraian baris"] == "Program Penunjang"
    assert finding["Hitungan"] == "1.500 − 1.400 = 100"
    assert "1.500" in finding["Dasar"]
    (written,) = json.loads(Path("hasil/laporan/audit.json").read_bytes())["findings"]
    assert (written["rule"], written["fingerprint"]) == (finding["Aturan"], finding["Sidik temuan"])


def test_the_outputs_speak_the_language_that_was_asked_for() -> None:
    assert run(["--lang", "en", "audit", "laporan.pdf", "--out", "hasil", *DATA]) == 0
    (finding,) = rows("hasil/laporan/temuan.csv", ",")
    assert (finding["Severity"], finding["Printed"]) == ("CRITICAL", "200")
    assert "Page" in rows("hasil/laporan/tabel/t1.csv", ",")[0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    write_rows(Path("x.csv"), [[text, "kedua"]], "id")
    first = Path("x.csv").read_text("utf-8-sig").partition(";")[0]
    assert first.startswith("'")


def test_a_table_is_written_as_printed_with_its_exact_values() -> None:
    import pandas as pd

    cells = [
        ["Kode", "Program", "Sisa", "Sisa"],
        ["1", "=HYPERLINK(1)", "-1.500,25", "(20)"],
        ["2", "Lain", "-", "3"],
    ]
    Path("laporan.pdf").write_bytes(drawn.pdf([drawn.table(cells, [40, 180, 80, 80])]))
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 0
    written = rows("hasil/laporan/tabel/t1.csv")
    assert written[0]["Program"] == "'=HYPERLINK(1)"
    assert (written[0]["Sisa"], written[0]["Sisa [nilai]"]) == ("'-1.500,25", "-1500,25")
    assert written[0]["Sisa (2) [nilai]"] == "-20"
    exact = pd.read_parquet("hasil/laporan/tabel/t1.parquet")
    assert list(exact["Sisa [nilai]"]) == [Decimal("-1500.25"), Decimal(0)]
    assert exact["Program"][0] == "=HYPERLINK(1)"
    assert exact["Halaman"].dtype.kind == "i"


def test_no_output_tells_a_nip(audit: Audit) -> None:
    for output in outputs(["csv", "json", "parquet"]):
        output.write(AuditedDocument(Path("laporan.pdf"), audit, masked), Path())
    digits = NIP.replace(" ", "")
    for path in (
        found for found in Path().rglob("*") if found.is_file() and found.suffix != ".pdf"
    ):
        content = path.read_bytes().replace(b" ", b"")
        assert digits.encode() not in content, path


def test_a_nip_that_reads_as_a_number_has_no_value() -> None:
    import pandas as pd

    cells = [["No", "NIP", "Pagu"], ["1", NIP.replace(" ", ""), "1.500"], ["2", "17", "2.500"]]
    Path("laporan.pdf").write_bytes(drawn.pdf([drawn.table(cells, [40, 180, 80])]))
    assert run(["audit", "laporan.pdf", "--out", "hasil", *DATA]) == 0
    assert "19780415" not in Path("hasil/laporan/audit.json").read_text("utf-8")
    assert "19780415" not in Path("hasil/laporan/tabel/t1.csv").read_text("utf-8")
    assert "19780415" not in str(pd.read_parquet("hasil/laporan/tabel/t1.parquet").to_dict())


@pytest.fixture
def several(here: Path) -> list[str]:
    """A folder with a clean document, a broken one of a hostile name and one with a finding; and
    their order.
    """
    folder = here / "masuk"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(budget_pdf())
    (folder / "b <img src=x>.pdf").write_bytes(b"")
    (folder / "c.pdf").write_bytes(budget_pdf("200"))
    return ["c.pdf", "a.pdf", "b <img src=x>.pdf"]


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]])
def test_a_list_ranks_all_documents_of_a_folder(
    several: list[str], capsys: pytest.CaptureFixture[str], jobs: Sequence[str]
) -> None:
    assert run(["audit", "masuk", "--out", "hasil", *DATA, *jobs]) == 3
    assert files("hasil") == ["a", "c", "index.html"]
    page = Path("hasil/index.html").read_text("utf-8")
    assert "<img" not in page
    at = [page.index(name.replace("<", "&lt;").replace(">", "&gt;")) for name in several]
    assert at == sorted(at)
    assert "Berkas kosong" in page
    links = [unquote(part.partition('"')[0]) for part in page.split('href="')[1:]]
    assert links
    assert all((Path("hasil") / link).exists() for link in links)
    assert "http:" not in page
    assert "https:" not in page
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == f"Daftar semua dokumen: {Path('hasil', 'index.html')}"
    )


@pytest.mark.usefixtures("several")
def test_processes_tell_the_same_in_the_same_order(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for jobs in ([], ["--jobs", "3"]):
        assert run(["audit", "masuk", "--json", "semua.json", *jobs]) == 3
        said = capsys.readouterr()
        told.append((said.out, said.err, Path("semua.json").read_bytes()))
    assert told[0] == told[1]


@pytest.mark.usefixtures("several")
def test_a_server_that_has_audited_reports_of_our_own_tells_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for fewest in (100, 2):
        monkeypatch.setattr("lkj_audit.document_tasks.WORTH_WARMING_UP", fewest)
        assert run(["audit", "masuk"]) == 3
        said.append(capsys.readouterr())
    assert said[0] == said[1]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_reports_that_warm_the_server_up_are_audited(path: Path) -> None:
    (outcome,) = audit_sample(path).outcomes
    assert json.loads(outcome.line)["tables"]
    assert "angka terbaca" in outcome.text


def test_what_an_earlier_call_wrote_is_no_document() -> None:
    Path("hasil/laporan").mkdir(parents=True)
    Path("hasil/laporan/beranotasi.pdf").write_bytes(budget_pdf())
    assert run(["audit", ".", "--out", "hasil", "--format", "json", "--json", "semua.json"]) == 0
    assert len(Path("semua.json").read_text("utf-8").splitlines()) == 1


def told(names: Sequence[str], seconds: float = 300.0) -> Iterator[tuple[str, DocumentOutcome]]:
    """Yield what becomes of documents that take their process with them, or never end, by their
    names.
    """
    work = DocumentWork(sandboxed.END_ODDLY, str, Limits(seconds=seconds))
    reporter = ProgressReporter(len(names), Lang.ID)
    for path, (outcome,) in outcomes_in_order(
        [Path(name) for name in names], work, Lang.ID, 2, reporter
    ):
        yield path.name, outcome


def test_a_document_that_ends_its_process_or_hangs_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extract.sandbox.pool.FEWEST_SECONDS_MORE", 2.0)
    found = dict(told(["hang.pdf", "crash.pdf", "swell.pdf", "c.pdf", "d.pdf"], 1.0))
    assert [(name, outcome.code) for name, outcome in found.items()] == [
        ("hang.pdf", 3),
        ("crash.pdf", 3),
        ("swell.pdf", 3),
        ("c.pdf", 0),
        ("d.pdf", 0),
    ]
    assert "tidak selesai" in found["hang.pdf"].complaint
    assert "berhenti mendadak" in found["crash.pdf"].complaint
    assert "Memori tidak cukup" in found["swell.pdf"].complaint
    assert found["c.pdf"].text == "c.pdf"


def test_what_is_asked_again_of_another_process_is_asked_once() -> None:
    pool = WorkerPool(
        sandboxed.END_ODDLY, 1, Limits(seconds=30.0), again={"crash.pdf": "c.pdf"}.get
    )
    ((_, told_again), (_, other)) = pool.results(["crash.pdf", "d.pdf"])
    assert isinstance(told_again, DocumentOutcomes)
    assert isinstance(other, DocumentOutcomes)
    assert [one.outcomes[0].text for one in (told_again, other)] == ["c.pdf", "d.pdf"]
    for ends in ("crash.pdf", "full.pdf"):
        asked: list[str] = []
        pool = WorkerPool(sandboxed.END_ODDLY, 1, Limits(seconds=30.0), again=asked.append)
        list(pool.results([ends]))
        assert asked == ([ends] if ends == "crash.pdf" else [])
    pool = WorkerPool(sandboxed.END_ODDLY, 1, Limits(seconds=30.0), again=str)
    ((_, never),) = pool.results(["crash.pdf"])
    assert isinstance(never, WorkerCrashed)


def test_a_folder_tells_of_a_reader_that_breaks_off_what_a_single_call_tells(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def end(*_: object) -> None:
        os._exit(9)

    monkeypatch.setattr("extract.pages.page_reader.read_pages", end)
    Path("kedua.pdf").write_bytes(Path("laporan.pdf").read_bytes())
    said = []
    for files in (["laporan.pdf"], ["laporan.pdf", "kedua.pdf"]):
        assert run(["audit", *files]) == 3
        said.append(capsys.readouterr().err.splitlines()[0])
    assert "Pembaca PDF berhenti mendadak" in said[0]
    assert said[0] == said[1]


def test_a_folder_that_takes_nothing_more_ends_all_processes() -> None:
    begun = time.monotonic()
    with pytest.raises(click.UsageError, match="penuh"):
        list(told(["full.pdf", "hang.pdf"]))
    assert time.monotonic() - begun < 30


def test_no_result_is_kept_longer_than_until_its_turn() -> None:
    gc.collect()  # what earlier tests left
    before = held()
    names = [f"{number}.pdf" for number in range(300)]
    most = max(held() for _ in told(names)) - before
    assert 1 <= most <= AHEAD + 2


def held() -> int:
    """Return how many outcomes this process holds."""
    return sum(isinstance(one, DocumentOutcome) for one in gc.get_objects())


def test_work_does_not_run_far_ahead_of_a_document_that_takes_long() -> None:
    pool = WorkerPool(sandboxed.END_ODDLY, 2, Limits(seconds=5.0))
    before: list[int] = []
    for place, result in pool.results(
        ["hang.pdf", *(f"{number}.pdf" for number in range(2 * AHEAD))]
    ):
        if place == 0:
            assert isinstance(result, WorkerTimeout)
            break
        before.append(place)
    assert set(before) <= set(range(1, AHEAD))


def test_a_document_that_memory_does_not_hold_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def swell(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("lkj_audit.pipeline.audit_document", swell)
    assert run(["audit", "laporan.pdf"]) == 3
    assert "laporan.pdf: Memori tidak cukup" in capsys.readouterr().err


def test_the_work_in_a_process_stays_within_the_limits(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "laporan.pdf", "--jobs", "1", "--max-seconds", "0.001"]) == 3
    assert "tidak selesai dibaca dalam 0.001 detik" in capsys.readouterr().err


def locked(path: Path, password: str) -> None:
    """Write the sample report so that only this password opens it."""
    with pikepdf.open("laporan.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="pemilik", user=password))


def test_a_locked_document_is_audited_with_its_password_and_keeps_its_hash(
    capsys: pytest.CaptureFixture[str],
) -> None:
    locked(Path("terkunci.pdf"), "rahasia")
    assert run(["audit", "terkunci.pdf"]) == 3
    assert "--password" in capsys.readouterr().err
    assert run(["audit", "terkunci.pdf", "--password", "keliru"]) == 3
    assert "Kata sandi ini tidak membuka PDF ini." in capsys.readouterr().err
    call = [
        "audit",
        "terkunci.pdf",
        "--password",
        "rahasia",
        "--out",
        "hasil",
        "--format",
        "html,pdf,json",
    ]
    assert run(call) == 0
    assert files("hasil/terkunci") == ["audit.json", "beranotasi.pdf", "laporan.html"]
    found = json.loads(Path("hasil/terkunci/audit.json").read_text("utf-8"))
    assert (
        found["document"]["sha256"] == hashlib.sha256(Path("terkunci.pdf").read_bytes()).hexdigest()
    )
    assert "data:image" in Path("hasil/terkunci/laporan.html").read_text("utf-8")
    assert "rahasia" not in Path("hasil/terkunci/audit.json").read_text("utf-8")
