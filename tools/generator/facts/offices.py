"""Offices, places and people that do not exist: whose report it is, and who signs it."""

import datetime
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

_REGIONS = (
    "Argalaya",
    "Tirtagiri",
    "Rimbasari",
    "Wanakerta Raya",
    "Segaraloka",
    "Gunungwaringin",
    "Lembahsari",
)
_SEATS = (
    "Karangpelem",
    "Sumberlawas",
    "Watuagung",
    "Bumirejosari",
    "Telagawening",
    "Pringgoasri",
    "Kedungmulyo",
)
_GIVEN = (
    "Bramantyo",
    "Rahmadewi",
    "Suryandaru",
    "Lestarini",
    "Hartawan",
    "Wirasena",
    "Kusumaningtyas",
    "Pradipto",
)
_GIVEN_TOO = (
    "Danukusumo",
    "Maheswari",
    "Adiwangsa",
    "Sekarsari",
    "Tirtayasa",
    "Pramudita",
    "Wicaksana",
    "Andarini",
)
_DEGREES = (
    "S.Sos., M.Si",
    "S.IP., M.AP",
    "S.E., M.M",
    "S.H., M.H",
    "S.STP",
    "Drs., M.Si",
    "S.P., M.P",
)


class Person(NamedTuple):
    """Somebody who signs: the office held, the name with degrees, the NIP."""

    title: str
    name: str
    nip: str


class OfficeType(NamedTuple):
    """A sort of office: its bidang, and what it and its leader are called."""

    bidang: str
    name: str
    head: str


BUREAUS = {
    "kecamatan": OfficeType("7.01", "Kecamatan {seat}", "Camat {seat}"),
    "kelurahan": OfficeType("7.01", "Kelurahan {seat}", "Lurah {seat}"),
    "inspektorat": OfficeType("6.01", "Inspektorat Daerah", "Inspektur Daerah"),
    "bappeda": OfficeType("5.01", "Badan Perencanaan Pembangunan Daerah", "Kepala Badan"),
    "bkpsdm": OfficeType(
        "5.03", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Kepala Badan"
    ),
    "dinas-perpustakaan": OfficeType("2.23", "Dinas Perpustakaan", "Kepala Dinas"),
    "dinas-pertanian": OfficeType("3.27", "Dinas Pertanian", "Kepala Dinas"),
    "dinas-lingkungan": OfficeType("2.11", "Dinas Lingkungan Hidup", "Kepala Dinas"),
}


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a kabupaten: its names, and the people who sign."""

    sort: str
    bidang: str
    name: str
    region: str
    seat: str
    head: Person
    regent: Person
    author: Person


def draw_office(random: Random, sort: str, year: int) -> Office:
    """Return an invented office of a sort in an invented kabupaten."""
    bureau = BUREAUS[sort]
    region, seat = random.choice(_REGIONS), random.choice(_SEATS)
    name, title = bureau.name.format(seat=seat), bureau.head.format(seat=seat)
    first, second, third = random.sample(_people(), 3)
    return Office(
        sort,
        bureau.bidang,
        name,
        f"Kabupaten {region}",
        seat,
        Person(title, f"{first}, {random.choice(_DEGREES)}", draw_nip(random, year)),
        Person(f"Bupati {region}", second, ""),
        Person(
            "Penyusun Laporan",
            f"{third}, {random.choice(_DEGREES)}",
            draw_nip(random, year, contract=random.random() < 0.3),
        ),
    )


def draw_reviewer(random: Random, office: Office, year: int) -> Person:
    """Return who reviews the report of an office: the inspectorate, of whose own a team."""
    taken = {person.name.split(",")[0] for person in (office.head, office.regent, office.author)}
    name = random.choice([name for name in _people() if name not in taken])
    title = "Ketua Tim Reviu" if office.sort == "inspektorat" else "Inspektur Daerah"
    return Person(title, f"{name}, {random.choice(_DEGREES)}", draw_nip(random, year))


def _people() -> list[str]:
    return [f"{given} {family}" for given in _GIVEN for family in _GIVEN_TOO]


def draw_nip(random: Random, year: int, contract: bool = False) -> str:
    """Return a well-formed NIP of somebody in service; of a PPPK, whose second block ends in 21,
    with `contract`.
    """
    birth = datetime.date(
        random.randint(year - 55, year - 34), random.randint(1, 12), random.randint(1, 28)
    )
    start = random.randint(birth.year + 20, birth.year + 30)
    second = f"{max(2021, year - 2)}21" if contract else f"{start}{random.choice((1, 3, 4, 12)):02}"
    return f"{birth:%Y%m%d} {second} {random.randint(1, 2)} {random.randint(1, 28):03}"
