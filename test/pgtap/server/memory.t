#!/usr/bin/perl
# memory: how much of it one session takes, at its highest, for values and results that are large
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

plan skip_all => 'the memory of a process is read from /proc' unless -r '/proc/self/status';
my $database = Psql->database('memory');
Psql->new(database => $database)->query(<<'SQL');
CREATE EXTENSION customer_seg;
CREATE TABLE public.named AS SELECT repeat(chr(65 + n % 26), 1000000) || n AS customer_id, timestamptz '2024-01-01' AS sold_at, n AS amount, repeat('o', 1000000) || n AS order_no FROM generate_series(1, 127) n;
SQL

# MB that a new session comes to by a query, beyond what it has before
sub most {
    my ($query) = @_;
    my $session = Psql->new(database => $database);
    my $peak    = q(SELECT substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s*(\d+)')::integer / 1024);
    $session->query(q(SET client_min_messages = warning; SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '4MB'));
    my $before = $session->query($peak);
    my $said   = $session->query($query);
    my $most   = $session->query($peak) - $before;
    $session->close;
    return ($most, $said);
}

# keys of 1 MB, 127 of them: a few at a time are in memory
my %reader = (
    'segment'         => q(SELECT count(*) FROM segment_as(NULL::text, 'public.named')),
    'segment, orders' => q(SELECT count(*) FROM segment_as(NULL::text, 'public.named', order_column => 'order_no')),
    'the function'    => q(SELECT count(*) FROM segment_as(NULL::text, 'public.named') WITH ORDINALITY),
    'audit'           => q(SELECT count(*) > 0 FROM audit('public.named')),
);
for my $what (sort keys %reader) {
    my ($most, $said) = most($reader{$what});
    like $said, qr/^(127|t)$/, "$what: long keys";
    cmp_ok $most, '<', 40, "$what: few of them at a time";
}

# a segment is some 200 bytes, with its row of the result
my %counter = (
    'breakdown'       => q(SELECT cardinality(breakdown('segment ' || n, 1.5)) FROM generate_series(1, 300000) n),
    'shares'          => q(SELECT count(*) FROM public.broken_down, shares(b)),
    'segment_quality' => q(SELECT count(*) / 3 FROM public.broken_down, segment_quality(b)));
Psql->new(database => $database)->query(q(CREATE TABLE public.broken_down AS SELECT breakdown('segment ' || n, 1.5) AS b FROM generate_series(1, 300000) n));
for my $what (sort keys %counter) {
    my ($most, $said) = most($counter{$what});
    like $said, qr/^30000\d$/, "$what: many segments";
    cmp_ok $most, '<', 110, "$what: no more than they are worth";
}

# many customers, and a state that does not grow with them
Psql->new(database => $database)->query(q(CREATE TABLE public.past AS SELECT customer_seg.history(date '2014-01-01' + (hashint8(n * 7 + i) & 4095), n) AS h FROM generate_series(1, 200000) n, generate_series(1, 3) i GROUP BY n));
my %bounded = (
    'leaky_bucket' => [120,  q(SELECT cardinality(leaky_bucket(h, '2014-01-01', '2024-01-01', '1 month', '1 year')) FROM public.past)],
    'cohorts'      => [121,  q(SELECT cardinality(cohorts(h, 'month', '2024-01-01')) / 60 FROM public.past)],
    'return_curve' => [3560, q(SELECT cardinality(return_curve(h, '2024-01-01')) FROM public.past)]);
my ($reading) = most('SELECT count(purchase_days(h)) FROM public.past');
for my $what (sort keys %bounded) {
    my ($rows,  $query) = @{$bounded{$what}};
    my ($most, $said) = most($query);
    is $said, $rows, "$what: many customers";
    cmp_ok $most - $reading, '<', 8, "$what: no more for them";
}

# a state holds a day once, however many rows it had; so does an entry of the engine
Psql->new(database => $database)->query(q(CREATE VIEW public.faithful AS SELECT 1 AS customer_id, date '2020-01-01' + n % 1000 AS sold_at, n % 7 AS amount FROM (SELECT generate_series(1, 1000000) AS n) x));
my %days = (
    'history'   => q(SELECT purchase_days(history(sold_at, amount)) FROM public.faithful),
    'histories' => q(SELECT purchase_days(history) FROM histories('public.faithful')),
    'rollup'    => q(SELECT purchase_days(rollup(h)) FROM (SELECT history(sold_at, amount) AS h FROM public.faithful GROUP BY sold_at) x, generate_series(1, 1000)));
for my $what (sort keys %days) {
    my ($most, $said) = most($days{$what});
    is $said, 1000, "$what: a million rows of one customer";
    cmp_ok $most, '<', 40, "$what: little memory";
}

done_testing;
