#!/usr/bin/perl
# track: several who write and fold at once; nothing is lost, nothing counted twice, in any snapshot
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('track');
my ($one, $two, $three) = map { Psql->new(database => $database) } 1 .. 3;
$one->query('CREATE EXTENSION customer_seg');
$_->query('SET client_min_messages = warning') for $one, $two, $three;
$one->query(<<'SQL');
CREATE TABLE public.sale AS SELECT n AS line, n % 10 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.5 AS amount FROM generate_series(1, 200) n;
SELECT track('public.sale');
CREATE VIEW public.wrong AS
WITH s AS (SELECT customer_id, activity_send(activity) FROM public.sale_activities),
t AS (SELECT customer_id, activity_send(activity(sold_at, amount)) FROM public.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 1)
SELECT count(*) FROM ((TABLE s EXCEPT ALL TABLE t) UNION ALL (TABLE t EXCEPT ALL TABLE s)) d;
SQL

sub right {
    my ($session, $about) = @_;
    return is $session->query('TABLE public.wrong'), 0, $about;
}
my $sum = q(SELECT string_agg(customer_id || ':' || orders(activity), ' ' ORDER BY customer_id) FROM public.sale_activities);

for my $level ('READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE') {
    $_->query("SET default_transaction_isolation = '$level'") for $one, $two;

    # two write the same customer and neither waits
    $_->query("SET lock_timeout = '2s'; BEGIN; SELECT 1") for $one, $two;
    is $_->query(q(INSERT INTO public.sale VALUES (0, 1, now(), 7), (0, 2, now(), 7); INSERT INTO public.sale VALUES (0, 1, now(), 8))), '', "$level: writes" for $one, $two;
    # who has looked at all customers cannot come first and second: that is the table's own conflict, not the journal's
    my @looking = $level eq 'SERIALIZABLE' ? () : ($one, $two);
    right($_, 'each sees its own') for @looking;
    is $three->query(q(SELECT fold('public.sale'))), 0, 'a fold takes nothing of those who have not committed, and does not wait';
    is $one->query('COMMIT'), '', 'the first commits';
    cmp_ok $three->query(q(SELECT fold('public.sale'))), '>', 0, 'a fold takes what it wrote';
    right($_, 'the second sees that or does not, as of the table') for grep { $_ == $two } @looking;
    is $two->query('COMMIT'), '', 'the second commits';
    right($_, 'both are there') for $one, $two, $three;

    # an old snapshot while others write, fold and count anew
    $one->query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
    my $before = $one->query($sum);
    $two->query(q(DELETE FROM public.sale WHERE line % 7 = 3 AND customer_id < 5; UPDATE public.sale SET customer_id = customer_id + 1 WHERE line % 11 = 1));
    right($one, 'a snapshot of before, others have written');
    $three->query(q(SELECT fold('public.sale')));
    right($one, 'and folded');
    is $one->query($sum), $before, 'it says what it said';
    $one->query(q(INSERT INTO public.sale VALUES (0, 3, now(), 9)));
    right($one, 'and what it has written itself');
    is $one->query('COMMIT'), '', 'which commits';
    right($_, 'all is there') for $one, $two, $three;

    # one deletes what the other has marked, while somebody folds
    $one->query('BEGIN; DELETE FROM public.sale WHERE customer_id = 6 AND line % 2 = 0');
    $two->query('BEGIN; UPDATE public.sale SET amount = 3 WHERE customer_id = 6 AND line % 2 = 1');
    $three->query(q(SELECT fold('public.sale')));
    $one->query('COMMIT');
    $three->query(q(SELECT fold('public.sale')));
    right($two, 'both change one customer');
    $two->query('ROLLBACK');
    right($_, 'changed by one and rolled back by the other') for $one, $two, $three;

    # a savepoint that is rolled back takes its part of the journal with it
    $one->query('BEGIN; INSERT INTO public.sale VALUES (0, 1, now(), 1); SAVEPOINT s; INSERT INTO public.sale VALUES (0, 1, now(), 2); DELETE FROM public.sale WHERE customer_id = 2; ROLLBACK TO s; INSERT INTO public.sale VALUES (0, 1, now(), 4); COMMIT');
    right($three, 'a savepoint');

    # folds at once, of which one is in a snapshot that the other has changed
    $one->query(q(INSERT INTO public.sale VALUES (0, 1, now(), 1)));
    $two->query('BEGIN; SELECT count(*) FROM public.sale');
    $three->query(q(SELECT fold('public.sale')));
    like $two->query(q(SELECT fold('public.sale'))), $level eq 'READ COMMITTED' ? qr/^0$/ : qr/^(0|ERROR:  could not serialize access.*)$/s, 'a second fold finds nothing, or fails';
    $two->query('ROLLBACK');
    right($_, 'and folds change nothing') for $one, $two, $three;
    $three->query(q(BEGIN; SELECT fold('public.sale')));
    $one->query('INSERT INTO public.sale VALUES (0, 4, now(), 1)');
    right($one, 'who writes does not wait for a fold');
    $three->query('ROLLBACK');
    right($_, 'nor needs it') for $one, $two, $three;
    is $three->query(q(SELECT fold('public.sale'))), 1, 'the next takes it';
}

# tracked while others look and write
$_->query('RESET default_transaction_isolation; RESET lock_timeout') for $one, $two;
$one->query(q(DROP VIEW public.wrong; SELECT untrack('public.sale')));
$two->query('BEGIN; INSERT INTO public.sale VALUES (0, 5, now(), 5)');
my $pid = $one->query('SELECT pg_backend_pid()');
$one->send(q(SELECT track('public.sale')));
$three->until_waits($pid);
$three->query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
$two->query('COMMIT');
is $one->answer, 'sale_activities', 'track() waits for who writes';
my $check = q(SELECT count(*) FROM (SELECT customer_id, activity FROM public.sale_activities EXCEPT ALL SELECT customer_id, activity(sold_at, amount) FROM public.sale GROUP BY 1) d);
my $count = q(SELECT count(*) FROM public.sale_activities);
is $one->query($check), 0, 'and has their rows';
is $three->query($check), 0, 'in a snapshot of before all of it is counted from the table';
is $three->query($count), $three->query('SELECT count(DISTINCT customer_id) FROM public.sale'), 'all customers';
$three->query('COMMIT');

# tracked in an older snapshot
$one->query(q(SELECT untrack('public.sale')));
$one->query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
$two->query('INSERT INTO public.sale VALUES (0, 77, now(), 5)');
is $one->query(q(SELECT track('public.sale'))), 'sale_activities', 'track() in an older snapshot';
$one->query('COMMIT');
is $_->query($check), 0, 'is right' for $one, $two;
is $two->query(q(SELECT count(*) FROM public.sale_activities WHERE customer_id = 77)), 1, 'with what came meanwhile';
$two->query(q(SELECT fold('public.sale')));
is $two->query($check), 0, 'after the fold, too';
is $two->query(q(SELECT count(*) FROM public.sale_activities_kept WHERE customer = 77)), 1, 'which has it';

# a new partition, written to before an older snapshot's fold puts triggers on it
$one->query(q(SELECT untrack('public.sale'); CREATE TABLE public.part (LIKE public.sale) PARTITION BY LIST (customer_id); CREATE TABLE public.low PARTITION OF public.part FOR VALUES IN (1, 2); SELECT track('public.part'); CREATE TABLE public.high PARTITION OF public.part DEFAULT));
$one->query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
$two->query('INSERT INTO public.high VALUES (0, 9, now(), 5)');
is $one->query(q(SELECT fold('public.part'); COMMIT)), 0, 'a fold in an older snapshot leaves the counting to the next';
my $nine = q(SELECT string_agg(customer_id || ':' || orders(activity), ' ') FROM public.part_activities);
is $two->query($nine), '9:1', 'nothing is lost';
$two->query(q(SELECT fold('public.part')));
is $two->query($nine), '9:1', 'nor by the next';

# partitions and children that come, while an older snapshot looks: the table has them, and so has the summary
my $same = q(SELECT count(*) FROM (SELECT customer_id, activity FROM public.%1$s_activities EXCEPT ALL SELECT customer_id, activity(sold_at, amount) FROM public.%1$s GROUP BY 1) d) . q( UNION ALL SELECT count(*) - (SELECT count(DISTINCT customer_id) FROM public.%1$s) FROM public.%1$s_activities);
$one->query(<<'SQL');
CREATE TABLE public.tree (customer_id integer, sold_at timestamptz, amount numeric) PARTITION BY LIST (customer_id);
CREATE TABLE public.leaf (LIKE public.tree);
CREATE TABLE public.parent (LIKE public.tree);
CREATE TABLE public.child (LIKE public.tree);
INSERT INTO public.leaf VALUES (2, now(), 7);
INSERT INTO public.child VALUES (2, now(), 7);
SELECT track('public.tree'), track('public.parent');
SQL
for my $change (
    ['tree',   'ALTER TABLE public.tree ATTACH PARTITION public.leaf FOR VALUES IN (2)'],
    ['tree',   q(SELECT fold('public.tree'))],
    ['tree',   'ALTER TABLE public.tree DETACH PARTITION public.leaf'],
    ['parent', 'ALTER TABLE public.child INHERIT public.parent'],
    ['parent', q(SELECT fold('public.parent'))],
    ['parent', 'ALTER TABLE public.child NO INHERIT public.parent'],
  ) {
    my ($table, $statement) = @$change;
    $one->query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
    $two->query($statement);
    is $one->query(sprintf $same, $table), "0\n0", "an older snapshot, after $statement";
    $one->query('COMMIT');
    is $one->query(sprintf $same, $table), "0\n0", 'and a new one';
}

# who may read a view, and no more
my $role = Psql->role('track_reader');
my $reader = Psql->new(database => $database, user => $role, password => 'open');
$one->query("GRANT SELECT ON public.tree_activities TO $role; ALTER TABLE public.tree FORCE ROW LEVEL SECURITY");
is $reader->query('SELECT count(*) FROM public.tree_activities'), $one->query('SELECT count(DISTINCT customer_id) FROM public.tree'), 'SELECT on the view suffices, of partitions, too';
$reader->close;
$one->query("REVOKE ALL ON public.tree_activities FROM $role; ALTER TABLE public.tree NO FORCE ROW LEVEL SECURITY");

# nobody waits for another in a circle: folds that put triggers on a new partition, and an untrack among folds
$one->query(q(SELECT fold('public.tree'); ALTER TABLE public.tree ATTACH PARTITION public.leaf FOR VALUES IN (2)));
$one->query(q(BEGIN; INSERT INTO public.tree VALUES (2, now(), 1)));
$pid = $two->query('SELECT pg_backend_pid()');
$two->send(q(SELECT fold('public.tree')));
$three->until_waits($pid);
like $one->query(q(SELECT fold('public.tree'); COMMIT)), qr/^\d+$/, 'who writes and then folds does not wait for a fold that waits for him';
like $two->answer, qr/^\d+$/, 'which comes after';
$one->query(q(INSERT INTO public.tree VALUES (2, now(), 1); BEGIN; SELECT fold('public.tree')));
$two->send(q(SELECT untrack('public.tree')));
$three->until_waits($pid);
my $four = Psql->new(database => $database);
$four->send(q(SET client_min_messages = warning; SELECT fold('public.tree')));
select undef, undef, undef, 0.3;
is $one->query('COMMIT'), '', 'a fold that untrack() waits for';
is $two->answer, '', 'untrack() ends';
like $four->answer, qr/^(\d+|ERROR:  (?!deadlock).*)$/s, 'and a fold that has waited for it';
$four->close;
is $two->query(q(SELECT count(*) FROM tracked WHERE source = 'public.tree'::regclass)), 0, 'it is tracked no more';

# partitions come and go before or after a fold, not while it counts
my $five = Psql->new(database => $database);
$five->query('SET client_min_messages = warning');
my $last = $five->query('SELECT pg_backend_pid()');
$one->query(q(ALTER TABLE public.tree DETACH PARTITION public.leaf; SELECT track('public.tree'); BEGIN; SELECT fold('public.tree')));
$two->send(q(ALTER TABLE public.tree ATTACH PARTITION public.leaf FOR VALUES IN (2)));
$three->until_waits($pid);
$five->send(q(SELECT fold('public.tree')));
$three->until_waits($last);
$one->query('COMMIT');
is $two->answer, '', 'ATTACH waits for a fold';
is $five->answer, 0, 'and a fold that has waited for both leaves the new partition';
like $three->query(q(SELECT fold('public.tree'))), qr/^\d+$/, 'to one that begins after it has come';
is $three->query(q(SELECT count(problem) FROM tracked WHERE source = 'public.tree'::regclass)), 0, 'which has put it right';
$one->query(q(BEGIN; SELECT fold('public.tree')));
is $two->query(q(SET lock_timeout = '2s'; INSERT INTO public.tree VALUES (2, now(), 1); SELECT count(*) > 0 FROM public.tree; RESET lock_timeout)), 't', 'who writes or reads does not wait';
$one->query('COMMIT');
$five->close;

# a fold has the table before it looks at it: nobody empties it in between
$one->query(q(SELECT untrack('public.parent'); SELECT track('public.parent'); BEGIN; LOCK TABLE public.parent_activities_kept IN SHARE UPDATE EXCLUSIVE MODE));
$two->send(q(SELECT fold('public.parent')));
$three->until_waits($pid);
like $three->query(q(SET lock_timeout = '100ms'; TRUNCATE public.parent; RESET lock_timeout)), qr/lock timeout/, 'TRUNCATE waits for a fold';
$one->query('COMMIT');
is $two->answer, 0, 'which ends';

# a fold that is cancelled leaves all as it was, one that takes too long, too; the next does it
$_->query('SET client_min_messages = warning') for $one, $two, $three;
$one->query(q(SELECT untrack('public.part'); CREATE TABLE public.many AS SELECT n AS line, n % 20000 AS customer_id, timestamptz '2024-01-01' + n * interval '1 minute' AS sold_at, 1.5 AS amount FROM generate_series(1, 20000) n; SELECT track('public.many')));
my $wrong = q(SELECT count(*) FROM (SELECT customer_id, activity FROM public.many_activities EXCEPT ALL SELECT customer_id, activity(sold_at, amount) FROM public.many GROUP BY 1) d);
my $write = 'INSERT INTO public.many SELECT n, n % 30000, now(), 2 FROM generate_series(1, 60000) n; UPDATE public.many SET amount = 3 WHERE customer_id < 100';
$one->query($write);
my $waiting = $one->query('SELECT count(*) FROM public.many_activities_delta');
$pid = $two->query('SELECT pg_backend_pid()');
$one->query('BEGIN; LOCK TABLE public.many_activities_kept IN SHARE UPDATE EXCLUSIVE MODE');
$two->send(q(SELECT fold('public.many')));
$three->until_waits($pid);
$three->query("SELECT pg_cancel_backend($pid)");
like $two->answer, qr/canceling statement/, 'a fold that waits is cancelled';
$one->query('COMMIT');
$two->send(q(SELECT fold('public.many')));
select undef, undef, undef, 0.02;
$three->query("SELECT pg_cancel_backend($pid)");
my $said = $two->answer;
like $said, qr/canceling statement|^\d+$/, 'a fold that works is cancelled, or was quicker';
is $_->query($wrong), 0, 'and nothing is wrong' for $one, $two;
$one->query($write) if $said !~ /ERROR/;
like $two->query(q(BEGIN; SET LOCAL statement_timeout = 1; SELECT fold('public.many'); COMMIT)), qr/canceling statement due to statement timeout/, 'a fold that takes too long';
$two->query('ROLLBACK');
is $two->query('SELECT count(*) FROM public.many_activities_delta'), $waiting + ($said =~ /ERROR/ ? 0 : $waiting - $said), 'leaves the journal' if $said =~ /ERROR/;
is $two->query($wrong), 0, 'and nothing is wrong';

# two folds at once
$one->query(q(BEGIN; SELECT fold('public.many')));
$pid = $two->query('SELECT pg_backend_pid()');
$two->send(q(SELECT fold('public.many')));
$three->until_waits($pid);
$three->query('INSERT INTO public.many VALUES (0, 5, now(), 2)');
$one->query('COMMIT');
is $two->answer, 1, 'two folds at once: the second takes what came meanwhile';
is $two->query($wrong), 0, 'and nothing is wrong';

# under SERIALIZABLE those who only write fail no more than without a summary, where the fold is READ COMMITTED, as by default
$one->query('DELETE FROM public.many WHERE line = 0; CREATE TABLE public.plain AS SELECT row_number() OVER () AS line, customer_id, sold_at, amount FROM public.many; UPDATE public.many m SET line = p.line FROM (SELECT ctid AS at, row_number() OVER () AS line FROM public.many) p WHERE m.ctid = at');
$one->query("ALTER TABLE $_ ADD PRIMARY KEY (line); ANALYZE $_") for 'public.plain', 'public.many';
$three->query(q(SELECT fold('public.many')));
for my $table ('public.plain', 'public.many') {
    $_->query('BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1') for $one, $two;
    $one->query("INSERT INTO $table VALUES (900001, 7, now(), 1), (900002, 8, now(), 1); UPDATE $table SET amount = 4 WHERE line = 11");
    $two->query("INSERT INTO $table VALUES (900003, 7, now(), 1), (900004, 8, now(), 1); UPDATE $table SET amount = 4 WHERE line = 55000");
    $three->query("INSERT INTO $table VALUES (900005, 7, now(), 1)");
    is $three->query(q(SELECT fold('public.many'))), 1, 'a fold while others write' if $table eq 'public.many';
    is $one->query('COMMIT'), '', "SERIALIZABLE, $table: one commits";
    is $two->query('COMMIT'), '', 'and the other';
}
is $two->query($wrong), 0, 'and nothing is wrong';

$_->close for $one, $two, $three;
done_testing;
