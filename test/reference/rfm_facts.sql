-- RFM by facts on published data: nobody is called new who is not, nor lost who comes back like the others; the names of ranks alone do both.
-- What followed: a year, of the 18 months of CDNOW half of one. test/pgtap/time/demo.sql has the same of the demo's shop.
\if :data
BEGIN;
\ir helpers.psql
\ir ../pgtap/facts.psql
SELECT plan(34);
CREATE VIEW northwind.order_day AS SELECT customer_id AS customer, order_date AS at, sum(unit_price * quantity * (1 - discount))::numeric AS amount FROM northwind.orders JOIN northwind.order_details USING (order_id) GROUP BY order_id, 1, 2;

CREATE TEMP TABLE named AS SELECT data, at, n.* FROM (VALUES
	('cdnow', 'ref.cdnow'::regclass, date '1997-07-01', interval '1 year'), ('essec', 'ref.essec', '2009-01-01', '1 year'), ('essec', 'ref.essec', '2012-01-01', '1 year'), ('essec', 'ref.essec', '2015-01-01', '1 year'),
	('retail', 'ref.retail', '2013-01-01', '1 year'), ('retail', 'ref.retail', '2014-03-17', '1 year'), ('rfm_orders', 'ref.rfm_orders', '2005-12-31', '1 year'), ('northwind', 'northwind.order_day', '1997-11-01', '6 months')) v(data, source, at, horizon),
	pg_temp.named(source, 'customer', 'at', at, horizon) n;
CREATE TEMP TABLE found AS
SELECT data, at, count(*) FILTER (WHERE named IN ('new_customer', 'promising') AND first < new_since) AS not_new, pg_temp.not_lost(array_agg(named), array_agg(came_back)) AS not_lost,
	   count(*) FILTER (WHERE ranked IN ('new_customer', 'promising') AND first < new_since) AS ranked_not_new, pg_temp.not_lost(array_agg(ranked), array_agg(came_back)) AS ranked_not_lost,
	   count(*) FILTER (WHERE named IN ('lost', 'at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating')) AS lost, count(*) FILTER (WHERE named IN ('new_customer', 'promising')) AS new FROM named GROUP BY 1, 2;

SELECT is(not_new, 0::bigint, format('%s, %s: nobody is new whose first order is older than new_for', data, at)) FROM found ORDER BY data, at;
SELECT is(not_lost, NULL, format('%s, %s: no group of lost ones comes back as often as the base', data, at)) FROM found ORDER BY data, at;
SELECT is(concat_ws(' ', lost, new), said, format('%s, %s: so many are lost, and new', data, at)) FROM found JOIN (VALUES
	('cdnow', date '1997-07-01', '0 0'), ('essec', '2009-01-01', '758 1503'), ('essec', '2012-01-01', '5141 755'), ('essec', '2015-01-01', '7551 1224'), ('retail', '2013-01-01', '0 9'), ('retail', '2014-03-17', '0 0'), ('rfm_orders', '2005-12-31', '0 54'), ('northwind', '1997-11-01', '0 2')) v(data, at, said) USING (data, at) ORDER BY data, at;
-- the laws can fail
SELECT is(concat_ws(' ', ranked_not_new, ranked_not_lost), said, format('%s, %s: whom ranks alone would call new and lost wrongly', data, at)) FROM found JOIN (VALUES
	('cdnow', date '1997-07-01', '168 cannot_lose'), ('essec', '2009-01-01', '0'), ('essec', '2012-01-01', '41'), ('essec', '2015-01-01', '119'), ('retail', '2013-01-01', '573 about_to_sleep at_risk cannot_lose'), ('retail', '2014-03-17', '699 about_to_sleep at_risk cannot_lose'), ('rfm_orders', '2005-12-31', '66 hibernating'), ('northwind', '1997-11-01', '6 about_to_sleep at_risk cannot_lose')) v(data, at, said) USING (data, at) ORDER BY data, at;

-- CDNOW half a year before its end: the best of the lapsed come back as often as the base, most of which has lapsed; but less than half as often as the others
CREATE TEMP TABLE half AS SELECT named, count(*) AS customers, avg(came_back::integer) AS share FROM pg_temp.named('ref.cdnow', 'customer', 'at', '1998-01-01', '6 months') GROUP BY 1;
SELECT is(string_agg(format('%s %s %s', named, customers, round(share, 3)), ', ' ORDER BY named), 'champion 389 0.607, loyal 197 0.391, potential_loyalist 20 0.250, about_to_sleep 596 0.092, at_risk 303 0.191, cannot_lose 115 0.261, hibernating 442 0.084, lost 295 0.058', 'CDNOW: names, and who came back in half a year') FROM half;
SELECT is_empty($$SELECT * FROM half WHERE named IN ('lost', 'at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating')
	AND share >= (SELECT 0.5 * sum(share * customers) / sum(customers) FROM half WHERE named NOT IN ('lost', 'at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating'))$$, 'less than half as often as those who have not lapsed');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
