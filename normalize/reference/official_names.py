"""The levels at which the decrees list a name: of program, kegiatan and sub kegiatan of all urusan.

`official_names.csv` holds each name once a level, folded as names are compared, from all decrees
since Permendagri 90/2019 and of provinces as well as kabupaten and kota. It says nothing of codes:
a name may be under many.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from extract.patterns import regex
from extract.text.similarity import nearest
from normalize.text.comparison import normalize_text
from normalize.values.codes import CodeLevel

# what the decrees add to a name, and reports often leave out
_WHERE = regex(r" (?:daerah )?(?:kabupaten kota|kabupaten|kota|provinsi)$")
# a name so like an official one is that name, misspelt
_ALIKE = 94
# a shorter name is like too many
_LONG = 20


def key_of(name: str) -> str:
    """Return a name as it is compared: folded, without the kind of region at its end.

    >>> key_of("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN / KOTA")
    'program penunjang urusan pemerintahan'
    """
    return _WHERE.sub("", normalize_text(name))


def official_levels(name: str) -> frozenset[CodeLevel]:
    """Return the levels at which a name is listed, or one of which it is a misspelling; none for
    any other name.

    >>> official_levels("Administrasi Umum Perangkat Daerah")
    frozenset({<CodeLevel.KEGIATAN: 'kegiatan'>})
    >>> official_levels("Penyediaan Gaji dan Tunjangn ASN")
    frozenset({<CodeLevel.SUB_KEGIATAN: 'sub_kegiatan'>})
    """
    return _levels(key_of(name))


@lru_cache(maxsize=16384)
def _levels(key: str) -> frozenset[CodeLevel]:
    known = _listed()
    if key in known or len(key) < _LONG:
        return known.get(key, frozenset())
    listed = nearest(key, known, _ALIKE)
    return known[listed] if listed else frozenset()


@cache
def _listed() -> dict[str, frozenset[CodeLevel]]:
    """Return the levels of every listed name."""
    levels: dict[str, set[CodeLevel]] = defaultdict(set)
    for level, name in _lines():
        levels[name].add(level)
    return {name: frozenset(found) for name, found in levels.items()}


def _lines() -> Iterator[tuple[CodeLevel, str]]:
    with Path(__file__).with_name("official_names.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from ((CodeLevel(level), name) for level, name in rows)
