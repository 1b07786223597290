#!/bin/sh
# soak.sh [HOURS]: keeps readlog busy for so long (default 24) and sees whether its memory, descriptors and threads level off.
set -eu
cd "$(dirname "$0")/.."
hours=${1:-24}
case $hours in
'' | *[!0-9]*)
    echo "soak.sh: fatal: '$hours' is not a whole number of hours" >&2
    exit 100
    ;;
esac
exec mvn -B -ntp -pl common,readlog verify -Dtest=CountersTest -Dit.test=SoakIT -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfailsafe.failIfNoSpecifiedTests=false -Dpoplock.soak.minutes=$((hours * 60))
