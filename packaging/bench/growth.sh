#!/bin/sh
# Cost as the work grows: look-up and rewriting of the database (JMH), readlog's memory; and JMH's figures for headers, parsers and
# addresses. Plots go to packaging/bench/target: find.png, rewrite.png, memory.png (where gnuplot is there).
# Usage: growth.sh [quick]
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
. "$bench/lib.sh"
folder
bench_jar

timing='-wi 3 -w 300ms -i 5 -r 300ms'
[ "${1-}" != quick ] || timing='-wi 1 -w 100ms -i 1 -r 100ms'
parsers=$(sed -n 's/^\[parser \(.*\)\]$/\1/p' "$root/config/parsers.conf" | paste -sd,)
# The database where the others keep theirs: /tmp may be memory.
# shellcheck disable=SC2086 # several options
"$java" -Djava.io.tmpdir="$work" -jar "$jar" -f 1 $timing -p "parser=$parsers" -jvmArgs "-Djava.io.tmpdir=$work -XX:+UseSerialGC -Xmx256m" -foe true \
    -rf csv -rff "$target/jmh.csv" >"$target/jmh.txt" 2>&1 || die "JMH failed; see $target/jmh.txt"
sed 1d "$target/jmh.csv" | tr -d '"' | awk -F, '{
    name = $1; sub(/^poplock\.readlog\.[a-z]*\./, "", name)
    printf "JMH %s%s\t%.*f %s\t-\t-\n", name, ($9 $8) == "" ? "" : " " $8 $9, $5 < 100 ? 2 : 0, $5, $7 }' | sed 's,/op,,'

data() {
    sed 1d "$target/jmh.csv" | tr -d '"' | awk -F, -v name="DatabaseBench.$1" 'index($1, name) { print $8, $5 }' | sort -n >"$target/$1.data"
}
data find
data rewrite

: >"$target/memory.data"
mkfifo "$work/fifo"
for entries in 100 10000 100000 1000000; do
    entries "$entries" "$work/db"
    printf 'dbfile = %s/db\nexpiry = 1d\nsource = fifo:%s/fifo\nparsers = %s\n' "$work" "$work" "$root/config/parsers.conf" >"$work/conf"
    rm -f "$work/err"
    "$packaged/readlog" -c "$work/conf" 2>"$work/err" &
    children=$!
    await 300 grep -q following "$work/err"
    # A login from another address makes it write the whole database.
    echo "$(date '+%b %e %T')"' mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.7, lip=10.0.0.1, session=<x>' \
        >"$work/fifo"
    await 300 grep -q '^192.0.2.7 ' "$work/db"
    resident=$(awk '/^VmRSS/ { print $2 }' "/proc/$children/status")
    kill "$children"
    wait "$children" || :
    children=
    echo "$entries $resident" >>"$target/memory.data"
    limit=-
    ratio=-
    case $entries in
    1000000) limit='under 200 MB' ratio=$(calc '%.2f' "$resident / 1024 / 200") ;;
    esac
    row "readlog, resident, $entries entries, after a login" "$(calc '%.1f MB' "$resident / 1024")" "$limit" "$ratio"
done

# plot NAME TITLE UNIT DIVISOR
plot() {
    gnuplot >&2 <<PLOT
set terminal pngcairo size 720,440 font 'sans,11'
set output '$target/$1.png'
set title '$2'
set logscale x
set format x '10^{%L}'
set xlabel 'entries in the database'
set ylabel '$3'
set yrange [0:*]
set grid
set key off
plot '$target/$1.data' using 1:(\$2 / $4) with linespoints pointtype 7 linewidth 2
PLOT
}
if command -v gnuplot >/dev/null; then
    plot find 'Finding an address (Database.find)' microseconds 1
    plot rewrite 'Folding in a login and rewriting the database, fsync included' milliseconds 1000
    plot memory 'Resident memory of readlog, after a login' MB 1024
fi
