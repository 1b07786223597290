# shellcheck shell=sh
# What every program's transcripts may use. $PROGRAM is the jar's or the native command.
umask 022

# Runs its arguments as somebody who may not read what the mode of a file forbids.
without_privilege() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$@"
    else
        "$@"
    fi
}
