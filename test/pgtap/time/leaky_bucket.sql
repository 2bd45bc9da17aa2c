-- leaky_bucket: flows, period by period
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir windows.psql
SELECT plan(57);

CREATE TEMP TABLE asked (name, since, until, every, lapse_after) AS
SELECT name, since::date, until::date, every::interval, lapse_after::interval FROM (VALUES
	('months', '2022-01-01', '2024-10-01', '1 month', NULL),
	('months from a 31st', '2022-01-31', '2023-03-31', '1 month', NULL),
	('years from April', '2021-04-01', '2025-04-01', '1 year', NULL),
	('weeks', '2022-02-28', '2022-08-29', '7 days', NULL),
	('days', '2023-02-20', '2023-03-10', '1 day', NULL),
	('quarters, cut', '2022-02-01', '2024-08-15', '3 months', NULL),
	('one, cut', '2022-02-01', '2022-02-02', '10 years', NULL),
	('before the data', '2020-01-01', '2021-01-01', '1 month', NULL),
	('after the data', '2026-01-01', '2027-01-01', '1 month', NULL),
	('all at once', '2000-01-01', '2030-01-01', '30 years', NULL),
	('a month and a day', '2022-01-30', '2023-01-30', '1 month 1 day', NULL),
	('months, lapsing after 90 days', '2022-01-01', '2024-10-01', '1 month', '90 days'),
	('months, lapsing after a week', '2022-01-01', '2023-01-01', '1 month', '7 days'),
	('weeks, lapsing after a year', '2023-01-02', '2023-07-03', '7 days', '1 year'),
	('years from April, lapsing after 13 months', '2022-04-01', '2024-06-01', '1 year', '13 months'),
	('days, lapsing after two months', '2024-02-20', '2024-03-10', '1 day', '2 months'),
	('months from a 31st, lapsing after a month', '2022-01-31', '2023-03-31', '1 month', '1 month')) v(name, since, until, every, lapse_after);

CREATE FUNCTION pg_temp.bucket(asked, condition text DEFAULT 'true') RETURNS leaky_bucket_row[] LANGUAGE plpgsql AS $$
DECLARE
	answer leaky_bucket_row[];
BEGIN
	IF $1.lapse_after IS NULL THEN
		EXECUTE format('SELECT leaky_bucket(h, %L, %L, %L) FROM person WHERE %s', $1.since, $1.until, $1.every, condition) INTO answer;
	ELSE
		EXECUTE format('SELECT leaky_bucket(h, %L, %L, %L, %L) FROM person WHERE %s', $1.since, $1.until, $1.every, $1.lapse_after, condition) INTO answer;
	END IF;
	RETURN answer;
END $$;
CREATE TEMP TABLE bucket AS SELECT name, b.* FROM asked, LATERAL unnest(pg_temp.bucket(asked)) WITH ORDINALITY b(period, customers_start, new, retained, won_back, lost, customers_end,
	money_before, money_now, money_new, money_won_back, expansion, contraction, money_lost, share_new, churn, churn_low, churn_high, complete, k);

-- the periods, and the flows of each, one at a time
CREATE TEMP TABLE plain_period AS
SELECT name, k, daterange((since + every * (k - 1))::date, least((since + every * k)::date, until)) AS period, CASE WHEN k = 1 THEN daterange((since - every)::date, since) ELSE daterange((since + every * (k - 2))::date, (since + every * (k - 1))::date) END AS before, lapse_after,
	   (since + every * k)::date > until AS cut
FROM asked, generate_series(1, 400) k WHERE since + every * (k - 1) < until;
SELECT bag_eq(format('SELECT period, customers_start, new, retained, won_back, lost, customers_end, money_before::text, money_now::text, money_new::text, money_won_back::text, expansion::text, contraction::text, money_lost::text, share_new, churn, churn_low, churn_high FROM bucket WHERE name = %L', name),
	format('SELECT period, (f).customers_start, (f).new, (f).retained, (f).won_back, (f).lost, (f).customers_end, (f).money_before::text, (f).money_now::text, (f).money_new::text, (f).money_won_back::text, (f).expansion::text, (f).contraction::text, (f).money_lost::text, (f).share_new, (f).churn, (f).churn_low, (f).churn_high
		FROM (SELECT period, flows(%s, amount(h, before), amount(h, period)) AS f FROM plain_period, person WHERE name = %L GROUP BY 1) x', CASE WHEN lapse_after IS NULL THEN 'flow(h, period, before)' ELSE 'flow(h, period, before, lapse_after)' END, name), name) FROM asked;

SELECT is_empty('SELECT * FROM bucket WHERE customers_start + new + won_back - lost <> customers_end', 'customers add up');
SELECT is_empty('SELECT * FROM bucket WHERE money_before + money_new + money_won_back + expansion - contraction - money_lost <> money_now', 'money adds up');
SELECT is_empty('SELECT * FROM bucket a JOIN bucket b ON a.name = b.name AND b.k = a.k + 1 WHERE a.customers_end <> b.customers_start OR a.money_now <> b.money_before', 'each period begins as the one before it ended');
SELECT is((SELECT sum(money_now) FROM bucket WHERE name = 'all at once'), (SELECT sum(amount) FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL), 'no money is lost');
SELECT is_empty(format('SELECT * FROM bucket JOIN plain_period USING (name, k) WHERE complete <> (NOT cut AND upper(bucket.period) <= %L)', max((sold_at AT TIME ZONE 'UTC')::date) + 1), 'complete: as far as the data reach') FROM shop.sale WHERE customer_id IS NOT NULL;
SELECT is(count(DISTINCT complete), 2::bigint, 'among them both') FROM bucket;
SELECT is((SELECT array_agg(complete ORDER BY k) FROM unnest(b) WITH ORDINALITY u(period, c, n, r, w, l, e, m1, m2, m3, m4, m5, m6, m7, s, ch, cl, chh, complete, k)), '{t,f}', 'a contact shows how far the data reach, too')
FROM (SELECT leaky_bucket(h, '2024-01-01', '2024-03-01', '1 month') AS b FROM (SELECT history(day, amount) AS h FROM (VALUES (date '2024-01-05', 1), ('2024-01-31', NULL)) v(day, amount) GROUP BY day) v) x;
-- all new, nobody back
SELECT is(format('%s %s %s %s', (b[1]).new, (b[2]).lost, (b[2]).churn, (b[2]).share_new IS NULL), '3 3 1 t', 'all are new, and nobody comes back')
FROM (SELECT leaky_bucket(h, '2024-01-01', '2024-03-01', '1 month') AS b FROM (SELECT history(date '2024-01-05', i) AS h FROM generate_series(1, 3) i GROUP BY i) v) x;

-- in any order, in parts, by region, with FILTER
SELECT is(leaky_bucket(h, '2022-01-01', '2024-10-01', '1 month', '90 days' ORDER BY hashint8extended(customer_id, 3))::text, leaky_bucket(h, '2022-01-01', '2024-10-01', '1 month', '90 days' ORDER BY customer_id)::text, 'in any order') FROM person;
SELECT is(leaky_bucket(h, '2022-01-01', '2024-10-01', '1 month') FILTER (WHERE customer_id % 3 = 1)::text, (SELECT leaky_bucket(h, '2022-01-01', '2024-10-01', '1 month') FROM person WHERE customer_id % 3 = 1)::text, 'FILTER') FROM person;
SELECT bag_eq('SELECT (b[i]).period, sum((b[i]).new) AS new, sum((b[i]).lost) AS lost, sum((b[i]).money_lost) AS money_lost FROM (SELECT region, leaky_bucket(h, ''2022-01-01'', ''2024-10-01'', ''1 month'') AS b FROM person GROUP BY 1) r, generate_series(1, 33) i GROUP BY 1',
			  'SELECT period, new::numeric, lost::numeric, money_lost FROM bucket WHERE name = ''months''', 'regions add up to all');
SELECT is(leaky_bucket(h, '2022-01-01', '2022-03-01', '1 month')::text, '{"(\"[2022-01-01,2022-02-01)\",0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,f)","(\"[2022-02-01,2022-03-01)\",0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,f)"}', 'of NULLs: zeros') FROM person WHERE h IS NULL;
SELECT is(leaky_bucket(h, '2022-01-01', '2022-03-01', '1 month'), '{}', 'no rows') FROM person WHERE false;
SELECT is(cardinality(leaky_bucket(h, '2000-01-01', '2027-05-19', '1 day')), 10000, 'ten thousand periods') FROM person;

-- bad input
SELECT pg_temp.raises(format('SELECT leaky_bucket(h, %s) FROM person', arguments), state, hint) FROM (VALUES
	($$'2024-01-01', '2024-01-01', '1 month'$$, '22023', '%first day%'), ($$'2024-01-02', '2024-01-01', '1 month'$$, '22023', '%first day%'),
	($$'-infinity', '2024-01-01', '1 month'$$, '22023', NULL), ($$'2024-01-01', 'infinity', '1 month'$$, '22023', NULL), ($$'2024-01-01', '5000000-01-01', '1 month'$$, '22008', NULL),
	($$'2024-01-01', '2025-01-01', '0'$$, '22023', '%3 months%'), ($$'2024-01-01', '2025-01-01', '-1 month'$$, '22023', '%3 months%'), ($$'2024-01-01', '2025-01-01', '12:00'$$, '22023', '%3 months%'),
	($$'2024-01-01', '2025-01-01', '2 months -1 day'$$, '22023', '%3 months%'), ($$'2024-01-01', '2025-01-01', '1 month', '0'$$, '22023', '%90 days%'), ($$'2024-01-01', '2025-01-01', '1 month', '1 month -1 day'$$, '22023', '%90 days%'),
	($$'2024-01-01', '2025-01-01', '1 month', '48:00'$$, '22023', '%90 days%'), ($$'2000-01-01', '2027-05-20', '1 day'$$, '54000', '%longer periods%'), ($$'2000-01-01', '294276-01-01', '1 day'$$, '54000', '%longer periods%'),
	($$NULL, '2025-01-01', '1 month'$$, '22004', '%leaky_bucket(%'), ($$'2024-01-01', '2025-01-01', NULL$$, '22004', '%leaky_bucket(%'), ($$'2024-01-01', '2025-01-01', '1 month', NULL$$, '22004', '%leaky_bucket(%'),
	($$date '2024-01-01' + customer_id % 2, '2025-01-01', '1 month'$$, '22023', '%the same%'), ($$'2024-01-01', '2025-01-01', make_interval(days => 1 + customer_id % 2)$$, '22023', '%the same%')) v(arguments, state, hint);

-- what it costs
SELECT is(format('%s %s %s', to_keep, to_replace, to_replace_profit), '1000 5000 75000', 'replacement_cost') FROM replacement_cost(100, 10);
SELECT is(format('%s %s %s', to_keep, to_replace, to_replace_profit), '12.5 50.00 100.000', 'replacement_cost by ratios of one''s own') FROM replacement_cost(5, 2.5, 4.0, 2.0);
SELECT is(format('%s %s %s', to_keep, to_replace, to_replace_profit), '0 0 0', 'nobody is lost') FROM replacement_cost(0, 10);
SELECT pg_temp.raises(format('SELECT replacement_cost(%s)', arguments), '22023', '%from 0 up%') FROM unnest('{"-1, 10","1, -10","1, 10, ''NaN''","1, 10, 5, ''infinity''"}'::text[]) arguments;

SELECT * FROM finish();
ROLLBACK;
