-- survey: scores and quadrants from answers, against whole numbers and numeric
BEGIN;
\ir ../helpers.psql
SELECT plan(58);

-- a mean at the middle of the scale scores 50, one below it less: decided here in whole numbers
CREATE TEMP TABLE every AS
SELECT ARRAY[a, b, c, d] AS answers, points, low, high FROM (VALUES (1, 5), (5, 1), (1, 7), (0, 6), (-3, 3)) s(low, high),
	 LATERAL generate_series(least(low, high), greatest(low, high)) a, LATERAL generate_series(least(low, high), greatest(low, high)) b,
	 LATERAL generate_series(least(low, high), greatest(low, high)) c, LATERAL generate_series(least(low, high), greatest(low, high)) d,
	 LATERAL (SELECT (a + b + c + d - 4 * low) * sign(high - low)::integer AS points) p;
SELECT is(count(*) FILTER (WHERE survey_score(answers, low, high) <> (100 * points)::float8 / (4 * abs(high - low))), 0::bigint, 'every answer to four questions on five scales, to the last bit') FROM every;
SELECT is(count(*) FILTER (WHERE (survey_score(answers, low, high) >= 50) <> (points >= 2 * abs(high - low))), 0::bigint, 'at or above the middle') FROM every;
SELECT is(count(*) FILTER (WHERE survey_score(answers, low, high, '{1,1,1,1}') <> survey_score(answers, low, high)), 0::bigint, 'equal weights are no weights') FROM every;
SELECT is(count(*) FILTER (WHERE survey_score(answers, low, high, '{1,2,3,4}') <> (100 * w)::float8 / (10 * abs(high - low))), 0::bigint, 'weights')
FROM every, LATERAL (SELECT abs(answers[1] - low) + 2 * abs(answers[2] - low) + 3 * abs(answers[3] - low) + 4 * abs(answers[4] - low) AS w) x;
SELECT is(count(*) FILTER (WHERE survey_score(answers, low, high, '{0,1,0,1}') <> survey_score(ARRAY[answers[2], answers[4]], low, high)), 0::bigint, 'a question of weight 0 is none') FROM every;
SELECT is(count(*) FILTER (WHERE survey_score(ARRAY[answers[1], NULL, answers[3], NULL], low, high, '{1,7,2,9}') <> survey_score(ARRAY[answers[1], answers[3]], low, high, '{1,2}')), 0::bigint, 'an answer that is missing leaves the others their weights') FROM every;
SELECT is(count(*) FILTER (WHERE abs(survey_score(answers, low, high) + survey_score(answers, high, low) - 100) > 1e-13), 0::bigint, 'a reversed scale mirrors') FROM every;
SELECT is(count(*) FILTER (WHERE survey_score(ARRAY[x, x, x], low, high, w) <> survey_score(ARRAY[x], low, high)), 0::bigint, 'all the same answers score as one, whatever the weights')
FROM (VALUES (1, 5), (1, 7), (0, 10), (7, 1)) s(low, high), LATERAL generate_series(least(low, high), greatest(low, high)) x,
	 LATERAL (SELECT ARRAY[pg_temp.draw(n, 1), pg_temp.draw(n, 2) / 7, 0.1] AS w FROM generate_series(1, 200) n) r;

-- any numbers, against numeric
CREATE TEMP TABLE drawn AS
SELECT n, low, high, weights, array_agg(CASE WHEN pg_temp.draw(n * 10 + i, 3) > 0.2 THEN low + (high - low) * round(pg_temp.draw(n * 10 + i, 4)::numeric, 3) END ORDER BY i) AS answers
FROM generate_series(1, 2000) n, generate_series(1, 1 + n % 6) i,
	 LATERAL (SELECT round((pg_temp.draw(n, 1) * 20 - 10)::numeric, 2) AS low, round((pg_temp.draw(n, 2) * 20 + 11 - CASE WHEN n % 2 = 0 THEN 42 ELSE 0 END)::numeric, 2) AS high) s,
	 LATERAL (SELECT array_agg(round(pg_temp.draw(n * 10 + j, 5)::numeric, 2) + CASE WHEN j = 1 THEN 0.01 ELSE 0 END ORDER BY j) AS weights FROM generate_series(1, 1 + n % 6) j) w
GROUP BY n, low, high, weights;
CREATE TEMP TABLE wanted AS
SELECT n, 100 * sum(w * (a - low) / (high - low)) FILTER (WHERE a IS NOT NULL) / nullif(sum(w) FILTER (WHERE a IS NOT NULL), 0) AS score, count(a) FILTER (WHERE w > 0) AS answered
FROM drawn, unnest(answers, weights) u(a, w) GROUP BY n;
SELECT is(count(*) FILTER (WHERE (s IS NULL) <> (score IS NULL) OR abs(s - score::float8) > 1e-12), 0::bigint, 'scores of drawn answers') FROM drawn JOIN wanted USING (n), LATERAL (SELECT survey_score(answers, low, high, weights) AS s) x;
SELECT cmp_ok(count(*) FILTER (WHERE score IS NULL), '>', 20::bigint, 'some without an answer') FROM wanted;
SELECT is(count(*) FILTER (WHERE (survey_score(answers, low, high, weights, 2) IS NULL) <> (answered < 2)), 0::bigint, 'min_answered') FROM drawn JOIN wanted USING (n) WHERE cardinality(answers) >= 2;
SELECT is(count(*) FILTER (WHERE NOT survey_score(answers, low, high, weights) BETWEEN 0 AND 100), 0::bigint, 'from 0 to 100') FROM drawn;
SELECT is(count(*) FILTER (WHERE survey_score(answers, low, high, weights) <> survey_score(turned, low, high, heavy)), 0::bigint, 'the order of the questions does not matter')
FROM drawn, LATERAL (SELECT array_agg(a ORDER BY i DESC) AS turned, array_agg(w ORDER BY i DESC) AS heavy FROM unnest(answers, weights) WITH ORDINALITY u(a, w, i)) t;

-- columns of any kind
SELECT is(survey_score(ARRAY[a, b], 1, 5), 62.5::float8, 'smallint') FROM (VALUES (3::smallint, 4::smallint)) v(a, b);
SELECT is(survey_score(ARRAY[a, b], 1, 5), 62.5::float8, 'integer') FROM (VALUES (3, 4)) v(a, b);
SELECT is(survey_score(ARRAY[a, b], 1, 5), 62.5::float8, 'bigint') FROM (VALUES (3::bigint, 4::bigint)) v(a, b);
SELECT is(survey_score(ARRAY[a, b], 1, 5), 62.5::float8, 'numeric') FROM (VALUES (3.0, 4.0)) v(a, b);
SELECT is(survey_score(ARRAY[a, b], 1, 5), 62.5::float8, 'real') FROM (VALUES (3::real, 4::real)) v(a, b);
SELECT is(survey_score(ARRAY[a, b], 1, 5), 62.5::float8, 'integer and numeric') FROM (VALUES (3, 4.0)) v(a, b);
SELECT is(survey_score('[5:6]={3,4}'::integer[], 1, 5), 62.5::float8, 'subscripts that do not begin with 1');

-- what is not there
SELECT is(num_nonnulls(survey_score(NULL, 1, 5), survey_score('{}', 1, 5), survey_score('{}', 1, 5, '{1}'), survey_score('{NULL,NULL}', 1, 5), survey_score('{3,3}', NULL, 5), survey_score('{3,3}', 1, NULL),
					   survey_score('{3,3}', 1, 5, NULL, NULL), survey_score('{NULL,3}', 1, 5, '{1,0}')), 0, 'no answer, no scale, no score');
SELECT is(survey_score('{3,NULL}', 1, 5, NULL), 50::float8, 'no weights: equal ones');
SELECT is(survey_score('{5}', 5, 1)::text, '0', 'a zero without a sign');

-- as large and small as can be
SELECT is(survey_score('{0,1e300}', 0, 1e300, '{1e308,1e308}'), 50::float8, 'large weights');
SELECT is(survey_score('{0,5e-324}', 0, 5e-324, '{5e-324,5e-324}'), 50::float8, 'small ones');
SELECT is(survey_score('{4e307}', -4e307, 4e307), 100::float8, 'a large scale');
SELECT is(survey_score('{1,3}', 1, 3, '{5e-324,1e308}'), 100::float8, 'both together');

-- quadrants
SELECT is(survey_quadrant(power, intention)::text, want, format('power %s, intention %s: %s', power, intention, want)) FROM (VALUES
	(80, 80, 'bee'), (80, 20, 'dragonfly'), (20, 80, 'butterfly'), (20, 20, 'mantis'), (50, 50, 'bee')) v(power, intention, want);
SELECT is(survey_quadrant(60, 60, power_cut => 61), 'butterfly', 'power_cut');
SELECT is(survey_quadrant(60, 60, intention_cut => 61), 'dragonfly', 'intention_cut');
SELECT is(num_nonnulls(survey_quadrant(NULL, 60), survey_quadrant(60, NULL)), 0, 'a score that is missing: no quadrant');
SELECT is(count(*) FILTER (WHERE survey_quadrant(a.answers, b.answers, 1, 5, 0, 10, '{1,2,1,1}', '{3,1,1,1}', 40, 60, 2)
	IS DISTINCT FROM quadrant(survey_score(b.answers, 0, 10, '{3,1,1,1}', 2), survey_score(a.answers, 1, 5, '{1,2,1,1}', 2), 60, 40)), 0::bigint, 'from the answers: the same')
FROM (SELECT answers FROM every WHERE low = 1 AND high = 5 LIMIT 100) a, (SELECT answers FROM every WHERE low = 0 LIMIT 100) b;
SELECT is(survey_quadrant(ARRAY[4], ARRAY[5], 1, 5, intention_high => 10), 'dragonfly', 'a scale that differs at one end only');
SELECT is(survey_quadrant(ARRAY[4], ARRAY[4], 1, 5, intention_low => 5, intention_high => 1), 'dragonfly', 'one axis reversed');
SELECT is(survey_quadrant(ARRAY[4], ARRAY[NULL]::integer[], 1, 5), NULL, 'no answer on an axis: no quadrant');

-- what is wrong is said
SELECT pg_temp.raises(query, '22023', hint) FROM (VALUES
	('SELECT survey_score(''{6}'', 1, 5)', '%nullif%'),
	('SELECT survey_score(''{6}'', 5, 1)', '%nullif%'),
	('SELECT survey_score(''{0.999}'', 1, 5, ''{1}'')', '%nullif%'),
	('SELECT survey_score(''{3,99}'', 1, 5, ''{1,0}'')', '%nullif%'),
	('SELECT survey_score(''{NaN}'', 1, 5)', '%nullif%'),
	('SELECT survey_score(''{3}'', 5, 5)', '%1 and 5%'),
	('SELECT survey_score(''{3}'', -1e308, 1e308)', '%1 and 5%'),
	('SELECT survey_score(''{3}'', ''NaN'', 5)', '%'),
	('SELECT survey_score(''{3}'', 1, ''Infinity'')', '%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{1}'')', '%each question%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{1,-1}'')', '%from 0 up%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{1,NULL}'')', '%from 0 up%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{1,NaN}'')', '%from 0 up%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{1,Infinity}'')', '%from 0 up%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{0,0}'')', '%must count%'),
	('SELECT survey_score(''{{3,3},{3,3}}'', 1, 5)', '%array of numbers%'),
	('SELECT survey_score(''{3,3}'', 1, 5, ''{{1,1}}'')', '%array of numbers%'),
	('SELECT survey_score(''{3,3}'', 1, 5, min_answered => 0)', '%at least 1%'),
	('SELECT survey_score(''{3,3}'', 1, 5, min_answered => 3)', '%of the 2 questions%')) v(query, hint);

SELECT * FROM finish();
ROLLBACK;
