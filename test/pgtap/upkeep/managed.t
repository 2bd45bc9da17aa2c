#!/usr/bin/perl
# managed: plays doc/upkeep/managed.md, block after block, on a server without the extension and one with it
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $ask = Psql->new;
plan skip_all => 'postgres_fdw is not installed here' unless $ask->query(q(SELECT 1 FROM pg_available_extensions WHERE name = 'postgres_fdw'));
$ask->close;

# the page, a part for each heading, whose blocks of SQL say where they are run, with the output that is printed below them
sub content { local (@ARGV, $/) = @_; return <> }
my (%blocks, @headings);
for my $part (split /^(?=#+ )/m, content('doc/upkeep/managed.md') =~ s/^```sh\n.*?^```\n//gmsr) {
    my ($heading) = $part =~ /^#+ (.*)/;
    my @block;
    push @block, [$1, $2, $3 // ''] while $part =~ /^```sql\n-- (on .*?)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms;
    is scalar @block, (() = $part =~ /^```sql$/mg), "$heading: each block says where" or next;
    push @headings, $heading if @block;
    $blocks{$heading} = \@block;
}

# the managed one: a service's administrator gives a shop, which is no superuser, a database of its own
my $managed = Server->plain(wal_level => 'logical', log_statement => 'all');
my $own     = Server->new(wal_retrieve_retry_interval => '100ms');
$own->session->query("CREATE DATABASE $_") for qw(shop live);
my $service = $managed->session;
$service->query($_) for q(CREATE ROLE shop LOGIN CREATEROLE PASSWORD 'open'), 'CREATE DATABASE shop OWNER shop';
{
    local @ENV{qw(PGHOST PGDATABASE)} = ($managed->{directory}, 'shop');
    is system(qw(psql -Xq -v ON_ERROR_STOP=1 -f demo/shop.sql -c), 'ALTER TABLE sales OWNER TO shop; ALTER TABLE customers OWNER TO shop'), 0, 'a managed server, with the sales of the demo';
}

# sessions, by what the page calls them
my ($there, $here) = ('on the managed database', 'on your server');
my %session;

sub open_session {
    my ($name, $session) = @_;
    $session->query("SET client_min_messages = warning;\n\\pset format aligned\n\\pset tuples_only off\n\\pset pager off\n");
    return $session{$name} = $session;
}

sub open_managed {
    open_session($there, $managed->session(database => 'shop', user => 'shop', password => 'open'))->query('SET search_path = public');
    return open_session("$there, as its administrator", $managed->session(database => 'shop'));
}
sub open_own { my ($database) = @_; return open_session($here, $own->session(database => $database))->query('SET search_path = public, customer_seg') }

# runs the next blocks below a heading, and compares what they say
sub play {
    my ($heading, $blocks) = @_;
    for my $block (splice @{ $blocks{$heading} }, 0, $blocks // @{ $blocks{$heading} }) {
        my ($where, $sql, $output) = @$block;
        my $query = $sql =~ s/managed\.example\.com/$managed->{directory}/gr;
        my $name  = "$heading, $where: " . ($sql =~ /(.{1,60})/)[0];
        if   ($where =~ s/, after a while$//) { until_says($where, $query, $output, $name) }
        elsif ($output ne '')                 { is said($where, $query), trim($output), $name }
        else                                  { unlike said($where, $query), qr/ERROR/, $name }
    }
    return;
}

sub until_says {
    my ($where, $query, $output, $name) = @_;
    for (1 .. 300) {
        last if said($where, $query) eq trim($output);
        select undef, undef, undef, 0.1;
    }
    return is said($where, $query), trim($output), $name;
}
sub said { my ($where, $query) = @_; return trim($session{$where}->query($query)) }
sub trim { my ($text) = @_; return $text =~ s/ +$//gmr =~ s/^\n+|\n+$//gr }

# here are the sales that are there
sub alike {
    my ($name) = @_;
    my $sales = 'SELECT count(*), md5(string_agg(concat_ws($$|$$, sale_id, customer_id, sold_at, amount), $$,$$ ORDER BY sale_id)) FROM sales';
    return until_says($here, $sales, said($there, $sales), $name);
}

open_managed();
open_own('shop');
play('A role that may read');
my $reader = $managed->session(database => 'shop', user => 'segments', password => 'secret');
like $reader->query($_->[0]), $_->[1], "who reads: $_->[0]"
    for ['SELECT count(sold_at) FROM public.sales', qr/^\d+$/], ['SELECT potential FROM public.sales', qr/permission denied/],
    ['SELECT name FROM public.customers', qr/permission denied/], ['DELETE FROM public.sales', qr/permission denied/];
$reader->close;
like said($there, 'CREATE EXTENSION customer_seg'), qr/not available/, 'there is no extension';

play('Way 1: postgres_fdw');
my $log = content("$managed->{directory}/log");
like $log, qr/SELECT customer_id, sold_at, amount FROM public\.sales/, 'three columns';
like $log, qr/FETCH 10000 /,                                            'many rows at once';
play('A copy, fetched whole');
alike('the copy is what is there');
$managed->stop;
like said($here, 'REFRESH MATERIALIZED VIEW sales'), qr/could not connect/, 'the managed server is down: no refresh';
like said($here, 'SELECT count(*) > 0 FROM sales'), qr/ t$/m, 'and the copy can be read';
$managed->start;
open_managed();
said($here, 'REFRESH MATERIALIZED VIEW sales');
alike('it is up again');

my $sell = 'INSERT INTO sales (customer_id, sold_at, amount) VALUES';
play('Only what is new', 1);
alike('a table is what is there');
for my $column ('sale_id', 'sold_at') {
    my ($fetch) = map { $_->[1] =~ s/;\s*$//r } grep { $_->[1] =~ /WHERE $column/ } @{ $blocks{'Only what is new'} };
    like said($here, "EXPLAIN (VERBOSE, COSTS OFF) $fetch"), qr/Remote SQL: SELECT .* WHERE \(\($column >=? \$1::/, "by $column: worked out there";

    # a sale that is committed after one with a higher number
    my $late = $managed->session(database => 'shop');
    $late->query("BEGIN; SET search_path = public; $sell (15, '2024-12-31 19:00+00', 70.07)");
    said($there, "$sell (16, '2024-12-31 20:00+00', 70.07)");
    play('Only what is new', 1);
    is $late->query('COMMIT'), '', 'committed late';
    $late->close;
    said($here, $fetch);
    alike('a table that gets what is new');
}
said($there, q(DELETE FROM sales WHERE amount = 70.07 AND sold_at >= '2024-12-31 19:00+00'));
play('Only what is new');
alike('a table that is fetched again');

open_own('live');
play($_) for 'Publish', 'Subscribe';
alike('a subscription');

# the summary is that of the table, and says what the table says
sub right {
    my ($name) = @_;
    alike($name);
    my $kept  = 'SELECT customer_id, activity_send(activity) FROM sales_activities';
    my $whole = 'SELECT customer_id, activity_send(activity(sold_at, amount)) FROM sales WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1';
    like said($here, "SELECT count(*) FROM ((($kept) EXCEPT ALL ($whole)) UNION ALL (($whole) EXCEPT ALL ($kept))) AS d"), qr/^ +0$/m, "$name: the summary";
    return is said($here, q(SELECT structure(quadrant), mix(quadrant) FROM segment('sales'))), said($here, q(SELECT structure(quadrant), mix(quadrant) FROM segment_activities('sales_activities'))),
        "$name: the segments";
}
right('it follows');
$managed->stop;
like said($here, q(SELECT count(*) > 0 FROM report('sales'))), qr/ t$/m, 'the managed server is down: a report';
$managed->start;
open_managed();
said($there, "$sell (17, '2025-01-01 10:00+00', 90)");
right('it is up again, and the subscription goes on');

# your server is off
my $slot = q(SELECT active, wal_status FROM pg_replication_slots);
$own->stop;
until_says($there, $slot, " active | wal_status\n--------+------------\n f      | reserved\n(1 row)", 'your server is off: the slot waits');
said($there, "$sell (18, '2025-01-01 10:00+00', 90)");
$own->start;
open_own('live');
right('your server is on again');

# a limit to what the slot keeps
$own->stop;
$service = $managed->session(database => 'shop');
$service->query($_) for q(ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'), 'SELECT pg_reload_conf()';
$service->query("$sell (19, '2025-01-01 10:00+00', 90); SELECT pg_switch_wal()" =~ s/sales/public.sales/r) for 1 .. 4;
$service->query('CHECKPOINT');
until_says($there, $slot, " active | wal_status\n--------+------------\n f      | lost\n(1 row)", 'beyond the limit: the slot is lost');
$own->start;
open_own('live');
unlike said($here, 'SELECT count(*) FROM sales'), qr/ERROR/, 'your server is on again';
play('Begin anew');
right('begun anew');

$own->stop;
play('Watch the slot');
play('Your server is gone for good');
like said($there, 'SELECT count(*) FROM pg_replication_slots'), qr/^ +0$/m, 'no slot is left';
is_deeply [grep { @{ $blocks{$_} } } @headings], [], 'all blocks have been played';
done_testing;
