# Runs relaylock on random configurations and databases, up to the largest that it takes, and knows the verdict by itself.
# Usage: configurations.pl RELAYLOCK HOW_MANY FOLDER [SEED]
# Prints what it has tried. Exit 1 and the folder left as it is for the first run that goes wrong.
use strict;
use warnings;
use Fcntl;
use POSIX ();

my ($relaylock, $runs, $folder, $seed) = @ARGV;
$seed //= time;
srand $seed;
chdir $folder or die "unable to change to $folder: $!\n";
my $limit = 1 << 20;
my (%seen, $bytes, $largest) = ();
my $starved = 0;

# A size of any order of magnitude, up to the greatest.
sub any_size { my $max = shift; return int exp rand log $max }

# An address: how it is written, and its 128 bits.
sub address {
    if (rand() < 0.7) {
        my @octets = map { int rand 256 } 1 .. 4;
        @octets[0, 1] = (10, int rand 4) if rand() < 0.5;
        return (join('.', @octets), "\0" x 10 . "\xff\xff" . pack 'C4', @octets);
    }
    my @groups = (0x2001, 0xdb8, map { rand() < 0.3 ? 0 : int rand 65536 } 1 .. 6);
    return (join(':', map { sprintf '%x', $_ } @groups), pack 'n8', @groups);
}

# A network: how it is written, and whether it holds an address.
sub network {
    my $asked = shift;
    my ($text, $bits) = address();
    ($text, $bits) = @$asked if rand() < 0.02;
    return ($text, $bits eq $asked->[1]) if rand() < 0.3;
    my $ipv4 = $text !~ /:/;
    my $prefix = $ipv4 ? 96 + 8 + int rand 25 : 16 + int rand 113;
    my $mask = pack 'B128', '1' x $prefix;
    my $base = $bits & $mask;
    my $base_text = $ipv4 ? join('.', unpack 'C4', substr $base, 12) : join ':', map { sprintf '%x', $_ } unpack 'n8', $base;
    my $same_family = $ipv4 == ($asked->[0] !~ /:/);
    return ($base_text . '/' . ($ipv4 ? $prefix - 96 : $prefix), $same_family && ($asked->[1] & $mask) eq $base);
}

# Networks that hold nobody who asks: what makes a configuration large.
my @others = map { rand() < 0.7 ? join('.', 172, 16 + int rand 16, int rand 256, int rand 256) . (rand() < 0.5 ? '' : '/32')
    : sprintf('fd%02x:%x:%x::%x', rand 256, rand 65536, rand 65536, rand 65536) . (rand() < 0.5 ? '' : '/128') } 1 .. 50_000;

# Lines of networks, of some bytes, and whether one holds the address.
sub networks {
    my ($key, $size, $asked) = @_;
    my ($text, $holds, $per_line, $next) = ('', 0, any_size(50_000), int rand @others);
    while (length $text < $size) {
        my ($network, $in) = network($asked);
        my $last = $next + $per_line > $#others ? $#others : $next + $per_line;
        my $most = int(($size - length $text) / 10);
        $last = $next + $most if $last > $next + $most;
        $text .= "$key = @others[$next .. $last] $network\n";
        $holds ||= $in;
        $next = $last >= $#others ? 0 : $last + 1;
    }
    return ($text, $holds);
}

my @mistakes = ("expiry = soon\n", "expiry = 1h\nexpiry = 1h\n", "colour = red\n", "nonsense\n", "allow =\n", "deny = 10.0.0.1/8\n",
    "allow = 1.2.3\n", "[parser a]\n[parser a]\n", "[parser]\n", "relayclient = \e\n", "max_entries = 0\n", "source = x\n",
    "source = stdin\n" x 1_001, 'relayclient = ' . 'x' x 70_000 . "\n");
my @harmless = ("# comment\n", "\n", "   \t\r\n", "source = fifo:/x\n", "ignore = 127.0.0.0/8\n", "#" x 5_000 . "\n");

# A configuration, and whether the host may relay by it: 1 or 0, undef if the database decides, 'wrong' if it is refused.
sub configuration {
    my $asked = shift;
    return (join('', 'x', map { chr int rand 256 } 1 .. any_size(100_000)), 'wrong') if rand() < 0.02;
    my ($allow, $allowed) = networks('allow', any_size($limit / 2) - 1, $asked);
    my ($deny, $denied) = networks('deny', any_size($limit / 2) - 1, $asked);
    my $text = join '', "dbfile = db\nexpiry = 1h\n", map { $_->[1] } sort { $a->[0] <=> $b->[0] } map { [rand, $_] } $allow, $deny,
        map { $harmless[rand @harmless] } 1 .. rand 5;
    my $rule = $denied ? 0 : $allowed ? 1 : undef;
    if (rand() < 0.1) {
        $text .= $mistakes[rand @mistakes];
        $rule = 'wrong';
    }
    $text .= "[parser p]\n" . "login = x\n" x any_size(1_000) if rand() < 0.1 && ($rule // '') ne 'wrong';
    $rule = 'wrong' if length $text > $limit;
    return ($text, $rule);
}

# A database, and whether the address has logged in lately; sometimes garbled, which nobody may relay by.
sub database {
    my $asked = shift;
    my $age = (10, 5_000)[rand 2];
    my %entries = map { (canonical((address())[1]), time - int rand 10_000) } 1 .. any_size(2_000);
    my $own = canonical($asked->[1]);
    rand() < 0.5 ? $entries{$own} = time - $age : delete $entries{$own};
    my $text = join '', sort map { "$_ $entries{$_}\n" } keys %entries;
    if (rand() < 0.1) {
        my $junk = join '', map { chr int rand 256 } 1 .. 200;
        return ($junk x (1 + length($text) / 200), 0);
    }
    return ($text, exists $entries{$own} && time - $entries{$own} < 3_600 ? 1 : 0);
}

# RFC 5952, as the database has it.
sub canonical {
    my $bits = shift;
    return join '.', unpack 'C4', substr $bits, 12 if $bits =~ /^\0{10}\xff\xff/s;
    my @groups = map { sprintf '%x', $_ } unpack 'n8', $bits;
    my ($best, $length) = (0, 1);
    for my $start (0 .. 7) {
        my $end = $start;
        $end++ while $end < 8 && $groups[$end] eq '0';
        ($best, $length) = ($start, $end - $start) if $end - $start > $length;
    }
    return join ':', @groups if $length < 2;
    return join(':', @groups[0 .. $best - 1]) . '::' . join ':', @groups[$best + $length .. 7];
}

sub spew {
    my ($name, $text) = @_;
    open my $file, '>:raw', $name or die "unable to write $name: $!\n";
    print $file $text;
    close $file or die "unable to write $name: $!\n";
}

# The exit status of a run for an address, and what it said.
sub answer {
    my $asked = shift;
    my $process = fork // die "unable to fork: $!\n";
    if ($process == 0) {
        %ENV = (TCPREMOTEIP => $asked, PATH => '/usr/bin:/bin');
        open STDERR, '>', 'errors' or POSIX::_exit(98);
        open STDOUT, '>', '/dev/null' or POSIX::_exit(98);
        no warnings 'exec';
        exec 'softlimit', '-m', '4000000', $relaylock, '-c', 'conf', 'printenv', 'RELAYCLIENT';
        POSIX::_exit(99);
    }
    waitpid $process, 0;
    my $status = $?;
    open my $errors, '<', 'errors' or die "unable to read errors: $!\n";
    return ($status, <$errors>);
}

for my $run (1 .. $runs) {
    my @asked = address();
    my ($text, $rule) = configuration(\@asked);
    my ($database, $login) = database(\@asked);
    spew('conf', $text);
    spew('db', $database);
    my $expected = defined $rule && $rule eq 'wrong' ? 0 : $rule // $login;
    my ($status, @said) = answer($asked[0]);
    # relaylock gives up after 5 seconds by the clock, and others may have had the processor: a real hang comes again.
    for (1 .. 10) {
        last if !grep /still not done after 5 seconds/, @said;
        $starved++;
        ($status, @said) = answer($asked[0]);
    }
    my $doubt = $expected == 0 && @said == 1 && $said[0] =~ /^relaylock: warning: (conf:|garbled database|unable to read conf: longer)/;
    if ($status != ($expected ? 0 : 1 << 8) || @said && !$doubt || defined $rule && $rule eq 'wrong' && !$doubt) {
        print "run $run, seed $seed: $asked[0], expected ", ($expected ? 'RELAYCLIENT' : 'none'), ", status $status, said: @said\n";
        exit 1;
    }
    $bytes += length $text;
    $largest = length $text if length $text > ($largest // 0);
    $seen{!defined $rule ? $login ? 'allowed by login' : @said ? 'database garbled' : 'no login'
        : $rule eq 'wrong' ? 'configuration refused' : $rule ? 'allowed by network' : 'denied by network'}++;
    print "$run of $runs\n" if $run % 10_000 == 0 && $run < $runs;
}
printf "%d configurations, %.1f GB, the largest %d bytes; seed %d: every verdict right, every program run\n", $runs, $bytes / 1e9,
    $largest, $seed;
print "  $seen{$_} $_\n" for sort keys %seen;
print "  $starved starved of the processor for 5 seconds, and asked again\n" if $starved;
