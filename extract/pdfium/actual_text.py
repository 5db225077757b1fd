"""/ActualText that says something else than the glyphs that are printed under it.

PDFium gives it in their place. Ligatures, hyphens and fonts that do not identify their letters are
what it is made for; it is not trusted where the glyphs identify letters and digits of their own,
and others.
"""

import ctypes
import unicodedata
from collections import defaultdict
from itertools import repeat
from typing import Any

import pypdfium2_raw as raw

from extract.pdfium.calls import mark, marks, text_object, with_actual_text
from extract.pdfium.text_objects import TextObjects

_Codes = dict[int, list[int]]
Corners = list[float]


def glyph_texts(
    page: Any, text: Any, texts: TextObjects
) -> tuple[Any, list[tuple[str, Corners]]] | None:
    """Return the text of a page as its glyphs give it, and what every other /ActualText says, and
    where.

    None where none does. `text` is the text of the page as PDFium gives it.
    """
    marked = _marked(texts.handles)
    if not marked:
        return None
    given = _codes(text)
    for item, handles in marked.items():
        for handle in handles:
            raw.FPDFPageObj_RemoveMark(
                ctypes.cast(handle, raw.FPDF_PAGEOBJECT), ctypes.cast(item, raw.FPDF_PAGEOBJECTMARK)
            )
    glyphs = raw.FPDFText_LoadPage(page)
    if not glyphs:
        return None
    printed = _codes(glyphs)
    boxes = dict(zip(texts.handles, texts.boxes.tolist(), strict=True))
    otherwise = []
    for handles in marked.values():
        words = _joined(given, handles)
        if _says_otherwise(words, _joined(printed, handles)):
            otherwise.append((words, boxes[handles[0]]))
    if otherwise:
        return glyphs, otherwise
    raw.FPDFText_ClosePage(glyphs)
    return None


def _marked(handles: list[int]) -> dict[int, list[int]]:
    """Return the texts under each mark that gives an /ActualText."""
    counts = list(map(marks, handles))
    if not any(counts):
        return {}
    # nearly all have one mark, which identifies their paragraph
    under = list(zip(map(mark, handles, repeat(0)), handles, strict=True))
    for handle, count in zip(handles, counts, strict=True):
        if count > 1:
            under += [(mark(handle, index), handle) for index in range(1, count)]
    giving = with_actual_text({item for item, _ in under if item})
    marked: dict[int, list[int]] = defaultdict(list)
    for item, handle in under:
        if item in giving:
            marked[item].append(handle)
    return marked


# What stands for a glyph of which the font does not identify the letter.
_UNTOLD = 0xFFFD


def _codes(text: Any) -> _Codes:
    """Return the characters of each text object of a page."""
    count = max(raw.FPDFText_CountChars(text), 0)
    codes: _Codes = defaultdict(list)
    for index, handle in enumerate(
        map(text_object, repeat(ctypes.byref(text.contents)), range(count))
    ):
        if handle:
            code = raw.FPDFText_GetUnicode(text, index)
            untold = raw.FPDFText_HasUnicodeMapError(text, index) == 1 or not 0 < code < 0x110000
            codes[handle].append(_UNTOLD if untold else code)
    return codes


def _joined(codes: _Codes, handles: list[int]) -> str:
    return "".join(chr(code) for handle in handles for code in codes.get(handle, ()))


def _says_otherwise(given: str, printed: str) -> bool:
    """Return whether a text differs, in letters or digits, from glyphs that are all identified."""
    told = all(
        unicodedata.category(sign) not in ("Co", "Cn", "Cc", "Cs") and sign != chr(_UNTOLD)
        for sign in printed
    )
    return told and bool(printed.strip()) and _letters(given) != _letters(printed)


def _letters(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum()
    )
