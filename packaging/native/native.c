/*
 * Compiled into each native executable, around the main that TeaVM generates. Leaves the process as it was started:
 * no locale, no timer, no signal blocked, so that a program it becomes by exec finds what it was meant to find.
 */
#include "native.h"

#include <poll.h>
#include <signal.h>
#include <stdalign.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Java's heap of 2 MiB and its collector's tables. Not from mmap, whose failure TeaVM does not look at. */
static alignas(4096) char heap[(2 << 20) + (192 << 10)];
static size_t heap_used;

static int given_argc;
static char **given_argv;
static int last_resort;

int main(int argc, char **argv) {
    given_argc = argc;
    given_argv = argv;
    return native_main(1, argv);
}

int native_argc(void) {
    return given_argc;
}

char **native_argv(void) {
    return given_argv;
}

int native_status(int file, const char *path, int64_t status[4]) {
    struct stat found = {0};
    int error = file < 0 ? stat(path, &found) : fstat(file, &found);
    status[0] = found.st_mode & S_IFMT;
    status[1] = (int64_t) found.st_dev;
    status[2] = (int64_t) found.st_ino;
    status[3] = found.st_size;
    return error;
}

void native_last_resort(int index) {
    last_resort = index;
}

int native_complain(const char *text, int length) {
    struct pollfd standard_error = {2, POLLOUT, 0};
    if (poll(&standard_error, 1, 1000) <= 0) {
        return 0;
    }
    void (*on_pipe)(int) = signal(SIGPIPE, SIG_IGN);
    void (*on_size)(int) = signal(SIGXFSZ, SIG_IGN);
    ssize_t written = write(2, text, (size_t) length);
    signal(SIGPIPE, on_pipe);
    signal(SIGXFSZ, on_size);
    return (int) written;
}

void native_abort(void) {
    static const char message[] = "warning: out of memory\n";
    native_complain(message, sizeof message - 1);
    if (last_resort > 0) {
        execvp(given_argv[last_resort], given_argv + last_resort);
    }
    _exit(111);
}

void *native_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    if (length > sizeof heap - heap_used) {
        return mmap(address, length, protection, flags, file, offset);
    }
    void *start = heap + heap_used;
    heap_used += length;
    return start;
}

int native_mprotect(void *address, size_t length, int protection) {
    int ours = (char *) address >= heap && (char *) address < heap + sizeof heap;
    return ours ? 0 : mprotect(address, length, protection);
}

char *native_setlocale(int category, const char *locale) {
    (void) category;
    return (char *) locale;
}

/* In place of TeaVM's fiber.c, whose timer needs a blocked signal. */
void teavm_initFiber(void) {}

void teavm_waitFor(int64_t millis) {
    struct timespec time = {millis / 1000, millis % 1000 * 1000000};
    nanosleep(&time, NULL);
}

void teavm_interrupt(void) {}

/* In place of TeaVM's log.c, whose text for programmers goes to standard error in the middle of the program's. */
void teavm_printString(char16_t *text) {
    (void) text;
}

void teavm_printWString(wchar_t *text) {
    (void) text;
}

void teavm_printInt(int32_t number) {
    (void) number;
}

void teavm_logCodePoint(int32_t character) {
    (void) character;
}
