#include "native.h"

#include <string.h>

/*
 * Where the program stands among the arguments, as poplock.relaylock.Options finds it: known before any of TeaVM's code
 * runs, for that may break, too. Of the options only the one with a value of its own matters.
 */
int native_program(int argc, char **argv) {
    int next = 1;
    while (next < argc && argv[next][0] == '-' && argv[next][1] != '\0') {
        const char *option = argv[next++];
        if (strcmp(option, "--") == 0) {
            break;
        }
        if (strcmp(option, "-c") == 0 || strcmp(option, "--config") == 0) {
            next++;
        }
    }
    return next < argc ? next : 0;
}
