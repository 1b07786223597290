/* The parsers that readlog takes where there is no parsers.conf: config/parsers.conf as it was when readlog was compiled. */
#include "native.h"

__asm__(".section .rodata\n"
        "packed_start:\n"
        ".incbin \"" CONFIG "/parsers.conf\"\n"
        "packed_end:\n"
        ".previous");
extern const char packed_start[], packed_end[];

const char *native_packed(void) {
    return packed_start;
}

int native_packed_length(void) {
    return (int) (packed_end - packed_start);
}
