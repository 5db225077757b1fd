"""The recogniser of printed lines: the model in the wheel of rapidocr, run by onnxruntime on this
machine alone.

Nothing is downloaded, and no text is distinguished from another by a list of allowed characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from extract.ocr.ctc import Decoded, Probabilities, best_text, likeliest_texts
from extract.ocr.pictures import Picture


@dataclass(frozen=True, slots=True)
class RecognizerSettings:
    """Thresholds, each with its unit and the commit that set it (docs/decisions.md, Thresholds)."""

    # The recogniser takes lines of this height, in pixels.
    height: int = 48  # pixels; 9729b92
    # As many pixels of lines, in widths of a batch, are recognised together at most; wider lines
    # are squeezed.
    batch: int = 2400  # pixels; 9729b92
    widest: int = 3200  # pixels; 9729b92


_SETTINGS = RecognizerSettings()


@dataclass(frozen=True, slots=True)
class Recognized:
    """A line as recognised: its text, where along it each character is (0 to 1), and its
    probabilities.
    """

    best: Decoded
    at: tuple[float, ...]
    steps: Probabilities

    @property
    def text(self) -> str:
        """The likeliest text."""
        return self.best.text


def model_path() -> Path | None:
    """Return where the model is; None where the extra `ocr` is not installed."""
    found = find_spec("rapidocr") if find_spec("onnxruntime") else None
    if found is None or not found.submodule_search_locations:
        return None
    models = sorted(Path(found.submodule_search_locations[0], "models").glob("*_rec_*.onnx"))
    return models[-1] if models else None


class Recognizer:
    """A session of the recogniser on one thread: pages are read side by side, not the lines
    of one.
    """

    def __init__(self) -> None:
        import onnxruntime

        path = model_path()
        if path is None:
            raise ModuleNotFoundError("lkj-audit[ocr]")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        named = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        known = ["", *named, " "]
        self._kept = np.array(
            [at for at, sign in enumerate(known) if at == 0 or _is_latin(sign)], np.intp
        )
        self.characters: tuple[str, ...] = tuple(known[at] for at in self._kept.tolist())
        self._input = self._session.get_inputs()[0].name

    def recognized(self, crops: Sequence[Picture]) -> list[Recognized]:
        """Return what these pictures of lines print, in their order."""
        found: list[Recognized | None] = [None] * len(crops)
        widths = [_width(crop) for crop in crops]
        for batch in _batches(widths):
            widest = max(widths[at] for at in batch)
            lines = np.zeros((len(batch), 3, _SETTINGS.height, widest), np.float32)
            for place, at in enumerate(batch):
                line = cv2.resize(
                    crops[at],
                    (widths[at], _SETTINGS.height),
                    interpolation=_interpolation(crops[at]),
                )
                lines[place, :, :, : widths[at]] = line.astype(np.float32) / 127.5 - 1.0
            steps = self._session.run(None, {self._input: lines})[0][:, :, self._kept]
            for place, at in enumerate(batch):
                own = steps[place]
                used = max(1, round(len(own) * widths[at] / widest))
                decoded = best_text(own, self.characters)
                found[at] = Recognized(
                    decoded, tuple((step + 0.5) / used for step in decoded.steps), own
                )
        return [one for one in found if one is not None]

    def texts(self, line: Recognized) -> list[tuple[str, float]]:
        """Return the likeliest texts of a line, best first, each with its probability."""
        return likeliest_texts(line.steps, self.characters)


@cache
def recognizer() -> Recognizer:
    """Return the recogniser of this process, loaded when it is asked for first."""
    return Recognizer()


# signs beyond ASCII that reports in Indonesian print
_SIGNS = frozenset("–—‘’“”•…‰≤≥×÷−±²³°é")


def _is_latin(sign: str) -> bool:
    """Return whether a sign may be in a report: the model knows those of all scripts."""
    return len(sign) == 1 and (" " <= sign <= "~" or sign in _SIGNS)


def _interpolation(crop: Picture) -> int:
    return cv2.INTER_AREA if crop.shape[0] > _SETTINGS.height else cv2.INTER_CUBIC


def _width(crop: Picture) -> int:
    """Return how wide a line is at the height of the recogniser: whole steps of eight pixels."""
    height, width = crop.shape
    return int(
        min(_SETTINGS.widest, max(32, -(-round(width * _SETTINGS.height / height) // 8) * 8))
    )


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of lines of similar width that are recognised together."""
    batch: list[int] = []
    for at in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and (len(batch) + 1) * widths[at] > _SETTINGS.batch:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
