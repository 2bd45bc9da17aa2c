-- reasons: against plain SQL, by merging, with those unknown kept and labels of one's own
BEGIN;
\ir ../helpers.psql
SELECT plan(53);

CREATE TABLE base AS
SELECT n, (ARRAY['bee', 'dragonfly', 'mantis', NULL])[1 + floor(4 * pg_temp.draw(n, 8))::int]::quadrant AS q, (ARRAY['price', 'comparing', 'nobody_cared', NULL, 'price'])[1 + floor(5 * pg_temp.draw(n, 1))::int]::reason AS r,
	   (ARRAY['north', 'South', 'süd', '', NULL])[1 + floor(5 * pg_temp.draw(n, 2))::int] AS s, (ARRAY['too far', 'Parking', 'größe', 'north', NULL])[1 + floor(5 * pg_temp.draw(n, 3))::int] AS t, n % 13 AS part
FROM generate_series(1, 6000) n;
ANALYZE base;

-- the same in plain SQL: every class with every reason, in the order of arrays of their texts
CREATE FUNCTION pg_temp.plain(class text, classes text[], reason text, reasons text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT string_agg(concat_ws('' '', coalesce(c, ''-''), coalesce(why, ''-''), k, o, round(k / nullif(o, 0), 9), o - u, CASE WHEN why IS NOT NULL THEN round(k / nullif(o - u, 0), 9) END), ''; '' ORDER BY cn, wn)
		FROM (SELECT c, cn, why, wn, count(n)::numeric AS k, sum(count(n)) OVER w AS o, sum(count(n) FILTER (WHERE why IS NULL)) OVER w AS u
			  FROM unnest($1 || NULL::text) WITH ORDINALITY c(c, cn) CROSS JOIN unnest($2 || NULL::text) WITH ORDINALITY y(why, wn)
				   LEFT JOIN base ON (%s)::text IS NOT DISTINCT FROM c AND (%s)::text IS NOT DISTINCT FROM why GROUP BY 1, 2, 3, 4 WINDOW w AS (PARTITION BY cn)) g', class, reason) INTO said USING classes, reasons;
	RETURN said;
END $$;
CREATE FUNCTION pg_temp.cells(reasons_row[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', coalesce(class, '-'), coalesce(reason, '-'), customers, "of", round(share::numeric, 9), known, round(share_of_known::numeric, 9)), '; ' ORDER BY n)
	FROM unnest($1) WITH ORDINALITY r(class, reason, customers, "of", share, known, share_of_known, low, high, n) $$;
CREATE FUNCTION pg_temp.said(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT (%s)::text FROM base', call) INTO said;
	RETURN said;
END $$;
CREATE FUNCTION pg_temp.labels(anyenum) RETURNS text[] LANGUAGE sql AS 'SELECT enum_range($1)::text[]';

SELECT is(pg_temp.cells(reasons(q, r)), pg_temp.plain('q', pg_temp.labels(NULL::quadrant), 'r', pg_temp.labels(NULL::reason)), 'enums: every label in its order, unknown last') FROM base;
SELECT is(pg_temp.cells(reasons(s, t)), pg_temp.plain('s', '{"",South,north,süd}', 't', '{Parking,größe,north,"too far"}'), 'texts: what there is, by its bytes') FROM base;
SELECT is(pg_temp.cells(reasons(q, t)), pg_temp.plain('q', pg_temp.labels(NULL::quadrant), 't', '{Parking,größe,north,"too far"}'), 'reasons of one''s own') FROM base;
SELECT is(pg_temp.cells(reasons(n % 3, r)), regexp_replace(pg_temp.plain('n % 3', '{0,1,2}', 'r', pg_temp.labels(NULL::reason)), '; - .*', ''), 'classes of another type; where everybody has one, no rows of none') FROM base;
SELECT is(pg_temp.cells(reasons('all'::text, r)), regexp_replace(pg_temp.plain('''all''', '{all}', 'r', pg_temp.labels(NULL::reason)), '; - .*', ''), 'of all customers') FROM base;
SELECT is(count(*) FILTER (WHERE abs(share_of_known - p) + abs(low - (middle - half)) + abs(high - (middle + half)) > 1e-12 OR share_of_known IS NULL), 0::bigint, 'shares of those known with the interval of Wilson')
FROM unnest((SELECT reasons(s, t) FROM base)), LATERAL (SELECT customers / known::float8 AS p, 1.9599639845400545 AS z) z,
	LATERAL (SELECT (p + z * z / (2 * known)) / (1 + z * z / known) AS middle, z / (1 + z * z / known) * sqrt(p * (1 - p) / known + z * z / (4.0 * known * known)) AS half) w WHERE reason IS NOT NULL;
SELECT is(count(*) FILTER (WHERE num_nonnulls(share_of_known, low, high) > 0), 0::bigint, 'none of those who are not known') FROM unnest((SELECT reasons(q, r) FROM base)) WHERE reason IS NULL;
SELECT is(count(*) FILTER (WHERE num_nonnulls(share, share_of_known, low, high) > 0), 0::bigint, 'NULL of nobody') FROM unnest((SELECT reasons(q, r) FROM base)) WHERE "of" = 0;
SELECT is(sum(customers), 6000::numeric, 'everybody counts once') FROM unnest((SELECT reasons(q, r) FROM base));
SELECT ok(abs(sum(share) - 1) < 1e-12 AND abs(sum(share_of_known) - 1) < 1e-12, class || ' add up') FROM unnest((SELECT reasons(s, t) FROM base WHERE s > '')) GROUP BY class;
SELECT is(cardinality(reasons(q, r)), 4 * 19, 'of nobody') FROM base WHERE false;

-- any order, any split
SELECT is(pg_temp.said(format('reasons(%s ORDER BY %s)', c, o)), pg_temp.said(format('reasons(%s)', c)), format('%s in the order of %s', c, o))
FROM unnest(ARRAY['q, r', 's, t', 'q, t']) c, unnest(ARRAY['n DESC', 'r', 't']) o;
CREATE FUNCTION pg_temp.merged(call text, split text, o text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('SELECT rollup(b ORDER BY %s)::text FROM (SELECT %s AS p, %s AS b FROM base GROUP BY 1) x', o, split, call) INTO said;
	RETURN said;
END $$;
SELECT is(pg_temp.merged(format('reasons(%s)', c), split, o), pg_temp.said(format('reasons(%s)', c)), format('%s: rollup by %s in the order of %s is the whole', c, split, o))
FROM unnest(ARRAY['q, r', 's, t', 'q, t']) c, unnest(ARRAY['part', 't', 'n']) split, unnest(ARRAY['p', 'p DESC']) o;
SELECT is((SELECT rollup(r)::text FROM (SELECT rollup(b) AS r FROM (SELECT part, reasons(s, r) AS b FROM base GROUP BY 1) x GROUP BY part % 3) y), pg_temp.said('reasons(s, r)'), 'rollup of rollups');
SELECT is(rollup(b)::text, '{}', 'of nothing') FROM (VALUES ('{}'::reasons_row[]), (NULL)) v(b);
SELECT is(pg_temp.cells(rollup(b)), '- price 2 2 1.000000000 2 1.000000000; - - 0 2 0.000000000 2', 'only the customers are read') FROM (VALUES ('{"(,price,2,7,9,-1,NaN,3,3)"}'::reasons_row[])) v(b);

-- one query from the segments and what was recorded: the latest reason of each counts
CREATE TABLE sale AS SELECT 1 + n % 40 AS customer_id, date '2024-01-01' + n AS sold_at, 10 + n % 40 AS amount FROM generate_series(1, 300) n;
CREATE TABLE reason_given (customer_id int, at date, reason reason, "of" text);
INSERT INTO reason_given SELECT customer_id, date '2024-05-01', 'comparing', 'not_buying' FROM generate_series(1, 30) customer_id;
INSERT INTO reason_given SELECT customer_id, date '2024-06-01', 'price_too_high', 'not_buying' FROM generate_series(1, 10) customer_id;
INSERT INTO reason_given SELECT customer_id, date '2024-07-01', 'nobody_cared', 'leaving' FROM generate_series(1, 5) customer_id;
SELECT results_eq($$
	SELECT reason, sum(customers) FROM unnest((
		SELECT reasons(quadrant, reason) FROM segment('sale') LEFT JOIN
			(SELECT DISTINCT ON (customer_id) customer_id AS customer, reason FROM reason_given WHERE "of" = 'not_buying' ORDER BY customer_id, at DESC) given USING (customer)))
	WHERE customers > 0 GROUP BY reason ORDER BY reason$$,
	$$VALUES ('comparing', 20::numeric), ('price_too_high', 10), (NULL, 10)$$, 'the inventory in one query');

-- what no reasons can be
SELECT pg_temp.raises(format($$SELECT rollup(%L::reasons_row[])$$, rows), '22023', 'Make it by reasons(%', rows) FROM unnest(ARRAY[
	'{NULL}', '{"(a,b,,,,,,,)"}', '{"(a,b,-1,,,,,,)"}', '{"(a,b,1,,,,,,)","(a,b,1,,,,,,)"}', '{{"(a,b,1,,,,,,)"},{"(b,a,1,,,,,,)"}}']) rows;
SELECT pg_temp.raises($$SELECT rollup('{"(a,b,9223372036854775807,,,,,,)","(b,a,1,,,,,,)"}'::reasons_row[])$$, '22003');
SELECT pg_temp.raises('SELECT reasons(1, n) FROM generate_series(1, 1001) n', '54000', '%Group the values%');
SELECT pg_temp.raises('SELECT reasons(n, 1) FROM generate_series(1, 1001) n', '54000', '%Group the values%');
SELECT pg_temp.raises($$SELECT reasons('x'::text, ARRAY[n]) FROM base$$, '0A000', '%segment::text%');

SELECT * FROM finish();
ROLLBACK;
