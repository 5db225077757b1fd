"""What the catalogue holds and no rule here checks: each id, and what would be needed to check it.

What only a picture shows, and what only a document of which nothing is read here shows, is left to
a person. A report without findings is not cleared of these.
"""

from typing import NamedTuple

from validate.findings import Message


class UncheckedRule(NamedTuple):
    """A rule of the catalogue that is not checked, and why."""

    id: str
    title: Message
    reason: Message


class UncheckedGroup(NamedTuple):
    """A group of the catalogue that holds no rules of one report, and what it holds instead."""

    prefix: str
    reason: Message


def _second_document(which_id: str, which_en: str) -> Message:
    return Message(f"perlu dokumen kedua: {which_id}", f"needs a second document: {which_en}")


UNCHECKED_RULES: tuple[UncheckedRule, ...] = (
    UncheckedRule(
        "PKR-09",
        Message("PK ditandatangani tepat waktu", "Perjanjian kinerja signed in time"),
        _second_document(
            "DPA, karena tenggatnya dihitung dari tanggal pengesahannya",
            "the DPA, since the time allowed runs from the day it was approved",
        ),
    ),
    UncheckedRule(
        "PKR-11",
        Message("Sasaran dan target sesuai Renstra", "Sasaran and targets as in the Renstra"),
        _second_document("Renstra perangkat daerah", "the office's Renstra"),
    ),
    UncheckedRule(
        "PKR-12",
        Message("Indikator sesuai penetapan IKU", "Indicators as decreed"),
        _second_document(
            "keputusan penetapan indikator kinerja utama (IKU)",
            "the decree on the main performance indicators (IKU)",
        ),
    ),
    UncheckedRule(
        "PKR-15",
        Message(
            "Target tidak di bawah realisasi tahun lalu", "Target not below last year's realisasi"
        ),
        _second_document(
            "Laporan Kinerja tahun sebelumnya", "the Laporan Kinerja of the year before"
        ),
    ),
    UncheckedRule(
        "TGL-08",
        Message("Bukti bertanggal dalam tenggat", "Evidence dated in its window"),
        Message(
            "tiap indikator menetapkan tenggatnya sendiri, dengan kata-katanya sendiri",
            "each indicator defines its own window, in words of its own",
        ),
    ),
    UncheckedRule(
        "STR-15",
        Message("Tanda tangan dan cap", "Signature and stamp"),
        Message(
            "perlu gambar halaman: keduanya bukan teks",
            "needs the picture of the page: neither is text",
        ),
    ),
    UncheckedRule(
        "EFI-02",
        Message("Angka tertukar", "Digits transposed"),
        Message(
            "bukan aturan tersendiri: setiap temuan menyebut sendiri bila dua angka bertukar "
            "tempat atau tersalin",
            "no rule of its own: each finding says itself where digits changed places or a "
            "number was copied",
        ),
    ),
    UncheckedRule(
        "BKT-05",
        Message("Foto tidak dipakai ulang", "Photographs used once"),
        Message(
            "perlu gambar: foto dibandingkan satu sama lain dan dengan Laporan Kinerja tahun "
            "sebelumnya",
            "needs images: photographs are compared with each other and with the Laporan "
            "Kinerja of the year before",
        ),
    ),
    UncheckedRule(
        "DOK-07",
        Message("Angka IKK sesuai LPPD", "IKK figures as in the LPPD"),
        _second_document(
            "LPPD dengan indikator kinerja kunci (IKK)", "the LPPD with its key indicators (IKK)"
        ),
    ),
    UncheckedRule(
        "DOK-08",
        Message(
            "Rekomendasi evaluasi ditindaklanjuti", "Recommendations of the evaluation addressed"
        ),
        Message(
            "rekomendasi LHE atau CHR ditulis dengan kata-kata: apakah dijawab, dinilai oleh orang",
            "the recommendations of an LHE or CHR are in words: whether they are answered, a "
            "person decides",
        ),
    ),
    UncheckedRule(
        "DOK-09",
        Message("Versi perbaikan menutup temuan", "A corrected version closes findings"),
        Message(
            "bukan aturan tersendiri: sidik temuan dari dua versi yang diperiksa dibandingkan",
            "no rule of its own: the fingerprints of two audited versions are compared",
        ),
    ),
    UncheckedRule(
        "DOK-11",
        Message("Teks disalin dari laporan tahun lalu", "Text copied from last year's report"),
        Message(
            "hanya petunjuk, tidak pernah temuan: laporan yang baik pun memuat teks tetap",
            "a hint only, never a finding: a good report has standing text too",
        ),
    ),
)

OTHER_GROUPS: tuple[UncheckedGroup, ...] = (
    UncheckedGroup(
        "EKS",
        Message(
            "tentang pembacaan kami, bukan tentang perangkat daerah: asal teks halaman, "
            "cakupan dan hasil --verify",
            "about our reading, not about the office: reported as the source of each page, the "
            "coverage and the outcome of "
            "--verify",
        ),
    ),
    UncheckedGroup(
        "STA",
        Message(
            "statistik atas banyak laporan: hanya keterangan, tidak pernah temuan pada satu "
            "laporan",
            "statistics over many reports: information only, never a finding about one",
        ),
    ),
)
