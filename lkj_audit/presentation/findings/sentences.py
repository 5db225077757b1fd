"""A finding as one full sentence, in Indonesian and in English: the template of its rule, filled
with its facts.

A template holds these names in braces, all of one finding:

    at        where it is: "pada Tabel 3.1.1 halaman 13"
    subject   what the number is and of what: "capaian indikator “Indeks Pelayanan Publik”"
    row       what its row is about, in quotation marks
    column    the header of its column, in quotation marks
    page      the page
    printed   what is printed there
    expected  what should be printed there
    other     what is printed at the first place that it contradicts, and `other_at` where that is
    count     at how many places it is
    clause    how a number contradicts others: "sedangkan hasil perhitungan 95,27 ÷ 95,45 × 100 adalah 99,81"
    said      what the rule says of it, to continue a sentence; `Said` to begin one, `told` where it begins with a name
"""  # noqa: E501

from collections.abc import Mapping, Sequence
from string import Formatter

from extract.patterns import regex
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import (
    TABLE_NUMBER,
    printable,
    shortened,
    table_name,
)
from normalize.report import Report, Role, TableKind, TypedRow, TypedTable
from normalize.values.codes import CodeLevel
from validate.catalogue import RULES
from validate.findings import Certainty, Finding, Message, PrintedValue, Remark
from validate.rule import NUMBER_SENTENCE, PLAIN_SENTENCE, Rule

RULE_BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
LONGEST_QUOTED = 160
_COLUMNS = {
    Role.TARGET: Message("target", "the target"),
    Role.REALISASI: Message("realisasi", "the realisasi"),
    Role.CAPAIAN: Message("capaian", "the capaian"),
    Role.PAGU: Message("pagu", "the pagu"),
    Role.REALISASI_ANGGARAN: Message("realisasi anggaran", "the realisasi"),
    Role.SISA: Message("sisa anggaran", "the remainder"),
    Role.SERAPAN: Message("persentase serapan", "the absorption"),
    Role.EFISIENSI: Message("efisiensi", "the efisiensi"),
}
_LEVELS = {
    CodeLevel.URUSAN: Message("urusan", "urusan"),
    CodeLevel.BIDANG: Message("bidang urusan", "bidang urusan"),
    CodeLevel.PROGRAM: Message("program", "program"),
    CodeLevel.KEGIATAN: Message("kegiatan", "kegiatan"),
    CodeLevel.SUB_KEGIATAN: Message("sub kegiatan", "sub kegiatan"),
}
_OF_INDICATORS = frozenset({TableKind.CAPAIAN, TableKind.MULTI_YEAR, TableKind.PK_SASARAN})
# a word that is no name: capitals behind its first letter, digits or a quotation mark would show
# one
_COMMON_WORD = regex(r"[A-Z][a-z]*\b")
_BULLETS = "➤•-–► "
# what points to its own place, which a sentence names
_HERE = (
    (Message("bab ini", "this chapter"), Message("{}", "{}")),
    (Message("mulai dari sini", "from here on"), Message("mulai dari {}", "from {} on")),
)
_QUOTED = regex(r'"([^"]*)"')
_PAGE = regex(r"\b(?:hal|p)\. (?=\d)")
# behind brackets that are not part of a quotation
_PAGES_IN_BRACKETS = regex(
    r"(?P<opening> \(|, )(?:halaman|pages?) (?P<pages>\d+(?:, \d+)*)\)(?![^“”]*”)"
)
_KEPT = frozenset({"Bab", "Pj", "Plt", "Rp", "Perbup", "Perpres", "Renstra", "Renja"})


def finding_sentence(finding: Finding, report: Report) -> Message:
    """Return a finding as one full sentence."""
    return Message(
        *(_Facts(finding, report, lang).sentence(RULE_BY_ID[finding.rule]) for lang in Lang)
    )


def finding_account(finding: Finding, report: Report) -> Message:
    """Return a finding as one full sentence, and behind it what other rules say of the same
    place.
    """
    sentence = finding_sentence(finding, report)
    also = [also_sentence(remark) for remark in finding.also]
    return Message(
        " ".join([sentence.id, *(one.id for one in also)]),
        " ".join([sentence.en, *(one.en for one in also)]),
    )


_DOUBTS = {
    Certainty.UNVERIFIABLE: Message(", tidak dapat dipastikan", ", cannot be verified"),
    Certainty.READING_DOUBT: Message(
        ", mungkin salah baca oleh alat bantu", ", the tool may have misread"
    ),
}


def also_sentence(remark: Remark) -> Message:
    """Return what another rule says of the place of a finding."""
    doubt = _DOUBTS.get(remark.certainty, Message("", ""))
    texts = [text.strip().removesuffix(".") for text in remark.message]
    return Message(
        f"Juga [{remark.rule}{doubt.id}]: {texts[0]}.",
        f"Also [{remark.rule}{doubt.en}]: {texts[1]}.",
    )


def matter_sentence(findings: Sequence[Finding], report: Report) -> Message:
    """Return the sentence of a matter: that of the finding that names it, and where else the same
    was found.
    """
    lead = findings[0]
    sentence = finding_sentence(lead, report)
    alike = [one for one in findings[1:] if one.rule == lead.rule or one.truncated]
    if len(alike) < len(findings) - 1 or not alike:
        return sentence
    pages = sorted({one.spot.place.page for one in alike})
    count, listed = len(alike), _listed(pages)
    return Message(
        f"{sentence.id} Hal serupa terdapat pada {count} tempat lain (halaman {listed}).",
        f"{sentence.en} The same is found at {count} other place{'s' * (count > 1)} "
        f"(page{'s' * (len(pages) > 1)} {listed}).",
    )


class _Facts(dict[str, str]):
    """What a template may name of one finding, in one language."""

    def __init__(self, finding: Finding, report: Report, lang: Lang) -> None:
        self.finding, self.report, self.lang = finding, report, lang
        super().__init__({name: value for name, value in self._values() if value})

    def sentence(self, rule: Rule) -> str:
        """Return the sentence of a rule, the standard one where a fact is not there that its own
        needs.
        """
        own = (
            rule.sentence
            if rule.sentence and ("clause" not in self or "{clause}" in rule.sentence.id)
            else None
        )
        candidates = (own, NUMBER_SENTENCE, PLAIN_SENTENCE)
        templates = (self.lang.say(*template) for template in candidates if template)
        template = next(one for one in templates if self.keys() >= _names(one))
        sentence = template.format_map(self)
        # a page of another document is another page
        if "at" in _names(template) and not self.finding.elsewhere:
            sentence = _without_page_again(sentence, self["page"])
        return f"{sentence[:1].upper()}{sentence[1:]}"

    def _values(self) -> Sequence[tuple[str, str]]:
        finding, say = self.finding, self.lang.say
        spot, cell = finding.spot, finding.spot.cell
        other = finding.evidence[0] if finding.evidence else None
        row, said = self._row(spot), self._said()
        return (
            ("at", self._at(spot)),
            ("subject", self._subject(spot)),
            ("row", f"“{row}”" if row else ""),
            (
                "column",
                f"“{printable(self.report.table(cell.table).columns[cell.column].header)}”"
                if cell
                else "",
            ),
            ("page", str(spot.place.page)),
            ("printed", shortened(spot.printed, LONGEST_QUOTED)),
            ("expected", shortened(finding.expected or "", LONGEST_QUOTED)),
            ("other", shortened(other.printed, LONGEST_QUOTED) if other else ""),
            ("other_at", self._at(other) if other else ""),
            ("count", str(len(finding.places))),
            ("clause", say(*finding.clause) if finding.clause else ""),
            ("said", _going_on(said)),
            ("told", said),
            ("Said", f"{said[:1].upper()}{said[1:]}"),
        )

    def _said(self) -> str:
        """Return what the rule says in words that a person needs no abbreviation for, without its
        full stop.
        """
        finding = self.finding
        text = self.lang.say(*(finding.alone or finding.message)).strip().removesuffix(".")
        if text.endswith("; …"):
            text = text.removesuffix("; …") + self.lang.say(", dan lainnya", ", and others")
        text = _PAGE.sub(self.lang.say("halaman ", "page "), text)
        heading = f"“{shortened(finding.spot.printed.lstrip(_BULLETS), LONGEST_QUOTED)}”"
        for here, named in _HERE:
            text = text.replace(self.lang.say(*here), self.lang.say(*named).format(heading))
        return _QUOTED.sub(r"“\1”", text)

    def _at(self, spot: PrintedValue) -> str:
        """Return where something is, with its preposition."""
        page = spot.place.page
        if spot.cell:
            return self._in_table(self.report.table(spot.cell.table), page)
        for typed in self.report.tables:
            if spot.place == typed.table.caption_place:
                table = self._table(typed)
                return self.lang.say(
                    f"pada judul {table} halaman {page}",
                    f"in the caption of {table} on page {page}",
                )
            if any(spot.place == cell.place for row in typed.table.header for cell in row):
                table = self._table(typed)
                return self.lang.say(
                    f"pada kepala {table} halaman {page}",
                    f"in the header of {table} on page {page}",
                )
        return self.lang.say(f"pada halaman {page}", f"on page {page}")

    def _in_table(self, typed: TypedTable, page: int) -> str:
        table = self._table(typed)
        return self.lang.say(f"pada {table} halaman {page}", f"in {table} on page {page}")

    def _table(self, typed: TypedTable) -> str:
        """Return what a table is called: its number, else its caption as a name."""
        name = table_name(typed, self.lang) if typed.table.caption else ""
        numbered = TABLE_NUMBER.match(typed.table.caption or "")
        if not name:
            return self.lang.say("tabel tanpa judul", "the untitled table")
        return name if numbered else self.lang.say(f"tabel “{name}”", f"the table “{name}”")

    def _row(self, spot: PrintedValue) -> str:
        if spot.cell is None:
            return ""
        typed = self.report.table(spot.cell.table)
        row = typed.rows[spot.cell.row]
        indicator = next(
            (text for role, text in reversed(row.labels) if role is Role.INDIKATOR), ""
        )
        return shortened(
            indicator if indicator and typed.kind in _OF_INDICATORS else row.name, LONGEST_QUOTED
        )

    def _subject(self, spot: PrintedValue) -> str:
        """Return what a number is and of what."""
        if spot.cell is None:
            return self.lang.say("angka", "the number")
        typed = self.report.table(spot.cell.table)
        column, row = typed.columns[spot.cell.column], typed.rows[spot.cell.row]
        known = _COLUMNS.get(column.role)
        what = (
            self.lang.say(*known)
            if known
            else self.lang.say("kolom ", "the column ") + f"“{printable(column.header)}”"
        )
        name = self._row(spot)
        if not name or row.total or not (known or row.code or typed.kind in _OF_INDICATORS):
            called = f"“{name}”" if name else str(row.index + 1)
            return self.lang.say(f"{what} pada baris {called}", f"{what} in the row {called}")
        kind = self._kind_of_row(typed, row)
        code = f"{row.code.text} " if row.code else ""
        return self.lang.say(f"{what} {kind}{code}“{name}”", f"{what} of {kind}{code}“{name}”")

    def _kind_of_row(self, typed: TypedTable, row: TypedRow) -> str:
        if row.code:
            level = _LEVELS.get(row.code.level) if row.code.level else None
            return f"{self.lang.say(*level)} " if level else ""
        if typed.kind in _OF_INDICATORS:
            return self.lang.say("indikator ", "the indicator ")
        return ""


def _without_page_again(sentence: str, page: str) -> str:
    """Return a sentence without the page in brackets that it already names.

    It is unchanged if other pages are in brackets too, or if the brackets are quoted.

    >>> _without_page_again("Pada halaman 17 terdapat 6 hambatan (halaman 17) dan 7 upaya.", "17")
    'Pada halaman 17 terdapat 6 hambatan dan 7 upaya.'
    """
    mentions = [*_PAGES_IN_BRACKETS.finditer(sentence)]
    if len(mentions) != 1 or mentions[0]["pages"] != page:
        return sentence
    (again,) = mentions
    closing = ")" * (again["opening"] != " (")
    return f"{sentence[: again.start()]}{closing}{sentence[again.end() :]}"


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _going_on(said: str) -> str:
    """Return what is said without the capital of a common word at its beginning."""
    first = _COMMON_WORD.match(said)
    return f"{said[:1].lower()}{said[1:]}" if first and first[0] not in _KEPT else said


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))
