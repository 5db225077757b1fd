"""The objects of a page in the order in which they are painted, those of its forms included."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2_raw as raw
from numpy.typing import NDArray

from extract.errors import Damaged
from extract.pdfium.calls import form_object, object_matrices, object_type, page_object

# How many objects a page may paint, forms entered as deep as they go: one that paints more is not
# read.
OBJECT_LIMIT = 500_000

Matrices = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PageObjects:
    """What a page paints, in this order: the handle of each object, its kind, and the number of its
    matrix.

    `matrices` bring the content of a form, one of `forms`, to the page; the first is that of the
    page itself, which changes nothing.
    """

    handles: list[int]
    kinds: NDArray[np.intp]
    matrix: NDArray[np.intp]
    matrices: Matrices
    forms: list[int]

    def of_kind(self, kind: int) -> NDArray[np.intp]:
        """Return the numbers of the objects of a kind, in the order of painting."""
        return np.flatnonzero(self.kinds == kind)

    def chosen(self, numbers: NDArray[np.intp]) -> list[int]:
        """Return the handles of the objects with these numbers."""
        return list(map(self.handles.__getitem__, numbers.tolist()))

    def placed(self, boxes: NDArray[np.float64], numbers: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return boxes (left, bottom, right, top) of the objects with these numbers in the
        coordinates of the page.
        """
        if len(self.matrices) == 1:
            return boxes
        x0, bottom, x1, top = boxes.T
        a, b, c, d, e, f = self.matrices[self.matrix[numbers]].T
        xs = np.stack([a * x + c * y + e for x in (x0, x1) for y in (bottom, top)])
        ys = np.stack([b * x + d * y + f for x in (x0, x1) for y in (bottom, top)])
        return np.column_stack((xs.min(0), ys.min(0), xs.max(0), ys.max(0)))

    def placed_points(
        self, points: NDArray[np.float64], numbers: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        """Return points of the objects with these numbers, several a row, in the coordinates of the
        page.
        """
        x, y = np.moveaxis(points, -1, 0)
        a, b, c, d, e, f = self.matrices[self.matrix[numbers]].T[..., None]
        return np.stack((a * x + c * y + e, b * x + d * y + f), -1)

    def full_matrices(self, numbers: NDArray[np.intp]) -> Matrices:
        """Return the matrices from the coordinates in these objects to the page."""
        own = object_matrices(self.chosen(numbers))
        return (
            own if len(self.matrices) == 1 else combined(own, self.matrices[self.matrix[numbers]])
        )


def combined(inner: Matrices, outer: Matrices) -> Matrices:
    """Return for each pair of matrices the one that does what the inner one does and then the outer
    one.
    """
    a, b, c, d, e, f = inner.T
    g, h, i, j, k, m = outer.T
    return np.column_stack(
        (
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + m,
        )
    )


def page_objects(page: Any) -> PageObjects:
    """Return what a loaded page paints; raise Damaged where it is more than a page may paint."""
    count = raw.FPDFPage_CountObjects(page)
    _within_limit(count)
    handles = list(map(page_object, repeat(ctypes.byref(page.contents)), range(count)))
    kinds = list(map(object_type, handles))
    identity = np.array([[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]])
    if raw.FPDF_PAGEOBJ_FORM not in kinds:
        return PageObjects(
            handles, np.array(kinds, np.intp), np.zeros(count, np.intp), identity, [0]
        )
    return _with_forms(handles, kinds, identity)


def _with_forms(handles: list[int], kinds: list[int], identity: Matrices) -> PageObjects:
    """Return the objects of a page with those of its forms in the place of each form."""
    painted: list[int] = []
    painted_kinds: list[int] = []
    numbers: list[int] = []
    matrices, forms = [identity], [0]
    total = len(handles)
    waiting = [(handles, kinds, _form_positions(kinds), 0, 0)]
    while waiting:
        handles, kinds, positions, start, matrix = waiting.pop()
        end = next(positions, len(kinds))
        painted += handles[start:end]
        painted_kinds += kinds[start:end]
        numbers += [matrix] * (end - start)
        if end < len(kinds):
            waiting.append((handles, kinds, positions, end + 1, matrix))
            content = _form_content(handles[end])
            total += len(content)
            _within_limit(total)
            matrices.append(combined(object_matrices([handles[end]]), matrices[matrix]))
            forms.append(handles[end])
            own = list(map(object_type, content))
            waiting.append((content, own, _form_positions(own), 0, len(matrices) - 1))
    return PageObjects(
        painted,
        np.array(painted_kinds, np.intp),
        np.array(numbers, np.intp),
        np.concatenate(matrices),
        forms,
    )


def _form_positions(kinds: list[int]) -> Iterator[int]:
    """Return where among objects of these kinds the forms are."""
    return (position for position, kind in enumerate(kinds) if kind == raw.FPDF_PAGEOBJ_FORM)


def _form_content(form: int) -> list[int]:
    """Return the objects of a form."""
    count = raw.FPDFFormObj_CountObjects(ctypes.cast(form, raw.FPDF_PAGEOBJECT))
    _within_limit(count)
    return list(map(form_object, repeat(form), range(max(count, 0))))


def _within_limit(count: int) -> None:
    if count > OBJECT_LIMIT:
        raise Damaged
