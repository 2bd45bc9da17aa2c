-- flow, flows: who came, stayed and left, against plain SQL
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
\ir windows.psql
SELECT plan(102);

-- one customer of each kind, seen from February
CREATE TEMP TABLE example AS
SELECT name, history(day, amount) AS h FROM (VALUES
	('new', date '2024-02-29', 5), ('retained', '2024-01-01', 5), ('retained', '2024-02-01', 0), ('won_back', '2023-12-31', 5), ('won_back', '2024-02-10', 5),
	('lost', '2024-01-31', 5), ('lost', '2024-03-01', 5), ('away', '2023-12-31', 5), ('prospect', '2024-02-01', NULL), ('prospect', '2024-03-01', 5),
	('later', '2024-03-01', 5), ('refund only', '2024-02-01', -5), ('refund then order', '2024-01-15', -5), ('refund then order', '2024-02-15', 5)) v(name, day, amount) GROUP BY 1;
SELECT is(flow(h, '[2024-02-01,2024-03-01)')::text, CASE name WHEN 'refund only' THEN 'away' WHEN 'refund then order' THEN 'new' WHEN 'later' THEN NULL ELSE name END, name) FROM example ORDER BY name COLLATE "C";
SELECT is(flow(NULL, daterange('2024-02-01', '2024-03-01')), NULL, 'no history');
-- a first order between the two periods
SELECT is(ARRAY[flow(h, '[2024-06-01,2024-07-01)', daterange('2024-01-01', '2024-02-01')), flow(h + history, '[2024-06-01,2024-07-01)', daterange('2024-01-01', '2024-02-01'))]::text[], '{away,new}', 'a first order between the periods')
FROM (SELECT h, (SELECT history(date '2024-06-30', 1)) AS history FROM example WHERE name = 'new') e;
-- lapsing by the calendar: who bought on 31 January lapses with the last day of February
SELECT is(array_agg(flow(h, daterange(day - 1, day), interval '1 month')::text ORDER BY day), '{new,retained,retained,lost,away}', 'lapse_after')
FROM (SELECT history(date '2024-01-31', 1) AS h) e, unnest('{2024-02-01,2024-02-28,2024-02-29,2024-03-01,2024-03-31}'::date[]) AS d(day);

-- the same length just before
SELECT bag_eq(format('SELECT customer_id, flow(h, %L::daterange) FROM person', period), format('SELECT customer_id, flow(h, %L::daterange, %L::daterange) FROM person', period, before), concat(period, ' after ', before))
FROM (VALUES ('[2023-03-01,2023-04-01)', '[2023-02-01,2023-03-01)'), ('[2024-01-01,2024-04-01)', '[2023-10-01,2024-01-01)'), ('[2023-04-01,2024-04-01)', '[2022-04-01,2023-04-01)'),
			 ('[2023-03-02,2023-04-02)', '[2023-01-30,2023-03-02)'), ('[2023-03-06,2023-03-13)', '[2023-02-27,2023-03-06)'), ('[2023-03-01,2023-03-31]', '[2023-02-01,2023-02-28]'),
			 ('[2023-03-01,2023-03-16)', '[2023-02-14,2023-03-01)'), ('[2023-02-15,2023-04-01)', '[2023-01-01,2023-02-15)')) v(period, before);

-- every customer of the shop in every window, as plain SQL has it
SELECT bag_eq(format('SELECT customer_id, %s FROM person', call), format('SELECT customer_id, flow FROM plain WHERE window_name = %L', name), 'flow: ' || name) FROM call_of_window;
SELECT bag_eq(format('SELECT customer_id, amount(h, before) AS before, amount(h, period) AS now, orders(h, period) FROM person, eyes WHERE name = %L AND h IS NOT NULL', name),
			  format('SELECT customer_id, before, now, orders FROM plain WHERE window_name = %L AND known', name), 'amount, orders: ' || name) FROM eyes;
SELECT is(pg_typeof(amount(h, '[2023-01-01,2024-01-01)'))::text, 'numeric', 'amounts keep the decimals of the period') FROM person LIMIT 1;
SELECT is((SELECT count(*) FROM person WHERE h IS NOT NULL AND scale(amount(h, p)) IS DISTINCT FROM
		   (SELECT coalesce(scale(sum(amount)), 0) FROM shop.sale s WHERE s.customer_id = person.customer_id AND (sold_at AT TIME ZONE 'UTC')::date <@ p)), 0::bigint, '… as sum() shows them') FROM (SELECT daterange('2023-01-01', '2023-03-01') AS p) v;

-- flows of every window
CREATE TEMP TABLE flowed AS
SELECT name, f.* FROM eyes, LATERAL (SELECT (flows(flow, before, now)).* FROM plain WHERE window_name = name) f;
SELECT is_empty('SELECT * FROM flowed WHERE customers_start + new + won_back - lost <> customers_end OR customers_start <> retained + lost OR customers_end <> retained + new + won_back', 'customers add up');
SELECT is_empty('SELECT * FROM flowed WHERE money_before + money_new + money_won_back + expansion - contraction - money_lost <> money_now', 'money adds up');
SELECT bag_eq('SELECT name, prospects, new, retained, won_back, lost, away FROM flowed',
	$$SELECT window_name, count(*) FILTER (WHERE flow = 'prospect') AS prospect, count(*) FILTER (WHERE flow = 'new') AS new, count(*) FILTER (WHERE flow = 'retained') AS retained, count(*) FILTER (WHERE flow = 'won_back') AS won_back,
			 count(*) FILTER (WHERE flow = 'lost') AS lost, count(*) FILTER (WHERE flow = 'away') AS away FROM plain GROUP BY 1$$, 'customers of each flow');
SELECT bag_eq('SELECT name, money_before, money_now, money_new, money_won_back, expansion, contraction, money_lost FROM flowed',
	$$SELECT window_name, sum(before) AS a, sum(now) AS b, coalesce(sum(now - before) FILTER (WHERE flow = 'new'), 0) AS c, coalesce(sum(now - before) FILTER (WHERE flow = 'won_back'), 0) AS d,
			 coalesce(sum(now - before) FILTER (WHERE now > before AND flow IN ('prospect', 'retained', 'away')), 0) AS e, coalesce(sum(before - now) FILTER (WHERE now < before AND flow IN ('prospect', 'retained', 'away')), 0) AS f,
			 coalesce(sum(before - now) FILTER (WHERE flow = 'lost'), 0) AS g FROM plain GROUP BY 1$$, 'money of each flow');
SELECT is_empty('SELECT * FROM flowed WHERE retention IS DISTINCT FROM retained / nullif(customers_start, 0)::float8 OR churn IS DISTINCT FROM lost / nullif(customers_start, 0)::float8', 'retention and churn');
SELECT is_empty('SELECT * FROM flowed WHERE retention_low > retention OR retention_high < retention OR churn_low > churn OR churn_high < churn OR abs(retention_low + churn_high - 1) > 1e-12', '… lie in their intervals');
-- Wilson's interval of 30 of 100, as R's prop.test(30, 100, correct = FALSE) has it
SELECT is(format('%s %s', round((f).retention_low::numeric, 7), round((f).retention_high::numeric, 7)), '0.2189489 0.3958485', 'Wilson''s interval')
FROM (SELECT flows(CASE WHEN i <= 30 THEN 'retained' ELSE 'lost' END::flow, 1, 1) AS f FROM generate_series(1, 100) i) x;
SELECT is_empty('SELECT * FROM flowed WHERE NOT (gross_revenue_retention BETWEEN 0 AND 1) OR NOT (share_new BETWEEN 0 AND 1) OR share_new + share_old <> 1', 'gross retention and shares lie between 0 and 1');
SELECT is_empty($$SELECT name FROM flowed JOIN (
	SELECT window_name, sum(least(before, greatest(now, 0))) FILTER (WHERE before > 0) / nullif(sum(before) FILTER (WHERE before > 0), 0) AS gross,
		   CASE WHEN sum(before) > 0 THEN sum(now) / sum(before) END AS net FROM plain WHERE flow IN ('retained', 'lost') GROUP BY 1) p ON name = window_name
	WHERE abs(gross_revenue_retention - gross) > 1e-12 OR abs(net_revenue_retention - net) > 1e-12 OR num_nulls(gross_revenue_retention, gross) = 1 OR num_nulls(net_revenue_retention, net) = 1$$, 'revenue retention');
SELECT is_empty($$SELECT name FROM flowed JOIN (SELECT window_name, greatest(coalesce(sum(now) FILTER (WHERE flow = 'new'), 0), 0) AS brought, greatest(coalesce(sum(now) FILTER (WHERE flow IS DISTINCT FROM 'new'), 0), 0) AS old FROM plain GROUP BY 1) p ON name = window_name
	WHERE abs(share_new - brought / nullif(brought + old, 0)) > 1e-12 OR num_nulls(share_new, nullif(brought + old, 0)) = 1$$, 'shares of new and old');

-- NULL money is 0, and of those without a flow only the money counts
SELECT is(flows(flow, before, now)::text, '(1,1,1,0,1,0,2,2,7,11,5,0,3,2,2,0.5,0.09453120573423071,0.9054687942657693,0.5,0.09453120573423071,0.9054687942657693,0.6,1.2,0.45454545454545453,0.5454545454545454)', 'by hand')
FROM (VALUES ('new'::flow, NULL, 5.0::numeric(5,0)), ('retained', 3, 6), ('lost', 2, NULL), ('prospect', NULL, NULL), (NULL, 2, NULL)) v(flow, before, now);
SELECT is(flows(flow, before, now)::text, flows(flow, coalesce(before, 0), coalesce(now, 0))::text, 'NULL is 0') FROM (SELECT flow, nullif(before, 0) AS before, nullif(now, 0) AS now FROM plain) v;
SELECT is(flows(NULL, NULL, NULL) FILTER (WHERE customer_id < 0)::text, '(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,,,,,,,,,,)', 'nobody') FROM person;
SELECT is((f).share_new, 1::float8, 'who gives back brings nothing') FROM (SELECT flows(flow, 0, now) AS f FROM (VALUES ('new'::flow, 10), ('retained', -20)) v(flow, now)) x;
SELECT is((f).share_new, NULL, 'nobody brings anything') FROM (SELECT flows('new', 0, 0) AS f) x;
SELECT is(ARRAY[(f).money_before, (f).money_lost, (f).money_now], ARRAY[1e17 * 3 + 0.00000000000000000003, 1e17 * 3 + 0.00000000000000000003, 0], 'money is exact')
FROM (SELECT flows('lost', 1e17 + 0.00000000000000000001, NULL) AS f FROM generate_series(1, 3)) x;

-- in any order, in parts, with FILTER and DISTINCT
SELECT is(flows(flow, before, now ORDER BY hashint8extended(customer_id, 5)), flows(flow, before, now ORDER BY window_name, customer_id), 'in any order') FROM plain;
SELECT is(flows(flow, before, now) FILTER (WHERE customer_id % 3 = 1), (SELECT flows(flow, before, now) FROM plain WHERE customer_id % 3 = 1), 'FILTER') FROM plain;
SELECT bag_eq('SELECT window_name, flows(flow, before, now) FROM plain GROUP BY ROLLUP (window_name)', 'SELECT window_name, flows(flow, before, now) FROM plain GROUP BY 1 UNION ALL SELECT NULL, flows(flow, before, now) FROM plain', 'grouping sets');

-- bad input
SELECT pg_temp.raises(format('SELECT %s FROM person', call), '22023', '%daterange(''2024-01-01''%') FROM unnest(ARRAY['flow(h, ''empty''::daterange)', 'flow(h, daterange(NULL, ''2024-01-01''))', 'flow(h, daterange(''2024-01-01'', NULL))',
	'flow(h, daterange(''2024-01-01'', ''infinity''))', 'flow(h, daterange(''-infinity'', ''2024-01-01''))', 'flow(h, daterange(''2024-01-01'', ''5000000-01-01''))', 'flow(h, ''[2024-01-01,2024-02-01)'', ''empty''::daterange)',
	'amount(h, daterange(NULL, NULL))', 'orders(h, ''empty'')']) call;
SELECT pg_temp.raises('SELECT flow(h, ''[2024-02-01,2024-03-01)'', ''6 months'') FROM person', '42725', NULL, 'a third argument of no type');
SELECT lives_ok('SELECT flow(h, ''[2024-02-01,2024-03-01)'', lapse_after => ''6 months''), flow(h, ''[2024-02-01,2024-03-01)'', before => ''[2023-02-01,2023-03-01)'') FROM person', '… does by its name');
SELECT pg_temp.raises('SELECT flow(h, daterange(''2024-02-01'', ''2024-01-01'')) FROM person', '22000', NULL, 'a period that runs backwards');
SELECT pg_temp.raises('SELECT flow(h, ''[2024-01-01,2024-02-01)'', daterange(''2023-12-02'', ''2024-01-02'')) FROM person', '22023', '%ends where the period begins%', 'periods that overlap');
SELECT pg_temp.raises('SELECT flow(h, ''[2024-01-01,2024-02-01)'', daterange(''2024-02-01'', ''2024-03-01'')) FROM person', '22023', '%ends where the period begins%', 'periods in the wrong order');
SELECT pg_temp.raises('SELECT flow(h, ''[2024-01-01,2024-02-01)'', daterange(''2024-02-01'', ''2024-03-01''), interval ''1 year'') FROM person', '22023', '%ends where the period begins%', '… with lapse_after');
SELECT pg_temp.raises(format('SELECT flow(h, daterange(''2024-01-01'', ''2024-02-01''), interval %L) FROM person', span), '22023', '%''90 days''%', 'lapse_after ' || span)
FROM unnest('{0,-1 day,-1 year,1 month -30 days,-1 month 60 days,36:00,1 day 00:00:01}'::text[]) span;
SELECT pg_temp.raises('SELECT flow(h, daterange(''2024-01-01'', ''2024-02-01''), interval ''7000 years'') FROM person', '22008', NULL, 'a lapse_after that leads beyond the calendar');
SELECT throws_ok(format('SELECT flow(h, daterange(''2024-01-01'', ''2024-02-01''), interval %L) FROM person', span), '22008', said || ' before 2024-01-01 lies beyond the calendar', 'which it names')
FROM (VALUES ('100000 years', '100000 years'), ('2147483647 months', '178956970 years 7 mons'), ('2147483647 days', '2147483647 days'), ('2147483647 months 2147483647 days', '178956970 years 7 mons 2147483647 days')) v(span, said);
SELECT pg_temp.raises(format('SELECT flows(''new'', %s)', money), '22023|22003') FROM unnest(ARRAY['''NaN'', 1', '1, ''infinity''', '1e18, 0', '0, -1e18']) money;

SELECT * FROM finish();
ROLLBACK;
