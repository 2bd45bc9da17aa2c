#!/usr/bin/perl
# old_script: the library serves the script of every version before, as it does between the packages' update and ALTER EXTENSION
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

Psql->install_old_versions;

my $sales = <<'SQL';
CREATE TABLE public.sale AS SELECT n % 40 AS customer_id, timestamptz '2024-01-01 00:00+00' + n * interval '7 hours' AS sold_at, (n % 37)::numeric AS amount,
	n / 3 AS order_no, CASE WHEN n % 50 = 0 THEN n END AS quote FROM generate_series(1, 900) n;
ANALYZE public.sale;
SQL

# what users ask, by the version that brought it
my @asked = (
    ['0.1.0', "SELECT * FROM segment('sale') ORDER BY 1"],
    ['0.1.0', "SELECT * FROM segment('sale', 'customer_id', 'sold_at', 'amount', 'order_no', 'quote', since => '2024-02-01', as_of => '2024-09-01', yardstick => NULL) ORDER BY 1"],
    ['0.1.0', "SELECT * FROM segment_as(NULL::integer, 'sale', as_of => '2024-08-01') ORDER BY 1"],
    ['0.1.0', "SELECT (segment('sale', potential_column => 'quote')).* ORDER BY 1"],
    ['0.1.0', "SELECT customer, loyalty FROM segment('sale', yardstick => (SELECT with_weights(yardstick(activity, '2024-09-01 00:00+00'), tenure => 2, contact_weight => 0.5) FROM segment('sale'))) ORDER BY 1"],
    ['0.1.0', "SELECT quadrant, count(*) FROM segment('sale', since => '2024-03-01') GROUP BY 1 ORDER BY 1"],
    ['0.1.0', "SELECT cuts(y) FROM (SELECT yardstick(activity, '2025-01-01 00:00+00') AS y FROM segment('sale')) f"],
    ['0.1.0', "EXPLAIN (COSTS OFF) SELECT customer FROM segment('sale')"],
    ['0.1.0', "EXPLAIN (COSTS OFF) SELECT customer FROM segment_as(NULL::integer, 'sale')"],
    ['0.2.0', "SELECT finding, count FROM audit('sale', order_column => 'order_no', since => '2024-02-01', as_of => '2024-09-01') WHERE finding ~ '^rows' ORDER BY 1"],
    ['0.2.0', "SELECT count(*) > 20, sum(customers) > 100 FROM report('sale', order_column => 'order_no', potential_column => 'quote', since => '2024-02-01', as_of => '2024-09-01', lang => 'en')"],
);

my $new = Psql->new(database => Psql->database('new_script'));
is $new->query("CREATE EXTENSION customer_seg; $sales"), '', 'a new installation';
for my $version (qw(0.1.0 0.2.0 0.2.1 0.3.0 0.4.0 0.5.0 0.6.0)) {
    my $old = Psql->new(database => Psql->database("old_script_$version" =~ tr/./_/r));
    is $old->query("CREATE EXTENSION customer_seg VERSION '$version'; $sales"), '', "the script of $version";
    is $old->query($_->[1]), $new->query($_->[1]), "answers as a new one: $_->[1]" for grep { $_->[0] le $version } @asked;
    $old->close;
}

# a result that lacks a column, as of a version to come
like $new->query(<<'SQL'), qr/declared with 3 columns.*ALTER EXTENSION customer_seg UPDATE/s, 'too few columns are an error, in FROM';
CREATE FUNCTION public.narrow(source regclass, customer_column name, time_column name, amount_column name, since timestamptz, as_of timestamptz, yardstick yardstick)
RETURNS TABLE (customer bigint, orders bigint, amount numeric) AS '$libdir/customer_seg', 'customer_seg_segment' LANGUAGE C STABLE SUPPORT segment_support;
SELECT * FROM public.narrow('sale', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL);
SQL
like $new->query("SELECT (public.narrow('sale', 'customer_id', 'sold_at', 'amount', NULL, NULL, NULL)).*"), qr/declared with 3 columns/, 'and elsewhere';
$new->close;
done_testing;
