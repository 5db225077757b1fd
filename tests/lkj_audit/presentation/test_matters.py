"""Laws of matters: each finding in one, what belongs to one cause together, the same ids again, in
four groups.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.findings.matters import Matter, MatterGroup, matters, numbers
from tests.audits import audit, budget
from validate.findings import Audit

KLAKAH = Path(__file__).parent.parent.parent.parent / "corpus" / "documents" / "klakah-tw4-2024.pdf"


@pytest.fixture(scope="module")
def klakah() -> Audit:
    return audit_document(KLAKAH)


def named_by(audit: Audit, rule: str, printed: str = "") -> Matter:
    (matter,) = (
        one for one in matters(audit) if one.lead.rule == rule and printed in one.lead.spot.printed
    )
    return matter


def test_every_finding_is_in_one_matter(klakah: Audit) -> None:
    told = sorted(fingerprint for matter in matters(klakah) for fingerprint in matter.fingerprints)
    assert told == sorted(finding.fingerprint for finding in klakah.findings)


def test_matters_are_numbered_over_all_groups_which_follow_each_other(klakah: Audit) -> None:
    found = matters(klakah)
    assert [matter.number for matter in found] == list(range(1, len(found) + 1))
    order = list(MatterGroup)
    assert [order.index(matter.group) for matter in found] == sorted(
        order.index(matter.group) for matter in found
    )


def test_the_findings_of_a_matter_are_numbered_below_it(klakah: Audit) -> None:
    matter = named_by(klakah, "CAP-01")
    shown = numbers(klakah)
    assert len(set(shown)) == len(klakah.findings)
    assert shown[klakah.findings.index(matter.findings[1])] == f"{matter.number}.2"


def test_what_rests_on_one_realisasi_is_one_matter(klakah: Audit) -> None:
    rules = {finding.rule for finding in named_by(klakah, "CAP-01").findings}
    assert {"CAP-01", "CAP-07", "CAP-10", "CAP-11", "CAP-12", "CAP-16", "EFI-01", "PKR-16"} <= rules


def test_a_matter_is_one_full_sentence_with_its_place_and_its_sum(klakah: Audit) -> None:
    assert named_by(klakah, "CAP-01").sentence.id == (
        "Pada Tabel 3.1.1 halaman 13, capaian indikator “Persentase hasil fasilitasi dan "
        "koordinasi yang "
        "ditindaklanjuti” tercetak 99,79, sedangkan hasil perhitungan 95,27 ÷ 95,45 × 100 "
        "adalah 99,81."
    )


def test_two_wrong_numbers_of_different_rows_are_two_matters(klakah: Audit) -> None:
    assert named_by(klakah, "EFI-01", "4,49").id != named_by(klakah, "EFI-01", "100").id


def test_a_matter_has_the_same_id_whatever_else_is_found(klakah: Audit) -> None:
    wanted = named_by(klakah, "CAP-01")
    fewer = replace(
        klakah, findings=tuple(one for one in klakah.findings if one in wanted.findings)
    )
    assert [matter.id for matter in matters(fewer)] == [wanted.id]


def test_a_total_and_one_of_its_parts_that_is_wrong_by_itself_are_two_matters() -> None:
    found = audit(
        budget("""
            7.01.01           | Program      | 1.000 | 900 | 100 | 90,00
            7.01.01.2.01      | Kegiatan     | 1.000 | 900 | 100 | 90,00
            7.01.01.2.01.0001 | Sub satu     |   400 | 300 | 100 | 75,00
            7.01.01.2.01.0002 | Sub dua      |   600 | 600 |   0 | 10,00
            7.01.02           | Program lain |   500 | 400 | 300 | 80,00
            7.01.02.2.01      | Kegiatan lain |  500 | 400 | 100 | 80,00
        """)
    )
    roots = {finding.spot.printed for finding in found.findings}
    assert {"10,00", "300"} <= roots
    matter_of = {one.lead.spot.printed: one.id for one in matters(found)}
    assert matter_of["10,00"] != matter_of["300"]


def test_what_is_misspelt_is_one_matter_whatever_place_it_stands_at(klakah: Audit) -> None:
    misspelt = [one for one in klakah.findings if one.rule == "STR-21"]
    (matter,) = (one for one in matters(klakah) if one.lead.rule == "STR-21")
    assert (matter.group, matter.id) == (MatterGroup.TIDY, "m:STR-21")
    assert list(matter.findings) == misspelt
    assert f"Hal serupa terdapat pada {len(misspelt) - 1} tempat lain" in matter.sentence.id


def test_what_a_report_lacks_is_in_the_checklist_alone(klakah: Audit) -> None:
    missing = [
        one
        for one in matters(klakah)
        if one.lead.rule.startswith("STR-") and "tidak ditemukan" in one.title.id
    ]
    assert len(missing) > 4
    assert {one.group for one in missing} == {MatterGroup.CHECKLIST}


def test_what_may_be_misread_in_one_table_of_a_page_is_one_matter(klakah: Audit) -> None:
    matter = named_by(klakah, "BKT-06")
    assert [one.rule for one in matter.findings] == ["BKT-06", "CAP-13"]
    assert matter.group is MatterGroup.LOOK
