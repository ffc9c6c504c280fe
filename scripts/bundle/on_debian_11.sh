#!/usr/bin/env bash
# Makes the bundle for older Linux desktops: a Debian 11 in a folder of its own, a Python compiled there, `run.py bundle`.
#
#   sudo scripts/bundle/on_debian_11.sh [FOLDER] [options of run.py bundle]
#
# What --seeds and --key name is copied into the old system for the time of the making.
# Needs root, debootstrap, git and 3 GB; FOLDER (default build/debian-11) is made once and used again. Mirrors,
# certificates and pip's settings are those of this machine. The archive is put into dist/.
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
root=$project/build/debian-11
if [ $# -gt 0 ] && [[ $1 != -* ]]; then
    root=$1
    shift
fi
[ "$(id -u)" = 0 ] || { echo "需要管理员权限：sudo $0" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "缺少 debootstrap：apt-get install debootstrap" >&2; exit 1; }

inside() { # run a script in the old system, with nothing of this one's environment but pip's settings and proxies
    local settings
    mapfile -t settings < <(env | grep -iE '^(PIP_[A-Z_]+|https?_proxy|no_proxy)=' || true)
    env -i "${settings[@]}" PATH=/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$(command -v chroot)" "$root" bash -euo pipefail -c "$1" inside "${@:2}"
}

if [ ! -e "$root/etc/debian_version" ]; then
    mkdir -p "$(dirname "$root")"
    debootstrap --variant=minbase --include=ca-certificates bullseye "$root"
    mirror=$(awk '$1 == "deb" { print $2; exit }' "$root/etc/apt/sources.list")
    echo "deb-src $mirror trixie main" >>"$root/etc/apt/sources.list"
    cp /usr/share/keyrings/debian-archive-keyring.gpg "$root/etc/apt/trusted.gpg.d/newer.gpg"
    cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
fi
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf; do
    [ ! -e "$file" ] || cp -L "$file" "$root$file"
done
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"; rm -rf "$root/opt/given"' EXIT

if [ ! -x "$root/opt/python/bin/python3.13" ]; then
    inside '
        apt-get update
        apt-get install -y --no-install-recommends build-essential dpkg-dev pkg-config tcl xz-utils \
            zlib1g-dev libssl-dev libffi-dev
        mkdir -p /opt/source && cd /opt/source
        apt-get source --download-only sqlite3 python3.13
        tar -xf sqlite3_*.orig.tar.xz && tar -xf python3.13_*.orig.tar.xz
        cd /opt/source/sqlite*/
        ./configure --prefix=/opt/python --disable-static --disable-tcl --disable-readline CFLAGS=-O2
        make -j"$(nproc)" && make install
        cd /opt/source/Python-3.13*/
        export PKG_CONFIG_PATH=/opt/python/lib/pkgconfig CPPFLAGS=-I/opt/python/include
        export LDFLAGS="-L/opt/python/lib -Wl,-rpath,/opt/python/lib"
        ./configure --prefix=/opt/python --enable-shared --with-ensurepip=install --disable-test-modules
        make -j"$(nproc)" && make install
        strip --strip-unneeded /opt/python/lib/lib*.so.*.* /opt/python/lib/python3.13/lib-dynload/*.so
        rm -rf /opt/source'
fi
# after apt-get, which makes the list of certificates anew
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

rm -rf "$root/opt/nt_desktop/dist"
mkdir -p "$root/opt/nt_desktop" "$project/dist"
git -C "$project" ls-files -z | tar -C "$project" --null -T - -c | tar -C "$root/opt/nt_desktop" -x
rm -rf "$root/opt/given"
mkdir -m 700 "$root/opt/given"
options=()
while [ $# -gt 0 ]; do
    case $1 in
        --seeds | --key)
            [ $# -gt 1 ] || { echo "$1 后面要写文件或文件夹" >&2; exit 1; }
            cp -rL "$2" "$root/opt/given/${1#--}"
            options+=("$1" "/opt/given/${1#--}")
            shift 2
            ;;
        *) options+=("$1") && shift ;;
    esac
done
inside 'cd /opt/nt_desktop && python3.13 run.py bundle "$@"' "${options[@]}"
for archive in "$root"/opt/nt_desktop/dist/*.tar.gz; do
    [ ! -e "$archive" ] || cp -v "$archive" "$project/dist/"
done
