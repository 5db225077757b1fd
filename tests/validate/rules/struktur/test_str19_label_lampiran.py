"""STR-19: uniform labels of the annex."""

import pytest

from tests.reports import found_by, whole
from tests.validate.rules.examples import assert_severities
from validate.rules.struktur.str19_label_lampiran import RULE


def test_every_declared_severity_is_reached() -> None:
    assert_severities(RULE, whole(annex="**A. Dokumen PK**\n\n**b. Fasilitasi**\n\n**c. Bukti**"))


def test_labels_of_the_annex_in_capitals_and_small_letters_are_told() -> None:
    (finding,) = found_by(
        whole(annex="**A. Dokumen PK**\n\n**b. Fasilitasi**\n\n**c. Bukti**"), "STR-19"
    )
    assert (finding.spot.printed, finding.expected) == ("b", "B")


@pytest.mark.parametrize("labels", ["ABC", "abc", "Aab", "A"])
def test_uniform_labels_and_those_of_several_lists_pass(labels: str) -> None:
    annex = "\n\n".join(f"**{label}. Dokumen**" for label in labels)
    assert not found_by(whole(annex=annex), "STR-19")
