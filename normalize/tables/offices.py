"""Which offices a table is about, where a column names one beside each row: the figures of several
are none's own.
"""

from extract.patterns import regex
from extract.records import Table
from normalize.report import Column
from normalize.text.comparison import normalize_text

# Headers of a column that names offices; a column of places (lokasi) or of parts of one office
# says nothing about offices.
_HEAD = regex(r"\b(?:perangkat daerah|opd|skpd|pd|instansi)\b")
_NOT_THE_HEAD = regex(r"\b(?:lokasi|indikator|program|sasaran|kinerja|kegiatan|fungsi)\b")
# An office at the top of its own budget: parts of one (bagian, bidang, seksi, kelurahan, UPTD,
# puskesmas) are not.
_OFFICE = regex(
    r"[\d\s]*\b(?P<rank>kec|kecamatan|dinas|badan|inspektorat|satuan polisi pamong praja|"
    r"satpol pp|sekretariat"
    r"|rsud|rumah sakit|kantor)\b(?P<name>.*)"
)
_RANKS = {"kec": "kecamatan", "satpol pp": "satuan polisi pamong praja", "rsud": "rumah sakit"}


def offices_of(table: Table, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return the offices that the rows of a table are about, as first printed; nothing where it
    names one or none.
    """
    column = next((one.index for one in columns if _names_offices(one.header)), None)
    if column is None:
        return ()
    found: dict[str, str] = {}
    for row in table.rows:
        if key := _key(row[column].text):
            found.setdefault(key, " ".join(row[column].text.split()))
    return tuple(found.values()) if len(found) > 1 else ()


def _names_offices(header: str) -> bool:
    words = normalize_text(header)
    return _HEAD.search(words) is not None and _NOT_THE_HEAD.search(words) is None


def _key(text: str) -> str:
    """Return an office's name in one spelling; nothing for a part of an office, or what is none.

    >>> _key("Kec. Ciputat Timur"), _key("KECAMATAN CIPUTAT TIMUR")
    ('kecamatan ciputat timur', 'kecamatan ciputat timur')
    >>> _key("Bagian Umum Sekretariat Daerah")
    ''
    """
    found = _OFFICE.fullmatch(normalize_text(text))
    return (
        f"{_RANKS.get(found['rank'], found['rank'])} {found['name'].strip()}".strip()
        if found
        else ""
    )
