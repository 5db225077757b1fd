"""KOD-06: authority of codes."""

import pytest

from normalize.interpret import interpret
from tests.audits import budget
from tests.documents import document
from tests.validate.rules.examples import assert_examples, assert_severities, headed
from tests.validate.rules.of_kod import told_by
from validate.rules.kode.kod06_kewenangan import RULE

EXAMPLES = headed("Kode | Uraian | Pagu")


def test_the_examples_of_the_documentation_hold() -> None:
    assert_examples(RULE, EXAMPLES)


def test_every_declared_severity_is_reached() -> None:
    rows = "7.01.01.1.99 | Penyuluhan | 1 | 1 | 0 | 100"
    assert_severities(RULE, interpret(document(["Kecamatan Klakah melapor."], [budget(rows)])))


@pytest.mark.parametrize(
    ("office", "code", "count"),
    [
        ("Kecamatan Klakah", "7.01.01.1.01", 1),
        ("Kecamatan Klakah", "7.01.01.2.01", 0),
        (
            "Kota Administrasi Jakarta Pusat memuji Kecamatan Menteng. Maka dilaporkan",
            "7.01.01.1.01",
            0,
        ),
        ("Dinas Pertanian melapor kepada Gubernur. Gubernur menilai", "3.27.01.2.01", 1),
        ("Dinas Pertanian melapor kepada Gubernur. Gubernur menilai", "3.27.01.1.01", 0),
        ("Dinas Pertanian melapor kepada Gubernur. Gubernur dan Bupati menilai", "3.27.01.2.01", 0),
        ("Dinas Pertanian melapor", "3.27.01.1.01", 0),
    ],
)
def test_codes_are_of_the_authority_of_the_office(office: str, code: str, count: int) -> None:
    rows = f"{code} | Administrasi Keuangan | 1 | 1 | 0 | 100\n{code}.0001 | Gaji | 1 | 1 | 0 | 100"
    findings = told_by(RULE, f"{office} kinerjanya.", rows)
    assert len(findings) == count
    assert all(len(finding.followers) == 1 for finding in findings)
