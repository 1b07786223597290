# What the benches share. Sourced, with $bench set to this folder.
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # what is set is used, and what is used is set, by the benches

root=$(cd "$bench/../.." && pwd)
target=$bench/target
mkdir -p "$target"

die() {
    echo "${0##*/}: fatal: $1" >&2
    exit 111
}

# The package's tree has its own runtime and cache: what an administrator runs. JAVA_HOME would be preferred to it.
unset JAVA_HOME SMTP_POPLOCK_JAVA SMTP_POPLOCK_JAVA_OPTIONS SMTP_POPLOCK_CONFIG
tree=$root/packaging/target/tree/usr/lib/smtp-poplock
plain=$root/packaging/launchers
packaged=$plain
[ ! -x "$tree/runtime/bin/java" ] || packaged=$tree/launchers

folder() {
    work=$(mktemp -d "${TMPDIR:-/var/tmp}/smtp-poplock-bench.XXXXXX")
    children=
    trap clean EXIT
    trap 'exit 130' INT TERM HUP
}

clean() {
    # shellcheck disable=SC2086 # a list of processes
    [ -z "$children" ] || kill $children 2>/dev/null || :
    wait
    rm -rf "$work"
}

# Builds what is measured or compared in Java, and sets $jar to it and $java to a JVM.
bench_jar() {
    jar=$target/bench.jar
    [ -r "$jar" ] || (cd "$root" && mvn -q -B -ntp -DskipTests -DskipNative -Pbench -pl packaging/bench -am package >&2) ||
        die 'the benches in Java cannot be built'
    here=$plain # java.sh reads it
    # shellcheck source=../launchers/java.sh
    . "$plain/java.sh"
    find_java || die "$why"
}

# row WHAT MEASURED TARGET RATIO
row() {
    printf '%s\t%s\t%s\t%s\n' "$@"
}

# calc FORMAT EXPRESSION
calc() {
    awk "BEGIN { printf \"$1\", $2 }"
}

median() {
    sort -n "$@" | awk '{ value[NR] = $1 } END { print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
}

# timed NAME COMMAND...: runs it and adds its seconds to the file NAME in $work.
timed() {
    name=$work/$1
    shift
    began=$(date +%s%N)
    "$@"
    ended=$(date +%s%N)
    calc '%.4f\n' "($ended - $began) / 1e9" >>"$name"
}

# await TENTHS COMMAND...: until it succeeds.
await() {
    left=$1
    shift
    until "$@" 2>/dev/null; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || die "waited in vain for: $*"
        sleep 0.1
    done
}

# Waits until readlog follows its source; the FIFO $work/err is its standard error.
await_readlog() {
    read -r said <"$work/err"
    case $said in
    *following*) ;;
    *) die "$said" ;;
    esac
}

# entries N FILE: a database of N entries in 10.0.0.0/8, all of now.
entries() {
    perl -e 'my ($n, $now) = (shift, time); print map { "$_ $now\n" } sort map {
        join ".", 10, $_ >> 16, $_ >> 8 & 255, $_ & 255 } 0 .. $n - 1' "$1" >"$2"
}
