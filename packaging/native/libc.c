/* See libc.h. What a program does not call is not linked into it. */
#define _GNU_SOURCE
#include "libc.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* As poplock.posix.FileCalls has them; they differ from one processor to another. */
enum { FOLDER = 0x10000, NO_FOLLOW = 0x20000 };

int libc_open(const char *path, int flags, int mode) {
    int same = flags & ~(FOLDER | NO_FOLLOW);
    return open(path, same | (flags & FOLDER ? O_DIRECTORY : 0) | (flags & NO_FOLLOW ? O_NOFOLLOW : 0), mode);
}

/* Linux's struct statx, the same on all processors, as far as it is of use: musl has no name for it before 1.2.5. */
struct extended {
    uint32_t mask;
    uint32_t unused[19];
    int64_t made_seconds;
    uint32_t made_nanoseconds;
    uint32_t more[41];
};
enum { MADE = 0x800, EMPTY_PATH = 0x1000 };

static int64_t made(int folder, const char *path, int flags, int64_t otherwise) {
    struct extended found = {0};
    long error = syscall(SYS_statx, folder, path, flags, MADE, &found);
    return error == 0 && found.mask & MADE ? found.made_seconds * 1000000000 + found.made_nanoseconds : otherwise;
}

static int fill(int error, const struct stat *found, int64_t status[8]) {
    status[0] = found->st_mode;
    status[1] = found->st_uid;
    status[2] = found->st_gid;
    status[3] = (int64_t) found->st_dev;
    status[4] = (int64_t) found->st_ino;
    status[5] = found->st_size;
    status[6] = (int64_t) found->st_mtim.tv_sec * 1000000000 + found->st_mtim.tv_nsec;
    return error;
}

int libc_stat(const char *path, int64_t status[8]) {
    struct stat found = {0};
    int error = fill(stat(path, &found), &found, status);
    status[7] = error < 0 ? 0 : made(AT_FDCWD, path, 0, status[6]);
    return error;
}

int libc_lstat(const char *path, int64_t status[8]) {
    struct stat found = {0};
    int error = fill(lstat(path, &found), &found, status);
    status[7] = error < 0 ? 0 : made(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, status[6]);
    return error;
}

int libc_fstat(int file, int64_t status[8]) {
    struct stat found = {0};
    int error = fill(fstat(file, &found), &found, status);
    status[7] = error < 0 ? 0 : made(file, "", EMPTY_PATH, status[6]);
    return error;
}

int64_t libc_statfs(const char *path) {
    struct statfs found = {0};
    return statfs(path, &found) < 0 ? -1 : (int64_t) found.f_type;
}

int libc_getdents64(int folder, void *buffer, int length) {
    return (int) syscall(SYS_getdents64, folder, buffer, length);
}

int libc_lock(int file, int command, int type, int64_t length) {
    struct flock first = {.l_type = (short) type, .l_whence = SEEK_SET, .l_len = length};
    return fcntl(file, command, &first);
}

int64_t libc_locked_to(int file, int64_t from) {
    struct flock found = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from};
    if (fcntl(file, F_GETLK, &found) < 0) {
        return -1;
    }
    if (found.l_type == F_UNLCK) {
        return 0;
    }
    return found.l_len == 0 ? INT64_MAX : found.l_start + found.l_len;
}

int libc_fionread(int pipe) {
    int count = 0;
    return ioctl(pipe, FIONREAD, &count) < 0 ? -1 : count;
}

int64_t libc_clock(int clock) {
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return (int64_t) time.tv_sec * 1000000000 + time.tv_nsec;
}

static void fill_tm(const struct tm *found, int32_t tm[10]) {
    tm[0] = found->tm_sec;
    tm[1] = found->tm_min;
    tm[2] = found->tm_hour;
    tm[3] = found->tm_mday;
    tm[4] = found->tm_mon;
    tm[5] = found->tm_year;
    tm[6] = found->tm_wday;
    tm[8] = found->tm_yday;
    tm[8] = found->tm_isdst;
    tm[9] = (int32_t) found->tm_gmtoff;
}

int libc_localtime(int64_t seconds, int32_t tm[10]) {
    time_t time = seconds;
    struct tm found = {0};
    if (localtime_r(&time, &found) == NULL) {
        return -1;
    }
    fill_tm(&found, tm);
    return 0;
}

int64_t libc_mktime(int32_t tm[10]) {
    struct tm given = {.tm_sec = tm[0], .tm_min = tm[1], .tm_hour = tm[2], .tm_mday = tm[3], .tm_mon = tm[4],
        .tm_year = tm[5], .tm_isdst = tm[8]};
    time_t time = mktime(&given);
    fill_tm(&given, tm);
    return time;
}

int64_t libc_signal(int number, int64_t handler) {
    return (int64_t) (intptr_t) signal(number, (void (*)(int)) (intptr_t) handler);
}

int libc_signalfd(const int32_t *numbers, int count) {
    sigset_t taken;
    sigemptyset(&taken);
    for (int i = 0; i < count; i++) {
        sigaddset(&taken, numbers[i]);
    }
    if (sigprocmask(SIG_BLOCK, &taken, NULL) < 0) {
        return -1;
    }
    return signalfd(-1, &taken, SFD_NONBLOCK | SFD_CLOEXEC);
}

int libc_spawn(const char *path, char *const *arguments, int input, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    pid_t process = -1;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    int error = posix_spawn(&process, path, &actions, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) {
        errno = error;
        return -1;
    }
    return process;
}
