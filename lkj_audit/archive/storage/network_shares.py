"""Whether a file lies on a network share, by the kind of its file system or by its name."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

# as /proc/self/mountinfo names them; `fuse.` is before some
SHARED = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "rclone",
        "smb3",
        "smbfs",
        "sshfs",
        "vboxsf",
        "virtiofs",
    }
)
MOUNTS = Path("/proc/self/mountinfo")


def share_of(path: Path) -> str | None:
    r"""Return the kind of network share that a file lies on, None where it lies on none that can be
    recognised.

    >>> share_of(Path(r"\\server\arsip\lkj.db")), share_of(Path("//server/arsip/lkj.db"))
    ('UNC', 'UNC')
    """
    if str(path).startswith(("\\\\", "//")):
        return "UNC"
    try:
        mounts = MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    return share_among(mounts, os.path.realpath(path))


def share_among(mounts: Iterable[str], path: str) -> str | None:
    """Return the kind of network share that an absolute path lies on, by lines of mountinfo.

    >>> share_among(["36 1 0:9 / /mnt/arsip rw - nfs4 server:/ rw", "1 0 8:1 / / rw - ext4 x rw"], "/mnt/arsip/lkj.db")
    'nfs4'
    """  # noqa: E501
    places = PurePosixPath(path)
    under = [
        (len(point.parts), kind) for point, kind in _mounts(mounts) if places.is_relative_to(point)
    ]
    # the innermost; of two on one point the later one hides the other
    kind = max(reversed(under), key=lambda mount: mount[0], default=(0, ""))[1].removeprefix(
        "fuse."
    )
    return kind if kind in SHARED else None


def _mounts(lines: Iterable[str]) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the mount points and the kinds of their file systems (proc_pid_mountinfo(5))."""
    for line in lines:
        mount, _, system = line.partition(" - ")
        fields, kinds = mount.split(), system.split()
        if len(fields) > 4 and kinds:
            # blanks and backslashes are written in octal
            yield (
                PurePosixPath(fields[4].encode("latin-1", "replace").decode("unicode_escape")),
                kinds[0],
            )
