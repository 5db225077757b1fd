"""What the rules on claims of running text say of the Klakah report, in both renderings."""

from functools import cache

import pytest

from extract.document import read_document
from normalize.interpret import interpret
from tests.documents import CORPUS
from validate.examine import examine
from validate.findings import Audit, Severity
from validate.text.text_claims import text_claims

RENDERINGS = ["klakah-tw4-2024.pdf", "klakah-tw4-2024-wordlike.pdf"]

# Read off the pages: page, printed, places that only follow.
EXPECTED = {
    "NAR-02": (24, "Sasaran strategis telah direalisasikan seluruhnya", 0),
    "NAR-05": (
        16,
        "- Komitmen Pimpinan terhadap perencanaan kegiatan yang sesuai dengan time schedule",
        2,
    ),
    "NAR-06": (17, "- Pembagian Tugas antar unit kerja sesuai dengan Tupoksi masing-masing", 0),
    "NAR-07": (24, "- Pembagian Tugas antar unit kerja sesuai dengan Tupoksi masing-masing", 6),
    "NAR-08": (13, "indikator kinerja individu", 1),
    "NAR-11": (6, "tentang;", 0),
}


@cache
def klakah(rendering: str) -> Audit:
    return examine(interpret(read_document(CORPUS / rendering)))


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_every_claim_that_does_not_hold_is_found_in_its_place_and_nothing_else(
    rendering: str,
) -> None:
    wanted = ("NAR", "LTB-08", "LTB-09", "KOD-05", "KOD-06")
    found = {
        one.rule: (one.spot.place.page, one.spot.printed, len(one.followers))
        for one in klakah(rendering).findings
        if one.rule.startswith(wanted)
    }
    assert found == EXPECTED


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_claim_that_all_is_achieved_names_the_capaian_and_the_missing_realisasi(
    rendering: str,
) -> None:
    (finding,) = (one for one in klakah(rendering).findings if one.rule == "NAR-02")
    assert [spot.printed for spot in finding.evidence] == ["99,79", "-"]
    assert finding.severity is Severity.CRITICAL


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_target_in_the_text_is_linked_to_its_indicator(rendering: str) -> None:
    assert [
        (one.mention.text, one.role.value) for one in text_claims(klakah(rendering).context)
    ] == [("95,45%", "target")]
