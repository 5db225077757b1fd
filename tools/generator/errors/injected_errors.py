"""What goes wrong in reports: each kind changes printed text at one place (and at the copies of
it), and nothing else.

Of every mistake it is known which rules of the catalogue it breaks, at least one of which must
speak up there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import NamedTuple

from tools.generator.errors.scene import (
    MONEY,
    InapplicableError,
    PlaceChange,
    PlacedItem,
    Scene,
    depth_of,
)
from tools.generator.facts.notation import in_words, round_half_up, truncate
from tools.generator.facts.scenario import JUMLAH
from tools.generator.report.printed_report import (
    Paragraph,
    ParagraphStyle,
    PrintedPosition,
    PrintedSection,
    StatedFact,
    StatedMeasure,
)

BUDGET, COST, RESOURCES = "realisasi_anggaran", "cost_per_outcome", "sumber_daya"
ACHIEVED, PK_TARGETS, PK_PROGRAMS = (
    "capaian",
    "perjanjian_kinerja_sasaran",
    "perjanjian_kinerja_program",
)


Plant = Callable[[Scene], Iterator[PlaceChange]]


class ErrorKind(NamedTuple):
    """A kind of mistake: its severity, the rules of which at least one must find it, and how it is
    made.

    The first change is the mistake, further ones are its copies.
    """

    kind: str
    severity: str
    rules: tuple[str, ...]
    plant: Plant


# Wrong values -------------------------------------------------------------------------------------


def _value(found: PlacedItem) -> Fraction:
    if found.fact.value is None:
        raise InapplicableError
    return found.fact.value


def _off(scene: Scene, value: Fraction) -> Fraction:
    """Return an amount that is off by some percent, in whole thousands."""
    step = max(1000, int(value) // 100 // 1000 * 1000)
    return value + step * scene.random.choice((-3, -2, -1, 1, 2, 5))


def _wrong_amount(
    measures: tuple[StatedMeasure, ...], kinds: tuple[str, ...], depth: int | None
) -> Plant:
    """Return a mistake in an amount of this level (0 for JUMLAH, None for any)."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        candidates = [
            found for found in scene.found(*measures, kinds=kinds) if _value(found) > 20_000
        ]
        found = scene.one(found for found in candidates if _is_at(found.fact, depth))
        yield scene.rewritten(found, _off(scene, _value(found)))

    return plant


def _is_at(fact: StatedFact, depth: int | None) -> bool:
    return depth is None or (fact.of == JUMLAH if depth == 0 else depth_of(fact) == depth)


def _wrong_percent(measure: StatedMeasure, kinds: tuple[str, ...]) -> Plant:
    """Return a mistake in a percentage, by more than any rounding."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        found = scene.one(
            f for f in scene.found(measure, kinds=kinds) if f.fact.value and f.fact.value > 10
        )
        off = Fraction(scene.random.choice((-450, -320, -170, -110, -60)), 100)
        yield scene.rewritten(found, round_half_up(_value(found), 2) + off)

    return plant


def _truncated(scene: Scene) -> Iterator[PlaceChange]:
    """Cut a percentage off where it should have been rounded up."""
    candidates = scene.found(StatedMeasure.SERAPAN, kinds=(BUDGET,))
    cut = [
        found
        for found in candidates
        if found.fact.value and round_half_up(found.fact.value, 2) < 100
    ]
    found = scene.one(
        found for found in cut if truncate(_value(found), 2) != round_half_up(_value(found), 2)
    )
    yield scene.rewritten(found, truncate(_value(found), 2))


def _wrong_achievement(lower: bool) -> Plant:
    """Return a mistake in the capaian of an indicator of a sasaran, copied wherever it is
    repeated.
    """

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        indicators = {
            i.name: i
            for sasaran in scene.situation.sasaran
            for i in sasaran.indicators
            if i.lower is lower
        }
        found = scene.one(
            f
            for f in scene.found(StatedMeasure.CAPAIAN, kinds=(ACHIEVED,))
            if f.fact.of in indicators
        )
        wrong = round_half_up(_value(found), 2) + Fraction(
            scene.random.choice((-210, -130, -40, 70, 160)), 100
        )
        for place in scene.same(found):
            yield scene.rewritten(place, wrong)
        yield from _follow(scene, found.fact.of, wrong)

    return plant


def _follow(scene: Scene, indicator: str, wrong: Fraction) -> Iterator[PlaceChange]:
    """Yield the efficiency of the sasaran, computed from the wrong capaian of its first
    indicator.
    """
    for sasaran in scene.situation.sasaran:
        if sasaran.indicators[0].name == indicator:
            for place in scene.found(StatedMeasure.EFISIENSI, kinds=(COST,)):
                if place.fact.of == sasaran.name:
                    scene.branches.add(sasaran.name)
                    yield scene.rewritten(
                        place, wrong - (scene.situation.serving(sasaran).serapan or 0)
                    )


def _wrong_efficiency(kind: str) -> Plant:
    """Return a mistake in an efficiency: its digits swapped where they differ."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        candidates = [
            f for f in scene.found(StatedMeasure.EFISIENSI, kinds=(kind,)) if depth_of(f.fact) == 1
        ]
        found = scene.one(candidates)
        value = round_half_up(_value(found), 2)
        hundredths = f"{abs(int(value * 100)):03}"
        swapped = Fraction(int(hundredths[:-2] + hundredths[-1] + hundredths[-2]), 100) * (
            -1 if value < 0 else 1
        )
        yield scene.rewritten(
            found, swapped if abs(swapped - value) > Fraction(1, 50) else value + Fraction(9, 10)
        )

    return plant


def _wrong_target(kinds: tuple[str, ...]) -> Plant:
    """Return a mistake in the target of an indicator of a sasaran, in one of several tables."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        names = {
            indicator.name
            for sasaran in scene.situation.sasaran
            for indicator in sasaran.indicators
        }
        found = scene.one(
            f for f in scene.found(StatedMeasure.TARGET, kinds=kinds) if f.fact.of in names
        )
        off = Fraction(scene.random.choice((-2, -1, 1, 2)))
        yield scene.rewritten(found, _value(found) + off)

    return plant


def _in_prose(formula: bool) -> Plant:
    """Return a mistake in a number of running text, or of a written-out formula."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        measures = (
            StatedMeasure.PAGU,
            StatedMeasure.REALISASI,
            StatedMeasure.SERAPAN,
            StatedMeasure.CAPAIAN,
            StatedMeasure.HASIL,
            StatedMeasure.TARGET,
        )
        found = scene.one(
            f
            for f in scene.found(*measures, part=PrintedSection.TEXT)
            if _is_formula(scene, f) is formula
        )
        value = _value(found)
        off = (
            _off(scene, value) - value
            if found.fact.measure in MONEY
            else Fraction(scene.random.choice((-2, -1, 2)))
        )
        yield scene.rewritten(found, round_half_up(value, 2) + off)

    return plant


def _is_formula(scene: Scene, found: PlacedItem) -> bool:
    block = scene.report.blocks[found.spot.block]
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.FORMULA


def _wrong_quarter(scene: Scene) -> Iterator[PlaceChange]:
    """Change what one quarter contributed to the year."""
    found = scene.one(scene.found(StatedMeasure.TRIWULAN, kinds=(ACHIEVED,)))
    numbers = list(re.finditer(r"\d+[.,]\d\d", found.piece.text))
    number = scene.random.choice(numbers)
    value = Fraction(number.group().replace(",", ".")) + scene.random.choice((-3, -2, 2, 4))
    text = scene.notation.decimal(abs(value), 2)
    yield PlaceChange(
        found.spot, found.piece.text[: number.start()] + text + found.piece.text[number.end() :]
    )


# Typing errors ------------------------------------------------------------------------------------


def _slip(change: Callable[[Random, str], str]) -> Plant:
    """Return a slip in the digits of an amount that nothing is under."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        found = scene.one(_leaf_amounts(scene))
        digits = str(int(_value(found)))
        for _ in range(50):
            wrong = change(scene.random, digits)
            if wrong != digits and not wrong.startswith("0") and int(wrong) > 0:
                break
        yield scene.rewritten(found, Fraction(int(wrong)))

    return plant


def _leaf_amounts(scene: Scene) -> list[PlacedItem]:
    leaves = {
        line.code
        for program in scene.situation.programs
        for line in program.lines()
        if not line.children
    }
    amounts = scene.found(StatedMeasure.PAGU, StatedMeasure.REALISASI, kinds=(BUDGET,))
    return [
        found
        for found in amounts
        if found.fact.of in leaves and len(set(str(int(_value(found))))) > 2
    ]


def _swapped(random: Random, digits: str) -> str:
    at = random.randrange(0, max(1, len(digits) // 2))
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _dropped(random: Random, digits: str) -> str:
    at = random.randrange(0, len(digits) // 2 + 1)
    return digits[:at] + digits[at + 1 :]


def _doubled(random: Random, digits: str) -> str:
    at = random.randrange(0, len(digits) // 2 + 1)
    return digits[: at + 1] + digits[at:]


def _sign(scene: Scene) -> Iterator[PlaceChange]:
    """Print a remainder with the wrong sign."""
    found = scene.one(
        found for found in scene.found(StatedMeasure.SISA, kinds=(BUDGET,)) if _value(found) > 0
    )
    yield scene.rewritten(found, -_value(found))


# Spelling of numbers ------------------------------------------------------------------------------


def _spelling(
    measures: tuple[StatedMeasure, ...], pattern: str, respell: Callable[[str], str]
) -> Plant:
    """Return a mistake in how a number is written, of those that the pattern fits."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        candidates = (f for f in scene.found(*measures) if re.search(pattern, f.piece.text))
        found = scene.one(candidates, whole_branch=False)
        yield PlaceChange(
            found.spot, re.sub(pattern, lambda match: respell(match.group()), found.piece.text)
        )

    return plant


def _other_separator(text: str) -> str:
    return text.translate({ord("."): ",", ord(","): "."})


def _misplaced(text: str) -> str:
    """Return an amount whose first separator is one digit too early.

    >>> _misplaced("197.195.216")
    '19.7195.216'
    """
    first = text.index(".") if "." in text else text.index(",")
    return text[: first - 1] + text[first] + text[first - 1] + text[first + 1 :]


def _error_text(scene: Scene) -> Iterator[PlaceChange]:
    """Print what a spreadsheet shows for a broken formula."""
    found = scene.one(scene.found(StatedMeasure.SERAPAN, kinds=(BUDGET,)))
    yield PlaceChange(found.spot, "#DIV/0!" if not found.fact.value else "#REF!")


# Codes and names ----------------------------------------------------------------------------------


def _code(
    respell: Callable[[Scene, str], str], depth: int = 3, whole_branch: bool = False
) -> Plant:
    """Return a mistake in a code of this level."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        codes = [
            found
            for found in scene.found(StatedMeasure.KODE, kinds=(BUDGET,))
            if depth_of(found.fact) == depth
        ]
        found = scene.one(
            (f for f in codes if respell(scene, f.fact.of) != f.fact.of), whole_branch
        )
        yield PlaceChange(
            found.spot, found.piece.text.replace(found.fact.of, respell(scene, found.fact.of))
        )

    return plant


def _two_digits(_: Scene, code: str) -> str:
    return f"{code[:-4]}{code[-2:]}" if re.search(r"\.00\d\d$", code) else code


def _four_digits(_: Scene, code: str) -> str:
    return f"{code[:-2]}00{code[-2:]}" if re.search(r"\.\d\d$", code) else code


def _of_sibling(scene: Scene, code: str) -> str:
    """Return the code of the line before under the same kegiatan."""
    codes = [found.fact.of for found in scene.found(StatedMeasure.KODE, kinds=(BUDGET,))]
    siblings = [
        other
        for other in codes
        if other.rpartition(".")[0] == code.rpartition(".")[0] and other < code
    ]
    return siblings[-1] if siblings else code


def _of_nobody(scene: Scene, code: str) -> str:
    """Return the code under a kegiatan that the budget does not have."""
    segments = code.split(".")
    codes = {found.fact.of for found in scene.found(StatedMeasure.KODE, kinds=(BUDGET,))}
    for number in range(19, 10, -1):
        if ".".join([*segments[:4], str(number)]) not in codes:
            return ".".join([*segments[:4], str(number), *segments[5:]])
    return code


def _program_name(scene: Scene) -> Iterator[PlaceChange]:
    """Leave a word out of the name of a program."""
    kinds = (BUDGET, COST, RESOURCES, PK_PROGRAMS)
    names = [
        found
        for found in scene.found(StatedMeasure.NAMA, kinds=kinds)
        if len(found.piece.plain.split()) >= 5
    ]
    known = [
        found
        for found in names
        if re.match(r"7\.01\.|\d\.\d\d\.01$", found.fact.of) or _is_repeated(scene, found)
    ]
    found = scene.one(known, whole_branch=False)
    words = found.piece.plain.split()
    at = scene.random.choice([at for at, word in enumerate(words[1:-1], 1) if len(word) > 4])
    yield PlaceChange(found.spot, " ".join(words[:at] + words[at + 1 :]))


def _is_repeated(scene: Scene, found: PlacedItem) -> bool:
    return len(scene.same(found)) > 2


# Labels, dates and people -------------------------------------------------------------------------


def _period_of_caption(scene: Scene) -> Iterator[PlaceChange]:
    """Name another period in the caption of a table."""
    label, other = scene.situation.term.label, scene.situation.term.other().label
    kinds = (ACHIEVED, COST, RESOURCES, BUDGET)
    found = scene.one(
        scene.found(StatedMeasure.PERIODE, part=PrintedSection.CAPTION, kinds=kinds),
        whole_branch=False,
    )
    yield PlaceChange(found.spot, found.piece.text.replace(label, other))


def _closing_date(respell: Callable[[Scene, str], str]) -> Plant:
    """Return a mistake in the date under the report."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        found = scene.one(
            f
            for f in scene.found(StatedMeasure.TANGGAL, part=PrintedSection.TEXT)
            if f.fact.of == "penutup"
        )
        yield PlaceChange(found.spot, respell(scene, found.piece.text))

    return plant


def _year_before(_: Scene, text: str) -> str:
    return text[:-4] + str(int(text[-4:]) - 1)


def _some_days_later(scene: Scene, text: str) -> str:
    day = re.search(r"\b\d\d?\b", text)
    assert day is not None
    return (
        text[: day.start()]
        + str(int(day.group()) + scene.random.randint(3, 12))
        + text[day.end() :]
    )


def _no_such_day(_: Scene, text: str) -> str:
    return re.sub(r"\b\d\d? (\w+) (\d{4})$", r"32 \1 \2", text)


def _nip(respell: Callable[[Scene, str], str], times: int) -> Plant:
    """Return a mistake in one NIP of somebody whose NIP is printed at least so many times."""

    def plant(scene: Scene) -> Iterator[PlaceChange]:
        people = [
            found
            for found in scene.found(StatedMeasure.NIP, part=PrintedSection.TEXT)
            if len(scene.same(found)) >= times
        ]
        found = scene.one(people)
        yield PlaceChange(
            found.spot, f"NIP. {respell(scene, found.piece.text.removeprefix('NIP. '))}"
        )

    return plant


def _born_otherwise(scene: Scene, nip: str) -> str:
    return nip[:3] + str((int(nip[3]) + scene.random.randint(1, 4)) % 10) + nip[4:]


def _malformed(scene: Scene, nip: str) -> str:
    """Return a NIP with a month 13, or with a digit missing."""
    return nip[:4] + "13" + nip[6:] if scene.random.random() < 0.5 else nip[:-1]


def _column_number(scene: Scene) -> Iterator[PlaceChange]:
    """Give a column the number of the one before it."""
    numbers = scene.found(StatedMeasure.NOMOR_KOLOM, part=PrintedSection.HEADER)
    plain = [found for found in numbers if re.fullmatch(r"\(?0?\d+\)?", found.piece.text)]
    pairs = [
        (before, found) for before, found in pairwise(plain) if before.spot[:3] == found.spot[:3]
    ]
    if not pairs:
        raise InapplicableError
    before, found = scene.random.choice(pairs)
    yield PlaceChange(found.spot, before.piece.text)


def _overspent(scene: Scene) -> Iterator[PlaceChange]:
    """Point at a line on which more was spent than there was; everything about it adds up."""
    lines = {
        line.code: line
        for program in scene.situation.programs
        for line in program.lines()
        if line.sisa < 0
    }
    spent = scene.found(StatedMeasure.REALISASI, kinds=(BUDGET,))
    found = scene.one(
        found for found in spent if found.fact.of in lines and not lines[found.fact.of].children
    )
    yield PlaceChange(found.spot, found.piece.text)


# Words and claims ---------------------------------------------------------------------------------


def _claimed(scene: Scene) -> Iterator[PlaceChange]:
    """Claim that all is achieved where something is not."""
    if all(i.capaian >= 100 for sasaran in scene.situation.sasaran for i in sasaran.indicators):
        raise InapplicableError
    found = _said(scene, StatedMeasure.KLAIM)
    claims = (
        "Sasaran strategis telah direalisasikan seluruhnya.",
        "Seluruh sasaran telah tercapai.",
    )
    yield PlaceChange(found.spot, scene.random.choice(claims))


def _said(scene: Scene, measure: StatedMeasure, of: str = "") -> PlacedItem:
    """Return one of the pieces of running text that state such a thing."""
    told = scene.found(measure, part=PrintedSection.TEXT)
    return scene.one((found for found in told if of in ("", found.fact.of)), whole_branch=False)


def _in_other_words(scene: Scene) -> Iterator[PlaceChange]:
    """Write another amount in words than in digits."""
    found = _said(scene, StatedMeasure.TERBILANG)
    yield PlaceChange(found.spot, in_words(int(_off(scene, _value(found)))))


def _miscounted(scene: Scene) -> Iterator[PlaceChange]:
    """Count one program more or less than there are."""
    found = _said(scene, StatedMeasure.BANYAK, "program")
    yield PlaceChange(found.spot, str(int(found.piece.text) + scene.random.choice((-1, 1))))


def _wrong_mean(scene: Scene) -> Iterator[PlaceChange]:
    """Print another mean, copied wherever it is repeated."""
    found = scene.one(scene.found(StatedMeasure.RATA_RATA, kinds=(ACHIEVED,)))
    wrong = round_half_up(_value(found), 2) + Fraction(
        scene.random.choice((-170, -90, 60, 140)), 100
    )
    for place in scene.same(found):
        yield scene.rewritten(place, wrong)


def _copied_analysis(scene: Scene) -> Iterator[PlaceChange]:
    """Say of a program word for word what was said of the first one."""
    first, *others = scene.found(StatedMeasure.ANALISIS, part=PrintedSection.TEXT)
    yield PlaceChange(scene.one(others, whole_branch=False).spot, first.piece.text)


def _other_title(scene: Scene) -> Iterator[PlaceChange]:
    """Give a regulation another title than elsewhere: another one, or its first half."""
    found = _said(scene, StatedMeasure.JUDUL)
    titles = (
        "Pedoman Kerja dan Pelaporan Perangkat Daerah",
        found.piece.text.partition(" serta ")[0],
    )
    yield PlaceChange(found.spot, scene.random.choice(titles))


def _of_a_person(scene: Scene) -> Iterator[PlaceChange]:
    """Call the report that of an individual."""
    found = _said(scene, StatedMeasure.SEBUTAN, "laporan")
    yield PlaceChange(found.spot, f"{found.piece.text} Individu")


def _other_page(scene: Scene) -> Iterator[PlaceChange]:
    """Name another page in the list of contents, on a line between others."""
    lines = scene.found(StatedMeasure.HALAMAN, part=PrintedSection.TEXT)
    found = scene.one(lines[3:-3], whole_branch=False)
    yield PlaceChange(found.spot, str(int(found.piece.text) + scene.random.choice((2, 3))))


_AMOUNT = r"\d{1,3}([.,]\d{3}){2,}"
_LONG_AMOUNT = r"\d{2,3}([.,]\d{3}){2,}"
_RATES = (StatedMeasure.SERAPAN, StatedMeasure.CAPAIAN)
_ARITHMETIC = ("ANG-01", "ANG-02", "ANG-03", "ANG-04", "ANG-05")

MISTAKES = {
    mistake.kind: mistake
    for mistake in (
        ErrorKind(
            "jumlah_kegiatan", "critical", _ARITHMETIC, _wrong_amount(MONEY[:2], (BUDGET,), 2)
        ),
        ErrorKind(
            "jumlah_program", "critical", _ARITHMETIC, _wrong_amount(MONEY[:2], (BUDGET,), 1)
        ),
        ErrorKind("jumlah_total", "critical", _ARITHMETIC, _wrong_amount(MONEY[:2], (BUDGET,), 0)),
        ErrorKind(
            "pk_jumlah", "major", ("PKR-06", "LTB-01"), _wrong_amount(MONEY[:1], (PK_PROGRAMS,), 0)
        ),
        ErrorKind(
            "sisa", "major", _ARITHMETIC, _wrong_amount((StatedMeasure.SISA,), (BUDGET,), None)
        ),
        ErrorKind("persen", "major", ("ANG-02",), _wrong_percent(StatedMeasure.SERAPAN, (BUDGET,))),
        ErrorKind("persen_dipotong", "minor", ("ANG-02",), _truncated),
        ErrorKind("capaian", "critical", ("CAP-01",), _wrong_achievement(lower=False)),
        ErrorKind(
            "capaian_terbalik", "critical", ("CAP-01", "CAP-02"), _wrong_achievement(lower=True)
        ),
        ErrorKind("efisiensi", "major", ("EFI-01", "LTB-04"), _wrong_efficiency(COST)),
        ErrorKind(
            "efisiensi_sumber_daya", "major", ("EFI-01", "LTB-04"), _wrong_efficiency(RESOURCES)
        ),
        ErrorKind(
            "pagu_antar_tabel",
            "critical",
            ("LTB-01", "ANG-02", "EFI-07"),
            _wrong_amount(MONEY[:1], (COST,), 1),
        ),
        ErrorKind(
            "realisasi_antar_tabel",
            "critical",
            ("LTB-02", "ANG-02", "EFI-07"),
            _wrong_amount(MONEY[1:2], (COST,), 1),
        ),
        ErrorKind(
            "serapan_antar_tabel",
            "minor",
            ("LTB-03", "EFI-01"),
            _wrong_percent(StatedMeasure.SERAPAN, (RESOURCES,)),
        ),
        ErrorKind(
            "capaian_antar_tabel",
            "critical",
            ("LTB-07", "EFI-01"),
            _wrong_percent(StatedMeasure.CAPAIAN, (RESOURCES,)),
        ),
        ErrorKind(
            "target_antar_tabel", "critical", ("LTB-05", "CAP-01", "PKR-05"), _wrong_target((COST,))
        ),
        ErrorKind(
            "pk_target", "critical", ("PKR-05", "LTB-05", "PKR-07"), _wrong_target((PK_TARGETS,))
        ),
        ErrorKind(
            "pk_pagu",
            "critical",
            ("LTB-01", "PKR-06", "PKR-07"),
            _wrong_amount(MONEY[:1], (PK_PROGRAMS,), 1),
        ),
        ErrorKind(
            "koma_ribuan",
            "minor",
            ("ANK-01", "ANK-05"),
            _spelling(MONEY, _AMOUNT, _other_separator),
        ),
        ErrorKind(
            "kelompok_rusak", "major", ("ANK-02",), _spelling(MONEY, _LONG_AMOUNT, _misplaced)
        ),
        ErrorKind(
            "sen_titik", "minor", ("ANK-03", "ANK-05"), _spelling(MONEY, r",00\b", _other_separator)
        ),
        ErrorKind(
            "persen_titik",
            "minor",
            ("ANK-04", "ANK-05"),
            _spelling(_RATES, r"\d+[.,]\d\d", _other_separator),
        ),
        ErrorKind("kode_dua_digit", "minor", ("KOD-01",), _code(_two_digits)),
        ErrorKind("kode_empat_digit", "minor", ("KOD-01",), _code(_four_digits)),
        ErrorKind(
            "kode_ganda", "major", ("ANG-09", "KOD-03"), _code(_of_sibling, whole_branch=True)
        ),
        ErrorKind(
            "kode_yatim", "major", ("ANG-10", "KOD-03"), _code(_of_nobody, whole_branch=True)
        ),
        ErrorKind("nama_program", "minor", ("LTB-10", "KOD-03"), _program_name),
        ErrorKind("periode_judul", "major", ("TGL-05",), _period_of_caption),
        ErrorKind("tanggal_penutup", "major", ("TGL-01", "TGL-02"), _closing_date(_year_before)),
        ErrorKind("tanggal_beda", "minor", ("TGL-02",), _closing_date(_some_days_later)),
        ErrorKind("tanggal_mustahil", "minor", ("TGL-03",), _closing_date(_no_such_day)),
        ErrorKind("nip_beda", "major", ("IDN-03",), _nip(_born_otherwise, 2)),
        ErrorKind("nip_bentuk", "minor", ("IDN-01", "IDN-03"), _nip(_malformed, 1)),
        ErrorKind(
            "narasi", "major", ("NAR-01", "LTB-05", "LTB-06", "LTB-07"), _in_prose(formula=False)
        ),
        ErrorKind(
            "rumus", "critical", ("CAP-09", "LTB-05", "LTB-06", "LTB-07"), _in_prose(formula=True)
        ),
        ErrorKind("triwulan", "major", ("CAP-07",), _wrong_quarter),
        ErrorKind("angka_tertukar", "critical", _ARITHMETIC, _slip(_swapped)),
        ErrorKind("angka_hilang", "critical", _ARITHMETIC, _slip(_dropped)),
        ErrorKind("angka_ganda", "critical", _ARITHMETIC, _slip(_doubled)),
        ErrorKind("tanda", "major", ("ANG-08", *_ARITHMETIC), _sign),
        ErrorKind("teks_galat", "major", ("ANG-17",), _error_text),
        ErrorKind("nomor_kolom", "minor", ("STR-17",), _column_number),
        ErrorKind("realisasi_lebih", "critical", ("ANG-06",), _overspent),
        ErrorKind("klaim_tercapai", "critical", ("NAR-02",), _claimed),
        ErrorKind("terbilang", "major", ("NAR-10",), _in_other_words),
        ErrorKind("jumlah_program_narasi", "minor", ("LTB-08",), _miscounted),
        ErrorKind("rata_rata_capaian", "major", ("CAP-08",), _wrong_mean),
        ErrorKind("paragraf_ganda", "minor", ("NAR-05",), _copied_analysis),
        ErrorKind("judul_peraturan", "minor", ("IDN-07",), _other_title),
        ErrorKind("kinerja_individu", "minor", ("NAR-08",), _of_a_person),
        ErrorKind("halaman_daftar_isi", "info", ("STR-04",), _other_page),
    )
}


class InjectedError(NamedTuple):
    """A mistake that was made: what was there, what is there now, and the places that repeat it."""

    mistake: ErrorKind
    spot: PrintedPosition
    was: str
    now: str
    copies: tuple[PlaceChange, ...]


def make_mistakes(scene: Scene, kinds: Iterable[str]) -> list[InjectedError]:
    """Make mistakes of these kinds in the report of the scene, one after the other, and return
    them.
    """
    errors = []
    for kind in kinds:
        mistake = MISTAKES[kind]
        try:
            first, *copies = mistake.plant(scene)
        except InapplicableError:
            raise InapplicableError(f"there is no place for {kind}") from None
        was = scene.report.piece(first.spot).text
        for change in (first, *copies):
            scene.report = scene.report.reprinted(change.spot, change.now)
        errors.append(InjectedError(mistake, first.spot, was, first.now, tuple(copies)))
    return errors
