"""NAR-02: claim that all is achieved."""

from dataclasses import replace

import pytest

from tests.audits import CAPAIAN, audit, drawn, found
from tests.validate.rules.examples import (
    achievement,
    assert_examples,
    assert_severities,
    broken,
    prose,
)
from tests.validate.rules.of_nar import INDICATOR, OFFICE, achieved, said
from validate.findings import Certainty, Severity
from validate.rules.narasi.nar02_tercapai_seluruhnya import RULE

EXAMPLES = prose(achievement("Persentase desa yang tertib", "95,45", "95,27", "99,79"))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, EXAMPLES))


@pytest.mark.parametrize(
    "text",
    [
        "2. Sasaran strategis telah direalisasikan seluruhnya.",
        "Seluruh indikator kinerja utama tahun 2024 telah tercapai.",
        "Semua target kinerja sudah terpenuhi dalam tahun ini.",
        "Target kinerja telah tercapai 100%.",
        "Semua realisasi indikator telah mencapai target yang ditetapkan.",
        "Pada tahun 2024 seluruh indikator kinerja sudah memenuhi target bahkan lebih.",
        "Semua target kinerja telah terlampaui.",
        "Dari sasaran tersebut di atas, seluruh sasaran strategis telah tercapai.",
        "Dari tabel di atas terdapat satu sasaran dengan tiga indikator. Semua indikator "
        "telah mencapai target.",
    ],
)
def test_a_claim_that_all_is_achieved_is_held_against_the_tables(text: str) -> None:
    (finding,) = said(text, "NAR-02")
    assert (finding.severity, finding.certainty) == (Severity.CRITICAL, Certainty.INCONSISTENT)
    assert [spot.printed for spot in finding.evidence] == ["97,83"]


@pytest.mark.parametrize(
    "text",
    [
        "Sasaran strategis belum seluruhnya tercapai.",
        "Semua indikator kinerja tercapai kecuali satu.",
        "Diharapkan seluruh target kinerja telah tercapai pada akhir periode.",
        "Seluruh indikator kinerja tahun 2023 telah tercapai.",
        "Seluruh target program pembinaan telah tercapai.",
        "Seluruh indikator pada sasaran kedua telah tercapai.",
        "Seluruh pegawai telah dapat mencapai target.",
        "Semua indikator kinerja telah memenuhi klasifikasi sangat tinggi.",
        "Capaian indikator pada sasaran strategis ini telah tercapai 100%.",
        "Realisasi pada kedua indikator telah tercapai semua.",
        "Realisasi pada ke dua indikator telah tercapai semua.",
        "Sebanyak 2 (dua) indikator kinerja telah tercapai 100%.",
        "Seluruh indikator tersebut telah mencapai target.",
        "Pada sasaran ini seluruh indikator telah tercapai.",
        "Untuk sasaran strategis kedua, semua indikator telah tercapai.",
        "Dari sasaran tersebut, seluruh target kinerja telah tercapai.",
        "Sasaran ini memiliki dua indikator. Semua indikator telah mencapai target.",
        "Kedua indikator di atas seluruhnya telah mencapai target.",
    ],
)
def test_a_claim_about_less_is_none(text: str) -> None:
    assert said(text, "NAR-02") == []


def test_a_claim_that_the_tables_bear_out_is_none() -> None:
    assert (
        said(
            "Sasaran strategis telah direalisasikan seluruhnya.",
            "NAR-02",
            achieved("94,00", "100,00"),
        )
        == []
    )


def test_a_realisasi_that_is_missing_contradicts_the_claim() -> None:
    rows = (
        f"Tata kelola | {INDICATOR} | 94,00 | 94,00 | 100,00\nPelayanan | Indeks Pelayanan "
        "Publik | 65,00 | - | "
    )
    table = drawn(CAPAIAN, rows, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")
    (finding,) = said("Sasaran strategis telah direalisasikan seluruhnya.", "NAR-02", table)
    assert [spot.printed for spot in finding.evidence] == ["-"]
    assert finding.message.id.endswith("realisasi 1 indikator tidak dicantumkan (hal. 1)")
    assert finding.message.en.endswith("1 indicator has no realisasi (p. 1)")


def test_the_message_is_a_sentence_that_lists_the_capaian_below_100() -> None:
    rows = "\n".join(
        f"Tata kelola | Indikator {number} | 80,00 | {number}0,00 | {number}5,50"
        for number in range(3, 8)
    )
    table = drawn(CAPAIAN, rows, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")
    (finding,) = said("Sasaran strategis telah direalisasikan seluruhnya.", "NAR-02", table)
    assert finding.message.id.endswith(
        "padahal dalam tabel tercetak capaian 35,50; 45,50; 55,50; dan 2 lainnya (hal. 1)"
    )
    assert finding.message.en.endswith("35,50; 45,50; 55,50; and 2 more are printed (p. 1)")


def test_what_only_a_table_of_doubtful_reading_contradicts_is_a_doubt() -> None:
    text = (
        f"{OFFICE}Sasaran strategis telah direalisasikan seluruhnya. Realisasi {INDICATOR} "
        "sebesar 90,96%."
    )
    rows = (
        f"Tata kelola | {INDICATOR} | 94,00 | 91,96 | 97,83\nLayanan | Indeks layanan | 50,00 "
        "| 40,00 | "
    )
    doubtful = drawn(CAPAIAN, rows, id="t1", caption="Tabel 3.1 Capaian Kinerja Tahun 2024")
    audited = audit(replace(doubtful, reader="unruled"), text=text)
    assert {(one.rule, one.severity, one.certainty) for one in found(audited, "NAR")} == {
        ("NAR-01", Severity.MAJOR, Certainty.READING_DOUBT),
        ("NAR-02", Severity.MAJOR, Certainty.READING_DOUBT),
    }


def test_a_capaian_against_the_end_of_the_plan_contradicts_no_claim_about_the_year() -> None:
    head = (
        "Sasaran Strategis | Indikator Kinerja | Target Akhir Renstra | Realisasi 2024 | "
        "Capaian (%)"
    )
    table = drawn(
        head,
        f"Tata kelola | {INDICATOR} | 94,00 | 91,96 | 97,83",
        id="t1",
        caption="Tabel 3.5 Kemajuan",
    )
    assert said("Sasaran strategis telah direalisasikan seluruhnya.", "NAR-02", table) == []


@pytest.mark.parametrize(
    ("head", "findings"),
    [("Target 2024 | Realisasi 2024 | Capaian 2024", 1), ("Target | Realisasi | Capaian 2023", 0)],
)
def test_a_capaian_whose_head_names_the_year_is_one_of_the_year(head: str, findings: int) -> None:
    table = drawn(
        f"Sasaran Strategis | Indikator Kinerja | {head}",
        "Tertib | Persentase desa | 80,00 | 60,00 | 75,00",
    )
    text = (
        "Laporan Kinerja Tahun 2024\n\n\nSeluruh indikator kinerja utama tahun 2024 telah tercapai."
    )
    assert len(found(audit(table, text=text), "NAR-02")) == findings
