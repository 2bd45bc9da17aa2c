-- What a marketing manager would look at, in that order. Reads the table sales, as the settings say that come before, of
-- demo/shop_settings.sql or of tools/csv; with :shop also customers, with :by a column to break the base down by.
\ir terminal.sql
SET client_min_messages = warning;  -- rows without a customer or a time are told below
SET TimeZone = 'UTC';

-- the main job
SELECT clock_timestamp() AS started \gset
CREATE TABLE segments AS SELECT * FROM segment:as(:source);
SELECT extract(epoch FROM clock_timestamp() - :'started'::timestamptz)::numeric(10,2) AS seconds \gset

SELECT yardstick(activity, as_of) AS yardstick, mix(quadrant) AS mix
FROM segments, (SELECT max(:"time") + interval '1 microsecond' FROM sales) AS s (as_of)
\gset

-- the last period and the one before: the longest that the data hold twice
SELECT day AS until, (day - period)::date AS middle, period, period IS NOT NULL AS has_past
FROM (SELECT max(:"time")::date + 1, min(:"time")::date FROM sales) AS s (day, first)
	 LEFT JOIN (VALUES (interval '1 year'), ('6 months'), ('3 months'), ('1 month')) AS p (period) ON day - 2 * period >= first
ORDER BY period DESC NULLS LAST LIMIT 1 \gset

-- who they are, and an attribute to break the base down by
\if :shop
CREATE VIEW who AS SELECT customer_id AS customer, name || ' (' || customer_id || ')' AS name FROM customers;
CREATE TEMP VIEW attribute AS SELECT customer_id AS customer, region AS value FROM customers;
\else
CREATE VIEW who AS SELECT customer, customer AS name FROM segments;
\endif
\if :{?by}
SELECT pg_temp.fit(:'by', 14) AS by_title \gset
\if :shop
\else
CREATE TEMP VIEW attribute AS SELECT :"customer" AS customer, mode() WITHIN GROUP (ORDER BY :"by") AS value FROM sales GROUP BY 1;
\endif
\else
\set by_title of
CREATE TEMP VIEW attribute AS SELECT customer, NULL::text AS value FROM segments WHERE false;
\endif

SELECT to_char(count(*), 'FM999,999,999') AS rows, to_char((SELECT count(*) FROM segments), 'FM999,999,999') AS customers,
	   min(:"time")::date AS first, max(:"time")::date AS last
FROM sales \gset
\echo
\echo Rows of sales: :rows; customers: :customers; :first to :last; segmented in :seconds s.
\echo

-- the sentences of the report; what it says of each class comes at the end
CREATE TEMP TABLE report AS SELECT * FROM report('sales' :arguments);
CREATE TEMP TABLE printed AS
SELECT line, place, min(place) FILTER (WHERE line = '') OVER () AS parted FROM report_text('sales' :arguments) WITH ORDINALITY AS r (line, place);
\pset format unaligned
\pset tuples_only on
SELECT line FROM printed WHERE place < parted ORDER BY place;
\pset format wrapped
\pset tuples_only off
\echo

-- what changed
\if :has_past
CREATE TEMP TABLE moved AS
SELECT customer, max(quadrant) FILTER (WHERE date = :'middle') AS was, max(quadrant) FILTER (WHERE date = :'until') AS "is"
FROM types_at:as(:source, dates => ARRAY[:'middle'::date, :'until'], "window" => :'period') GROUP BY customer;

\set title 'What changed: the bees of ' :middle ' .. ' :last ', and of the same time before, by one yardstick'
\pset title :title
SELECT CASE all_of_them WHEN 1 THEN 'all' ELSE pg_temp.fit(value, 14) END AS :"by_title", best_then AS "bees then",
	   lost_of_them AS lost, pg_temp.percent(share_lost) AS "of them", fell AS "other type", gained,
	   best_now AS "bees now", label(verdict) AS development
FROM (SELECT value, grouping(value) AS all_of_them, movement(was, "is") AS m, count(*) AS customers
	  FROM moved LEFT JOIN attribute USING (customer) GROUP BY ROLLUP (value)) AS x, development(m)
WHERE all_of_them = 1 OR value IS NOT NULL
ORDER BY all_of_them DESC, customers DESC, value LIMIT 11;
\endif

-- what they are like
\pset title 'The types, and how many of them have lapsed'
SELECT t.item AS type, pg_temp.figure(t.customers, 9) AS customers, pg_temp.percent(t.share) AS share, pg_temp.figure(l.customers, 9) AS lapsed,
	   pg_temp.figure(t.amount, 12) AS amount, pg_temp.percent(t.share_of_amount) AS "of the money", bar(t.share_of_amount, 20) AS "amount, as a bar"
FROM unnest(enum_range(NULL::quadrant)) AS q (type) JOIN report AS t ON t.section_key = 'quadrant' AND t.item_key = type::text
	 LEFT JOIN report AS l ON l.section_key = 'quadrant' AND l.item_key = 'lapsed_' || type
ORDER BY q.type;

\if :{?by}
\set title 'By ' :by_title ': the same yardstick'
\pset title :title
SELECT pg_temp.fit(value, 14) AS :"by_title", pg_temp.figure(total(mix), 9) AS customers, pg_temp.percent(share(mix, 'bee')) AS bee,
	   pg_temp.percent(share(mix, 'dragonfly')) AS dragonfly, pg_temp.percent(share(mix, 'butterfly')) AS butterfly,
	   pg_temp.percent(share(mix, 'mantis')) AS mantis, structure(mix) AS structure, pg_temp.figure(amount, 10) AS amount
FROM (SELECT value, mix(quadrant) AS mix, sum(amount) AS amount
	  FROM segments JOIN attribute USING (customer) GROUP BY value ORDER BY sum(amount) DESC, value LIMIT 30) AS r
ORDER BY r.amount DESC, value;
\endif

-- whom to turn to
\pset title 'To be done first: of those who are due, the ten with most money a year at stake'
SELECT pg_temp.fit(name, 20) AS customer, label(action) AS "to do", pg_temp.figure(at_stake, 9) AS "at stake",
	   pg_temp.lines(concat_ws(' ', channel, why), 42) AS "how, and why"
FROM contact_list:as(:source, capacity => 10) JOIN who USING (customer)
ORDER BY place;

-- the rest
\echo The whole picture: report_text()
\echo
\pset format unaligned
\pset tuples_only on
SELECT line FROM printed WHERE place > parted ORDER BY place;
\pset format wrapped
\pset tuples_only off
\echo

\pset title 'Before one believes it: what audit() finds in the table'
SELECT finding, concat_ws(' ', pg_temp.figure(count, 1), unit) AS count, pg_temp.fit(example, 20) AS example,
	   pg_temp.lines(advice, 34) AS advice
FROM audit('sales' :arguments)
WHERE severity NOT IN ('ok', 'info') AND count > 0;

\pset title 'What counts as high'
SELECT axis, coalesce(measure, 'recency and frequency') AS measure,
	   CASE WHEN value = 'infinity' THEN 'nobody' ELSE to_char(value, '999,999,990.0') || ' ' || unit END AS "high from", '= ' || cut AS cut,
	   to_char(100 * CASE axis WHEN 'loyalty' THEN loyal ELSE much END, '990.0 %') AS above, note
FROM cuts(:'yardstick'::yardstick),
	 (SELECT share(m, 'bee') + share(m, 'butterfly'), share(m, 'bee') + share(m, 'dragonfly')
	  FROM (SELECT :'mix'::mix) AS x (m)) AS s (loyal, much);

\pset title 'Typical ones of each type'
SELECT quadrant AS type, pg_temp.fit(name, 24) AS customer, orders, to_char(amount, '99,999,990.00') AS amount,
	   last_order::date AS "last order", loyalty::numeric(4,1) AS loyalty, contribution::numeric(4,1) AS contribution
FROM (SELECT *, row_number() OVER (PARTITION BY quadrant ORDER BY round(distance::numeric, 6), customer) AS place
	  FROM (SELECT *, abs(loyalty - avg(loyalty) OVER types) + abs(contribution - avg(contribution) OVER types) AS distance
			FROM segments WINDOW types AS (PARTITION BY quadrant)) AS s) AS s JOIN who USING (customer)
WHERE place <= 3
ORDER BY quadrant, place;
