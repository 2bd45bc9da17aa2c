-- knots: up to 4,096 distinct values a distribution is exact, beyond that no score is wrong by more than 0.025
BEGIN;
\ir ../helpers.psql
SELECT plan(32);

-- populations by the shape of their values, n customers each with one order at another hour
CREATE TEMP TABLE person AS
SELECT shape, i, amount, hour, activity(timestamptz '2020-01-01 00:00+00' + hour * interval '1 hour', amount) AS a
FROM (VALUES ('exact', 4096), ('just beyond', 4097), ('uniform', 20000), ('skewed', 20000), ('lumpy', 20000), ('two heaps', 20000), ('clusters', 20000)) s(shape, n),
	 generate_series(1, n) i,
	 LATERAL (SELECT pg_temp.draw(i, 21) AS u, floor(pg_temp.draw(i, 22) * 40000)::integer AS hour) d,
	 LATERAL (SELECT CASE shape WHEN 'uniform' THEN i WHEN 'skewed' THEN round((exp(12 * u) + u)::numeric, 4)
							   WHEN 'lumpy' THEN CASE WHEN i % 10 < 4 THEN 10 WHEN i % 10 < 6 THEN 25.5 ELSE i * 0.01 END
							   WHEN 'two heaps' THEN CASE WHEN i % 2 = 0 THEN 1e15 + i ELSE i * 0.0001 END
							   WHEN 'clusters' THEN i / 13 * 1000 + i % 13 * 0.0001
							   ELSE i * 1.1 END::numeric AS amount) m
GROUP BY shape, i, amount, hour;
CREATE TEMP TABLE scored AS
SELECT shape, i, amount, a,
	   50 * (2 * (rank() OVER (PARTITION BY shape ORDER BY amount) - 1) + count(*) OVER (PARTITION BY shape, amount)) / n::float8 AS contribution,
	   50 * (2 * (rank() OVER (PARTITION BY shape ORDER BY hour) - 1) + count(*) OVER (PARTITION BY shape, hour)) / n::float8 AS loyalty
FROM person JOIN (SELECT shape, count(*) AS n FROM person GROUP BY 1) s USING (shape);
CREATE TEMP TABLE fitted AS
SELECT shape, with_weights(yardstick(a, '2026-01-01'), frequency => 0) AS y, avg(amount)::float8 AS mean, count(*) AS n FROM person GROUP BY 1;

SELECT cmp_ok(max(greatest(abs(s.loyalty - loyalty(a, y)), abs(s.contribution - contribution(a, y))))::float8, '<=',
			  CASE shape WHEN 'exact' THEN 1e-11 ELSE 0.025 END::float8, shape || ': error of a score')
FROM scored s JOIN fitted USING (shape) GROUP BY shape ORDER BY shape;
SELECT is(count(*) FILTER (WHERE contribution < before), 0::bigint, shape || ': more money never scores less')
FROM (SELECT shape, contribution(a, y), lag(contribution(a, y)) OVER (PARTITION BY shape ORDER BY amount) AS before FROM person JOIN fitted USING (shape)) s
GROUP BY shape ORDER BY shape;
SELECT ok(abs(value / mean - 1) < 1e-15, shape || ': the mean of the amounts stays exact') FROM fitted, cuts(y) WHERE axis = 'contribution' ORDER BY shape;

-- values between those of the population, and beside its heaps
SELECT cmp_ok(max(abs(100.0 * (below + same / 2.0) / n - contribution(activity_accum(NULL, now(), x), y)))::float8, '<=', 0.025::float8, shape || ': error of a score of a value nobody has')
FROM fitted f, LATERAL (SELECT x, count(*) FILTER (WHERE amount < x) AS below, count(*) FILTER (WHERE amount = x) AS same
						FROM person p, (SELECT DISTINCT amount + d FROM (SELECT amount FROM person p WHERE p.shape = f.shape AND i % 1000 IN (0, 5, 9)) some_of_them, unnest(ARRAY[-0.00001, 0.00001, 3.3333]) d) xs(x)
						WHERE p.shape = f.shape GROUP BY x) c
WHERE shape IN ('lumpy', 'skewed') GROUP BY shape ORDER BY shape;
SELECT is((SELECT value FROM cuts(with_cuts(y, contribution => 'median')) WHERE axis = 'contribution'), median, shape || ': the median of the amounts stays exact')
FROM fitted JOIN (SELECT shape, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount::float8) AS median FROM person GROUP BY 1) m USING (shape) ORDER BY shape;
SELECT is(count(DISTINCT yardstick_send(y)), 1::bigint, 'knots do not depend on the order of the customers')
FROM (SELECT yardstick(a, '2026-01-01' ORDER BY pg_temp.draw(i, salt)) AS y FROM person, generate_series(1, 3) salt WHERE shape = 'skewed' GROUP BY salt) f;
SELECT cmp_ok(max(pg_column_size(y)), '<', 300000, 'nor does it grow with the population') FROM fitted;

SELECT * FROM finish();
ROLLBACK;
