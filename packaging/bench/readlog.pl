#!/usr/bin/perl
# A stand-in for readlog, to measure it by: the loop that an administrator would write in Perl. Reads a log from standard input
# and at the end writes each address with the time of its last login to the file that is its first argument. By the second one:
#     (none)  finds Dovecot's logins, by one regular expression with a syslog header in front
#     short   the same, as lax as many are: it takes the address and does not look at what comes after it
#     FILE    a parsers.conf: asks all parsers that are on by default, each line those whose 'program' its tag is
use strict;
use warnings;

my ($database, $mode) = (@ARGV, '');
my $start = qr/[A-Z][a-z]{2} [ 0-3][0-9] [0-9:]{8} [^ :]{1,255} /;
my $ip = qr/[0-9A-Fa-f:.]{2,45}/;
my %logins;
my $now = time;

sub by_one {
    my $header = qr/${start}dovecot(?:\[[0-9]+\])?: /;
    my $login = $mode eq 'short'
        ? qr/^$header(?:imap|pop3)-login: Login: user=<[^<>]+>, method=[\w-]+, rip=($ip), lip=/
        : qr/^$header(?:imap|pop3)-login: (?:Info: )?(?:Login|Logged in): user=<[^<>]{1,255}>, method=[A-Za-z0-9_-]{1,32}, rip=($ip)(?:, lip=$ip)?(?:, mpid=[0-9]{1,10})?(?:, (?:TLS|TSL|SSL|secured)(?: handshaking)?(?:: [^<>=,]{1,120})?)?(?:, session=<[A-Za-z0-9+\/=_.:-]{1,64}>)?$/;
    while (<STDIN>) {
        $logins{$1} = $now if /$login/o;
    }
}

# The parsers that are on by default: of each the expression for the tag, and those for the message.
sub parsers {
    my @parsers;
    open my $file, '<', $_[0] or die "readlog.pl: unable to read $_[0]: $!\n";
    while (<$file>) {
        chomp;
        push @parsers, { logins => [], on => 1 } if /^\[parser /;
        $parsers[-1]{on} = 0 if /^default = no/;
        my ($key, $value) = /^(program|login) = (.*)/ or next;
        $value =~ s/\{ip\}/(?<ip>$ip)/g;
        $value =~ s/\{address\}/$ip/g;
        $value =~ s/\{host\}/[A-Za-z0-9_][A-Za-z0-9._-]{0,252}/g;
        $value =~ s/\{user(?::(\d+))?\}/'(?<user>[^ \[\]()<>",]{1,' . ($1 || 255) . '})'/ge;
        $key eq 'program' ? ($parsers[-1]{program} = qr/^(?:$value)$/) : push @{ $parsers[-1]{logins} }, qr/^(?:$value)$/;
    }
    return grep { $_->{on} } @parsers;
}

sub by_all {
    my @parsers = parsers($mode);
    my %patterns;
    while (<STDIN>) {
        my ($tag, $message) = /^$start([^ :\[]{1,64})(?:\[[0-9]+\])?: (.*)$/o or next;
        my $asked = $patterns{$tag} ||= [map { @{ $_->{logins} } } grep { $tag =~ $_->{program} } @parsers];
        my %found;
        for my $pattern (@$asked) {
            $found{ $+{ip} } = 1 if $message =~ $pattern;
        }
        @logins{ keys %found } = ($now) if keys %found == 1;
    }
}

-e $mode ? by_all() : by_one();
open my $file, '>', "$database.new" or die "readlog.pl: unable to write $database.new: $!\n";
print $file "$_ $logins{$_}\n" for sort keys %logins;
close $file or die "readlog.pl: unable to write $database.new: $!\n";
rename "$database.new", $database or die "readlog.pl: unable to write $database: $!\n";
