#!/bin/sh
# What readlog costs beside its work: time to ready, processor time and wake-ups while nothing happens; and showallowed.
# Usage: cost.sh [ROUNDS] [IDLE-SECONDS]        (after: mvn package)
set -eu
rounds=${1:-9}
idle=${2:-60}
bench=$(cd "$(dirname "$0")" && pwd)
. "$bench/lib.sh"
folder
mkfifo "$work/fifo"
: >"$work/log"
entries 1000 "$work/db"
printf 'dbfile = %s/db\nexpiry = 1d\nsource = fifo:%s/fifo\nparsers = %s\n' "$work" "$work" "$root/config/parsers.conf" >"$work/conf"

# start LAUNCHERS SOURCE
start() {
    rm -f "$work/err"
    mkfifo "$work/err"
    "$1/readlog" -c "$work/conf" --source "$2" 2>"$work/err" &
    children=$!
    await_readlog
}

stop() {
    kill "$children"
    wait "$children" || :
    children=
}

list() {
    "$root/showallowed/target/showallowed" -c "$work/conf" >"$work/out"
}

milliseconds() {
    calc '%.0f' "1000 * $(median "$work/$1")"
}

# each LAUNCHERS NAME
each() {
    timed "start.$2" start "$1" "fifo:$work/fifo"
    stop
}

i=0
while [ $i -lt "$rounds" ]; do
    each "$plain" plain
    [ "$packaged" = "$plain" ] || each "$packaged" packaged
    timed list list
    i=$((i + 1))
done
for kind in packaged plain; do
    [ -e "$work/start.$kind" ] || continue
    with='on the JDK'
    [ $kind = plain ] || with='on its own runtime with the cache'
    ms=$(milliseconds start.$kind)
    row "readlog, start to ready, $with" "$ms ms" 'at most 300 ms' "$(calc '%.2f' "$ms / 300")"
done
ms=$(calc '%.1f' "1000 * $(median "$work/list")")
row 'showallowed, whole process, 1,000 entries' "$ms ms" 'at most 5 ms' "$(calc '%.2f' "$ms / 5")"

# ticks: processor time of readlog so far, user and system, in hundredths of a second.
ticks() {
    sed 's/.*) //' "/proc/$children/stat" | awk '{ print $12 + $13 }'
}

# Every time a thread stops waiting it was woken up.
switches() {
    cat "/proc/$children/task"/*/status | awk '/^voluntary_ctxt_switches/ { sum += $2 } END { print sum }'
}

for source in "fifo:$work/fifo" "file:$work/log"; do
    start "$packaged" "$source"
    sleep 12
    before=$(ticks)
    woken=$(switches)
    sleep "$idle"
    after=$(ticks)
    row "readlog, idle on a ${source%%:*}, processor time an hour (of $idle s)" \
        "$(calc '%.1f s' "($after - $before) / $(getconf CLK_TCK) * 3600 / $idle")" - -
    row "readlog, idle on a ${source%%:*}, wake-ups a second" "$(calc '%.1f' "($(switches) - $woken) / $idle")" - -
    row "readlog, idle on a ${source%%:*}, resident" \
        "$(calc '%.1f MB' "$(awk '/^VmRSS/ { print $2 }' "/proc/$children/status") / 1024")" 'under 64 MB' \
        "$(calc '%.2f' "$(awk '/^VmRSS/ { print $2 }' "/proc/$children/status") / 1024 / 64")"
    for thread in "/proc/$children/task"/*; do
        echo "$(awk '/^voluntary/ { print $2 }' "$thread/status") $(cat "$thread/comm")"
    done | sort -rn >"$target/wake-ups.${source%%:*}"
    stop
done
