"""A small audit by hand: one budget table, one wrong remainder with a copy, one civil servant."""

import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from extract.records import Box, Cell, Document, Location, Page, Row, Table, TextSource
from normalize.report import Column, Report, Role, TableKind, TypedRow, TypedTable
from normalize.values.amounts import Amount, NumberFormat, ParsedAmount, ValueType
from tests.postgres import Server, running_server, skip_without_server
from validate.audit_context import AuditContext
from validate.findings import (
    Alternative,
    Audit,
    CellRef,
    Certainty,
    Coverage,
    Finding,
    Follower,
    Message,
    PrintedValue,
    Severity,
)

ROOT = Path(__file__).parent.parent
AUDITED_AT = "1735689600"  # 2025-01-01
NIP = "19780415 199803 1 011"
HEADERS = (("Program", Role.PROGRAM), ("Pagu", Role.PAGU), ("Sisa", Role.SISA))


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations of the source tree, which an installation has compiled."""
    if not hasattr(config, "workerinput"):
        subprocess.run(
            [sys.executable, "setup.py", "-q", "build_messages", "--inplace"], cwd=ROOT, check=True
        )


if hasattr(os, "register_at_fork"):
    # what a sandbox runs is not counted: to trace it takes half of its time
    os.register_at_fork(after_in_child=partial(sys.settrace, None))


@pytest.fixture(autouse=True, scope="session")
def _one_time() -> Iterator[None]:
    """Let every audit be made at the same time: outputs name it, and are compared byte for byte."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", AUDITED_AT)
        yield


@pytest.fixture(scope="session")
def _postgres() -> Iterator[Server | None]:
    with running_server() as server:
        yield server


@pytest.fixture
def postgres(_postgres: Server | None) -> Server:
    """A PostgreSQL server; the test is skipped where none is installed."""
    return skip_without_server(_postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def archive_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new archive: what holds of one kind of database holds of the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lkj.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.url()


def cells(row: int, *texts: str) -> Row:
    return tuple(
        Cell(text, row, column, Location(2, Box(72 + 90 * column, 100, 162 + 90 * column, 116.04)))
        for column, text in enumerate(texts)
    )


def amount(text: str) -> ParsedAmount:
    return Amount(text, Decimal(text.replace(".", "").replace(",", ".")))


@pytest.fixture
def report() -> Report:
    """Two programmes of Kecamatan Klakah in 2024."""
    rows = (
        cells(0, "Program Penunjang", "1.500", "100"),
        cells(1, f"Program Pembinaan ({NIP})", "2.500,5", "0"),
    )
    table = Table(
        "t1",
        "Tabel 3.2 Realisasi Anggaran",
        (cells(0, "Program", "Pagu", "Sisa"),),
        rows,
        (2,),
        "ruled",
    )
    columns = tuple(
        Column(index, header, role, ValueType.RUPIAH, NumberFormat.INDONESIAN)
        for index, (header, role) in enumerate(HEADERS)
    )
    typed = tuple(
        TypedRow(at, (None, amount(row[1].text), amount(row[2].text)), name=row[0].text)
        for at, row in enumerate(rows)
    )
    pages = tuple(Page(number, 595.3, 841.9, TextSource.TEXT) for number in (1, 2))
    document = Document("laporan.pdf", "0" * 64, pages, (table,))
    return Report(
        document,
        "Kecamatan Klakah",
        2024,
        None,
        (TypedTable(table, TableKind.REALISASI_ANGGARAN, columns, typed),),
    )


@pytest.fixture
def wrong_remainder() -> Finding:
    """A remainder that should be 200, copied to another page."""
    place = Location(2, Box(252, 100, 342, 116))
    spot = PrintedValue(place, CellRef("t1", 0, 2), "100")
    return Finding(
        "ANG-01",
        Severity.MAJOR,
        Certainty.INCONSISTENT,
        spot,
        Message(
            f"tercetak 100, hasil hitung 200 (NIP {NIP})",
            f"printed 100, recomputed 200 (NIP {NIP})",
        ),
        expected="200",
        formula="1.500 − 1.300 = 200",
        evidence=(
            PrintedValue(place, CellRef("t1", 0, 1), "1.500"),
            PrintedValue(place, None, "1.300"),
        ),
        followers=(
            Follower("LTB-02", PrintedValue(Location(1, place.box), None, "sisa 100 \x1b[31m")),
        ),
        alternatives=(Alternative(PrintedValue(place, CellRef("t1", 0, 1), "1.500"), "1.400"),),
        fingerprint="1:ANG-01:mzxw6ytboi2hk5tn",
    )


@pytest.fixture
def audit(report: Report, wrong_remainder: Finding) -> Audit:
    """The audit of that report."""
    return Audit(AuditContext(report), (wrong_remainder,), Coverage(4, 3, 2, 1, 0))
