-- separation, compare_shares: what plain SQL says, whatever the types, the order of the rows and the plan
BEGIN;
\ir ../helpers.psql
SELECT plan(141);

-- an attribute of many types, some of which separate; a class and a value, all with NULLs among them
CREATE TYPE pg_temp.mood AS ENUM ('good', 'bad', 'ugly');
CREATE DOMAIN pg_temp.label AS varchar(10);
CREATE TYPE pg_temp.pair AS (a int, b text);
CREATE TABLE fact AS
SELECT i, CASE WHEN pg_temp.draw(i, 1) > 0.05 THEN floor(pg_temp.draw(i, 2) ^ 2 * 7)::int END AS g,
	   CASE WHEN pg_temp.draw(i, 3) > 0.05 THEN quadrant(100 * pg_temp.draw(i, 4) + 20 * floor(pg_temp.draw(i, 2) ^ 2 * 7) - 40, 100 * pg_temp.draw(i, 5)) END AS q,
	   CASE WHEN pg_temp.draw(i, 6) > 0.05 THEN round((100 * pg_temp.draw(i, 7) ^ 3 + floor(pg_temp.draw(i, 2) ^ 2 * 7))::numeric, (i % 4)) END AS v
FROM generate_series(1, 2000) i;
ANALYZE fact;

CREATE TEMP TABLE attribute (name, expression) AS VALUES
	('integer', 'g'), ('text', $$'group ' || g$$), ('varchar', 'g::text::varchar(9)'), ('domain', 'g::text::pg_temp.label'), ('char(n)', $$rpad(g::text, 1 + i % 3)::char(5)$$),
	('numeric of different scales', 'round(g::numeric, i % 3)'), ('two zeros', $$CASE g WHEN 0 THEN CASE i % 2 WHEN 0 THEN '-0' ELSE '0' END ELSE g::text END::float8$$), ('smallint below zero', '(-g)::smallint'),
	('boolean', 'g > 1'), ('enum', $$(ARRAY['good', 'bad', 'ugly'])[1 + g % 3]::pg_temp.mood$$), ('date', $$date '2020-02-28' + g$$), ('time with time zone', $$timestamptz '2020-02-28 00:00+00' + g * interval '1 hour'$$),
	('uuid', $$md5(g::text)::uuid$$), ('bytea', 'decode(md5(g::text), ''hex'')'), ('array', 'ARRAY[g, 1, NULL]'), ('row', 'CASE WHEN g IS NOT NULL THEN ROW(g, ''x'')::pg_temp.pair END'), ('jsonb', 'jsonb_build_object(''g'', g + NULLIF(g, NULL) * 0)'),
	('range', 'int4range(g, g + 3)'), ('long text', 'repeat(''long '', 4000) || g'), ('one value', $$CASE WHEN g IS NOT NULL THEN 'same' END$$), ('hundreds of values', 'g * 1000 + i % 300'), ('each customer', 'i + 0 * g');
CREATE TEMP TABLE class (name, expression) AS VALUES ('quadrant', 'q'), ('boolean', $$q IN ('bee', 'mantis')$$), ('text', 'q::text'), ('enum', $$(ARRAY['good', 'bad', 'ugly'])[1 + i % 3]::pg_temp.mood$$), ('five', $$chr(65 + i % 5)$$);

-- upper tails in numeric: chi-square with an even number of degrees of freedom, F with an even one between
CREATE FUNCTION pg_temp.chi_square_tail(x numeric, df bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	WITH RECURSIVE term(k, t) AS (SELECT 0, 1::numeric UNION ALL SELECT k + 1, round(t * x / 2 / (k + 1), 200) FROM term WHERE k < df / 2 - 1)
	SELECT exp(round(-x / 2, 300)) * sum(t) FROM term $$;
CREATE FUNCTION pg_temp.f_tail(f numeric, df1 bigint, df2 bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	WITH RECURSIVE x AS (SELECT round(df2 / (df2 + df1 * f), 100) AS x),
		term(k, t) AS (SELECT 0, 1::numeric UNION ALL SELECT k + 1, round(t * (1 - x) * (df2 / 2.0 + k) / (k + 1), 100) FROM term, x WHERE k < df1 / 2 - 1)
	SELECT exp(ln(x) * df2 / 2) * sum(t) FROM x, term GROUP BY x $$;

-- both in plain SQL, NULL where they have nothing to say
CREATE FUNCTION pg_temp.by_classes(attribute text, class text) RETURNS TABLE (n bigint, missing bigint, r bigint, c bigint, x numeric, smallest numeric, few bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('WITH f AS MATERIALIZED (SELECT %s AS a, %s AS b FROM fact), g AS (SELECT a, count(*)::numeric AS n FROM f WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a),
		h AS (SELECT b, count(*)::numeric AS n FROM f WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY b), o AS (SELECT a, b, count(*)::numeric AS o FROM f GROUP BY a, b),
		e AS (SELECT a, b, g.n * h.n / (SELECT sum(n) FROM g) AS e FROM g, h)
		SELECT (SELECT coalesce(sum(n), 0) FROM g)::bigint, (SELECT count(*) FROM f WHERE a IS NULL OR b IS NULL), (SELECT count(*) FROM g), (SELECT count(*) FROM h),
			   sum((coalesce(o, 0) - e) ^ 2 / e), min(e), count(*) FILTER (WHERE e < 5) FROM e LEFT JOIN o USING (a, b)', attribute, class);
END $$;
CREATE FUNCTION pg_temp.by_values(attribute text, value text) RETURNS TABLE (n bigint, missing bigint, k bigint, mean numeric, between_groups numeric, within_groups numeric) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('WITH f AS MATERIALIZED (SELECT %s AS a, (%s)::numeric AS v FROM fact), p AS (SELECT * FROM f WHERE a IS NOT NULL AND v IS NOT NULL), m AS (SELECT avg(v) AS mean FROM p),
		g AS (SELECT a, count(*) AS n, avg(v) AS group_mean, count(*) * var_pop(v) AS within FROM p GROUP BY a)
		SELECT (SELECT count(*) FROM p), (SELECT count(*) FROM f WHERE a IS NULL OR v IS NULL), (SELECT count(*) FROM g), mean, sum(n * (group_mean - mean) ^ 2), sum(within) FROM g, m GROUP BY mean', attribute, value);
END $$;
CREATE FUNCTION pg_temp.classes(attribute text, class text, source text DEFAULT 'fact') RETURNS separation_of_classes LANGUAGE plpgsql AS $$
DECLARE s separation_of_classes; BEGIN EXECUTE format('SELECT (separation(%s, %s)).* FROM %s', attribute, class, source) INTO s; RETURN s; END $$;
CREATE FUNCTION pg_temp.values(attribute text, value text, source text DEFAULT 'fact') RETURNS separation_of_values LANGUAGE plpgsql AS $$
DECLARE s separation_of_values; BEGIN EXECUTE format('SELECT (separation(%s, %s)).* FROM %s', attribute, value, source) INTO s; RETURN s; END $$;
CREATE FUNCTION pg_temp.near(a double precision, b numeric, tolerance double precision DEFAULT 1e-11) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT a IS NULL AND b IS NULL OR a IS NOT NULL AND b IS NOT NULL AND abs(a::numeric - b) <= tolerance::numeric * greatest(abs(b), 1e-290) $$;

CREATE TEMP TABLE classed AS
SELECT a.name AS attribute, c.name AS class, s.*, w.*, (r - 1) * (c - 1) AS dof FROM attribute a, class c, LATERAL pg_temp.classes(a.expression, c.expression) s (customers, missed, groups, classes, chi_square, df, p, v, corrected, smallest_expected, note),
	 LATERAL pg_temp.by_classes(a.expression, c.expression) w(n, missing, r, c, x, smallest, few);
SELECT is(count(*), 110::bigint, 'tables of classes compared') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE (customers, missed, groups, classes, df) IS DISTINCT FROM (n, missing, r, c, dof)), NULL, 'counts') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE NOT pg_temp.near(chi_square, CASE WHEN dof > 0 THEN x END)), NULL, 'chi-square') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE NOT pg_temp.near(smallest_expected, CASE WHEN dof > 0 THEN smallest END)), NULL, 'smallest expected count') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE NOT pg_temp.near(v, CASE WHEN dof > 0 THEN sqrt(x / n / (least(r, c) - 1)) END)), NULL, 'Cramér''s V') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE NOT pg_temp.near(corrected, CASE WHEN dof > 0 THEN
	sqrt(greatest(x / n - dof / (n - 1.0), 0) / nullif(least(r - (r - 1) * (r - 1) / (n - 1.0), c - (c - 1) * (c - 1) / (n - 1.0)) - 1, 0)) END, 1e-9) AND attribute <> 'each customer'), NULL, 'the same corrected (Bergsma)') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE note IS DISTINCT FROM CASE WHEN r = 1 THEN 'undetermined: all customers are in one group' WHEN few > 0 THEN format('%s of %s expected counts are below 5', few, r * c) END),
		  NULL, 'notes') FROM classed;
SELECT is(string_agg(attribute || ' by ' || class, ', ') FILTER (WHERE NOT pg_temp.near(p, pg_temp.chi_square_tail(x, dof))), NULL, 'p of chi-square') FROM classed WHERE dof % 2 = 0 AND dof BETWEEN 2 AND 100;
SELECT cmp_ok(count(*) FILTER (WHERE p < 1e-60), '>', 10::bigint, 'far out, too') FROM classed WHERE dof % 2 = 0 AND dof BETWEEN 2 AND 100;
SELECT ok(bool_and(pg_temp.near(v, 1) AND corrected = 0 AND pg_temp.near(chi_square, n * dof / greatest(n - 1, 1.0) )), 'where each customer has a value of their own, V is 1 and means nothing: corrected it is 0') FROM classed WHERE attribute = 'each customer';

-- values: three types of number, by all attributes
CREATE TEMP TABLE valued AS
SELECT a.name AS attribute, v.expression AS value, s.*, w.*, between_groups / (between_groups + within_groups) AS eta, within_groups / nullif(n - k, 0) AS mean_square
FROM attribute a, (VALUES ('v'), ('v::float8'), ('floor(v)::bigint'), ('floor(v)::int'), ('i % 3')) v(expression),
	 LATERAL pg_temp.values(a.expression, v.expression) s (customers, missed, groups, average, df_between, df_within, f, p, eta_squared, omega_squared, epsilon_squared, note),
	 LATERAL pg_temp.by_values(a.expression, v.expression) w;
SELECT is(count(*), 110::bigint, 'analyses of variance compared') FROM valued;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE (customers, missed, groups, df_between, df_within) IS DISTINCT FROM (n, missing, k, k - 1, n - k)), NULL, 'counts') FROM valued;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE NOT pg_temp.near(average, mean)), NULL, 'the mean') FROM valued;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE NOT pg_temp.near(f, between_groups / nullif(k - 1, 0) / nullif(mean_square, 0))), NULL, 'F') FROM valued;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE NOT pg_temp.near(eta_squared, CASE WHEN k > 1 THEN eta END)), NULL, 'eta squared') FROM valued;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE NOT abs(epsilon_squared - greatest((between_groups - (k - 1) * mean_square) / (between_groups + within_groups), 0)) < 1e-14), NULL, 'epsilon squared') FROM valued WHERE k > 1;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE NOT abs(omega_squared - greatest((between_groups - (k - 1) * mean_square) / (between_groups + within_groups + mean_square), 0)) < 1e-14), NULL, 'omega squared') FROM valued WHERE k > 1;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE note IS DISTINCT FROM CASE WHEN k = 1 THEN 'undetermined: all customers are in one group' WHEN k = n THEN 'undetermined: no group has two customers' WHEN within_groups = 0 THEN 'values do not differ within groups' END), NULL, 'notes') FROM valued;
SELECT is(string_agg(attribute || ': ' || value, ', ') FILTER (WHERE NOT pg_temp.near(p, pg_temp.f_tail(f::numeric, df_between, df_within))), NULL, 'p of F') FROM valued WHERE df_between % 2 = 0 AND df_between BETWEEN 2 AND 100;
SELECT is(count(*), 75::bigint, 'many of them') FROM valued WHERE df_between % 2 = 0 AND df_between BETWEEN 2 AND 100 AND f > 0;

-- p of F far out in the tail, and with few degrees of freedom: three groups of n at 0 ± 1, shift ± 1 and 2 shift ± 1
SELECT is(string_agg(format('%s, %s', size, shift), '; ') FILTER (WHERE NOT pg_temp.near((s).p, pg_temp.f_tail((s).f::numeric, 2, 3 * size - 3), 1e-10)), NULL, 'p of F to 1e-280')
FROM (SELECT size, shift, separation(g, g * shift + i % 2) AS s FROM unnest(ARRAY[2, 4, 10, 100, 1000]) size, unnest(ARRAY[0, 0.01, 0.3, 1, 2, 4]) shift, generate_series(1, 3) g, generate_series(1, size) i GROUP BY 1, 2) x
WHERE (s).p > 1e-280;
SELECT ok((s).p BETWEEN 0 AND 1e-100, 'p of 1e-100 and below is no error') FROM (SELECT separation(g, g * 100 + i % 2) AS s FROM generate_series(1, 3) g, generate_series(1, 3000) i) x;
-- two groups: F is the square of Student's t, whose tail with two degrees of freedom is 1 - t / sqrt(t² + 2)
SELECT is(string_agg(shift::text, '; ') FILTER (WHERE NOT pg_temp.near((s).p, 1 - sqrt((s).f::numeric) / sqrt((s).f::numeric + 2), 1e-8)), NULL, 'p of F with 1 and 2 degrees of freedom')
FROM (SELECT shift, separation(g, g * shift + i) AS s FROM unnest(ARRAY[0, 0.1, 0.5, 1, 3, 20, 1000]) shift, generate_series(1, 2) g, generate_series(1, 2) i GROUP BY 1) x;
-- the tails of F(1, many) and of chi-square(1) agree; F turned round is the other tail
SELECT ok(abs((v).p / (c).p - 1) < 0.01, 'F and chi-square agree with many customers') FROM (SELECT separation(i % 2, (i % 50 < 25 + i % 2)::int) AS v, separation(i % 2, i % 50 < 25 + i % 2) AS c FROM generate_series(1, 100000) i) x;

-- the two ways meet: eta squared of a class as 0 and 1 is chi-square / n
SELECT ok(abs((v).eta_squared - (c).chi_square / (c).customers) < 1e-15 AND (v).customers = (c).customers, 'eta squared = chi-square / n')
FROM (SELECT separation(g, (q = 'bee')::int) AS v, separation(g, q = 'bee') AS c FROM fact) x;
SELECT ok(abs((s).chi_square - (t).chi_square) < 1e-9 AND (s).cramers_v_corrected = (t).cramers_v_corrected AND (s).groups = (t).classes, 'attribute and class may change places') FROM (SELECT separation(g::text, q) AS s, separation(q, g::text) AS t FROM fact) x;

-- any order, any split, any plan: the same to the last digit
CREATE TABLE parted (LIKE fact) PARTITION BY HASH (i);
CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT * FROM fact;
ANALYZE parted;
CREATE TEMP TABLE question (call, query) AS
SELECT call, format('SELECT g %% 2, %s FROM parted GROUP BY 1', call) FROM unnest(ARRAY['separation(g::text, q)', 'separation(i % 700, q)', 'separation(g, v)', 'separation(md5(g::text)::uuid, v * 1.1)', 'separation(i % 700, sqrt(v))', 'separation(q, i::bigint)', 'separation(ARRAY[g], q::text)', 'separation(g::text, NULL::quadrant)', 'separation(NULL::text, v)']) call
UNION ALL SELECT call, format('SELECT %s FROM parted', call) FROM unnest(ARRAY['separation(g::text, q)', 'separation(i % 700, v::float8 / 3)']) call;
CREATE TEMP TABLE answer (way text, query text, said text);
CREATE FUNCTION pg_temp.answer(way text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	question record;
	said text;
BEGIN
	FOR question IN SELECT DISTINCT query FROM question LOOP
		EXECUTE format('SELECT string_agg(x::text, ''; '' ORDER BY x::text) FROM (%s) x', question.query) INTO said;
		INSERT INTO answer VALUES (answer.way, question.query, said);
	END LOOP;
END $$;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT pg_temp.answer('serial');
SET LOCAL enable_hashagg = off;
SELECT pg_temp.answer('sorted');
RESET enable_hashagg;
SET LOCAL enable_partitionwise_aggregate = on;
SELECT pg_temp.answer('partitionwise');
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SELECT pg_temp.answer('parallel and partitionwise');
RESET enable_partitionwise_aggregate;
SELECT ok(bool_and(pg_temp.plan_of(query, ', VERBOSE') ~ 'Partial (Hash|Group)?Aggregate' AND pg_temp.plan_of(query, ', VERBOSE') ~ 'PARTIAL'), 'all have a Partial Aggregate') FROM question;
SELECT pg_temp.answer('parallel');
SET LOCAL parallel_leader_participation = off;
SELECT pg_temp.answer('workers only');
RESET parallel_leader_participation;
SET LOCAL max_parallel_workers_per_gather = 0;
INSERT INTO answer SELECT 'another order', query, s FROM (SELECT DISTINCT query FROM question) q, LATERAL (SELECT NULL) n(s);
CREATE FUNCTION pg_temp.reordered() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE a record; BEGIN
	FOR a IN SELECT * FROM answer WHERE way = 'another order' LOOP
		EXECUTE format('UPDATE answer SET said = (SELECT string_agg(x::text, ''; '' ORDER BY x::text) FROM (%s) x) WHERE way = %L AND query = %L',
					   replace(a.query, 'FROM parted', 'FROM (SELECT * FROM parted ORDER BY pg_temp.draw(i, 99)) s'), a.way, a.query);
	END LOOP;
END $$;
SELECT pg_temp.reordered();
SELECT is(count(DISTINCT said), 1::bigint, 'the same in every way: ' || query) FROM answer GROUP BY query ORDER BY query;
SELECT is(count(DISTINCT way), 7::bigint, 'ways compared') FROM answer WHERE said IS NOT NULL;

-- as aggregates go: nothing, NULLs, FILTER, DISTINCT, frames
SELECT results_eq(format('SELECT (s).* FROM (SELECT separation(%s) AS s FROM fact WHERE %s) x', arguments, condition), format('VALUES (%s)', wanted), format('separation(%s) WHERE %s', arguments, condition)) FROM (VALUES
	('g, q', 'false', $$0::bigint, 0::bigint, 0::bigint, 0::bigint, NULL::float8, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: no customers'$$),
	('g, NULL::text', 'i <= 9', $$0::bigint, 9::bigint, 0::bigint, 0::bigint, NULL::float8, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: no customers'$$),
	('i, i::text', 'i = 1', $$1::bigint, 0::bigint, 1::bigint, 1::bigint, NULL::float8, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: all customers are in one group'$$),
	('i, true', 'i <= 9', $$9::bigint, 0::bigint, 9::bigint, 1::bigint, NULL::float8, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: all customers are in one class'$$),
	('i % 2, i % 2 = 0', 'i <= 40', $$40::bigint, 0::bigint, 2::bigint, 2::bigint, 40::float8, 1::bigint, (SELECT p FROM compare_shares(20, 20, 0, 20)), 1::float8, 1::float8, 10::float8, NULL::text$$),
	('i % 2, i % 4 < 2', 'i <= 40', $$40::bigint, 0::bigint, 2::bigint, 2::bigint, 0::float8, 1::bigint, 1::float8, 0::float8, 0::float8, 10::float8, NULL::text$$),
	('g, v', 'false', $$0::bigint, 0::bigint, 0::bigint, NULL::float8, 0::bigint, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: no customers'$$),
	('g, NULL::float8', 'i <= 9', $$0::bigint, 9::bigint, 0::bigint, NULL::float8, 0::bigint, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: no customers'$$),
	('i, 7', 'i = 1', $$1::bigint, 0::bigint, 1::bigint, 7::float8, 0::bigint, 0::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: all customers are in one group'$$),
	('1, i', 'i <= 9', $$9::bigint, 0::bigint, 1::bigint, 5::float8, 0::bigint, 8::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: all customers are in one group'$$),
	('i, i', 'i <= 9', $$9::bigint, 0::bigint, 9::bigint, 5::float8, 8::bigint, 0::bigint, NULL::float8, NULL::float8, 1::float8, NULL::float8, NULL::float8, 'undetermined: no group has two customers'$$),
	('i % 2, 0.1::float8', 'i <= 9', $$9::bigint, 0::bigint, 2::bigint, 0.1::float8, 1::bigint, 7::bigint, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, 'undetermined: all values are equal'$$),
	('i % 2, i % 2 / 10.0::float8', 'i <= 9', $$9::bigint, 0::bigint, 2::bigint, (0.5 / 9)::float8, 1::bigint, 7::bigint, NULL::float8, 0::float8, 1::float8, 1::float8, 1::float8, 'values do not differ within groups'$$),
	('i % 2, i % 4 / 2', 'i <= 40', $$40::bigint, 0::bigint, 2::bigint, 0.5::float8, 1::bigint, 38::bigint, 0::float8, 1::float8, 0::float8, 0::float8, 0::float8, NULL::text$$)) v(arguments, condition, wanted);
SELECT is((s).note, wanted, format('expected counts of %s', (s).smallest_expected)) FROM (VALUES (20, NULL), (18, '2 of 4 expected counts are below 5')) v(n, wanted), LATERAL (SELECT separation(i % 2, i % 4 < 2) FROM generate_series(0, n - 1) i) x(s);
SELECT is(a, b, 'FILTER, ORDER BY and DISTINCT') FROM (SELECT concat(separation(g, q ORDER BY i DESC) FILTER (WHERE i % 3 = 0), separation(DISTINCT g, i % 9), separation(DISTINCT g, q)) AS a FROM fact) x,
	 (SELECT concat((SELECT separation(g, q) FROM fact WHERE i % 3 = 0), (SELECT separation(g, n) FROM (SELECT DISTINCT g, i % 9 AS n FROM fact) d), (SELECT separation(g, q) FROM (SELECT DISTINCT g, q FROM fact) d)) AS b) y;
SELECT bag_eq($$SELECT i, separation(g, q) OVER w AS s, separation(g, v) OVER w AS t FROM fact WHERE i <= 60 WINDOW w AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND 5 FOLLOWING)$$,
			  $$SELECT o.i, s, t FROM fact o, LATERAL (SELECT separation(g, q) AS s, separation(g, v) AS t FROM fact WHERE i BETWEEN o.i - 20 AND o.i + 5 AND i <= 60) x WHERE o.i <= 60$$, 'OVER a moving frame');
SELECT bag_eq('SELECT i % 2 AS two, i % 3 AS three, separation(g, q) AS s, separation(g, v) AS t FROM fact GROUP BY CUBE (1, 2)',
	'SELECT i % 2 AS two, i % 3 AS three, separation(g, q) AS s, separation(g, v) AS t FROM fact GROUP BY 1, 2 UNION ALL SELECT i % 2, NULL, separation(g, q), separation(g, v) FROM fact GROUP BY 1
	 UNION ALL SELECT NULL, i % 3, separation(g, q), separation(g, v) FROM fact GROUP BY 2 UNION ALL SELECT NULL, NULL, separation(g, q), separation(g, v) FROM fact', 'GROUP BY CUBE');

-- numbers are values, all else is a class; a literal attribute is text
SELECT is(pg_typeof(s)::text, wanted, call) FROM (VALUES
	('g, q'), ('g, q::text'), ('g, true'), ('g, current_date'), ('q, g::text::varchar(3)'), ('''x'', q')) v(call), LATERAL (SELECT 'separation_of_classes') w(wanted), LATERAL (SELECT pg_temp.classes(split_part(call, ', ', 1), split_part(call, ', ', 2))) s(s);
SELECT is(pg_typeof(s)::text, wanted, call) FROM (VALUES
	('g, g'), ('q, g::smallint'), ('true, g::bigint'), ('current_date, g::real'), ('q::text, g::float8'), ('q, g::numeric'), ('''x'', v'), ('''x'', 1'), ('NULL, v')) v(call), LATERAL (SELECT 'separation_of_values') w(wanted), LATERAL (SELECT pg_temp.values(split_part(call, ', ', 1), split_part(call, ', ', 2))) s(s);

-- sums that doubles would lose
SELECT ok((s).f = (t).f AND (s).eta_squared = (t).eta_squared AND (s).mean = 1e15, 'small differences of large values') FROM (SELECT separation(g, 1e15::numeric + v - 3) AS s, separation(g, v - 3) AS t FROM (VALUES (1, 1), (1, 2), (2, 4), (2, 5)) v(g, v)) x;
SELECT ok(abs((s).f - 18) < 1e-12, 'and of large doubles') FROM (SELECT separation(g, 1e15::float8 + v) AS s FROM (VALUES (1, 1), (1, 2), (2, 4), (2, 5)) v(g, v)) x;
SELECT ok(abs((s).f - 18) < 1e-12, format('doubles about %s', unit)) FROM (SELECT unit, separation(g, v * unit) AS s FROM (VALUES (1, 1), (1, 2), (2, 4), (2, 5)) v(g, v), unnest(ARRAY[1e307, 1e-300, 5e-324]::float8[]) unit GROUP BY unit) x ORDER BY unit;
SELECT ok((s).mean = 0 AND (s).f IS NULL AND (s).eta_squared = 1 AND (s).p = 0, 'no variance within, but for what no double holds') FROM (SELECT separation(g, v::float8) AS s FROM (VALUES (1, '1e308'), (1, '1e308'), (2, '-1e308'), (2, '-1e308'), (3, '1e-320'), (3, '-1e-320')) v(g, v)) x;
SELECT ok((s).eta_squared = 0 AND (s).p = 1, 'minus zero is zero') FROM (SELECT separation(g, v::float8) AS s FROM (VALUES (1, '-0'), (1, '1'), (2, '0'), (2, '1')) v(g, v)) x;

-- many values: all different in attribute and class
SELECT ok(abs((s).chi_square - 300000.0 * 299999) < 1 AND abs((s).cramers_v - 1) < 1e-12 AND (s).cramers_v_corrected = 0 AND (s).df = 299999::bigint ^ 2, 'many values') FROM (SELECT separation(i, md5(i::text)) AS s FROM generate_series(1, 300000) i) x;
SELECT pg_temp.raises($$SELECT separation(repeat(md5(i::text), 400000), true) FROM generate_series(1, 45) i$$, '54000', '%group its values first%', 'more than can be held is an error');

-- errors
SELECT pg_temp.raises(query, state, hint) FROM (VALUES
	($$SELECT separation(g, v) FROM (VALUES (1, 'NaN'::numeric)) x(g, v)$$, '22023', '%NULL%'),
	($$SELECT separation(g, v) FROM (VALUES (1, 'Infinity'::numeric)) x(g, v)$$, '22023', '%NULL%'),
	($$SELECT separation(g, v) FROM (VALUES (1, 'NaN'::float8)) x(g, v)$$, '22023', '%NULL%'),
	($$SELECT separation(g, v) FROM (VALUES (1, '-Infinity'::real)) x(g, v)$$, '22023', '%NULL%'),
	($$SELECT separation(g, 1e400::numeric) FROM fact$$, '22003', NULL),
	($$SELECT separation(g, v::money) FROM fact$$, '42804', '%numeric%text%'),
	($$SELECT separation(json_build_object(), q) FROM fact$$, '42883', '%text%'),
	($$SELECT separation(g, point(1, 2)) FROM fact$$, '42883', '%text%'),
	($$SELECT separation(g, 'x') FROM fact$$, '42725|42804', NULL),
	($$SELECT separation(g, q) OVER () FROM (VALUES ('a' COLLATE "C", 'b' COLLATE "POSIX")) x(g, q)$$, '42P22', '%COLLATE%')) e(query, state, hint);

-- attribute and class each have their own collation
SELECT is((separation(g, q)).classes, 2::bigint, 'two collations') FROM (VALUES ('a' COLLATE "C", 'b' COLLATE "POSIX"), ('c', 'd')) x(g, q);
SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu \gset
\if :icu
CREATE COLLATION easy (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE TABLE spelt AS SELECT CASE WHEN i % 2 = 0 THEN 'X' ELSE 'x' END COLLATE easy AS g, CASE WHEN i % 4 < 2 THEN 'P' ELSE 'p' END AS q FROM generate_series(1, 100) i;
CREATE FUNCTION pg_temp.spelt() RETURNS text LANGUAGE sql STABLE AS
$$SELECT ROW((s).groups, (s).classes, (t).groups, (t).classes, (e).groups, (e).classes)::text FROM (SELECT separation(g, q) AS s, separation(q, g) AS t, separation(q, q COLLATE easy) AS e FROM spelt) x$$;
SELECT is(pg_temp.spelt(), '(1,2,2,1,2,1)', 'a collation that does not tell A from a counts where it is');
SET LOCAL max_parallel_workers_per_gather = 2;
SELECT is(pg_temp.spelt(), '(1,2,2,1,2,1)', 'the same by workers');
SET LOCAL max_parallel_workers_per_gather = 0;
\else
SELECT skip('this server has no ICU', 2);
\endif

-- compare_shares: the same test as separation, over many tables
CREATE TEMP TABLE two AS SELECT n, floor(pg_temp.draw(n, 1) * 300)::int + 1 AS n1, floor(pg_temp.draw(n, 2) * 300)::int + 1 AS n2 FROM generate_series(1, 300) n;
ALTER TABLE two ADD k1 int, ADD k2 int;
UPDATE two SET k1 = floor(pg_temp.draw(n, 3) * (n1 + 1)), k2 = floor(pg_temp.draw(n, 4) * (n2 + 1));
SELECT is(array_agg(n) FILTER (WHERE abs(c.chi_square - (s).chi_square) > 1e-10 * (s).chi_square OR (NOT exact AND abs(c.p - (s).p) > 1e-12) OR exact <> ((s).smallest_expected < 5)), NULL, 'chi-square and p of separation, unless fewer than 5 are expected somewhere')
FROM two, compare_shares(k1, n1, k2, n2) c, LATERAL (SELECT separation(i <= n1, CASE WHEN i <= n1 THEN i <= k1 ELSE i - n1 <= k2 END) FROM generate_series(1, n1 + n2) i) x(s);
SELECT is(array_agg(n) FILTER (WHERE abs(share1 - k1::float8 / n1) > 1e-15 OR abs(share2 - k2::float8 / n2) > 1e-15 OR abs(difference - (share1 - share2)) > 1e-15), NULL, 'shares') FROM two, compare_shares(k1, n1, k2, n2);
-- Newcombe (1998), method 10, from Wilson's bounds, which are where (share - bound)² = z² · bound · (1 - bound) / n
CREATE FUNCTION pg_temp.wilson(k float8, n float8, side integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT (k / n + zz / (2 * n) + side * sqrt(zz * (k / n * (1 - k / n) / n + zz / (4 * n * n)))) / (1 + zz / n) FROM (VALUES (3.841458820694124::float8)) v(zz) $$;
SELECT is(array_agg(n) FILTER (WHERE abs(low - (difference - sqrt((share1 - pg_temp.wilson(k1, n1, -1)) ^ 2 + (pg_temp.wilson(k2, n2, 1) - share2) ^ 2))) > 1e-12
	OR abs(high - (difference + sqrt((pg_temp.wilson(k1, n1, 1) - share1) ^ 2 + (share2 - pg_temp.wilson(k2, n2, -1)) ^ 2))) > 1e-12 OR low < -1 OR high > 1), NULL, 'interval') FROM two, compare_shares(k1, n1, k2, n2);
-- examples that Newcombe printed (table II, method 10)
SELECT is(ARRAY[round(c.low::numeric, 4), round(c.high::numeric, 4)], ARRAY[v.low, v.high], format('%s/%s - %s/%s', k, n, l, m))
FROM (VALUES (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
			 (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775), (10, 10, 0, 20, 0.6791, 1), (10, 10, 0, 10, 0.6075, 1)) v(k, n, l, m, low, high), compare_shares(k, n, l, m) c;
-- fisher.test() of R 4.2.2
SELECT ok(c.exact AND abs(c.p / v.p - 1) < 1e-11, format('Fisher''s p of %s/%s and %s/%s', k, n, l, m))
FROM (VALUES (3, 3, 0, 20, 0.000564652738566), (94, 99, 0, 1, 0.06), (3, 10, 1, 12, 0.293233082707), (8, 9, 1, 9, 0.00337309749074), (5, 56, 0, 29, 0.160621443209), (7, 34, 1, 34, 0.0544001304951),
			 (4, 4, 4, 9, 0.104895104895), (1, 3, 0, 1000, 0.00299102691924), (1, 100000, 4, 50000, 0.0452647462131), (30, 40, 0, 200000, 2.08603267621e-118)) v(k, n, l, m, p), compare_shares(k, n, l, m) c;
-- and by its definition: all tables of these margins that are no likelier, in whole numbers
CREATE FUNCTION pg_temp.choose(n bigint, k bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN k BETWEEN 0 AND n THEN factorial(n) / factorial(k) / factorial(n - k) ELSE 0 END $$;
CREATE FUNCTION pg_temp.fisher(k bigint, n bigint, l bigint, m bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT sum(w) FILTER (WHERE w <= pg_temp.choose(n, k) * pg_temp.choose(m, l)) / sum(w) FROM (SELECT pg_temp.choose(n, i) * pg_temp.choose(m, k + l - i) AS w FROM generate_series(0, n) i) t $$;
SELECT is(string_agg(format('%s/%s %s/%s', k, n, l, m), ', ') FILTER (WHERE abs(c.p - pg_temp.fisher(k, n, l, m)::float8) > 1e-12 OR c.p <> d.p OR abs(c.p - e.p) > 1e-14), NULL, 'Fisher''s p, either way round, of shares and of the rest to 1')
FROM generate_series(1, 12, 3) n, generate_series(0, 12) k, generate_series(2, 20, 6) m, generate_series(0, 20) l, compare_shares(k, n, least(l, m), m) c, compare_shares(least(l, m), m, k, n) d, compare_shares(n - k, n, greatest(m - l, 0), m) e
WHERE k <= n AND l <= m AND c.exact;
SELECT is(array_agg(n) FILTER (WHERE a.low <> -b.high OR a.high <> -b.low OR abs(a.chi_square - b.chi_square) > 1e-12 * b.chi_square), NULL, 'the other way round') FROM two, compare_shares(k1, n1, k2, n2, 0.8) a, compare_shares(k2, n2, k1, n1, 0.8) b;
SELECT is(array_agg(n) FILTER (WHERE NOT (a.low >= b.low AND a.high <= b.high)), NULL, 'more confidence, wider interval') FROM two, compare_shares(k1, n1, k2, n2, 0.5) a, compare_shares(k1, n1, k2, n2, 0.99) b;
SELECT ok(low <= difference AND difference <= high, 'no confidence, no interval below nothing') FROM compare_shares(1, 2, 1, 2, 1e-300);
SELECT results_eq(format('SELECT * FROM compare_shares(%s)', arguments), format('VALUES (%s)', wanted), format('compare_shares(%s)', arguments)) FROM (VALUES
	('0, 0, 5, 10', 'NULL::float8, 0.5::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::boolean'),
	('5, 10, 0, 0', '0.5::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::boolean'),
	('0, 0, 0, 0', 'NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::float8, NULL::boolean')) v(arguments, wanted);
SELECT results_eq(format('SELECT share1, share2, difference, chi_square, p, exact FROM compare_shares(%s)', arguments), format('VALUES (%s)', wanted), format('compare_shares(%s)', arguments)) FROM (VALUES
	('0, 7, 0, 9', '0::float8, 0::float8, 0::float8, 0::float8, 1::float8, true'),
	('7, 7, 9, 9', '1::float8, 1::float8, 0::float8, 0::float8, 1::float8, true'),
	('9, 9, 0, 9', '1::float8, 0::float8, 1::float8, 18::float8, 2 / 48620::float8, true'),
	('20, 20, 0, 20', '1::float8, 0::float8, 1::float8, 40::float8, (SELECT (s).p FROM (SELECT separation(i < 20, i < 20) FROM generate_series(0, 39) i) x(s)), false'),
	('9223372036854775807, 9223372036854775807, 9223372036854775807, 9223372036854775807', '1::float8, 1::float8, 0::float8, 0::float8, 1::float8, true')) v(arguments, wanted);
SET LOCAL statement_timeout = '2s';
SELECT is((p, exact)::text, want, format('%s of %s against %s of %s: in bounded time', k, n, l, m))
FROM (VALUES (2000000000, 2000000000, 0, 9223372036854775807, '(0,t)'), (3, 9223372036854775807, 0, 9223372036854775807, '(0.25,t)'), (9223372036854775804, 9223372036854775807, 9223372036854775807, 9223372036854775807, '(0.25,t)'), (0, 1, 0, 9223372036854775807, '(1,t)')) v(k, n, l, m, want), compare_shares(k, n, l, m);
SET LOCAL statement_timeout = 0;
SELECT ok(chi_square > 1e18 AND p = 0 AND difference = 1, 'counts as large as can be') FROM compare_shares(9223372036854775807, 9223372036854775807, 0, 9223372036854775807);
SELECT is(compare_shares(1, 2, NULL, 4)::text, NULL, 'NULL for NULL');
SELECT pg_temp.raises(query, '22023', hint) FROM (VALUES
	('SELECT compare_shares(3, 2, 1, 4)', '%out of a total%'), ('SELECT compare_shares(1, 2, 5, 4)', '%out of a total%'), ('SELECT compare_shares(1, 0, 5, 9)', '%out of a total%'),
	('SELECT compare_shares(-1, 2, 1, 4)', '%from 0 up%'), ('SELECT compare_shares(-3, -2, 1, 4)', '%from 0 up%'), ('SELECT compare_shares(1, 2, 1, 4, 1)', '%0.95%'), ('SELECT compare_shares(1, 2, 1, 4, ''NaN'')', '%0.95%')) e(query, hint);

SELECT * FROM finish();
ROLLBACK;
