#!/bin/sh
# Installs what the tests need (Debian's packages, as root), builds everything and runs all tests.
set -eu
cd "$(dirname "$0")/.."
sh packaging/src/test/sh/install.sh
sh packaging/src/test/sh/unpack.sh
# The tests send signals; under nohup or in the background of a script some would be ignored.
exec env --default-signal mvn -B -ntp verify "$@"
