#!/usr/bin/perl
# Writes the log of a made-up mail host, the same for the same arguments but for the stamps.
# Usage: generate.pl LINES PERCENT ADDRESSES dovecot|all
#     LINES      how many
#     PERCENT    how many of a hundred lines are logins
#     ADDRESSES  how many different addresses log in
#     dovecot    all logins are Dovecot's; all: of seven servers by turns
use strict;
use warnings;
use POSIX qw(strftime);

die "usage: generate.pl LINES PERCENT ADDRESSES dovecot|all\n" if @ARGV != 4;
my ($lines, $percent, $addresses, $servers) = @ARGV;

# Our own generator: Perl's rand is another one on each machine.
my $state = 20261122;

sub draw {
    my ($below) = @_;
    $state = ($state * 1103515245 + 12345) & 0x7fffffff;
    return int($state / 65536 % 32768 * $below / 32768) if $below <= 32768;
    my $high = $state >> 16;
    $state = ($state * 1103515245 + 12345) & 0x7fffffff;
    return ($high << 15 | $state >> 16) % $below;
}

# One in eight is IPv6.
sub address {
    my ($number) = @_;
    return sprintf '2001:db8:%x:%x::%x', $number >> 16, $number & 0xffff, 1 + $number % 250 if $number % 8 == 7;
    return join '.', 11 + ($number >> 16), $number >> 8 & 255, $number & 255, 1 + $number % 254;
}

sub client { my ($number) = @_; return (address($number), $number) }

sub word { return join '', map { chr 97 + draw(26) } 1 .. $_[0] }

my @users = map { word(3 + draw(8)) . ($_ % 3 ? '@example.org' : '') } 1 .. 2000;
my @hosts = map { word(4 + draw(8)) . '.example.' . ($_ % 2 ? 'net' : 'com') } 1 .. 500;

sub user { return $users[draw(2000)] }
# Three people behind each address.
sub user_from { my ($number) = @_; return $users[($number * 3 + draw(3)) % 2000] }
sub host { return $hosts[draw(500)] }
sub any { return address(draw(1_000_000)) }
sub pid { return 1000 + draw(30000) }

my %login = (
    dovecot => sub {
        sprintf 'dovecot: %s-login: Login: user=<%s>, method=PLAIN, rip=%s, lip=10.0.0.1, mpid=%d, %ssession=<%sAAB>',
            draw(2) ? 'imap' : 'pop3', user_from($_[1]), $_[0], pid(), draw(3) ? 'TLS, ' : '', word(16);
    },
    courier => sub { sprintf 'imapd: LOGIN, user=%s, ip=[%s], port=[%d], protocol=IMAP', user_from($_[1]), $_[0], pid() },
    cyrus => sub {
        sprintf 'cyrus/imap[%d]: login: %s [%s] %s plaintext+TLS User logged in SESSIONID=<mx-%d-1>', pid(), host(), $_[0], user_from($_[1]),
            pid();
    },
    uw => sub { sprintf 'imapd[%d]: Login user=%s host=%s [%s]', pid(), user_from($_[1]), host(), $_[0] },
    vchkpw => sub { sprintf 'vpopmail[%d]: vchkpw-pop3: (PLAIN) login success %s@example.org:%s', pid(), word(6), $_[0] },
    qmail => sub { sprintf 'qmail-pop3d[%d]: login: ip=[%s] user=<%s>', pid(), $_[0], user_from($_[1]) },
    popa3d => sub { sprintf 'popa3d[%d]: Authentication passed for %s -- [%s]', pid(), word(6), $_[0] },
);
my @turns = $servers eq 'all' ? sort keys %login : $servers;
die "generate.pl: no server '$servers'\n" if grep { !$login{$_} } @turns;

# What else stands in the log of a mail host: the POP3 and IMAP servers' other lines, mail, SSH, cron, the kernel.
my @other = (
    sub {
        sprintf 'dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<%s>, '
            . 'method=PLAIN, rip=%s, lip=10.0.0.1, TLS, session=<%sAAB>', user(), any(), word(16);
    },
    sub { sprintf 'dovecot: imap(%s)<%d><%sAAB>: Disconnected: Logged out in=%d out=%d deleted=0', user(), pid(), word(16), pid(), pid() },
    sub { sprintf 'dovecot: pop3(%s)<%d><%sAAB>: Disconnected: Logged out top=0/0, retr=1/%d, del=0/3', user(), pid(), word(16), pid() },
    sub { sprintf 'qmail: %d.%06d new msg %d', 1795348800 + draw(30000), pid(), pid() },
    sub { sprintf 'qmail: %d.%06d info msg %d: bytes %d from <%s> qp %d uid 89', 1795348800 + draw(30000), pid(), pid(), pid(), user(), pid() },
    sub { sprintf 'qmail: %d.%06d delivery %d: success: did_1+0+0/', 1795348800 + draw(30000), pid(), pid() },
    sub { sprintf 'tcpserver: ok %d mx.example.org:10.0.0.1:25 %s:%s::%d', pid(), host(), any(), pid() },
    sub { sprintf 'postfix/smtpd[%d]: connect from %s[%s]', pid(), host(), any() },
    sub { sprintf 'postfix/smtp[%d]: %sA: to=<%s>, relay=%s[%s]:25, delay=1.2, status=sent (250 ok)', pid(), uc word(9), user(), host(), any() },
    sub { sprintf 'sshd[%d]: Failed password for invalid user %s from %s port %d ssh2', pid(), word(5), any(), pid() },
    sub { sprintf 'spamd[%d]: spamd: result: . -1 - BAYES_00 scantime=0.4,size=%d,user=%s,mid=<%s@%s>', pid(), pid(), user(), word(12), host() },
    sub { sprintf 'CRON[%d]: (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)', pid() },
    sub { sprintf 'kernel: [%d.%06d] audit: type=1400 apparmor="ALLOWED" operation="open" pid=%d comm="%s"', pid(), pid(), pid(), word(7) },
    sub { sprintf 'named[%d]: client @0x7f%s %s#%d: query: %s IN A +E(0)K', pid(), 'a' x 8, any(), pid(), host() },
);

# Of the last hours, up to now: a login that has expired is not recorded.
my $time = time - int($lines / 50);
my $stamp = strftime('%b %e %T', localtime $time);
my $logins = 0;
for my $line (1 .. $lines) {
    $stamp = strftime('%b %e %T', localtime ++$time) if $line % 50 == 0;
    my $text = draw(100) < $percent ? $login{$turns[draw(scalar @turns)]}->(client($logins++ * 7919 % $addresses)) : $other[draw(scalar @other)]->();
    print "$stamp mx $text\n";
}
