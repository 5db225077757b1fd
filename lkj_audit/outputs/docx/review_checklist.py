"""The checklist of the review: 23 items of PermenPANRB 53/2014 Lampiran III, each with what answers
it.

The wording of the items has not been compared with the official text.
"""

from lkj_audit.outputs.docx.review_form_items import (
    AnswerSource,
    FormItem,
    RequiredWords,
    ReviewForm,
    any_of,
)
from normalize.report import TableKind
from validate.findings import Message
from validate.text.required_elements import (
    BENCHMARK,
    BUDGET,
    EARLIER_YEARS,
    PLAN,
    PROMISE,
    TARGETS,
    ReportRegion,
)

_ORGANISATION = RequiredWords(
    Message("data organisasi", "data of the organisation"),
    ReportRegion.BODY,
    any_of(
        r"s(?:truktur|usunan)\s+organisasi",
        r"sumber\s+daya\s+manusia",
        r"jumlah\s+pegawai",
        r"tugas\s+pokok",
    ),
)
IMPROVEMENT = RequiredWords(
    Message("upaya perbaikan", "steps for the future"),
    ReportRegion.CLOSING,
    any_of(
        r"perbaikan",
        r"langkah",
        r"rekomendasi",
        r"tindak\s+lanjut",
        r"ke\s+depan",
        r"\bupaya",
        r"akan\s+datang",
    ),
)
_FIGURES = ("ANG", "CAP", "EFI", "LTB", "NAR-01", "NAR-02", "NAR-10", "ANK-02", "ANK-08", "BKT")

FORMAT = ReviewForm(
    Message("I. Format", "I. Format"),
    (
        FormItem(
            "I.1",
            Message(
                "Laporan Kinerja telah menampilkan data penting instansi pemerintah",
                "The report shows the important data of the office",
            ),
            Message(
                "Kelengkapan data organisasi dan sumber daya manusia",
                "Whether organisation and staff are complete",
            ),
            AnswerSource.PDF,
            words=_ORGANISATION,
            rules=("EFI-10", "IDN-06"),
        ),
        FormItem(
            "I.2",
            Message(
                "Laporan Kinerja telah menyajikan informasi target kinerja",
                "The report gives the targets of performance",
            ),
            Message(
                "Kelengkapan target setiap indikator", "Whether every indicator has its target"
            ),
            AnswerSource.PDF,
            (TARGETS,),
            (TableKind.CAPAIAN,),
            rules=("CAP-05", "LTB-05", "PKR-05", "PKR-16"),
        ),
        FormItem(
            "I.3",
            Message(
                "Laporan Kinerja telah menyajikan capaian kinerja instansi pemerintah yang memadai",
                "The report gives the achievements of the office adequately",
            ),
            Message(
                "Realisasi, capaian, dan rumus setiap indikator",
                "Realisasi, achievement and formula of each indicator",
            ),
            AnswerSource.PDF,
            kinds=(TableKind.CAPAIAN,),
            rules=("CAP", "LTB-06", "LTB-07", "NAR-02"),
        ),
        FormItem(
            "I.4",
            Message(
                "Laporan Kinerja telah menyajikan lampiran yang mendukung informasi pada "
                "badan laporan",
                "Annexes confirm what the body of the report says",
            ),
            Message("Data dukung setiap indikator", "The data behind each indicator"),
            AnswerSource.PDF,
            (PROMISE,),
            rules=("BKT", "CAP-11", "STR-19"),
        ),
        FormItem(
            "I.5",
            Message(
                "Laporan Kinerja telah menyajikan upaya perbaikan ke depan",
                "The report gives the improvements to come",
            ),
            Message(
                "Apakah upaya perbaikan cukup konkret", "Whether the improvements are concrete"
            ),
            AnswerSource.PDF,
            words=IMPROVEMENT,
            rules=("NAR-07",),
        ),
        FormItem(
            "I.6",
            Message(
                "Laporan Kinerja telah menyajikan akuntabilitas keuangan",
                "The report accounts for the budget",
            ),
            Message(
                "Kesesuaian dengan DPA/DPPA dan laporan realisasi anggaran",
                "Agreement with the DPA/DPPA and the accounts",
            ),
            AnswerSource.PDF,
            (BUDGET,),
            (TableKind.REALISASI_ANGGARAN,),
            rules=("ANG", "LTB-01", "LTB-02", "LTB-03"),
        ),
    ),
)

MECHANISM = ReviewForm(
    Message("II. Mekanisme penyusunan", "II. How the report was made"),
    (
        FormItem(
            "II.1",
            Message(
                "Laporan Kinerja disusun oleh unit kerja yang memiliki tugas dan fungsi untuk itu",
                "The report was made by the unit whose task it is",
            ),
            Message(
                "Tugas dan fungsi atau surat keputusan tim penyusun",
                "The task of the unit, or the decree on the team",
            ),
        ),
        FormItem(
            "II.2",
            Message(
                "Informasi yang disampaikan dalam Laporan Kinerja telah didukung dengan data "
                "yang memadai",
                "What the report says is supported by adequate data",
            ),
            Message("Data dukung di luar laporan ini", "The data outside this report"),
            AnswerSource.PDF_AGAINST,
            rules=("BKT", "CAP-11", "CAP-13"),
        ),
        FormItem(
            "II.3",
            Message(
                "Telah terdapat mekanisme penyampaian data dan informasi dari unit kerja ke "
                "unit penyusun",
                "There is a way by which units hand their data to those who write the report",
            ),
            Message("Prosedur atau surat permintaan data", "Procedures or requests for data"),
        ),
        FormItem(
            "II.4",
            Message(
                "Telah ditetapkan penanggung jawab pengumpulan data/informasi di setiap unit kerja",
                "Every unit has somebody in charge of collecting data",
            ),
            Message("Surat penetapan penanggung jawab data", "The decree on who is in charge"),
        ),
        FormItem(
            "II.5",
            Message(
                "Data/informasi kinerja yang disampaikan dalam Laporan Kinerja telah "
                "diyakini keandalannya",
                "The data on performance are trusted to be reliable",
            ),
            Message(
                "Penelusuran angka ke dokumen sumbernya", "Tracing the figures to their sources"
            ),
            AnswerSource.PDF_AGAINST,
            rules=_FIGURES,
        ),
        FormItem(
            "II.6",
            Message(
                "Analisis/penjelasan dalam Laporan Kinerja telah diketahui oleh unit kerja terkait",
                "The units concerned know the analysis in the report",
            ),
            Message(
                "Bukti pembahasan dengan unit kerja terkait",
                "Proof that it was discussed with them",
            ),
        ),
        FormItem(
            "II.7",
            Message(
                "Laporan Kinerja merupakan gabungan partisipasi dari unit kerja di bawahnya",
                "The report is made of what the units below contributed",
            ),
            Message("Laporan kinerja unit kerja di bawahnya", "The reports of the units below"),
        ),
    ),
)

SUBSTANCE = ReviewForm(
    Message("III. Substansi", "III. Substance"),
    (
        FormItem(
            "III.1",
            Message(
                "Tujuan/sasaran dalam Laporan Kinerja telah sesuai dengan tujuan/sasaran "
                "dalam perjanjian kinerja",
                "Aims and objectives are those of the performance agreement",
            ),
            Message(
                "Perjanjian kinerja terakhir yang ditandatangani", "The latest signed agreement"
            ),
            AnswerSource.PDF,
            kinds=(TableKind.PK_SASARAN,),
            rules=("PKR-01", "PKR-02", "PKR-03", "PKR-05", "PKR-07", "PKR-08"),
        ),
        FormItem(
            "III.2",
            Message(
                "Tujuan/sasaran dalam Laporan Kinerja telah selaras dengan rencana strategis",
                "Aims and objectives follow the strategic plan",
            ),
            Message("Dokumen rencana strategis", "The strategic plan itself"),
            AnswerSource.PDF_AGAINST,
            (PLAN,),
            rules=("PKR-13", "PKR-14", "CAP-19"),
        ),
        FormItem(
            "III.3",
            Message(
                "Jika butir 1 dan 2 dijawab tidak, terdapat penjelasan yang memadai",
                "Where 1 and 2 are denied, there is an adequate explanation",
            ),
            Message(
                "Penjelasan dalam laporan atau dari unit penyusun",
                "What the report or the unit explains",
            ),
        ),
        FormItem(
            "III.4",
            Message(
                "Tujuan/sasaran dalam Laporan Kinerja telah sesuai dengan tujuan/sasaran "
                "dalam indikator kinerja",
                "Aims and objectives are those of the performance indicators",
            ),
            Message("Dokumen penetapan indikator kinerja", "The document that sets the indicators"),
            AnswerSource.PDF_AGAINST,
            rules=("PKR-02", "PKR-04", "LTB-11"),
        ),
        FormItem(
            "III.5",
            Message(
                "Tujuan/sasaran dalam Laporan Kinerja telah sesuai dengan tujuan/sasaran "
                "dalam indikator kinerja utama",
                "Aims and objectives are those of the key performance indicators (IKU)",
            ),
            Message("Dokumen penetapan indikator kinerja utama", "The document that sets the IKU"),
        ),
        FormItem(
            "III.6",
            Message(
                "Jika butir 4 dan 5 dijawab tidak, terdapat penjelasan yang memadai",
                "Where 4 and 5 are denied, there is an adequate explanation",
            ),
            Message(
                "Penjelasan dalam laporan atau dari unit penyusun",
                "What the report or the unit explains",
            ),
        ),
        FormItem(
            "III.7",
            Message(
                "Telah terdapat perbandingan data kinerja dengan tahun lalu, standar "
                "nasional, dan sebagainya yang "
                "bermanfaat",
                "There are useful comparisons with the last year, a national standard and the like",
            ),
            Message(
                "Kemanfaatan perbandingan yang disajikan", "Whether the comparisons are of use"
            ),
            AnswerSource.PDF,
            (EARLIER_YEARS, PLAN, BENCHMARK),
            (TableKind.MULTI_YEAR,),
            rules=("CAP-18",),
        ),
        FormItem(
            "III.8",
            Message(
                "Indikator kinerja utama dan indikator kinerja telah cukup mengukur tujuan/sasaran",
                "IKU and indicators measure the aims and objectives sufficiently",
            ),
            Message(
                "Hubungan setiap indikator dengan sasarannya",
                "How each indicator relates to its objective",
            ),
            rules=("CAP-10",),
        ),
        FormItem(
            "III.9",
            Message(
                "Jika butir 8 dijawab tidak, terdapat penjelasan yang memadai",
                "Where 8 is denied, there is an adequate explanation",
            ),
            Message(
                "Penjelasan dalam laporan atau dari unit penyusun",
                "What the report or the unit explains",
            ),
        ),
        FormItem(
            "III.10",
            Message(
                "Indikator kinerja utama dan indikator kinerja telah SMART",
                "IKU and indicators are SMART",
            ),
            Message(
                "Kekhususan, keterukuran, dan batas waktu setiap indikator",
                "How specific, measurable and timed each is",
            ),
            rules=("CAP-10", "CAP-17"),
        ),
    ),
)

CHECKLIST = (FORMAT, MECHANISM, SUBSTANCE)
