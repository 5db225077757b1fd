"""The sheet of a working paper on which a reviewer decides: a row a matter, on A4."""

from lkj_audit.decisions.records import Action, Reason
from lkj_audit.decisions.state import Status
from lkj_audit.decisions.words import ACTION, REASON, STATUS, status_words
from lkj_audit.outputs.xlsx.workbook_builder import (
    GRID,
    LIST_HEAD,
    NOTE_FILL,
    WRAPPED,
    Sheet,
    WorkbookBuilder,
)
from lkj_audit.presentation.findings.matters import GROUP_NAMES, Matter, matters
from lkj_audit.presentation.names.location_names import listed
from lkj_audit.presentation.palette import FILL
from lkj_audit.presentation.vocabulary import SEVERITY

FIRST_ROW = LIST_HEAD + 1
DECISION_COLUMN = 5
_WIDTHS = (5, 17, 9, 9, 58, 22, 22, 26, 9)


def write_matters(paper: WorkbookBuilder, sheet: Sheet) -> None:
    """Write one row a matter with its sentence, and room for what is decided on it and why."""
    say = paper.say
    names = (
        say("No.", "No."),
        say("Kelompok", "Group"),
        say("Tingkat", "Severity"),
        say("Hal.", "Page"),
        say("Pokok masalah", "Matter"),
        say("Putusan", "Decision"),
        say("Alasan", "Reason"),
        say("Tanggapan unit", "Response of the unit"),
        say("Paraf", "Initials"),
    )
    explanation = say(
        "Putusan dipilih dari daftar. Yang tercetak di sini adalah putusan menurut berkas putusan "
        "ketika kertas kerja disusun.",
        "A decision is chosen from the list. What is printed here was in the decisions file when "
        "the working paper was written.",
    )
    columns = zip(names, _WIDTHS, strict=True)
    paper.list_head(sheet, say("Pokok masalah", "Matters"), explanation, columns)
    listing = matters(paper.audited.audit)
    for row, matter in enumerate(listing, FIRST_ROW):
        _write_matter(paper, sheet, row, matter)
    if listing:
        last = FIRST_ROW + len(listing) - 1
        sheet.data_validation(FIRST_ROW, DECISION_COLUMN, last, DECISION_COLUMN, _choices(paper))
        sheet.autofilter(LIST_HEAD, 0, last, len(names) - 1)
    else:
        paper.text(sheet, FIRST_ROW, 0, say("Tidak ada.", "None."), paper.style())
    sheet.freeze_panes(FIRST_ROW, 0)
    paper.on_paper(sheet, _WIDTHS, (LIST_HEAD, LIST_HEAD))


def decision_choices(paper: WorkbookBuilder) -> list[str]:
    """Return what can be decided on a matter, as the list of a cell offers it."""
    rejected = (f"{paper.say(*ACTION[Action.REJECT])}: {paper.say(*REASON[one])}" for one in Reason)
    return [
        paper.say(*STATUS[Status.OPEN]),
        paper.say(*ACTION[Action.ACCEPT]),
        *rejected,
        paper.say(*ACTION[Action.ASK]),
    ]


def _choices(paper: WorkbookBuilder) -> dict[str, object]:
    return {
        "validate": "list",
        "source": decision_choices(paper),
        # a decision in other words may be meant: ask, do not refuse
        "error_type": "warning",
        "error_title": paper.say("Putusan", "Decision"),
        "error_message": paper.say(
            "Pilihan ini tidak ada dalam daftar.", "This is not on the list."
        ),
    }


def _write_matter(paper: WorkbookBuilder, sheet: Sheet, row: int, matter: Matter) -> None:
    say = paper.lang.say
    state = paper.audited.state(matter.findings)
    wrapped, middle = paper.style(GRID, WRAPPED), paper.style(GRID, WRAPPED, align="center")
    to_fill_in = paper.style(GRID, WRAPPED, bg_color=NOTE_FILL, locked=False)
    sheet.write_number(row, 0, matter.number, middle)
    paper.text(sheet, row, 1, say(*GROUP_NAMES[matter.group]), wrapped)
    weight = paper.style(GRID, bold=True, align="center", bg_color=FILL[matter.severity])
    paper.text(sheet, row, 2, say(*SEVERITY[matter.severity]), weight)
    paper.text(sheet, row, 3, listed(matter.pages), middle)
    sentence = say(*matter.sentence)
    paper.text(sheet, row, 4, sentence, wrapped)
    reasons = " ".join(one.note for one in state.verdicts)
    answers = " ".join(one.note for one in (*state.responses, *state.follow_ups))
    for column, text in enumerate((say(*status_words(state)), reasons, answers, ""), 5):
        paper.text(sheet, row, column, text, to_fill_in)
    texts = (sentence, say(*status_words(state)), reasons, answers)
    paper.fit(sheet, row, zip(texts, _WIDTHS[4:8], strict=True))
