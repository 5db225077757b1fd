"""A hostile file costs itself and nothing else: it is audited, or refused with a sentence, within
its limits.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import Damaged, ReaderFault
from extract.limits import Limits
from tests import drawn
from tools.fuzzing import fuzz
from tools.fuzzing.hostile import (
    CONSTRUCTIONS,
    MUTATIONS,
    Construction,
    InapplicableMutation,
    Mutation,
)

# what the slowest of them may take here, with a busy machine in mind
LIMITS = Limits(pages=500, seconds=30.0, memory=1 << 30)
SENTENCES = {
    "audited",
    "Damaged",
    "NoTables",
    "TooManyPages",
    "ReaderCrashed",
    "TooMuchMemory",
    "TooSlow",
    "NotAPdf",
}
SMALL = drawn.pdf(
    [drawn.table([["Kode", "Pagu"], ["7.01", "1.500"], ["7.02", "2.500"]], [80, 80])] * 2
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a hostile file is written."""
    return tmp_path_factory.mktemp("hostile") / "hostile.pdf"


def outcome(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return fuzz.audited(path, LIMITS)


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_a_file_made_to_be_hostile_ends_in_an_audit_or_a_sentence(
    path: Path, construction: Construction
) -> None:
    assert outcome(path, construction(Random(3))) in SENTENCES


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutated_file_ends_in_an_audit_or_a_sentence(path: Path, mutation: Mutation) -> None:
    for seed in range(3):
        try:
            data = mutation(Random(seed), SMALL)
        except InapplicableMutation:
            continue
        assert outcome(path, data) in SENTENCES


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(head=st.binary(max_size=200), tail=st.binary(max_size=200), cut=st.integers(0, len(SMALL)))
def test_any_bytes_around_any_part_of_a_file_end_in_an_audit_or_a_sentence(
    path: Path, head: bytes, tail: bytes, cut: int
) -> None:
    assert outcome(path, head + SMALL[:cut] + tail) in SENTENCES | {"EmptyFile"}


@pytest.mark.parametrize("kept", sorted(fuzz.REGRESSIONS.glob("*.pdf")), ids=lambda kept: kept.stem)
def test_what_once_failed_goes_the_whole_way(path: Path, kept: Path) -> None:
    path.write_bytes(kept.read_bytes())
    assert fuzz.audited_whole(path, LIMITS) in SENTENCES


@pytest.mark.parametrize(
    ("fails_with", "raised"),
    [
        (ZeroDivisionError(), fuzz.OutputFault),
        (Damaged(), None),
        (ReaderFault(fault=""), fuzz.OutputFault),
    ],
)
def test_an_output_at_which_the_program_fails_is_a_failure_and_one_that_the_file_forbids_is_none(
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    fails_with: Exception,
    raised: type[Exception] | None,
) -> None:
    def write(*_: object) -> None:
        raise fails_with

    monkeypatch.setattr("lkj_audit.outputs.tabular.findings_csv.write", write)
    path.write_bytes(SMALL)
    if raised is None:
        assert fuzz.audited_whole(path, LIMITS) == "audited"
    else:
        with pytest.raises(raised, match=r"temuan\.csv"):
            fuzz.audited_whole(path, LIMITS)


def test_a_hostile_file_is_the_same_for_the_same_seed() -> None:
    assert fuzz.hostile_file(Random("1 5"), [SMALL]) == fuzz.hostile_file(Random("1 5"), [SMALL])


def test_every_mutation_changes_a_file_that_it_fits() -> None:
    changed = 0
    for mutation in MUTATIONS:
        try:
            changed += mutation(Random(1), SMALL) != SMALL
        except InapplicableMutation:
            continue
    assert changed >= 10


def fails(data: bytes) -> bool:
    return b"XY" in data


@pytest.mark.parametrize("around", [0, 100, 5000])
def test_a_failing_file_is_made_small(around: int) -> None:
    data = b"a" * around + b"XY" + b"b" * around
    shrunk = fuzz.smallest(data, fails, tries=500)
    assert fails(shrunk)
    assert len(shrunk) <= max(32, len(data) // 50)


def failing(_: Path) -> str:
    raise ZeroDivisionError


def dying(_: Path) -> str:
    import os

    os._exit(1)


def well(_: Path) -> str:
    return "audited"


@pytest.mark.parametrize(
    ("audited", "failure"),
    [(failing, "ZeroDivisionError test_fuzz failing"), (dying, "crash"), (well, "")],
)
def test_a_traceback_and_a_crash_are_failures_and_the_next_file_is_audited(
    monkeypatch: pytest.MonkeyPatch, path: Path, audited: Callable[[Path], str], failure: str
) -> None:
    monkeypatch.setattr(fuzz, "audited", audited)
    monkeypatch.setattr(fuzz, "audited_whole", audited)
    with fuzz.Auditor() as auditor:
        assert auditor.outcome(path).failure == failure
        assert auditor.outcome(path, whole=True).failure == failure
