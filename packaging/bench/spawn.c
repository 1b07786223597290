/*
 * Times whole processes. Standard input holds a line for each command, fields separated by tabs:
 *     name    every    address    program argument...    (argument separated by blanks)
 * Runs all of them by turns (the ones with every = 10 in each tenth round), with TCPREMOTEIP=address, and prints
 *     name    median    fastest    slowest    number of runs                                     (microseconds)
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#define MAX 64

extern char **environ;

struct command {
    char *name;
    int every;
    char *address;
    char *argv[MAX];
    double *times;
    int runs;
};

static void die(const char *what) {
    perror(what);
    exit(111);
}

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static void run(struct command *command) {
    pid_t pid;
    int status;
    setenv("TCPREMOTEIP", command->address, 1);
    double start = microseconds();
    if (posix_spawn(&pid, command->argv[0], NULL, NULL, command->argv, environ) != 0) {
        die(command->argv[0]);
    }
    if (waitpid(pid, &status, 0) < 0 || status != 0) {
        fprintf(stderr, "%s: exit status %d\n", command->name, status);
        exit(111);
    }
    command->times[command->runs++] = microseconds() - start;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    static struct command commands[MAX];
    int rounds = argc > 1 ? atoi(argv[1]) : 1000, count = 0;
    char line[4096];
    while (count < MAX && fgets(line, sizeof line, stdin) != NULL) {
        struct command *command = &commands[count++];
        char *rest = strdup(line);
        command->name = strtok(rest, "\t");
        command->every = atoi(strtok(NULL, "\t"));
        command->address = strtok(NULL, "\t");
        for (int i = 0; i < MAX - 1 && (command->argv[i] = strtok(NULL, " \n")) != NULL; i++) {}
        command->times = calloc(rounds + 1, sizeof(double));
    }
    for (int round = 0; round <= rounds; round++) {
        for (int i = 0; i < count; i++) {
            if (round % commands[i].every == 0) {
                run(&commands[i]);
            }
            if (round == 0) {
                commands[i].runs = 0; /* the first only warms the caches */
            }
        }
    }
    for (int i = 0; i < count; i++) {
        struct command *command = &commands[i];
        qsort(command->times, command->runs, sizeof(double), by_size);
        printf("%s\t%.0f\t%.0f\t%.0f\t%d\n", command->name, command->times[command->runs / 2], command->times[0],
                command->times[command->runs - 1], command->runs);
    }
    return 0;
}
