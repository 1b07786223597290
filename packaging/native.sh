#!/bin/sh
# Compiles what TeaVM's C backend has generated into a small static executable.
# Usage: native.sh C_FOLDER OUTPUT [more.c...]
set -eu
[ $# -ge 2 ] || { echo 'usage: native.sh C_FOLDER OUTPUT [more.c...]' >&2; exit 100; }
here=$(dirname "$0")/native
folder=$1
output=$2
shift 2

if command -v musl-gcc >/dev/null; then
    compiler=musl-gcc
elif command -v gcc >/dev/null; then
    compiler=gcc
else
    echo 'native.sh: fatal: no C compiler: install musl-tools (or gcc), or leave the native executables out' \
        'with -DskipNative' >&2
    exit 100
fi

# Small enough for a softlimit of 4,000,000 bytes: nothing that is not called, no unwind tables.
flags='-Os -static -s -fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections -Wl,--gc-sections'
generated=$folder/native-all.c
object=$folder/native-all.o

# native.c has its own fiber.c; generated code calls native_mmap and so on in place of the C library's functions.
grep -v '"fiber.c"' "$folder/all.c" >"$generated"
rename=
for function in main mmap mprotect calloc malloc realloc free setlocale abort; do
    rename="$rename -D$function=native_$function"
done
# Generated code warns of thousands of harmless things; ours must not warn at all.
# shellcheck disable=SC2086
"$compiler" $flags -w -fno-strict-aliasing -fwrapv -D_GNU_SOURCE -DTEAVM_CUSTOM_LOG=1 $rename -I "$here" -c "$generated" -o "$object"
# shellcheck disable=SC2086
"$compiler" $flags -std=gnu11 -Wall -Wextra -Werror -DPROGRAM="\"${output##*/}\"" -I "$here" "$here/native.c" "$here/libc.c" "$@" "$object" -lm -o "$output"
