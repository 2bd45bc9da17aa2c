# Browser: for tests that look at pages and charts as their readers do; they are skipped where there is no browser.
package Browser;
use strict;
use warnings;
use Encode;
use File::Temp qw(tempdir);
use Test::More;

# ends the test, as one that is skipped, where there is no browser
sub import {
    my $said = qx(tools/browser true 2>&1);
    plan skip_all => $said =~ s/\A.*^(?=no browser: )//msr =~ s/\n\z//r if $?;
    return;
}

# a new directory for files, removed at the end
sub directory { return tempdir(CLEANUP => 1) }

# what a script of test/browser says of its arguments: to each name the list of its faults, [check, what …]
sub faults {
    my ($script, @arguments) = @_;
    open my $out, '-|:utf8', 'tools/browser', 'node', "test/browser/$script", map { encode('UTF-8', $_) } @arguments or die "cannot run $script: $!\n";
    my %faults;
    while (my $line = <$out>) {
        chomp $line;
        my ($name, @fault) = split /\t/, $line;
        push @{ $faults{$name} }, \@fault;
    }
    close $out or die "$script has ended with $?\n";
    return %faults;
}

sub read_file  { my ($path) = @_; open my $in, '<:utf8', $path or die "$path: $!\n"; local $/ = undef; return scalar <$in> }
sub write_file { my ($path, $text) = @_; open my $out, '>:utf8', $path or die "$path: $!\n"; print $out $text; return close $out }

1;
