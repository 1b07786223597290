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
for name in relaylock fifo-safety; do
    native=$root/$name/target/$name
    [ -x "$native" ] || continue
    case $name in
    relaylock) peak 'relaylock, native' 0 "$native" /no/such/program ;;
    fifo-safety) peak 'fifo-safety, native, idle for 3 s' 3 "$native" --fifo "$work/fifo" ;;
    esac
done
jar relaylock 0 "$small" /no/such/program
jar fifo-safety 3 "-Xms4m -Xmx32m -Xss512k $small" --fifo "$work/fifo"
jar showallowed 0 "$small" 10.5.5.5
jar readlog 5 '-XX:+UseSerialGC -Xms8m -Xmx128m -Xss512k -XX:-UsePerfData -XX:FreqInlineSize=100'
