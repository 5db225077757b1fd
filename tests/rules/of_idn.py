"""What the tests of several rules IDN read."""

from normalize.nips import find_nips
from normalize.report import Person, Report
from tests.typed import place, report

RIGHT, SPACED = "197804151998031011", "19780415 199803 1 011"


def people(*printed: tuple[str, str, int]) -> Report:
    """Return a report that prints these names, with these NIP, on these pages."""
    return report(people=tuple(person(*one) for one in printed))


def person(name: str, nip: str, page: int) -> Person:
    (found,) = find_nips(f"NIP. {nip}")
    return Person(name, found, place(page=page), name.split(",")[0].upper())
