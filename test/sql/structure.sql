SET search_path = public, customer_seg;
-- the rules, in their order, and the reason where nothing can be said
SELECT m, structure(m), structure_reason(m) FROM (VALUES
	('{"bee": 20, "mantis": 9}'),
	('{"bee": 25, "dragonfly": 27, "butterfly": 24, "mantis": 26}'),
	('{"bee": 60, "dragonfly": 10, "butterfly": 20, "mantis": 10}'),
	('{"bee": 10, "dragonfly": 60, "butterfly": 20, "mantis": 10}'),
	('{"bee": 10, "dragonfly": 20, "butterfly": 60, "mantis": 10}'),
	('{"bee": 10, "dragonfly": 20, "butterfly": 10, "mantis": 60}'),
	('{"bee": 100}'),
	('{"bee": 60, "butterfly": 40}'),
	('{"dragonfly": 40, "bee": 60}'),
	('{"bee": 5000, "dragonfly": 5000, "butterfly": 500, "mantis": 500}'),
	('{"bee": 3100, "dragonfly": 2900, "butterfly": 2000, "mantis": 2000}'),
	('{"bee": 412, "dragonfly": 365, "butterfly": 141, "mantis": 82}'),
	('{}')) v(t), LATERAL (SELECT t::mix) x(m);
-- the limits can be changed
SELECT structure(m, min_customers => 20), structure(m, evenness => 2), structure(m, 20, confidence => 0.5), structure_reason(m, 20), structure_reason(m, 20, confidence => 0.5)
FROM (SELECT '{"bee": 15, "mantis": 7}'::mix) x(m);
SELECT structure(m, min_lead => 0.019), structure(m, min_lead => 0.02), structure_reason(m, confidence => 0.999, min_lead => 0)
FROM (SELECT '{"bee": 3100, "dragonfly": 2900, "butterfly": 2000, "mantis": 2000}'::mix) x(m);
-- the evidence, a row for each quadrant, also those with nobody
SELECT quadrant, customers, round(share::numeric, 3) AS share, round(share_low::numeric, 6) AS low,
	   round(share_high::numeric, 6) AS high, structure, round(w::numeric, 5) AS w,
	   round(chi_square::numeric, 3) AS chi_square, p < 1e-60 AS p, round(p_largest::numeric, 7) AS p_largest, reason
FROM describe('{"bee": 412, "dragonfly": 365, "butterfly": 141, "mantis": 82}');
SELECT * FROM describe('{}');
-- straight from quadrants
SELECT structure(q), structure(q) FILTER (WHERE q <> 'bee') AS without_bees
FROM (SELECT 'bee'::quadrant FROM generate_series(1, 40) UNION ALL SELECT 'mantis' FROM generate_series(1, 10)) x(q);
-- errors
SELECT structure('{}'::mix, min_customers => -1);
SELECT structure('{}'::mix, evenness => 'NaN');
SELECT structure('{}'::mix, confidence => 1);
SELECT structure_reason('{}', min_lead => 1.5);
SELECT * FROM describe('{}', confidence => 0);
