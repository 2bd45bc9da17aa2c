#!/usr/bin/perl
# symbols: the library exports nothing without the extension's prefix
use strict;
use warnings;
use Test::More;

my $library = ($ENV{BUILD} // '.') . '/customer_seg.so';
plan skip_all => "there is no $library" unless -e $library;
plan skip_all => 'there is no nm'       unless qx(nm --version 2>/dev/null);
my @symbol = map { (split)[-1] } qx(nm -D --defined-only $library);
cmp_ok scalar(@symbol), '>', 50, 'there are symbols to look at';
is_deeply [grep { !/^(pg_finfo_)?customer_seg_|^_PG_init$|^Pg_magic_func$|^_(init|fini)$/ } @symbol], [], 'all of them have the prefix';
done_testing;
