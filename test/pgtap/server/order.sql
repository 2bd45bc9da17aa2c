-- order: =, < and hash of the stored types, for DISTINCT, GROUP BY, joins and indexes
BEGIN;
\ir ../helpers.psql
SELECT plan(43);

-- values of each type, each twice, made in two ways
CREATE TEMP TABLE person AS
SELECT n, activity(timestamptz '2024-01-01 00:00+00' + n % 5 * i * interval '1 day', (n % 4)::numeric + i ORDER BY i) AS a,
	   activity(timestamptz '2024-01-01 00:00+00' + n % 5 * i * interval '1 day', (n % 4)::numeric + i ORDER BY i DESC) AS again
FROM generate_series(1, 40) n, generate_series(0, 2) i GROUP BY n;
CREATE TEMP TABLE value (type, n, form) AS
SELECT 'activity', n, a::text FROM person UNION ALL SELECT 'activity', n, again::text FROM person UNION ALL
SELECT 'history', n, history(date '2024-01-01' + n % 5 * i, (n % 4)::numeric + i ORDER BY i * sign)::text FROM generate_series(1, 40) n, generate_series(0, 2) i, unnest('{1,-1}'::integer[]) sign GROUP BY n, sign UNION ALL
SELECT 'mix', n, mix(CASE WHEN n % i = 0 THEN q END)::text FROM generate_series(1, 40) n, generate_series(1, 4) i, unnest(enum_range(NULL::quadrant)) q,
	   generate_series(1, 2) twice WHERE n % (1 + i) < 3 GROUP BY n, twice UNION ALL
SELECT 'mix', n, json_build_object('bee', n % 3, 'dragonfly', n % 2, 'butterfly', n % 5, 'mantis', n % 4, 'unclassified', n % 2)::text::mix::text FROM generate_series(1, 60) n UNION ALL
SELECT 'yardstick', m, yardstick(a, '2025-01-01 00:00+00' ORDER BY CASE twice WHEN 1 THEN n ELSE -n END)::text
FROM person, generate_series(1, 12) m, generate_series(1, 2) twice WHERE n % 12 <= m AND n < 30 GROUP BY m, twice;

CREATE FUNCTION pg_temp.count(type text, query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('WITH v AS MATERIALIZED (SELECT n, form, form::%1$s AS v FROM value WHERE type = %1$L) ' || query, type) INTO n;
	RETURN n;
END $$;

CREATE TEMP TABLE law (about, query) AS VALUES
	('values are equal exactly when every field is', 'SELECT count(*) FROM v x, v y WHERE (x.v = y.v) <> (x.form = y.form)'),
	('all operators agree with the comparison',
	 'SELECT count(*) FROM v x, v y, LATERAL (SELECT %1$s_cmp(x.v, y.v)) c(c)
	  WHERE (x.v < y.v) <> (c < 0) OR (x.v <= y.v) <> (c <= 0) OR (x.v = y.v) <> (c = 0) OR (x.v >= y.v) <> (c >= 0) OR (x.v > y.v) <> (c > 0) OR (x.v <> y.v) <> (c <> 0)'),
	('the comparison turns round', 'SELECT count(*) FROM v x, v y WHERE sign(%1$s_cmp(x.v, y.v)) <> -sign(%1$s_cmp(y.v, x.v))'),
	('the order is transitive',
	 'SELECT count(*) FROM (SELECT v, row_number() OVER (ORDER BY v) AS r FROM v) x, (SELECT v, row_number() OVER (ORDER BY v) AS r FROM v) y WHERE x.r < y.r AND x.v > y.v'),
	('equal values have equal hashes',
	 'SELECT count(*) FROM v x, v y WHERE x.v = y.v AND (%1$s_hash(x.v) <> %1$s_hash(y.v) OR %1$s_hash_extended(x.v, 5) <> %1$s_hash_extended(y.v, 5))'),
	('hashes spread', 'SELECT (count(DISTINCT %1$s_hash(v)) < 0.9 * count(DISTINCT form))::int + (count(DISTINCT %1$s_hash_extended(v, 1)) < 0.9 * count(DISTINCT form))::int FROM v'),
	('a seed changes the hash', 'SELECT count(*) FROM v WHERE %1$s_hash_extended(v, 1) = %1$s_hash_extended(v, 2)'),
	('hash_extended with seed 0 agrees with hash', 'SELECT count(*) FROM v WHERE (%1$s_hash_extended(v, 0) & 4294967295) <> (%1$s_hash(v)::bigint & 4294967295)'),
	('DISTINCT and GROUP BY', 'SELECT abs((SELECT count(*) FROM (SELECT DISTINCT v FROM v) d) - (SELECT count(DISTINCT form) FROM v)) + abs((SELECT count(*) FROM (SELECT FROM v GROUP BY v) g) - (SELECT count(DISTINCT form) FROM v))'),
	('joins', 'SELECT (SELECT count(*) FROM v x JOIN v y ON x.v = y.v) - (SELECT count(*) FROM v x JOIN v y ON x.form = y.form)');
SELECT is(pg_temp.count(type, query), 0::bigint, format('%s: %s', type, about))
FROM (SELECT DISTINCT type FROM value) t, law ORDER BY type, about;

-- activities that differ in one field
CREATE TEMP TABLE relative AS
SELECT who, CASE WHEN who = 'referred' THEN with_referrals(a, 1) ELSE a END AS a
FROM (SELECT who, activity(at, amount, potential) AS a FROM (
	SELECT who, d.at, d.amount, CASE who WHEN 'able' THEN 5.0 WHEN 'more able' THEN 6.0 WHEN 'finely able' THEN 5.00 END AS potential
	FROM unnest(ARRAY['base', 'able', 'more able', 'finely able', 'referred', 'earlier', 'later', 'other month', 'finer', 'one more', 'returned', 'seen', 'seen later', 'seen twice', 'richer']) who,
		 LATERAL (VALUES
			(timestamptz '2024-01-03' - CASE who WHEN 'earlier' THEN interval '1 day' ELSE '0' END, CASE who WHEN 'returned' THEN 6.0 WHEN 'richer' THEN 5.1 WHEN 'finer' THEN 5.00 ELSE 5.0 END),
			(CASE who WHEN 'other month' THEN timestamptz '2024-01-13' ELSE '2024-02-03' END, 1.0),
			('2024-03-03'::timestamptz + CASE who WHEN 'later' THEN interval '1 day' ELSE '0' END, 1.0),
			(CASE who WHEN 'one more' THEN timestamptz '2024-02-05' END, 0.0),
			(CASE who WHEN 'returned' THEN timestamptz '2024-02-05' END, -1.0),
			(CASE who WHEN 'seen' THEN timestamptz '2024-02-05' WHEN 'seen later' THEN '2024-02-06' WHEN 'seen twice' THEN '2024-02-06' END, NULL),
			(CASE who WHEN 'seen twice' THEN timestamptz '2024-02-05' END, NULL)) d(at, amount)) deeds GROUP BY who) made;
SELECT is(string_agg(format('%s and %s', x.who, y.who), ', '), NULL, 'one field makes a difference') FROM relative x, relative y WHERE x.who < y.who AND (x.a = y.a OR activity_cmp(x.a, y.a) = 0 OR activity_send(x.a) = activity_send(y.a));

-- what the order means
SELECT is(array_agg(n ORDER BY a), ARRAY[1, 2, 3, 4, 5], 'activities sort by amount, orders, last order')
FROM (SELECT n, activity(at, amount) AS a
	  FROM (VALUES (5, date '2023-01-01', 7.0), (4, '2024-01-01', 2), (4, '2024-01-01', 3), (3, '2024-02-01', 5),
				   (2, '2024-01-01', 5), (1, '2024-03-01', -3)) v(n, at, amount) GROUP BY n) few;
SELECT is(pg_temp.count('mix', $$SELECT count(*) FROM v x, v y, LATERAL (SELECT array_agg(customers(x.v, q) ORDER BY q), array_agg(customers(y.v, q) ORDER BY q)
								 FROM unnest(enum_range(NULL::quadrant)) q) k(x, y)
								 WHERE (x.v < y.v) <> ((total(x.v), k.x, unclassified(x.v)) < (total(y.v), k.y, unclassified(y.v)))$$),
		  0::bigint, 'mixes sort by classified customers, then by quadrant, then by unclassified');

SELECT * FROM finish();
ROLLBACK;
