"""A separator before three digits, read as the relations of its number ask for."""

from collections.abc import Callable, Sequence

import pytest

import validate.examine
from extract.records import Table
from normalize.interpret import interpret
from normalize.values.amounts import Amount, Unread
from tests.audits import CAPAIAN, audit, budget, drawn, found, told
from tests.documents import document, truth
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.constraints.evaluation import evaluate_relations, relations_of
from validate.constraints.relations import Relation
from validate.constraints.separators import concerned_with
from validate.findings import CellRef

ROWS = """
    Produksi | Daging | 768.495 | 992.770 | 129,18
    Produksi | Telur  | 217.235 | 253.712 | 116,79
    Produksi | Susu   | 268.797 | {susu}  | {capaian}
    Populasi | Domba  | 12.285.690 | 10.040.345 | 81,72
"""


def table(susu: str, capaian: str) -> Table:
    return drawn(CAPAIAN, ROWS.format(susu=susu, capaian=capaian))


@pytest.mark.parametrize("susu", ["352,390", "352,390*"])
def test_a_comma_for_a_dot_is_told_as_such_where_the_capaian_bears_it_out(susu: str) -> None:
    audited = audit(table(susu, "131,10"))
    assert told(found(audited, "CAP", "ANK")) == [
        f"ANK-01 t1:2:3 {susu} -> 352.390",
        "CAP-21 t1:2:4 131,10 -> None",
    ]
    assert audited.coverage.confirmed == audited.coverage.numbers


def test_a_number_that_neither_reading_bears_out_is_read_as_its_table_prints() -> None:
    (finding,) = found(audit(table("352,390", "99,10")), "CAP-01")
    assert (finding.spot.printed, finding.expected) != ("352,390", "352.390")
    assert finding.certainty.value == "reading-doubt"


def test_three_decimals_that_are_right_stay_decimals() -> None:
    rows = (
        "Indeks | Indeks Satu | 2,500 | 2,375 | 95,00\nIndeks | Indeks Dua | 1.234.567 | "
        "1.234.567 | 100"
    )
    audited = audit(drawn(CAPAIAN, rows))
    assert found(audited, "CAP-01", "ANK-01") == []


def test_numbers_are_judged_among_the_relations_they_need_as_they_are_among_all() -> None:
    context = AuditContext(interpret(document(tables=truth())))
    relations = relations_of(context, RULES)
    among_all = dict(zip(relations, evaluate_relations(context, relations).verdicts, strict=True))
    cells = {
        term for one in relations for term in (one.target, *one.terms) if isinstance(term, CellRef)
    }
    assert len(cells) > 100
    for cell in cells:
        needed = concerned_with({cell}, relations)
        judged = zip(needed, evaluate_relations(context, needed).verdicts, strict=True)
        own = [(one, verdict) for one, verdict in judged if cell in (one.target, *one.terms)]
        assert own
        assert [one for one, verdict in own if among_all[one] != verdict] == []


def tables_of(relations: Sequence[Relation]) -> set[str]:
    return {
        term.table
        for one in relations
        for term in (one.target, *one.terms)
        if isinstance(term, CellRef)
    }


def test_only_relations_of_doubtful_numbers_and_what_computes_their_terms_are_judged() -> None:
    other = budget(
        "7.01 | Program | 2.000 | 1.500 | 500 | 75,00\nJumlah | | 2.000 | 1.500 | 500 | 75,00", "t2"
    )
    context = AuditContext(interpret(document(tables=[table("352,390", "131,10"), other])))
    relations = relations_of(context, RULES)
    assert tables_of(concerned_with({CellRef("t1", 2, 3)}, relations)) == {"t1"}
    assert tables_of(relations) == {"t1", "t2"}
    assert concerned_with(set(), relations) == []


@pytest.mark.parametrize(("susu", "stated"), [("352.390", 1), ("352,390", 2), ("2,500", 1)])
def test_all_relations_are_judged_once_and_stated_again_only_where_a_number_is_read_otherwise(
    monkeypatch: pytest.MonkeyPatch, susu: str, stated: int
) -> None:
    calls: list[str] = []

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            calls.append(function.__name__)
            return function(*given)

        return noted

    for function in (relations_of, evaluate_relations):
        monkeypatch.setattr(validate.examine, function.__name__, counted(function))
    audit(table(susu, "131,10"))
    assert (calls.count("evaluate_relations"), calls.count("relations_of")) == (1, stated)


SISA_OF = (
    "7.01.01 | Program | 500.000.000 | {amount} | {rest} | \n7.01.02 | Program | 9.000.000 | "
    "8.000.000 | 1.000.000 | "
)


@pytest.mark.parametrize(
    ("amount", "rest", "value"),
    [
        ("171.169.45", "499.828.830,55", "171169.45"),
        ("227.199732", "272.800.268", "227199732"),
        ("2 500.000", "497.500.000", "2500000"),
        ("2 500.000", "499.500.000", "500000"),
        ("33.61.984", "496.638.016", "3361984"),
        ("(1.000.000", "501.000.000", "-1000000"),
        ("57.373,346", "442.626.654", "57373346"),
    ],
)
def test_the_one_candidate_that_other_numbers_confirm_is_the_number(
    amount: str, rest: str, value: str
) -> None:
    audited = audit(budget(SISA_OF.format(amount=amount, rest=rest)))
    (table,) = audited.report.tables
    reading = table.rows[0].readings[3]
    assert isinstance(reading, Amount), reading
    assert str(reading.value) == value
    assert CellRef(table.id, 0, 3) in audited.confirmed


def test_a_candidate_that_its_row_confirms_may_contradict_a_total() -> None:
    rows = (
        f"{SISA_OF.format(amount='227.199732', rest='272.800.268')}\nJUMLAH | | 509.000.000 | "
        "999.999.999 | 1 | "
    )
    audited = audit(budget(rows))
    reading = audited.report.tables[0].rows[0].readings[3]
    assert isinstance(reading, Amount)
    assert [finding.expected for finding in found(audited, "ANK-02")] == ["227.199.732"]


@pytest.mark.parametrize("amount", ["171.169.45", "227.199732", "33.61.984"])
def test_a_candidate_that_nothing_confirms_is_no_number(amount: str) -> None:
    audited = audit(budget(SISA_OF.format(amount=amount, rest="100.000.000")))
    assert isinstance(audited.report.tables[0].rows[0].readings[3], Unread)
    assert found(audited, "ANG-01") == []
