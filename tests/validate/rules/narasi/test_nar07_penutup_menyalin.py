"""NAR-07: a closing that copies."""

from tests.validate.rules.examples import assert_severities
from tests.validate.rules.of_nar import LISTS, said, saying
from validate.rules.narasi.nar07_penutup_menyalin import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, saying(LISTS + REMEDIES))


REMEDIES = "\n".join(line for line in LISTS.splitlines()[7:10])


def test_a_closing_chapter_that_copies_the_remedies_is_told_once() -> None:
    (finding,) = said(LISTS + REMEDIES, "NAR-07")
    assert (finding.spot.printed, len(finding.followers)) == (
        "- Pembagian tugas sesuai dengan tupoksi",
        2,
    )
    assert said(LISTS + REMEDIES.rpartition("\n")[0], "NAR-07") == []
