"""The server of the review: whom it answers, what it takes, and that nothing handed in or decided
is lost.
"""

import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.limits import LIMITS, Limits
from extract.sandbox.pool import limits_in_all
from lkj_audit.cli.commands.audit import AuditRequest
from lkj_audit.cli.commands.review import BESIDE, place_of
from lkj_audit.decisions.file import decisions_path
from lkj_audit.exit_codes import ExitCode
from lkj_audit.presentation.language import Lang
from lkj_audit.review.guard import LARGEST_UPLOAD
from lkj_audit.review.instance import FILE
from lkj_audit.review.shortcut import write_shortcut
from lkj_audit.review.workspace import OWN, Workspace
from tests.reviewed import Served, report_pdf, served, start


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A review with one report of two wrong remainders."""
    with served(tmp_path_factory.mktemp("reviu")) as running:
        running.upload("laporan.pdf", report_pdf("200", "400"))
        assert len(running.ids()) == 1
        yield running


# Whom it answers ----------------------------------------------------------------------------------


def test_only_the_secret_address_is_answered(review: Served) -> None:
    other = "y" if review.base.endswith("x") else "x"
    for path in ("/", "/isi", f"{review.base[:-1]}{other}/", "/../", f"//{review.base[1:]}/"):
        assert review.ask(path)[0].status == 404
    assert review.ask(f"{review.base}/")[0].status == 200


@pytest.mark.parametrize(
    "host", ["lumajangkab.go.id", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}", ""]
)
def test_another_name_of_this_computer_is_not_served(review: Served, host: str) -> None:
    answer, _ = review.ask(f"{review.base}/", headers={"Host": host.format(port=review.port)})
    assert answer.status in {400, 421}


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-csrf-token": "x"}, {"x-csrf-token": "{csrf}", "Origin": "http://lain.example"}],
)
def test_another_page_can_ask_nothing(review: Served, headers: dict[str, str]) -> None:
    sent = {name: value.format(csrf=review.csrf()) for name, value in headers.items()}
    (id,) = review.ids()
    for path in ("/unggah", f"/dok/{id}/putusan", f"/dok/{id}/di-sini"):
        assert review.ask(f"{review.base}{path}", "POST", b"{}", sent)[0].status == 403
    assert review.ask(f"{review.base}/", "DELETE", None, sent)[0].status == 405


def test_every_answer_forbids_what_it_does_not_need(review: Served) -> None:
    (id,) = review.ids()
    for path in (
        "/",
        "/isi",
        "/aset/htmx.min.js",
        f"/dok/{id}/",
        "/tidak-ada",
        f"/dok/{id}/unduh/audit.json",
    ):
        answer, _ = review.ask(f"{review.base}{path}")
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "name", ["../audit.json", "..%2f..%2fsetup.py", "%00", ".reviu", "tabel/t1.csv", "x"]
)
def test_nothing_but_outputs_is_given_out(review: Served, name: str) -> None:
    (id,) = review.ids()
    assert review.ask(f"{review.base}/dok/{id}/unduh/{name}")[0].status == 404
    assert review.ask(f"{review.base}/aset/{name}")[0].status == 404
    assert review.ask(f"{review.base}/dok/{'0' * 16}/")[0].status == 404


def test_a_page_from_elsewhere_runs_no_script_of_its_own(review: Served) -> None:
    (id,) = review.ids()
    page = next(review.root.glob("*/laporan.html"))
    ours = page.read_text("utf-8")
    try:
        hostile = "<script>fetch('https://evil.example')</script>"
        page.write_text(ours.replace("</body>", f"{hostile}</body>"), "utf-8")
        answer, _ = review.ask(f"{review.base}/dok/{id}/")
        scripts = (
            answer.headers["Content-Security-Policy"].partition("script-src ")[2].partition(";")[0]
        )
        assert scripts.count("sha256-") == 1
        assert "unsafe" not in scripts
    finally:
        page.write_text(ours, "utf-8")


# What it takes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("catatan.pdf", b"halo", "bukan PDF"),
        ("kosong.pdf", b"", "bukan PDF"),
        ("terpotong.pdf", report_pdf()[:300], "rusak atau terpotong"),
        ("../../etc/passwd.pdf", b"%PDF-1.7\n", "rusak atau terpotong"),
        ("putusan.jsonl", b"bukan\n", "bukan berkas putusan"),
        ("putusan.jsonl", b"", "tidak ada dokumen di sini"),
    ],
)
def test_what_cannot_be_read_is_said_and_left(
    review: Served, name: str, data: bytes, sentence: str
) -> None:
    before = sorted(review.root.glob("*"))
    said = review.upload(name, data) + review.settled()
    assert sentence in said
    assert sorted(review.root.glob("*")) == before
    assert not [
        path
        for path in (review.root / OWN).rglob("*")
        if path.is_file() and path.suffix == ".jsonl"
    ]


def test_a_file_too_large_is_refused_before_it_is_sent(review: Served) -> None:
    headers = {"x-csrf-token": review.csrf(), "Content-Length": str(LARGEST_UPLOAD + 1)}
    answer, data = review.ask(f"{review.base}/unggah", "POST", None, headers)
    assert answer.status == 413
    assert "terlalu besar" in data.decode()


def test_a_call_with_too_much_in_it_is_refused(review: Served) -> None:
    (id,) = review.ids()
    assert review.post(f"/dok/{id}/putusan", b" " * (2 << 20))[0] == 413


def test_an_upload_has_a_generated_place_and_a_harmless_name(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare()
    for name in (
        "../../x.pdf",
        "..\\x.pdf",
        "/etc/passwd",
        "nul.pdf",
        "a\x00b.pdf",
        "NIP 197908172001011011.pdf",
        "",
    ):
        path = workspace.upload_path(name)
        assert path.parent.parent == tmp_path / OWN / "sumber"
        assert path.suffix == ".pdf"
        assert "1979081720010" not in path.name


def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from io import BytesIO

    from starlette.datastructures import UploadFile

    from lkj_audit.review.app import Review
    from lkj_audit.review.auditing import AuditQueue

    workspace = Workspace(tmp_path)
    workspace.prepare()
    monkeypatch.setattr("lkj_audit.review.auditing.ForkServer", lambda _: None)
    review = Review(workspace, AuditQueue(workspace, Lang.ID, limits=LIMITS), "t", "c", Lang.ID)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lkj_audit.outputs.atomic_files.os.fsync", full)
    said = review._uploads.take(UploadFile(BytesIO(report_pdf()), filename="laporan.pdf"))
    assert "tidak ada ruang tersisa" in said
    assert not list(tmp_path.rglob("*.pdf"))


def test_pictures_are_read_as_lkj_audit_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lkj_audit.cli.options.ocr_option import ocr_option
    from lkj_audit.review.auditing import AuditQueue

    asked = []

    def starting(_: AuditQueue, request: AuditRequest, limits: Limits) -> None:
        asked.append((request.ocr, limits.seconds))
        raise OSError(28, "No space left on device")

    workspace = Workspace(tmp_path)
    workspace.prepare()
    monkeypatch.setattr("lkj_audit.review.auditing.ForkServer", lambda _: None)
    monkeypatch.setattr(AuditQueue, "_started", starting)
    with pytest.raises(OSError, match="No space"):
        AuditQueue(workspace, Lang.ID, limits=LIMITS).audit(tmp_path / "a.pdf", "a", ())
    ((mode, seconds),) = asked
    assert mode == ocr_option(Lang.ID).default
    assert seconds > limits_in_all(LIMITS).seconds


# Decisions ----------------------------------------------------------------------------------------


def test_two_windows_do_not_overwrite_each_other(review: Served) -> None:
    (id,) = review.ids()
    status, first = review.decide(id, 1, "accept", name="Sri")
    assert status == 200
    seen = first["states"]["1"]["standing"]
    status, second = review.decide(id, 1, "reject", reason="misread", name="Budi")
    assert status == 409
    assert "sudah diputus di tempat lain" in second["message"]
    assert second["states"]["1"]["standing"] == seen
    status, third = review.decide(id, 1, "reject", seen, reason="misread", name="Budi")
    assert status == 200
    assert third["states"]["1"]["status"] == "rejected"
    assert len(third["states"]["1"]["history"]) == 2


def test_a_window_that_shows_an_older_audit_decides_nothing(review: Served) -> None:
    (id,) = review.ids()
    asked = {"matter": 1, "id": "m:1:STR-21:lain", "action": "accept", "seen": []}
    status, data = review.post(f"/dok/{id}/putusan", json.dumps(asked).encode())
    assert status == 409
    assert "sudah diperiksa ulang" in json.loads(data)["message"]


@pytest.mark.parametrize(
    "asked",
    [
        {"matter": 1, "action": "reject"},
        {"matter": 1, "action": "accept", "reason": "misread"},
        {"matter": 99, "action": "accept"},
        {"matter": 1, "action": "hapus"},
        {"matter": "1", "action": "accept"},
    ],
)
def test_a_decision_that_is_none_is_refused(review: Served, asked: dict[str, object]) -> None:
    (id,) = review.ids()
    before = decisions_path(next(review.root.glob("lap*"))).read_bytes()
    status, said = review.decide(id, **asked)  # type: ignore[arg-type]
    assert status == 400
    assert said["message"]
    assert decisions_path(next(review.root.glob("lap*"))).read_bytes() == before


def test_a_damaged_file_of_decisions_is_said_and_left(review: Served) -> None:
    (id,) = review.ids()
    path = decisions_path(next(review.root.glob("lap*")))
    good = path.read_bytes() if path.exists() else b""
    try:
        path.write_bytes(b"rusak\n" + good)
        status, said = review.decide(id, 2, "accept")
        assert status == 507
        assert "bukan berkas putusan" in said["message"]
        assert path.read_bytes() == b"rusak\n" + good
        assert "bukan berkas putusan" in review.settled()
    finally:
        path.write_bytes(good)


def test_an_output_is_taken_away_with_the_latest_decisions(review: Served) -> None:
    (id,) = review.ids()
    status, _ = review.decide(id, 2, "ask", note="Mohon dijelaskan")
    assert status == 200
    answer, data = review.ask(f"{review.base}/dok/{id}/unduh/laporan.html")
    assert answer.status == 200
    assert "Mohon dijelaskan" in data.decode()
    answer, data = review.ask(f"{review.base}/dok/{id}/unduh/putusan")
    assert b"Mohon dijelaskan" in data
    assert "attachment" in answer.headers["Content-Disposition"]


# Starting -----------------------------------------------------------------------------------------


def test_a_second_start_joins_the_first(review: Served) -> None:
    assert stat.S_IMODE((review.root / OWN / FILE).stat().st_mode) == 0o600
    second = start(review.root)
    out, _ = second.communicate(timeout=60)
    assert second.returncode == ExitCode.AUDITED
    assert review.url.partition("/dok/")[0] in out


def test_what_was_handed_in_is_audited_by_the_next_start_and_it_opens_where_it_was_left(
    tmp_path: Path,
) -> None:
    workspace = Workspace(tmp_path)
    workspace.prepare()
    workspace.upload_path("laporan.pdf").write_bytes(
        report_pdf("200")
    )  # the program was ended before it began
    with served(tmp_path) as running:
        time.sleep(0.3)
        (id,) = running.ids()
        assert running.post(f"/dok/{id}/di-sini", b'{"matter": "m:STR-21"}')[0] == 200
    with served(tmp_path) as again:
        assert again.url.endswith(f"/dok/{id}/")
        assert '"here": "m:STR-21"' in again.ask(f"{again.base}/dok/{id}/")[1].decode()


def test_a_busy_port_is_a_sentence(review: Served, tmp_path: Path) -> None:
    process = start(tmp_path, "--port", str(review.port))
    _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.USAGE
    assert f"porta {review.port} tidak dapat dipakai" in err


def test_where_a_review_is_kept(tmp_path: Path) -> None:
    assert place_of(tmp_path, Lang.ID) == (tmp_path, [])
    report = tmp_path / "laporan.pdf"
    report.write_bytes(report_pdf())
    assert place_of(report, Lang.ID) == (tmp_path / BESIDE, [report])
    assert place_of(tmp_path, Lang.ID) == (tmp_path / BESIDE, [report])
    (tmp_path / "lama").mkdir()
    (tmp_path / "lama/audit.json").touch()
    assert place_of(tmp_path, Lang.ID) == (tmp_path, [])


def test_a_second_start_hands_its_file_to_the_first(tmp_path: Path) -> None:
    report = tmp_path / "laporan.pdf"
    report.write_bytes(report_pdf("200"))
    with served(tmp_path / BESIDE) as running:
        out, _ = start(report).communicate(timeout=60)
        assert running.url in out
        until = time.monotonic() + 60
        while not running.ids():
            assert time.monotonic() < until
            time.sleep(0.2)


@pytest.mark.parametrize(
    ("platform", "name"), [("linux", ".desktop"), ("win32", ".cmd"), ("darwin", ".command")]
)
def test_an_icon_opens_the_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, name: str
) -> None:
    monkeypatch.delenv("XDG_DESKTOP_DIR", raising=False)
    written = write_shortcut(tmp_path / "dua kata", Lang.ID, tmp_path, platform)
    assert written.suffix == name
    assert written.parent == tmp_path / "Desktop"
    assert '"' in written.read_text("utf-8") or "'" in written.read_text("utf-8")
    assert "review" in written.read_text("utf-8")
