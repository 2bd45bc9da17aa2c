#!/usr/bin/perl
# installcheck: the tests of what users see pass in databases of other encodings, with and without a locale
use strict;
use warnings;
use Test::More;

plan skip_all => 'there is no build' unless $ENV{BUILD};
for my $encoding ('SQL_ASCII', 'LATIN1', 'UTF8') {
    my $place = "$ENV{BUILD}/in_$encoding";
    mkdir $place or die "cannot make $place: $!\n";
    my $said = qx(cd '$place' && unset LC_ALL LANG && make -f ../Makefile VPATH=.. installcheck EXTRA_REGRESS_OPTS='--no-locale --encoding=$encoding' 2>&1);
    is $?, 0, "in $encoding, without a locale" or diag $said;
}
done_testing;
