#!/usr/bin/perl
# sessions: several at once, each with its own snapshot; one that is cancelled goes on
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('sessions');
my ($one, $two) = map { Psql->new(database => $database) } 1 .. 2;
$one->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale AS SELECT n % 1000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, n % 97 * 0.25 AS amount FROM generate_series(1, 50000) n;
CREATE MATERIALIZED VIEW public.person AS SELECT customer_id, activity(sold_at, amount) AS a FROM public.sale GROUP BY 1;
CREATE UNIQUE INDEX ON public.person (customer_id);
CREATE VIEW public.endless AS SELECT n % 1000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 second' AS sold_at, 1.0 AS amount FROM generate_series(1, 1000000000) n;
SQL
my $digest = q(SELECT md5(string_agg(s::text, ' ' ORDER BY customer)) FROM segment('public.sale') s);
my $count  = q(SELECT count(*) FROM segment('public.sale'));

# at the same time
my $alone = $one->query($digest);
like $alone, qr/^[0-9a-f]{32}$/, 'a digest of the segments';
for (1 .. 3) { $_->send($digest) for $one, $two; is $_->answer, $alone, 'two sessions at once say the same' for $one, $two }

# snapshots
$one->query('BEGIN ISOLATION LEVEL REPEATABLE READ');
is $one->query($count), 1000, 'before';
$two->query(q(BEGIN; INSERT INTO public.sale VALUES (5000, now(), 1)));
is $two->query($count), 1001, 'a session sees its own sale';
is $one->query($count), 1000, 'another does not';
$two->query('COMMIT');
is $one->query($count), 1000, 'nor after the commit, in a repeatable read';
$one->query('COMMIT');
is $one->query($count), 1001, 'but then';

# a materialized view is refreshed while somebody reads it
$one->query('BEGIN; DECLARE c CURSOR FOR SELECT rollup(a) OVER (ORDER BY customer_id) FROM public.person; FETCH 1 FROM c');
is $two->query('REFRESH MATERIALIZED VIEW CONCURRENTLY public.person; SELECT count(*) FROM public.person'), 1001, 'refreshed under a reader';
is $one->query('MOVE 100000 FROM c; SELECT count(*) FROM public.person; COMMIT'), 1001, 'who reads on';

# cancelled in the middle
for my $query ('SELECT count(*) FROM segment(\'public.endless\')', 'SELECT yardstick(a, now()) FROM (SELECT activity(sold_at, amount) AS a FROM public.endless GROUP BY sold_at) x') {
    my $pid = $one->query('SELECT pg_backend_pid()');
    $one->send($query);
    select undef, undef, undef, 0.5;
    is $two->query("SELECT pg_cancel_backend($pid)"), 't', 'a cancel is sent';
    like $one->answer, qr/canceling statement due to user request/, 'and arrives';
    is $one->query($count), 1001, 'the session goes on';
    is $one->query('SELECT pg_backend_pid()'), $pid, 'it is the same';
}

# columns that change places, with other types, while a segment waits for the table
$one->query(q(ALTER TABLE public.sale ADD price float8, ADD code text; UPDATE public.sale SET price = 2, code = 'c' || customer_id));
$one->query(q(BEGIN; ALTER TABLE public.sale RENAME amount TO before; ALTER TABLE public.sale RENAME price TO amount));
$two->send(q(SELECT sum(amount) FROM segment('public.sale')));
select undef, undef, undef, 0.3;
$one->query('COMMIT');
is $two->answer, 2 * 50001, 'an amount of another type by then';
$one->query(q(BEGIN; ALTER TABLE public.sale RENAME customer_id TO number; ALTER TABLE public.sale RENAME code TO customer_id));
$two->send($count);
select undef, undef, undef, 0.3;
$one->query('COMMIT');
like $two->answer, qr/has type text, but segment\(\) takes customers of an integer type/, 'customers of another type by then';

$_->close for $one, $two;
done_testing;
