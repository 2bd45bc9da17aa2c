#!/usr/bin/perl
# calls: every function, aggregate, window function and operator of the extension, with arguments of
# every kind. Fuzz.pm says what must hold.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Fuzz;

Fuzz::start('calls');
Fuzz::run(\@Fuzz::callables, \&Fuzz::call);
