/*
 * Compiled into each native executable, around the main that TeaVM generates. Leaves the process as it was started:
 * no locale, no timer, no signal blocked, so that a program it becomes by exec finds what it was meant to find.
 */
#include "native.h"

#include <poll.h>
#include <signal.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/*
 * Memory for Java's heap of 2 MiB, its collector's tables, and what TeaVM allocates at the start (some 150 KB). TeaVM
 * does not look whether it was given any: this is there, or the kernel does not start the program at all; and where more
 * is wanted and there is none, that is the end here.
 */
static alignas(4096) char memory[(2 << 20) + (448 << 10)];
static size_t memory_used;

static int given_argc;
static char **given_argv;

/* setenv may put other values into the environment that this process was given: a copy keeps it as it was. */
int main(int argc, char **argv) {
    size_t variables = 0;
    while (environ[variables] != NULL) {
        variables++;
    }
    char *environment[variables + 1];
    memcpy(environment, environ, sizeof environment);
    given_argc = argc;
    given_argv = argv;
    native_watch(argc, argv, environment);
    return native_main(1, argv);
}

int native_argc(void) {
    return given_argc;
}

char **native_argv(void) {
    return given_argv;
}

int native_status(int file, const char *path, int64_t status[5]) {
    struct stat found = {0};
    int error = file < 0 ? stat(path, &found) : fstat(file, &found);
    status[0] = found.st_mode & S_IFMT;
    status[1] = (int64_t) found.st_dev;
    status[2] = (int64_t) found.st_ino;
    status[3] = found.st_size;
    status[4] = (int64_t) found.st_mtim.tv_sec * 1000000000 + found.st_mtim.tv_nsec;
    return error;
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

static int is_ours(const void *block) {
    return (const char *) block >= memory && (const char *) block < memory + sizeof memory;
}

/* The next bytes of our memory, all zero; NULL if it is used up. Never taken back. */
static void *take(size_t length) {
    if (length > sizeof memory - memory_used) {
        return NULL;
    }
    void *start = memory + memory_used;
    memory_used += (length + 15) & ~(size_t) 15;
    return start;
}

void *native_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
    void *start = take(length);
    start = start != NULL ? start : mmap(address, length, protection, flags, file, offset);
    return start != MAP_FAILED ? start : (native_abort(), NULL);
}

int native_mprotect(void *address, size_t length, int protection) {
    return is_ours(address) ? 0 : mprotect(address, length, protection);
}

void *native_calloc(size_t count, size_t size) {
    void *block = take(count * size);
    block = block != NULL ? block : calloc(count, size);
    return block != NULL ? block : (native_abort(), NULL);
}

void *native_malloc(size_t length) {
    return native_calloc(1, length);
}

void native_free(void *block) {
    if (!is_ours(block)) {
        free(block);
    }
}

/* May copy too much, never past our memory: the length of a block of ours is not kept. */
void *native_realloc(void *block, size_t length) {
    if (!is_ours(block)) {
        void *moved = realloc(block, length);
        return moved != NULL ? moved : (native_abort(), NULL);
    }
    size_t rest = (size_t) (memory + sizeof memory - (char *) block);
    void *longer = native_malloc(length);
    return memmove(longer, block, length < rest ? length : rest);
}

/* A daemon that waits is well. */
int native_poll(struct pollfd *files, nfds_t count, int milliseconds) {
    if (milliseconds != 0) {
        native_patience();
    }
    return poll(files, count, milliseconds);
}

static ssize_t progress(ssize_t count) {
    if (count > 0) {
        native_progress();
    }
    return count;
}

ssize_t native_read(int file, void *buffer, size_t length) {
    return progress(read(file, buffer, length));
}

ssize_t native_pread(int file, void *buffer, size_t length, off_t position) {
    return progress(pread(file, buffer, length, position));
}

ssize_t native_write(int file, const void *buffer, size_t length) {
    return progress(write(file, buffer, length));
}

int native_sigtimedwait(const sigset_t *wanted, siginfo_t *found, const struct timespec *time) {
    native_patience();
    return sigtimedwait(wanted, found, time);
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
