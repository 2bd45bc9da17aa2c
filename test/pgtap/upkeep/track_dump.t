#!/usr/bin/perl
# track: a tracked table is dumped and restored, and a subscription writes to one
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my ($source, $copy) = map { Psql->database($_) } 'tracked', 'restored';
my $one = Psql->new(database => $source);
is $one->query(<<'SQL'), "sale_activities\nsale_histories", 'a tracked table with a partition and a journal';
SET client_min_messages = warning;
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale (customer_id integer, sold_at timestamptz, amount numeric) PARTITION BY LIST (customer_id);
CREATE TABLE public.rest PARTITION OF public.sale DEFAULT;
INSERT INTO public.sale SELECT n % 7, timestamptz '2024-01-01Z' + n * interval '1 hour', n FROM generate_series(1, 100) n;
SELECT track('public.sale');
SELECT track('public.sale', what => 'history');
INSERT INTO public.sale SELECT n % 9, timestamptz '2025-01-01Z' + n * interval '1 hour', n FROM generate_series(1, 100) n;
DELETE FROM public.sale WHERE customer_id = 3 AND amount < 50;
SQL
system("pg_dump $source | psql -XAtq -v ON_ERROR_STOP=1 -d $copy > /dev/null") == 0 or fail 'dumped and restored';
my $two = Psql->new(database => $copy);
my $all = 'SELECT customer_id, activity, history FROM public.sale_activities FULL JOIN public.sale_histories USING (customer_id) ORDER BY 1';
my $true = 'SELECT customer_id, activity(sold_at, amount), history(sold_at, amount) FROM public.sale GROUP BY 1 ORDER BY 1';
is $two->query($all), $one->query($true), 'restored it says the same';
$two->query(q(INSERT INTO public.sale VALUES (1, '2025-06-01Z', 5); DELETE FROM public.rest WHERE customer_id = 2));
is $two->query($all), $two->query($true), 'and keeps up';
$two->query(q(SELECT fold('public.sale')));
is $two->query(q(SELECT bool_or(_unwatched(source, writer)) FROM tracked)), 'f', 'after a fold by the summary alone';
$two->query(q(INSERT INTO public.sale VALUES (1, '2025-07-01Z', 5); UPDATE public.rest SET amount = 8 WHERE customer_id = 4));
is $two->query($all), $two->query($true), 'which is right';

SKIP: {
    skip 'wal_level is not logical', 5 if $one->query('SHOW wal_level') ne 'logical';
    $two->query('TRUNCATE public.sale');
    $one->query(q(CREATE PUBLICATION p FOR TABLE public.sale WITH (publish_via_partition_root); SELECT pg_create_logical_replication_slot('customer_seg_track', 'pgoutput'); ALTER TABLE public.sale REPLICA IDENTITY FULL; ALTER TABLE public.rest REPLICA IDENTITY FULL));
    $two->query(qq(CREATE SUBSCRIPTION customer_seg_track CONNECTION 'host=$ENV{PGHOST} port=$ENV{PGPORT} password=$ENV{PGPASSWORD} user=postgres dbname=$source' PUBLICATION p WITH (create_slot = false, slot_name = customer_seg_track)));
    for my $statement ('SELECT 1', q(INSERT INTO public.sale VALUES (5, '2025-08-01Z', 7)), 'UPDATE public.sale SET amount = 9 WHERE customer_id = 4', 'DELETE FROM public.sale WHERE customer_id = 1', 'TRUNCATE public.sale') {
        $one->query($statement);
        for (1 .. 300) { last if $two->query($true) eq $one->query($true); select undef, undef, undef, 0.1 }
        is $two->query($all), $one->query($true), "by subscription: $statement";
    }
    $two->query('ALTER SUBSCRIPTION customer_seg_track DISABLE; ALTER SUBSCRIPTION customer_seg_track SET (slot_name = NONE); DROP SUBSCRIPTION customer_seg_track');
    for (1 .. 100) { last if $one->query(q(SELECT pg_drop_replication_slot('customer_seg_track'))) !~ /ERROR/; select undef, undef, undef, 0.1 }
}
$_->close for $one, $two;
done_testing;
