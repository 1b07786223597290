#!/bin/sh
# debian.sh DIR: makes a clean, small Debian as DIR.tar, from the mirror that apt uses, if there is none yet that is as this
# script would make it. In it are the packages that smtp-poplock's needs or is tried with; no Java. By DIR's last name:
# debian          without an init, with programs that supervise others
# debian-systemd  with systemd, rsyslog, sudo, syslog-ng's libraries and what an SMTP host has
set -eu
to=$1
case ${to##*/} in
debian) packages=ucspi-tcp,logrotate,daemontools,runit,s6 ;;
debian-systemd)
    packages=systemd-sysv,dbus,rsyslog,sudo,libivykis0,libnet1,libjson-c5,libpcre3,libglib2.0-0,libwrap0,libmaxminddb0
    packages=$packages,ucspi-tcp,daemontools,mailfront,netcat-openbsd
    ;;
*) echo "debian.sh: fatal: no Debian of the name ${to##*/}" >&2; exit 100 ;;
esac
# Another test that runs beside this one may want the same, and test.sh makes both in advance.
mkdir -p "${to%/*}"
exec 9>"$to.lock"
flock 9
if [ -e "$to.tar" ] && [ "$(cat "$to.packages" 2>/dev/null)" = "$packages" ]; then
    exit 0
fi
[ "$(id -u)" = 0 ] || { echo 'debian.sh: fatal: not root' >&2; exit 100; }
# shellcheck source=/dev/null
. /etc/os-release
# shellcheck disable=SC2016 # apt's own word
mirror=$(apt-get indextargets --format '$(SITE)' "Created-By: Packages" "Codename: $VERSION_CODENAME" | head -n 1)
umount "$to" 2>/dev/null || :
rm -rf "$to"
mkdir -p "$to"
# In memory: dpkg waits for the disk after each file.
mount -t tmpfs -o mode=755 debian "$to"
trap 'umount "$to"; rmdir "$to"' EXIT
trap 'exit 130' INT TERM HUP
debootstrap --variant=minbase --include="$packages" "$VERSION_CODENAME" "$to" "$mirror" >"$to.log" 2>&1 ||
    { cat "$to.log" >&2; exit 111; }
rm -rf "$to"/var/cache/apt/archives/*.deb "$to"/var/lib/apt/lists/*
# What is tried in it need not outlive a crash of the machine.
echo force-unsafe-io >"$to/etc/dpkg/dpkg.cfg.d/unsafe-io"
tar -C "$to" -cf "$to.tar.new" .
echo "$packages" >"$to.packages"
mv "$to.tar.new" "$to.tar"
