"""The sheet of a working paper with the numbers that rest on a picture: the clip of each beside its
reading, so that a reviewer compares them without the PDF.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from io import BytesIO
from typing import NamedTuple

from extract.records import Page, Recognition
from lkj_audit.outputs.page_pictures import ClipRequest, PagePictures, Picture
from lkj_audit.outputs.xlsx.workbook_builder import GRID, LIST_HEAD, WRAPPED, Sheet, WorkbookBuilder
from lkj_audit.presentation.coverage.recognition_text import recognition_note
from normalize.text.masking import unmasked
from normalize.values.amounts import Amount
from validate.constraints.printed_numbers import cell_spot
from validate.findings import Audit, CellRef, Message
from validate.recognized import find_recognized

FIRST_ROW = LIST_HEAD + 1
# more clips make a file that is slow to open; what nothing confirms comes first
MOST_CLIPS = 400
_WIDTHS = (6, 46, 34, 20, 22, 52)
_CLIP_COLUMN = 2
# the room for a clip in pixels: a column of 34 characters, and a row as high as Excel allows
_CLIP_WIDTH, _CLIP_HEIGHT, _POINTS_A_PIXEL, _MARGIN = 234, 120, 0.75, 3
# around the text of a clip, in points
_BESIDE, _ABOVE = 4, 3
# two lines of text, in points
_LEAST_ROW = 28.4

_CHOSEN = Message("dipilih menurut hitungan", "chosen by its sums")
_CONFIRMED = Message("dipastikan hitungan", "confirmed by its sums")
_WITNESSED = Message("dipastikan pembaca lain", "confirmed by another reader")
_UNCONFIRMED = Message("belum dipastikan", "unconfirmed")
_DROPPED = Message("tidak terbaca dengan pasti", "not read with certainty")


class PictureNumber(NamedTuple):
    """A number that rests on a picture: its cell, how it was read, and what supports it."""

    cell: CellRef
    recognition: Recognition
    state: Message
    is_open: bool


def picture_numbers(audit: Audit) -> list[PictureNumber]:
    """Return the numbers of a report that were read from pictures, those that nothing confirms
    first.
    """
    recognized = find_recognized(audit.report)
    numbers = []
    for cell, reading in recognized.cells.items():
        typed = audit.report.table(cell.table)
        if not (reading.dropped or isinstance(typed.rows[cell.row].readings[cell.column], Amount)):
            continue
        if reading.dropped:
            state = _DROPPED
        elif reading.first is not None:
            state = _CHOSEN
        elif recognized.is_witnessed(cell):
            state = _WITNESSED
        else:
            state = _CONFIRMED if cell in audit.confirmed else _UNCONFIRMED
        numbers.append(PictureNumber(cell, reading, state, state not in (_CONFIRMED, _WITNESSED)))
    return sorted(numbers, key=lambda reading: not reading.is_open)


def write_pictures(paper: WorkbookBuilder, sheet: Sheet, readings: Sequence[PictureNumber]) -> None:
    """Write a row a number: where it is, its clip, its reading, what supports it."""
    say = paper.say
    names = (
        say("Hal.", "Page"),
        say("Tempat", "Place"),
        say("Potongan gambar", "Clip"),
        say("Terbaca", "Reading"),
        say("Keadaan", "State"),
        say("Keterangan", "Remarks"),
    )
    explanation = say(
        "Angka yang dibaca dari gambar (OCR). Yang belum dipastikan ada di atas: cocokkan "
        "dengan potongan gambarnya.",
        "Numbers that were read from pictures (OCR). Those that nothing confirms come first: "
        "compare them with their clips.",
    )
    title = say("Angka dari gambar", "Numbers from pictures")
    paper.list_head(sheet, title, explanation, zip(names, _WIDTHS, strict=True))
    clips = _clips(paper, readings[:MOST_CLIPS])
    for row, reading in enumerate(readings, FIRST_ROW):
        _write_number(paper, sheet, row, reading, clips.get(reading.cell))
    sheet.autofilter(LIST_HEAD, 0, FIRST_ROW + len(readings) - 1, len(names) - 1)
    sheet.freeze_panes(FIRST_ROW, 0)
    paper.on_paper(sheet, _WIDTHS, (LIST_HEAD, LIST_HEAD))


def _write_number(
    paper: WorkbookBuilder, sheet: Sheet, row: int, reading: PictureNumber, clip: Picture | None
) -> None:
    typed = paper.audited.audit.report.table(reading.cell.table)
    spot = cell_spot(typed, reading.cell.row, reading.cell.column)
    wrapped = paper.style(GRID, WRAPPED)
    note = recognition_note(reading.recognition, paper.lang, paper.audited.mask)
    sheet.write_number(row, 0, spot.place.page, paper.style(GRID, align="center"))
    texts = (paper.name(spot), "", reading.recognition.text, paper.lang.say(*reading.state), note)
    for column, text in enumerate(texts, 1):
        paper.text(sheet, row, column, text, wrapped)
    if clip is None:
        paper.fit(sheet, row, zip((texts[0], note), (_WIDTHS[1], _WIDTHS[5]), strict=True))
    else:
        scale = min(0.8, _CLIP_WIDTH / clip.width, _CLIP_HEIGHT / clip.height)
        height = clip.height * scale + 2 * _MARGIN
        sheet.set_row(row, max(height * _POINTS_A_PIXEL, _LEAST_ROW))
        sheet.insert_image(
            row,
            _CLIP_COLUMN,
            "clip.png",
            {
                "image_data": BytesIO(clip.data),
                "x_scale": scale,
                "y_scale": scale,
                "x_offset": _MARGIN,
                "y_offset": _MARGIN,
                "object_position": 1,
                "description": paper.said(paper.where(spot)),
            },
        )


def _clips(paper: WorkbookBuilder, readings: Sequence[PictureNumber]) -> Mapping[CellRef, Picture]:
    """Return the clips of these numbers, rendered in a sandbox; those of a page that cannot be
    rendered are missing.
    """
    audited = paper.audited
    report = audited.audit.report
    pages = {page.number: page for page in report.document.pages}
    by_page: dict[int, list[PictureNumber]] = {}
    for reading in readings:
        typed = report.table(reading.cell.table)
        page = cell_spot(typed, reading.cell.row, reading.cell.column).place.page
        by_page.setdefault(page, []).append(reading)
    asked = {number: _requests(pages[number], group) for number, group in by_page.items()}
    with closing(
        PagePictures(
            audited.pdf,
            sorted(asked),
            cover_nips=audited.mask is not unmasked,
            limits=audited.limits,
            data=audited.unlocked,
            clips=asked,
        )
    ) as rendering:
        rendering.taken()
    clips_of: dict[CellRef, Picture] = {}
    for number, clips in rendering.clips.items():
        cells = [reading.cell for reading in by_page[number]]
        clips_of.update(zip(cells, clips, strict=True))
    return clips_of


def _requests(page: Page, readings: Sequence[PictureNumber]) -> tuple[ClipRequest, ...]:
    return tuple(_request(page, reading.recognition) for reading in readings)


def _request(page: Page, recognition: Recognition) -> ClipRequest:
    """Return the clip of what was read, with room around it."""
    x0, top, x1, bottom = recognition.box
    return ClipRequest(
        (
            (x0 - _BESIDE) / page.width,
            (top - _ABOVE) / page.height,
            (x1 + _BESIDE) / page.width,
            (bottom + _ABOVE) / page.height,
        ),
        page.picture.quarters if page.picture else 0,
    )
