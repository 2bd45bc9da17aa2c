-- What a marketing manager would look at. Reads the table sales (customer_id, sold_at, amount); with
-- :shop also customers, with :by_order the column order_id.
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
\if :shop
\set call 'SELECT * FROM segment(''sales'')'
\elif :by_order
\set call 'SELECT * FROM segment_as(NULL::text, ''sales'', order_column => ''order_id'')'
\else
\set call 'SELECT * FROM segment_as(NULL::text, ''sales'')'
\endif
CREATE TABLE segments AS :call;
SELECT extract(epoch FROM clock_timestamp() - :'started'::timestamptz)::numeric(10,2) AS seconds \gset

SELECT yardstick(activity, as_of) AS yardstick, mix(quadrant) AS mix
FROM segments, (SELECT max(sold_at) + interval '1 microsecond' FROM sales) AS s (as_of)
\gset

SELECT to_char(count(*), 'FM999,999,999') AS sales,
	   CASE WHEN count(customer_id) < count(*) THEN '; ' || to_char(count(*) - count(customer_id), 'FM999,999,999')
			|| ' sales without a customer are left out' ELSE '' END
	   || CASE WHEN count(sold_at) < count(*) THEN '; ' || to_char(count(*) - count(sold_at), 'FM999,999,999')
			|| ' sales without a time are left out' ELSE '' END AS anonymous,
	   to_char((SELECT count(*) FROM segments), 'FM999,999,999') AS customers,
	   min(sold_at)::date AS first, max(sold_at)::date AS last
FROM sales \gset
\echo
\echo :sales sales of :customers customers, :first to :last:anonymous.
\echo Segmented in :seconds s by :call
\echo

\pset title 'Who they are'
SELECT d.quadrant AS type,
	   CASE d.quadrant WHEN 'bee' THEN 'loyal, much' WHEN 'dragonfly' THEN 'loose, much'
					   WHEN 'butterfly' THEN 'loyal, little' ELSE 'loose, little' END AS "they",
	   to_char(d.customers, '9,999,999') AS customers, to_char(100 * d.share, '990.0 %') AS share,
	   to_char(revenue, '999,999,999') AS revenue,
	   to_char(100 * revenue / nullif(sum(revenue) OVER (), 0), '990.0 %') AS "of all",
	   to_char(revenue / nullif(d.customers, 0), '999,999,990') AS "a customer"
FROM describe(:'mix'::mix) AS d
LEFT JOIN (SELECT quadrant, sum(amount) AS revenue FROM segments GROUP BY quadrant) AS s USING (quadrant)
ORDER BY d.quadrant;

\pset title 'What counts as high'
SELECT axis, coalesce(measure, 'recency and frequency') AS measure,
	   CASE WHEN value = 'infinity' THEN 'nobody' ELSE to_char(value, '999,999,990.0') || ' ' || unit END AS "high from", '= ' || cut AS cut,
	   to_char(100 * CASE axis WHEN 'loyalty' THEN loyal ELSE much END, '990.0 %') AS "customers above", note
FROM cuts(:'yardstick'::yardstick),
	 (SELECT share(m, 'bee') + share(m, 'butterfly'), share(m, 'bee') + share(m, 'dragonfly')
	  FROM (SELECT :'mix'::mix) AS x (m)) AS s (loyal, much);

\pset title 'What the base looks like: the shares, and how sure they are'
SELECT quadrant AS type, to_char(100 * share, '990.0 %') AS share,
	   to_char(100 * share_low, '990.0') || ' to' || to_char(100 * share_high, '990.0 %') AS "95 % confidence, all at once"
FROM describe(:'mix'::mix);

\pset title 'The structure, and its evidence'
SELECT DISTINCT structure, round(w::numeric, 3) AS "w (even: 0)", round(chi_square::numeric, 1) AS "chi-square",
	   CASE WHEN p < 0.0001 THEN '< 0.0001' ELSE round(p::numeric, 4)::text END AS "p if all were equal",
	   CASE WHEN p_largest < 0.0001 THEN '< 0.0001' ELSE round(p_largest::numeric, 4)::text END AS "p if two largest were"
FROM describe(:'mix'::mix);

SELECT structure(:'mix'::mix) AS structure \gset
SELECT CASE :'structure'
	WHEN 'bee_led' THEN 'Bees lead: image and recognition are good. Deepen the present strategy and strengthen the relation.'
	WHEN 'dragonfly_led' THEN 'Dragonflies lead: customers do not yet see the value. Publish it, and build trust through the brand.'
	WHEN 'butterfly_led' THEN 'Butterflies lead: channels reach people with little to spend. Adjust image and channels.'
	WHEN 'mantis_led' THEN 'Mantises lead: past promotion failed. Redraft the strategy; study the bees and find more like them.'
	WHEN 'balanced' THEN 'Balanced: focus is missing. Define it; turn dragonflies and butterflies into bees.'
	ELSE 'Undetermined: no group is really the largest, or customers are few. Judge by the channels; collect more.'
	END AS reading \gset
\echo :reading
\echo

\if :shop
\pset title 'By region: the same yardstick, four stories'
SELECT region, to_char(total(mix), '999,999') AS customers, bee, dragonfly, butterfly, mantis,
	   structure(mix) AS structure, to_char(revenue, '99,999,999') AS revenue
FROM (SELECT region, mix(quadrant) AS mix, sum(amount) AS revenue
	  FROM segments JOIN customers ON customer_id = customer GROUP BY region) AS r,
	 LATERAL (SELECT to_char(100 * share(mix, 'bee'), '990 %'), to_char(100 * share(mix, 'dragonfly'), '990 %'),
					 to_char(100 * share(mix, 'butterfly'), '990 %'), to_char(100 * share(mix, 'mantis'), '990 %'))
	 AS s (bee, dragonfly, butterfly, mantis)
ORDER BY region;
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
