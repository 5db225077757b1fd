"""What the words in the header of a column say: the vocabulary of Indonesian budget and performance
tables.
"""

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import regex
from extract.text.similarity import nearest
from normalize.report import Role, TargetBasis


class HeaderMeasure(Enum):
    """What is measured, before it is known of what: the realisasi of an indicator or of a
    budget.
    """

    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    SERAPAN = "serapan"
    SISA = "sisa"
    SELISIH = "selisih"
    EFISIENSI = "efisiensi"
    PAGU = "pagu"
    PAID = "sp2d"
    PROGRESS = "kemajuan"
    PERSEN = "persen"


class HeaderSubject(Enum):
    """What is measured in: rupiah of a budget, an indicator, physical progress, or revenue."""

    ANGGARAN = "anggaran"
    KINERJA = "kinerja"
    FISIK = "fisik"
    PENDAPATAN = "pendapatan"


class PaguVersion(Enum):
    """Which budget a pagu belongs to; the later ones count more."""

    MURNI = 0
    UNSTATED = 1
    PERUBAHAN = 2
    JUMLAH = 3


class HeaderMeaning(NamedTuple):
    """What a header says about its column, as far as its words alone show.

    `compared` states that something is put in relation to what its `basis` names: "Realisasi
    terhadap Standar Nasional". `share` marks a percentage of what is named behind it: "%
    Realisasi", not "Realisasi (%)". `unnamed` is true where nothing is named but money or a total:
    "Keuangan (Rp)", "Jumlah". `averaged` marks the mean of several capaian: "Rata-rata Capaian".
    """

    what: HeaderMeasure | Role | None = None
    subject: HeaderSubject | None = None
    percent: bool = False
    version: PaguVersion = PaguVersion.UNSTATED
    basis: TargetBasis = TargetBasis.YEAR
    compared: bool = False
    share: bool = False
    unnamed: bool = False
    averaged: bool = False


@lru_cache(maxsize=4096)
def header_meaning(levels: tuple[str, ...]) -> HeaderMeaning:
    """Return what a header says, its levels given top-down.

    >>> header_meaning(("Perubahan Anggaran", "R"))[:2]
    (<HeaderMeasure.REALISASI: 'realisasi'>, <HeaderSubject.ANGGARAN: 'anggaran'>)
    >>> header_meaning(("KODE REKE NING",)).what
    <Role.KODE: 'kode'>
    """
    sense = _meaning([_words(level) for level in levels])
    sense = sense if sense.what else _meaning([_corrected(_words(level)) for level in levels])
    return sense._replace(unnamed=_is_unnamed(levels))


_VOCABULARY = {
    word: concept
    for concept, words in {
        "target": "target perjanjian",
        "rencana": "rencana",
        "realisasi": "realisasi spj",
        "capaian": "capaian pencapaian ketercapaian tercapai",
        "serapan": "serapan penyerapan serap terserap",
        "sisa": "sisa saldo",
        "selisih": "selisih",
        "efisiensi": "efisiensi efesiensi efisien",
        "persen": "% persen persentase prosentase presentase porsentase rasio",
        "pagu": "pagu plafon dpa dppa dipa alokasi",
        "anggaran": "anggaran keuangan keu belanja dana pendanaan biaya pembiayaan",
        "rp": "rupiah rp idr",
        "pendapatan": "pendapatan penerimaan",
        "kinerja": "kinerja",
        "fisik": "fisik",
        "indikator": "indikator ikd iku iki",
        "sasaran": "sasaran",
        "tujuan": "tujuan",
        "program": "program progam",
        "kegiatan": "kegiatan subkegiatan aktivitas aktifitas",
        "uraian": "uraian urusan",
        "jenis": "jenis nama",
        "kode": "kode rekening rek",
        "nomor": "no nomor",
        "urut": "urut",
        "satuan": "satuan",
        "sumber": "sumber",
        "daya": "daya sumberdaya",
        "keterangan": "keterangan ket catatan penjelasan analisis analisa",
        "lain": "lokasi bobot predikat kriteria kategori penanggung volume interval skala rentang "
        "kelamin gender",
        "rata": "rata",
        "keluaran": "ro output keluaran",
        "pertumbuhan": "pertumbuhan kenaikan peningkatan penurunan bertambah berkurang naik turun",
        "jumlah": "jumlah total",
        "murni": "sebelum murni awal semula penetapan induk",
        "perubahan": "setelah sesudah perubahan revisi menjadi",
        "jangka panjang": "renstra rpjmd rpd akhir menengah",
        "rencana kerja": "rkt renja rkpd",
        "luar": "nasional provinsi standar",
        "terhadap": "terhadap thdp thd dibanding dibandingkan",
        "kontrak": "kontrak spd spm",
        "sp2d": "sp2d",
        "kemajuan": "kemajuan progres progress",
        "kekurangan": "kekurangan kelebihan",
    }.items()
    for word in words.split()
}
_LONG_WORDS = tuple(word for word in _VOCABULARY if len(word) >= 5)
_LETTERS = {
    "t": HeaderMeasure.TARGET,
    "p": HeaderMeasure.PAGU,
    "r": HeaderMeasure.REALISASI,
    "c": HeaderMeasure.CAPAIAN,
}
_MEASURES = {
    measure.value: measure for measure in HeaderMeasure if measure is not HeaderMeasure.PERSEN
} | {"rencana": HeaderMeasure.TARGET}
_LABELS = {
    "indikator": Role.INDIKATOR,
    "tujuan": Role.TUJUAN,
    "sasaran": Role.SASARAN,
    "program": Role.PROGRAM,
    "kegiatan": Role.URAIAN,
    "uraian": Role.URAIAN,
}
_TOKEN = regex(r"sp2d|[^\W\d_]+|%")


_UNIT_WORDS = frozenset({"rp", "rupiah", "idr"})
_UNNAMED_WORDS = frozenset({"keuangan", "keu", "jumlah", "total"})


def _is_unnamed(levels: tuple[str, ...]) -> bool:
    """Return whether a header names money or a total and nothing else."""
    tokens = {token for level in levels for token in _TOKEN.findall(level.casefold())}
    return not _UNNAMED_WORDS.isdisjoint(tokens) and tokens <= _UNNAMED_WORDS | _UNIT_WORDS


def _words(text: str) -> tuple[str, ...]:
    """Return the concepts of a text; a word that the vocabulary does not hold stands for itself."""
    tokens = _TOKEN.findall(text.casefold())
    words, at = [], 0
    while at < len(tokens):
        length = _longest_word(tokens, at)
        word = "".join(tokens[at : at + length])
        words.append(_VOCABULARY.get(word, word))
        if word == "dppa":
            words.append("perubahan")
        at += length
    return tuple(words)


def _longest_word(tokens: list[str], at: int) -> int:
    """Return how many pieces from `at` make one word: a narrow column breaks it (REKE NING, T a r g
    e t).
    """
    for length in range(min(12, len(tokens) - at), 1, -1):
        pieces = tokens[at : at + length]
        if "".join(pieces) in _VOCABULARY and not all(piece in _VOCABULARY for piece in pieces):
            return length
    return 1


@lru_cache(maxsize=1024)
def _corrected(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_nearest(word) for word in words)


def _nearest(word: str) -> str:
    """Return the concept whose word is spelled nearly like this one, or the word."""
    if len(word) < 5:
        return word
    known = nearest(word, _LONG_WORDS, 84)
    return _VOCABULARY[known] if known else word


def _meaning(levels: list[tuple[str, ...]]) -> HeaderMeaning:
    """Combine the levels of a header; what the lowest one says counts most."""
    from_bottom = [level for level in reversed(levels) if level]
    what, decided_at = _what(from_bottom)
    words = {word for level in from_bottom for word in level}
    return HeaderMeaning(
        what,
        next((subject for level in from_bottom if (subject := _subject(level))), None),
        percent=any("persen" in level for level in from_bottom[: decided_at + 1]),
        version=_version(words, from_bottom),
        basis=_basis(from_bottom),
        compared=any("terhadap" in level for level in from_bottom),
        share=any(map(_is_share, from_bottom)),
        averaged=any({"rata", "capaian"}.issubset(level) for level in from_bottom),
    )


def _is_share(words: tuple[str, ...]) -> bool:
    """Return whether the percent sign is before what it is a percentage of."""
    measured = [at for at, word in enumerate(words) if word in _MEASURES]
    return "persen" in words and bool(measured) and words.index("persen") < measured[0]


_BASES = {
    "luar": TargetBasis.OUTSIDE,
    "jangka panjang": TargetBasis.LONG_TERM,
    "kemajuan": TargetBasis.LONG_TERM,
    "rencana kerja": TargetBasis.WORK_PLAN,
    "lalu": TargetBasis.EARLIER,
    "sebelumnya": TargetBasis.EARLIER,
}


def _basis(from_bottom: list[tuple[str, ...]]) -> TargetBasis:
    """Return the plan that a header names: what it is measured against, where it says so."""
    for level in from_bottom:
        against = level[level.index("terhadap") :] if "terhadap" in level else level
        if found := next((_BASES[word] for word in against if word in _BASES), None):
            return found
        if (
            not {"tahun", "thn"}.isdisjoint(against)
            and "terhadap" in level
            and "target" not in against
        ):
            return TargetBasis.EARLIER
    return TargetBasis.YEAR


def _what(from_bottom: list[tuple[str, ...]]) -> tuple[HeaderMeasure | Role | None, int]:
    """Return what the header is about and the level that says so, counted from the bottom."""
    plain = [_what_of_level(level) for level in from_bottom]
    if Role.LAIN in plain:
        return Role.LAIN, 0
    if from_bottom and _is_version_of_pagu(from_bottom):
        return HeaderMeasure.PAGU, 0
    for at, what in enumerate(plain):
        if isinstance(what, HeaderMeasure) or (what and not at):
            return what, at
    joined = set[str]().union(*from_bottom)
    if "persen" in joined:
        return HeaderMeasure.PERSEN, 0
    if "kontrak" not in joined and ("anggaran" in joined or {"jumlah", "rp"} <= joined):
        return HeaderMeasure.PAGU, 0
    return next(((what, at) for at, what in enumerate(plain) if what), (None, 0))


def _is_version_of_pagu(from_bottom: list[tuple[str, ...]]) -> bool:
    """Return whether the lowest level only names a budget's version, under one header for pagu and
    realisasi.
    """
    above = {word for level in from_bottom[1:] for word in level}
    return {"murni", "perubahan"}.issuperset(from_bottom[0]) and {"pagu", "realisasi"} <= above


def _what_of_level(words: tuple[str, ...]) -> HeaderMeasure | Role | None:
    found = set(words)
    if "sumber" in found and "anggaran" in found:
        return Role.SUMBER_DANA
    if "keterangan" in found:
        return Role.KETERANGAN
    if not found.isdisjoint({"lain", "rata", "kekurangan"}) or _is_of_change(words):
        return Role.LAIN
    if "efisiensi" in found:
        return HeaderMeasure.EFISIENSI
    return _measure(words) or _label(words, found)


def _is_of_change(words: tuple[str, ...]) -> bool:
    """Return whether a change is named before anything that changes: a growth of realisasi, no
    target of growth. "% Perubahan" of nothing is one, "Anggaran Perubahan" the budget.
    """
    if {"persen", "perubahan"} <= set(words) and {*_MEASURES, "anggaran"}.isdisjoint(words):
        return True
    named = (word for word in words if word == "pertumbuhan" or word in _MEASURES)
    return next(named, None) == "pertumbuhan"


def _measure(words: tuple[str, ...]) -> HeaderMeasure | None:
    """Return the first measure that is named: a target of capaian is a target, a capaian of the
    target a capaian.

    What something is compared with is not measured: "Persentase terhadap Target".
    """
    if words[0] == "indikator":
        return None
    if "terhadap" in words:
        words = words[: words.index("terhadap")]
    if "sisa" in words:
        return HeaderMeasure.SISA
    named = (
        [word for word in words if word != "pagu"]
        if "realisasi" in words or "target" in words
        else words
    )
    if measure := next((_MEASURES[word] for word in named if word in _MEASURES), None):
        return measure
    letters = [word for word in words if word != "persen"]
    return _LETTERS.get(letters[0]) if len(letters) == 1 else None


def _label(words: tuple[str, ...], found: set[str]) -> Role | None:
    if "kode" in found:
        return Role.URAIAN if "uraian" in found else Role.KODE
    if found <= {"nomor", "urut"}:
        return Role.NOMOR
    if {"program", "kegiatan"} <= found and words[0] in {
        "program",
        "uraian",
        "kegiatan",
        "nama",
        "sub",
    }:
        return Role.URAIAN
    if ("anggaran" in found and words[0] == "anggaran") or words[0] == "jumlah":
        return None  # "Jumlah Kegiatan" is a count, no name
    label = next((_LABELS[word] for word in words if word in _LABELS), None)
    if label is None and words[0] == "jenis":
        return Role.URAIAN
    return label or (Role.SATUAN if "satuan" in found else None)


def _subject(words: tuple[str, ...]) -> HeaderSubject | None:
    if "pendapatan" in words:
        return HeaderSubject.PENDAPATAN
    if "anggaran" in words or "rp" in words or ("pagu" in words and "target" not in words):
        return HeaderSubject.ANGGARAN
    if "fisik" in words:
        return HeaderSubject.FISIK
    of_results = not {"kinerja", "indikator"}.isdisjoint(words)
    of_results |= "capaian" in words and not {"sasaran", "keluaran"}.isdisjoint(words)
    return HeaderSubject.KINERJA if of_results or words == ("k",) else None


def _version(words: set[str], from_bottom: list[tuple[str, ...]]) -> PaguVersion:
    if "murni" in words:
        return PaguVersion.MURNI
    if from_bottom and "jumlah" in from_bottom[0]:
        return PaguVersion.JUMLAH
    return PaguVersion.PERUBAHAN if "perubahan" in words else PaguVersion.UNSTATED
