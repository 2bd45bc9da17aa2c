-- say: what functions say in English has its place in the playbook, and is said in its languages
BEGIN;
\ir ../helpers.psql
\ir ../shop.psql
SELECT plan(41);

CREATE TEMP VIEW note AS SELECT item, lang, name FROM playbook_shipped WHERE subject = 'note';
CREATE FUNCTION pg_temp.places(template text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(p[1], ' ' ORDER BY p[1]), '') FROM regexp_matches(template, '\{([a-z0-9_]+)\}', 'g') p $$;
SELECT is_empty($$SELECT item FROM note GROUP BY item HAVING string_agg(lang, ' ' ORDER BY lang) <> 'en es zh'$$, 'every note is in three languages');
SELECT is_empty($$SELECT item FROM note GROUP BY item HAVING count(DISTINCT pg_temp.places(name)) > 1$$, 'with the same places in each');
SELECT is_empty($$SELECT item FROM note, regexp_split_to_table(pg_temp.places(name), ' ') place GROUP BY item, lang, place HAVING count(*) > 1$$, 'each of them once');
SELECT is_empty($$SELECT name FROM note WHERE lang = 'en' AND item !~ '^(low|high|q)\.' GROUP BY name HAVING count(*) > 1$$, 'no two say the same in English');
SELECT is_empty($$SELECT item FROM note WHERE lang <> 'en' AND name = (SELECT e.name FROM note e WHERE e.item = note.item AND lang = 'en') AND name ~ regexp_replace(name, '\{[a-z_]+\}', '', 'g') AND regexp_replace(name, '\{[a-z_]+\}', '', 'g') ~ '[a-z]'$$,
	'none is left in English');
SELECT is_empty($$SELECT name FROM note WHERE name ~ '^\s|\s$|\s\s' OR lang = 'zh' AND regexp_replace(name, '\{[a-z_]+\}|55 %|\.\.|[a-z_]+\(\)|=>', '', 'g') ~ '[.,;:!?()]'$$, 'blanks and marks are where they belong');

-- what functions say, of data that bring it about
CREATE TEMP TABLE said (note text);

INSERT INTO said SELECT rule FROM (
	SELECT prospect(at, kind, expected) AS p, as_of FROM unnest(enum_range(NULL::contact_kind) || NULL::contact_kind) kind, (VALUES (date '2025-03-01')) d(at),
		(VALUES (NULL::date), ('2025-03-01'), ('2025-03-02'), ('2025-03-20'), ('2025-09-01')) e(expected), (VALUES (date '2025-03-01'), ('2025-03-02'), ('2025-03-16'), ('2025-12-01'), ('2027-01-01')) a(as_of) GROUP BY kind, at, expected, as_of
	UNION ALL SELECT NULL, '2025-03-01') x, explain_intent(p, as_of);

CREATE TABLE shop.few AS SELECT n, (ARRAY['a', 'b', 'c: d', 'e', 'f', 'g', 'h'])[1 + n % 7] AS s, n % 5 < 2 AS half, n::numeric AS amount FROM generate_series(1, 700) n;
CREATE FUNCTION pg_temp.judged(b breakdown_row[], control breakdown_row[] DEFAULT NULL, least_customers bigint DEFAULT 30) RETURNS SETOF text LANGUAGE sql AS $$SELECT reason FROM segment_quality($1, least_customers, control => $2)$$;
INSERT INTO said SELECT pg_temp.judged(b, c, n) FROM (
	SELECT breakdown(s, amount), NULL::breakdown_row[], 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, half), NULL, 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, half), NULL, 1000 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, half), NULL, 1000 FROM shop.few WHERE s < 'c'
	UNION ALL SELECT breakdown(nullif(s, 'a'), amount, true, n % 2 = 0), NULL, 30 FROM shop.few
	UNION ALL SELECT breakdown(CASE WHEN s <> 'a' THEN s END, amount, s = 'b', true), NULL, 30 FROM shop.few WHERE n > 300
	UNION ALL SELECT breakdown(CASE WHEN n % 5 = 0 THEN s END, 0, NULL, false), NULL, 1 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, CASE WHEN s = 'a' THEN half END), NULL, 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, CASE WHEN s = 'a' THEN n % 2 = 0 ELSE n % 50 = 0 END), NULL, 30 FROM shop.few WHERE s < 'c'
	UNION ALL SELECT breakdown(s, amount, half, CASE WHEN s = 'a' THEN n % 2 > 0 ELSE n % 50 > 0 END), NULL, 30 FROM shop.few WHERE s < 'c' AND (s = 'a' OR n < 60)
	UNION ALL SELECT breakdown(s, amount, half, n % 40 = 0), NULL, 30 FROM shop.few WHERE n < 300
	UNION ALL SELECT breakdown(s, amount, half, n % 40 > 0), NULL, 30 FROM shop.few WHERE n < 300
	UNION ALL SELECT breakdown('x'::text, amount, half, half), NULL, 30 FROM shop.few
	UNION ALL SELECT breakdown('x'::text, amount), NULL, 30 FROM shop.few WHERE n = 1
	UNION ALL SELECT breakdown(s, amount), NULL, 30 FROM shop.few WHERE false
	UNION ALL SELECT breakdown((ARRAY['x', 'y'])[1 + n % 2], 1, true, n % 200 < CASE n % 2 WHEN 0 THEN 104 ELSE 96 END), NULL, 30 FROM generate_series(1, 40000) n
	UNION ALL SELECT breakdown((ARRAY['x', 'y'])[1 + n % 2], 1, true, n % 200 < 100), NULL, 30 FROM generate_series(1, 40000) n
	UNION ALL SELECT breakdown((ARRAY['x', 'y'])[1 + n % 2], 1, true, n % 200 < CASE n % 2 WHEN 0 THEN 120 ELSE 90 END), NULL, 30 FROM generate_series(1, 2000) n
	UNION ALL SELECT breakdown(s, amount, half, half), (SELECT breakdown(s, amount) FROM shop.few), 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, half), (SELECT breakdown(s, amount, half, n % 20 = 0) FROM shop.few), 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, half), (SELECT breakdown(s, amount, half, n % 20 = 0) FROM shop.few WHERE s > 'a'), 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, n % 20 = 0), (SELECT breakdown(s, amount, half, half) FROM shop.few), 30 FROM shop.few
	UNION ALL SELECT breakdown(s, amount, half, CASE WHEN s > 'a' THEN half END), NULL, 30 FROM shop.few
	UNION ALL SELECT breakdown(s, CASE s WHEN 'a' THEN 1 ELSE 1000 END, half, n % 10 = 0), (SELECT breakdown(s, amount, half, n % 11 = 0) FROM shop.few), 30 FROM shop.few
	UNION ALL SELECT breakdown((ARRAY['x', 'y'])[1 + n % 2], 1, true, n % 1000 < CASE n % 2 WHEN 0 THEN 548 ELSE 452 END), NULL, 30 FROM generate_series(1, 20000) n) q(b, c, n);

INSERT INTO said SELECT (unnest(uplift(c, i <= n, CASE WHEN i <= n THEN i <= k ELSE i - n <= l END, CASE WHEN i <= n THEN a ELSE 9 END + i % 2))).reason
FROM (VALUES ('more', 1, 900, 90, 100, 2, 9), ('fewer', 2, 900, 45, 100, 20, 9), ('chance', 3, 900, 90, 100, 9, 9), ('few', 4, 3, 3, 20, 0, 9), ('silent', 5, 90, 89, 10, 9, 9), ('less', 6, 900, 90, 100, 2, 5), ('fewer but more', 9, 900, 45, 100, 20, 15), ('none held out', 7, 9, 3, 0, 0, 9), ('none treated', 8, 0, 0, 9, 3, 9)) v(c, g, n, k, m, l, a),
	 LATERAL generate_series(1, n + m) i GROUP BY g;
INSERT INTO said SELECT (unnest(uplift(i % 9, i < 8100, i / 9 < CASE WHEN i % 9 = 0 THEN 100 ELSE 90 END OR i / 9 BETWEEN 900 AND CASE WHEN i % 9 = 0 THEN 903 ELSE 909 END))).reason FROM generate_series(0, 8999) i;

INSERT INTO said SELECT structure_reason(m::mix) FROM (VALUES ('{"bee": 3, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}'),
	('{"bee": 300, "dragonfly": 300, "butterfly": 10, "mantis": 10, "unclassified": 0}'), ('{"bee": 300, "dragonfly": 300, "butterfly": 300, "mantis": 1, "unclassified": 0}'),
	('{"bee": 300, "dragonfly": 100, "butterfly": 0, "mantis": 0, "unclassified": 0}'), ('{"bee": 300, "dragonfly": 0, "butterfly": 100, "mantis": 0, "unclassified": 0}'), ('{"bee": 300, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}')) v(m);

CREATE TEMP TABLE known AS SELECT customer_id, activity(sold_at, amount, potential) AS a FROM shop.sale WHERE sold_at IS NOT NULL GROUP BY customer_id;
INSERT INTO said SELECT unnest(ARRAY[note, unit]) FROM (SELECT with_weights(yardstick(a, '2025-01-01 00:00+00'), regularity => 1, referrals => 1, average_order => 1, potential => 1) AS y FROM known) k, unnest(ARRAY['0', '100']) c, cuts(with_cuts(y, loyalty => c, contribution => c));
INSERT INTO said SELECT unit FROM (SELECT yardstick(a, '2025-01-01 00:00+00') AS y FROM known) k, unnest(ARRAY[with_limits(y, regularity => 0.5), with_limits(y, referrals => 1), with_limits(y, recency => '1 day'), with_limits(y, frequency => 3), with_limits(y, average_order => 5), with_limits(y, amount => 5)]) l, cuts(l);
INSERT INTO said SELECT note FROM (SELECT yardstick(a, '2025-01-01 00:00+00') AS y FROM known
	UNION ALL SELECT yardstick(a, '2025-01-01 00:00+00') FROM (SELECT activity(timestamptz '2024-01-01 00:00+00' + n % 3 * interval '1 day', nullif(n % 2, 0)) AS a FROM generate_series(1, 60) n GROUP BY n) x) k, unnest(ARRAY[5, 10]) b, rfm_cuts(y, b);
INSERT INTO said VALUES ('between two values that the yardstick holds'); -- of old yardsticks with few values

INSERT INTO said SELECT note FROM (SELECT (separation(s, half)).note FROM shop.few UNION ALL SELECT (separation(s, half)).note FROM shop.few WHERE false UNION ALL SELECT (separation('x'::text, half)).note FROM shop.few UNION ALL SELECT (separation(s, true)).note FROM shop.few
	UNION ALL SELECT (separation(s, n > 3)).note FROM shop.few WHERE n < 20 UNION ALL SELECT (separation(s, 1.0)).note FROM shop.few UNION ALL SELECT (separation(n::text, amount)).note FROM shop.few UNION ALL SELECT (separation(s, (n % 7)::numeric)).note FROM shop.few) x;

CREATE TYPE shop.class AS ENUM ('g', 'r', 'b', 'x');
CREATE TABLE shop.customers AS
SELECT nullif(i, 0) AS k, CASE WHEN u < 0.2 THEN 'g' WHEN u < 0.21 THEN 'r' WHEN u < 0.97 THEN 'b' END::shop.class AS c, CASE WHEN u < 0.2 AND v < 0.4 THEN 'n' WHEN v < 0.5 THEN NULL WHEN v < 0.51 THEN 'x' || i % 3 ELSE 's' END AS c1,
	   CASE WHEN u < 0.2 THEN 800 ELSE 0 END + floor(100 * v)::numeric AS c2, CASE i % 50 WHEN 0 THEN 'NaN' ELSE v END AS c3, CASE WHEN u < 0.2 THEN v END AS c4, CASE WHEN u < 0.2 OR v < 0.5 THEN 'm' || i END AS c5, point(i, i) AS c6, 'x'::text AS c7, NULL::text AS c8,
	   CASE WHEN i < 4 THEN 'a' || i END AS c9, CASE WHEN i % 3 = 0 THEN repeat('x', 3000) || i % 1700 END AS c10, CASE WHEN i < 11800 THEN 'v' || i % 11000 END AS c11, CASE WHEN i % 3 > 0 THEN 'y' || i % 3 END AS c12, floor(4 * pg_temp.draw(i, 8)) AS c13
FROM (SELECT i, pg_temp.draw(i, 1) AS u, pg_temp.draw(i, 2) AS v FROM generate_series(0, 12000) i) d;
CREATE TABLE shop.sparse AS SELECT i AS k, (i % 100 = 0)::int AS c, 'v' || i / 2 AS v FROM generate_series(1, 400) i;
INSERT INTO said SELECT unnest(ARRAY[finding, note]) FROM (SELECT * FROM profile('shop.customers', 'k', 'c') UNION ALL SELECT * FROM profile('shop.customers', 'k', 'c', 'x') UNION ALL SELECT * FROM profile('shop.sparse', 'k', 'c', '1') UNION ALL SELECT * FROM profile('shop.customers', 'k', 'c', 'r')) p;
INSERT INTO said VALUES ('you may not read it'); -- of whoever may not

CREATE FUNCTION pg_temp.counts(matrix int[]) RETURNS movement_row[] LANGUAGE sql AS $$
	SELECT array_agg(ROW(quadrant[i], quadrant[j], matrix[i][j], 0, 0, 0, 0, NULL, NULL)::movement_row ORDER BY i, j)
	FROM generate_subscripts(matrix, 1) i, generate_subscripts(matrix, 2) j, (SELECT enum_range(NULL::quadrant)) q(quadrant) $$;
INSERT INTO said SELECT unnest(ARRAY[s.note, d.note]) FROM unnest(ARRAY['0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0', '5,0,0,0,0,7,0,0,0,0,0,0,0,0,0,0', '5,20,0,0,10,5,0,0,0,0,1,30,0,0,9,0', '5,4,8,0,5,5,0,0,20,0,1,0,0,0,0,0', '12,4,0,0,0,5,0,0,0,0,1,0,0,0,0,0', '100,20,0,0,9,100,0,0,0,0,1,0,0,0,0,0', '20,12,0,0,8,100,0,0,0,0,1,0,0,0,0,0']) t,
	LATERAL (SELECT pg_temp.counts(ARRAY[c[1:4], c[5:8], c[9:12], c[13:16]]) AS m FROM (SELECT string_to_array(t, ',')::int[] AS c) a) x, structure_change(m) s, development(m) d;

INSERT INTO said SELECT v.reason FROM unnest(ARRAY['2024-01-01', '2024-09-01', '2021-01-01']::date[]) at, validate('shop.sale', at => at, horizon => '180 days') v;
CREATE TABLE shop.back AS
SELECT kind * 100 + n AS customer_id, date '2024-01-01' + t * 7 + n % 7 AS sold_at, 10 AS amount, kind FROM generate_series(1, 40) n, generate_series(0, 50) t, generate_series(1, 5) kind
WHERE CASE kind WHEN 1 THEN n % 20 > t % 20 AND (t < 26 OR n > 25) WHEN 2 THEN t < 26 OR n < 3 WHEN 3 THEN t < 26 OR n > 3 WHEN 4 THEN t < 26 AND n > t OR t > 26 AND n < 15 ELSE t < 26 AND pg_temp.draw(n, t) < .3 OR t > 26 AND pg_temp.draw(n, 77) < .5 END;
CREATE FUNCTION pg_temp.validated(text, kind int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE format('CREATE TABLE shop.kind%s AS SELECT * FROM %s WHERE kind = %s', kind, $1, kind);
	EXECUTE format('SELECT reason FROM validate(%L, at => %L, horizon => ''150 days'') WHERE class = ''all''', 'shop.kind' || kind, '2024-07-01') INTO said;
	RETURN said;
END $$;
INSERT INTO said SELECT pg_temp.validated('shop.back', kind) FROM generate_series(1, 5) kind;
CREATE TABLE shop.none AS SELECT * FROM shop.sale WHERE false;
INSERT INTO said SELECT reason FROM validate('shop.none');

CREATE VIEW shop.one_day AS SELECT customer_id, sold_at, amount FROM shop.back WHERE sold_at = '2024-03-01';
CREATE VIEW shop.once AS SELECT DISTINCT ON (customer_id) customer_id, sold_at, amount FROM shop.back ORDER BY customer_id, sold_at;
CREATE VIEW shop.some AS SELECT * FROM shop.back WHERE customer_id % 10 = 1;
INSERT INTO said SELECT reason FROM unnest(ARRAY['shop.none', 'shop.one_day', 'shop.once', 'shop.some', 'shop.back']::regclass[]) source, lapse_check(source);

CREATE TABLE shop.bad AS SELECT c AS customer_id, t::timestamptz AS sold_at, a::numeric AS amount, o AS order_no, NULL::numeric AS profit FROM (VALUES
	(NULL, '2024-01-01', '5', '1'), ('a', NULL, '5', '2'), ('a', 'infinity', '5', '3'), ('a', '2024-01-01', 'NaN', '4'), ('a', '2024-01-02', 'Infinity', '5'), ('a', '2024-01-02', '1e18', '6'), ('a', '2024-01-02', '1.0000000000000000000001', '7'),
	('a', '2024-01-03', '7', '8'), ('a', '2024-01-03', '7', '8'), ('b', '2024-01-04', '0', '9'), ('c', '2024-01-04', '-9', '10'), ('c', '2024-01-05', NULL, '11'), ('?', '2024-01-06', '8', '12'), ('B', '2024-01-06', '90000', '13'), ('d', '2024-01-07', '3', '14'), ('d', '2024-02-07', '3', '14'),
	('e', '2024-02-07', '900000000000000000', '15'), ('e', '2024-02-07', '900000000000000000', '15')) v(c, t, a, o)
UNION ALL SELECT 'f' || n, timestamptz '2024-03-01 00:00+00' + n % 30 * interval '1 day', n, (100 + n)::text, NULL FROM generate_series(1, 60) n UNION ALL SELECT 'late', '2027-03-01 00:00+00', 5, '999', NULL;
CREATE TABLE shop.late AS SELECT 'a' AS customer_id, date '2023-01-01' + n / 20 + n / 4000 * 300 AS sold_at, 1 AS amount FROM generate_series(0, 4000) n;
CREATE TABLE shop.far AS SELECT 'a'::text AS customer_id, date '5000000-01-01' AS sold_at, 5 AS amount;
INSERT INTO shop.bad SELECT 'desk', timestamptz '2024-03-01 00:00+00' + n * interval '1 hour', 5, 'desk ' || n, NULL FROM generate_series(1, 900) n;
CREATE TABLE shop.lines AS SELECT o % 50 AS customer_id, date '2024-01-01' + o AS sold_at, 1.5 * (o + l) AS amount, o * 7919 % 1000 AS invoice FROM generate_series(1, 200) o, generate_series(1, 3) l;
CREATE TEMP VIEW line_of_nothing AS SELECT customer_id, sold_at, amount FROM shop.lines;
INSERT INTO said SELECT unnest(ARRAY[finding, unit, advice]) FROM (
	SELECT * FROM audit('shop.bad', since => '2023-01-01', as_of => '2026-01-01') UNION ALL SELECT * FROM audit('shop.bad', order_column => 'order_no', profit_column => 'profit', since => '2024-01-02') UNION ALL SELECT * FROM audit('shop.bad')
	UNION ALL SELECT * FROM audit('shop.far') UNION ALL SELECT * FROM audit('shop.late') UNION ALL SELECT * FROM audit('shop.none') UNION ALL SELECT * FROM audit('shop.lines') UNION ALL SELECT * FROM audit('line_of_nothing')) a;

DELETE FROM said WHERE note IS NULL;
SELECT cmp_ok(count(DISTINCT note), '>', 250::bigint, 'functions have said much') FROM said;
SELECT is_empty($$SELECT note, say(note, 'en') FROM (SELECT DISTINCT note FROM said) s WHERE lower(say(note, 'en')) <> lower(note)$$, 'in English it is as they say it');
SELECT is_empty($$SELECT note FROM (SELECT DISTINCT note FROM said) s WHERE say(note, 'es') = note$$, 'all of it is in Spanish');
SELECT is_empty($$SELECT note, say(note, 'es') FROM (SELECT DISTINCT note FROM said) s WHERE replace(say(note, 'es'), 'segment()', '') ~ '\m(of|the|and|than|not|customers?|answered|are|is|days|segments?|in|to|than)\M'$$, 'and nothing is left of the English');
SELECT is_empty($$SELECT note, say(note, 'zh') FROM (SELECT DISTINCT note FROM said) s
	WHERE regexp_replace(say(note, 'zh'), '“[a-z]+”|point|MB|[a-z]+\(\)|order_column|profit_column|as_of|since|invoice|timestamptz|NULL', '', 'g') ~ '[a-zA-Z]{2}' OR say(note, 'zh') = note$$, 'nor in Chinese');
SELECT is_empty($$SELECT item, name FROM note WHERE lang = 'en' AND NOT EXISTS (SELECT FROM said
	WHERE said.note ~ regexp_replace(regexp_replace(regexp_replace(name, '\{[a-z_]+\}', '~', 'g'), '([.^$*+?()\[\]|\\])', '\\\1', 'g'), '~', '.+', 'g'))$$, 'and the playbook has none that nobody says');

-- values and names stay as they are, whatever is in them
SELECT is(say(note, lang), want, note || ' ' || lang) FROM (VALUES
	('north: 200 of 1000 answered', 'es', 'north: respondieron 200 de 1000'),
	('a: b: 5 of 7 answered: 14.3 % of 1 customer can be reached, less than 50 %', 'es', 'a: b: 5 of 7 answered: se puede llegar al 14.3 % de 1 cliente, menos del 50 %'),
	('12 % of 40 customers can be reached, less than 50 %; too few in 7 of 9 segments: a, b and c, d, e and 2 more', 'zh', '40位客户中可以联系到12 %，低于50 %；9个细分中7个太少：a, b and c, d, e等，另有2个'),
	('12 % of 40 customers can be reached, less than 50 %; too few in 7 of 9 segments: a, b and c, d, e, f and 2 more', 'zh', '40位客户中可以联系到12 %，低于50 %；9个细分中7个太少：a, b and c, d, e, f等，另有2个'),
	('tie: bee, dragonfly, mantis', 'zh', '不分上下：蜜蜂、蜻蜓、螳螂'),
	('tie: bee, wasp', 'zh', 'tie: bee, wasp'),
	('all_alike: loyalty, contribution', 'es', 'todos iguales: fidelidad, aportación'),
	('commitment of 2025-02-20, 9 days ago', 'zh-CN', '2025-02-20承诺，9天前'),
	('p is rough: fewer than 10 moved into or out of "a "b" c"', 'es', 'p es aproximado: menos de 10 entraron en «a "b" c» o salieron de ahí'),
	('something else', 'es', 'something else'), ('', 'es', ''), ('{number}', 'es', '{number}'), ('x: {finding}', 'es', 'x: {finding}'),
	(repeat('x', 2000) || ': nobody', 'es', repeat('x', 2000) || ': nobody')) v(note, lang, want);
SELECT is(say(NULL, 'es'), NULL, 'of nothing');
SELECT ok(say(t, 'es') <> '', 'soon said, whatever it is: ' || left(t, 30)) FROM unnest(ARRAY[repeat('a: 5 of 7, of all, lift ', 80), repeat('no values; ', 150) || 'x', repeat(' of 5 customers: ', 110), repeat(': ', 1000)]) t;
SELECT pg_temp.raises($$SELECT say('no contact', 'fr')$$, '22023', 'There are: ''en'', ''es'', ''zh''.');
SELECT pg_temp.raises($$SELECT say('something else', 'fr')$$, '22023');

-- explain_intent() in a language
SELECT is(format('%s %s', rule, next_action), want, lang) FROM (SELECT prospect(date '2025-02-20', 'commitment') AS p) x,
	(VALUES ('en', 'commitment of 2025-02-20, 9 days ago ' || strategy('ready'::purchase_intent, 'en')), ('es', 'compromiso del 2025-02-20, hace 9 días ' || strategy('ready'::purchase_intent, 'es')), ('zh', '2025-02-20承诺，9天前 ' || strategy('ready'::purchase_intent, 'zh'))) v(lang, want),
	explain_intent(p, date '2025-03-01', lang => lang);

-- a user's own words
UPDATE playbook SET name = '{number} compradores' WHERE (subject, item, lang) = ('note', 'customers.many', 'es');
UPDATE playbook SET name = 'nobody has been in touch' WHERE (subject, item, lang) = ('note', 'intent.no_contact', 'en');
UPDATE playbook SET name = 'Apis' WHERE (subject, item, lang) = ('quadrant', 'bee', 'es');
INSERT INTO playbook (subject, item, lang, name) VALUES ('note', 'customers.many', 'fr', '{number} clients de {who}');
SELECT is(say(note, lang), want, note || ' ' || lang) FROM (VALUES ('a: 5 customers', 'es', 'a: 5 compradores'), ('no contact', 'en', 'nobody has been in touch'), ('no contact', 'es', 'sin contacto'), ('tie: bee, mantis', 'es', 'empate: Apis, Mantis'),
	('a: 5 customers', 'fr', 'a: 5 clients de {who}')) v(note, lang, want);

SELECT * FROM finish();
ROLLBACK;
