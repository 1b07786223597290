#!/bin/sh
# install.sh [PREFIX=/usr] [DESTDIR=] [--uninstall]: installs what lies in files/ beside it, or a newer version over an older one.
#   PREFIX       where the programs go: PREFIX/sbin, PREFIX/bin, PREFIX/lib, PREFIX/share
#   DESTDIR      a folder to install into as if it were /, for those who make packages; nothing is started then
#   --uninstall  removes what was installed, but for files in /etc that you have changed, the database and the user
# A file in /etc that you have changed stays as it is; a new version of it goes beside it. Folders that exist stay as they are,
# links to folders too.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
# The copy that is installed knows where.
if [ -r "$here/installed" ]; then prefix=${here%/lib/smtp-poplock}; else prefix=/usr; fi
prefix=${PREFIX:-$prefix}
destdir=${DESTDIR:-}
action=install

fail() {
    echo "install.sh: fatal: $1" >&2
    exit 100
}

for argument; do
    case $argument in
    PREFIX=*) prefix=${argument#*=} ;;
    DESTDIR=*) destdir=${argument#*=} ;;
    --uninstall) action=uninstall ;;
    *) fail "usage: install.sh [PREFIX=/usr] [DESTDIR=] [--uninstall]" ;;
    esac
done
prefix=${prefix%/}
case $prefix in
/*) ;;
*) fail "PREFIX=$prefix does not begin with /" ;;
esac
# It goes into scripts and units.
case $prefix in
*[!A-Za-z0-9/._+-]*) fail "PREFIX=$prefix has characters other than letters, digits and /._+-" ;;
esac
destdir=${destdir%/}
list=$destdir$prefix/lib/smtp-poplock/installed

# sum FILE: what tells whether a file has been changed.
sum() {
    sha256sum <"$1" | cut -d ' ' -f 1
}

# The sum with which the file PATH was installed the last time; empty if it was not.
sum_before() {
    [ ! -r "$list" ] || awk -v path="$1" '$2 == path { print $1 }' "$list"
}

# make_folder PATH: where it is missing, with those above it; noted, so that it can be removed.
make_folder() {
    [ -n "$1" ] && [ ! -d "$destdir$1" ] || return 0
    make_folder "${1%/*}"
    mkdir "$destdir$1"
    echo "folder $1" >>"$new_list"
}

# put FILE PATH: never writes into a file that is there, which may be running.
put() {
    make_folder "${2%/*}"
    rm -f "$destdir$2.poplock-new"
    if [ -L "$1" ]; then
        ln -s "$(readlink "$1")" "$destdir$2.poplock-new"
    elif [ "$prefix" != /usr ] && is_text "$1"; then
        content "$1" >"$destdir$2.poplock-new"
        [ ! -x "$1" ] || chmod 755 "$destdir$2.poplock-new"
    else
        cp -p "$1" "$destdir$2.poplock-new"
        [ "$(id -u)" != 0 ] || chown 0:0 "$destdir$2.poplock-new"
    fi
    mv -f "$destdir$2.poplock-new" "$destdir$2"
}

# Whether a file names the programs by their places: scripts and units, but not this one.
is_text() {
    case $1 in
    *.service) return 0 ;;
    */install.sh) return 1 ;;
    esac
    [ "$(head -c 3 "$1" | tr '\0' x)" = '#!/' ]
}

# What FILE is to hold below this PREFIX.
content() {
    if ! is_text "$1"; then
        cat "$1"
        return
    fi
    sed -e "s,/usr/lib/smtp-poplock,$prefix/lib/smtp-poplock,g" -e "s,/usr/sbin/readlog,$prefix/sbin/readlog,g" \
        -e "s,/usr/sbin/fifo-safety,$prefix/sbin/fifo-safety,g" "$1"
}

# beside PATH: the name for a new version of a file that was changed; logrotate skips what ends in .dpkg-dist.
beside() {
    case $1 in
    /etc/smtp-poplock/*) echo "$1.new" ;;
    *) echo "$1.dpkg-dist" ;;
    esac
}

put_beside() {
    if [ "$shipped" != "$before" ]; then
        put "$1" "$(beside "$2")"
        echo "$destdir$2 has been changed and stays; the new version is $destdir$(beside "$2")"
    fi
    [ ! -e "$destdir$(beside "$2")" ] || echo "- $(beside "$2")" >>"$new_list"
}

# put_setting FILE PATH: a file in /etc.
put_setting() {
    content "$1" >"$scratch"
    shipped=$(sum "$scratch")
    before=$(sum_before "$2")
    echo "$shipped $2" >>"$new_list"
    if [ ! -e "$destdir$2" ]; then
        # Removed by somebody since: it stays away.
        [ -n "$before" ] || put "$1" "$2"
        return 0
    fi
    present=$(sum "$destdir$2")
    # A link is somebody's own doing.
    [ ! -L "$destdir$2" ] || present="a link"
    case $present in
    "$shipped") return 0 ;;
    "$before") put "$1" "$2" ;;
    *) put_beside "$1" "$2" ;;
    esac
}

# Where there is no folder for such files nothing would read them.
wanted() {
    case $1 in
    etc/init.d/*) [ -d "$destdir/etc/init.d" ] ;;
    etc/logrotate.d/*) [ -d "$destdir/etc/logrotate.d" ] ;;
    usr/share/lintian/*) false ;;
    # It fits one place only.
    */classes.jsa) [ "$prefix" = /usr ] ;;
    esac
}

put_all() {
    (cd "$here/files" && find . ! -type d | sed 's,^\./,,' | LC_ALL=C sort) >"$scratch.names"
    while IFS= read -r name; do
        wanted "$name" || continue
        case $name in
        etc/*) put_setting "$here/files/$name" "/$name" ;;
        *)
            put "$here/files/$name" "$prefix/${name#usr/}"
            echo "- $prefix/${name#usr/}" >>"$new_list"
            ;;
        esac
    done <"$scratch.names"
    put "$here/install.sh" "$prefix/lib/smtp-poplock/install.sh"
    echo "- $prefix/lib/smtp-poplock/install.sh" >>"$new_list"
}

# remove SUM PATH: a file that was installed, unless it is in /etc and has been changed.
remove() {
    if [ "$1" != - ] && [ -e "$destdir$2" ] && { [ -L "$destdir$2" ] || [ "$(sum "$destdir$2")" != "$1" ]; }; then
        echo "$destdir$2 has been changed and stays"
    else
        rm -f "$destdir$2"
    fi
}

# What the version before had and this one does not.
remove_old() {
    [ -r "$list" ] || return 0
    while read -r kind path; do
        if [ "$kind" = folder ]; then
            grep -qxF "folder $path" "$new_list" || echo "folder $path" >>"$new_list"
        elif ! awk -v path="$path" '$2 == path { found = 1 } END { exit !found }' "$new_list"; then
            remove "$kind" "$path"
        fi
    done <"$list"
}

make_user() {
    ! getent passwd poplock >/dev/null || return 0
    if command -v useradd >/dev/null; then
        useradd --system --user-group --no-create-home --home-dir /var/smtp-poplock --shell /usr/sbin/nologin poplock
    else
        addgroup -S poplock && adduser -S -D -H -h /var/smtp-poplock -G poplock poplock
    fi
}

running() {
    find /proc -maxdepth 1 -user poplock -name '[0-9]*' 2>/dev/null | grep -q .
}

next_steps() {
    if running; then
        "$prefix/lib/smtp-poplock/restart-daemons"
    elif [ -d /run/systemd/system ]; then
        echo 'Next: systemctl enable --now smtp-poplock-fifo-safety; systemctl enable --now smtp-poplock-readlog'
    elif [ -d /etc/init.d ]; then
        echo 'Next: service smtp-poplock-fifo-safety start; service smtp-poplock-readlog start'
        echo '(and at each boot: update-rc.d smtp-poplock-fifo-safety defaults; update-rc.d smtp-poplock-readlog defaults)'
    else
        echo "Next: let svscan, runsvdir or s6-svscan run $prefix/share/doc/smtp-poplock/run/fifo-safety and .../readlog"
    fi
    echo "Then go on with step 2 of $prefix/share/doc/smtp-poplock/INSTALL.md"
}

install_all() {
    [ -d "$here/files" ] || fail "no folder $here/files: run the install.sh of the unpacked archive"
    if [ -z "$destdir" ]; then
        [ "$(id -u)" = 0 ] || fail 'not root (give a DESTDIR to install into a folder)'
        ! dpkg-query -W -f '${db:Status-Status}' smtp-poplock 2>/dev/null | grep -qx installed ||
            fail 'the Debian package is installed: upgrade that, or remove it first'
    fi
    [ -z "$destdir" ] || mkdir -p "$destdir"
    new_list=$scratch.list
    : >"$new_list"
    put_all
    remove_old
    cp "$new_list" "$list.new"
    mv "$list.new" "$list"
    [ -z "$destdir" ] || return 0
    make_user
    "$prefix/lib/smtp-poplock/make-fifo"
    [ ! -d /run/systemd/system ] || systemctl daemon-reload
    next_steps
}

stop_daemons() {
    for name in smtp-poplock-readlog smtp-poplock-fifo-safety; do
        if [ -d /run/systemd/system ]; then
            systemctl disable --quiet --now "$name" || true
        elif [ -x "/etc/init.d/$name" ]; then
            "/etc/init.d/$name" stop || true
            ! command -v update-rc.d >/dev/null || update-rc.d -f "$name" remove
        fi
    done
    ! running || fail 'programs of the user poplock are running: stop them first'
}

uninstall_all() {
    [ -r "$list" ] || fail "no $list: nothing of this PREFIX is installed"
    [ -n "$destdir" ] || stop_daemons
    while read -r kind path; do
        [ "$kind" = folder ] || remove "$kind" "$path"
    done <"$list"
    awk '$1 == "folder" { print $2 }' "$list" | LC_ALL=C sort -r >"$scratch.folders"
    rm "$list"
    while read -r path; do
        rmdir "$destdir$path" 2>/dev/null || true
    done <"$scratch.folders"
    [ -n "$destdir" ] || [ ! -d /run/systemd/system ] || systemctl daemon-reload
    echo 'The database, /var/smtp-poplock, and the user poplock stay; remove them by hand.'
}

scratch=$(mktemp)
trap 'rm -f "$scratch" "$scratch".*' EXIT
"${action}_all"
