"""Laws of matters: each finding in one, what belongs to one cause together, the same ids again, in
four groups.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from lkj_audit.pipeline import audit_document
from lkj_audit.presentation.matters import Matter, MatterGroup, matters, numbers
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
