"""Laws of fingerprints: whatever else changes in a report, a finding is known again, and no two are
taken for one.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.entries import CorpusEntry
from extract.document import read_document
from extract.records import Box, Cell, Document, Line, Location, Page, Row, Table, TextSource
from normalize.interpret import interpret
from normalize.report import Report, Role
from tests.audits import budget, drawn
from tests.documents import CORPUS, document
from tests.reports import whole
from tests.typed import BUDGET, report, typed_table
from validate.catalogue import RULES
from validate.diagnosis import fingerprint as fingerprint_module
from validate.diagnosis.fingerprint import SCHEME, current_keys, with_current_key
from validate.diagnosis.fingerprint import stamped as stamped_by
from validate.examine import examine
from validate.findings import Audit, CellRef, Certainty, Finding, Message, PrintedValue, Severity
from validate.rule import Rule

PATTERN = re.compile(r"\d+:[A-Z]{3}-\d{2}:[a-z2-7]{16}")
GOLDEN = [
    "1:ANG-01:tchqy7x2yatx5luf",
    "1:TGL-05:zj73zfrr4atrnxcv",
    "1:STR-17:pe2vv35mgb5xk2jp",
    "1:NAR-01:cyrjsln4r2cs77sz",
]
ROWS = """
    7.01.01           | PROGRAM PENUNJANG | 900 | 600 | 300 | 66,67
    7.01.01.2.01      | Perencanaan       | 400 | 300 | 100 | 75,00
    7.01.01.2.02      | Keuangan          | 500 | 300 | 250 | 60,00
    7.01.02           | PROGRAM PELAYANAN | 300 | 150 | 150 | 50,00
"""


@lru_cache(maxsize=1)
def klakah() -> Document:
    """Return a whole report of 35 pages: 8 tables, more than 80 findings in cells, captions, heads
    and text.
    """
    return read_document(CORPUS / "klakah-tw4-2024.pdf")


@lru_cache(maxsize=1)
def klakah_audit() -> Audit:
    return examine(interpret(klakah()))


def audited(*tables: Table, pages: Iterable[str] = ()) -> Audit:
    return examine(interpret(document(list(pages), tables)))


def stamped(made: Report, findings: Sequence[Finding], *rules: Rule) -> tuple[Finding, ...]:
    """Return the findings with their fingerprints; these rules stand in place of those of the
    catalogue.
    """
    return stamped_by(made, findings, (*RULES, *rules))


def rule_of(id: str, **facts: Any) -> Rule:
    """Return a rule of the catalogue about which something else is declared."""
    return replace(next(rule for rule in RULES if rule.id == id), **facts)


def fingerprints(audit: Audit, *rules: str) -> set[str]:
    """Return the fingerprints of an audit, of all its rules or of some."""
    return {finding.fingerprint for finding in audit.findings if not rules or finding.rule in rules}


def found(audit: Audit, rule: str) -> Finding:
    (finding,) = (finding for finding in audit.findings if finding.rule == rule)
    return finding


# What is done to a document -----------------------------------------------------------------------


def moved(table: Table, to: Callable[[Location], Location]) -> Table:
    """Return a table all of whose places are elsewhere."""

    def rows(part: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(map(cell, row)) for row in part)

    def cell(one: Cell) -> Cell:
        return replace(one, place=to(one.place), further=tuple(map(to, one.further)))

    pages = tuple(to(Location(page, Box(0, 0, 0, 0))).page for page in table.pages)
    caption_place = to(table.caption_place) if table.caption_place else None
    return replace(
        table,
        header=rows(table.header),
        rows=rows(table.rows),
        pages=pages,
        caption_place=caption_place,
    )


def with_page(read: Document, number: int, *texts: str) -> Document:
    """Return a document with one page more, which prints these lines; the pages from that number on
    move.
    """

    def to(place: Location) -> Location:
        return place._replace(page=place.page + 1) if place.page >= number else place

    def later(page: Page) -> Page:
        lines = tuple(replace(line, place=to(line.place)) for line in page.lines)
        return replace(page, number=page.number + (page.number >= number), lines=lines)

    printed = (
        Line(text, Location(number, Box(72, 100 + 14 * at, 300, 112 + 14 * at)), 11)
        for at, text in enumerate(texts)
    )
    pages = [*map(later, read.pages), Page(number, 595, 842, TextSource.TEXT, tuple(printed))]
    tables = tuple(moved(table, to) for table in read.tables)
    return replace(read, pages=tuple(sorted(pages, key=lambda page: page.number)), tables=tables)


def without_page(read: Document, number: int) -> Document:
    """Return a document without a page, which holds no table; the pages behind it move."""
    assert all(number not in table.pages for table in read.tables)

    def to(place: Location) -> Location:
        return place._replace(page=place.page - 1) if place.page > number else place

    def earlier(page: Page) -> Page:
        lines = tuple(replace(line, place=to(line.place)) for line in page.lines)
        return replace(page, number=page.number - (page.number > number), lines=lines)

    pages = (earlier(page) for page in read.pages if page.number != number)
    return replace(
        read, pages=tuple(pages), tables=tuple(moved(table, to) for table in read.tables)
    )


def pages_of(finding: Finding) -> set[int]:
    """Return the pages that a finding rests on."""
    return {spot.place.page for spot in (finding.spot, *finding.evidence)}


def with_table(read: Document, table: Table, page: int) -> Document:
    """Return a document with one table more, on a new page of its own, and all tables numbered
    anew.
    """
    read = with_page(read, page)
    tables = [*read.tables, moved(table, lambda place: place._replace(page=page))]
    ordered = sorted(tables, key=lambda table: (table.pages[0], table.pages != (page,)))
    return replace(
        read, tables=tuple(replace(table, id=f"t{at}") for at, table in enumerate(ordered, 1))
    )


def renamed(read: Document, id: str, caption: str | None) -> Document:
    """Return a document in which a table has another caption."""
    tables = (replace(table, caption=caption) if table.id == id else table for table in read.tables)
    return replace(read, tables=tuple(tables))


def renumbered(read: Document) -> Document:
    """Return a document whose tables have other numbers, in captions and wherever text refers to
    them.
    """

    def other(text: str) -> str:
        return re.sub(
            r"(tabel\s+\d+)\.(\d+)",
            lambda old: f"{old[1]}.{int(old[2]) + 3}",
            text,
            flags=re.IGNORECASE,
        )

    def changed(page: Page) -> Page:
        lines = tuple(replace(line, text=other(line.text)) for line in page.lines)
        return replace(page, lines=lines)

    pages = map(changed, read.pages)
    tables = (
        replace(table, caption=table.caption and other(table.caption)) for table in read.tables
    )
    return replace(read, pages=tuple(pages), tables=tuple(tables))


# One report ---------------------------------------------------------------------------------------


def test_every_finding_of_a_report_has_a_fingerprint_of_its_own() -> None:
    all_of_them = [finding.fingerprint for finding in klakah_audit().findings]
    assert len(set(all_of_them)) == len(all_of_them) > 60
    assert all(PATTERN.fullmatch(one) for one in all_of_them)


def test_a_fingerprint_names_its_scheme_and_its_rule() -> None:
    for finding in klakah_audit().findings:
        assert finding.fingerprint.startswith(f"{SCHEME}:{finding.rule}:")


def test_a_fingerprint_is_the_same_on_every_machine_and_in_every_version() -> None:
    """A change of these is a new scheme: decisions that were taken before would lose their
    findings.
    """
    head = "Kode | Uraian | Pagu | Realisasi | Sisa | %"
    captioned = typed_table(CODED, BUDGET, header=[head], caption="Tabel 1 Pagu")
    made = report(captioned)
    title, pagu = captioned.table.caption_place, captioned.table.header[0][2].place
    assert title is not None
    places = [
        at(CellRef("t1", 0, 4), "300", within=made),
        at(title, "Pagu", "TGL-05"),
        at(pagu, "Pagu", "STR-17"),
    ]
    assert [
        *(one.fingerprint for one in stamped(made, places)),
        of_text(CLAIM, "1.500.000"),
    ] == GOLDEN


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_findings_changes_no_fingerprint(random: object) -> None:
    audit = klakah_audit()
    shuffled = list(audit.findings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {one.message: one.fingerprint for one in stamped(audit.report, shuffled)} == {
        one.message: one.fingerprint for one in audit.findings
    }


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 82), min_size=1))
def test_findings_that_come_on_top_change_no_fingerprint(some: set[int]) -> None:
    audit = klakah_audit()
    fewer = stamped(
        audit.report, [finding for at, finding in enumerate(audit.findings) if at in some]
    )
    assert {one.fingerprint for one in fewer} <= fingerprints(audit)


# Another version of the report --------------------------------------------------------------------


@pytest.mark.parametrize("number", [2, 14, 21, 35])
def test_a_page_that_is_inserted_changes_no_fingerprint(number: int) -> None:
    after = examine(interpret(with_page(klakah(), number, "Halaman ini sengaja dikosongkan.")))
    assert fingerprints(after) >= fingerprints(klakah_audit())


@pytest.mark.parametrize("number", [4, 6, 34])
def test_a_page_that_is_left_out_takes_only_the_fingerprints_of_its_own_findings_away(
    number: int,
) -> None:
    before, after = klakah_audit(), examine(interpret(without_page(klakah(), number)))
    elsewhere = {one.fingerprint for one in before.findings if number not in pages_of(one)}
    assert elsewhere <= fingerprints(after)


@pytest.mark.parametrize("page", [13, 20])
def test_a_table_that_is_inserted_changes_no_fingerprint(page: int) -> None:
    table = drawn(
        "No | Jabatan | Jumlah Pegawai",
        "1 | Camat | 1\n2 | Kepala Seksi | 5",
        caption="Tabel 9 Pegawai",
    )
    after = examine(interpret(with_table(klakah(), table, page)))
    assert fingerprints(after) >= fingerprints(klakah_audit())


@pytest.mark.parametrize("id", ["t3", "t4", "t6"])
def test_a_table_of_the_same_rows_that_is_inserted_takes_no_fingerprint_away(id: str) -> None:
    twin = next(table for table in klakah().tables if table.id == id)
    after = examine(
        interpret(
            with_table(klakah(), replace(twin, caption="Tabel 9 Perbandingan"), twin.pages[0])
        )
    )
    assert fingerprints(after) > fingerprints(klakah_audit())


@pytest.mark.parametrize("id", ["t1", "t3", "t4", "t5", "t6"])
def test_a_caption_that_is_renamed_changes_the_fingerprints_of_findings_about_the_caption_alone(
    id: str,
) -> None:
    before, after = (
        klakah_audit(),
        examine(interpret(renamed(klakah(), id, "Tabel 9.9 Judul yang lain"))),
    )
    place = before.report.table(id).table.caption_place
    about_it = {finding.fingerprint for finding in before.findings if finding.spot.place == place}
    assert fingerprints(before) - about_it <= fingerprints(after)


def test_tables_that_are_renumbered_change_no_fingerprint() -> None:
    assert fingerprints(examine(interpret(renumbered(klakah())))) >= fingerprints(klakah_audit())


@pytest.mark.parametrize("at", range(4))
def test_a_row_that_is_inserted_changes_no_fingerprint(at: int) -> None:
    rows = ROWS.strip().splitlines()
    more = [*rows[:at], "7.01.09 | PROGRAM LAIN | 0 | 0 | 0 | 0", *rows[at:]]
    before, after = audited(budget(ROWS)), audited(budget("\n".join(more)))
    assert fingerprints(before, "ANG-01") == fingerprints(after, "ANG-01") != set()


def test_a_finding_that_is_mended_changes_no_other_fingerprint() -> None:
    both = ROWS.replace("150 | 50,00", "120 | 50,00")
    assert (
        fingerprints(audited(budget(both)), "ANG-01")
        > fingerprints(audited(budget(ROWS)), "ANG-01")
        != set()
    )


def test_another_wrong_number_is_the_same_finding_with_another_value() -> None:
    before, after = (
        found(audited(budget(ROWS.replace("250", printed))), "ANG-01") for printed in ("250", "290")
    )
    assert before.fingerprint == after.fingerprint
    assert (before.spot.printed, after.spot.printed) == ("250", "290")


# What tells a place -------------------------------------------------------------------------------


def at(
    place: Location | CellRef, printed: str, rule: str = "ANG-01", within: Report | None = None
) -> Finding:
    """Return a finding at a place; at a cell of a report its place is that of the cell."""
    cell = place if isinstance(place, CellRef) else None
    if isinstance(place, CellRef):
        assert within is not None
        place = within.table(place.table).table.rows[place.row][place.column].place
    return Finding(
        rule,
        Severity.MINOR,
        Certainty.INCONSISTENT,
        PrintedValue(place, cell, printed),
        Message(printed, printed),
    )


def of_cell(
    text: str, row: int, column: int, roles: tuple[Role, ...] = BUDGET, **facts: object
) -> str:
    """Return the fingerprint of a finding in a cell of a table that prints this."""
    made = report(typed_table(text, roles, **facts))  # type: ignore[arg-type]
    cell = CellRef("t1", row, column)
    (finding,) = stamped(
        made, [at(cell, made.table("t1").table.rows[row][column].text, within=made)]
    )
    return finding.fingerprint


CODED = (
    "7.01.01 | Program Penunjang | 900 | 600 | 300 | 66\n7.01.02 | Program Lain | 900 | 600 | "
    "300 | 66"
)


def test_every_cell_has_a_description_of_its_own() -> None:
    cells = {of_cell(CODED, row, column) for row in range(2) for column in range(6)}
    assert len(cells) == 12


@pytest.mark.parametrize(
    ("column", "was", "now"),
    [
        (4, "300 | 66", "250 | 66"),  # the number itself
        (4, "Program Penunjang", "Program Penunjang Urusan"),  # the name, where the row has a code
        (0, "7.01.01", "7.01.1"),  # the code, where the finding is about the code
        (1, "Program Penunjang", "Program Penunjan"),  # the name, where it is about the name
        (4, "7.01.01", "7 .01.01."),  # how the code is printed
    ],
)
def test_what_is_corrected_in_a_row_leaves_its_findings_the_same(
    column: int, was: str, now: str
) -> None:
    assert of_cell(CODED, 0, column) == of_cell(CODED.replace(was, now, 1), 0, column)


def test_a_row_without_a_code_is_told_by_its_name_however_it_is_spelt() -> None:
    roles = (Role.INDIKATOR, Role.TARGET)
    one, other = "Indeks Layanan | 90\nIndeks Desa | 80", "Desa Tertib | 1\nINDEKS  LAYANAN | 90"
    assert of_cell(one, 0, 1, roles) == of_cell(other, 1, 1, roles) != of_cell(one, 1, 1, roles)


def test_a_row_without_a_code_and_a_name_is_told_by_its_position_among_such() -> None:
    roles = (Role.INDIKATOR, Role.TARGET)
    assert of_cell(" | 90\n | 80", 1, 1, roles) == of_cell(" | 90\nIndeks | 70\n | 80", 2, 1, roles)
    assert of_cell(" | 90\n | 80", 1, 1, roles) != of_cell(" | 90\n | 80", 0, 1, roles)


def test_columns_of_one_role_are_told_apart_by_their_heads() -> None:
    roles, head = (Role.PROGRAM, Role.PAGU, Role.PAGU), ["Program | Pagu Murni | Pagu Perubahan"]
    first, second = (
        of_cell("Penunjang | 5 | 6", 0, column, roles, header=head) for column in (1, 2)
    )
    turned = ["Program | Pagu Perubahan | Pagu Murni"]
    assert first != second == of_cell("Penunjang | 6 | 5", 0, 1, roles, header=turned)


def test_a_column_that_alone_has_its_role_may_be_headed_anew() -> None:
    roles = (Role.PROGRAM, Role.PAGU)
    one, other = (
        of_cell("Penunjang | 5", 0, 1, roles, header=[head])
        for head in ("Program | Pagu", "Program | Dana")
    )
    assert one == other


def test_tables_of_one_kind_with_the_same_finding_are_told_apart_by_their_captions() -> None:
    first = typed_table(CODED, BUDGET, caption="Tabel 3.1 Realisasi Triwulan I Tahun 2024", id="t1")
    second = typed_table(
        CODED, BUDGET, caption="Tabel 3.2 Realisasi per Sumber Dana Tahun 2024", id="t2", page=2
    )
    both = report(first, second)
    (one, other) = stamped(both, [at(CellRef(id, 0, 4), "300", within=both) for id in ("t1", "t2")])
    assert one.fingerprint != other.fingerprint
    later = typed_table(
        CODED, BUDGET, caption="Tabel 4 Realisasi per Sumber Dana Tahun 2023", id="t2", page=2
    )
    again = report(first, later)
    (_, same) = stamped(again, [at(CellRef(id, 0, 4), "300", within=again) for id in ("t1", "t2")])
    assert same.fingerprint == other.fingerprint, "neither its number nor its period tells a table"


def test_the_number_of_a_civil_servant_is_in_no_fingerprint() -> None:
    roles = (Role.URAIAN, Role.TARGET)
    nips = ("19780415 199803 1 011", "19780415 200203 1 022")
    assert len({of_cell(f"Budi ({nip}) | 5", 0, 1, roles) for nip in nips}) == 1


# Running text -------------------------------------------------------------------------------------


def of_text(text: str, printed: str, rule: str = "NAR-01") -> str:
    """Return the fingerprint of a finding about what the third chapter of a report prints."""
    made = whole(third=text)
    spots = (
        line.place for page in made.document.pages for line in page.lines if printed in line.text
    )
    (finding,) = stamped(made, [at(next(spots), printed, rule)])
    return finding.fingerprint


CLAIM = "Realisasi belanja program ini sebesar Rp 1.500.000 dari pagu yang tersedia."


@pytest.mark.parametrize(
    "other",
    [
        CLAIM.replace("1.500.000", "1.700.000"),
        f"Kalimat lain berdiri di depan. {CLAIM}",
        f"{CLAIM} Sisanya dikembalikan ke kas daerah.",
        CLAIM.replace("belanja", "BELANJA"),
    ],
)
def test_a_number_in_running_text_is_told_by_the_words_around(other: str) -> None:
    printed = "1.700.000" if "1.700" in other else "1.500.000"
    assert of_text(CLAIM, "1.500.000") == of_text(other, printed)


@pytest.mark.parametrize(
    "other", [CLAIM.replace("belanja", "pendapatan"), "Sisa pagu Rp 1.500.000 dikembalikan."]
)
def test_the_same_number_in_another_sentence_is_another_finding(other: str) -> None:
    assert of_text(CLAIM, "1.500.000") != of_text(other, "1.500.000")


def test_two_numbers_of_one_sentence_are_two_findings() -> None:
    both = "Target sebesar 90,5 persen dan realisasi mencapai 80,5 persen."
    assert of_text(both, "90,5") != of_text(both, "80,5")


def test_a_date_that_fills_its_line_is_told_by_the_line_above() -> None:
    dates = (
        "**Camat Klakah**\n12 Januari 2024",
        "**Camat Klakah**\n13 Maret 2023",
        "**Camat Senduro**\n12 Januari 2024",
    )
    first, other_date, other_person = (
        of_text(text, text.splitlines()[1], "TGL-01") for text in dates
    )
    assert first == other_date != other_person


def test_of_signatures_side_by_side_each_is_told_by_the_name_above_it() -> None:
    def signed(left: str, right: str) -> set[str]:
        made = whole(third=f"{left:30}{right}\n{'NIP. 1978':30}NIP. 1969")
        lines = [
            line
            for page in made.document.pages
            for line in page.lines
            if line.text.startswith("NIP")
        ]
        breaches = [at(line.place, line.text[5:], "IDN-01") for line in lines]
        return {one.fingerprint for one in stamped(made, breaches)}

    both = signed("**Budi Santoso**", "**Siti Rahmawati**")
    assert len(both & signed("**Budi Santoso**", "**Dewi Lestari**")) == 1
    assert len(both & signed("**Agus Wibowo**", "**Siti Rahmawati**")) == 1


def test_the_same_words_twice_are_told_apart_by_their_order() -> None:
    made = whole(third=f"{CLAIM}\n\n{CLAIM}")
    lines = [line for page in made.document.pages for line in page.lines if line.text == CLAIM]
    one, other = stamped(made, [at(line.place, "1.500.000", "NAR-01") for line in lines])
    assert (
        one.fingerprint
        != other.fingerprint
        == stamped(made, [at(lines[1].place, "1.500.000", "NAR-01")] * 2)[1].fingerprint
    )


def test_what_a_report_lacks_is_the_same_finding_wherever_it_is_missed() -> None:
    made = whole()
    headings = [
        line for page in made.document.pages for line in page.lines if line.text.startswith("BAB")
    ]
    lacking = [replace(at(line.place, line.text, "STR-14"), whole_report=True) for line in headings]
    assert len({stamped(made, [finding])[0].fingerprint for finding in lacking}) == 1


def test_a_finding_where_nothing_is_printed_has_a_fingerprint() -> None:
    (finding,) = stamped(whole(), [at(Location(99, Box(0, 0, 0, 0)), "")])
    assert PATTERN.fullmatch(finding.fingerprint)


# Another version of the program -------------------------------------------------------------------


def test_a_rule_that_is_merged_into_another_changes_only_the_name_in_its_own_fingerprints() -> None:
    audit = klakah_audit()
    findings = stamped(audit.report, audit.findings, rule_of("STR-07", key="STR-06"))
    merged = {finding.fingerprint for finding in findings}
    assert fingerprints(audit, "STR-06")
    assert fingerprints(audit, "STR-07")
    others = {one.fingerprint for one in audit.findings if one.rule != "STR-07"}
    assert others < merged
    assert len(merged) == len(audit.findings)


def test_a_decision_about_a_rule_that_was_renamed_finds_its_finding() -> None:
    audit = audited(budget(ROWS))
    renamed = rule_of("ANG-01", key="ANG-77", aliases=("ANG-01",))
    (now,) = (one for one in stamped(audit.report, audit.findings, renamed) if one.rule == "ANG-01")
    assert now.fingerprint.startswith(f"{SCHEME}:ANG-77:")
    assert (
        with_current_key(found(audit, "ANG-01").fingerprint, current_keys([renamed]))
        == now.fingerprint
    )


@pytest.mark.parametrize("text", ["", "1:ANG-02:mzxw6ytboi2hk5tn", "no fingerprint"])
def test_what_is_no_fingerprint_of_a_former_rule_stays(text: str) -> None:
    assert with_current_key(text, {"ANG-01": "ANG-77"}) == text


def test_a_key_belongs_to_one_rule_and_a_former_name_to_none_of_today() -> None:
    keys, former = [rule.key for rule in RULES], [alias for rule in RULES for alias in rule.aliases]
    assert len(set(keys)) == len(keys)
    assert len(set(former)) == len(former)
    assert set(former).isdisjoint({rule.id for rule in RULES} | set(keys))


def test_many_findings_described_alike_take_no_longer_each(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = Mock(wraps=fingerprint_module._fingerprint)
    monkeypatch.setattr(fingerprint_module, "_fingerprint", hashed)
    stamped(whole(), [at(Location(99, Box(0, 0, 0, 0)), "")] * 200)
    assert hashed.call_count <= 3 * 200


def test_the_same_report_by_another_producer_has_the_same_fingerprints() -> None:
    def fingerprints(name: str) -> set[str]:
        state = CorpusEntry(CORPUS, name).accepted()
        assert state
        return {finding.fingerprint for finding in state.findings}

    assert fingerprints("klakah-tw4-2024") == fingerprints("klakah-tw4-2024-wordlike")
