"""What the rules on capaian and efficiency say of the Klakah report, in both renderings."""

from functools import cache

import pytest

from extract.document import read_document
from normalize.interpret import interpret
from tests.documents import CORPUS
from validate.examine import examine
from validate.findings import Audit, Finding

RENDERINGS = ["klakah-tw4-2024.pdf", "klakah-tw4-2024-wordlike.pdf"]

# Read off the pages: rule -> severity, certainty, page, row and column of the cell (none in running
# text), printed.
Expected = tuple[str, str, int, tuple[int, int] | None, str]
EXPECTED: dict[str, list[Expected]] = {
    "CAP-01": [("major", "inconsistent", 13, (1, 5), "99,79")],
    "CAP-02": [],
    "CAP-03": [],
    "CAP-04": [],
    "CAP-08": [],
    "CAP-09": [("major", "inconsistent", 14, None, "= ((0 x 12 Dok APBDes tepat)")],
    "CAP-10": [("major", "inconsistent", 14, None, "= (% Jumlah hasil fasilitasi")],
    "CAP-11": [("major", "unverifiable", 29, (45, 15), "95,27%")],
    "CAP-12": [("info", "unverifiable", 13, (1, 3), "95,45")],
    "CAP-13": [("major", "reading-doubt", 29, (44, 15), "0,92")],
    "CAP-14": [],
    "CAP-15": [],
    "CAP-16": [("minor", "inconsistent", 14, None, "99,79%")],
    "CAP-17": [("minor", "inconsistent", 13, (0, 3), "65%")],
    "CAP-20": [],
    "CAP-21": [],
    "CAP-22": [("info", "unverifiable", 15, (2, 5), "100%")],
    "EFI-03": [],
    "EFI-04": [],
    "EFI-05": [],
    "EFI-06": [],  # told with EFI-01 at its cell
    "EFI-08": [],
    "EFI-10": [("info", "unverifiable", 18, None, "9 PNS dan 8 Non PNS")],
}


@cache
def audited(rendering: str) -> Audit:
    return examine(interpret(read_document(CORPUS / rendering)))


def findings(rendering: str, rule: str) -> list[Finding]:
    return [finding for finding in audited(rendering).findings if finding.rule == rule]


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("rule", EXPECTED)
def test_the_report_breaks_these_rules_in_these_places(rendering: str, rule: str) -> None:
    found = findings(rendering, rule)
    assert [
        (
            one.severity.value,
            one.certainty.value,
            one.spot.place.page,
            one.spot.cell[1:] if one.spot.cell else None,
            one.spot.printed[: len(expected[-1])],
        )
        for one, expected in zip(found, EXPECTED[rule], strict=True)
    ] == EXPECTED[rule]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_written_formula_follows_the_capaian_that_it_repeats(rendering: str) -> None:
    (capaian,) = findings(rendering, "CAP-01")
    places = [(one.rule, one.spot.place.page, one.spot.printed) for one in capaian.followers]
    assert places == [("CAP-01", 15, "99,79%"), ("CAP-09", 14, "99,79%"), ("LTB-07", 14, "99,79%")]


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_the_annex_bears_the_realisasi_out_so_that_only_the_capaian_can_be_wrong(
    rendering: str,
) -> None:
    (capaian,) = findings(rendering, "CAP-01")
    assert (capaian.expected, capaian.alternatives) == ("99,81", ())


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_both_bases_of_the_realisasi_are_told(rendering: str) -> None:
    (base,) = findings(rendering, "CAP-11")
    assert base.message.id == (
        "95,27% adalah 41,92 ÷ 44, termasuk 2 baris tanpa nomor; dari 42 baris bernomor "
        "hasilnya 99,81."
    )
