"""The words of the interface for what the rules mean, in Indonesian and in English."""

from extract.records import TextSource
from normalize.report import DocumentKind, TableKind
from validate.findings import Certainty, Message, Severity

SEVERITY = {
    Severity.CRITICAL: Message("KRITIS", "CRITICAL"),
    Severity.MAJOR: Message("MAYOR", "MAJOR"),
    Severity.MINOR: Message("MINOR", "MINOR"),
    Severity.INFO: Message("INFO", "INFO"),
}

CERTAINTY = {
    Certainty.INCONSISTENT: Message("bertentangan", "inconsistent"),
    Certainty.UNVERIFIABLE: Message("tidak dapat dipastikan", "cannot be verified"),
    Certainty.READING_DOUBT: Message(
        "mungkin salah baca oleh alat bantu", "the tool may have misread"
    ),
}

KIND = {
    TableKind.PK_SASARAN: Message(
        "perjanjian kinerja: sasaran", "performance agreement: objectives"
    ),
    TableKind.PK_PROGRAM: Message(
        "perjanjian kinerja: program", "performance agreement: programmes"
    ),
    TableKind.CAPAIAN: Message("capaian kinerja", "achievement"),
    TableKind.COST_PER_OUTCOME: Message("kinerja dan anggaran", "cost per outcome"),
    TableKind.SUMBER_DAYA: Message("efisiensi sumber daya", "use of resources"),
    TableKind.REALISASI_ANGGARAN: Message("realisasi anggaran", "budget realisation"),
    TableKind.MULTI_YEAR: Message("perbandingan antartahun", "comparison of years"),
    TableKind.OTHER: Message("lain-lain", "other"),
}

# where the text of a page comes from, and what parts the cells of a table
TEXT_SOURCE = {
    TextSource.TEXT: Message("berteks", "with text"),
    TextSource.IMAGE: Message("gambar", "pictures"),
    TextSource.EMPTY: Message("kosong", "empty"),
    TextSource.UNREADABLE: Message("rusak", "damaged"),
}
READER = {
    "ruled": Message("bergaris", "ruled"),
    "level": Message("bergaris sebagian", "ruled in part"),
    "filled": Message("berarsir", "shaded"),
    "unruled": Message("tanpa garis", "without rules"),
}

DOCUMENT_KIND = {
    DocumentKind.LKJ: Message("LKj tahunan", "annual LKj"),
    DocumentKind.LKJ_TRIWULAN: Message(
        "LKj triwulan atau semester", "LKj of a quarter or semester"
    ),
    DocumentKind.BULANAN: Message("laporan bulanan", "monthly report"),
    DocumentKind.RENJA: Message("Renja", "Renja"),
    DocumentKind.RENSTRA: Message("Renstra", "Renstra"),
    DocumentKind.RKT: Message("RKT", "RKT"),
    DocumentKind.PK: Message("perjanjian kinerja", "perjanjian kinerja"),
    DocumentKind.LRA: Message("LRA", "LRA"),
    DocumentKind.KEGIATAN: Message(
        "daftar kegiatan atau anggaran", "list of kegiatan or of a budget"
    ),
    DocumentKind.KUTIPAN: Message("kutipan", "excerpt"),
}
