#!/bin/sh
# Memasang lkj-audit dari folder ini, tanpa jaringan. Pemakaian: sh pasang.sh [FOLDER]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
target=${1:-"$HOME/lkj-audit"}
python=${PYTHON:-}
if [ -z "$python" ]; then
    for candidate in python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" > /dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
            python=$candidate
            break
        fi
    done
fi
if [ -z "$python" ]; then
    echo 'Python 3.11, 3.12, atau 3.13 tidak ditemukan. Pasanglah salah satunya, lalu jalankan skrip ini lagi.' >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' > /dev/null 2>&1; then
    echo "Modul venv dari $python tidak ada. Di Debian dan Ubuntu: paket python3-venv." >&2
    exit 1
fi
(cd "$here" && sha256sum --quiet --check SHA256SUMS) || {
    echo 'Berkas di folder wheels rusak atau tidak lengkap. Salinlah dan ekstrak kembali berkas zip.' >&2
    exit 1
}
echo "Memasang ke $target ..."
"$python" -m venv "$target"
"$target/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels" lkj-audit
"$target/bin/lkj" --version
echo "Selesai. Perintah berikutnya: $target/bin/lkj audit laporan.pdf"
