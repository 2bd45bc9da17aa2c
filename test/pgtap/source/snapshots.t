#!/usr/bin/perl
# snapshots: of tables that others change, segment() sees what a query of the same moment would
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('snapshots');
my ($one, $two) = map { Psql->new(database => $database) } 1 .. 2;
$one->query('CREATE EXTENSION customer_seg');
$_->query('SET client_min_messages = warning') for $one, $two;

# the library is loaded by the planner, in time
like $one->query(q(EXPLAIN SELECT * FROM customer_seg.segment('pg_class', 'relnamespace', 'relname'))), qr/Custom Scan \(customer_seg\.segment\)/, 'the first query of a session has the plan node';

$one->query(<<'SQL');
CREATE TABLE public.sale AS SELECT n AS line, n % 1000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.0 AS amount FROM generate_series(1, 20000) n;
CREATE TABLE public.part (LIKE public.sale) PARTITION BY RANGE (line);
CREATE TABLE public.low PARTITION OF public.part FOR VALUES FROM (MINVALUE) TO (10000);
CREATE TABLE public.high PARTITION OF public.part DEFAULT;
INSERT INTO public.part TABLE public.sale;
SQL
my %way = (
    'by one process' => 'SET max_parallel_workers_per_gather = 0',
    'by workers'     => 'SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2');
my $says = 'SELECT count(*), sum(orders), sum(amount) FROM segment(\'public.%s\')';
my $counts = 'SELECT count(DISTINCT customer_id), count(*), sum(amount) FROM public.%s';

for my $way (sort keys %way) {
    $_->query($way{$way}) for $one, $two;
    like $one->query(q(EXPLAIN (ANALYZE) SELECT * FROM segment('public.sale'))), $way eq 'by workers' ? qr/Workers Launched: 2/ : qr/^(?!.*Workers Launched)/s, $way;
    for my $table ('sale', 'part') {
        my ($segment, $rows) = map { sprintf $_, $table } $says, $counts;
        my $before = $one->query($rows);

        # rows that come and go elsewhere
        $one->query('BEGIN ISOLATION LEVEL REPEATABLE READ');
        is $one->query($segment), $before, "$way, $table: all rows";
        $two->query(qq(BEGIN; INSERT INTO public.$table SELECT 0, 5000 + n, now(), 1 FROM generate_series(1, 3000) n; DELETE FROM public.$table WHERE customer_id < 100; UPDATE public.$table SET amount = 2 WHERE customer_id = 200));
        my $changed = $two->query($rows);
        isnt $changed, $before, 'somebody changes them';
        is $two->query($segment), $changed, 'who sees it';
        is $one->query($segment), $before, 'others do not';
        $two->query('COMMIT');
        is $one->query($segment), $before, 'nor after the commit, in a snapshot of before';
        $one->query('COMMIT');
        is $one->query($segment), $changed, 'but after it';
        $two->query("BEGIN; DELETE FROM public.$table WHERE line % 3 = 0; INSERT INTO public.$table VALUES (0, -1, now(), 1); ROLLBACK");
        is $one->query($segment), $changed, 'what is rolled back has never been';
        $two->query("BEGIN; DELETE FROM public.$table WHERE line % 3 = 0");
        is $one->query($segment), $changed, 'nor what is not yet committed';
        $two->query('ROLLBACK');
        $one->query("DELETE FROM public.$table WHERE customer_id >= 5000; VACUUM public.$table");
        is $one->query($segment), $one->query($rows), 'vacuumed';

        # each reads what the other writes
        $_->query('BEGIN ISOLATION LEVEL SERIALIZABLE') for $one, $two;
        $_->query($segment) for $one, $two;
        $_->query("INSERT INTO public.$table SELECT -line, 1, now(), 1 FROM public.$table LIMIT 1") for $one, $two;
        my $said = $one->query('COMMIT') . $two->query('COMMIT');
        like $said, qr/^ERROR:  could not serialize access due to read\/write dependencies/, 'one of two that cannot both come first fails';
        $_->query('ROLLBACK') for $one, $two;
    }
}

# rows that were changed while somebody waited for them are looked at again
$one->query('CREATE TABLE public.list AS SELECT n AS customer_id, 0 AS orders FROM generate_series(1, 5) n; SET max_parallel_workers_per_gather = 0');
$two->query('SET max_parallel_workers_per_gather = 0');
my $orders = $one->query(q(SELECT orders FROM segment('public.sale') WHERE customer = 300));
$one->query('BEGIN; UPDATE public.list SET customer_id = 300 WHERE customer_id = 3');
$two->send(q(UPDATE public.list l SET orders = s.orders FROM segment('public.sale') s WHERE s.customer IN (l.customer_id, 300) AND l.customer_id IN (3, 300) AND s.orders > 0 RETURNING l.customer_id, l.orders));
select undef, undef, undef, 0.2;
$one->query('COMMIT');
is $two->answer, "300|$orders", 'an UPDATE that had to wait';
$one->query('BEGIN; UPDATE public.list SET orders = 77 WHERE customer_id = 300');
$two->send(q(SELECT l.orders, s.customer FROM public.list l JOIN segment('public.sale') s ON s.customer = l.customer_id WHERE l.customer_id = 300 FOR UPDATE OF l));
select undef, undef, undef, 0.2;
$one->query('COMMIT');
is $two->answer, '77|300', 'a SELECT FOR UPDATE that had to wait';
$one->query('BEGIN; UPDATE public.list SET orders = 88 WHERE customer_id = 300');
$two->send(q(UPDATE public.list l SET orders = l.orders + 1 WHERE (SELECT s.orders FROM segment('public.sale') s WHERE s.customer = l.customer_id) > 0 AND EXISTS (SELECT FROM segment('public.sale') s WHERE s.customer = l.customer_id + 1) AND l.customer_id = 300 RETURNING orders, (SELECT s.orders FROM segment('public.sale') s WHERE s.customer = l.customer_id)));
select undef, undef, undef, 0.2;
$one->query('COMMIT');
is $two->answer, "89|$orders", 'one with segments in subqueries';

# a cursor that is open when others change, and a table that is wanted meanwhile
$one->query('BEGIN; DECLARE c CURSOR FOR SELECT sum(amount) FROM segment(\'public.sale\')');
my $sum = $two->query(q(SELECT sum(amount) FROM public.sale));
$two->query('DELETE FROM public.sale WHERE customer_id < 500');
is $one->query('FETCH c'), $sum, 'a cursor sees the moment when it was opened';
like $two->query(q(SET lock_timeout = '100ms'; TRUNCATE public.sale)), qr/canceling statement due to lock timeout/, 'its table cannot be emptied';
$one->query('COMMIT');
is $two->query(q(TRUNCATE public.sale; SELECT count(*) FROM segment('public.sale'))), 0, 'until it has ended';

$_->close for $one, $two;
done_testing;
