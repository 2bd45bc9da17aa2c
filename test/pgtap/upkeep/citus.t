#!/usr/bin/perl
# citus: a coordinator and two workers: what runs on the shards, and that the answer is that of one table
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $there = Psql->new;
plan skip_all => 'Citus is not installed here' unless $there->query(q(SELECT 1 FROM pg_available_extensions WHERE name = 'citus'));
$there->close;

my @node = map { Server->new('shared_preload_libraries' => 'citus', 'citus.node_conninfo' => 'sslmode=prefer') } 0 .. 2;
for my $node (@node) {
    my $session = $node->session;
    $session->query($_) for "ALTER SYSTEM SET citus.local_hostname = '$node->{directory}'", 'SELECT pg_reload_conf()', 'CREATE DATABASE shop', '\c shop', 'CREATE EXTENSION citus', 'CREATE EXTENSION customer_seg';
    $session->close;
}
my $db = $node[0]->session(database => 'shop');
$db->query("SELECT citus_set_coordinator_host('$node[0]{directory}', $ENV{PGPORT})");
like $db->query("SELECT citus_add_node('$_->{directory}', $ENV{PGPORT})"), qr/^\d+$/, 'a worker' for @node[1, 2];
unlike $db->query(<<'SQL'), qr/ERROR/, 'sales in one table, and two distributed ones';
SET client_min_messages = warning;
CREATE TABLE public.whole (customer_id integer, shop integer, region text, sold_at timestamptz, amount numeric, profit numeric);
INSERT INTO public.whole SELECT n % 701, n % 7, (ARRAY['north', 'south', 'east'])[1 + n % 701 % 3], timestamptz '2023-01-01 00:00+00' + (n * 7919 % 20000) * interval '1 hour',
	round(((hashint8extended(n, 1) & 32767) / 100.0) - 20, n % 4), CASE WHEN n % 5 > 0 THEN n % 101 - 20.5 END FROM generate_series(1, 12000) n;
CREATE TABLE public.by_customer (LIKE public.whole);
CREATE TABLE public.by_shop (LIKE public.whole);
SELECT create_distributed_table('public.by_customer', 'customer_id', shard_count => 4);
SELECT create_distributed_table('public.by_shop', 'shop', shard_count => 4);
INSERT INTO public.by_customer SELECT * FROM public.whole;
INSERT INTO public.by_shop SELECT * FROM public.whole;
SQL
is $db->query(q(SELECT count(DISTINCT nodename) FROM citus_shards)), 2, 'on both workers';

# the rows of a query, in an order of their own
sub rows { return join "\n", sort split /\n/, $db->query($_[0]) }

# passes where the answer from the shards is that of the one table, and what a shard is asked for is like the pattern
sub agrees {
    my ($query, $from, $pattern, $about) = @_;
    my $said = rows($query =~ s/FROM sales/FROM public.$from/r);
    unlike $said, qr/ERROR/, "$from, $about";
    ok $said eq rows($query =~ s/FROM sales/FROM public.whole/r), 'the same to the byte as one table';
    my ($asked) = $db->query('EXPLAIN (VERBOSE, COSTS OFF) ' . $query =~ s/FROM sales/FROM public.$from/r) =~ /^ *Query: (.*)/m;
    like $asked, $pattern, 'what a shard is asked for';
    return;
}

# the state of an aggregate goes over the wire where it is a type of its own, not where it is internal
my %aggregate = (
    activity         => ['activity(sold_at, amount)',                                 'customer_seg.activity', "worker_partial_agg('customer_seg.activity("],
    mix              => ['mix(quadrant(amount::float8, profit::float8))',             'customer_seg.mix', "worker_partial_agg('customer_seg.mix("],
    structure        => ['structure(quadrant(amount::float8, profit::float8))',       'customer_seg.structure', "worker_partial_agg('customer_seg.structure("],
    history          => ['history(sold_at, amount)',                                  'customer_seg.history'],
    breakdown        => ['breakdown(region, amount)',                                 'customer_seg.breakdown'],
    gini             => ['gini(amount)',                                              'customer_seg.gini'],
    separation       => ['separation(region, shop)',                                  'customer_seg.separation'],
    'count and gini' => ['count(*), gini(amount)',                                    'customer_seg.gini'],
    'count and sum'  => ['count(*), sum(amount)',                                     'count(*)', 'count(*)']);
for my $name (sort keys %aggregate) {
    my ($call, $function, $two_phase) = @{ $aggregate{$name} };
    agrees("SELECT customer_id, $call FROM sales GROUP BY customer_id", 'by_customer', qr/\Q$function\E/, "$name by the key of the shards");
    my $pattern = $two_phase ? qr/\Q$two_phase\E/ : qr/^SELECT (?!.*(count\(|customer_seg\.))/;
    agrees("SELECT customer_id, $call FROM sales GROUP BY customer_id", 'by_shop', $pattern, "$name by something else");
    agrees("SELECT $call FROM sales", 'by_customer', $pattern, "$name of all");
}

# a part for each shard, whole, and merged here
for my $name ('activity', 'mix', 'history', 'breakdown') {
    my ($call, $function) = @{ $aggregate{$name} };
    my $merged = "SELECT customer_id, rollup(part) FROM (SELECT shop, customer_id, $call AS part FROM sales GROUP BY 1, 2) x GROUP BY 1";
    agrees($merged, 'by_shop', qr/\Q$function\E/, "$name with the key of the shards among others, then merged");
}

# what reads a source
for my $call ("segment('%s')", "segment('%s', profit_column => 'profit', since => '2023-06-01 00:00+00')", "report('%s')", "histories('%s')", "next_actions('%s')", "audit('%s')") {
    my $one = rows('SELECT * FROM ' . sprintf $call, 'public.whole');
    unlike $one, qr/ERROR/, $call;
    ok rows('SELECT * FROM ' . sprintf $call, "public.$_") eq $one =~ s/\bwhole\b/$_/gr, "from $_" for 'by_customer', 'by_shop';
}
unlike $db->query(<<'SQL'), qr/ERROR/, 'a view of activities, which the shards make';
CREATE VIEW public.activities AS SELECT customer_id, activity(sold_at, amount) AS activity FROM public.by_customer GROUP BY 1;
SQL
ok rows('SELECT * FROM public.activities') eq rows('SELECT customer_id, activity(sold_at, amount) FROM public.whole GROUP BY 1'), 'and which are those of one table';
my $segments = q(SELECT * FROM segment_activities('public.activities', as_of => '2026-01-01 00:00+00'));
ok rows($segments) eq rows(q(SELECT * FROM segment('public.whole', as_of => '2026-01-01 00:00+00'))), 'segment_activities: what segment says of one table';
$db->close;
done_testing;
