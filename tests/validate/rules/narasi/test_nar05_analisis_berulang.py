"""NAR-05: repeated analysis."""

import pytest

from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_nar import said, saying
from validate.findings import Severity
from validate.rules.narasi.nar05_analisis_berulang import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, saying(under_programs(COMMITMENT, COMMITMENT, "- Lain", COMMITMENT)))


COMMITMENT = "- Komitmen Pimpinan terhadap perencanaan kegiatan yang sesuai dengan time schedule"


CAUSES = "**BAB III AKUNTABILITAS KINERJA**\n**3.2. ANALISA FAKTOR PENDUKUNG**"


def under_programs(*items: str) -> str:
    listed = "\n\n".join(
        f"**{letter}. PROGRAM {letter * 5}**\n{item}"
        for letter, item in zip("ABCDE", items, strict=False)
    )
    return f"{CAUSES}\n{listed}"


def test_an_analysis_that_stands_under_three_programs_is_told_once() -> None:
    (finding,) = said(
        under_programs(COMMITMENT, COMMITMENT.replace("time", "tme"), "- Lain", COMMITMENT),
        "NAR-05",
    )
    assert (finding.severity, len(finding.followers)) == (Severity.MINOR, 1)
    assert "3 kali" in finding.message.id


@pytest.mark.parametrize(
    "items",
    [
        (COMMITMENT, COMMITMENT),
        ("- Koordinasi yang baik",) * 4,
        (f"{COMMITMENT}:",) * 4,
        tuple(
            COMMITMENT.replace("time schedule", what)
            for what in ("jadwal", "rencana aksi", "anggaran", "target")
        ),
    ],
)
def test_short_items_and_those_that_differ_are_no_repetition(items: tuple[str, ...]) -> None:
    assert said(under_programs(*items), "NAR-05") == []
