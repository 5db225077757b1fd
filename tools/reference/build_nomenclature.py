"""Builds `normalize/reference/nomenclature.csv` from collected copies of the decrees.

The collections have the columns code, level, name, regime and sources, one line for each code of
each decree. Only facts are taken over, and only from lists that somebody held: a line inferred from
its neighbours is none. Of the support programs, which the decrees list once as X.XX.01, the copies
made for 7.01 are left out.

    python -m tools.reference.build_nomenclature 7.01-kecamatan.csv common.csv normalize/reference/nomenclature.csv
"""  # noqa: E501

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from normalize.reference.nomenclature import Decree
from normalize.values.codes import CodeLevel

_DECREES = {
    "permendagri-90-2019": Decree.PERMENDAGRI_90,
    "kepmendagri-050-3708-2020": Decree.KEPMENDAGRI_3708,
    "kepmendagri-900-1317-2023": Decree.KEPMENDAGRI_1317,
    "kepmendagri-900-1-2850-2025": Decree.KEPMENDAGRI_2850,
}
_FOOTNOTE = re.compile(r"\s*\*+\)?")
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")


class NomenclatureLine(NamedTuple):
    """One line of the data file."""

    code: str
    level: str
    name: str
    decree: str


def clean_name(name: str) -> str:
    """Return a name without footnote stars, folded to one line.

    >>> clean_name("Peraturan Perundang- undangan  ******)")
    'Peraturan Perundang-undangan'
    """
    return _LINE_END_HYPHEN.sub("-", " ".join(_FOOTNOTE.sub("", name).split()))


def facts(lines: Iterable[dict[str, str]]) -> Iterator[NomenclatureLine]:
    """Yield what the lines of a collection state, as the data file has it."""
    for line in lines:
        regime = line["regime"].split(" ")[0]
        if (
            line["sources"].startswith("0 direct")
            or regime not in _DECREES
            or line["code"].startswith("7.01.01")
        ):
            continue
        level = CodeLevel(line["level"].replace("subkegiatan", "sub_kegiatan"))
        yield NomenclatureLine(
            line["code"], level.value, clean_name(line["name"]), _DECREES[regime].value
        )


def main(arguments: Sequence[str]) -> None:
    """Read the collections and write the data file, which is the last argument."""
    *collections, target = map(Path, arguments)
    found: set[NomenclatureLine] = set()
    for collection in collections:
        with collection.open(encoding="utf-8", newline="") as lines:
            found.update(facts(csv.DictReader(lines)))
    in_order = sorted(found, key=_oldest_first)
    with target.open("w", encoding="utf-8", newline="") as output:
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(NomenclatureLine._fields)
        writer.writerows(in_order)


def _oldest_first(fact: NomenclatureLine) -> tuple[int, str]:
    return list(Decree).index(Decree(fact.decree)), fact.code


if __name__ == "__main__":
    main(sys.argv[1:])
