#!/usr/bin/perl
# citus: a coordinator and two workers: what runs on the shards, and that the answer is that of one table
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Distributed;
use Server;
use Test::More;

my $there = Psql->new;
plan skip_all => 'Citus is not installed here' unless $there->query(q(SELECT 1 FROM pg_available_extensions WHERE name = 'citus'));
$there->close;

my @node = map { Server->new('shared_preload_libraries' => 'citus', 'citus.node_conninfo' => 'sslmode=prefer', log_statement => 'all') } 0 .. 2;
for my $node (@node) {
    my $session = $node->session;
    $session->query($_) for "ALTER SYSTEM SET citus.local_hostname = '$node->{directory}'", 'SELECT pg_reload_conf()', 'CREATE DATABASE shop', '\c shop', 'CREATE EXTENSION citus', 'CREATE EXTENSION customer_seg';
    $session->close;
}
my $db    = $node[0]->session(database => 'shop');
my $other = $node[2]->session;
$other->query("ALTER DATABASE shop SET $_") for q(TimeZone = 'Pacific/Chatham'), q(DateStyle = 'German, DMY'), q(IntervalStyle = 'sql_standard'), 'search_path = pg_temp';
$other->close;
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
SELECT create_distributed_table('public.by_shop', 'shop', shard_count => 16);
INSERT INTO public.by_customer SELECT * FROM public.whole;
INSERT INTO public.by_shop SELECT * FROM public.whole;
SQL
is $db->query(q(SELECT count(DISTINCT nodename) FROM citus_shards)), 2, 'on both workers';

# each cell of the page's table, from a run
Distributed::check_aggregates($db, 'What runs on the shards', sub {
    my ($query, @names) = @_;
    my $plan = $db->query("EXPLAIN (VERBOSE, COSTS OFF) $query");
    my ($asked) = $plan =~ /^ *Query: (.*)/m;
    return 'rows come in' if grep { $asked !~ /\b$_\(/ } @names;
    return $plan =~ /^Custom Scan/ ? 'on the shards' : 'in two phases' if $query !~ /\bpart\b/;
    return 'on the shards, ' . ($asked =~ /worker_partial_agg\(|\bsum\(/ && $asked =~ /worker_column/ ? 'in two phases' : 'merged here');
});

sub rows { return Distributed::rows($db, @_) }

cmp_ok $db->query('SELECT count(DISTINCT shop) FROM public.by_shop'), '<', 16, 'some shards are empty';

# what the shards are asked for by a function that reads a source
sub content { local (@ARGV, $/) = @_; return <> }
sub asked_by {
    my ($query) = @_;
    my @log    = map { "$_->{directory}/log" } @node[1, 2];
    my @before = map { length content($_) } @log;
    $db->query($query);
    return join '', map { substr content($log[$_]), $before[$_] } 0, 1;
}

sub comes_in {
    my ($query) = @_;
    my $asked = asked_by($query);
    return 'rows' if $asked =~ /SELECT [^\n(]*sold_at[^\n(]* FROM public\.by_/;
    return $asked =~ /worker_partial_agg\('customer_seg\.activity/ ? 'parts of activities' : $asked =~ /customer_seg\.activity\(/ ? 'activities' : 'nothing';
}
my $as_of = q(as_of => '2026-01-01 00:00+00');
my %call  = (
    segment      => "segment('%s', profit_column => 'profit', since => '2023-06-01 00:00+00', $as_of)",
    report       => "report('%s')",
    histories    => "histories('%s')",
    next_actions => "next_actions('%s')",
    audit        => "audit('%s')");
my %reader = map {
    my $name = $_;
    ("`$name`" => sub {
        my %seen;
        for my $table ('by_shop', 'by_customer') {
            my $said = rows('SELECT * FROM ' . sprintf $call{$name}, "public.$table") =~ s/$table/whole/gr;
            my $same = $said !~ /ERROR/ && $said eq rows('SELECT * FROM ' . sprintf $call{$name}, 'public.whole');
            $seen{ $same ? comes_in('SELECT * FROM ' . sprintf $call{$name}, "public.$table") : 'another answer' } = 1;
        }
        return join ' or ', sort keys %seen;
    });
} keys %call;
my %made = ('the key' => 'by_customer', 'something else' => 'by_shop');
for my $by (keys %made) {
    $db->query("CREATE VIEW public.activities_$made{$by} AS SELECT customer_id, activity(sold_at, amount) AS activity FROM public.$made{$by} GROUP BY 1");
    $reader{"`segment_activities` of activities made by $by"} = sub {
        return Distributed::cell($db, \&comes_in, "SELECT * FROM segment_activities('public.activities_$made{$by}', $as_of)", "SELECT * FROM segment('public.whole', $as_of)");
    };
}
Distributed::check_rows('Segments of shards', 'function', %reader);

# what has no binary form comes as text, in which the worker's own settings round a double
my $kinds = 'SELECT shop, reasons(region, region) FROM public.%s GROUP BY 1';
ok rows(sprintf $kinds, 'by_shop') eq rows(sprintf $kinds, 'whole'), 'doubles come as they are';
$other = $node[$_]->session, $other->query('ALTER DATABASE shop SET extra_float_digits = 0'), $other->close for 1, 2;
my $anew = $node[0]->session(database => 'shop');
ok Distributed::rows($anew, sprintf $kinds, 'by_shop') ne rows(sprintf $kinds, 'whole'), 'with less extra_float_digits on a worker they do not';
ok Distributed::rows($anew, "SELECT * FROM segment_activities('public.activities_by_shop', $as_of)") eq rows("SELECT * FROM segment('public.whole', $as_of)"), 'activities do';
$anew->close;

# an ordinary role
my $segments = rows("SELECT * FROM segment('public.whole', $as_of)");
$db->query($_) for "CREATE ROLE citus_analyst LOGIN PASSWORD '$ENV{PGPASSWORD}'", 'GRANT USAGE ON SCHEMA customer_seg TO citus_analyst', 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO citus_analyst', 'SET ROLE citus_analyst';
for my $call ("segment('public.by_shop', $as_of)", "segment_activities('public.activities_by_customer', $as_of)", "segment_activities('public.activities_by_shop', $as_of)") {
    is rows("SELECT * FROM $call") eq $segments, 1, "an ordinary role: $call";
}
$db->query('RESET ROLE');
$db->query('REVOKE SELECT ON public.by_customer FROM citus_analyst');
$db->query('SET ROLE citus_analyst');
like $db->query("SELECT * FROM segment('public.by_customer')"), qr/ERROR:  permission denied for table by_customer/, 'one that may not read';
$db->query('RESET ROLE');

# customers that are not known
$db->query($_ =~ s/%s/public.by_shop/r), $db->query($_ =~ s/%s/public.whole/r) for q(UPDATE %s SET customer_id = NULL WHERE customer_id = 5);
like $db->query('INSERT INTO public.by_customer SELECT * FROM public.whole WHERE customer_id IS NULL'), qr/ERROR:  the partition column of table public\.by_customer cannot be NULL/, 'customers that are NULL have no shard';
ok rows("SELECT * FROM segment_activities('public.activities_by_shop', $as_of)") eq rows("SELECT * FROM segment('public.whole', $as_of)"), 'distributed by something else they are left out, as ever';

# a worker with another version: what it has not is an error that names it
Psql->install_old_versions;
my $old = $node[2]->session(database => 'shop');
unlike $old->query($_), qr/ERROR/, $_ for 'SET citus.enable_ddl_propagation = off', 'SET client_min_messages = error', 'DROP EXTENSION customer_seg CASCADE', q(CREATE EXTENSION customer_seg VERSION '0.2.0');
$old->close;
my $by_shop = 'FROM public.by_shop GROUP BY 1';
ok rows("SELECT customer_id, activity(sold_at, amount) $by_shop") eq rows('SELECT customer_id, activity(sold_at, amount) FROM public.whole GROUP BY 1'), 'an older version on a worker: what both have says the same';
like $db->query("SELECT customer_id, activity(sold_at, amount, NULL, profit) $by_shop"), qr/ERROR:  function "?customer_seg\.activity\(.*does not exist/, 'what only the newer has is an error';

# a worker that is down: an error that names it, and no answer from the other alone
$node[2]->stop;
for my $query ("SELECT count(*) FROM segment('public.by_customer')", "SELECT count(*) FROM segment_activities('public.activities_by_shop')") {
    like $db->query($query), qr/ERROR:  connection to the remote node \S*\Q$node[2]{directory}\E/, "$query, and a worker is down";
}
$db->close;
done_testing;
