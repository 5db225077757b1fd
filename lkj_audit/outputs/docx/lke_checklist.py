"""Component 3 of the evaluation (LKE): existence and quality of the report by PermenPANRB 88/2021.

The wording of the items has not been compared with the official text. No report answers 3.c, how a
report is used.
"""

from lkj_audit.outputs.docx.review_checklist import IMPROVEMENT
from lkj_audit.outputs.docx.review_form_items import AnswerSource, FormItem, ReviewForm
from normalize.report import TableKind
from validate.findings import Message
from validate.text.required_elements import (
    BENCHMARK,
    CAUSES,
    EARLIER_YEARS,
    EFFICIENCY,
    PLAN,
    REVIEW,
    TARGETS,
)

STANDARD = FormItem(
    "3.b.1",
    Message(
        "Dokumen Laporan Kinerja disusun secara berkualitas sesuai dengan standar",
        "The report was made well and follows the standard",
    ),
    Message("Mutu penyajian secara keseluruhan", "The quality of the whole"),
    AnswerSource.PDF,
    rules=("STR-01", "STR-02", "STR-05", "STR-12", "IDN-09"),
    whole=True,
)

EXISTENCE = ReviewForm(
    Message("3.a Keberadaan", "3.a Existence"),
    (
        FormItem(
            "3.a.1",
            Message("Dokumen Laporan Kinerja telah disusun", "The report has been made"),
            Message(
                "Kelengkapan dokumen yang disampaikan", "Whether what was handed in is complete"
            ),
            AnswerSource.PDF,
            elements=(TARGETS,),
        ),
        FormItem(
            "3.a.2",
            Message(
                "Dokumen Laporan Kinerja telah disusun secara berkala",
                "The report is made regularly",
            ),
            Message(
                "Laporan triwulan dan tahunan lainnya", "The reports of other quarters and years"
            ),
        ),
        FormItem(
            "3.a.3",
            Message(
                "Dokumen Laporan Kinerja telah diformalkan", "The report has been made official"
            ),
            Message(
                "Tanda tangan dan pengesahan pada dokumen asli",
                "Signature and approval on the original",
            ),
            rules=("TGL-01", "TGL-03"),
        ),
        FormItem(
            "3.a.4",
            Message("Dokumen Laporan Kinerja telah direviu", "The report has been reviewed"),
            Message("Terpenuhi setelah reviu ini selesai", "Fulfilled once this review is done"),
            elements=(REVIEW,),
        ),
        FormItem(
            "3.a.5",
            Message(
                "Dokumen Laporan Kinerja telah dipublikasikan", "The report has been published"
            ),
            Message("Alamat laman atau bukti publikasi", "The address or proof of publication"),
        ),
        FormItem(
            "3.a.6",
            Message(
                "Dokumen Laporan Kinerja telah disampaikan tepat waktu",
                "The report was handed in on time",
            ),
            Message("Tanda terima penyampaian", "The receipt"),
            rules=("TGL-04",),
        ),
    ),
)

QUALITY = ReviewForm(
    Message("3.b Kualitas", "3.b Quality"),
    (
        STANDARD,
        FormItem(
            "3.b.2",
            Message(
                "Dokumen Laporan Kinerja telah mengungkap seluruh informasi tentang "
                "pencapaian kinerja",
                "The report reveals all there is to know about the achievements",
            ),
            Message(
                "Kelengkapan indikator terhadap perjanjian kinerja",
                "Whether every agreed indicator is there",
            ),
            AnswerSource.PDF_AGAINST,
            rules=("PKR-01", "CAP-06"),
        ),
        FormItem(
            "3.b.3",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi "
                "kinerja dengan target tahunan",
                "The report compares realisasi with the target of the year",
            ),
            Message(
                "Kebenaran perbandingan untuk setiap indikator", "Whether each comparison is right"
            ),
            AnswerSource.PDF,
            (TARGETS,),
            aside=("CAP-01", "CAP-02", "LTB-05", "PKR-05"),
        ),
        FormItem(
            "3.b.4",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi "
                "kinerja dengan target jangka "
                "menengah",
                "The report compares realisasi with the medium-term target",
            ),
            Message("Target akhir rencana strategis", "The final targets of the strategic plan"),
            AnswerSource.PDF,
            (PLAN,),
            rules=("CAP-19",),
        ),
        FormItem(
            "3.b.5",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi "
                "kinerja dengan "
                "realisasi kinerja tahun-tahun sebelumnya",
                "The report compares realisasi with that of earlier years",
            ),
            Message("Laporan kinerja tahun-tahun sebelumnya", "The reports of earlier years"),
            AnswerSource.PDF,
            (EARLIER_YEARS,),
            (TableKind.MULTI_YEAR,),
            rules=("CAP-18",),
        ),
        FormItem(
            "3.b.6",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan perbandingan realisasi "
                "kinerja dengan "
                "realisasi kinerja di level nasional/internasional",
                "The report compares realisasi with national or international levels",
            ),
            Message(
                "Tersedianya pembanding nasional/internasional", "Whether there is such a level"
            ),
            AnswerSource.PDF,
            (BENCHMARK,),
        ),
        FormItem(
            "3.b.7",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan kualitas atas capaian "
                "kinerja beserta upaya nyata "
                "dan/atau hambatannya",
                "The report describes the quality of the achievements, with what was done and "
                "what hindered it",
            ),
            Message("Kedalaman analisis", "The depth of the analysis"),
            AnswerSource.PDF,
            (CAUSES,),
            rules=("NAR-05", "NAR-06"),
        ),
        FormItem(
            "3.b.8",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan efisiensi atas penggunaan "
                "sumber daya dalam mencapai "
                "kinerja",
                "The report describes how efficiently resources were used to achieve it",
            ),
            Message("Kewajaran rumus efisiensi", "Whether the formula of efficiency is sound"),
            AnswerSource.PDF,
            (EFFICIENCY,),
            (TableKind.SUMBER_DAYA,),
            aside=("EFI", "LTB-04"),
        ),
        FormItem(
            "3.b.9",
            Message(
                "Dokumen Laporan Kinerja telah menginformasikan upaya perbaikan dan "
                "penyempurnaan kinerja ke depan",
                "The report describes how performance will be improved",
            ),
            Message(
                "Apakah rekomendasi perbaikan cukup konkret",
                "Whether the improvements are concrete",
            ),
            AnswerSource.PDF,
            words=IMPROVEMENT,
        ),
    ),
)

LKE = (EXISTENCE, QUALITY)
