#!/bin/sh
# Peak resident memory of each program that is built, with 1,000,000 entries.
# Usage: memory.sh                    (after: mvn package; needs musl-tools or gcc, and perl)
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/../.." && pwd)
java=${SMTP_POPLOCK_JAVA:-$(find /usr/lib/jvm/*25*/bin/java 2>/dev/null | head -n 1)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

compiler=gcc
command -v musl-gcc >/dev/null && compiler=musl-gcc
"$compiler" -O2 -static -o "$work/peak" "$bench/peak.c"
mkfifo "$work/fifo"
perl -e 'my $now = time; print map { "$_ $now\n" } sort map {
    join ".", 10, $_ >> 16, $_ >> 8 & 255, $_ & 255 } 0 .. 999_999' >"$work/db"
printf 'dbfile = %s\nsource = fifo:%s\nparsers = %s\n' "$work/db" "$work/fifo" "$root/config/parsers.conf" >"$work/conf"
export SMTP_POPLOCK_CONFIG="$work/conf" TCPREMOTEIP=10.5.5.5

# $1: name; $2: seconds after which a daemon is ended, 0 for another program; then the program.
peak() {
    name=$1
    seconds=$2
    shift 2
    printf '%-44s ' "$name"
    "$work/peak" "$seconds" "$@"
}

# $1: name of the program; $2: seconds; $3: options of its launcher for the JVM; then its arguments.
jar() {
    name=$1
    seconds=$2
    options=$3
    shift 3
    file=$root/$name/target/$name.jar
    # shellcheck disable=SC2086 # several options
    [ ! -r "$file" ] || peak "$name.jar" "$seconds" "$java" $options -jar "$file" "$@"
}

small='-XX:+UseSerialGC -Xmx16m -XX:-UsePerfData -XX:TieredStopAtLevel=1'
echo "$(date +%F), Linux $(uname -r)"
echo 'peak resident memory, KiB'
peak '(the harness alone)' 0 /no/such/program
# A program that is not there: relaylock's own memory, not its successor's.
for name in relaylock fifo-safety showallowed; do
    native=$root/$name/target/$name
    [ -x "$native" ] || continue
    case $name in
    relaylock) peak 'relaylock, native' 0 "$native" /no/such/program ;;
    fifo-safety) peak 'fifo-safety, native, idle for 3 s' 3 "$native" --fifo "$work/fifo" ;;
    showallowed) peak 'showallowed, native' 0 "$native" 10.5.5.5 ;;
    esac
done
jar relaylock 0 "$small" /no/such/program
jar fifo-safety 3 "-Xms4m -Xmx32m -Xss512k $small" --fifo "$work/fifo"
jar showallowed 0 "$small" 10.5.5.5
readlog=$(sed -n "s/^options='\(.*\)'$/\1/p" "$root/packaging/launchers/readlog")
[ -r "$root/readlog/target/readlog.jar" ] || exit 0
jar readlog 5 "$readlog"

# 300,000 logins, as fast as they are taken; one in eleven is of an address that the full table has no room for.
logins='sub ipv4 { join ".", 10, $_[0] >> 16, $_[0] >> 8 & 255, $_[0] & 255 }
    sub ipv6 { sprintf "2001:db8:%x:%x:a1b2:c3ff:fed4:%x", 4096 + ($_[0] >> 16), 4096 + ($_[0] >> 8 & 255), 4096 + ($_[0] & 255) }'
load() {
    perl -MPOSIX=strftime -e "$logins"'
        my $address = \&{shift()};
        my $stamp = strftime("%b %e %T", localtime);
        for (0 .. 299_999) {
            printf "$stamp mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=%s, lip=127.0.0.1, mpid=1, TLS, session=<a>\n",
                $address->($_ * 7 % 1_100_000);
        }' "$1" >"$work/fifo"
}
for family in ipv4 ipv6; do
    perl -e "$logins"'
        my ($now, $address) = (time, \&{shift()});
        print sort map { $address->($_) . " $now\n" } 0 .. 999_999' "$family" >"$work/db"
    load "$family" &
    jar readlog 25 "$readlog" | sed "s/^readlog.jar \{13\}/readlog.jar, $family logins/"
    wait
done
