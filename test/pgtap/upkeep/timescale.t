#!/usr/bin/perl
# timescale: continuous aggregates of activity as a source of segments: what they give is what the sales give
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $there = Psql->new;
plan skip_all => 'TimescaleDB is not installed here' unless $there->query(q(SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb'));
$there->close;

my $server = Server->new('shared_preload_libraries' => 'timescaledb', 'timescaledb.telemetry_level' => 'off');
my $db     = $server->session;
$db->query($_) for 'SET client_min_messages = error', 'CREATE EXTENSION timescaledb SCHEMA public', 'CREATE EXTENSION customer_seg';
unlike $db->query($_), qr/ERROR/, 'sales in a plain table, and in a hypertable' for <<'SQL';
CREATE TABLE public.whole (customer_id integer, shop text, sold_at timestamptz NOT NULL, amount numeric, profit numeric);
INSERT INTO public.whole SELECT NULLIF(n % 701, 0), 'shop ' || n % 7, timestamptz '2023-01-01 00:00+00' + (n * 7919 % 20000) * interval '1 hour',
	round(((hashint8extended(n, 1) & 32767) / 100.0) - 20, n % 4), CASE WHEN n % 5 > 0 THEN n % 101 - 20.5 END FROM generate_series(1, 12000) n;
CREATE TABLE public.sales (LIKE public.whole);
SELECT create_hypertable('public.sales', 'sold_at', chunk_time_interval => interval '3 months');
INSERT INTO public.sales SELECT * FROM public.whole;
SQL
like $db->query(q(SELECT count(*) FROM public.show_chunks('public.sales'))), qr/^1\d$/, 'in chunks';

# the rows of a query, in an order of their own
sub rows { return join "\n", sort split /\n/, $db->query($_[0]) }

# passes where a query of the aggregates says what one of the plain table does
sub agrees {
    my ($query, $of_whole, $about) = @_;
    my $said = rows($query);
    unlike $said, qr/ERROR/, $about;
    ok $said eq rows($of_whole), 'to the byte as from the sales';
    return;
}
my $as_of = q(as_of => '2030-01-01 00:00+00');

sub segments_agree {
    my ($view, $about) = @_;
    return agrees("SELECT * FROM segment_activities('public.$view', $as_of)", "SELECT * FROM segment('public.whole', $as_of)", "$view: $about");
}

# sells what a query of the plain table says, there and in the hypertable
sub sell {
    my ($query) = @_;
    $db->query("WITH sold AS ($query) INSERT INTO public.sales SELECT * FROM sold");
    return $db->query("WITH sold AS ($query) INSERT INTO public.whole SELECT * FROM sold");
}
sub refresh { my ($view, $window) = @_; return $db->query("CALL public.refresh_continuous_aggregate('public.$view', " . ($window // 'NULL, NULL') . ')') }

agrees("SELECT * FROM segment('public.sales', $as_of)", "SELECT * FROM segment('public.whole', $as_of)", 'a hypertable is a source like any other');
unlike $db->query($_), qr/ERROR/, 'continuous aggregates by the month' for <<'SQL';
CREATE MATERIALIZED VIEW public.monthly WITH (timescaledb.continuous, timescaledb.materialized_only = true) AS
SELECT customer_id, public.time_bucket('1 month', sold_at) AS month, activity(sold_at, amount) AS activity FROM public.sales GROUP BY 1, 2;
CREATE MATERIALIZED VIEW public.prompt WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
SELECT customer_id, public.time_bucket('1 month', sold_at) AS month, activity(sold_at, amount) AS activity FROM public.sales GROUP BY 1, 2;
SQL
ok $db->query('SELECT count(*) > 2 * count(DISTINCT customer_id) FROM public.monthly') eq 't', 'several rows a customer';
segments_agree($_, 'of the months') for 'monthly', 'prompt';

# new sales: at once where the aggregate is a real-time one, after a refresh where not
my $before = rows("SELECT * FROM segment_activities('public.monthly', $as_of)");
sell(q(SELECT customer_id + 1, shop, sold_at + interval '3 years', amount + 1, profit FROM public.whole ORDER BY sold_at LIMIT 500));
segments_agree('prompt', 'new sales, real-time');
ok rows("SELECT * FROM segment_activities('public.monthly', $as_of)") eq $before, 'without real-time as before';
refresh('monthly');
segments_agree('monthly', 'new sales, refreshed');

# sales that come late: both know of them after a refresh
$before = rows("SELECT * FROM segment_activities('public.prompt', $as_of)");
sell(q(SELECT customer_id + 2, shop, sold_at, amount + 2, profit FROM public.whole ORDER BY sold_at LIMIT 500));
ok rows("SELECT * FROM segment_activities('public.prompt', $as_of)") eq $before, 'late sales are not seen at once';
for my $view ('monthly', 'prompt') {
    refresh($view, q('2022-12-01', '2023-06-01'));
    segments_agree($view, 'late sales, refreshed');
}
for my $change ('DELETE FROM public.%s WHERE customer_id % 50 = 3', 'UPDATE public.%s SET amount = amount + 1 WHERE customer_id % 50 = 4') {
    $db->query($change =~ s/%s/$_/r) for 'sales', 'whole';
    refresh('monthly');
    segments_agree('monthly', $change =~ s/ .*//r . ', refreshed');
}

# years of months, by rollup
$db->query(<<'SQL');
CREATE MATERIALIZED VIEW public.yearly WITH (timescaledb.continuous) AS
SELECT customer_id, public.time_bucket('1 year', month) AS year, rollup(activity) AS activity FROM public.monthly GROUP BY 1, 2;
SQL
refresh('yearly');
segments_agree('yearly', 'an aggregate of the aggregate');

# other aggregates
my %aggregate = (
    history       => 'history(sold_at, amount)',
    mix           => 'mix(quadrant(amount::float8, profit::float8))',
    breakdown     => 'breakdown(shop, amount)',
    gini          => 'gini(amount)',
    structure     => 'structure(quadrant(amount::float8, profit::float8))');
my %rolled = map { $_ => 1 } qw(history mix breakdown);
for my $name (sort keys %aggregate) {
    my $month = "public.time_bucket('1 month', sold_at)";
    $db->query("CREATE MATERIALIZED VIEW public.of_$name WITH (timescaledb.continuous) AS SELECT $month AS month, $aggregate{$name} AS v FROM public.sales GROUP BY 1");
    agrees("SELECT * FROM public.of_$name", "SELECT $month, $aggregate{$name} FROM public.whole GROUP BY 1", "$name by the month");
    agrees("SELECT rollup(v) FROM public.of_$name", "SELECT $aggregate{$name} FROM public.whole", "$name of all, by rollup") if $rolled{$name};
}

# compressed chunks, of the sales and of the aggregate
unlike $db->query($_), qr/ERROR|^0$/, 'compressed' for <<'SQL', <<'SQL';
ALTER TABLE public.sales SET (timescaledb.compress, timescaledb.compress_segmentby = 'customer_id');
SELECT count(public.compress_chunk(c)) FROM public.show_chunks('public.sales') c;
SQL
ALTER MATERIALIZED VIEW public.monthly SET (timescaledb.compress);
SELECT count(public.compress_chunk(c)) FROM public.show_chunks('public.monthly') c;
SQL
for my $call ("segment('%s', $as_of)", "report('%s')", "histories('%s')", "segment('%s', since => '2023-06-01 00:00+00', as_of => '2024-05-06 00:00+00')") {
    agrees('SELECT * FROM ' . sprintf($call, 'public.sales'), 'SELECT * FROM ' . sprintf($call, 'public.whole'), "compressed sales, $call");
}
segments_agree('monthly', 'compressed');
sell(q(SELECT customer_id + 3, shop, sold_at, amount + 2, profit FROM public.whole ORDER BY sold_at LIMIT 300));
refresh('monthly');
segments_agree('monthly', 'late sales in compressed chunks, refreshed');

# sales that are dropped: their activities stay
$db->query(q(SELECT public.drop_chunks('public.sales', older_than => timestamptz '2024-01-01 00:00+00')));
ok $db->query('SELECT min(sold_at) FROM public.sales') ge '2023-12', 'old sales are dropped';
refresh('monthly', q('2024-02-01', NULL));
segments_agree('monthly', 'where the sales of a year are no longer');

# a segmentation over a hypertable
like $db->query(q(SELECT customers > 0 FROM create_segmentation('public.shop', 'public.sales'))), qr/^t$/, 'a segmentation';
like $db->query(q(SELECT changed FROM refresh_segmentation('public.shop'))), qr/^0$/, 'and its refresh';

# a bucket for all time
$db->query(q(CREATE MATERIALIZED VIEW public.ever WITH (timescaledb.continuous) AS SELECT customer_id, public.time_bucket('100 years', sold_at) AS ever, activity(sold_at, amount) AS activity FROM public.sales GROUP BY 1, 2));
my $recent = q(SELECT customer_id, activity(sold_at, amount) FROM public.sales GROUP BY 1);
agrees('SELECT customer_id, activity FROM public.ever', $recent, 'a bucket of a hundred years');

# what is not supported, and says so, as the page does
my $page = do { local (@ARGV, $/) = ("$FindBin::Bin/../../../doc/upkeep/timescaledb.md"); <> };
sub refused {
    my ($query, $message) = @_;
    like $db->query($query), qr/ERROR:  \Q$message\E/, $message;
    cmp_ok index($page, "`ERROR:  $message"), '>', 0, 'on the page';
    return;
}
refused('CREATE MATERIALIZED VIEW public.x WITH (timescaledb.continuous) AS SELECT customer_id, activity(sold_at, amount) FROM public.sales GROUP BY 1',
    'continuous aggregate view must include a valid time bucket function');
refused(q(CREATE MATERIALIZED VIEW public.x WITH (timescaledb.continuous) AS SELECT * FROM segment('public.sales')), 'invalid continuous aggregate query');
refused(q(SELECT * FROM track('public.sales', 'customer_id', 'sold_at', 'amount')), 'DELETE triggers with transition tables not supported');
is $db->query(q(SELECT count(*) FROM tracked)), '0', 'and nothing is left of it';
refused("SELECT * FROM segment_activities('public.monthly', as_of => '2024-06-01 00:00+00')", 'activities of public.monthly reach to ');
$db->close;
done_testing;
