"""The matrix of offices by periods as a page and as a workbook."""

from pathlib import Path

from lkj_audit.archive.queries.reporting_matrix import (
    WORDS,
    MatrixCell,
    ReportingMatrix,
    ReportStatus,
)
from lkj_audit.outputs.atomic_files import replacing
from lkj_audit.outputs.html.content_security_policy import policy
from lkj_audit.outputs.tabular.csv_dialect import plain
from lkj_audit.presentation.language import Lang

SIGNS = {
    ReportStatus.MISSING: "✗",
    ReportStatus.UNREADABLE: "∅",
    ReportStatus.LATE: "⏱",
    ReportStatus.TWICE: "2×",
    ReportStatus.ON_FILE: "✓",
}
COLOURS = {
    ReportStatus.MISSING: "#f6c9c4",
    ReportStatus.UNREADABLE: "#f9dcb0",
    ReportStatus.LATE: "#fbeeb8",
    ReportStatus.TWICE: "#d5e4f5",
    ReportStatus.ON_FILE: "#d6ecd4",
}
TEMPLATES = Path(__file__).parent.parent / "templates"


def square_text(square: MatrixCell) -> str:
    """Return what is in a square: its sign, and how much of its numbers was related."""
    sign = f"{square.repeated}×" if square.report is ReportStatus.TWICE else SIGNS[square.report]
    return sign if square.coverage is None else f"{sign} {square.coverage} %"


def legend(matrix: ReportingMatrix, lang: Lang) -> list[tuple[ReportStatus, str, str]]:
    """Return what the signs mean, and how many squares have each."""
    return [
        (report, SIGNS[report], f"{lang.say(*WORDS[report])}: {lang.number(matrix.count(report))}")
        for report in ReportStatus
    ]


def write_html(matrix: ReportingMatrix, target: Path, lang: Lang) -> None:
    """Write the matrix as a page that needs no network."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    colours = "".join(
        f".{report.value} {{ background: {colour}; }}\n" for report, colour in COLOURS.items()
    )
    style = TEMPLATES.joinpath("matrix.css").read_text("utf-8") + colours
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(TEMPLATES.joinpath("matrix.html").read_text("utf-8"))
    page = template.render(
        lang=lang.value,
        say=lang.say,
        number=lang.number,
        matrix=matrix,
        legend=legend(matrix, lang),
        text=square_text,
        words={report: lang.say(*words) for report, words in WORDS.items()},
        plain=plain,
        style=Markup(style),
        policy=policy(style, ""),
    )
    with replacing(target) as beside:
        beside.write_text(page, "utf-8")


def write_xlsx(matrix: ReportingMatrix, target: Path, lang: Lang) -> None:
    """Write the matrix as a workbook."""
    from xlsxwriter import Workbook

    with (
        replacing(target) as beside,
        Workbook(
            beside,
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        ) as book,
    ):
        sheet = book.add_worksheet(lang.say("Kelengkapan", "Completeness"))
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {
            report: book.add_format({"bg_color": colour, "align": "center"})
            for report, colour in COLOURS.items()
        }
        sheet.write_row(
            0,
            0,
            [lang.say("Organisasi", "Organisation"), *(span.label for span in matrix.spans)],
            head,
        )
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, max(1, len(matrix.spans)), 11)
        sheet.freeze_panes(1, 1)
        for row, office in enumerate(matrix.offices, 1):
            sheet.write_string(row, 0, plain(office))
            for column, span in enumerate(matrix.spans, 1):
                square = matrix.squares.get((office, span))
                if square is not None:
                    sheet.write_string(row, column, square_text(square), formats[square.report])
        for row, (report, sign, words) in enumerate(legend(matrix, lang), len(matrix.offices) + 2):
            sheet.write_string(row, 0, words)
            sheet.write_string(row, 1, sign, formats[report])
