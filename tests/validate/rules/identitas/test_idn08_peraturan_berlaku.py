"""IDN-08: regulations in force."""

import pytest

from tests.reports import COVER, found_by, written
from tests.validate.rules.examples import assert_severities
from validate.findings import Severity
from validate.rules.identitas.idn08_peraturan_berlaku import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(
        RULE,
        written(COVER, "Evaluasi berpedoman pada PermenPANRB Nomor 12 Tahun 2015."),
        written(COVER, "Peraturan Pemerintah Nomor 58 Tahun 2005 menjadi dasar."),
    )


@pytest.mark.parametrize(
    ("text", "severity", "successor"),
    [
        (
            "Evaluasi berpedoman pada PermenPANRB Nomor 12 Tahun 2015.",
            Severity.MINOR,
            "PermenPANRB 88/2021",
        ),
        ("Peraturan Pemerintah Nomor 58 Tahun 2005 menjadi dasar.", Severity.INFO, "PP 12/2019"),
    ],
)
def test_a_repealed_regulation_is_told_with_its_successor(
    text: str, severity: Severity, successor: str
) -> None:
    (finding,) = found_by(written(COVER, f"{text}\n\n{text}"), "IDN-08")
    assert (finding.severity, finding.expected, len(finding.evidence)) == (severity, successor, 1)


@pytest.mark.parametrize(
    "text",
    [
        "PermenPANRB Nomor 12 Tahun 2015 telah dicabut dengan PermenPANRB Nomor 88 Tahun 2021.",
        "PermenPANRB Nomor 88 Tahun 2021",
        "Undang-Undang Nomor 23 Tahun 2014",
        "Peraturan Bupati Nomor 12 Tahun 2015",
    ],
)
def test_regulations_in_force_and_sentences_on_repeal_pass(text: str) -> None:
    assert not found_by(written(COVER, text), "IDN-08")


def test_a_regulation_repealed_in_the_year_of_the_report_was_in_force_when_it_began() -> None:
    cited = "Evaluasi berpedoman pada PermenPANRB Nomor 12 Tahun 2015."
    assert not found_by(written(COVER.replace("2024", "2021"), cited), "IDN-08")
    assert found_by(written(COVER.replace("2024", "2022"), cited), "IDN-08")


def test_a_plan_is_held_to_the_year_in_which_it_was_signed() -> None:
    cited = "Evaluasi berpedoman pada PermenPANRB Nomor 12 Tahun 2015."
    title, signed = (
        "**RENCANA KERJA (RENJA)**\n**KECAMATAN KLAKAH**\n**TAHUN 2022**",
        "**BAB V PENUTUP**\n\nKlakah, ",
    )
    assert not found_by(written(title, cited, f"{signed}5 Juli 2021"), "IDN-08")
    (finding,) = found_by(
        written(title.replace("2022", "2024"), cited, f"{signed}5 Juli 2023"), "IDN-08"
    )
    assert "2021" in finding.message.id
    assert "2023" in finding.message.id


def test_a_renstra_is_held_to_its_own_date() -> None:
    cited = "Perencanaan berpedoman pada Permendagri Nomor 54 Tahun 2010."
    title = "**RENCANA STRATEGIS**\n**KECAMATAN KLAKAH**\n**TAHUN 2025-2029**"
    assert found_by(written(title, cited, "**BAB V PENUTUP**\n\nKlakah, 5 Juli 2025"), "IDN-08")
    assert not found_by(written(title, cited, "**BAB V PENUTUP**"), "IDN-08")
