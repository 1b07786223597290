#!/bin/sh
# boot.sh ROOT CGROUP: starts systemd as the first process of a machine of its own, whose files are ROOT, and waits for
# its end. Its processes are in CGROUP, below the root of cgroup2.
# boot.sh --clean CGROUP: removes what is left of CGROUP.
set -eu
[ "${inside-}" = yes ] || exec env inside=yes unshare --mount sh "$0" "$@"
root=$1
mount -t tmpfs boot /mnt
mkdir /mnt/cgroup
mount -t cgroup2 cgroup2 /mnt/cgroup
cgroup=/mnt/cgroup/$2
if [ "$root" = --clean ]; then
    [ ! -d "$cgroup" ] || find "$cgroup" -depth -type d -exec rmdir {} +
    exit
fi
mkdir "$cgroup"
echo $$ >"$cgroup/cgroup.procs"
# shellcheck disable=SC2016 # for the shell inside
exec unshare --mount --pid --fork --kill-child --cgroup --uts --ipc --net sh -euc '
    cd "$0"
    mount --bind . .
    cd "$0"
    mount -t proc proc proc
    mount -t sysfs -o ro sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    mount -t tmpfs -o mode=755 run run
    mount -t tmpfs -o mode=755 dev dev
    for node in null zero full random urandom tty; do
        cp -a /dev/$node dev
    done
    mkdir dev/shm dev/pts old
    ln -s pts/ptmx dev/ptmx
    ln -s /proc/self/fd dev/fd
    for number in 0:stdin 1:stdout 2:stderr; do
        ln -s /proc/self/fd/${number%:*} dev/${number#*:}
    done
    ip link set lo up
    hostname mx
    pivot_root . old
    umount -l /old
    rmdir /old
    exec env -i container=poplock PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system
' "$root"
