-- profile: what marks the customers of a class, against separation(), plain SQL and numbers of R; what it reads and under whose rights
BEGIN;
\ir ../helpers.psql
\ir ../roles.psql
SELECT plan(76);

CREATE SCHEMA shop;
CREATE TYPE shop.grade AS ENUM ('low', 'mid', 'high');
CREATE DOMAIN shop.channel AS text;
CREATE TABLE shop.customers (
	id bigint, class text, dropped integer, region text, web boolean, income numeric, visits integer, kids integer, grade shop.grade, joined date,
	seen timestamptz, span interval, score double precision, paid money, tags integer[], mail text, doc json, place point, note jsonb,
	one text, nothing text, channel shop.channel, "it's ""odd""; DROP" text, twice numeric GENERATED ALWAYS AS (income * 2) STORED);
ALTER TABLE shop.customers DROP COLUMN dropped;
INSERT INTO shop.customers
SELECT i, CASE WHEN u < 0.2 THEN 'gold' WHEN u < 0.5 THEN 'silver' WHEN u < 0.97 THEN 'bronze' END,
	   CASE WHEN u < 0.2 AND v < 0.4 THEN 'north' WHEN w < 0.1 THEN NULL ELSE (ARRAY['north', 'south', 'east', 'west'])[1 + floor(4 * pg_temp.draw(i, 4))] END,
	   pg_temp.draw(i, 5) < 0.5, round((1000 * exp(2 * pg_temp.draw(i, 6)) + CASE WHEN u < 0.2 THEN 800 ELSE 0 END)::numeric, 2), floor(100 * pg_temp.draw(i, 7) ^ 2),
	   floor(4 * pg_temp.draw(i, 8)), (ARRAY['low', 'mid', 'high'])[1 + floor(3 * pg_temp.draw(i, 9))]::shop.grade, date '2020-01-01' + floor(900 * pg_temp.draw(i, 10))::int,
	   timestamptz '2024-01-01 00:00+00' + floor(1e6 * pg_temp.draw(i, 11)) * interval '1 second', floor(1000 * pg_temp.draw(i, 12)) * interval '1 hour',
	   CASE i % 50 WHEN 0 THEN 'NaN' WHEN 1 THEN 'Infinity' WHEN 2 THEN '-Infinity' WHEN 3 THEN NULL ELSE pg_temp.draw(i, 13) END,
	   (100 * pg_temp.draw(i, 14))::numeric::money, ARRAY[floor(3 * pg_temp.draw(i, 15))::int, NULL], CASE WHEN u < 0.2 OR v < 0.5 THEN i || '@example.com' END,
	   CASE WHEN u < 0.2 AND w < 0.5 THEN '{}'::json END, point(i, i), jsonb_build_object('a', floor(3 * pg_temp.draw(i, 16))), 'x', NULL, 'shop ' || (i % 3), 'a' || (i % 4) || E'\\''"'
FROM (SELECT i, pg_temp.draw(i, 1) AS u, pg_temp.draw(i, 2) AS v, pg_temp.draw(i, 3) AS w FROM generate_series(1, 3000) i) d;
CREATE TEMP TABLE found AS SELECT row_number() OVER () AS place, * FROM profile('shop.customers', 'id', 'class');
CREATE TEMP TABLE gold AS SELECT row_number() OVER () AS place, * FROM profile('shop.customers', 'id', 'class', 'gold', top => 100);
CREATE FUNCTION pg_temp.near(a double precision, b double precision) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT abs(a - b) <= 1e-9 * greatest(abs(a), abs(b), 1e-12) $$;

-- ---- every column is there, and what it is tested by ----
SELECT set_eq($$SELECT column_name FROM found$$, $$SELECT attname::text FROM pg_attribute WHERE attrelid = 'shop.customers'::regclass AND attnum > 0 AND NOT attisdropped$$, 'every column is listed');
SELECT is((SELECT count(*) FROM found WHERE line IN ('column', 'key', 'class')), (SELECT count(DISTINCT column_name) FROM found), 'once');
SELECT results_eq($$SELECT column_name, column_type, test, known, not_known, different, note FROM found WHERE line = 'column' ORDER BY column_name COLLATE "C"$$, $$
	WITH c AS (SELECT * FROM shop.customers WHERE class IS NOT NULL)
	SELECT name, type, test, known, n - known, different, note FROM (SELECT count(*) AS n, count(mail) AS mail, count(doc) AS doc, count(region) AS region, count(*) FILTER (WHERE score NOT IN ('NaN', 'Infinity', '-Infinity')) AS score,
		count(*) FILTER (WHERE score IN ('NaN', 'Infinity', '-Infinity')) AS not_finite FROM c) n, LATERAL (VALUES
		('channel', 'shop.channel', 'categories', n, 3::bigint, NULL), ('doc', 'json', 'known', doc, NULL, 'values of type json cannot be compared; tested by whether there is one'),
		('grade', 'shop.grade', 'categories', n, 3, NULL), ('income', 'numeric', 'numbers', n, NULL, NULL), ('it''s "odd"; DROP', 'text', 'categories', n, 4, NULL),
		('joined', 'date', 'times', n, NULL, NULL), ('kids', 'integer', 'categories', n, 4, NULL), ('mail', 'text', 'known', mail, mail, 'all values are different, as those of a key are; tested by whether there is one'),
		('note', 'jsonb', 'categories', n, 3, NULL), ('nothing', 'text', NULL, 0, 0, 'no values'), ('one', 'text', NULL, n, 1, 'one value only'), ('paid', 'money', 'numbers', n, NULL, NULL),
		('place', 'point', NULL, n, NULL, 'values of type point cannot be compared'), ('region', 'text', 'categories', region, 4, NULL),
		('score', 'double precision', 'numbers', score, NULL, not_finite || ' values are not finite, counted as not known'), ('seen', 'timestamp with time zone', 'times', n, NULL, NULL), ('span', 'interval', 'times', n, NULL, NULL),
		('tags', 'integer[]', 'categories', n, 3, NULL), ('twice', 'numeric', 'numbers', n, NULL, NULL), ('visits', 'integer', 'numbers', n, NULL, NULL), ('web', 'boolean', 'categories', n, 2, NULL)) v (name, type, test, known, different, note)$$, 'each is tested by what it holds, with customers who have a value and who have not');
SELECT results_eq($$SELECT line, column_name, rank, known, not_known, note FROM found WHERE line IN ('key', 'class') ORDER BY place$$, $$
	SELECT 'key', 'id', NULL::bigint, 3000::bigint, 0::bigint, NULL UNION ALL
	SELECT 'class', 'class', NULL, count(class), count(*) - count(class), 'customers without a class are left out' FROM shop.customers$$, 'key and class are said last');
SELECT results_eq($$SELECT value, of_class, customers, share_of_all FROM found WHERE column_name = 'class' AND line = 'value' ORDER BY place$$,
	$$SELECT class, class, count(*), count(*)::float8 / sum(count(*)) OVER () FROM shop.customers WHERE class IS NOT NULL GROUP BY class ORDER BY class COLLATE "C"$$, 'with the size of each class');

-- ---- tests: all classes, and one against all others ----
CREATE TEMP TABLE long AS
SELECT id, class, name, value, number FROM shop.customers, LATERAL (VALUES
	('region', coalesce(region, '-'), NULL::numeric), ('web', web::text, NULL), ('grade', grade::text, NULL), ('kids', kids::text, NULL), ('channel', channel::text, NULL),
	('tags', tags::text, NULL), ('note', note::text, NULL), ('it''s "odd"; DROP', "it's ""odd""; DROP", NULL), ('mail', (mail IS NULL)::text, NULL), ('doc', (doc IS NULL)::text, NULL),
	('income', NULL, income), ('twice', NULL, twice), ('visits', NULL, visits), ('joined', NULL, joined - date '2000-01-01'), ('seen', NULL, extract(epoch FROM seen)), ('span', NULL, extract(epoch FROM span)),
	('paid', NULL, paid::numeric), ('score', NULL, CASE WHEN score BETWEEN 0 AND 1 THEN score END)) v (name, value, number) WHERE class IS NOT NULL;
CREATE FUNCTION pg_temp.by_hand(asked text) RETURNS TABLE (column_name text, effect float8, strength float8, statistic float8, p float8, q float8) LANGUAGE sql AS $$
	WITH c AS (SELECT *, CASE WHEN asked IS NULL THEN class ELSE (class = asked)::text END AS k FROM long),
	tested AS (
		SELECT name, (s).cramers_v_corrected AS effect, (s).cramers_v_corrected AS strength, (s).chi_square AS statistic, (s).p FROM (SELECT name, separation(value, k) AS s FROM c WHERE value IS NOT NULL GROUP BY name) s
		UNION ALL SELECT name, (s).omega_squared, sqrt((s).omega_squared), (s).f, (s).p FROM (SELECT name, separation(k, number) AS s FROM c WHERE number IS NOT NULL GROUP BY name) s)
	SELECT name, effect, strength, statistic, p, least(1, min(p * n / place) OVER (ORDER BY place DESC ROWS UNBOUNDED PRECEDING))
	FROM (SELECT *, row_number() OVER (ORDER BY p, name) AS place, count(*) OVER () AS n FROM tested) t $$;
SELECT is_empty($$SELECT column_name, f, h FROM found f FULL JOIN pg_temp.by_hand(NULL) h USING (column_name) WHERE f.line = 'column' AND f.p IS NOT NULL AND (pg_temp.near(f.effect, h.effect)
	AND pg_temp.near(f.strength, h.strength) AND pg_temp.near(f.statistic, h.statistic) AND pg_temp.near(f.p, h.p) AND pg_temp.near(f.q, h.q)) IS NOT TRUE$$, 'effect, statistic, p and q are those of separation() and of Benjamini and Hochberg: all classes');
SELECT is_empty($$SELECT column_name, f, h FROM gold f FULL JOIN pg_temp.by_hand('gold') h USING (column_name) WHERE f.line = 'column' AND f.p IS NOT NULL AND (pg_temp.near(f.effect, h.effect)
	AND pg_temp.near(f.strength, h.strength) AND pg_temp.near(f.statistic, h.statistic) AND pg_temp.near(f.p, h.p) AND pg_temp.near(f.q, h.q)) IS NOT TRUE$$, 'and one class against all others');
SELECT is((SELECT count(*) FROM found WHERE line = 'column' AND p IS NOT NULL), 18::bigint, 'as many as can be tested');
SELECT results_eq($$SELECT column_name FROM gold WHERE line = 'column' AND q < 0.05 ORDER BY place$$, $$VALUES ('doc'), ('mail'), ('region'), ('income'), ('twice')$$, 'what is related is found first, strongest first');
SELECT results_eq($$SELECT rank FROM gold WHERE line = 'column' AND strength IS NOT NULL ORDER BY place$$, $$SELECT generate_series(1, 18)::bigint$$, 'ranks go on without a gap');
SELECT results_eq($$SELECT column_name FROM gold WHERE rank IS NOT NULL AND line = 'column' ORDER BY place$$, $$SELECT column_name FROM gold WHERE rank IS NOT NULL AND line = 'column' ORDER BY q <= 0.05 DESC, strength DESC, p$$, 'those that may be chance come after those found, whatever their effect');
SELECT is_empty($$SELECT * FROM gold a JOIN gold b USING (column_name) WHERE b.line = 'column' AND a.line NOT IN ('key', 'class') AND column_name <> 'class'
	AND (a.rank, a.test, a.known, a.not_known, a.different, a.effect, a.strength, a.statistic, a.p, a.q, a.column_type) IS DISTINCT FROM (b.rank, b.test, b.known, b.not_known, b.different, b.effect, b.strength, b.statistic, b.p, b.q, b.column_type)$$, 'what is said of the column stands in each of its lines');


-- ---- the same from R 4.2.2: chisq.test(correct = FALSE) with Bergsma's formula, aov with Hays', p.adjust(method = "BH") ----
CREATE TEMP TABLE r (column_name text, statistic float8, p float8, q float8, effect float8);
INSERT INTO r VALUES ('region', 3.09320202198515e+02, 1.05717973644643e-65, 6.34307841867853e-65, 3.23858810398478e-01), ('web', 5.3865700288982854, 0.0202923204214625, 0.0608769612643870, 0.0388172219069762),
	('kids', 9.3718441794471019, 0.0247345419056674, 0.0636031077574304, 0.0467817401537049), ('income', 1.22287751942211e+02, 7.11247274982799e-28, 2.56049019093847e-27, 3.99855740242746e-02),
	('visits', 1.907925880484329539, 0.167299888028544480, 0.273763453137627, 0.000311690552391865), ('joined', 0.329782455992703227, 0.565831599876482350, 0.636560549861030, 0);
SELECT is_empty($$SELECT column_name, r, g FROM r JOIN gold g USING (column_name) WHERE line = 'column' AND (abs(g.statistic / r.statistic - 1) < 1e-9 AND abs(g.p / r.p - 1) < 1e-9
	AND abs(g.q / r.q - 1) < 1e-9 AND abs(g.effect - r.effect) < 1e-9) IS NOT TRUE$$, 'R says the same');

-- ---- values and ranges ----
CREATE FUNCTION pg_temp.parts(name text) RETURNS TABLE (line text, value text, customers bigint, in_class bigint, share_of_class float8, share_of_all float8, lift float8) LANGUAGE sql AS $$
	WITH n AS (SELECT *, class = 'gold' AS g FROM shop.customers WHERE class IS NOT NULL),
	of_number AS (SELECT *, 'range' AS line, fifth, min(number) OVER (PARTITION BY fifth) AS low, max(number) OVER (PARTITION BY fifth) AS high
		FROM (SELECT g, number, (SELECT count(*) FROM unnest(cuts) cut WHERE cut < number) AS fifth
			  FROM (SELECT g, CASE name WHEN 'income' THEN income ELSE visits END AS number FROM n) v,
				   (SELECT percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY CASE name WHEN 'income' THEN income ELSE visits END) AS cuts FROM n) c) f WHERE name IN ('income', 'visits')),
	labelled AS (
		SELECT line, CASE WHEN low = high THEN low::text ELSE trim_scale(low) || ' .. ' || trim_scale(high) END AS value, g FROM of_number
		UNION ALL SELECT CASE WHEN region IS NULL THEN 'not known' ELSE 'value' END, region, g FROM n WHERE name = 'region'
		UNION ALL SELECT CASE WHEN mail IS NULL THEN 'not known' ELSE 'known' END, NULL, g FROM n WHERE name = 'mail')
	SELECT line, value, count(*), count(*) FILTER (WHERE g), count(*) FILTER (WHERE g) / golds, count(*) / total, count(*) FILTER (WHERE g) / golds / (count(*) / total)
	FROM labelled, (SELECT count(*)::float8 AS total, count(*) FILTER (WHERE g)::float8 AS golds FROM n) t GROUP BY line, value, total, golds HAVING count(*) FILTER (WHERE g) / golds > count(*) / total $$;
SELECT is_empty(format($$(SELECT line, value, customers, in_class FROM gold WHERE line <> 'column' AND column_name = %1$L EXCEPT SELECT line, value, customers, in_class FROM pg_temp.parts(%1$L))
	UNION ALL (SELECT line, value, customers, in_class FROM pg_temp.parts(%1$L) EXCEPT SELECT line, value, customers, in_class FROM gold WHERE line <> 'column' AND column_name = %1$L)$$, name), name || ': what is more frequent in the class, and who has it')
FROM (VALUES ('region'), ('income'), ('visits'), ('mail')) v (name);
SELECT is_empty($$SELECT g FROM (VALUES ('region'), ('income'), ('visits'), ('mail')) v (name), LATERAL pg_temp.parts(name) h, gold g WHERE g.column_name = name AND g.line = h.line AND g.value IS NOT DISTINCT FROM h.value
	AND (pg_temp.near(g.share_of_class, h.share_of_class) AND pg_temp.near(g.share_of_all, h.share_of_all) AND pg_temp.near(g.lift, h.lift)) IS NOT TRUE$$, 'shares and lift');

-- the bounds of a lift L fulfil Donner and Zou's equation: share(gold)(1 - L w) - L (1 - w) share(others), less its distance by Wilson's bounds, is 0 at both
CREATE FUNCTION pg_temp.wilson(x float8, n float8, z float8, side integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT (x + z * z / 2 + side * z * sqrt(x * (n - x) / n + z * z / 4)) / (n + z * z) $$;
CREATE FUNCTION pg_temp.off(l float8, x1 float8, n1 float8, x2 float8, n2 float8, z float8, side integer) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT a * x1 / n1 - b * x2 / n2 + side * sqrt((a * (pg_temp.wilson(x1, n1, z, CASE WHEN a > 0 THEN side ELSE -side END) - x1 / n1)) ^ 2 + (b * (pg_temp.wilson(x2, n2, z, -side) - x2 / n2)) ^ 2)
	FROM (SELECT 1 - l * n1 / (n1 + n2) AS a, l * n2 / (n1 + n2) AS b) w $$;
SELECT is_empty($$SELECT g, pg_temp.off(low, in_class, n1, customers - in_class, n2, 2.5758293035489004, -1), pg_temp.off(high, in_class, n1, customers - in_class, n2, 2.5758293035489004, 1)
	FROM gold g, (SELECT count(*) FILTER (WHERE class = 'gold')::float8 AS n1, count(*) FILTER (WHERE class <> 'gold')::float8 AS n2 FROM shop.customers) n WHERE column_name IN ('region', 'income') AND line <> 'column'
	AND NOT (abs(pg_temp.off(low, in_class, n1, customers - in_class, n2, 2.5758293035489004, -1)) < 1e-9 AND abs(pg_temp.off(high, in_class, n1, customers - in_class, n2, 2.5758293035489004, 1)) < 1e-9)$$,
	'intervals of the lifts, that hold for all five parts of a column at once');
SELECT is((SELECT count(*) FROM gold WHERE column_name = 'income' AND line = 'range'), 4::bigint, 'has lines to look at');
SELECT is((SELECT array_agg(finding ORDER BY place) FROM gold WHERE column_name IN ('region', 'mail')), ARRAY['mail: Cramer''s V 0.415, q below 0.0001', 'mail known: 100 % of gold, 60 % of all, lift 1.66 (1.61 .. 1.72)',
	'region: Cramer''s V 0.324, q below 0.0001', 'region = north: 58 % of gold, 29 % of all, lift 1.98 (1.82 .. 2.14)'], 'in words');
SELECT is((SELECT count(*) FROM profile('shop.customers', 'id', 'class', 'gold', top => 1) WHERE line = 'range' AND column_name = 'income'), 1::bigint, 'top: so many values of a column at most');
SELECT is((SELECT count(*) FROM profile('shop.customers', 'id', 'class', 'gold', top => 0) WHERE of_class IS NOT NULL AND column_name <> 'class'), 0::bigint, 'or none');
SELECT cmp_ok(wide.high - wide.low, '>', narrow.high - narrow.low, 'confidence') FROM profile('shop.customers', 'id', 'class', 'gold', confidence => 0.99) wide JOIN gold narrow USING (column_name, value) WHERE column_name = 'region' AND value = 'north';
SELECT results_eq($$SELECT DISTINCT of_class FROM found WHERE column_name <> 'class' AND of_class IS NOT NULL ORDER BY 1$$, $$VALUES ('bronze'), ('gold'), ('silver')$$, 'without a class asked for, each is described');

-- ---- the order of the rows, the plan and settings do not matter ----
CREATE TABLE shop.again AS SELECT * FROM shop.customers ORDER BY md5(id::text);
CREATE FUNCTION pg_temp.told(source regclass) RETURNS text LANGUAGE sql AS $$ SELECT md5(string_agg(p::text, E'\n' ORDER BY place)) FROM (SELECT row_number() OVER () AS place, * FROM profile(source, 'id', 'class')) p $$;
SELECT is(pg_temp.told('shop.again'), pg_temp.told('shop.customers'), 'the same from rows in any order');
SET LOCAL TimeZone = 'America/New_York';
SET LOCAL DateStyle = 'German';
SET LOCAL IntervalStyle = 'iso_8601';
SET LOCAL extra_float_digits = -5;
SET LOCAL work_mem = '64kB';
SELECT is((SELECT string_agg(p::text, E'\n') FROM (SELECT finding, value, effect, lift FROM profile('shop.customers', 'id', 'class')) p), (SELECT string_agg(p::text, E'\n') FROM (SELECT finding, value, effect, lift FROM found ORDER BY place) p),
	'texts and numbers in a session with other settings and no memory');
SELECT is(current_setting('TimeZone') || current_setting('DateStyle'), 'America/New_YorkGerman, DMY', 'whose settings are as they were');
RESET TimeZone; RESET DateStyle; RESET IntervalStyle; RESET extra_float_digits; RESET work_mem;
SELECT matches(min(value), '^2024-01-\d\d \d\d:\d\d:\d\d\+00 \.\. 2024-01-\d\d \d\d:\d\d:\d\d\+00$', 'times are in UTC') FROM found WHERE column_name = 'seen';
CREATE TABLE shop.equal AS SELECT i AS id, i % 2 = 0 AS class, ARRAY[CASE WHEN i < 50 THEN 1.00 ELSE 1.0 END, i % 3] AS v FROM generate_series(1, 100) i;
CREATE TABLE shop.equal_back AS SELECT * FROM shop.equal ORDER BY id DESC;
SELECT is((SELECT string_agg(value, ' ' ORDER BY value) FROM profile('shop.equal', 'id', 'class') WHERE column_name = 'v' AND line = 'value'), (SELECT string_agg(value, ' ' ORDER BY value) FROM profile('shop.equal_back', 'id', 'class') WHERE column_name = 'v' AND line = 'value'),
	'equal values have one text whichever came first');

-- ---- edges ----
CREATE TABLE shop.none (id integer, class text, v text);
SELECT results_eq($$SELECT line, column_name, known, note FROM profile('shop.none', 'id', 'class')$$, $$VALUES ('column', 'v', 0::bigint, 'no values'), ('key', 'id', 0, NULL), ('class', 'class', 0, NULL)$$, 'no rows');
SELECT lives_ok($$SELECT * FROM profile('shop.none', 'id', 'class', 'gold')$$, 'no rows, one class asked for');
INSERT INTO shop.none VALUES (1, 'gold', 'a');
SELECT results_eq($$SELECT line, column_name, p, note FROM profile('shop.none', 'id', 'class')$$, $$VALUES ('column', 'v', NULL::float8, 'one value only'), ('key', 'id', NULL, NULL), ('class', 'class', NULL, NULL), ('value', 'class', NULL, NULL)$$, 'one row');
INSERT INTO shop.none SELECT i, 'gold', i % 3 FROM generate_series(2, 100) i;
SELECT is((SELECT note FROM profile('shop.none', 'id', 'class') WHERE column_name = 'v'), 'undetermined: all customers are in one class', 'all in one class');
SELECT is((SELECT note FROM profile('shop.none', 'id', 'class', 'gold') WHERE column_name = 'v'), 'undetermined: all customers are in one class', 'that is asked for');
UPDATE shop.none SET class = NULL;
SELECT is((SELECT not_known FROM profile('shop.none', 'id', 'class') WHERE line = 'class'), 100::bigint, 'nobody has a class');
UPDATE shop.none SET id = NULL, class = 'gold';
SELECT results_eq($$SELECT known, not_known, note FROM profile('shop.none', 'id', 'class') WHERE line = 'key'$$, $$VALUES (0::bigint, 100::bigint, 'rows without a key are left out')$$, 'nobody has a key');
CREATE TABLE shop.flags AS SELECT i AS id, i % 4 = 0 AS class, i % 4 = 0 AND i % 3 = 0 AS v, (i % 4 + 1) * 1e308 AS huge, 5 AS same, CASE WHEN i % 4 = 0 THEN 7.0 ELSE 8.0 END + i % 12 / 1e9 AS split FROM generate_series(1, 200) i;
SELECT results_eq($$SELECT value, of_class FROM profile('shop.flags', 'id', 'class') WHERE column_name = 'v' AND line = 'value' ORDER BY 1$$, $$VALUES ('false', 'false'), ('true', 'true')$$, 'booleans');
SELECT is((SELECT count(*) FROM profile('shop.flags', 'id', 'class', 't') WHERE of_class = 'true'), (SELECT count(*) FROM profile('shop.flags', 'id', 'class', 'true') WHERE of_class = 'true'), 'a class is asked for as its type reads it');
SELECT is((SELECT note FROM profile('shop.flags', 'id', 'class') WHERE column_name = 'same'), 'one value only', 'equal numbers');
CREATE TABLE shop.graded AS SELECT i AS id, (ARRAY['low', 'mid'])[1 + i % 2]::shop.grade AS class, i % 5 AS v FROM generate_series(1, 100) i;
SELECT is((SELECT note FROM profile('shop.graded', 'id', 'class', 'high') WHERE column_name = 'class' AND line = 'value'), 'no customer has this class', 'a label of an enum that nobody has');
CREATE TABLE shop.sparse AS SELECT i AS id, i % 200 = 0 AS class, i % 1500 AS pair, (i % 1500)::text AS v, i % 3 = 0 AS w FROM generate_series(1, 2000) i;
SELECT results_eq($$SELECT p, note FROM profile('shop.sparse', 'id', 'class', 'true') WHERE line = 'column' AND column_name = 'v'$$, $$VALUES (NULL::float8, 'undetermined: each value has too few customers')$$, 'values of too few customers each');
SELECT is((SELECT p FROM profile('shop.sparse', 'id', 'class', 'true') WHERE line = 'column' AND column_name = 'w'), (SELECT p FROM compare_shares(3, 10, 663, 1990)), 'Fisher''s exact p where a table of four cells expects few');
CREATE TABLE shop.rare AS SELECT i AS id, CASE WHEN i = 1 THEN 'a' WHEN i % 10 < 4 THEN 'b' ELSE 'c' END AS class, CASE WHEN i % 10 < 3 THEN 'x' WHEN i % 7 = 0 THEN NULL ELSE 'y' END AS v FROM generate_series(1, 1000) i;
SELECT results_eq($$SELECT p, statistic, note FROM profile('shop.rare', 'id', 'class') WHERE line = 'column'$$, $$SELECT (s).p, (t).chi_square, 'p leaves out rare classes: 1; 3 of 9 expected counts are below 5'
	FROM (SELECT separation(coalesce(v, '-'), class) FILTER (WHERE class <> 'a') AS s, separation(coalesce(v, '-'), class) AS t FROM shop.rare) r$$, 'a class of one customer is left out of p');
CREATE TABLE shop.many AS SELECT i AS id, i % 2 = 0 AS class, (i % 10001)::text AS v, repeat('x', 500) || i % 9000 AS long, i % 2 = 0 AS w FROM generate_series(1, 20000) i;
SELECT results_eq($$SELECT column_name, note FROM profile('shop.many', 'id', 'class') WHERE line = 'column'$$, $$VALUES ('w', NULL), ('v', 'more than 10,000 different values'), ('long', 'different values of more than 4 MB')$$, 'too many, or too long, values');

CREATE TABLE shop.spans AS SELECT i AS id, i > 30 AS class, make_interval(years => 100000000 + 1000000 * i) AS long, make_interval(hours => i) AS short, 9223372036854775807 - i AS big, date 'infinity' AS never FROM generate_series(1, 60) i;
SELECT results_eq($$SELECT column_name, test, known FROM profile('shop.spans', 'id', 'class') WHERE line = 'column' ORDER BY 1$$, $$VALUES ('big', 'numbers', 60::bigint), ('long', 'times', 60), ('never', NULL, 0), ('short', 'times', 60)$$, 'spans of millions of years');
SELECT is(max(value COLLATE "C"), '2 days 01:00:00 .. 2 days 12:00:00', 'spans in days and hours') FROM profile('shop.spans', 'id', 'class', 'true') WHERE column_name = 'short';

-- ---- of columns that are related to nothing few are found; what is related is found first ----
DO $$ BEGIN
	EXECUTE (SELECT 'CREATE TABLE shop.noise AS SELECT i AS id, pg_temp.draw(i, -1) < 0.1 AS class, ' || string_agg(format(CASE s % 5 WHEN 0 THEN 'floor(10 * pg_temp.draw(i, %1$s))::text' WHEN 1 THEN 'pg_temp.draw(i, %1$s)'
		WHEN 2 THEN 'floor(700 * pg_temp.draw(i, %1$s))::text' WHEN 3 THEN 'date ''2020-01-01'' + floor(900 * pg_temp.draw(i, %1$s))::int' ELSE 'nullif(floor(6 * pg_temp.draw(i, %1$s))::int, 0)' END || ' AS c%1$s', s), ', ')
		|| ', pg_temp.draw(i, -2) < CASE WHEN pg_temp.draw(i, -1) < 0.1 THEN 0.4 ELSE 0.2 END AS real FROM generate_series(1, 2000) i' FROM generate_series(1, 200) s);
END $$;
CREATE TEMP TABLE noise AS SELECT * FROM profile('shop.noise', 'id', 'class', 'true');
SELECT is((SELECT column_name FROM noise WHERE rank = 1 LIMIT 1), 'real', 'the one real relation is first');
SELECT cmp_ok((SELECT count(*) FROM noise WHERE line = 'column' AND q < 0.05), '<=', 2::bigint, 'of 200 others few have q below 0.05');
SELECT cmp_ok((SELECT count(*) FROM noise WHERE line = 'column' AND p < 0.05), '<', 20::bigint, 'and no more than chance has it p below 0.05');
SELECT cmp_ok((SELECT count(*) FROM noise WHERE sure AND column_name <> 'real'), '<=', 2::bigint, 'nor is a value of them sure');
SELECT cmp_ok((SELECT count(*) FROM noise WHERE line = 'column' AND p IS NOT NULL), '=', 161::bigint, 'all of them are tested, but those of which each value has too few customers');

DO $$ BEGIN
	EXECUTE (SELECT 'CREATE TABLE shop.weak AS SELECT i AS id, i % 2 = 0 AS class, pg_temp.draw(i, -3) < CASE i % 2 WHEN 0 THEN 0.55 ELSE 0.45 END AS real, ' || string_agg(format('floor(400 * pg_temp.draw(i, %1$s))::text AS c%1$s', s), ', ')
		|| ' FROM generate_series(1, 2000) i' FROM generate_series(1, 20) s);
END $$;
CREATE TEMP TABLE weak AS SELECT * FROM profile('shop.weak', 'id', 'class', 'true') WHERE line = 'column';
SELECT ok((SELECT rank FROM weak WHERE column_name = 'real') = 1 AND (SELECT strength FROM weak WHERE column_name = 'real') < (SELECT max(strength) FROM weak), 'what is found comes before what chance makes look stronger');

-- ---- what it may read ----
CREATE VIEW shop.view AS SELECT id, class, region || '!' AS region FROM shop.customers WHERE id > 100;
SELECT is((SELECT known + not_known FROM profile('shop.view', 'id', 'class') WHERE line = 'column'), (SELECT count(*) FROM shop.customers WHERE id > 100 AND class IS NOT NULL), 'a view');
CREATE TABLE shop.parts (id bigint, class text, region text) PARTITION BY LIST (region);
CREATE TABLE shop.part1 PARTITION OF shop.parts FOR VALUES IN ('north', 'south');
CREATE TABLE shop.part2 PARTITION OF shop.parts DEFAULT;
INSERT INTO shop.parts SELECT id, class, region FROM shop.customers;
SELECT is((SELECT p FROM profile('shop.parts', 'id', 'class', 'gold') WHERE line = 'column'), (SELECT p FROM gold WHERE line = 'column' AND column_name = 'region'), 'partitions');
CREATE ROLE customer_seg_test_analyst;
CREATE ROLE customer_seg_test_stranger;
GRANT USAGE ON SCHEMA customer_seg, shop TO customer_seg_test_analyst, customer_seg_test_stranger;
GRANT SELECT (id, class, region) ON shop.customers TO customer_seg_test_analyst;
GRANT SELECT ON shop.noise TO customer_seg_test_analyst;
SELECT is(seen_by('stranger', $$SELECT count(*) FROM profile('shop.customers', 'id', 'class')$$), 'not allowed', 'who may not read the table does not');
SELECT is(seen_by('analyst', $$SELECT string_agg(column_name, ' ' ORDER BY column_name) FROM profile('shop.customers', 'id', 'class') WHERE note IS DISTINCT FROM 'you may not read it' AND line = 'column'$$), 'region', 'only columns that may be read are');
SELECT is(seen_by('analyst', $$SELECT count(*) FROM profile('shop.customers', 'id', 'class') WHERE note = 'you may not read it'$$), '20', 'the others are listed');
SELECT is(seen_by('analyst', $$SELECT count(*) FROM profile('shop.customers', 'mail', 'class')$$), 'not allowed', 'nor is a key that may not be read');
ALTER TABLE shop.noise ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.noise USING (id <= 500);
SELECT is(seen_by('analyst', $$SELECT known FROM profile('shop.noise', 'id', 'class') WHERE line = 'key'$$), '500', 'rows that are hidden by row-level security stay hidden');

-- ---- errors ----
SELECT pg_temp.raises($$SELECT * FROM profile(NULL, 'id', 'class')$$, '22004', 'Give the table or view that holds the customers.');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', NULL, 'class')$$, '22004', 'Give the name of a column.');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'klass')$$, '42703', 'Set class to one of: ''id'', ''class'',%');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'ctid', 'class')$$, '42703');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'id')$$, '22023', 'Give as key what tells customers apart%');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'doc')$$, '42883', 'Cast it in a view: CREATE VIEW %doc::text AS doc%');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'region', 'class')$$, '21000', 'Keep one row of each, in a view: CREATE VIEW % DISTINCT ON (region) *%');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'visits', 'gold')$$, '22P02', NULL, 'a class that its type cannot read');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'class', 'Gold')$$, '22023', 'Set of to one of: ''bronze'', ''gold'', ''silver''.');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.graded', 'id', 'class', 'top')$$, '22P02');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'income')$$, '54000', 'Put its values in groups first%');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'class', top => -1)$$, '22023');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'class', top => NULL)$$, '22004');
SELECT pg_temp.raises($$SELECT * FROM profile('shop.customers', 'id', 'class', confidence => 1)$$, '22023');
SELECT pg_temp.raises($$SELECT * FROM profile('pg_class_oid_index', 'oid', 'class')$$, '42809', 'Give a table%');
CREATE VIEW shop.endless AS SELECT a * 10000000 + b AS id, b % 2 AS class, b AS v FROM generate_series(1, 1000) a, generate_series(1, 10000000) b;
SET LOCAL statement_timeout = '100ms';
DO $$ BEGIN
	PERFORM profile('shop.endless', 'id', 'class');
EXCEPTION WHEN query_canceled THEN
	CREATE TEMP TABLE cancelled AS SELECT;
END $$;
SET LOCAL statement_timeout = 0;
SELECT has_table('cancelled', 'a run that takes too long can be cancelled');

SELECT * FROM finish();
ROLLBACK;
