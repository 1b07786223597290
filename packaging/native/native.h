/* What TeaVM's C backend leaves out, for the native executables. The generated code includes this too. */
#ifndef NATIVE_H
#define NATIVE_H

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/types.h>
#include <uchar.h>
#include <wchar.h>

/* The arguments as they came: TeaVM decodes those of Java's main through the locale, which loses bytes. */
int native_argc(void);
char **native_argv(void);

/* A file that is part of the program, and how long it is; of those programs that have one. */
const char *native_packed(void);
int native_packed_length(void);

/*
 * Writes a message to standard error. Gives up when nobody takes it within a second, and outlives a reader that is
 * gone or a file that may not grow.
 */
int native_complain(const char *text, int length);

/*
 * What the file system says of a file, by its descriptor or, if that is negative, by its path: the type (S_IFMT bits of
 * the mode), device, inode, size, and the time of the last write in nanoseconds. The struct that has it differs from one processor to another.
 */
int native_status(int file, const char *path, int64_t status[5]);

/*
 * From now on a crash, an abort of TeaVM's or too much time ends in the program to run, if there is one, else with 111;
 * see fault.c. The environment is for that program.
 */
void native_watch(int argc, char **argv, char **environment);
/* Index of the program to run among the arguments; 0 if there is none. */
int native_program(int argc, char **argv);
/* The program to run is this one. */
void native_last_resort(int index);
/* The watchdog waits from now on: a daemon says so whenever it has nothing to do. */
void native_patience(void);
/* Likewise, of a program whose time is not limited: it has read or written something. */
void native_progress(void);

/* As poplock.posix.Libc has them; see heap.c. */
void *native_mark(void);
void native_forget(void *mark);
void native_keep(void);

/* How many bytes of Java's memory have not been taken. */
int64_t native_memory_left(void);
/* Memory that was never used is all zero, and stays untouched. */
void native_clear(void *start, size_t length);

/* These stand in for TeaVM's own. */
void teavm_initFiber(void);
void teavm_waitFor(int64_t millis);
void teavm_interrupt(void);
void teavm_printString(char16_t *text);
void teavm_printWString(wchar_t *text);
void teavm_printInt(int32_t number);
void teavm_logCodePoint(int32_t character);

/* These stand in for C library functions in the generated code, see native.sh. */
int native_main(int argc, char **argv);
void *native_mmap(void *address, size_t length, int protection, int flags, int file, off_t offset);
int native_mprotect(void *address, size_t length, int protection);
void *native_calloc(size_t count, size_t size);
void *native_malloc(size_t length);
void *native_realloc(void *block, size_t length);
void native_free(void *block);
char *native_setlocale(int category, const char *locale);
_Noreturn void native_abort(void);
int native_poll(struct pollfd *files, nfds_t count, int milliseconds);
ssize_t native_read(int file, void *buffer, size_t length);
ssize_t native_pread(int file, void *buffer, size_t length, off_t position);
ssize_t native_write(int file, const void *buffer, size_t length);
int native_sigtimedwait(const sigset_t *wanted, siginfo_t *found, const struct timespec *time);
/* With the signals, their mask and the timers that this process was started with. */
int native_execv(const char *path, char *const *argv);

#endif
