-- bar: as long as the share
BEGIN;
\ir ../helpers.psql
SELECT plan(17);

SELECT is(bar(share), bar, concat(share)) FROM (VALUES (0::float8, ''), (1, repeat('█', 20)), (0.5, repeat('█', 10)), (0.51, '██████████▎'), (0.99, '███████████████████▊'), (0.003, ''), (0.004, '▏'), (-3, ''), (7, repeat('█', 20)), (NULL, NULL)) v(share, bar);
SELECT is(string_agg(bar(i / 8.0, 1), '' ORDER BY i), '▏▎▍▌▋▊▉█', 'eighths') FROM generate_series(0, 8) i;
SELECT is(length(bar(1, 1000)), 1000, 'the widest');
SELECT is(bar(0.5, NULL), NULL, 'no width');
SELECT is_empty('SELECT * FROM (SELECT bar(i / 1000.0, 10) AS shorter, bar((i + 1) / 1000.0, 10) AS longer FROM generate_series(0, 999) i) b WHERE length(shorter) > length(longer)', 'never longer for less');
SELECT pg_temp.raises(call, '22023') FROM unnest('{"SELECT bar(0.5, 0)","SELECT bar(0.5, 1001)","SELECT bar(''NaN'')"}'::text[]) call;

SELECT * FROM finish();
ROLLBACK;
