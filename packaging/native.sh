#!/bin/sh
# Compiles what TeaVM's C backend has generated into a small static executable.
# Usage: native.sh C_FOLDER OUTPUT [more.c | -DNAME=OTHER]...
# A -D renames a function that the generated code calls, so that a test's more.c can stand in for it.
set -eu
[ $# -ge 2 ] || { echo 'usage: native.sh C_FOLDER OUTPUT [more.c | -DNAME=OTHER]...' >&2; exit 100; }
here=$(dirname "$0")/native
folder=$1
output=$2
shift 2

# glibc's static executables are four times as large and start three times as slowly: musl's, unless NATIVE_CC names another.
compiler=${NATIVE_CC:-musl-gcc}
command -v "$compiler" >/dev/null || {
    echo "native.sh: fatal: no $compiler: apt-get install musl-tools; or -DskipNative, without the native executables" >&2
    exit 100
}

# Small enough for a softlimit of 4,000,000 bytes: nothing that is not called, no unwind tables.
flags='-O2 -static -s -fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections -Wl,--gc-sections'
generated=$folder/native-all.c
object=$output.o

# correct FILE WRONG RIGHT: in the generated code, where it must stand exactly once.
correct() {
    if grep -qF "$3" "$folder/$1"; then
        return 0
    fi
    [ "$(grep -cF "$2" "$folder/$1")" = 1 ] || {
        echo "native.sh: fatal: $folder/$1: the place to correct is not there exactly once: another release of TeaVM?" >&2
        exit 100
    }
    awk -v wrong="$2" -v right="$3" '(i = index($0, wrong)) {
        $0 = substr($0, 1, i - 1) right substr($0, i + length(wrong))
    } 1' "$folder/$1" >"$folder/$1.corrected"
    mv "$folder/$1.corrected" "$folder/$1"
}

# TeaVM 0.14.0 to 0.16.0 (at least): Object.clone() of an array asks the array's class, not that of its items, whether it is
# of a primitive type, so that it copies 8 bytes for each item whatever its size: byte[1].clone() overwrites what is behind
# the copy. Each String.getBytes(Charset) clones one.
correct c/j/l/Object.c 'isPrimitive(teavm_local_2))' 'isPrimitive(TEAVM_FIELD(teavm_local_2, TeaVM_Class, itemType)))'
# What a catch block needs of what its try block changed must be volatile. TeaVM 0.15.0 declares a pointer to something
# volatile instead: after an exception the pointer itself may be anything.
find "$folder/c" -name '*.c' -exec grep -lE 'volatile \w+\* teavm_spill_' {} + | while read -r file; do
    sed -i -E 's/volatile (\w+\*) teavm_spill_/\1 volatile teavm_spill_/' "$file"
done
grep -rqE '\w\* volatile teavm_spill_' "$folder/c" || {
    echo "native.sh: fatal: $folder/c: no pointer that a catch block needs: another release of TeaVM?" >&2
    exit 100
}
# There are more faults in its collector: it never runs. Where it would, memory is used up.
correct c/o/t/r/GC.c 'teavm_gc_gcStarted(sfld_otr_GC_isFullGC);' 'native_abort();'
# Most memory is taken for the first time: it need not be cleared.
correct c/o/t/r/Allocator.c 'memset(teavm_local_2, 0, ' 'native_clear(teavm_local_2, '
correct c/o/t/r/Allocator.c 'memset(teavm_local_4, 0, ' 'native_clear(teavm_local_4, '
# String.intern() would look for these; a table of all of them is nearly half of what TeaVM does before main.
grep -rqF 'String_intern(' "$folder/c" || correct strings.c 's = teavm_registerString(s);' \
    's->characters->parent.header = TEAVM_PACK_CLASS(teavm_charArrayClass) | (int32_t) INT32_C(0x80000000);'

# native.c has its own fiber.c; generated code calls native_mmap and so on in place of the C library's functions.
{
    grep -v '"fiber.c"' "$folder/all.c"
    echo '#include "heap.c"'
} >"$generated"
rename=
for function in main mmap mprotect calloc malloc realloc free setlocale abort execv poll sigtimedwait read pread write; do
    rename="$rename -D$function=native_$function"
done
program=${output##*/}
sources="$here/native.c $here/libc.c $here/fault.c"
[ ! -e "$here/$program.c" ] || sources="$sources $here/$program.c"
for more; do
    case $more in
    -D*) rename="$rename $more" ;;
    *) sources="$sources $more" ;;
    esac
done
# Generated code warns of thousands of harmless things; ours must not warn at all.
# shellcheck disable=SC2086
"$compiler" $flags -w -fno-strict-aliasing -fwrapv -D_GNU_SOURCE -DTEAVM_CUSTOM_LOG=1 $rename -I "$here" -c "$generated" -o "$object"
# shellcheck disable=SC2086
"$compiler" $flags -std=gnu11 -Wall -Wextra -Werror -DPROGRAM="\"$program\"" -DCONFIG="\"$here/../../config\"" -I "$here" $sources "$object" -lm -o "$output"
rm "$object"
