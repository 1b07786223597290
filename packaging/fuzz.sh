#!/bin/sh
# Looks for a log that makes readlog's parsers fail, from any bytes, until one is found or the time is up.
#
# usage: packaging/fuzz.sh [TEST]     TEST: findsOnlyWhatTheLogSays (10 minutes) or readsNoAddressThatIsNone (1 minute)
#        packaging/fuzz.sh quick [SEED]     reads ten million lines quickly and with care: both must say the same (10 minutes)
#
# What it finds interesting is kept in readlog/.cifuzz-corpus and is where the next run goes on. A failing input is written to
# readlog/src/test/resources; commit it, and every build tries it again.
set -eu
cd "$(dirname "$0")/.."
if [ "${1-}" = quick ]; then
    exec mvn -B -ntp -pl readlog -am -DskipNative -Dlines=10000000 -Dseed="${2:-$$}" -Dtest=QuickTest \
        -Dsurefire.failIfNoSpecifiedTests=false test
fi
JAZZER_FUZZ=1 exec mvn -B -ntp -pl readlog -am -DskipNative -Dfuzz.hooks=true \
    -Dtest="LoginsFuzzTest#${1:-findsOnlyWhatTheLogSays}" -Dsurefire.failIfNoSpecifiedTests=false test
