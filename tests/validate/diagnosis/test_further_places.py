"""A finding that stands in several places shows all of them, in every output."""

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from extract.records import Box, Location
from lkj_audit.cli.terminal_report import audit_text
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.html.report_page import ReportView, page_html
from lkj_audit.outputs.json.report import audit_as_json
from lkj_audit.outputs.page_boxes import PageBoxes
from lkj_audit.outputs.pdf.mark_notes import MarkNotes
from lkj_audit.outputs.tabular import findings_csv
from lkj_audit.outputs.xlsx import workbook
from lkj_audit.presentation.findings.matters import numbered_findings
from lkj_audit.presentation.findings.review_wording import kondisi
from lkj_audit.presentation.language import Lang
from normalize.text.masking import unmasked
from validate.findings import Audit, CellRef, Finding, Follower, PrintedValue

FRONT = ("Ringkasan", "Pokok masalah", "Temuan", "Cakupan")
FURTHER = PrintedValue(Location(1, Box(252, 300, 342, 316)), CellRef("t1", 1, 1), "2.500,5")
IN_TEXT = PrintedValue(Location(1, Box(72, 500, 300, 512)), None, "Rp. 77")


@pytest.fixture
def repeated(wrong_remainder: Finding) -> Finding:
    """A finding with two further places, and one that it does harm to by another rule."""
    followers = (
        *(Follower("ANG-01", spot) for spot in (FURTHER, IN_TEXT)),
        *wrong_remainder.followers,
    )
    return replace(wrong_remainder, followers=followers, further_places=(FURTHER, IN_TEXT))


@pytest.fixture
def audited(audit: Audit, repeated: Finding, tmp_path: Path) -> AuditedDocument:
    return AuditedDocument(tmp_path / "laporan.pdf", replace(audit, findings=(repeated,)), unmasked)


def test_what_follows_is_told_apart_from_further_places(repeated: Finding) -> None:
    assert repeated.places == (repeated.spot, FURTHER, IN_TEXT)
    assert [one.rule for one in repeated.consequences] == ["LTB-02"]


def test_what_another_rule_says_of_the_same_places_is_no_consequence_elsewhere(
    repeated: Finding,
) -> None:
    also = replace(repeated, followers=(*repeated.followers, Follower("ANK-04", FURTHER)))
    assert [one.rule for one in also.consequences] == ["LTB-02"]


def test_what_fails_by_the_same_rule_elsewhere_is_a_consequence(repeated: Finding) -> None:
    failing = Follower("ANG-01", PrintedValue(FURTHER.place, CellRef("t1", 1, 2), "0"))
    also = replace(repeated, followers=(*repeated.followers, failing))
    assert [(one.rule, one.spot.printed) for one in also.consequences][-1] == ("ANG-01", "0")


def test_the_terminal_lists_further_places_apart_from_what_follows(
    audited: AuditedDocument,
) -> None:
    said = " ".join(audit_text(audited.audit, Lang.ID, unmasked).split())
    assert "juga di: hal. 1 Tabel 3.2 (2.500,5); hal. 1 teks (Rp. 77)" in said
    assert "berakibat pada: hal. 1 teks (sisa 100" in said


def test_the_terminal_counts_many_places_page_by_page(
    audited: AuditedDocument, repeated: Finding
) -> None:
    many = [
        FURTHER,
        *(PrintedValue(Location(2, IN_TEXT.place.box), None, f"Rp. {at}") for at in range(24)),
    ]
    followers = (*(Follower("ANG-01", spot) for spot in many), *repeated.followers)
    told = replace(repeated, followers=followers, further_places=tuple(many))
    for lang, said in (
        (Lang.ID, "(1 tempat); hal. 2 teks (24 tempat)"),
        (Lang.EN, "(1 place); p. 2 text (24 places)"),
    ):
        assert said in " ".join(
            audit_text(replace(audited.audit, findings=(told,)), lang, unmasked).split()
        )


def test_the_json_has_them_among_the_followers_under_the_rule(audited: AuditedDocument) -> None:
    (finding,) = audit_as_json(audited.audit, unmasked)["findings"]
    assert [(one["rule"], one["printed"]) for one in finding["followers"]][:2] == [
        ("ANG-01", "2.500,5"),
        ("ANG-01", "Rp. 77"),
    ]
    assert finding["followers"][0]["cell"] == {"table": "t1", "row": 1, "column": 1}
    assert [one["same"] for one in finding["followers"]] == [True, True, False]


def test_the_csv_has_a_column_for_them(audited: AuditedDocument, tmp_path: Path) -> None:
    findings_csv.write(audited, tmp_path / "temuan.csv")
    (row,) = csv.DictReader(
        (tmp_path / "temuan.csv").read_text("utf-8-sig").splitlines(), delimiter=";"
    )
    assert row["Tempat lain"] == "hal. 1 Tabel 3.2: 2.500,5; hal. 1 teks: Rp. 77"
    assert "2.500,5" not in row["Berakibat pada"]


def test_the_workbook_names_them_and_colours_their_cells(
    audited: AuditedDocument, tmp_path: Path
) -> None:
    workbook.write(audited, tmp_path / "kertas-kerja.xlsx")
    book = openpyxl.load_workbook(tmp_path / "kertas-kerja.xlsx")
    conditions = [str(cell.value) for cell in book["Temuan"]["I"]]
    assert any(
        "Tempat lain: hal. 1 Tabel 3.2 (2.500,5); hal. 1 teks (Rp. 77)." in text
        for text in conditions
    )
    table = next(sheet for sheet in book if sheet.title not in FRONT)
    linked = [
        cell.value
        for row in table.iter_rows()
        for cell in row
        if cell.hyperlink and cell.column > 1
    ]
    assert {"100", "2.500,5"} <= set(linked)


def test_the_note_says_where_else_the_same_stands(
    audited: AuditedDocument, repeated: Finding
) -> None:
    said = kondisi(repeated, audited.audit.report)
    assert "Tempat lain: hal. 1 Tabel 3.2 (2.500,5); hal. 1 teks (Rp. 77)." in said.id
    assert "Further places: p. 1 Tabel 3.2 (2.500,5); p. 1 text (Rp. 77)." in said.en


def test_the_page_lists_them_and_draws_a_numbered_box_at_each(
    audited: AuditedDocument, repeated: Finding
) -> None:
    view = ReportView(audited)
    (entry,) = view.entries
    assert [linked.text for linked in entry.places] == [
        "hal. 1 Tabel 3.2 (2.500,5)",
        "hal. 1 teks (Rp. 77)",
    ]
    assert "juga di" in page_html(view, [], {})
    marks = PageBoxes(
        {page.number: page for page in audited.audit.report.document.pages},
        numbered_findings(audited.audit),
    )
    assert [(marks.of(spot).roots, marks.of(spot).severity) for spot in repeated.places] == [
        (["1"], repeated.severity) for _ in range(3)
    ]


def test_the_annotated_pages_carry_its_number_and_colour_at_each(
    audited: AuditedDocument, repeated: Finding
) -> None:
    marks = {(mark.page, mark.label): mark for mark in MarkNotes(audited).marks() if mark.label}
    labelled = [mark for mark in MarkNotes(audited).marks() if mark.label == "1"]
    assert sorted(mark.page for mark in labelled) == [1, 1, 2]
    assert len({mark.colour for mark in labelled}) == 1
    assert any("Tempat lain dari temuan 1 (hal. 2)" in mark.note for mark in labelled)
    assert marks
    assert repeated.spot.place.page == 2
