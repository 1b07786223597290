#!/bin/sh
# soak-native.sh [CONFIGURATIONS [MINUTES]]: the native relaylock on so many random configurations and databases (default
# 100000), up to the largest that it takes, and the native fifo-safety for so long (default 60) at its shortest interval, with
# constant drains and HUPs. After: mvn package. Needs perl and softlimit (Debian: daemontools). In both, the first
# collection would be the end.
set -eu
cd "$(dirname "$0")/.."
configurations=${1:-100000}
minutes=${2:-60}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/soak-native.XXXXXX")
mkdir "$work/configurations" "$work/drains"
perl packaging/src/test/perl/drains.pl "$PWD/fifo-safety/target/fifo-safety" "$minutes" "$work/drains" >"$work/drained" &
drains=$!
trap 'kill $drains 2>/dev/null || :' EXIT
trap 'exit 130' INT TERM
failed=
perl packaging/src/test/perl/configurations.pl "$PWD/relaylock/target/relaylock" "$configurations" "$work/configurations" || failed=relaylock
wait "$drains" || failed="$failed fifo-safety"
cat "$work/drained"
[ -z "$failed" ] || { echo "soak-native.sh: fatal: $failed; see $work" >&2; exit 111; }
rm -rf "$work"
