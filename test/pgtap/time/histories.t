#!/usr/bin/perl
# histories: what others see of a run, and that nothing is left of one, whatever happens
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('histories');
my ($db, $watcher) = map { Psql->new(database => $database) } 1 .. 2;
$db->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS
SELECT n % 20000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, n % 997 * 0.25 AS amount, n / 2 AS order_no FROM generate_series(1, 60000) n;
CREATE TABLE public.slow AS SELECT repeat(chr(97 + n), 1000000) AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.0 AS amount FROM generate_series(1, 5) n;
INSERT INTO public.slow SELECT s.* FROM public.slow s, generate_series(1, 499);
CREATE TABLE public.broken AS TABLE public.sale;
INSERT INTO public.broken VALUES (1, '2025-01-01', 'NaN', 1);
SET work_mem = '64kB'; SET hash_mem_multiplier = 1; SET min_parallel_table_scan_size = 0; SET client_min_messages = warning;
SQL
$watcher->query('SET client_min_messages = warning');
my $slow = q(SELECT count(*) FROM histories_as(NULL::text, 'public.slow'));
my %way  = ('by one process' => 'SET max_parallel_workers_per_gather = 0', 'by workers' => 'SET max_parallel_workers_per_gather = 2');

# what a run has left behind: files, entries of segment_progress(), memory of its session
sub left {
    return join ', ', $watcher->query(q(SELECT count(*) FROM pg_ls_dir('base/pgsql_tmp', true, false))), $watcher->query('SELECT count(*) FROM segment_progress()'),
        $db->query(q(SELECT count(*) FROM pg_backend_memory_contexts WHERE name LIKE 'customer_seg%'));
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

my $pid = $db->query('SELECT pg_backend_pid()');
for my $way (sort keys %way) {
    $db->query($way{$way});
    for my $order ('', q(, order_column => 'order_no')) {
        $db->query('SET log_temp_files = 0; SET client_min_messages = log');
        my $said  = $db->query("SELECT count(*), sum(amount) FROM histories('public.sale'$order), days(history)");
        my @sizes = $said =~ /^LOG:  temporary file: path "base\/pgsql_tmp\/[^"]+", size (\d+)$/mg;
        $db->query('RESET log_temp_files; SET client_min_messages = warning');
        my $money = $db->query('SELECT sum(amount) FROM public.sale');
        like $said, qr/^\d+\|\Q$money\E$/m, "$way$order: all money is there";
        cmp_ok scalar @sizes, '>', 20, 'parts are written, and read';
        is left(), '0, 0, 0', 'nothing is left';
    }
    like $db->query("SELECT count(*) FROM histories('public.broken')"), qr/^ERROR:  amount is NaN/m, "$way: an error";
    is left(), '0, 0, 0', 'leaves nothing';
    $db->send($slow);
    ok seen(q(phase = 'reading sales' AND rows_read > 0)), "$way: it is seen to read";
    $watcher->query("SELECT pg_cancel_backend($pid)");
    like $db->answer, qr/canceling statement due to user request/, 'a run is cancelled';
    is left(), '0, 0, 0', 'nothing is left of it';
    $db->query('BEGIN; SAVEPOINT s');
    like $db->query("SELECT count(*) FROM histories('public.broken')"), qr/^ERROR/m, 'an error in a subtransaction';
    $db->query('ROLLBACK TO s');
    is $db->query("SELECT count(*) FROM histories('public.sale')"), 20000, 'and on';
    $db->query('COMMIT');
    is left(), '0, 0, 0', 'nothing is left of that, either';
}
is $db->query(q(SELECT count(*) FROM generate_series(1, 3) i, LATERAL (SELECT * FROM histories('public.sale') WHERE i > 0 LIMIT 5) h)), 15, 'called again and again, of which few rows are wanted';
is left(), '0, 0, 0', 'nothing is left';

done_testing;
