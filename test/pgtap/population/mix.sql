-- mix: how many customers are in each quadrant
BEGIN;
\ir ../helpers.psql
SELECT plan(17);

CREATE TEMP TABLE counted AS
SELECT mix(q) AS m FROM (VALUES ('bee', 5), ('dragonfly', 0), ('butterfly', 3), ('mantis', 2), (NULL, 4)) v(name, n),
	   LATERAL (SELECT name::quadrant FROM generate_series(1, n)) each_one(q);

SELECT results_eq('SELECT customers(m, q) FROM counted, unnest(enum_range(NULL::quadrant)) q', ARRAY[5, 0, 3, 2]::bigint[], 'customers');
SELECT results_eq('SELECT share(m, q) FROM counted, unnest(enum_range(NULL::quadrant)) q', ARRAY[0.5, 0, 0.3, 0.2]::float8[], 'share of the classified');
SELECT is(total(m), 10::bigint, 'total counts the classified') FROM counted;
SELECT is(unclassified(m), 4::bigint, 'NULL is counted apart') FROM counted;
SELECT is(m::text::jsonb - 'version', '{"bee": 5, "dragonfly": 0, "butterfly": 3, "mantis": 2, "unclassified": 4}', 'the text form is JSON') FROM counted;
SELECT is(m::text::mix, m, 'and reads back') FROM counted;
SELECT is(unclassified(m + m), 8::bigint, '+ adds the unclassified, too') FROM counted;
SELECT is(total(rollup(m)), 70::bigint, 'rollup') FROM counted, generate_series(1, 7);

-- nobody
CREATE TEMP TABLE nobody AS SELECT mix(NULL::quadrant) FILTER (WHERE false) AS m;
SELECT is(total(m), 0::bigint, 'nobody: total 0') FROM nobody;
SELECT is(share(m, 'bee'), NULL, 'nobody: no share') FROM nobody;
SELECT is(structure(m), 'undetermined', 'nobody: undetermined') FROM nobody;
SELECT is(share(mix(NULL::quadrant), 'bee'), NULL, 'nobody classified: no share');
SELECT results_eq('SELECT d.quadrant, d.customers, d.share, d.structure FROM nobody, describe(m) d',
				  $$SELECT q, 0::bigint, NULL::float8, 'undetermined'::structure FROM unnest(enum_range(NULL::quadrant)) q$$, 'nobody: four rows all the same');

-- the inverse transition takes off what was added, and never more
SELECT is(mix_discard(mix_accum(m, q), q), m, 'mix_discard undoes mix_accum: ' || coalesce(q::text, 'NULL'))
FROM counted, unnest(ARRAY['mantis', NULL]::quadrant[]) q;
SELECT pg_temp.raises($$SELECT mix_discard(m, 'dragonfly') FROM counted$$, '22...', NULL, 'mix_discard does not go below zero');
SELECT pg_temp.raises($$SELECT rollup(m) FROM (SELECT '{"bee": 9223372036854775807, "dragonfly": 0, "butterfly": 0, "mantis": 0, "unclassified": 0}'::mix AS m
						FROM generate_series(1, 2)) big$$, '22003', NULL, 'a count that does not fit raises 22003');

SELECT * FROM finish();
ROLLBACK;
