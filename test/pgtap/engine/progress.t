#!/usr/bin/perl
# progress: what others see of a run, who sees it, and that nothing is seen of one that has ended
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('progress');
my $home     = Psql->database('progress_elsewhere');
my ($clerk, $auditor, $stranger) = map { Psql->role("progress_$_") } 'clerk', 'auditor', 'stranger';
my ($one, $two, $watcher) = map { Psql->new(database => $database) } 1 .. 3;
$one->query(<<"SQL");
CREATE EXTENSION customer_seg;
GRANT USAGE ON SCHEMA customer_seg TO PUBLIC;
CREATE TABLE public.slow AS SELECT repeat(chr(97 + n), 1000000) AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.0 AS amount FROM generate_series(1, 5) n;
INSERT INTO public.slow SELECT s.* FROM public.slow s, generate_series(1, 499);
ANALYZE public.slow;
CREATE TABLE public.sale AS SELECT n % 20000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, n % 997 * 0.25 AS amount, n / 2 AS order_no FROM generate_series(1, 60000) n;
CREATE VIEW public.view AS TABLE public.slow;
GRANT SELECT ON public.slow, public.sale TO PUBLIC;
GRANT pg_read_all_stats TO $auditor;
SQL
$_->query(q(SET client_min_messages = warning; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 0)) for $one, $two, $watcher;
my $slow = q(SELECT count(*) FROM segment_as(NULL::text, 'public.slow'));
my $all  = 'SELECT count(*) FROM segment_progress()';

# the first row that answers a question, as soon as there is one
sub first_of {
    my ($session, $question) = @_;
    for (1 .. 2000) {
        my $answer = $session->query($question);
        return $answer if $answer ne '';
        select undef, undef, undef, 0.003;
    }
    return 'nothing';
}

sub pid_of { return $_[0]->query('SELECT pg_backend_pid()') }
my ($pid_one, $pid_two) = map { pid_of($_) } $one, $two;

is $watcher->query($all), 0, 'nobody runs';

# a run seen from elsewhere
$one->send($slow);
is first_of($watcher, q(SELECT pid, source, phase, rows_expected, rows_spilled, workers, customers, customers_returned FROM segment_progress() WHERE rows_read > 0)),
    "$pid_one|slow|reading sales|2500|0|0||0", 'it reads';
my $read = $watcher->query('SELECT rows_read FROM segment_progress()');
cmp_ok $read, '>=', 128, 'some rows';
cmp_ok $read, '<',  2500, 'not all';
is first_of($watcher, "SELECT 'more' FROM segment_progress() WHERE rows_read > $read"), 'more', 'and more';
is $watcher->query('SELECT started BETWEEN a.query_start AND clock_timestamp() FROM segment_progress() p JOIN pg_stat_activity a USING (pid)'), 't', 'since when';

# who sees it
sub seen_by {
    my ($role) = @_;
    my $session = Psql->new(database => $database, user => $role, password => 'open');
    my $seen = $session->query($all);
    $session->close;
    return $seen;
}
is seen_by($stranger), 0, 'not a stranger';
is seen_by($auditor),  1, 'but who reads all statistics';
my $elsewhere = Psql->new(database => $home);
is $elsewhere->query('CREATE EXTENSION customer_seg; SELECT count(*) FROM customer_seg.segment_progress()'), 0, 'nobody in another database';
$elsewhere->close;

# cancelled
$watcher->query("SELECT pg_cancel_backend($pid_one)");
like $one->answer, qr/canceling statement due to user request/, 'it is cancelled';
is $watcher->query($all), 0, 'and gone';

# several at once: of one's own, of others
my $own = Psql->new(database => $database, user => $clerk, password => 'open');
my $pid_own = pid_of($own);
$_->send($slow) for $one, $own;
$two->query('BEGIN; DECLARE a CURSOR FOR SELECT * FROM segment(\'public.sale\'); DECLARE b CURSOR FOR SELECT * FROM segment(\'public.sale\', order_column => \'order_no\'); MOVE 7 FROM a; MOVE 9 FROM b');
is first_of($watcher, q(SELECT string_agg(concat(pid, ' ', source), ', ' ORDER BY pid = 0, source::text, pid) FROM segment_progress() HAVING count(*) = 4)),
    join(', ', map { "$_->[0] $_->[1]" } sort { $a->[1] cmp $b->[1] || $a->[0] <=> $b->[0] } [$pid_one, 'slow'], [$pid_two, 'sale'], [$pid_two, 'sale'], [$pid_own, 'slow']), 'four runs of three sessions';
is seen_by($clerk), 1, 'their own is seen by who is no more than that';
is $watcher->query("SELECT string_agg(concat_ws(' ', phase, rows_expected, rows_read, customers, customers_returned), ', ' ORDER BY customers_returned) FROM segment_progress() WHERE pid = $pid_two"),
    'returning customers 60000 20000 7, returning customers 60000 20000 9', 'two of one session, which stand';
$two->query('CLOSE a');
is $watcher->query("SELECT customers_returned FROM segment_progress() WHERE pid = $pid_two"), 9, 'one is closed';
$two->query('ROLLBACK');
is $watcher->query("SELECT count(*) FROM segment_progress() WHERE pid = $pid_two"), 0, 'the other falls with its transaction';
is $watcher->query("SELECT count(pg_terminate_backend(pid, 5000)) FROM segment_progress()"), 2, 'the others are ended';
$own->answer;
$one->answer;
$_->close for $one, $own;
is $watcher->query($all), 0, 'and gone';

# by workers, who are seen as one
$two->query('SET max_parallel_workers_per_gather = 2');
$two->send($slow);
is first_of($watcher, q(SELECT concat_ws(' ', pid, phase, workers) FROM segment_progress() WHERE rows_read > 300)), "$pid_two reading sales 2", 'two workers and their leader';
$watcher->query("SELECT pg_cancel_backend($pid_two)");
$two->answer;
is $watcher->query($all), 0, 'and gone';

# phases
$two->query(q(SET max_parallel_workers_per_gather = 0; SET work_mem = '64kB'; SET hash_mem_multiplier = 1));
my %seen_in = ('reading sales' => qr/^\d+\|0$/, 'joining order lines' => qr/^60000\|0$/, 'grouping spilled rows' => qr/^60000\|0$/, 'returning customers' => qr/^60000\|20000$/);
for my $phase (sort keys %seen_in) {
    my $seen;
    for (1 .. 20) {    # unless it was too fast
        $two->send(q(SELECT pg_sleep(0.0001) FROM segment('public.sale', order_column => 'order_no')));
        for (my $end = time + 30; time < $end;) {
            my ($at, $numbers) = split /\|/, $watcher->query('SELECT phase, rows_read, coalesce(customers, 0) FROM segment_progress() WHERE rows_read > 0'), 2;
            $seen = $numbers if ($at // '') eq $phase;
            last if $seen or ($at // '') eq 'returning customers';    # the last phase, and a long one
        }
        $watcher->query("SELECT pg_cancel_backend($pid_two)");
        $two->answer;
        last if $seen;
    }
    like $seen, $seen_in{$phase}, $phase;
}
is $watcher->query($all), 0, 'nobody runs any more';

# errors
like $two->query(q(INSERT INTO public.sale VALUES (1, 'infinity'); SELECT count(*) FROM segment('public.sale'))), qr/^ERROR:  time is infinite/, 'an error';
is $watcher->query($all), 0, 'is the end';
is $two->query(q(SELECT count(*) FROM segment('public.view', amount_column => 'customer_id'))) =~ /^ERROR/, 1, 'another, before it began';
is $watcher->query($all), 0, 'too';

# more than there are places for
is $two->query(q(BEGIN; SET LOCAL work_mem = '4MB'; DELETE FROM public.sale WHERE customer_id > 10 OR sold_at = 'infinity'; DO $$ DECLARE c refcursor; r record; BEGIN FOR i IN 1..80 LOOP c := 'c' || i; OPEN c FOR SELECT * FROM segment('public.sale'); FETCH c INTO r; END LOOP; END $$; SELECT count(*) FROM segment_progress())), 64, 'as many as have a place';
is $two->query('SELECT sum(customers_returned) FROM segment_progress()'), $two->query('SELECT count(*) FROM segment_progress()'), 'each for itself';
is $two->query('FETCH c80') =~ /^\d+\|/, 1, 'others run unseen';
is $two->query("COMMIT; $all"), 0, 'nobody runs any more';

$_->close for $two, $watcher;
done_testing;
