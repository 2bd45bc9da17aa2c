#!/usr/bin/perl
# csv: where a column of a file is not named, those that there are can be pasted, in the shell and for make
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $dir     = tempdir(CLEANUP => 1);
my @columns = ('Customer ID', q(it's), 'At', 'Amount ($)', '$x', 'a "b" \\ `c`');
write_file("$dir/sales.csv", join(',', map { s/"/""/gr =~ s/.*/"$&"/r } @columns) . "\n");
write_file("$dir/makefile", "columns:\n\t\@tools/columns '$dir/sales.csv' \"\$\$CUSTOMER\" At At 2>&1\n");

for my $call ("CUSTOMER=%s; tools/columns '$dir/sales.csv' \"\$CUSTOMER\" At At 2>&1", "make -s --no-print-directory -f '$dir/makefile' CUSTOMER=%s 2>&-") {
    my ($by) = $call =~ /^(make)/;
    my $said = answer(sprintf $call, 'nothing');
    my ($listed) = $said =~ /'nothing'\. The columns of .* are: (.*)$/m;
    my @pasted = $listed =~ /((?:'[^']*'(?:\\')?)+)/g;
    is scalar @pasted, scalar @columns, 'all are listed' . ($by ? " by $by" : '');
    for my $i (0 .. $#pasted) {
        my $number = $i + 1;
        like answer(sprintf $call, $pasted[$i]), qr/SELECT nullif\(trim\(c$number\), ''\) AS customer_id/, $pasted[$i];
    }
}

sub write_file {
    my ($name, $text) = @_;
    open my $file, '>', $name or die "cannot write $name: $!\n";
    print $file $text;
    close $file;
    return;
}

# of a make of one's own, and not of the one that runs the tests
sub answer {
    my ($command) = @_;
    delete local @ENV{qw(MAKELEVEL MAKEFLAGS MFLAGS)};
    return scalar qx($command);
}

done_testing;
