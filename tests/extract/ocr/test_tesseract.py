"""Tesseract as a second reader: found where it is installed, and held to limits. Programs of the
tests stand in for it.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extract.ocr import tesseract
from extract.ocr.tesseract import tesseract_readers
from extract.ocr.witnesses import witnesses_of
from extract.records import Witness

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")

LINE = np.full((44, 200), 255, np.uint8)
# a table of Tesseract has twelve columns: the box is in the 7th to 10th, the word in the last
SAYS = r'printf "head\n5\t1\t1\t1\t1\t1\t28\t%d\t90\t44\t96\t%s\n" '


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder in which the only programs are."""
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract_readers.cache_clear()
    yield tmp_path
    tesseract_readers.cache_clear()


def stand_in(folder: Path, script: str) -> None:
    """Let a shell script be Tesseract, which first takes the picture that it is given."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n/bin/cat > /dev/null\n{script}\n")
    path.chmod(0o755)


def said(lines: int = 1) -> list[str | None]:
    """Return what the second reader says of so many lines."""
    (reader,) = tesseract_readers()
    return list(reader.read([LINE] * lines))


@pytest.mark.usefixtures("programs")
def test_without_the_program_there_is_no_second_reader() -> None:
    assert tesseract_readers() == ()
    assert witnesses_of(tesseract_readers(), [LINE], ["1.234"]) == [()]


def test_its_words_belong_to_the_line_at_which_they_stand(programs: Path) -> None:
    stand_in(programs, f"{SAYS} 28 1.234; {SAYS} 100 56,7 | /bin/sed 1d")
    assert said(3) == ["1.234", "56,7", None]
    found = witnesses_of(tesseract_readers(), [LINE, LINE], ["Program", "1.234"])
    assert found == [(), (Witness("tesseract", "1.234"),)]


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", f"{SAYS} 28 1; exit 3"])
def test_a_page_on_which_it_fails_has_no_second_reader(programs: Path, script: str) -> None:
    stand_in(programs, script)
    assert said(2) == [None, None]


def test_it_is_not_asked_again_on_a_page_on_which_it_took_too_long(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_SETTINGS", replace(tesseract._SETTINGS, many=2, seconds=0.2))
    stand_in(programs, f"echo >> {programs}/asked; exec /bin/sleep 60")
    assert said(6) == [None] * 6
    assert (programs / "asked").read_text() == "\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_its_memory_processor_time_and_threads_are_limited(programs: Path) -> None:
    stand_in(programs, f"{SAYS} 28 $(ulimit -v)/$(ulimit -t)/$OMP_THREAD_LIMIT")
    (limits,) = said()
    settings = tesseract._SETTINGS
    assert limits == f"{settings.memory >> 10}/{round(settings.seconds) + 1}/1"
