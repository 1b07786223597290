#!/bin/sh
# Makes the class data archive of the package, which spares readlog most of a JVM's start. Starts it
# on what it does every day, lists the classes that that takes, and has them loaded, verified and linked in advance.
# Usage: archive.sh TREE FOLDER, FOLDER empty for scratch.
set -eu

lib=$1/usr/lib/smtp-poplock
work=$2
config=$work/smtp-poplock.conf
java=$lib/runtime/bin/java
classpath=$lib/readlog.jar
unset SMTP_POPLOCK_CONFIG

# wait_for WHAT COMMAND...: until it succeeds, 30 seconds at most.
wait_for() {
    what=$1
    shift
    tries=300
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            echo "archive.sh: fatal: waited in vain for $what; the programs said:" >&2
            cat "$work/out" >&2
            exit 1
        fi
        sleep 0.1
    done
}

# listing NAME MAIN ARGUMENT...: the command that runs a program and lists its classes, in the place of this shell.
listing() {
    list=$work/$1.classes
    main=$2
    shift 2
    exec "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Xshare:off -XX:DumpLoadedClassList="$list" -cp "$classpath" "$main" -c "$config" "$@"
}

cp "$1"/etc/smtp-poplock/parsers.conf "$work"
printf 'dbfile = %s/dbfile\nsource = fifo:%s/fifo\n' "$work" "$work" >"$config"
mkfifo "$work/fifo"
exec 3<>"$work/fifo"

(listing readlog poplock.readlog.Readlog) >"$work/out" 2>&1 &
readlog=$!
trap 'kill "$readlog" 2>/dev/null || true' EXIT
# A login that has expired when it is read is not recorded.
stamp=$(date -u '+%Y-%m-%dT%H:%M:%SZ')
for host in 1 2 3; do
    echo "$stamp mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.$host, lip=192.0.2.9," \
        "mpid=7, TLS, session=<x>" >&3
done
wait_for 'a login in the database' grep -q '^192.0.2.3 ' "$work/dbfile"
kill "$readlog"
trap - EXIT
wait "$readlog" || true

# Each list numbers its classes anew; without the numbers they go together.
cat "$work"/*.classes | grep -v -e '^#' -e ' source: ' | sed 's/ id: [0-9]*$//' | awk '!seen[$0]++' >"$work/list"
"$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Xshare:dump -XX:+AOTClassLinking -XX:SharedClassListFile="$work/list" -XX:SharedArchiveFile="$lib/classes.jsa" \
    -cp "$classpath" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
chmod 0644 "$lib/classes.jsa"
