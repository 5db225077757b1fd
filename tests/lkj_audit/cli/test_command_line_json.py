"""Laws of the JSON contract: what is written validates, says exactly what was printed, and hides
NIPs.
"""

import json
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extract.records import Box
from extract.verification.second_reader import Disagreement
from lkj_audit.outputs.json.profile_parts import Json
from lkj_audit.outputs.json.report import as_line, audit_as_json
from lkj_audit.pipeline import audit_document
from normalize.text.masking import masked, unmasked
from tests.conftest import NIP
from validate.audit_context import AuditContext
from validate.findings import Audit, Message

ROOT = Path(__file__).parent.parent.parent.parent
SCHEMA = json.loads((ROOT / "lkj_audit" / "lkj-audit-1.schema.json").read_text("utf-8"))


def faults(written: Json) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(SCHEMA).iter_errors(written)
    ]


@pytest.fixture(scope="module", params=["klakah-tw4-2024", "klakah-tw4-2024-wordlike"])
def klakah(request: pytest.FixtureRequest) -> Json:
    path = ROOT / "corpus" / "documents" / f"{request.param}.pdf"
    written: Json = json.loads(as_line(audit_as_json(audit_document(path), masked)))
    return written


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_what_is_written_of_a_small_audit_validates(audit: Audit) -> None:
    assert faults(json.loads(as_line(audit_as_json(audit, masked)))) == []


def test_what_the_readers_disagree_about_validates(audit: Audit) -> None:
    place = audit.findings[0].spot.place
    said = [(theirs, third) for theirs in (None, "1") for third in (None, "1")]
    found = tuple(Disagreement("t1", 0, 2, place, "100", theirs, third) for theirs, third in said)
    written = json.loads(as_line(audit_as_json(replace(audit, disagreements=found), masked)))
    assert faults(written) == []
    assert [one["majority"] for one in written["disagreements"]] == [None, None, None, "theirs"]


def test_why_the_second_reader_came_to_no_end_validates(audit: Audit) -> None:
    failed = replace(audit, second_reader_failure=Message("PDF ini rusak.", "The PDF is damaged."))
    written = json.loads(as_line(audit_as_json(failed, masked)))
    assert faults(written) == []
    assert written["second_reader_failure"] == {"id": "PDF ini rusak.", "en": "The PDF is damaged."}
    assert "disagreements" not in written


def test_what_was_covered_is_told_of_every_table_and_in_all(klakah: Json) -> None:
    parts = [table["coverage"] for table in klakah["tables"]]
    missing = {
        name: klakah["coverage"][name]
        for name in ("unread_pages", "unread_parts", "missing_tables", "cut_tables")
    }
    counts = {name: count for name, count in klakah["coverage"].items() if name not in missing}
    assert counts == {name: sum(map(itemgetter(name), parts)) for name in counts}
    assert missing == {
        "unread_pages": [],
        "unread_parts": 0,
        "missing_tables": [],
        "cut_tables": [],
    }
    assert set(counts) == {"numbers", "related", "confirmed", "unread", "unverifiable"}


def test_what_may_be_missing_is_told_of_its_table_and_page_and_in_all(audit: Audit) -> None:
    document = audit.report.document
    parts = (Box(0, 0, 10, 10), Box(20, 0, 30, 10))
    pages = (replace(document.pages[0], unread=parts), *document.pages[1:])
    cut = replace(
        audit.report.tables[0], table=replace(audit.report.tables[0].table, cut_short=True)
    )
    report = replace(
        audit.report,
        document=replace(document, pages=pages),
        tables=(cut, *audit.report.tables[1:]),
    )
    written = json.loads(
        as_line(audit_as_json(replace(audit, context=AuditContext(report)), masked))
    )
    assert faults(written) == []
    assert (written["coverage"]["unread_parts"], written["coverage"]["cut_tables"]) == (2, [cut.id])
    assert [table.get("cut_short") for table in written["tables"]] == [
        True,
        *[None] * (len(report.tables) - 1),
    ]


def test_what_is_written_of_a_real_report_validates(klakah: Json) -> None:
    assert faults(klakah) == []


@pytest.mark.parametrize("key", ["schema", "document", "pages", "tables", "findings", "coverage"])
def test_the_schema_misses_every_key_of_the_contract(audit: Audit, key: str) -> None:
    written = audit_as_json(audit, masked)
    del written[key]
    assert faults(written)


def test_a_real_report_is_written_with_every_cell_in_its_column(klakah: Json) -> None:
    assert all(
        len(row["cells"]) == len(table["columns"])
        for table in klakah["tables"]
        for row in table["rows"]
    )


def test_every_finding_of_a_real_report_points_at_the_cell_it_quotes(klakah: Json) -> None:
    rows = {table["id"]: table["rows"] for table in klakah["tables"]}
    quoted = [finding for finding in klakah["findings"] if finding["cell"]]
    assert quoted
    for finding in quoted:
        cell = rows[finding["cell"]["table"]][finding["cell"]["row"]]["cells"][
            finding["cell"]["column"]
        ]
        assert finding["printed"] in cell["text"]
        assert cell["page"] <= finding["page"] <= cell["page"] + 1


def test_a_value_is_the_exact_decimal(audit: Audit) -> None:
    (table,) = audit_as_json(audit, masked)["tables"]
    values = [list(map(itemgetter("value"), row["cells"])) for row in table["rows"]]
    assert values == [[None, "1500", "100"], [None, "2500.5", "0"]]


def test_a_box_is_rounded_to_a_tenth_of_a_point(audit: Audit) -> None:
    (table,) = audit_as_json(audit, masked)["tables"]
    assert table["rows"][0]["cells"][0]["box"] == [72, 100, 162, 116.0]


def test_no_nip_is_written_unless_it_is_asked_for(audit: Audit) -> None:
    digits = NIP.replace(" ", "")
    assert digits[4:] not in json.dumps(audit_as_json(audit, masked)).replace(" ", "")
    assert json.dumps(audit_as_json(audit, unmasked)).replace(" ", "").count(digits) == 5


def test_evidence_in_running_text_has_a_box_and_no_cell(audit: Audit) -> None:
    (finding,) = audit_as_json(audit, masked)["findings"]
    in_cell, in_text = finding["evidence"]
    assert (in_cell["table"], in_cell["row"], in_cell["column"]) == ("t1", 0, 1)
    assert (in_text["table"], in_text["row"], in_text["column"]) == (None, None, None)
    assert in_text["box"] == [252, 100, 342, 116]


def test_a_line_is_one_line_of_utf_8_whatever_the_text() -> None:
    written: dict[str, Any] = {"text": "satu\ndua \ud800 100 × 2"}
    line = as_line(written)
    assert line.count(b"\n") == 1
    assert json.loads(line.decode("utf-8"))["text"] == "satu\ndua ? 100 × 2"
