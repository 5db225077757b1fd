"""KOD-07: one name, one code."""

import pytest

from normalize.report import Report
from tests.audits import drawn, report_of
from tests.reports import findings_of
from tests.validate.rules.examples import assert_examples, assert_severities, broken
from validate.findings import CellRef
from validate.rules.kode.kod07_nama_satu_kode import RULE

HEAD = "Kode | Uraian | Pagu"
NAME = "Koordinasi Perencanaan Kegiatan Pemerintahan"
OTHER = "Peningkatan Efektifitas Pelayanan Kecamatan"


def tables(*rows: str, captions: tuple[str, ...] = ()) -> Report:
    """Return a report with a table for each of these rows, which `;` parts."""
    titles = captions or tuple(f"Tabel 3.{at} Anggaran Tahun 2024" for at in range(len(rows)))
    made = []
    for at, (printed, title) in enumerate(zip(rows, titles, strict=True), 1):
        lines = "\n".join(f"{row} | 100" for row in printed.split("; "))
        made.append(drawn(HEAD, lines, f"t{at}", title))
    return report_of(*made, text="Laporan kinerja tahun 2024 disusun setiap tahun.")


def examples(block: str) -> Report:
    return tables(*(" | ".join(line.split(maxsplit=1)) for line in block.splitlines()))


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, examples)


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, broken(RULE, examples))


def test_the_code_that_fewer_places_print_is_shown_with_all_places() -> None:
    right, wrong = f"7.01.02.2.01.0001 | {NAME}", f"7.01.02.2.01.0003 | {NAME}"
    (finding,) = findings_of(RULE, tables(wrong, right, right))
    assert (finding.spot.cell, finding.spot.printed) == (CellRef("t1", 0, 0), "7.01.02.2.01.0003")
    assert finding.expected == "7.01.02.2.01.0001"
    assert len(finding.evidence) == 2


def test_a_name_under_the_code_of_another_one_is_told_though_their_parents_differ() -> None:
    first = f"7.01.02.2.01.0001 | {NAME}; 7.01.03.2.02.0004 | {OTHER}"
    (finding,) = findings_of(RULE, tables(first, f"7.01.03.2.02.0004 | {NAME}"))
    assert finding.spot.cell == CellRef("t2", 0, 0)


@pytest.mark.parametrize(
    "rows",
    [
        (f"7.01.02.2.01.0001 | {NAME}", f"7.01.02.2.01.01 | {NAME.upper()}"),
        (f"7.01.02.2.01.0001 | {NAME}; 7.01.02.2.01.0003 | {NAME}", f"7.01.02.2.01.0001 | {NAME}"),
        # two kegiatan may list the same sub kegiatan, each in the table of its program
        (f"7.01.02.2.01.0001 | {NAME}", f"7.01.03.2.02.0004 | {NAME}"),
        # the support program of another office
        ("7.01.01 | PROGRAM PENUNJANG URUSAN", "1.02.01 | PROGRAM PENUNJANG URUSAN"),
        ("7.01.01 | Program A", "7.01.02 | Program A"),
    ],
)
def test_codes_that_may_both_be_right_are_left_alone(rows: tuple[str, ...]) -> None:
    assert findings_of(RULE, tables(*rows)) == []


def test_the_plan_of_another_year_may_code_otherwise() -> None:
    captions = ("Tabel 3.1 Anggaran Tahun 2024", "Tabel 4.1 Rencana Tahun 2025")
    rows = (f"7.01.02.2.01.0001 | {NAME}", f"7.01.02.2.01.0003 | {NAME}")
    assert findings_of(RULE, tables(*rows, captions=captions)) == []
