SET search_path = public, customer_seg;
-- one answer a customer: 1000 buyers of cars, 900 satisfied, of whom 360 bought again, as did 30 of the others
CREATE TABLE survey AS
SELECT n AS customer_id, n <= 900 AS satisfied, n <= 360 OR n > 970 AS repurchased FROM generate_series(1, 1000) n;
CREATE VIEW answer AS SELECT satisfaction(satisfied, repurchased) AS s FROM survey;
SELECT (s).customers, (s).satisfied, (s).repurchased_of_satisfied, (s).repurchased_of_dissatisfied, (s).missing, (s).verdict FROM answer;
SELECT name, round(share::numeric, 4) AS share, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM answer, LATERAL (VALUES
	('satisfied', (s).share_satisfied, (s).share_satisfied_low, (s).share_satisfied_high),
	('came back, of the satisfied', (s).rate_of_satisfied, (s).rate_of_satisfied_low, (s).rate_of_satisfied_high),
	('came back, of the others', (s).rate_of_dissatisfied, (s).rate_of_dissatisfied_low, (s).rate_of_dissatisfied_high),
	('gap', (s).gap, (s).gap_low, (s).gap_high),
	('difference', (s).difference, (s).difference_low, (s).difference_high)) v(name, share, low, high);
-- at another confidence
SELECT round((s).gap_low::numeric, 4) AS low, round((s).gap_high::numeric, 4) AS high
FROM (SELECT satisfaction(satisfied, repurchased, 0.8) AS s FROM survey) x;
-- those of whom not all is known are counted apart
SELECT (s).customers, (s).satisfied, (s).repurchased_of_satisfied, (s).missing, (s).verdict
FROM (SELECT satisfaction(satisfied, repurchased) AS s
	  FROM (VALUES (true, true), (true, false), (false, false), (NULL, true), (true, NULL), (NULL, NULL)) v(satisfied, repurchased)) x;
-- the verdicts: of the satisfied and of the others, so many came back
SELECT a AS back_of_satisfied, n, b AS back_of_dissatisfied, m, round((s).difference_low::numeric, 4) AS low, round((s).difference_high::numeric, 4) AS high, round((s).p::numeric, 4) AS p, (s).verdict
FROM (VALUES (60, 100, 10, 50), (24, 40, 54, 60), (500, 1000, 505, 1000), (50, 100, 52, 100), (94, 99, 0, 1), (19, 19, 0, 10), (20, 20, 0, 10)) v(a, n, b, m),
	 LATERAL (SELECT satisfaction(i <= n, i <= a OR i > n + m - b) AS s FROM generate_series(1, n + m) i) x;
-- no rows; nobody satisfied
SELECT satisfaction(satisfied, repurchased) FROM survey WHERE false;
SELECT satisfaction(NULL, NULL) FROM survey;
SELECT (s).customers, (s).share_satisfied, (s).rate_of_satisfied, (s).gap, (s).verdict
FROM (SELECT satisfaction(false, repurchased) AS s FROM survey) x;
-- errors
SELECT satisfaction(satisfied, repurchased, 1) FROM survey;
SELECT satisfaction(satisfied, repurchased, 'NaN') FROM survey;
SELECT satisfaction(satisfied, repurchased, NULL) FROM survey;
SELECT satisfaction(satisfied, repurchased, CASE WHEN customer_id = 5 THEN 0.5 ELSE 0.9 END) FROM survey;
DROP TABLE survey CASCADE;
