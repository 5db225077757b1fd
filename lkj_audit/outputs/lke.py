"""Component 3 of the evaluation (LKE): existence and quality of the report by PermenPANRB 88/2021.

The wording of the items has not been compared with the official text. 3.c, how a report is used, no report can tell.
"""

from lkj_audit.outputs.checklist import IMPROVEMENT
from lkj_audit.outputs.items import Form, Item, Source
from normalize.report import Kind
from validate.elements import BENCHMARK, CAUSES, EARLIER_YEARS, EFFICIENCY, PLAN, REVIEW, TARGETS
from validate.findings import Message

STANDARD = Item(
    "3.b.1",
    Message(
        "Dokumen Laporan Kinerja disusun secara berkualitas sesuai dengan standar",
        "The report was made well and follows the standard",
    ),
    Message("Mutu penyajian secara keseluruhan", "The quality of the whole"),
    Source.PDF,
    rules=("STR-01", "STR-02", "STR-05", "STR-12", "IDN-09"),
    whole=True,
)

EXISTENCE = Form(
    Message("3.a Keberadaan", "3.a Existence"),
    (
        Item(
            "3.a.1",
            Message("Dokumen Laporan Kinerja telah disusun", "The report has been made"),
            Message("Kelengkapan dokumen yang disampaikan", "Whether what was handed in is complete"),
            Source.PDF,
            elements=(TARGETS,),
        ),
        Item(
            "3.a.2",
            Message("Dokumen Laporan Kinerja telah disusun secara berkala", "The report is made regularly"),
            Message("Laporan triwulan dan tahunan lainnya", "The reports of other quarters and years"),
        ),
        Item(
            "3.a.3",
            Message("Dokumen Laporan Kinerja telah diformalkan", "The report has been made official"),
            Message("Tanda tangan dan pengesahan pada dokumen asli", "Signature and approval on the original"),
            rules=("TGL-01", "TGL-03"),
        ),
        Item(
            "3.a.4",
            Message("Dokumen Laporan Kinerja telah direviu", "The report has been reviewed"),
            Message("Terpenuhi setelah reviu ini selesai", "Fulfilled once this review is done"),
            elements=(REVIEW,),
        ),
        Item(
            "3.a.5",
            Message("Dokumen Laporan Kinerja telah dipublikasikan", "The report has been published"),
            Message("Alamat laman atau bukti publikasi", "The address or proof of publication"),
        ),
        Item(
            "3.a.6",
            Message("Dokumen Laporan Kinerja telah disampaikan tepat waktu", "The report was handed in on time"),
            Message("Tanda terima penyampaian", "The receipt"),
            rules=("TGL-04",),
        ),
    ),
)

QUALITY = Form(
    Message("3.b Kualitas", "3.b Quality"),
    (
        STANDARD,
        Item(
            "3.b.2",
            Message(
                "Dokumen Laporan Kinerja telah mengungkap seluruh informasi tentang pencapaian kinerja",
                "The report reveals all there is to know about the achievements",
            ),
            Message("Kelengkapan indikator terhadap perjanjian kinerja", "Whether every agreed indicator is there"),
            Source.PDF_AGAINST,
            rules=("PKR-01", "CAP-06"),
        ),
        Item(
            "3.b.3",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi kinerja dengan target tahunan",
                "The report compares realisasi with the target of the year",
            ),
            Message("Kebenaran perbandingan untuk setiap indikator", "Whether each comparison is right"),
            Source.PDF,
            (TARGETS,),
            aside=("CAP-01", "CAP-02", "LTB-05", "PKR-05"),
        ),
        Item(
            "3.b.4",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi kinerja dengan target jangka "
                "menengah",
                "The report compares realisasi with the medium-term target",
            ),
            Message("Target akhir rencana strategis", "The final targets of the strategic plan"),
            Source.PDF,
            (PLAN,),
            rules=("CAP-19",),
        ),
        Item(
            "3.b.5",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi kinerja dengan "
                "realisasi kinerja tahun-tahun sebelumnya",
                "The report compares realisasi with that of earlier years",
            ),
            Message("Laporan kinerja tahun-tahun sebelumnya", "The reports of earlier years"),
            Source.PDF,
            (EARLIER_YEARS,),
            (Kind.MULTI_YEAR,),
            rules=("CAP-18",),
        ),
        Item(
            "3.b.6",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi kinerja dengan "
                "realisasi kinerja di level nasional/internasional",
                "The report compares realisasi with national or international levels",
            ),
            Message("Tersedianya pembanding nasional/internasional", "Whether there is such a level"),
            Source.PDF,
            (BENCHMARK,),
        ),
        Item(
            "3.b.7",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan kualitas atas capaian kinerja beserta upaya nyata "
                "dan/atau hambatannya",
                "The report tells the quality of the achievements, with what was done and what hindered it",
            ),
            Message("Kedalaman analisis", "The depth of the analysis"),
            Source.PDF,
            (CAUSES,),
            rules=("NAR-05", "NAR-06"),
        ),
        Item(
            "3.b.8",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan efisiensi atas penggunaan sumber daya dalam mencapai "
                "kinerja",
                "The report tells how efficiently resources were used to achieve it",
            ),
            Message("Kewajaran rumus efisiensi", "Whether the formula of efficiency is sound"),
            Source.PDF,
            (EFFICIENCY,),
            (Kind.SUMBER_DAYA,),
            aside=("EFI", "LTB-04"),
        ),
        Item(
            "3.b.9",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan upaya perbaikan dan penyempurnaan kinerja ke depan",
                "The report tells how performance will be improved",
            ),
            Message("Apakah rekomendasi perbaikan cukup konkret", "Whether the improvements are concrete"),
            Source.PDF,
            words=IMPROVEMENT,
        ),
    ),
)

LKE = (EXISTENCE, QUALITY)
