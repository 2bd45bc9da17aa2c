-- flow, leaky_bucket, cohorts: CDNOW's lifecycle by month (computed independently), and the yearly flows of ESSEC's donors
-- (Lilien, Rangaswamy & De Bruyn's data; computed independently)
\if :data
BEGIN;
\ir helpers.psql
SELECT plan(13);
CREATE TEMP TABLE buyer AS SELECT customer, history(at, amount) AS h FROM cdnow GROUP BY 1;
CREATE TEMP TABLE donor AS SELECT customer, history(at, amount) AS h FROM essec GROUP BY 1;
CREATE TEMP TABLE month AS SELECT month::date, daterange(month::date, (month + interval '1 month')::date) AS period FROM generate_series(timestamp '1997-01-01', '1998-06-01', '1 month') month;

-- new/returning/resurrecting/dormant, of which dormant is who bought in the month before and not in this one
CREATE TEMP TABLE lifecycle AS
SELECT (date '1997-01-01' + (i - 1) * interval '1 month')::date AS month, split_part(line, '/', 1)::bigint AS new, split_part(line, '/', 2)::bigint AS returning, split_part(line, '/', 3)::bigint AS resurrecting, split_part(line, '/', 4)::bigint AS dormant
FROM regexp_split_to_table('781/0/0/0 857/124/0/657 719/168/61/813 0/171/96/777 0/90/134/177 0/68/164/156 0/70/133/162 0/54/124/149 0/46/122/132 0/53/123/115 0/70/135/106 0/65/118/140 0/51/98/132 0/46/111/103 0/55/156/102 0/47/78/164 0/38/96/87 0/41/97/93', ' ') WITH ORDINALITY l(line, i);
SELECT results_eq($$SELECT month, count(*) FILTER (WHERE flow = 'new'), count(*) FILTER (WHERE flow = 'retained'), count(*) FILTER (WHERE flow = 'won_back'), count(*) FILTER (WHERE flow = 'lost')
				    FROM (SELECT month, flow(h, period) FROM buyer, month) f GROUP BY 1 ORDER BY 1$$, 'SELECT * FROM lifecycle ORDER BY 1', 'CDNOW: flow()');
SELECT results_eq($$SELECT month, (f).new, (f).retained, (f).won_back, (f).lost FROM (SELECT month, flows(flow(h, period), NULL, NULL) AS f FROM buyer, month GROUP BY 1) f ORDER BY 1$$, 'SELECT * FROM lifecycle ORDER BY 1', 'CDNOW: flows()');
SELECT results_eq($$SELECT lower(period), new, retained, won_back, lost FROM unnest((SELECT leaky_bucket(h, '1997-01-01', '1998-07-01', '1 month') FROM buyer)) ORDER BY 1$$, 'SELECT * FROM lifecycle ORDER BY 1', 'CDNOW: leaky_bucket()');
SELECT results_eq($$WITH active AS (SELECT DISTINCT customer, date_trunc('month', at::timestamp)::date AS month FROM cdnow),
	seen AS (SELECT customer, month, lag(month) OVER w = month - interval '1 month' AS was_there, row_number() OVER w = 1 AS is_first, coalesce(lead(month) OVER w, 'infinity') > month + interval '1 month' AS leaves
			 FROM active WINDOW w AS (PARTITION BY customer ORDER BY month))
	SELECT m.month, count(*) FILTER (WHERE s.month = m.month AND is_first), count(*) FILTER (WHERE s.month = m.month AND was_there), count(*) FILTER (WHERE s.month = m.month AND NOT is_first AND NOT was_there),
		   count(*) FILTER (WHERE s.month = m.month - interval '1 month' AND leaves) FROM month m, seen s GROUP BY 1 ORDER BY 1$$, 'SELECT * FROM lifecycle ORDER BY 1', 'CDNOW: plain SQL');
SELECT is((SELECT sum((f).money_now) FROM (SELECT flows(flow(h, period), NULL, amount(h, period)) AS f FROM buyer, month GROUP BY month) f), 244091.94, 'CDNOW: all the money');
SELECT is((SELECT bool_and(complete) FROM unnest((SELECT leaky_bucket(h, '1997-01-01', '1998-07-01', '1 month') FROM buyer))), true, 'CDNOW: all months are over');

SELECT results_eq($$SELECT extract(year FROM lower(period))::integer, customers_start, retained, lost, new, won_back, customers_end FROM unnest((SELECT leaky_bucket(h, '2005-01-01', '2016-01-01', '1 year') FROM donor))
				    WHERE lower(period) IN ('2006-01-01', '2014-01-01', '2015-01-01')$$,
	$$VALUES (2006, 1225::bigint, 674::bigint, 551::bigint, 1362::bigint, 0::bigint, 2036::bigint), (2014, 5187, 2870, 2317, 1437, 616, 4923), (2015, 4923, 2965, 1958, 1512, 921, 5398)$$, 'ESSEC: leaky bucket by year');
SELECT results_eq($$SELECT lower(period), customers_start, new, retained, won_back, lost, customers_end, money_before, money_now FROM unnest((SELECT leaky_bucket(h, '2005-01-01', '2016-01-01', '1 year') FROM donor))$$,
	$$WITH year AS (SELECT y, ARRAY(SELECT customer FROM essec WHERE extract(year FROM at) = y) AS now, ARRAY(SELECT customer FROM essec WHERE extract(year FROM at) = y - 1) AS before, ARRAY(SELECT customer FROM essec WHERE extract(year FROM at) < y) AS ever,
						   coalesce((SELECT sum(amount) FROM essec WHERE extract(year FROM at) = y - 1), 0) AS money_before, (SELECT sum(amount) FROM essec WHERE extract(year FROM at) = y) AS money_now FROM generate_series(2005, 2015) y)
	SELECT make_date(y, 1, 1), (SELECT count(DISTINCT c) FROM unnest(before) c), (SELECT count(*) FROM (SELECT unnest(now) EXCEPT SELECT unnest(ever)) d), (SELECT count(*) FROM (SELECT unnest(now) INTERSECT SELECT unnest(before)) d),
		   (SELECT count(*) FROM (SELECT unnest(now) INTERSECT (SELECT unnest(ever) EXCEPT SELECT unnest(before))) d), (SELECT count(*) FROM (SELECT unnest(before) EXCEPT SELECT unnest(now)) d), (SELECT count(DISTINCT c) FROM unnest(now) c), money_before, money_now FROM year ORDER BY y$$, 'ESSEC: all years, by sets');

-- cohorts, also past twelve months, where EXTRACT(MONTH FROM AGE(…)) begins again
CREATE TEMP TABLE triangle AS SELECT c.* FROM unnest((SELECT cohorts(h, 'month', '1998-07-01') FROM buyer)) c;
SELECT bag_eq('SELECT cohort, period, retained FROM triangle WHERE retained > 0', $$SELECT cohort, ((extract(year FROM at) - extract(year FROM cohort)) * 12 + extract(month FROM at) - extract(month FROM cohort))::integer, count(DISTINCT customer)
	FROM (SELECT *, date_trunc('month', min(at) OVER (PARTITION BY customer)::timestamp)::date AS cohort FROM cdnow) c GROUP BY 1, 2$$, 'CDNOW: retention by month');
SELECT results_eq($$SELECT cohort, count(*), max(period) FROM triangle GROUP BY 1 ORDER BY 1$$, $$VALUES (date '1997-01-01', 18::bigint, 17), ('1997-02-01', 17, 16), ('1997-03-01', 16, 15)$$, '… all of it');
SELECT is((SELECT count(*) FROM (SELECT age(date_trunc('month', at::timestamp), date_trunc('month', min(at) OVER (PARTITION BY customer)::timestamp)) AS age FROM cdnow) c WHERE extract(month FROM age) <> extract(year FROM age) * 12 + extract(month FROM age)), 977::bigint, '… where the usual recipe is wrong in 977 of 6919 rows');
SELECT is((SELECT sum(amount) FROM triangle), 244091.94, '… all the money');
SELECT is((SELECT round(amount_a_head, 2) FROM triangle WHERE cohort = '1997-01-01' AND period = 17), (SELECT round(sum(amount) / 781, 2) FROM cdnow WHERE customer IN (SELECT customer FROM cdnow GROUP BY 1 HAVING min(at) < '1997-02-01')), '… and a head');

SELECT * FROM finish();
ROLLBACK;
\else
\echo 1..0 # SKIP ../shared/data is not there
\endif
