#!/usr/bin/perl
# bi: the SQL in which tools wrap what they are given, and the protocol in which drivers ask for it: the answer is that of the
# plain query, what is asked for the columns only reads nothing, and classify() has no type that a tool does not know
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..", $FindBin::Bin;
use Driver;
use Psql;
use Test::More;

alarm 300; # a quote that is not closed would wait for ever
my $database = Psql->database('bi');
my $db       = Psql->new(database => $database);
$db->query(<<'SQL');
SET client_min_messages = warning;
SET search_path = public;
SET TimeZone = 'America/St_Johns';
CREATE EXTENSION customer_seg;
CREATE SCHEMA "Mart";
CREATE TABLE "Mart".sales AS -- some rows are of no customer: a run says so in a NOTICE
SELECT i AS sale_id, nullif(i * i % 211, 0) AS customer_id, timestamptz '2024-01-01 00:00+00' + i * interval '7 hours' AS sold_at,
	   CASE WHEN i % 13 > 0 THEN (i * 7919 % 997) - 90 END::numeric AS amount
FROM generate_series(1, 3000) AS i;
CREATE MATERIALIZED VIEW public.classes AS SELECT * FROM customer_seg.classify('"Mart".sales');
CREATE UNIQUE INDEX ON public.classes (customer);
CREATE MATERIALIZED VIEW public.segments AS SELECT * FROM customer_seg.segment('"Mart".sales');
CREATE VIEW public.classes_view AS SELECT * FROM public.classes;
CREATE VIEW public.classes_now AS SELECT * FROM customer_seg.classify('"Mart".sales');
CREATE VIEW public.reported AS SELECT * FROM customer_seg.report('"Mart".sales');
ANALYZE;
SQL

# what tools are given: a query of their own, a view, a materialized view
my %given = (
	'classify()'          => q(SELECT * FROM customer_seg.classify('"Mart".sales')),
	'segment()'           => q(SELECT * FROM customer_seg.segment('"Mart".sales')),
	'a view'              => 'SELECT * FROM public.classes_now',
	'a materialized view' => 'SELECT * FROM public.classes_view',
);

# how they ask: what comes is the type, customers and money of each type
my %wrapped = (
	'Metabase'   => 'SELECT "source"."quadrant" AS "quadrant", COUNT(*) AS "count", SUM("source"."amount") AS "sum" FROM (%s) AS "source" GROUP BY "source"."quadrant" ORDER BY "source"."quadrant" ASC LIMIT 1048575',
	'Superset'   => 'SELECT quadrant AS quadrant, COUNT(DISTINCT customer) AS "COUNT_DISTINCT(customer)", sum(amount) AS "SUM(amount)" FROM (%s) AS virtual_table GROUP BY quadrant ORDER BY quadrant LIMIT 10000',
	'Tableau'    => 'SELECT CAST("Custom SQL Query"."quadrant" AS TEXT) AS "quadrant", SUM(1) AS "cnt:customer:ok", SUM("Custom SQL Query"."amount") AS "sum:amount:ok" FROM (%s) "Custom SQL Query" GROUP BY 1 HAVING (COUNT(1) > 0)',
	'Power BI'   => 'select "_"."quadrant", "_"."a0", "_"."a1" from (select "rows"."quadrant" as "quadrant", count(distinct "rows"."customer") + max(case when "rows"."customer" is null then 1 else 0 end) as "a0", sum("rows"."amount") as "a1" from (%s) "rows" group by "quadrant") "_" where not "_"."a0" is null limit 1000001',
	'Looker'     => 'WITH types AS (%s) SELECT types."quadrant" AS "types.quadrant", COUNT(DISTINCT types."customer") AS "types.count", COALESCE(SUM(types."amount"), 0) AS "types.amount" FROM types GROUP BY 1 ORDER BY 2 DESC FETCH NEXT 500 ROWS ONLY',
	'Looker PDT' => 'SELECT t."quadrant", COUNT(*), SUM(t."amount") FROM (SELECT * FROM (%s) AS p OFFSET 0) AS t GROUP BY 1',
	'ODBC'       => 'SELECT "quadrant", COUNT( * ) "customers", SUM( "amount" ) "amount" FROM ( %s ) AS "q" WHERE ( 1 = 1 ) GROUP BY "quadrant" ORDER BY "quadrant" DESC',
);
for my $what (sort keys %given) {
	my $right = sorted("SELECT quadrant::text, count(*), sum(amount) FROM ($given{$what}) s GROUP BY 1");
	like $right, qr/^(?:\w+\|\d+\|[\d.]+\n?){4}$/, "$what has four types";
	is sorted(sprintf $wrapped{$_}, $given{$what}), $right, "as $_ asks" for sort keys %wrapped;
}

# by time and by key; each row whole
is sorted(qq(SELECT DATE_TRUNC('month', last_order) AS last_order, COUNT(DISTINCT customer) FROM ($given{'classify()'}) AS virtual_table WHERE last_order >= TO_TIMESTAMP('2025-06-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') AND quadrant IN ('bee', 'mantis') GROUP BY 1 LIMIT 50000)),
	sorted(q(SELECT date_trunc('month', last_order), count(*) FROM public.classes WHERE last_order >= '2025-06-01' AND quadrant <> ALL ('{dragonfly,butterfly}') GROUP BY 1)), 'by month, of chosen types';
is sorted(q(SELECT floor(extract(epoch from last_order)/86400)*86400 AS "time", quadrant AS metric, count(*) AS value FROM public.classes WHERE last_order BETWEEN '2026-01-01T00:00:00Z' AND '2026-12-31T00:00:00Z' GROUP BY 1, 2)) =~ /^\d+\|\w+\|\d+$/m, 1, 'as Grafana makes a series';
is $db->query(q(SELECT bool_and(t = 'true') FROM (SELECT to_char(c.last_order, 'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM'::text) AS at, (NOT (c IS NULL))::text AS t FROM customer_seg.classify('"Mart".sales') AS c) AS p)), 't', 'whole rows, as PostGraphile looks at them';
is sorted(q(SELECT section_key, item_key, customers FROM (SELECT * FROM public.reported) AS "source" WHERE "source"."section_key" = 'quadrant' LIMIT 2000)),
	sorted(q(SELECT 'quadrant', quadrant::text, count(*) FROM public.classes GROUP BY 2)), 'the report by its keys';

# the columns only: nothing is read, so nothing is said of rows left out
$db->query('SET client_min_messages = notice');
like $db->query($given{'classify()'}), qr/left out/, 'a run says what it leaves out';
for my $from (map { "($given{$_}) AS q" } 'classify()', 'segment()', 'a view') {
	for my $ask ('SELECT * FROM %s LIMIT 0', 'SELECT * FROM %s WHERE 1 = 0', 'SELECT * FROM %s WHERE ( 0 = 1 )', 'SELECT * FROM (SELECT * FROM %s WHERE false LIMIT 0) AS s', 'WITH w AS (SELECT * FROM %s) SELECT * FROM w LIMIT 0', 'SELECT q.* FROM %s WHERE NULL LIMIT 1000', 'PREPARE p AS SELECT * FROM %s', 'DISCARD ALL; SET search_path = public; SET client_min_messages = notice') {
		is $db->query($ask =~ s/%s/$from/r), '', $ask;
	}
}
is $db->query(q(SELECT * FROM public.reported WHERE 1 = 0)), '', 'nor is the report made';
$db->query('SET client_min_messages = warning');

# cursors
my @ordered = split /\n/, $db->query('SELECT customer, quadrant FROM public.classes ORDER BY 1');
is $db->query(qq(BEGIN; DECLARE "SQL_CUR0x1" CURSOR WITH HOLD FOR SELECT customer, quadrant FROM ($given{'classify()'}) q ORDER BY 1; FETCH 2 IN "SQL_CUR0x1"; COMMIT; MOVE 50 IN "SQL_CUR0x1"; FETCH 2 IN "SQL_CUR0x1"; FETCH BACKWARD 1 IN "SQL_CUR0x1"; CLOSE "SQL_CUR0x1")),
	join("\n", @ordered[0, 1, 52, 53, 52]), 'a cursor that outlives its transaction, as ODBC and Tableau hold it';
is scalar(() = $db->query(qq(BEGIN; DECLARE "c" SCROLL CURSOR FOR SELECT customer FROM ($given{'classify()'}) q; FETCH FORWARD ALL FROM "c"; FETCH BACKWARD ALL FROM "c"; COMMIT)) =~ /^\d+$/mg), 2 * @ordered, 'forward and backward';

# settings that drivers make
for my $setting ('extra_float_digits = 3', 'extra_float_digits = 0', "DateStyle = 'SQL, DMY'", 'standard_conforming_strings = off', "search_path = ''", 'enable_seqscan = off', 'default_transaction_read_only = on', "statement_timeout = '1min'", "default_transaction_isolation = 'serializable'") {
	is $db->query(qq(BEGIN; SET LOCAL $setting; SELECT md5(string_agg(customer || quadrant || rfm || coalesce(next_action, '-') || amount, ',' ORDER BY customer)) FROM ($given{'classify()'}) AS q; COMMIT)),
		$db->query(q(SELECT md5(string_agg(customer || quadrant || rfm || coalesce(next_action, '-') || amount, ',' ORDER BY customer)) FROM public.classes)), "SET $setting";
}
is $db->query(qq(BEGIN READ ONLY; SELECT count(*) FROM ($given{'segment()'}) q; COMMIT)), scalar(@ordered), 'in a read-only transaction';

# what introspection finds
is $db->query(q(SELECT string_agg(table_name || ' ' || table_type, ', ' ORDER BY table_name) FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', 'pg_catalog', 'customer_seg'))),
	'classes_now VIEW, classes_view VIEW, reported VIEW, sales BASE TABLE', 'information_schema lists views, and no materialized view';
my $columns = q(SELECT a.attname, t.typname, t.typtype, n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON a.atttypid = t.oid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND c.relname = );
is $db->query(qq(SELECT count(*) > 30, count(*) FILTER (WHERE nspname <> 'pg_catalog' OR typtype <> 'b') FROM ($columns 'classes') s)), 't|0', 'classify() has base types of the server only';
is $db->query(q(SELECT count(*) FILTER (WHERE data_type NOT IN ('bigint', 'integer', 'numeric', 'double precision', 'text', 'date', 'timestamp with time zone')) FROM information_schema.columns WHERE table_name IN ('classes_view', 'reported'))), 0, 'numbers, text and times; the report, too';
is $db->query(qq(SELECT string_agg(typname, ' ') FROM ($columns 'segments') s WHERE nspname <> 'pg_catalog')), 'quadrant activity', 'segment() has two of its own';
is $db->query(q(SELECT reltuples = (SELECT count(*) FROM public.classes) FROM pg_class WHERE relname = 'classes')), 't', 'rows are counted where they are kept';
my ($rows) = $db->query("EXPLAIN SELECT * FROM customer_seg.classify('\"Mart\".sales')") =~ /rows=(\d+)/;
ok $rows > @ordered / 2 && $rows < @ordered * 2, "and expected of a call: $rows of " . @ordered;

# the protocol of drivers: types of parameters, binary results, portals in pieces
my $driver = Driver->new($database);
my %oid    = (unknown => 0, text => 25, varchar => 1043, timestamptz => 1184);
my $bees   = grep { /\|bee$/ } @ordered;
my $count  = sub {
	my ($sql, $type, @values) = @_;
	my $answer = $driver->ask($sql, types => [ map { $oid{$type} } @values ], values => \@values);
	return $answer->{state} // $answer->{rows}[0][0];
};
for my $type (qw(unknown text varchar)) {
	is $count->(q(SELECT count(*) FROM public.classes WHERE quadrant = $1), $type, 'bee'), $bees, "a class is a text: a parameter of type $type";
	is $count->(q(SELECT count(*) FROM public.segments WHERE quadrant = $1::customer_seg.quadrant), $type, 'bee'), $bees, 'the enum, with a cast';
	is $count->(q(SELECT count(*) FROM public.segments WHERE quadrant::text = $1), $type, 'bee'), $bees, 'or as text';
	is $count->(q(SELECT count(*) FROM public.segments WHERE quadrant = ANY ($1::customer_seg.quadrant[])), $type, '{bee}'), $bees, 'or one of several';
	is $count->(q(SELECT count(*) FROM public.segments WHERE quadrant = $1), $type, 'bee'), $type eq 'unknown' ? $bees : '42883', 'the enum as it is';
	is $count->(q(SELECT count(*) FROM public.segments WHERE quadrant = $1::customer_seg.quadrant), $type, 'bea'), '22P02', 'a type misspelt is an error';
	is $count->(q(SELECT count(*) FROM customer_seg.classify($1, customer_column => $2)), $type, '"Mart".sales', 'customer_id'), scalar(@ordered), 'source and column';
	is $count->(q(SELECT count(*) FROM customer_seg.classify($1, since => $2::timestamptz, as_of => $3::timestamptz)), $type, '"Mart".sales', '2025-01-01', '2025-02-01'),
		$count->(q(SELECT count(*) FROM customer_seg.segment('"Mart".sales', since => '2025-01-01', as_of => '2025-02-01')), 'unknown'), 'times, with a cast';
}
my $piecewise = $driver->ask(q(SELECT customer, quadrant FROM customer_seg.classify('"Mart".sales') ORDER BY customer), fetch => 100);
is_deeply [ map { join '|', @$_ } @{ $piecewise->{rows} } ], \@ordered, 'rows in pieces, as JDBC with a fetch size reads them';
is $piecewise->{pieces}, int(@ordered / 100) + 1, 'are as many as are asked for';
my $sql    = q(SELECT customer, orders, loyalty, quadrant, days_since_order FROM customer_seg.classify('"Mart".sales') ORDER BY customer);
my $binary = $driver->ask($sql, binary => 1);
my @read   = map { my @row = @$_; [ unpack('q>', $row[0]), unpack('q>', $row[1]), unpack('d>', $row[2]), $row[3], defined $row[4] ? unpack('l>', $row[4]) : undef ] } @{ $binary->{rows} };
is_deeply [ map { [ @$_[0, 1], sprintf('%.9f', $_->[2]), @$_[3, 4] ] } @read ], [ map { [ @$_[0, 1], sprintf('%.9f', $_->[2]), @$_[3, 4] ] } @{ $driver->ask($sql)->{rows} } ], 'binary and text say the same';
is_deeply $driver->ask(q(SELECT * FROM customer_seg.classify('"Mart".sales')), binary => 1, fetch => 1)->{state}, undef, 'every column has a binary form';
is scalar(grep { $_ >= 10_000 } @{ $driver->ask(q(SELECT * FROM public.classes LIMIT 0), binary => 1)->{types} }), 0, 'of a type that each driver knows by its number';
$driver->close;

sub sorted { my ($query) = @_; return join "\n", sort split /\n/, $db->query($query) }

$db->close;
done_testing;
