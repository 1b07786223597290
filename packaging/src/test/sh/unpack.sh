#!/bin/sh
# unpack.sh [DIR]: unpacks the Debian packages that cannot be installed beside those of packages.txt, each into
# DIR/PACKAGE (default: packaging/target/unpacked). Nothing of them is set up or started.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=${1:-$here/../../../target/unpacked}
mkdir -p "$to"
cd "$to"
for package in courier-pop courier-imap courier-mta cyrus-pop3d cyrus-imapd popa3d solid-pop3d \
    syslog-ng-core inetutils-syslogd ucspi-tcp-ipv6; do
    [ ! -d "$package" ] || continue
    apt-get -qq -o APT::Sandbox::User=root -o Acquire::Retries=3 download "$package" || {
        apt-get -qq -o DPkg::Lock::Timeout=600 update
        apt-get -qq -o APT::Sandbox::User=root -o Acquire::Retries=3 download "$package"
    }
    rm -rf "$package.new"
    dpkg-deb -x "$package"_*.deb "$package.new"
    rm -f "$package"_*.deb
    mv "$package.new" "$package"
done
