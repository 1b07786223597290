/*
 * For a build of a native executable that breaks on purpose: it calls these in place of the C library's functions, see
 * packaging/native.sh. The variable POPLOCK_BREAK says where and how, such as getenv:loop.
 */
#include "native.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

char *break_getenv(const char *name);
int break_setenv(const char *name, const char *value, int overwrite);

static volatile int zero;

/* Not called by its name: the compiler sees that it never ends. */
static int (*volatile again)(volatile char *above);

static int deeper(volatile char *above) {
    volatile char here[4096];
    here[zero] = above[zero];
    return again(here) + here[zero];
}

/* A page of a file that ends before it. */
static void bus_error(void) {
    char name[] = "/tmp/break.XXXXXX";
    int file = mkstemp(name);
    unlink(name);
    volatile char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    page[zero] = 1;
}

static void endless(void) {
    while (zero == 0) {
    }
}

static void break_at(const char *place) {
    const char *how = getenv("POPLOCK_BREAK");
    size_t length = strlen(place);
    volatile char top = 0;
    if (how == NULL || strncmp(how, place, length) != 0 || how[length] != ':') {
        return;
    }
    how += length + 1;
    if (strcmp(how, "segv") == 0) {
        *(volatile char *) (uintptr_t) (zero + 8) = 1;
    } else if (strcmp(how, "overflow") == 0) {
        again = deeper;
        deeper(&top);
    } else if (strcmp(how, "bus") == 0) {
        bus_error();
    } else if (strcmp(how, "division") == 0) {
        zero = 1000 / zero;
    } else if (strcmp(how, "abort") == 0) {
        abort();
    } else if (strcmp(how, "teavm") == 0) {
        native_abort();
    } else if (strcmp(how, "malloc") == 0) {
        native_malloc((size_t) 1 << 40);
    } else if (strcmp(how, "loop") == 0) {
        endless();
    } else {
        static const char message[] = "break.c: no such way to break\n";
        _exit(write(2, message, sizeof message - 1) > 0 ? 99 : 98);
    }
}

char *break_getenv(const char *name) {
    break_at("getenv");
    return getenv(name);
}

/* RELAYCLIENT has just been set: the worst moment. */
int break_setenv(const char *name, const char *value, int overwrite) {
    int error = setenv(name, value, overwrite);
    break_at("setenv");
    return error;
}
