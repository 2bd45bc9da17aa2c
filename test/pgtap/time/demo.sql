-- demo: what the verdict is on the made-up shop, the names of RFM by facts, and one action of each customer, which is vacuumed and so made outside of a transaction
CREATE SCHEMA demo;
SET search_path = demo, public, customer_seg;
\ir ../../../demo/shop.sql
\ir ../facts.psql
\ir ../past.psql
\ir ../one_action.psql
SELECT plan(25);

SELECT is((SELECT (round(auc::numeric, 2), verdict)::text FROM validate('sales', at => '2024-01-01') WHERE class = 'all'), '(0.85,predicts)', 'a year ahead, loyalty predicts');
SELECT is((SELECT (round(auc::numeric, 2), verdict)::text FROM validate('sales') WHERE class = 'all'), '(0.85,predicts)', 'which is as late as its data allow');
SELECT is((SELECT verdict FROM validate('sales', at => '2024-02-01') WHERE class = 'all'), 'too_early', 'and of a later day it is too early to say');

-- a year before the data end, when two years do not yet tell who has lapsed, and nine months before
CREATE TEMP TABLE named AS SELECT at, n.* FROM (VALUES (date '2024-01-01', interval '1 year'), ('2024-04-01', '9 months')) v(at, horizon), pg_temp.named('sales', 'customer_id', 'sold_at', at, horizon) n;
SELECT is(count(*) FILTER (WHERE named IN ('new_customer', 'promising') AND first < new_since), 0::bigint, at || ': nobody is new whose first order is older than new_for') FROM named GROUP BY at ORDER BY at;
SELECT is(pg_temp.not_lost(array_agg(named), array_agg(came_back)), NULL, at || ': no group of lost ones comes back as often as the base') FROM named GROUP BY at ORDER BY at;
SELECT is(string_agg(concat_ws(' ', lost, new), ', ' ORDER BY at), '0 1196, 6865 747', 'so many are lost, and new')
FROM (SELECT at, count(*) FILTER (WHERE named IN ('lost', 'at_risk', 'cannot_lose', 'about_to_sleep', 'hibernating')) AS lost, count(*) FILTER (WHERE named IN ('new_customer', 'promising')) AS new FROM named GROUP BY 1) n;
SELECT is(array_agg(wrong ORDER BY at), '{172,350}', 'whom ranks alone would call new wrongly')
FROM (SELECT at, count(*) FILTER (WHERE ranked IN ('new_customer', 'promising') AND first < new_since) AS wrong FROM named GROUP BY 1) n;
SELECT is((SELECT (verdict, round(100 * lapsed_share::numeric, 1), round(100 * others_share::numeric, 1))::text FROM lapse_check('sales')), '(predicts,19.5,73.4)', 'who has been away for long, has left');
SELECT is((SELECT (p.lapse_after = c.hiatus, types_verdict, p.one_in)::text FROM _past('sales') p, lapse_check('sales') c), '(t,predicts,1)', 'so hiatus says who has lapsed');
SELECT pg_temp.told('sales', '', p, 'bigint') FROM _past('sales') p;
-- a sample of an eighth
SELECT ok((a.flows).retention BETWEEN (s.flows).retention_low AND (s.flows).retention_high AND a.auc BETWEEN s.auc_low AND s.auc_high AND (s.lapse_verdict, s.types_verdict, s.one_in) = (a.lapse_verdict, a.types_verdict, 8),
		  'a sample says what all say, within its intervals') FROM _past('sales', at_most => 3000) s, _past('sales') a;

-- one customer, one action; as of a year before the data end, the money that followed
CREATE VIEW by_text AS SELECT customer_id::text, sold_at, amount FROM sales;
SELECT pg_temp.one_action('by_text');
SELECT is(string_agg(format('%s %s %s', action, customers, a_head), ', ' ORDER BY a_head DESC), 'win_back 876 95.23, reactivate 1871 38.28, let_go 2556 10.16', 'the former customers, by the money that they brought')
FROM (SELECT action, count(*) AS customers, round(coalesce(sum(a.amount), 0) / count(*), 2) AS a_head
	  FROM next_actions('sales', as_of => '2024-01-01 00:00+00', lapse_after => '180 days') LEFT JOIN (SELECT customer_id AS customer, sum(amount) AS amount FROM sales WHERE sold_at >= '2024-01-01 00:00+00' AND amount > 0 GROUP BY 1) a USING (customer)
	  WHERE action IN ('win_back', 'reactivate', 'let_go') GROUP BY 1) n;
-- what is at stake is about a year's sales, and most of it is of those who are there
SELECT cmp_ok(sum(at_stake), '<=', (SELECT 1.3 * max(sales) FROM (SELECT sum(amount) AS sales FROM sales GROUP BY date_trunc('year', sold_at AT TIME ZONE 'UTC')) y), 'at stake is about a year''s sales') FROM next_actions('sales', potential_column => 'potential');
SELECT is(array_agg(action ORDER BY money DESC)::text, '{reward,win_back,welcome,check_in,promote}', 'the order by money') FROM (SELECT action, sum(at_stake) AS money FROM next_actions('sales') WHERE action <> 'introduce' GROUP BY 1 ORDER BY 2 DESC LIMIT 5) a;

SELECT * FROM finish();
DROP SCHEMA demo CASCADE;
