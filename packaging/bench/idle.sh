#!/bin/sh
# What readlog takes while nothing happens: milliseconds from its start until it follows a FIFO (median of 11), KiB resident,
# wake-ups in 20 s, KiB more resident after a HUP. Of the native executable, or of another command.
# Usage: sh packaging/bench/idle.sh [COMMAND...]       COMMAND: readlog's, without arguments
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -gt 0 ] || set -- "$root/readlog/target/readlog"
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
mkfifo -m 600 "$work/fifo"
printf 'dbfile = %s/db\nsource = fifo:%s/fifo\n' "$work" "$work" >"$work/conf"
now=$(date +%s)
i=0
while [ $i -lt 1000 ]; do
    echo "10.$((i / 250)).$((i % 250)).1 $now"
    i=$((i + 1))
done | LC_ALL=C sort >"$work/entries"

i=0
while [ $i -lt 11 ]; do
    i=$((i + 1))
    cp "$work/entries" "$work/db"
    # Ready is when it says what it follows.
    perl -MTime::HiRes=time -MIO::Handle -e '
        my $start = time; pipe(my $in, my $out) or die;
        my $child = fork // die; if (!$child) { open STDERR, ">&", $out; close $in; exec @ARGV; die "exec: $!" }
        close $out; while (<$in>) { last if /following/ } my $ready = time;
        kill TERM => $child; waitpid $child, 0; printf "%.1f\n", 1000 * ($ready - $start)' "$@" -c "$work/conf"
done | sort -n | sed -n 6p | sed 's/^/ms until it is ready: /'

cp "$work/entries" "$work/db"
"$@" -c "$work/conf" 2>"$work/errors" &
pid=$!
until grep -q following "$work/errors"; do sleep 0.1; done
sleep 2
switches() { awk '/^voluntary/ { print $2 }' "/proc/$pid/task/"*/status | awk '{ sum += $1 } END { print sum }'; }
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$pid/status"; }
echo "KiB resident with 1,000 entries: $(resident)"
before=$(switches)
sleep 20
echo "wake-ups in 20 s: $(($(switches) - before))"
before=$(resident)
kill -HUP "$pid"
sleep 2
echo "KiB more after a HUP: $(($(resident) - before))"
