#!/usr/bin/perl
# standby: on a streaming replica everything that only reads works, and says what the primary says, to the byte
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $primary = Server->new;
$primary->session->query('CREATE DATABASE shop');
my $here = $primary->session(database => 'shop');
is $here->query(<<'SQL'), '', 'a shop with what is stored of it';
SET client_min_messages = warning;
CREATE EXTENSION customer_seg;
CREATE TABLE public.sales AS
SELECT n AS line, customer_id, timestamptz '2021-01-01 00:00+00' + (hashint8extended(n, 1) & 32767) * interval '1 hour' AS sold_at,
	CASE WHEN n % 17 > 0 THEN round(((hashint8extended(n, 2) & 32767) / 100.0) - 20, n % 4) END AS amount,
	CASE WHEN n % 5 > 0 THEN round(((hashint8extended(n, 3) & 8191) / 100.0) - 20, 2) END AS profit,
	'order ' || n / 3 AS order_no,
	(ARRAY['north', 'south', 'east'])[1 + customer_id % 3] AS region
FROM (SELECT n, (hashint8extended(n, 4) & 2047) * (hashint8extended(n, 5) & 2047) / 2048 AS customer_id FROM generate_series(1, 30000) n) x;
CREATE TABLE public.named AS SELECT 'customer ' || customer_id AS customer_id, sold_at, amount, order_no FROM public.sales;
CREATE TABLE public.person AS SELECT customer_id, activity(sold_at, amount) AS activity, history(sold_at, amount) AS history FROM public.sales GROUP BY 1;
CREATE TABLE public.kept AS SELECT 'kept' AS name, yardstick(activity, '2025-01-01 00:00+00') AS y, '365 days'::interval AS window FROM public.person;
CREATE TABLE public.class AS SELECT customer_id, quadrant, region, orders, last_order
	FROM segment('public.sales') s JOIN (SELECT customer_id, min(region) AS region FROM public.sales GROUP BY 1) r ON customer = customer_id;
CREATE TABLE public.referred AS SELECT customer_id, nullif(customer_id / 7, customer_id) AS referred_by, amount(activity) AS amount FROM public.person;
CREATE TABLE public.log AS SELECT customer_id AS customer, sold_at AS at, (enum_range(NULL::contact_log_kind))[1 + line % 2] AS kind FROM public.sales WHERE line % 10 = 0;
CREATE TEMP TABLE made AS SELECT FROM create_segmentation('public.shop', 'public.sales', order_column => 'order_no', profit_column => 'profit');
INSERT INTO public.sales SELECT 40000 + n, 3000 + n, '2024-09-30 00:00+00', 100, 10, 'new ' || n, 'west' FROM generate_series(1, 200) n;
CREATE TEMP TABLE again AS SELECT FROM refresh_segmentation('shop');
UPDATE playbook SET action = 'Write them a letter' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en';
ANALYZE;
SQL
my $standby = $primary->replica;
ok $primary->until_followed($standby), 'a replica that has it all';
my $there = $standby->session(database => 'shop');
is $there->query('SELECT pg_is_in_recovery()'), 't', 'which is in recovery';
like $there->query('CREATE TABLE public.no (a integer)'), qr/read-only transaction/, 'and writes nothing';

my @reading = (
    q(segment('public.sales')),
    q(segment('public.sales', order_column => 'order_no', profit_column => 'profit', as_of => '2024-01-01 00:00+00')),
    q(segment('public.sales', yardstick => (SELECT y FROM public.kept))),
    q(segment_as(NULL::text, 'public.named', order_column => 'order_no')),
    q((SELECT customer, amount, loyalty, quadrant, activity FROM segment('public.sales') WITH ORDINALITY)),
    q(segment_progress()),
    q(report('public.sales')),
    q(report('public.sales', profit_column => 'profit', compare_with => '2024-01-01', lang => 'es')),
    q(report_text('public.sales')),
    q(audit('public.sales')),
    q(histories('public.sales')),
    q(histories_as(NULL::text, 'public.named')),
    q(next_actions('public.sales')),
    q(classify('public.sales')),
    q(contact_list('public.sales')),
    q(contact_log('public.log')),
    q(validate('public.sales', at => '2024-01-01')),
    q(lapse_check('public.sales')),
    q(types_at('public.sales', dates => ARRAY['2023-01-01', '2024-01-01']::date[])),
    q(profile('public.class', 'customer_id', 'quadrant')),
    q(referral_chain('public.referred', amount_column => 'amount')),
    q((SELECT customer_id, activity(sold_at, amount), history(sold_at, amount) FROM public.sales GROUP BY 1)),
    q((SELECT region, rollup(a), rollup(h) FROM (SELECT region, activity(sold_at, amount) AS a, history(sold_at, amount) AS h FROM public.sales GROUP BY region, customer_id) x GROUP BY 1)),
    q((SELECT yardstick(activity, '2025-01-01 00:00+00') FROM public.person)),
    q((SELECT region, mix(quadrant), structure(quadrant), breakdown(quadrant, orders), gini(orders::numeric) FROM public.class GROUP BY 1)),
    q((SELECT separation(region, quadrant) FROM public.class)),
    q((SELECT leaky_bucket(history, '2021-01-01', '2024-01-01', '1 year', '1 year'), cohorts(history, 'year', '2024-01-01'), hiatus(history, '2024-01-01') FROM public.person)),
    q((SELECT customer_id, score(orders) OVER w, tile(orders, 10) OVER w, pareto_class(orders::numeric) OVER w FROM public.class WINDOW w AS (ORDER BY orders))),
    qw(public.shop segmentations segmentation_log segmentation_breakdown segmentation_change),
    q(watch('shop')),
    q((SELECT segmentation('shop'))),
    map({ "$_('public.shop')" } qw(segment classify report report_text audit histories next_actions contact_list lapse_check validate)),
    q(types_at('public.shop', dates => ARRAY['2023-01-01', '2024-01-01']::date[])),
    q(profile('public.shop', 'customer_id', 'quadrant')),
    q(playbook),
    q((SELECT strategy('bee'::quadrant), label(q, 'zh'), play(q, 'es') FROM unnest(enum_range(NULL::quadrant)) q)),
    q((SELECT say(said, 'es') FROM (SELECT structure_reason(mix(quadrant)) AS said FROM public.class) x)));

# the rows, in an order of their own, or the error
sub rows {
    my ($session, $from) = @_;
    return $session->query("SELECT t::text COLLATE \"C\" FROM $from t ORDER BY 1");
}
my %way = (
    'in memory'  => q(SET max_parallel_workers_per_gather = 0),
    'spilled'    => q(SET max_parallel_workers_per_gather = 0; SET work_mem = '64kB'; SET hash_mem_multiplier = 1),
    'by workers' => q(SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET work_mem = '64kB'));
for my $way (sort keys %way) {
    $_->query("RESET ALL; SET search_path = customer_seg, public; SET client_min_messages = warning; $way{$way}") for $here, $there;
    for my $from (@reading) {
        my $said = rows($there, $from);
        unlike $said, qr/^(ERROR|WARNING|LOG):/m, "$way: $from";
        ok $said eq rows($here, $from), 'as on the primary';
    }
}

# what it goes by
$there->query($way{'by workers'});
my $workers = $there->query(q(EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT region, activity(sold_at, amount) FROM public.sales GROUP BY 1));
like $workers, qr/Workers Launched: [12]/, 'the replica has workers';
$there->query(q(SET log_temp_files = 0; SET client_min_messages = log));
like rows($there, $reading[1]), qr/^LOG:  temporary file/m, 'and temporary files';
$there->query(q(RESET log_temp_files; RESET client_min_messages));
like $there->query(q(EXPLAIN (COSTS OFF) SELECT * FROM segment('public.sales'))), qr/segment/, 'a plan is shown';

# on the primary nothing that reads takes a transaction's number either
my @took = grep {
    $here->query('BEGIN');
    rows($here, $_);
    my $number = $here->query('SELECT pg_current_xact_id_if_assigned()');
    $here->query('ROLLBACK');
    $number ne '';
} @reading;
is_deeply \@took, [], 'no transaction has a number for reading';

# what writes says so
like $there->query("SELECT * FROM $_"), qr/^ERROR:  cannot execute .* (in a read-only transaction|during recovery)/, "$_ is for the primary" for q(refresh_segmentation('shop')), 'refresh_segmentations()';
like $there->query(q(UPDATE playbook SET action = 'x' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en')), qr/^ERROR:  cannot execute UPDATE in a read-only transaction/, 'the playbook is edited on the primary';
$here->query(q(UPDATE playbook SET action = 'Call them' WHERE subject = 'quadrant' AND item = 'bee' AND lang = 'en'));
ok $primary->until_followed($standby), 'the edit arrives';
is $there->query(q(SELECT strategy('bee'::quadrant))), 'Call them', 'and is read';

$_->close for $here, $there;
done_testing;
