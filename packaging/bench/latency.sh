#!/bin/sh
# Login to permission: from the write(2) of a login's log line to the end of the first run of native relaylock that sets
# RELAYCLIENT for its address; relaylock is run again and again until then. See latency.c.
# Usage: latency.sh [SAMPLES]          (after: mvn package; needs gcc)
set -eu
samples=${1:-200}
bench=$(cd "$(dirname "$0")" && pwd)
. "$bench/lib.sh"
folder
gcc -O2 -Wall -Wextra -o "$work/latency" "$bench/latency.c"

# measure KIND ENTRIES
measure() {
    rm -f "$work/log" "$work/err" "$work"/db*
    entries "$2" "$work/db"
    if [ "$1" = fifo ]; then mkfifo "$work/log"; else : >"$work/log"; fi
    printf 'dbfile = %s/db\nexpiry = 1d\nsource = %s:%s/log\nparsers = %s\n' "$work" "$1" "$work" "$root/config/parsers.conf" \
        >"$work/conf"
    "$packaged/readlog" -c "$work/conf" 2>"$work/err" &
    children=$!
    await 300 grep -q following "$work/err"
    # The first logins warm readlog up; a daemon has been running for long mostly.
    "$work/latency" "$work/log" 198.19 30 100 "$root/relaylock/target/relaylock" "$work/conf" >"$work/warm"
    "$work/latency" "$work/log" 198.18 "$samples" 100 "$root/relaylock/target/relaylock" "$work/conf" >"$work/times"
    kill "$children"
    wait "$children" || die "readlog failed: $(cat "$work/err")"
    children=
    target=-
    [ "$2" -ne 10000 ] || target='p99 at most 20 ms'
    summary "login to permission, $1, $2 entries" "$target"
}

# summary WHAT TARGET: of the milliseconds in $work/times.
summary() {
    sort -n "$work/times" >"$work/sorted"
    awk -v what="$1" -v target="$2" '
        { time[NR] = $1 }
        function part(share) { i = int(NR * share + 0.999999); return time[i < 1 ? 1 : i] }
        END {
            printf "%s\tp50 %.1f, p99 %.1f, p99.9 %.1f ms (%d times)\t%s\t%s\n", what, part(0.5), part(0.99), part(0.999), NR,
                target, target == "-" ? "-" : sprintf("%.2f", part(0.99) / 20)
        }' "$work/sorted"
}

# What of it is the disk's: a file as large as the database is written, synced and renamed as often, by Perl.
disk() {
    entries 10000 "$work/db"
    perl -MIO::Handle -MTime::HiRes=time,sleep -e '
        my ($file, $times) = @ARGV;
        open my $db, "<", $file or die "$file: $!\n";
        my $text = join "", <$db>;
        for (1 .. $times) {
            my $start = time;
            open my $new, ">", "$file.new" or die "$file.new: $!\n";
            print $new $text;
            $new->flush && $new->sync && close $new && rename "$file.new", $file or die "$file.new: $!\n";
            printf "%.3f\n", 1000 * (time - $start);
            sleep 0.1;
        }' "$work/db" "$samples" >"$work/times"
    summary 'a file of 10,000 entries written, synced and renamed by Perl' -
}

for kind in fifo file; do
    for entries in 100 10000 100000; do
        measure "$kind" "$entries"
    done
done
disk
