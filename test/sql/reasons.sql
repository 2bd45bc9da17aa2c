SET search_path = public, customer_seg;
\pset null -
CREATE TABLE asked (customer_id int, quadrant quadrant, reason reason);
INSERT INTO asked SELECT n, (ARRAY['dragonfly', 'butterfly', NULL])[1 + n % 3]::quadrant,
	   CASE WHEN n % 4 > 0 THEN (ARRAY['comparing', 'price_too_high', 'waiting_for_promotion'])[1 + n % 7 % 3] END::reason FROM generate_series(1, 50) n;
-- a row for each class and reason, those of whom it is not known last
SELECT class, reason, customers, "of", round(share::numeric, 3) AS share, known, round(share_of_known::numeric, 3) AS share_of_known, round(low::numeric, 3) AS low, round(high::numeric, 3) AS high
FROM (SELECT reasons(quadrant, reason) AS r FROM asked) x, unnest(r) WHERE customers > 0;
-- every label of an enum; of text what there is
SELECT count(*), count(*) FILTER (WHERE class IS NULL) AS without_class FROM (SELECT reasons(quadrant, reason) AS r FROM asked) x, unnest(r);
SELECT class, reason, customers FROM unnest((SELECT reasons('all'::text, left(reason::text, 5)) FROM asked));
SELECT reasons(quadrant, reason::text) FROM asked WHERE false;
-- parts make the whole
SELECT rollup(r) = (SELECT reasons(quadrant, reason) FROM asked) AS whole FROM (SELECT reasons(quadrant, reason) AS r FROM asked GROUP BY customer_id % 5) x;
-- what the playbook says of them
SELECT label('price_too_high'::reason), strategy('price_too_high'::reason);
SELECT e AS without_advice FROM unnest(enum_range(NULL::reason)) e WHERE strategy(e) IS NULL;
-- errors
SELECT rollup('{"(a,b,-1,,,,,,)"}'::reasons_row[]);
SELECT rollup('{"(a,b,1,,,,,,)","(a,b,2,,,,,,)"}'::reasons_row[]);
SELECT rollup('{NULL}'::reasons_row[]);
SELECT reasons(n, 1) FROM generate_series(1, 1001) n;
DROP TABLE asked;
