-- classify: the sample of the base's past that is kept while the sales are read is the one that _past() reads by itself
BEGIN;
\ir ../helpers.psql
\ir ../engine.psql
SELECT plan(14);

-- more customers than a sample holds, in no order; a third of them have left
CREATE SCHEMA big;
CREATE TABLE big.sale AS
SELECT i * 7919 % 100003 AS customer_id, timestamptz '2020-01-01' + (i * 104729 % 1500) * interval '1 day' * CASE WHEN i * 7919 % 100003 % 3 = 0 AND i % 20 > 0 THEN 0.4 ELSE 1 END AS sold_at,
	   (i % 977)::numeric / 4 AS amount, i / 2 AS order_no
FROM generate_series(1, 400012::bigint) i;
CREATE VIEW big.texts AS SELECT customer_id::text, sold_at, amount, order_no FROM big.sale;
ANALYZE big.sale;
SELECT results_eq('SELECT one_in, lapse_after IS NOT NULL, lapsed_then > 10000, lapsed_came_back > 0 FROM _past(''big.sale'')', 'VALUES (2::bigint, true, true, true)', 'it is a sample, and tells who has left');

-- by next_actions(), for which _past() reads the sales again, and by classify()
CREATE FUNCTION pg_temp.actions(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT concat_ws('' '', count(*), sum(at_stake), sum(hashtextextended((customer::text, action, by, overdue, at_stake)::text, 0)::numeric)) FROM %s', call) INTO said;
	RETURN said;
END $$;
CREATE FUNCTION pg_temp.told(arguments text, as_text boolean) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.actions(format(CASE WHEN as_text THEN 'next_actions_as(NULL::text, %s)' ELSE 'next_actions(%s)' END, arguments))
$$;
CREATE FUNCTION pg_temp.classified(memory text, workers integer, arguments text, as_text boolean) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.way(memory, workers);
	RETURN pg_temp.actions(format('(SELECT customer, next_action AS action, next_action_due AS by, next_action_overdue AS overdue, at_stake FROM %s) c',
								 format(CASE WHEN as_text THEN 'classify_as(NULL::text, %s)' ELSE 'classify(%s)' END, arguments)));
END $$;
CREATE TEMP TABLE told AS SELECT arguments, as_text, pg_temp.told(arguments, as_text) AS said FROM (VALUES ('''big.sale''', false), ('''big.sale'', order_column => ''order_no'', as_of => ''2023-06-01''', false), ('''big.texts''', true)) v(arguments, as_text);
SELECT is(pg_temp.classified(memory, workers, arguments, as_text), said, format('%s: in %s, %s workers', arguments, memory, workers))
FROM told, (VALUES ('1GB', 2), ('default', 0), ('64kB', 0), ('64kB', 2)) v(memory, workers);
SELECT pg_temp.way('default', 0);
SELECT is(pg_temp.explained('SELECT life_stage FROM classify(''big.sale'')') ->> 'Past Read', 'true', 'the past is asked');

SELECT * FROM finish();
ROLLBACK;
