#!/usr/bin/perl
# shards: three servers behind postgres_fdw hold a table's partitions: what goes out to them, and that the answer is that of one table
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Distributed;
use Server;
use Test::More;

my $db = Psql->new(database => Psql->database('shards'));
plan skip_all => 'postgres_fdw is not installed here' unless $db->query(q(SELECT 1 FROM pg_available_extensions WHERE name = 'postgres_fdw'));
is $db->query(<<'SQL'), '', 'sales in one table, and two partitioned ones';
CREATE EXTENSION customer_seg;
CREATE EXTENSION postgres_fdw;
CREATE TABLE public.whole (customer_id integer, shop integer, region text, sold_at timestamptz, amount numeric, profit numeric);
INSERT INTO public.whole SELECT NULLIF(n % 701, 5), n % 3, (ARRAY['north', 'south', 'east'])[1 + n % 701 % 3], timestamptz '2023-01-01 00:00+00' + (n * 7919 % 20000) * interval '1 hour',
	round(((hashint8extended(n, 1) & 32767) / 100.0) - 20, n % 4), CASE WHEN n % 5 > 0 THEN n % 101 - 20.5 END FROM generate_series(1, 12000) n;
CREATE TABLE public.by_shop (LIKE public.whole) PARTITION BY LIST (shop);
CREATE TABLE public.by_customer (LIKE public.whole) PARTITION BY HASH (customer_id);
SQL

# one has settings of its own, one a collation
my @setting = ([], [map { "ALTER DATABASE shop SET $_" } q(TimeZone = 'Pacific/Chatham'), q(DateStyle = 'German, DMY'), q(IntervalStyle = 'sql_standard'), 'search_path = pg_temp', 'extra_float_digits = -15'], []);
my @kind  = ('', '', q(TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'cs'));
my @shard = map { Server->new(log_statement => 'all') } 0 .. 2;
for my $n (0 .. 2) {
    my $session = $shard[$n]->session;
    $session->query($_) for 'CREATE DATABASE shop ' . $kind[$n], @{ $setting[$n] }, '\c shop', 'CREATE EXTENSION customer_seg',
        map { "CREATE TABLE public.$_ (customer_id integer, shop integer, region text, sold_at timestamptz, amount numeric, profit numeric)" } 'of_shop', 'of_customer', 'of_nobody';
    $session->close;
    is $db->query(<<SQL), '', "server $n";
CREATE SERVER shard$n FOREIGN DATA WRAPPER postgres_fdw OPTIONS (@{[ $shard[$n]->fdw('shop') ]}, async_capable 'true', batch_size '1000');
CREATE USER MAPPING FOR CURRENT_USER SERVER shard$n OPTIONS (@{[ Server->fdw_user ]});
CREATE FOREIGN TABLE public.shop$n PARTITION OF public.by_shop FOR VALUES IN ($n) SERVER shard$n OPTIONS (table_name 'of_shop');
CREATE FOREIGN TABLE public.customer$n PARTITION OF public.by_customer FOR VALUES WITH (MODULUS 3, REMAINDER $n) SERVER shard$n OPTIONS (table_name 'of_customer');
SQL
}
is $db->query(<<'SQL'), '', 'sales go to where they belong, none to one of the tables';
CREATE FOREIGN TABLE public.nobody PARTITION OF public.by_shop FOR VALUES IN (3) SERVER shard0 OPTIONS (table_name 'of_nobody');
INSERT INTO public.by_shop SELECT * FROM public.whole;
INSERT INTO public.by_customer SELECT * FROM public.whole;
ANALYZE;
SET enable_partitionwise_aggregate = on;
SET client_min_messages = warning;
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

# each cell of the page's table, from a run
Distributed::check_aggregates($db, 'What runs on the servers', sub {
    my ($query, @names) = @_;
    my $asked = asked($query);
    return (grep { $asked !~ /\b$_\(/ } @names) ? 'rows come in' : 'there';
}, 'count(*), gini(amount)');
like $db->query(q(EXPLAIN (COSTS OFF) SELECT shop, activity(sold_at, amount) FROM public.by_shop GROUP BY 1)), qr/(Async Foreign Scan.*){3}/s, 'all servers at once';

# conditions
my $type   = 'quadrant(amount::float8, profit::float8)';
my %condition = (
    '`orders(activity(…)) > 15` of a grouped query' => ['SELECT * FROM (SELECT customer_id, activity(sold_at, amount) AS a FROM sales GROUP BY 1) x WHERE orders(a) > 15', qr/orders\(.*activity\(.*> 15/],
    '`sold_at < …`'                                 => [q(SELECT customer_id, amount FROM sales WHERE sold_at < '2024-01-01 00:00+00'), qr/sold_at < /],
    q(`quadrant(…) = 'bee'`)                        => ["SELECT customer_id, amount FROM sales WHERE $type = 'bee'", qr/quadrant\(.* = 'bee'/],
    q(`quadrant(…) IN ('bee', 'mantis')`)           => ["SELECT customer_id, amount FROM sales WHERE $type IN ('bee', 'mantis')", qr/quadrant\(.*= ANY \('\{bee,mantis\}'/]);
Distributed::check_rows('What runs on the servers', 'condition', map {
    my ($query, $pattern) = @{ $condition{$_} };
    ($_ => sub {
        return Distributed::cell($db, sub { asked($_[0]) =~ /(WHERE|HAVING) .*$pattern/ ? $1 eq 'WHERE' ? 'there' : 'there, as `HAVING`' : 'rows come in' },
            map { $query =~ s/FROM sales/FROM public.$_/r } 'by_customer', 'whole');
    });
} keys %condition);

# types from activities that the servers have made
my $types = q(WITH a AS MATERIALIZED (SELECT customer_id, activity(sold_at, amount) AS a FROM public.by_customer WHERE customer_id IS NOT NULL GROUP BY 1),
	y AS (SELECT yardstick(a, '2026-01-01 00:00+00') AS y FROM a) SELECT customer_id, orders(a), amount(a), loyalty(a, y), contribution(a, y), quadrant(a, y) FROM a, y);
ok rows($types) eq rows(q(SELECT customer, orders, amount, loyalty, contribution, quadrant FROM segment('public.whole', as_of => '2026-01-01 00:00+00'))), 'types from activities that come from the servers';
like asked($types), qr/activity\(/, 'go out';

# segments of activities that the servers make, whole or in parts, by an aggregate or by segment() there
for my $n (0 .. 2) {
    my $session = $shard[$n]->session(database => 'shop');
    $session->query('CREATE VIEW public.activities_there AS SELECT customer AS customer_id, activity FROM segment($$public.of_shop$$)');
    $session->close;
    $db->query("CREATE FOREIGN TABLE public.activities_there$n (customer_id integer, activity activity) SERVER shard$n OPTIONS (table_name 'activities_there')");
}
$db->query($_) for 'CREATE VIEW public.activities_whole AS SELECT customer_id, activity(sold_at, amount) AS activity FROM public.by_customer GROUP BY 1',
    'CREATE VIEW public.activities_in_parts AS SELECT customer_id, activity(sold_at, amount) AS activity FROM public.by_shop GROUP BY shop, 1',
    'CREATE VIEW public.activities_there AS ' . join ' UNION ALL ', map { "SELECT * FROM public.activities_there$_" } 0 .. 2;

# what a server is asked for by a function that reads a source
sub content { local (@ARGV, $/) = @_; return <> }
sub asked_by {
    my ($query) = @_;
    my $log    = "$shard[0]{directory}/log";
    my $before = length content($log);
    $db->query($query);
    return substr(content($log), $before);
}

sub comes_in {
    my ($query) = @_;
    my $asked = asked_by($query);
    return 'rows' if $asked =~ /SELECT [^\n(]*sold_at[^\n(]* FROM public\.of_/;
    return $asked =~ /SELECT customer_id, [^\n]*activity[^\n]* FROM public\./ ? 'activities' : 'nothing';
}
my $as_of = q(as_of => '2026-01-01 00:00+00');
my %reader = map {
    my $call = $_->[1];
    ($_->[0] => sub {
        my %seen = map { Distributed::cell($db, \&comes_in, 'SELECT * FROM ' . sprintf($call, "public.$_"), 'SELECT * FROM ' . sprintf($call, 'public.whole')) => 1 } 'by_shop', 'by_customer';
        return join ' or ', sort keys %seen;
    });
} ['`segment`', "segment('%s', profit_column => 'profit', since => '2023-06-01 00:00+00', as_of => '2024-06-01 00:00+00')"], ['`report`', "report('%s')"], ['`histories`', "histories('%s')"],
    ['`next_actions`', "next_actions('%s')"], ['`types_at`', "types_at('%s', dates => ARRAY[date '2024-06-01'])"], ['`lapse_check`', "lapse_check('%s')"];
my %activities = (
    'by the key, one row a customer'            => 'whole',
    'by the key and the customer, several rows' => 'in_parts',
    'by `segment` in a view there'              => 'there');
$reader{"`segment_activities` of activities made $_"} = do {
    my $view = "public.activities_$activities{$_}";
    sub { return Distributed::cell($db, \&comes_in, "SELECT * FROM segment_activities('$view', $as_of)", "SELECT * FROM segment('public.whole', $as_of)") };
} for keys %activities;
Distributed::check_rows('Segments', 'function', %reader);
like asked_by(q(SELECT count(*) FROM segment('public.by_customer', since => '2023-07-08 00:00+00', as_of => '2024-05-06 00:00+00'))),
    qr/SELECT customer_id, sold_at, amount FROM public\.of_customer WHERE [^\n]*2023-07-08[^\n]*2024-05-06/, 'three columns, within the time';

# an ordinary role
$db->query($_) for "CREATE ROLE shards_analyst_$$", "GRANT USAGE ON SCHEMA customer_seg TO shards_analyst_$$", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO shards_analyst_$$", "SET ROLE shards_analyst_$$";
like $db->query("SELECT count(*) FROM segment('public.by_customer')"), qr/ERROR:  user mapping not found for .*"shards_analyst_$$"/, 'a role without a user there';
$db->query('RESET ROLE');
$db->query("CREATE USER MAPPING FOR shards_analyst_$$ SERVER shard$_ OPTIONS (@{[ Server->fdw_user ]})") for 0 .. 2;
my $segments = rows("SELECT * FROM segment('public.whole', $as_of)");
$db->query("SET ROLE shards_analyst_$$");
ok rows("SELECT * FROM segment('public.by_customer', $as_of)") eq $segments, 'a role that may read: segment';
ok rows("SELECT * FROM segment_activities('public.activities_in_parts', $as_of)") eq $segments, 'and segment_activities';
$db->query($_) for 'RESET ROLE', "DROP OWNED BY shards_analyst_$$", "DROP ROLE shards_analyst_$$";

# what has to be set
my $grouped = 'SELECT customer_id, activity(sold_at, amount) FROM public.by_customer GROUP BY 1';
$db->query('SET enable_partitionwise_aggregate = off');
unlike asked($grouped), qr/activity/, 'without enable_partitionwise_aggregate rows come in';
$db->query('SET enable_partitionwise_aggregate = on');
$db->query("ALTER SERVER shard$_ OPTIONS (DROP extensions)") for 0 .. 2;
unlike asked($grouped), qr/activity/, 'so they do where nothing says that the extension is there';

# a server with another version: what it has says the same, what it has not is an error that names it
Psql->install_old_versions;
my $old = $shard[2]->session;
$old->query($_) for 'CREATE DATABASE old', '\c old', q(CREATE EXTENSION customer_seg VERSION '0.2.0'), 'CREATE TABLE public.sales (customer_id integer, sold_at timestamptz, amount numeric, profit numeric)',
    q(INSERT INTO public.sales VALUES (1, '2024-01-02 00:00+00', 5, 1), (1, '2024-02-03 00:00+00', 7.5, 2)),
    q(CREATE VIEW public.later AS SELECT 1 AS customer_id, '{"orders": 1, "amount": 5, "first_order": "2024-01-02T00:00:00+00:00", "last_order": "2024-01-02T00:00:00+00:00", "months": "1", "colour": "red"}'::text AS activity);
$old->close;
is $db->query(<<"SQL"), '', 'a server with an older version';
CREATE SERVER old FOREIGN DATA WRAPPER postgres_fdw OPTIONS (@{[ $shard[2]->fdw('old') ]});
CREATE USER MAPPING FOR CURRENT_USER SERVER old OPTIONS (@{[ Server->fdw_user ]});
CREATE FOREIGN TABLE public.old (customer_id integer, sold_at timestamptz, amount numeric, profit numeric) SERVER old OPTIONS (table_name 'sales');
CREATE FOREIGN TABLE public.later (customer_id integer, activity activity) SERVER old OPTIONS (table_name 'later');
SQL
my $plain = 'SELECT customer_id, activity(sold_at, amount) FROM public.old GROUP BY 1';
like asked($plain), qr/activity/, 'goes out';
is $db->query($plain), '1|{"orders": 2, "amount": 12.5, "first_order": "2024-01-02T00:00:00+00:00", "last_order": "2024-02-03T00:00:00+00:00", "months": "11"}', 'what both have says the same';
like $db->query('SELECT customer_id, activity(sold_at, amount, NULL, profit) FROM public.old GROUP BY 1'), qr/ERROR:  function customer_seg\.activity\(timestamp with time zone, numeric, numeric, numeric\) does not exist.*CONTEXT:  remote SQL command: SELECT customer_id/s,
    'what only the newer has is an error';
like $db->query('SELECT * FROM public.later'), qr/ERROR:  invalid input for type activity\nDETAIL:  There is no field "colour"\.\nHINT:  .*newer version.*\nCONTEXT:  column "activity" of foreign table "later"/, 'a value of a later form is refused, and says so';

# a server that is down: an error that names it, and no answer from the others alone
$shard[2]->stop;
for my $query ("SELECT count(*) FROM segment('public.by_customer')", "SELECT count(*) FROM segment_activities('public.activities_there')") {
    like $db->query($query), qr/ERROR:  could not connect to server "shard2"/, "$query, and one is down";
}
$db->close;
done_testing;
