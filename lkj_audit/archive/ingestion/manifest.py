"""A manifest: a CSV file in which a person says whose report each file is, and what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lkj_audit.archive.ingestion.content import DPA
from lkj_audit.archive.metadata import Field, MetadataFact, MetadataSource
from lkj_audit.input_files import csv_rows, read_text_file, unusable_file
from lkj_audit.presentation.language import Lang
from normalize.report import DocumentKind
from normalize.values.periods import find_periods
from validate.findings import Message

# what a column may be called, in either language
COLUMNS = {
    "berkas": "file",
    "file": "file",
    "organisasi": Field.ORGANISATION,
    "organisation": Field.ORGANISATION,
    "tahun": Field.YEAR,
    "year": Field.YEAR,
    "periode": Field.PERIOD,
    "period": Field.PERIOD,
    "jenis": Field.KIND,
    "kind": Field.KIND,
    "induk": Field.PARENT,
    "parent": Field.PARENT,
    "bagian_dari": "part_of",
    "part_of": "part_of",
    "putusan": "decision",
    "decision": "decision",
}
# what a document is, as the archive files it
KINDS = (*(kind.value for kind in DocumentKind), DPA)
# what says that a row settles what other sources differ in
YES = frozenset({"ya", "yes", "y", "1"})
NO = frozenset({"", "tidak", "no", "t", "n", "0"})
LABELS = (
    "TAHUN",
    "TW1",
    "TW2",
    "TW3",
    "TW4",
    "SMT1",
    "SMT2",
    *(f"BLN{month}" for month in range(1, 13)),
)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A row of a manifest: the file it names, the line it is on, and what it says.

    `part_of` names the file of the body that this one is an annex of.
    """

    file: PurePosixPath
    line: int
    facts: tuple[MetadataFact, ...]
    part_of: PurePosixPath | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by the file they name."""

    entries: Mapping[PurePosixPath, ManifestRow]

    def facts(self, path: Path, member: str = "") -> tuple[MetadataFact, ...]:
        """Return what is said of a file: by the row that names the most of its path, nothing where
        there is none.
        """
        entry = self.entry(path, member)
        return entry.facts if entry else ()

    def entry(self, path: Path, member: str = "") -> ManifestRow | None:
        """Return the row that names a file: its whole path, the last parts of it, or its name
        alone.
        """
        return next(
            (self.entries[end] for end in ends_of(path, member) if end in self.entries), None
        )

    def unmatched(self, files: Iterable[tuple[Path, str]]) -> list[PurePosixPath]:
        """Return the names of rows that fit none of these files, each a path and the name in a ZIP
        file.
        """
        named = (
            {end for path, member in files for end in ends_of(path, member)}
            if self.entries
            else set()
        )
        return [file for file in self.entries if file not in named]

    @property
    def bodies(self) -> frozenset[PurePosixPath]:
        """The names of the files that have annexes."""
        return frozenset(
            entry.part_of for entry in self.entries.values() if entry.part_of is not None
        )

    def with_annexes(self, body: Path, annexes: Sequence[Path]) -> "Manifest":
        """Return a manifest that says as well that files are annexes of another, in their order."""
        whole, *own = (PurePosixPath(*path.absolute().parts) for path in (body, *annexes))
        added = {
            file: ManifestRow(file, line, (), whole)
            for line, file in enumerate(own, len(self.entries) + 2)
        }
        return Manifest({**self.entries, **added})


def ends_of(path: Path, member: str = "") -> list[PurePosixPath]:
    """Return what a manifest may call a file, the whole path first and its name alone last."""
    parts = (*path.absolute().parts, *PurePosixPath(member).parts)
    return [PurePosixPath(*parts[at:]) for at in range(len(parts))]


NO_MANIFEST = Manifest({})


_KIND = Message("manifes", "manifest")


def read_manifest(path: Path, lang: Lang) -> Manifest:
    """Return the manifest that a file holds, or raise the usage error that says what is wrong with
    it.
    """
    rows = csv_rows(read_text_file(path, _KIND, lang))
    if faults := list(_faults(rows)):
        raise unusable_file(path, _KIND, faults, lang)
    return Manifest({entry.file: entry for entry in _entries(rows)})


def _faults(rows: Sequence[Sequence[str]]) -> Iterator[Message]:
    """Yield everything that is wrong with the rows of a manifest."""
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if unknown := [name for name in names if name not in COLUMNS]:
        listed, known = ", ".join(unknown), ", ".join(COLUMNS)
        yield Message(
            f"kolom tidak dikenal: {listed} (yang dikenal: {known})",
            f"unknown columns: {listed} (known: {known})",
        )
        return
    known_fields = [COLUMNS[name] for name in names]
    if known_fields.count("file") != 1 or len(set(known_fields)) < len(known_fields):
        yield Message(
            "harus ada satu kolom berkas, dan tidak ada kolom ganda",
            "there must be one column file, and no column twice",
        )
        return
    lines: dict[PurePosixPath, int] = {}
    for line, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) != len(names):
            yield Message(
                f"baris {line}: {len(row)} kolom, seharusnya {len(names)}",
                f"line {line}: {len(row)} columns instead of {len(names)}",
            )
            continue
        said = _said(names, row)
        file = _file(said["file"])
        if file in lines:
            yield Message(
                f"baris {line}: {file} sudah ada di baris {lines[file]}",
                f"line {line}: {file} is on line {lines[file]} already",
            )
        lines.setdefault(file, line)
        yield from _bad_values(said, line)


def _bad_values(said: Mapping[str, str], line: int) -> Iterator[Message]:
    year, period = said.get(Field.YEAR, ""), said.get(Field.PERIOD, "")
    decision = said.get("decision", "")
    if decision.lower() not in YES | NO:
        yield Message(
            f"baris {line}: putusan harus ya atau tidak", f"line {line}: decision must be yes or no"
        )
    if not said["file"]:
        yield Message(f"baris {line}: nama berkas kosong", f"line {line}: the file has no name")
    if year and not (year.isdecimal() and 2000 <= int(year) < 2100):
        yield Message(
            f"baris {line}: tahun {year} tidak dikenal", f"line {line}: {year} is no year"
        )
    kind = said.get(Field.KIND, "")
    if kind and kind not in KINDS:
        listed = ", ".join(KINDS)
        yield Message(
            f"baris {line}: jenis {kind} tidak dikenal (yang dikenal: {listed})",
            f"line {line}: {kind} is no kind of document (known: {listed})",
        )
    if period and period_label(period) is None:
        yield Message(
            f"baris {line}: periode {period} tidak dikenal (misalnya TW4, SMT1, TAHUN)",
            f"line {line}: {period} is no period (TW4, SMT1, TAHUN, for example)",
        )


def _entries(rows: Sequence[Sequence[str]]) -> Iterator[ManifestRow]:
    names = [name.strip().lower() for name in rows[0]]
    for line, row in enumerate(rows[1:], 2):
        if any(row):
            said = _said(names, row)
            fields = (Field.ORGANISATION, Field.YEAR, Field.PERIOD, Field.KIND, Field.PARENT)
            values = {field: said.get(field, "") for field in fields}
            values[Field.PERIOD] = period_label(values[Field.PERIOD]) or ""
            source = (
                MetadataSource.DECISION
                if said.get("decision", "").lower() in YES
                else MetadataSource.MANIFEST
            )
            facts = tuple(
                MetadataFact(field, source, value) for field, value in values.items() if value
            )
            part_of = said.get("part_of", "")
            yield ManifestRow(_file(said["file"]), line, facts, _file(part_of) if part_of else None)


def _said(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return {COLUMNS[name]: text.strip() for name, text in zip(names, row, strict=True)}


def _file(text: str) -> PurePosixPath:
    return PurePosixPath(text.replace("\\", "/"))


def period_label(text: str) -> str | None:
    """Return the label of the period that a text names, None where it names none.

    >>> period_label("tw4"), period_label("Triwulan IV"), period_label("kapan-kapan")
    ('TW4', 'TW4', None)
    """
    label = text.upper().replace("BLN0", "BLN")
    if label in LABELS:
        return label
    labels = {found.period.label for found in find_periods(text)}
    return labels.pop() if len(labels) == 1 else None
