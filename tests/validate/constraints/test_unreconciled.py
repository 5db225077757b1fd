"""A table that no rules part is told to be unsure unless its own sums bear its reading out."""

from dataclasses import replace

import pytest

from extract.records import Table
from lkj_audit.cli.terminal_report import audit_text
from lkj_audit.outputs.json.report import audit_as_json
from lkj_audit.presentation.language import Lang
from normalize.text.masking import masked
from tests.audits import audit, drawn
from validate.findings import Audit

CAPAIAN = "Sasaran | Indikator | Target | Realisasi | Capaian (%)"
ROWS = [
    f"Pelayanan {at} | Persentase layanan {at} | 80,00 | {60 + at},00 | {(60 + at) * 1.25:.2f}"
    for at in range(4)
]


def read_by(reader: str, rows: list[str]) -> Table:
    return replace(drawn(CAPAIAN, "\n".join(row.replace(".", ",") for row in rows)), reader=reader)


@pytest.mark.parametrize(
    ("lang", "told"), [(Lang.ID, "Bacaan belum pasti"), (Lang.EN, "Not read with certainty")]
)
def test_the_audit_says_which_tables_are_not_surely_read(lang: Lang, told: str) -> None:
    blank = [row.rpartition("|")[0] + "|" for row in ROWS]
    assert told in audit_text(audit(read_by("unruled", blank)), lang, masked)
    assert told not in audit_text(audit(read_by("unruled", ROWS)), lang, masked)


def sure(audited: Audit) -> list[bool]:
    return [table["sure"] for table in audit_as_json(audited, masked)["tables"]]


def test_a_table_whose_sums_hold_is_sure_whatever_reads_it() -> None:
    for reader in ("ruled", "level", "filled", "unruled"):
        assert sure(audit(read_by(reader, ROWS))) == [True]


def test_a_table_without_rules_and_without_sums_is_not_sure() -> None:
    blank = [row.rpartition("|")[0] + "|" for row in ROWS]
    assert sure(audit(read_by("unruled", blank))) == [False]
    assert sure(audit(read_by("filled", blank))) == [True]


def test_a_table_that_shading_parts_is_not_sure_where_its_sums_fail() -> None:
    wrong = [
        row.rpartition("|")[0] + f"| {at}1,00" for at, row in enumerate([*ROWS, *ROWS, *ROWS], 3)
    ]
    assert sure(audit(read_by("filled", wrong))) == [False]
    assert sure(audit(read_by("ruled", wrong))) == [True]
