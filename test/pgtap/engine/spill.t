#!/usr/bin/perl
# spill: what does not fit the memory goes to temporary files, of which nothing is left, whatever happens
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('spill');
my ($db, $watcher) = map { Psql->new(database => $database) } 1 .. 2;
$db->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS
SELECT n % 20000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, n % 997 * 0.25 AS amount, n / 2 * 1.5 AS order_no FROM generate_series(1, 60000) n;
CREATE TABLE public.named AS SELECT repeat('customer ' || customer_id, 10) AS customer_id, customer_id * 1.5 AS number, sold_at, amount, order_no FROM public.sale;
SQL
my $small = q(SET work_mem = '64kB'; SET hash_mem_multiplier = 1; SET min_parallel_table_scan_size = 0; SET client_min_messages = warning);
my %way   = ('by one process' => 'SET max_parallel_workers_per_gather = 0', 'by workers' => 'SET max_parallel_workers_per_gather = 2');
my %query = (
    'rows'    => q(SELECT count(*), sum(amount) FROM segment('public.sale')),
    'orders'  => q(SELECT count(*), sum(amount) FROM segment('public.sale', order_column => 'order_no')),
    'names'   => q(SELECT count(*), sum(amount) FROM segment_as(NULL::text, 'public.named')),
    'numbers' => q(SELECT count(*), sum(amount) FROM segment_as(NULL::numeric, 'public.named', customer_column => 'number', order_column => 'order_no')));
my $function = q(SELECT count(*), sum(amount) FROM segment('public.sale') WITH ORDINALITY);
my %answer   = map { $_ => $db->query($query{$_}) } keys %query;
is $answer{rows}, $db->query('SELECT count(DISTINCT customer_id), sum(amount) FROM public.sale'), 'an answer in memory';
$db->query($small);
$watcher->query('SET client_min_messages = warning');

# what a run has left behind: files, entries of segment_progress(), memory of its session
sub left {
    my ($session) = @_;
    return join ', ', $watcher->query(q(SELECT count(*) FROM pg_ls_dir('base/pgsql_tmp', true, false))), $watcher->query('SELECT count(*) FROM segment_progress()'),
        $session->query(q(SELECT count(*) FROM pg_backend_memory_contexts WHERE name LIKE 'customer_seg%'));
}

# waits until another session sees a run in this state
sub seen {
    my ($condition) = @_;
    for (1 .. 2000) {
        return 1 if $watcher->query("SELECT count(*) FROM segment_progress() WHERE $condition");
        select undef, undef, undef, 0.002;
    }
    return 0;
}

# files: how many, where, when they are closed
for my $way (sort keys %way) {
    $db->query($way{$way});
    for my $what (sort keys %query) {
        $db->query('SET log_temp_files = 0; SET client_min_messages = log');
        my $said  = $db->query($query{$what});
        my @sizes = $said =~ /^LOG:  temporary file: path "base\/pgsql_tmp\/[^"]+", size (\d+)$/mg;
        $db->query('RESET log_temp_files; SET client_min_messages = warning');
        like $said, qr/^\Q$answer{$what}\E$/m, "$way, $what: the same answer";
        cmp_ok scalar @sizes, '>', 4 + 4 * 4, 'rows are spilled again and again';
        is left($db), '0, 0, 0', 'nothing is left';
    }

    # while it stands still, the memory it holds is little
    for my $what (sort keys %query) {
        $db->query("BEGIN; DECLARE c CURSOR FOR $query{$what} GROUP BY customer" =~ s/count\(\*\), sum\(amount\)/customer/r =~ s/GROUP BY customer//r);
        $db->query('MOVE 10 FROM c');
        cmp_ok $db->query(q(SELECT sum(total_bytes) FROM pg_backend_memory_contexts WHERE name LIKE 'customer_seg%')), '<', 1e6, "$way, $what: little memory";
        is $db->query('SELECT customers_returned FROM segment_progress()'), 10, 'a cursor that stands';
        is $db->query($_), '', $_ for 'SAVEPOINT s', 'MOVE 10 FROM c', 'ROLLBACK TO s', 'MOVE 10 FROM c', 'COMMIT';
        is left($db), '0, 0, 0', 'nothing is left of it';
    }
    like $db->query("$query{rows} LIMIT 1" =~ s/count\(\*\), sum\(amount\)/customer/r), qr/^\d+$/, 'one row only';
    is left($db), '0, 0, 0', 'nothing is left';

    # no room for files
    for my $limit ('1kB', '700kB') {
        $db->query("SET temp_file_limit = '$limit'");
        for my $what (sort keys %query) {
            is $db->query("\\set VERBOSITY sqlstate\n$query{$what}") =~ s/\n.*//sr, 'ERROR:  53400', "$way, $what, temp_file_limit $limit";
            is left($db), '0, 0, 0', 'nothing is left';
        }
        $db->query('\set VERBOSITY default');
    }
    $db->query('RESET temp_file_limit');
    is $db->query($query{orders}), $answer{orders}, 'there is room again';

    # at any time
    my %interrupted;
    for my $what ('rows', 'orders') {
        for my $time (map { 4 * 1.5**$_ } 0 .. 7) {
            $db->query(sprintf 'SET statement_timeout = %d', $time);
            my $said = $db->query($what eq 'rows' && $time > 20 ? $function : $query{$what});
            $db->query('SET statement_timeout = 0');
            $interrupted{$said}++;
            my $left = left($db);
            fail "after $time ms: $left left" if $left ne '0, 0, 0';
        }
    }
    is_deeply [grep { !/^ERROR:  canceling statement due to statement timeout(\nCONTEXT:.*)?$|^20000\|/ } keys %interrupted], [], "$way: stopped at any time";
    is $db->query($query{rows}), $answer{rows}, 'the session goes on';

    # in each of its phases
    for my $phase ('reading sales', 'joining order lines', 'grouping spilled rows', 'returning customers') {
        my $pid = $db->query('SELECT pg_backend_pid()');
        my $said;
        for (1 .. 5) {    # unless it was too fast
            $db->send($phase eq 'returning customers' ? q(SELECT pg_sleep(0.01) FROM segment('public.sale', order_column => 'order_no')) : $query{orders});
            my $seen = seen("phase = '$phase'");
            $watcher->query("SELECT pg_cancel_backend($pid)");
            $said = $db->answer;
            last if $seen && $said =~ /ERROR/;
        }
        like $said, qr/^ERROR:  canceling statement due to user request$/, "$way: cancelled while $phase";
        is left($db), '0, 0, 0', 'nothing is left';
    }
    is $db->query('DO $$ BEGIN FOR i IN 1..5 LOOP BEGIN PERFORM set_config(\'temp_file_limit\', \'300kB\', true); PERFORM count(*) FROM segment(\'public.sale\'); EXCEPTION WHEN configuration_limit_exceeded THEN END; END LOOP; END $$'), '', 'errors that are caught';
    is left($db), '0, 0, 0', 'leave nothing';

    # ended altogether
    my $doomed = Psql->new(database => $database);
    $doomed->query("$small; $way{$way}");
    my $pid = $doomed->query('SELECT pg_backend_pid()');
    $doomed->send($query{orders});
    ok seen("phase <> 'reading sales' AND pid = $pid"), 'somebody else runs';
    $watcher->query("SELECT pg_terminate_backend($pid, 5000)");
    like $doomed->answer, qr/terminating connection due to administrator command/, "$way: a session is ended";
    $doomed->close;
    is left($db), '0, 0, 0', 'nothing is left';
}

$_->close for $db, $watcher;
done_testing;
