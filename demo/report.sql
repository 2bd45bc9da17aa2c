-- What a marketing manager would look at. Reads the table sales, as the settings say that come before, of
-- demo/shop_settings.sql or of tools/csv; with :shop also customers, with :by a column to break the base down by.
\pset pager off
\pset border 2
\pset linestyle unicode
\pset null '–'
\pset footer off
\timing off
SET client_min_messages = warning;  -- rows without a customer or a time are told below
SET TimeZone = 'UTC';

-- the main job
SELECT clock_timestamp() AS started \gset
CREATE TABLE segments AS :call;
SELECT extract(epoch FROM clock_timestamp() - :'started'::timestamptz)::numeric(10,2) AS seconds \gset

SELECT yardstick(activity, as_of) AS yardstick, mix(quadrant) AS mix
FROM segments, (SELECT max(:"time") + interval '1 microsecond' FROM sales) AS s (as_of)
\gset

SELECT to_char(count(*), 'FM999,999,999') AS rows,
	   CASE WHEN count(:"customer") < count(*) THEN '; left out: ' || to_char(count(*) - count(:"customer"), 'FM999,999,999')
			|| ' without a customer' ELSE '' END
	   || CASE WHEN count(:"time") < count(*) THEN '; left out: ' || to_char(count(*) - count(:"time"), 'FM999,999,999')
			|| ' without a time' ELSE '' END AS anonymous,
	   to_char((SELECT count(*) FROM segments), 'FM999,999,999') AS customers,
	   min(:"time")::date AS first, max(:"time")::date AS last
FROM sales \gset
\echo
\echo Rows of sales: :rows; customers: :customers; :first to :last:anonymous.
\echo Segmented in :seconds s by :call
\echo

\pset title 'Before one believes it: what audit() finds in the table'
SELECT finding, to_char(count, '9,999,999') AS count, unit, to_char(100 * share, '990.0 %') AS share, severity, example,
	   rtrim(regexp_replace(advice, '(.{1,60})(\s|$)', E'\\1\n', 'g'), E'\n') AS advice
FROM audit('sales' :arguments)
WHERE severity <> 'ok' AND (severity <> 'info' OR finding IN ('rows', 'rows usable', 'customers')) AND count > 0;

\pset title 'The whole picture: report()'
SELECT CASE WHEN section IS DISTINCT FROM lag(section) OVER (ORDER BY line) THEN section ELSE '' END AS section, item,
	   to_char(customers, '9,999,999') AS customers, to_char(100 * share, '990.0 %') AS share,
	   to_char(amount, '999,999,999') AS amount, to_char(100 * share_of_amount, '990.0 %') AS "of all",
	   rtrim(regexp_replace(evidence, '(.{1,24})(\s|$)', E'\\1\n', 'g'), E'\n') AS evidence,
	   rtrim(regexp_replace(what_to_do, '(.{1,62})(\s|$)', E'\\1\n', 'g'), E'\n') AS "what to do"
FROM report('sales' :arguments) WITH ORDINALITY AS r (section, item, customers, share, amount, share_of_amount, evidence, what_to_do, line)
ORDER BY line;

\pset title 'What counts as high'
SELECT axis, coalesce(measure, 'recency and frequency') AS measure,
	   CASE WHEN value = 'infinity' THEN 'nobody' ELSE to_char(value, '999,999,990.0') || ' ' || unit END AS "high from", '= ' || cut AS cut,
	   to_char(100 * CASE axis WHEN 'loyalty' THEN loyal ELSE much END, '990.0 %') AS "customers above", note
FROM cuts(:'yardstick'::yardstick),
	 (SELECT share(m, 'bee') + share(m, 'butterfly'), share(m, 'bee') + share(m, 'dragonfly')
	  FROM (SELECT :'mix'::mix) AS x (m)) AS s (loyal, much);

\set title 'By ' :by ' (the 30 that bring most, at most): the same yardstick'
\if :shop
CREATE TEMP VIEW attribute AS SELECT customer_id AS customer, region AS value FROM customers;
\set title 'By region: the same yardstick, four stories'
\elif :{?by}
CREATE TEMP VIEW attribute AS SELECT :"customer" AS customer, mode() WITHIN GROUP (ORDER BY :"by") AS value FROM sales GROUP BY 1;
\endif
\if :{?by}
\pset title :title
SELECT value AS :"by", to_char(total(mix), '999,999') AS customers, bee, dragonfly, butterfly, mantis,
	   structure(mix) AS structure, to_char(revenue, '99,999,999') AS revenue
FROM (SELECT value, mix(quadrant) AS mix, sum(amount) AS revenue
	  FROM segments JOIN attribute USING (customer) GROUP BY value ORDER BY sum(amount) DESC, value LIMIT 30) AS r,
	 LATERAL (SELECT to_char(100 * share(mix, 'bee'), '990 %'), to_char(100 * share(mix, 'dragonfly'), '990 %'),
					 to_char(100 * share(mix, 'butterfly'), '990 %'), to_char(100 * share(mix, 'mantis'), '990 %'))
	 AS s (bee, dragonfly, butterfly, mantis)
ORDER BY value;
\endif

\if :shop
CREATE VIEW who AS SELECT s.*, name || ' (' || customer || ')' AS name FROM segments AS s JOIN customers ON customer_id = customer;
\else
CREATE VIEW who AS SELECT *, left(customer, 30) AS name FROM segments;
\endif

\pset title 'Typical ones of each type'
SELECT quadrant AS type, name AS customer, orders, to_char(amount, '99,999,990.00') AS amount,
	   last_order::date AS "last order", loyalty::numeric(4,1) AS loyalty, contribution::numeric(4,1) AS contribution
FROM (SELECT *, row_number() OVER (PARTITION BY quadrant ORDER BY round(distance::numeric, 6), customer) AS place
	  FROM (SELECT *, abs(loyalty - avg(loyalty) OVER types) + abs(contribution - avg(contribution) OVER types) AS distance
			FROM who WINDOW types AS (PARTITION BY quadrant)) AS w) AS w
WHERE place <= 3
ORDER BY quadrant, place;
