"""Sasaran, their indicators and those of programs: targets, results, and what was achieved
of them.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import NamedTuple

from tools.generator.facts.budget import BudgetLine
from tools.generator.facts.terms import ReportTerm


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured; `lower` marks one of which less is better; `quarters` add up to the
    result.
    """

    name: str
    unit: str
    target: Fraction
    hasil: Fraction
    lower: bool = False
    quarters: tuple[Fraction, ...] = ()

    @property
    def capaian(self) -> Fraction:
        """The percentage achieved: R/T, or (2T - R)/T where less is better (LAN 239/2003)."""
        achieved = 2 * self.target - self.hasil if self.lower else self.hasil
        return 100 * achieved / self.target


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A goal with its indicators and the programs that serve it."""

    name: str
    indicators: tuple[Indicator, ...]
    programs: tuple[BudgetLine, ...]


class _IndicatorType(NamedTuple):
    """An indicator that an office may have: its target lies between `low` and `high`."""

    sasaran: str
    name: str
    unit: str
    low: int
    high: int
    lower: bool = False


_SORTS = {
    "kecamatan": (
        _IndicatorType(
            "Meningkatnya kualitas penyelenggaraan pelayanan publik di kecamatan",
            "Persentase hasil fasilitasi dan koordinasi yang ditindaklanjuti",
            "%", 88, 97,
        ),
        _IndicatorType(
            "Meningkatnya kualitas penyelenggaraan pelayanan publik di kecamatan",
            "Rata-rata waktu tunggu pelayanan administrasi",
            "Menit", 12, 30, True,
        ),
        _IndicatorType(
            "Meningkatnya akuntabilitas pemerintahan desa",
            "Rata-rata persentase desa yang menyusun dokumen administrasi pemerintahan desa "
"tepat waktu",
            "%", 84, 98,
        ),
        _IndicatorType("Meningkatnya ketenteraman wilayah", "Jumlah gangguan ketertiban yang dilaporkan", "Kasus", 10, 24, True),  # noqa: E501
    ),
    "inspektorat": (
        _IndicatorType(
            "Meningkatnya kualitas pengawasan internal",
            "Persentase rekomendasi hasil pengawasan yang ditindaklanjuti",
            "%", 80, 95,
        ),
        _IndicatorType(
            "Meningkatnya kualitas pengawasan internal",
            "Persentase temuan berulang pada perangkat daerah",
            "%", 10, 25, True,
        ),
        _IndicatorType("Meningkatnya kapabilitas APIP", "Jumlah perangkat daerah yang didampingi", "OPD", 18, 40),  # noqa: E501
    ),
    "badan": (
        _IndicatorType(
            "Meningkatnya keselarasan perencanaan pembangunan daerah",
            "Persentase keselarasan dokumen perencanaan perangkat daerah",
            "%", 85, 98,
        ),
        _IndicatorType(
            "Meningkatnya kualitas tata kelola perangkat daerah",
            "Jumlah keluhan pelayanan yang belum diselesaikan",
            "Keluhan", 8, 20, True,
        ),
        _IndicatorType("Meningkatnya kualitas tata kelola perangkat daerah", "Indeks kepuasan masyarakat", "Indeks", 80, 90),  # noqa: E501
    ),
    "dinas": (
        _IndicatorType("Meningkatnya mutu layanan dinas", "Indeks kepuasan masyarakat atas layanan dinas", "Indeks", 78, 90),  # noqa: E501
        _IndicatorType("Meningkatnya mutu layanan dinas", "Jumlah pengaduan yang belum ditangani", "Pengaduan", 10, 25, True),  # noqa: E501
        _IndicatorType(
            "Meningkatnya cakupan layanan di wilayah kabupaten",
            "Persentase kecamatan yang memperoleh layanan sesuai standar",
            "%", 70, 95,
        ),
    ),
}  # fmt: skip
_FAMILY = {"kelurahan": "kecamatan", "bappeda": "badan", "bkpsdm": "badan"}


def draw_sasaran(
    random: Random, sort: str, programs: tuple[BudgetLine, ...], term: ReportTerm, lower: bool
) -> tuple[Sasaran, ...]:
    """Return the sasaran of an office, its programs spread over them; one indicator falls at least
    with `lower`.
    """
    family = _FAMILY.get(sort, "dinas" if sort.startswith("dinas") else sort)
    sorts = [kind for kind in _SORTS[family] if lower or not kind.lower]
    names = list(dict.fromkeys(kind.sasaran for kind in sorts))[: len(programs)]
    cuts = [round(len(programs) * at / len(names)) for at in range(len(names) + 1)]
    result = []
    for name, (first, last) in zip(names, pairwise(cuts), strict=True):
        indicators = (_drawn(random, kind, term) for kind in sorts if kind.sasaran == name)
        result.append(Sasaran(name, tuple(indicators), programs[first:last]))
    return tuple(result)


def all_achieved(listed: tuple[Sasaran, ...]) -> tuple[Sasaran, ...]:
    """Return the sasaran with every indicator at its target or beyond it."""
    return tuple(replace(one, indicators=tuple(map(_achieved, one.indicators))) for one in listed)


def _achieved(indicator: Indicator) -> Indicator:
    if indicator.capaian >= 100:
        return indicator
    missing = indicator.target - indicator.hasil
    quarters = (
        (*indicator.quarters[:-1], indicator.quarters[-1] + missing) if indicator.quarters else ()
    )
    return replace(indicator, hasil=indicator.target, quarters=quarters)


def _drawn(random: Random, sort: _IndicatorType, term: ReportTerm) -> Indicator:
    counted = sort.unit not in ("%", "Indeks")
    if counted:
        target = Fraction(random.randint(sort.low, sort.high))
        hasil = target + random.randint(-4, 2)
        return Indicator(sort.name, sort.unit, target, hasil, sort.lower)
    target = _hundredths(random, sort.low, sort.high)
    hasil = min(target * Fraction(random.randint(9300, 10200), 10000), Fraction(100))
    hasil = Fraction(round(hasil * 100), 100)
    quarters = _quarters(random, hasil, term.quarters) if sort.unit == "%" else ()
    return Indicator(sort.name, sort.unit, target, hasil, sort.lower, quarters)


def _hundredths(random: Random, low: int, high: int) -> Fraction:
    return Fraction(random.randint(low * 100, high * 100), 100)


def _quarters(random: Random, hasil: Fraction, count: int) -> tuple[Fraction, ...]:
    """Return what each quarter contributed, in hundredths."""
    weights = [random.randint(20, 45) for _ in range(count)]
    shares = [Fraction(int(hasil * 100 * weight / sum(weights)), 100) for weight in weights[:-1]]
    return (*shares, hasil - sum(shares))


_SUBJECTS = (
    ("PENUNJANG", "Persentase pemenuhan kebutuhan operasional perkantoran"),
    ("ADMINISTRASI PERKANTORAN", "Persentase pemenuhan layanan administrasi perkantoran"),
    (
        "SARANA DAN PRASARANA APARATUR",
        "Persentase sarana dan prasarana aparatur dalam kondisi baik",
    ),
    ("PELAYANAN PUBLIK", "Persentase pelayanan administrasi sesuai standar pelayanan"),
    ("PEMBERDAYAAN", "Persentase lembaga kemasyarakatan yang aktif"),
    ("KETENTRAMAN", "Persentase gangguan ketenteraman dan ketertiban yang ditangani"),
    ("PEMERINTAHAN UMUM", "Persentase urusan pemerintahan umum yang difasilitasi"),
    ("PEMERINTAHAN DESA", "Persentase desa yang menetapkan APBDesa tepat waktu"),
)


def draw_program_indicator(random: Random, program: BudgetLine) -> Indicator:
    """Return the indicator of a program, most often fully achieved."""
    name = program.name.upper()
    plain = program.name.lower().removeprefix("program ")
    indicator = next(
        (text for word, text in _SUBJECTS if word in name), f"Persentase pelaksanaan {plain}"
    )
    target = Fraction(100)
    hasil = target if random.random() < 0.7 else _hundredths(random, 93, 100)
    return Indicator(indicator, "%", target, hasil)
