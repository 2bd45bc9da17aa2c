#!/usr/bin/perl
# dump: a database that stores activities, yardsticks, mixes, prospects, breakdowns, quadrants and structures is dumped and restored
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $source = Psql->database('source');
my $db     = Psql->new(database => $source);
is $db->query(<<'SQL'), '', 'a database with all types in tables, views, defaults, indexes and functions';
SET client_min_messages = warning;
CREATE EXTENSION customer_seg;
CREATE TABLE public.sale (customer_id integer, sold_at timestamptz, amount numeric);
INSERT INTO public.sale SELECT n % 70, timestamptz '2024-01-01 00:00:00.123456+00' + n * interval '5 hours 1 second', CASE WHEN n % 13 > 0 THEN n % 37 * 1.25 - 5 END
FROM generate_series(1, 3000) n;
CREATE MATERIALIZED VIEW public.person AS SELECT customer_id, activity(sold_at, amount) AS a FROM public.sale GROUP BY 1;
CREATE UNIQUE INDEX person_key ON public.person (customer_id);
CREATE INDEX person_a ON public.person (a);
CREATE TABLE public.yardstick (name text PRIMARY KEY, y yardstick NOT NULL);
INSERT INTO public.yardstick SELECT 'plain', yardstick(a, '2026-01-01 00:00+00') FROM public.person;
INSERT INTO public.yardstick SELECT 'own', with_cuts(with_weights(y, tenure => 0.3, regularity => 7e-5), 'p80', '33.3') FROM public.yardstick;
CREATE TABLE public.kept AS SELECT customer_id, a, quadrant(a, y) AS q FROM public.person, public.yardstick WHERE name = 'own';
CREATE TABLE public.base AS SELECT customer_id % 4 AS region, mix(q) AS m, structure(q) AS s FROM public.kept GROUP BY 1;
ALTER TABLE public.base ALTER m SET DEFAULT '{"bee": 0, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}', ADD CHECK (total(m) >= 0);
CREATE TABLE public.lead AS SELECT customer_id, prospect(sold_at, (enum_range(NULL::contact_kind))[1 + customer_id % 9], sold_at + interval '3 days') AS p, breakdown(customer_id, amount) AS b FROM public.sale GROUP BY 1;
CREATE VIEW public.whole_report AS SELECT * FROM report('public.sale');
CREATE VIEW public.customer AS SELECT * FROM segment('public.sale', yardstick => (SELECT y FROM public.yardstick WHERE name = 'own'));
CREATE VIEW public.whole AS SELECT rollup(m) AS m, structure(rollup(m)) AS s FROM public.base;
CREATE FUNCTION public.bees() RETURNS bigint STABLE LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM public.customer WHERE quadrant = 'bee'; END;
SQL

# all that is stored or computed there, as one text
sub content {
    my ($in) = @_;
    my $session = Psql->new(database => $in);
    my $content = join "\n", map { $session->query("SELECT * FROM public.$_ ORDER BY 1") } qw(sale person yardstick kept base lead whole_report customer whole bees());
    $session->close;
    return $content;
}
my $content = content($source);
like $content, qr/"orders".*"dragonfly": 68/s, 'there is something in it';
unlike $content, qr/ERROR/, 'and nothing went wrong';

my %way = (
    'plain text'         => ['', 'psql -Xq -v ON_ERROR_STOP=1 -d %s >/dev/null'],
    'INSERT statements'  => ['--rows-per-insert=10', 'psql -Xq -v ON_ERROR_STOP=1 -d %s >/dev/null'],
    'the custom format'  => ['-Fc', 'pg_restore --exit-on-error -d %s'],
);
for my $name (sort keys %way) {
    my ($options, $restore) = @{ $way{$name} };
    my $target = Psql->database($name =~ /(\w+)$/);
    my $said   = qx(pg_dump $options -d $source 2>&1 | @{[ sprintf $restore, $target ]} 2>&1);
    is $said, '', "restored from $name without a word";
    is content($target), $content, "and everything is there as it was";
}
$db->close;
done_testing;
