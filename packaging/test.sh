#!/bin/sh
# Installs what the tests need (Debian's packages, as root), builds everything and runs all tests.
set -eu
cd "$(dirname "$0")/.."
sh packaging/src/test/sh/install.sh
sh packaging/src/test/sh/unpack.sh
# What packaging's tests begin with is made while the other modules are built and tested; one that fails is made again by its test.
for debian in debian debian-systemd; do
    sh packaging/src/test/sh/debian.sh packaging/target/$debian
done >/dev/null 2>&1 &
# The tests send signals; under nohup or in the background of a script some would be ignored.
# Two modules at a time, as most tests wait for something; packaging/pom.xml says how its own run side by side.
exec env --default-signal mvn -B -ntp -T 2 verify "$@"
