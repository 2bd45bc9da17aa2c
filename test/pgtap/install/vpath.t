#!/usr/bin/perl
# vpath: built elsewhere than among the sources, as for several servers, there is all that there is otherwise
use strict;
use warnings;
use Test::More;

plan skip_all => 'there is no build' unless $ENV{BUILD} && $ENV{TMPDIR};
my $source = "$ENV{TMPDIR}/vpath";

# a part of the sources, to be quick, and what another build has left there
mkdir $source or die "cannot make $source: $!\n";
qx(cd $ENV{BUILD} && tar -cf - Makefile *.control doc expected sql src/*/*.h src/classify/quadrant.c src/server/calls.c test | tar -xf - -C $source);
qx(echo 'not an object' | tee $source/src/classify/quadrant.o $source/customer_seg.so);

# what is installed, with its size; the library depends on the sources
sub installed {
    my ($root) = @_;
    return join '', sort grep { !/bitcode|\.so / } qx(cd $root && find . -type f -printf '%P %s\n');
}
my $usual = "$ENV{TMPDIR}/vpath_usual";
qx(make -C $ENV{BUILD} install DESTDIR=$usual);

for my $way ("VPATH=$source", '') {
    my ($build, $root) = map { "$ENV{TMPDIR}/vpath_$_" . ($way ? 1 : 2) } qw(build root);
    mkdir $build or die "cannot make $build: $!\n";
    my $said = qx(make -C $build -f $source/Makefile $way COPT=-O0 install DESTDIR=$root 2>&1);
    is $?, 0, "make -f SOURCE/Makefile $way install ends well" or diag $said;
    is installed($root), installed($usual), 'all scripts and pages are there, and whole';
    like qx(nm -D --defined-only $build/customer_seg.so 2>&1), qr/ customer_seg_quadrant/, 'and so is the code';
}
is qx(cat $source/src/classify/quadrant.o), "not an object\n", 'nothing among the sources has changed';
ok -s $usual . qx(pg_config --docdir | tr -d '\n') . '/extension/segment.md', 'make install installs the pages';
done_testing;
