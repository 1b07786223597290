# Keeps fifo-safety at work: a FIFO that fills all the time, a reader that comes and goes, a HUP every half second, the spool
# taken up as readlog does it. Every line must arrive exactly once, and the process neither end nor grow.
# Usage: drains.pl FIFO_SAFETY MINUTES FOLDER
use strict;
use warnings;
use Fcntl;
use POSIX ();
use Time::HiRes qw(time sleep);

my ($program, $minutes, $folder) = @ARGV;
chdir $folder or die "unable to change to $folder: $!\n";
unlink qw(fifo spool spool.taken said conf dbfile.drained);
POSIX::mkfifo('fifo', 0600) or die "unable to make fifo: $!\n";
open my $conf, '>', 'conf' or die "unable to write conf: $!\n";
print $conf "dbfile = dbfile\nsource = fifo:fifo\nspool = spool\nspool_max = 1g\n";
close $conf or die "unable to write conf: $!\n";

# Read-write, so that neither end waits for the other.
sysopen my $fifo, 'fifo', O_RDWR | O_NONBLOCK or die "unable to open fifo: $!\n";
my $guard = fork // die "unable to fork: $!\n";
if ($guard == 0) {
    open STDERR, '>', 'said' or POSIX::_exit(98);
    no warnings 'exec';
    exec $program, qw(-c conf --interval 10ms --stall 10ms);
    POSIX::_exit(99);
}
END { kill KILL => $guard if $guard }

my ($written, $pending, $got, %count) = (0, '', '', (read => 0, spooled => 0, hups => 0, spools => 0));

# Each line has its number, and a length of its own.
sub write_some {
    for (1 .. 300) {
        $pending = "$written " . 'x' x ($written * 7 % 200) . "\n" if $pending eq '';
        defined syswrite $fifo, $pending or return;
        $pending = '';
        $written++;
    }
}

sub arrived {
    my ($line, $where) = @_;
    $line =~ /^(\d+) (x*)$/ && length $2 == $1 * 7 % 200 or fail("garbled line in the $where: $line");
    vec($got, $1, 1) and fail("line $1 has come twice");
    vec($got, $1, 1) = 1;
    $count{$where}++;
}

sub fail {
    print "@_\n";
    exit 1;
}

sub read_all {
    while (sysread $fifo, my $block, 1 << 20) {
        arrived($_, 'read') for split /\n/, $block;
    }
}

sub take_spool {
    rename 'spool', 'spool.taken' or return;
    open my $taken, '+<', 'spool.taken' or die "unable to open spool.taken: $!\n";
    my $whole = pack 's s x4 q q i x4', F_WRLCK, 0, 0, 0, 0;
    fcntl $taken, F_SETLKW, $whole or die "unable to lock spool.taken: $!\n";
    while (my $record = <$taken>) {
        next if $record eq "-\n";
        $record =~ /^\d{10} (.*)\n$/ or fail("garbled record in the spool: $record");
        arrived($1, 'spooled');
    }
    unlink 'spool.taken';
    $count{spools}++;
}

sub size {
    open my $status, '<', "/proc/$guard/status" or fail('fifo-safety has ended: ' . waitpid($guard, 0) . " status $?");
    my ($resident) = map { /^VmRSS:\s+(\d+)/ } <$status>;
    return ($resident, scalar(() = glob "/proc/$guard/fd/*"));
}

my $start = time;
my $end = $start + 60 * $minutes;
my ($hup, $take, $sized, @first) = ($start, $start, $start + 20);
while ((my $now = time) < $end) {
    write_some();
    read_all() if ($now - $start) / 10 - int(($now - $start) / 10) > 0.9;
    if ($now - $hup > 0.5) {
        $hup = $now;
        kill HUP => $guard and $count{hups}++;
    }
    if ($now - $take > 1) {
        $take = $now;
        take_spool();
        size();
    }
    @first = size() if !@first && $now > $sized;
    sleep 0.005;
}
my @last = size();
kill TERM => $guard;
waitpid $guard, 0;
my $status = $?;
$guard = 0;
read_all();
take_spool();
fail("fifo-safety ended with status $status") if $status != 0;
vec($got, $_, 1) or fail("line $_ of $written is lost") for 0 .. $written - 1;
@first = @last if !@first;
printf "%d minutes: %d lines written, %d spooled in %d spools, %d read, %d HUPs; none lost, none twice; resident %d and %d KiB, "
    . "descriptors %d and %d\n", $minutes, $written, $count{spooled}, $count{spools}, $count{read}, $count{hups}, $first[0], $last[0],
    $first[1], $last[1];
fail('fifo-safety has grown') if $last[0] > $first[0] + 512 || $last[1] > $first[1];
