#!/usr/bin/perl
# cluster: it says that it builds where it does
use strict;
use warnings;
use Test::More tests => 2;

delete @ENV{qw(BUILD MAKELEVEL MAKEFLAGS MFLAGS)};
is scalar qx(tools/cluster echo ready 2>/dev/null), "ready\n", 'a cluster beside another';
is scalar qx(tools/cluster echo ready 2>&1), "ready\n", 'nothing is said where nothing has changed';
