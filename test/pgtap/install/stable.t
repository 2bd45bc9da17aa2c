#!/usr/bin/perl
# stable: names, signatures, result columns, enum labels and stored forms are those of the list
use strict;
use warnings;
use Test::More;

plan skip_all => 'there is no cluster' unless $ENV{BUILD};
my @is     = qx(psql -XAtq -v ON_ERROR_STOP=1 -f test/stable.sql);
my @listed = do { local @ARGV = 'test/stable.txt'; <> };
cmp_ok scalar(@is), '>', 100, 'there is something to compare';

# without: the lines of the first list that are not in the second
sub without { my ($some, $others) = @_; my %seen = map { $_ => 1 } @$others; return join '', grep { !$seen{$_} } @$some }
is without(\@listed, \@is), '', 'nothing of what people build on has gone or become another' or advise();
is without(\@is, \@listed), '', 'and what is new is in the list' or advise();
done_testing;

sub advise { return diag 'If that is meant, say it in CHANGELOG.md, and: make stable' }
