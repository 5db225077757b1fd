"""The draft of the Pernyataan Telah Direviu, and what is against offering one.

The sentence of limited assurance is that of PermenPANRB 53/2014 Lampiran III, which was not
compared with the official text. Names, dates and the decision to use it are left to the reviewer.
"""

from collections.abc import Iterator
from typing import NamedTuple

from validate.findings import Audit, Message
from validate.structure.completeness import is_whole, unread_pages


class StatementLine(NamedTuple):
    """A paragraph of the draft and how it is on the page; a `signature` is on the right."""

    said: Message
    bold: bool = False
    centred: bool = False
    signature: bool = False

    @property
    def stands(self) -> str:
        """Its layout, in the words of a template."""
        if self.signature:
            return "tanda tangan"
        return "judul" if self.bold else "tengah" if self.centred else ""


def obstacles(audit: Audit, heavy: int) -> tuple[Message, ...]:
    """Return why no statement can be drafted: `heavy` entries that are open, or too little that
    could be checked.
    """
    return tuple(_obstacles(audit, heavy))


def _obstacles(audit: Audit, heavy: int) -> Iterator[Message]:
    if heavy:
        yield Message(
            f"Terdapat {heavy} pokok masalah bertingkat mayor atau kritis yang belum selesai.",
            f"Open entries of severity major or critical: {heavy}.",
        )
    if unread := unread_pages(audit.report):
        yield Message(
            f"{len(unread)} halaman tidak terbaca dan perlu diperiksa secara manual.",
            f"{len(unread)} page{'s' * (len(unread) > 1)} could not be read and must be "
            "checked by hand.",
        )
    if not is_whole(audit.context):
        yield Message(
            "Berkas ini tidak dikenali sebagai laporan yang utuh.",
            "This file was not recognised as a whole report.",
        )
    if not audit.coverage.recomputed:
        yield Message(
            "Belum ada angka yang dapat dihitung ulang.", "No number could be recomputed."
        )


_PLACE_AND_DATE = "......................, ......................"
_BLANK = "........................................"


def draft(office: str, span: Message) -> tuple[StatementLine, ...]:
    """Return the paragraphs of the draft for the report of an office on a span of time, as "Tahun
    Anggaran 2024".
    """
    return (
        StatementLine(
            Message(
                "KONSEP, belum ditandatangani. Hanya berlaku setelah ditetapkan oleh pereviu "
                "yang berwenang.",
                "DRAFT, not signed. It holds only once the reviewer in charge has settled it.",
            ),
            centred=True,
        ),
        StatementLine(
            Message("PERNYATAAN TELAH DIREVIU", "STATEMENT OF REVIEW"), bold=True, centred=True
        ),
        StatementLine(Message(office, office), bold=True, centred=True),
        StatementLine(Message(span.id.upper(), span.en.upper()), bold=True, centred=True),
        StatementLine(
            Message(
                f"Kami telah mereviu Laporan Kinerja {office} untuk {span.id} sesuai Pedoman "
                "Reviu atas Laporan "
                "Kinerja. Substansi informasi yang dimuat dalam Laporan Kinerja menjadi "
                "tanggung jawab manajemen "
                f"{office}.",
                f"We have reviewed the performance report of {office} for {span.en} by the "
                "guideline for reviews of "
                "performance reports. What the report says is the responsibility of the "
                f"management of {office}.",
            )
        ),
        StatementLine(
            Message(
                "Reviu bertujuan untuk memberikan keyakinan terbatas bahwa Laporan Kinerja "
                "telah disajikan secara "
                "akurat, andal, dan valid.",
                "The review is to give limited assurance that the report is accurate, "
                "reliable and valid.",
            )
        ),
        StatementLine(
            Message(
                "[Kalimat berikut ditetapkan oleh pereviu dan dihapus apabila tidak sesuai "
                "dengan hasil reviu.]",
                "[The reviewer settles the next sentence, and strikes it out where the "
                "review does not support it.]",
            )
        ),
        StatementLine(
            Message(
                "Berdasarkan reviu kami, tidak terdapat kondisi atau hal-hal yang "
                "menimbulkan perbedaan dalam meyakini "
                "keandalan informasi yang disajikan di dalam Laporan Kinerja ini.",
                "In our review there was nothing that makes a difference to trusting the "
                "information in this report.",
            )
        ),
        *(StatementLine(said, signature=True) for said in _SIGNATURE),
    )


_SIGNATURE = (
    Message("", ""),
    Message(_PLACE_AND_DATE, _PLACE_AND_DATE),
    Message("Inspektur", "Inspektur"),
    Message("", ""),
    Message("", ""),
    Message(f"Nama: {_BLANK}", f"Name: {_BLANK}"),
    Message(f"NIP: {_BLANK}", f"NIP: {_BLANK}"),
)
