#!/usr/bin/perl
# A stand-in for a relaylock in Perl: the same work as the real one's, with a flat file read from first to last.
# The Perl relaylock of smtp-poplock 2.06 is not at hand; this one claims nothing of it but the language.
# Usage: relaylock.pl DBFILE EXPIRY_SECONDS program [argument...]
use strict;
use warnings;

my ($dbfile, $expiry, @program) = @ARGV;
my $address = $ENV{TCPREMOTEIP};
if (!exists $ENV{RELAYCLIENT} && defined $address && open my $db, '<', $dbfile) {
    while (my $line = <$db>) {
        next unless $line =~ /^(\S+) (\d+)$/ && $1 eq $address;
        $ENV{RELAYCLIENT} = '' if abs(time - $2) <= $expiry;
        last;
    }
}
exec { $program[0] } @program or die "unable to run $program[0]: $!\n";
