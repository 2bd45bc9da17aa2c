#!/usr/bin/perl
# shards: three servers behind postgres_fdw hold a table's partitions: what goes out to them, and that the answer is that of one table
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $db = Psql->new(database => Psql->database('shards'));
plan skip_all => 'postgres_fdw is not installed here' unless $db->query(q(SELECT 1 FROM pg_available_extensions WHERE name = 'postgres_fdw'));
is $db->query(<<'SQL'), '', 'sales in one table, and two partitioned ones';
CREATE EXTENSION customer_seg;
CREATE EXTENSION postgres_fdw;
CREATE TABLE public.whole (customer_id integer, shop integer, region text, sold_at timestamptz, amount numeric, profit numeric);
INSERT INTO public.whole SELECT n % 701, n % 3, (ARRAY['north', 'south', 'east'])[1 + n % 701 % 3], timestamptz '2023-01-01 00:00+00' + (n * 7919 % 20000) * interval '1 hour',
	round(((hashint8extended(n, 1) & 32767) / 100.0) - 20, n % 4), CASE WHEN n % 5 > 0 THEN n % 101 - 20.5 END FROM generate_series(1, 12000) n;
CREATE TABLE public.by_shop (LIKE public.whole) PARTITION BY LIST (shop);
CREATE TABLE public.by_customer (LIKE public.whole) PARTITION BY HASH (customer_id);
SQL

my @shard = map { Server->new(log_statement => 'all') } 0 .. 2;
for my $n (0 .. 2) {
    my $session = $shard[$n]->session;
    $session->query($_) for 'CREATE DATABASE shop', '\c shop', 'CREATE EXTENSION customer_seg',
        map { "CREATE TABLE public.$_ (customer_id integer, shop integer, region text, sold_at timestamptz, amount numeric, profit numeric)" } 'of_shop', 'of_customer';
    $session->close;
    is $db->query(<<SQL), '', "server $n";
CREATE SERVER shard$n FOREIGN DATA WRAPPER postgres_fdw OPTIONS (@{[ $shard[$n]->fdw('shop') ]}, async_capable 'true', batch_size '1000');
CREATE USER MAPPING FOR CURRENT_USER SERVER shard$n OPTIONS (@{[ Server->fdw_user ]});
CREATE FOREIGN TABLE public.shop$n PARTITION OF public.by_shop FOR VALUES IN ($n) SERVER shard$n OPTIONS (table_name 'of_shop');
CREATE FOREIGN TABLE public.customer$n PARTITION OF public.by_customer FOR VALUES WITH (MODULUS 3, REMAINDER $n) SERVER shard$n OPTIONS (table_name 'of_customer');
SQL
}
is $db->query(<<'SQL'), '', 'sales go to where they belong';
INSERT INTO public.by_shop SELECT * FROM public.whole;
INSERT INTO public.by_customer SELECT * FROM public.whole;
ANALYZE;
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 0;
SQL
is $db->query("SELECT count(*) > 0 FROM public.customer$_"), 't', "some are on server $_" for 0 .. 2;

# what the servers are asked for by a query: each text once
sub asked {
    my ($query) = @_;
    my %seen = map { $_ => 1 } $db->query("EXPLAIN (VERBOSE, COSTS OFF) $query") =~ /Remote SQL: (.*)/g;
    return join "\n", sort keys %seen;
}

# the rows of a query, in an order of their own
sub rows { return $db->query("SELECT t::text COLLATE \"C\" FROM ($_[0]) t ORDER BY 1") }

# passes where the answer from the servers is that of the one table, and what they are asked for is like the pattern
sub agrees {
    my ($query, $there, $pattern, $about) = @_;
    my $said = rows($query =~ s/FROM sales/FROM public.$there/gr);
    unlike $said, qr/ERROR/, "$there, $about";
    ok $said eq rows($query =~ s/FROM sales/FROM public.whole/gr), 'the same to the byte as one table';
    like asked($query =~ s/FROM sales/FROM public.$there/gr), $pattern, 'what goes out';
    return;
}

my %aggregate = (
    'activity'           => ['activity(sold_at, amount)',                     qr/customer_seg\.activity\(sold_at, amount\)/],
    'activity, profit'   => ['activity(sold_at, amount, NULL, profit)',       qr/customer_seg\.activity\(sold_at, amount, NULL::numeric, profit\)/],
    'history'            => ['history(sold_at, amount)',                      qr/customer_seg\.history\(sold_at, amount\)/],
    'mix'                => ['mix(quadrant(amount::float8, profit::float8))', qr/customer_seg\.mix\(customer_seg\.quadrant\(/],
    'structure'          => ['structure(quadrant(amount::float8, profit::float8))', qr/customer_seg\.structure\(customer_seg\.quadrant\(/],
    'breakdown'          => ['breakdown(region, amount)',                     qr/customer_seg\.breakdown\(region, amount\)/],
    'gini'               => ['gini(amount)',                                  qr/customer_seg\.gini\(amount\)/],
    'top_share'          => ['top_share(amount, 0.2)',                        qr/customer_seg\.top_share\(amount, /],
    'lorenz'             => ['lorenz(amount, 10)',                            qr/customer_seg\.lorenz\(amount, 10\)/],
    'separation'         => ['separation(region, shop)',                      qr/customer_seg\.separation\(region, shop/],
    'count, sum'         => ['count(*), sum(amount)',                         qr/count\(\*\), sum\(amount\)/]);
for my $name (sort keys %aggregate) {
    my ($call, $pattern) = @{ $aggregate{$name} };
    agrees("SELECT shop, $call FROM sales GROUP BY shop",               'by_shop',     $pattern, "$name by the key of the partitions");
    agrees("SELECT customer_id, $call FROM sales GROUP BY customer_id", 'by_customer', $pattern, "$name by the key of the partitions");

    # parts of an aggregate never go out: rows come in
    agrees("SELECT customer_id, $call FROM sales GROUP BY customer_id", 'by_shop', qr/^SELECT [a-z_, ]+ FROM public\.of_shop$/, "$name by something else");
    agrees("SELECT $call FROM sales", 'by_customer', qr/^SELECT [a-z_, ]+ FROM public\.of_customer$/, "$name of all");
}

# merged parts: one query for each server, then rollup
my %merged = (
    'activity'  => $aggregate{activity},
    'history'   => $aggregate{history},
    'mix'       => $aggregate{mix},
    'breakdown' => $aggregate{breakdown});
for my $name (sort keys %merged) {
    my ($call, $pattern) = @{ $merged{$name} };
    for my $key ('customer_id', 'region', '1') {
        my $parts = join ' UNION ALL ', map { "SELECT $key AS k, $call AS part FROM public.shop$_ GROUP BY 1" } 0 .. 2;
        my $query = "SELECT k, rollup(part) FROM ($parts) x GROUP BY k";
        ok rows($query) eq rows("SELECT $key, $call FROM public.whole GROUP BY 1"), "$name, a query for each server, by $key";
        like asked($query), $pattern, 'goes out';
        next if $key ne 'customer_id';
        my $twice = "SELECT customer_id, rollup(part) FROM (SELECT shop, customer_id, $call AS part FROM public.by_shop GROUP BY 1, 2) x GROUP BY 1";
        ok rows($twice) eq rows("SELECT $key, $call FROM public.whole GROUP BY 1"), "$name, with the key of the partitions among others, then merged";
        like asked($twice), $pattern, 'goes out';
    }
}
like $db->query(q(EXPLAIN (COSTS OFF) SELECT shop, activity(sold_at, amount) FROM public.by_shop GROUP BY 1)), qr/(Async Foreign Scan.*){3}/s, 'all servers at once';

# conditions
my $person = 'SELECT customer_id, activity(sold_at, amount) AS a FROM sales GROUP BY customer_id';
agrees("SELECT * FROM ($person) x WHERE orders(a) > 15", 'by_customer', qr/HAVING \(\(customer_seg\.orders\(customer_seg\.activity\(sold_at, amount\)\) > 15\)\)/, 'a function of an aggregate');
agrees(q(SELECT customer_id, amount FROM sales WHERE sold_at < '2024-01-01 00:00+00' AND quadrant(amount::float8, profit::float8) = 'bee'), 'by_customer',
    qr/WHERE .*sold_at < .*customer_seg\.quadrant\(.* = 'bee'/, 'one type');
agrees(q(SELECT customer_id, amount FROM sales WHERE quadrant(amount::float8, profit::float8) IN ('bee', 'mantis')), 'by_customer',
    qr/WHERE .*= ANY \('\{bee,mantis\}'/, 'a list of types');

# what reads a source
for my $call ("segment('%s')", "segment('%s', profit_column => 'profit', since => '2023-06-01 00:00+00', as_of => '2024-06-01 00:00+00')", "report('%s')", "histories('%s')", "next_actions('%s')") {
    my $one = rows('SELECT * FROM ' . sprintf $call, 'public.whole');
    unlike $one, qr/ERROR/, $call;
    ok rows('SELECT * FROM ' . sprintf $call, "public.$_") eq $one, "from $_" for 'by_shop', 'by_customer';
}

# types from activities that the servers have made
my $types = q(WITH a AS MATERIALIZED (SELECT customer_id, activity(sold_at, amount) AS a FROM public.by_customer GROUP BY 1),
	y AS (SELECT yardstick(a, '2026-01-01 00:00+00') AS y FROM a) SELECT customer_id, orders(a), amount(a), loyalty(a, y), contribution(a, y), quadrant(a, y) FROM a, y);
ok rows($types) eq rows(q(SELECT customer, orders, amount, loyalty, contribution, quadrant FROM segment('public.whole', as_of => '2026-01-01 00:00+00'))), 'types from activities that come from the servers';
like asked($types), $aggregate{activity}[1], 'go out';

# segments of activities that the servers make, whole or in parts
my %view = (
    whole => 'SELECT customer_id, activity(sold_at, amount) AS activity FROM public.by_customer GROUP BY 1',
    parts => 'SELECT customer_id, activity(sold_at, amount) AS activity FROM public.by_shop GROUP BY shop, 1');
for my $name (sort keys %view) {
    $db->query("CREATE VIEW public.$name\_activities AS $view{$name}");
    my $said = rows("SELECT * FROM segment_activities('public.$name\_activities', as_of => '2026-01-01 00:00+00')");
    ok $said eq rows(q(SELECT * FROM segment('public.whole', as_of => '2026-01-01 00:00+00'))), "segment_activities, $name: what segment says of one table";
    like asked($view{$name}), $aggregate{activity}[1], 'the activities are made there';
}

# what a function that reads a source asks for
sub content { local (@ARGV, $/) = @_; return <> }
sub asked_by {
    my ($query) = @_;
    my $log    = "$shard[0]{directory}/log";
    my $before = length content($log);
    $db->query($query);
    return substr(content($log), $before);
}
like asked_by(q(SELECT count(*) FROM segment('public.by_customer', since => '2023-07-08 00:00+00', as_of => '2024-05-06 00:00+00'))),
    qr/SELECT customer_id, sold_at, amount FROM public\.of_customer WHERE [^\n]*2023-07-08[^\n]*2024-05-06/, 'three columns, within the time';
like asked_by(q(SELECT count(*) FROM segment_activities('public.whole_activities'))), qr/SELECT customer_id, customer_seg\.activity\(sold_at, amount\) FROM public\.of_customer GROUP BY 1/,
    'activities that are made there';

# what has to be set
my $grouped = 'SELECT customer_id, activity(sold_at, amount) FROM public.by_customer GROUP BY 1';
$db->query('SET enable_partitionwise_aggregate = off');
unlike asked($grouped), qr/activity/, 'without enable_partitionwise_aggregate rows come in';
$db->query('SET enable_partitionwise_aggregate = on');
$db->query("ALTER SERVER shard$_ OPTIONS (DROP extensions)") for 0 .. 2;
unlike asked($grouped), qr/activity/, 'so they do where nothing says that the extension is there';
$db->close;
done_testing;
