"""Builds `normalize/reference/official_names.csv` from collected copies of the decrees.

The collections have the columns level and name, one line for each code of each decree. Only facts
are taken over: at which level a name is listed.

    python -m tools.reference.build_official_names national.csv common.csv 7.01-kecamatan.csv normalize/reference/official_names.csv
"""  # noqa: E501

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from normalize.reference.official_names import key_of
from normalize.values.codes import CodeLevel
from tools.reference.build_nomenclature import clean_name

_LEVELS = (CodeLevel.PROGRAM, CodeLevel.KEGIATAN, CodeLevel.SUB_KEGIATAN)


def named_levels(lines: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the level and the name of each line of a collection, as the data file has them."""
    wanted = {level.value for level in _LEVELS}
    for line in lines:
        level = line["level"].replace("subkegiatan", CodeLevel.SUB_KEGIATAN.value)
        if level in wanted:
            yield level, key_of(clean_name(line["name"]))


def main(arguments: Sequence[str]) -> None:
    """Read the collections and write the data file, which is the last argument."""
    *collections, target = map(Path, arguments)
    found: set[tuple[str, str]] = set()
    for collection in collections:
        with collection.open(encoding="utf-8", newline="") as lines:
            found.update(named_levels(csv.DictReader(lines)))
    order = [level.value for level in _LEVELS]
    with target.open("w", encoding="utf-8", newline="") as output:
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(("level", "name"))
        for level in order:
            writer.writerows(sorted(one for one in found if one[0] == level))


if __name__ == "__main__":
    main(sys.argv[1:])
