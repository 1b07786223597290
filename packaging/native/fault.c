/*
 * What happens when a native executable breaks: a crash, a stack that is used up, an abort of TeaVM's, an endless loop.
 * relaylock then becomes the program that it was to run, as if there were no relaylock; a daemon says one line and ends
 * with 111.
 */
#include "native.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

extern char **environ;

/* How many seconds relaylock may take, and how many of the processor's a daemon may use without waiting for anything. */
enum { PATIENCE = 5, WORK = 20 };

#define LINE(what) {PROGRAM ": warning: " what "\n", PROGRAM ": fatal: " what "\n"}

static const struct fault {
    int signal;
    /* Before the program is run all the same; before the end. */
    const char *line[2];
} kinds[] = {
    {SIGSEGV, LINE("crashed: segmentation fault, or no stack left")},
    {SIGBUS, LINE("crashed: bus error")},
    {SIGFPE, LINE("crashed: arithmetic error")},
    {SIGILL, LINE("crashed: illegal instruction")},
    {SIGTRAP, LINE("crashed: trap")},
    {SIGABRT, LINE("crashed: aborted")},
    {SIGALRM, LINE("still not done after 5 seconds")},
    {SIGVTALRM, LINE("in an endless loop")},
    {0, LINE("out of memory, or an unforeseen error")},
};
enum { SIGNALS = sizeof kinds / sizeof *kinds - 1 };

/* The main stack may be what is used up. */
static alignas(16) char stack[1 << 16];

/* How this process was started: the program that it becomes is to find the same. */
static char **arguments;
static char **environment;
static struct sigaction actions[SIGNALS];
static struct itimerval timer;
static sigset_t mask;

/* Index of the program to become, or 0 for a daemon. */
static int program;
static char *name;
static int watchdog;
static volatile sig_atomic_t faults;

/* relaylock.c has another. */
__attribute__((weak)) int native_program(int argc, char **argv) {
    (void) argc;
    (void) argv;
    return 0;
}

/* Not by way of the C library, which keeps some signals to itself. */
static void change_mask(int how, const sigset_t *change, sigset_t *before) {
    syscall(SYS_rt_sigprocmask, how, change, before, (_NSIG - 1) / 8);
}

void native_patience(void) {
    struct itimerval left = {.it_value = {.tv_sec = watchdog == ITIMER_REAL ? PATIENCE : WORK}};
    setitimer(watchdog, &left, NULL);
}

void native_progress(void) {
    if (watchdog == ITIMER_VIRTUAL) {
        native_patience();
    }
}

static void give_back(void) {
    setitimer(watchdog, &timer, NULL);
    for (int i = 0; i < SIGNALS; i++) {
        /* A handler exec resets by itself. */
        if (actions[i].sa_handler == SIG_IGN) {
            sigaction(kinds[i].signal, &actions[i], NULL);
        }
    }
    change_mask(SIG_SETMASK, &mask, NULL);
}

static void become(char *path) {
    execve(path, arguments + program, environment);
    if (errno == ENOEXEC) {
        arguments[program - 1] = "/bin/sh";
        arguments[program] = path;
        execve("/bin/sh", arguments + program - 1, environment);
        arguments[program] = name;
    }
}

/* As poplock.relaylock.Program does it. */
static void become_program(void) {
    static char path[PATH_MAX];
    const char *folder = "/bin:/usr/bin";
    arguments[program] = name;
    if (strchr(name, '/') != NULL) {
        become(name);
        return;
    }
    for (char **variable = environment; *variable != NULL; variable++) {
        if (strncmp(*variable, "PATH=", 5) == 0) {
            folder = *variable + 5;
        }
    }
    while (*name != '\0') {
        size_t length = strcspn(folder, ":");
        if (length + 1 + strlen(name) < sizeof path) {
            memcpy(path, folder, length);
            path[length] = '/';
            strcpy(path + (length == 0 ? 0 : length + 1), name);
            become(path);
        }
        if (folder[length] == '\0') {
            return;
        }
        folder += length + 1;
    }
}

/* What breaks again on the way is not tried for ever. */
static _Noreturn void end(const struct fault *kind) {
    int before = faults++;
    const char *line = kind->line[program == 0];
    if (before == 0) {
        native_complain(line, (int) strlen(line));
    }
    if (program > 0 && before < 3) {
        give_back();
        become_program();
        static const char failed[] = PROGRAM ": fatal: unable to run the program\n";
        native_complain(failed, sizeof failed - 1);
    }
    _exit(111);
}

void native_abort(void) {
    end(kinds + SIGNALS);
}

static void on_fault(int number) {
    int i = 0;
    while (i < SIGNALS && kinds[i].signal != number) {
        i++;
    }
    end(kinds + i);
}

static void watch(struct sigaction before[SIGNALS]) {
    struct sigaction handled = {.sa_handler = on_fault, .sa_flags = SA_ONSTACK | SA_NODEFER | SA_RESTART};
    sigset_t ours;
    sigemptyset(&ours);
    for (int i = 0; i < SIGNALS; i++) {
        struct sigaction ignored;
        sigaddset(&ours, kinds[i].signal);
        sigaction(kinds[i].signal, &handled, before == NULL ? &ignored : &before[i]);
    }
    change_mask(SIG_UNBLOCK, &ours, NULL);
    native_patience();
}

void native_last_resort(int index) {
    program = index;
    name = arguments[index];
}

void native_watch(int argc, char **argv, char **copy) {
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    arguments = argv;
    environment = copy;
    native_last_resort(native_program(argc, argv));
    watchdog = program > 0 ? ITIMER_REAL : ITIMER_VIRTUAL;
    change_mask(SIG_BLOCK, NULL, &mask);
    getitimer(watchdog, &timer);
    sigaltstack(&alternate, NULL);
    watch(actions);
}

int native_execv(const char *path, char *const *argv) {
    if (strcmp(path, "/proc/self/exe") == 0) {
        /* It becomes itself, and takes the same signals: what comes meanwhile waits, and does not end it. */
        sigprocmask(SIG_BLOCK, NULL, &mask);
    }
    give_back();
    execv(path, argv);
    int error = errno;
    watch(NULL);
    errno = error;
    return -1;
}
