#!/bin/sh
# readlog's throughput beside what else reads logs: whole processes over "--source stdin" < FILE, start of the JVM and writing of
# the database included, by turns, medians. Most files have 2,000,000 lines, a busy host's day; of these the JVM's start and its
# compiler still take the greater part. The longer one, ten times as many, shows what each does with a line. "Native" is the
# native executable, if it has been built. The Perl loops ask one pattern, as one for one server does; the one with all parsers
# asks as many as readlog does. None of them looks for control characters, cut lines and two readings, nor keeps users.
# Usage: readlog.sh [ROUNDS]           (after: mvn package; peers are left out where they are missing)
set -eu
rounds=${1:-3}
bench=$(cd "$(dirname "$0")" && pwd)
. "$bench/lib.sh"
bench_jar
folder
half=${HALF:-1000000}
copies=2
lines=$((half * copies))

config() {
    printf 'dbfile = %s/db\nexpiry = 1d\nparsers = %s\nenable = %s\n' "$work" "$root/config/parsers.conf" "$2" >"$work/$1.conf"
}

run_readlog() {
    rm -f "$work"/db*
    "$packaged/readlog" -c "$work/$1.conf" --source stdin <"$work/log" 2>"$work/err" || die "readlog: $(cat "$work/err")"
}

native=$root/readlog/target/readlog
run_native() {
    rm -f "$work"/db*
    "$native" -c "$work/$1.conf" --source stdin <"$work/log" 2>"$work/err" || die "readlog: $(cat "$work/err")"
}

# timed_native NAME CONFIGURATION
timed_native() {
    [ ! -x "$native" ] || timed "$1" run_native "$2"
}

run_perl_all() {
    perl "$bench/readlog.pl" "$work/perl-all" "$root/config/parsers.conf" <"$work/log"
}

run_perl() {
    perl "$bench/readlog.pl" "$work/perl" ${1+"$1"} <"$work/log"
}

run_grep() {
    grep -cF -e '-login: Login: ' <"$work/log" >"$work/count" || :
}

run_tailer() {
    "$java" -cp "$jar" poplock.bench.TailerPeer "$work/log" "$lines" '-login: Login: ' >"$work/tailed"
}

run_sshg() {
    "$target/peers/usr/libexec/sshguard/sshg-parser" <"$work/part" >/dev/null
}

run_fail2ban() {
    PYTHONPATH=$target/peers/usr/lib/python3/dist-packages python3 "$target/peers/usr/bin/fail2ban-regex" "$work/part" \
        "$target/peers/etc/fail2ban/filter.d/dovecot.conf" >/dev/null
}

# generate PERCENT ADDRESSES SERVERS; all lines together are there $copies times.
generate() {
    perl "$bench/generate.pl" "$half" "$@" >"$work/half"
    : >"$work/log"
    i=0
    while [ $i -lt "$copies" ]; do
        cat "$work/half" >>"$work/log"
        i=$((i + 1))
    done
    rm "$work/half"
    lines=$((half * copies))
    rm -f "$work"/s.*
}

# report WHAT PEER-NAME PEER-FILE READLOG-FILE TARGET LINES-OF-PEER DIRECTION
report() {
    ours=$(median "$work/$4")
    theirs=$(median "$work/$3")
    rate=$(calc '%.0f' "$lines / $ours / 1000")
    other=$(calc '%.0f' "$6 / $theirs / 1000")
    ratio=$(calc '%.2f' "($lines / $ours) / ($6 / $theirs)")
    row "readlog, $1, beside $2" "$rate k lines/s beside $other k" "$5" "$ratio"
}

config all ''
sed -i '/^enable/d' "$work/all.conf"
config one dovecot

# scenario WHAT PERCENT ADDRESSES
scenario() {
    generate "$2" "$3" dovecot
    i=0
    while [ $i -lt "$rounds" ]; do
        timed s.all run_readlog all
        timed s.one run_readlog one
        timed_native s.native all
        timed s.perl run_perl
        timed s.short run_perl short
        timed s.perl-all run_perl_all
        timed s.grep run_grep
        i=$((i + 1))
    done
    [ "$(wc -l <"$work/db")" -eq "$(wc -l <"$work/perl")" ] || die "readlog and readlog.pl found different numbers of addresses"
    # Whose target it is: the mixed log.
    no_targets
    [ "$2" -ne 20 ] || targets 1.2
    beside_both "$1"
    report "$1, Dovecot's parser only" 'the same' s.perl s.one "$perl_target" $lines
    report "$1" 'a Perl loop with a lax pattern (stand-in)' s.short s.all - $lines
}

no_targets() {
    perl_target=- grep_target=- native_target=-
}

# targets OF-THE-JAR: so many times a Perl loop's lines
targets() {
    perl_target="at least $1" native_target='at least 3'
    grep_target='at most 2.5 times the time'
}

# beside_both WHAT
beside_both() {
    report "$1" 'a Perl loop with one pattern (stand-in)' s.perl s.all "$perl_target" $lines
    [ ! -e "$work/s.perl-all" ] || report "$1" 'a Perl loop with all parsers (stand-in)' s.perl-all s.all - $lines
    beside_grep "$1" s.all -
    [ -e "$work/s.native" ] || return 0
    report "$1, native" 'a Perl loop with one pattern (stand-in)' s.perl s.native "$native_target" $lines
    [ ! -e "$work/s.perl-all" ] || report "$1, native" 'a Perl loop with all parsers (stand-in)' s.perl-all s.native - $lines
    beside_grep "$1, native" s.native "$grep_target"
}

# beside_grep WHAT READLOG-FILE TARGET
beside_grep() {
    row "readlog, $1, beside \`grep -cF\`" "$(median "$work/$2") s beside $(median "$work/s.grep") s" "$3" \
        "$(calc '%.2f' "$(median "$work/$2") / $(median "$work/s.grep")")"
}

# short_scenario WHAT: of the log that was generated last.
short_scenario() {
    i=0
    while [ $i -lt "$rounds" ]; do
        timed s.all run_readlog all
        timed_native s.native all
        timed s.perl run_perl
        timed s.grep run_grep
        i=$((i + 1))
    done
    beside_both "$1"
}

scenario '20 % logins' 20 1000
i=0
while [ $i -lt "$rounds" ]; do
    timed s.tailer run_tailer
    i=$((i + 1))
done
report '20 % logins' "commons-io's Tailer, which only hands on lines" s.tailer s.all - $lines
head -n 50000 "$work/log" >"$work/part"
if [ -x "$target/peers/usr/libexec/sshguard/sshg-parser" ]; then
    timed s.sshg run_sshg
    report '20 % logins' 'sshg-parser (50,000 lines)' s.sshg s.all - 50000
fi
if [ -r "$target/peers/usr/bin/fail2ban-regex" ]; then
    timed s.f2b run_fail2ban
    report '20 % logins' 'fail2ban-regex (50,000 lines)' s.f2b s.all - 50000
fi

copies=20
generate 20 1000 dovecot
targets 2
short_scenario "20 % logins, $lines lines"
copies=2

scenario 'no logins' 0 1000
scenario 'logins only' 100 1000

generate 100 1000000 dovecot
no_targets
native_target='at least 2'
short_scenario 'logins only, 1,000,000 addresses'

generate 20 1000 all
i=0
while [ $i -lt "$rounds" ]; do
    timed s.all run_readlog all
    timed s.perl-all run_perl_all
    timed s.grep run_grep
    i=$((i + 1))
done
report '20 % logins of seven servers' 'a Perl loop with all parsers (stand-in)' s.perl-all s.all - $lines
row 'readlog, 20 % logins of seven servers, beside `grep -cF`' "$(median "$work/s.all") s beside $(median "$work/s.grep") s" - \
    "$(calc '%.2f' "$(median "$work/s.all") / $(median "$work/s.grep")")"
