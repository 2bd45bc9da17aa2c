-- development: on shops of which it is known what happens in them, where nothing changes, and at the edges of its rule
BEGIN;
\ir ../helpers.psql
\ir ../shops.psql
SELECT plan(41);

-- the shops, the year 2023 and the year 2024
CREATE TEMP TABLE year AS
SELECT shop, customer, max(quadrant) FILTER (WHERE date = '2024-01-01') AS was, max(quadrant) FILTER (WHERE date = '2025-01-01') AS "is"
FROM (SELECT DISTINCT shop FROM shops.sale) s, types_at(('shops.' || shop)::regclass, dates => '{2024-01-01,2025-01-01}') GROUP BY 1, 2;
CREATE TEMP TABLE verdict AS SELECT shop, d.* FROM (SELECT shop, movement(was, "is") AS m FROM year GROUP BY 1) x, development(m) d;
CREATE TEMP TABLE shape AS
SELECT shop, as_of, structure(quadrant), mix(quadrant) AS mix
FROM (SELECT DISTINCT shop FROM shops.sale) s, unnest('{2024-01-01,2025-01-01}'::timestamptz[]) as_of, segment(('shops.' || shop)::regclass, as_of => as_of) GROUP BY 1, 2;

SELECT results_eq('SELECT shop, verdict FROM verdict ORDER BY shop COLLATE "C"', $$VALUES
	('dead', 'collapsed'::development_verdict), ('dear', 'holding'), ('equal', 'holding'), ('growing', 'growing'), ('halving', 'shrinking'), ('steady', 'holding'), ('yearly', 'holding')$$,
	'each shop gets the verdict of what happens in it');
SELECT ok(share_lost BETWEEN least AND most, format('%s: %s %% of the bees are gone', shop, round(100 * share_lost)))
FROM verdict JOIN (VALUES ('steady', 0.01, 0.04), ('halving', 0.48, 0.56), ('dead', 1, 1), ('yearly', 0.6, 0.73), ('equal', 0, 0)) v(shop, least, most) USING (shop);
SELECT is(best_then - lost_of_them - fell + gained, best_now, shop || ': the bees then and now add up') FROM verdict;
SELECT is(array_agg(DISTINCT structure), '{mantis_led}', 'though the shape by a yardstick of their own is the same in those that thrive and those that die') FROM shape WHERE shop <> 'equal';
SELECT is(array_agg(DISTINCT structure), '{balanced}', 'and where customers are nearly equal, chance parts them into four like groups') FROM shape WHERE shop = 'equal';
SELECT is(dear, steady, 'money times 100 changes no word and no count')
FROM (SELECT to_jsonb(v) - 'shop' || jsonb_build_object('name', label(verdict), 'who', (play(verdict)).who, 'do', strategy(verdict)) AS dear FROM verdict v WHERE shop = 'dear') d,
	 (SELECT to_jsonb(v) - 'shop' || jsonb_build_object('name', label(verdict), 'who', (play(verdict)).who, 'do', strategy(verdict)) AS steady FROM verdict v WHERE shop = 'steady') s;
SELECT is((SELECT string_agg(concat_ws(' ', as_of, structure, mix), ';' ORDER BY as_of) FROM shape WHERE shop = 'dear'), (SELECT string_agg(concat_ws(' ', as_of, structure, mix), ';' ORDER BY as_of) FROM shape WHERE shop = 'steady'), 'nor the shape');

-- by the movement itself
SELECT is((best_then, best_now, lost_of_them, fell, gained), (SELECT (count(*) FILTER (WHERE was = 'bee'), count(*) FILTER (WHERE "is" = 'bee'), count(*) FILTER (WHERE was = 'bee' AND "is" IS NULL),
	count(*) FILTER (WHERE was = 'bee' AND "is" <> 'bee'), count(*) FILTER (WHERE "is" = 'bee' AND was IS DISTINCT FROM 'bee')) FROM year y WHERE y.shop = v.shop), shop || ': counted one by one') FROM verdict v WHERE shop IN ('growing', 'halving', 'yearly');

-- the edges of the rule: stayed, lost, fell, gained; p by R 4.2.2, binom.test
CREATE FUNCTION pg_temp.bees(stayed bigint, lost bigint, fell bigint, gained bigint) RETURNS movement_row[] LANGUAGE sql AS $$
	SELECT ARRAY[ROW('mantis', 'bee', gained, 0, 0, 0, 0, NULL, NULL), ROW('bee', 'bee', stayed, 0, 0, 0, 0, NULL, NULL), ROW('bee', NULL, lost, 0, 0, 0, 0, NULL, NULL),
				 ROW('bee', 'mantis', fell, 0, 0, 0, 0, NULL, NULL), ROW('mantis', 'mantis', 500, 0, 0, 0, 0, NULL, NULL)]::movement_row[] $$;
SELECT is(concat_ws(' ', verdict, round(p::numeric, 10), note), expected, format('%s stayed, %s lost, %s fell, %s gained', v.stayed, v.lost, v.fell, v.gained))
FROM (VALUES
	(50, 40, 10, 30, 'shrinking 0.0329926184'), (50, 40, 10, 32, 'too_few 0.0598083383 the change may be chance'),
	(60, 15, 25, 60, 'too_few 0.0568879336 the change may be chance'), (910, 50, 40, 0, 'holding 0.0000000000'), (900, 60, 40, 0, 'shrinking 0.0000000000'), (100, 0, 0, 9, 'holding 0.0039062500'),
	(50, 0, 0, 9, 'too_few 0.0039062500 fewer than 10 became bees or ceased to be'), (50, 0, 0, 10, 'growing 0.0019531250'),
	(0, 9, 0, 9, 'too_few 1.0000000000 fewer than 10 bees at either time'), (0, 10, 0, 10, 'holding 1.0000000000'), (0, 0, 0, 10, 'growing 0.0019531250'),
	(9, 91, 0, 0, 'collapsed 0.0000000000'), (10, 90, 0, 0, 'shrinking 0.0000000000'), (0, 0, 100, 9, 'collapsed 0.0000000000'), (10, 0, 0, 0, 'holding 1.0000000000')) v(stayed, lost, fell, gained, expected),
	development(pg_temp.bees(v.stayed, v.lost, v.fell, v.gained));
SELECT is(development('{}')::text, '(too_few,0,0,0,,,,0,0,1,"fewer than 10 bees at either time")', 'of nobody');
SELECT is(development(NULL)::text, NULL, 'of no movement');
SELECT pg_temp.raises($$SELECT development((SELECT movement(n % 3, n % 2) FROM generate_series(1, 9) n))$$, '22023', 'Its classes are "0", "1", "2".');

-- where nobody changes
\ir unchanging.psql
CREATE TEMP TABLE unchanged AS SELECT seed, d.* FROM generate_series(1, 200) seed, LATERAL (SELECT pg_temp.unchanging(seed, 300) AS m OFFSET 0) x, development(m) d;
SELECT diag(format('of 200 bases that do not change %s are growing, %s shrinking, %s holding, %s too few to tell', count(*) FILTER (WHERE verdict = 'growing'), count(*) FILTER (WHERE verdict = 'shrinking'), count(*) FILTER (WHERE verdict = 'holding'), count(*) FILTER (WHERE verdict = 'too_few'))) FROM unchanged;
SELECT cmp_ok(count(*) FILTER (WHERE verdict NOT IN ('holding', 'too_few'))::int, '<=', 10, 'of 200 bases that do not change at most one in twenty gets another verdict') FROM unchanged;
SELECT ok(abs(avg((p <= 0.5)::int) - 0.45) < 0.15, 'p is below one half in about half of them, less what an exact test keeps back') FROM unchanged;
SELECT cmp_ok(count(*) FILTER (WHERE verdict = 'holding')::int, '>=', 18, 'and of 20 larger ones nearly all are holding') FROM generate_series(1, 20) seed, LATERAL (SELECT pg_temp.unchanging(seed, 2000) AS m OFFSET 0) x, development(m) d;

SELECT * FROM finish();
ROLLBACK;
