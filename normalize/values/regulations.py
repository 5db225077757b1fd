"""How reports cite regulations: the kind in words or in short, its number and year, and what it is
about (tentang).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.patterns import regex
from extract.text.years import YEAR


class Regulation(NamedTuple):
    """A cited regulation: `Perbup 96/2019`, its title "" where none follows or its end cannot be
    determined.

    `ended` marks a title whose end the text shows. `start` and `end` are where kind, number and
    year are in the text.
    """

    kind: str
    number: int
    year: int
    title: str
    ended: bool
    start: int
    end: int

    @property
    def label(self) -> str:
        """The regulation in short: Perbup 96/2019."""
        return f"{self.kind} {self.number}/{self.year}"


_MINISTER = r"peraturan\s+menteri\s+(?:negara\s+)?"
_KINDS = {
    "UU": r"undang\s*[-–\ufffe]?\s*undang|uu",
    "PermenPANRB": (
        rf"{_MINISTER}(?:pan\s?-?\s?rb|pan\s+dan\s+rb|pendayagunaan\s+aparatur\s+negara)|"
        r"permen\s?pan(?:\s?-?\s?rb)?"
    ),
    "Permendagri": rf"{_MINISTER}dalam\s+negeri|permendagri",
    "Kepmendagri": r"keputusan\s+menteri\s+dalam\s+negeri|kepmendagri",
    "PP": r"peraturan\s+pemerintah(?!\s+daerah|\s+kab|\s+kota|\s+prov)|pp",
    "Perpres": r"peraturan\s+presiden|perpres",
    "Inpres": r"instruksi\s+presiden|inpres",
    "Perda": r"peraturan\s+daerah|perda",
    "Perbup": r"peraturan\s+bupati|perbup",
    "Perwali": r"peraturan\s+wali\s?kota|perwal(?:i|ko)?",
    "Pergub": r"peraturan\s+gubernur|pergub",
}
_WORDS_BETWEEN = r"(?:\s+(?!(?:nomor|no|tahun|tentang)\b)[a-z&/().-]+){0,8}?"
_CITED = regex(
    r"\b(?:" + "|".join(rf"(?P<{kind}>{words})" for kind, words in _KINDS.items()) + r")\b"
    rf"(?P<whose>{_WORDS_BETWEEN})\s*(?:\b(?:nomor|"
    r"no)\b[\s.:]*)?(?P<number>\d{1,3})(?:\s+tahun\s+|\s?/\s?)"
    rf"(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
_HINT = regex(
    r"undang|peraturan|instruksi|keputusan|per(?:men|pres|da|bup|wal|gub)|\b(?:uu|pp)\b",
    re.IGNORECASE,
)
_ABOUT = regex(r"[\s,]*\btentang\s+", re.IGNORECASE)
_WORD = regex(r"\S+")
_JOINING = frozenset(
    {
        "dan",
        "serta",
        "atas",
        "di",
        "pada",
        "dalam",
        "dengan",
        "untuk",
        "bagi",
        "dari",
        "ke",
        "oleh",
        "antara",
        "atau",
        "terhadap",
        "beserta",
        "tentang",
    }
)
_ANOTHER = regex(
    r"(?:peraturan|undang|keputusan|instruksi|nomor|no|perda|perbup|tahun)\b", re.IGNORECASE
)
_LONGEST = 40


def find_regulations(text: str) -> list[Regulation]:
    """Return every regulation that `text` cites by kind, number and year, in order.

    >>> [cited] = find_regulations("Peraturan Bupati Lumajang Nomor : 6 Tahun 2018 tentang Pedoman Laporan, maka")
    >>> cited.label, cited.title, cited.ended
    ('Perbup 6/2018', 'Pedoman Laporan', True)
    """  # noqa: E501
    return list(_found(text)) if ("20" in text or "19" in text) and _HINT.search(text) else []


def _found(text: str) -> Iterator[Regulation]:
    for match in _CITED.finditer(text):
        kind = next(kind for kind in _KINDS if match[kind])
        if kind == "Perda" and "prov" in match["whose"].casefold():
            kind = "Perda Provinsi"
        about = _ABOUT.match(text, match.end())
        title, ended = _title(text, about.end()) if about else ("", False)
        yield Regulation(
            kind, int(match["number"]), int(match["year"]), title, ended, match.start(), match.end()
        )


def _title(text: str, start: int) -> tuple[str, bool]:
    """Return the title that begins at `start`, as far as its words are written large, and whether
    its end shows.
    """
    words: list[str] = []
    ended = False
    for found in _WORD.finditer(text, start):
        word = found[0]
        bare = word.strip("\"'“”‘’")
        if _ANOTHER.match(bare) or not (bare[:1].isupper() or bare.rstrip(",") in _JOINING):
            ended = not _ANOTHER.match(bare)
            break
        words.append(bare.rstrip('.,;:)"”’'))
        ended = bare.endswith((".", ";", ":", ")", '"', "”"))
        if ended or len(words) > _LONGEST:
            break
    while words and words[-1].casefold() in _JOINING:
        words.pop()
    return (" ".join(words), ended) if len(words) <= _LONGEST else ("", False)
