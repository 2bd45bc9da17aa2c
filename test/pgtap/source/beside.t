#!/usr/bin/perl
# beside: other extensions in the same server have their say about every table that is read; test/beside plays them
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $beside = "$ENV{BUILD}/test/beside";
my $said   = qx(make -C '$beside' PG_CONFIG='@{[$ENV{PG_CONFIG} // 'pg_config']}' 2>&1);
is $?, 0, 'the libraries that play them are built' or diag $said;

my $database = Psql->database('beside');
my $db       = session();
$db->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS SELECT n AS line, n % 40 AS customer_id, CASE WHEN n % 40 > 3 THEN n % 40 / 3 END AS referred_by, timestamptz '2024-01-01 00:00+00' + n * interval '5 hours' AS sold_at, n % 97 * 0.25 AS amount FROM generate_series(1, 2000) n;
CREATE TABLE public.few AS SELECT * FROM public.sale WHERE customer_id < 10 ORDER BY line;
CREATE TABLE public.none (LIKE public.sale);
CREATE TABLE public.moved AS TABLE public.sale;
CREATE TABLE public.moved_elsewhere AS TABLE public.few;
CREATE TABLE public.masked AS TABLE public.sale;
CREATE TABLE public.emptied AS TABLE public.sale;
CREATE TABLE public.parted (LIKE public.sale) PARTITION BY RANGE (sold_at);
CREATE TABLE public.early PARTITION OF public.parted FOR VALUES FROM (MINVALUE) TO ('2024-06-01 00:00+00');
CREATE TABLE public.late PARTITION OF public.parted DEFAULT;
INSERT INTO public.parted SELECT * FROM public.few;
CREATE TABLE public.late_elsewhere AS TABLE public.late;
TRUNCATE public.late;
SQL

# a session with these libraries, which come before ours
sub session {
    my $session = Psql->new(database => $database);
    $session->query("SET client_min_messages = warning; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2; SET timezone = 'UTC'");
    $session->query("LOAD '$beside/$_.so'") for @_;
    return $session;
}

# all that reads a source
my @readers = (
    q(SELECT * FROM segment('%s') ORDER BY 1),
    q(SELECT * FROM segment('%s', since => '2024-03-01 00:00+00', as_of => '2024-09-01 00:00+00') ORDER BY 1),
    q(SELECT customer, orders, amount, loyalty, contribution, activity FROM segment('%s') WITH ORDINALITY ORDER BY 1),
    q(SELECT * FROM segment('%s', order_column => 'line', potential_column => 'amount') ORDER BY 1),
    q(SELECT * FROM segment_as(NULL::integer, '%s') ORDER BY 1),
    q(SELECT * FROM _segment_unnamed('%s') ORDER BY 1, 2, 3),
    q(SELECT * FROM report('%s')),
    q(SELECT * FROM audit('%s')),
    q(SELECT * FROM referral_chain('%s', customer_column => 'line', referrer_column => 'referred_by') ORDER BY 1),
    q(SELECT * FROM referral_chain_as(NULL::integer, '%s', customer_column => 'line', referrer_column => 'referred_by') ORDER BY 1),
    q(SELECT * FROM profile('%s', 'line', 'referred_by')),
);

# every reader says of one table what it says of another, in which the rows are
sub reads {
    my ($session, $table, $rows, $about) = @_;
    is $session->query(sprintf $_, $table), $session->query(sprintf $_, $rows), "$about: " . sprintf $_, $table for @readers;
    return;
}

# how segment() has read a table
sub method {
    my ($session, $table) = @_;
    my $plan = $session->query("EXPLAIN (ANALYZE) SELECT * FROM segment('public.$table')");
    return join ' ', $plan =~ /Read Method: (\w+)/, $plan =~ /Workers Launched: (\d+)/;
}

like method($db, $_), qr/^pages \d$/, "with nobody beside, $_ is read by its pages" for qw(moved parted masked emptied);

my $answers = session('answers');
reads $answers, 'public.moved',  'public.few', 'a table whose rows are elsewhere';
reads $answers, 'public.parted', 'public.few', 'a partition whose rows are elsewhere';
is method($answers, $_), 'query', "$_ is not read by its pages" for qw(moved parted);
is method($answers, 'sale'), 'pages 2', 'one with nothing elsewhere is';
like $answers->query(q(EXPLAIN SELECT * FROM segment('public.sale'), public.moved)), qr/Custom Scan \(segment\) on moved.*Custom Scan \(customer_seg\.segment\)|Custom Scan \(customer_seg\.segment\).*Custom Scan \(segment\) on moved/s,
    'a node named segment, and ours';

my $hides = session('hides');
reads $hides, 'public.masked',  'public.few',  'a table of which the planner hides rows';
reads $hides, 'public.emptied', 'public.none', 'a table of which the executor hides all rows';
is method($hides, $_), 'query', "$_ is not read by its pages" for qw(masked emptied);
is method($hides, 'sale'), 'pages 2', 'one of which nothing is hidden is';

my $counts = session('counts');
my $counted = q(SELECT current_setting('counts.planned')::int, current_setting('counts.begun')::int, current_setting('counts.checked')::int, current_setting('counts.ended')::int);
is method($counts, 'sale'), 'pages 2', 'who only counts costs no speed';
my @before = split /\|/, $counts->query($counted);
$counts->query(q(SELECT count(*) FROM segment('public.sale')));
my @after = split /\|/, $counts->query($counted);
is_deeply [map { $after[$_] - $before[$_] } 0 .. 3], [3, 3, 3, 3], 'and counts the query, that of the source, and its own';

$_->close for $db, $answers, $hides, $counts;
done_testing;
