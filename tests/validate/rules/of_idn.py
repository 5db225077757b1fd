"""What the tests of several rules IDN read."""

from normalize.report import Report, Signatory
from normalize.values.nips import find_nips
from tests.typed import place, report

RIGHT, SPACED = "197804151998031011", "19780415 199803 1 011"


def people(*printed: tuple[str, str, int]) -> Report:
    """Return a report that prints these names, with these NIP, on these pages."""
    return report(people=tuple(person(*one) for one in printed))


def person(name: str, nip: str, page: int) -> Signatory:
    (found,) = find_nips(f"NIP. {nip}")
    return Signatory(name, found, place(page=page), name.split(",")[0].upper())
