/*
 * Login to permission: writes the log line of a login with one write(2), then runs relaylock for the address again and
 * again, one run after the other, until it sets RELAYCLIENT for the first time. The time is from before the write to the
 * end of that run, the program that it runs included.
 *
 *     latency LOG NETWORK SAMPLES MILLISECONDS RELAYLOCK CONFIG
 *
 * LOG is readlog's FIFO or file; the addresses are NETWORK.x.y, each once; MILLISECONDS (and up to twice as many) lie between two logins. Prints one time a line in
 * milliseconds. Called by relaylock, with the one argument "asked", it exits 0 if RELAYCLIENT is set and else 1.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void die(const char *what) {
    perror(what);
    exit(111);
}

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int is_allowed(char *relaylock, char *config, char *self) {
    char *argv[] = {relaylock, "-c", config, self, "asked", NULL};
    pid_t pid;
    int status;
    if (posix_spawn(&pid, relaylock, NULL, NULL, argv, environ) != 0 || waitpid(pid, &status, 0) < 0) {
        die(relaylock);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        fprintf(stderr, "latency: fatal: relaylock failed\n");
        exit(111);
    }
    return WEXITSTATUS(status) == 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "asked") == 0) {
        return getenv("RELAYCLIENT") == NULL;
    }
    if (argc != 7) {
        fprintf(stderr, "usage: latency LOG NETWORK SAMPLES MILLISECONDS RELAYLOCK CONFIG\n");
        return 100;
    }
    int log = open(argv[1], O_WRONLY | O_APPEND);
    int samples = atoi(argv[3]), interval = atoi(argv[4]);
    char self[4096] = {0}, line[512], address[32], stamp[32];
    if (log < 0 || readlink("/proc/self/exe", self, sizeof self - 1) < 0) {
        die(argv[1]);
    }
    setenv("PROTO", "TCP", 1);
    srandom(20261122);
    for (int i = 0; i < samples; i++) {
        struct timespec rest = {.tv_nsec = 1000000L * (interval + random() % interval)};
        nanosleep(&rest, NULL);
        snprintf(address, sizeof address, "%s.%d.%d", argv[2], i / 250, 1 + i % 250);
        setenv("TCPREMOTEIP", address, 1);
        time_t now = time(NULL);
        strftime(stamp, sizeof stamp, "%b %e %T", localtime(&now));
        int length = snprintf(line, sizeof line, "%s mx dovecot: imap-login: Login: user=<bob>, "
                "method=PLAIN, rip=%s, lip=10.0.0.1, mpid=7, TLS, session=<x>\n", stamp, address);
        double start = milliseconds();
        if (write(log, line, length) != length) {
            die(argv[1]);
        }
        while (!is_allowed(argv[5], argv[6], self)) {
            if (milliseconds() - start > 30e3) {
                fprintf(stderr, "latency: fatal: not allowed after 30 seconds\n");
                return 111;
            }
        }
        printf("%.3f\n", milliseconds() - start);
    }
    return 0;
}
