# shellcheck shell=sh
# What every transcript may use. Its folder is its own, and $RELAYLOCK is the jar's or the native command.
umask 022
TCPREMOTEIP=192.0.2.7
PROTO=TCP
SMTP_POPLOCK_CONFIG=$PWD/conf
export TCPREMOTEIP PROTO SMTP_POPLOCK_CONFIG
unset OLDPWD
SAY=${0%/*}/say

cat >"$SAY" <<'EOF'
#!/bin/sh
echo "${RELAYCLIENT+RELAYCLIENT=}${RELAYCLIENT-no RELAYCLIENT}"
EOF
chmod +x "$SAY"

# Says which signals are ignored, but for those of the C library's own: the JVM that runs the tests ignores them.
IGNORED=${0%/*}/ignored
cat >"$IGNORED" <<'EOF'
#!/bin/sh
while read -r name value; do
    [ "$name" = SigIgn: ] && printf 'SigIgn %08x\n' $((0x$value & 0x7fffffff))
done </proc/self/status
exit 0
EOF
chmod +x "$IGNORED"

# The configuration, a line from each argument, after the database in this folder.
conf() {
    echo 'dbfile = db' >conf
    for line; do echo "$line"; done >>conf
}

# As many of $1 as go into a configuration of a megabyte, with a few lines before and $2 after them (printf's escapes).
megabyte() {
    perl -e 'my ($unit, $last) = map { s/\\n/\n/gr } @ARGV;
        print $unit x ((1048000 - length $last) / length $unit), $last' -- "$1" "$2"
}

# A login of address $1 that is $2 seconds old. Entries must be added in the order of their bytes.
login() {
    echo "$1 $(($(date +%s) - $2))" >>db
}

relaylock() {
    $RELAYLOCK "$@"
}

# Runs the program that says what it finds in RELAYCLIENT.
verdict() {
    $RELAYLOCK "$@" "$SAY"
}

# Runs its arguments as somebody who may not read what the mode of a file forbids.
without_privilege() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$@"
    else
        "$@"
    fi
}

# Runs its arguments within one and the same second of the clock, with that second as $now.
in_one_second() {
    while :; do
        now=$(date +%s)
        "$@" >said 2>&1
        [ "$now" = "$(date +%s)" ] && break
    done
    cat said
}
