"""How a finding is reported in the form of a review: kondisi, kriteria, akibat and saran.

A review gives limited assurance: it says what differs from what, what may come of it, and what to
look at again. It names nobody and calls nothing wrong that the document itself does not contradict.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lkj_audit.presentation.companion_text import elsewhere_lines
from lkj_audit.presentation.language import Lang
from lkj_audit.presentation.names.location_names import (
    page_and_table,
    row_label,
    shortened,
    spot_name,
)
from lkj_audit.presentation.rules.rule_documentation import basis, law
from normalize.report import Report
from validate.catalogue import RULES
from validate.companions.records import Companion
from validate.findings import Certainty, Finding, Message, PrintedValue
from validate.rule import Rule

RULE_BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}

LONGEST_FIGURE = 40
MOST_PLACES = 6
# of a finding that is in many places they are what is to be put right
MOST_FURTHER_PLACES = 60


class RuleGroupAdvice(NamedTuple):
    """What may come of a finding of the rules of one group, and what to look at again."""

    harm: Message
    advice: Message


GROUPS: Mapping[str, RuleGroupAdvice] = {
    "ANG": RuleGroupAdvice(
        Message(
            "Pembaca dapat memperoleh gambaran realisasi anggaran yang berbeda dari angka "
            "pembentuknya.",
            "A reader may get another picture of the budget than its own figures give.",
        ),
        Message(
            "meneliti kembali angka anggaran dan realisasi pada bagian ini terhadap DPA/DPPA "
            "dan laporan realisasi "
            "anggaran",
            "check the budget and its realisation in this part against the DPA/DPPA and the "
            "accounts",
        ),
    ),
    "CAP": RuleGroupAdvice(
        Message(
            "Pembaca dapat memperoleh gambaran tingkat capaian kinerja yang berbeda dari "
            "yang didukung oleh target dan "
            "realisasi.",
            "A reader may get another picture of the achievement than target and realisasi give.",
        ),
        Message(
            "meneliti kembali target, realisasi, dan rumus capaian pada bagian ini terhadap "
            "dokumen sumbernya serta "
            "menyajikan penjelasan yang memadai",
            "check target, realisasi and formula in this part against their sources, and "
            "explain them",
        ),
    ),
    "EFI": RuleGroupAdvice(
        Message(
            "Pembaca dapat memperoleh gambaran efisiensi penggunaan sumber daya yang berbeda "
            "dari yang didukung oleh "
            "angka kinerja dan anggaran.",
            "A reader may get another picture of the efficiency than the figures give.",
        ),
        Message(
            "meneliti kembali perhitungan efisiensi pada bagian ini dan menyatakan rumus "
            "yang dipakai",
            "check how efficiency is computed in this part, and state the formula",
        ),
    ),
    "LTB": RuleGroupAdvice(
        Message(
            "Besaran yang sama tersaji berbeda, sehingga pembaca tidak dapat mengetahui mana "
            "yang berlaku.",
            "The same figure is given differently, and a reader cannot determine which one holds.",
        ),
        Message(
            "menetapkan satu nilai atau sebutan yang sesuai dengan dokumen sumber dan "
            "memakainya secara seragam di "
            "seluruh laporan",
            "settle on the value or name that the source confirms, and use it throughout "
            "the report",
        ),
    ),
    "PKR": RuleGroupAdvice(
        Message(
            "Kesesuaian laporan dengan dokumen perencanaan belum dapat diyakini pada bagian ini.",
            "It is not yet certain that this part agrees with the planning documents.",
        ),
        Message(
            "menyelaraskan bagian ini dengan perjanjian kinerja terakhir dan rencana "
            "strategis, atau menjelaskan "
            "perbedaannya",
            "bring this part in line with the latest performance agreement and the plan, or "
            "explain the difference",
        ),
    ),
    "NAR": RuleGroupAdvice(
        Message(
            "Uraian laporan dapat dipahami berbeda dari data yang disajikan.",
            "The text may be understood otherwise than the data that are given.",
        ),
        Message(
            "menyelaraskan uraian pada bagian ini dengan data yang disajikan dalam laporan",
            "bring the text of this part in line with the data of the report",
        ),
    ),
    "ANK": RuleGroupAdvice(
        Message(
            "Angka dapat terbaca sebagai nilai lain.", "A number may be read as another value."
        ),
        Message(
            "menyeragamkan penulisan angka sesuai kaidah penulisan angka Bahasa Indonesia",
            "write the numbers uniformly, by the rules of Bahasa Indonesia",
        ),
    ),
    "TGL": RuleGroupAdvice(
        Message(
            "Periode atau waktu penyusunan laporan dapat dipahami secara berbeda.",
            "The period of the report, or when it was written, may be understood differently.",
        ),
        Message(
            "memastikan tanggal dan periode pada bagian ini serta menyeragamkannya di "
            "seluruh laporan",
            "make sure of the dates and periods in this part, and use them uniformly",
        ),
    ),
    "IDN": RuleGroupAdvice(
        Message(
            "Identitas pejabat, instansi, atau peraturan yang dirujuk dapat dipahami secara "
            "berbeda.",
            "The officials, the office or the regulations referred to may be understood "
            "differently.",
        ),
        Message(
            "memastikan identitas, jabatan, atau peraturan yang disebut pada bagian ini dan "
            "menyeragamkannya",
            "make sure of the persons, titles or regulations named in this part, and name "
            "them uniformly",
        ),
    ),
    "STR": RuleGroupAdvice(
        Message(
            "Informasi yang diharapkan pembaca dari laporan kinerja belum mudah ditemukan.",
            "What a reader expects of a performance report is not easily found.",
        ),
        Message(
            "melengkapi atau merapikan bagian ini sesuai sistematika laporan kinerja, "
            "apabila memang belum termuat",
            "complete or tidy this part by the outline of performance reports, if it is "
            "indeed not there yet",
        ),
    ),
    "KOD": RuleGroupAdvice(
        Message(
            "Program, kegiatan, atau sub kegiatan dapat tertukar ketika ditelusuri ke "
            "dokumen anggaran.",
            "A program, kegiatan or sub kegiatan may be taken for another one when traced to "
            "the budget.",
        ),
        Message(
            "mencocokkan kode dan nama pada bagian ini dengan nomenklatur yang berlaku dan "
            "DPA/DPPA",
            "compare codes and names in this part with the nomenclature in force and the DPA/DPPA",
        ),
    ),
    "BKT": RuleGroupAdvice(
        Message(
            "Data dukung atas kinerja yang dilaporkan belum dapat ditelusuri sepenuhnya.",
            "The data that support the reported performance cannot be fully traced yet.",
        ),
        Message(
            "melengkapi atau menata data dukung sehingga setiap realisasi dapat ditelusuri",
            "complete or order the data so that every realisasi can be traced",
        ),
    ),
    "DOK": RuleGroupAdvice(
        Message(
            "Angka yang sama terbaca berbeda dalam dokumen yang berbeda.",
            "The same figure reads differently in different documents.",
        ),
        Message(
            "mencocokkan bagian ini dengan dokumen pembandingnya dan menjelaskan perbedaannya",
            "compare this part with the other document and explain the difference",
        ),
    ),
}


_NEAT = RuleGroupAdvice(
    Message(
        "Kerapian dan kemudahan membaca laporan berkurang.",
        "The report is less neat and less easy to read.",
    ),
    Message(
        "merapikan dan menyeragamkan penulisan pada bagian ini",
        "make the writing in this part neat and uniform",
    ),
)
_TIDY = (
    "ANK-06",
    "ANK-07",
    "ANK-10",
    "IDN-04",
    "NAR-11",
    "STR-16",
    "STR-17",
    "STR-18",
    "STR-19",
    "STR-21",
    "TGL-06",
)
# rules that are another matter than the rest of their group
_OTHERWISE = dict.fromkeys(_TIDY, _NEAT) | {"STR-20": GROUPS["BKT"], "IDN-09": GROUPS["STR"]}


def group_of(rule: str) -> RuleGroupAdvice:
    """Return what is said of the rules that the one with this id belongs to."""
    return _OTHERWISE.get(rule) or GROUPS[rule.partition("-")[0]]


def kondisi(finding: Finding, report: Report, companions: Sequence[Companion] = ()) -> Message:
    """Return what the document prints and what differs from it, where, and where else the same
    figure is.

    `companions` are the documents beside the report, of which a finding may name places.
    """
    told = (
        (*_condition(finding, report, lang), *_elsewhere(finding, companions, lang))
        for lang in Lang
    )
    return Message(*(" ".join(parts) for parts in told))


def _elsewhere(finding: Finding, companions: Sequence[Companion], lang: Lang) -> Sequence[str]:
    """Return where other documents contradict it."""
    lines = elsewhere_lines(finding, companions, lang)
    return (
        (
            f"{lang.say('Dokumen lain: ', 'Other documents: ')}"
            f"{_first_of(lines, MOST_PLACES, lang)}.",
        )
        if lines
        else ()
    )


def _condition(finding: Finding, report: Report, lang: Lang) -> Sequence[str]:
    where = spot_name(finding.spot, report, lang)
    subject = _subject(finding, report)
    lead = f"{where[0].upper()}{where[1:]}{f' ({subject})' if subject else ''}:"
    parts = (_sentence(lang.say(*finding.message)), *_sum(finding, lang), *_hint(finding, lang))
    return (lead, *parts, *_others(finding, report, lang), *_doubt(finding, lang))


def _subject(finding: Finding, report: Report) -> str:
    cell = finding.spot.cell
    label = row_label(report.table(cell.table).rows[cell.row]) if cell else ""
    return "" if finding.spot.printed in label or label in finding.message.id else label


def _sentence(said: str) -> str:
    said = said.strip()
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?')) else '.'}"


def _sum(finding: Finding, lang: Lang) -> Sequence[str]:
    formula = finding.formula
    if formula is None or formula.rsplit(" = ", 1)[0] in finding.message.id:
        return ()
    return (f"{lang.say('Hitungan', 'Sum')}: {formula}.",)


def _hint(finding: Finding, lang: Lang) -> Sequence[str]:
    if finding.why is None:
        return ()
    return (f"{lang.say('Petunjuk', 'Hint')}: {lang.say(*finding.why)}.",)


def _others(finding: Finding, report: Report, lang: Lang) -> Sequence[str]:
    """Return the further places, those that it bears on, and the repairs that would do as well."""

    def named(spots: Iterable[PrintedValue]) -> list[str]:
        where = (
            f"{page_and_table(one, report, lang)} ({shortened(one.printed, LONGEST_FIGURE)})"
            for one in spots
        )
        return list(dict.fromkeys(where))

    repairs = dict.fromkeys(
        f"{one.spot.printed} → {one.expected} ({page_and_table(one.spot, report, lang)})"
        for one in finding.alternatives
    )
    told = (
        (
            lang.say("Tempat lain: ", "Further places: "),
            named(finding.further_places),
            MOST_FURTHER_PLACES,
        ),
        (
            lang.say("Terkait dengan: ", "Bears on: "),
            named(one.spot for one in finding.consequences),
            MOST_PLACES,
        ),
        (lang.say("Kemungkinan lain: ", "Other possibilities: "), list(repairs), MOST_PLACES),
    )
    return tuple(f"{head}{_first_of(places, most, lang)}." for head, places, most in told if places)


def _first_of(places: Sequence[str], most: int, lang: Lang) -> str:
    further = len(places) - most
    more = [lang.say(f"dan {further} lainnya", f"and {further} more")] if further > 0 else []
    return "; ".join([*places[:most], *more])


def _doubt(finding: Finding, lang: Lang) -> Sequence[str]:
    if finding.certainty is Certainty.INCONSISTENT:
        return ()
    if finding.certainty is Certainty.UNVERIFIABLE:
        return (
            lang.say(
                "Belum dapat dipastikan dari dokumen ini saja.",
                "This document alone does not settle it.",
            ),
        )
    return (
        lang.say(
            "Mungkin salah baca; perlu dibandingkan dengan halaman aslinya.",
            "This may be a misreading; it needs to be compared with the page itself.",
        ),
    )


def kriteria(rule: Rule) -> Message:
    """Return what the rule asks of a report, and on what basis, with how sure we are of that."""
    rests_on = basis(rule)
    return Message(
        f"{rule.title.id} ({rule.id}). {law(rule, Lang.ID)} Dasar: {rests_on.id}.",
        f"{rule.title.en} ({rule.id}). {law(rule, Lang.EN)} Basis: {rests_on.en}.",
    )


def akibat(finding: Finding) -> Message:
    """Return what may come of it for a reader of the report."""
    harm = group_of(finding.rule).harm
    if not finding.followers:
        return harm
    return Message(
        f"{harm.id} Hal ini memengaruhi pula bagian lain yang disebut dalam kondisi.",
        f"{harm.en} It bears on the other places that are named, too.",
    )


def saran(finding: Finding, alike: int = 1) -> Message:
    """Return what to look at again; `alike` findings of one kind share the sentence."""
    if finding.certainty is Certainty.READING_DOUBT:
        return Message(
            "Agar pereviu membandingkan bacaan ini dengan halaman aslinya sebelum "
            "disampaikan kepada unit penyusun.",
            "That the reviewer compare this reading with the page itself before passing it on.",
        )
    advice = group_of(finding.rule).advice
    if finding.certainty is Certainty.INCONSISTENT and alike == 1 and _is_one_figure(finding):
        return _figure_advice(finding)
    return Message(f"Agar unit penyusun {advice.id}.", f"That the unit {advice.en}.")


def _is_one_figure(finding: Finding) -> bool:
    """Return whether one short value is expected, and no other repair would do as well."""
    expected, printed = finding.expected or "", finding.spot.printed.strip()
    return (
        bool(expected and printed)
        and len(expected + printed) <= 2 * LONGEST_FIGURE
        and not finding.alternatives
    )


# what the document's own language settles, and no source
_WORDING = ("ANK", "IDN-04", "IDN-05", "NAR", "STR", "TGL-06")


def _figure_advice(finding: Finding) -> Message:
    printed, expected = finding.spot.printed, finding.expected
    also = Message(" beserta bagian lain yang terkait", ", with the other places it bears on")
    also = also if finding.followers else Message("", "")
    if finding.rule.startswith(_WORDING):
        return Message(
            f"Agar unit penyusun menelaah penulisan “{printed}” dan, apabila yang dimaksud "
            f"“{expected}”, "
            f"memperbaikinya{also.id}.",
            f"That the unit look at “{printed}” and, if “{expected}” is meant, correct "
            f"it{also.en}.",
        )
    return Message(
        f"Agar unit penyusun mencocokkan “{printed}” dengan dokumen sumbernya dan, apabila "
        f"“{expected}” yang sesuai, "
        f"memperbaikinya{also.id}.",
        f"That the unit compare “{printed}” with its source and, if “{expected}” is what "
        "that confirms, "
        f"correct it{also.en}.",
    )
