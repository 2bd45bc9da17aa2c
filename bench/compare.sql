-- Is it the same job? Orders, amounts and times must agree to the last digit for every customer.
-- Scores may differ by the documented error of a yardstick of more than 4,096 values, and so may
-- the quadrant of those who lie that near to a cut.
SELECT format('same customers, orders, amounts and times in a and b: %s of %s; largest difference in a score: %s; '
			  'another quadrant: %s',
			  count(*) FILTER (WHERE (a.orders, a.amount, a.first_order, a.last_order)
							   IS NOT DISTINCT FROM (b.orders, b.amount, b.first_order, b.last_order)),
			  count(*),
			  max(greatest(abs(a.loyalty - b.loyalty), abs(a.contribution - b.contribution))),
			  count(*) FILTER (WHERE a.quadrant IS DISTINCT FROM b.quadrant))
FROM by_segment AS a FULL JOIN by_hand AS b USING (customer);

SELECT quadrant, format('%s and %s customers, %s and %s', a.n, b.n, a.amount, b.amount)
FROM (SELECT quadrant, count(*) AS n, sum(amount) AS amount FROM by_segment GROUP BY quadrant) AS a
FULL JOIN (SELECT quadrant, count(*) AS n, sum(amount) AS amount FROM by_hand GROUP BY quadrant) AS b USING (quadrant)
ORDER BY quadrant;

DO $$
BEGIN
	ASSERT (SELECT count(*) FROM by_segment AS a FULL JOIN by_hand AS b USING (customer)
			WHERE (a.orders, a.amount, a.first_order, a.last_order)
				  IS DISTINCT FROM (b.orders, b.amount, b.first_order, b.last_order)) = 0, 'a and b did not do the same job';
	ASSERT (SELECT max(greatest(abs(a.loyalty - b.loyalty), abs(a.contribution - b.contribution)))
			FROM by_segment AS a JOIN by_hand AS b USING (customer)) < 0.025 + 1e-9, 'a score of a is not that of b';
	ASSERT (SELECT count(*) FROM by_segment AS a JOIN by_hand AS b USING (customer)
			WHERE a.quadrant IS DISTINCT FROM b.quadrant) <= (SELECT count(*) / 1000 FROM by_hand), 'a and b differ in the quadrant';
END $$;
