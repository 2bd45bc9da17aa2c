-- quadrant: the four types, from any two numbers
BEGIN;
\ir ../helpers.psql
SELECT plan(8);

SELECT enum_has_labels('customer_seg', 'quadrant', ARRAY['bee', 'dragonfly', 'butterfly', 'mantis']);
SELECT is(array_agg(quadrant(l, c) ORDER BY n), enum_range(NULL::quadrant), 'high and low on two axes')
FROM (VALUES (1, 80, 80), (2, 20, 80), (3, 80, 20), (4, 20, 20)) v(n, l, c);
SELECT is(quadrant(50, 50), 'bee', 'the cut itself is high');
SELECT is(quadrant(49.999999999999993, 50), 'dragonfly', 'just below is low');
SELECT is(quadrant(7, 3.5, 7.5, 3.5), 'dragonfly', 'cuts of one''s own, as for the answers of a survey');
SELECT is(quadrant(3, 4, contribution_cut => 4, loyalty_cut => 3), 'bee', 'by name');
SELECT is(num_nulls(quadrant(NULL, 1), quadrant(1, NULL), quadrant(1, 1, NULL), quadrant(1, 1, 1, NULL)), 4, 'NULL gives NULL');
SELECT pg_temp.raises($$SELECT quadrant('NaN', 1)$$, '22023', NULL, 'NaN is neither high nor low');

SELECT * FROM finish();
ROLLBACK;
