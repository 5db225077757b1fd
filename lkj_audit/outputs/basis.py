"""On what a rule rests, in both languages: its documentation tells it in English."""

import re
from collections.abc import Mapping
from functools import lru_cache

from validate.findings import Message
from validate.rule import Rule

_BASIS = re.compile(r"^Basis:(.*?)(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


@lru_cache(maxsize=256)
def basis_of(rule: Rule) -> Message:
    """Return on what a rule rests, as its documentation tells, in both languages."""
    found = _BASIS.search(rule.doc)
    basis = " ".join(found[1].split()).rstrip(".") if found else "own proposal"
    return Message(_exchanged(basis, _ID), _exchanged(basis, _EN))


def _exchanged(text: str, words: Mapping[str, str]) -> str:
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)


# a note that is signed says it in the words of its office
_UNVERIFIED = Message("belum dicocokkan dengan naskah resmi", "not compared with the official text")
_PROPOSED = Message("usulan alat bantu", "proposed by this tool")
_TAGS = {
    "from memory, not verified": _UNVERIFIED,
    "dari ingatan, belum diverifikasi": _UNVERIFIED,
    "own proposal": _PROPOSED,
}

# what the documentation of the rules says of their basis; a phrase before the phrases it begins with
_PHRASES = {
    "arithmetic and": "kaidah hitung dan",
    "the confirmation is arithmetic": "penegasannya berupa hitungan",
    "arithmetic": "kaidah hitung",
    "none in the regulations; a finding that reviewers make (public lists of findings of APIP)": (
        "tidak diatur; catatan yang lazim dalam reviu (daftar catatan APIP yang terbuka untuk umum)"
    ),
    "none; a convention of readable tables": "kelaziman tabel yang mudah dibaca",
    "none; a convention of evidence": "kelaziman penyajian data dukung",
    "none; a convention of LKj, whose two blocks are signed together": (
        "kelaziman LKj, yang kedua bloknya ditandatangani bersama"
    ),
    "none; a convention of LKj": "kelaziman LKj",
    "none; a convention": "kelaziman",
    "none; a custom of LKj": "kelaziman LKj",
    "none; a report contradicts itself": "kesesuaian antarbagian dalam satu laporan",
    "none; a report is to be readable": "laporan hendaknya mudah dibaca",
    "none; a reader counts by the numbers": "pembaca menghitung menurut nomor",
    "none; a reference to a table must find it": "rujukan ke tabel hendaknya dapat ditemukan",
    "none; a formula such as 6 = 5/4 needs one column 4 and one column 5": (
        "rumus seperti 6 = 5/4 memerlukan satu kolom 4 dan satu kolom 5"
    ),
    "none; a table of contents is there to be found by": "daftar isi dipakai untuk menemukan bagian laporan",
    "none; the calendar": "kalender",
    "none; what has not ended cannot be reported on": "yang belum berakhir belum dapat dilaporkan",
    "none; what reviewers of such reports commonly object to": "hal yang lazim dicatat dalam reviu",
    "none; it is about our reading": "mengenai pembacaan berkas",
    "none but sense": "kewajaran",
    "none needed": "tidak memerlukan dasar",
    "PermenPANRB 53/2014 Lampiran I asks for a month after the budget": (
        "PermenPANRB 53/2014 Lampiran I meminta satu bulan sesudah anggaran ditetapkan"
    ),
    "the structure of the code": "susunan kode",
    "one code is one line": "satu kode untuk satu baris",
    "one figure, one value": "satu besaran satu nilai",
    "one thing, one name": "satu hal satu sebutan",
    "custom; the regulations do not say": "kelaziman; tidak diatur",
    "custom of the local government": "kelaziman pemerintah daerah",
    "custom of evaluators": "kelaziman penilai",
    "custom": "kelaziman",
    "consistency": "keseragaman",
    "DPA of the office": "DPA perangkat daerah",
    "the formula in the head of the column, where there is one": "rumus pada kepala kolom, apabila ada",
    "the formula in the head of the column": "rumus pada kepala kolom",
    "rencana aksi and its aggregation": "rencana aksi dan cara agregasinya",
    "operational definitions": "definisi operasional",
    "data that can be traced": "data yang dapat ditelusuri",
    "criteria of evaluators for targets that challenge": "kriteria penilai tentang target yang menantang",
    "criteria of a measurable indicator, SMART": "kriteria indikator yang terukur (SMART)",
    "scale of performance": "skala nilai kinerja",
    "the report's own scale goes before it": "skala dalam laporan itu sendiri didahulukan",
    "the scale of Permendagri 86/2017 has such holes itself": "skala Permendagri 86/2017 sendiri berlubang demikian",
    "the terms of PermenPANRB 53/2014": "istilah dalam PermenPANRB 53/2014",
    "on the efficiency of resources": "tentang efisiensi sumber daya",
    "Kepmendagri on the nomenclature": "Kepmendagri tentang nomenklatur",
    "the signed perjanjian kinerja is what was agreed": (
        "perjanjian kinerja yang ditandatangani adalah yang disepakati"
    ),
    "in secondary sources": "menurut sumber sekunder",
    "KBBI and EYD": "KBBI dan EYD",
    "three months for regional governments by a statement of KemenPANRB": (
        "tiga bulan bagi pemerintah daerah menurut keterangan KemenPANRB"
    ),
    "peraturan bupati or wali kota of the region": "peraturan bupati atau wali kota setempat",
    "the fields agree with two public libraries": "susunannya sesuai dengan dua pustaka perangkat lunak terbuka",
    "peraturan BKN and PP": "peraturan BKN dan PP",
    "the successors as listed": "daftar peraturan pengganti",
    "that PermenPANRB 88/2021 replaced PermenPANRB 12/2015 and UU 20/2023 replaced UU 5/2014 is told by public copies "
    "and by a legal office of a region": (
        "penggantian PermenPANRB 12/2015 oleh PermenPANRB 88/2021 dan UU 5/2014 oleh UU 20/2023 menurut salinan umum "
        "dan bagian hukum suatu daerah"
    ),
    "criterion 3": "kriteria 3",
    " of the evaluation of PermenPANRB 88/2021 (as public copies of it print)": (
        " evaluasi menurut PermenPANRB 88/2021 (menurut salinan umum)"
    ),
    ": a report follows the standard, which these two set": (
        ": laporan mengikuti standar, yang ditetapkan oleh kedua peraturan itu"
    ),
    "as public copies of their lists print codes": "menurut salinan umum daftarnya",
    ", annex, in public copies": ", lampiran, menurut salinan umum",
    "in public copies": "menurut salinan umum",
    "PMK.02/2017 and PMK": "PMK.02/2017 dan PMK",
    "2019 and Kepmendagri": "2019 dan Kepmendagri",
    "(and 249": "(dan 249",
}
_ID = {tag: said.id for tag, said in _TAGS.items()} | _PHRASES
_EN = {tag: said.en for tag, said in _TAGS.items()}
