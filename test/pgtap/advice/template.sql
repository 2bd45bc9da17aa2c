-- template: names in braces are places for values
BEGIN;
\ir ../helpers.psql
SELECT plan(13);

SELECT is(_fill('{customers} customers bring {share} %.', '{"customers": 12, "share": 34.50}'), '12 customers bring 34.50 %.', 'numbers as they are written');
SELECT is(_fill('{b}{a}{b}', '{"a": "x", "b": "y"}'), 'yxy', 'in any order, more than once, with nothing between');
SELECT is(_fill('{a}', '{"a": "{b}", "b": "no"}'), '{b}', 'a value is no template');
SELECT is(_fill('{a_1}', '{"a_1": true}'), 'true', 'a boolean');
SELECT is(_fill('{a}', '{"a": ["x", {"y": 1}]}'), '["x", {"y": 1}]', 'what is no single value, as JSON');
SELECT is(_fill('{custmers}: {n}', '{"customers": 1, "n": null}'), '{custmers}: {n}', 'what has no value is seen');
SELECT is(_fill(t, '{"a": 1, "": 2}'), t, t) FROM unnest(ARRAY['', '{}', '{ a}', '{A}', '{a', 'a}']) t;
SELECT throws_ok($$SELECT _fill('{a}', '[1]')$$, '22023', 'the values of a template are no JSON object');

SELECT * FROM finish();
ROLLBACK;
