"""What the fields of a state are called in words, Indonesian and English."""

from validate.findings import Certainty, Message, Severity

TERMS = {
    "audited": Message("diperiksa", "audited"),
    "organisation": Message("instansi", "organisation"),
    "period": Message("periode", "period"),
    "year": Message("tahun", "year"),
    "pages": Message("halaman", "pages"),
    "page": Message("halaman", "page"),
    "file": Message("berkas", "file"),
    "sha256": Message("isi berkas (SHA-256)", "content of the file (SHA-256)"),
    "numbers": Message("angka", "numbers"),
    "related": Message("dalam hitungan", "in a sum"),
    "confirmed": Message("cocok", "confirmed"),
    "unread": Message("tidak terbaca", "unread"),
    "unread_parts": Message("bagian halaman yang tidak terbaca", "parts of pages that are unread"),
    "unverifiable": Message("tidak dapat dipastikan", "cannot be verified"),
    "caption": Message("judul", "caption"),
    "kind": Message("jenis", "kind"),
    "reader": Message("cara baca", "reader"),
    "columns": Message("kolom", "columns"),
    "header": Message("kepala tabel", "header"),
    "role": Message("peran kolom", "role of the column"),
    "p.": Message("hal.", "p."),
    "or": Message("atau", "or"),
    "because": Message("sebab", "because"),
    "another file": Message("isi berkas lain", "the file is another one"),
    "another reading": Message("tabelnya dibaca lain", "its table is read otherwise"),
    "rule set": Message("kumpulan aturan", "rule set"),
    "version": Message("versi program", "version of the program"),
    "no second reading": Message("tidak dibaca ulang", "no second reading"),
    "third": Message("pembaca ketiga", "third reader"),
    Severity.CRITICAL.value: Message("kritis", "critical"),
    Severity.MAJOR.value: Message("mayor", "major"),
    Certainty.INCONSISTENT.value: Message("bertentangan", "inconsistent"),
    Certainty.UNVERIFIABLE.value: Message("tidak dapat dipastikan", "cannot be verified"),
    Certainty.READING_DOUBT.value: Message("mungkin salah baca", "may be a misreading"),
}


def term_in(term: str, lang: str) -> str:
    """Return what a term is called; those that are called so in both languages (`minor`) are not
    listed.
    """
    named = TERMS.get(term)
    if named is None:
        return term
    return named.en if lang == "en" else named.id
