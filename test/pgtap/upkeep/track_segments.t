#!/usr/bin/perl
# track_segments: several who write, fold and judge at once, in any snapshot; dumped and restored
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my ($source, $copy) = map { Psql->database($_) } 'segments', 'segments_restored';
my $owner = Psql->role('segments');
my ($one, $two, $three) = map { Psql->new(database => $source) } 1 .. 3;
$one->query('CREATE EXTENSION customer_seg');
$_->query('SET client_min_messages = warning') for $one, $two, $three;
is $one->query(<<'SQL'), "sale_activities\nsale_segments", 'a table with its segments';
CREATE TABLE public.sale AS SELECT n AS line, n % 30 AS customer_id, timestamptz '2024-01-01Z' + n * interval '1 minute' AS sold_at, n % 7 + 0.5 AS amount FROM generate_series(1, 200) n;
SELECT track('public.sale');
SELECT track_segments('public.sale', as_of => '2030-01-01Z');
SQL
$one->query(<<'SQL');
CREATE VIEW public.wrong AS
WITH s AS (SELECT customer_id, orders, amount::text, first_order, last_order, loyalty, contribution, quadrant FROM public.sale_segments),
w AS (SELECT s.customer, s.orders, s.amount::text, s.first_order, s.last_order, s.loyalty, s.contribution, s.quadrant
	FROM public.sale_segments_yardstick y, segment_as(NULL::integer, 'public.sale', as_of => y.as_of, yardstick => y.yardstick) s)
SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE w) UNION ALL (TABLE w EXCEPT ALL TABLE s)) d;
SQL
my $wrong = 'TABLE public.wrong';
my $fold = q(SELECT fold('public.sale'));
my $unseen = qr/^ERROR:  (could not serialize access|the yardstick in public.sale_segments_yardstick is newer)/;

for my $level ('READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE') {
    $_->query("SET default_transaction_isolation = '$level'") for $one, $two;

    # two write, one folds and rolls back, one folds
    $_->query('BEGIN') for $one, $two;
    $_->query('INSERT INTO public.sale VALUES (0, 1, now(), 7), (0, 31, now(), 8)') for $one, $two;
    is $two->query($wrong), 0, "$level: who writes sees what is so";
    $one->query('COMMIT');
    $three->query("BEGIN; $fold; ROLLBACK");
    is $three->query($wrong), 0, 'as do others';
    is $three->query($fold), 2, 'a fold takes what is committed';
    is $three->query($wrong), 0, 'and judges it';
    is $two->query('COMMIT'), '', 'who writes is in nobody\'s way';
    is $three->query($fold), 2, 'the next takes the rest';
    is $three->query($wrong), 0, 'and judges it';

    # an old snapshot sees its own segments, and cannot fold over those of a newer one
    $one->query('INSERT INTO public.sale VALUES (0, 2, now(), 70), (0, 32, now(), 80)');
    $two->query('BEGIN; SELECT 1');
    is $two->query($wrong), 0, 'what an old snapshot sees is so';
    my $before = $two->query('SELECT string_agg(s::text, \' \' ORDER BY 1) FROM public.sale_segments s');
    is $three->query(q(SELECT track_segments('public.sale', '2031-01-01Z', (SELECT with_cuts(yardstick, 'p60', 'p40') FROM public.sale_segments_yardstick)))), 'sale_segments', 'judged by another yardstick';
    is $three->query($wrong), 0, 'all of them';
    is $two->query('SELECT string_agg(s::text, \' \' ORDER BY 1) FROM public.sale_segments s') eq $before, $level ne 'READ COMMITTED', 'an old snapshot stays what it was';
    is $two->query($wrong), 0, 'and so';
    $two->query('INSERT INTO public.sale VALUES (0, 33, now(), 5)');
    like $two->query($fold), $level eq 'READ COMMITTED' ? qr/^1$/ : $unseen, 'its fold judges by the new yardstick or not at all';
    $two->query('ROLLBACK');

    # a fold waits for who judges all, and sees what was done
    $one->query('INSERT INTO public.sale VALUES (0, 34, now(), 70)');
    $three->query(q(BEGIN; SELECT track_segments('public.sale', as_of => '2030-01-01Z')));
    $one->query('INSERT INTO public.sale VALUES (0, 35, now(), 70)');
    my $pid = $two->query('SELECT pg_backend_pid()');
    $two->send($fold);
    $three->until_waits($pid);
    $three->query('COMMIT');
    like $two->answer, $level eq 'READ COMMITTED' ? qr/^1$/ : qr/^1$|$unseen/, 'a fold that has waited';
    $three->query($fold);
    is $three->query($wrong), 0, 'and nothing is lost';

    my $again = q(SELECT track_segments('public.sale', as_of => '2032-01-01Z'));
    like $one->query($again), $level eq 'READ COMMITTED' ? qr/^sale_segments$/ : qr/^ERROR:  the snapshot of this transaction may be older/, 'who judges all must see all';
}
$_->query('RESET default_transaction_isolation') for $one, $two;

# a snapshot from before there were segments does not see that there are
$three->query(q(CREATE TABLE public.later AS TABLE public.sale; SELECT track('public.later')));
$two->query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
$three->query(q(SELECT track_segments('public.later')));
$two->query('INSERT INTO public.later VALUES (0, 99, now(), 5)');
like $two->query(q(SELECT fold('public.later'))), qr/^ERROR:  the yardstick in public.later_segments_yardstick is newer/, 'a snapshot older than the segments cannot fold without them';
$two->query('ROLLBACK');
$three->query(q(SELECT untrack('public.later'); DROP TABLE public.later));

# the rows themselves; an owner who is another; dropped
my $all = 'SELECT * FROM public.sale_segments ORDER BY 1';
my $true = 'SELECT s.* FROM public.sale_segments_yardstick y, LATERAL (SELECT customer, orders, amount, first_order, last_order, loyalty, contribution, quadrant FROM segment_as(NULL::integer, \'public.sale\', as_of => y.as_of, yardstick => y.yardstick)) s ORDER BY 1';
is $two->query($all), $two->query($true), 'all customers';
is $one->query("DROP VIEW public.wrong; GRANT ALL ON SCHEMA public TO $owner; GRANT USAGE ON SCHEMA customer_seg TO $owner; SELECT untrack('public.sale'); ALTER TABLE public.sale OWNER TO $owner; SET ROLE $owner; SELECT track('public.sale')"), "\nsale_activities", 'a new owner begins anew';
is $one->query(q(SELECT track_segments('public.sale', as_of => '2030-01-01Z'))), 'sale_segments', 'the table has another owner';
is $one->query("INSERT INTO public.sale VALUES (0, 79, now(), 5); $fold"), 1, 'who folds';
$one->query('RESET ROLE');
is $two->query($all), $two->query($true), 'and judges';

$two->query('INSERT INTO public.sale VALUES (0, 80, now(), 5); DELETE FROM public.sale WHERE customer_id = 3');
system("pg_dump $source | psql -XAtq -v ON_ERROR_STOP=1 -d $copy > /dev/null") == 0 or fail 'dumped and restored';
my $restored = Psql->new(database => $copy);
is $restored->query($all), $two->query($all), 'restored they say the same';
$restored->query('INSERT INTO public.sale VALUES (0, 81, now(), 5)');
$restored->query("SET ROLE $owner");
$restored->query($fold);
is $restored->query($all), $restored->query($true), 'and keep up';
$restored->query('RESET ROLE; DROP TABLE public.sale CASCADE');
is $restored->query(q(SELECT count(*) FROM pg_class WHERE relname LIKE 'sale%')), 0, 'dropped with the table';

$_->close for $one, $two, $three, $restored;
done_testing;
