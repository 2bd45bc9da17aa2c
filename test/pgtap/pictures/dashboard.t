#!/usr/bin/perl
# dashboard: read while it is refreshed, all of one snapshot, two refreshes at once, dump and restore, and the page has the columns that there are
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $owner  = Psql->role('owner');
my $reader = Psql->role('reader');
my $source = Psql->database('dashboard', "OWNER $owner");
my $she    = Psql->new(database => $source, user => $owner, password => 'open');
my $new    = 'SET client_min_messages = warning; SET search_path = public, customer_seg';
is $she->query("CREATE EXTENSION customer_seg; $new"), '', 'the owner of a database installs the extension';
$she->query('CREATE TABLE sales AS SELECT n % 300 AS customer_id, timestamptz \'2023-01-01 00:00+00\' + n * interval \'3 hours\' AS sold_at, n % 37 * 1.25 AS amount, \'region \' || n % 300 % 4 AS region FROM generate_series(1, 5000) n');
like $she->query("SELECT count(*) FROM create_dashboard_views('mart', 'sales', attribute_columns => '{region}', reader => '$reader')"), qr/^\d+$/, 'and makes a dashboard';
$she->query("SELECT FROM create_segmentation('shop', 'sales')");
$she->query("SELECT FROM create_dashboard_views('named', 'shop')");

# read meanwhile
my $bi     = Psql->new(database => $source, user => $reader, password => 'open');
$bi->query(q(SET lock_timeout = '10s'));
my $agree  = q(SELECT (SELECT customers FROM mart.run), (SELECT count(*) FROM mart.customers), (SELECT sum(customers) FROM mart.types), (SELECT value FROM mart.key_figures WHERE key = 'customers'));
is $bi->query($agree), '300|300|300|300', 'another role reads it';
$she->query("BEGIN; INSERT INTO sales SELECT 1000 + n, '2024-06-01 00:00+00', 100, 'new' FROM generate_series(1, 5) n; SELECT FROM refresh_dashboard_views('mart')");
is $bi->query($agree), '300|300|300|300', 'while it is refreshed, too: as it was';
my $other = Psql->new(database => $source, user => $owner, password => 'open');
$other->query($new);
my $pid = $other->query('SELECT pg_backend_pid()');
$other->send("SELECT max(rows) FROM refresh_dashboard_views('mart')");
Psql->new(database => $source)->until_waits($pid);
$she->query('COMMIT');
is $other->answer, '306', 'a second refresh waits for the first, and reads what has come in between';
is $bi->query($agree), '305|305|305|305', 'and all that is read is of one time';
$bi->query('BEGIN; SELECT * FROM mart.customers LIMIT 1');
$she->query("INSERT INTO sales SELECT 2000, '2024-06-01 00:00+00', 100, 'new'");
like $she->query("SET lock_timeout = '10s'; SELECT max(rows) FROM refresh_dashboard_views('mart')"), qr/^307$/, 'a refresh does not wait for who reads';
$bi->query('COMMIT');

# sales that come in meanwhile are in all views, or in none
{
    my $writer = Psql->new(database => $source, user => $owner, password => 'open');
    my $apart  = 0;
    for my $round (1 .. 4) {
        $writer->send("DO \$\$ BEGIN FOR i IN 1 .. 300 LOOP INSERT INTO public.sales VALUES (10000 * $round + i, '2024-06-01 00:00+00', 5, 'late'); COMMIT; END LOOP; END \$\$");
        $she->query("SELECT FROM refresh_dashboard_views('mart')");
        my ($first, @others) = split /\|/, $bi->query($agree);
        $apart += grep { $_ != $first } @others;
        $writer->answer;
    }
    is $apart, 0, 'the views agree whatever is written while they are refreshed';
    $writer->close;
}

# cancelled
{
    my $blocks = Psql->new(database => $source, user => $owner, password => 'open');
    my $before = $bi->query('SELECT * FROM mart.key_figures ORDER BY sort');
    $blocks->query('BEGIN; LOCK TABLE public.sales IN ACCESS EXCLUSIVE MODE');
    my $refreshing = $she->query('SELECT pg_backend_pid()');
    $she->send("SELECT FROM refresh_dashboard_views('mart')");
    my $watches = Psql->new(database => $source);
    $watches->until_waits($refreshing);
    $watches->query("SELECT pg_cancel_backend($refreshing)");
    like $she->answer, qr/canceling statement due to user request|canceling statement due to lock timeout/, 'a refresh is cancelled';
    is $bi->query('SELECT * FROM mart.key_figures ORDER BY sort'), $before, 'and has left all as it was';
    $_->close for $blocks, $watches;
}

# dump and restore
sub content {
    my ($in) = @_;
    my $session = Psql->new(database => $in, user => $owner, password => 'open');
    my @views = split /\n/, $session->query('SELECT view FROM customer_seg._dashboard_view() ORDER BY place');
    my $content = join "\n", map { my $view = $_; "$view", $view eq 'run' ? $session->query("SELECT source, customers, amount, as_of FROM mart.run") : $session->query("SELECT * FROM mart.$view v ORDER BY v::text COLLATE \"C\"") } @views;
    $content .= $session->query('SELECT count(*) FROM named.customers') . $session->query(q(SELECT obj_description('mart.types'::regclass), col_description('mart.types'::regclass, 1)));
    $session->close;
    return $content;
}
$she->query("SELECT FROM refresh_dashboard_views('mart'); SELECT FROM refresh_dashboard_views('named')");
my $content = content($source);
unlike $content, qr/ERROR/, 'there is something to be dumped';
for my $way (['Fc', 'pg_restore --exit-on-error -d %s'], ['Fp', 'psql -Xq -v ON_ERROR_STOP=1 -d %s >/dev/null']) {
    my ($format, $restore) = @$way;
    my $target = Psql->database("dashboard_\L$format\E", "OWNER $owner");
    my $said = qx({ PGUSER=$owner PGPASSWORD=open pg_dump -$format -d $source 2>&3 | @{[ sprintf $restore, $target ]} 2>&3; } 3>&1);
    is $said, '', "dumped by the owner and restored, -$format";
    is content($target), $content, 'all is there, and filled';
    my $there = Psql->new(database => $target, user => $owner, password => 'open');
    $there->query("$new; INSERT INTO sales SELECT 3000, '2024-06-01 00:00+00', 100, 'new'");
    like $there->query("SELECT max(rows) FROM refresh_dashboard_views('mart')"), qr/^\d+$/, 'it is refreshed there';
    like $there->query("SELECT max(rows) FROM refresh_dashboard_views('named')"), qr/^\d+$/, 'and so is one of a segmentation';
    is(Psql->new(database => $target, user => $reader, password => 'open')->query('SELECT count(*) > 300 FROM mart.customers'), 't', 'and read there');
    $there->close;
}

# the page
{
    open my $page, '<', 'doc/pictures/dashboard.md' or die "no page: $!\n";
    my ($view, @said);
    while (<$page>) {
        $view = $1 if /^### `?(\w+)`?/;
        $view = undef if /^## /;
        push @said, "$view.$1 $2" if defined $view && /^\| `(\w+)` \| ([\w ]+) \|/;
    }
    my @there = split /\n/, $she->query(q(SELECT format('%s.%s %s', relname, attname, format_type(atttypid, atttypmod)) FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0
        WHERE relnamespace = 'mart'::regnamespace AND relkind = 'v' AND NOT (relname LIKE 'customers%' AND attname IN ('customer_id', 'region'))));
    is_deeply [sort @said], [sort @there], 'doc/pictures/dashboard.md lists the columns that there are';
}
$_->close for $she, $other, $bi;

done_testing;
