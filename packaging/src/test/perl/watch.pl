# watch.pl FIFO END: opens the FIFO for writing again and again, as a system logger would, until the file END is there. Prints how
# often it could, and how often the FIFO had no reader.
use strict;
use warnings;
use Errno qw(ENXIO);
use Fcntl qw(O_WRONLY O_NONBLOCK);

my ($fifo, $end) = @ARGV;
my ($opened, $refused) = (0, 0);
$| = 1;
until (-e $end) {
    if (sysopen my $writer, $fifo, O_WRONLY | O_NONBLOCK) {
        print "watching\n" unless $opened++;
    } elsif ($! == ENXIO) {
        $refused++;
    } else {
        die "unable to open $fifo: $!\n";
    }
    select undef, undef, undef, 0.0005;
}
print "without a reader $refused times\n";
