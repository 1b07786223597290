#!/bin/sh
# What relaylock costs a connection: whole processes with /bin/true as the program, run by turns, medians.
# Usage: relaylock.sh [ROUNDS]       (after: mvn package; needs gcc, musl-gcc and perl)
set -eu
rounds=${1:-1000}
bench=$(cd "$(dirname "$0")" && pwd)
module=$bench/../../relaylock/target
native=$module/relaylock
jar=$module/relaylock.jar
java=${SMTP_POPLOCK_JAVA:-$(find /usr/lib/jvm/*25*/bin/java 2>/dev/null | head -n 1)}
for file in "$native" "$jar" "$java"; do
    [ -r "$file" ] || { echo "relaylock.sh: fatal: unable to read ${file:-a Java 25}: build with mvn package" >&2; exit 100; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
gcc -O2 -Wall -o "$work/spawn" "$bench/spawn.c"
musl-gcc -O2 -Wall -static -s -o "$work/exec" "$bench/exec.c"

# Entries of 10.0.0.0/8 in the order of their bytes, all of now; the one looked for is in the middle of the file.
entries() {
    perl -e 'my ($n, $now) = (shift, time); print map { "$_ $now\n" } sort map {
        join ".", 10, $_ >> 16, $_ >> 8 & 255, $_ & 255 } 0 .. $n - 1' "$1" >"$work/db$1"
    printf 'dbfile = %s\nexpiry = 1d\n' "$work/db$1" >"$work/conf$1"
    sed -n "$(($1 / 2)){s/ .*//p;q}" "$work/db$1" >"$work/hit$1"
}

# 100 entries and 10,000 networks, a fifth of them IPv6, none of which holds the one looked for; so many on a line of the file.
networks() {
    perl -e 'my @all = map { $_ % 5 ? join ".", 172, 16 + ($_ >> 12), $_ >> 4 & 255, ($_ & 15) * 16 . "/28"
        : sprintf "fd00:%x:%x::/48", $_ >> 8, $_ } 1 .. 10_000;
        while (my @line = splice @all, 0, $ARGV[0]) { print "allow = @line\n" }' "$1" >"$work/conf-$1-a-line"
    cat "$work/conf100" >>"$work/conf-$1-a-line"
}

tab=$(printf '\t')
miss=192.0.2.7
{
    echo "/bin/true alone${tab}1${tab}$miss${tab}/bin/true"
    echo "exec only, static${tab}1${tab}$miss${tab}$work/exec -c $work/conf100 /bin/true"
    echo "env /bin/true${tab}1${tab}$miss${tab}/usr/bin/env /bin/true"
    for n in 100 10000 1000000; do
        entries "$n"
        hit=$(cat "$work/hit$n")
        echo "native, $n entries, hit${tab}1${tab}$hit${tab}$native -c $work/conf$n /bin/true"
        echo "native, $n entries, miss${tab}1${tab}$miss${tab}$native -c $work/conf$n /bin/true"
    done
    hit=$(cat "$work/hit100")
    # What of 4.0 may be in a configuration besides.
    {
        cat "$work/conf100"
        printf '%s\n' 'ipv6_prefix = 64' 'setenv = RBLSMTPD=' 'deny_user = bob@example.org *@spam.example' \
            'max_addresses = 10' 'users = yes' 'deny = 192.0.2.99 until 2037-01-01T00:00:00Z'
    } >"$work/conf-4.0"
    echo "native, 100 entries, keys of 4.0, hit${tab}1${tab}$hit${tab}$native -c $work/conf-4.0 /bin/true"
    for n in 1 10000; do
        networks "$n"
        echo "native, 10000 networks, $n a line, hit${tab}1${tab}$hit${tab}$native -c $work/conf-$n-a-line /bin/true"
    done
    options='-XX:+UseSerialGC -Xmx16m -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:-MaxFDLimit'
    echo "jar, 100 entries, hit${tab}20${tab}$hit${tab}$java $options -jar $jar -c $work/conf100 /bin/true"
    echo "Perl stand-in, 100 entries, hit${tab}4${tab}$hit${tab}/usr/bin/perl $bench/relaylock.pl $work/db100 86400 /bin/true"
    hit=$(cat "$work/hit1000000")
    echo "Perl stand-in, 1000000 entries, hit${tab}50${tab}$hit${tab}/usr/bin/perl $bench/relaylock.pl $work/db1000000 86400 /bin/true"
} >"$work/commands"

# A hit must be one, else it is no measurement.
for n in 100:100 10000:10000 1000000:1000000 100:-4.0 100:-1-a-line 100:-10000-a-line; do
    # shellcheck disable=SC2016 # for the inner shell
    TCPREMOTEIP=$(cat "$work/hit${n%:*}") "$native" -c "$work/conf${n#*:}" sh -c '[ "${RELAYCLIENT+set}" ]' ||
        { echo "relaylock.sh: fatal: the hit among ${n%:*} entries is none by $work/conf${n#*:}" >&2; exit 111; }
done

echo "$(date +%F), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | sort | uniq -c | sed 's/^ *//;s/ / x /'), Linux $(uname -r), load $(cut -d' ' -f1 /proc/loadavg)"
"$work/spawn" "$rounds" <"$work/commands" >"$work/result"
awk -F'\t' '
    BEGIN { printf "%-38s %9s %9s %9s %6s\n", "whole process, microseconds", "median", "over true", "fastest", "runs" }
    NR == 1 { bare = $2 }
    { median[$1] = $2; printf "%-38s %9d %9d %9d %6d\n", $1, $2, $2 - bare, $3, $5 }
    function over(name) { return median[name] - bare }
    function ratio(what, value, limit) {
        printf "%-62s %6.2f  at most %4.2f  %s\n", what, value, limit, value <= limit ? "reached" : "MISSED"
    }
    END {
        small = over("native, 100 entries, hit")
        print ""
        ratio("native with 100 entries / a static program that only execs", median["native, 100 entries, hit"] / median["exec only, static"], 2.5)
        ratio("native with 100 entries / env, both over true", small / over("env /bin/true"), 1)
        ratio("native with 100 entries / Perl stand-in, both over true",
            small / over("Perl stand-in, 100 entries, hit"), 0.1)
        ratio("native with the keys of 4.0 / without, 100 entries, whole process",
            median["native, 100 entries, keys of 4.0, hit"] / median["native, 100 entries, hit"], 1.05)
        ratio("native with 1,000,000 entries / with 100, both over true",
            over("native, 1000000 entries, hit") / small, 1.5)
        ratio("native with 10,000 networks, each on a line, over none, ms",
            (over("native, 10000 networks, 1 a line, hit") - small) / 1000, 5)
        ratio("native with 10,000 networks on one line, over none, ms",
            (over("native, 10000 networks, 10000 a line, hit") - small) / 1000, 5)
    }' "$work/result"
