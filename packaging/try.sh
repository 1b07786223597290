#!/bin/sh
# Builds smtp-poplock and shows its main job here, in a folder of its own that it removes again: a host may relay after
# it has logged in, and not before. With tcpserver and mailfront's smtpfront-echo (Debian: apt-get install ucspi-tcp
# mailfront) over real SMTP connections on loopback.
#
#     sh packaging/try.sh             the main job
#     sh packaging/try.sh LOGFILE     what the parsers make of your own log; nothing is changed
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")

say() { printf '\n== %s\n' "$*"; }

fail() {
    printf 'try.sh: fatal: %s\n' "$*" >&2
    exit 111
}

# Runs $1 again and again until it succeeds, for ten seconds at most.
await() {
    tries=100
    until eval "$1"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || { cat "$work/readlog.log" >&2; fail "waited in vain for: $1"; }
        sleep 0.1
    done
}

# Whether there is musl-gcc, which the native executables are compiled by; root on Debian gets it.
musl() {
    command -v musl-gcc >/dev/null && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return
    echo 'Installing musl-tools, whose musl-gcc compiles the native executables'
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends musl-tools >/dev/null 2>&1 || {
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends musl-tools >/dev/null
    }
    command -v musl-gcc >/dev/null
}

build() {
    command -v mvn >/dev/null || fail 'Maven is missing: apt-get install maven'
    if ! musl; then
        echo 'No musl-gcc (Debian: apt-get install musl-tools): showing the jars, without the native executables.'
        set -- "$@" -DskipNative
    fi
    say 'Building; the first time this fetches Maven plugins and takes some minutes'
    if ! (cd "$top" && mvn -B -ntp -DskipTests "$@" package) >"$work/build.log" 2>&1; then
        grep -m 10 ERROR "$work/build.log" >&2
        fail 'the build failed'
    fi
}

work=$(mktemp -d)
children=
clean() {
    trap - EXIT INT TERM HUP
    # shellcheck disable=SC2086 # a list of processes
    [ -z "$children" ] || kill $children 2>/dev/null || :
    wait
    rm -rf "$work"
}
trap clean EXIT
trap 'clean; exit 130' INT TERM HUP

if [ $# -gt 0 ]; then
    [ -r "$1" ] || fail "unable to read $1"
    build -pl readlog -am
    "$here/launchers/readlog" -c "$top/config/smtp-poplock.conf" --explain "$1" || exit $?
    exit
fi

build -pl readlog,relaylock,showallowed,fifo-safety -am
mkfifo -m 600 "$work/fifo"
cat >"$work/smtp-poplock.conf" <<EOF
dbfile = $work/dbfile
source = fifo:$work/fifo
ignore =
parsers = $top/config/parsers.conf
EOF
export SMTP_POPLOCK_CONFIG="$work/smtp-poplock.conf"
relaylock=$here/launchers/relaylock

say 'Starting fifo-safety and readlog, as init, supervise or systemd would'
"$here/launchers/fifo-safety" 2>"$work/fifo-safety.log" &
children=$!
"$here/launchers/readlog" 2>"$work/readlog.log" &
children="$children $!"
# shellcheck disable=SC2016 # await evaluates it
await '[ -s "$work/readlog.log" ] && [ -e "$work/dbfile" ]'
cat "$work/readlog.log"

# What qmail-smtpd would find in its environment for a client from $1.
environment() {
    # shellcheck disable=SC2016 # for the shell that relaylock runs
    PROTO=TCP TCPREMOTEIP=$1 "$relaylock" sh -c 'echo "  RELAYCLIENT is ${RELAYCLIENT+set}${RELAYCLIENT-not set}"'
}

# The answers of the SMTP server to a client from $1.
smtp() {
    perl -MIO::Socket::INET -e '
        my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $ARGV[1], LocalAddr => $ARGV[0])
            or die "unable to connect from $ARGV[0]: $!\n";
        sub reply {
            my $line;
            do { $line = <$s> } while defined $line && $line =~ /^\d{3}-/;
            return $line =~ s/\r?\n$//r;
        }
        reply();
        for my $command ("EHLO client.example", "MAIL FROM:<me\@here.example>",
                "RCPT TO:<you\@elsewhere.example>", "QUIT") {
            print $s "$command\r\n";
            my $answer = reply();
            print "  C: $command\n  S: $answer\n" if $command =~ /^RCPT/;
        }' "$1" "$port"
}

login() {
    line="$(date '+%b %e %H:%M:%S') mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=$1, lip=127.0.0.1, session=<x>"
    printf '%s\n' "$line" >"$work/fifo"
    printf '  %s\n' "$line"
    await "grep -q '^$1 ' \"\$work/dbfile\""
}

if command -v tcpserver >/dev/null && [ -x /usr/sbin/smtpfront-echo ]; then
    tcpserver -v -H -R -l localhost -1 127.0.0.1 0 "$relaylock" /usr/sbin/smtpfront-echo accept-sender relayclient \
        >"$work/port" 2>"$work/tcpserver.log" &
    children="$children $!"
    # shellcheck disable=SC2016 # await evaluates it
    await '[ -s "$work/port" ]'
    read -r port <"$work/port"
    say "tcpserver runs relaylock, and that smtpfront-echo, on 127.0.0.1 port $port"
    attempt() { smtp "$1"; }
else
    say 'No tcpserver or no smtpfront-echo here (apt-get install ucspi-tcp mailfront): asking relaylock directly'
    attempt() { environment "$1"; }
fi

say 'Before any login, 127.0.0.2 may not relay to another domain:'
attempt 127.0.0.2
say 'Dovecot logs that bob has logged in from 127.0.0.2, and syslogd writes it into the FIFO:'
login 127.0.0.2
say 'Now 127.0.0.2 may relay:'
attempt 127.0.0.2
say 'Another host still may not:'
attempt 127.0.0.3
say 'What relaylock puts into the environment of the program that it runs:'
environment 127.0.0.2
environment 127.0.0.3
say 'showallowed lists who may relay:'
"$here/launchers/showallowed"
say 'That is all smtp-poplock does. INSTALL.md tells how to set it up.'
