"""Profiles: what their keys change, and what is said of one that cannot be used."""

import json
import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extract.records import Table
from lkj_audit.main import run
from normalize.interpret import interpret
from normalize.reference.nomenclature import Decree, best_match
from normalize.reference.region_settings import (
    Deadline,
    Efficiency,
    Grade,
    LessIsBetter,
    RegionSettings,
    Rounding,
)
from normalize.values.codes import parse_code
from normalize.values.periods import Period, PeriodKind
from tests.audits import BUDGET, CAPAIAN, RESOURCES, drawn, found, told
from tests.documents import document
from tests.lkj_audit.cli.test_command_line import budget_pdf
from tests.lkj_audit.cli.test_command_line_json import faults
from tests.reports import findings_of
from tests.validate.rules.of_tgl import signed
from validate.catalogue import RULES
from validate.diagnosis.severity_scale import SeverityScale
from validate.examine import examine
from validate.findings import Audit, Certainty, Severity
from validate.profile.profile import Profile
from validate.profile.profile_file import BadProfile, read_profile, template
from validate.profile.profile_keys import KEYS
from validate.rules.tanggal import tgl04_tepat_waktu

DOCS = Path(__file__).parent.parent.parent.parent / "docs"


def held_to(profile: Profile, *tables: Table) -> Audit:
    return examine(interpret(document(tables=tables)), profile)


def settling(text: str, *tables: Table) -> Audit:
    return held_to(read_profile(text, "profile.toml"), *tables)


# The file -----------------------------------------------------------------------------------------


def everything_set(text: str) -> str:
    return re.sub(r"^#(\w+ = )", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("english", [False, True])
def test_the_template_changes_nothing(english: bool) -> None:
    assert read_profile(template(english), "p") == Profile(file="p")


def test_every_example_of_the_template_can_be_set_and_is_shown_as_it_was_written() -> None:
    profile = read_profile(everything_set(template(english=False)), "p")
    assert [key.shown(profile) for key in KEYS] == [key.example for key in KEYS]
    assert read_profile(everything_set(template(english=True)), "p") == profile


def test_a_profile_is_read_into_its_own_types() -> None:
    profile = read_profile(everything_set(template(english=False)), "p")
    assert profile.severities == {"ANG-07": Severity.INFO, "TGL-02": Severity.MAJOR}
    assert profile.off == {"ANK-05", "KOD-02"}
    assert profile.severity_scale == SeverityScale(
        critical_total=Decimal(2),
        major_amount=Decimal("0.1"),
        major_points=Decimal("0.5"),
        repetitions=3,
    )
    assert profile.settings == RegionSettings(
        cap=Decimal(120),
        less_is_better=LessIsBetter.DOUBLED,
        scale=Decimal(1000),
        rounding=Rounding.CUT,
        efficiency=Efficiency.DIFFERENCE,
        deadlines=(
            (PeriodKind.TAHUN, Deadline(2)),
            (PeriodKind.SEMESTER, Deadline(1)),
            (PeriodKind.TRIWULAN, Deadline(0, 15)),
            (PeriodKind.BULAN, Deadline(0, 10)),
        ),
        decree=Decree.KEPMENDAGRI_1317,
        grades=(
            Grade(Decimal(91), "Sangat Tinggi"),
            Grade(Decimal(76), "Tinggi"),
            Grade(Decimal(0), "Rendah"),
        ),
    )


FAULTS = [
    ("[capain]\nbatas = 1", "tidak ada bagian [capain]; maksud Anda [capaian]?"),
    ("[warna]\nbatas = 1", "tidak ada bagian [warna]"),
    ("[capaian]\nbats = 1", "tidak ada kunci [capaian] bats; maksud Anda batas?"),
    ("capaian = 3", "capaian harus sebuah bagian: [capaian]"),
    ("[daerah]\nnama = 3", "[daerah] nama: harus teks dalam tanda kutip"),
    ("[aturan]\nmati = 'ANG-01'", '[aturan] mati: harus daftar id aturan: ["STR-20"]'),
    ("[aturan]\nmati = ['ANG1']", "[aturan] mati: tidak ada aturan ANG1; maksud Anda ANG-01?"),
    ("[aturan]\nmati = [7]", "[aturan] mati: tidak ada aturan 7; lihat: lkj rules"),
    ("[aturan.tingkat]\nANG-99 = 'info'", "[aturan] tingkat: tidak ada aturan ANG-99; maksud Anda"),
    (
        "[aturan.tingkat]\nANG-01 = 'berat'",
        '[aturan] tingkat: ANG-01 harus salah satu dari: "info", "minor"',
    ),
    ("[aturan]\ntingkat = 'info'", "[aturan] tingkat: harus berisi baris seperti"),
    ("[tingkat]\nkritis_jumlah = 0", "[tingkat] kritis_jumlah: harus angka di atas nol"),
    ("[tingkat]\nmayor_poin = '1'", "[tingkat] mayor_poin: harus angka di atas nol"),
    ("[tingkat]\npengulangan = 0", "[tingkat] pengulangan: harus bilangan bulat mulai dari 1"),
    ("[tingkat]\npengulangan = 1.5", "[tingkat] pengulangan: harus bilangan bulat mulai dari 1"),
    ("[capaian]\nbatas = true", "[capaian] batas: harus angka di atas nol"),
    ("[capaian]\nbatas = -1", "[capaian] batas: harus angka di atas nol"),
    (
        "[capaian]\nrumus_turun = 'R/T'",
        '[capaian] rumus_turun: harus salah satu dari: "2T-R", "T/R"',
    ),
    ("[angka]\nskala = 1000", '[angka] skala: harus salah satu dari: "rupiah", "ribuan"'),
    (
        "[angka]\npembulatan = 'naik'",
        '[angka] pembulatan: harus salah satu dari: "dibulatkan", "dipotong"',
    ),
    ("[efisiensi]\nrumus = 'NE'", "[efisiensi] rumus: harus salah satu dari"),
    ("[tenggat]\ntahunan = '28 Februari'", '[tenggat] tahunan: harus seperti "2 bulan"'),
    ("[tenggat]\ntahunan = ''", '[tenggat] tahunan: harus seperti "2 bulan"'),
    ("[kode]\ndaftar = 2022", "[kode] daftar: harus salah satu dari: 2019 (Permendagri 90/2019)"),
    ("[predikat]\nskala = []", "[predikat] skala: harus daftar batas bawah dan nama"),
    ("[predikat]\nskala = [{ mulai = 'a', nama = 'Tinggi' }]", "[predikat] skala: harus daftar"),
    ("[predikat]\nskala = [{ mulai = 1 }]", "[predikat] skala: harus daftar"),
    (
        "[predikat]\nskala = [{mulai=1, nama='A'}, {mulai=1, nama='B'}]",
        "[predikat] skala: harus daftar",
    ),
    ("[capaian", "bukan TOML yang benar, akhir berkas: "),
    ("[capaian\nbatas = 1", "bukan TOML yang benar, baris 1, kolom 9: "),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_what_is_wrong_with_a_profile_is_said_where_it_stands(text: str, fault: str) -> None:
    with pytest.raises(BadProfile) as raised:
        read_profile(text, "p")
    (said,) = raised.value.faults
    assert said.id.startswith(fault)


def test_every_mistake_of_a_profile_is_told_at_once() -> None:
    with pytest.raises(BadProfile, match="no key") as raised:
        read_profile("[capaian]\nbats = 1\nbatas = 'x'\n[kode]\ndaftar = 1", "p")
    assert len(raised.value.faults) == 3


def test_the_schema_accepts_what_can_be_set_and_nothing_that_is_wrong() -> None:
    schema = json.loads(
        (DOCS.parent / "lkj_audit" / "lkj-profile-1.schema.json").read_text("utf-8")
    )
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema).is_valid
    assert valid({})
    assert valid(tomllib.loads(everything_set(template(english=False))))
    wrong = [
        tomllib.loads(text)
        for text, fault in FAULTS
        if "TOML" not in fault and "mulai=1, nama='B'" not in text
    ]
    assert [one for one in wrong if valid(one)] == []
    described = {
        (section, name): key["description"]
        for section, keys in schema["properties"].items()
        for name, key in keys["properties"].items()
    }
    assert described == {(key.section, key.name): key.means.en for key in KEYS}
    assert schema["$defs"]["rule"]["enum"] == [rule.id for rule in RULES]


def test_the_documentation_has_every_key() -> None:
    documented = (DOCS / "profile.md").read_text("utf-8")
    rows = [f"| `{key.path}` | {key.means.en} | {key.accepts.en} |\n" for key in KEYS]
    assert [row for row in rows if row not in documented] == []


# What the keys change -----------------------------------------------------------------------------


def capped(capaian: str) -> Table:
    return drawn(
        CAPAIAN,
        f"Pelayanan | Jumlah layanan | 50,00 | 65,00 | {capaian}\n | Nilai mutu | 80,00 | "
        "80,00 | 100,00",
    )


@pytest.mark.parametrize(
    ("settings", "capaian", "certainties"),
    [
        ("", "120,00", [Certainty.UNVERIFIABLE]),
        ("[capaian]\nbatas = 120", "120,00", []),
        ("[capaian]\nbatas = 120", "130,00", []),
        ("[capaian]\nbatas = 120.5", "120,50", []),
        ("[capaian]\nbatas = 100", "120,00", [Certainty.INCONSISTENT]),
        ("[capaian]\nbatas = 'tanpa'", "120,00", [Certainty.INCONSISTENT]),
    ],
)
def test_a_capaian_at_the_limit_of_the_region_is_right(
    settings: str, capaian: str, certainties: list[Certainty]
) -> None:
    audit = settling(settings, capped(capaian))
    assert [finding.certainty for finding in found(audit, "CAP-01", "CAP-04")] == certainties


LESS = {"2T-R": "150,00", "T/R": "200,00"}


@pytest.mark.parametrize("form", LESS)
@pytest.mark.parametrize("printed", LESS)
def test_only_the_settled_formula_counts_where_less_is_better(form: str, printed: str) -> None:
    table = drawn(CAPAIAN, f"Kesehatan | Prevalensi stunting | 20,00 | 10,00 | {LESS[printed]}")
    audit = settling(f"[capaian]\nrumus_turun = '{form}'\nbatas = 'tanpa'", table)
    assert bool(found(audit, "CAP-01", "CAP-02")) is (form != printed)
    as_it_is = settling("", table)
    assert not found(as_it_is, "CAP-01", "CAP-02")
    assert as_it_is.detected
    assert as_it_is.detected.less_is_better is LessIsBetter(printed)


def test_a_number_that_was_cut_off_is_no_finding_where_cutting_is_accepted() -> None:
    table = drawn(BUDGET, "7.01.03 | Program Desa | 55.095.000 | 55.045.000 | 50.000 | 99,90")
    usual, accepted = settling("", table), settling("[angka]\npembulatan = 'dipotong'", table)
    assert [finding.rule for finding in usual.findings if finding.rule.startswith("ANG")] == [
        "ANG-02"
    ]
    assert not [finding for finding in accepted.findings if finding.rule.startswith("ANG")]
    assert [audit.detected and audit.detected.rounding.cut for audit in (usual, accepted)] == [1, 1]


def test_amounts_without_a_unit_are_counted_in_that_of_the_region() -> None:
    table = drawn(BUDGET, "7.01.03 | Program Desa | 1.200 | 1.000 | 201 | 83,33")
    assert told(f for f in settling("", table).findings if f.rule == "ANG-01")
    assert not [
        f for f in settling("[angka]\nskala = 'ribuan'", table).findings if f.rule == "ANG-01"
    ]


@pytest.mark.parametrize(
    ("form", "efficiency", "findings"),
    [
        ("selisih", "5,00", 0),
        ("selisih", "7,00", 1),
        ("1-RA/PA", "7,00", 0),
        ("rasio", "105,38", 0),
        ("rasio", "5,00", 1),
    ],
)
def test_the_efficiency_of_the_region_is_recomputed(
    form: str, efficiency: str, findings: int
) -> None:
    table = drawn(RESOURCES, f"1 | Mutu | Program Desa | Nilai | 98,00 | 93,00 | {efficiency}")
    audit = settling(f"[efisiensi]\nrumus = '{form}'", table)
    assert len(found(audit, "EFI-01")) == findings
    if not findings:
        assert audit.detected
        assert audit.detected.efficiency is Efficiency(form)


@pytest.mark.parametrize(
    ("closing", "period", "late"),
    [
        ("Klakah, 15 Januari 2025", Period(PeriodKind.TRIWULAN, 4), False),
        ("Klakah, 16 Januari 2025", Period(PeriodKind.TRIWULAN, 4), True),
        ("Klakah, 16 Oktober 2024", Period(PeriodKind.TRIWULAN, 3), True),
        ("Klakah, 28 Februari 2025", Period(PeriodKind.TAHUN), False),
        ("Klakah, 1 Maret 2025", Period(PeriodKind.TAHUN), True),
        ("Klakah, 1 Maret 2025", None, True),
        ("Klakah, 20 Maret 2025", Period(PeriodKind.SEMESTER, 2), False),
        ("Klakah, 14 April 2025", Period(PeriodKind.SEMESTER, 2), True),
    ],
)
def test_a_report_is_signed_before_the_deadline_of_its_region(
    closing: str, period: Period | None, late: bool
) -> None:
    profile = read_profile("[tenggat]\ntahunan = '2 bulan'\ntriwulan = '15 hari'", "p")
    findings = findings_of(tgl04_tepat_waktu.RULE, signed(None, closing, period=period), profile)
    assert bool(findings) is late
    if late and period != Period(PeriodKind.SEMESTER, 2):
        assert [(finding.severity, finding.certainty) for finding in findings] == [
            (Severity.MINOR, Certainty.INCONSISTENT)
        ]


@pytest.mark.parametrize(
    ("months", "days", "end", "due"),
    [
        (1, 0, "2024-09-30", "2024-10-31"),
        (1, 10, "2024-12-31", "2025-02-10"),
        (1, 0, "2025-01-15", "2025-02-15"),
    ],
)
def test_a_deadline_counts_months_then_days(months: int, days: int, end: str, due: str) -> None:
    assert str(Deadline(months, days).after(date.fromisoformat(end))) == due


def test_a_name_is_right_only_in_the_list_that_is_in_use() -> None:
    code = parse_code("7.01.02.2.01")
    assert code is not None
    names = {decree: best_match(code, "", decree) for decree in Decree}
    first, last = names[Decree.PERMENDAGRI_90], names[Decree.KEPMENDAGRI_1317]
    assert first is not None
    assert last is not None
    assert first.entry.decree.year <= 2019
    assert last.entry.decree.year <= 2023


def severities(audit: Audit) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in audit.findings}


SCALE = (
    '[predikat]\nskala = [{ mulai = 91, nama = "Sangat Tinggi" }, { mulai = 76, nama = "Tinggi" }]'
)


@pytest.mark.parametrize(
    ("predicate", "findings"), [("Sangat Tinggi", []), ("Tinggi", ["Sangat Tinggi"])]
)
def test_a_predicate_is_that_of_the_regions_scale_where_the_report_prints_none(
    predicate: str, findings: list[str]
) -> None:
    rows = (
        f"Mutu | Nilai mutu | 80,00 | 76,00 | 95,00 | {predicate}\n | Nilai lain | 50,00 | "
        "40,00 | 80,00 | Tinggi"
    )
    table = drawn(f"{CAPAIAN} | Predikat", rows)
    assert [finding.expected for finding in found(settling(SCALE, table), "CAP-14")] == findings
    assert not found(settling("", table), "CAP-14")


WRONG = (
    "7.01.03 | Program Desa | 55.095.000 | 55.045.000 | 60.000 | 99,91\n"
    "7.01.04 | Program Umum | 0 | 0 | 0 | 100,00\n7.01.03 | Program Desa | 1 | 1 | 0 | 100,00"
)


def test_a_rule_weighs_what_the_region_says_and_one_that_is_off_says_nothing() -> None:
    table = drawn(BUDGET, WRONG)
    usual = severities(settling("", table))
    assert usual["ANG-01"] is Severity.CRITICAL
    assert usual["ANG-09"] is Severity.MAJOR
    regraded = severities(settling("[aturan.tingkat]\nANG-01 = 'kritis'\nANG-09 = 'minor'", table))
    assert (regraded["ANG-01"], regraded["ANG-09"]) == (Severity.CRITICAL, Severity.MINOR)
    assert "ANG-09" not in severities(settling("[aturan]\nmati = ['ang-09']", table))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("", Severity.CRITICAL),
        ("[tingkat]\nkritis_jumlah = 25", Severity.MAJOR),
        ("[tingkat]\nkritis_jumlah = 25\nmayor_jumlah = 22.5", Severity.MINOR),
        ("[tingkat]\nkritis_jumlah = 25\n[aturan.tingkat]\nANG-01 = 'info'", Severity.INFO),
    ],
)
def test_the_thresholds_of_the_region_weigh_unless_it_sets_the_rule_itself(
    text: str, severity: Severity
) -> None:
    row = "7.01.02 | Program Desa | 4.430.000 | 3.930.000 | 400.000 | 88,71"
    assert severities(settling(text, drawn(BUDGET, row)))["ANG-01"] is severity


def test_what_the_region_says_also_counts_for_a_remark_lighter_than_its_rule() -> None:
    report = signed(None, "Klakah, 14 April 2025")

    def severities(profile: Profile) -> dict[str, Severity]:
        return {finding.rule: finding.severity for finding in examine(report, profile).findings}

    usual = severities(Profile())
    regraded = severities(Profile(severities={"TGL-04": Severity.MAJOR}))
    assert usual["TGL-04"] is Severity.INFO
    assert regraded["TGL-04"] is Severity.MAJOR


# At the desk --------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory with a report in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LKJ_LANG", raising=False)
    Path("laporan.pdf").write_bytes(budget_pdf())


def test_the_report_names_its_profile_and_what_the_document_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("lumajang.toml").write_text(
        "[daerah]\nnama = 'Kabupaten Lumajang'\n[angka]\nskala = 'ribuan'", "utf-8"
    )
    assert run(["audit", "laporan.pdf", "--profile", "lumajang.toml", "--json", "hasil.json"]) == 0
    said = capsys.readouterr().out
    assert "Profil Kabupaten Lumajang (lumajang.toml):" in said
    assert '– [angka] skala = "ribuan" (dokumen: rupiah)' in said
    written = json.loads(Path("hasil.json").read_text("utf-8"))
    assert faults(written) == []
    assert (written["profile"]["scale"], written["detected"]["scale"]) == ("1000", "1")


def test_without_a_profile_there_is_none_and_what_was_detected_is_written_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["audit", "laporan.pdf", "--json", "-"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written["profile"] is None
    assert written["detected"]["rounding"] == {"rounded": 0, "cut": 0}


def test_every_setting_is_written_as_the_schema_has_it() -> None:
    Path("p.toml").write_text(everything_set(template(english=False)), "utf-8")
    assert run(["audit", "laporan.pdf", "--profile", "p.toml", "--json", "hasil.json"]) == 0
    assert faults(json.loads(Path("hasil.json").read_text("utf-8"))) == []


@pytest.mark.parametrize("command", [["profile", "check"], ["audit", "laporan.pdf", "--profile"]])
@pytest.mark.parametrize("content", [b"[capaian]\nbats = 1", b"\xff\xfe", None])
def test_a_profile_that_cannot_be_used_ends_in_a_sentence(
    command: list[str], content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("p.toml").write_bytes(content)
    assert run([*command, "p.toml"]) == 2
    problem = "tidak ditemukan" if content is None else "tidak dapat di"
    assert f"profil p.toml {problem}" in capsys.readouterr().err


def test_a_profile_is_begun_checked_and_never_overwritten(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["profile", "init"]) == 0
    assert run(["profile", "check"]) == 0
    said = capsys.readouterr().out
    assert said.count("(tidak diatur)") == len(KEYS)
    assert run(["profile", "init"]) == 2
    assert "sudah ada" in capsys.readouterr().err
    assert run(["--lang", "en", "profile", "init", "no/p.toml"]) == 2
