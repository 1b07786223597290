#!/bin/sh
# cross.sh: compiles the native executables for arm64 (with glibc, which Debian has for it) and runs their transcripts by
# qemu. After: mvn package. Needs gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user-static.
set -eu
cd "$(dirname "$0")/.."
emulator=$(command -v qemu-aarch64-static || :)
if [ -z "$emulator" ] || ! command -v aarch64-linux-gnu-gcc >/dev/null; then
    echo 'cross.sh: fatal: apt-get install qemu-user-static gcc-aarch64-linux-gnu libc6-dev-arm64-cross' >&2
    exit 100
fi
work=$(mktemp -d "${TMPDIR:-/var/tmp}/cross.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
for module in relaylock showallowed fifo-safety; do
    NATIVE_CC=aarch64-linux-gnu-gcc sh packaging/native.sh "$module/target/c" "$work/$module"
    mvn -B -ntp -q -pl "$module" -am verify -DskipNative -Dspotless.check.skip -Dtest=None \
        -Dit.test='TranscriptIT#nativeExecutable+everyPrograms*' -Dsurefire.failIfNoSpecifiedTests=false \
        -Dfailsafe.failIfNoSpecifiedTests=false -Dnative.emulated=true -Dnative.executable="$emulator $work/$module"
    echo "cross.sh: the transcripts of $module for arm64 are as they should be"
done
