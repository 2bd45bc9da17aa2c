#!/usr/bin/perl
# schedule: pg_cron refreshes a materialized view of segments while somebody reads it, and a segmentation
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $there = Psql->new;
my $said  = $there->query('BEGIN; CREATE EXTENSION pg_cron');
$there->close;
plan skip_all => "there is no pg_cron: $1" if $said =~ /(extension "pg_cron" is not available)/;

my $server = Server->new('shared_preload_libraries' => 'pg_cron', 'cron.database_name' => 'shop', 'cron.use_background_workers' => 'on');
$server->session->query('CREATE DATABASE shop');
my $db = $server->session(database => 'shop');
is $db->query(<<'SQL'), '', 'a view of segments';
CREATE EXTENSION pg_cron;
CREATE EXTENSION customer_seg;
CREATE TABLE public.sales (customer_id integer, sold_at timestamptz, amount numeric);
INSERT INTO public.sales SELECT n % 100, timestamptz '2024-01-01 00:00+00' + n * interval '7 hours', n % 41 + 0.5 FROM generate_series(1, 1000) n;
CREATE MATERIALIZED VIEW public.customer_types AS SELECT * FROM segment('public.sales');
CREATE UNIQUE INDEX ON public.customer_types (customer);
SQL
unlike $db->query(q(SELECT create_segmentation('public.kept', 'public.sales'))), qr/ERROR/, 'and a segmentation';
$db->query(q(INSERT INTO public.sales VALUES (1000, '2025-01-01 00:00+00', 99)));
my $new = 'SELECT count(*) FROM public.customer_types WHERE customer = 1000';
is $db->query($new), 0, 'a new customer is not in it yet';

my $every = $db->query(q(SELECT extversion FROM pg_extension WHERE extname = 'pg_cron')) =~ /^1\.[0-4]\b/ ? '* * * * *' : '1 second';    # seconds from 1.5 on
my $reader = $server->session(database => 'shop');
$reader->query('BEGIN');
is $reader->query('SELECT count(*) FROM public.customer_types'), 100, 'somebody reads it, and goes on reading';
like $db->query("SELECT cron.schedule('customer_types', '$every', 'REFRESH MATERIALIZED VIEW CONCURRENTLY public.customer_types')"), qr/^\d+$/, "a job: $every";
like $db->query("SELECT cron.schedule('kept', '$every', 'SELECT * FROM customer_seg.refresh_segmentations()')"), qr/^\d+$/, 'and another';
my $run = q(SELECT jobname, status FROM cron.job_run_details JOIN cron.job USING (jobid) WHERE end_time IS NOT NULL GROUP BY 1, 2 ORDER BY 1);
for (1 .. 150) {
    last if $db->query($run) =~ /\n/;
    select undef, undef, undef, 0.5;
}
is $db->query($run), "customer_types|succeeded\nkept|succeeded", 'the schedule has fired';
is $db->query($new), 1, 'and the new customer is in it';
is $db->query('SELECT md5(string_agg(c::text, $$,$$ ORDER BY customer)) FROM public.customer_types c'),
    $db->query(q(SELECT md5(string_agg(c::text, $$,$$ ORDER BY customer)) FROM segment('public.sales') c)), 'with what segment says';
is $reader->query('SELECT count(*) FROM public.customer_types'), 101, 'the reader was in nobody\'s way';
is $db->query('SELECT count(*) FROM public.kept WHERE customer_id = 1000'), 1, 'the segmentation has it, too';
like $db->query(q(SELECT count(*) FROM segmentation_log)), qr/^([2-9]|\d\d+)$/, 'with a snapshot';
is $db->query(q(SELECT was, "is" IS NOT NULL FROM segmentation_change WHERE customer = '1000')), '|t', 'and the change';
is $db->query("SELECT cron.unschedule('$_')"), 't', 'an end of it' for 'customer_types', 'kept';

$_->close for $db, $reader;
done_testing;
