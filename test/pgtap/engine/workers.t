#!/usr/bin/perl
# workers: whether there are any, how many, and what becomes of one that fails
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('workers');
my ($db, $other) = map { Psql->new(database => $database) } 1 .. 2;
$_->query('SET client_min_messages = warning') for $db, $other;
$db->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS SELECT n % 3000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, n % 997 * 0.25 AS amount, n / 2 AS order_no FROM generate_series(1, 30000) n;
CREATE TABLE public.slow AS SELECT repeat(chr(97 + n), 1000000) AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.0 AS amount FROM generate_series(1, 5) n;
INSERT INTO public.slow SELECT s.* FROM public.slow s, generate_series(1, 400);
CREATE TABLE public.nap (n int, filler text) WITH (parallel_workers = 100);
INSERT INTO public.nap SELECT n, repeat('x', 1000) FROM generate_series(1, 1000) n;
SET min_parallel_table_scan_size = 0;
SQL
my $digest = q(SELECT count(*), sum(hash_record_extended(ROW(customer, orders, amount::text, first_order, last_order, loyalty, contribution, quadrant, activity), 0)::numeric) FROM segment('public.sale', order_column => 'order_no'));
my $audit  = q(SELECT * FROM audit('public.sale', order_column => 'order_no'));
my $sample = q(SELECT count(history), max(one_in), sum(hash_record_extended(ROW(history_send(history)), 0)::numeric) FROM _histories_sample('public.sale', order_column => 'order_no', at_most => 300));
my $slow   = q(SELECT count(*) FROM segment_as(NULL::text, 'public.slow'));

# how many are there
sub workers {
    return $db->query(qq(EXPLAIN (ANALYZE) SELECT * FROM segment('public.sale'))) =~ /Workers Launched: (\d+)/ ? $1 : 'none';
}
sub is_the_same { return is $db->query($digest), $_[0], $_[1] }
$db->query('SET max_parallel_workers_per_gather = 0');
my $alone = $db->query($digest);
my $found = $db->query($audit);
my $drawn = $db->query($sample);
is workers(), 'none', 'none are wanted';
$db->query('SET max_parallel_workers_per_gather = 2');
is workers(), 2, 'two are wanted';
is_the_same $alone, 'by two';
$db->query('SET parallel_leader_participation = off');
is workers(), 2, 'two are to do all of it';
is_the_same $alone, 'by two alone';
$db->query('SET max_parallel_workers = 1');
is workers(), 1, 'there may be one only';
is_the_same $alone, 'by one alone';
$db->query('SET max_parallel_workers = 0');
is workers(), 0, 'there may be none';
is_the_same $alone, 'so the leader does it';
$db->query('RESET parallel_leader_participation');
is_the_same $alone, 'as it would anyway';
$db->query('RESET max_parallel_workers; ALTER TABLE public.sale SET (parallel_workers = 0)');
is workers(), 'none', 'the table says none';
$db->query('ALTER TABLE public.sale SET (parallel_workers = 1)');
is workers(), 1, 'the table says one';
$db->query('ALTER TABLE public.sale RESET (parallel_workers); SET min_parallel_table_scan_size = \'1GB\'');
is workers(), 'none', 'a table so small needs none';
$db->query('SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 4');
is workers(), 4, 'four';
is_the_same $alone, 'by four';
$db->query(q(BEGIN; DECLARE g CURSOR FOR SELECT 1; CREATE TABLE public.new AS TABLE public.sale; UPDATE public.new SET amount = amount));
like $db->query(q(EXPLAIN (ANALYZE) SELECT * FROM segment('public.new'))), qr/Workers Launched: 4/, 'for a table that others cannot see yet';
is $db->query($digest =~ s/sale/new/r), $alone, 'they see it';
$db->query('ROLLBACK');
for my $level ('REPEATABLE READ', 'SERIALIZABLE') {
    $db->query("BEGIN ISOLATION LEVEL $level");
    is_the_same $alone, $level;
    $db->query('COMMIT');
}

# all of them busy elsewhere
$other->query('SET max_parallel_workers_per_gather = 100; SET max_parallel_workers = 1000; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0');
$other->send('SELECT count(pg_sleep(0.05)) FROM public.nap');
my $busy = 0;
for (1 .. 100) {
    last if ($busy = $db->query(q(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker' AND wait_event = 'PgSleep'))) >= $db->query('SHOW max_worker_processes') - 1;
    select undef, undef, undef, 0.02;
}
is workers(), 0, "none is left when $busy are busy";
is_the_same $alone, 'nothing is lost';
$db->query(q(SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%sleep%' AND leader_pid IS NULL AND pid <> pg_backend_pid()));
$other->answer;

# no room for what they share, at the beginning or later: a limit on the size of the leader's files stands for a small /dev/shm
SKIP: {
    my $leader = $db->query('SELECT pg_backend_pid()');
    my $as     = $> == 0 ? 'runuser -u ' . getpwuid((stat "/proc/$leader")[4]) . ' --' : '';    # whose process it is
    my $limit  = sub { return system("$as prlimit --pid $leader --fsize=$_[0]: 2>/dev/null") == 0 };
    skip 'no prlimit here', 23 unless $limit->('unlimited');
    $db->query('SET max_parallel_workers_per_gather = 2; SET client_min_messages = notice');
    my %said;
    for my $kilobytes (8, 100, 300, 1100, 1500, 2500, 4500) {
        $limit->($kilobytes * 1024);
        my $answer = $db->query($digest);
        $said{$1} = 1 if $answer =~ s/^NOTICE:  (.*)\nDETAIL:  .*\nHINT:  .*\n//;
        is $answer, $alone, "files of $kilobytes kB at most: nothing is lost";
        is $db->query($audit) =~ s/^NOTICE:  (.*)\nDETAIL:  .*\nHINT:  .*\n//r, $found, 'nor by an audit';
        is $db->query($sample) =~ s/^NOTICE:  (.*)\nDETAIL:  .*\nHINT:  .*\n//r, $drawn, 'and a sample is the same';
    }
    is_deeply [keys %said], ['not enough shared memory for workers, so the sales are read without them'], 'and it is said';
    $limit->('unlimited');
    is workers(), 2, 'with room there are two again';
    $db->query('SET client_min_messages = warning');
}

# audit() by several processes: every finding, number and example
$db->query(<<'SQL');
CREATE TABLE public.line AS SELECT CASE WHEN n % 91 > 0 THEN chr(65 + n % 2 * 32) || n % 700 END AS customer_id,
	CASE WHEN n % 83 > 0 THEN timestamptz '2024-01-01' + n / 3 * interval '7 minutes' + CASE WHEN n > 39990 THEN interval '400 days' ELSE interval '0' END END AS sold_at,
	CASE WHEN n % 977 = 0 THEN 'NaN' WHEN n % 53 > 0 THEN round(n * 7919 % 90001 * 0.01 - 20, n % 3) END AS amount, n / 5 AS order_no,
	'product ' || n % 400 AS product, n % 9 * 0.50 AS price, NULLIF(n % 11, 0) AS note FROM generate_series(1, 40000) n;
INSERT INTO public.line SELECT customer_id, sold_at, amount, order_no, product, round(price, 4), note FROM public.line WHERE order_no % 97 IN (5, 50);
INSERT INTO public.line SELECT customer_id, sold_at, amount, order_no, product, price + 0.01, note FROM public.line WHERE order_no % 97 = 7;
ALTER TABLE public.line ADD later text DEFAULT 'x', ADD untold numeric;
CREATE TABLE public.shuffled AS TABLE public.line ORDER BY hashtext(line::text);
CREATE VIEW public.narrow AS SELECT * FROM public.line OFFSET 0;
SQL
for my $arguments ('', q(, order_column => 'order_no'), q(, order_column => 'order_no', since => '2024-01-09', as_of => '2024-02-20')) {
    my $of = sub { return $db->query("SELECT * FROM audit('public.$_[0]'$arguments)") };
    $db->query('SET max_parallel_workers_per_gather = 0');
    my $line = $of->('line');
    like $line, qr/^duplicate rows\|rows\|[1-9]\d+\|/m, "audit$arguments: there are duplicates";
    is $of->('narrow'), $line, 'by the query';
    for my $memory ('4MB', '64kB') {
        $db->query("SET work_mem = '$memory'");
        for my $workers (0, 1, 2, 4) {
            $db->query("SET max_parallel_workers_per_gather = $workers");
            is $of->($_), $line, "$_, $workers workers, $memory" for 'line', 'shuffled';
        }
        $db->query('SET parallel_leader_participation = off');
        is $of->('line'), $line, "by workers alone, $memory";
        $db->query('RESET parallel_leader_participation');
    }
    $db->query('RESET work_mem');
}
$db->query('SET max_parallel_workers_per_gather = 2');

# one that is ended
my $pid = $db->query('SELECT pg_backend_pid()');
$db->query('SET max_parallel_workers_per_gather = 2');
$db->send($slow);
my $ended = '';
for (1 .. 500) {
    last if ($ended = $other->query(qq(SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE leader_pid = $pid AND pid IN (SELECT pid FROM pg_locks WHERE relation = 'public.slow'::regclass) LIMIT 1))) eq 't';
    select undef, undef, undef, 0.01;
}
is $ended, 't', 'a worker is ended';
like $db->answer, qr/terminating background worker "parallel worker" due to administrator command/, 'that is an error';
is_the_same $alone, 'after which the session goes on';

# while one waits for the others, it can be cancelled
$db->query('SET parallel_leader_participation = off');
$db->query("SET statement_timeout = '100ms'");
like $db->query($slow), qr/canceling statement due to statement timeout/, 'the leader is interrupted while it waits';
$db->query('SET statement_timeout = 0; RESET parallel_leader_participation');
is $other->query(q(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker' AND datname = current_database())), 0, 'and has sent its workers home';

# errors that any of them may meet, at any time, with a table between its hands or not
$db->query(q(CREATE TABLE public.wrong AS TABLE public.sale; INSERT INTO public.wrong VALUES (1, 'infinity', 1); INSERT INTO public.wrong SELECT * FROM public.sale));
is $db->query(q(SELECT count(*) FROM segment('public.wrong'))) =~ s/\n.*//sr, 'ERROR:  time is infinite', 'a value that is wrong' for 1 .. 5;
$db->query(q(SET work_mem = '64kB'; SET hash_mem_multiplier = 1; CREATE TABLE public.contact AS SELECT n * 7919 % (200 + n / 2) AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, CASE WHEN n % 3 = 0 THEN 1.0 END AS amount, n AS order_no FROM generate_series(1, 20000) n));
my %said;
for my $leader (('on', 'off') x 4) {
    $db->query("SET parallel_leader_participation = $leader");
    for my $limit (8, 64, 160, 260) {
        $db->query("SET temp_file_limit = '${limit}kB'");
        $said{ $db->query(q(SELECT count(*) FROM segment('public.contact'))) =~ s/\n.*//sr }++;
    }
}
delete $said{$_} for grep { /^ERROR:  temporary file size exceeds "?temp_file_limit"?|^\d+$/ } keys %said;
is_deeply [keys %said], [], 'no room for files';
$db->query('RESET ALL; SET search_path = customer_seg');
is_the_same $alone, 'the server lives';

$_->close for $db, $other;
done_testing;
