"""The documents of the corpus: what is known of them stands in them, and the generator makes what
it says.
"""

import doctest
import importlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, TypeGuard

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.generator.build import lay_out
from tools.generator.errors.injected_errors import MISTAKES
from tools.generator.facts.budget import BudgetLine
from tools.generator.facts.nomenclature import BudgetLevel, programs
from tools.generator.facts.notation import Notation, in_words, round_half_up, truncate
from tools.generator.facts.scenario import Scenario, draw_situation
from tools.generator.facts.terms import read_term
from tools.generator.locate import page_texts, squeezed
from tools.generator.orders import NOTATIONS, SIZES, Order, orders
from tools.generator.printers.normalized_pdf import settle
from tools.generator.report.analyses import claim_of
from tools.generator.report.column_headers import ColumnHeader, header
from tools.generator.report.layout import Numbers, ReportLayout
from tools.generator.report.printed_report import (
    Block,
    Paragraph,
    ParagraphStyle,
    PrintedItem,
    PrintedSection,
    PrintedTable,
    StatedMeasure,
)
from tools.generator.report.tables import TableWriter, realisation
from tools.generator.truth import row_texts

DOCUMENTS = Path(__file__).parent.parent.parent.parent / "corpus" / "documents"
CORPUS_MD = Path(__file__).parent.parent.parent.parent / "docs" / "corpus.md"
NAMES = [order.name for order in orders()]


@cache
def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DOCUMENTS / f"{name}.truth.json").read_text("utf-8"))
    return found


# The committed documents --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_and_snippet_stands_on_the_page_that_the_truth_names(name: str) -> None:
    texts = page_texts(DOCUMENTS / f"{name}.pdf")
    absent = [
        (text, page)
        for text, page in _placed(truth(name))
        if not _is_printed(squeezed(text), texts[page - 1 :])
    ]
    assert absent == []
    assert len(texts) == truth(name)["n_pages"] <= 18


def _placed(known: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield every text whose page is known."""
    for table in known["tables"]:
        for cells, page in zip(table["rows"], table["row_pages"], strict=True):
            yield from ((cell, page) for cell in cells)
    for place in (*known["errors"], *known["lookalikes"]):
        if "snippet" in place:
            yield place["snippet"], place["page"]


def _is_printed(text: str, pages: list[str]) -> bool:
    """Return whether a text stands on the first page, or begins at its end and goes on on the next
    one.
    """
    if text in pages[0] or len(pages) == 1:
        return text in pages[0]
    return text in pages[1] or any(
        text[:at] in pages[0] and text[at:] in pages[1] for at in range(1, len(text))
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_wrong_text_stands_where_the_truth_says(name: str) -> None:
    known = truth(name)
    assert known["clean"] == (not known["errors"])
    for error in known["errors"]:
        for place in (error, *error["copies"]):
            assert (
                _printed_at(known, place) == place["now"]
                if "snippet" not in place
                else place["now"] in place["snippet"]
            )
        assert error["was"] != error["now"] or error["kind"] == "realisasi_lebih"


def _printed_at(known: dict[str, Any], place: dict[str, Any]) -> str:
    table = known["tables"][place["table"]]
    row = table["header_rows"] + place["row"] if place["part"] == "body" else place["header_row"]
    assert table["row_pages"][row] == place["page"]
    text: str = table["rows"][row][place["column"]]
    return text


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_truth_are_whole(name: str) -> None:
    for table in truth(name)["tables"]:
        assert {len(row) for row in table["rows"]} == {len(table["rows"][0])}
        assert len(table["row_pages"]) == len(table["rows"]) > table["header_rows"] > 0
        assert table["row_pages"] == sorted(table["row_pages"])
        assert set(table["row_pages"]) <= set(table["pages"])


@pytest.mark.parametrize("order", orders(), ids=NAMES)
def test_the_generator_still_makes_what_is_committed(order: Order) -> None:
    laid = lay_out(order)
    known = truth(order.name)
    tables = [list(map(row_texts, table.rows)) for _, table in laid.report.tables()]
    assert tables == [table["rows"] for table in known["tables"]], "run: make corpus"
    assert [error.mistake.kind for error in laid.errors] == [
        error["kind"] for error in known["errors"]
    ]
    assert (
        tomllib.loads((DOCUMENTS / f"{order.name}.toml").read_text("utf-8"))["seed"] == order.name
    )


def test_a_clone_stays_small() -> None:
    sizes = {
        path.name: path.stat().st_size for name in NAMES for path in DOCUMENTS.glob(f"{name}.*")
    }
    assert [
        name for name, size in sizes.items() if name.endswith(".pdf") and size > 80 * 1024
    ] == []
    known = [size for name, size in sizes.items() if not name.endswith(".expected.json")]
    assert sum(known) < 6 * 1024 * 1024


# What the corpus covers ---------------------------------------------------------------------------


def test_every_kind_of_mistake_is_made_at_least_twice() -> None:
    made = Counter(error["kind"] for name in NAMES for error in truth(name)["errors"])
    assert [kind for kind in MISTAKES if made[kind] < 2] == []
    assert len(MISTAKES) >= 20


def test_every_layout_and_producer_has_a_clean_document_and_a_faulty_one() -> None:
    tags = {clean: _tags(clean) for clean in (True, False)}
    assert tags[True] == tags[False]
    assert len([name for name in NAMES if truth(name)["clean"]]) >= 20
    assert len(NAMES) >= 60


def _tags(clean: bool) -> set[str]:
    chosen = [truth(name) for name in NAMES if truth(name)["clean"] is clean]
    return {tag for known in chosen for tag in (*known["layout"], known["producer"])}


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "efisiensi-4,49",
            "efisiensi-negatif",
            "nol-dari-pagu-nol",
            "serapan-100",
            "tampak-dipotong",
        ),
        *(
            "capaian-di-atas-100",
            "periode-lain-dalam-teks",
            "nip-pppk",
            "tanggal-perjanjian-kinerja",
        ),
        *("gaya-us", "kode-dua-digit", "permendagri-13", "klaim-tercapai-benar", "klaim-terbatas"),
        *(
            "kinerja-individu-pegawai",
            "peraturan-tanpa-judul",
            "terbilang-benar",
            "rata-rata-capaian",
        ),
        "tanggal-pernyataan-reviu",
    ],
)
def test_clean_documents_show_what_only_looks_wrong(kind: str) -> None:
    shown = {
        one["kind"] for name in NAMES if truth(name)["clean"] for one in truth(name)["lookalikes"]
    }
    assert kind in shown


def test_the_documentation_lists_every_kind_of_mistake() -> None:
    rows = [f"| `{m.kind}` | {m.severity} | {', '.join(m.rules)} |" for m in MISTAKES.values()]
    assert [row for row in rows if row not in CORPUS_MD.read_text("utf-8")] == []


# The complete reports -----------------------------------------------------------------------------

COMPLETE = [order for order in orders() if order.complete]


@pytest.mark.parametrize("order", COMPLETE, ids=[order.name for order in COMPLETE])
def test_a_complete_report_lists_every_heading_and_table_with_its_page(order: Order) -> None:
    texts = dict(enumerate(page_texts(DOCUMENTS / f"{order.name}.pdf"), 1))
    lines = [
        block.text
        for block in lay_out(order).report.blocks
        if _is_of(block, ParagraphStyle.CONTENTS)
    ]
    titles = [squeezed(line.rpartition(" ..")[0]) for line in lines]
    listed = "".join(
        text for text in texts.values() if "DAFTARISI" in text or f"{titles[-1]}...." in text
    )
    wrong = [title for title in titles if not _is_listed(title, listed, texts)]
    moved = [
        one
        for one in truth(order.name)["errors"]
        if one["kind"] in ("halaman_daftar_isi", "periode_judul")
    ]
    assert len(wrong) == len(moved)


def _is_listed(title: str, listed: str, texts: dict[int, str]) -> bool:
    """Return whether the list names a page that holds the title."""
    pages = [page for page, text in texts.items() if title in text]
    return any(re.search(rf"{re.escape(title)}\.+{page}", listed) for page in pages)


def _is_of(block: Block, style: ParagraphStyle) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.style is style


@pytest.mark.parametrize("order", COMPLETE, ids=[order.name for order in COMPLETE])
def test_every_table_of_a_complete_report_names_its_source(order: Order) -> None:
    blocks = lay_out(order).report.blocks
    behind = [after for before, after in pairwise(blocks) if isinstance(before, PrintedTable)]
    assert behind
    assert all(
        _is_of(block, ParagraphStyle.SOURCE) and block.text.startswith("Sumber: ")
        for block in behind
    )


def test_only_the_report_of_a_year_is_reviewed() -> None:
    reviewed = {
        order.term
        for order in COMPLETE
        for _, piece in lay_out(order).report.pieces()
        if "TELAH DIREVIU" in piece.text
    }
    assert reviewed == {"tahun"}


# The situations -----------------------------------------------------------------------------------


@st.composite
def situations(draw: st.DrawFn) -> Scenario:
    seed = draw(st.integers(0, 10**6))
    sort = draw(
        st.sampled_from(["kecamatan", "inspektorat", "bappeda", "dinas-pertanian", "kelurahan"])
    )
    term = read_term(
        draw(st.sampled_from(["tw1", "tw3", "s1", "tahun"])),
        draw(st.sampled_from([2019, 2022, 2024])),
    )
    notation = draw(st.sampled_from(list(NOTATIONS.values())))
    traits = draw(
        st.sampled_from([(), ("449",), ("zero-pagu", "lower-is-better"), ("negative-efficiency",)])
    )
    return draw_situation(Random(seed), sort, term, notation, SIZES["medium"], traits)


@given(situations())
def test_what_the_closing_claims_is_so(situation: Scenario) -> None:
    reached = [
        indicator.capaian >= 100
        for sasaran in situation.sasaran
        for indicator in sasaran.indicators
    ]
    claim = claim_of(situation)
    assert claim.startswith("Seluruh ") == all(reached)
    assert claim.startswith("Belum ") == (not any(reached))
    assert claim.startswith("Dari ") == (
        f"{len(reached)} indikator kinerja, {sum(reached)} " in claim
    )


@given(situations())
def test_a_situation_adds_up(situation: Scenario) -> None:
    for program in situation.programs:
        for line in program.lines():
            assert 0 <= line.realisasi <= line.pagu
            assert not line.children or line.pagu == sum(child.pagu for child in line.children)
            assert not line.children or line.realisasi == sum(
                child.realisasi for child in line.children
            )
    for sasaran in situation.sasaran:
        assert sasaran.programs
        for indicator in sasaran.indicators:
            assert not indicator.quarters or sum(indicator.quarters) == indicator.hasil
    assert sum(len(sasaran.programs) for sasaran in situation.sasaran) == len(situation.programs)


@given(situations())
def test_what_is_printed_is_the_exact_value_rounded_half_up(situation: Scenario) -> None:
    table = realisation(TableWriter(situation, ReportLayout()), "Realisasi Anggaran")
    lines: list[BudgetLine] = [line for program in situation.programs for line in program.lines()]
    for line, row in zip([*lines, situation.jumlah], table.body, strict=True):
        printed = [_read(cell, situation.notation) for cell in row[2:]]
        share = Fraction(100 * line.realisasi, line.pagu) if line.pagu else Fraction(0)
        assert printed == [
            line.pagu,
            line.realisasi,
            line.pagu - line.realisasi,
            round_half_up(share, 2),
        ]


def _read(cell: PrintedItem | None, notation: Notation) -> Fraction:
    """Return the number that a cell prints, read without the generator's own hands."""
    assert cell is not None
    text = cell.text.rstrip("%")
    if text == "-":
        return Fraction(0)
    thousands, decimal = (",", ".") if notation.us else (".", ",")
    return Fraction(text.replace(thousands, "").replace(decimal, "."))


@pytest.mark.parametrize("trait", ["449", "hampir-naik"])
def test_a_trait_shows_in_the_figures(trait: str) -> None:
    term = read_term("tahun", 2024)
    situation = draw_situation(Random(3), "kecamatan", term, Notation(), SIZES["medium"], (trait,))
    serapan = [
        line.serapan
        for program in situation.programs
        for line in program.lines()
        if line.serapan is not None
    ]
    if trait == "449":
        last = situation.programs[-1]
        assert last.serapan is not None
        efficiency = situation.indicators[last.code].capaian - last.serapan
        assert round_half_up(efficiency, 2) == Fraction("4.49")
    else:
        assert any(
            truncate(share, 2) == round_half_up(share, 2) and truncate(share * 1000, 0) % 10 == 4
            for share in serapan
        )


def test_what_is_all_achieved_still_adds_up() -> None:
    term = read_term("tahun", 2024)
    situation = draw_situation(
        Random(3), "bappeda", term, Notation(), SIZES["medium"], ("semua-tercapai",)
    )
    indicators = [indicator for sasaran in situation.sasaran for indicator in sasaran.indicators]
    assert all(indicator.capaian >= 100 for indicator in indicators)
    assert all(sum(one.quarters) == one.hasil for one in indicators if one.quarters)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (11, "sebelas"),
        (1_000, "seribu"),
        (21_910, "dua puluh satu ribu sembilan ratus sepuluh"),
        (100_100_000, "seratus juta seratus ribu"),
        (2_000_000_019, "dua miliar sembilan belas"),
    ],
)
def test_amounts_are_written_in_words_as_cheques_have_them(number: int, words: str) -> None:
    assert in_words(number) == words


# The mistakes -------------------------------------------------------------------------------------

FAULTY = [order for order in orders() if order.mistakes]


@pytest.mark.parametrize("order", FAULTY, ids=[order.name for order in FAULTY])
def test_mistakes_change_the_places_they_name_and_nothing_else(order: Order) -> None:
    right, laid = lay_out(replace(order, mistakes=())), lay_out(order)
    before, after = dict(right.report.pieces()), dict(laid.report.pieces())
    assert before.keys() == after.keys()
    changed = {spot for spot, piece in after.items() if piece.text != before[spot].text}
    named = {error.spot for error in laid.errors}
    named |= {copy.spot for error in laid.errors for copy in error.copies}
    overspent = {error.spot for error in laid.errors if error.mistake.kind == "realisasi_lebih"}
    assert changed == named - overspent


def test_no_two_wrong_values_of_a_report_check_each_other() -> None:
    for order in FAULTY:
        errors = [
            error for error in lay_out(order).errors if error.spot.part is PrintedSection.BODY
        ]
        rows = [(error.spot.block, error.spot.row) for error in errors]
        assert len(rows) == len(set(rows)), order.name


def test_a_mistake_without_a_place_is_refused() -> None:
    order = next(order for order in orders() if order.year == 2024 and "anggaran" in order.parts)
    with pytest.raises(Exception, match="no place for kode_empat_digit"):
        lay_out(replace(order, mistakes=("kode_empat_digit",)))


# The parts ----------------------------------------------------------------------------------------


@given(st.fractions(-1000, 1000), st.integers(0, 3))
def test_rounding_is_to_the_nearest_and_truncation_towards_nothing(
    value: Fraction, decimals: int
) -> None:
    unit = Fraction(1, 10**decimals)
    assert abs(round_half_up(value, decimals) - value) <= unit / 2
    assert abs(truncate(value, decimals)) <= abs(value) < abs(truncate(value, decimals)) + unit


@pytest.mark.parametrize(
    ("year", "code"),
    [(2019, "1.20.1.20.05.01.01"), (2022, "7.01.02.2.01.01"), (2024, "7.01.02.2.01.0001")],
)
def test_codes_follow_the_regime_of_their_year(year: int, code: str) -> None:
    leaves = [
        line.code
        for program in programs("7.01", year)
        for kegiatan in program.children
        for line in (kegiatan.children or (kegiatan,))
    ]
    assert code in leaves
    assert {len(leaf) for leaf in leaves if leaf.startswith("7")} <= {len(code)}


def test_nothing_but_a_sub_kegiatan_and_old_kegiatan_is_without_children() -> None:
    for program in programs("6.01", 2024):
        assert program.level is BudgetLevel.PROGRAM
        assert all(kegiatan.children for kegiatan in program.children)


def test_a_header_of_three_levels_covers_every_column_once() -> None:
    inner = ColumnHeader(
        "b",
        "Realisasi",
        under=(ColumnHeader("c", "Rp", parts=2), ColumnHeader("d", "%", formula="{c}/{a}")),
    )
    rows = header(
        (ColumnHeader("a", "Pagu"), ColumnHeader("x", "Tahun 2024", under=(inner,))),
        Numbers.FORMULAS,
    )
    assert [row_texts(row) for row in rows] == [
        ["Pagu", "Tahun 2024", "", ""],
        ["", "Realisasi", "", ""],
        ["", "Rp", "", "%"],
        ["1", "2", "", "3=2/1"],
    ]
    covered = sum(piece.rows * piece.columns for row in rows for piece in row if piece is not None)
    assert covered == 4 * len(rows)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [("GAPS", "1 2 3 4 6 7"), ("ZERO_PADDED", "(01) (02) (03) (04) (05) (06)")],
)
def test_column_numbers_are_printed_as_offices_print_them(numbers: str, printed: str) -> None:
    heads = [ColumnHeader(str(at), f"Kolom {at}") for at in range(6)]
    (*_, row) = header(heads, Numbers[numbers])
    assert " ".join(row_texts(row)) == printed
    assert {piece.fact.measure for piece in row if piece and piece.fact} == {
        StatedMeasure.NOMOR_KOLOM
    }


def test_dates_and_identifiers_are_taken_out_at_the_same_length(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"/CreationDate(D:20261123154500+07'00') /ID [ <0AB1>\n<0AB1> ]")
    settle(path)
    assert path.read_bytes() == b"/CreationDate(D:20250101000000+00'00') /ID [ <0000>\n<0000> ]"


@pytest.mark.parametrize(
    "module",
    [
        "facts.notation",
        "facts.terms",
        "errors.scene",
        "errors.injected_errors",
        "locate",
        "printers.odf",
    ],
)
def test_the_examples_of_the_generator_hold(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"tools.generator.{module}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0
