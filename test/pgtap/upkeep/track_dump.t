#!/usr/bin/perl
# track: a tracked table is dumped and restored, a subscription writes to one, and transactions are prepared
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Server;
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
is $two->query(q(SELECT bool_or(_unwatched(source, journal)) FROM tracked)), 'f', 'after a fold by the summary alone';
$two->query(q(INSERT INTO public.sale VALUES (1, '2025-07-01Z', 5); UPDATE public.rest SET amount = 8 WHERE customer_id = 4));
is $two->query($all), $two->query($true), 'which is right';

$_->close for $one, $two;

# a server of its own, for these settings
my $server = Server->new(wal_level => 'logical', max_prepared_transactions => 5);
my $any    = $server->session;
$any->query("CREATE DATABASE $_") for qw(here there);
my ($here, $there) = map { $server->session(database => $_) } qw(here there);
$_->query(<<'SQL') for $here, $there;
SET client_min_messages = warning;
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale (customer_id integer, sold_at timestamptz, amount numeric) PARTITION BY LIST (customer_id);
CREATE TABLE public.rest PARTITION OF public.sale DEFAULT;
ALTER TABLE public.sale REPLICA IDENTITY FULL;
ALTER TABLE public.rest REPLICA IDENTITY FULL;
SQL
$here->query(q(INSERT INTO public.sale SELECT n % 9, timestamptz '2025-01-01Z' + n * interval '1 hour', n FROM generate_series(1, 100) n));
$there->query(q(SELECT track('public.sale'); SELECT track('public.sale', what => 'history')));
$here->query(q(CREATE PUBLICATION p FOR TABLE public.sale WITH (publish_via_partition_root); SELECT pg_create_logical_replication_slot('customer_seg_track', 'pgoutput')));
$there->query(qq(CREATE SUBSCRIPTION customer_seg_track CONNECTION 'host=$server->{directory} port=$ENV{PGPORT} password=$ENV{PGPASSWORD} user=$ENV{PGUSER} dbname=here' PUBLICATION p WITH (create_slot = false, slot_name = customer_seg_track)));
for my $statement ('SELECT 1', q(INSERT INTO public.sale VALUES (5, '2025-08-01Z', 7)), 'UPDATE public.sale SET amount = 9 WHERE customer_id = 4', 'DELETE FROM public.sale WHERE customer_id = 1', 'TRUNCATE public.sale',
    q(INSERT INTO public.sale VALUES (5, '2025-09-01Z', 7))) {
    $here->query($statement);
    for (1 .. 300) { last if $there->query($true) eq $here->query($true); select undef, undef, undef, 0.1 }
    is $there->query($all), $here->query($true), "by subscription: $statement";
}
is $there->query(q(SELECT count(*), (SELECT count(problem) FROM tracked) FROM public.sale_activities_delta WHERE sold_at = '2025-09-01Z')), '1|0', 'the journal has what came last';
$there->query('DROP SUBSCRIPTION customer_seg_track');

# what is prepared is there when it is committed, whoever folds meanwhile
$there->query(q(SELECT fold('public.sale'); BEGIN; INSERT INTO public.sale VALUES (6, '2025-09-01Z', 7); DELETE FROM public.sale WHERE customer_id = 5; PREPARE TRANSACTION 'p'));
is $there->query(q(SELECT fold('public.sale'))), 0, 'a prepared transaction: a fold takes nothing of it, and does not wait';
is $there->query($all), $there->query($true), 'and it is not seen';
$there->query(q(COMMIT PREPARED 'p'));
is $there->query($all), $there->query($true), 'until it is committed';
cmp_ok $there->query(q(SELECT fold('public.sale'))), '>', 0, 'then it is folded';
is $there->query($all), $there->query($true), 'and right';
$_->close for $here, $there, $any;
done_testing;
