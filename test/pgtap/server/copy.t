#!/usr/bin/perl
# copy: every stored type goes through COPY and comes back, in every format and client encoding
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use Psql;
use Test::More;

my $database = Psql->database('copy');
my $db       = Psql->new(database => $database);
is $db->query(<<'SQL'), '', 'a table of all types';
CREATE EXTENSION customer_seg;
CREATE TABLE public.there (a activity, y yardstick, m mix, q quadrant, s structure);
INSERT INTO public.there SELECT a, y, mix(quadrant(a, y)), quadrant(a, y), 'balanced'
FROM (SELECT n, with_referrals(activity(timestamptz '2024-01-01' + n * i * interval '1 hour', i - 2.50, NULLIF(n * 10.0, 50)), n) AS a
	  FROM generate_series(1, 40) n, generate_series(1, 5) i GROUP BY n) a,
	 (SELECT yardstick(a, '2025-01-01') AS y FROM (SELECT activity(timestamptz '2024-01-01' + n * interval '1 hour', n) AS a FROM generate_series(1, 9) n GROUP BY n) f) y
GROUP BY a, y;
INSERT INTO public.there DEFAULT VALUES;
SQL
for my $options ('FORMAT binary', 'FORMAT csv', 'FORMAT text', q(FORMAT csv, ENCODING 'LATIN1')) {
    $db->query('DROP TABLE IF EXISTS public.here; CREATE TABLE public.here (LIKE public.there)');
    is qx(psql -Xqd $database -c "COPY public.there TO STDOUT ($options)" | psql -Xqd $database -c "COPY public.here FROM STDIN ($options)" 2>&1), '', "copied: $options";
    is $db->query('SELECT count(*), count(a) FROM (TABLE public.here EXCEPT ALL TABLE public.there) d'), '0|0', 'nothing is different';
    is $db->query('SELECT count(*) FROM public.here'), $db->query('SELECT count(*) FROM public.there'), 'nothing is missing';
}
$db->close;
done_testing;
