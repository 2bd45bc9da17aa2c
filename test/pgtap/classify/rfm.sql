-- rfm: scores by a yardstick, by cuts and by nested cuts, against plain SQL; the names of the 125 cells
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(127);

SELECT enum_has_labels('customer_seg', 'rfm_segment', ARRAY['champion', 'loyal', 'potential_loyalist', 'new_customer', 'promising', 'needs_attention',
	'about_to_sleep', 'at_risk', 'cannot_lose', 'hibernating', 'lost', 'steady', 'occasional']);

-- populations: the shop with refunds and contacts only; all different and more than a yardstick holds; many ties; one; all the same;
-- contacts only; mostly contacts; those who lack all
CREATE TABLE person AS
SELECT 'shop' AS kind, customer_id::bigint AS id, activity(sold_at, amount) AS a FROM shop.sale WHERE customer_id IS NOT NULL AND sold_at IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'large', i, activity(timestamptz '2020-01-01 00:00+00' + floor(pg_temp.draw(i, 1) * 1.5e14) * interval '1 microsecond', CASE WHEN i % 7 > 0 THEN round((1e6 * pg_temp.draw(i, 2) ^ 3 - 1000)::numeric, 2) END)
FROM generate_series(1, 12000) i, generate_series(1, 1 + (i % 3)) n GROUP BY 2
UNION ALL
SELECT 'ties', i, activity(timestamptz '2024-01-01 00:00+00' + floor(pg_temp.draw(i, 3) ^ 2 * 4) * interval '50 days', floor(pg_temp.draw(i, 4) ^ 2 * 3)::numeric)
FROM generate_series(1, 900) i, LATERAL generate_series(1, 1 + floor(pg_temp.draw(i, 5) ^ 3 * 6)::int) n GROUP BY 2
UNION ALL SELECT 'one', 1, activity(timestamptz '2024-01-01 00:00+00', 5)
UNION ALL SELECT 'the same', i, activity(timestamptz '2024-01-01 00:00+00', 5) FROM generate_series(1, 40) i GROUP BY 2
UNION ALL SELECT 'contacts', i, activity(timestamptz '2024-01-01 00:00+00' + i % 13 * interval '1 day', NULL::numeric) FROM generate_series(1, 60) i, generate_series(1, 1 + i % 4) n GROUP BY 2
UNION ALL SELECT 'mostly contacts', i, activity(timestamptz '2024-01-01 00:00+00' + i % 13 * interval '9 hours', CASE WHEN i % 5 = 0 THEN i END::numeric) FROM generate_series(1, 333) i, generate_series(1, 1 + i % 6) n GROUP BY 2
UNION ALL SELECT 'refunds', i, activity(timestamptz '2024-01-01 00:00+00', -i::numeric) FROM generate_series(1, 7) i GROUP BY 2;
ANALYZE person;
CREATE TABLE yard AS SELECT kind, yardstick(a, '2025-06-01 00:00+00') AS y FROM person GROUP BY kind;

-- the three numbers in plain SQL: microseconds below zero, orders, money; NULL where lacking; at a contact weight
CREATE FUNCTION pg_temp.numbers(a activity, as_of timestamptz, weight numeric, OUT r numeric, OUT f numeric, OUT m numeric) LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN orders(a) > 0 THEN extract(epoch FROM last_order(a)) - extract(epoch FROM as_of)
				WHEN contacts(a) > 0 AND weight > 0 THEN (extract(epoch FROM last_contact(a)) - extract(epoch FROM as_of)) / weight END,
		   CASE WHEN orders(a) > 0 THEN orders(a) ELSE contacts(a) * weight END,
		   CASE WHEN orders(a) > 0 THEN amount(a) END $$;
CREATE TEMP TABLE number AS SELECT kind, id, a, r, f, m FROM person, pg_temp.numbers(a, '2025-06-01 00:00+00', 0.25);
ANALYZE number;
CREATE TEMP TABLE ranked AS
SELECT kind, id, a, r, f, m, count(*) OVER k AS n, 2 * (rank() OVER rw - 1) + count(*) OVER (PARTITION BY kind, r) AS rr,
	   2 * (rank() OVER fw - 1) + count(*) OVER (PARTITION BY kind, f) AS rf, 2 * (rank() OVER mw - 1) + count(*) OVER (PARTITION BY kind, m) AS rm
FROM number WINDOW k AS (PARTITION BY kind), rw AS (k ORDER BY r NULLS FIRST), fw AS (k ORDER BY f), mw AS (k ORDER BY m NULLS FIRST);
CREATE TEMP VIEW wanted AS
SELECT kind, id, a, r, f, m, n, bins, ROW(CASE WHEN r IS NULL THEN 1 ELSE (rr - 1) * bins / (2 * n) + 1 END, (rf - 1) * bins / (2 * n) + 1,
			   CASE WHEN m IS NULL THEN 1 ELSE (rm - 1) * bins / (2 * n) + 1 END)::rfm AS want
FROM ranked, unnest(ARRAY[2, 3, 5, 7, 10, 100]) bins;

SELECT is(count(*) FILTER (WHERE rfm(a, y, bins => bins) <> want), 0::bigint, format('by a yardstick as plain SQL: %s (%s compared)', kind, count(*)))
FROM wanted JOIN yard USING (kind) WHERE kind <> 'large' GROUP BY kind ORDER BY kind;
-- knots: the rank is off by 1/4000 of the customers at most
SELECT is(count(*) FILTER (WHERE abs((rfm(a, y, bins => bins)).recency - (want).recency) + abs((rfm(a, y, bins => bins)).frequency - (want).frequency) > 1
						   OR (rfm(a, y, bins => bins) <> want AND (rr - 1.0) * bins / (2 * n) % 1 BETWEEN bins / 3990.0 AND 1 - bins / 3990.0
							   AND (rm - 1.0) * bins / (2 * n) % 1 BETWEEN bins / 3990.0 AND 1 - bins / 3990.0)), 0::bigint, 'by knots: only those next to a boundary may differ')
FROM (SELECT w.*, rr, rm FROM wanted w JOIN ranked USING (kind, id) WHERE kind = 'large') w JOIN yard USING (kind);
SELECT cmp_ok(count(*) FILTER (WHERE rfm(a, y) <> want), '<', 20::bigint, '… and few do') FROM wanted JOIN yard USING (kind) WHERE kind = 'large' AND bins = 5;
SELECT is(count(*) FILTER (WHERE rfm(a, y) <> ROW(r, f, m)::rfm), 0::bigint, 'as tile(), where nobody lacks a measure')
FROM (SELECT a, tile(n.r::float8, 5) OVER () AS r, tile(n.f::float8, 5) OVER () AS f, tile(n.m::float8, 5) OVER () AS m FROM number n WHERE kind = 'ties') t, yard WHERE kind = 'ties';
SELECT is(rfm(a, y), rfm(a, y, bins => 5), 'five bins by default') FROM person JOIN yard USING (kind) WHERE kind = 'shop' AND id = 1;
SELECT is(count(*) FILTER (WHERE rfm(a, with_cuts(with_weights(y, recency => 0, frequency => 7, tenure => 2, average_order => 3), 'median', 'p80')) <> rfm(a, y)), 0::bigint, 'weights and cuts of the yardstick play no part')
FROM person JOIN yard USING (kind) WHERE kind = 'ties';
SELECT is(count(*) FILTER (WHERE rfm(a, with_weights(y, contact_weight => weight)) <> ROW(CASE WHEN r IS NULL THEN 1 ELSE (rr - 1) * 5 / (2 * n) + 1 END, (rf - 1) * 5 / (2 * n) + 1, CASE WHEN m IS NULL THEN 1 ELSE (rm - 1) * 5 / (2 * n) + 1 END)::rfm), 0::bigint,
		  'contacts count at contact_weight ' || weight)
FROM (SELECT weight, a, r, m, count(*) OVER w AS n, 2 * (rank() OVER (w ORDER BY r NULLS FIRST) - 1) + count(*) OVER (PARTITION BY weight, r) AS rr, 2 * (rank() OVER (w ORDER BY f) - 1) + count(*) OVER (PARTITION BY weight, f) AS rf,
			 2 * (rank() OVER (w ORDER BY m NULLS FIRST) - 1) + count(*) OVER (PARTITION BY weight, m) AS rm
	  FROM person, unnest(ARRAY[0, 0.5, 2]) weight, pg_temp.numbers(a, '2025-06-01 00:00+00', weight) WHERE kind = 'mostly contacts' WINDOW w AS (PARTITION BY weight)) x, yard WHERE kind = 'mostly contacts' GROUP BY weight ORDER BY weight;

-- another as_of, and a customer who is not of the population
SELECT is(count(*) FILTER (WHERE rfm(a, y, as_of(y), bins) <> rfm(a, y, bins => bins)), 0::bigint, 'as_of of the yardstick') FROM person JOIN yard USING (kind), unnest(ARRAY[2, 5, 100]) bins WHERE kind IN ('shop', 'mostly contacts');
SELECT is(count(*) FILTER (WHERE rfm(a, y, at) <> (SELECT ROW(CASE WHEN x.r IS NULL THEN 1 ELSE greatest(count(*) FILTER (WHERE o.r IS NULL OR o.r <= x.r) + count(*) FILTER (WHERE o.r IS NULL OR o.r < x.r) - 1, 0) * 5 / (2 * count(*)) + 1 END,
		(rfm(p.a, y)).frequency, (rfm(p.a, y)).monetary)::rfm FROM number o WHERE o.kind = p.kind)), 0::bigint, 'at ' || at)
FROM person p JOIN yard USING (kind), unnest(ARRAY['2024-12-01 12:34:56+00', '2025-06-01 13:00+00', '2026-03-01 00:00+00', '2060-01-01 00:00+00']::timestamptz[]) at, pg_temp.numbers(a, at, 0.25) x WHERE kind = 'shop' AND id % 7 = 0 GROUP BY at ORDER BY at;

-- rfm_cuts: the same population counted, also those who lack a measure; knots but for those next to a boundary
CREATE TEMP TABLE shown AS SELECT kind, bins, c.* FROM yard, unnest(ARRAY[2, 5, 10, 100]) bins, rfm_cuts(y, bins) c;
CREATE TEMP TABLE counted AS
SELECT kind, bins, measure, score, count(*) AS customers, count(*) FILTER (WHERE number IS NULL) AS lacking, min(number) AS low, max(number) AS high
FROM (SELECT kind, bins, rfm(a, y, bins => bins) AS s, r, f, m FROM number JOIN yard USING (kind), unnest(ARRAY[2, 5, 10, 100]) bins OFFSET 0) s,
	 LATERAL (VALUES ('recency', (s).recency, (-r / 86400)::float8), ('frequency', (s).frequency, f::float8), ('monetary', (s).monetary, m::float8)) v(measure, score, number) GROUP BY 1, 2, 3, 4;
SELECT results_eq('SELECT kind, bins, measure, count(*), sum(customers) FROM shown GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
	'SELECT kind, bins, measure, bins::bigint, customers(y)::numeric FROM yard, unnest(ARRAY[2, 5, 10, 100]) bins, unnest(ARRAY[''recency'', ''frequency'', ''monetary'']) measure ORDER BY 1, 2, 3', 'rfm_cuts: a row for each measure and score, and nobody is dropped');
SELECT is(count(*), 0::bigint, 'rfm_cuts: customers of each score, those who lack the measure, least and greatest number')
FROM shown s LEFT JOIN counted c USING (kind, bins, measure, score)
WHERE kind <> 'large' AND (s.customers <> coalesce(c.customers, 0) OR s.lacking <> coalesce(c.lacking, 0) OR abs(s.low - c.low) > 1e-9 OR abs(s.high - c.high) > 1e-9 OR (s.low IS NULL) <> (c.low IS NULL) OR (s.high IS NULL) <> (c.high IS NULL));
SELECT is(count(*), 0::bigint, 'rfm_cuts: by knots nearly so') FROM shown s LEFT JOIN counted c USING (kind, bins, measure, score) WHERE kind = 'large' AND (abs(s.customers - coalesce(c.customers, 0)) > 6 OR s.lacking <> coalesce(c.lacking, 0));
SELECT is(count(*) FILTER (WHERE (note IS NOT NULL) <> (customers = lacking)), 0::bigint, 'rfm_cuts: a note where nobody has a number') FROM shown WHERE kind <> 'large';
SELECT is(count(*) FILTER (WHERE low > high OR (customers = 0 AND low IS NOT NULL)), 0::bigint, 'rfm_cuts: low to high') FROM shown;

-- rfm_limits: the same scores by cuts
CREATE TABLE flat AS SELECT kind, bins, rfm_limits(y, bins) AS l FROM yard, generate_series(2, 100) bins;
SELECT is(count(*) FILTER (WHERE rfm(a, y, bins => bins) <> rfm(a, l)), 0::bigint, format('rfm_limits gives the same scores: %s (%s compared)', kind, count(*)))
FROM flat JOIN yard USING (kind) JOIN person USING (kind) WHERE kind <> 'large' OR bins IN (2, 3, 5, 10, 37, 100) GROUP BY kind ORDER BY kind;
SELECT is(count(*) FILTER (WHERE rfm(a, y) <> rfm(a, rfm_limits)), 0::bigint, 'also with another contact_weight')
FROM (SELECT kind, weighed AS y, rfm_limits(weighed) FROM yard, unnest(ARRAY[0, 0.3, 1e-9, 1e9]) w, LATERAL (SELECT with_weights(y, contact_weight => w) AS weighed) x WHERE kind <> 'large' OFFSET 0) q JOIN person USING (kind);
SELECT is(count(*), 0::bigint, 'each cut is a number that somebody has, or infinity') FROM flat JOIN yard USING (kind), unnest((l).monetary) cut
WHERE kind = 'ties' AND cut <> 'Infinity' AND cut NOT IN (SELECT m::float8 FROM number WHERE kind = 'ties');
SELECT is(count(*) FILTER (WHERE rfm(a, l, (l).as_of) <> rfm(a, l) OR rfm(a, l, '2026-01-01 00:00+00') <> rfm(a, '2026-01-01 00:00+00', (l).recency, (l).frequency, (l).monetary)
						   OR rfm(a, ROW(NULL, (l).recency, (l).frequency, (l).monetary, 0.25)::rfm_limits, (l).as_of) <> rfm(a, l)), 0::bigint, 'as_of of the limits, and another')
FROM flat JOIN person USING (kind) WHERE kind = 'shop' AND bins = 5;

-- by hand: width_bucket counts the cuts that are reached
CREATE TEMP TABLE hand (name, r, f, m) AS VALUES
	('whole', '{200,300,800}'::float8[], '{2,5,9}'::float8[], '{0,100,250.5,1000}'::float8[]), ('one cut', '{365}', '{1}', '{500}'), ('repeated', '{100,100,500}', '{2,2,2}', '{-5,10,10}'),
	('infinite', '{-Infinity,300,Infinity}', '{-Infinity,1,Infinity}', '{-Infinity,0,Infinity}'), ('bounds', '[0:1]={90,365.25}', '[-3:-2]={0.25,0.5}', '[7:7]={33.33}');
SELECT is(count(*) FILTER (WHERE rfm(a, '2025-06-01 00:00+00', h.r, h.f, h.m) <> ROW(coalesce(cardinality(h.r) + 1 - width_bucket((-n.r / 86400)::float8, h.r), 1), 1 + width_bucket(n.f::float8, h.f), coalesce(1 + width_bucket(n.m::float8, h.m), 1))::rfm),
		  0::bigint, 'cuts by hand: ' || name) FROM hand h, number n WHERE kind <> 'large' GROUP BY name ORDER BY name;
SELECT is(rfm(a, '2024-01-31 00:00+00', '{10,30}', '{3,4}', '{0.3,0.7}'), ROW(1, 2, 2)::rfm, 'who is at a cut is on its high side: 30 days, 3 orders, 0.1 + 0.1 + 0.1') FROM (SELECT activity(timestamptz '2024-01-01 00:00+00', 0.1) AS a FROM generate_series(1, 3)) x;
SELECT is(rfm(a, timestamptz '2024-01-01 00:00+00' + d * interval '1 microsecond', ARRAY[d / 86400e6], '{1}', '{1}'), ROW(1, 2, 2)::rfm, 'fractions of days: ' || d)
FROM (SELECT activity(timestamptz '2024-01-01 00:00+00', 1) AS a) x, unnest(ARRAY[1, 1e6, 86399999999, 123456789012345]) d;
SELECT is(rfm(a, '2025-01-01', '{10}', '{1}', '{1}', contact_weight => w), want, 'contacts by hand at weight ' || w) FROM (SELECT activity(timestamptz '2024-12-29', NULL::numeric) AS a FROM generate_series(1, 2)) x,
	(VALUES (0, ROW(1, 1, 1)::rfm), (0.25, ROW(1, 1, 1)::rfm), (0.5, ROW(2, 2, 1)::rfm)) v(w, want);
SELECT is(array_agg(DISTINCT substring(pg_get_function_arguments(oid) FROM 'contact_weight double precision DEFAULT (.*)')), (SELECT ARRAY[min(weight)::text] FROM yard, weights(y) WHERE measure = 'contact_weight'),
		  'and, unless given, at that of a yardstick') FROM pg_proc WHERE proname = 'rfm' AND pronamespace = 'customer_seg'::regnamespace AND pronargs = 6;
SELECT is(rfm(a, '2025-01-01 00:00+00', '{0,10}', '{1}', '{1}'), ROW(3, 2, 2)::rfm, 'an order after as_of is fewer than no days') FROM (SELECT activity(timestamptz '2025-02-01', 1) AS a) x;

-- nested cuts given by hand: frequency by recency score, monetary by both
SELECT is(rfm(activity(at, amount), '2025-01-01 00:00+00', '{10,100}', '{{1,2},{3,4},{5,6}}', '{{{1,2},{3,4},{5,6}},{{7,8},{9,10},{11,12}},{{13,14},{15,16},{17,18}}}'), want, about) FROM (VALUES
	('2024-12-31 00:00+00'::timestamptz, 4, 4.5, ROW(3, 1, 3)::rfm, 'recency 3, 4 orders: below 5, frequency 1; money 18: above 13, 14'), ('2024-12-31 00:00+00', 5, 3, ROW(3, 2, 2)::rfm, 'recency 3, 5 orders: at 5, frequency 2; money 15: at 15'),
	('2024-11-15 00:00+00', 3, 3, ROW(2, 2, 2)::rfm, 'recency 2'), ('2024-01-01 00:00+00', 1, 3, ROW(1, 2, 2)::rfm, 'recency 1')) v(at, orders, amount, want, about), generate_series(1, orders) GROUP BY want, about ORDER BY about;

-- nested cuts fitted: tiles within tiles
CREATE TABLE nested AS SELECT kind, bins, nested_rfm_cuts(a, '2025-06-01 00:00+00', bins) AS l FROM person, unnest(ARRAY[2, 3, 5, 10]) bins GROUP BY 1, 2;
CREATE TEMP VIEW by_r AS SELECT kind, bins, id, a, f, m, (want).recency AS r FROM wanted WHERE bins IN (2, 3, 5, 10);
CREATE TEMP VIEW by_f AS SELECT kind, bins, id, a, r, m, (2 * (rank() OVER w - 1) + count(*) OVER (PARTITION BY kind, bins, r, f) - 1) * bins / (2 * count(*) OVER (PARTITION BY kind, bins, r)) + 1 AS f
FROM by_r WINDOW w AS (PARTITION BY kind, bins, r ORDER BY f);
CREATE TEMP TABLE within AS SELECT kind, bins, id, a, ROW(r, f, CASE WHEN m IS NULL THEN 1 ELSE (2 * (rank() OVER w - 1) + count(*) OVER (PARTITION BY kind, bins, r, f, m) - 1) * bins / (2 * count(*) OVER (PARTITION BY kind, bins, r, f)) + 1 END)::rfm AS want
FROM by_f WINDOW w AS (PARTITION BY kind, bins, r, f ORDER BY m NULLS FIRST);
SELECT is(count(*) FILTER (WHERE rfm(a, l) <> want), 0::bigint, format('nested_rfm_cuts: tiles within tiles: %s (%s compared)', kind, count(*))) FROM within JOIN nested USING (kind, bins) GROUP BY kind ORDER BY kind;
SELECT is(count(*), 0::bigint, 'equal numbers in the same bins get equal scores')
FROM (SELECT FROM (SELECT kind, r, f, m, rfm(a, l) AS s FROM number JOIN nested USING (kind) WHERE bins = 5) x GROUP BY kind, (s).recency, f HAVING count(DISTINCT (s).frequency) > 1) y;
SELECT is(array_dims((l).recency) || array_dims((l).frequency) || array_dims((l).monetary), '[1:4][1:5][1:4][1:5][1:5][1:4]', 'their dimensions') FROM nested WHERE kind = 'ties' AND bins = 5;
-- everybody is in one recency bin, so the others have the cuts of all
SELECT is(count(DISTINCT (l).frequency[r:r]), 1::bigint, 'a bin of nobody has the cuts of the whole') FROM nested, generate_series(1, 5) r WHERE kind = 'the same' AND bins = 5;
SELECT is(l::text::rfm_limits, l, 'they survive text') FROM nested WHERE kind = 'shop' AND bins = 10;

-- any order, any split
CREATE TEMP TABLE turned AS SELECT * FROM person ORDER BY id DESC, pg_temp.draw(id, 11);
SELECT is(nested_rfm_cuts(t.a, '2025-06-01 00:00+00', 5 ORDER BY pg_temp.draw(t.id, 12))::text, (SELECT l::text FROM nested WHERE kind = 'shop' AND bins = 5), 'rows in any order') FROM turned t WHERE kind = 'shop';
SELECT is((SELECT array_agg(rfm(a, y) ORDER BY kind, id) FROM (SELECT p.kind, p.id, a, y FROM turned p JOIN (SELECT kind, yardstick(a, '2025-06-01 00:00+00' ORDER BY id DESC) AS y FROM turned GROUP BY kind) t USING (kind)) x),
		  (SELECT array_agg(rfm(a, y) ORDER BY kind, id) FROM person JOIN yard USING (kind)), 'scores by a yardstick fitted in another order');
SET LOCAL min_parallel_table_scan_size = 0; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL max_parallel_workers_per_gather = 3; SET LOCAL parallel_leader_participation = off;
SELECT matches(pg_temp.plan_of('SELECT nested_rfm_cuts(a, ''2025-06-01 00:00+00'', 5) FROM person'), 'Partial Aggregate', 'nested_rfm_cuts in parallel');
CREATE TEMP TABLE parallel AS SELECT kind, nested_rfm_cuts(a, '2025-06-01 00:00+00', 5)::text AS l FROM person GROUP BY kind;
SELECT is(count(*) FILTER (WHERE p.l <> n.l::text), 0::bigint, 'and so the same') FROM parallel p JOIN nested n USING (kind) WHERE bins = 5;
RESET min_parallel_table_scan_size; RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET max_parallel_workers_per_gather; RESET parallel_leader_participation;

-- nobody, NULLs, FILTER, OVER
SELECT is(nested_rfm_cuts(a, '2025-06-01', 5), NULL, 'of no rows') FROM person WHERE false;
SELECT is(nested_rfm_cuts(NULL, '2025-06-01', 5), NULL, 'of NULLs') FROM person;
SELECT is(nested_rfm_cuts(CASE WHEN id % 2 = 0 THEN a END, '2025-06-01', 5), nested_rfm_cuts(a, '2025-06-01', 5) FILTER (WHERE id % 2 = 0), 'NULL activities are left out') FROM person;
SELECT is(count(*) FILTER (WHERE one IS DISTINCT FROM (SELECT nested_rfm_cuts(a, '2025-06-01', 3)::text FROM person p WHERE p.kind = x.kind AND p.id BETWEEN x.id - 3 AND x.id)), 0::bigint, 'OVER a moving frame')
FROM (SELECT kind, id, nested_rfm_cuts(a, '2025-06-01', 3) OVER (ORDER BY id ROWS 3 PRECEDING)::text AS one FROM person WHERE kind = 'ties') x;
SELECT is(num_nulls(rfm(NULL, y), rfm(a, NULL::yardstick), rfm(a, y, bins => NULL), rfm(NULL, y, '2025-06-01'), rfm(a, NULL::rfm_limits), rfm(a, '2025-06-01', NULL, '{1}', '{1}'), rfm_limits(NULL::yardstick), rfm_segment(NULL, 1, 1),
	rfm_segment(NULL::rfm), rfm_segment(ROW(1, NULL, 1)::rfm), rfm_segment(ROW(NULL, NULL, NULL)::rfm)), 11, 'NULL for NULL') FROM person JOIN yard USING (kind) WHERE kind = 'one';

-- stored and toasted, in turns; cuts that a program changes in their place
SELECT is(count(*) FILTER (WHERE rfm(a, l) <> want), 0::bigint, 'limits in turns') FROM (SELECT a, l, want FROM within JOIN nested USING (kind, bins) WHERE kind IN ('shop', 'ties') ORDER BY pg_temp.draw(id, bins)) x;
SELECT cmp_ok(max(pg_column_size(l)), '>', 2000, 'some of them are out of line') FROM nested;
CREATE FUNCTION pg_temp.changed() RETURNS text LANGUAGE plpgsql AS $$
DECLARE cuts float8[] := '{1,2}'; said text := ''; a activity := (SELECT activity(timestamptz '2024-01-01', 5));
BEGIN
	FOR i IN 1 .. 4 LOOP
		cuts[2] := i * 2;
		said := said || (rfm(a, '2025-01-01', '{1}', '{1}', cuts)).monetary;
	END LOOP;
	RETURN said;
END $$;
SELECT is(pg_temp.changed(), '3322', 'an array that changes in its place');
CREATE FUNCTION pg_temp.survives() RETURNS text LANGUAGE plpgsql AS $$
DECLARE cuts float8[]; said text := ''; a activity := (SELECT activity(timestamptz '2024-01-01', 5));
BEGIN
	FOREACH cuts SLICE 1 IN ARRAY '{{1,2},{2,1},{1,2},{6,7}}'::float8[] LOOP
		BEGIN said := said || (rfm(a, '2025-01-01', '{1}', '{1}', cuts)).monetary; EXCEPTION WHEN invalid_parameter_value THEN said := said || 'e'; END;
	END LOOP;
	RETURN said;
END $$;
SELECT is(pg_temp.survives(), '3e31', 'after an error as before');

-- the names: ranges by hand, each cell in exactly one; sum is frequency + monetary
CREATE TEMP TABLE region (segment, r, f, m, sum) AS VALUES
	('champion', '[4,5]'::int4range, '[4,5]'::int4range, '[4,5]'::int4range, '[9,10]'::int4range),
	('loyal', '[4,5]', '[3,4]', '[3,5]', '[7,8]'), ('loyal', '[4,5]', '[5,5]', '[1,3]', NULL), ('loyal', '[3,3]', '[3,4]', '[3,5]', '[7,9]'), ('loyal', '[3,3]', '[5,5]', NULL, NULL),
	('potential_loyalist', '[4,5]', '[2,2]', '[3,5]', NULL), ('potential_loyalist', '[4,5]', '[3,3]', '[1,3]', NULL), ('potential_loyalist', '[4,5]', '[4,4]', '[1,2]', NULL),
	('new_customer', '[5,5]', '[1,1]', NULL, NULL), ('new_customer', '[5,5]', '[2,2]', '[1,2]', NULL), ('promising', '[4,4]', '[1,1]', NULL, NULL), ('promising', '[4,4]', '[2,2]', '[1,2]', NULL),
	('needs_attention', '[3,3]', '[1,1]', '[4,5]', NULL), ('needs_attention', '[3,3]', '[2,2]', '[3,5]', NULL), ('needs_attention', '[3,3]', '[3,4]', NULL, '[5,6]'),
	('about_to_sleep', '[3,3]', '[1,4]', NULL, '[2,4]'), ('about_to_sleep', '[2,2]', '[1,4]', NULL, '[5,6]'),
	('at_risk', '[1,2]', '[2,4]', NULL, '[7,8]'), ('at_risk', '[1,2]', '[5,5]', '[1,3]', NULL), ('cannot_lose', '[1,2]', NULL, NULL, '[9,10]'),
	('hibernating', '[2,2]', '[1,4]', NULL, '[2,4]'), ('hibernating', '[1,1]', '[1,4]', NULL, '[5,6]'), ('lost', '[1,1]', '[1,3]', NULL, '[2,4]');
CREATE TEMP TABLE cell AS SELECT c.r, c.f, c.m, array_agg(segment) AS segments
FROM (SELECT r, f, m FROM generate_series(1, 5) r, generate_series(1, 5) f, generate_series(1, 5) m) c
	LEFT JOIN region g ON g.r @> c.r AND coalesce(g.f @> c.f, true) AND coalesce(g.m @> c.m, true) AND coalesce(g.sum @> c.f + c.m, true) GROUP BY 1, 2, 3;
SELECT is(count(*) FILTER (WHERE cardinality(segments) = 1 AND segments[1] IS NOT NULL), 125::bigint, 'each of the 125 cells is in exactly one range') FROM cell;
SELECT is(array_agg(concat_ws(' ', r, f, m, segments[1], rfm_segment(r, f, m))) FILTER (WHERE rfm_segment(r, f, m)::text <> segments[1] OR rfm_segment(ROW(r, f, m)::rfm) <> rfm_segment(r, f, m)), NULL, 'and is named so') FROM cell;
SELECT is(string_agg(format('%s %s', segment, n), ', ' ORDER BY segment), 'champion 6, loyal 24, potential_loyalist 16, new_customer 7, promising 7, needs_attention 9, about_to_sleep 14, at_risk 16, cannot_lose 6, hibernating 14, lost 6', 'all names are used')
FROM (SELECT rfm_segment(r, f, m) AS segment, count(*) AS n FROM cell GROUP BY 1) s;

-- by facts: what each name becomes in each stage
CREATE TEMP TABLE fact AS SELECT stage::life_stage, ranked::rfm_segment, named::rfm_segment FROM (VALUES
	('new', 'champion', 'champion'), ('new', 'loyal', 'loyal'), ('new', 'potential_loyalist', 'potential_loyalist'), ('new', 'promising', 'promising'),
	('new', 'new_customer needs_attention about_to_sleep at_risk cannot_lose hibernating lost', 'new_customer'),
	('lapsed', 'champion cannot_lose', 'cannot_lose'), ('lapsed', 'loyal at_risk', 'at_risk'), ('lapsed', 'potential_loyalist needs_attention about_to_sleep', 'about_to_sleep'), ('lapsed', 'new_customer promising hibernating', 'hibernating'), ('lapsed', 'lost', 'lost'),
	('overdue', 'champion', 'champion'), ('overdue', 'loyal', 'loyal'), ('overdue', 'potential_loyalist', 'potential_loyalist'), ('overdue', 'at_risk cannot_lose needs_attention', 'needs_attention'), ('overdue', 'new_customer promising about_to_sleep hibernating lost', 'occasional'),
	('active', 'champion', 'champion'), ('active', 'loyal', 'loyal'), ('active', 'potential_loyalist', 'potential_loyalist'), ('active', 'at_risk cannot_lose needs_attention', 'steady'), ('active', 'new_customer promising about_to_sleep hibernating lost', 'occasional')) v(stage, several, named),
	regexp_split_to_table(several, ' ') ranked;
INSERT INTO fact SELECT NULL::life_stage, ranked, named FROM fact WHERE stage = 'active' UNION ALL SELECT 'prospect', ranked, NULL FROM fact WHERE stage = 'active';
SELECT is(count(*), 66::bigint, 'eleven names in five stages and none') FROM fact;
SELECT is_empty('SELECT * FROM cell c JOIN fact ON ranked = rfm_segment(r, f, m) WHERE rfm_segment(ROW(r, f, m)::rfm, stage) IS DISTINCT FROM named', 'each cell in each stage');
SELECT is(num_nulls(rfm_segment(NULL, 'active'), rfm_segment(ROW(1, NULL, 1)::rfm, 'new'), rfm_segment(NULL::rfm, NULL)), 3, 'no score, no name');
SELECT is(string_agg(format('%s: %s', g, segments), '; ' ORDER BY g), 'best: champion loyal; growing: potential_loyalist new_customer promising; steady: needs_attention steady occasional; former_good: at_risk cannot_lose; former_small: about_to_sleep hibernating lost', 'five groups')
FROM (SELECT rfm_group(s) AS g, string_agg(s::text, ' ' ORDER BY s) AS segments FROM unnest(enum_range(NULL::rfm_segment)) s GROUP BY 1) x;
SELECT is(rfm_group(NULL), NULL, 'NULL for NULL');
SELECT pg_temp.raises('SELECT rfm_segment(ROW(1, 6, 1)::rfm, ''new'')', '22023', '%5 bins%');
ALTER TYPE rfm_segment ADD VALUE 'mine'; -- which cannot be used before the end of the transaction
SELECT is(count(*), 14::bigint, 'a label of somebody else''s is added') FROM pg_enum WHERE enumtypid = 'rfm_segment'::regtype;
SELECT is(rfm_segment(1, 1, 1), 'lost', 'and the names are as before');
SELECT is(rfm_group(rfm_segment(1, 1, 1)), 'former_small', 'and so are the groups');

-- errors
CREATE TEMP VIEW v AS SELECT a, y, l, as_of(y) AS t FROM person JOIN yard USING (kind) JOIN nested USING (kind) WHERE kind = 'one' AND bins = 5;
SELECT pg_temp.raises(CASE WHEN call ~ ' FROM ' THEN 'SELECT ' || call ELSE format('SELECT %s FROM v', call) END, state, hint, call) FROM (VALUES
	('rfm(a, y, bins => 1)', '22023', '%from 2 to 100%'), ('rfm(a, y, bins => 101)', '22023', '%from 2 to 100%'), ('rfm(a, y, t, -5)', '22023', '%from 2 to 100%'), ('rfm_limits(y, 0)', '22023', '%from 2 to 100%'), ('rfm_cuts(y, 2147483647)', '22023', '%from 2 to 100%'),
	('rfm(a, y, ''infinity'')', '22023', NULL), ('rfm(a, ''-infinity'', ''{1}'', ''{1}'', ''{1}'')', '22023', NULL), ('rfm(a, l, ''infinity'')', '22023', NULL),
	('rfm(a, t, ''{}'', ''{1}'', ''{1}'')', '22023', '%at least one%'), ('rfm(a, t, ''{1}'', ''{1,NULL}'', ''{1}'')', '22023', '%infinity%'), ('rfm(a, t, ''{1}'', ''{1}'', ''{NaN}'')', '22023', '%infinity%'),
	('rfm(a, t, ''{2,1}'', ''{1}'', ''{1}'')', '22023', '%ascend%'), ('rfm(a, t, ''{{1}}'', ''{1}'', ''{1}'')', '22023', '%one dimension%'), ('rfm(a, t, ''{1}'', ''{{{1}}}'', ''{1}'')', '22023', '%one or two%'), ('rfm(a, t, ''{1}'', ''{1}'', ''{{1},{1}}'')', '22023', '%one or three%'),
	('rfm(a, t, ''{1}'', ''{{1},{2},{3}}'', ''{1}'')', '22023', '%for each score%'), ('rfm(a, t, ''{1}'', ''{1}'', ''{{{1},{1}}}'')', '22023', '%for each score%'), ('rfm(a, t, ''{1}'', ''{1}'', ''{{{1}},{{1}}}'')', '22023', '%for each score%'),
	('rfm(a, t, ''{1}'', ''{{2,1},{1,2}}'', ''{1}'')', '22023', '%ascend%'), ('rfm(a, t, ''{1}'', ''{1}'', ''{1}'', -1)', '22023', '%1e-9 to 1e9%'), ('rfm(a, t, ''{1}'', ''{1}'', ''{1}'', ''NaN'')', '22023', '%1e-9 to 1e9%'),
	('rfm(a, ROW(NULL, ''{1}'', ''{1}'', ''{1}'', 0.25)::rfm_limits)', '22004', '%third argument%'), ('rfm(a, ROW(t, ''{1}'', NULL, ''{1}'', 0.25)::rfm_limits)', '22004', '%rfm_limits(yardstick)%'), ('rfm(a, ROW(t, ''{1}'', ''{1}'', ''{1}'', NULL)::rfm_limits)', '22004', NULL),
	('rfm_segment(0, 1, 1)', '22023', '%5 bins%'), ('rfm_segment(1, 6, 1)', '22023', '%5 bins%'), ('rfm_segment(ROW(1, 1, 6)::rfm)', '22023', '%5 bins%'),
	('nested_rfm_cuts(a, t, 1)', '22023', '%from 2 to 100%'), ('nested_rfm_cuts(a, NULL, 5)', '22004', NULL), ('nested_rfm_cuts(a, t, NULL)', '22004', NULL), ('nested_rfm_cuts(a, ''infinity'', 5)', '22023', NULL),
	('nested_rfm_cuts(a, t, n) FROM generate_series(5, 6) n, v', '22023', '%scores%'), ('nested_rfm_cuts(a, t + n * interval ''1 day'', 5) FROM generate_series(5, 6) n, v', '22023', '%same point%'),
	('nested_rfm_cuts_accum(NULL, a, t, 5)', '42883|XX000|0A000', NULL)) e(call, state, hint);

SELECT * FROM finish();
ROLLBACK;
