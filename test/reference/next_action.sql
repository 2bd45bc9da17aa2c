-- next_actions: on published data everybody has one action, no other line says the opposite, and the actions came true
\if :data
BEGIN;
\ir helpers.psql
\ir ../pgtap/one_action.psql
SELECT plan(32);
CREATE SCHEMA six;
CREATE VIEW six.cdnow AS SELECT customer::text AS customer_id, at AS sold_at, amount FROM ref.cdnow;
CREATE VIEW six.essec AS SELECT customer::text AS customer_id, at AS sold_at, amount FROM ref.essec;
CREATE VIEW six.retail AS SELECT customer AS customer_id, at AS sold_at, amount FROM ref.retail;
CREATE VIEW six.rfm_orders AS SELECT customer AS customer_id, at AS sold_at, amount FROM ref.rfm_orders;
CREATE VIEW six.northwind AS SELECT customer_id::text, order_date AS sold_at, order_id, unit_price * quantity * (1 - discount) AS amount FROM northwind.orders JOIN northwind.order_details USING (order_id);

SELECT pg_temp.one_action(source::regclass) FROM unnest('{six.cdnow,six.essec,six.retail,six.rfm_orders}'::text[]) source;
SELECT pg_temp.one_action('six.northwind', 'order_id');
-- which would be seen
UPDATE playbook SET action = said FROM (VALUES ('mantis', 'Call them today.'), ('bee', 'Let them go.')) v(type, said) WHERE item = type AND subject = 'lapsed_quadrant' AND lang = 'en';
SELECT ok(EXISTS (SELECT FROM pg_temp.advice_of('six.essec', NULL) a JOIN pg_temp.advice_of('six.essec', NULL) b USING (customer) WHERE a.asks AND b.leaves AND a.item = asked AND b.item = left_alone), 'else it would be seen: ' || asked || ' against ' || left_alone)
FROM (VALUES ('mantis', 'let_go'), ('win_back', 'bee')) v(asked, left_alone);
DELETE FROM playbook WHERE own;

-- as of a past day, against what followed: who was let go seldom came back, and brought least
CREATE TEMP TABLE asked AS SELECT * FROM (VALUES ('six.cdnow'::regclass, date '1998-01-01'), ('six.essec', '2015-01-01'), ('six.retail', '2014-03-17')) v(source, day);
CREATE TEMP VIEW sale AS SELECT 'six.cdnow'::regclass AS source, * FROM six.cdnow UNION ALL SELECT 'six.essec', * FROM six.essec UNION ALL SELECT 'six.retail', * FROM six.retail;
CREATE TEMP TABLE told AS SELECT source, day, n.* FROM asked, LATERAL next_actions_as(NULL::text, source, as_of => day::timestamp AT TIME ZONE 'UTC') n;
CREATE TEMP TABLE after AS SELECT source, customer_id AS customer, sum(amount) AS amount FROM sale JOIN asked USING (source) WHERE sold_at >= day AND amount > 0 GROUP BY 1, 2;
CREATE TEMP TABLE came AS
SELECT source, action, count(*) AS customers, round(100.0 * count(a.amount) / count(*), 1) AS share, round(coalesce(sum(a.amount), 0) / count(*), 2) AS a_head, sum(at_stake) AS at_stake
FROM told LEFT JOIN after a USING (source, customer) GROUP BY 1, 2;
SELECT is(string_agg(format('%s %s %s %% %s', action, customers, share, a_head), ', ' ORDER BY a_head DESC), said, source || ': the former customers, by the money that they brought')
FROM came JOIN (VALUES ('six.cdnow'::regclass, 'win_back 207 19.8 % 16.74, reactivate 1439 10.4 % 4.83, let_go 105 6.7 % 2.58'), ('six.essec', 'win_back 679 8.0 % 15.98, reactivate 3664 4.2 % 1.97, let_go 3208 2.6 % 1.52')) v(source, said) USING (source)
WHERE action IN ('win_back', 'reactivate', 'let_go') GROUP BY source, said ORDER BY source;
SELECT cmp_ok(min(share) FILTER (WHERE action = 'reward'), '>', 3 * max(share) FILTER (WHERE action IN ('win_back', 'reactivate', 'let_go')), source || ': bees who are there came thrice as often as any of them') FROM came WHERE source <> 'six.retail'::regclass GROUP BY source ORDER BY source;
SELECT cmp_ok(min(share) FILTER (WHERE action IN ('check_in', 'remind')), '>', max(share) FILTER (WHERE action IN ('reactivate', 'let_go')), source || ': and who is overdue more often than who was let go') FROM came WHERE source <> 'six.retail'::regclass GROUP BY source ORDER BY source;
SELECT is_empty($$SELECT * FROM came WHERE source = 'six.retail'::regclass AND action IN ('win_back', 'reactivate', 'let_go', 'check_in', 'remind')$$, 'where being away tells nothing nobody is called lapsed');

-- what is at stake is the money of a year: at most 1.3 times the best year's sales, and little of it of those who hardly ever return
CREATE FUNCTION pg_temp.best_year(source regclass) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE best numeric;
BEGIN
	EXECUTE format('SELECT max(sales) FROM (SELECT sum(amount) OVER (ORDER BY sold_at RANGE interval ''1 year'' PRECEDING) AS sales FROM %s) s', source) INTO best;
	RETURN best;
END $$;
CREATE TEMP TABLE stake AS SELECT source, n.* FROM unnest('{six.cdnow,six.essec,six.retail,six.rfm_orders}'::regclass[]) source, LATERAL next_actions_as(NULL::text, source) n
	UNION ALL SELECT 'six.northwind', * FROM next_actions_as(NULL::text, 'six.northwind', order_column => 'order_id');
SELECT cmp_ok(sum(at_stake), '<=', 1.3 * pg_temp.best_year(source), source || ': about a year''s sales') FROM stake GROUP BY source ORDER BY source;
SELECT is(string_agg(action || ' ' || money, ', ' ORDER BY money DESC), said, source || ': the order by money') FROM (SELECT source, action, sum(at_stake) AS money FROM stake GROUP BY 1, 2) s
JOIN (VALUES ('six.cdnow'::regclass, 'reward 67667.90, check_in 28754.09, promote 8937.76, win_back 7372.74, let_go 5659.88, reactivate 2523.99, remind 1205.85'),
	('six.essec', 'reward 285726.91, welcome 191244.41, promote 57808.60, check_in 49590.07, remind 39636.23, win_back 7857.19, reactivate 5886.62, let_go 5635.76')) v(source, said) USING (source) GROUP BY source, said ORDER BY source;
SELECT is(s.money, l.money, 'essec: each counts for the 291 of 7551 who came back') FROM (SELECT sum(at_stake) AS money FROM stake WHERE source = 'six.essec'::regclass AND action IN ('win_back', 'reactivate', 'let_go')) s,
	(SELECT sum(round(yearly * 291 / 7551, 2)) AS money FROM (SELECT round(sum(amount) * 365.25 / greatest(365.25, max(at) - min(at)), scale(sum(amount))) AS yearly FROM ref.essec GROUP BY customer HAVING max(at) < (SELECT max(at) + 1 - 1108 FROM ref.essec)) y) l;
SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
