#!/bin/sh
# Measures smtp-poplock beside its peers and prints one Markdown table. Takes under 15 minutes on two idle cores; builds what is
# not built yet. As root it installs what it needs (Debian); otherwise it names what is missing. fail2ban and sshguard are only
# unpacked into packaging/bench/target, never installed: they would start and change the firewall.
# The table is kept in packaging/bench/target/table.md, with plots of the cost as the work grows beside it (PNG).
# Usage: sh packaging/bench/run.sh [quick]         quick: a tenth of the work, to try the script
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
. "$bench/lib.sh"

install_packages() {
    missing=
    for package in gcc gnuplot-nox grep maven musl-tools perl python3; do
        dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    [ "$(id -u)" -eq 0 ] || die "missing: apt-get install$missing"
    # shellcheck disable=SC2086 # a list of packages
    apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 $missing >&2
}

unpack_peers() {
    [ ! -d "$target/peers" ] || return 0
    mkdir -p "$target/packages"
    (cd "$target/packages" && apt-get download -q fail2ban sshguard >&2) || { echo 'run.sh: warning: no peers' >&2; return 0; }
    for package in "$target/packages"/*.deb; do
        dpkg -x "$package" "$target/peers"
    done
}

build() {
    [ ! -x "$tree/runtime/bin/java" ] || [ ! -x "$root/relaylock/target/relaylock" ] || return 0
    (cd "$root" && mvn -q -B -ntp -DskipTests package >&2) || die 'the build failed'
}

# relaylock.sh and memory.sh print for people: their rows, in the form of the others.
relaylock_rows() {
    sh "$bench/relaylock.sh" "$1" | awk '
        / at most / {
            verdict = $NF; limit = $(NF - 1); ratio = $(NF - 4)
            what = $0; sub(/ +[0-9.]+ +at most .*/, "", what)
            printf "relaylock, %s\t%s\tat most %s\t%.2f\n", what, ratio, limit, ratio / limit
        }
        /^(env|native, 1|Perl)/ { n = NF; printf "%s, over /bin/true\t%s us\t-\t-\n", name(), $(NF - 2) }
        function name() { text = $0; sub(/( +[0-9-]+)+$/, "", text); return "relaylock, " text }'
}

memory_rows() {
    sh "$bench/memory.sh" | awk '
        /^[a-z-]+(,|\.jar)/ {
            limit = /native/ ? 2048 : /readlog/ ? 204800 : 0
            what = $0; sub(/ +[0-9]+.*$/, "", what)
            printf "peak resident with 1,000,000 entries: %s\t%s KiB\t%s\t%s\n", what, $NF,
                limit ? "under " limit : "-", limit ? sprintf("%.2f", $NF / limit) : "-"
        }'
}

rounds=3 runs=400 samples=200 starts=9 idle=40
if [ "${1-}" = quick ]; then
    HALF=100000
    export HALF
    rounds=1 runs=50 samples=20 starts=3 idle=10
fi
install_packages >&2
unpack_peers
build
{
    echo "Measured on $(date +%F): $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | sort -u | head -n 1), Linux $(uname -r)," \
        "load at the start $(cut -d' ' -f1 /proc/loadavg). Medians of runs by turns, wall clock."
    echo
    echo '| what | measured | target | ratio |'
    echo '|---|---|---|---|'
    {
        relaylock_rows "$runs"
        sh "$bench/latency.sh" "$samples"
        sh "$bench/cost.sh" "$starts" "$idle"
        memory_rows
        sh "$bench/growth.sh" ${1+"$1"}
        sh "$bench/readlog.sh" "$rounds"
    } | awk -F'\t' '{ printf "| %s | %s | %s | %s |\n", $1, $2, $3, $4; fflush() }'
    echo
    echo "Ratio: measured over target where the target is a limit; otherwise as the target says. Load at the end $(cut -d' ' -f1 /proc/loadavg)."
} | tee "$target/table.md"
