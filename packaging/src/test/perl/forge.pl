# forge.pl native|stream|root MESSAGE [PROGRAM ARGUMENT...]: hands the system logger a message as Dovecot's, facility mail.
# native: as a datagram of the journal's own protocol, with fields that only journald may set.
# root: to syslogd, as a line of its own within a message of another program.
# stream: on a connection such as a unit's standard output; with PROGRAM it is that which says it, on standard error. The word
# MESSAGE of its arguments becomes a line of its own with the message.
use strict;
use warnings;
use POSIX qw(strftime);
use Socket;
my ($way, $message, @program) = @ARGV;
my $stream = $way eq 'stream';
socket(my $journal, AF_UNIX, $stream ? SOCK_STREAM : SOCK_DGRAM, 0) or die $!;
my %sockets = (native => '/run/systemd/journal/socket', stream => '/run/systemd/journal/stdout', root => '/dev/log');
connect($journal, sockaddr_un($sockets{$way})) or die $!;
if ($way eq 'root') {
    syswrite $journal, "<22>imap4d: user x\n" . strftime('%b %e %T', localtime) . " mx dovecot: $message\ny" or die $!;
} elsif (!$stream) {
    syswrite $journal, join "\n", "MESSAGE=$message", 'SYSLOG_IDENTIFIER=dovecot', 'SYSLOG_FACILITY=2', 'PRIORITY=6', '_UID=0',
        '_TRANSPORT=syslog', '_SYSTEMD_UNIT=dovecot.service', "_COMM=log\n" or die $!;
} else {
    # Tag, unit, facility and priority, "<N>" at the start of lines, forwarding to syslogd, kernel log and console.
    syswrite $journal, "dovecot\ndovecot.service\n22\n0\n1\n0\n0\n" or die $!;
    if (@program) {
        s/MESSAGE/\n$message\n/ for @program;
        open STDERR, '>&', $journal or die $!;
        # sudo refuses; it is its message that matters.
        system @program;
    } else {
        syswrite $journal, "$message\n" or die $!;
    }
}
