/*
 * What poplock.posix.teavm calls where the C library's own function takes a struct, a constant or a type that differs from
 * one processor or C library to another. Each fails as a function of the C library does: -1, and errno.
 */
#ifndef LIBC_H
#define LIBC_H

#include <stdint.h>

/* flags are those of poplock.posix.FileCalls. */
int libc_open(const char *path, int flags, int mode);
/* status gets mode, user, group, device, inode, size, when it was last written, and when it was made (or the same),
   in nanoseconds since the epoch. */
int libc_stat(const char *path, int64_t status[8]);
int libc_lstat(const char *path, int64_t status[8]);
int libc_fstat(int file, int64_t status[8]);
/* f_type. */
int64_t libc_statfs(const char *path);
int libc_getdents64(int folder, void *buffer, int length);
/* Of the first length bytes; 0 for all. */
int libc_lock(int file, int command, int type, int64_t length);
/* Where a lock ends that others have of bytes from an offset on; INT64_MAX if nowhere, 0 if there is none. */
int64_t libc_locked_to(int file, int64_t from);
int libc_fionread(int pipe);
/* Nanoseconds. */
int64_t libc_clock(int clock);
/* tm gets struct tm's numbers, then the seconds east of Greenwich. */
int libc_localtime(int64_t seconds, int32_t tm[10]);
int64_t libc_mktime(int32_t tm[10]);
int64_t libc_signal(int number, int64_t handler);
/* Blocks these signals; they come by the descriptor. */
int libc_signalfd(const int32_t *numbers, int count);
/* In a session of its own, with this process's environment, no signal blocked and none ignored. */
int libc_spawn(const char *path, char *const *arguments, int input, int output);

#endif
