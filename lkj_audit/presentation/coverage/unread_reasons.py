"""Why the system does not take what is written, in the words of the interface."""

import errno

from validate.findings import Message

# what a person meets; the system says the others in English
REASONS = {
    errno.ENOSPC: Message(
        "tidak ada ruang tersisa pada media penyimpanan", "no space left on the device"
    ),
    errno.EDQUOT: Message("kuota penyimpanan terlampaui", "the quota is exceeded"),
    errno.EFBIG: Message("berkasnya terlalu besar", "the file is too large"),
    errno.EIO: Message("media penyimpanan bermasalah", "the device fails"),
    errno.EACCES: Message("tidak ada izin menulis", "permission denied"),
    errno.EPERM: Message("tidak ada izin menulis", "permission denied"),
    errno.EROFS: Message("media penyimpanan hanya dapat dibaca", "the file system is read-only"),
    errno.ENOENT: Message("foldernya tidak ada", "its folder does not exist"),
    errno.ENOTDIR: Message(
        "salah satu bagian alamatnya bukan folder", "a part of its path is no folder"
    ),
    errno.EISDIR: Message("itu folder, bukan berkas", "it is a folder and no file"),
    errno.ENAMETOOLONG: Message("namanya terlalu panjang", "its name is too long"),
}
