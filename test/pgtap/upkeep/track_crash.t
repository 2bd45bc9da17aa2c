#!/usr/bin/perl
# track: what a crash leaves of tables that are not logged, or have come to be so or not since they were tracked
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Server;
use Test::More;

my $server  = Server->new;
my $session = $server->session;
$session->query(<<'SQL');
SET client_min_messages = warning;
CREATE EXTENSION customer_seg;
CREATE UNLOGGED TABLE public.loaded (customer_id integer, sold_at timestamptz, amount numeric);
CREATE TABLE public.given_up (LIKE public.loaded);
CREATE UNLOGGED TABLE public.passing (LIKE public.loaded);
CREATE TABLE public.mended (LIKE public.loaded);
CREATE TABLE public.mixed (LIKE public.loaded) PARTITION BY LIST (customer_id);
CREATE TABLE public.mixed_1 PARTITION OF public.mixed FOR VALUES IN (1);
CREATE UNLOGGED TABLE public.mixed_2 PARTITION OF public.mixed FOR VALUES IN (2);
CREATE TABLE public.whole (LIKE public.loaded) PARTITION BY LIST (customer_id);
CREATE UNLOGGED TABLE public.whole_1 PARTITION OF public.whole FOR VALUES IN (1, 2);
SQL
my @tables = qw(loaded given_up passing mended mixed whole);
for my $table (@tables) {
    $session->query("INSERT INTO public.$table VALUES (1, now(), 6), (2, now(), 7); SELECT track('public.$table'), track_segments('public.$table', as_of => now() + interval '1 day'); INSERT INTO public.$table VALUES (1, now(), 8)");
}
$session->query('ALTER TABLE public.loaded SET LOGGED; ALTER TABLE public.given_up SET UNLOGGED; ALTER TABLE public.mended SET UNLOGGED');
my $problem = 'counted from the table until the next fold()';
is $session->query(q(SELECT string_agg(source::text, ' ' ORDER BY source::text) FROM tracked WHERE problem IS NOT NULL)), 'given_up loaded mended mixed', 'which are counted from the table';
$session->query(q(SELECT fold('public.mended'); INSERT INTO public.mended VALUES (2, now(), 8)));
is $session->query(q(SELECT problem FROM tracked WHERE source = 'public.mended'::regclass)), '', 'until a fold';
is $session->query(q(SELECT string_agg(DISTINCT relpersistence::text, '') FROM pg_class WHERE relname LIKE 'mended%' AND relname !~ 'yardstick' AND relkind = 'r')), 'u', 'that has put it right';
$session->close;
$server->crash;
$session = $server->session;
my %left = (loaded => 3, given_up => 0, passing => 0, mended => 0, mixed => 2, whole => 0);
sub right {
    my ($table, $when) = @_;
    is $session->query("SELECT count(*) FROM public.$table"), $left{$table}, "$table, $when: the rows that are left";
    is $session->query("SELECT count(*) FROM (SELECT customer_id, activity_send(activity) FROM public.${table}_activities EXCEPT ALL SELECT customer_id, activity_send(activity(sold_at, amount)) FROM public.$table GROUP BY 1) d"), 0, 'nothing that is not so';
    is $session->query("SELECT count(*) FROM public.${table}_activities"), $session->query("SELECT count(DISTINCT customer_id) FROM public.$table"), 'of all customers';
}
for my $table (@tables) {
    right($table, 'after a crash');
    $session->query("INSERT INTO public.$table VALUES (1, now(), 9); SELECT fold('public.$table'); INSERT INTO public.$table VALUES (2, now(), 9)");
    $left{$table} += 2;
    is $session->query("SELECT string_agg(orders::text, ' ' ORDER BY customer) FROM public.${table}_activities_kept"), $session->query("SELECT string_agg(orders(activity)::text, ' ' ORDER BY customer) FROM public.${table}_activities_kept"), "$table: the segments are of all who are kept";
    right($table, 'written to and folded');
}
$session->close;
done_testing;
