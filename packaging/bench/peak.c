/*
 * Prints the peak resident memory of a program in KiB. Usage: peak SECONDS program [argument...], 0 SECONDS to wait for
 * its end. Static, and small, for the peak of a process counts what it was before exec too.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;

static void end_child(int signal) {
    kill(child, signal == SIGALRM ? SIGTERM : signal);
}

int main(int argc, char **argv) {
    struct rusage usage;
    int status;
    if (argc < 3) {
        return 100;
    }
    child = fork();
    if (child == 0) {
        close(0);
        close(1);
        close(2);
        execv(argv[2], argv + 2);
        _exit(111);
    }
    signal(SIGALRM, end_child);
    signal(SIGINT, end_child);
    alarm(atoi(argv[1]));
    while (wait4(child, &status, 0, &usage) < 0) {}
    printf("%ld\n", usage.ru_maxrss);
    return 0;
}
