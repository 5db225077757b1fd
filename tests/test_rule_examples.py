"""The examples in the documentation of the rules: each rule finds the one that breaks it and leaves the other alone."""

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from extract.records import Table
from normalize.report import Report
from tests.audits import BUDGET, CAPAIAN, COST, PK_PROGRAM, PK_SASARAN, RESOURCES, drawn
from tests.documents import table
from tests.reports import whole
from validate.catalogue import RULES
from validate.examine import examine
from validate.findings import Certainty
from validate.rule import Rule

# How an example of a documentation becomes a report.
Maker = Callable[[str], Report]


class Example(NamedTuple):
    """What the documentation of a rule prints: an example that breaks it, and one that looks alike."""

    breaks: str
    alike: str


def example_of(rule: Rule) -> Example:
    """Return the examples of a rule: the indented blocks under `Breaks it` and `Looks alike`."""
    told = dedent(rule.doc.partition("\n")[2] if rule.doc.startswith(" ") else rule.doc)
    _, _, after = told.partition("\nBreaks it")
    breaks, _, alike = after.partition("\nLooks alike")
    return Example(_block(breaks), _block(alike))


def _block(text: str) -> str:
    """Return the indented lines of a text, those of several blocks parted by a blank."""
    lines = [line for line in text.splitlines()[1:] if line.startswith("    ") or not line.strip()]
    return dedent("\n".join(lines)).strip("\n")


# Tables --------------------------------------------------------------------------------------------------------------

_CELL = re.compile(r"\S+(?: \S+)*")


def rows_of(block: str) -> list[list[str]]:
    """Return the cells of a table as it is printed, each in the last column whose head begins before it ends."""
    lines = block.splitlines()
    starts = [cell.start() for cell in _CELL.finditer(lines[0])]
    rows = []
    for line in lines:
        row = [""] * len(starts)
        for cell in _CELL.finditer(line):
            row[max(at for at, start in enumerate(starts) if start < cell.end())] = cell.group()
        rows.append(row)
    return rows


def tabular(
    *,
    first: str = "",
    last: str = "",
    above: str = "",
    numbered: bool = False,
    caption: str = "Realisasi Anggaran 2024",
    text: str = "",
) -> Maker:
    """Return the maker of a report with the table of an example.

    `first` is the head of a column put before those of the example, whose cells are its numbered names; `last` are
    heads of money behind them; `above` are rows that stand above those of the example; `numbered` tells that its first
    row belongs to the head; `text` is said in Bab III.
    """

    def made(block: str) -> Report:
        rows = rows_of(block)
        heads, rows = rows[: 1 + numbered], rows[1 + numbered :]
        before = [[cell.strip() for cell in line.split("|")] for line in above.strip().splitlines()]
        rows = [[*row, *("100" for head in last.split("|") if head)] for row in rows]
        heads = [[*row, *filter(None, last.split("|"))] for row in heads]
        if first:
            rows = [[f"{first} {at}", *row] for at, row in enumerate([*before, *rows], 1)]
            heads = [[first, *row] for row in heads]
        else:
            rows = [*before, *rows]
        rows = rows or [["" for _ in heads[0]]]
        drawing = "\n".join(" | ".join(row) for row in [*heads, ["---"], *rows])
        return report(table(drawing, caption=caption), text=text)

    return made


def headed(head: str, caption: str = "Realisasi Anggaran Tahun 2024") -> Maker:
    """Return the maker of a report with a table whose rows are those of an example, under this head."""
    columns = head.count("|")

    def made(block: str) -> Report:
        rows = (_CELL.findall(line) for line in block.splitlines())
        return report(
            drawn(
                head, "\n".join(" | ".join([*row, *[""] * (columns + 1 - len(row))]) for row in rows), caption=caption
            )
        )

    return made


# the heads of tables that an example names in its first column, and where these print a name and a value
_TABLES = {
    "Perjanjian kinerja": (PK_SASARAN, "Perjanjian Kinerja Tahun 2024"),
    "Program dalam PK": (PK_PROGRAM, "Perjanjian Kinerja Tahun 2024"),
    "Realisasi anggaran": (BUDGET, "Realisasi Anggaran Tahun 2024"),
    "Cost per outcome": (COST, "Cost per Outcome Tahun 2024"),
    "Sumber daya": (RESOURCES, "Efisiensi Sumber Daya Tahun 2024"),
    "Capaian kinerja": (CAPAIAN, "Capaian Kinerja Tahun 2024"),
}


def tables(*columns: str, programs: bool = False) -> Maker:
    """Return the maker of a report with the tables whose rows an example prints behind their names.

    Each of the `columns` names the heads under which the cells of an example stand, whichever a table has.
    """

    def made(block: str) -> Report:
        named: dict[str, list[list[str]]] = {}
        for line in block.splitlines():
            cells = _CELL.findall(line)
            label = cells.pop(0) if not line.startswith(" ") else list(named)[-1]
            named.setdefault(label, []).append(cells)
        return report(*(_named(label, at, rows) for at, (label, rows) in enumerate(named.items(), 1)))

    def _named(label: str, at: int, rows: list[list[str]]) -> Table:
        head, caption = _TABLES["Program dalam PK" if programs and label == "Perjanjian kinerja" else label]
        heads = [text.strip() for text in head.split("|")]
        drawing = []
        for row in rows:
            cells = dict.fromkeys(heads, "")
            for names, cell in zip(columns, row, strict=False):
                cells[next(name for name in names.split("/") if name in heads)] = cell
            drawing.append(" | ".join(cells.values()))
        return drawn(head, "\n".join(drawing), f"t{at}", f"Tabel {at} {caption}")

    return made


def report(*tables: Table, text: str = "") -> Report:
    """Return a report of Kecamatan Klakah on 2024 with these tables, and this said in its third chapter."""
    return whole(*tables, third=text)


def prose(*tables: Table) -> Maker:
    """Return the maker of a report that says the text of an example, a paragraph a line."""
    return lambda block: report(*tables, text=block.replace("\n", "\n\n\n"))


def parts(**named: str) -> Maker:
    """Return the maker of a whole report whose parts say the lines that an example prints behind their names."""

    def made(block: str) -> Report:
        said: dict[str, str] = {}
        for line in block.splitlines():
            label, _, rest = line.partition("   ")
            said[named[label.strip()]] = f"{said.get(named[label.strip()], '')}\n\n{rest.strip()}"
        return whole(**said)

    return made


PROGRAMS = ("Satu Desa", "Dua Umum", "Tiga Kota", "Empat Air", "Lima Tanah", "Enam Api")
KEGIATAN = """
    7.01.01.2.02 | Administrasi Keuangan Perangkat Daerah | 900 | 900 | 0 | 100
    7.01.01.2.06 | Administrasi Umum Perangkat Daerah     | 500 | 500 | 0 | 100
"""
RESULTS = "Capaian Kinerja Tahun 2024"


def achieved(indicator: str, *results: str) -> Table:
    """Return a table with the target, realisasi and capaian of one indicator."""
    return drawn(CAPAIAN, f"Pelayanan | {indicator} | {' | '.join(results)}", caption=RESULTS)


def each(rules: str, maker: Maker) -> dict[str, Maker | tuple[Maker, Maker]]:
    """Return the maker for each of these rules."""
    return dict.fromkeys(rules.split(), maker)


_PLAIN = tabular()
_SAID = prose()
_CODED = headed("Kode | Uraian | Pagu")
_RESULTS = tabular(first="Indikator Kinerja", caption=RESULTS)
_PARTS = {"Kata pengantar": "front", "Penutup": "closing", "Perjanjian kinerja": "annex"}

# How the examples of each rule become reports: both alike, or each in its own way.
MAKERS: dict[str, Maker | tuple[Maker, Maker]] = {
    **each(
        """ANG-01 ANG-03 ANG-04 ANG-05 ANG-06 ANG-07 ANG-08 ANG-12 ANG-17 ANK-01 ANK-02 ANK-03 ANK-04 ANK-05 ANK-09
        CAP-02 CAP-03 CAP-05 CAP-06 CAP-07 CAP-08 CAP-17 EFI-03 PKR-06""",
        _PLAIN,
    ),
    **each(
        """ANG-16 ANK-07 ANK-10 CAP-09 EFI-10 IDN-01 IDN-02 IDN-03 IDN-05 IDN-07 IDN-09 KOD-05 LTB-09 NAR-03 NAR-08
        NAR-10 NAR-11 PKR-13 PKR-14 STR-05 STR-06 STR-07 STR-08 STR-09 STR-10 STR-11 STR-16 STR-21 TGL-02
        TGL-03 TGL-06 TGL-07 TGL-09""",
        _SAID,
    ),
    **each("KOD-01 KOD-03 KOD-04 KOD-06", _CODED),
    "ANG-02": tabular(first="Uraian", above="1.000.000 | 951.000 | 95,10\n2.000.000 | 1.500.000 | 75,00"),
    "ANG-09": tabular(last="Realisasi"),
    "ANG-10": tabular(last="Pagu|Realisasi"),
    "ANG-18": tabular(
        first="Uraian",
        above="""1.000.000 | 200.000 | 1.200.000
            2.500.000 | 0 | 2.500.000
            700.000 | 60.000 | 760.000
            900.500 | 100.000 | 1.000.500""",
    ),
    "ANK-06": headed("Persentase (%)"),
    "ANK-08": tabular(first="Program"),
    "CAP-01": tabular(first="Indikator Kinerja", above="80,00 | 72,00 | 90,00", caption=RESULTS),
    "CAP-04": (
        _RESULTS,
        tabular(first="Indikator Kinerja", caption=RESULTS, text="Capaian kinerja dibatasi paling tinggi 100 %."),
    ),
    "CAP-16": prose(achieved("Persentase hasil fasilitasi", "95,45", "95,27", "99,81")),
    "CAP-21": _RESULTS,
    "CAP-22": tabular(above="\n".join(f"Persentase {name} | 100 | 100 | 100" for name in "ABCD"), caption=RESULTS),
    "EFI-01": tabular(first="Program", above="100 | 91,00 | 9,00\n95,50 | 90,50 | 5,00"),
    "EFI-06": tabular(first="Program", caption="Efisiensi Penggunaan Sumber Daya"),
    "LTB-01": tables("Program/Uraian", "Anggaran/Pagu", programs=True),
    "LTB-03": tables("Uraian/Indikator Kinerja", "Persentase (%)/Capaian Anggaran (%)"),
    "LTB-04": tables("Program PD/Indikator Kinerja", "Efisiensi"),
    "LTB-05": tables("Indikator Kinerja", "Target"),
    "LTB-06": tables("Indikator Kinerja", "Realisasi"),
    "LTB-07": tables("Indikator Kinerja", "Capaian (%)"),
    "LTB-10": tables("Program/Uraian/Indikator Kinerja", programs=True),
    "NAR-01": prose(achieved("Persentase desa yang tertib", "94", "91,96", "97,83")),
    "NAR-02": prose(achieved("Persentase desa yang tertib", "95,45", "95,27", "99,79")),
    "NAR-04": prose(drawn(BUDGET, KEGIATAN, caption="Realisasi Anggaran Tahun 2024")),
    "PKR-01": tables("Indikator Kinerja", "Target", "Realisasi"),
    "PKR-04": tables("Indikator Kinerja"),
    "PKR-05": tables("Indikator Kinerja", "Target"),
    "STR-17": tabular(numbered=True),
    "TGL-01": parts(**_PARTS),
    "TGL-04": parts(**_PARTS),
}

# Examples that only name what they are about, or need a whole report around them: the tests that hold them.
ELSEWHERE = {
    "ANG-11": (
        "test_the_pagu_of_all_tables_is_of_one_budget",
        "test_a_table_with_both_budgets_says_nothing_of_the_other",
    ),
    "CAP-10": ("test_a_formula_divides_by_what_its_definition_does",),
    "CAP-11": ("test_a_realisasi_is_the_mean_of_its_recapitulation", "test_a_foot_that_may_be_no_mean_is_left_alone"),
    "CAP-12": ("test_a_target_that_cannot_be_exceeded_is_remarked",),
    "CAP-13": ("test_the_value_of_a_row_is_the_share_of_its_ticks",),
    "CAP-14": ("test_a_predicate_is_that_of_the_scale", "test_a_report_without_a_scale_claims_no_predicate"),
    "CAP-15": ("test_a_scale_has_no_holes_and_shares_no_value",),
    "CAP-18": ("test_growth_follows_the_formula_of_its_column", "test_a_column_that_follows_no_formula_is_left_alone"),
    "CAP-19": ("test_progress_is_told_of_the_target_at_the_end_of_the_plan",),
    "CAP-20": ("test_the_indicators_that_the_text_counts_are_those_of_the_table",),
    "EFI-04": ("test_an_efficiency_by_the_ministrys_formula_is_taken_for_one_where_most_rows_follow_it",),
    "EFI-05": ("test_a_nilai_efisiensi_of_the_ministry_lies_between_0_and_100",),
    "EFI-07": (
        "test_a_sasaran_is_the_sum_of_the_programs_printed_under_it",
        "test_where_no_table_says_so_a_division_that_fits_is_enough_and_none_is_claimed",
    ),
    "EFI-08": ("test_a_program_that_the_total_counts_twice_is_told",),
    "EFI-09": (
        "test_the_sasaran_come_to_the_whole_budget",
        "test_sasaran_of_a_part_of_the_budget_are_not_compared_with_all_of_it",
    ),
    "LTB-02": (
        "test_a_figure_of_a_program_is_the_same_in_every_table",
        "test_a_realisasi_up_to_another_quarter_is_not_compared",
    ),
    "LTB-08": (
        "test_the_text_counts_as_many_programs_as_the_table_lists",
        "test_a_count_of_some_programs_is_left_alone",
    ),
    "LTB-11": ("test_the_indicator_of_a_program_is_named_alike",),
    "PKR-02": ("test_an_indicator_that_was_not_agreed_is_asked_about",),
    "PKR-03": ("test_a_sasaran_is_worded_as_agreed",),
    "PKR-07": ("test_the_summary_prints_what_was_signed",),
    "PKR-08": ("test_a_summary_says_that_it_is_of_the_changed_agreement",),
    "PKR-10": ("test_both_parties_of_an_agreement_are_named",),
    "PKR-16": ("test_values_of_quarters_want_targets_of_quarters",),
    "NAR-05": (
        "test_an_analysis_that_stands_under_three_programs_is_told_once",
        "test_short_items_and_those_that_differ_are_no_repetition",
    ),
    "NAR-06": ("test_obstacles_and_remedies_of_another_number_are_remarked_on",),
    "NAR-07": ("test_a_closing_chapter_that_copies_the_remedies_is_told_once",),
    "NAR-09": (
        "test_a_name_or_year_that_is_not_the_reports_own_is_told",
        "test_places_and_years_that_a_report_may_speak_of_are_left_alone",
    ),
    "TGL-05": (
        "test_a_caption_of_another_quarter_is_found_at_the_caption",
        "test_comparisons_series_and_plans_may_name_other_quarters",
    ),
    "IDN-04": (
        "test_degrees_spelt_in_two_ways_are_told_once_a_person",
        "test_dots_at_the_end_missing_degrees_and_other_people_are_no_other_spelling",
    ),
    "IDN-06": ("test_what_a_cover_does_not_name_is_told_there", "test_a_full_cover_and_one_without_a_title_pass"),
    "IDN-08": (
        "test_a_repealed_regulation_is_told_with_its_successor",
        "test_regulations_in_force_and_sentences_on_repeal_pass",
    ),
    "STR-01": (
        "test_a_chapter_that_is_passed_over_is_told_at_the_next",
        "test_chapters_in_order_named_elsewhere_or_repeated_pass",
    ),
    **dict.fromkeys(
        ("STR-02", "STR-03", "STR-12", "STR-13", "STR-14"),
        (
            "test_a_bare_report_lacks_every_element_and_a_quarterly_one_is_asked_less",
            "test_an_element_is_there_in_any_of_its_words",
        ),
    ),
    "STR-04": (
        "test_one_wrong_page_of_the_table_of_contents_is_told",
        "test_pages_that_differ_alike_or_for_good_pass",
    ),
    "STR-18": (
        "test_a_row_whose_number_does_not_follow_is_told",
        "test_numbers_in_order_of_groups_or_of_something_else_pass",
    ),
    "STR-19": (
        "test_labels_of_the_annex_in_capitals_and_small_letters_are_told",
        "test_uniform_labels_and_those_of_several_lists_pass",
    ),
    "STR-22": (
        "test_text_that_no_page_shows_is_told_once_with_every_place",
        "test_pages_that_show_all_their_text_pass",
    ),
    "STR-20": ("test_tables_without_any_source_are_told_once", "test_one_source_is_enough"),
    "KOD-02": ("test_a_code_joined_across_a_page_break_is_remarked_on", "test_a_code_on_one_page_is_not_remarked_on"),
    "BKT-01": (
        "test_a_part_that_leaves_a_village_out_is_doubted_and_never_critical",
        "test_a_part_that_names_all_or_is_not_about_these_villages_is_no_finding",
    ),
    "BKT-02": (
        "test_a_village_named_twice_in_place_of_another_is_told",
        "test_a_second_photograph_of_a_village_is_no_proof_used_twice",
    ),
    "BKT-03": ("test_an_announced_document_that_nothing_names_is_told",),
    "BKT-04": ("test_another_spelling_of_a_village_may_be_our_misreading",),
    "BKT-06": ("test_a_subtotal_is_the_number_of_ticks",),
}


def found(rule: Rule, made: Report) -> list[tuple[Certainty, str]]:
    """Return what an audit finds under a rule, as roots or as what follows from them."""
    findings = examine(made).findings
    roots = [(one.certainty, one.spot.printed) for one in findings if one.rule == rule.id]
    followers = [(one.certainty, two.spot.printed) for one in findings for two in one.followers if two.rule == rule.id]
    return [*roots, *followers]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id in MAKERS], ids=lambda rule: rule.id)
def test_the_example_that_breaks_a_rule_is_found_and_the_one_that_looks_alike_is_not(rule: Rule) -> None:
    maker = MAKERS[rule.id]
    make_broken, make_alike = maker if isinstance(maker, tuple) else (maker, maker)
    example = example_of(rule)
    broken, alike = found(rule, make_broken(example.breaks)), found(rule, make_alike(example.alike))
    assert broken
    # what may agree, or cannot be told, is said of either; the contradiction only of the one
    claimed = {certainty for certainty, _ in broken} - {Certainty.UNVERIFIABLE} or {Certainty.UNVERIFIABLE}
    assert [one for one in alike if one[0] in claimed] == []


def test_every_rule_has_both_examples_and_tests_that_hold_them() -> None:
    rules = [rule for rule in RULES if rule.relate or rule.check]
    assert all("\nBreaks it" in rule.doc and "\nLooks alike" in rule.doc for rule in rules)
    assert {rule.id for rule in rules} == MAKERS.keys() | ELSEWHERE.keys()
    assert not MAKERS.keys() & ELSEWHERE.keys()
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_rules_*.py"))
    named = {name for names in ELSEWHERE.values() for name in names}
    assert {name for name in named if f"def {name}(" not in tests} == set()
