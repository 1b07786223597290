#!/bin/sh
# Makes packaging/target/smtp-poplock_VERSION_ARCH.deb and, of the same tree, smtp-poplock-VERSION-ARCH.tar.gz, with install.sh.
# Run by "mvn package" after all programs are built; needs no root. Usage: build.sh VERSION
set -eu

java=
why=
version=$1
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$packaging/..
target=$packaging/target
tree=$target/tree
lib=$tree/usr/lib/smtp-poplock

fail() {
    echo "build.sh: fatal: $1" >&2
    exit 1
}

# put MODE FOLDER FILE...: copies into the tree's FOLDER.
put() {
    mode=$1
    folder=$tree/$2
    shift 2
    install -d "$folder"
    install -m "$mode" "$@" "$folder"
}

# compressed FILE NAME: as NAME.gz, the same bytes in every build.
compressed() {
    install -d "$tree/${2%/*}"
    gzip -9n <"$1" >"$tree/$2.gz"
}

programs() {
    for native in relaylock fifo-safety showallowed; do
        file=$source/$native/target/$native
        [ -x "$file" ] || fail "no native $native; build it with: mvn package (leave the package out with -DskipPackage)"
        folder=usr/sbin
        [ "$native" != showallowed ] || folder=usr/bin
        put 0755 "$folder" "$file"
    done
    file=$source/readlog/target/readlog.jar
    [ -r "$file" ] || fail "no readlog.jar; build it with: mvn package"
    put 0644 usr/lib/smtp-poplock "$file"
    "$java" "$packaging/deb/NewClasses.java" "$lib"/*.jar
    put 0755 usr/lib/smtp-poplock/launchers "$packaging/launchers/readlog"
    put 0644 usr/lib/smtp-poplock/launchers "$packaging/launchers/java.sh"
    put 0755 usr/lib/smtp-poplock "$packaging/deb/make-fifo" "$packaging/deb/await-fifo" \
        "$packaging/deb/restart-daemons" "$packaging/deb/as-poplock" "$packaging/deb/stamp"
    put 0755 usr/bin "$packaging/qmail-pop3d/qmail-pop3d-login"
    ln -s ../lib/smtp-poplock/launchers/readlog "$tree/usr/sbin/readlog"
}

configuration() {
    put 0644 etc/smtp-poplock "$source/config/smtp-poplock.conf" "$source/config/parsers.conf"
    put 0644 etc/logrotate.d "$packaging/logrotate/smtp-poplock"
    put 0644 usr/lib/systemd/system "$packaging"/systemd/*.service
    put 0644 usr/lib/tmpfiles.d "$packaging/systemd/smtp-poplock.tmpfiles"
    mv "$tree/usr/lib/tmpfiles.d/smtp-poplock.tmpfiles" "$tree/usr/lib/tmpfiles.d/smtp-poplock.conf"
    init_script readlog poplock.readlog.Readlog 'Log reader'
    init_script fifo-safety poplock.fifosafety.FifoSafety 'Keeper of the FIFO'
}

# init_script DAEMON MAIN-CLASS SHORT-DESCRIPTION
init_script() {
    install -d "$tree/etc/init.d"
    file=$tree/etc/init.d/smtp-poplock-$1
    sed "s/@DAEMON@/$1/; s/@MAIN@/$2/; s/@SHORT@/$3/" "$packaging/init/daemon.in" >"$file"
    chmod 0755 "$file"
}

documentation() {
    doc=usr/share/doc/smtp-poplock
    for page in "$target"/man/*.[1-8]; do
        [ -e "$page" ] || fail "no manual pages in $target/man; build them with: mvn package"
        compressed "$page" "usr/share/man/man${page##*.}/${page##*/}"
    done
    for file in README.md INSTALL.md; do
        [ ! -e "$source/$file" ] || put 0644 "$doc" "$source/$file"
    done
    put 0644 "$doc" "$packaging/deb/copyright"
    compressed "$packaging/deb/changelog" "$doc/changelog"
    put 0644 "$doc/syslog" "$packaging"/syslog/*.conf
    put 0755 "$doc/syslog" "$packaging/syslog/socklog"
    for daemon in readlog fifo-safety; do
        put 0755 "$doc/run/$daemon" "$packaging/run/$daemon/run"
        put 0755 "$doc/run/$daemon/log" "$packaging/run/$daemon/log/run"
    done
    put 0644 usr/share/bash-completion/completions "$target/completion/smtp-poplock"
    for program in readlog relaylock showallowed fifo-safety; do
        ln -s smtp-poplock "$tree/usr/share/bash-completion/completions/$program"
    done
    put 0644 usr/share/lintian/overrides "$packaging/deb/overrides"
    mv "$tree/usr/share/lintian/overrides/overrides" "$tree/usr/share/lintian/overrides/smtp-poplock"
}

# The runtime that the programs need and no more, without its debugging symbols.
# jdk.unsupported is for sun.misc.Signal, which readlog takes TERM and HUP by.
runtime() {
    jlink=${java%java}jlink
    [ -x "$jlink" ] || fail "no jlink beside $java: a JDK is needed"
    modules=java.base,jdk.unsupported
    "$jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=zip-9 \
        --vm=server --output "$lib/runtime"
    strip --strip-unneeded "$lib"/runtime/lib/*.so "$lib"/runtime/lib/server/*.so "$lib"/runtime/lib/jspawnhelper \
        "$lib"/runtime/bin/java
    rm -r "$lib"/runtime/lib/jrt-fs.jar "$lib"/runtime/lib/jexec "$lib"/runtime/bin/keytool
    chmod -R u+w,go-w "$lib/runtime"
}

# A file's time is part of what the class data archive is checked against, and the package keeps whole seconds.
same_times() {
    find "$tree" -exec touch -h -d "@$epoch" {} +
}

archive() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    sh "$packaging/deb/archive.sh" "$tree" "$work"
    rm -rf "$work"
    trap - EXIT
}

package() {
    control=$tree/DEBIAN
    arch=$(dpkg --print-architecture)
    install -d "$control"
    size=$(du -sk --exclude=DEBIAN "$tree" | cut -f1)
    sed "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@SIZE@/$size/" "$packaging/deb/control.in" >"$control/control"
    (cd "$tree" && find etc -type f -printf '/%p\n' | LC_ALL=C sort) >"$control/conffiles"
    (cd "$tree" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2) >"$control/md5sums"
    install -m 0755 "$packaging"/deb/postinst "$packaging"/deb/prerm "$packaging"/deb/postrm "$control"
    same_times
    SOURCE_DATE_EPOCH=$epoch dpkg-deb --root-owner-group -Zxz -z4 --build "$tree" \
        "$target/smtp-poplock_${version}_$arch.deb" >/dev/null
    # Below a folder of its own, to be installed by the script beside it: unpacked over / by hand it could replace links to folders.
    name=smtp-poplock-$version
    tar --exclude=./DEBIAN --owner=0 --group=0 --numeric-owner --sort=name --mtime="@$epoch" \
        --transform="flags=r;s,^\./,files/," --transform="flags=r;s,^\.\$,files," --transform="flags=r;s,^,$name/," \
        -C "$packaging" -cf - install.sh -C "$source" INSTALL.md README.md LICENSE -C "$tree" . |
        gzip -6n >"$target/$name-$arch.tar.gz"
}

command -v dpkg-deb >/dev/null || fail 'no dpkg-deb; install dpkg, or leave the package out with -DskipPackage'
# shellcheck disable=SC2034 # java.sh reads it
here=$packaging/launchers
# shellcheck source=../launchers/java.sh
. "$packaging/launchers/java.sh"
find_java || fail "$why"
umask 022
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
epoch=$(date -d "$(sed -n 's/^ -- .*>  //p' "$packaging/deb/changelog")" +%s)
rm -rf "$tree"
mkdir -p "$tree"
programs
configuration
documentation
runtime
same_times
archive
package
