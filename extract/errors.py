"""Why a document could not be read: each error names its exit code and what to do next.

BrokenDocument
├── MissingFile       3
├── NotAFile          3
├── EmptyFile         3
├── NotAPdf           3
├── Damaged           3
├── Encrypted         3
├── TooManyPages      3
├── ReaderFault       3
├── BrokenPart        3 (extract.document_joining)
├── ImagesOnly        4
│   ├── NoRecognizer        4
│   └── UnreadablePictures  4
└── NoTables          4
"""


class WordedError(Exception):
    """Something that cannot be used; `text` says why in the user's language, `advice` what to do
    next. `says` and `advises` are in Indonesian and English, filled with the details.
    """

    says: tuple[str, str] = ("", "")
    advises: tuple[str, str] = ("", "")

    def __init__(self, **details: object) -> None:
        super().__init__(self.says[1].format(**details))
        self.details = details

    def text(self, lang: str = "id") -> str:
        """Return why, in Indonesian or (`en`) in English."""
        return self.says[lang == "en"].format(**self.details)

    def advice(self, lang: str = "id") -> str:
        """Return the next thing to do, or an empty string."""
        return self.advises[lang == "en"].format(**self.details)


class DocumentError(WordedError):
    """A document that cannot be audited."""

    exit_code = 3
    says = ("Dokumen tidak dapat dibaca.", "The document cannot be read.")


class MissingFile(DocumentError):
    """No such file."""

    says = ("Berkas tidak ditemukan.", "The file does not exist.")
    advises = ("Periksa nama dan foldernya.", "Check its name and folder.")


class NotAFile(DocumentError):
    """A folder or a device where a file was expected, or one that may not be read."""

    says = ("Bukan berkas yang dapat dibaca: {reason}.", "Not a file that can be read: {reason}.")


class EmptyFile(DocumentError):
    """A file of zero bytes."""

    says = ("Berkas kosong (0 bita).", "The file is empty (0 bytes).")
    advises = ("Mintalah salinan baru kepada pengirim.", "Ask the sender for a new copy.")


class NotAPdf(DocumentError):
    """A file without a PDF header."""

    says = ("Berkas ini bukan PDF.", "The file is not a PDF.")
    advises = (
        "Bila berupa dokumen Word atau Excel, simpan dahulu sebagai PDF.",
        "If it is a Word or Excel document, save it as a PDF first.",
    )


class Damaged(DocumentError):
    """A PDF whose structure cannot be read."""

    says = ("PDF ini rusak atau terpotong.", "The PDF is damaged or truncated.")
    advises = ("Mintalah salinan baru kepada pengirim.", "Ask the sender for a new copy.")


class Encrypted(DocumentError):
    """A PDF that opens only with a password."""

    says = ("PDF ini dikunci dengan kata sandi.", "The PDF is protected by a password.")
    advises = (
        "Buka dengan --password KATA_SANDI, atau simpan salinan tanpa kata sandi.",
        "Open it with --password PASSWORD, or save a copy without one.",
    )


class WrongPassword(DocumentError):
    """A PDF that the given password does not open."""

    says = ("Kata sandi ini tidak membuka PDF ini.", "This password does not open the PDF.")
    advises = ("Mintalah kata sandinya kepada pengirim.", "Ask the sender for its password.")


class TooManyPages(DocumentError):
    """More pages than the limit."""

    says = (
        "PDF ini memiliki {pages} halaman; batasnya {limit}.",
        "The PDF has {pages} pages; the limit is {limit}.",
    )
    advises = ("Pisahkan laporan dari lampirannya.", "Separate the report from its annexes.")


class TooMuchMemory(DocumentError):
    """Reading it asks for more memory than the limit."""

    says = (
        "Membaca PDF ini memerlukan memori lebih dari {limit} MB.",
        "Reading the PDF takes more than {limit} MB of memory.",
    )
    advises = ("Mintalah salinan baru kepada pengirim.", "Ask the sender for a new copy.")


class TooSlow(DocumentError):
    """Reading it takes longer than the limit."""

    says = (
        "PDF ini tidak selesai dibaca dalam {seconds} detik.",
        "The PDF could not be read within {seconds} seconds.",
    )
    advises = (
        "Pisahkan laporan dari lampirannya, atau beri waktu lebih.",
        "Separate the report from its annexes, or allow more time.",
    )


class ReaderCrashed(DocumentError):
    """The process that reads pages ended before it was done."""

    says = (
        "Pembaca PDF berhenti mendadak setelah {pages} halaman; kemungkinan berkas ini rusak "
        "atau memori tidak cukup.",
        "The PDF reader broke off after {pages} pages; the file is probably damaged, or "
        "memory did not suffice.",
    )
    advises = (
        "Mintalah salinan baru kepada pengirim, atau beri memori lebih.",
        "Ask the sender for a new copy, or allow more memory.",
    )


class ReaderFault(DocumentError):
    """The program itself failed on a page; `fault` in its details states where."""

    says = (
        "Terjadi galat program saat membaca dokumen ini.",
        "The program failed while it read this document.",
    )
    advises = (
        "Dokumen lain tidak terpengaruh. Laporkan galat ini kepada pengelola lkj-audit.",
        "Other documents are not affected. Report this fault to the maintainers of lkj-audit.",
    )


class NoTables(DocumentError):
    """No page holds a table that can be read."""

    exit_code = 4
    says = ("Tidak ada tabel yang dapat dibaca.", "There is no table that can be read.")
    advises = (
        "Periksa apakah ini memang laporan kinerja; `lkj audit --draw 1` memperlihatkan apa "
        "yang terbaca.",
        "Check that this is a performance report; `lkj audit --draw 1` shows what was found.",
    )


class ImagesOnly(DocumentError):
    """Every page that shows something shows a picture, without a text layer."""

    exit_code = 4
    says = (
        "Semua halaman berupa gambar (hasil pindai) tanpa teks.",
        "All pages are images (a scan) without text.",
    )
    advises = (
        "Baca dengan OCR (`--ocr auto`), atau mintalah PDF asli dari pengolah katanya.",
        "Read it by OCR (`--ocr auto`), or ask for the PDF made by the word processor.",
    )


class NoRecognizer(ImagesOnly):
    """Every page is a picture, and what reads pictures is not installed."""

    advises = (
        "Pasang pembaca gambar: pip install 'lkj-audit[ocr]'; atau mintalah PDF asli dari "
        "pengolah katanya.",
        "Install what reads pictures: pip install 'lkj-audit[ocr]'; or ask for the PDF made "
        "by the word processor.",
    )


class UnreadablePictures(ImagesOnly):
    """Every page is a picture, and none of them holds print that can be read."""

    says = (
        "Semua halaman berupa gambar (hasil pindai), dan OCR tidak menemukan teks cetak yang "
        "terbaca.",
        "All pages are images (a scan), and OCR found no print that can be read.",
    )
    advises = (
        "Pindai ulang pada 200–300 dpi, atau mintalah PDF asli dari pengolah katanya.",
        "Scan it again at 200 to 300 dpi, or ask for the PDF made by the word processor.",
    )
