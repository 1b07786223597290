#!/bin/sh
# Makes the ahead-of-time caches of the package. Usage: train.sh TREE FOLDER, FOLDER empty for scratch.
set -eu

lib=$1/usr/lib/smtp-poplock
work=$2
unset JAVA_HOME SMTP_POPLOCK_JAVA
config=$work/smtp-poplock.conf
cp "$1"/etc/smtp-poplock/parsers.conf "$work"
printf 'dbfile = %s/dbfile\nsource = fifo:%s/fifo\n' "$work" "$work" >"$config"
mkfifo "$work/fifo"

# wait_for WHAT COMMAND...: until it succeeds, 20 seconds at most.
wait_for() {
    what=$1
    shift
    tries=200
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { echo "train.sh: fatal: waited in vain for $what" >&2; exit 1; }
        sleep 0.1
    done
}

SMTP_POPLOCK_JAVA_OPTIONS="-XX:AOTCacheOutput=$lib/readlog.aot" "$lib/launchers/readlog" -c "$config" \
    >"$work/out" 2>&1 &
readlog=$!
exec 3<>"$work/fifo"
printf 'Nov 22 12:00:0%s mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.%s, lip=192.0.2.1, mpid=7, TLS, session=<x>\n' \
    1 1 2 2 3 3 >&3
wait_for 'a login in the database' grep -q '^192.0.2.3 ' "$work/dbfile"
kill "$readlog"
wait "$readlog" || true
for format in json table; do
    SMTP_POPLOCK_JAVA_OPTIONS="-XX:AOTCacheOutput=$lib/showallowed.aot" "$lib/launchers/showallowed" -c "$config" \
        --format $format >>"$work/out" 2>&1
done
chmod 0644 "$lib"/*.aot
