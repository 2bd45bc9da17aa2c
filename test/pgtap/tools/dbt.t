#!/usr/bin/perl
# dbt: the models that the macros of dbt/ make, rendered by Jinja, in the statements that dbt-postgres sends for a table, a
# view, a materialized view, an incremental model and a snapshot. The schema of the extension is in no search_path.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/..";
use IPC::Open2;
use Psql;
use Test::More;

plan skip_all => 'python3 with jinja2 is not here' if system('python3 -c "import jinja2" 2>/dev/null');

alarm 300; # a quote that is not closed would wait for ever
my $database = Psql->database('dbt');
my $db       = Psql->new(database => $database);
$db->query(<<'SQL');
SET client_min_messages = warning;
SET search_path = public;
SET TimeZone = 'Pacific/Apia';
SET DateStyle = 'German';
CREATE EXTENSION customer_seg;
CREATE SCHEMA mart;
CREATE SCHEMA raw;
CREATE TABLE raw.sales AS
SELECT i AS sale_id, nullif(i * i % 211, 0) AS customer_id, timestamptz '2024-01-01 00:00+00' + i * interval '5 hours' AS sold_at,
	   CASE WHEN i % 13 > 0 THEN (i * 7919 % 997) - 90 END::numeric AS amount, (i % 50)::numeric AS profit
FROM generate_series(1, 2000) AS i;
CREATE SCHEMA play; -- what a run makes, to compare it with
CREATE FUNCTION play.is_segment(model regclass, source regclass, OUT customers bigint, OUT others bigint, OUT points numeric) LANGUAGE plpgsql AS $$
BEGIN -- whether a model says what segment() says, and how far off its scores are
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (m.customer, m.orders, m.amount, m.first_order, m.last_order) IS DISTINCT FROM (s.customer, s.orders, s.amount, s.first_order, s.last_order) OR m.quadrant <> s.quadrant::text),
						   max(greatest(abs(m.loyalty - s.loyalty), abs(m.contribution - s.contribution)))::numeric
					FROM %s AS m FULL JOIN customer_seg.segment(%L) AS s USING (customer)', model, source) INTO customers, others, points;
END $$;
SQL

# the SQL of a model; its errors
sub compile {
	my ($name, $model, %how) = @_;
	my $as = sprintf '{"relation": ["%s", "%s", "%s"]%s}', $database, $how{in} // 'mart', $name, join '', map { qq(, "$_": true) } grep { $how{$_} } qw(incremental empty ephemeral);
	my $pid = open2(my $out, my $in, 'python3', "$FindBin::Bin/render.py", $as);
	print $in $model;
	close $in;
	my $sql = do { local $/; <$out> };
	waitpid $pid, 0;
	return $sql;
}

# the materialization 'table': beside the one that there is, renamed into its place, which is dropped with CASCADE. What it says
sub table {
	my ($name, $model, %how) = @_;
	my $sql    = compile($name, $model, %how);
	my ($to)   = map { qq("$database"."$_"."$name") } $how{in} // 'mart';
	my $there  = $db->query(qq(SELECT to_regclass(\$_\$$to\$_\$) IS NOT NULL)) eq 't';
	my $called = sub { qq("$database") . '."' . ($how{in} // 'mart') . qq("."${name}__dbt_$_[0]") };
	my $hook   = compile($name, $how{post_hook} // '', %how);
	return join "\n", grep { $_ ne '' } map { $db->query($_) } 'BEGIN', sprintf("create table %s as (\n%s\n)", $called->('tmp'), $sql),
		($there ? "alter table $to rename to \"${name}__dbt_backup\"" : ()), 'alter table ' . $called->('tmp') . " rename to \"$name\"",
		($hook =~ /\S/ ? $hook : ()), 'COMMIT', 'drop table if exists ' . $called->('backup') . ' cascade';
}

# a view, or a materialized view
sub view {
	my ($name, $model, %how) = @_;
	return $db->query(sprintf "create %s view %s as (\n%s\n)", $how{materialized} // '', qq("$database"."mart"."$name"), compile($name, $model));
}

# the materialization 'incremental', from its second run on, by either strategy
sub incremental {
	my ($name, $model, $strategy) = @_;
	my $to = qq("$database"."mart"."$name");
	my @do = $strategy eq 'merge'
		? <<"SQL"
merge into $to as DBT_INTERNAL_DEST using news__dbt_tmp as DBT_INTERNAL_SOURCE on (DBT_INTERNAL_SOURCE.customer = DBT_INTERNAL_DEST.customer)
when matched then update set "customer" = DBT_INTERNAL_SOURCE."customer", "activity" = DBT_INTERNAL_SOURCE."activity", "loaded_until" = DBT_INTERNAL_SOURCE."loaded_until"
when not matched then insert ("customer", "activity", "loaded_until") values ("customer", "activity", "loaded_until")
SQL
		: ("delete from $to as DBT_INTERNAL_DEST where (customer) in (select distinct customer from news__dbt_tmp as DBT_INTERNAL_SOURCE)",
			qq(insert into $to ("customer", "activity", "loaded_until") (select "customer", "activity", "loaded_until" from news__dbt_tmp)));
	return join "\n", grep { $_ ne '' } map { $db->query($_) } 'BEGIN', "create temporary table news__dbt_tmp as (\n" . compile($name, $model, incremental => 1) . "\n)", @do,
		'COMMIT', 'drop table news__dbt_tmp';
}

my $staged = 'select * from raw.sales';
is table('sales', "$staged where sale_id <= 1000"), '', 'a model of sales';

# by name
is table('segments', q({{ customer_seg.segment(ref('sales')) }})), '', 'segment: a table';
is $db->query(q(SELECT customers > 100, others, points FROM play.is_segment('mart.segments', 'mart.sales'))), 't|0|0', 'is what segment() says';
is $db->query(q(SELECT pg_typeof(quadrant) FROM mart.segments LIMIT 1)), 'text', 'the type as text';
is view('segments_view', q({{ customer_seg.segment(ref('sales')) }})), '', 'a view';
is view('segments_kept', q({{ customer_seg.segment(ref('sales')) }}), materialized => 'materialized'), '', 'a materialized view';
is table('classes', q({{ customer_seg.classify(ref('sales'), lapse_after='90 days') }})), '', 'classify: a table';
is $db->query(q(SELECT count(*) FROM mart.classes m FULL JOIN customer_seg.classify('mart.sales', lapse_after => '90 days') c USING (customer) WHERE m IS DISTINCT FROM c)), 0, 'is what classify() says';
is view('reported', q({{ customer_seg.report(ref('sales'), lang='es') }} as r where section_key <> 'summary')), '', 'a report, and a condition behind it';
is $db->query(q(SELECT customers FROM mart.reported WHERE (section_key, item_key) = ('base', 'all'))), $db->query('SELECT count(*) FROM mart.segments'), 'read by its keys';
$db->query(q(CREATE VIEW mart.bound AS SELECT * FROM customer_seg.segment('mart.sales')));
is table('sales', $staged), '', 'the sales made anew';
is $db->query(q(SELECT to_regclass('mart.bound'))), '', 'take a view with them that names the table as a literal';
is $db->query(q(SELECT others FROM play.is_segment('mart.segments_view', 'mart.sales'))), 0, 'not that of the macro, which reads the new ones';
is $db->query(q(REFRESH MATERIALIZED VIEW mart.segments_kept; SELECT others FROM play.is_segment('mart.segments_kept', 'mart.sales'))), 0, 'nor the materialized view';
is table('segments', q({{ customer_seg.segment(ref('sales'), since='2024-03-01 00:00+00', yardstick={'sql': '(select customer_seg.yardstick(activity, now()) from customer_seg.segment($$mart.sales$$))'}) }})), '', 'arguments by name';
is $db->query(q(SELECT count(*) FROM mart.segments m FULL JOIN customer_seg.segment('mart.sales', since => '2024-03-01 00:00+00') s USING (customer) WHERE m.orders IS DISTINCT FROM s.orders)), 0, 'are those of the function';
is table(q(sales o'), 'select customer_id as "the buyer", sold_at, amount from raw.sales'), '', 'a name with a blank and a quote';
is table('quoted', q({{ customer_seg.segment(ref("sales o'"), customer_column='the buyer') }})), '', 'is read';

# a model that reads itself as it was
is table('sales_marked', q({% if is_incremental() %}select s.*, t.quadrant as was from raw.sales s left join ({{ customer_seg.segment(this) }}) t on t.customer = s.customer_id{% else %}select *, null as was from raw.sales{% endif %})), '', 'a model of itself: the first run';
is table('sales_marked', q({% if is_incremental() %}select s.*, t.quadrant as was from raw.sales s left join ({{ customer_seg.segment(this) }}) t on t.customer = s.customer_id{% else %}select *, null as was from raw.sales{% endif %}), incremental => 1), '', 'and the next one reads what the last one made';
is $db->query(q(SELECT count(*) > 0 AND bool_and(m.was = s.quadrant::text) FROM mart.sales_marked m JOIN customer_seg.segment('raw.sales') s ON s.customer = m.customer_id)), 't', 'is right';

# as a query
for my $column (['sold_at', 'timestamptz'], ["sold_at at time zone 'UTC'", 'timestamp'], ["(sold_at at time zone 'UTC')::date", 'date']) {
	my ($as, $type) = @$column;
	table('stage', "select sale_id, customer_id, $as as sold_at, amount, profit from raw.sales");
	is table('grouped', q({{ customer_seg.segment_by_group(ref('stage')) }})), '', "segment_by_group: $type";
	is $db->query(q(SELECT others, points < 1e-9 FROM play.is_segment('mart.grouped', 'mart.stage'))), '0|t', 'is what segment() says';
}
is table('by_profit', q({{ customer_seg.segment_by_group(ref('sales'), profit_column='profit') }})), '', 'by profit';
is $db->query(q(SELECT count(*) FROM mart.by_profit m FULL JOIN customer_seg.segment('mart.sales', profit_column => 'profit') s USING (customer) WHERE m.quadrant IS DISTINCT FROM s.quadrant::text)), 0, 'too';
my $ephemeral = compile('x', q({{ customer_seg.segment_by_group(ref('sales')) }}), ephemeral => 1) =~ s/^with /with __dbt__cte__sales as (select * from raw.sales), /r;
is $db->query("CREATE TABLE mart.from_ephemeral AS ($ephemeral)"), '', 'of an ephemeral model';
is $db->query(q(SELECT others FROM play.is_segment('mart.from_ephemeral', 'raw.sales'))), 0, 'is the same';
like compile('x', q({{ customer_seg.segment(ref('sales')) }}), ephemeral => 1), qr/^Compilation Error: segment\(\) reads a relation by its name.*segment_by_group/, 'by its name it cannot be read, which is said';

# --empty: the columns, and no row
my %by = map { $_ => "{{ customer_seg.$_(ref('sales')) }}" } qw(classify segment report segment_by_group);
for my $macro (sort keys %by) {
	is table("empty_$macro", $by{$macro}, empty => 1), '', "--empty: $macro";
	is $db->query("SELECT count(*) FROM mart.empty_$macro"), 0, 'has no row';
	table('full', $by{$macro});
	my $columns = q(SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attnum > 0 AND attrelid = );
	is $db->query("$columns 'mart.empty_$macro'::regclass"), $db->query("$columns 'mart.full'::regclass"), 'and the columns that it has of all';
}

# incremental: each row is read once, and the sum is that of all
my $activities = q({{ customer_seg.incremental_activities(ref('sales'), 'sale_id') }});
my $right = q(SELECT count(*), count(*) FILTER (WHERE m.activity::text IS DISTINCT FROM s.activity::text) FROM mart.activities m FULL JOIN customer_seg.segment('mart.sales') s USING (customer));
for my $strategy ('delete+insert', 'merge') {
	table('sales', "$staged where false");
	is table('activities', $activities), '', "incremental by $strategy: a first run of no rows";
	for my $until (700, 701, 1500, 1500) {
		table('sales', "$staged where sale_id <= $until");
		is incremental('activities', $activities, $strategy), '', "rows up to $until";
		like $db->query($right), qr/^[1-9]\d*\|0$/, 'are those of a run over all';
	}
	$db->query(q(INSERT INTO mart.sales VALUES (9999, 7, '2023-01-01', 12)));
	is incremental('activities', $activities, $strategy), '', 'a row loaded late';
	like $db->query($right), qr/^[1-9]\d*\|0$/, 'is there, too';
}
is table('from_activities', q({{ customer_seg.segment_activities(ref('activities'), customer_column='customer') }})), '', 'segments of it';
is $db->query(q(SELECT others FROM play.is_segment('mart.from_activities', 'mart.sales'))), 0, 'are those of the sales';

# a snapshot by the strategy 'check': operators are looked for along the search_path
table('segments', q({{ customer_seg.segment(ref('sales')) }}));
$db->query(q(CREATE TABLE mart.snapshot AS SELECT *, md5(coalesce(cast(customer as varchar), '')) AS dbt_scd_id, now() AS dbt_valid_from, NULL::timestamptz AS dbt_valid_to FROM mart.segments));
$db->query(q(UPDATE mart.snapshot SET quadrant = 'bee' WHERE customer <= 20 AND quadrant <> 'bee'));
sub changed {
	my ($column, $old, $new) = @_;
	return $db->query(<<"SQL");
select count(*) from $new as source_data left outer join $old as snapshotted_data on snapshotted_data.customer = source_data.customer
where snapshotted_data.customer is null or (snapshotted_data.customer is not null and (snapshotted_data.$column != source_data.$column
	or (((snapshotted_data.$column is null) and not (source_data.$column is null)) or ((not snapshotted_data.$column is null) and (source_data.$column is null)))))
SQL
}
cmp_ok changed('"quadrant"', 'mart.snapshot', 'mart.segments'), '>', 5, 'a snapshot that checks the type, as text';
$db->query(q(CREATE TABLE mart.activities_then AS SELECT * FROM mart.activities; INSERT INTO mart.sales VALUES (10000, 8, '2023-01-01', 12)));
incremental('activities', $activities, 'merge');
like changed('"activity"', 'mart.activities_then', 'mart.activities'), qr/operator does not exist: customer_seg.activity <> customer_seg.activity/, 'one that checks the activity finds no operator';
$db->query('SET search_path = public, customer_seg');
is changed('"activity"', 'mart.activities_then', 'mart.activities'), 1, 'until the search_path has it';
$db->query('SET search_path = public');

# hooks
like table('tracked_sales', $staged, in => 'raw', post_hook => q(select customer_seg.track('{{ this }}'))), qr/^\S*tracked_sales_activities$/, 'a post_hook that tracks the table';
like table('tracked_sales', "$staged where sale_id <= 1000", in => 'raw', post_hook => q(select customer_seg.track('{{ this }}'))), qr/^\S*tracked_sales_activities$/, 'and the table that takes its place';
is $db->query(q(SELECT sum(customer_seg.orders(activity)) FROM raw.tracked_sales_activities)), $db->query(q(SELECT sum(orders) FROM customer_seg.segment('raw.tracked_sales'))), 'is of the new one';
$db->query(q(SELECT customer_seg.create_segmentation('mart.shop', 'mart.sales')));
unlike table('sales', "$staged where sale_id <= 1200", post_hook => q(select customers from customer_seg.refresh_segmentation('mart.shop'))), qr/ERROR/, 'a post_hook that refreshes a segmentation';
is $db->query(q(SELECT count(*) FROM mart.shop)), $db->query(q(SELECT count(*) FROM customer_seg.segment('mart.sales'))), 'which is of the new table, and stays when the former one goes';
$db->close;
done_testing;
