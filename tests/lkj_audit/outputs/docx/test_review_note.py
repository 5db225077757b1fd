"""Laws of the review note: nothing of weight is missing, nothing is an opinion, and a PDF's text
stays text.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from extract.limits import LIMITS
from lkj_audit.decisions.records import Action, Decision, Reason
from lkj_audit.decisions.reviewed import decided_finding, reviewed_document
from lkj_audit.decisions.state import Decisions
from lkj_audit.main import run
from lkj_audit.outputs.audited_document import AuditedDocument
from lkj_audit.outputs.docx.docx_builder import as_text
from lkj_audit.outputs.docx.lke_checklist import LKE
from lkj_audit.outputs.docx.note_rendering import BadTemplate
from lkj_audit.outputs.docx.review_checklist import CHECKLIST
from lkj_audit.outputs.docx.review_form_items import (
    AnswerSource,
    FormItem,
    ProposedMark,
    ReviewForm,
    answer,
)
from lkj_audit.outputs.docx.review_note import ReviewNote, write
from lkj_audit.outputs.docx.review_statement import obstacles
from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.findings.matters import MatterGroup, matters
from lkj_audit.presentation.findings.review_wording import akibat, kondisi, kriteria, saran
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import listed
from lkj_audit.presentation.names.period_names import period_name
from lkj_audit.presentation.names.section_names import section
from lkj_audit.presentation.rules.rule_documentation import law
from normalize.report import Report
from normalize.text.masking import masked, unmasked
from normalize.values.periods import Period, PeriodKind
from tests import audits, reports
from tests.conftest import NIP
from validate.audit_context import AuditContext
from validate.catalogue import RULES
from validate.findings import Audit, Certainty, Coverage, Finding, Message, Severity
from validate.rule import Rule

KLAKAH = (
    Path(__file__).parent.parent.parent.parent.parent
    / "corpus"
    / "documents"
    / "klakah-tw4-2024.pdf"
)
HOSTILE = (
    '</w:t><w:br/>{{ office }} =HYPERLINK("http://example.org") '
    "\x00\x1b[31m\ufffe\udc80\u202eterbalik & <b>"
)
STATEMENT = "tidak terdapat kondisi atau hal-hal"
ACCUSING = re.compile(
    r"\b(?:pelanggaran|melanggar|penyimpangan|kecurangan|manipulasi|kerugian|lalai|"
    r"wajar tanpa|opini)",
    re.I,
)


@pytest.fixture(scope="module")
def klakah() -> Audit:
    return audit_document(KLAKAH)


@pytest.fixture
def whole() -> Report:
    table = audits.drawn(audits.CAPAIAN, "Meningkatnya pelayanan | Indeks | 100 | 90 | 90", page=5)
    third = (
        "Target kinerja dibandingkan dengan realisasi kinerja.\nRealisasi tahun lalu "
        "80.\n\nRealisasi anggaran 90 %."
    )
    return reports.whole(
        table, first="**Struktur Organisasi**", third=third, closing="Upaya perbaikan ke depan."
    )


def note_of(audit: Audit, folder: Path, lang: Lang = Lang.ID) -> Docx:
    path = folder / "catatan-hasil-reviu.docx"
    write(AuditedDocument(Path("laporan.pdf"), audit, masked, lang), path)
    return Document(str(path))


def texts(note: Docx) -> list[str]:
    """Every paragraph of a document, those in tables too, in its order."""
    return [text_of(paragraph) for paragraph in note.element.body.iter(qn("w:p"))]


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, given as its XML element."""
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def items() -> Iterator[FormItem]:
    return (item for form in (*CHECKLIST, *LKE) for item in form.items)


def item(number: str) -> FormItem:
    return next(item for item in items() if item.number == number)


def finding_of(rule: str, like: Finding, severity: Severity = Severity.MAJOR) -> Finding:
    return replace(like, rule=rule, severity=severity)


@pytest.mark.parametrize("lang", Lang)
def test_every_matter_is_in_the_note_with_its_number_and_sentence(
    klakah: Audit, tmp_path: Path, lang: Lang
) -> None:
    whole = "\n".join(texts(note_of(klakah, tmp_path, lang)))
    numbered = numbers_of(note_of(klakah, tmp_path, lang))
    for matter in matters(klakah):
        if matter.group is not MatterGroup.CHECKLIST:
            assert masked(" ".join(lang.say(*matter.sentence).split())) in whole
            assert numbered.count(str(matter.number)) == 1


def numbers_of(note: Docx) -> list[str]:
    """Return the numbers of the matters that are noted, in their order."""
    rows = [row.cells for table in note.tables for row in table.rows if len(row.cells) in {3, 6}]
    return [cells[0].text for cells in rows if cells[0].text.isdigit()]


def decided(audit: Audit, *actions: Action) -> Decisions:
    """Decide on the first matters of an audit."""
    return Decisions.of(
        Decision(
            action,
            tuple(map(decided_finding, matter.findings)),
            reviewed_document(audit),
            "2025-02-03T04:05:06Z",
            "Siti",
            "catatan " + action.value,
            Reason.EXPLAINED if action is Action.REJECT else None,
        )
        for matter, action in zip(matters(audit), actions, strict=False)
    )


def rendered_with(audit: Audit, decisions: Decisions, folder: Path) -> Docx:
    write(
        AuditedDocument(Path("laporan.pdf"), audit, masked, decisions=decisions),
        folder / "catatan.docx",
    )
    return Document(str(folder / "catatan.docx"))


def first_column(table: Any) -> list[str]:
    """The texts of the first column under the head of a table."""
    return [row.cells[0].text for row in table.rows][1:]


def test_what_was_accepted_is_a_note_and_what_was_rejected_is_none(
    klakah: Audit, tmp_path: Path
) -> None:
    decisions = decided(klakah, Action.ACCEPT, Action.REJECT, Action.ASK)
    note = rendered_with(klakah, decisions, tmp_path)
    tables = [table for table in note.tables if len(table.columns) == 6]
    noted, proposed = map(first_column, tables)
    assert noted == ["1", "3"]
    assert {"1", "2", "3"} & set(proposed) == set()
    said = "\n".join(texts(note))
    assert "Putusan: Diterima (Siti, 3 Februari 2025: catatan accept)" in said
    assert "2" not in numbers_of(note)


def test_an_answer_of_the_unit_stands_beside_its_matter(klakah: Audit, tmp_path: Path) -> None:
    note = rendered_with(klakah, decided(klakah, Action.RESPONSE), tmp_path)
    row = next(
        row
        for table in note.tables
        if len(table.columns) == 6
        for row in table.rows
        if row.cells[0].text == "1"
    )
    assert row.cells[5].text == "Tanggapan unit (Siti, 3 Februari 2025): catatan response."


def test_a_record_without_a_name_is_told_by_its_day(klakah: Audit) -> None:
    note = ReviewNote(AuditedDocument(Path("laporan.pdf"), klakah, masked))
    nameless = replace(decided(klakah, Action.FOLLOW_UP).records[0], name=" ", done=True)
    assert note.recorded(nameless) == (
        "Tindak lanjut (selesai; 3 Februari 2025): catatan follow_up."
    )


def test_a_basis_that_was_not_compared_is_named_once(klakah: Audit, tmp_path: Path) -> None:
    said = "\n".join(texts(note_of(klakah, tmp_path)))
    assert said.count("belum dicocokkan dengan naskah resmi") == 1
    assert "usulan alat bantu ini" not in said


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_note_on_a_report_like_klakah_has_three_to_five_pages(
    klakah: Audit, tmp_path: Path
) -> None:
    note_of(klakah, tmp_path)
    with pikepdf.open(as_pdf(tmp_path / "catatan-hasil-reviu.docx")) as pdf:
        assert 3 <= len(pdf.pages) <= 5


def as_pdf(note: Path) -> Path:
    """Return a Word document as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(note.parent / 'profile').as_uri()}"
    call = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(note.parent)]
    subprocess.run([*call, str(note)], check=True, capture_output=True, timeout=120)
    return note.with_suffix(".pdf")


def templated(template: Docx, folder: Path) -> bytes:
    template.save(str(folder / "templat.docx"))
    return (folder / "templat.docx").read_bytes()


def test_an_office_puts_its_own_words_into_the_template(klakah: Audit, tmp_path: Path) -> None:
    template = Document()
    template.add_paragraph("INSPEKTORAT KABUPATEN LUMAJANG")
    template.add_paragraph("{{ kantor }} / {{ periode }} / {{ bukan_nilai }}")
    audited = AuditedDocument(KLAKAH, klakah, masked, note_template=templated(template, tmp_path))
    write(audited, tmp_path / "catatan.docx")
    assert texts(Document(str(tmp_path / "catatan.docx"))) == [
        "INSPEKTORAT KABUPATEN LUMAJANG",
        "Kecamatan Klakah / Triwulan IV Tahun 2024 / ",
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% for x in range(10 ** 12) %}{{ x }}{% endfor %}",
        "{{ kantor.upper.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{{ kantor ",
    ],
)
def test_a_template_that_reaches_for_more_than_its_values_costs_itself_alone(
    tag: str, audit: Audit, tmp_path: Path
) -> None:
    template = Document()
    template.add_paragraph(tag)
    limits = replace(LIMITS, seconds=3.0)
    audited = AuditedDocument(
        KLAKAH, audit, masked, limits=limits, note_template=templated(template, tmp_path)
    )
    with suppress(BadTemplate):
        write(audited, tmp_path / "catatan.docx")
        assert texts(Document(str(tmp_path / "catatan.docx"))) == [""]


def test_the_template_of_the_program_is_what_the_note_is_written_with(
    klakah: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["template"]) == 0
    assert run(["template"]) == 2
    note_of(klakah, tmp_path)
    template = Path("templat-catatan.docx").read_bytes()
    write(
        AuditedDocument(Path("laporan.pdf"), klakah, masked, note_template=template),
        tmp_path / "catatan.docx",
    )
    assert (tmp_path / "catatan.docx").read_bytes() == (
        tmp_path / "catatan-hasil-reviu.docx"
    ).read_bytes()


@pytest.mark.parametrize("content", [b"", b"bukan templat", None])
def test_a_template_that_is_none_is_one_sentence_before_any_work(
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("templat.docx").write_bytes(content)
    assert run(["audit", str(KLAKAH), "--out", "hasil", "--note-template", "templat.docx"]) == 2
    assert "templat.docx" in capsys.readouterr().err
    assert list(Path("hasil").rglob("*.docx")) == []


def test_the_same_audit_gives_the_same_bytes(klakah: Audit, tmp_path: Path) -> None:
    written = []
    for name in ("first.docx", "second.docx"):
        write(AuditedDocument(KLAKAH, klakah, masked), tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    with ZipFile(tmp_path / "first.docx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_hostile_text_stays_text(report: Report, wrong_remainder: Finding, tmp_path: Path) -> None:
    hostile = replace(
        wrong_remainder,
        spot=wrong_remainder.spot._replace(printed=HOSTILE),
        message=Message(HOSTILE, HOSTILE),
        followers=(),
        alternatives=(),
    )
    audit = Audit(
        AuditContext(replace(report, organisation=HOSTILE)), (hostile,), Coverage(4, 3, 2, 1, 0)
    )
    note = note_of(audit, tmp_path)
    plain = as_text(HOSTILE.replace("\x00", " ").replace("\x1b", " "))
    assert any(" ".join(plain.split()) in text for text in texts(note))
    assert not list(note.element.body.iter(qn("w:br"), qn("w:hyperlink"), qn("w:instrText")))
    assert "\u202e" not in "".join(texts(note))


def test_the_only_fields_are_page_numbers(klakah: Audit, tmp_path: Path) -> None:
    note = note_of(klakah, tmp_path)
    foot = note.sections[0].footer._element
    assert [field.text for field in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert "KONSEP" in note.sections[0].header.paragraphs[0].text


def test_no_nip_is_written_out(audit: Audit, tmp_path: Path) -> None:
    said = "\n".join(texts(note_of(audit, tmp_path)))
    assert NIP not in said
    assert "1978••" in said
    shown = tmp_path / "shown.docx"
    write(AuditedDocument(Path("laporan.pdf"), audit, unmasked), shown)
    assert NIP in "\n".join(texts(Document(str(shown))))


def test_a_long_table_repeats_its_head_on_a4(klakah: Audit, tmp_path: Path) -> None:
    note = note_of(klakah, tmp_path)
    page = note.sections[0]
    assert (page.page_width, page.page_height) == (7560310, 10692130)
    headed = [
        table
        for table in note.tables
        if table._tbl.tr_lst[0].findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
    ]
    assert len(note.tables) - len(headed) == 1


def test_no_statement_is_drafted_while_something_of_weight_is_open(
    whole: Report, wrong_remainder: Finding
) -> None:
    clean = Audit(AuditContext(whole), (), Coverage(4, 3, 2, 0, 0))
    assert obstacles(clean, 0) == ()
    (open_,) = obstacles(clean, 3)
    assert open_.en == "Open entries of severity major or critical: 3."
    for severity, count in ((Severity.MINOR, 0), (Severity.MAJOR, 1), (Severity.CRITICAL, 1)):
        audit = replace(clean, findings=(replace(wrong_remainder, severity=severity),))
        assert ReviewNote(AuditedDocument(Path("laporan.pdf"), audit, masked)).open_count() == count
        rejected = AuditedDocument(
            Path("laporan.pdf"), audit, masked, decisions=decided(audit, Action.REJECT)
        )
        assert ReviewNote(rejected).open_count() == 0


def test_no_statement_is_drafted_of_what_was_not_checked(whole: Report) -> None:
    assert len(obstacles(Audit(AuditContext(whole), (), Coverage(4, 0, 0, 0, 0)), 0)) == 1
    excerpt = reports.written(reports.COVER, reports.SECOND)
    assert len(obstacles(Audit(AuditContext(excerpt), (), Coverage(4, 3, 2, 0, 0)), 0)) == 1
    pictured = reports.written(
        reports.COVER, reports.FIRST, reports.THIRD, reports.CLOSING, "", pictures=[5]
    )
    assert len(obstacles(Audit(AuditContext(pictured), (), Coverage(4, 3, 2, 0, 0)), 0)) == 1


def test_the_draft_of_the_statement_is_limited_and_unsigned(whole: Report, tmp_path: Path) -> None:
    said = texts(note_of(Audit(AuditContext(whole), (), Coverage(4, 3, 2, 0, 0)), tmp_path))
    start = said.index("PERNYATAAN TELAH DIREVIU")
    draft = "\n".join(said[start - 1 :])
    assert "KONSEP, belum ditandatangani" in draft
    assert "keyakinan terbatas" in draft
    assert STATEMENT in draft
    assert re.search(r"Nama: \.{20,}\nNIP: \.{20,}", draft)


def test_the_draft_stands_as_an_office_writes_it(whole: Report, tmp_path: Path) -> None:
    note = note_of(Audit(AuditContext(whole), (), Coverage(4, 3, 2, 0, 0)), tmp_path)
    by_text = {paragraph.text: paragraph for paragraph in note.paragraphs}
    title = by_text["PERNYATAAN TELAH DIREVIU"]
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert title.runs[0].bold
    assert by_text["Inspektur"].paragraph_format.left_indent is not None
    assert "{%" not in "".join(by_text)


def test_without_a_draft_the_note_says_why(klakah: Audit, tmp_path: Path) -> None:
    said = "\n".join(texts(note_of(klakah, tmp_path)))
    assert STATEMENT not in said
    assert "pokok masalah bertingkat mayor atau kritis" in said


def test_the_note_accuses_nobody(klakah: Audit, tmp_path: Path) -> None:
    assert [text for text in texts(note_of(klakah, tmp_path)) if ACCUSING.search(text)] == []


def test_the_checklist_has_its_23_items_and_the_lke_its_15() -> None:
    assert [len(form.items) for form in CHECKLIST] == [6, 7, 10]
    assert [len(form.items) for form in LKE] == [6, 9]
    numbers = [item.number for item in items()]
    assert len(set(numbers)) == len(numbers)


def test_every_rule_that_an_item_names_is_one() -> None:
    for named in (rule for item in items() for rule in (*item.rules, *item.aside)):
        assert any(rule.id.startswith(named) for rule in RULES), named


@pytest.mark.parametrize("form", [*CHECKLIST, *LKE], ids=lambda form: form.title.en)
def test_what_only_a_person_knows_is_left_to_one(form: ReviewForm, klakah: Audit) -> None:
    for given in (answer(item, klakah) for item in form.items):
        if given.item.source is AnswerSource.PERSON:
            assert given.mark is ProposedMark.PERSON
        if given.mark is ProposedMark.YES:
            assert given.evidence


def test_an_item_is_affirmed_with_the_page_that_shows_it(whole: Report) -> None:
    clean = Audit(AuditContext(whole), (), Coverage(4, 3, 2, 0, 0))
    shown = {
        number: answer(item(number), clean)
        for number in ("I.1", "I.2", "I.5", "I.6", "III.7", "3.b.1")
    }
    assert {given.mark for given in shown.values()} == {ProposedMark.YES}
    pages = {
        number: set(map(attrgetter("page"), given.evidence)) for number, given in shown.items()
    }
    assert pages == {
        "I.1": {3},
        "I.2": {5},
        "I.5": {6},
        "I.6": {5},
        "III.7": {5},
        "3.b.1": {3, 4, 5, 6},
    }


def test_an_item_is_denied_where_the_document_contradicts_itself(
    whole: Report, wrong_remainder: Finding
) -> None:
    found = finding_of("CAP-01", wrong_remainder)
    audit = Audit(AuditContext(whole), (found,), Coverage(4, 3, 2, 0, 0))
    assert answer(item("I.3"), audit).mark is ProposedMark.NO
    assert answer(item("II.5"), audit).mark is ProposedMark.NO
    aside = answer(item("3.b.3"), audit)
    assert (aside.mark, aside.findings) == (ProposedMark.YES, (found,))


@pytest.mark.parametrize("certainty", [Certainty.UNVERIFIABLE, Certainty.READING_DOUBT])
def test_a_doubt_denies_nothing_and_affirms_nothing(
    certainty: Certainty, whole: Report, wrong_remainder: Finding
) -> None:
    doubt = replace(finding_of("CAP-01", wrong_remainder), certainty=certainty)
    assert (
        answer(item("I.3"), Audit(AuditContext(whole), (doubt,), Coverage(4, 3, 2, 0, 0))).mark
        is ProposedMark.PERSON
    )


def test_what_is_contradicted_in_a_small_way_is_left_to_a_person(
    whole: Report, wrong_remainder: Finding
) -> None:
    minor = finding_of("CAP-01", wrong_remainder, Severity.MINOR)
    given = answer(item("I.3"), Audit(AuditContext(whole), (minor,), Coverage(4, 3, 2, 0, 0)))
    assert (given.mark, given.findings) == (ProposedMark.PERSON, (minor,))
    remark = finding_of("CAP-01", wrong_remainder, Severity.INFO)
    assert (
        answer(item("I.3"), Audit(AuditContext(whole), (remark,), Coverage(4, 3, 2, 0, 0))).mark
        is ProposedMark.YES
    )


def test_nothing_is_affirmed_of_an_excerpt_but_its_tables() -> None:
    excerpt = audits.audit(
        audits.drawn(audits.CAPAIAN, "Sasaran | Indeks | 100 | 90 | 90"), text="Realisasi anggaran"
    )
    marks = {one.number: answer(one, excerpt).mark for one in items()}
    assert {number for number, mark in marks.items() if mark is ProposedMark.YES} == {"I.2", "I.3"}
    assert ProposedMark.NO not in marks.values()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_criterion_of_a_rule_is_its_law_and_its_basis_in_the_words_of_an_office(
    rule: Rule,
) -> None:
    criterion = kriteria(rule)
    assert rule.id in criterion.id
    assert law(rule, Lang.ID) in criterion.id
    assert law(rule, Lang.EN) in criterion.en
    assert [words for words in ("ingatan", "Dasar: Dasar") if words in criterion.id] == []
    assert [
        words for words in ("memory", "own proposal", "Basis: Basis") if words in criterion.en
    ] == []


@pytest.mark.parametrize("certainty", Certainty)
def test_the_advice_asks_and_the_effect_is_possible(
    certainty: Certainty, wrong_remainder: Finding
) -> None:
    for finding in (replace(wrong_remainder, rule=rule.id, certainty=certainty) for rule in RULES):
        advice = saran(finding)
        assert (advice.id[:5], advice.en[:9]) == ("Agar ", "That the ")
        assert akibat(finding).id.endswith(".")


def test_advice_quotes_a_figure_only_where_it_is_the_one_that_contradicts_the_others(
    wrong_remainder: Finding,
) -> None:
    only = replace(wrong_remainder, alternatives=())
    assert "“100”" in saran(only).id
    assert "“200”" in saran(only).id
    assert "200" not in saran(wrong_remainder).id
    assert "200" not in saran(replace(only, certainty=Certainty.UNVERIFIABLE)).id
    assert "200" not in saran(only, alike=4).id
    assert (
        "halaman aslinya" in saran(replace(wrong_remainder, certainty=Certainty.READING_DOUBT)).id
    )


def test_the_condition_tells_where_what_and_from_what(
    report: Report, wrong_remainder: Finding
) -> None:
    said = kondisi(wrong_remainder, report)
    assert said.id.startswith(
        "Tabel 3.2 · baris 1 · Sisa (Program Penunjang): Tercetak 100, hasil hitung 200"
    )
    assert "Hitungan: 1.500 − 1.300 = 200." in said.id
    assert "Terkait dengan: hal. 1 teks (sisa 100" in said.id
    assert "Other possibilities: 1.500 → 1.400 (p. 2 Tabel 3.2)." in said.en


def test_of_many_repairs_the_first_are_told(report: Report, wrong_remainder: Finding) -> None:
    many = wrong_remainder.alternatives + tuple(
        replace(wrong_remainder.alternatives[0], expected=f"{n}") for n in range(10)
    )
    said = kondisi(replace(wrong_remainder, alternatives=many), report)
    assert said.id.endswith("; dan 5 lainnya.")
    assert said.en.endswith("; and 5 more.")


def test_a_section_is_its_chapter_and_heading(klakah: Audit) -> None:
    sections = {
        finding.rule: section(finding.spot.place, klakah.context).id for finding in klakah.findings
    }
    assert sections["CAP-01"] == "Bab III · CAPAIAN KINERJA TUJUAN & SASARAN STRATEGIS…"
    assert sections["TGL-07"] == "Bab I · 1.2 Maksud dan Tujuan"
    assert sections["IDN-03"] == "Perjanjian kinerja"


def test_without_findings_the_note_says_so_and_claims_no_more(
    whole: Report, tmp_path: Path
) -> None:
    said = "\n".join(
        texts(note_of(Audit(AuditContext(whole), (), Coverage(4, 3, 2, 0, 0)), tmp_path))
    )
    assert (
        "Tidak terdapat catatan bertingkat minor atau lebih dari bagian yang dapat diperiksa."
        in said
    )
    assert "tidak berarti bagian itu telah diyakini benar" in said


@pytest.mark.parametrize(
    ("period", "named"),
    [
        (None, "Tahun 2024"),
        (Period(PeriodKind.TAHUN), "Tahun 2024"),
        (Period(PeriodKind.TRIWULAN, 4), "Triwulan IV Tahun 2024"),
        (Period(PeriodKind.SEMESTER, 1), "Semester I Tahun 2024"),
        (Period(PeriodKind.TRIWULAN, 3, cumulative=True), "s.d. Triwulan III Tahun 2024"),
        (Period(PeriodKind.BULAN, 11), "November Tahun 2024"),
        (Period(PeriodKind.BULAN, 12, cumulative=True), "Tahun 2024"),
    ],
)
def test_a_period_is_named_as_an_office_does(
    period: Period | None, named: str, report: Report
) -> None:
    assert period_name(replace(report, period=period), Lang.ID) == named


def test_numbers_are_listed_by_runs() -> None:
    assert listed([9, 1, 2, 3, 7, 2]) == "1–3, 7, 9"
