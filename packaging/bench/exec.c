/* The least that a program in relaylock's place costs: static, by musl, and only becomes the one behind its two options. */
#include <unistd.h>

extern char **environ;

int main(int argc, char **argv) {
    if (argc > 3) {
        execve(argv[3], argv + 3, environ);
    }
    return 111;
}
