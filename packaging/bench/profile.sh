#!/bin/sh
# Where readlog's processor time goes while it reads a backlog (generate.pl's mixed log with 20 % logins, through a pipe): by thread,
# for as many lines as readlog.sh's short log has and for ten times as many; and by method, as Flight Recorder samples the latter.
# Usage: profile.sh [LINES]            (after: mvn package; needs a JDK)
set -eu
half=$((${1:-2000000} / 2))
bench=$(cd "$(dirname "$0")" && pwd)
. "$bench/lib.sh"
folder
printf 'dbfile = %s/db\nexpiry = 1d\nparsers = %s\n' "$work" "$root/config/parsers.conf" >"$work/conf"
mkfifo "$work/in" "$work/err"
perl "$bench/generate.pl" "$half" 20 1000 dovecot >"$work/half"

# read_log LAUNCHERS COPIES: readlog reads so many copies of the log, and then waits for more.
read_log() {
    rm -f "$work"/db*
    "$1/readlog" -c "$work/conf" --source stdin <"$work/in" >"$work/out" 2>"$work/err" &
    children=$!
    exec 3>"$work/in"
    await_readlog
    threads >"$work/ready"
    i=0
    while [ $i -lt "$2" ]; do
        cat "$work/half" >&3
        i=$((i + 1))
    done
    # The metrics are written every ten seconds.
    await 600 grep -q "^smtp_poplock_lines_read_total $(($2 * half))\$" "$work/db.metrics"
    threads >"$work/done"
}

end() {
    exec 3>&-
    wait "$children" || die 'readlog failed'
    children=
}

# threads: a line for each thread: its processor time so far, in ticks, and its name.
threads() {
    for thread in "/proc/$children/task"/*; do
        echo "$(sed 's/.*) //' "$thread/stat" | awk '{ print $12 + $13 }') $(cat "$thread/comm")"
    done
}

# by_thread COPIES
by_thread() {
    read_log "$packaged" "$1"
    end
    awk -v lines="$(($1 * half))" -v tick="$(getconf CLK_TCK)" '
        function what(name) {
            if (name ~ /^C[12] Compiler/) return "the compilers"
            if (name ~ /^VM Thread/) return "collecting garbage, and what else all threads wait for"
            if (name ~ /^stdin/) return "reading the log, finding the logins"
            return "saving, starting, and what else the JVM does"
        }
        NR == FNR { start += $1; next }
        { time = $1; sub(/^[0-9]+ /, ""); sum[what($0)] += time; all += time }
        END {
            printf "%d lines: %.2f s of the processor, of which %.2f s until readlog is ready\n", lines, all / tick, start / tick
            for (each in sum) printf "%8.2f s %3d %% %6.0f ns a line   %s\n", sum[each] / tick, 100 * sum[each] / all,
                sum[each] / tick / lines * 1e9, each
        }' "$work/ready" "$work/done"
}

by_method() {
    SMTP_POPLOCK_JAVA_OPTIONS="-XX:StartFlightRecording=filename=$work/readlog.jfr,settings=profile"
    export SMTP_POPLOCK_JAVA_OPTIONS
    read_log "$plain" 20
    jfr=$(dirname "$(readlink -f "/proc/$children/exe")")/jfr
    end
    "$jfr" view --width 120 --truncate beginning hot-methods "$work/readlog.jfr"
}

by_thread 2
by_thread 20
by_method
