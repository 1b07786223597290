#!/usr/bin/perl
# A stand-in for readlog, to measure it by: the loop that an administrator would write in Perl for one server. Reads a log from
# standard input, finds Dovecot's logins by one regular expression, the one of parsers.conf with a syslog header in front, and
# at the end writes each address with the time of its last login to the file that is its argument. With "short" as second
# argument the expression is as lax as many are: it takes the address and does not look at what comes after it.
use strict;
use warnings;

my $header = qr/[A-Z][a-z]{2} [ 0-3][0-9] [0-9:]{8} [^ :]{1,255} dovecot(?:\[[0-9]+\])?: /;
my $ip = qr/[0-9A-Fa-f:.]{2,45}/;
my $login = ($ARGV[1] // '') eq 'short'
    ? qr/^$header(?:imap|pop3)-login: Login: user=<[^<>]+>, method=[\w-]+, rip=($ip), lip=/
    : qr/^$header(?:imap|pop3)-login: (?:Info: )?(?:Login|Logged in): user=<[^<>]{1,255}>, method=[A-Za-z0-9_-]{1,32}, rip=($ip)(?:, lip=$ip)?(?:, mpid=[0-9]{1,10})?(?:, (?:TLS|TSL|SSL|secured)(?: handshaking)?(?:: [^<>=,]{1,120})?)?(?:, session=<[A-Za-z0-9+\/=_.:-]{1,64}>)?$/;
my %logins;
my $now = time;
while (<STDIN>) {
    $logins{$1} = $now if /$login/o;
}
open my $file, '>', "$ARGV[0].new" or die "readlog.pl: unable to write $ARGV[0].new: $!\n";
print $file "$_ $logins{$_}\n" for sort keys %logins;
close $file or die "readlog.pl: unable to write $ARGV[0].new: $!\n";
rename "$ARGV[0].new", $ARGV[0] or die "readlog.pl: unable to write $ARGV[0]: $!\n";
