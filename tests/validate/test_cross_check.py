"""Laws of the comparison of documents: what is the same in both is told by code and name, or by a
person.
"""

from dataclasses import replace

import pytest

from normalize.values.periods import Period, PeriodKind
from tests.validate.rules.companions import ExampleDossier, beside, checked, documents, named_report
from validate.audit_context import AuditContext
from validate.companions.fitting import problem_of
from validate.companions.matching import match
from validate.companions.records import (
    UNDECIDED,
    Companion,
    CompanionRole,
    MatchDecisions,
    Matched,
    MatchKind,
    identified,
)
from validate.companions.values import own_budget_lines, own_indicators
from validate.companions.wording import period_name
from validate.cross_check import cross_check
from validate.findings import Certainty, Severity

QUARTER_3, QUARTER_4 = (Period(PeriodKind.TRIWULAN, number, year=2024) for number in (3, 4))
YEAR = Period(PeriodKind.TAHUN, year=2024)
YEAR_IN_MONTHS = Period(PeriodKind.BULAN, 12, cumulative=True, year=2024)
PAIR = """\
Dokumen               Indikator Kinerja                  Target    Realisasi
LKj                   Persentase desa tertib             90,00     95,27
LKj                   {:34} 12        12

Dokumen               Indikator Kinerja                  Target
Perjanjian kinerja    Persentase desa tertib             95,45
Perjanjian kinerja    {:34} 15"""
ALIKE = "Jumlah kelompok petani binaan", "Jumlah kelompok tani binaan"


def targets(ours: str, theirs: str) -> ExampleDossier:
    return documents(PAIR.format(ours, theirs))


def printed(dossier: ExampleDossier, decisions: MatchDecisions = UNDECIDED) -> list[str]:
    return [
        one.spot.printed for one in checked(dossier, decisions=decisions).findings if one.elsewhere
    ]


def test_a_name_that_is_only_alike_is_compared_when_a_person_says_so_and_never_listed_again() -> (
    None
):
    dossier = targets(*ALIKE)
    undecided = checked(dossier).cross_check
    assert undecided is not None
    (uncertain,) = undecided.uncertain
    assert uncertain.key.kind is MatchKind.INDICATOR
    assert printed(dossier) == ["90,00"]
    same, different = (
        MatchDecisions(same=frozenset({uncertain.key})),
        MatchDecisions(different=frozenset({uncertain.key})),
    )
    assert sorted(printed(dossier, same)) == ["12", "90,00"]
    for decisions in (same, different):
        decided = checked(dossier, decisions=decisions).cross_check
        assert decided is not None
        assert decided.uncertain == ()


def test_a_decision_holds_in_other_documents_that_print_the_names() -> None:
    undecided = checked(targets(*ALIKE)).cross_check
    assert undecided is not None
    same = MatchDecisions(same=frozenset(one.key for one in undecided.uncertain))
    capitals = targets(ALIKE[0].upper(), f"2. {ALIKE[1]}")
    assert sorted(printed(capitals, same)) == ["12", "90,00"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Jumlah desa tertib kelas I", "Jumlah desa tertib kelas II"), ("Indeks desa", "Indeks kota")],
)
def test_names_that_differ_in_a_word_are_never_taken_for_one(ours: str, theirs: str) -> None:
    assert "12" not in printed(targets(ours, theirs))


def test_an_office_of_another_name_is_asked_about_and_compared_when_it_is_confirmed() -> None:
    dossier = targets("Jumlah desa binaan", "Jumlah desa binaan")
    report = dossier.companions[0].report
    assert report
    other = replace(
        dossier.companions[0], report=replace(report, organisation="Kantor Camat Klakah")
    )
    told = checked(dossier._replace(companions=(other,))).cross_check
    assert told is not None
    (asked,) = told.uncertain
    assert asked.key.kind is MatchKind.OFFICE
    assert told.companions[0].problem is not None
    confirmed = MatchDecisions(same=frozenset({asked.key}))
    assert sorted(printed(dossier._replace(companions=(other,)), confirmed)) == ["12", "90,00"]


def test_a_table_that_is_not_surely_read_in_the_other_document_makes_a_doubt() -> None:
    dossier = targets("Jumlah desa binaan", "Jumlah desa binaan")
    unsure = replace(dossier.companions[0], unsure=frozenset({"t1"}))
    findings = [
        one for one in checked(dossier._replace(companions=(unsure,))).findings if one.elsewhere
    ]
    assert {one.certainty for one in findings} == {Certainty.READING_DOUBT}
    assert all(one.severity is not Severity.CRITICAL for one in findings)


def test_reports_are_compared_without_an_audit_of_either() -> None:
    dossier = targets("Jumlah desa binaan", "Jumlah desa binaan")
    found = cross_check(AuditContext(dossier.report), dossier.companions)
    assert sorted(one.spot.printed for one in found.findings) == ["12", "90,00"]
    assert len({one.fingerprint for one in found.findings}) == 2


def test_nothing_is_compared_of_a_document_that_could_not_be_read() -> None:
    dossier = targets("Jumlah desa binaan", "Jumlah desa binaan")
    told = checked(
        dossier._replace(
            companions=(Companion(CompanionRole.LRA, "rusak.pdf"), *dossier.companions)
        )
    )
    assert told.cross_check is not None
    assert [one.id for one in told.cross_check.companions] == ["lra", "pk"]
    assert {there.document for one in told.findings for there in one.elsewhere} == {"pk"}


def test_documents_are_known_by_role_and_period_in_whatever_order_they_are_named() -> None:
    quarters = [beside("TW I", named_report(name)) for name in ("TW I", "TW II")]
    years = [beside("LKj", named_report(name)) for name in ("LKj 2022", "LKj 2023")]
    ids = {one.id for one in identified([*quarters, *years])}
    assert ids == {"quarter-tw1", "quarter-tw2", "previous-2022", "previous-2023"}
    assert {one.id for one in identified([*reversed(years), *reversed(quarters)])} == ids
    assert [one.id for one in identified([quarters[0], quarters[0]])] == [
        "quarter-tw1",
        "quarter-tw1-2",
    ]


def test_every_subject_of_a_report_is_itself_and_no_other() -> None:
    block = """\
Dokumen    Kode                 Uraian                    Pagu         Realisasi
LKj        7.01.01              Program Penunjang         3.000.000    2.000.000
LKj        7.01.01.2.01         Perencanaan Kinerja       1.000.000    1.000.000
LKj        7.01.01.2.01.0001    Penyusunan Dokumen        1.000.000    1.000.000
LKj        7.01.01.2.02         Administrasi Keuangan     2.000.000    1.000.000
LKj        7.01.02              Program Pelayanan         3.000.000    2.000.000
LKj        7.01.02.2.01         Perencanaan Kinerja       3.000.000    2.000.000
LKj        JUMLAH                                         6.000.000    4.000.000"""
    context = AuditContext(documents(block).report)
    for subjects in (own_budget_lines(context), own_indicators(context)):
        matching = match(subjects, subjects, "lra", UNDECIDED)
        assert [pair.ours for pair in matching.pairs] == list(subjects)
        assert all(pair.ours == pair.theirs for pair in matching.pairs)
        assert (matching.uncertain, matching.only_theirs) == ((), ())
    assert len(own_budget_lines(context)) == 7


@pytest.mark.parametrize(
    ("period", "other", "compared"),
    [
        (QUARTER_4, QUARTER_3, True),
        (QUARTER_4, QUARTER_4, False),
        (QUARTER_4, YEAR, False),
        (QUARTER_4, YEAR_IN_MONTHS, False),
        (YEAR, QUARTER_4, True),
        (YEAR_IN_MONTHS, QUARTER_4, True),
        (YEAR, YEAR_IN_MONTHS, False),
    ],
)
def test_a_report_of_a_year_is_that_of_no_quarter(
    period: Period, other: Period, compared: bool
) -> None:
    report, theirs = (
        replace(named_report(name), period=one)
        for name, one in (("LKj", period), ("TW III", other))
    )
    assert (problem_of(report, beside("TW III", theirs)) is None) is compared


def test_months_are_named_in_words() -> None:
    assert period_name(YEAR_IN_MONTHS) == ("Januari s.d. Desember", "January to December")
    assert period_name(Period(PeriodKind.SEMESTER, 2)).id == "semester II"


def matched(report: str, *others: str) -> list[Matched | None]:
    dossier = documents("\n\n".join((report, *others)))
    told = checked(dossier).cross_check
    assert told is not None
    return [one.matched for one in told.companions]


def test_what_the_comparison_speaks_about_is_counted() -> None:
    head = "Dokumen    Kode       Uraian               Pagu         Realisasi"
    budget = f"{head}\n{{:10}} 7.01.02    Program {{}}    4.430.000    3.930.000"
    ours = budget.format("LKj", "Pelayanan")
    assert matched(ours, budget.format("LRA", "Pelayanan")) == [Matched(0, 1)]
    assert matched(ours, budget.format("LRA", "Kesehatan")) == [Matched(0, 0)]
    assert matched(budget.format("Renja", "Pelayanan"), budget.format("LRA", "Pelayanan")) == [None]
